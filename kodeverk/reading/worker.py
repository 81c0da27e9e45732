"""Files are read in a process of its own that is limited in memory and time, writes nothing and reaches no network.

A file somebody else made can be built to use up the machine, or to make a library run code. Readers are plain
functions; here they are called in a second Python, one for a whole batch, which is kept for the next file. A reading
that overruns is ended and the next file gets a process anew.

What holds where: everywhere no network, no file written or removed, no program started (an audit hook), nothing
printed (a library that prints an interview reaches nobody), and a limit by the clock. On Linux also memory and
processor time; macOS counts processor time but does not hold the limit of memory; Windows holds neither.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from kodeverk import errors
from kodeverk.errors import KodeverkError, ReadingError
from kodeverk.messages import language
from kodeverk.reading.confined import Answer, Request, received, send

SECONDS = 10
"""Processor time a reading may use, in seconds; by the clock six times as long: a cloud folder may be slow."""

SECONDS_PER_MIB = 2
"""What a file gets besides for each MiB it is large."""

_START = 60  # seconds for Python and the readers to be loaded, on a busy machine with a cold disk
_CALLABLE = ("kodeverk.reading.", "kodeverk.refi.")
_RECORDS = ("kodeverk.model.", "kodeverk.reading.", "kodeverk.refi.")
_BUILTINS = {
    "builtins": {"set", "frozenset", "bytearray", "complex"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
}
_CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from kodeverk.reading.confined import serve; serve()"

Call = Callable[..., Any]
P = ParamSpec("P")
Result = TypeVar("Result")


@contextlib.contextmanager
def limited() -> Iterator[Call]:
    """Give a function that calls readers in a limited process: ``call(module, function, *arguments, **options)``.

    Only public functions of `kodeverk.reading` and `kodeverk.refi` are called. They must return named tuples of
    kodeverk, and builtins; errors of kodeverk come back as they are, all others as one ReadingError for the file.
    ``seconds=`` gives a call other than the usual time.

    Examples
    --------
    >>> with limited() as call:
    ...     call("kodeverk.reading.kinds", "letters", "to sjefer")
    8
    """
    worker = _Worker()
    try:
        yield worker.call
    finally:
        worker.leave()


def read_limited(read: Callable[P, Result], *arguments: P.args, **options: P.kwargs) -> Result:
    """Return what a reader makes of a file, read in the limited process; it is called there by its name."""
    with limited() as call:
        result: Result = call(read.__module__, read.__name__, *arguments, **options)
    return result


class _Process:
    """A second Python that waits for requests; a thread takes what it answers, so that waiting can end."""

    def __init__(self) -> None:
        package = str(Path(__file__).parents[2])
        path = [*dict.fromkeys([entry for entry in sys.path if entry] + [package])]
        self.popen = subprocess.Popen(
            [sys.executable, "-I", "-B", "-c", _CHILD, json.dumps(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # each thread of it would reserve memory
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            ready = self.answers.get(timeout=_START) is not None
        except queue.Empty:
            ready = False
        if not ready:
            self.end()
            raise ReadingError("The process that reads files could not be started. Nothing was imported.")

    def _listen(self) -> None:
        assert self.popen.stdout is not None, "asked for above"
        with self.popen.stdout as answers, contextlib.suppress(OSError, EOFError):
            while True:
                self.answers.put(received(answers))
        self.answers.put(None)

    def ask(self, request: Request, patience: float, what: str) -> Any:
        """Return the answer; None where the process ended without one. queue.Empty where it takes too long."""
        assert self.popen.stdin is not None, "asked for above"
        with contextlib.suppress(OSError):  # it has ended: then the answer is None
            send(self.popen.stdin, pickle.dumps(request))
        answer = self.answers.get(timeout=patience)
        return None if answer is None else _records(answer, what)

    def end(self) -> None:
        """End the process, whatever it does."""
        self.popen.kill()
        self.popen.wait()
        if self.popen.stdin is not None:
            with contextlib.suppress(OSError):
                self.popen.stdin.close()


class _Worker:
    """The process of one batch: started when first needed, and anew after a file that overran."""

    def __init__(self) -> None:
        self.process: _Process | None = None

    def call(self, module: str, function: str, *arguments: Any, seconds: int | None = None, **options: Any) -> Any:
        """Return what the function returns; see `limited`."""
        if not module.startswith(_CALLABLE) or function.startswith("_"):
            raise ValueError(f"{module}.{function} is not called in the limited process.")
        seconds = seconds or _seconds(arguments)
        request = Request(module, function, arguments, options, seconds, str(Path.cwd()), language())
        what = _named(arguments, function)
        process, self.process = self.process or _taken(), None
        try:
            answer = process.ask(request, 6 * seconds, what)
        except queue.Empty:
            process.end()
            raise _too_slow(what, seconds) from None
        except BaseException:  # also Ctrl-C: what was asked is not waited for
            process.end()
            raise
        if not isinstance(answer, Answer) or answer.tired:
            process.end()
        else:
            self.process = process
        if not isinstance(answer, Answer):
            raise _too_slow(what, seconds) if _out_of_time(process) else _unreadable(what, "its reader broke down")
        if answer.error:
            raise _error(answer, what)
        return _records(answer.content, what)

    def leave(self) -> None:
        """Keep the process for the next who needs one, or end it where one is kept already."""
        if self.process is not None:
            _idle.append(self.process)
            for spare in _idle[:-1]:
                _idle.remove(spare)
                spare.end()


_idle: list[_Process] = []
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)  # its pipes are the parent's


def _taken() -> _Process:
    with contextlib.suppress(IndexError):
        process = _idle.pop()
        if process.popen.poll() is None:
            return process
        process.end()
    return _Process()


@atexit.register
def _close() -> None:
    while _idle:
        _idle.pop().end()


def _seconds(arguments: tuple[Any, ...]) -> int:
    size = 0
    for path in arguments:
        if isinstance(path, str | Path):
            with contextlib.suppress(OSError, ValueError):
                size += Path(path).stat().st_size
    return SECONDS + SECONDS_PER_MIB * (size // 2**20)


def _named(arguments: tuple[Any, ...], function: str) -> str:
    return next((Path(path).name for path in arguments if isinstance(path, str | Path)), function)


def _out_of_time(process: _Process) -> bool:
    return hasattr(signal, "SIGXCPU") and process.popen.returncode == -signal.SIGXCPU


def _too_slow(what: str, seconds: int) -> ReadingError:
    return ReadingError(
        f"{what} took longer than {seconds} seconds to read and was given up. It is very large, damaged or built to "
        "be slow. Save it anew from the program it comes from, or divide it. Nothing was imported from it."
    )


def _unreadable(what: str, why: str) -> ReadingError:
    return ReadingError(
        f"{what} could not be read: {why}. It is damaged, or built in a way that is not known here. Open it in the "
        "program it comes from, save it anew, and read that. Nothing was imported from it."
    )


def _error(answer: Answer, what: str) -> KodeverkError:
    said = answer.content.decode("utf-8")
    kind = getattr(errors, answer.error, None)
    if isinstance(kind, type) and issubclass(kind, KodeverkError):
        return kind(said)
    return _unreadable(what, said)


class _Records(pickle.Unpickler):
    """Reads named tuples of kodeverk and builtins, and calls nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class that may come out of the process."""
        if name in _BUILTINS.get(module, ()):
            return super().find_class(module, name)
        if module.startswith(_RECORDS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and issubclass(found, tuple) and hasattr(found, "_fields"):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} does not come out of the limited process")


def _records(content: bytes, what: str) -> Any:
    try:
        return _Records(io.BytesIO(content)).load()
    except Exception as error:  # whatever came out of the process: it may be in the hands of a hostile file
        raise _unreadable(what, "what its reader gave back was not taken") from error

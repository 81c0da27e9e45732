"""What runs in the limited process: it answers requests, within limits, and tells nothing of what it reads."""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import re
import signal
import sys
import traceback
from pathlib import Path
from typing import IO, Any, NamedTuple

from kodeverk.errors import KodeverkError
from kodeverk.messages import use_language

if sys.platform != "win32":
    import resource

MEMORY = 2**30
"""Most memory a reading may use, in bytes."""

_TIRED = MEMORY // 2  # a process that once needed so much is not kept for the next file
_REFUSED = frozenset({
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.startfile",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
})  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Request(NamedTuple):
    """What a process is asked to do: a function, what it is called with, and where and in which language."""

    module: str
    function: str
    arguments: tuple[Any, ...]
    options: dict[str, Any]
    seconds: int
    folder: str
    language: str


class Answer(NamedTuple):
    """What comes back: the pickled result, or the class of an error and its message.

    `error` is ``""`` where all went well. `tired` says that the process should not be kept.
    """

    error: str
    content: bytes
    tired: bool = False


def send(pipe: IO[bytes], content: bytes) -> None:
    """Write one message, its length before it."""
    pipe.write(len(content).to_bytes(8, "big"))
    pipe.write(content)
    pipe.flush()


def received(pipe: IO[bytes]) -> bytes:
    """Return the next message.

    Raises
    ------
    EOFError
        If there is none, or it is cut short.
    """
    head = pipe.read(8)
    length = int.from_bytes(head, "big")
    if len(head) < 8 or length > 2 * MEMORY:
        raise EOFError
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return content


def serve() -> None:
    """Answer requests until nobody asks any more: what runs in the limited process."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks, who then ends this process
    importlib.import_module("kodeverk.reading.files")
    _limit()
    with contextlib.suppress(EOFError, BrokenPipeError):
        send(answers, b"ready")
        while True:
            send(answers, pickle.dumps(_answered(pickle.loads(received(asked)))))


def _limit() -> None:
    if sys.platform != "win32":
        for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(OSError, ValueError):  # where the system sets a lower limit, that one holds
                resource.setrlimit(what, (most, most))
    sys.addaudithook(_guard)


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what a reader has no need of; called by Python before it is done."""
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES
    if writes or event in _REFUSED or event.startswith(("socket.", "shutil.", "urllib.", "http.", "ftplib.")):
        raise PermissionError(f"a reader may not: {event}")


def _answered(request: Request) -> Answer:
    use_language(request.language)
    try:
        os.chdir(request.folder)
        _give_time(request.seconds)
        function = getattr(importlib.import_module(request.module), request.function)
        content = pickle.dumps(function(*request.arguments, **request.options), protocol=5)
        return Answer("", content, _tired())
    except KodeverkError as error:
        return Answer(type(error).__name__, str(error).encode("utf-8", "replace"), _tired())
    except (MemoryError, RecursionError):
        return Answer("-", b"it is built too deep or too large", tired=True)
    except BaseException as error:
        return Answer("-", _where(error).encode("utf-8"), _tired())


def _where(error: BaseException) -> str:
    """Return the kind of an error and where it arose, without its message: that may hold what the file says."""
    ours = [step for step in traceback.extract_tb(error.__traceback__) if "kodeverk" in Path(step.filename).parts]
    place = f" in {Path(ours[-1].filename).name}, line {ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{place}"


def _give_time(seconds: int) -> None:
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime) + seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _tired() -> bool:
    return _peak() > _TIRED


def _peak() -> int:
    """Return the most memory this process has held, in bytes; 0 where that is not told."""
    with contextlib.suppress(OSError):
        # Not getrusage: on Linux what that tells begins with what the process held that started this one.
        found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text("ascii", "replace"))
        return 1024 * int(found[1]) if found else 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss if sys.platform == "darwin" else 0

"""The limited process: what a reader may not do, what becomes of one that overruns, and what comes back (IM-6, IM-10).

The readers that misbehave are written here and laid among kodeverk's own in the process that is tested.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from kodeverk.errors import FormatError, ReadingError
from kodeverk.messages import use_language
from kodeverk.reading import read_cases, read_source, worker
from kodeverk.reading.worker import Call, limited, read_limited
from tests.reading.made import docx, p, written

TEXT = "To sjefer er én for mye"
MISBEHAVING = f'''
import ctypes, os, pathlib, shutil, socket, sqlite3, subprocess, sys, time, urllib.request
from kodeverk.errors import FormatError

def forever(path):
    while True: pass

def asleep(path):
    time.sleep(600)

def hungry(path):
    held = []
    while True: held.append(bytearray(2**26))

def deep(path):
    return [deep(path)]

def broken(path):
    os.abort()

def talking(path):
    print("{TEXT}"); print("{TEXT}", file=sys.stderr)
    os.write(1, "{TEXT}".encode()); os.write(2, "{TEXT}".encode())
    ctypes.CDLL(None).puts(b"{TEXT.encode("ascii", "replace").decode()}")
    return sys.stdin.read()

def revealing(path):
    return int("{TEXT}")

def leaving(path):
    sys.exit(0)

def faulty(path):
    raise FormatError("row 3 is not right")

def number(path):
    return os.getpid()

class Own:
    def __reduce__(self):
        return os.system, ("touch came-out",)

def own(path):
    return Own()

def nothing_to_say(path):
    return lambda: None

def writes(path): pathlib.Path("ut.txt").write_text("{TEXT}")
def appends(path): open(path, "a").write("x")
def opens(path): os.open("ut.txt", os.O_CREAT | os.O_WRONLY)
def makes(path): os.mkdir("ut")
def removes(path): os.remove(path)
def renames(path): os.rename(path, "ut.txt")
def copies(path): shutil.copy(path, "ut.txt")
def stores(path):
    base = sqlite3.connect("ut.db"); base.execute("create table t(a)"); base.commit()
def connects(path): socket.create_connection(("127.0.0.1", int(path.read_text())))
def fetches(path): urllib.request.urlopen("http://127.0.0.1:" + path.read_text())
def resolves(path): socket.getaddrinfo("localhost", 80)
def starts(path): subprocess.run(["touch", "ut.txt"])
def shells(path): os.system("touch ut.txt")
def forks(path): os.fork()
'''


@pytest.fixture
def call(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    """Call the readers that misbehave, named alone."""
    folder = tmp_path_factory.mktemp("readers")
    (folder / "misbehaving.py").write_text(MISBEHAVING)
    there = f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); import kodeverk.reading as r; r.__path__.append({str(folder)!r}); "
    monkeypatch.setattr(worker, "_CHILD", there + worker._CHILD)
    worker._close()
    with limited() as called:
        yield lambda name, *rest, **options: called("kodeverk.reading.misbehaving", name, *rest, **options)
    worker._close()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return written(tmp_path, b"I: Hei", "a.txt")


# --- what comes back ------------------------------------------------------------------------


def test_a_file_read_in_the_process_is_the_file_read_here(tmp_path: Path) -> None:
    path = written(tmp_path, docx(p("I: Er det to sjefer?") + p("Informant: Ja, NÅ 😀.")))
    assert read_limited(read_source, path) == read_source(path)
    table = written(tmp_path, "navn;kontor\nKari;Skarvøy\n".encode(), "folk.csv")
    assert read_limited(read_cases, table) == read_cases(table)


def test_errors_come_back_as_they_are_with_what_they_say(tmp_path: Path, call: Call) -> None:
    with pytest.raises(FormatError, match="^row 3 is not right$"):
        call("faulty", tmp_path)
    missing = tmp_path / "mangler.docx"
    with pytest.raises(ReadingError) as here:
        read_source(missing)
    with pytest.raises(ReadingError) as there:
        read_limited(read_source, missing)
    assert str(there.value) == str(here.value) and "mangler.docx" in str(here.value)


def test_paths_are_told_from_where_one_stands_now_and_warnings_in_the_language_in_use(file: Path) -> None:
    (file.parent / "inne").mkdir()
    other = written(file.parent / "inne", b"Bare tekst, ingen som taler.", "b.txt")
    assert read_limited(read_source, Path("a.txt")).text == "I: Hei"
    os.chdir(other.parent)
    english = read_limited(read_source, Path("b.txt")).report.warnings
    use_language("nb")
    assert read_limited(read_source, Path("b.txt")).report.warnings != english != ()


def test_the_same_process_serves_a_batch_and_the_next(file: Path, call: Call) -> None:
    assert len({call("number", file) for _ in range(5)}) == 1
    with limited() as first, limited() as second:
        one, other = (ask("kodeverk.reading.kinds", "letters", "a") for ask in (first, second))
    assert one == other == 1
    assert len(worker._idle) == 1


def test_only_readers_are_called(file: Path) -> None:
    with limited() as call:
        for module, function in (("os", "getcwd"), ("kodeverk.reading.files", "_bytes"), ("kodeverk.store", "verify")):
            with pytest.raises(ValueError, match="not called"):
                call(module, function, file)


@pytest.mark.parametrize("name", ["own", "nothing_to_say"])
def test_what_is_no_record_does_not_come_out(file: Path, call: Call, name: str) -> None:
    with pytest.raises(ReadingError, match=r"a.txt could not be read: .* Nothing was imported from it\."):
        call(name, file)
    assert [one.name for one in file.parent.iterdir()] == ["a.txt"]


# --- what a reader may not do ---------------------------------------------------------------


def test_im_10_no_reader_reaches_the_network(file: Path, call: Call) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.3)
        file.write_text(str(server.getsockname()[1]))
        for name in ("connects", "fetches", "resolves"):
            with pytest.raises(ReadingError, match=r"a.txt could not be read: \w*(PermissionError|URLError)"):
                call(name, file)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "name",
    [
        "writes", "appends", "opens", "makes", "removes", "renames", "copies", "starts", "shells", "forks",
        pytest.param("stores", marks=pytest.mark.skipif(sys.platform == "win32", reason="SQLite asks the system")),
    ],
)  # fmt: skip
def test_no_reader_writes_removes_or_starts_anything(file: Path, call: Call, name: str) -> None:
    with pytest.raises(ReadingError, match="a.txt could not be read"):
        call(name, file)
    assert file.read_bytes() == b"I: Hei"
    assert all(one.stat().st_size == 0 for one in file.parent.iterdir() if one.name not in ("a.txt",))
    assert [one.name for one in file.parent.iterdir() if one.suffix != ".db"] == ["a.txt"]


def test_what_a_library_prints_reaches_nobody(file: Path, call: Call, capfd: pytest.CaptureFixture[str]) -> None:
    assert call("talking", file) == ""
    assert capfd.readouterr() == ("", "")
    assert call("number", file) > 0


def test_a_foreign_error_says_what_and_where_and_never_what_the_file_says(file: Path, call: Call) -> None:
    with pytest.raises(ReadingError, match="a.txt could not be read: ValueError") as told:
        call("revealing", file)
    assert "sjefer" not in str(told.value) and "Nothing was imported" in str(told.value)
    with pytest.raises(ReadingError, match="a.txt could not be read: SystemExit"):
        call("leaving", file)


# --- one that overruns ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["forever", "asleep"])
def test_one_that_takes_too_long_is_ended_and_the_next_file_is_read(file: Path, call: Call, name: str) -> None:
    first = call("number", file)
    with pytest.raises(ReadingError, match="a.txt took longer than 1 seconds"):
        call(name, file, seconds=1)
    assert not psutil.pid_exists(first) or psutil.Process(first).status() == psutil.STATUS_ZOMBIE
    assert call("number", file) not in (first, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_one_that_takes_all_memory_gets_no_more_than_its_share(file: Path, call: Call) -> None:
    with pytest.raises(ReadingError, match="too deep or too large"):
        call("hungry", file)
    assert call("number", file) > 0


@pytest.mark.parametrize("name", ["deep", "broken"])
def test_one_that_breaks_down_is_told_of_and_the_next_file_is_read(file: Path, call: Call, name: str) -> None:
    with pytest.raises(ReadingError, match=r"a.txt could not be read"):
        call(name, file)
    assert call("number", file) > 0


def test_a_process_that_ended_while_idle_is_started_anew(file: Path, call: Call) -> None:
    psutil.Process(call("number", file)).kill()
    with pytest.raises(ReadingError, match="broke down"):
        call("number", file)
    assert call("number", file) > 0


def test_no_process_is_left_when_python_ends(tmp_path: Path) -> None:
    program = (
        "from kodeverk.reading.worker import limited, _idle\n"
        "with limited() as call: call('kodeverk.reading.kinds', 'letters', 'a')\n"
        "print(_idle[0].popen.pid, flush=True)\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    end = time.monotonic() + 20
    while psutil.pid_exists(int(told.stdout)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not psutil.pid_exists(int(told.stdout))
    killed = program + "import os, signal; os.kill(os.getpid(), signal.SIGKILL)\n"
    if sys.platform != "win32":
        told = subprocess.run([sys.executable, "-c", killed], capture_output=True, text=True, check=False)
        end = time.monotonic() + 20
        while psutil.pid_exists(int(told.stdout)) and time.monotonic() < end:
            time.sleep(0.05)
        assert not psutil.pid_exists(int(told.stdout))


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of the process that starts another is told on Linux")
def test_the_process_is_kept_also_where_the_notebook_holds_much_memory(tmp_path: Path) -> None:
    (tmp_path / "inf-01.txt").write_text("I: Hvem?\nInformant 1: Begge.", encoding="utf-8")
    program = (
        "import sys; from kodeverk.reading import read_source, worker\n"
        "held = b'x' * (700 * 2**20)\n"
        "seen = set()\n"
        "for _time in range(3):\n"
        "    worker.read_limited(read_source, sys.argv[1])\n"
        "    seen.add(worker._idle[0].popen.pid)\n"
        "assert len(held) and len(seen) == 1, seen\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "inf-01.txt")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

"""EX-5 and PR-12: the same study gives the same bytes anywhere, and nothing of who made it or where."""

import base64
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kodeverk.analysis import check, coverage
from kodeverk.model import Source
from kodeverk.refi import to_qdc
from kodeverk.reports import analysis_to_html, analysis_to_word, theory_html, to_excel, to_html, to_word
from tests.reports.studies import small

HERE = Path(__file__).resolve().parents[2]
WRITE = """
import hashlib, sys
from pathlib import Path
from tests.reports.test_same_bytes import write_all
for path in write_all(Path(sys.argv[1])):
    print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def write_all(folder: Path, **options: bool) -> list[Path]:
    """Write the small study in every way there is."""
    snapshot = small()
    checked, covered = check(snapshot), [coverage(snapshot)]
    return [
        to_word(snapshot, folder / "funn.docx", checks=[checked], by="leader_model", **options),
        to_excel(snapshot, folder / "funn.xlsx", checks=[checked], by="leader_model", **options),
        to_html(snapshot, folder / "transkripsjoner.html", **options),
        theory_html(checked, folder / "teorisjekk.html", snapshot=snapshot, **options),
        analysis_to_word(snapshot, folder / "analyse.docx", by="leader_model", coverages=covered, **options),
        analysis_to_html(snapshot, folder / "analyse.html", by="leader_model", coverages=covered, **options),
        to_qdc(snapshot, folder / "bok.qdc"),
    ]


def in_another_process(folder: Path, **environment: str) -> str:
    folder.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", WRITE, str(folder)],
        env={**os.environ, "PYTHONPATH": str(HERE), **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return ran.stdout


@pytest.mark.slow
def test_two_processes_with_other_seeds_zones_locales_folders_and_users_write_the_same_bytes(tmp_path):
    first = in_another_process(tmp_path / "a", PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C", USER="ida")
    second = in_another_process(
        tmp_path / "annen mappe", PYTHONHASHSEED="77", TZ="America/Adak", LC_ALL="C.UTF-8", USER="ola", LOGNAME="ola"
    )
    assert first == second and len(first.splitlines()) == 7


def contents(path: Path) -> dict[str, bytes]:
    """The parts of a file: those of the package, or the file itself and the pictures in it."""
    if not zipfile.is_zipfile(path):
        whole = path.read_bytes()
        pictures = re.findall(rb"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", whole)
        return {path.name: whole, **{f"{n}.svg": base64.b64decode(found) for n, found in enumerate(pictures)}}
    with zipfile.ZipFile(path) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {entry.filename: package.read(entry) for entry in package.infolist()}


def test_no_file_holds_author_login_host_folder_file_name_or_coder(tmp_path, monkeypatch):
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, "K7Q-maskin")
    for asked in ("socket.gethostname", "platform.node", "getpass.getuser"):
        monkeypatch.setattr(asked, lambda: "K7Q-maskin")
    folder = tmp_path / "K7Q-mappe"
    folder.mkdir()
    monkeypatch.chdir(folder)
    files = write_all(folder)
    sought = ["K7Q-", str(tmp_path), "python-docx", "inf-01.txt"]
    assert small().table(Source)["src-inf-01"].file == "inf-01.txt"
    for path in files:
        parts = contents(path)
        text = b"\n".join(parts.values()).decode("utf-8", errors="replace")
        found = [word for word in sought if word in text]
        assert found == [], (path.name, found)
        assert not [name for name in parts if "thumbnail" in name or "comments" in name or "custom" in name]
        if path.suffix in {".docx", ".xlsx"}:
            core = parts["docProps/core.xml"].decode()
            assert "modifiedBy" not in core.replace("<cp:lastModifiedBy></cp:lastModifiedBy>", "")
            assert "rsid" not in text and "<dc:creator>" not in core.replace("<dc:creator></dc:creator>", "")


@pytest.mark.parametrize("names", [False, True])
def test_coders_go_by_number_unless_their_names_are_asked_for(tmp_path, names):
    files = write_all(tmp_path, coder_names=names)[:6]
    for path in files:
        text = b"\n".join(contents(path).values()).decode("utf-8", errors="replace")
        assert bool(re.search(r"\bola\b", text)) == names, path.name

"""DB-7: a study that cannot be written is read as ever, and says so at the first change."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from kodeverk.errors import StoreError
from kodeverk.store import Store, verify
from tests.store.study import at, code, new_study

NOBODY = 65534
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights as on Unix")


@pytest.fixture
def path():
    folder = Path(tempfile.mkdtemp())
    store = new_study(folder / "studie.kodeverk")
    code(store, at("to sjefer"))
    yield store.path
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextlib.contextmanager
def without_rights():
    """Rights count for nothing when tests run as root: be nobody for a while."""
    if os.getuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555)])
def test_reading_works_and_the_first_change_is_refused(path, file, folder):
    path.chmod(file)
    path.parent.chmod(folder)
    before = path.read_bytes()
    with without_rights(), Store(path) as store:
        assert store.read_only
        assert store.snapshot().quote(at("to sjefer")) == "to sjefer"
        for change in (lambda: code(store, at("ett kontor")), lambda: store.undo("tone")):
            with pytest.raises(StoreError, match=r"studie\.kodeverk is open for reading only"):
                change()
        assert verify(path).ok
    assert path.read_bytes() == before


def test_a_study_opened_for_reading_refuses_changes(path):
    with Store(path, read_only=True) as store, pytest.raises(StoreError, match="reading only"):
        code(store, at("ett kontor"))


def test_rights_taken_away_while_it_is_open_are_noticed_at_the_change(path):
    path.chmod(0o666)
    path.parent.chmod(0o777)
    with without_rights(), Store(path) as store:
        assert not store.read_only
        with as_owner():
            path.parent.chmod(0o555)
            path.chmod(0o444)
        with pytest.raises(StoreError, match="reading only"):
            code(store, at("ett kontor"))
        assert store.snapshot().quote(at("to sjefer")) == "to sjefer"


@contextlib.contextmanager
def as_owner():
    if os.getresuid()[2] != 0:
        yield
        return
    os.setresuid(0, 0, 0)
    try:
        yield
    finally:
        os.setresuid(NOBODY, NOBODY, 0)

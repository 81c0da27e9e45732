"""A file is replaced whole or not at all."""

from __future__ import annotations

import pytest

from kodeverk.files import replacing


def test_the_file_is_there_when_the_block_ends_with_the_rights_it_had(tmp_path):
    report = tmp_path / "funn.docx"
    report.write_bytes(b"old")
    report.chmod(0o600)
    with replacing(report) as draft:
        assert (draft.parent, draft.suffix) == (tmp_path, ".docx")
        draft.write_bytes(b"new")
        assert report.read_bytes() == b"old"
    assert report.read_bytes() == b"new"
    assert report.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [report]


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path):
    report = tmp_path / "funn.docx"
    report.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), replacing(report) as draft:
        draft.write_bytes(b"half")
        raise ZeroDivisionError
    assert report.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [report]


def test_a_draft_made_anew_by_a_library_counts_too(tmp_path):
    with replacing(tmp_path / "funn.xlsx") as draft:
        draft.unlink()
        draft.write_bytes(b"new")
    assert (tmp_path / "funn.xlsx").read_bytes() == b"new"

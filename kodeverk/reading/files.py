"""Files become readings: the register of formats, and the way from a file to its turns."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import NamedTuple

from kodeverk.errors import MissingExtra, ReadingError, nearest
from kodeverk.messages import _
from kodeverk.model import canonical
from kodeverk.reading.heads import Line, read_as_speech
from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Content, ImportReport, Raw, Reading, stem
from kodeverk.reading.turns import Turns, divide, lines_of
from kodeverk.reading.unlikely import unlikely, warning

LARGEST = 100 * 2**20
"""Largest file read, in bytes."""


class Format(NamedTuple):
    """A format: the module and function that read it, and the options of `read_source` the function takes."""

    module: str
    function: str
    options: tuple[str, ...] = ()


FORMATS = {
    ".docx": Format("kodeverk.reading.word", "read_word", ("tracked",)),
    ".odt": Format("kodeverk.reading.odt", "read_odt", ("tracked",)),
    ".rtf": Format("kodeverk.reading.rtf", "read_rtf", ("tracked",)),
    ".pdf": Format("kodeverk.reading.pdf", "read_pdf"),
    ".html": Format("kodeverk.reading.web", "read_html"),
    ".htm": Format("kodeverk.reading.web", "read_html"),
    ".vtt": Format("kodeverk.reading.captions", "read_captions", ("encoding",)),
    ".srt": Format("kodeverk.reading.captions", "read_subtitles", ("encoding",)),
    ".json": Format("kodeverk.reading.recognised", "read_recognised", ("encoding",)),
    ".eml": Format("kodeverk.reading.mail", "read_mail"),
    ".txt": Format("kodeverk.reading.plain", "read_text", ("encoding",)),
    ".md": Format("kodeverk.reading.plain", "read_markdown", ("encoding",)),
}
"""Every format of transcripts, by the ending of the file name."""

_TABLE = "Tables of cases are read by add_cases, tables of codings by add_codings, interviews in rows by add_rows."
_OLD_TABLE = (
    "It is an Excel file of a kind that is not read. Open it in Excel, save it as .xlsx, and read that as a table."
)
_ONLINE = "It is only a link to a document on the web. Open that, download it as .docx, and read that."
_SHORTCUT = "It is a shortcut. Read the file it points to."
_RECORDING = "It is a recording. Have it transcribed first, and read the transcript."
_PICTURE = "It is a picture, and no text can be read from it. Read the text it was made of, or write it out."
_PACKED = "It is packed. Unpack it, look at what is in it, and read the files it holds."
_PROJECT = "It is a project of another program. Read it with kodeverk.read_qdpx or kodeverk.read_project."
_SAVE_AS = {
    ".doc": "It is an old Word file. Open it in Word or LibreOffice and save it as .docx.",
    ".docm": "It may hold macros. Open it in Word and save it as .docx.",
    ".dotx": "It is a template. Open it in Word and save it as .docx.",
    ".pages": "It is a document of Pages. Open it there and export it to Word (.docx).",
    **dict.fromkeys((".xlsx", ".csv"), _TABLE),
    **dict.fromkeys((".xls", ".xlsm", ".xlsb"), _OLD_TABLE),
    **dict.fromkeys((".lnk", ".url", ".webloc"), _SHORTCUT),
    **dict.fromkeys((".gdoc", ".gsheet"), _ONLINE),
    **dict.fromkeys((".mp3", ".m4a", ".wav", ".mp4", ".mov", ".ogg", ".flac", ".wma", ".aac"), _RECORDING),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff", ".gif", ".bmp", ".webp"), _PICTURE),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz"), _PACKED),
    **dict.fromkeys((".qdpx", ".qda", ".rqda", ".sqlite3"), _PROJECT),
}
_NO_TRANSCRIPT = frozenset({"readme", "les meg", "lesmeg", "license", "changelog"})


def read_source(
    path: str | Path, *, spoken: bool = True, tracked: str = "accepted", encoding: str | None = None
) -> Reading:
    """Return a transcript file as text with turns, speakers and an import report.

    Parameters
    ----------
    path : str or Path
        A file with one of the endings in `FORMATS`.
    spoken : bool
        False for an agreement, minutes and the like, where no line begins with a speaker's label: each line is a
        segment, and nobody speaks.
    tracked : str
        Which text of a document with tracked changes: ``accepted``, or ``original`` as it was before them. Says
        nothing of formats that have none.
    encoding : str, optional
        How letters are written as bytes in a text file, such as ``mac_roman``, where that is not told by the file.

    Raises
    ------
    ReadingError
        If the file is missing, empty, protected, damaged or of another kind.
    """
    path = Path(path)
    data = _bytes(path)
    asked = {"tracked": tracked, "encoding": encoding}
    try:
        raw = reader_of(path.name)(data, path.name, **{name: asked[name] for name in _form(path.name).options})
    except (MemoryError, RecursionError) as error:
        raise ReadingError(
            f"{path.name} is built too deep or too large to be read. Open it in Word or a text editor, "
            "save it anew as .docx or .txt, and read that. Nothing was imported from it."
        ) from error
    reading = _assembled(raw, path, data, spoken)
    if not reading.segments:
        raise ReadingError(f"{path.name} holds no text. Check that it is the right file. Nothing was imported from it.")
    return reading


def find_files(where: str | Path | Iterable[str | Path]) -> list[Path]:
    """Return the transcript files in a folder, fitting a pattern, or listed; sorted by name.

    Tables (``.xlsx``, ``.csv``), README files, hidden files and Word's lock files (``~$``) in a folder are passed over.

    Parameters
    ----------
    where : str, Path or iterable of them
        A folder, a file, a pattern such as ``intervju/*.docx``, or several of these.

    Raises
    ------
    ReadingError
        If there is no such file, or none that can be read.
    """
    if not isinstance(where, str | Path):
        return sorted({path for one in where for path in find_files(one)})
    path = Path(where)
    if path.is_file():
        return [path]
    if path.is_dir():
        candidates = list(path.iterdir())
    elif any(mark in str(where) for mark in "*?["):
        anchor = Path(path.anchor) if path.is_absolute() else Path()
        candidates = list(anchor.glob(str(path.relative_to(path.anchor) if path.is_absolute() else path)))
    else:
        raise _missing(path)
    found = sorted(file for file in candidates if file.is_file() and _readable(file))
    if not found:
        endings = ", ".join(sorted({file.suffix for file in candidates if file.is_file()})) or "no files"
        raise ReadingError(f"No transcripts in {where}: there must be {_endings()}; found {endings}.")
    return found


def passed_over(where: str | Path | Iterable[str | Path]) -> dict[str, str]:
    """Return the files of folders that `find_files` passes over though they may hold interviews, with the reason.

    Tables, README files, hidden files and Word's lock files are no transcripts and are not named.
    """
    if not isinstance(where, str | Path):
        return {name: why for one in where for name, why in passed_over(one).items()}
    found: dict[str, str] = {}
    for file in sorted(Path(where).iterdir()) if Path(where).is_dir() else ():
        if file.is_dir() and any(_readable(inner) for inner in file.rglob("*")):
            found[file.name] = f"The folder {file.name} holds transcripts; name it to read them."
        elif file.is_file() and not _readable(file) and not _beside(file):
            found[file.name] = str(_unknown(file))
    return found


def _beside(file: Path) -> bool:
    """Return whether a file is there beside transcripts: a table, a study, a README, a hidden or a lock file."""
    return ".kodeverk" in file.name or file.suffix.lower() in (".xlsx", ".csv", ".yaml", ".yml") or _passed_over(file)


def _readable(file: Path) -> bool:
    return file.suffix.lower() in FORMATS and not _passed_over(file)


def _passed_over(file: Path) -> bool:
    return file.name.startswith((".", "~$")) or file.stem.casefold() in _NO_TRANSCRIPT


def _endings() -> str:
    return ", ".join(sorted(FORMATS))


def _unknown(path: Path) -> ReadingError:
    if advice := _SAVE_AS.get(path.suffix.lower()):
        return ReadingError(f"{path.name} is no transcript that can be read. {advice}")
    return ReadingError(
        f"{path.name} is of a kind that is not read; there must be {_endings()}. Save it as one of these."
    )


def _missing(path: Path) -> ReadingError:
    there = [file.name for file in path.parent.iterdir()] if path.parent.is_dir() else []
    near = nearest(path.name, there)
    hint = f" Nearest there: {', '.join(near)}." if near else ""
    where = f"in {path.parent}" if path.parent != Path() else "here"
    return ReadingError(f"There is no file {path.name} {where}.{hint}")


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise ReadingError(f"{path.name} is a folder. Give a file, or add the folder's files with add_sources.")
    if not path.exists():
        raise _missing(path)
    if path.suffix.lower() not in FORMATS:
        raise _unknown(path)
    try:
        if path.stat().st_size > LARGEST:
            raise ReadingError(
                f"{path.name} is larger than {LARGEST // 2**20} MiB. Divide it, or take pictures out. Nothing was "
                "imported from it."
            )
        return path.read_bytes()
    except OSError as error:
        raise ReadingError(
            f"{path.name} cannot be opened ({error.strerror}). Close it in other programs, check that you may read it "
            "and that the cloud folder has fetched it, and try again. Nothing was imported from it."
        ) from error


def _form(file: str) -> Format:
    return FORMATS[PurePath(file).suffix.lower()]


def reader_of(file: str) -> Callable[..., Raw]:
    """Return the function that reads a file with such a name: ``read(data, file, **options)``.

    Raises
    ------
    MissingExtra
        If a library it needs is not installed.
    """
    form = _form(file)
    try:
        module = importlib.import_module(form.module)
    except ImportError as error:
        raise MissingExtra(
            f"{PurePath(file).name} needs the library {error.name}. Install it with: pip install 'kodeverk'"
        ) from error
    read: Callable[..., Raw] = getattr(module, form.function)
    return read


def _assembled(raw: Raw, path: Path, data: bytes, spoken: bool) -> Reading:
    changes = dict(raw.changes)
    parts: list[str] = []
    lines: list[Line] = []
    at = 0
    for block in raw.blocks:
        text, changed = canonical(block.text) if raw.separator else (block.text, {})
        for kind, count in changed.items():
            changes[kind] = changes.get(kind, 0) + count
        bold = len(canonical(block.text[: block.bold]).text) if block.bold else 0
        lines += lines_of(text, at, block.kind, bold)
        parts.append(text)
        at += len(text) + len(raw.separator)
    text = raw.separator.join(parts)
    turns = divide(text, lines, spoken=spoken, known=raw.speakers)
    report = _report(raw, path, text, turns, changes)
    if not spoken:
        report = report._replace(warnings=tuple(raw.warnings))
    name, form = stem(path), path.suffix.lower().lstrip(".")
    return Reading(name, path.name, form, text, turns.segments, turns.roles, report, data, raw.title)


def _report(raw: Raw, path: Path, text: str, turns: Turns, changes: dict[str, int]) -> ImportReport:
    warnings = list(raw.warnings)
    if turns.guessed:
        warnings.append(
            _("Who interviews was guessed from how they speak: {labels}. Check it.").format(
                labels=", ".join(turns.guessed)
            )
        )
    if unsure := [label for label, role in turns.roles.items() if role == "unknown"]:
        warnings.append(_("Interviewer or informant? Unknown for: {labels}.").format(labels=", ".join(unsure)))
    warnings += read_as_speech(turns.passed_over)
    if not turns.roles:
        warnings.append(_("No speakers found: the text is kept as paragraphs."))
    warnings += warning(unlikely(text, turns.segments, turns.roles))
    content = list(raw.content)
    if not content or content[0].kind != "letters":
        count = letters(text)
        content.insert(0, Content("letters", count, count, 0))
    return ImportReport(
        file=path.name,
        format=path.suffix.lower().lstrip("."),
        encoding=raw.encoding,
        characters=len(text),
        turns=sum(segment.kind == "turn" for segment in turns.segments),
        speakers=tuple(turns.roles),
        tables=sum(segment.kind == "table" for segment in turns.segments),
        content=tuple(content),
        changes=changes,
        warnings=tuple(warnings),
    )

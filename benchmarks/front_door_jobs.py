"""The jobs at the front door, their floors, and the files they need; see `benchmarks.front_door`."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from benchmarks import floors
from benchmarks.corpus import Interview

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def import_word(files: Sequence[Path], folder: Path) -> list[int]:
    """Bring transcripts into a new study; return turns and letters."""
    from kodeverk.project import Project

    with Project(folder / "word.kodeverk") as study:
        came = study.add_sources(files, progress=list)
        letters = sum(row.found for report in came.reports for row in report.content if row.kind == "letters")
        return [sum(report.turns for report in came.reports), letters]


def import_word_by_the_floor(files: Sequence[Path], folder: Path) -> list[int]:
    """Read the paragraphs of each document with lxml, and keep them as the floor keeps plain texts."""
    path, letters = folder / "word.floor", 0

    def texts() -> Iterator[tuple[str, bytes, str]]:
        from lxml import etree

        nonlocal letters
        for file in files:
            with zipfile.ZipFile(file) as package:
                root = etree.fromstring(package.read("word/document.xml"))
            text = "\n".join("".join(t.text or "" for t in p.iter(_W + "t")) for p in root.iter(_W + "p"))
            letters += sum(map(str.isalnum, text))
            yield file.stem, file.read_bytes(), text

    floors.connect(path, new=True).close()
    return [floors.import_texts(texts(), path), letters]


def read_by_python_docx(files: Sequence[Path], _folder: Path) -> list[int]:
    """Read the paragraphs of each document with the library most would take; nothing is kept."""
    from docx import Document

    return [sum(len(paragraph.text) for file in files for paragraph in Document(str(file)).paragraphs)]


def write_project(study: Path, to: Path) -> list[int]:
    """Write a study as .qdpx; return sources and codings."""
    from kodeverk.project import Project

    with Project(study) as opened:
        rows = {row.element: row.kept for row in opened.to_qdpx(to).losses.rows}
    return [rows["TextSource"], rows["Coding"]]


def write_by_the_floor(file: Path, to: Path) -> list[int]:
    """Write the sources and codings of a floor's file as .qdpx: one document and the texts."""
    base = floors.connect(file)
    texts, codings = floors.texts(base), 0
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as package:
        with package.open("project.qde", "w") as document:
            document.write(b'<Project xmlns="urn:QDA-XML:project:1.0" name="floor"><Sources>\n')
            for source, text in texts.items():
                rows = base.execute("SELECT * FROM coding WHERE source_id = ? ORDER BY start, id", (source,)).fetchall()
                parts = [f'<TextSource guid="{source}" name="{source}" plainTextPath="internal://{source}.txt">']
                for key, _source, _version, start, end, code, coder, _sub, made, *_words in rows:
                    parts.append(
                        f'<PlainTextSelection guid="{key}" name={quoteattr(text[start:end][:60])} '
                        f'startPosition="{start}" endPosition="{end}">'
                        f'<Coding guid="{key}" creatingUser="{coder}" creationDateTime="{made}">'
                        f'<CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
                    )
                document.write("".join([*parts, "</TextSource>\n"]).encode("utf-8"))
                codings += len(rows)
            document.write(b"</Sources></Project>\n")
        for source, text in texts.items():
            package.writestr(f"sources/{source}.txt", text)
    base.close()
    return [len(texts), codings]


def read_project(file: Path, into: Path) -> list[int]:
    """Make a study of a .qdpx; return sources and codings."""
    from kodeverk.model import Coding, Source
    from kodeverk.project.exchanging import read_qdpx

    with read_qdpx(file, into).study as study:
        return [len(study.snapshot.table(kind)) for kind in (Source, Coding)]


def read_by_the_floor(file: Path, into: Path) -> list[int]:
    """Read the sources and codings of a .qdpx with lxml, and keep them as the floor keeps its own."""
    from lxml import etree

    texts, rows = [], []
    with zipfile.ZipFile(file) as package, package.open("project.qde") as document:
        for _event, source in etree.iterparse(document, tag="{*}TextSource"):
            name = source.get("guid")
            texts.append((name, b"", package.read(f"sources/{name}.txt").decode("utf-8")))
            for one in source.iterchildren("{*}PlainTextSelection"):
                place = int(one.get("startPosition")), int(one.get("endPosition"))
                for coding in one.iterchildren("{*}Coding"):
                    rows.append(floors.Row(name, *place, coding[0].get("targetGUID"), coding.get("creatingUser")))
            source.clear()
    floors.connect(into, new=True).close()
    floors.import_texts(texts, into)
    return [len(texts), floors.enter(into, rows)]


def write_word(interview: Interview, path: Path) -> None:
    """Write a transcript as a Word document: a paragraph for each turn, its speaker in bold."""
    paragraphs = []
    for line in interview.text.split("\n"):
        speaker, colon, said = line.partition(":")
        paragraphs.append(
            f'<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{speaker}{colon}</w:t></w:r>'
            f'<w:r><w:t xml:space="preserve">{escape(said)}</w:t></w:r></w:p>'
        )
    head = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W[1:-1]}"><w:body>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", f"{head}{''.join(paragraphs)}</w:body></w:document>")


def as_another_writes(own: Path, path: Path) -> None:
    """Write a project without its notes: then nothing says that kodeverk wrote it, and it is read as it stands."""
    with zipfile.ZipFile(own) as package, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as other:
        document = package.read("project.qde").decode("utf-8")
        notes = re.search("<Notes>\n(.*?)</Notes>\n", document, re.S)
        assert notes is not None, "kodeverk carries a note"
        other.writestr("project.qde", document[: notes.start()] + document[notes.end() :])
        gone = {f"sources/{guid}.txt" for guid in re.findall('<Note guid="(.*?)"', notes[1])}
        for name in package.namelist()[1:]:
            if name not in gone:
                other.writestr(name, package.read(name))


JOBS: dict[str, Callable[[Sequence[Path], Path], list[int]]] = {
    "word": import_word,
    "word floor": import_word_by_the_floor,
    "python-docx": read_by_python_docx,
    "write": lambda files, folder: write_project(files[0], folder / "study.qdpx"),
    "write floor": lambda files, folder: write_by_the_floor(files[0], folder / "floor.qdpx"),
    "read": lambda files, folder: read_project(files[0], folder / "study.kodeverk"),
    "read floor": lambda files, folder: read_by_the_floor(files[0], folder / "study.floor"),
    "read other": lambda files, folder: read_project(files[0], folder / "other.kodeverk"),
    "read other floor": lambda files, folder: read_by_the_floor(files[0], folder / "other.floor"),
}

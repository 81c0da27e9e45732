"""A page without a browser: it asks a session, takes in what it is told, and knows what the real page would know."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from kodeverk import Project
from kodeverk.model import Actor, Code, Coding, Plan, Proposition, Source, Theory, Wording, made
from kodeverk.notebook.session import Session

TRANSCRIPT = """\
I: Har dere to ledere?
5: Ja, vi har to sjefer, og det går bra.
I: Hvem bestemmer?
5: Det vet jeg ikke alltid. Familien 👩‍👩‍👧 spør òg.
"""

FAMILY = "👩‍👩‍👧"


def study_in(folder: Path, **texts: str) -> Project:
    """Return a study with the transcript above as ``inf-01`` (or these), and three codes."""
    for name, text in (texts or {"inf_01": TRANSCRIPT}).items():
        (folder / f"{name.replace('_', '-')}.txt").write_text(text, encoding="utf-8")
    study = Project(folder / "likeverd.kodeverk")
    study.add_sources(folder)
    for path in ("ledelse", "ledelse/to sjefer", "tvil"):
        study.add_code(path)
    return study


def with_theory_and_actors(study: Project) -> None:
    """Add a proposition ``T:P1``, a premise ``T:P0``, and the actors ``R`` and ``F``."""
    propositions = [
        Proposition("T:P1", "T", "P1", "", Wording(nb="To ledere er bedre")),
        Proposition("T:P0", "T", "P0", "", Wording(nb="Slik er det"), "premise"),
    ]
    actors = [Actor(f"a-{name}", name, Wording(nb=name), "role", "authority", "state") for name in "RF"]
    records = [Theory("T", "1", Wording(nb="Teori")), *propositions, *actors]
    study.write(lambda now: Plan(made(*records)), verb="test")


class Page:
    """One view of a desk; it keeps what it is told as the real page does.

    Attributes
    ----------
    known : dict
        Records by kind and id.
    heard : list of dict
        Every message that reached it.
    """

    count = 0

    def __init__(self, session: Session, source: str | None = "inf-01", beside: Page | None = None) -> None:
        Page.count += 1
        self.view, self.asked = f"view-{Page.count}", 0
        self.session = session
        self.pages: dict[str, Page] = beside.pages if beside else {}
        self.pages[self.view] = self
        self.known: dict[str, dict[str, Any]] = {}
        self.heard: list[dict[str, Any]] = []
        self.source: dict[str, Any] = {}
        self.greeting = self.ask("hello")["result"]
        self._anew(self.greeting["put"])
        if source is not None:
            self.open(source)

    def open(self, name: str) -> None:
        """Open the source of this name."""
        (id,) = [one["id"] for one in self.known["source"].values() if one["name"] == name]
        result = self.ask("open", source=id)["result"]
        self._anew(result.pop("put"))
        self.source = result

    def _anew(self, put: dict[str, list[Any]]) -> None:
        for kind, records in put.items():
            self.known[kind] = {one["id"]: one for one in records}

    def send(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Return the reply to a request, whatever it says; what other pages are told reaches them."""
        self.asked += 1
        message = {"kind": kind, "id": str(self.asked), "view": self.view, **fields}
        answers = json.loads(json.dumps(self.session.handle(copy.deepcopy(message))))  # as it comes through the wire
        assert answers[0]["kind"] == "reply" and answers[0]["to"] == self.view and answers[0]["id"] == str(self.asked)
        for answer in answers:
            self.pages[answer["to"]]._hear(answer)
        return answers[0]

    def _hear(self, message: dict[str, Any]) -> None:
        self.heard.append(message)
        delta = message.get("delta") or {"put": {}, "gone": {}}
        for kind, ids in delta["gone"].items():
            for id in ids:
                del self.known[kind][id]
        for kind, records in delta["put"].items():
            self.known[kind].update({one["id"]: one for one in records})

    def ask(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Return the reply to a request that is carried out."""
        reply = self.send(kind, **fields)
        assert reply["ok"], reply["error"]
        return reply

    def here(self) -> dict[str, Any]:
        """Return the fields that name the open source and its version."""
        return {"source": self.source["id"], "version": self.source["version"]}

    def change(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Return the reply to a change of the open source that is carried out."""
        return self.ask(kind, **self.here(), **fields)

    def refused(self, kind: str, **fields: Any) -> str:
        """Return the code a change of the open source is refused with."""
        reply = self.send(kind, **{**self.here(), **fields})
        assert not reply["ok"] and reply["error"]["text"]
        return reply["error"]["code"]

    def refused_plain(self, kind: str, **fields: Any) -> str:
        """Return the code a request about no source is refused with."""
        reply = self.send(kind, **fields)
        assert not reply["ok"] and reply["error"]["text"]
        return reply["error"]["code"]

    def span(self, quote: str) -> list[int]:
        """Return where a quote stands in the open source, once."""
        text = self.source["text"]
        assert text.count(quote) == 1
        return [text.index(quote), text.index(quote) + len(quote)]

    def code_id(self, path: str) -> str:
        """Return the id of the code with this path."""
        (id,) = [one["id"] for one in self.known["code"].values() if one["path"] == path]
        return id

    def code(self, quote: str, path: str = "tvil") -> str:
        """Code a quote, and return the coding's id."""
        return self.change("code", spans=[self.span(quote)], code=self.code_id(path))["ids"][0]

    def all_heard(self) -> str:
        """Return everything this page was ever told, as one text."""
        return json.dumps(self.heard, ensure_ascii=False)


def codings(study: Project) -> set[tuple[str, str, str]]:
    """Return every coding in a study as (quote, path of the code, coder)."""
    now = study.snapshot
    return {(now.quote(c), now.table(Code)[c.code_id].path, c.coder) for c in now.all(Coding)}


def source_of(study: Project, name: str = "inf-01") -> Source:
    """Return a source by its name."""
    return study.snapshot.source(name)

"""The coding desk's logic: one coder, her study, and the views of the desk that are open; no widget, no browser."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from kodeverk.errors import KodeverkError, StoreError
from kodeverk.messages import _n, numeral
from kodeverk.model import Coding, Plan, Receipt, Snapshot, Source, Suggestion
from kodeverk.notebook import answers
from kodeverk.notebook.acts import ACTS
from kodeverk.notebook.answers import REFUSED, UNKNOWN, Refused
from kodeverk.notebook.greeting import greeting
from kodeverk.notebook.looks import LOOKS
from kodeverk.notebook.protocol import Request, address, checked
from kodeverk.notebook.seat import Seat, seated
from kodeverk.notebook.taken_back import taken_back
from kodeverk.notebook.telling import Delta, State, advanced, delta, state

VIEWS_AT_MOST = 32
"""How many views of one desk are kept in step; the one longest unused is forgotten for a new one."""

STEPS = ("undo", "redo")
NAMING = ("in_vivo", "new_code")
"""Requests that make a code, whose id is the result."""

Message = dict[str, Any]


class StudyFile(Protocol):
    """What the desk needs of a study."""

    @property
    def path(self) -> Path:
        """The study file."""

    @property
    def snapshot(self) -> Snapshot:
        """The study as it is now."""

    def write(self, plan: Callable[[Snapshot], Plan], *, verb: str, who: str | None = None, why: str = "") -> Receipt:
        """Carry out a plan in one transaction."""

    def undo(self, coder: str | None = None) -> Receipt:
        """Take back this coder's newest change."""

    def redo(self, coder: str | None = None) -> Receipt:
        """Do again what this coder took back last."""


class View(NamedTuple):
    """One view of the desk: the source it has open, and the SHA-256 of the text it was told.

    A correction that is undone and made otherwise gives another text the same number: the number is not enough.
    """

    source: str = ""
    text: str = ""

    def shows(self, snapshot: Snapshot) -> str | None:
        """Return the source that is open, its text being still what was told."""
        there = self.source in snapshot.table(Source)
        return self.source if there and snapshot.version(self.source).sha256 == self.text else None

    def told_of(self, request: Request) -> str:
        """Return the SHA-256 of the text the request is about, as this view was told it; empty if it was not."""
        return self.text if request.fields["source"] == self.source else ""


class Done(NamedTuple):
    """What a request did.

    Attributes
    ----------
    seq : int or None
        Number of the transaction; None where nothing was written.
    said : function of (Snapshot) to str
        What it did in one line, for the reader, from the study as it is after it.
    ids : list of str
    result : object
    """

    seq: int | None = None
    said: Callable[[Snapshot], str] = lambda _after: ""
    ids: Sequence[str] = ()
    result: Any = None


class Session:
    """The desk of one coder.

    Parameters
    ----------
    study : Project, or what has `snapshot`, `write`, `undo`, `redo` and `path`
    coder : str
        Who codes.
    source : str, optional
        Name of the source to open first.
    blind : bool
        Nothing of other coders is told.
    read_first : bool
        A source is coded only once it is marked as read through.
    adjudicate : tuple of two str, optional
        Coders whose differences are decided here.

    Raises
    ------
    UnknownName
        If there is no such source.
    KodeverkError
        If the coder has no name or is no person, or a desk is to be both blind and for deciding between coders.
    """

    def __init__(
        self,
        study: StudyFile,
        coder: str,
        *,
        source: str | None = None,
        blind: bool = False,
        read_first: bool = False,
        adjudicate: tuple[str, str] | None = None,
    ) -> None:
        snapshot = study.snapshot
        self.study = study
        self.first = None if source is None else snapshot.source(source).id
        self.views: OrderedDict[str, View] = OrderedDict()
        seat = seated(snapshot, coder, blind=blind, read_first=read_first, adjudicate=adjudicate)
        self.state: State = state(snapshot, seat)
        self.answered = 0

    @property
    def seat(self) -> Seat:
        """Who sits here, and by which rules."""
        return self.state.seat

    def handle(self, raw: object) -> list[Message]:
        """Return the answers to one message of a view: the reply first, then what other views must be told.

        Nothing a page can send raises; what cannot be carried out is refused, and nothing is changed.
        """
        view, id = address(raw)
        try:
            return self._answered(checked(raw))
        except Refused as refused:
            return [_refusal(view, id, refused)]
        except StoreError as error:
            return [_refusal(view, id, answers.not_saved(error))]
        except KodeverkError:
            return [_refusal(view, id, Refused(REFUSED))]
        # A fault of ours: the page is answered all the same, and not with what the error says, which may be of a text.
        except Exception as error:
            return [_refusal(view, id, answers.unforeseen(error))]

    def _answered(self, request: Request) -> list[Message]:
        if request.kind == "hello":
            self._admit(request.view)
        if request.view not in self.views:
            raise Refused(UNKNOWN)
        self.views.move_to_end(request.view)
        if "version" in request.fields:
            told = self.views[request.view].told_of(request)
            request = request._replace(fields={**request.fields, "text told": told})
        done = self._done(request)
        try:
            return self._told(request, done)
        except Exception as error:
            if done.seq is None:
                raise
            # What is written is confirmed, whatever fault keeps it from being shown.
            return [self._reply(request, done, answers.saved_unshown(error), done.result, None)]

    def _told(self, request: Request, done: Done) -> list[Message]:
        """Return the reply to a request that is carried out, and what the other views must be told."""
        snapshot, result = self._looked(request, done)
        news = self._news(snapshot, self._seat_after(request, done, snapshot))
        if request.kind == "hello":
            self.state = state(snapshot, self.seat)  # anew: the language may be another
            result = greeting(self.state, self.study.path.stem, self.first)
        if request.kind == "open":
            self.views[request.view] = View(result["id"], snapshot.version(result["id"]).sha256)
        own = news.pop(request.view)
        reply = self._reply(request, done, done.said(snapshot), result, None if request.kind == "hello" else own)
        others = ({"to": to, "delta": one} for to, one in news.items() if any(one.values()))
        return [reply, *({"kind": "delta", "seq": self._seq(), **one} for one in others)]

    def _reply(self, request: Request, done: Done, said: str, result: Any, news: Delta | None) -> Message:
        return {
            "kind": "reply", "to": request.view, "id": request.id, "ok": True, "seq": self._seq(), "said": said,
            "ids": self._ids(request, done), "result": result, "delta": news,
        }  # fmt: skip

    def _looked(self, request: Request, done: Done) -> tuple[Snapshot, Any]:
        """Return the study as it is once a request is carried out, and what the request gives back.

        What is saved is confirmed even where the study cannot be read just after; it is told with the next answer.
        """
        try:
            snapshot = self.study.snapshot
            look = LOOKS.get(request.kind)
            return snapshot, look(snapshot, self.seat, request.fields) if look else done.result
        except StoreError:
            if done.seq is None:
                raise
            return self.state.snapshot, done.result

    def _ids(self, request: Request, done: Done) -> list[str]:
        """Return the ids a request was about; of what was undone or done again, those of this coder's codings."""
        if request.kind not in STEPS:
            return list(done.ids)
        codings = self.state.snapshot.find(Coding, done.ids).values()
        return [coding.id for coding in codings if coding.coder == self.seat.coder]

    def _admit(self, view: str) -> None:
        self.views[view] = View()
        while len(self.views) > VIEWS_AT_MOST:
            self.views.popitem(last=False)

    def _done(self, request: Request) -> Done:
        """Return what a request did to the study; nothing where it only looks."""
        kind, fields, seat = request.kind, request.fields, self.seat
        if kind in STEPS:
            return self._step(kind)
        if kind not in ACTS:
            return Done()
        act = ACTS[kind]
        receipt = self.study.write(lambda now: act.plan(now, seat, fields), verb=act.verb, who=seat.coder)
        said, ids = answers.done(kind, receipt, act.count(fields)), list(receipt.ids)
        result = {"code": ids.pop(0)} if kind in NAMING else act.result
        return Done(receipt.seq, lambda _after: said, ids, result)

    def _step(self, kind: str) -> Done:
        """Undo or redo what this coder did, and return it."""
        step = self.study.undo if kind == "undo" else self.study.redo
        before, seat = self.study.snapshot, self.seat
        try:
            receipt = step(coder=seat.coder)
        except StoreError:
            raise
        except KodeverkError:
            raise answers.not_so(kind) from None
        return Done(receipt.seq, lambda after: taken_back(kind, receipt, seat, before, after), receipt.ids)

    def _seat_after(self, request: Request, done: Done, snapshot: Snapshot) -> Seat:
        """Return the seat with what a blind coder decided on suggestions that somebody else had decided before her."""
        seat, fields = self.seat, request.fields
        if not seat.blind or request.kind not in ("reject", "change"):
            return seat
        chosen = fields["suggestions"] if request.kind == "reject" else [fields["suggestion"]]
        coding = done.ids[0] if request.kind == "change" else ""
        others = [s.id for s in snapshot.find(Suggestion, chosen).values() if s.decided_by != seat.coder]
        return seat._replace(dismissed={**seat.dismissed, **dict.fromkeys(others, coding)})

    def _news(self, snapshot: Snapshot, seat: Seat) -> dict[str, Delta]:
        """Take in the study as it is now, and return what each view has to be told of it."""
        old = self.state
        self.state, touched = advanced(old, snapshot, seat)
        sources = {name: view.shows(snapshot) for name, view in self.views.items()}
        told = {source: delta(old, self.state, touched, source) for source in set(sources.values())}
        self.answered += 1
        return {name: told[source] for name, source in sources.items()}

    def _seq(self) -> int:
        """Return the number of the state told; to a blind coder the study's own would tell how much others do."""
        return self.answered if self.seat.blind else self.state.snapshot.seq

    def summary(self) -> tuple[str, str]:
        """Return the study's title and its counts in one line; neither text nor names."""
        snapshot = self.study.snapshot
        sources = len(snapshot.table(Source))
        codings = sum(self.seat.sees(coding.coder) for coding in snapshot.all(Coding))
        counts = [
            _n("{count} source", "{count} sources", sources).format(count=numeral(sources)),
            _n("{count} coding", "{count} codings", codings).format(count=numeral(codings)),
        ]
        return self.study.path.stem, ", ".join(counts)


def _refusal(view: str, id: str, refused: Refused) -> Message:
    error = {"code": refused.code, "text": refused.text}
    return {"kind": "reply", "to": view, "id": id, "ok": False, "error": error}

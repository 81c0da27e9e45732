"""Who a text speaks of: informants by number, offices by name, roles and lines by words, against the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kodeverk.analysis.proofreading.vocabulary import value_words
from kodeverk.analysis.proofreading.words import (
    CASE,
    COMMA,
    HEAD,
    JOIN,
    LINK,
    OFFICE,
    STRANGER,
    Reader,
    Said,
    runs,
)
from kodeverk.model import Case, Snapshot
from kodeverk.views.naming import names


class Mention(NamedTuple):
    """Somebody, or some place, a text speaks of.

    Attributes
    ----------
    start, end : int
        In code points.
    cases : frozenset of str
        Ids of the informants named; empty where none is.
    strangers : tuple of str
        Numbers of informants who are not in the register.
    wanted : dict of str to frozenset of str
        By attribute (``office`` among them) the values said of them; one of each must be theirs.
    person : bool
        Whether it speaks of people, not of a place alone.
    """

    start: int
    end: int
    cases: frozenset[str]
    strangers: tuple[str, ...]
    wanted: Mapping[str, frozenset[str]]
    person: bool


class Register:
    """The informants of a study, their offices, and the words that describe them.

    Parameters
    ----------
    snapshot : Snapshot

    Attributes
    ----------
    informants : tuple of str
        Ids, in order of name.
    offices : dict of str to str
        Ids by name.
    of_places : frozenset of str
        Attributes that tell of an office, ``office`` among them: they are the same for all its informants.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        cases = snapshot.table(Case)
        known = names(snapshot)
        self.informants = tuple(key for key in known.case if cases[key].kind == "informant")
        self.offices = {known.case[key]: key for key in known.case if cases[key].kind == OFFICE}
        self._office = {key: known.office[key] for key in self.informants}
        words = value_words(snapshot, self.informants)
        named = {known.case[key].casefold(): key for key in self.informants}
        self._reader = Reader(named, self.offices, words)
        same = self._same_in_offices(words)
        self.of_places = same | {OFFICE}
        self._of_people = frozenset(words) - same - {"line", "linje"}

    def of(self, case_id: str, attribute: str) -> str | None:
        """Return what the register says of an informant, or of the office, as text; None where it is not known."""
        if attribute == OFFICE:
            return self._office.get(case_id)
        value = self.snapshot.value(case_id, attribute)
        return None if value is None else str(value)

    def name(self, case_id: str) -> str:
        """Return the short name of a case."""
        return names(self.snapshot).case[case_id]

    def named(self) -> list[str]:
        """Return the names of the informants and the offices."""
        return [*(self.name(case) for case in self.informants), *self.offices]

    def wrong(self, mention: Mention, case_id: str) -> list[tuple[str, str, str]]:
        """Return what a mention says of an informant and the register denies: attribute, said, registered.

        What the register does not know is not denied.
        """
        found = []
        if mention.cases and case_id not in mention.cases:
            said = ", ".join(sorted(self.name(one) for one in mention.cases))
            found.append(("informant", said, self.name(case_id)))
        elif mention.strangers and not mention.cases:
            found.append(("informant", ", ".join(mention.strangers), self.name(case_id)))
        for attribute, values in mention.wanted.items():
            registered = self.of(case_id, attribute)
            if registered is not None and registered not in values:
                found.append((attribute, ", ".join(sorted(values)), registered))
        return found

    def fitting(self, mention: Mention) -> list[str]:
        """Return the ids of the informants a mention may mean."""
        return [case for case in self.informants if not self.wrong(mention, case)]

    # --- reading -----------------------------------------------------------------------------

    def mentions(self, text: str, *, bracket: bool = False) -> list[Mention]:
        """Return who and what places a text speaks of, in order.

        Parameters
        ----------
        text : str
        bracket : bool
            Whether it is what stands in brackets after a quote, where a bare number is an informant and commas part
            what is said of one person.
        """
        said = self._reader.read(text, bracket)
        found: list[Mention] = []
        for run in runs(said, bracket):
            made = self._mention(run)
            if made is not None:
                found.append(made)
        return found

    def _mention(self, run: list[Said]) -> Mention | None:
        telling = [one for one in run if one.kind not in (LINK, JOIN, COMMA)]
        cases = frozenset(one.value for one in telling if one.kind == CASE)
        strangers = tuple(one.value for one in telling if one.kind == STRANGER)
        wanted: dict[str, set[str]] = {}
        for one in telling:
            if one.kind not in (HEAD, CASE, STRANGER):
                wanted.setdefault(one.kind, set()).add(one.value)
        if not telling:
            return None
        headed = any(one.kind == HEAD for one in telling)
        person = bool(cases or strangers or headed or self._of_people & set(wanted))
        return Mention(
            telling[0].start, telling[-1].end, cases, strangers, {k: frozenset(v) for k, v in wanted.items()}, person
        )

    def _same_in_offices(self, attributes: Iterable[str]) -> frozenset[str]:
        """Return the attributes that are the same all over each office: they tell of the office, not of a person."""
        found = set()
        for attribute in attributes:
            by_office: dict[str | None, set[str | None]] = {}
            for case in self.informants:
                by_office.setdefault(self.of(case, OFFICE), set()).add(self.of(case, attribute))
            if all(len(values) == 1 for values in by_office.values()):
                found.add(attribute)
        return frozenset(found)

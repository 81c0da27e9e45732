"""The looks: everything that reads a study and changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.model import Guide, Snapshot

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.analysis.groups.comparison import Comparison
    from kodeverk.analysis.theory.findings import TheoryCheck
    from kodeverk.coding.guide_links import QuestionSuggestion
    from kodeverk.coding.search import Hits
    from kodeverk.privacy import Trace
    from kodeverk.views.matrix import Matrix
    from kodeverk.views.person import PersonView
    from kodeverk.views.theme import ThemeView


class Study:
    """A study, or a selection of one, to look at.

    Parameters
    ----------
    snapshot : Snapshot
        The state looked at.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @property
    def snapshot(self) -> Snapshot:
        """The immutable state every look reads."""
        return self._snapshot

    def __repr__(self) -> str:
        from kodeverk.project.summary import summary

        return summary(self.snapshot)

    def select(
        self,
        where: str = "",
        *,
        cases: Sequence[str] | None = None,
        codes: Sequence[str] | None = None,
        coders: Sequence[str] | None = None,
        kinds: Sequence[str] | None = None,
    ) -> Study:
        """Return a smaller study to look at: filter once, then look.

        Parameters
        ----------
        where : str
            A selection such as ``leader_model == "enleder" and line == "stat"``.
        cases, codes, coders, kinds : sequence of str, optional
            Names of cases, codes (with their children), coders and source kinds to keep.

        Raises
        ------
        GrammarError
            If the selection cannot be understood.
        UnknownName
            If it names an attribute, case, code or coder that does not exist.
        """
        from kodeverk.views.select import select

        return Study(select(self.snapshot, where, cases=cases, codes=codes, coders=coders, kinds=kinds))

    def by_theme(self, theme: str) -> ThemeView:
        """Return the theme-centred view: all persons under a code, category or sub-question."""
        from kodeverk.views.theme import by_theme

        return by_theme(self.snapshot, theme)

    def by_person(self, person: str) -> PersonView:
        """Return the person-centred view: all themes of an informant or office, in the order said."""
        from kodeverk.views.person import by_person

        return by_person(self.snapshot, person)

    def matrix(self, *, rows: str = "case", columns: str = "code", values: str = "codings") -> Matrix:
        """Return a matrix: case x code, case x category, or code x code (co-occurrence)."""
        from kodeverk.views.matrix import matrix

        return matrix(self.snapshot, rows=rows, columns=columns, values=values)

    def compare(self, *, by: str, of: Sequence[str] | None = None) -> Comparison:
        """Return, theme by theme, which cases speak of it in each group of an attribute."""
        from kodeverk.analysis.groups.compare import compare

        return compare(self.snapshot, by=by, of=of)

    def check(self, theory: str | Path | None = None) -> TheoryCheck:
        """Return the propositions of a theory checked against the evidence.

        Parameters
        ----------
        theory : str or Path, optional
            Id of a theory in the study, or a YAML file, read for this check alone. Without it, all
            theories of the study.
        """
        from kodeverk.analysis.theory.check import check

        snapshot = self.snapshot
        if theory is not None and Path(theory).suffix in (".yaml", ".yml"):
            from kodeverk.reading import read_theory, use_theory

            read, propositions = read_theory(theory)
            plan = use_theory(snapshot, read, propositions)
            return check(snapshot.supposing(plan.changes), read.id)
        return check(snapshot, None if theory is None else str(theory))

    def search(self, query: str, *, forms: bool = True, case: bool = False, speech: str = "informant") -> Hits:
        """Return where words are said, in context, in all their inflected forms."""
        from kodeverk.coding.search import search

        return search(self.snapshot, query, forms=forms, case=case, speech=speech)

    def table(self, name: str) -> pd.DataFrame:
        """Return one documented frame: ``sources``, ``segments``, ``cases``, ``codes``, ``codings`` ..."""
        from kodeverk.views.tables import table

        return table(self.snapshot, name)

    def suggestions(self) -> pd.DataFrame:
        """Return suggestions that await a decision; see ``table("suggestions")`` for all.

        Columns: source, start, end, quote, code, categories, coder, reason, suggestion_id and more.
        """
        frame = self.table("suggestions")
        return frame[frame["decision"] == ""].reset_index(drop=True)

    def accuracy(self, coder: str, *, rules: str | None = None) -> pd.DataFrame:
        """Return precision and recall of the rules' suggestions against one person's codings.

        Informant speech only. One row a code, the last (``code`` empty) for all. Columns: code, suggestions, right,
        precision (0-1), codings, found, recall (0-1), from_suggestions. `rules` is the id of one rule coder.
        """
        import pandas as pd

        from kodeverk.coding.rules import Accuracy, precision_recall

        return pd.DataFrame(precision_recall(self.snapshot, coder=coder, rules=rules), columns=Accuracy._fields)

    def suggest_questions(self, guide: str | None = None) -> list[QuestionSuggestion]:
        """Return, for interviewer turns nobody has judged, the guide question each seems to ask."""
        from kodeverk.coding.guide_links import suggest_questions

        guides: Iterable[Guide] = self.snapshot.all(Guide)
        return suggest_questions(self.snapshot, [g for g in guides if guide is None or g.id == guide])

    def traces(self, person: str) -> list[Trace]:
        """Return every record that speaks of an informant or holds her words; see `privacy.traces`."""
        from kodeverk.privacy import traces

        return traces(self.snapshot, person)

    def problems(self) -> pd.DataFrame:
        """Return what is inconsistent in the data; problems in the data are data.

        Columns: severity (``error``, ``warning``, ``note``), where, what, advice.
        """
        import pandas as pd

        from kodeverk.model.problems import Problem, problems

        return pd.DataFrame(problems(self.snapshot), columns=Problem._fields)

    def to_word(
        self, path: str | Path, *, by: str | None = None, theories: Sequence[str] = (), title: str = ""
    ) -> Path:
        """Write chapters by category, sub-question and code to Word, and return the path."""
        from kodeverk.reports import to_word

        checks = [self.check(theory) for theory in theories]
        return to_word(self.snapshot, path, checks=checks, by=by, title=title)

    def to_excel(self, path: str | Path, *, by: str | None = None, theories: Sequence[str] = ()) -> Path:
        """Write codebook, cases, codings, matrices, comparison and theory check to Excel, and return the path."""
        from kodeverk.reports import to_excel

        return to_excel(self.snapshot, path, checks=[self.check(theory) for theory in theories], by=by)

    def to_html(self, path: str | Path, *, title: str = "") -> Path:
        """Write the coloured transcripts to one HTML file, and return the path."""
        from kodeverk.reports import to_html

        return to_html(self.snapshot, path, title=title)

    def theory_to_html(self, path: str | Path, *, theory: str | Path | None = None, title: str = "") -> Path:
        """Write the check of a theory, or of all, to one HTML page, and return the path."""
        from kodeverk.reports import theory_html

        return theory_html(self.check(theory), path, snapshot=self.snapshot, title=title)

    def to_qdc(self, path: str | Path) -> Path:
        """Write the codebooks to one REFI-QDA codebook file, and return the path."""
        from kodeverk.refi import to_qdc

        return to_qdc(self.snapshot, path)

"""The looks: everything that reads a study and changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kodeverk.model import Guide, Snapshot
from kodeverk.project import (
    agreeing,
    checking,
    claiming,
    cleaning,
    coding_together,
    comparing,
    condensing,
    correcting,
    documents,
    handing_out,
    meetings,
    networking,
    opportunity,
    picturing,
    proofreading,
    reporting,
    sampling,
    speaking,
    theorising,
)

if TYPE_CHECKING:
    import pandas as pd

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
            A selection such as ``leader_model == "enleder" and not code("integrering")``.
        cases, codes, coders, kinds : sequence of str, optional
            Names of cases, codes (with their children), coders and source kinds to keep.

        Raises
        ------
        GrammarError
            If the selection cannot be understood.
        UnknownName
            If it names an attribute, a value of it, a case, code or coder that does not exist.
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

    compare = comparing.compare
    compare_attributes = comparing.compare_attributes
    balance = comparing.balance

    check = checking.check
    coverage = checking.coverage
    truth_table = checking.truth_table

    corrections = correcting.corrections
    version = correcting.version
    cleanings = cleaning.cleanings
    text_layers = cleaning.text_layers
    place = cleaning.place
    speakers = speaking.speakers
    unlikely_turns = speaking.unlikely_turns
    agreement = agreeing.agreement
    differences = coding_together.differences
    whole_readings = coding_together.whole_readings
    code_map = picturing.code_map
    case_marks = picturing.case_marks
    evidence_board = picturing.evidence_board
    co_occurrence_network = picturing.co_occurrence_network
    saturation_band = picturing.saturation_band
    partnership_model = picturing.partnership_model
    coordination = picturing.coordination
    dialogue_model = picturing.dialogue_model
    driving_force_model = picturing.driving_force_model
    driving_forces = picturing.driving_forces
    office_structure = picturing.office_structure
    condensations = condensing.condensations
    framework = condensing.framework
    framework_to_excel = condensing.framework_to_excel
    concept = condensing.concept
    claims = claiming.claims
    check_report = proofreading.check_report

    computed = theorising.computed
    suggest_evidence = theorising.suggest_evidence
    theory_diff = theorising.theory_diff
    theory_versions = theorising.theory_versions

    guide_coverage = sampling.guide_coverage
    guide_diff = sampling.guide_diff
    information_strategy = sampling.information_strategy
    sample = sampling.sample
    most_similar = sampling.most_similar
    conflicts = sampling.conflicts
    saturation = sampling.saturation
    crosswalk = sampling.crosswalk

    compare_documents = documents.compare_documents
    agreement_attributes = documents.agreement_attributes

    network = networking.network
    networks = networking.networks
    driving_force = networking.driving_force
    equality_checklist = networking.equality_checklist
    party_differences = networking.party_differences
    vertical_direction = networking.vertical_direction

    read_minutes = meetings.read_minutes
    tally = meetings.tally
    triangulate = meetings.triangulate

    room = opportunity.room
    room_grid = opportunity.room_grid
    room_venn = opportunity.room_venn
    room_to_word = opportunity.room_to_word
    expectations = opportunity.expectations
    yearly_cycle = opportunity.yearly_cycle
    codebook_diff = opportunity.codebook_diff

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

    to_word = reporting.to_word
    to_excel = reporting.to_excel
    to_html = reporting.to_html
    theory_to_html = reporting.theory_to_html
    analysis_to_word = reporting.analysis_to_word
    analysis_to_html = reporting.analysis_to_html
    documents_to_word = reporting.documents_to_word
    to_qdc = reporting.to_qdc
    to_qdpx = handing_out.to_qdpx

"""Two versions of an interview guide, and in words what was changed between them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.messages import _, language
from kodeverk.model import Guide, Wording
from kodeverk.model.guide import Question, Theme
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd

LIKE = 0.6
"""Ratio (0-1) from which two wordings are taken for one question reworded."""

LIKE_OF_ONE_ID = 0.4
"""The same, where the two have one id."""


class GuideChange(NamedTuple):
    """One thing that differs between two guides.

    Attributes
    ----------
    kind : str
        ``introduction``, ``theme added``, ``theme removed``, ``theme reworded``, ``feeds``, ``added``, ``removed``,
        ``reworded``, ``moved``, ``renumbered`` or ``probes``.
    theme, question : str
        Ids; of the newer guide, or of the older where it is removed. Empty where it concerns none.
    was, now : str
        As it was and as it is, in the language in use.
    """

    kind: str
    theme: str
    question: str
    was: str
    now: str

    def __str__(self) -> str:
        told = {
            "introduction": _("the introduction was “{was}”, and is “{now}”"),
            "theme added": _("theme {theme} is new: “{now}”"),
            "theme removed": _("theme {theme} is gone: “{was}”"),
            "theme reworded": _("theme {theme} was called “{was}”, and is “{now}”"),
            "feeds": _("theme {theme} fed {was}, and feeds {now}"),
            "added": _("{question} is new: “{now}”"),
            "removed": _("{question} is gone: “{was}”"),
            "reworded": _("{question} was “{was}”, and is “{now}”"),
            "moved": _("{question} stood {was}, and stands {now}"),
            "renumbered": _("{now} was numbered {was}"),
            "probes": _("{question} was followed up by {was}, and is by {now}"),
        }
        shown = self._asdict() | {"was": self.was or _("nothing"), "now": self.now or _("nothing")}
        return told[self.kind].format(**shown)


class GuideDiff(NamedTuple):
    """What was changed from one guide to another.

    Attributes
    ----------
    before, after : Guide
    changes : tuple of GuideChange
        The introduction, then themes, then questions, in the newer guide's order; what is gone last.
    """

    before: Guide
    after: Guide
    changes: tuple[GuideChange, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per change. Columns: kind, theme, question, was, now, text (in words)."""
        import pandas as pd

        rows = [(*change, str(change)) for change in self.changes]
        return pd.DataFrame(rows, columns=[*GuideChange._fields, "text"])

    def __repr__(self) -> str:
        count = _("changes: {n}").format(n=len(self.changes))
        return f"<{_titled(self.before)} → {_titled(self.after)}: {count}>"

    def _repr_html_(self) -> str:
        head = html.tag("h3", f"{_titled(self.before)} → {_titled(self.after)}")
        told = html.items(self.changes) if self.changes else html.tag("p", _("The two guides are alike."))
        return str(html.block(head, told))


def _titled(guide: Guide) -> str:
    return f"{guide.id} {guide.version}"


def guide_diff(before: Guide, after: Guide) -> GuideDiff:
    """Return in words what was changed from one interview guide to another.

    Questions are recognised by their text, then by their id with a text still like the old one, then by a text that is
    like enough: the ratio of `difflib.SequenceMatcher`, 2 M / T, where M is the number of code points in common blocks
    and T that of both texts (Ratcliff & Metzener 1988), from 0.6; for one and the same id from 0.4. Bokmål is compared.
    *Moved*: to another theme, or to another place among the questions both guides have. *Renumbered*: only the id
    differs; links from interviewer turns name the id.

    Parameters
    ----------
    before, after : Guide
    """
    pairs = _pairs([q for _t, q in before.questions()], [q for _t, q in after.questions()])
    changes = [*_introduction(before, after), *_themes(before, after)]
    changes += _questions(before, after, pairs)
    kept = {old.id for old in pairs.values()}
    changes += [GuideChange("removed", t.id, q.id, _in(q.text), "") for t, q in before.questions() if q.id not in kept]
    return GuideDiff(before, after, tuple(changes))


def _in(text: Wording) -> str:
    return text.in_language(language())


def _quoted(texts: Sequence[Wording]) -> str:
    return "; ".join(_("“{text}”").format(text=_in(text)) for text in texts)


def _introduction(before: Guide, after: Guide) -> Iterator[GuideChange]:
    if before.introduction != after.introduction:
        yield GuideChange("introduction", "", "", _in(before.introduction), _in(after.introduction))


def _themes(before: Guide, after: Guide) -> Iterator[GuideChange]:
    old = {theme.id: theme for theme in before.themes()}
    for theme in after.themes():
        was = old.pop(theme.id, None)
        if was is None:
            yield GuideChange("theme added", theme.id, "", "", _in(theme.title))
            continue
        if was.title != theme.title:
            yield GuideChange("theme reworded", theme.id, "", _in(was.title), _in(theme.title))
        if set(was.feeds) != set(theme.feeds):
            yield GuideChange("feeds", theme.id, "", ", ".join(was.feeds), ", ".join(theme.feeds))
    for theme in old.values():
        yield GuideChange("theme removed", theme.id, "", _in(theme.title), "")


def _pairs(old: Sequence[Question], new: Sequence[Question]) -> dict[str, Question]:
    """Return for each question of the newer guide, by id, the one of the older guide it is; new ones are left out."""
    found: dict[str, Question] = {}
    left = {question.id: question for question in old}

    def pair(question: Question, was: Question) -> None:
        found[question.id] = left.pop(was.id)

    by_text = {question.text.nb: question for question in reversed(old)}
    for question in new:
        was = by_text.get(question.text.nb)
        if was is not None and was.id in left:
            pair(question, was)
    for question in new:
        if question.id not in found and question.id in left and _like(left[question.id], question) >= LIKE_OF_ONE_ID:
            pair(question, left[question.id])
    likeness = [(_like(was, q), -a, -b) for a, q in enumerate(new) if q.id not in found for b, was in enumerate(old)]
    for ratio, a, b in sorted(likeness, reverse=True):
        if ratio >= LIKE and new[-a].id not in found and old[-b].id in left:
            pair(new[-a], old[-b])
    return found


def _like(one: Question, other: Question) -> float:
    return difflib.SequenceMatcher(None, one.text.nb, other.text.nb, autojunk=False).ratio()


def _questions(before: Guide, after: Guide, pairs: dict[str, Question]) -> Iterator[GuideChange]:
    theme_of = {question.id: theme for theme, question in before.questions()}
    places = {question.id: place for place, (_theme, question) in enumerate(before.questions())}
    order = [places[pairs[q.id].id] for _theme, q in after.questions() if q.id in pairs]
    blocks = difflib.SequenceMatcher(None, sorted(order), order, autojunk=False).get_matching_blocks()
    in_order = {order[block.b + step] for block in blocks for step in range(block.size)}
    for theme, question in after.questions():
        was = pairs.get(question.id)
        if was is None:
            yield GuideChange("added", theme.id, question.id, "", _in(question.text))
            continue
        if was.id != question.id:
            yield GuideChange("renumbered", theme.id, question.id, was.id, question.id)
        if was.text != question.text:
            yield GuideChange("reworded", theme.id, question.id, _in(was.text), _in(question.text))
        elsewhere = theme_of[was.id].id != theme.id
        if elsewhere or places[was.id] not in in_order:
            yield GuideChange("moved", theme.id, question.id, *_places(before, after, (was, question), elsewhere))
        if was.probes != question.probes:
            yield GuideChange("probes", theme.id, question.id, _quoted(was.probes), _quoted(question.probes))


def _places(before: Guide, after: Guide, pair: tuple[Question, Question], elsewhere: bool) -> tuple[str, str]:
    """Return where a moved question stood and stands: the theme, or the question before it."""
    told = []
    for guide, question in zip((before, after), pair, strict=True):
        theme: Theme = next(theme for theme, one in guide.questions() if one.id == question.id)
        place = [one.id for one in theme.questions].index(question.id)
        if elsewhere:
            told.append(_("in theme {theme}").format(theme=theme.id))
        elif place:
            told.append(_("after {question}").format(question=theme.questions[place - 1].id))
        else:
            told.append(_("first in theme {theme}").format(theme=theme.id))
    return told[0], told[1]

"""Rules for how people speak: fillers, repeated words, words of a dialect, and the white space between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kodeverk.language.cleaning.lists import HEDGED, STRANDED, TWICE, VERBS
from kodeverk.language.cleaning.material import SPACES, Found, Material, taken_out
from kodeverk.language.function_words import FUNCTION_WORDS
from kodeverk.model import Segment
from kodeverk.model.text import LINE_ENDS

_NODS = r"m+h*m+|mhm+"
_SOUNDS = rf"e+h+m*|e+hm+|ø+h+m*|æ+h+m*|ø+m{(2,)}|æ+m+|h+m+|u+h+m*|{_NODS}"
_CLAUSE = r"som|at|der|å|hvor|kor|jeg|eg|du|vi|me|dei?|han|hun|ho|man|ei?n"
_FREE = rf"(?<!på )(?:liksom|lissom)|altså|altso|på ei?n måte(?!\s+(?:{_CLAUSE})\b)"
_APART = (
    r"ikke sant|ikkje sant|ikkesant|sant|holdt (?:jeg )?på å si|heldt (?:eg )?på å seie|skjønner du|skjønar du|"
    r"vet du|veit du"
)
_FILLER = re.compile(
    rf"(?<![\w-])(?:(?P<sound>{_SOUNDS})|(?P<free>{_FREE})|(?P<apart>{_APART}))(?![\w-])", re.IGNORECASE
)
_NOD = re.compile(rf"(?:{_NODS}|sant|ikke sant|ikkje sant|ikkesant)", re.IGNORECASE)
_OTHER_WAY = re.compile(r"[^.?!…]*\b(?:annen|anna|annan|andre) måte", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:som|h?va|kva|hvor\w*|kor\w*|hvem|kven|der|(?:det|den|dei?|alt|alle|noen?|noko|nokon|slik|sånn) "
    r"(?:jeg|eg|du|vi|me|dere|de|dei|han|hun|ho|man|en|ein|det))\b|\b(?:hold|held|driv|dreiv)\w*$",
    re.IGNORECASE,
)
"""What opens a clause that may end with the word the next goes on with; or a verb that takes *på* to itself."""
_AROUND = "*_«»\"“”„‹›'’"

_AGAIN = re.compile(r"(?<![\w-])(\w+(?: \w+){0,2})((?: +\1)+)(?![\w-])", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
_NEEDLESS = rf"(?<=[{LINE_ENDS}])[ \t]+|[ \t]+(?=[{LINE_ENDS}]|[,;:?!](?![\w)(*-])|\.(?![.\w]))"
_WHITE = re.compile(rf"(?P<needless>{_NEEDLESS})|[ \t]{{2,}}|\t")


def fillers(material: Material) -> Iterator[Found]:
    """Take out fillers and the commas and spaces only they needed, version 1.

    Sounds (*eh, ehm, øh, øhm, æh, hm, mm, mhm*), *liksom, altså, på en måte* and, set off by signs on both sides,
    *sant, ikke sant, holdt på å si, skjønner du, vet du*, in bokmål and nynorsk. Left as they are:

    - all of a turn that would have no word left: a lone *mm* is an answer;
    - *mm, mhm, sant* and *ikke sant* right after a question, in the same turn or the one before, and as a first
      sentence of their own in a turn (*Mm. Hun har ...*), which says yes to what the other said;
    - one in capitals, between stars or in quotation marks, or followed by ``!`` or ``?``;
    - *på en måte* where it may say how: where a clause hangs on it (*på en måte som ...*), at the start or end of a
      sentence, over against *en annen måte*, and without commas after others than verbs such as *er, har, må* and
      words that bind; *på liksom*; *altså* as a reason (*Altså er ...*); *mm* after a number, *sant* as an adjective;
    - *sant* and its kin as a sentence of their own (*Sant.*);
    - words in `keep`. *Ja* and *nei* are no fillers.
    """
    text = material.text
    for found, segment, before in material.search(_FILLER):
        if not (_stays(material, found, segment) or _answers(text, found, segment, before)):
            yield taken_out(text, found.start(), found.end(), segment.speech)


def _stays(material: Material, found: re.Match[str], segment: Segment) -> bool:
    text, said = material.text, found[0]
    left, right = text[segment.body : found.start()], text[found.end() : segment.end]
    if said.casefold() in material.keep or (said.isupper() and len(said) > 1):
        return True
    if right[:1] in ("!", "?") or (left[-1:] and left[-1:] in _AROUND) or (right[:1] and right[:1] in _AROUND):
        return True
    left, right = left.rstrip(SPACES), right.lstrip(SPACES)
    if found["free"]:
        return _means(said.casefold(), left, right)
    if found["apart"]:
        ends, goes_on = ".:?!…" + LINE_ENDS, ",;–—-"  # the empty sign of an edge is in every string
        set_off = left[-1:] in ends + goes_on and right[:1] in ends + goes_on
        return not set_off or (left[-1:] in ends and right[:1] in ends)
    return said.casefold() == "mm" and left[-1:].isdigit()


def _means(said: str, left: str, right: str) -> bool:
    """Return whether *altså* or *på en måte* says something where it stands."""
    begins = not left or left[-1] in ".:?!…" + LINE_ENDS
    if said.startswith("alts"):
        after = _WORD.match(right)
        return begins and after is not None and after[0].casefold() in VERBS
    if not said.startswith("på"):
        return False
    if begins or not right or right[0] in ".:?!…" + LINE_ENDS or _OTHER_WAY.match(right):
        return True
    set_off = left[-1] in ",–—" and right[0] in ",–—"
    return not set_off and re.split(r"[\s,]+", left)[-1].casefold() not in HEDGED


def _answers(text: str, found: re.Match[str], segment: Segment, before: Segment | None) -> bool:
    """Return whether a filler says yes to a question, or, as a sentence that begins a turn, to what was said."""
    if not _NOD.fullmatch(found[0]):
        return False
    left = text[segment.body : found.start()].rstrip()
    if left or before is None:
        return left.endswith("?")
    return text[found.end() : segment.end].startswith(".") or before.speech.of(text).rstrip().endswith("?")


def repetitions(material: Material) -> Iterator[Found]:
    """Take out words said twice in a row while the speaker looks for the next, version 1.

    ``jeg jeg gikk``, ``det er det er tungt``: one to three words, the first of them one that binds others together;
    what was said first stays. What is said twice for weight or by grammar stays: *ja ja, veldig veldig, så
    bra så bra, det det handler om*, *det som er er ..., det vi jobber med med ...*, words of content, and what a comma
    parts (*det gjør jeg, jeg har trodd på det*).
    """
    for found, segment, _before in material.search(_AGAIN):
        words = found[1].casefold().split()
        binds = words[0] in FUNCTION_WORDS and words[0] != "så" and not (len(words) == 1 and words[0] in TWICE)
        if binds and len(words) == 1 and words[0] in STRANDED:
            sentence = re.split(rf"[.?!…{LINE_ENDS}]", material.text[segment.body : found.start()])[-1]
            binds = not _OPEN.search(sentence.rstrip())
        if binds and len(set(words)) == len(words) and not set(words) & material.keep:
            yield Found(found.start(2), found.end(2))


def dialect(material: Material) -> Iterator[Found]:
    """Write words as a list says, version 1: whole words, small and capital letters as they were; nothing else."""
    for found, _segment, _before in material.search(_WORD):
        old = found[0]
        new = _cased(old, material.words.get(old.casefold(), old))
        if new != old and old.casefold() not in material.keep:
            yield Found(found.start(), found.end(), new)


def _cased(old: str, new: str) -> str:
    """Return a word with capitals where the one it stands in place of had them.

    >>> _cased("Æ", "jeg"), _cased("ITJ", "ikke"), _cased("itj", "ikke")
    ('Jeg', 'IKKE', 'ikke')
    """
    if len(old) > 1 and old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def spaces(material: Material) -> Iterator[Found]:
    """Even out white space within what is said, version 1.

    Spaces and tabs on end become one space, those at line ends and before ``, . ; : ? !`` go. No-break spaces, line
    breaks and table rows stay. Text in columns must be put in order first.
    """
    for found, _segment, _before in material.search(_WHITE):
        yield Found(found.start(), found.end(), "" if found["needless"] else " ")

"""Suggestions from a codebook's expressions, and how time grows with the expressions."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

from benchmarks import floors
from benchmarks.corpus import Corpus
from benchmarks.measure import Line, alternating, compared, grown, nothing
from benchmarks.starts import processes
from benchmarks.study import Bench
from kodeverk.model import Code, Snapshot, Source, Suggestion
from kodeverk.store import Store


def suggesting(bench: Bench) -> list[Line]:
    """Write suggestions from a codebook's expressions, and show how time grows with the expressions."""
    from kodeverk.coding.rules import apply_rules

    size = bench.small
    expressions = _said(bench.corpus(size))

    def kodeverk(path: Path) -> int:
        with Store(path) as store:
            return store.write(apply_rules, verb="apply_rules", who="ida").counts["suggestion made"]

    study, file = bench.study(size, coded=False), bench.floor(size, coded=False)
    jobs: list[Any] = [
        (lambda: bench.copied(file), lambda p: floors.suggest(p, expressions)),
        (lambda: bench.copied(study), kodeverk),
    ]
    pair = alternating(jobs, bench.runs)
    line = compared("suggest by expressions, written", size.name, pair, goal=3)
    return [line._replace(note=f"{pair[0].gave} suggestions; {line.note}"), *_more_expressions(bench)]


def _said(corpus: Corpus) -> list[dict[str, list[str]]]:
    """Return each code's expressions with the forms that occur: what the floor looks for is what kodeverk does."""
    from kodeverk.language.phrase import phrase
    from kodeverk.language.vocabulary import vocabulary

    known = vocabulary(interview.text for interview in corpus.interviews)
    found = [{form: phrase(form, known) for form in forms} for forms in corpus.expressions]
    return [{form: list(map(" ".join, product(*p.words))) for form, p in forms.items() if p} for forms in found]


def _more_expressions(bench: Bench) -> list[Line]:
    """Show how time grows with the expressions: of finding them, net of the hits, and of working out suggestions."""
    from kodeverk.coding.rules import apply_rules
    from kodeverk.language.matcher import Hit, longest

    few = bench.small._replace(expressions=max(1, bench.small.expressions // 10), codings=0)
    sizes = [few._replace(name=str(n), expressions=few.expressions * n) for n in (1, 10, 100)]

    def find(snapshot: Snapshot) -> int:
        return sum(map(len, _hits(snapshot)))

    def keep(hits: list[list[Hit]]) -> int:
        return sum(len(longest(Hit(*hit) for hit in several)) for several in hits)

    def plan(snapshot: Snapshot) -> int:
        return sum(isinstance(change.record, Suggestion) for change in apply_rules(snapshot).changes)

    stores = [Store(bench.study(size, coded=False)) for size in sizes]
    kept = [store.snapshot() for store in stores]
    jobs: list[Any] = [(lambda s=s: s.after([], s.seq), job) for job in (find, plan) for s in kept]
    jobs += [(lambda hits=hits: hits, keep) for hits in map(_hits, kept)]
    timed = alternating(jobs, bench.runs)
    for store in stores:
        store.close()
    found, suggested, kept_hits = timed[:3], timed[3:6], timed[6:]
    # A hit is a row of the answer: what it takes to make and order the hits is no cost of an expression.
    net = [f._replace(seconds=f.seconds - h.seconds) for f, h in zip(found, kept_hits, strict=True)]
    lines = []
    for times, what, last in ((net, "found, net of hits", 2.5), (suggested, "suggested", None)):
        for smaller, goal in ((0, None), (1, last)):
            pair = times[smaller : smaller + 2]
            count = " -> ".join(str(sizes[n].codes * sizes[n].expressions) for n in (smaller, smaller + 1))
            note = f"{pair[0].gave} -> {pair[1].gave} {what.split(',')[0]}, not written"
            lines.append(grown(f"expressions {what}", count, pair, goal=goal, note=note))
    return lines


def _hits(snapshot: Snapshot) -> list[list[Any]]:
    """Return the hits of all expressions in each text."""
    from kodeverk.language.matcher import Matcher
    from kodeverk.language.vocabulary import vocabulary

    texts = [snapshot.text(source) for source in snapshot.table(Source)]
    codes = {code.id: code.expressions for code in snapshot.all(Code)}
    expanded = Matcher(codes).expand(vocabulary(texts))
    return [expanded.find(text) for text in texts]


def fixed(bench: Bench) -> list[Line]:
    """Pay once in each process what suggestions need: libraries and lemma tables, and each word form's lemmas."""
    from kodeverk.language.lemma import lemma, lemmas, sought
    from kodeverk.language.vocabulary import vocabulary

    known = vocabulary(interview.text for interview in bench.corpus(bench.small).interviews)

    def anew(_given: None) -> int:
        lemmas.cache_clear()
        lemma.cache_clear()
        sought.cache_clear()
        return again(None)

    def again(_given: None) -> int:
        return sum(len(lemmas(form)) + len(sought(form)) for form in known.forms)

    loading = "from kodeverk.language.lemma import lemmas; lemmas('kontorene')"
    commands = [["-c", "import sqlite3"], ["-c", loading], ["-c", loading + "; import kodeverk.coding.rules"]]
    bare, tables, rules = processes(bench, commands)
    kept, worked_out = alternating([(nothing, again), (nothing, anew)], bench.runs)
    note = f"{len(known.forms)} word forms"
    return [
        Line("fixed: lemma tables loaded", "", bare.seconds, tables.seconds, None, "floor: import sqlite3"),
        Line("fixed: rules and tables loaded", "", bare.seconds, rules.seconds, None, "floor: import sqlite3"),
        Line("fixed: lemmas of new word forms", bench.small.name, kept.seconds, worked_out.seconds, None, note),
    ]

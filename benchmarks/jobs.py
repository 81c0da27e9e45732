"""Everything that is measured, by the name it is asked for with."""

from __future__ import annotations

from benchmarks import desk, front_door, growth, looks, rules, starts, writes

JOBS = {
    "import": writes.importing,
    "suggest": rules.suggesting,
    "fixed": rules.fixed,
    "case": looks.crossing,
    "together": looks.overlapping,
    "enter": writes.entering,
    "one": writes.adding_one,
    "open": writes.opening,
    "theme": looks.theme,
    "start": starts.starting,
    "study": growth.concluding,
    "desk": desk.coding_at_the_desk,
    "front door": front_door.coming_and_going,
}

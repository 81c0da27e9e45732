"""Where a warning begins: every threshold of a comparison in one place; each is printed where it is used.

They are conventions, set so that a study of eight interviews is warned where a careful reader would be; none is a
result of statistics.
"""

SMALL = 5
"""Of fewer cases than this no share is given: counts, with names."""

MANY = 10
"""Of more themes than this some are expected to differ by chance alone."""

CARRIES, OVER_EVEN = 0.5, 1.5
"""A voice carries a theme, or dominates the talk, with more than this part of it, and this many times an even share."""

LONGEST, MEDIANS = 2.0, 1.5
"""Interviews are of unequal length where the longest is this many times the shortest; groups, by their medians."""

LEVEL = 0.05
"""What a p-value is held against when it is said that no result of a design could fall below it."""

EVERY = 100_000
"""Up to this many allocations of offices are all counted; of more, `DRAWN` are drawn at random from `SEED`."""

DRAWN, SEED = 9_999, 1

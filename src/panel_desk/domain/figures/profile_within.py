"""What profiles of days within days tell of one another: whoever counts in a quarter counts in its year too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations

from panel_desk.domain.figures.profile import Profile
from panel_desk.domain.figures.profile_counting import PERIOD
from panel_desk.domain.figures.profile_missing import EPISODES, MISSING, NEVER, OFTEN, ONCE, REPORTED, TWICE
from panel_desk.domain.figures.profile_panels import AGAIN
from panel_desk.domain.figures.reporting_year import Period, months
from panel_desk.domain.figures.suppression_figures import Bond, Figure

_OTHERWISE = {NEVER, ONCE, TWICE, AGAIN}
"""Who is missing once in a quarter may be missing twice in the year; who was considered before may be new in it."""


_Apart = Mapping[tuple[str, frozenset[tuple[str, str]]], Figure]
"""The figures of one period, by what they count apart from it."""


def within(profiles: Iterable[Profile]) -> tuple[Bond, ...]:
    """That a count of some days is no more than the same count of longer days around them.

    Under which category, type or age a child counts is said by the lists of each period, so it may differ between the
    two. A reader will hardly think so; where the counts do not keep it, it is no bond (``Sums``).

    Args:
        profiles: Which may lie beside one another; the periods that they are compared with are meant too.
    """
    given = tuple(profiles)
    periods = {period.words: period for profile in given for period in _periods(profile)}
    apart = _apart(given, periods)
    return tuple(
        bond
        for short, long in permutations(apart, 2)
        if _lies_in(periods[short], periods[long])
        for bond in (*_no_more(apart[short], apart[long], periods[long]), *_no_less_often(apart[short], apart[long]))
    )


def _periods(profile: Profile) -> Iterator[Period]:
    """Those it tells of, and its months, of which the first and the last may be cut."""
    yield profile.period
    yield from months(profile.period)
    if profile.compared:
        yield profile.compared


def _lies_in(short: Period, long: Period) -> bool:
    return long.starts_on <= short.starts_on and short.ends_on <= long.ends_on


def _apart(profiles: Iterable[Profile], periods: Mapping[str, Period]) -> Mapping[str, _Apart]:
    found: dict[str, dict[tuple[str, frozenset[tuple[str, str]]], Figure]] = {}
    for figure, _ in (told for profile in profiles for grid in profile.grids for told in grid.numbers()):
        for dimension, label in figure.places:
            if dimension == PERIOD and label in periods:
                found.setdefault(label, {})[figure.counted, figure.places - {(dimension, label)}] = figure
    return found


def _no_more(short: _Apart, long: _Apart, around: Period) -> Iterator[Bond]:
    is_month = len(months(around)) == 1
    for counts, part in short.items():
        counted, places = counts
        # The episodes of longer days are the sum of those of their months, which is known already.
        if counts in long and not {label for _, label in places} & _OTHERWISE and (counted != EPISODES or is_month):
            yield Bond(whole=long[counts], parts=((part, 1),))


def _no_less_often(short: _Apart, long: _Apart) -> Iterator[Bond]:
    """Who is missing twice in a quarter is missing twice in the year: not once there, though reported missing."""
    for (counted, places), whole in long.items():
        if (MISSING, REPORTED) in places:
            others = places - {(MISSING, REPORTED)}
            once = long.get((counted, others | {(MISSING, ONCE)}))
            more = [short.get((counted, others | {(MISSING, band)})) for band in (TWICE, OFTEN)]
            parts = [part for part in (once, *more) if part is not None]
            if len(parts) > len(more):
                yield Bond(whole=whole, parts=tuple((part, 1) for part in parts))

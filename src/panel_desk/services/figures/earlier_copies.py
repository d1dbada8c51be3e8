"""Public copies that went out before: what their readers know, and which of them lie beside another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from panel_desk.domain.figures.profile import Profile
from panel_desk.domain.figures.profile_within import within
from panel_desk.domain.figures.reporting_year import Period, between, year_before
from panel_desk.domain.figures.suppression import EarlierCopies
from panel_desk.domain.figures.suppression_figures import Figure
from panel_desk.vault.queries.profile import PublicCopyRow


def related(period: Period, copies: Iterable[PublicCopyRow]) -> tuple[Period, ...]:
    """The other periods of which a copy went out whose days, or those a year before, touch these or those before."""
    own = _spans(period)
    return tuple(
        other
        for other in _periods(copies)
        if other != period and any(_touch(one, two) for one in own for two in _spans(other))
    )


def earlier_copies(
    copies: Sequence[PublicCopyRow], beside: Sequence[Profile], now: Iterable[Profile]
) -> EarlierCopies | None:
    """What was hidden and given before; None where nothing was published yet.

    Args:
        copies: All that went out.
        beside: The profiles, as they are now, of those periods that are related to the one that is published.
        now: What is published now, or may be with it.
    """
    if not copies:
        return None
    printed: dict[Figure, frozenset[int]] = {}
    for copy in copies:
        for figure, value in copy.printed.items():
            printed[figure] = printed.get(figure, frozenset()) | {value}
    return EarlierCopies(
        hidden=frozenset().union(*(copy.hidden for copy in copies)),
        printed=printed,
        tables=tuple(grid for profile in beside for grid in profile.grids),
        bonds=(*(bond for profile in beside for bond in profile.bonds), *within((*now, *beside))),
    )


def overlapping(profile: Profile, copies: Iterable[PublicCopyRow]) -> str:
    """A sentence where a copy told of other days that lie partly in these: the two can be taken from each other.

    Days that a profile is compared with are told of like its own.
    """
    own = (profile.period, profile.compared) if profile.compared else (profile.period,)
    found = [
        other.words
        for other in _periods(copies)
        if any(one != two and _touch(one, two) for one in own for two in _spans(other))
    ]
    if not found:
        return ""
    return (
        f"Public copies of days that overlap with these went out already ({'; '.join(found)}): whoever lays the two "
        "beside each other may work out what one of them hides. Compare them before this one is published."
    )


def _periods(copies: Iterable[PublicCopyRow]) -> tuple[Period, ...]:
    found = (between(copy.starts_on, copy.ends_on) for copy in copies if copy.starts_on and copy.ends_on)
    return tuple(dict.fromkeys(found))


def _spans(period: Period) -> tuple[Period, ...]:
    """What a copy of a period tells of: its days, and those of the year before."""
    return (period, year_before(period))


def _touch(one: Period, two: Period) -> bool:
    return one.starts_on <= two.ends_on and two.starts_on <= one.ends_on

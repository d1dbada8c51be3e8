"""Cells of a profile: counts, shares and changes with their words, rounded half up as published figures are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from panel_desk.domain.figures.profile import ProfileCell
from panel_desk.domain.figures.suppression_figures import Figure

PER_CENT = "%"
NOT_KNOWN = ProfileCell(words="–")
"""Nobody counted, or there is nothing to divide by."""
_TENTH = Decimal("0.1")


def percentage(part: int, whole: int) -> float | None:
    """``part`` of ``whole`` in per cent, to one decimal, half up; None of nothing."""
    return float(_per_cent(part, whole)) if whole else None


def per_cent_words(value: float) -> str:
    """``18.4 %``, ``−3.6 %``: with a true minus sign."""
    return f"{value:.1f} %".replace("-", "−")


def change_words(value: float) -> str:
    """``+21.4 %``, ``−3.6 %``, ``0.0 %``."""
    return f"{'+' if value > 0 else ''}{per_cent_words(value)}"


def count_cell(count: int | None, figures: Iterable[Figure] = ()) -> ProfileCell:
    """A number; None: not known."""
    if count is None:
        return NOT_KNOWN
    return ProfileCell(words=f"{count:,}", number=count, of=tuple(figures))


def share_cell(part: ProfileCell, whole: ProfileCell) -> ProfileCell:
    """What share one count is of another."""
    if part.number is None or not whole.number:
        return NOT_KNOWN
    value = float(_per_cent(int(part.number), int(whole.number)))
    return ProfileCell(words=per_cent_words(value), number=value, unit=PER_CENT, of=_of(part, whole))


def change_cell(before: ProfileCell, now: ProfileCell) -> ProfileCell:
    """By how much a count has changed, in per cent of what it was."""
    if now.number is None or not before.number:
        return NOT_KNOWN
    # Adding nothing takes the sign from a nothing that was rounded.
    value = float(_per_cent(int(now.number) - int(before.number), int(before.number))) + 0.0
    return ProfileCell(words=change_words(value), number=value, unit=PER_CENT, of=_of(before, now))


def days_cell(days: float | None, figures: Iterable[Figure] = ()) -> ProfileCell:
    """A number of days; half days where a median lies between two."""
    if days is None:
        return NOT_KNOWN
    return ProfileCell(words=f"{days:g}", number=days, unit="days", of=tuple(figures))


def median(numbers: Sequence[int]) -> float | None:
    """The middle one, or the mean of the two in the middle; None of none."""
    ordered = sorted(numbers)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _per_cent(part: int, whole: int) -> Decimal:
    # Half up, away from 0: 0.05 becomes 0.1 and −0.05 becomes −0.1, as a published table is checked by hand.
    return (Decimal(100 * part) / Decimal(whole)).quantize(_TENTH, ROUND_HALF_UP)


def _of(*cells: ProfileCell) -> tuple[Figure, ...]:
    return tuple(dict.fromkeys(figure for cell in cells for figure in cell.of))

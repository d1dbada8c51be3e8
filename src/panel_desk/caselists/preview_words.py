"""Counts a checked list and puts the counts in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from panel_desk.caselists.known import Standing
from panel_desk.domain.children.cases import ListKind

_THINGS = {
    ListKind.PROFILE: ("child", "children"),
    ListKind.REFERRALS: ("referral", "referrals"),
    ListKind.MISSING: ("episode", "episodes"),
    ListKind.CONCERNS: ("place, theme or person", "places, themes or people"),
}


class Counts(Struct, frozen=True, kw_only=True):
    """How many rows came to what. Accepted and rejected rows are all rows; repaired ones are accepted."""

    rows: int
    accepted: int
    repaired: int
    rejected: int
    new: int
    changed: int
    known: int
    no_longer_listed: int

    @classmethod
    def of(cls, lines: Sequence[tuple[bool, bool, Standing | None]], *, no_longer_listed: int) -> Counts:
        """Count lines given as (usable, repaired, standing)."""
        standings = Counter(standing for _, _, standing in lines)
        accepted = sum(1 for usable, _, _ in lines if usable)
        return cls(
            rows=len(lines),
            accepted=accepted,
            repaired=sum(1 for usable, repaired, _ in lines if usable and repaired),
            rejected=len(lines) - accepted,
            new=standings[Standing.NEW],
            changed=standings[Standing.CHANGED],
            known=standings[Standing.KNOWN],
            no_longer_listed=no_longer_listed,
        )


def sentence_of(counts: Counts, kind: ListKind) -> str:
    """What the list comes to: ``42 rows: 29 as they are, 11 repaired, 2 not usable. 3 new children, …``."""
    one, many = _THINGS[kind]
    rows = "1 row" if counts.rows == 1 else f"{counts.rows:,} rows"
    parts = [
        f"{counts.new:,} new {one if counts.new == 1 else many}",
        f"{counts.changed:,} changed",
        f"{counts.known:,} known",
    ]
    if kind in {ListKind.PROFILE, ListKind.CONCERNS}:
        parts.append(f"{counts.no_longer_listed:,} no longer listed")
    as_they_are = counts.accepted - counts.repaired
    return (
        f"{rows}: {as_they_are:,} as they are, {counts.repaired:,} repaired, {counts.rejected:,} not usable. "
        f"{', '.join(parts)}."
    )

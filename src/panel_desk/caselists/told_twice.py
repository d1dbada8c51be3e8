"""Episodes that a list of missing children tells more than once, and those that begin before another is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import structs

from panel_desk.caselists.checks import Ledger
from panel_desk.domain.children.cases import CaseRow, EpisodeRow, first_told_start
from panel_desk.domain.missing.episodes import is_same_start, one_of

_Placed = tuple[int, EpisodeRow]
"""A row with its number in the file."""


def episodes_of_list(rows: Sequence[tuple[int, CaseRow]], ledger: Ledger) -> list[tuple[int, CaseRow]]:
    """The rows of a list of missing children, what is told twice taken together, in the order of the file.

    Two lines with one number and start, or with one start and no number, are one line: what the second knows better is
    taken into the first. Other lines that start within 60 minutes, as two sources tell them, are all kept: they count
    as one episode wherever they are read, with what each of them knows. An episode inside another is reported.
    """
    by_child: dict[str, list[_Placed]] = {}
    for number, row in rows:
        if isinstance(row, EpisodeRow):
            by_child.setdefault(row.local_id, []).append((number, row))
    kept: dict[int, CaseRow] = dict(rows)
    for episodes in by_child.values():
        if len(episodes) > 1:
            in_order = sorted(episodes, key=lambda e: (e[1].started_at, e[1].ended_at is None, e[0]))
            alone = _taken_together(in_order, ledger)
            kept |= alone
            _tell_overlaps(alone, ledger)
    return list(kept.items())


def _taken_together(episodes: Sequence[_Placed], ledger: Ledger) -> dict[int, EpisodeRow]:
    """The lines of one child without those that another one already tells, by start."""
    alone: dict[int, EpisodeRow] = {}
    stands_at: dict[tuple[str, datetime], int] = {}
    for number, row in episodes:
        place = stands_at.setdefault((row.source_id, first_told_start(row)), number)
        if place == number:
            alone[number] = row
            continue
        both = one_of([alone[place], row])
        more = structs.replace(both, surname=both.surname or row.surname, forenames=both.forenames or row.forenames)
        ledger.reject(number, "", f"the same episode as row {place}{_what_became(alone[place], more, row, place)}")
        if more != alone[place]:
            ledger.warn(place, "", f"taken together with row {number}, which tells the same episode otherwise")
        alone[place] = more
    return alone


def _what_became(stood: EpisodeRow, more: EpisodeRow, row: EpisodeRow, place: int) -> str:
    if row == stood:
        return "; the two lines are the same"
    return f"; what this row knows better was taken into row {place}" if more != stood else f"; row {place} stands"


def _tell_overlaps(alone: dict[int, EpisodeRow], ledger: Ledger) -> None:
    first: _Placed | None = None
    reaching: _Placed | None = None
    for number, row in alone.items():
        if first and is_same_start(first[1].started_at, row.started_at):
            ledger.warn(
                number, "", f"starts within 60 minutes of row {first[0]}: both are kept, and count as one episode"
            )
        else:
            if reaching and _end(reaching[1]) > row.started_at:
                state = "ends" if reaching[1].ended_at else "is still open"
                ledger.warn(number, "", f"overlaps with row {reaching[0]}, which {state} after this one starts")
            first = reaching = (number, row)
        # What two sources tell of one episode has the latest end that one of them knows.
        if reaching and row.ended_at and (reaching[1].ended_at is None or row.ended_at > reaching[1].ended_at):
            reaching = (number, row)


def _end(row: EpisodeRow) -> datetime:
    return row.ended_at or datetime.max  # noqa: DTZ901  (a list's wall clock)

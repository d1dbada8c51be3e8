"""Episodes that the desk has under the same number, from earlier lists, with another start: corrected, or another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from msgspec import structs

from panel_desk.caselists.checks import Ledger
from panel_desk.caselists.known import KnownToDesk
from panel_desk.caselists.rows import ReadList
from panel_desk.domain.children.cases import CaseRow, EpisodeRow, episode_id

_CORRECTED_WITHIN = timedelta(hours=24)
_Numbered = tuple[str, str]
"""Local ID and the source's number."""


def told_before(
    rows: Sequence[tuple[int, CaseRow]], read: ReadList, known: KnownToDesk, ledger: Ledger
) -> list[tuple[int, CaseRow]]:
    """The rows of a list of missing children, those whose start it corrects under what they were called before.

    A number that one line alone has, and one episode of the child alone on the desk, less than 24 hours apart, is the
    same episode with a corrected start. Otherwise a number told with another start is another episode. Both is said.
    """
    before: dict[_Numbered, list[EpisodeRow]] = {}
    for episode in known.episodes if "source_id" in read.columns else ():
        if episode.source_id:
            before.setdefault((episode.local_id, episode.source_id), []).append(episode)
    if not before:
        return list(rows)
    otherwise = {}
    for number, row in rows:
        if isinstance(row, EpisodeRow) and (told := before.get((row.local_id, row.source_id))):
            first = told[0]
            if len(told) > 1 or first.told_before_as or first.started_at != row.started_at:
                otherwise[number] = (row, told)
    if not otherwise:
        return list(rows)
    lines = Counter((row.local_id, row.source_id) for _, row in rows if isinstance(row, EpisodeRow))
    heading = read.heading("started_at")
    called: dict[int, CaseRow] = {
        number: _as_before(number, row, told, ledger, heading, alone=lines[row.local_id, row.source_id] == 1)
        for number, (row, told) in otherwise.items()
    }
    return [(number, called.get(number, row)) for number, row in rows]


def _as_before(
    number: int, row: EpisodeRow, before: Sequence[EpisodeRow], ledger: Ledger, heading: str, *, alone: bool
) -> EpisodeRow:
    same = next((e for e in before if e.started_at == row.started_at), None)
    if same is not None:
        return _called(row, same)
    other = min(before, key=lambda e: abs(e.started_at - row.started_at))
    told = f"{row.source_id} was told before with another start, {other.started_at:%d/%m/%Y %H:%M}"
    if alone and len(before) == 1 and abs(other.started_at - row.started_at) < _CORRECTED_WITHIN:
        ledger.warn(number, heading, f"{told}: taken as the same episode, with its start corrected")
        return _called(row, other)
    ledger.warn(number, heading, f"{told}: taken as another episode; set one of them aside if they are the same")
    return row


def _called(row: EpisodeRow, before: EpisodeRow) -> EpisodeRow:
    if row.started_at == before.started_at and not before.told_before_as:
        return row
    key = episode_id(before)
    return row if episode_id(row) == key else structs.replace(row, told_before_as=key)

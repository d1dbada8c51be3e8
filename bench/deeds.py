"""One durable deed (append, project, commit, FULL) against a bare two-row SQLCipher commit with FULL."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.measuring import Comparison, summed_up
from bench.meeting_made import a_meeting_in_session
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.services.desk import FOUNDER, Desk
from panel_desk.vault.database import create_vault, new_data_key

DEEDS = 300
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def _desk(folder: Path) -> Desk:
    return Desk(create_vault(folder, new_data_key(), NOW), lambda: NOW)


def compare_all() -> Iterator[Comparison]:
    """Ours and the bare commit in turn, so that both meet the same disk."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Desk(create_vault(Path(folder), new_data_key(), NOW), lambda: NOW) as desk,
    ):
        meeting_id, item_id = a_meeting_in_session(desk)
        db = desk.book.vault.db
        db.execute("CREATE TABLE bare (n INTEGER, text TEXT)")
        ours, bare = _in_turn(_deed(desk, meeting_id, item_id), lambda n: _two_rows(desk, n))
    note = f"p50 {_ms(ours, 50)} and p99 {_ms(ours, 99)} ms against {_ms(bare, 50)} and {_ms(bare, 99)} ms"
    middle = [(statistics.median(ours), statistics.median(bare))]
    yield summed_up("one deed durable", middle, against="a bare two-row commit with FULL (p50)", at_most=1.5, note=note)


def _deed(desk: Desk, meeting_id: MeetingId, item_id: ItemId) -> Callable[[int], None]:
    actor = FOUNDER

    def work(n: int) -> None:
        desk.meetings.write(actor, meeting_id, item_id, NoteSection.DISCUSSION, f"The panel heard report {n}. " * 8)

    return work


def _two_rows(desk: Desk, n: int) -> None:
    connection = desk.book.vault.db.conn
    connection.execute("BEGIN IMMEDIATE")
    for _ in range(2):
        connection.execute("INSERT INTO bare VALUES (?, ?)", (n, f"The panel heard report {n}. " * 8))
    connection.execute("COMMIT")


def _in_turn(ours: Callable[[int], None], bare: Callable[[int], None]) -> tuple[list[float], list[float]]:
    times: tuple[list[float], list[float]] = ([], [])
    for n in range(DEEDS):
        for which, work in enumerate((ours, bare)):
            began = time.perf_counter()
            work(n)
            times[which].append(time.perf_counter() - began)
    return times


def _ms(times: list[float], percent: int) -> float:
    return round(statistics.quantiles(times, n=100)[percent - 1] * 1000, 2)

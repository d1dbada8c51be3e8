"""The profile of a year beside ten, counted from ten years of monthly lists, against bare SQL that counts children."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time

from msgspec.structs import replace

from bench.measuring import Comparison, summed_up
from panel_desk.domain.children.cases import ChildFacts, EpisodeKind, EpisodeRow, ExploitationType, ListKind, ProfileRow
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.figures.reporting_year import reporting_year
from panel_desk.domain.ids import ChildId, ImportId, new_id
from panel_desk.domain.permissions import FOUNDER
from panel_desk.services.desk import Desk

LISTED, EPISODES, MONTHS = 300, 120, 120
PAIRS = 3
LONGEST = 0.5
_YEAR = reporting_year("2025-26")
_T = ExploitationType
_TYPES = ((_T.CSE,), (_T.CCE,), (_T.CCE, _T.COUNTY_LINES), (_T.CSE, _T.CCE))
_BARE = """SELECT year, types, count(*) FROM (
SELECT strftime('%Y', imported_at, '-3 months') AS year, local_id, types, max(seq)
FROM list_member JOIN list_import ON list_import.id = import_id GROUP BY year, local_id) GROUP BY year, types"""


def compare_all() -> Iterator[Comparison]:
    """The whole profile, and its public copy."""
    clock = _Clock()
    with Desk.in_memory(clock) as desk:
        episodes = _fill(desk, clock)
        profile = desk.profiling.profile(_YEAR)
        of = f"{LISTED:,} children a month, {MONTHS} lists, {episodes:,} episodes"
        yield _timed("profile beside ten years", desk, lambda: desk.profiling.profile(_YEAR), of)
        yield _timed("public copy of that profile", desk, lambda: desk.profiling.public(profile), of)


def _timed(bench: str, desk: Desk, ours: Callable[[], object], note: str) -> Comparison:
    timed = [(_seconds(ours), _seconds(lambda: desk.book.db.conn.execute(_BARE).fetchall())) for _ in range(PAIRS)]
    slowest = max(own for own, _ in timed)
    line = summed_up(
        bench,
        timed,
        against="one bare SQL query for the children of each year by type",
        at_most=LONGEST,
        note=f"slowest {slowest:.2f} s; {note}",
    )
    return replace(line, aim=f"under {LONGEST:g} s, whatever the ratio", met=slowest < LONGEST)


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of this thread's own work, whatever else the machine does."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


class _Clock:
    """Stands where the month that is told stands."""

    def __init__(self) -> None:
        self.day = date(2016, 4, 3)

    def __call__(self) -> datetime:
        return datetime.combine(self.day, clock_time(10), UTC)


def _fill(desk: Desk, clock: _Clock) -> int:
    """A list of children at risk and one of episodes a month; how many episodes."""
    drawn, known, listed, following = random.Random(5), set[str](), list[str](), 1000
    for _ in range(MONTHS):
        listed = [child for child in listed if drawn.random() > 0.05]
        while len(listed) < LISTED:
            listed.append(str(following))
            following += 1
        new = {child: ChildId(new_id()) for child in listed if child not in known}
        known.update(new)
        _add(desk, ListKind.PROFILE, tuple(_child(child) for child in listed), new)
        _add(desk, ListKind.MISSING, tuple(_episode(drawn, listed, clock.day) for _ in range(EPISODES)), {})
        clock.day = (clock.day.replace(day=28) + timedelta(days=7)).replace(day=3)
    return MONTHS * EPISODES


def _add(desk: Desk, kind: ListKind, rows: tuple[ProfileRow | EpisodeRow, ...], new: dict[str, ChildId]) -> None:
    added = CaseListImported(
        import_id=ImportId(new_id()), kind=kind, file_name="a.csv", file_sha256="0" * 64, rows=rows, new_children=new
    )
    desk.book.record(FOUNDER, (f"import/{added.import_id}", added))


def _child(local_id: str) -> ProfileRow:
    number = int(local_id)
    facts = ChildFacts(local_id=local_id, born_on=date(2008 + number % 8, 3, 1), sex="Female" if number % 3 else "Male")
    return ProfileRow(facts=facts, types=_TYPES[number % 4])


def _episode(drawn: random.Random, listed: list[str], month: date) -> EpisodeRow:
    began = datetime.combine(month + timedelta(days=drawn.randrange(27)), clock_time(drawn.randrange(24)))
    ended = began + timedelta(hours=drawn.randrange(1, 60))
    return EpisodeRow(
        local_id=drawn.choice(listed), kind=EpisodeKind.MISSING, started_at=began, ended_at=ended, source_id=new_id()
    )

"""What is raised about episodes by rule, in cases worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from tests.unit.agenda_builders import wall

from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.ids import EpisodeId
from panel_desk.domain.missing.episode_lines import RaisedKind
from panel_desk.domain.missing.episode_rules import ToldEpisode, raised_of

NOW = wall("2026-11-22 10:00")
R = RaisedKind


def row(started: str, ended: str | None = None, **changes: Any) -> EpisodeRow:  # noqa: ANN401 - any field
    found = EpisodeRow(
        local_id="104233",
        kind=EpisodeKind.MISSING,
        started_at=wall(started if " " in started else f"{started} 00:00"),
        start_time_known=" " in started,
        ended_at=wall(ended if " " in ended else f"{ended} 00:00") if ended else None,
        end_time_known=ended is None or " " in ended,
    )
    return replace(found, **changes)


def kinds(*rows: EpisodeRow) -> list[RaisedKind]:
    told = [ToldEpisode(key=EpisodeId(f"e{place}"), row=one) for place, one in enumerate(rows)]
    return [one.kind for one in raised_of(told, NOW)]


ONE: list[tuple[EpisodeRow, list[RaisedKind]]] = [
    (row("2026-11-10 20:00", "2026-11-11 08:00"), []),
    (row("2026-11-10 20:00"), []),
    # Impossible times.
    (row("2026-11-22 10:01"), [R.FUTURE]),
    (row("2026-11-22"), []),
    (row("2026-11-23"), [R.FUTURE]),
    (row("2026-11-21 20:00", "2026-11-22 10:01"), [R.FUTURE]),
    (row("2026-11-21 20:00", "2026-11-22"), []),
    (row("2026-11-21 20:00", "2026-11-21 19:59"), [R.END_BEFORE_START]),
    (row("2026-11-21 20:00", "2026-11-21"), []),
    (row("2026-11-21", "2026-11-20"), [R.END_BEFORE_START]),
    (row("2026-11-21 20:00", "2026-11-20"), [R.END_BEFORE_START]),
    (row("2025-09-01 12:00", "2026-10-06 12:00"), []),  # 400 days
    (row("2025-09-01 12:00", "2026-10-06 12:01"), [R.TOO_LONG]),
    (row("2025-10-18 10:00"), []),  # open for 400 days
    (row("2025-10-18 09:59"), [R.TOO_LONG]),
    # Clock changes: 01:30 did not exist on 29 March, and came twice on 25 October.
    (row("2026-03-29 01:30", "2026-03-29 09:00"), [R.CLOCK]),
    (row("2026-03-29 00:59", "2026-03-29 02:00"), []),
    (row("2026-10-25 01:30", "2026-10-25 09:00"), [R.CLOCK]),
    (row("2026-10-25 00:59", "2026-10-25 02:00"), []),
    (row("2026-10-25 01:50", "2026-10-25 01:10"), [R.CLOCK, R.CLOCK]),
    (row("2026-10-25", "2026-10-26"), []),
    # Birth and the 18th birthday; who was born on 29 February is 18 on 1 March.
    (row("2010-05-02 12:00", "2010-05-03 12:00", born_on=date(2010, 5, 3)), [R.BEFORE_BIRTH]),
    (row("2010-05-03 12:00", "2010-05-04 12:00", born_on=date(2010, 5, 3)), []),
    (row("2026-11-20 20:00", "2026-11-20 23:00", born_on=date(2008, 11, 21)), []),
    (row("2026-11-21 00:00", "2026-11-21 03:00", born_on=date(2008, 11, 21)), [R.ADULT]),
    (row("2026-02-28 20:00", "2026-02-28 23:00", born_on=date(2008, 2, 29)), []),
    (row("2026-03-01 00:30", "2026-03-01 03:00", born_on=date(2008, 2, 29)), [R.ADULT]),
    (row("2026-11-10 20:00", born_on=date(2008, 11, 22)), [R.ADULT]),
    (row("2026-11-10 20:00", born_on=date(2008, 11, 23)), []),
    # Interviews.
    (row("2026-11-10 20:00", "2026-11-11 08:00", interview_at=wall("2026-11-11 07:00")), [R.INTERVIEW]),
    (row("2026-11-10 20:00", "2026-11-11 08:00", interview_at=wall("2026-11-11 08:00")), []),
    (row("2026-11-10 20:00", "2026-11-11", interview_at=wall("2026-11-11 07:00")), []),
    (row("2026-11-10 20:00", "2026-11-11 08:00", interview_at=wall("2026-11-23 08:00")), [R.INTERVIEW]),
    (row("2026-11-10 20:00", interview_at=wall("2026-11-12 08:00")), [R.INTERVIEW]),
    (row("2026-11-10 20:00", interview_offered=True), [R.INTERVIEW]),
    (row("2026-11-10 20:00", interview_offered=True, interview_recorded="offered"), []),
    (row("2026-11-10 20:00", interview_offered=False), []),
]
TWO: list[tuple[EpisodeRow, EpisodeRow, list[RaisedKind]]] = [
    # Told twice: within 60 minutes of the first start, elapsed.
    (row("2026-11-10 20:00", "2026-11-11 08:00"), row("2026-11-10 21:00", "2026-11-11 08:00"), [R.DOUBLE]),
    (row("2026-11-10 20:00", "2026-11-10 20:30"), row("2026-11-10 21:01", "2026-11-11 08:00"), []),
    (row("2026-11-10 23:45", "2026-11-11 08:00"), row("2026-11-11 00:15", "2026-11-11 08:00"), [R.DOUBLE]),
    (row("2026-03-29 00:30", "2026-03-29 08:00"), row("2026-03-29 02:10", "2026-03-29 08:00"), [R.DOUBLE]),
    (row("2026-03-29 00:30", "2026-03-29 00:50"), row("2026-03-29 02:40", "2026-03-29 08:00"), []),
    (row("2024-02-28 23:50", "2024-02-29 08:00"), row("2024-02-29 00:20", "2024-02-29 08:00"), [R.DOUBLE]),
    (row("2024-02-29 23:50", "2024-03-01 08:00"), row("2024-03-01 00:20", "2024-03-01 08:00"), [R.DOUBLE]),
    # Overlaps; one that begins where another ends does not overlap.
    (row("2026-11-10 20:00", "2026-11-12 08:00"), row("2026-11-11 20:00", "2026-11-12 20:00"), [R.OVERLAP]),
    (row("2026-11-10 20:00", "2026-11-12 08:00"), row("2026-11-11 20:00", "2026-11-11 22:00"), [R.OVERLAP]),
    (row("2026-11-10 20:00", "2026-11-11 08:00"), row("2026-11-11 08:00", "2026-11-11 20:00"), []),
    (row("2026-11-10 20:00", "2026-11-11"), row("2026-11-11 20:00", "2026-11-12 08:00"), []),
    (row("2026-11-10 20:00", "2026-11-12"), row("2026-11-11 20:00", "2026-11-13 08:00"), [R.OVERLAP]),
    # None while one is open.
    (row("2026-11-10 20:00"), row("2026-11-11 20:00", "2026-11-12 08:00"), [R.WHILE_OPEN]),
    (row("2026-11-10 20:00"), row("2026-11-11 20:00"), [R.WHILE_OPEN]),
    (row("2026-11-10 20:00"), row("2026-11-10 20:30", "2026-11-11 08:00"), [R.DOUBLE]),
    (row("2026-11-11 20:00"), row("2026-11-10 20:00", "2026-11-11 08:00"), []),
]


@pytest.mark.parametrize(("one", "expected"), ONE)
def test_one_episode_raises(one: EpisodeRow, expected: list[RaisedKind]) -> None:
    assert kinds(one) == expected


@pytest.mark.parametrize(("one", "other", "expected"), TWO)
def test_two_episodes_raise_whichever_is_told_first(
    one: EpisodeRow, other: EpisodeRow, expected: list[RaisedKind]
) -> None:
    assert kinds(one, other) == expected == kinds(other, one)


def test_an_episode_inside_a_longer_one_does_not_hide_the_next_overlap() -> None:
    rows = [
        row("2026-11-01 10:00", "2026-11-09 10:00"),
        row("2026-11-02 10:00", "2026-11-03 10:00"),
        row("2026-11-05 10:00", "2026-11-06 10:00"),
    ]
    assert kinds(*rows) == [R.OVERLAP, R.OVERLAP]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [row("2026-11-01 10:00"), row("2026-11-02 10:00", "2026-11-02 12:00")],
            "begins 2 November 2026, 10:00, while the one from 1 November 2026, 10:00 has no return",
        ),
        (
            [row("2026-11-10 20:00", "2026-11-12 08:00"), row("2026-11-11 20:00", "2026-11-12 20:00")],
            (
                "begins 11 November 2026, 20:00, before the one from 10 November 2026, 20:00 ended on "
                "12 November 2026, 08:00"
            ),
        ),
        (
            [row("2026-11-10 20:00", born_on=date(2008, 11, 22))],
            "nobody recorded a return: it closed on the 18th birthday, 22 November 2026",
        ),
        (
            [row("2026-03-29 01:30", "2026-03-29 09:00")],
            "01:30 did not exist on 29 March 2026: the clocks went forward over it",
        ),
        (
            [row("2026-10-25 01:30", "2026-10-25 09:00")],
            "01:30 came twice on 25 October 2026, when the clocks went back: taken as the first",
        ),
        ([row("2025-09-01 12:00")], "has lasted 446 days: a return may not have been recorded"),
    ],
)
def test_what_is_raised_is_said_with_its_facts(rows: list[EpisodeRow], sentence: str) -> None:
    told = [ToldEpisode(key=EpisodeId(f"e{place}"), row=one) for place, one in enumerate(rows)]
    assert [one.sentence for one in raised_of(told, NOW)] == [sentence]

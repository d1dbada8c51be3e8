"""The 72-hour clock in cases worked out by hand: clock changes, midnight, leap days, bank holidays, the 18th birthday.

England’s clocks went forward at 01:00 on 29 March 2026 and 28 March 2027, and back at 02:00 on 25 October 2026 and 31
October 2027. The working is beside each case where it is not plain.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from tests.unit.agenda_builders import wall

from panel_desk.domain.calendar import elapsed_hours
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.following.record_duties import InterviewDue, interview_duties
from panel_desk.domain.missing.episode_lines import ClockState
from panel_desk.domain.missing.episodes import lasted_hours
from panel_desk.domain.missing.return_interviews import Interview, clock_of, clocks_of, due_at, outstanding


def returned(at: str | None, **changes: Any) -> EpisodeRow:  # noqa: ANN401 - any field
    """An episode of some hours that ended at a time."""
    end = wall(at) if at else None
    row = EpisodeRow(local_id="104233", kind=EpisodeKind.MISSING, started_at=wall("2026-01-01 10:00"), ended_at=end)
    return replace(row, **changes)


DUE = [
    # Elapsed hours: a weekend does not stop the clock, nor does midnight.
    ("2026-11-17 07:40", "2026-11-20 07:40"),
    ("2026-11-19 07:40", "2026-11-22 07:40"),
    ("2026-11-20 23:00", "2026-11-23 23:00"),
    ("2026-11-20 00:00", "2026-11-23 00:00"),
    ("2026-11-20 23:59", "2026-11-23 23:59"),
    # Bank holidays: Christmas and Boxing Day, New Year, Good Friday to Easter Monday, the first Monday in May.
    ("2026-12-24 18:00", "2026-12-27 18:00"),
    ("2026-12-31 12:00", "2027-01-03 12:00"),
    ("2026-04-03 10:00", "2026-04-06 10:00"),
    ("2026-05-02 09:00", "2026-05-05 09:00"),
    # Leap days: 2028 has one, 2026 none.
    ("2028-02-26 15:00", "2028-02-29 15:00"),
    ("2028-02-27 15:00", "2028-03-01 15:00"),
    ("2028-02-29 08:00", "2028-03-03 08:00"),
    ("2026-02-27 15:00", "2026-03-02 15:00"),
    # October: 12:00 BST is 11:00 UTC, and three days later the clock shows UTC.
    ("2026-10-22 12:00", "2026-10-25 11:00"),
    ("2026-10-22 01:30", "2026-10-25 01:30"),  # 00:30 UTC: still summer time, the first 01:30
    ("2026-10-22 02:00", "2026-10-25 01:00"),  # 01:00 UTC: the very change, the second 01:00
    ("2026-10-22 02:30", "2026-10-25 01:30"),  # the second 01:30
    ("2026-10-22 03:00", "2026-10-25 02:00"),
    ("2026-10-21 23:00", "2026-10-24 23:00"),  # over before the change
    ("2026-10-25 00:30", "2026-10-27 23:30"),  # 23:30 UTC the day before
    ("2026-10-25 01:30", "2026-10-28 00:30"),  # the first 01:30, 00:30 UTC
    ("2026-10-25 03:00", "2026-10-28 03:00"),  # after the change
    ("2027-10-29 12:00", "2027-11-01 11:00"),
    # March: UTC becomes UTC+1.
    ("2026-03-26 12:00", "2026-03-29 13:00"),
    ("2026-03-26 00:30", "2026-03-29 00:30"),
    ("2026-03-26 01:00", "2026-03-29 02:00"),  # 01:00 does not exist on that day
    ("2026-03-26 01:30", "2026-03-29 02:30"),
    ("2026-03-28 12:00", "2026-03-31 13:00"),
    ("2026-03-29 00:30", "2026-04-01 01:30"),
    ("2026-03-29 03:00", "2026-04-01 03:00"),
    ("2027-03-26 10:00", "2027-03-29 11:00"),  # Good Friday to Easter Monday, across the change
]


@pytest.mark.parametrize(("at", "due"), DUE)
def test_an_interview_is_due_72_elapsed_hours_after_the_return(at: str, due: str) -> None:
    assert due_at(returned(at)) == wall(due)
    assert elapsed_hours(wall(at), due_at(returned(at)) or wall(at)) == 72


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-11-19", "2026-11-23"),
        ("2026-10-22", "2026-10-26"),  # the 25th has 25 hours: its end is its end
        ("2026-03-26", "2026-03-30"),
        ("2028-02-26", "2028-03-01"),  # the third day after is 29 February
        ("2026-02-26", "2026-03-02"),
        ("2026-12-29", "2027-01-02"),
        ("2026-12-23", "2026-12-27"),
    ],
)
def test_where_the_day_alone_is_known_it_is_due_at_the_end_of_the_third_day_after(day: str, due: str) -> None:
    assert due_at(returned(f"{day} 00:00", end_time_known=False)) == wall(f"{due} 00:00")


@pytest.mark.parametrize(
    ("born", "at", "due"),
    [
        ("2008-11-22", "2026-11-21 23:59", "2026-11-24 23:59"),  # 17 on return; 18 the next day
        ("2008-11-22", "2026-11-22 00:00", None),  # 18 at midnight
        ("2008-11-22", "2026-12-01 10:00", None),
        # Born on 29 February: 18 on 1 March, as English law counts it.
        ("2008-02-29", "2026-02-28 23:00", "2026-03-03 23:00"),
        ("2008-02-29", "2026-03-01 00:30", None),
        ("2008-03-01", "2026-02-28 23:00", "2026-03-03 23:00"),
        ("2010-02-28", "2028-02-27 12:00", "2028-03-01 12:00"),
        ("2010-02-28", "2028-02-28 12:00", None),
    ],
)
def test_an_episode_that_nobody_resolved_before_the_18th_birthday_has_no_interview(
    born: str, at: str, due: str | None
) -> None:
    row = returned(at, born_on=date.fromisoformat(born))
    assert due_at(row) == (wall(due) if due else None)


NOW = "2026-11-22 10:00"
CLOCKS: list[tuple[dict[str, Any], str, ClockState, str]] = [
    ({"at": "2026-11-21 14:20"}, NOW, ClockState.DUE, "due Tue 24 November, 14:20 · 52 h left"),
    ({"at": "2026-11-19 10:01"}, NOW, ClockState.DUE, "due Sun 22 November, 10:01 · less than 1 h left"),
    ({"at": "2026-11-19 10:00"}, NOW, ClockState.DUE, "due Sun 22 November, 10:00 · less than 1 h left"),
    ({"at": "2026-11-19 09:59"}, NOW, ClockState.OVERDUE, "overdue by less than 1 h"),
    ({"at": "2026-11-18 03:00"}, NOW, ClockState.OVERDUE, "overdue by 31 h"),
    ({"at": "2026-11-15 10:00"}, NOW, ClockState.OVERDUE, "overdue by 4 days"),
    (
        {"at": "2026-11-19 00:00", "end_time_known": False},
        NOW,
        ClockState.DUE,
        "due by the end of Sun 22 November · 14 h left · time unknown",
    ),
    (
        {"at": "2026-11-18 00:00", "end_time_known": False},
        NOW,
        ClockState.OVERDUE,
        "overdue by 10 h · time unknown",
    ),
    # The clocks change between return and now: the wall clock would be an hour out.
    ({"at": "2026-10-22 12:00"}, "2026-10-25 10:30", ClockState.DUE, "due Sun 25 October, 11:00 · less than 1 h left"),
    ({"at": "2026-10-22 12:00"}, "2026-10-25 11:30", ClockState.OVERDUE, "overdue by less than 1 h"),
    ({"at": "2026-03-28 12:00"}, "2026-03-31 12:30", ClockState.DUE, "due Tue 31 March, 13:00 · less than 1 h left"),
    ({"at": "2026-10-24 12:00"}, "2026-10-24 12:00", ClockState.DUE, "due Tue 27 October, 11:00 · 72 h left"),
    # Completed.
    ({"at": "2026-11-09 12:00", "held": "2026-11-11 10:00"}, NOW, ClockState.WITHIN, "completed in 46 h"),
    ({"at": "2026-11-09 12:00", "held": "2026-11-12 12:00"}, NOW, ClockState.WITHIN, "completed in 72 h"),
    ({"at": "2026-11-09 12:00", "held": "2026-11-12 12:01"}, NOW, ClockState.LATE, "completed late, in 73 h"),
    ({"at": "2026-10-22 12:00", "held": "2026-10-25 11:00"}, NOW, ClockState.WITHIN, "completed in 72 h"),
    ({"at": "2026-10-22 12:00", "held": "2026-10-25 11:30"}, NOW, ClockState.LATE, "completed late, in 73 h"),
    ({"at": "2026-03-28 12:00", "held": "2026-03-31 13:00"}, NOW, ClockState.WITHIN, "completed in 72 h"),
    ({"at": "2026-11-09 12:00", "held": "2026-11-09 09:00"}, NOW, ClockState.HELD, "completed before the return"),
    # Of the return the day alone is known: by the end of the third day after it.
    (
        {"at": "2026-11-09 00:00", "end_time_known": False, "held": "2026-11-12 23:30"},
        NOW,
        ClockState.WITHIN,
        "completed 3 days after · time unknown",
    ),
    (
        {"at": "2026-11-09 00:00", "end_time_known": False, "held": "2026-11-13 00:30"},
        NOW,
        ClockState.LATE,
        "completed 4 days after · time unknown",
    ),
    (
        {"at": "2026-11-09 00:00", "end_time_known": False, "held": "2026-11-09 08:00"},
        NOW,
        ClockState.WITHIN,
        "completed the same day · time unknown",
    ),
    # Of the interview the day alone is known: only what is certain counts.
    (
        {"at": "2026-11-09 12:00", "held": "2026-11-11 00:00", "interview_time_known": False},
        NOW,
        ClockState.WITHIN,
        "completed 11 November · time unknown",
    ),
    (
        {"at": "2026-11-09 12:00", "held": "2026-11-12 00:00", "interview_time_known": False},
        NOW,
        ClockState.HELD,
        "completed 12 November · time unknown",
    ),
    (
        {"at": "2026-11-09 12:00", "held": "2026-11-13 00:00", "interview_time_known": False},
        NOW,
        ClockState.LATE,
        "completed 13 November · time unknown",
    ),
    # Ended without an interview, or still to come.
    ({"at": "2026-11-20 10:00", "interview_accepted": False}, NOW, ClockState.REFUSED, "refused"),
    (
        {"at": "2026-11-20 10:00", "interview_offered": False, "interview_accepted": False},
        NOW,
        ClockState.DUE,
        "due Mon 23 November, 10:00 · 24 h left",
    ),
    (
        {"at": "2026-11-20 10:00", "interview_recorded": "not to be offered"},
        NOW,
        ClockState.NOT_OFFERED,
        "not to be offered",
    ),
    (
        {"at": "2026-11-20 10:00", "interview_accepted": False, "interview_recorded": "offered"},
        NOW,
        ClockState.DUE,
        "due Mon 23 November, 10:00 · 24 h left",
    ),
    ({"at": None}, NOW, ClockState.STILL_MISSING, "still missing"),
    (
        {"at": "2026-11-20 10:00", "kind": EpisodeKind.ABSENT},
        NOW,
        ClockState.DUE,
        "due Mon 23 November, 10:00 · 24 h left",
    ),
    ({"at": None, "kind": EpisodeKind.ABSENT}, NOW, ClockState.STILL_MISSING, "still absent"),
    ({"at": None, "born_on": date(2008, 11, 22)}, NOW, ClockState.NONE, "none due: 18 before a return"),
    ({"at": None, "born_on": date(2008, 11, 23)}, NOW, ClockState.STILL_MISSING, "still missing"),
]


@pytest.mark.parametrize(("facts", "now", "state", "words"), CLOCKS)
def test_the_clock_says_where_the_interview_stands(
    facts: dict[str, Any], now: str, state: ClockState, words: str
) -> None:
    facts = dict(facts)
    held, at = facts.pop("held", None), facts.pop("at")
    row = returned(at, **facts, interview_at=wall(held) if held else None)
    found = clock_of(row, wall(now))
    assert (found.state, found.words) == (state, words)


@pytest.mark.parametrize(
    ("kind", "state"), [(EpisodeKind.MISSING, ClockState.DUE), (EpisodeKind.ABSENT, ClockState.NONE)]
)
def test_where_the_desk_has_it_so_only_missing_episodes_have_a_clock(kind: EpisodeKind, state: ClockState) -> None:
    row = returned("2026-11-20 10:00", kind=kind)
    assert clock_of(row, wall(NOW), after_absence=False).state is state
    assert clock_of(returned(None, kind=EpisodeKind.ABSENT), wall(NOW), after_absence=False).words == "none due"
    waiting = outstanding([row], wall(NOW), looking_back=timedelta(days=28), after_absence=False)
    assert bool(waiting) is (state is ClockState.DUE)
    assert outstanding([row], wall(NOW), looking_back=timedelta(days=28))


@pytest.mark.parametrize(
    ("at", "now", "second", "words"),
    [
        # Due at the first 01:30 of 25 October, which the clocks show twice.
        ("2026-10-22 01:30", "2026-10-25 01:29", False, "due Sun 25 October, 01:30 · less than 1 h left"),
        ("2026-10-22 01:30", "2026-10-25 01:45", False, "overdue by less than 1 h"),
        ("2026-10-22 01:30", "2026-10-25 01:29", True, "overdue by less than 1 h"),
        ("2026-10-22 01:30", "2026-10-25 01:31", True, "overdue by 1 h"),
        # Due at the second.
        ("2026-10-22 02:30", "2026-10-25 01:31", False, "due Sun 25 October, 01:30 · less than 1 h left"),
        ("2026-10-22 02:30", "2026-10-25 01:31", True, "overdue by less than 1 h"),
    ],
)
def test_in_the_hour_that_comes_twice_the_clock_tells_first_from_second(
    at: str, now: str, second: bool, words: str
) -> None:
    assert clock_of(returned(at), wall(now).replace(fold=int(second))).words == words


@pytest.mark.parametrize(
    ("began", "ended", "hours"),
    [
        ("2026-10-25 00:00", "2026-10-25 03:00", 4),
        ("2026-10-24 12:00", "2026-10-25 12:00", 25),
        ("2026-10-25 01:50", "2026-10-25 01:10", 1 / 3),  # the second 01:10, twenty minutes later
        ("2026-03-29 00:00", "2026-03-29 03:00", 2),
        ("2026-03-28 12:00", "2026-03-29 12:00", 23),
        ("2028-02-28 12:00", "2028-03-01 12:00", 48),
        ("2026-02-28 12:00", "2026-03-01 12:00", 24),
        ("2026-11-30 23:30", "2026-12-01 00:30", 1),
        ("2026-12-31 23:30", "2027-01-01 00:30", 1),
    ],
)
def test_an_episode_lasts_the_hours_that_passed(began: str, ended: str, hours: float) -> None:
    assert lasted_hours(returned(ended, started_at=wall(began))) == pytest.approx(hours)


def told(started: str, ended: str, held: str | None = None, **changes: Any) -> EpisodeRow:  # noqa: ANN401 - any field
    return returned(ended, started_at=wall(started), interview_at=wall(held) if held else None, **changes)


def test_an_interview_that_a_list_tells_covers_the_return_before_it() -> None:
    rows = [
        told("2026-11-09 20:00", "2026-11-10 08:00"),
        told("2026-11-11 20:00", "2026-11-12 08:00", "2026-11-12 20:00"),
    ]
    first, second = clocks_of(rows, wall(NOW))
    assert (first.words, second.words) == ("completed in 60 h, with a later return", "completed in 12 h")


def test_an_interview_that_was_recorded_here_covers_only_the_episodes_it_names() -> None:
    recorded = told("2026-11-11 20:00", "2026-11-12 08:00", "2026-11-12 20:00", interview_recorded="completed")
    first, second = clocks_of([told("2026-11-09 20:00", "2026-11-10 08:00"), recorded], wall(NOW))
    assert (first.state, second.state) == (ClockState.OVERDUE, ClockState.WITHIN)


def test_an_interview_held_more_than_28_days_later_covers_nothing_before() -> None:
    rows = [
        told("2026-09-01 20:00", "2026-09-02 08:00"),
        told("2026-09-30 20:00", "2026-10-01 08:00", "2026-10-01 20:00"),
    ]
    assert [c.state for c in clocks_of(rows, wall(NOW))] == [ClockState.OVERDUE, ClockState.WITHIN]


def test_a_refusal_is_not_covered_up_by_a_later_interview() -> None:
    rows = [
        told("2026-11-09 20:00", "2026-11-10 08:00", interview_accepted=False),
        told("2026-11-11 20:00", "2026-11-12 08:00", "2026-11-12 20:00"),
    ]
    assert clocks_of(rows, wall(NOW))[0].state is ClockState.REFUSED


@pytest.mark.parametrize(
    ("due", "now", "chip"),
    [
        ("2026-10-25 11:00", "2026-10-24 12:00", "24 h left"),  # the night has an hour more
        ("2026-03-29 11:00", "2026-03-28 12:00", "22 h left"),
        ("2026-10-24 23:30", "2026-10-25 03:30", "5 h over"),
        ("2026-11-22 11:00", "2026-11-22 10:00", "1 h left"),
    ],
)
def test_today_tells_the_hours_that_pass(due: str, now: str, chip: str) -> None:
    waiting = InterviewDue(
        child_id=None,
        shown="K.A. · 101",
        interview=Interview(local_id="101", returned_at=wall(due), time_known=True, due_at=wall(due), offered=False),
    )
    (duty,) = interview_duties([waiting], wall(now))
    assert duty.chip == chip

"""What is due outside the meetings' cycle: actions, return interviews, certificates, backups, the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.unit.builders import an_action

from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.following.duties import Duty, DutyGroup, DutyTone, Viewer, placed
from panel_desk.domain.following.followed_actions import FollowedAction, follow
from panel_desk.domain.following.record_duties import (
    CertificateFacts,
    InterviewDue,
    action_duties,
    backup_duty,
    brief,
    certificate_duties,
    clock_duty,
    interview_duties,
)
from panel_desk.domain.ids import AgencyKey, ChildId, PersonId
from panel_desk.domain.missing.return_interviews import Interview, due_at, outstanding
from panel_desk.domain.people import Role

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
WALL = NOW.replace(tzinfo=None)
ADMIN = Viewer(person_id=PersonId("asha"), role=Role.ADMINISTRATOR, agency=AgencyKey("csc"))
MEMBER = Viewer(person_id=PersonId("abena"), role=Role.CORE_MEMBER, agency=AgencyKey("health"))
MONTH = timedelta(days=28)


def wall(words: str) -> datetime:
    return datetime.fromisoformat(words)


# Actions


def action(due_on: date, agency: str = "police", number: int = 7, chased_on: date | None = None) -> FollowedAction:
    state = replace(an_action(due_on=due_on, number=number), agency=AgencyKey(agency), agency_name=agency.capitalize())
    return follow(state, TODAY, chased_on)


def duties(*actions: FollowedAction, viewer: Viewer = ADMIN) -> dict[str, Duty]:
    return {d.key: d for d in action_duties(actions, viewer, TODAY)}


def test_overdue_actions_say_with_whom_most_of_them_are() -> None:
    late = [
        action(date(2026, 11, 10), number=4),
        action(date(2026, 11, 20)),
        action(date(2026, 11, 21)),
        action(date(2026, 11, 20), "health"),
    ]
    duty = duties(*late)["actions/overdue"]
    assert duty.sentence == "4 actions are overdue, 3 of them with Police"
    assert duty.detail == "The oldest is 12 days late: SAFE-2026-11/04, Visit the address"
    assert (duty.chip, duty.button, duty.page, duty.what) == ("since 10 Nov", "Chase owners", "actions", "chase")


def test_one_overdue_action_is_told_as_one() -> None:
    duty = duties(action(date(2026, 11, 20)))["actions/overdue"]
    assert (duty.sentence, duty.detail) == (
        "1 action is overdue with Police",
        "It is 2 days late: SAFE-2026-11/07, Visit the address",
    )


def test_a_member_sees_the_own_agencys_only_and_chases_nobody() -> None:
    late = (action(date(2026, 11, 10)), action(date(2026, 11, 20), "health"))
    duty = duties(*late, viewer=MEMBER)["actions/overdue"]
    assert (duty.sentence, duty.button) == ("1 action is overdue with Health", "Open actions")
    assert duties(late[0], viewer=MEMBER) == {}


def test_what_falls_due_says_of_how_many_nobody_was_asked() -> None:
    soon = (action(TODAY), action(date(2026, 12, 6), chased_on=TODAY), action(date(2026, 12, 7)))
    duty = duties(*soon)["actions/soon"]
    assert duty.sentence == "2 actions fall due within a fortnight"
    assert duty.detail.endswith("; of 1 no owner has been asked for news yet")


@given(st.text(max_size=200))
def test_a_beginning_is_short_and_of_one_line(words: str) -> None:
    assert len(brief(words)) <= 60
    assert "\n" not in brief(words)


# Return interviews


def episode(
    ended: str | None,
    *,
    known: bool = True,
    kind: EpisodeKind = EpisodeKind.MISSING,
    **changes: Any,  # noqa: ANN401 - any field
) -> EpisodeRow:
    end = wall(ended) if ended else None
    row = EpisodeRow(
        local_id="104281", kind=kind, started_at=(end or WALL) - timedelta(hours=9), ended_at=end, end_time_known=known
    )
    return replace(row, **changes)


@pytest.mark.parametrize(
    ("row", "due"),
    [
        (episode("2026-11-19 07:40"), "2026-11-22 07:40"),
        (episode("2026-11-20 23:00"), "2026-11-23 23:00"),
        # The clocks go back on 25 October and forward on 29 March: 72 hours are 72 hours.
        (episode("2026-10-23 12:00"), "2026-10-26 11:00"),
        (episode("2026-03-27 12:00"), "2026-03-30 13:00"),
        (episode("2026-11-19 00:00", known=False), "2026-11-23 00:00"),
        (episode(None), None),
        (episode("2026-11-19 07:40", kind=EpisodeKind.ABSENT), "2026-11-22 07:40"),
    ],
)
def test_an_interview_is_due_72_hours_after_return(row: EpisodeRow, due: str | None) -> None:
    assert due_at(row) == (wall(due) if due else None)


@pytest.mark.parametrize(
    "row",
    [
        episode("2026-11-19 07:40", interview_at=wall("2026-11-20 10:00")),
        episode("2026-11-19 07:40", interview_offered=True, interview_accepted=False),
        episode("2026-10-01 07:40"),
        episode(None),
    ],
    ids=["held", "declined", "long ago", "still missing"],
)
def test_nothing_waits_for(row: EpisodeRow) -> None:
    assert outstanding([row], WALL, looking_back=MONTH) == ()


@pytest.mark.parametrize(
    "changes", [{}, {"interview_offered": True}, {"interview_offered": False}, {"interview_accepted": True}]
)
def test_an_offer_alone_is_no_interview(changes: dict[str, Any]) -> None:
    (found,) = outstanding([episode("2026-11-19 07:40", **changes)], WALL, looking_back=MONTH)
    assert found.offered == changes.get("interview_offered", False)


def test_one_interview_covers_the_returns_before_it() -> None:
    rows = [episode("2026-11-12 07:40"), episode("2026-11-17 07:40", interview_at=wall("2026-11-18 12:00"))]
    assert outstanding(rows, WALL, looking_back=MONTH) == ()
    assert len(outstanding([*rows, episode("2026-11-20 07:40")], WALL, looking_back=MONTH)) == 1


def waiting(due: str, *, known: bool = True) -> InterviewDue:
    at = wall(due)
    interview = Interview(
        local_id="104281", returned_at=at - timedelta(hours=72), time_known=known, due_at=at, offered=False
    )
    return InterviewDue(child_id=ChildId("c1"), shown="T.O. · 104281", interview=interview)


def test_a_late_interview_says_by_how_much() -> None:
    (duty,) = interview_duties([waiting("2026-11-21 03:40")], WALL)
    assert (duty.sentence, duty.chip, duty.group) == (
        "1 return interview has passed 72 hours",
        "31 h over",
        DutyGroup.LATE,
    )
    assert duty.detail == "T.O. · 104281 returned 18 November 2026, 03:40; no offer recorded"
    assert (duty.page, duty.what, duty.tone) == ("missing", "overdue", DutyTone.RED)


def test_what_is_late_and_what_is_soon_are_told_apart() -> None:
    late, soon = interview_duties(
        [waiting("2026-11-10 03:40"), waiting("2026-11-23 10:00"), waiting("2026-11-21 01:00")], WALL
    )
    assert (late.sentence, late.chip) == ("2 return interviews have passed 72 hours", "33 h over")
    assert (soon.sentence, soon.chip, soon.tone) == (
        "1 return interview is due within 72 hours of return",
        "23 h left",
        DutyTone.AMBER,
    )


def test_a_return_without_a_time_says_so() -> None:
    (duty,) = interview_duties([waiting("2026-11-10 00:00", known=False)], WALL)
    assert "returned 7 November 2026, time unknown" in duty.detail
    assert duty.chip == "12 days over"


# Certificates, backups, clock


@pytest.mark.parametrize(
    ("ends_on", "sentence", "group"),
    [
        (date(2027, 1, 21), "Dana Prior’s signing certificate ends on 21 January", DutyGroup.NEXT),
        (TODAY, "Dana Prior’s signing certificate ends on 22 November", DutyGroup.NEXT),
        (date(2026, 11, 21), "Dana Prior’s signing certificate ended on 21 November", DutyGroup.LATE),
        (date(2027, 1, 22), "", None),
    ],
)
def test_a_certificate_is_renewed_within_60_days(ends_on: date, sentence: str, group: DutyGroup | None) -> None:
    found = list(
        certificate_duties([CertificateFacts(person_id=PersonId("dana"), name="Dana Prior", ends_on=ends_on)], TODAY)
    )
    assert [(d.sentence, d.group) for d in found] == ([(sentence, group)] if sentence else [])


@pytest.mark.parametrize(
    ("age", "sentence"),
    [
        (None, "There is no verified backup yet"),
        (timedelta(days=8), "The last verified backup is 8 days old"),
        (timedelta(days=7), ""),
        (timedelta(minutes=35), ""),
    ],
)
def test_a_backup_is_a_week_old_at_most(age: timedelta | None, sentence: str) -> None:
    duty = backup_duty(NOW - age if age is not None else None, NOW)
    assert (duty.sentence if duty else "") == sentence


@pytest.mark.parametrize(
    ("ahead", "behind"), [(timedelta(minutes=3), True), (timedelta(minutes=1), False), (-MONTH, False)]
)
def test_a_clock_behind_the_record_is_told(ahead: timedelta, *, behind: bool) -> None:
    assert (clock_duty(NOW + ahead, NOW) is not None) == behind
    assert clock_duty(None, NOW) is None


def test_what_has_no_day_keeps_its_heading() -> None:
    duty = clock_duty(NOW + MONTH, NOW)
    assert duty is not None
    assert placed(duty, TODAY) == duty

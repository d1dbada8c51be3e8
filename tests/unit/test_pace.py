"""The pace of a meeting: what has passed, what is left, when it ends; never negative, never absurd."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.unit.builders import (
    AGENDA,
    DANA,
    JM,
    PARK,
    TEN,
    WELCOME,
    a_child_item,
    a_decision_event,
    a_meeting,
    at,
    planned,
    then,
)

from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.meetings import (
    ItemStarted,
    MeetingAdjourned,
    MeetingClosed,
    MeetingOpened,
    MeetingResumed,
)
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.room.pace import LONGEST_TURN, Tempo, coming, elapsed, elapsed_on, expected_at, may_go, pace

S = MeetingState
MINUTE = 60


def turned(item_id: ItemId, minutes: float) -> ItemStarted:
    return ItemStarted(item_id=item_id, at=TEN + timedelta(minutes=minutes))


def sitting(*more: MeetingEvent) -> Meeting:
    """In session since ten, on no item yet: 5 minutes of welcome, two items of 10."""
    return a_meeting(S.IN_SESSION, *more, started=())


ADJOURNED = MeetingAdjourned(at=at(9), reason="fire alarm")
RESUMED = MeetingResumed(at=at(39))


@pytest.mark.parametrize(
    ("more", "now", "seconds"),
    [
        ((), at(4), 0),
        ((turned(JM, 5),), at(9), 4 * MINUTE),
        ((turned(JM, 5), turned(PARK, 9)), at(12), 4 * MINUTE),
        ((turned(JM, 5), turned(PARK, 9), turned(JM, 12)), at(15), 7 * MINUTE),
        ((turned(JM, 5), turned(JM, 7)), at(9), 4 * MINUTE),
        ((turned(JM, 5), ADJOURNED), at(30), 4 * MINUTE),
        ((turned(JM, 5), ADJOURNED, RESUMED), at(41), 6 * MINUTE),
        ((turned(JM, 5), ADJOURNED, RESUMED, turned(PARK, 42)), at(50), 7 * MINUTE),
        ((turned(JM, 5), MeetingClosed(at=at(8))), at(500), 3 * MINUTE),
    ],
    ids=[
        "not taken",
        "in hand",
        "left",
        "taken again",
        "turned to twice",
        "adjourned",
        "resumed",
        "left after resuming",
        "closed",
    ],
)
def test_all_turns_of_an_item_add_up_without_the_adjournments(
    more: tuple[MeetingEvent, ...], now: datetime, seconds: int
) -> None:
    assert elapsed(sitting(*more), JM, now) == seconds


@pytest.mark.parametrize(
    ("more", "now", "over", "words", "ends"),
    [
        ((turned(WELCOME, 0),), at(2), 0, "on time", at(25)),
        ((turned(WELCOME, 0), turned(JM, 3)), at(5), -2, "2 min in hand", at(23)),
        ((turned(WELCOME, 0), turned(JM, 5)), at(20), 5, "5 min over", at(30)),
        ((turned(WELCOME, 0), turned(JM, 5), ADJOURNED, RESUMED), at(41), 0, "on time", at(55)),
        ((), at(7), 7, "7 min over", at(32)),
    ],
    ids=["on time", "in hand", "over", "a break is no delay", "before the first item"],
)
def test_the_end_is_what_is_left_added_to_now(
    more: tuple[MeetingEvent, ...], now: datetime, over: int, words: str, ends: datetime
) -> None:
    told = pace(sitting(*more), now)
    assert (told.over_minutes, told.over_words, told.ends_at) == (over, words, ends)


def test_the_item_in_hand_counts_the_larger_of_planned_and_elapsed() -> None:
    meeting = sitting(turned(WELCOME, 0), turned(JM, 5))
    assert pace(meeting, at(8)).ends_at == pace(meeting, at(14)).ends_at == at(25)
    assert pace(meeting, at(18)).ends_at == at(28)


def test_every_item_counts_in_the_place_of_the_one_in_hand() -> None:
    assert [(p.place, p.of) for p in (pace(sitting(), at(1)), pace(sitting(turned(JM, 1)), at(2)))] == [(0, 3), (2, 3)]


def test_an_item_left_without_its_outcome_comes_back_at_the_end() -> None:
    meeting = sitting(turned(JM, 0), turned(PARK, 4))
    assert [item.id for item in coming(meeting)] == [WELCOME, JM]
    assert pace(meeting, at(5)).ends_at == at(5 + 9 + 5 + 6)
    decided = then(meeting, a_decision_event(JM))
    assert [item.id for item in coming(decided)] == [WELCOME]


def test_what_was_passed_over_comes_after_the_items_behind_the_one_in_hand() -> None:
    assert [item.id for item in coming(sitting(turned(JM, 0)))] == [PARK, WELCOME]


def test_each_item_is_expected_after_those_before_it() -> None:
    meeting = sitting(turned(WELCOME, 0))
    assert [expected_at(meeting, item_id, at(2)) for item_id in (WELCOME, JM, PARK)] == [None, at(5), at(15)]


def test_before_the_opening_the_planned_start_counts() -> None:
    meeting = a_meeting(S.AGENDA_ISSUED)
    early, late = pace(meeting, at(-60)), pace(meeting, at(20))
    assert (early.ends_at, late.ends_at) == (at(25), at(45))
    assert (early.tempo, early.over_words, early.place) == (Tempo.UNKNOWN, "", 0)


def test_a_late_opening_counts_against_the_agenda() -> None:
    late = MeetingOpened(at=at(12), presiding=DANA.id)
    meeting = a_meeting(S.AGENDA_ISSUED, late, turned(WELCOME, 12))
    assert pace(meeting, at(13)).over_words == "12 min over"


def test_a_meeting_held_on_another_day_is_not_late_by_days() -> None:
    opened = MeetingOpened(at=at(26 * 60), presiding=DANA.id)
    meeting = a_meeting(S.AGENDA_ISSUED, opened, ItemStarted(item_id=WELCOME, at=at(26 * 60)))
    assert pace(meeting, at(26 * 60 + 1)).over_words == "on time"


def test_a_break_before_the_first_item_is_no_delay() -> None:
    stopped, resumed = MeetingAdjourned(at=at(1), reason="fire alarm"), MeetingResumed(at=at(21))
    assert pace(sitting(stopped, resumed, turned(WELCOME, 23)), at(24)).over_words == "3 min over"


def test_past_the_planned_end_is_told_apart_from_over() -> None:
    plan = planned()
    long = (*AGENDA, *(a_child_item(f"more-{n}", local_id=f"3{n}") for n in range(13)))
    meeting = a_meeting(S.IN_SESSION, turned(WELCOME, 0), plan=plan, items=long, started=())
    assert pace(meeting, at(1)).tempo is Tempo.PAST_THE_SLOT
    assert pace(sitting(turned(WELCOME, 0), turned(JM, 20)), at(21)).tempo is Tempo.OVER


def test_while_adjourned_no_end_is_told() -> None:
    told = pace(sitting(turned(JM, 5), ADJOURNED), at(600))
    assert (told.ends_at, told.over_words, told.tempo, told.item_elapsed) == (None, "", Tempo.UNKNOWN, 4 * MINUTE)


def test_after_the_end_the_end_is_told() -> None:
    told = pace(a_meeting(S.CLOSED), at(9000))
    assert (told.ends_at, told.place, told.over_words) == (at(150), 0, "")


def test_a_clock_set_back_counts_nothing() -> None:
    told = pace(sitting(turned(WELCOME, 0), turned(JM, 30)), at(12))
    assert told.item_elapsed == 0
    assert told.ends_at == at(12 + 20)


def test_a_clock_set_forward_and_back_leaves_no_trace() -> None:
    meeting = sitting(turned(WELCOME, 0), turned(JM, 600), turned(PARK, 8))
    assert elapsed(meeting, WELCOME, at(9)) == 5 * MINUTE
    assert elapsed(meeting, JM, at(9)) == 0


def test_a_computer_that_slept_through_the_night_forecasts_nothing_and_counts_the_plan() -> None:
    meeting = sitting(turned(WELCOME, 0), turned(JM, 5))
    asleep = pace(meeting, at(24 * 60))
    assert (asleep.ends_at, asleep.over_words, asleep.item_elapsed) == (None, "", 10 * MINUTE)
    awake = pace(then(meeting, ItemStarted(item_id=PARK, at=at(24 * 60))), at(24 * 60 + 1))
    assert (awake.over_words, awake.ends_at) == ("on time", at(24 * 60 + 10))


def test_an_hour_that_the_clocks_are_put_back_is_no_hour_of_the_meeting() -> None:
    """On 25 October 2026 England's clocks show 01:30 twice; the meeting sits five minutes."""
    first = datetime(2026, 10, 25, 1, 58, tzinfo=TEN.tzinfo)
    second = datetime(2026, 10, 25, 1, 3, tzinfo=TEN.tzinfo, fold=1)
    meeting = sitting(ItemStarted(item_id=JM, at=first))
    assert elapsed(meeting, JM, second) == 5 * MINUTE


MOMENTS = st.integers(min_value=-3000, max_value=6000).map(at)
DEEDS = st.lists(
    st.one_of(
        st.builds(ItemStarted, item_id=st.sampled_from([WELCOME, JM, PARK]), at=MOMENTS),
        st.builds(MeetingAdjourned, at=MOMENTS, reason=st.just("fire alarm")),
        st.builds(MeetingResumed, at=MOMENTS),
    ),
    max_size=12,
)


@given(deeds=DEEDS, now=MOMENTS)
def test_whatever_the_clock_does_no_figure_is_negative_or_absurd(deeds: list[MeetingEvent], now: datetime) -> None:
    meeting = sitting(*deeds)
    told = pace(meeting, now)
    most = len(deeds) * LONGEST_TURN + 25 * MINUTE
    assert 0 <= told.item_elapsed <= most
    assert 0 <= told.place <= told.of == 3
    assert abs(told.over_minutes) * MINUTE <= most + LONGEST_TURN
    assert told.ends_at is None or timedelta() <= told.ends_at - now <= timedelta(minutes=25)


def test_the_time_is_the_same_whether_or_not_it_is_told_who_may_go() -> None:
    meeting = sitting(turned(JM, 5))
    told, without = pace(meeting, at(9)), pace(meeting, at(9), tells_who_goes=False)
    assert without == replace(told, may_go=())
    assert told.may_go == may_go(meeting, at(9), {})


def test_an_item_at_hand_has_taken_as_long_as_one_that_is_looked_up() -> None:
    meeting = sitting(turned(JM, 5), turned(PARK, 9))
    for item in meeting.items:
        assert elapsed_on(item, at(12)) == elapsed(meeting, item.id, at(12))
    assert elapsed_on(meeting.item(JM), at(12)) == 4 * MINUTE


def test_nobody_is_told_when_to_go_while_the_clock_cannot_be_believed() -> None:
    meeting = sitting(turned(JM, 5))
    now = at(5) + timedelta(seconds=LONGEST_TURN + 1)
    assert may_go(meeting, at(6), {})
    assert (pace(meeting, now).ends_at, may_go(meeting, now, {})) == (None, ())

"""How the room goes on: the next item, what asks for an outcome, late items, adjournments, clocks, who presides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests.services.desk_builders import ASHA, DECEMBER, a_referral, refusal
from tests.services.room_builders import MACE, VOICE, D, InRoom, a_room, an_action

from panel_desk.domain.capture.deeds import (
    AdjournDeed,
    ArriveDeed,
    BackDeed,
    CloseDeed,
    ConfirmDeed,
    DecisionDeed,
    DeclareDeed,
    LateDeed,
    LeaveDeed,
    MinutesConfirmedDeed,
    MoveDeed,
    NextDeed,
    OpenDeed,
    QuorumDeed,
    ResumeDeed,
    SayDeed,
    SectionDeed,
    TurnDeed,
    UndoDeed,
)
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meeting import quorum
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.services.room.typed_words import RoomWords


@pytest.fixture
def room() -> Iterator[InRoom]:
    with a_room() as inside:
        yield inside


def said_at_last(room: InRoom, *pressed: object) -> str:
    """Presses until a press is refused; with which words."""
    for _ in range(60):
        if NextDeed() in pressed and room.item.needs_outcome and not room.item.decisions:
            room.decide()
        try:
            room.press(pressed[0])  # type: ignore[arg-type]
        except DeskError as error:
            return str(error)
    raise AssertionError("never refused")


def late(room: InRoom) -> ItemId:
    """A child that was referred since, on the agenda as a late item."""
    room.at.bring(a_referral("104"))
    room.press(LateDeed(reason="new today", local_id="104"))
    return next(item.id for item in room.meeting.items if item.agenda.late_reason)


# The course of the meeting


def test_the_next_item_is_refused_while_a_case_has_no_outcome_and_can_be_told_apart(room: InRoom) -> None:
    with refusal(Reason.NO_OUTCOME, match="7.1 K.A. has no outcome yet"):
        room.press(NextDeed())
    assert room.item.agenda.child is not None
    room.turn(1)
    room.turn(0)
    room.decide()
    assert room.press(NextDeed()) == "SAFE-2026-11 turned to K.Z."


def test_next_goes_down_the_running_order_then_to_what_was_passed_over(room: InRoom) -> None:
    said = said_at_last(room, NextDeed())
    assert said == "Every item has been taken. Close the meeting: /finish"
    starts = sorted((item.started_at, item.id) for item in room.meeting.items if item.started_at is not None)
    order = [item.id for item in room.meeting.items]
    first = order.index(room.cases[0])
    assert [item_id for _, item_id in starts] == order[first:] + order[:first]


def test_what_still_waits_at_the_end_is_named(room: InRoom) -> None:
    for item in room.meeting.items:
        if item.id != room.current:
            room.press(TurnDeed(item_id=item.id))
    with refusal(match="Every item has been taken; 7.1 K.A., .* have no outcome yet"):
        room.press(NextDeed())
    with refusal(match="have no outcome yet"):
        room.press(CloseDeed())


def test_the_item_in_hand_is_not_turned_to_again(room: InRoom) -> None:
    with refusal(match="is at 7.1 already"):
        room.press(TurnDeed(item_id=room.current))


def test_before_the_first_item_there_is_nothing_to_speak_to(room: InRoom) -> None:
    record, meeting_id = room.desk.recording.record, room.at.issued(held_on=DECEMBER)
    record(ASHA, meeting_id, OpenDeed(presiding=room.who("Dana Prior")))
    with refusal(match="has not turned to an item yet"):
        record(ASHA, meeting_id, SayDeed(section=D, text="Hello"))
    record(ASHA, meeting_id, NextDeed())
    meeting = room.desk.meetings.meeting(meeting_id)
    assert meeting.current == meeting.items[0].id


def test_a_meeting_is_adjourned_and_goes_on_another_day(room: InRoom) -> None:
    room.press(AdjournDeed(reason="fire alarm", resumes_on=date(2026, 11, 26)))
    with refusal(match="adjourned"):
        room.press(an_action())
    room.at.clock.set(date(2026, 11, 26))
    assert room.press(ResumeDeed()) == "SAFE-2026-11 resumed."
    room.decide()
    head = dict(room.desk.minutes.value(room.meeting_id).facts)
    assert head["Adjourned"].endswith("on 26 November: fire alarm")


def test_a_meeting_is_closed_once_all_is_decided(room: InRoom) -> None:
    for place in range(len(room.cases)):
        if place:
            room.turn(place)
        room.decide()
    room.press(CloseDeed(next_on=DECEMBER), room.typed("The last word."))
    assert room.meeting.state is MeetingState.CLOSED
    assert room.meeting.next_on == DECEMBER
    assert room.note(item_id=room.cases[-1]) == "The last word."
    assert room.kept() is None


def test_the_minutes_of_the_meeting_before_are_confirmed(room: InRoom) -> None:
    assert room.press(MinutesConfirmedDeed()) == "The minutes of SAFE-2026-10 confirmed."
    with refusal(match="Take the minutes back"):
        room.press(UndoDeed())


def test_an_item_is_put_before_one_of_another_section(room: InRoom) -> None:
    late_id, review = late(room), room.cases[-1]
    assert room.meeting.item(late_id).agenda.section != room.meeting.item(review).agenda.section
    room.press(MoveDeed(item_id=late_id, before=review))
    order = [item.id for item in room.meeting.items]
    assert order.index(late_id) == order.index(review) - 1
    assert room.meeting.item(late_id).agenda.section == room.meeting.item(review).agenda.section


def test_a_late_item_is_allowed_by_who_presides(room: InRoom) -> None:
    late_id = late(room)
    assert room.meeting.item(late_id).agenda.late_allowed_by == "Dana Prior, chair"


def test_a_late_place_has_no_section_at_safe(room: InRoom) -> None:
    (place,) = room.context.concerns
    with refusal(match="no section for locations"):
        room.press(LateDeed(reason="a sighting last night", concern_id=place.id))


def test_a_place_that_no_reason_proposes_comes_on_late_at_the_chairs_request() -> None:
    with a_room(MACE) as room:
        room.decide()
        room.press(CloseDeed())
        december = room.at.opened(MACE, date(2026, 12, 3))
        there = [i.agenda.concern.concern_id for i in room.desk.meetings.meeting(december).items if i.agenda.concern]
        assert there == []
        (place,) = room.desk.recording.context(december).concerns
        deed = LateDeed(reason="a sighting last night", concern_id=place.id)
        said = room.desk.recording.record(ASHA, december, deed).said
        assert said == "Mill Park added to the agenda of MACE-2026-12."


def test_while_nobody_presides_nothing_is_ruled(room: InRoom) -> None:
    for name in ("Dana Prior", "Imran Khan"):
        room.press(DeclareDeed(person_id=room.who(name), nature="knows the family"))
    with refusal(match="Nobody presides over 7.1"):
        room.press(QuorumDeed(reason="it cannot wait"))
    room.decide()
    (made,) = room.item.decisions
    assert not made.decision.quorate


def test_while_the_chair_is_out_the_deputy_rules(room: InRoom) -> None:
    room.press(DeclareDeed(person_id=room.who("Dana Prior"), nature="knows the family"))
    room.press(QuorumDeed(reason="it cannot wait"))
    assert room.item.overridden is not None
    assert room.item.overridden.by == room.who("Imran Khan")


def test_a_recommendation_is_confirmed_by_the_chair_and_by_the_deputy_only_where_the_chair_stepped_out(
    room: InRoom,
) -> None:
    room.press(DeclareDeed(person_id=room.who("Dana Prior"), nature="knows the family"))
    room.press(LeaveDeed(person_id=room.who("Abena Osei")))
    room.decide()
    room.press(ConfirmDeed())
    assert [made.confirmed.by for made in room.item.decisions if made.confirmed] == [room.who("Imran Khan")]
    room.press(BackDeed(person_id=room.who("Dana Prior")))
    room.turn(1)
    room.decide()
    room.press(ConfirmDeed())
    assert [made.confirmed.by for made in room.item.decisions if made.confirmed] == [room.who("Dana Prior")]
    with refusal(match="waits for the chair’s confirmation"):
        room.press(ConfirmDeed())


def test_the_deputy_still_confirms_what_the_chair_stepped_out_of_when_the_chair_is_back(room: InRoom) -> None:
    room.press(DeclareDeed(person_id=room.who("Dana Prior"), nature="knows the family"))
    room.press(LeaveDeed(person_id=room.who("Abena Osei")))
    room.decide()
    room.press(BackDeed(person_id=room.who("Dana Prior")))
    room.press(ConfirmDeed())
    assert [made.confirmed.by for made in room.item.decisions if made.confirmed] == [room.who("Imran Khan")]


def test_the_chair_who_was_away_confirms_once_the_meeting_is_closed(room: InRoom) -> None:
    december = InRoom(room.at, room.at.opened(held_on=DECEMBER, presiding="Imran Khan"))
    for name in ("Dana Prior", "Abena Osei"):
        december.press(LeaveDeed(person_id=room.who(name)))
    december.turn(0)
    item = december.item.id
    december.press(DecisionDeed(outcome="continue", reason="the plan holds", review_on=date(2027, 1, 21)))
    with refusal(match="once the meeting is closed"):
        december.press(ConfirmDeed())
    for other in room.at.cases(december.meeting_id):
        if other.id != item:
            room.at.decide(december.meeting_id, other, outcome="defer", review_on=None)
    room.desk.meetings.close(ASHA, december.meeting_id)
    room.desk.recording.record(ASHA, december.meeting_id, ConfirmDeed(), item_id=item)
    made = december.meeting.item(item).decisions
    assert [one.confirmed.by for one in made if one.confirmed] == [room.who("Dana Prior")]


def test_who_stepped_out_of_an_item_that_is_over_is_brought_back_all_the_same(room: InRoom) -> None:
    room.press(DeclareDeed(person_id=room.who("Abena Osei"), nature="knows the family"))
    first = room.item.id
    room.decide()
    room.turn(1)
    assert not quorum.count(room.meeting, room.item.id).is_met
    room.press(BackDeed(person_id=room.who("Abena Osei")))
    assert quorum.count(room.meeting, room.item.id).is_met
    assert room.meeting.item(first).interests[0].back_at is not None


def test_the_chair_who_is_there_confirms_though_the_deputy_presides(room: InRoom) -> None:
    december = InRoom(room.at, room.at.opened(held_on=DECEMBER, presiding="Imran Khan"))
    december.turn(0)
    december.press(LeaveDeed(person_id=room.who("Abena Osei")))
    december.press(DecisionDeed(outcome="continue", reason="the plan holds", review_on=date(2027, 1, 21)))
    december.press(ConfirmDeed())
    assert [made.confirmed.by for made in december.item.decisions if made.confirmed] == [room.who("Dana Prior")]


def test_a_raised_risk_is_not_closed_in_the_same_item(room: InRoom) -> None:
    room.press(DecisionDeed(outcome="close", reason="moved away", held_by="Ife Bello"))
    with refusal(match="cannot be closed in the same item"):
        room.press(DecisionDeed(outcome="risk-raised", reason="seen again", level="High", review_on=DECEMBER))


def test_nothing_of_a_refused_press_is_recorded_and_its_words_stay_a_draft(room: InRoom) -> None:
    words: RoomWords = room.keep(room.typed("half a sent"))
    head = room.desk.book.head()
    with refusal():
        room.press(DecisionDeed(outcome="continue", reason="", review_on=DECEMBER), words)
    assert room.desk.book.head() == head
    assert room.note() == ""
    assert room.kept() == words


def test_undo_past_the_start_of_the_meeting_says_so(room: InRoom) -> None:
    said = said_at_last(room, UndoDeed())
    assert said == "SAFE-2026-11 opened: that cannot be undone. Adjourn the meeting, or close it."


def test_turning_to_a_part_is_no_deed(room: InRoom) -> None:
    with pytest.raises(TypeError):
        room.press(SectionDeed(section=VOICE))


# Clocks


def test_a_clock_set_back_in_mid_meeting_stops_nobody(room: InRoom) -> None:
    room.press(LeaveDeed(person_id=room.who("Abena Osei")))
    room.press(DeclareDeed(person_id=room.who("Marta Lee"), nature="teaches the child"))
    left = max(m.at for a in room.meeting.attendance for m in a.movements)
    room.at.clock.set(date(2026, 11, 18))
    for deed in (
        ArriveDeed(person_id=room.who("Abena Osei")),
        BackDeed(person_id=room.who("Marta Lee")),
        TurnDeed(item_id=room.cases[1]),
        AdjournDeed(reason="fire alarm"),
        ResumeDeed(),
    ):
        room.press(deed)
    assert all(m.at >= left for a in room.meeting.attendance for m in a.movements)
    assert room.item.started_at is not None
    assert room.item.started_at >= left


def test_after_a_sleep_the_clock_is_simply_later(room: InRoom) -> None:
    room.at.clock.set(date(2026, 11, 20))
    room.press(TurnDeed(item_id=room.cases[1]))
    assert room.item.started_at is not None
    assert room.item.started_at.date() == date(2026, 11, 20)

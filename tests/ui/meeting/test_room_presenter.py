"""What the room tells, read without a window: the running order, the line of time, and which meeting it is about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from tests.services.desk_builders import (
    ASHA,
    DECEMBER,
    ENGLAND,
    MACE,
    NOVEMBER,
    OCTOBER,
    SAFE,
    TestDesk,
    a_desk,
    a_profile,
    child,
)

from panel_desk.domain.ids import MeetingId
from panel_desk.domain.meeting.meetings import Item
from panel_desk.domain.people import Role
from panel_desk.services.desk import AtTheDesk
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.meeting.presenter import LineState, OrderLine, RoomPresenter, RoomView, Stage


@pytest.fixture
def at() -> Iterator[TestDesk]:
    """Two children on the list."""
    with a_desk() as desk:
        desk.bring(a_profile(child("101"), child("102", surname="Young")))
        yield desk


def room(at: TestDesk, name: str = "Asha Rahman", role: Role = Role.ADMINISTRATOR) -> RoomPresenter:
    return RoomPresenter(at.desk, AtTheDesk(person=at.person(name), role=role))


def view(at: TestDesk, meeting_id: MeetingId, *, names: bool = False) -> RoomView:
    return room(at).view(meeting_id, at.clock(), names=names)


def line_of(at: TestDesk, meeting_id: MeetingId, item: Item) -> OrderLine:
    return next(line for line in view(at, meeting_id).lines if line.id == item.id)


def turned(at: TestDesk, meeting_id: MeetingId, item: Item, minutes: int = 0) -> None:
    at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
    now = at.clock().astimezone(ENGLAND) + timedelta(minutes=minutes)
    at.clock.set(now.date(), now.time())


# The running order


def test_an_item_comes_is_in_hand_and_is_taken(at: TestDesk) -> None:
    meeting_id = at.opened()
    first, second, *_ = at.desk.meetings.meeting(meeting_id).items
    assert line_of(at, meeting_id, first).state is LineState.TO_COME
    turned(at, meeting_id, first)
    assert line_of(at, meeting_id, first).state is LineState.IN_HAND
    turned(at, meeting_id, second)
    assert line_of(at, meeting_id, first).state is LineState.TAKEN


def test_minutes_are_planned_then_used_of_planned_then_used(at: TestDesk) -> None:
    meeting_id = at.opened()
    item, other = at.cases(meeting_id)
    assert line_of(at, meeting_id, item).minutes == "10"
    turned(at, meeting_id, item, minutes=7)
    assert line_of(at, meeting_id, item).minutes == "7/10"
    turned(at, meeting_id, other)
    assert line_of(at, meeting_id, item).minutes == "7"


def test_an_item_left_without_an_outcome_is_marked_until_it_is_decided(at: TestDesk) -> None:
    meeting_id = at.opened()
    item, other = at.cases(meeting_id)
    turned(at, meeting_id, item)
    assert not line_of(at, meeting_id, item).mark
    turned(at, meeting_id, other)
    assert (line_of(at, meeting_id, item).mark, line_of(at, meeting_id, item).mark_tone) == ("no outcome", Tone.AMBER)
    at.decide(meeting_id, item)
    turned(at, meeting_id, other)
    assert not line_of(at, meeting_id, item).mark


def test_a_deferred_item_says_so(at: TestDesk) -> None:
    meeting_id = at.opened()
    item, _other = at.cases(meeting_id)
    turned(at, meeting_id, item)
    at.desk.meetings.decide(ASHA, meeting_id, item.id, outcome="defer", reason="no report came")
    assert line_of(at, meeting_id, item).mark == "deferred"


def test_a_late_item_is_marked_and_its_reason_is_spoken(at: TestDesk) -> None:
    meeting_id = at.opened()
    at.bring(a_profile(child("101"), child("102", surname="Young"), child("103", surname="Zed")), "late.csv")
    candidate = next(c for c in at.desk.agendas.candidates(meeting_id) if c.child and c.child.local_id == "103")
    dana = at.person("Dana Prior").id
    at.desk.agendas.add(ASHA, meeting_id, candidate, late_reason="missing since Monday", allowed_by=dana)
    late = next(line for line in view(at, meeting_id).lines if line.local_id == "103")
    assert late.mark == "late"
    assert "missing since Monday; allowed by Dana Prior, chair" in late.spoken


def test_children_stand_as_initials_until_names_are_asked_for(at: TestDesk) -> None:
    meeting_id = at.opened()
    cases = [line for line in view(at, meeting_id).lines if line.is_case]
    assert [line.who for line in cases] == ["K.A.", "K.Y."]
    assert not any("Archer" in line.spoken for line in cases)
    assert [line.who for line in view(at, meeting_id, names=True).lines if line.is_case] == ["Kim Archer", "Kim Young"]


def test_fixed_items_stand_in_a_word_or_two_and_are_spoken_whole(at: TestDesk) -> None:
    lines = view(at, at.opened()).lines
    assert [line.who for line in lines][:4] == ["Welcome", "Interests", "Last minutes", "Actions"]
    assert "Welcome, confidentiality, apologies, quorum" in lines[0].spoken


def test_typing_finds_a_line_by_number_initials_or_local_id(at: TestDesk) -> None:
    item = next(line for line in view(at, at.opened()).lines if line.local_id == "102")
    assert {item.number, "102", "k.y."} <= set(item.search.split())


# The line of time


def test_before_the_first_item_the_number_of_items_is_told(at: TestDesk) -> None:
    meeting_id = at.opened()
    assert view(at, meeting_id).time.place == f"{len(view(at, meeting_id).lines)} items"


def test_the_place_in_the_order_and_the_clock_of_england_are_told(at: TestDesk) -> None:
    meeting_id = at.opened()
    turned(at, meeting_id, at.desk.meetings.meeting(meeting_id).items[1])
    told = view(at, meeting_id).time
    assert told.place.startswith("item 2 of ")
    assert told.clock == "10:00"


def test_what_runs_over_is_told_in_amber_and_never_in_red(at: TestDesk) -> None:
    meeting_id = at.opened()
    turned(at, meeting_id, at.desk.meetings.meeting(meeting_id).items[0], minutes=35)
    told = view(at, meeting_id).time
    assert "over" in told.tempo
    assert told.tempo_tone is Tone.AMBER


def test_while_adjourned_no_end_is_promised(at: TestDesk) -> None:
    meeting_id = at.opened()
    at.desk.meetings.adjourn(ASHA, meeting_id, "the fire alarm")
    assert (view(at, meeting_id).time.ends, view(at, meeting_id).stage) == ("", Stage.ADJOURNED)


# Which meeting


def test_the_stage_follows_the_meeting(at: TestDesk) -> None:
    planned = at.planned(SAFE, DECEMBER)
    meeting_id = at.issued()
    assert (view(at, planned).stage, view(at, meeting_id).stage) == (Stage.TOO_EARLY, Stage.OPENING)
    at.clock.set(OCTOBER)
    at.desk.meetings.open(ASHA, meeting_id, at.person("Dana Prior").id)
    assert view(at, meeting_id).stage is Stage.SITTING
    at.close(meeting_id)
    assert view(at, meeting_id).stage is Stage.OVER


def test_an_agenda_opened_again_for_change_cannot_be_held(at: TestDesk) -> None:
    meeting_id = at.issued()
    at.desk.agendas.reopen(ASHA, meeting_id, "one more child")
    assert view(at, meeting_id).stage is Stage.TOO_EARLY
    assert room(at).choices() == ()


def test_the_page_begins_with_the_meeting_that_sits(at: TestDesk) -> None:
    sitting = at.opened(SAFE, NOVEMBER)
    at.issued(MACE, OCTOBER)
    assert room(at).first_meeting() == sitting
    assert [choice.sits for choice in room(at).choices()] == [True, False]


def test_without_one_that_sits_the_next_issued_comes_first(at: TestDesk) -> None:
    later, sooner = at.issued(SAFE, DECEMBER), at.issued(MACE, NOVEMBER)
    assert [choice.id for choice in room(at).choices()] == [sooner, later]
    assert room(at).first_meeting() == sooner


def test_nothing_is_begun_with_where_no_agenda_went_out(at: TestDesk) -> None:
    at.planned()
    assert room(at).first_meeting() is None


def test_a_chair_is_offered_meetings_of_their_own_panel(at: TestDesk) -> None:
    mine = at.issued(SAFE, NOVEMBER)
    at.issued(MACE, OCTOBER)
    at.desk.people.unseat(ASHA, MACE, at.person("Dana Prior"), Role.CHAIR)
    dana = room(at, "Dana Prior", Role.CHAIR)
    # Who was invited as chair when it was planned stays so for that meeting, but it is not offered.
    assert [choice.id for choice in dana.choices()] == [mine]


def test_who_records_nothing_is_offered_nothing(at: TestDesk) -> None:
    at.opened()
    member = room(at, "Marta Lee", Role.CORE_MEMBER)
    assert (member.choices(), member.first_meeting()) == ((), None)


def test_after_the_end_the_page_says_what_is_left(at: TestDesk) -> None:
    meeting_id = at.opened()
    at.ask(meeting_id)
    at.close(meeting_id)
    following = at.planned(SAFE, NOVEMBER)
    over = room(at).over(meeting_id)
    assert (over.minutes, over.actions) == ("The minutes are not drafted yet", "1 action asked of the agencies")
    assert (over.following, over.following_id) == (
        "The next SAFE meeting is on Thursday 19 November 2026",
        following,
    )
    assert over.can_reopen


def test_a_meeting_whose_minutes_went_out_is_not_opened_again(at: TestDesk) -> None:
    assert not room(at).over(at.circulated()).can_reopen


def test_the_meeting_of_today_stays_in_sight_after_its_end(at: TestDesk) -> None:
    meeting_id = at.closed()
    assert room(at).last_over(OCTOBER) == meeting_id
    assert room(at).last_over(date(2026, 10, 23)) is None


def test_times_are_those_of_england_in_summer_too(at: TestDesk) -> None:
    meeting_id = at.issued()
    at.clock.set(date(2026, 10, 22), time(10, 2))
    at.desk.meetings.open(ASHA, meeting_id, at.person("Dana Prior").id)
    assert view(at, meeting_id).time.clock == "10:02"

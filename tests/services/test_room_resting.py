"""What something recorded since rests on is not taken back from under it, by whichever way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from tests.services.desk_builders import ASHA, DECEMBER, SAFE, refusal
from tests.services.room_builders import OLD, InRoom, a_room, an_action

from panel_desk.domain.capture.deeds import (
    ActionDeed,
    BackDeed,
    DeclareDeed,
    LeaveDeed,
    MoreTimeDeed,
    NewcomerDeed,
    NewsDeed,
    NoteFromActionDeed,
    QuorumDeed,
    RedoDeed,
    UndoDeed,
)
from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import InterestDeclared
from panel_desk.domain.events.meetings import AttendanceKind, AttendanceRecorded, QuorumOverridden
from panel_desk.domain.ids import AgencyKey
from panel_desk.vault.queries import streams

E = TypeVar("E", bound=MeetingEvent)
NEW = "SAFE-2026-11/01"


@pytest.fixture
def room() -> Iterator[InRoom]:
    with a_room() as inside:
        yield inside


def recorded(room: InRoom, kind: type[E]) -> E:
    """The last event of a kind that counts."""
    stored = streams.events_below(room.desk.book.db, f"meeting/{room.meeting_id}")
    return [line.event for line in stored if isinstance(line.event, kind)][-1]


def take_back(room: InRoom, what: MeetingEvent) -> str:
    return room.desk.recording.take_back(ASHA, room.meeting_id, what).said


# Actions


def take_back_action(room: InRoom) -> None:
    room.desk.recording.take_back(ASHA, room.meeting_id, room.desk.actions.by_reference(NEW).id)


def make_it_a_note(room: InRoom) -> None:
    room.press(NoteFromActionDeed(reference=NEW))


@pytest.mark.parametrize("way", [take_back_action, make_it_a_note])
def test_an_action_that_took_the_place_of_another_stays(room: InRoom, way: Callable[[InRoom], None]) -> None:
    room.press(an_action("A wider visit"))
    news = NewsDeed(reference=OLD, status=ActionStatus.SUPERSEDED, reason="wider", successor=NEW)
    room.press(news)
    with refusal(match=f"{OLD} was closed because {NEW} takes its place"):
        way(room)
    assert room.desk.actions.by_reference(NEW).status is ActionStatus.OPEN
    room.press(UndoDeed())
    way(room)
    assert [a.reference for a in room.desk.actions.open_of(SAFE)] == [OLD]
    assert room.is_whole()


def test_an_action_with_news_is_no_note_and_the_news_is_named(room: InRoom) -> None:
    room.press(an_action())
    room.press(NewsDeed(reference=NEW, status=ActionStatus.COMPLETE, reason="rang at once"))
    with refusal(match="no longer as it was asked for: it is complete"):
        make_it_a_note(room)
    room.press(UndoDeed())
    room.press(MoreTimeDeed(reference=NEW, due_on=DECEMBER.replace(day=24), reason="leave"))
    with refusal(match="it is due 24 December 2026"):
        make_it_a_note(room)


# Quorum


def test_a_ruling_on_quorum_stays_while_a_decision_rests_on_it(room: InRoom) -> None:
    room.press(LeaveDeed(person_id=room.who("Abena Osei")))
    room.press(QuorumDeed(reason="the child is missing"))
    ruling = recorded(room, QuorumOverridden)
    room.decide()
    with refusal(match=r"decided on 7\.1 rests on that ruling"):
        take_back(room, ruling)
    made = room.item.decisions[0].decision
    take_back(room, made)
    take_back(room, ruling)
    assert room.item.overridden is None


def test_a_ruling_on_which_nothing_rests_goes_though_something_was_decided_before(room: InRoom) -> None:
    room.decide()
    room.press(LeaveDeed(person_id=room.who("Abena Osei")))
    room.press(QuorumDeed(reason="the child is missing"))
    take_back(room, recorded(room, QuorumOverridden))
    assert len(room.item.decisions) == 1


# Interests


def test_a_declaration_stays_while_coming_back_rests_on_it(room: InRoom) -> None:
    osei = room.who("Abena Osei")
    room.press(DeclareDeed(person_id=osei, nature="aunt of the child"))
    room.press(BackDeed(person_id=osei))
    with refusal(match="Abena Osei has gone out or come back since"):
        take_back(room, recorded(room, InterestDeclared))
    room.press(UndoDeed())
    take_back(room, recorded(room, InterestDeclared))
    assert room.item.interests == ()


def test_going_out_and_back_is_taken_back_and_brought_back_one_by_one(room: InRoom) -> None:
    osei = DeclareDeed(person_id=room.who("Abena Osei"), nature="aunt of the child")
    back = BackDeed(person_id=osei.person_id)
    stood = []
    for deed in (osei, back, osei, back):
        stood.append(room.item.interests)
        room.press(deed)
    last = room.item.interests
    for before in reversed(stood):
        room.press(UndoDeed())
        assert room.item.interests == before
    for _ in stood:
        room.press(RedoDeed())
    assert room.item.interests == last


# Newcomers

SHAW = NewcomerDeed(name="Kim Shaw", agency=AgencyKey("housing"), kind=AttendanceKind.PRESENTER)


def test_a_newcomer_who_owns_an_action_stays(room: InRoom) -> None:
    room.press(SHAW)
    shaw = recorded(room, AttendanceRecorded)
    room.press(ActionDeed(what="Find a flat", agency=AgencyKey("housing"), owner_id=shaw.person.id, due_on=DECEMBER))
    with refusal(match=f"Kim Shaw owns {NEW}: that rests on their attendance"):
        take_back(room, shaw)
    room.press(UndoDeed())
    take_back(room, shaw)
    assert room.is_whole()


def test_how_a_newcomer_took_part_changes_back_though_they_own_an_action(room: InRoom) -> None:
    room.press(SHAW)
    shaw = recorded(room, AttendanceRecorded).person
    room.press(ActionDeed(what="Find a flat", agency=AgencyKey("housing"), owner_id=shaw.id, due_on=DECEMBER))
    room.desk.meetings.attend(ASHA, room.meeting_id, shaw, AttendanceKind.OBSERVER, statement_signed=True)
    take_back(room, recorded(room, AttendanceRecorded))
    assert recorded(room, AttendanceRecorded).kind is AttendanceKind.PRESENTER

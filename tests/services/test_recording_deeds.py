"""Every deed of the room: recorded in one press, taken back in one, brought back; tables as the journal makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.services.desk_builders import ASHA, DECEMBER, HEALTH, a_referral, refusal
from tests.services.room_builders import OLD, VOICE, D, InRoom, a_room, an_action

from panel_desk.domain.capture.deeds import (
    ActionFromNoteDeed,
    ArriveDeed,
    AttendDeed,
    BackDeed,
    CapturedDeed,
    ConfirmDeed,
    DecisionDeed,
    DeclareDeed,
    DissentDeed,
    LateDeed,
    LeaveDeed,
    MoreTimeDeed,
    MoveDeed,
    NewcomerDeed,
    NewsDeed,
    NextDeed,
    NoteFromActionDeed,
    QuorumDeed,
    RedoDeed,
    ReminderReadDeed,
    SayDeed,
    TurnDeed,
    UndoDeed,
)
from panel_desk.domain.errors import Reason
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.permissions import Permission


@pytest.fixture
def room() -> Iterator[InRoom]:
    with a_room() as inside:
        yield inside


Made = Callable[[InRoom], CapturedDeed]


def declared(room: InRoom) -> CapturedDeed:
    return DeclareDeed(person_id=room.who("Marta Lee"), nature="teaches the child")


def back(room: InRoom) -> CapturedDeed:
    room.press(declared(room))
    return BackDeed(person_id=room.who("Marta Lee"))


def out_again(room: InRoom) -> CapturedDeed:
    room.press(back(room))
    return declared(room)


def arrived(room: InRoom) -> CapturedDeed:
    room.press(LeaveDeed(person_id=room.who("Abena Osei")))
    return ArriveDeed(person_id=room.who("Abena Osei"))


def dissented(room: InRoom) -> CapturedDeed:
    room.decide()
    return DissentDeed(person_id=room.who("Marta Lee"), words="It is too soon.")


def ruled(room: InRoom) -> CapturedDeed:
    room.press(LeaveDeed(person_id=room.who("Abena Osei")))
    return QuorumDeed(reason="the child is missing")


def confirmed(room: InRoom) -> CapturedDeed:
    room.press(LeaveDeed(person_id=room.who("Abena Osei")))
    room.decide()
    return ConfirmDeed()


def left_with_words(room: InRoom) -> CapturedDeed:
    room.decide()
    room.keep(room.typed("Kim’s mother rang."))
    return NextDeed()


def from_note(room: InRoom) -> CapturedDeed:
    room.press(SayDeed(section=D, text="Kim came.\n\nPolice to call the school"))
    return ActionFromNoteDeed(section=D, paragraph="Police to call the school", action=an_action())


def to_note(room: InRoom) -> CapturedDeed:
    room.press(an_action())
    return NoteFromActionDeed(reference="SAFE-2026-11/01")


def newcomer(_room: InRoom) -> CapturedDeed:
    return NewcomerDeed(name="Joel Hart", agency=HEALTH, kind=AttendanceKind.OBSERVER, statement_signed=True)


def late_child(room: InRoom) -> CapturedDeed:
    room.at.bring(a_referral("104"))
    return LateDeed(reason="new today", local_id="104")


DEEDS: list[tuple[Made, str]] = [
    (lambda _: SayDeed(section=VOICE, text="Kim likes the coach."), "Voice of the child of K.A. written."),
    (lambda _: an_action(), "Action SAFE-2026-11/01 recorded."),
    (
        lambda _: DecisionDeed(outcome="continue", reason="the plan holds", review_on=DECEMBER),
        "The decision on K.A. recorded.",
    ),
    (dissented, "The dissent of Marta Lee on K.A. recorded."),
    (declared, "The interest of Marta Lee in K.A. declared, and stepped out."),
    (out_again, "Marta Lee stepped out for K.A."),
    (back, "Marta Lee came back after K.A."),
    (lambda r: LeaveDeed(person_id=r.who("Abena Osei")), "Abena Osei left SAFE-2026-11."),
    (arrived, "Abena Osei arrived at SAFE-2026-11."),
    (
        lambda r: AttendDeed(person_id=r.who("Abena Osei"), kind=AttendanceKind.APOLOGIES),
        "Abena Osei recorded as apologies at SAFE-2026-11.",
    ),
    (newcomer, "Joel Hart added to the people, and recorded as observer at SAFE-2026-11."),
    (lambda _: ReminderReadDeed(), "The confidentiality statement read at SAFE-2026-11."),
    (ruled, "Quorum overridden for K.A."),
    (confirmed, "The recommendation on K.A. confirmed."),
    (late_child, "R.F. added to the agenda of SAFE-2026-11."),
    (lambda r: TurnDeed(item_id=r.cases[1]), "SAFE-2026-11 turned to K.Y."),
    (left_with_words, "SAFE-2026-11 turned to K.Y."),
    (
        lambda r: MoveDeed(item_id=r.cases[2], before=r.cases[1]),
        "The agenda of SAFE-2026-11 put in another order.",
    ),
    (
        lambda _: NewsDeed(reference=OLD, status=ActionStatus.COMPLETE, reason="the school was called"),
        "SAFE-2026-10/01 set to “complete”.",
    ),
    (
        lambda _: MoreTimeDeed(reference=OLD, due_on=DECEMBER, reason="the officer is ill"),
        "SAFE-2026-10/01 given until 17 December 2026.",
    ),
    (from_note, "Action SAFE-2026-11/01 made from a paragraph."),
    (to_note, "An action made a paragraph of K.A."),
]


@pytest.mark.parametrize(("make", "said"), DEEDS, ids=[said for _, said in DEEDS])
def test_a_deed_is_done_taken_back_brought_back_and_taken_back(room: InRoom, make: Made, said: str) -> None:
    deed = make(room)
    before = room.rows()
    assert room.press(deed) == said
    after = room.rows()
    assert after != before
    for _ in range(2):
        assert room.press(UndoDeed()).startswith("Taken back: ")
        assert room.rows() == before
        assert room.is_whole()
        assert room.press(RedoDeed()).startswith("Brought back: ")
        assert room.rows() == after
        assert room.is_whole()


@pytest.mark.parametrize("make", [make for make, _ in DEEDS[:14]])
def test_the_meeting_in_hand_is_what_its_events_tell_after_each_undo(room: InRoom, make: Made) -> None:
    room.press(make(room))
    for deed in (UndoDeed(), RedoDeed(), UndoDeed()):
        room.press(deed)
        folded = room.meeting
        room.desk.meetings._folded._folded.clear()
        assert room.meeting == folded


@pytest.mark.parametrize("make", [make for make, _ in DEEDS], ids=[said for _, said in DEEDS])
def test_who_only_reads_sees_each_deed_undo_and_redo(room: InRoom, make: Made) -> None:
    deed, reading = make(room), room.desk.reading()
    reading.meetings.meeting(room.meeting_id)
    for pressed in (deed, UndoDeed(), RedoDeed(), UndoDeed(), RedoDeed()):
        room.press(pressed)
        reading.refresh()
        assert reading.meetings.meeting(room.meeting_id) == room.meeting
        assert reading.recording.context(room.meeting_id) == room.context
    reading.close()


def test_who_looks_before_being_told_of_a_deed_sees_it_once(room: InRoom) -> None:
    reading = room.desk.reading()
    room.decide()
    assert reading.meetings.meeting(room.meeting_id) == room.meeting
    reading.refresh()
    assert reading.meetings.meeting(room.meeting_id) == room.meeting
    reading.close()


# Batches


def test_an_action_number_is_never_given_twice_whatever_is_taken_back(room: InRoom) -> None:
    room.press(an_action())
    room.press(NoteFromActionDeed(reference="SAFE-2026-11/01"))
    assert room.note() == "Police: Call the school, by 17 December 2026."
    assert room.press(an_action()) == "Action SAFE-2026-11/02 recorded."
    for _ in range(3):
        room.press(UndoDeed())
    assert room.note() == ""
    assert room.press(an_action()) == "Action SAFE-2026-11/03 recorded."


def test_an_action_made_a_note_and_brought_back_is_the_same_action(room: InRoom) -> None:
    room.press(an_action())
    asked = room.desk.actions.by_reference("SAFE-2026-11/01")
    room.press(NoteFromActionDeed(reference="SAFE-2026-11/01"))
    with refusal(Reason.NOT_FOUND):
        room.desk.actions.by_reference("SAFE-2026-11/01")
    room.press(UndoDeed())
    assert room.desk.actions.by_reference("SAFE-2026-11/01") == asked


def test_an_action_of_another_meeting_or_with_news_is_made_no_note(room: InRoom) -> None:
    with refusal(match="was not recorded at SAFE-2026-11"):
        room.press(NoteFromActionDeed(reference=OLD))
    room.press(an_action())
    room.press(NewsDeed(reference="SAFE-2026-11/01", status=ActionStatus.IN_PROGRESS))
    with refusal(match="no longer as it was asked for: it is in progress"):
        room.press(NoteFromActionDeed(reference="SAFE-2026-11/01"))


def test_a_paragraph_made_an_action_goes_from_the_text_and_comes_back(room: InRoom) -> None:
    room.press(from_note(room))
    assert room.note() == "Kim came."
    room.press(UndoDeed())
    assert room.note() == "Kim came.\n\nPolice to call the school"


def test_a_paragraph_that_has_gone_is_made_no_action(room: InRoom) -> None:
    with refusal(match="no longer stands"):
        room.press(ActionFromNoteDeed(section=D, paragraph="gone", action=an_action()))
    assert room.desk.actions.open_of(room.meeting.definition.key)[0].reference == OLD


def test_a_newcomer_of_whom_the_record_tells_is_not_taken_back(room: InRoom) -> None:
    room.press(newcomer(room))
    room.press(LeaveDeed(person_id=room.who("Joel Hart")))
    first = next(batch for batch in room.desk.undoing._deeds() if len(batch) == 2)
    with refusal(match="Joel Hart left or came back since: that rests on their attendance"):
        room.desk.meetings.undo(ASHA, room.meeting_id, room.desk.book.journal.named([x.event_id for x in first]))


def test_a_newcomer_whom_the_desk_knows_is_no_second_person(room: InRoom) -> None:
    room.desk.people.add(ASHA, "Joel Hart", HEALTH)
    assert room.press(newcomer(room)) == "Joel Hart recorded as observer at SAFE-2026-11."
    assert len([p for p in room.desk.people.everyone() if p.name == "Joel Hart"]) == 1


def test_only_the_administrator_brings_a_newcomer(room: InRoom) -> None:
    deed = NewcomerDeed(name="Joel Hart", agency=HEALTH, kind=AttendanceKind.OBSERVER, statement_signed=True)
    assert room.desk.may(ASHA, Permission.SET_UP)
    with refusal(match="only the administrator adds people"):
        room.press(deed, actor=room.who("Dana Prior"))

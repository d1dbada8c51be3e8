"""What the minutes say of the meeting as a whole: facts, quorum, declarations, last minutes, action log, signatures."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.builders import (
    DANA,
    HEALTH,
    HELD_ON,
    IMRAN,
    JM,
    MARTA,
    NEXT_ON,
    PARK,
    WELCOME,
    a_child_item,
    a_decision_event,
    a_definition,
    a_meeting,
    a_standing_item,
    at,
    planned,
    refused,
    then,
)
from tests.unit.composed import (
    AGENDA,
    CLOSE,
    DECLARATIONS,
    LAST,
    LOG,
    a_sitting,
    every_section,
    fact,
    item_in,
    minutes_of,
    tables_in,
    texts_in,
    the_action,
)

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import InterestDeclared, SteppedBack, SteppedOut
from panel_desk.domain.events.meetings import (
    ConfidentialityRead,
    MeetingAdjourned,
    MeetingClosed,
    MeetingResumed,
)
from panel_desk.domain.events.minutes import MinutesApproved, MinutesReturned
from panel_desk.domain.ids import ItemId, MeetingId, PersonId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.minutes.composing import PreviousMinutes, name_key
from panel_desk.domain.minutes.minutes import ActionTable, AttendanceTable, MinutesState, Text
from panel_desk.domain.people import Person

DAY = 60 * 24


def approved_by(person: Person, role: str = "chair") -> MinutesApproved:
    return MinutesApproved(
        meeting_id=a_sitting().id,
        revision=2,
        confirmed_at=MeetingId("meeting-SAFE-2026-12"),
        confirmed_reference="SAFE-2026-12",
        presiding=person.id,
        presiding_name=person.name,
        presiding_role=role,
        at=at(DAY * 21),
    )


def declared(nature: str = "teaches the child", item_id: ItemId = JM) -> InterestDeclared:
    return InterestDeclared(meeting_id=a_sitting().id, item_id=item_id, person_id=MARTA.id, nature=nature, at=at(11))


def out(minutes: int = 12) -> SteppedOut:
    return SteppedOut(meeting_id=a_sitting().id, item_id=JM, person_id=MARTA.id, at=at(minutes))


def back(minutes: int = 20) -> SteppedBack:
    return SteppedBack(meeting_id=a_sitting().id, item_id=JM, person_id=MARTA.id, at=at(minutes))


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.AGENDA_ISSUED])
def test_a_meeting_that_was_not_opened_has_no_minutes(state: MeetingState) -> None:
    with refused("compose minutes"):
        minutes_of(a_meeting(state))


def test_the_facts_say_when_where_who_chaired_who_wrote_and_when_the_next_is() -> None:
    plan = replace(planned(definition=every_section()), place="Committee room 2")
    minutes = minutes_of(a_meeting(MeetingState.CLOSED, plan=plan, items=AGENDA))
    assert minutes.facts == (
        ("Meeting", "SAFE-2026-11, Thursday 26 November 2026, 10:00 to 12:30"),
        ("Place", "Committee room 2"),
        ("Chair", "Dana Prior, Head of Service"),
        ("Minutes", "Asha Rahman, Panel administrator"),
        ("Next meeting", "Thursday 17 December 2026"),
    )


def test_what_is_not_known_yet_has_no_line() -> None:
    assert [label for label, _ in minutes_of(a_sitting()).facts] == ["Meeting", "Chair", "Minutes"]
    assert fact(minutes_of(a_sitting()), "Meeting") == "SAFE-2026-11, Thursday 26 November 2026"


def test_a_deputy_who_presides_is_said_to_be_the_deputy() -> None:
    minutes = minutes_of(a_sitting(presiding=IMRAN))
    assert fact(minutes, "Chair") == "Imran Khan, Detective sergeant (deputy, presiding)"


@pytest.mark.parametrize(
    ("stopped", "resumed", "told"),
    [
        (30, 45, "10:30 to 10:45: fire alarm"),
        (30, DAY - 60, "10:30 to 09:00 on 27 November: fire alarm"),
        (DAY, DAY + 15, "10:00 to 10:15 on 27 November: fire alarm"),
        (30, None, "10:30: fire alarm"),
    ],
)
def test_an_adjournment_is_told_with_its_times_and_reason(stopped: int, resumed: int | None, told: str) -> None:
    meeting = a_sitting(MeetingAdjourned(at=at(stopped), reason="fire alarm"))
    if resumed is not None:
        meeting = then(meeting, MeetingResumed(at=at(resumed)))
    assert fact(minutes_of(meeting), "Adjourned") == told


def test_each_adjournment_has_a_line_and_a_meeting_over_two_days_says_on_which_it_ended() -> None:
    meeting = a_sitting(MeetingAdjourned(at=at(30), reason="fire alarm"), MeetingResumed(at=at(45)))
    meeting = then(meeting, MeetingAdjourned(at=at(90), reason="snow"), MeetingResumed(at=at(DAY)))
    minutes = minutes_of(then(meeting, MeetingClosed(at=at(DAY + 61), next_on=NEXT_ON)))
    assert fact(minutes, "Adjourned") == "10:30 to 10:45: fire alarm; 11:30 to 10:00 on 27 November: snow"
    assert fact(minutes, "Meeting").endswith("26 November 2026, 10:00 to 11:01 on 27 November")


@pytest.mark.parametrize(
    ("person", "role", "told"),
    [
        (DANA, "chair", "at SAFE-2026-12, Dana Prior presiding"),
        (IMRAN, "deputy", "at SAFE-2026-12, Imran Khan (deputy) presiding"),
    ],
)
def test_confirmed_minutes_say_where_and_under_whom(person: Person, role: str, told: str) -> None:
    minutes = minutes_of(a_sitting(approved_by(person, role), state=MeetingState.CIRCULATED))
    assert fact(minutes, "Confirmed") == told
    assert fact(minutes, "Chair") == "Dana Prior, Head of Service"


def opening(meeting: Meeting) -> str:
    return " ".join(text for _, text in texts_in(minutes_of(meeting), WELCOME))


def test_the_first_section_has_the_attendance_and_says_that_quorum_was_met_and_the_statement_read() -> None:
    meeting = a_sitting(ConfidentialityRead(at=at(2)), a_decision_event())
    assert isinstance(item_in(minutes_of(meeting), WELCOME).blocks[0], AttendanceTable)
    assert opening(meeting) == (
        "Quorum (the chair or deputy, Children’s social care, Police and Health) was met for every item decided. "
        "The confidentiality statement was read at 10:02."
    )


def test_items_without_quorum_are_excepted_by_number() -> None:
    lacking = replace(a_decision_event(quorate=False), missing=(HEALTH,))
    assert "was met for every item decided except item 7.1." in opening(a_sitting(lacking))
    both = a_sitting(lacking, replace(lacking, item_id=PARK))
    assert "was met for every item decided except items 7.1 and 8.1." in opening(both)


def test_an_item_decided_by_the_chairs_ruling_is_excepted_too() -> None:
    ruled = replace(a_decision_event(), missing=(HEALTH,))
    assert "except item 7.1" in opening(a_sitting(ruled))


def test_quorum_is_not_said_to_be_met_where_nothing_was_decided() -> None:
    assert opening(a_sitting()).endswith("Police and Health; no item was decided.")


def test_a_quorum_that_several_agencies_may_meet_names_them_with_or() -> None:
    panel = every_section(a_definition(quorum=(("chair",), ("health", "education"))))
    told = opening(a_sitting(a_decision_event(), definition=panel))
    assert told == "Quorum (the chair or deputy and Health or Education) was met for every item decided."


def test_a_panel_without_quorum_says_nothing_of_it() -> None:
    meeting = a_sitting(a_decision_event(), definition=every_section(a_definition(quorum=())))
    assert opening(meeting) == ""


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        ((), "Marta Lee, item 7.1: teaches the child; stayed in the room."),
        ((out(),), "Marta Lee, item 7.1: teaches the child; left the room at 10:12."),
        ((out(), back()), "Marta Lee, item 7.1: teaches the child; out of the room 10:12 to 10:20."),
    ],
)
def test_a_declaration_says_whose_interest_in_what_and_whether_they_left(
    moves: tuple[SteppedOut, ...], told: str
) -> None:
    meeting = a_sitting(declared("teaches the child."), *moves)
    assert texts_in(minutes_of(meeting), DECLARATIONS) == [("", told)]


def test_initials_at_the_end_of_an_interest_keep_their_full_stop() -> None:
    meeting = a_sitting(declared("coaches the team of K.A."))
    (told,) = texts_in(minutes_of(meeting), DECLARATIONS)
    assert told[1].endswith("coaches the team of K.A.; stayed in the room.")


def test_the_item_says_who_was_out_but_leaves_the_interest_to_the_declarations() -> None:
    texts = texts_in(minutes_of(a_sitting(declared(), out(), back())))
    assert ("Interest", "Marta Lee: out of the room 10:12 to 10:20.") in texts
    assert "teaches the child" not in str(texts)


def test_declarations_stand_in_the_order_of_the_items_and_none_is_said_to_be_none() -> None:
    meeting = a_sitting(declared("owns a shop there", PARK), declared())
    assert [text[11:19] for _, text in texts_in(minutes_of(meeting), DECLARATIONS)] == ["item 7.1", "item 8.1"]
    assert texts_in(minutes_of(a_sitting()), DECLARATIONS) == [("", "None.")]


def test_a_guest_whose_attendance_was_taken_back_does_not_stop_the_minutes() -> None:
    stranger = replace(declared(), person_id=PersonId("gone"))
    (told,) = texts_in(minutes_of(a_sitting(stranger)), DECLARATIONS)
    assert told[1].startswith("Somebody whose attendance was taken back, item 7.1: teaches the child")


@pytest.mark.parametrize(
    ("previous", "told"),
    [
        (None, "This was the first meeting recorded here: there were no minutes to confirm."),
        (
            PreviousMinutes(reference="SAFE-2026-10", held_on=date(2026, 10, 29), confirmed=True),
            (
                "The minutes of SAFE-2026-10, 29 October 2026, were AGREED as a correct record, to be signed by the "
                "person presiding."
            ),
        ),
        (
            PreviousMinutes(reference="SAFE-2026-10", held_on=date(2026, 10, 29), confirmed=False),
            "The minutes of SAFE-2026-10, 29 October 2026, were not confirmed at this meeting.",
        ),
    ],
)
def test_the_minutes_before_are_confirmed_or_not(previous: PreviousMinutes | None, told: str) -> None:
    assert texts_in(minutes_of(a_sitting(), previous=previous), LAST) == [("", told)]


@pytest.mark.parametrize(
    ("status", "reason", "told"),
    [
        (ActionStatus.OPEN, "", "Overdue by 6 days"),
        (ActionStatus.COMPLETE, "11 November", "Complete"),
        (ActionStatus.NOT_POSSIBLE, "Moved away", "Not possible – circumstances changed"),
        (ActionStatus.NOT_DONE, "No staff", "Not done"),
        (ActionStatus.TRANSFERRED, "Now with MACE", "Transferred"),
    ],
)
def test_the_action_log_tells_how_each_earlier_action_stands(status: ActionStatus, reason: str, told: str) -> None:
    earlier = the_action(
        status=status, reason=reason, due_on=date(2026, 11, 20), reference="SAFE-2026-10/07", item_id=ItemId("before")
    )
    (table,) = tables_in(minutes_of(a_sitting(), carried=(earlier,)), LOG)
    assert table.carried
    assert [(line.reference, line.status, line.reason) for line in table.lines] == [("SAFE-2026-10/07", told, reason)]


def test_an_empty_action_log_is_still_there() -> None:
    assert tables_in(minutes_of(a_sitting()), LOG) == [ActionTable(lines=(), carried=True)]


def test_a_standing_item_under_which_nothing_was_said_says_so() -> None:
    assert texts_in(minutes_of(a_sitting()), CLOSE) == [("", "Nothing was raised.")]


def test_every_section_stands_with_its_number_and_an_empty_one_has_no_items() -> None:
    sections = minutes_of(a_sitting()).sections
    assert [section.number for section in sections] == list(range(1, 10))
    assert [section.title for section in sections if not section.items] == [
        "Urgent: currently missing",
        "New referrals",
    ]


def test_attendance_declarations_and_open_actions_stay_where_their_items_were_taken_off() -> None:
    meeting = a_sitting(items=(a_child_item(),))
    sections = minutes_of(meeting, carried=(the_action(reference="SAFE-2026-10/07"),)).sections
    assert isinstance(sections[0].items[0].blocks[0], AttendanceTable)
    assert sections[1].items[0].blocks == (Text(text="None."),)
    assert isinstance(sections[3].items[0].blocks[0], ActionTable)
    assert [len(section.items) for section in sections] == [1, 1, 1, 1, 0, 0, 1, 0, 0]


def test_the_attendance_is_told_once_where_a_section_has_two_items() -> None:
    sections = minutes_of(a_sitting(items=(a_standing_item(), a_standing_item("second")))).sections
    first, second = sections[0].items
    assert isinstance(first.blocks[0], AttendanceTable)
    assert second.blocks == (Text(text="Nothing was raised."),)


def test_an_action_whose_item_is_gone_stands_in_the_last_section() -> None:
    stray = the_action(3, item_id=ItemId("taken back"))
    (table,) = tables_in(minutes_of(a_sitting(), stray), CLOSE)
    assert [line.reference for line in table.lines] == ["SAFE-2026-11/03"]


def test_nobody_can_sign_before_the_minutes_are_approved() -> None:
    for state in (MeetingState.IN_SESSION, MeetingState.CLOSED, MeetingState.DRAFT, MeetingState.CIRCULATED):
        assert minutes_of(a_sitting(state=state)).signatures == ()


@pytest.mark.parametrize(
    ("person", "role", "label"), [(DANA, "chair", "Chair"), (IMRAN, "deputy", "Deputy chair, presiding")]
)
def test_who_presided_signs_first_then_each_agency_that_approves(person: Person, role: str, label: str) -> None:
    minutes = minutes_of(a_sitting(approved_by(person, role), state=MeetingState.CIRCULATED))
    assert [(s.field, s.role, s.label) for s in minutes.signatures] == [
        ("Chair", role, label),
        ("Approval-police", "approver:police", "Approved for Police"),
    ]


def test_a_panel_without_approvals_is_signed_by_who_presided_alone() -> None:
    panel = every_section(replace(a_definition(), approvals=()))
    minutes = minutes_of(a_sitting(approved_by(DANA), state=MeetingState.CIRCULATED, definition=panel))
    assert [s.field for s in minutes.signatures] == ["Chair"]


@pytest.mark.parametrize(
    ("state", "printed"),
    [
        (MeetingState.IN_SESSION, MinutesState.DRAFT),
        (MeetingState.ADJOURNED, MinutesState.DRAFT),
        (MeetingState.CLOSED, MinutesState.DRAFT),
        (MeetingState.DRAFT, MinutesState.DRAFT),
        (MeetingState.CIRCULATED, MinutesState.CIRCULATED),
        (MeetingState.APPROVED, MinutesState.APPROVED),
        (MeetingState.SIGNED, MinutesState.SIGNED),
    ],
)
def test_the_state_of_the_minutes_follows_the_meetings(state: MeetingState, printed: MinutesState) -> None:
    minutes = minutes_of(a_sitting(state=state))
    assert (minutes.state, minutes.revision) == (printed, 1)


def test_minutes_taken_back_are_a_draft_of_the_next_revision_without_signatures() -> None:
    returned = MinutesReturned(meeting_id=a_sitting().id, revision=2, reason="a wrong date", at=at(DAY * 22))
    minutes = minutes_of(a_sitting(returned, state=MeetingState.APPROVED))
    assert (minutes.state, minutes.revision, minutes.signatures) == (MinutesState.DRAFT, 2, ())
    assert fact(minutes, "Confirmed") == ""


def test_the_head_carries_what_the_page_needs() -> None:
    minutes = minutes_of(a_sitting())
    assert (minutes.title, minutes.reference, minutes.held_on) == ("SAFE panel: minutes", "SAFE-2026-11", HELD_ON)
    assert minutes.handling.endswith("chair’s agreement. Children are shown by initials and local number.")
    assert (minutes.marking, minutes.journal_head) == ("OFFICIAL-SENSITIVE", "12:ab")


def named(item_id: str, local_id: str, name: str, section: str = "reviews") -> AgendaItem:
    item = a_child_item(item_id, section=section, local_id=local_id)
    assert item.child is not None
    return replace(item, child=replace(item.child, name=name))


def test_the_name_key_has_each_child_once_in_the_order_of_the_agenda() -> None:
    items = (
        named("urgent", "2", "Yara Quince", "urgent"),
        named("first", "1", "Zed Pomfret"),
        named("second", "2", "Yara Quince-Vole"),
    )
    meeting = a_sitting(items=items, started=())
    assert name_key(meeting) == (("J.M.", "2", "Yara Quince-Vole"), ("J.M.", "1", "Zed Pomfret"))


def test_two_children_of_one_name_are_two_lines() -> None:
    items = (named("first", "1", "Zed Pomfret"), named("second", "2", "Zed Pomfret"))
    assert len(name_key(a_sitting(items=items))) == 2

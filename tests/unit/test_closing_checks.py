"""What is left to look at before a meeting is closed."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.agenda_builders import an_action
from tests.unit.builders import (
    ABENA,
    AGENDA,
    DANA,
    EVERYBODY,
    IFE,
    IMRAN,
    JM,
    MARTA,
    PARK,
    POLICE,
    RUTH,
    WELCOME,
    a_child_item,
    a_decision_event,
    a_meeting,
    at,
    planned,
    then,
)

from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import InterestDeclared, RecommendationConfirmed, SteppedBack, SteppedOut
from panel_desk.domain.events.meetings import AttendanceKind, AttendanceRecorded, ConfidentialityRead, ItemStarted
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.room.closing_checks import CheckKind, ClosingCheck, closing_checks, is_blocked

K = CheckKind
MEETING = planned().meeting_id


def done(*more: object, quorate: bool = True) -> Meeting:
    """Everything taken, decided and ticked, everybody accounted for: nothing is left."""
    deeds = [ItemStarted(item_id=item, at=at(n)) for n, item in enumerate((WELCOME, JM, PARK))]
    deeds += [a_decision_event(JM, quorate=quorate), a_decision_event(PARK)]  # type: ignore[list-item]  # all are events
    deeds += [ConfidentialityRead(at=at(1))]  # type: ignore[list-item]
    others = [i.person for i in planned().invited if i.person not in EVERYBODY]
    gone = [AttendanceRecorded(person=p, kind=AttendanceKind.ABSENT, at=at(1)) for p in others]
    return then(a_meeting(MeetingState.IN_SESSION, started=()), *deeds, *gone, *more)  # type: ignore[arg-type]


def kinds(checks: tuple[ClosingCheck, ...]) -> list[CheckKind]:
    return [check.kind for check in checks]


def said(checks: tuple[ClosingCheck, ...]) -> list[str]:
    return [check.sentence for check in checks]


def asked(**changes: object) -> ActionState:
    """Action 07 of this meeting."""
    action = an_action(date(2026, 12, 4), number=7)
    return replace(action, meeting_id=MEETING, item_id=JM, **changes)


def test_where_everything_is_done_nothing_is_left() -> None:
    assert closing_checks(done(), [asked(owner_id=IMRAN.id)]) == ()


def test_an_undecided_item_blocks_and_leads_there() -> None:
    meeting = a_meeting(MeetingState.IN_SESSION, started=(JM,))
    checks = closing_checks(meeting)
    assert said(checks)[:2] == [
        "4.1 J.M. has no outcome: decide it, or defer it with a reason.",
        "5.1 Mill Park was not taken and has no outcome: decide it, or defer it with a reason.",
    ]
    assert [(check.item_id, check.blocking) for check in checks[:2]] == [(JM, True), (PARK, True)]
    assert is_blocked(checks)
    assert len([check for check in checks if check.item_id == PARK]) == 1


def test_what_blocks_stands_first() -> None:
    checks = closing_checks(a_meeting(MeetingState.ADJOURNED))
    blocking = [check.blocking for check in checks]
    assert blocking == sorted(blocking, reverse=True)
    assert said(checks)[0] == "The meeting is adjourned: resume it before it is closed."


def test_a_fixed_item_that_was_not_taken_does_not_block() -> None:
    meeting = a_meeting(MeetingState.IN_SESSION, a_decision_event(JM), a_decision_event(PARK), started=(JM, PARK))
    checks = [check for check in closing_checks(meeting) if check.kind is K.NOT_TAKEN]
    assert said(tuple(checks)) == ["1 Welcome was not taken."]
    assert not is_blocked(tuple(checks))


def test_an_urgent_item_whose_child_is_decided_elsewhere_needs_no_outcome_and_was_still_not_taken() -> None:
    twice = (*AGENDA, a_child_item("jm-urgent", section="urgent"))
    meeting = a_meeting(MeetingState.IN_SESSION, a_decision_event(JM), a_decision_event(PARK), items=twice)
    assert [(c.kind, c.item_id) for c in closing_checks(meeting) if c.item_id == "jm-urgent"] == [
        (K.NOT_TAKEN, ItemId("jm-urgent"))
    ]


def test_who_stepped_out_and_has_not_come_back_is_named() -> None:
    out = (
        InterestDeclared(meeting_id=MEETING, item_id=JM, person_id=MARTA.id, nature="a niece", at=at(2)),
        SteppedOut(meeting_id=MEETING, item_id=JM, person_id=MARTA.id, at=at(2)),
    )
    assert said(closing_checks(done(*out))) == ["Marta Lee is still out of the room for 4.1 J.M."]
    back = SteppedBack(meeting_id=MEETING, item_id=JM, person_id=MARTA.id, at=at(9))
    assert closing_checks(done(*out, back)) == ()


def test_nobody_ticked_the_reminder() -> None:
    meeting = replace(done(), confidentiality_read_at=None)
    assert kinds(closing_checks(meeting)) == [K.REMINDER]


def test_a_recommendation_waits_until_it_is_confirmed() -> None:
    meeting = done(quorate=False)
    assert said(closing_checks(meeting)) == ["The recommendation on 4.1 J.M. waits for the chair’s confirmation."]
    made = meeting.item(JM).decisions[0].decision.decision_id
    confirmed = RecommendationConfirmed(meeting_id=MEETING, item_id=JM, decision_id=made, by=DANA.id, at=at(99))
    assert closing_checks(then(meeting, confirmed)) == ()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"owner_id": RUTH.id, "owner": "Ruth Bell"}, "Action 07 is with Ruth Bell, who was not there."),
        ({"owner_id": IFE.id, "owner": "Ife Bello"}, "Action 07 is with Ife Bello, who was not there."),
        (
            {"owner_id": None, "owner": "", "agency": "housing", "agency_name": "Housing"},
            "Action 07 is with Housing, of which nobody was there.",
        ),
        ({"owner_id": IMRAN.id, "owner": "Imran Khan"}, ""),
        ({"owner_id": None, "owner": "", "agency": POLICE}, ""),
        ({"owner_id": RUTH.id, "owner": "Ruth Bell", "status": ActionStatus.COMPLETE}, ""),
    ],
    ids=["not invited", "absent", "no one of the agency", "there", "somebody of the agency", "done already"],
)
def test_an_action_whose_owner_did_not_hear_it_is_named(changes: dict[str, object], sentence: str) -> None:
    assert said(closing_checks(done(), [asked(**changes)])) == ([sentence] if sentence else [])


def test_who_was_invited_and_is_not_recorded_is_named() -> None:
    meeting = a_meeting(MeetingState.IN_SESSION, room=(DANA, IMRAN, ABENA))
    told = [check.sentence for check in closing_checks(meeting) if check.kind is K.NOT_RECORDED]
    assert "Nothing is recorded of Marta Lee: present, apologies, or absent." in told
    assert not [sentence for sentence in told if "Asha Rahman" in sentence]


def test_a_substitute_accounts_for_whom_they_sit_for() -> None:
    sub = AttendanceRecorded(person=RUTH, kind=AttendanceKind.SUBSTITUTE, at=at(1), substitute_for=MARTA.id)
    meeting = then(a_meeting(MeetingState.IN_SESSION, room=(DANA, IMRAN, ABENA)), sub)
    assert not [c for c in closing_checks(meeting) if c.person_id == MARTA.id]


def test_words_that_are_typed_only_are_told() -> None:
    assert said(closing_checks(done(), typed=(JM,))) == [
        "What is typed under 4.1 J.M. is not in the record yet: closing records it."
    ]


def test_no_sentence_holds_a_childs_name() -> None:
    item = a_child_item("jm")
    assert item.child is not None
    named = replace(item, child=replace(item.child, name="Jo Made-Up"), title="Jo Made-Up")
    checks = closing_checks(a_meeting(MeetingState.IN_SESSION, items=(AGENDA[0], named, AGENDA[2])), typed=(JM,))
    assert not [check for check in checks if "Made-Up" in check.sentence]


def test_of_a_closed_meeting_only_what_keeps_the_minutes_is_told() -> None:
    closed = a_meeting(MeetingState.CLOSED, quorate=False)
    assert kinds(closing_checks(closed, [asked(owner_id=RUTH.id)])) == [K.CONFIRMATION, K.CONFIRMATION]

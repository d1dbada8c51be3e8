"""The deeds of a meeting as a whole: opening, attendance, adjourning, closing, and what refuses them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.builders import (
    ABENA,
    AGENDA,
    ASHA,
    CSC,
    DANA,
    HEALTH,
    HELD_ON,
    IFE,
    IMRAN,
    JM,
    JOEL,
    LIST,
    MARTA,
    NEXT_ON,
    PARK,
    POLICE,
    RUTH,
    a_child_item,
    a_concern_item,
    a_decision_event,
    a_meeting,
    a_person,
    a_standing_item,
    at,
    planned,
    refused,
    then,
)

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.errors import Reason
from panel_desk.domain.events.meetings import (
    AttendanceKind,
    AttendanceRecorded,
    Invited,
    ItemStarted,
    MeetingAdjourned,
    MeetingResumed,
    MemberArrived,
    MemberLeft,
)
from panel_desk.domain.ids import ItemId, PersonId
from panel_desk.domain.meeting import sitting
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.people import Person, Role

PRESENT, SUBSTITUTE, OBSERVER = AttendanceKind.PRESENT, AttendanceKind.SUBSTITUTE, AttendanceKind.OBSERVER
NURSE = a_person("Substitute Nurse", HEALTH)
NOT_YET = MeetingState.AGENDA_ISSUED


@pytest.mark.parametrize("who", [DANA, IMRAN])
def test_the_chair_or_the_deputy_opens_the_meeting(who: Person) -> None:
    event = sitting.open_meeting(a_meeting(NOT_YET), who.id, at(2))
    assert (event.presiding, event.at) == (who.id, at(2))


@pytest.mark.parametrize("who", [ABENA, ASHA, IFE, JOEL])
def test_nobody_else_presides(who: Person) -> None:
    with refused(f"{who.name} is neither chair nor deputy of the SAFE panel."):
        sitting.open_meeting(a_meeting(NOT_YET), who.id, at(0))


def test_a_stranger_cannot_preside() -> None:
    with refused("not on the list of SAFE-2026-11", Reason.NOT_FOUND):
        sitting.open_meeting(a_meeting(NOT_YET), RUTH.id, at(0))


def test_who_presides_is_in_the_room_from_the_start() -> None:
    meeting = then(a_meeting(NOT_YET), sitting.open_meeting(a_meeting(NOT_YET), DANA.id, at(0)))
    assert [(a.person, a.kind, a.in_room) for a in meeting.attendance] == [(DANA, PRESENT, True)]


def test_who_sent_apologies_and_presides_after_all_is_present() -> None:
    excused = then(a_meeting(NOT_YET), sitting.attend(a_meeting(NOT_YET), DANA, AttendanceKind.APOLOGIES, at(-600)))
    meeting = then(excused, sitting.open_meeting(excused, DANA.id, at(0)))
    assert [a.kind for a in meeting.attendance] == [PRESENT]


def test_apologies_say_when_information_was_sent() -> None:
    event = sitting.attend(
        a_meeting(NOT_YET), ABENA, AttendanceKind.APOLOGIES, at(-60), information_sent_on=date(2026, 11, 25)
    )
    assert event.information_sent_on == date(2026, 11, 25)


def test_information_is_recorded_with_apologies_only() -> None:
    with refused("Written information is recorded with apologies."):
        sitting.attend(a_meeting(), ABENA, PRESENT, at(1), information_sent_on=date(2026, 11, 25))


@pytest.mark.parametrize(
    "kind", [PRESENT, AttendanceKind.PART, AttendanceKind.APOLOGIES, AttendanceKind.ABSENT], ids=lambda k: k.value
)
def test_who_is_not_on_the_list_attends_only_as_substitute_presenter_or_observer(kind: AttendanceKind) -> None:
    with refused("Ruth Bell is not on the list of SAFE-2026-11. Record a substitute, a presenter or an observer."):
        sitting.attend(a_meeting(), RUTH, kind, at(1))
    assert sitting.attend(a_meeting(), RUTH, AttendanceKind.PRESENTER, at(1)).person is RUTH


def test_an_observer_on_the_list_is_not_recorded_as_a_member() -> None:
    with refused("Joel Hart is on the list of SAFE-2026-11 as observer, not as a member."):
        sitting.attend(a_meeting(), JOEL, PRESENT, at(1))


def test_an_observer_signs_the_confidentiality_statement_first() -> None:
    with refused("Joel Hart has not signed the confidentiality statement."):
        sitting.attend(a_meeting(), JOEL, OBSERVER, at(1))
    assert sitting.attend(a_meeting(), JOEL, OBSERVER, at(1), statement_signed=True).statement_signed


@pytest.mark.parametrize("kind", [AttendanceKind.APOLOGIES, AttendanceKind.ABSENT, OBSERVER, AttendanceKind.PRESENTER])
def test_who_presides_is_present(kind: AttendanceKind) -> None:
    with refused("Dana Prior presides at SAFE-2026-11."):
        sitting.attend(a_meeting(), DANA, kind, at(1), statement_signed=True)


# Substitutes


def test_a_substitute_of_the_same_agency_takes_the_seat_of_who_is_not_there() -> None:
    event = sitting.attend(a_meeting(room=(DANA,)), NURSE, SUBSTITUTE, at(1), substitute_for=ABENA.id)
    assert (event.kind, event.substitute_for) == (SUBSTITUTE, ABENA.id)


@pytest.mark.parametrize(
    ("person", "seat_of", "words"),
    [
        pytest.param(NURSE, None, "For whom does Substitute Nurse attend?", id="for nobody"),
        pytest.param(NURSE, NURSE.id, "cannot be their own substitute", id="for themselves"),
        pytest.param(IMRAN, ABENA.id, "Imran Khan has a seat of their own", id="a member"),
        pytest.param(a_person("Team Manager", CSC), DANA.id, "Dana Prior is in the room", id="seat taken"),
        pytest.param(NURSE, MARTA.id, "not of the same agency as Marta Lee", id="another agency"),
        pytest.param(a_person("Team Manager", CSC), IFE.id, "Ife Bello has no seat", id="a presenter has no seat"),
        pytest.param(a_person("Team Manager", CSC), ASHA.id, "Asha Rahman has no seat", id="nor has the administrator"),
    ],
)
def test_a_substitute_is_refused(person: Person, seat_of: PersonId | None, words: str) -> None:
    with refused(words):
        sitting.attend(a_meeting(room=(DANA,)), person, SUBSTITUTE, at(1), substitute_for=seat_of)


def test_a_substitute_for_somebody_unknown_is_not_found() -> None:
    with refused("not on the list", Reason.NOT_FOUND):
        sitting.attend(a_meeting(), NURSE, SUBSTITUTE, at(1), substitute_for=RUTH.id)


def test_only_a_substitute_takes_somebodys_seat() -> None:
    with refused("takes nobody’s seat"):
        sitting.attend(a_meeting(), IFE, AttendanceKind.PRESENTER, at(1), substitute_for=DANA.id)


def _nurse_sits() -> AttendanceRecorded:
    return sitting.attend(a_meeting(room=(DANA,)), NURSE, SUBSTITUTE, at(1), substitute_for=ABENA.id)


def test_a_seat_is_not_taken_twice() -> None:
    meeting = then(a_meeting(room=(DANA,)), _nurse_sits())
    with refused("Substitute Nurse sits for Abena Osei already."):
        sitting.attend(meeting, a_person("Second Nurse", HEALTH), SUBSTITUTE, at(2), substitute_for=ABENA.id)


def test_the_same_substitute_can_be_recorded_again() -> None:
    meeting = then(a_meeting(room=(DANA,)), _nurse_sits())
    again = then(meeting, sitting.attend(meeting, NURSE, SUBSTITUTE, at(2), substitute_for=ABENA.id))
    assert [a.person for a in again.attendance if a.kind is SUBSTITUTE] == [NURSE]


def test_nobody_sits_for_two_members() -> None:
    sergeant, second = a_person("Substitute Sergeant", POLICE), a_person("Second Officer", POLICE)
    two_of_police = planned(invited=(*LIST, Invited(person=second, role=Role.CORE_MEMBER)))
    meeting = a_meeting(plan=two_of_police, room=(DANA,))
    meeting = then(meeting, sitting.attend(meeting, sergeant, SUBSTITUTE, at(1), substitute_for=second.id))
    with refused("Substitute Sergeant sits for Second Officer already. A substitute takes one seat."):
        sitting.attend(meeting, sergeant, SUBSTITUTE, at(2), substitute_for=IMRAN.id)


@pytest.mark.parametrize("comes_late", [True, False])
def test_a_member_takes_the_seat_back_when_the_substitute_has_left(comes_late: bool) -> None:
    meeting = then(a_meeting(room=(DANA,)), _nurse_sits())

    def come(now: Meeting) -> AttendanceRecorded | MemberArrived:
        return sitting.arrive(now, ABENA.id, at(9)) if comes_late else sitting.attend(now, ABENA, PRESENT, at(9))

    with refused("Substitute Nurse sits for Abena Osei. Record that Substitute Nurse left first."):
        come(meeting)
    assert come(then(meeting, MemberLeft(person_id=NURSE.id, at=at(8))))


@pytest.mark.parametrize("kind", [AttendanceKind.APOLOGIES, AttendanceKind.ABSENT], ids=lambda k: k.value)
def test_a_member_is_excused_while_the_substitute_sits_and_so_is_an_observer(kind: AttendanceKind) -> None:
    meeting = then(a_meeting(room=(DANA,)), _nurse_sits())
    assert [sitting.attend(meeting, who, kind, at(2)).kind for who in (ABENA, JOEL)] == [kind, kind]


def test_who_was_taken_for_somebody_else_can_be_recorded_as_absent() -> None:
    meeting = then(a_meeting(), MemberLeft(person_id=ABENA.id, at=at(30)))
    absent = then(meeting, sitting.attend(meeting, ABENA, AttendanceKind.ABSENT, at(31)))
    assert not any(a.in_room for a in absent.attendance if a.person == ABENA)


def test_a_substitute_does_not_come_back_to_a_seat_that_is_taken_again() -> None:
    meeting = then(
        a_meeting(room=(DANA,)),
        _nurse_sits(),
        MemberLeft(person_id=NURSE.id, at=at(8)),
        MemberArrived(person_id=ABENA.id, at=at(9)),
    )
    with refused("Abena Osei is in the room, so nobody sits in that seat."):
        sitting.arrive(meeting, NURSE.id, at(10))


# Coming and going


def test_who_is_in_the_room_does_not_arrive() -> None:
    with refused("Abena Osei is in the room already."):
        sitting.arrive(a_meeting(), ABENA.id, at(5))


def test_who_is_not_in_the_room_does_not_leave() -> None:
    with refused("Abena Osei is not in the room."):
        sitting.leave(a_meeting(room=(DANA,)), ABENA.id, at(5))


def test_strangers_neither_arrive_nor_leave() -> None:
    for deed in (sitting.arrive, sitting.leave):
        with refused("not on the list", Reason.NOT_FOUND):
            deed(a_meeting(), RUTH.id, at(5))


def test_an_observer_does_not_come_in_late_without_the_statement() -> None:
    with refused("Joel Hart has not signed the confidentiality statement."):
        sitting.arrive(a_meeting(), JOEL.id, at(5))


def test_an_observer_who_signed_may_go_and_come_back() -> None:
    meeting = then(
        a_meeting(),
        AttendanceRecorded(person=JOEL, kind=OBSERVER, at=at(1), statement_signed=True),
        MemberLeft(person_id=JOEL.id, at=at(5)),
    )
    assert sitting.arrive(meeting, JOEL.id, at(6)).person_id == JOEL.id


def test_who_left_comes_back_by_arriving() -> None:
    meeting = then(a_meeting(), MemberLeft(person_id=ABENA.id, at=at(30)))
    with refused("Abena Osei has left the meeting. Record that they arrived again."):
        sitting.attend(meeting, ABENA, PRESENT, at(31))
    assert sitting.arrive(meeting, ABENA.id, at(31)).at == at(31)


def test_nobody_comes_back_before_leaving_nor_leaves_before_coming_back() -> None:
    gone = then(a_meeting(), MemberLeft(person_id=ABENA.id, at=at(30)))
    with refused("That is before Abena Osei left."):
        sitting.arrive(gone, ABENA.id, at(29))
    back = then(gone, MemberArrived(person_id=ABENA.id, at=at(40)))
    with refused("That is before Abena Osei arrived."):
        sitting.leave(back, ABENA.id, at(39))


# Adjourning, closing, re-opening


def test_an_adjournment_has_a_reason() -> None:
    with refused("Why is the meeting adjourned?"):
        sitting.adjourn(a_meeting(), "  ", at(30))
    assert sitting.adjourn(a_meeting(), " fire alarm ", at(30), HELD_ON).reason == "fire alarm"


def test_an_adjourned_meeting_is_not_resumed_on_an_earlier_day() -> None:
    with refused("cannot be resumed before it was adjourned"):
        sitting.adjourn(a_meeting(), "fire alarm", at(30), date(2026, 11, 25))


def test_times_of_stopping_and_going_on_are_in_order() -> None:
    with refused("That is before SAFE-2026-11 was opened."):
        sitting.adjourn(a_meeting(), "fire alarm", at(-1))
    stopped = then(a_meeting(), MeetingAdjourned(at=at(30), reason="fire alarm"))
    with refused("cannot be resumed before it was adjourned"):
        sitting.resume(stopped, at(29))
    resumed = then(stopped, MeetingResumed(at=at(45)))
    with refused("That is before SAFE-2026-11 was resumed."):
        sitting.adjourn(resumed, "fire alarm again", at(44))
    assert sitting.resume(then(resumed, MeetingAdjourned(at=at(50), reason="again")), at(50)).at == at(50)


def test_a_meeting_is_not_closed_while_an_item_has_no_outcome() -> None:
    with refused("2 items have no outcome yet: 4.1 J.M., 5.1 Mill Park. Decide each, or defer it with a reason."):
        sitting.close(a_meeting(), at(150))
    with refused("1 item has no outcome yet: 5.1 Mill Park."):
        sitting.close(then(a_meeting(), a_decision_event(JM)), at(150))


def test_a_meeting_closes_when_every_child_and_concern_has_its_outcome() -> None:
    decided = then(a_meeting(), a_decision_event(JM), a_decision_event(PARK))
    assert sitting.close(decided, at(150), NEXT_ON).next_on == NEXT_ON


def test_standing_items_need_no_outcome() -> None:
    assert sitting.close(a_meeting(items=AGENDA[:1], started=()), at(150)).at == at(150)


@pytest.mark.parametrize("when", [HELD_ON, date(2026, 11, 1)])
def test_the_next_meeting_is_after_this_one(when: date) -> None:
    with refused("The next meeting must be after this one."):
        sitting.close(a_meeting(items=AGENDA[:1], started=()), at(150), when)


def test_a_meeting_does_not_close_before_it_was_opened() -> None:
    with refused("That is before SAFE-2026-11 was opened."):
        sitting.close(a_meeting(items=AGENDA[:1], started=()), at(-1))


URGENT = a_child_item("urgent-jm", section="urgent")


@pytest.mark.parametrize(
    ("items", "left"),
    [
        pytest.param((URGENT,), ["urgent-jm"], id="listed as urgent alone: it needs an outcome"),
        pytest.param((URGENT, a_child_item("jm")), ["jm"], id="listed elsewhere too: decided there"),
        pytest.param(
            (URGENT, a_child_item("other", local_id="200001")), ["urgent-jm", "other"], id="another child elsewhere"
        ),
        pytest.param((a_standing_item(), a_concern_item()), ["park"], id="a place"),
        pytest.param(
            (a_concern_item("urgent-park", section="urgent"), a_concern_item()), ["park"], id="a place listed twice"
        ),
        pytest.param(
            (a_concern_item("urgent-park", name="The Arcade", section="urgent"), a_concern_item()),
            ["urgent-park", "park"],
            id="another place elsewhere",
        ),
        pytest.param(
            (URGENT, a_standing_item(), a_concern_item()),
            ["urgent-jm", "park"],
            id="neither a place nor a welcome is a child",
        ),
    ],
)
def test_an_urgent_item_is_only_noted_where_the_child_is_also_listed_elsewhere(
    items: tuple[AgendaItem, ...], left: list[str]
) -> None:
    meeting = a_meeting(items=items, started=())
    assert [item.id for item in sitting.undecided(meeting)] == left


def test_re_opening_has_a_reason() -> None:
    with refused("Why is the meeting re-opened?"):
        sitting.reopen(a_meeting(MeetingState.CLOSED), "", at(200))
    assert sitting.reopen(a_meeting(MeetingState.CLOSED), "an item was forgotten", at(200)).at == at(200)


def test_turning_to_an_item_leaves_the_one_in_hand() -> None:
    meeting = then(a_meeting(), sitting.turn_to(a_meeting(), PARK, at(25)))
    assert (meeting.current, meeting.item(JM).ended_at, meeting.item(PARK).started_at) == (PARK, at(25), at(25))


def test_an_item_that_is_not_on_the_agenda_cannot_be_turned_to() -> None:
    with refused("SAFE-2026-11 has no such item.", Reason.NOT_FOUND):
        sitting.turn_to(a_meeting(), ItemId("unknown"), at(5))


def test_coming_back_to_an_item_keeps_when_it_was_begun() -> None:
    meeting = then(a_meeting(), ItemStarted(item_id=PARK, at=at(25)), ItemStarted(item_id=JM, at=at(35)))
    assert (meeting.item(JM).started_at, meeting.item(JM).ended_at, meeting.item(PARK).ended_at) == (
        at(10),
        None,
        at(35),
    )

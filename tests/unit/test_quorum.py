"""Who counts towards the quorum, item by item."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.unit.builders import (
    ABENA,
    ASHA,
    CHAIR_KEY,
    CSC,
    DANA,
    EDUCATION,
    HEALTH,
    HOUSING,
    IFE,
    IMRAN,
    JM,
    JOEL,
    MARTA,
    PARK,
    POLICE,
    RUTH,
    TEN,
    a_definition,
    a_meeting,
    a_person,
    at,
    planned,
    then,
)

from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.items import InterestDeclared, SteppedBack, SteppedOut
from panel_desk.domain.events.meetings import AttendanceKind, AttendanceRecorded, MemberArrived, MemberLeft
from panel_desk.domain.ids import AgencyKey, ItemId, MeetingId, PersonId
from panel_desk.domain.meeting import quorum
from panel_desk.domain.people import Person

MEETING = MeetingId("meeting-SAFE-2026-11")


def recorded(
    person: Person, kind: AttendanceKind = AttendanceKind.PRESENT, substitute_for: PersonId | None = None
) -> AttendanceRecorded:
    return AttendanceRecorded(person=person, kind=kind, at=TEN, substitute_for=substitute_for, statement_signed=True)


def stepped_out(person: Person, item_id: ItemId = JM) -> list[MeetingEvent]:
    return [
        InterestDeclared(meeting_id=MEETING, item_id=item_id, person_id=person.id, nature="family friend", at=at(11)),
        SteppedOut(meeting_id=MEETING, item_id=item_id, person_id=person.id, at=at(12)),
    ]


NURSE = a_person("Substitute Nurse", HEALTH)
FULL: list[MeetingEvent] = [recorded(p) for p in (DANA, IMRAN, ABENA)]


@pytest.mark.parametrize(
    ("events", "missing"),
    [
        pytest.param(FULL, [], id="chair, social care, police and health"),
        pytest.param([recorded(DANA), recorded(IMRAN)], [HEALTH], id="nobody of health"),
        pytest.param([recorded(DANA), recorded(ABENA)], [POLICE], id="nobody of the police"),
        pytest.param([*FULL[:2], recorded(ABENA, AttendanceKind.APOLOGIES)], [HEALTH], id="apologies do not count"),
        pytest.param([*FULL[:2], recorded(ABENA, AttendanceKind.ABSENT)], [HEALTH], id="absence does not count"),
        pytest.param([*FULL[:2], recorded(ABENA, AttendanceKind.PART)], [], id="present for part counts while there"),
        pytest.param([*FULL[:2], recorded(NURSE, AttendanceKind.SUBSTITUTE, ABENA.id)], [], id="a substitute counts"),
        pytest.param([*FULL[:2], recorded(NURSE, AttendanceKind.OBSERVER)], [HEALTH], id="an observer does not count"),
        pytest.param([*FULL[:2], recorded(NURSE, AttendanceKind.PRESENTER)], [HEALTH], id="a presenter does not count"),
        pytest.param([*FULL[:2], recorded(NURSE)], [HEALTH], id="somebody not on the list does not count"),
        pytest.param([*FULL, MemberLeft(person_id=ABENA.id, at=at(15))], [HEALTH], id="who left does not count"),
        pytest.param(
            [*FULL, MemberLeft(person_id=ABENA.id, at=at(15)), MemberArrived(person_id=ABENA.id, at=at(16))],
            [],
            id="who came back counts",
        ),
        pytest.param([*FULL[:2], MemberArrived(person_id=ABENA.id, at=at(9))], [], id="who came late counts"),
        pytest.param([*FULL, *stepped_out(ABENA)], [HEALTH], id="who stepped out does not count"),
        pytest.param([*FULL, *stepped_out(ABENA, PARK)], [HEALTH], id="out of another item is out until back"),
        pytest.param(
            [
                *FULL,
                *stepped_out(ABENA, PARK),
                SteppedBack(meeting_id=MEETING, item_id=PARK, person_id=ABENA.id, at=at(14)),
            ],
            [],
            id="who came back from another item counts here",
        ),
        pytest.param(
            [
                *FULL,
                *stepped_out(ABENA, PARK),
                MemberLeft(person_id=ABENA.id, at=at(13)),
                MemberArrived(person_id=ABENA.id, at=at(14)),
            ],
            [],
            id="who left and arrived again since counts here",
        ),
        pytest.param(
            [*FULL, *stepped_out(ABENA), SteppedBack(meeting_id=MEETING, item_id=JM, person_id=ABENA.id, at=at(14))],
            [],
            id="who stepped back counts",
        ),
        pytest.param([*FULL, *stepped_out(ABENA)[:1]], [], id="who declared and stayed counts"),
    ],
)
def test_the_quorum_counts_agencies_with_a_member_in_the_room(
    events: Sequence[MeetingEvent], missing: list[AgencyKey]
) -> None:
    standing = quorum.count(then(a_meeting(room=()), *events), JM)
    assert [agency for group in standing.missing for agency in group] == missing
    assert standing.is_met is not bool(missing)


def test_who_takes_the_minutes_does_not_stand_for_their_agency() -> None:
    meeting = a_meeting(room=(IMRAN, ABENA, ASHA), presiding=IMRAN)
    assert quorum.count(meeting, JM).missing == ((CSC,),)


def test_a_presenter_or_observer_on_the_list_never_counts_even_if_recorded_as_present() -> None:
    meeting = a_meeting(room=(IMRAN, ABENA, IFE, JOEL), presiding=IMRAN)
    assert CSC not in quorum.count(meeting, JM).present


def test_ten_members_of_one_agency_are_one_agency() -> None:
    crowd = [recorded(a_person(f"Officer {i}", POLICE), AttendanceKind.SUBSTITUTE, IMRAN.id) for i in range(10)]
    meeting = then(a_meeting(room=(DANA,)), *crowd)
    assert quorum.count(meeting, JM).present == (CHAIR_KEY, CSC, POLICE)
    assert not quorum.count(meeting, JM).is_met


def test_the_deputy_presiding_stands_for_the_chair_and_for_the_police() -> None:
    meeting = a_meeting(room=(IMRAN, ABENA), presiding=IMRAN)
    assert quorum.count(meeting, JM).present == (CHAIR_KEY, POLICE, HEALTH)
    assert quorum.count(meeting, JM).missing == ((CSC,),)


def test_the_deputy_in_the_room_fills_in_while_the_chair_is_out() -> None:
    meeting = a_meeting(room=(DANA, IMRAN, ABENA))
    assert CHAIR_KEY in quorum.count(then(meeting, *stepped_out(DANA)), JM).present


def test_without_chair_and_deputy_nobody_may_preside() -> None:
    meeting = then(a_meeting(room=(DANA, ABENA)), *stepped_out(DANA))
    assert (CHAIR_KEY,) in quorum.count(meeting, JM).missing


def test_a_substitute_for_the_chair_speaks_for_the_agency_and_does_not_preside() -> None:
    team = a_person("Team Manager", CSC)
    meeting = then(
        a_meeting(room=(ABENA,), presiding=IMRAN),
        recorded(team, AttendanceKind.SUBSTITUTE, DANA.id),
        MemberLeft(person_id=IMRAN.id, at=at(11)),
    )
    assert quorum.count(meeting, JM).missing == ((CHAIR_KEY,), (POLICE,))


def test_any_one_agency_of_a_group_will_do() -> None:
    either = a_definition(quorum=(("chair",), ("education", "housing")))
    assert quorum.count(a_meeting(plan=planned(definition=either), room=(DANA, MARTA)), JM).is_met
    alone = quorum.count(a_meeting(plan=planned(definition=either), room=(DANA,)), JM)
    assert alone.missing == ((EDUCATION, HOUSING),)


def test_the_whole_meeting_is_counted_without_regard_to_interests() -> None:
    meeting = then(a_meeting(room=(DANA, IMRAN, ABENA)), *stepped_out(ABENA))
    assert quorum.count(meeting, None).is_met
    assert not quorum.count(meeting, JM).is_met


def test_agencies_print_in_seat_order_whoever_came_first() -> None:
    meeting = a_meeting(room=(MARTA, ABENA, IMRAN, DANA))
    assert quorum.count(meeting, JM).present == (CHAIR_KEY, CSC, POLICE, HEALTH, EDUCATION)


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ((), ""),
        (((HEALTH,),), "Health"),
        (((CHAIR_KEY,), (HEALTH,)), "the chair or deputy and Health"),
        (((HEALTH,), (POLICE, HOUSING)), "Health and Police or Housing"),
        (((CSC,), (POLICE,), (HEALTH,)), "Children’s social care, Police and Health"),
    ],
)
def test_missing_agencies_are_told_in_words(groups: tuple[tuple[AgencyKey, ...], ...], words: str) -> None:
    assert quorum.words(a_meeting(), groups) == words


@pytest.mark.parametrize(
    ("out", "who"),
    [((), DANA.id), ((DANA,), IMRAN.id), ((DANA, IMRAN), None)],
)
def test_who_presides_over_an_item_is_in_the_room_for_it(out: tuple[Person, ...], who: PersonId | None) -> None:
    meeting = then(a_meeting(), *(event for person in out for event in stepped_out(person)))
    assert quorum.presides(meeting, JM) == who


def test_the_chair_who_comes_late_does_not_take_over_from_the_deputy() -> None:
    meeting = a_meeting(room=(DANA, IMRAN), presiding=IMRAN)
    assert quorum.presides(meeting, JM) == IMRAN.id


def test_a_seatless_agency_counts_for_nobody() -> None:
    meeting = a_meeting(room=(DANA, RUTH))
    assert HOUSING not in quorum.count(meeting, JM).present

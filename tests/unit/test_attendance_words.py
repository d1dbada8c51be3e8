"""The attendance table: who stands in it, in which order, and how each part of attendance is worded."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.builders import (
    ABENA,
    ASHA,
    DANA,
    EVERYBODY,
    HEALTH,
    IFE,
    IMRAN,
    JM,
    JOEL,
    MARTA,
    PARK,
    RUTH,
    TEN,
    a_child_item,
    a_person,
    at,
    then,
)
from tests.unit.composed import AGENDA, a_sitting, attendance_in

from panel_desk.domain.events.items import InterestDeclared, SteppedBack, SteppedOut
from panel_desk.domain.events.meetings import (
    AgendaItemChanged,
    AttendanceKind,
    AttendanceRecorded,
    ItemStarted,
    MeetingAdjourned,
    MeetingResumed,
    MemberArrived,
    MemberLeft,
)
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.minutes.attendance_words import list_words, presents
from panel_desk.domain.people import Person

STANDIN = a_person("Alex Morgan", HEALTH)


def attends(person: Person, kind: AttendanceKind = AttendanceKind.PRESENT, **more: object) -> AttendanceRecorded:
    return replace(AttendanceRecorded(person=person, kind=kind, at=TEN), **more)


def words_of(meeting: Meeting, person: Person) -> str:
    (words,) = [attendance for name, _, attendance in attendance_in(meeting) if name == person.name]
    return words


def names_in(meeting: Meeting) -> list[str]:
    return [name for name, _, _ in attendance_in(meeting)]


def test_who_presides_stands_first_then_seats_in_their_order_then_presenters_and_observers() -> None:
    room = [
        attends(JOEL, AttendanceKind.OBSERVER, statement_signed=True),
        attends(IFE, AttendanceKind.PRESENTER),
        attends(MARTA),
        attends(ABENA),
        attends(IMRAN),
    ]
    assert names_in(a_sitting(*room, room=())) == [p.name for p in (DANA, IMRAN, ABENA, MARTA, IFE, JOEL)]


def test_a_deputy_who_presides_stands_before_the_chair() -> None:
    meeting = a_sitting(room=(DANA, ABENA, IMRAN), presiding=IMRAN)
    assert attendance_in(meeting)[:2] == [
        ("Imran Khan", "Police, deputy chair", "Present"),
        ("Dana Prior", "Children’s social care, chair", "Present"),
    ]


def test_a_member_who_said_nothing_is_absent_in_the_place_of_the_seat() -> None:
    meeting = a_sitting(room=(DANA, MARTA, IMRAN))
    assert attendance_in(meeting)[2] == ("Abena Osei", "Health, Designated nurse", "Absent, no apologies")
    assert names_in(meeting)[-1] == "Marta Lee"


def test_only_members_are_missed() -> None:
    names = names_in(a_sitting(room=()))
    assert names == ["Dana Prior", "Imran Khan", "Abena Osei", "Marta Lee"]
    assert not {ASHA.name, IFE.name, JOEL.name} & set(names)


def test_who_takes_the_minutes_stands_in_the_table_once_recorded_as_present() -> None:
    assert ("Asha Rahman", "Children’s social care, Panel administrator", "Present") in attendance_in(
        a_sitting(attends(ASHA))
    )


def test_an_agency_without_a_seat_stands_after_those_that_have_one() -> None:
    guest = a_person("Alex Morgan", JOEL.agency)
    meeting = a_sitting(attends(guest), attends(RUTH))
    assert names_in(meeting)[-2:] == ["Ruth Bell", "Alex Morgan"]
    assert attendance_in(meeting)[-1][1] == "Youth justice"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (date(2026, 11, 24), "Apologies, information sent 24 November"),
        (None, "Apologies, no information sent"),
    ],
)
def test_apologies_say_whether_information_was_sent(sent: date | None, words: str) -> None:
    assert words_of(a_sitting(attends(ABENA, AttendanceKind.APOLOGIES, information_sent_on=sent)), ABENA) == words


def test_a_substitute_stands_for_the_member_who_then_is_not_missed() -> None:
    meeting = a_sitting(attends(STANDIN, AttendanceKind.SUBSTITUTE, substitute_for=ABENA.id), room=(DANA, IMRAN, MARTA))
    assert attendance_in(meeting)[2] == ("Alex Morgan", "Health", "Present for Abena Osei")
    assert ABENA.name not in names_in(meeting)


def test_the_apologies_of_who_sent_a_substitute_are_told_as_well() -> None:
    meeting = a_sitting(
        attends(ABENA, AttendanceKind.APOLOGIES),
        attends(STANDIN, AttendanceKind.SUBSTITUTE, substitute_for=ABENA.id),
        room=(DANA, IMRAN, MARTA),
    )
    assert names_in(meeting)[2:4] == [ABENA.name, STANDIN.name]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (AttendanceKind.PRESENT, "Present"),
        (AttendanceKind.PART, "Present for part"),
        (AttendanceKind.ABSENT, "Absent, no apologies"),
        (AttendanceKind.SUBSTITUTE, "Present"),
    ],
)
def test_each_plain_kind_has_its_words(kind: AttendanceKind, words: str) -> None:
    assert words_of(a_sitting(attends(MARTA, kind)), MARTA) == words


def test_who_left_and_came_back_is_told_with_times_and_items() -> None:
    meeting = a_sitting(MemberLeft(person_id=ABENA.id, at=at(26)))
    meeting = then(meeting, ItemStarted(item_id=PARK, at=at(30)), MemberArrived(person_id=ABENA.id, at=at(41)))
    assert words_of(meeting, ABENA) == "Present, left 10:26 during 7.1, arrived 10:41 during 8.1"


def test_who_was_expected_and_came_late_is_present_for_part() -> None:
    meeting = a_sitting(MemberArrived(person_id=ABENA.id, at=at(7)), room=(DANA,), started=())
    assert words_of(meeting, ABENA) == "Present for part, arrived 10:07"


def test_a_time_on_a_later_day_says_the_day() -> None:
    next_day = 60 * 24
    meeting = a_sitting(
        MeetingAdjourned(at=at(30), reason="fire alarm"),
        MeetingResumed(at=at(next_day)),
        MemberLeft(person_id=ABENA.id, at=at(next_day + 5)),
    )
    assert words_of(meeting, ABENA) == "Present, left 10:05 on 27 November during 7.1"


def test_who_stepped_out_for_an_interest_is_told_with_the_item() -> None:
    declared = InterestDeclared(
        meeting_id=a_sitting().id, item_id=JM, person_id=MARTA.id, nature="teaches the child", at=at(11)
    )
    out = SteppedOut(meeting_id=declared.meeting_id, item_id=JM, person_id=MARTA.id, at=at(12))
    back = SteppedBack(meeting_id=declared.meeting_id, item_id=JM, person_id=MARTA.id, at=at(20))
    assert words_of(a_sitting(declared), MARTA) == "Present"
    assert words_of(a_sitting(declared, out), MARTA) == "Present, left the room at 10:12 for 7.1"
    assert words_of(a_sitting(declared, out, back), MARTA) == "Present, out of the room 10:12 to 10:20 for 7.1"


def test_who_stepped_out_twice_of_one_item_is_told_with_both_times() -> None:
    sitting_id = a_sitting().id
    declared = InterestDeclared(meeting_id=sitting_id, item_id=JM, person_id=MARTA.id, nature="teaches her", at=at(11))

    def out(minute: int) -> SteppedOut:
        return SteppedOut(meeting_id=sitting_id, item_id=JM, person_id=MARTA.id, at=at(minute))

    def back(minute: int) -> SteppedBack:
        return SteppedBack(meeting_id=sitting_id, item_id=JM, person_id=MARTA.id, at=at(minute))

    twice = a_sitting(declared, out(12), back(20), out(22))
    assert words_of(twice, MARTA) == "Present, out of the room 10:12 to 10:20, left the room at 10:22 for 7.1"
    whole = then(twice, back(25), out(27), back(28))
    assert (
        words_of(whole, MARTA) == "Present, out of the room 10:12 to 10:20, 10:22 to 10:25 and 10:27 to 10:28 for 7.1"
    )


@pytest.mark.parametrize(
    ("signed", "words"), [(True, "Observer, statement signed"), (False, "Observer, statement not signed")]
)
def test_an_observers_statement_is_never_said_to_be_signed_when_it_is_not(signed: bool, words: str) -> None:
    assert words_of(a_sitting(attends(JOEL, AttendanceKind.OBSERVER, statement_signed=signed)), JOEL) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ife Bello", "For item 7.1"),
        ("ife bello, social worker", "For item 7.1"),
        ("Alex Morgan; Ife Bello", "For item 7.1"),
        ("Police", "Presenter"),
        ("Ife Bellowes", "Presenter"),
        ("Life Bello", "Presenter"),
    ],
)
def test_a_presenter_is_told_with_the_items_whose_presenter_names_them(text: str, words: str) -> None:
    meeting = a_sitting(
        attends(IFE, AttendanceKind.PRESENTER), AgendaItemChanged(item_id=JM, minutes=10, presenter=text)
    )
    assert words_of(meeting, IFE) == words


def test_a_presenter_of_several_items_has_all_their_numbers() -> None:
    others = tuple(a_child_item(f"c{n}", local_id=f"10{n}") for n in (1, 2))
    meeting = a_sitting(attends(IFE, AttendanceKind.PRESENTER), items=(*AGENDA, *others))
    assert words_of(meeting, IFE) == "For items 7.1, 7.2 and 7.3"


def test_a_title_is_told_for_everyone_but_who_chairs_or_deputises() -> None:
    roles = {name: role for name, role, _ in attendance_in(a_sitting(room=EVERYBODY))}
    assert roles["Marta Lee"] == "Education, School safeguarding lead"
    assert (roles["Dana Prior"], roles["Imran Khan"]) == ("Children’s social care, chair", "Police, deputy chair")


@pytest.mark.parametrize(
    ("parts", "words"), [([], ""), (["7"], "7"), (["7", "8"], "7 and 8"), (["7", "8", "9"], "7, 8 and 9")]
)
def test_numbers_are_listed_as_a_sentence_does(parts: list[str], words: str) -> None:
    assert list_words(parts) == words


@pytest.mark.parametrize(
    ("name", "presenter", "there"),
    [
        ("Ann Lee", "Ann Lee", True),
        ("Ann Lee", "Imran Khan and ann lee", True),
        ("Ann Lee", "Joann Lee", False),
        ("Ann Lee", "Ann Leeming", False),
        ("", "Ann Lee", False),
        ("Ann Lee", "", False),
    ],
)
def test_a_presenter_is_named_whole_or_not_at_all(name: str, presenter: str, there: bool) -> None:
    assert presents(name, presenter) is there

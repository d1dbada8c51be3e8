"""Who is there is noted before a meeting is opened, and recorded with the opening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from tests.services.desk_builders import ASHA, OCTOBER, POLICE, TestDesk, a_desk, refusal

from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.meeting.opening import Chosen, OpeningChoices, as_opened, may_preside, presiding
from panel_desk.domain.people import Person
from panel_desk.services.room.captured_lines import record_lines

AT = datetime(2026, 10, 22, 9, tzinfo=UTC)
KIND = AttendanceKind


@pytest.fixture
def at() -> Iterator[TestDesk]:
    with a_desk() as desk:
        yield desk


@pytest.fixture
def issued(at: TestDesk) -> MeetingId:
    meeting_id = at.issued()
    at.clock.set(OCTOBER)
    return meeting_id


def chosen(at: TestDesk, *pairs: tuple[str, AttendanceKind]) -> OpeningChoices:
    return OpeningChoices(people=tuple(Chosen(person=at.person(name), kind=kind) for name, kind in pairs))


def meeting_of(at: TestDesk, meeting_id: MeetingId) -> Meeting:
    return at.desk.meetings.meeting(meeting_id)


def there(meeting: Meeting) -> dict[str, AttendanceKind]:
    return {line.person.name: line.kind for line in meeting.attendance}


def newcomer(name: str = "Sam Field", **changes: object) -> Chosen:
    person = Person(id=PersonId("sam"), name=name, agency=POLICE)
    return Chosen(person=person, **{"kind": KIND.PRESENTER, **changes})  # type: ignore[arg-type]


def test_the_chair_presides_and_the_deputy_where_the_chair_is_away(at: TestDesk, issued: MeetingId) -> None:
    meeting = meeting_of(at, issued)
    assert presiding(meeting, OpeningChoices()) == at.person("Dana Prior").id
    away = chosen(at, ("Dana Prior", KIND.APOLOGIES))
    assert presiding(meeting, away) == at.person("Imran Khan").id
    assert may_preside(meeting, away) == (at.person("Imran Khan").id,)


def test_nobody_presides_where_chair_and_deputy_are_away(at: TestDesk, issued: MeetingId) -> None:
    away = chosen(at, ("Dana Prior", KIND.APOLOGIES), ("Imran Khan", KIND.ABSENT))
    stands = as_opened(meeting_of(at, issued), away, AT)
    assert stands.opened is None
    assert stands.refusals[0][1].sentence == "Who presides at SAFE-2026-10? The chair and the deputy are away."


def test_opening_records_who_is_there_in_one_go(at: TestDesk, issued: MeetingId) -> None:
    choices = chosen(at, ("Imran Khan", KIND.PRESENT), ("Abena Osei", KIND.APOLOGIES), ("Asha Rahman", KIND.PRESENT))
    opened = at.desk.opening.open_with(ASHA, issued, choices)
    assert opened.state is MeetingState.IN_SESSION
    assert there(opened) == {
        "Dana Prior": KIND.PRESENT,
        "Imran Khan": KIND.PRESENT,
        "Abena Osei": KIND.APOLOGIES,
        "Asha Rahman": KIND.PRESENT,
    }


def test_one_undo_takes_the_attendance_back_and_leaves_the_meeting_open(at: TestDesk, issued: MeetingId) -> None:
    at.desk.opening.open_with(ASHA, issued, chosen(at, ("Imran Khan", KIND.PRESENT), ("Abena Osei", KIND.PRESENT)))
    at.desk.undoing.undo(ASHA)
    assert there(meeting_of(at, issued)) == {"Dana Prior": KIND.PRESENT}
    assert meeting_of(at, issued).state is MeetingState.IN_SESSION


def test_a_substitute_takes_a_seat_whose_member_is_away_whatever_was_chosen_first(
    at: TestDesk, issued: MeetingId
) -> None:
    sitting = newcomer(kind=KIND.SUBSTITUTE, substitute_for=at.person("Imran Khan").id)
    choices = OpeningChoices(people=(sitting,)).having(Chosen(person=at.person("Imran Khan"), kind=KIND.APOLOGIES))
    opened = at.desk.opening.open_with(ASHA, issued, choices)
    assert there(opened)["Sam Field"] is KIND.SUBSTITUTE
    assert at.person("Sam Field").agency == POLICE


def test_a_forbidden_choice_opens_nothing_and_leaves_nobody_new_on_the_desk(at: TestDesk, issued: MeetingId) -> None:
    unsigned = newcomer(kind=KIND.OBSERVER)
    with refusal(match="has not signed the confidentiality statement"):
        at.desk.opening.open_with(ASHA, issued, OpeningChoices(people=(unsigned,)))
    assert meeting_of(at, issued).state is MeetingState.AGENDA_ISSUED
    with pytest.raises(DeskError):
        at.person("Sam Field")


def test_choices_are_kept_until_the_meeting_is_opened(at: TestDesk, issued: MeetingId) -> None:
    choices = chosen(at, ("Imran Khan", KIND.PRESENT)).having(newcomer())
    at.desk.opening.keep(issued, choices)
    assert at.desk.opening.kept(issued) == choices
    at.desk.opening.open_with(ASHA, issued, choices)
    assert not at.desk.book.vault.db.conn.execute("SELECT 1 FROM draft").fetchall()


def test_keeping_choices_records_nothing(at: TestDesk, issued: MeetingId) -> None:
    head = at.desk.book.head()
    at.desk.opening.keep(issued, chosen(at, ("Imran Khan", KIND.PRESENT)))
    assert at.desk.book.head() == head


def test_apologies_recorded_beforehand_are_found_among_the_choices(at: TestDesk, issued: MeetingId) -> None:
    osei = at.person("Abena Osei")
    at.desk.meetings.attend(ASHA, issued, osei, KIND.APOLOGIES, information_sent_on=date(2026, 10, 20))
    found = at.desk.opening.kept(issued).of(osei.id)
    assert found == Chosen(person=osei, kind=KIND.APOLOGIES, information_sent_on=date(2026, 10, 20))
    # What the record says already is not said twice.
    assert as_opened(meeting_of(at, issued), at.desk.opening.kept(issued), AT).attendance == ()


def test_choices_of_one_person_replace_each_other_in_place(at: TestDesk) -> None:
    choices = chosen(at, ("Imran Khan", KIND.PRESENT), ("Abena Osei", KIND.PRESENT))
    changed = choices.having(Chosen(person=at.person("Imran Khan"), kind=KIND.ABSENT))
    assert [one.kind for one in changed.people] == [KIND.ABSENT, KIND.PRESENT]
    assert changed.without(at.person("Imran Khan").id).people == choices.people[1:]


def test_a_line_opens_the_meeting_with_what_was_chosen_in_the_room_before(at: TestDesk, issued: MeetingId) -> None:
    at.desk.opening.keep(issued, chosen(at, ("Abena Osei", KIND.APOLOGIES)).having(newcomer()))
    said = [line.said for line in record_lines(at.desk.recording, ASHA, issued, ["/open khan"])]
    opened = meeting_of(at, issued)
    assert said == ["SAFE-2026-10 opened."]
    assert opened.presiding == at.person("Imran Khan").id
    assert there(opened) == {
        "Imran Khan": KIND.PRESENT,
        "Abena Osei": KIND.APOLOGIES,
        "Sam Field": KIND.PRESENTER,
    }
    assert not at.desk.book.vault.db.conn.execute("SELECT 1 FROM draft").fetchall()


def test_a_line_opens_nothing_against_a_choice_and_the_choices_stay(at: TestDesk, issued: MeetingId) -> None:
    choices = chosen(at, ("Dana Prior", KIND.APOLOGIES))
    at.desk.opening.keep(issued, choices)
    with refusal(match="Line 1: Dana Prior presides at SAFE-2026-10"):
        list(record_lines(at.desk.recording, ASHA, issued, ["/open dana"]))
    assert meeting_of(at, issued).state is MeetingState.AGENDA_ISSUED
    assert at.desk.opening.kept(issued) == choices

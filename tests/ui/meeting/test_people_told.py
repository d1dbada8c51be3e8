"""Who is in the room, told in words: pure, with no window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from msgspec.structs import replace
from tests.services.desk_builders import ASHA, CSC, HEALTH, OCTOBER, POLICE, TestDesk, a_desk, a_profile

from panel_desk.domain.capture.context import Whereabouts
from panel_desk.domain.capture.deeds import AttendDeed, BackDeed, CapturedDeed, DeclareDeed, NewcomerDeed, TurnDeed
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey, ItemId, MeetingId, PersonId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.people import Role
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.meeting.adjourning import adjourned_words
from panel_desk.ui.workspaces.meeting.people.attendance_keys import Change, foot_words, offers, offers_before
from panel_desk.ui.workspaces.meeting.people.attendance_presenter import Group, PersonLine, attendance_view, short_name
from panel_desk.ui.workspaces.meeting.people.changing import sent_on
from panel_desk.ui.workspaces.meeting.people.quorum_words import MEANING, quorum_view, quorum_words

KIND = AttendanceKind


class Sitting:
    """A meeting of the panel, as it goes on."""

    def __init__(self, at: TestDesk, meeting_id: MeetingId) -> None:
        self.at, self.meeting_id = at, meeting_id

    @property
    def meeting(self) -> Meeting:
        return self.at.desk.meetings.meeting(self.meeting_id)

    def person(self, name: str) -> PersonId:
        return self.at.person(name).id

    def enter(self, deed: CapturedDeed, item_id: ItemId | None = None) -> None:
        self.at.desk.recording.record(ASHA, self.meeting_id, deed, item_id=item_id)

    def line(self, name: str) -> PersonLine:
        return next(line for line in attendance_view(self.meeting).lines if line.name == name)

    def cases(self) -> list[ItemId]:
        return [item.id for item in self.meeting.items if item.needs_outcome]


@pytest.fixture
def sits() -> Iterator[Sitting]:
    """Everybody who is a member is there; two children are on the agenda; it is 10:30."""
    with a_desk() as at:
        at.bring(a_profile())
        meeting_id = at.opened()
        at.clock.set(OCTOBER, time(10, 30))
        yield Sitting(at, meeting_id)


def test_a_line_tells_the_agency_and_the_surname(sits: Sitting) -> None:
    words = [line.words for line in attendance_view(sits.meeting).lines]
    assert words[:4] == ["D. Prior, chair", "Police (Khan)", "Health (Osei)", "Education (Lee)"]


def test_the_minute_taker_stands_below_the_seats_and_is_expected(sits: Sitting) -> None:
    line = attendance_view(sits.meeting).lines[-1]
    assert (line.words, line.state, line.group) == ("A. Rahman, minutes", "expected", Group.BESIDE)


def test_whoever_is_in_the_room_is_counted_and_nobody_else(sits: Sitting) -> None:
    assert attendance_view(sits.meeting).present == 4
    sits.at.desk.meetings.leave(ASHA, sits.meeting_id, sits.person("Marta Lee"))
    assert attendance_view(sits.meeting).present == 3
    assert sits.line("Marta Lee").state == "left 10:30"
    assert sits.line("Marta Lee").where is Whereabouts.LEFT


def test_who_comes_back_is_told_with_the_time(sits: Sitting) -> None:
    sits.at.desk.meetings.leave(ASHA, sits.meeting_id, sits.person("Marta Lee"))
    sits.at.clock.set(OCTOBER, time(10, 50))
    sits.at.desk.meetings.arrive(ASHA, sits.meeting_id, sits.person("Marta Lee"))
    assert sits.line("Marta Lee").state == "came 10:50"


def test_apologies_say_whether_information_was_sent(sits: Sitting) -> None:
    who = sits.person("Abena Osei")
    sits.enter(AttendDeed(person_id=who, kind=KIND.APOLOGIES))
    assert sits.line("Abena Osei").state == "apologies"
    sits.enter(AttendDeed(person_id=who, kind=KIND.APOLOGIES, information_sent_on=date(2026, 10, 20)))
    assert sits.line("Abena Osei").state == "apologies, information sent"


def test_an_interest_steps_out_and_is_stamped(sits: Sitting) -> None:
    first, second = sits.cases()
    sits.enter(TurnDeed(item_id=first))
    sits.enter(DeclareDeed(person_id=sits.person("Marta Lee"), nature="teaches a brother"))
    view = attendance_view(sits.meeting)
    assert sits.line("Marta Lee").state == "stepped out 10:30"
    assert view.interests == ("Marta Lee: teaches a brother. Declared 10:30, left the room at 10:30.",)
    assert view.still_out_words == ""
    sits.enter(TurnDeed(item_id=second))
    assert attendance_view(sits.meeting).still_out_words == "Marta Lee is still out. B brings back."
    sits.enter(BackDeed(person_id=sits.person("Marta Lee")), first)
    assert attendance_view(sits.meeting).still_out == ()


def test_who_left_the_meeting_is_not_waited_for(sits: Sitting) -> None:
    first, second = sits.cases()
    sits.enter(TurnDeed(item_id=first))
    sits.enter(DeclareDeed(person_id=sits.person("Marta Lee"), nature="teaches a brother"))
    sits.at.desk.meetings.leave(ASHA, sits.meeting_id, sits.person("Marta Lee"))
    sits.enter(TurnDeed(item_id=second))
    assert attendance_view(sits.meeting).still_out == ()


def test_a_substitute_is_told_with_the_member_and_stands_at_the_seat(sits: Sitting) -> None:
    sits.enter(AttendDeed(person_id=sits.person("Imran Khan"), kind=KIND.APOLOGIES))
    deed = NewcomerDeed(name="Sam Field", agency=POLICE, kind=KIND.SUBSTITUTE, substitute_for=sits.person("Imran Khan"))
    sits.enter(deed)
    words = [line.words for line in attendance_view(sits.meeting).lines]
    assert words[1:3] == ["Police (Khan)", "Police (Field for Khan)"]


def test_nobody_is_expected_whose_substitute_sits(sits: Sitting) -> None:
    lee = sits.person("Marta Lee")
    sits.at.desk.meetings.leave(ASHA, sits.meeting_id, lee)
    sits.enter(NewcomerDeed(name="Sam Field", agency=AgencyKey("education"), kind=KIND.SUBSTITUTE, substitute_for=lee))
    for sitting, told in (("Sam Field", "Field sits"), ("nobody", "expected")):
        here = [a for a in sits.meeting.attendance if a.person.id != lee and a.person.name in (sitting, "Dana Prior")]
        view = attendance_view(replace(sits.meeting, attendance=tuple(here)))
        assert next(line.state for line in view.lines if line.person_id == lee) == told


def test_guests_stand_below_with_their_part(sits: Sitting) -> None:
    sits.enter(NewcomerDeed(name="Ife Bello", agency=CSC, kind=KIND.PRESENTER))
    sits.enter(NewcomerDeed(name="Alex Morgan", agency=HEALTH, kind=KIND.OBSERVER, statement_signed=True))
    beside = [line.words for line in attendance_view(sits.meeting).lines if line.group is Group.BESIDE]
    assert beside == ["A. Rahman, minutes", "I. Bello, presenter", "A. Morgan, observer"]
    assert sits.line("Alex Morgan").detail == "Health, observer, statement signed"


def test_two_of_one_agency_and_surname_are_told_apart(sits: Sitting) -> None:
    khan = sits.at.desk.people.add(ASHA, "Nadia Khan", POLICE)
    replaced = AttendDeed(person_id=khan.id, kind=KIND.SUBSTITUTE, substitute_for=sits.person("Imran Khan"))
    sits.enter(AttendDeed(person_id=sits.person("Imran Khan"), kind=KIND.APOLOGIES))
    sits.enter(replaced)
    assert sits.line("Nadia Khan").words == "Police (Khan for Khan)"


@pytest.mark.parametrize(
    ("name", "short"), [("Dana Prior", "D. Prior"), ("R. Castellan", "R. Castellan"), ("Cher", "Cher"), ("", "")]
)
def test_names_are_shortened_to_a_letter(name: str, short: str) -> None:
    assert short_name(name) == short


def test_a_reader_is_not_waited_for(sits: Sitting) -> None:
    roles = {line.role for line in attendance_view(sits.meeting).lines}
    assert Role.READER not in roles


def test_the_reminder_is_told_with_its_time(sits: Sitting) -> None:
    assert attendance_view(sits.meeting).reminder == ""
    sits.at.desk.meetings.read_confidentiality(ASHA, sits.meeting_id)
    assert attendance_view(sits.meeting).reminder == "Reminder read 10:30"


# Keys


def test_what_fits_comes_first_and_is_what_space_does(sits: Sitting) -> None:
    assert offers(sits.line("Imran Khan"))[0].change is Change.LEFT
    assert offers(sits.line("Asha Rahman"))[0].change is Change.PRESENT
    sits.at.desk.meetings.leave(ASHA, sits.meeting_id, sits.person("Imran Khan"))
    assert offers(sits.line("Imran Khan"))[0].change is Change.ARRIVED


def test_before_the_opening_space_goes_between_present_and_expected(sits: Sitting) -> None:
    assert offers_before(sits.line("Imran Khan"))[0].change is Change.EXPECTED
    assert offers_before(sits.line("Asha Rahman"))[0].change is Change.PRESENT


def test_the_foot_line_names_each_key_with_its_words(sits: Sitting) -> None:
    words = foot_words(offers(sits.line("Imran Khan"))).replace("\N{NO-BREAK SPACE}", " ")
    assert words.startswith("L left · D interest… · A apologies…")


@pytest.mark.parametrize(
    ("typed", "day"),
    [("", None), ("none", None), ("20 oct", date(2026, 10, 20)), ("yesterday", date(2026, 10, 21))],
)
def test_the_day_information_was_sent_is_typed_in_words(typed: str, day: date | None) -> None:
    assert sent_on(typed, date(2026, 10, 22)) == day


@pytest.mark.parametrize("typed", ["soon", "25 oct 2026"])
def test_what_is_no_day_that_has_been_is_said_so(typed: str) -> None:
    assert isinstance(sent_on(typed, date(2026, 10, 22)), str)


# Quorum


def test_the_chip_counts_the_groups_of_the_quorum(sits: Sitting) -> None:
    chip = quorum_words(sits.meeting, None)
    assert (chip.words, chip.tone) == ("Quorum: 4 of 4 agencies", Tone.GREEN)
    assert "Police: Imran Khan" in chip.detail


def test_the_chip_names_who_is_missing(sits: Sitting) -> None:
    sits.at.desk.meetings.leave(ASHA, sits.meeting_id, sits.person("Abena Osei"))
    chip = quorum_words(sits.meeting, None)
    assert (chip.words, chip.tone) == ("No quorum: Health missing", Tone.AMBER)
    assert "Health: Abena Osei left 10:30" in chip.detail


def test_quorum_is_counted_for_the_item_that_somebody_stepped_out_of(sits: Sitting) -> None:
    first, second = sits.cases()
    sits.enter(TurnDeed(item_id=first))
    sits.enter(DeclareDeed(person_id=sits.person("Abena Osei"), nature="treats the family"))
    health = next(group for group in quorum_view(sits.meeting, first).groups if group.name == "Health")
    assert (health.met, health.words) == (False, "Abena Osei stepped out 10:30")
    assert not quorum_view(sits.meeting, second).met
    sits.enter(BackDeed(person_id=sits.person("Abena Osei")))
    assert quorum_view(sits.meeting, second).met


def test_without_quorum_a_decision_waits_for_the_chair(sits: Sitting) -> None:
    item = sits.cases()[0]
    sits.at.desk.meetings.leave(ASHA, sits.meeting_id, sits.person("Abena Osei"))
    sits.at.decide(sits.meeting_id, sits.meeting.item(item))
    view = quorum_view(sits.meeting, item)
    assert (view.meaning, view.may_override) == (MEANING, True)
    assert [one.item_id for one in view.waiting] == [item]
    assert "because the plan is working" in view.waiting[0].words


def test_a_ruling_is_told_and_asks_for_no_other(sits: Sitting) -> None:
    item = sits.cases()[0]
    sits.at.desk.meetings.leave(ASHA, sits.meeting_id, sits.person("Abena Osei"))
    sits.enter(TurnDeed(item_id=item))
    sits.at.desk.meetings.override_quorum(ASHA, sits.meeting_id, item, sits.person("Dana Prior"), "health wrote")
    view = quorum_view(sits.meeting, item)
    assert (view.may_override, view.meaning, view.override) == (False, "", "Decided without quorum: health wrote.")
    assert quorum_words(sits.meeting, item).words == "Quorum overridden: Health missing"


def test_nobody_invited_is_told_so(sits: Sitting) -> None:
    mine = [i for i in sits.meeting.planned.invited if i.person.name != "Abena Osei"]
    meeting = replace(
        sits.meeting,
        planned=replace(sits.meeting.planned, invited=tuple(mine)),
        attendance=tuple(a for a in sits.meeting.attendance if a.person.name != "Abena Osei"),
    )
    health = next(group for group in quorum_view(meeting, None).groups if group.name == "Health")
    assert health.words == "nobody is invited"


# Adjourned


def test_an_adjourned_meeting_says_since_when_until_when_and_why(sits: Sitting) -> None:
    sits.at.desk.meetings.adjourn(ASHA, sits.meeting_id, "the alarm rang", date(2026, 10, 29))
    words = adjourned_words(sits.meeting, OCTOBER)
    assert words == ("Adjourned at 10:30, to go on on Thursday 29 October 2026", "The alarm rang.")
    later = adjourned_words(sits.meeting, date(2026, 10, 29))[0]
    assert later == "Adjourned on Thursday 22 October 2026 at 10:30, to go on today"


def test_a_resumed_meeting_says_nothing_of_it(sits: Sitting) -> None:
    sits.at.desk.meetings.adjourn(ASHA, sits.meeting_id, "the alarm rang", date(2026, 10, 29))
    sits.at.desk.meetings.resume(ASHA, sits.meeting_id)
    assert adjourned_words(sits.meeting, OCTOBER) == ("", "")
    assert sits.meeting.resumes_on is None

"""The invitation is read back as a calendar would, and says nothing about a child."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component, Timezone
from msgspec.structs import replace
from tests.unit.agenda_builders import SAFE, a_plan, an_item

from panel_desk.documents.invitation import InvitationMethod, invitation_ics
from panel_desk.domain.agendas.agenda import Agenda
from panel_desk.domain.agendas.filling import standing_items
from panel_desk.domain.agendas.running_order import agenda_value, in_sections

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def an_agenda(held_on: date = date(2026, 11, 26), *, issued: int = 1, fictional: bool = False) -> Agenda:
    plan = replace(a_plan(), held_on=held_on)
    items = in_sections(SAFE, (*standing_items(SAFE), an_item(local_id="104233")))
    return agenda_value(plan, items, (), today=held_on, issued=issued, fictional=fictional)


def read(ics: bytes) -> tuple[Component, Component]:
    """The calendar and its one event."""
    calendar = Calendar.from_ical(ics)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def text(component: Component, name: str) -> str:
    return str(component[name])


def moment(component: Component, name: str) -> datetime:
    found = component.decoded(name)
    assert isinstance(found, datetime)
    return found


def test_the_invitation_says_what_when_and_where() -> None:
    calendar, event = read(invitation_ics(an_agenda(), now=NOW))
    assert (text(calendar, "METHOD"), text(calendar, "VERSION")) == ("PUBLISH", "2.0")
    assert text(event, "UID") == "0198c0de-0000-7000-8000-000000000001@panel-desk"
    assert text(event, "SUMMARY") == "SAFE panel SAFE-2026-11 [OFFICIAL-SENSITIVE]"
    assert text(event, "LOCATION") == "Committee room 2"
    assert text(event, "STATUS") == "CONFIRMED"
    assert text(event, "CLASS") == "CONFIDENTIAL"
    assert moment(event, "DTSTART").isoformat() == "2026-11-26T10:00:00+00:00"
    assert moment(event, "DTEND").isoformat() == "2026-11-26T12:30:00+00:00"
    assert moment(event, "DTSTAMP") == NOW


@pytest.mark.parametrize(
    ("held_on", "utc"),
    [
        (date(2026, 3, 28), "10:00"),
        (date(2026, 3, 29), "09:00"),
        (date(2026, 10, 24), "09:00"),
        (date(2026, 10, 25), "10:00"),
        (date(2026, 10, 26), "10:00"),
    ],
    ids=str,
)
def test_ten_oclock_in_england_is_right_around_a_clock_change(held_on: date, utc: str) -> None:
    _, event = read(invitation_ics(an_agenda(held_on), now=NOW))
    assert moment(event, "DTSTART").tzinfo == ZoneInfo("Europe/London")
    assert moment(event, "DTSTART").astimezone(UTC).strftime("%H:%M") == utc


@pytest.mark.parametrize(
    ("at", "hours"),
    [
        ("2026-03-29 00:59", 0),
        ("2026-03-29 02:00", 1),
        ("2026-10-25 00:59", 1),
        ("2026-10-25 02:00", 0),
        ("2031-07-01 12:00", 1),
    ],
)
def test_the_zone_in_the_file_itself_changes_the_clock_at_the_right_hour(at: str, hours: int) -> None:
    """A calendar that does not know Europe/London follows this definition, so it must be right by itself."""
    calendar, _ = read(invitation_ics(an_agenda(), now=NOW))
    (zone,) = calendar.walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    own = zone.to_tz(lookup_tzid=False)
    offset = datetime.fromisoformat(at).replace(tzinfo=own).utcoffset()
    assert offset is not None
    assert offset.total_seconds() == hours * 3600


def test_a_later_issue_replaces_the_earlier() -> None:
    first, second = (read(invitation_ics(an_agenda(issued=n), now=NOW))[1] for n in (1, 2))
    assert text(first, "UID") == text(second, "UID")
    assert (text(first, "SEQUENCE"), text(second, "SEQUENCE")) == ("1", "2")
    assert text(read(invitation_ics(an_agenda(), sequence=7, now=NOW))[1], "SEQUENCE") == "7"


def test_a_cancelled_meeting_is_taken_out_of_the_calendar() -> None:
    calendar, event = read(invitation_ics(an_agenda(), sequence=2, method=InvitationMethod.CANCEL, now=NOW))
    assert text(calendar, "METHOD") == "CANCEL"
    assert (text(event, "STATUS"), text(event, "TRANSP")) == ("CANCELLED", "TRANSPARENT")
    assert text(event, "SUMMARY").startswith("Cancelled: SAFE panel")
    assert "The meeting is cancelled" in text(event, "DESCRIPTION")


def test_no_child_stands_in_the_invitation() -> None:
    ics = invitation_ics(an_agenda(), now=NOW).decode().replace("\r\n ", "")
    for part in ("104233", "J.M.", "Ife Bello", "Review due"):
        assert part not in ics


def test_the_description_begins_and_ends_with_the_marking_and_carries_the_handling_line() -> None:
    description = text(read(invitation_ics(an_agenda(), now=NOW))[1], "DESCRIPTION").splitlines()
    assert description[0] == description[-1] == "OFFICIAL-SENSITIVE"
    assert SAFE.handling in description
    assert "Chair: Dana Prior" in description
    assert "SAFE panel, SAFE-2026-11, Thursday 26 November 2026. The agenda is sent as a PDF." in description


def test_a_fictional_meeting_says_so() -> None:
    said = "This meeting is fictional and nobody in it is real."
    assert said in text(read(invitation_ics(an_agenda(fictional=True), now=NOW))[1], "DESCRIPTION")
    assert said not in text(read(invitation_ics(an_agenda(), now=NOW))[1], "DESCRIPTION")


def test_lines_are_folded_and_special_characters_survive() -> None:
    agenda = replace(an_agenda(), place="Room 2; first floor, Tŷ’r Cyngor", starts_at=time(9, 30))
    ics = invitation_ics(agenda, now=NOW)
    assert all(len(line) <= 75 for line in ics.split(b"\r\n"))
    assert read(ics)[1]["LOCATION"] == "Room 2; first floor, Tŷ’r Cyngor"


def test_the_calendar_library_is_loaded_only_when_an_invitation_is_made() -> None:
    program = "import sys, panel_desk.documents.invitation; print('icalendar' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

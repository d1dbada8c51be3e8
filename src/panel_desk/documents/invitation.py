"""A meeting's calendar invitation (.ics). It says when and where, and nothing about any child."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from panel_desk.domain.agendas.agenda import Agenda
from panel_desk.domain.calendar import day_words

if TYPE_CHECKING:
    from icalendar import Event, Timezone

_ZONE = "Europe/London"


class InvitationMethod(Enum):
    """What the calendar that reads the file is asked to do."""

    PUBLISH = "PUBLISH"
    """Enter the meeting, or change it where the sequence is higher."""
    CANCEL = "CANCEL"
    """Take it out again."""


def invitation_ics(
    agenda: Agenda,
    *,
    sequence: int | None = None,
    method: InvitationMethod = InvitationMethod.PUBLISH,
    now: datetime,
) -> bytes:
    """One event for the meeting, which a calendar recognises again by the meeting's identifier.

    Args:
        agenda: The agenda that is sent with it; its marking, reference, times and place are used, its items never.
        sequence: Higher than that of any invitation sent before; None: the agenda's issue.
        method: Whether the meeting is entered or cancelled. It is published, not requested: nobody has to answer,
            and no address of a member stands in the file.
        now: When the file is made, with a zone.

    Returns:
        The file, RFC 5545, UTF-8.
    """
    from icalendar import Calendar  # noqa: PLC0415 - the library is needed only while a file is made

    calendar = Calendar()
    calendar.add("PRODID", "-//Panel Desk//Invitation//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method.value)
    calendar.add_component(_england())
    calendar.add_component(_event(agenda, agenda.issued if sequence is None else sequence, method, now))
    return bytes(calendar.to_ical())


def _event(agenda: Agenda, sequence: int, method: InvitationMethod, now: datetime) -> Event:
    """The meeting itself."""
    from icalendar import Event  # noqa: PLC0415 - the library is needed only while a file is made

    zone = ZoneInfo(_ZONE)
    cancelled = method is InvitationMethod.CANCEL
    event = Event()
    event.add("UID", f"{agenda.meeting_id}@panel-desk")
    event.add("DTSTAMP", now.astimezone(ZoneInfo("UTC")))
    event.add("SEQUENCE", sequence)
    event.add("DTSTART", datetime.combine(agenda.held_on, agenda.starts_at, zone))
    event.add("DTEND", datetime.combine(agenda.held_on, agenda.ends_at, zone))
    event.add(
        "SUMMARY", f"{'Cancelled: ' if cancelled else ''}{agenda.panel_name} {agenda.reference} [{agenda.marking}]"
    )
    event.add("DESCRIPTION", _description(agenda, cancelled=cancelled))
    if agenda.place:
        event.add("LOCATION", agenda.place)
    event.add("CLASS", "CONFIDENTIAL")
    event.add("TRANSP", "TRANSPARENT" if cancelled else "OPAQUE")
    event.add("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _description(agenda: Agenda, *, cancelled: bool) -> str:
    """The marking first and last, as on every page."""
    when = f"{agenda.panel_name}, {agenda.reference}, {day_words(agenda.held_on)}"
    news = f"The meeting is cancelled: {when}." if cancelled else f"{when}. The agenda is sent as a PDF."
    lines = [
        agenda.marking,
        "This meeting is fictional and nobody in it is real." if agenda.fictional else "",
        news,
        f"Chair: {agenda.chair}" if agenda.chair else "",
        agenda.safeguarding_note,
        agenda.handling,
        agenda.marking,
    ]
    return "\n".join(line for line in lines if line)


def _england() -> Timezone:
    """England's clock by its rule: forward at 01:00 on March's last Sunday, back at 02:00 on October's.

    Written out because the library's own starts British Summer Time an hour late.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # noqa: PLC0415 - as above

    zone = Timezone()
    zone.add("TZID", _ZONE)
    hour, none = timedelta(hours=1), timedelta(0)
    for part, name, month, since, before, after in (
        (TimezoneDaylight(), "BST", 3, datetime(1981, 3, 29, 1), none, hour),  # noqa: DTZ001 - local by RFC 5545
        (TimezoneStandard(), "GMT", 10, datetime(1996, 10, 27, 2), hour, none),  # noqa: DTZ001 - local by RFC 5545
    ):
        part.add("DTSTART", since)
        part.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"})
        part.add("TZOFFSETFROM", before)
        part.add("TZOFFSETTO", after)
        part.add("TZNAME", name)
        zone.add_component(part)
    return zone

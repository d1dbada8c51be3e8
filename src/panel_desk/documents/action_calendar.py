"""The due days of actions as a calendar file (.ics). It says what is due when, and nothing about any child."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct


class ActionDue(Struct, frozen=True, kw_only=True):
    """One action as a calendar shows it: what is asked stays in the minutes."""

    reference: str
    """``SAFE-2026-11/07``."""
    agency: str
    """In words."""
    due_on: date


def action_calendar(due: Iterable[ActionDue], *, meeting: str, now: datetime) -> bytes:
    """One whole-day event for each action, which a calendar recognises again by the action's reference.

    Args:
        due: The actions.
        meeting: In words: ``SAFE panel, SAFE-2026-11``.
        now: When the file is made, with a zone.

    Returns:
        The file, RFC 5545, UTF-8. What the action is stays out: a calendar is synchronised to telephones.
    """
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - the library is needed only while a file is made

    calendar = Calendar()
    calendar.add("PRODID", "-//Panel Desk//Actions//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    for action in due:
        event = Event()
        event.add("UID", f"{action.reference}@panel-desk")
        event.add("DTSTAMP", now.astimezone(ZoneInfo("UTC")))
        event.add("DTSTART", action.due_on)
        event.add("DTEND", action.due_on + timedelta(days=1))
        event.add("SUMMARY", f"Due: action {action.reference}, {action.agency}")
        event.add("DESCRIPTION", f"{meeting}. What is asked stands in the signed minutes.")
        event.add("CLASS", "CONFIDENTIAL")
        event.add("TRANSP", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", f"Action {action.reference} is due tomorrow")
        alarm.add("TRIGGER", timedelta(hours=-15))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())

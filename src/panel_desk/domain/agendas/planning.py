"""Putting a meeting in the calendar, moving it and calling it off: the rules, and what is told of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from msgspec import Struct

from panel_desk.domain.calendar import date_words, day_words, deadlines, is_working_day
from panel_desk.domain.errors import refused
from panel_desk.domain.events.meetings import Invited, MeetingCancelled, MeetingReplanned
from panel_desk.domain.ids import MeetingId, PanelKey
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.panels import PanelDefinition

_SATURDAY = 5


class MeetingLine(Struct, frozen=True, kw_only=True):
    """A meeting as a list shows it."""

    id: MeetingId
    reference: str
    panel: PanelKey
    panel_name: str
    held_on: date
    starts_at: time
    ends_at: time
    place: str
    state: MeetingState
    agenda_locked: bool = False
    agenda_issue: int = 0
    items: int = 0
    cancel_reason: str = ""

    @property
    def state_words(self) -> str:
        """``agenda in draft``, ``agenda issued``, ``minutes circulated``: how far it has come, in words."""
        if self.state is MeetingState.PLANNED:
            if self.agenda_locked:
                return "agenda locked, not issued"
            if self.agenda_issue:
                return "agenda re-opened"
            return "agenda in draft" if self.items else "no agenda yet"
        if self.state is MeetingState.AGENDA_ISSUED and self.agenda_issue > 1:
            return f"agenda issued, issue {self.agenda_issue}"
        of_minutes = (MeetingState.CIRCULATED, MeetingState.APPROVED, MeetingState.SIGNED)
        return f"minutes {self.state.value}" if self.state in of_minutes else self.state.value

    def is_ahead(self, today: date) -> bool:
        """Still to be held, or being held: what a chooser shows first."""
        if self.state in {MeetingState.IN_SESSION, MeetingState.ADJOURNED}:
            return True
        waiting = self.state in {MeetingState.PLANNED, MeetingState.AGENDA_ISSUED}
        return waiting and self.held_on >= today


class Follows(Struct, frozen=True, kw_only=True):
    """Which meeting of the panel comes before another: its minutes are confirmed there."""

    previous: MeetingId | None = None
    reference: str = ""
    held_on: date | None = None


def refuse_times(starts_at: time, ends_at: time) -> None:
    """Refuse a meeting that ends before it begins.

    Raises:
        DeskError: with what to do.
    """
    if ends_at <= starts_at:
        raise refused("A meeting ends after it begins.", "Check the times.")


def refuse_moved_past(meeting: Meeting, held_on: date, later: Iterable[Meeting]) -> None:
    """Refuse a day on or after that of a meeting whose agenda is out and which follows this one.

    Raises:
        DeskError: with the meeting in the way.
    """
    for other in later:
        if other.planned.previous == meeting.id and held_on >= other.held_on and other.agenda_locked:
            raise refused(
                f"{other.reference} on {date_words(other.held_on)} follows this meeting, and its agenda is locked.",
                "Choose an earlier day, or re-open that agenda first.",
            )


def replan(
    meeting: Meeting,
    *,
    held_on: date,
    starts_at: time,
    ends_at: time,
    place: str,
    invited: tuple[Invited, ...],
    follows: Follows,
) -> MeetingReplanned:
    """Another day, time, place or other people; only while the agenda is not locked, because papers carry the day.

    Raises:
        DeskError: where the agenda is locked or the meeting has begun, or it would end before it begins.
    """
    meeting.need(MeetingState.PLANNED, MeetingState.AGENDA_ISSUED, to="change its day, place or people")
    if meeting.agenda_locked:
        raise refused(
            f"The agenda of {meeting.reference} is locked, and says when and where the meeting is.",
            "Re-open the agenda with a reason, change the meeting, and issue the agenda again.",
        )
    refuse_times(starts_at, ends_at)
    return MeetingReplanned(
        held_on=held_on,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        invited=invited,
        previous=follows.previous,
        previous_reference=follows.reference,
        previous_held_on=follows.held_on,
    )


def followed_by(meeting: Meeting, follows: Follows) -> MeetingReplanned | None:
    """What changes in a planned meeting because another came before it or went; None where nothing does."""
    planned = meeting.planned
    now = Follows(previous=planned.previous, reference=planned.previous_reference, held_on=planned.previous_held_on)
    if now == follows or meeting.state is not MeetingState.PLANNED or meeting.agenda_locked:
        return None
    return MeetingReplanned(
        held_on=planned.held_on,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        place=planned.place,
        invited=planned.invited,
        previous=follows.previous,
        previous_reference=follows.reference,
        previous_held_on=follows.held_on,
    )


def cancel(meeting: Meeting, untrusted_reason: str, at: datetime) -> MeetingCancelled:
    """Call a meeting off before it begins, with a reason.

    Raises:
        DeskError: without a reason, or once the meeting has begun.
    """
    meeting.need(MeetingState.PLANNED, MeetingState.AGENDA_ISSUED, to="cancel it")
    reason = untrusted_reason.strip()
    if not reason:
        raise refused("Why is the meeting cancelled?", "The reason is kept in the record.")
    return MeetingCancelled(at=at, reason=reason)


def day_notes(definition: PanelDefinition, held_on: date, *, today: date, others: Iterable[MeetingLine]) -> list[str]:
    """What to know of a day before a meeting is put on it; nothing of it forbids the day.

    Args:
        definition: The panel, whose deadlines are counted in England's working days.
        held_on: The day in question.
        today: Today, in England.
        others: The panel's other meetings that are not cancelled.
    """
    found: list[str] = []
    if not is_working_day(held_on):
        what = "a weekend day" if held_on.weekday() >= _SATURDAY else "a bank holiday in England"
        found.append(f"{day_words(held_on)} is {what}.")
    if held_on < today:
        found.append(f"{date_words(held_on)} has passed.")
    else:
        found += _late_already(definition, held_on, today)
    found += [f"{other.reference} is on the same day." for other in others if other.held_on == held_on]
    return found


def _late_already(definition: PanelDefinition, held_on: date, today: date) -> list[str]:
    """The first deadline before the meeting that has gone by."""
    cycle = deadlines(held_on, definition.deadlines)
    if cycle.agenda_by < today:
        return [f"The agenda would have been due on {day_words(cycle.agenda_by)}, which has passed."]
    if cycle.case_list_by < today:
        return [f"Case lists would have been due on {day_words(cycle.case_list_by)}, which has passed."]
    return []


def cycle_words(definition: PanelDefinition, held_on: date) -> str:
    """``Case lists by Thursday 19 November 2026; agenda out by Monday 23 November 2026.``"""
    cycle = deadlines(held_on, definition.deadlines)
    return f"Case lists by {day_words(cycle.case_list_by)}; agenda out by {day_words(cycle.agenda_by)}."

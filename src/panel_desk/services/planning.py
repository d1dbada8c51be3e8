"""The calendar of meetings: every meeting there is, putting one in, moving it, and calling it off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from msgspec import Struct

from panel_desk.domain.agendas import planning
from panel_desk.domain.agendas.filling import standing_title
from panel_desk.domain.agendas.planning import Follows, MeetingLine
from panel_desk.domain.calendar import ENGLAND, add_working_days
from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.meetings import AgendaItemChanged, Invited
from panel_desk.domain.ids import MeetingId, PanelKey, PersonId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.panels import PanelDefinition, SectionKind
from panel_desk.services.book import Book, Deed
from panel_desk.services.meetings import Meetings
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries import people as people_queries
from panel_desk.vault.queries.meetings import MeetingRow

_FOUR_WEEKS = timedelta(weeks=4)


class MeetingPlan(Struct, frozen=True, kw_only=True):
    """Everything that is chosen when a meeting is planned."""

    panel: PanelKey
    held_on: date
    starts_at: time
    ends_at: time
    place: str = ""
    invited: tuple[Invited, ...] = ()


class Planning:
    """Keeps the calendar of meetings."""

    def __init__(self, book: Book, meetings: Meetings) -> None:
        self._book = book
        self._meetings = meetings

    def all(self) -> tuple[MeetingLine, ...]:
        """Every meeting, planned, past and cancelled, the latest day first."""
        return tuple(_line(row) for row in meeting_queries.meetings(self._book.db))

    def panels(self) -> tuple[PanelDefinition, ...]:
        """The panels for which a meeting can be planned, as they are defined now."""
        return people_queries.panels(self._book.db)

    def seats(self, panel: PanelKey) -> tuple[Invited, ...]:
        """Who sits on a panel now: whom a meeting invites unless somebody is left out."""
        return tuple(Invited(person=seat.person, role=seat.role) for seat in people_queries.seats(self._book.db, panel))

    def suggestion(self, definition: PanelDefinition) -> MeetingPlan:
        """A next meeting like the panel's last one: the day named at its end or four weeks on, same times and place."""
        today = self._today()
        rows = [
            row
            for row in meeting_queries.meetings(self._book.db, definition.key)
            if row.state is not MeetingState.CANCELLED
        ]
        last = rows[0] if rows else None
        held_on = today + _FOUR_WEEKS
        if last is not None:
            # A day that was named and has gone by without a meeting is no suggestion.
            named = last.next_on if last.next_on and last.next_on > today else None
            held_on = named or max(last.held_on + _FOUR_WEEKS, today + timedelta(days=1))
        starts_at = last.starts_at if last else time(10)
        ends_at = last.ends_at if last else _later(starts_at, definition.slot_minutes)
        return MeetingPlan(
            panel=definition.key,
            held_on=add_working_days(add_working_days(held_on, -1), 1),
            starts_at=starts_at,
            ends_at=ends_at,
            place=last.place if last else "",
            invited=self.seats(definition.key),
        )

    def notes(self, panel: PanelKey, held_on: date, *, moving: MeetingId | None = None) -> tuple[str, ...]:
        """What to know of a day, one sentence each: no working day, deadlines gone by, another meeting.

        Args:
            panel: Whose meeting it is.
            held_on: The day in question.
            moving: The meeting that is being moved there, which does not stand in its own way.
        """
        definition = self._meetings.meeting(moving).definition if moving else self._definition(panel)
        others = [
            _line(row)
            for row in meeting_queries.meetings(self._book.db, panel)
            if row.id != moving and row.state is not MeetingState.CANCELLED
        ]
        return tuple(planning.day_notes(definition, held_on, today=self._today(), others=others))

    def plan(self, actor: PersonId, plan: MeetingPlan) -> MeetingId:
        """Put a meeting in the calendar; a planned one after it then confirms this one's minutes."""
        planned = self._meetings.planned(
            plan.panel,
            plan.held_on,
            starts_at=plan.starts_at,
            ends_at=plan.ends_at,
            place=plan.place.strip(),
            invited=plan.invited,
        )
        this = Follows(previous=planned.meeting_id, reference=planned.reference, held_on=planned.held_on)
        after = self._following(plan.panel, {planned.meeting_id: this})
        self._meetings.record_all(actor, (planned.meeting_id, planned), *after)
        return planned.meeting_id

    def replan(self, actor: PersonId, meeting_id: MeetingId, plan: MeetingPlan) -> Deed:
        """Give a planned meeting another day, time, place or other people. Its reference stays."""
        meeting = self._meetings.meeting(meeting_id)
        key = meeting.definition.key
        planning.refuse_moved_past(meeting, plan.held_on, self._panel_meetings(key, meeting_id))
        event = planning.replan(
            meeting,
            held_on=plan.held_on,
            starts_at=plan.starts_at,
            ends_at=plan.ends_at,
            place=plan.place,
            invited=plan.invited,
            follows=self._before(key, plan.held_on, {}, meeting_id),
        )
        moved = Follows(previous=meeting_id, reference=meeting.reference, held_on=plan.held_on)
        after = self._following(key, {meeting_id: moved})
        titles = _titles(meeting, event.previous_held_on)
        return self._meetings.record_all(actor, (meeting_id, event), *((meeting_id, title) for title in titles), *after)

    def cancel(self, actor: PersonId, meeting_id: MeetingId, reason: str) -> Deed:
        """Call a meeting off, with a reason; a planned one after it then follows the one before."""
        meeting = self._meetings.meeting(meeting_id)
        event = planning.cancel(meeting, reason, self._book.now())
        after = self._following(meeting.definition.key, {meeting_id: None})
        return self._meetings.record_all(actor, (meeting_id, event), *after)

    def _following(
        self, panel: PanelKey, changed: dict[MeetingId, Follows | None]
    ) -> Iterator[tuple[MeetingId, MeetingEvent]]:
        """What changes in the panel's planned meetings, where one was put in, moved or taken out."""
        for other in self._panel_meetings(panel, *changed):
            before = self._before(panel, other.held_on, changed, other.id)
            event = planning.followed_by(other, before)
            if event is not None:
                yield other.id, event
                yield from ((other.id, title) for title in _titles(other, event.previous_held_on))

    def _before(
        self, panel: PanelKey, held_on: date, changed: dict[MeetingId, Follows | None], of: MeetingId
    ) -> Follows:
        """The panel's meeting before a day, with what is about to change."""
        known = {
            row.id: Follows(previous=row.id, reference=row.reference, held_on=row.held_on)
            for row in reversed(meeting_queries.meetings(self._book.db, panel))
            if row.state is not MeetingState.CANCELLED and row.id != of
        }
        standing = [f for f in (known | changed).values() if f is not None and f.held_on and f.held_on < held_on]
        return max(standing, key=lambda f: f.held_on or date.min, default=Follows())

    def _panel_meetings(self, panel: PanelKey, *but: MeetingId) -> tuple[Meeting, ...]:
        """The panel's meetings that are still only planned."""
        return tuple(
            self._meetings.meeting(row.id)
            for row in meeting_queries.meetings(self._book.db, panel)
            if row.id not in but and row.state in {MeetingState.PLANNED, MeetingState.AGENDA_ISSUED}
        )

    def _definition(self, panel: PanelKey) -> PanelDefinition:
        return next(definition for definition in self.panels() if definition.key == panel)

    def _today(self) -> date:
        return self._book.now().astimezone(ENGLAND).date()


def _titles(meeting: Meeting, previous_held_on: date | None) -> Iterator[MeetingEvent]:
    """The fixed item of the last minutes, where it names another day now."""
    for item in meeting.items:
        section = meeting.definition.section(item.agenda.section)
        title = standing_title(section, previous_held_on)
        if section.kind is SectionKind.LAST_MINUTES and item.agenda.title != title:
            yield AgendaItemChanged(
                item_id=item.id, minutes=item.agenda.minutes, presenter=item.agenda.presenter, title=title
            )


def _later(starts_at: time, minutes: int) -> time:
    hours, left = divmod(starts_at.hour * 60 + starts_at.minute + minutes, 60)
    return time(min(hours, 23), left)


def _line(row: MeetingRow) -> MeetingLine:
    return MeetingLine(
        id=row.id,
        reference=row.reference,
        panel=row.panel,
        panel_name=row.panel_name,
        held_on=row.held_on,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        state=row.state,
        agenda_locked=row.agenda_locked,
        agenda_issue=row.agenda_issue,
        items=row.items,
        cancel_reason=row.cancel_reason,
    )

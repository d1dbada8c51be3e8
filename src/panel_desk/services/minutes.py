"""The minutes of a meeting: composed from what was recorded, then draft, circulated, approved."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.meetings import MeetingClosed, MeetingOpened
from panel_desk.domain.events.minutes import MinutesApproved, MinutesReturned
from panel_desk.domain.ids import AgencyKey, FeedbackId, ItemId, MeetingId, PersonId
from panel_desk.domain.meeting import approval
from panel_desk.domain.meeting.meetings import WRITING, Meeting, MeetingState
from panel_desk.domain.minutes.action_sheets import action_sheet, agencies_with_actions
from panel_desk.domain.minutes.composing import PreviousMinutes, Surroundings, compose
from panel_desk.domain.minutes.minutes import ActionSheet, Minutes
from panel_desk.domain.strategy.feedback_told import Spoken
from panel_desk.services.actions import Actions
from panel_desk.services.book import Book, Deed
from panel_desk.services.meetings import Meetings
from panel_desk.services.minutes_following import Span, plan_at, said_at, withdrawn_since
from panel_desk.vault.queries import actions as action_queries
from panel_desk.vault.queries import people as people_queries
from panel_desk.vault.queries import plan as plan_queries
from panel_desk.vault.queries import retention as retention_queries
from panel_desk.vault.queries import streams


class MinutesDeeds:
    """Composes minutes and walks them through their states."""

    def __init__(self, book: Book, meetings: Meetings, actions: Actions) -> None:
        self._book = book
        self._meetings = meetings
        self._actions = actions

    def value(self, meeting_id: MeetingId, without: Collection[FeedbackId] = ()) -> Minutes:
        """The minutes as they read now. Once the meeting is closed, later news of its actions changes nothing.

        Args:
            meeting_id: Of which meeting.
            without: Feedback that is left out all the same, see ``withdrawn_since``.
        """
        meeting = self._meetings.meeting(meeting_id)
        around = self._surroundings(meeting)
        said = tuple(one for one in around.said if one.feedback.id not in without)
        return compose(meeting, replace(around, said=said))

    def withdrawn_since(self, meeting_id: MeetingId) -> tuple[Spoken, ...]:
        """What the minutes tell of feedback although it has been withdrawn since: an extract leaves it out."""
        meeting = self._meetings.meeting(meeting_id)
        return withdrawn_since(self._book.db, meeting, self._following(meeting))

    def sheets(self, meeting_id: MeetingId) -> tuple[tuple[AgencyKey, ActionSheet], ...]:
        """One decisions-and-actions sheet for each agency that has something to do."""
        meeting = self._meetings.meeting(meeting_id)
        around = self._surroundings(meeting)
        return tuple((a, action_sheet(meeting, a, around)) for a in agencies_with_actions(meeting, around))

    def draft(self, actor: PersonId, meeting_id: MeetingId) -> Deed:
        """The draft goes to the chair."""
        meeting = self._meetings.meeting(meeting_id)
        return self._meetings.record(actor, meeting_id, approval.draft(meeting, self._book.now()))

    def circulate(self, actor: PersonId, meeting_id: MeetingId) -> Deed:
        """The draft goes to everyone invited."""
        meeting = self._meetings.meeting(meeting_id)
        recipients = tuple(i.person.name for i in meeting.planned.invited)
        return self._meetings.record(actor, meeting_id, approval.circulate(meeting, recipients, self._book.now()))

    def give_back(self, actor: PersonId, meeting_id: MeetingId, reason: str) -> Deed:
        """Take circulated or approved minutes back, to be corrected as a new revision."""
        meeting = self._meetings.meeting(meeting_id)
        return self._meetings.record(actor, meeting_id, approval.give_back(meeting, reason, self._book.now()))

    def correct(
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        item_id: ItemId,
        texts: Mapping[NoteSection, str],
        *,
        reason: str = "",
    ) -> tuple[Deed, ...]:
        """Correct the wording of an item after the meeting; the journal keeps the words before.

        Minutes that are circulated are taken back for it and become a draft of the next version.

        Args:
            actor: Who does it.
            meeting_id: Of which meeting.
            item_id: Of which item.
            texts: The parts as they are to read, each whole; a part that reads so already is left alone.
            reason: Why circulated minutes are taken back; not needed before.

        Returns:
            What was kept: nothing where nothing is worded differently.

        Raises:
            DeskError: where the minutes are approved or signed, or circulated and no reason is given.
        """
        meeting = self._meetings.meeting(meeting_id)
        meeting.need(*WRITING, MeetingState.CIRCULATED, to="correct the wording")
        notes = meeting.item(item_id).notes
        changed = {part: text for part, text in texts.items() if text.strip() != notes.get(part, "").strip()}
        if not changed:
            return ()
        with self._meetings.together(meeting_id):
            if meeting.state is MeetingState.CIRCULATED:
                self.give_back(actor, meeting_id, reason)
            return tuple(self._meetings.write(actor, meeting_id, item_id, *one) for one in changed.items())

    def approve(self, actor: PersonId, meeting_id: MeetingId, confirming: MeetingId) -> Deed:
        """A later meeting of the panel confirms the minutes as a correct record.

        Raises:
            DeskError: where the minutes of that meeting went out already: they would say something new.
        """
        meeting, later = self._meetings.meeting(meeting_id), self._meetings.meeting(confirming)
        event = approval.approve(meeting, later, self._book.now())
        later.need(*WRITING, to="record what it confirmed")
        return self._meetings.record(actor, meeting_id, event)

    def _surroundings(self, meeting: Meeting) -> Surroundings:
        span = self._following(meeting)
        opened, closed = span.opened, span.closed
        began = self._ended_before(meeting, opened)
        desk = people_queries.desk(self._book.db)
        recorded = (self._actions.as_of(a.id, closed) for a in action_queries.by_meeting(self._book.db, meeting.id))
        plan = plan_at(self._book.db, meeting, span)
        return Surroundings(
            recorded=tuple(action for action in recorded if action is not None),
            carried=tuple(self._carried(meeting, began, opened, closed)),
            previous=self._previous(meeting, closed),
            composed_at=self._book.now(),
            council=desk.council if desk else "",
            fictional=desk.fictional if desk else False,
            journal_head=self._book.head().text,
            said=said_at(self._book.db, meeting, span),
            plan=plan,
            references=plan_queries.references(self._book.db, plan),
        )

    def _following(self, meeting: Meeting) -> Span:
        opened, closed = self._span(meeting)
        began = self._ended_before(meeting, opened)
        return Span(began if began < opened else 0, opened, closed)

    def _span(self, meeting: Meeting) -> tuple[int, int]:
        """The journal's places at which the meeting was opened and last closed; its end where it still sits."""
        stored = streams.events_below(self._book.db, f"meeting/{meeting.id}")
        opened = next((line.seq for line in stored if isinstance(line.event, MeetingOpened)), 0)
        closed = [line.seq for line in stored if isinstance(line.event, MeetingClosed)]
        return opened, closed[-1] if closed and meeting.closed_at else self._book.head().seq

    def _carried(self, meeting: Meeting, began: int, opened: int, closed: int) -> list[ActionState]:
        """Earlier meetings' actions that were open when the meeting before this one ended, as they stand at this one's.

        What was closed between the two meetings is told here once, and then leaves the log.
        """
        found = []
        for action in action_queries.of_panel(self._book.db, meeting.definition.key):
            if action.meeting_id == meeting.id:
                continue
            # By the journal's order and not by days: news may be dated back after the meeting was closed.
            before, then, after = self._actions.as_of_each(action.id, (began, opened, closed))
            # An earlier meeting that was opened again has asked for it since the last minutes: no others told of it.
            is_new = before is None and then is not None
            if after is not None and (is_new or (before is not None and before.status.is_open)):
                found.append(after)
        return found

    def _ended_before(self, meeting: Meeting, opened: int) -> int:
        """The journal's place where the panel's last sitting before this one ended; where it opened, if none did.

        A meeting that never sat is passed over, and one that was re-opened since ended where it ended then: neither
        changes what these minutes tell.
        """
        earlier = meeting.planned.previous
        while earlier is not None:
            stored = streams.events_below(self._book.db, f"meeting/{earlier}")
            ended = [line.seq for line in stored if isinstance(line.event, MeetingClosed) and line.seq < opened]
            past = retention_queries.past_meeting(self._book.db, earlier) if not stored else None
            if past is not None:
                ended = [seq for seq in past.closings if seq < opened]
            if ended:
                return ended[-1]
            earlier = past.previous if past is not None else self._meetings.meeting(earlier).planned.previous
        return opened

    def _previous(self, meeting: Meeting, closed: int) -> PreviousMinutes | None:
        planned = meeting.planned
        if planned.previous is None or planned.previous_held_on is None:
            return None
        return PreviousMinutes(
            reference=planned.previous_reference,
            held_on=planned.previous_held_on,
            confirmed=self._confirmed(planned.previous, meeting.id, closed),
        )

    def _confirmed(self, previous: MeetingId, by: MeetingId, closed: int) -> bool:
        """Whether a meeting confirmed the minutes before it; that they were taken back after its end is later news."""
        past = retention_queries.past_meeting(self._book.db, previous)
        if past is not None:
            return past.confirmed_at == by
        confirmed = False
        for line in streams.events_below(self._book.db, f"meeting/{previous}/minutes"):
            if isinstance(line.event, MinutesApproved) and line.event.confirmed_at == by:
                confirmed = True
            elif isinstance(line.event, MinutesReturned) and line.seq <= closed:
                confirmed = False
        return confirmed

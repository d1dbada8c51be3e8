"""The room's deeds under an item: what is said, asked and decided, and what is heard of earlier actions."""

from __future__ import annotations

from panel_desk.domain.calendar import ENGLAND, date_words
from panel_desk.domain.capture.deeds import (
    ActionDeed,
    ActionFromNoteDeed,
    ConfirmDeed,
    DecisionDeed,
    DissentDeed,
    MoreTimeDeed,
    NewsDeed,
    NoteFromActionDeed,
    QuorumDeed,
    SayDeed,
)
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.errors import refused
from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.events.actions import ActionDueChanged, ActionRecorded, ActionUpdated
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.meetings import MeetingClosed
from panel_desk.domain.ids import EventId, ItemId, PersonId
from panel_desk.domain.meeting import decisions, item_deeds, quorum
from panel_desk.domain.meeting.meetings import RECORDING, Meeting
from panel_desk.domain.typed_text import with_paragraph, without_paragraph
from panel_desk.services.actions import Actions
from panel_desk.services.book import Book, Deed
from panel_desk.services.meetings import Meetings, stream_of
from panel_desk.services.room.room_deed import RoomPress, person_at
from panel_desk.services.undoing import refuse_resting
from panel_desk.vault.queries import streams

ItemDeed = (
    SayDeed
    | ActionDeed
    | DecisionDeed
    | DissentDeed
    | QuorumDeed
    | ConfirmDeed
    | NewsDeed
    | MoreTimeDeed
    | ActionFromNoteDeed
    | NoteFromActionDeed
)


class RoomItems:
    """Records what belongs to the item in hand."""

    def __init__(self, book: Book, meetings: Meetings, actions: Actions) -> None:
        self._book = book
        self._meetings = meetings
        self._actions = actions

    def record(self, at: RoomPress, deed: ItemDeed) -> Deed:  # noqa: C901, PLR0911 - one line for each kind of deed
        """Record one such deed.

        Raises:
            DeskError: where a rule says no.
        """
        meeting_id, actor = at.meeting.id, at.actor
        match deed:
            case SayDeed():
                text = with_paragraph(at.item.notes.get(deed.section, ""), deed.text)
                return self._meetings.write(actor, meeting_id, at.item.id, deed.section, text)
            case ActionDeed():
                return self._book.record(actor, _of_action(self._asked(at, deed)))
            case DecisionDeed():
                return self._decide(at, deed)
            case DissentDeed():
                return self._meetings.dissent(actor, meeting_id, at.item.id, deed.person_id, deed.words)
            case QuorumDeed():
                by = presiding(at.meeting, at.item.id)
                return self._meetings.override_quorum(actor, meeting_id, at.item.id, by, deed.reason)
            case ConfirmDeed():
                return self._confirm(at)
            case NewsDeed():
                return self._news(at, deed)
            case MoreTimeDeed():
                at.meeting.need(*RECORDING, to="give an action more time")
                return self._actions.postpone(actor, deed.reference, deed.due_on, deed.reason, meeting_id=meeting_id)
            case ActionFromNoteDeed():
                return self._action_from_note(at, deed)
            case NoteFromActionDeed():
                return self._note_from_action(at, deed)

    def _asked(self, at: RoomPress, deed: ActionDeed) -> ActionRecorded:
        owner = person_at(self._book, at.meeting, deed.owner_id) if deed.owner_id is not None else None
        return self._meetings.asked(
            at.meeting.id, at.item.id, what=deed.what, agency=deed.agency, due_on=deed.due_on, owner=owner
        )

    def _decide(self, at: RoomPress, deed: DecisionDeed) -> Deed:
        return self._meetings.decide(
            at.actor,
            at.meeting.id,
            at.item.id,
            outcome=deed.outcome,
            reason=deed.reason,
            review_on=deed.review_on,
            level=deed.level,
            held_by=deed.held_by,
            detail=deed.detail,
        )

    def _confirm(self, at: RoomPress) -> Deed:
        """Every recommendation of the item at once, by the chair, or the deputy where the chair stepped out of it."""
        meeting, item = at.meeting, at.item
        waiting = [d.decision for d in item.decisions if not d.decision.quorate and d.confirmed is None]
        if not waiting:
            raise refused(f"Nothing on {meeting.number(item.id)} waits for the chair’s confirmation.")
        by = decisions.confirmer(meeting, item.id) or presiding(meeting, item.id)
        now = self._meetings.time_at(meeting)
        events = [decisions.confirm(meeting, item.id, one.decision_id, by, now) for one in waiting]
        return self._meetings.record_all(at.actor, *((meeting.id, event) for event in events))

    def _news(self, at: RoomPress, deed: NewsDeed) -> Deed:
        at.meeting.need(*RECORDING, to="hear news of an action")
        return self._actions.set_status(
            at.actor,
            deed.reference,
            deed.status,
            on=self._meetings.time_at(at.meeting).astimezone(ENGLAND).date(),
            reason=deed.reason,
            meeting_id=at.meeting.id,
            successor=deed.successor,
        )

    def _action_from_note(self, at: RoomPress, deed: ActionFromNoteDeed) -> Deed:
        left = without_paragraph(at.item.notes.get(deed.section, ""), deed.paragraph)
        if left is None:
            raise refused("That paragraph no longer stands in the text.", "Choose it anew, or type the action: /a …")
        asked = self._asked(at, deed.action)
        written = item_deeds.write(at.meeting, at.item.id, deed.section, left)
        return self._meetings.record_together(at.actor, _of_action(asked), (stream_of(at.meeting.id, written), written))

    def _note_from_action(self, at: RoomPress, deed: NoteFromActionDeed) -> Deed:
        """The action is taken back, its number stays burned, and what it asked stands under its own item."""
        action = self._actions.by_reference(deed.reference)
        recorded = self._unseen(at.meeting, action)
        item = at.meeting.item(action.item_id)
        section: NoteSection = at.section
        text = with_paragraph(item.notes.get(section, ""), _said_of(action))
        written = item_deeds.write(at.meeting, ItemId(item.id), section, text)
        return self._meetings.record_together(
            at.actor,
            (stream_of(at.meeting.id, written), written),
            (f"action/{action.id}", DeedUndone(event_ids=(recorded,))),
        )

    def _unseen(self, meeting: Meeting, action: ActionState) -> EventId:
        """The event that recorded an action of this meeting that nobody else has seen."""
        meeting.need(*RECORDING, to="turn an action into a note")
        if action.meeting_id != meeting.id:
            raise refused(
                f"{action.reference} was not recorded at {meeting.reference}.",
                "Say what became of it: /done … because …",
            )
        stored = streams.events_below(self._book.db, f"action/{action.id}")
        since = streams.events_below(self._book.db, f"meeting/{meeting.id}")
        if any(isinstance(x.event, MeetingClosed) and x.seq > stored[0].seq for x in since):
            raise refused(
                f"Others have seen {action.reference} already.", "Say what became of it: /notdone … because …"
            )
        if len(stored) > 1:
            raise refused(
                f"{action.reference} is no longer as it was asked for: {_news_of(stored[-1].event)}.",
                "Take that news back first (/undo), or leave the action as it is.",
            )
        refuse_resting(self._book.db, meeting, stored)
        return stored[0].event_id


def _news_of(event: Event | None) -> str:
    """What has been heard of an action last."""
    if isinstance(event, ActionUpdated):
        return f"it is {event.status.value}"
    return f"it is due {date_words(event.due_on)}" if isinstance(event, ActionDueChanged) else "its owner was chased"


def presiding(meeting: Meeting, item_id: ItemId | None) -> PersonId:
    """Who presides over an item now; None: over the meeting as a whole.

    Raises:
        DeskError: where neither the chair nor a deputy is in the room for it.
    """
    found = quorum.presides(meeting, item_id)
    if found is None:
        over = meeting.number(item_id) if item_id is not None else meeting.reference
        raise refused(
            f"Nobody presides over {over}: neither chair nor deputy is in the room.",
            "Defer the item, or wait until one of them is back.",
        )
    return found


def _of_action(event: ActionRecorded) -> tuple[str, ActionRecorded]:
    return (f"action/{event.action_id}", event)


def _said_of(action: ActionState) -> str:
    who = f"{action.agency_name} ({action.owner})" if action.owner else action.agency_name
    return f"{who}: {action.what.rstrip('.')}, by {date_words(action.due_on)}."

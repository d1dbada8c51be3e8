"""Which deeds of a meeting may be taken back: none that a closed meeting, a locked agenda or a taken item rests on."""

from __future__ import annotations

from collections.abc import Sequence

from panel_desk.domain.errors import refused
from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.events.actions import ActionDueChanged, ActionRecorded, ActionUpdated
from panel_desk.domain.events.agencies import PersonRecorded
from panel_desk.domain.events.items import NoteRecorded
from panel_desk.domain.events.meetings import (
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaItemRemoved,
    AgendaItemsPlaced,
    AgendaLocked,
    AgendaProposed,
    AgendaReordered,
    AttendanceRecorded,
    MeetingCancelled,
    MeetingPlanned,
    MeetingReplanned,
)
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.meeting.resting import refuse_rested_on
from panel_desk.vault.driver import Database
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.queries import actions as action_queries
from panel_desk.vault.queries import streams

_OF_AGENDA = (
    AgendaProposed,
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaItemRemoved,
    AgendaItemsPlaced,
    AgendaReordered,
    MeetingReplanned,
)
_OF_PLAN = (MeetingPlanned, MeetingReplanned, AgendaItemChanged)
"""What planning one meeting may change in another of the panel: which one it follows."""
_PLANNING = (MeetingPlanned, MeetingReplanned, MeetingCancelled)
_HEARD = (ActionRecorded, ActionUpdated, ActionDueChanged)
_WITH_OTHERS = (NoteRecorded, AttendanceRecorded)
"""What a deed begins with that has events of other streams in it: an action made a note, a newcomer."""
_UNDOING = (MeetingState.PLANNED, MeetingState.AGENDA_ISSUED, MeetingState.IN_SESSION, MeetingState.ADJOURNED)
"""States in which deeds may be taken back: what a closed meeting left behind is corrected by re-opening it."""


def by_meeting(
    meeting_id: MeetingId, deed: Sequence[StoredEvent[Event]]
) -> dict[MeetingId, Sequence[StoredEvent[Event]]]:
    """The lines of a deed by meeting: those of the meeting itself, and of others that its planning changed."""
    found: dict[MeetingId, list[StoredEvent[Event]]] = {meeting_id: []}
    for line in deed:
        kind, _, rest = line.stream.partition("/")
        other = kind == "meeting" and isinstance(line.event, _OF_PLAN) and isinstance(deed[0].event, _PLANNING)
        found.setdefault(MeetingId(rest) if other else meeting_id, []).append(line)
    return {touched: lines for touched, lines in found.items() if lines}


def touches_agenda(deed: Sequence[StoredEvent[Event]]) -> bool:
    """Whether the meeting's earlier events say if a deed may be taken back; a long meeting is not read for others."""
    return any(isinstance(line.event, (MeetingPlanned, *_OF_AGENDA)) for line in deed)


def refuse_undo(meeting: Meeting, deed: Sequence[StoredEvent[Event]], of_meeting: Sequence[StoredEvent[Event]]) -> None:
    """Refuse to take back what others rest on.

    Args:
        meeting: As it stands.
        deed: What is to be taken back.
        of_meeting: The meeting's events that count; needed only where ``touches_agenda`` says so.

    Raises:
        DeskError: where the meeting has been closed, the deed is not of this meeting, the agenda has been locked
            since, or the item that would vanish has been taken already.
    """
    if not any(isinstance(line.event, MeetingCancelled) for line in deed):
        meeting.need(*_UNDOING, to="take a deed back")
    for line in deed:
        _refuse_of_others(meeting, line, deed)
        if isinstance(line.event, MeetingPlanned) and len(of_meeting) > 1:
            raise refused(
                f"{meeting.reference} has been worked on since it was planned.", "Cancel the meeting with a reason."
            )
        if isinstance(line.event, AgendaItemAdded) and _is_taken(meeting, line.event.item.id):
            raise refused("The item has been taken already: it stays in the record.", "Decide it, or defer it.")
        if isinstance(line.event, _OF_AGENDA) and meeting.agenda_locked and line.seq < _locked_at(of_meeting):
            raise refused(
                f"The agenda of {meeting.reference} has been locked since.", "Re-open the agenda with a reason."
            )


def refuse_resting(db: Database, meeting: Meeting, deed: Sequence[StoredEvent[Event]]) -> None:
    """Refuse to take back what something recorded since rests on (``domain.meeting.resting``).

    Args:
        db: Where actions and the meeting's events are read, as far as the deed needs them.
        meeting: As it stands.
        deed: What is to be taken back.

    Raises:
        DeskError: with what rests on it.
    """
    events = [line.event for line in deed if line.event is not None]
    asked = [event.reference for event in events if isinstance(event, ActionRecorded)]
    superseded = [(old, new) for new in asked for old in action_queries.superseded_by(db, new)]
    came = {event.person.id for event in events if isinstance(event, AttendanceRecorded)}
    if not came:
        refuse_rested_on(meeting, events, superseded=superseded)
        return
    stored = streams.events_below(db, f"meeting/{meeting.id}")
    own = {line.event_id for line in deed}
    still = {
        line.event.person.id
        for line in stored
        if isinstance(line.event, AttendanceRecorded) and line.event_id not in own
    }
    actions = action_queries.by_meeting(db, meeting.id)
    refuse_rested_on(meeting, events, actions, superseded=superseded, only_line=not came <= still)


def _refuse_of_others(meeting: Meeting, line: StoredEvent[Event], deed: Sequence[StoredEvent[Event]]) -> None:
    """What the meeting heard of an action is the meeting's own; so is who came and was unknown before."""
    heard_here = isinstance(line.event, _HEARD) and line.event.meeting_id == meeting.id
    if heard_here or f"{line.stream}/".startswith(f"meeting/{meeting.id}/"):
        return
    beside = isinstance(line.event, DeedUndone | PersonRecorded) and isinstance(deed[0].event, _WITH_OTHERS)
    if not beside:
        raise refused(f"That deed does not belong to {meeting.reference}.")


def _is_taken(meeting: Meeting, item_id: ItemId) -> bool:
    """Whether something was recorded under an item, or the meeting has turned to it."""
    item = next((i for i in meeting.items if i.id == item_id), None)
    return item is not None and (item.started_at is not None or bool(item.decisions or item.notes))


def _locked_at(of_meeting: Sequence[StoredEvent[Event]]) -> int:
    return max((line.seq for line in of_meeting if isinstance(line.event, AgendaLocked)), default=0)

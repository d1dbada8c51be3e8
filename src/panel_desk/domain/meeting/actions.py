"""Actions: recorded with an owner and a due date, carried from agenda to agenda until closed with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec.structs import replace

from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.errors import refused
from panel_desk.domain.events import ActionEvent
from panel_desk.domain.events.actions import ActionChased, ActionDueChanged, ActionRecorded, ActionStatus, ActionUpdated
from panel_desk.domain.ids import ActionId, AgencyKey, ItemId, MeetingId, PersonId, new_id
from panel_desk.domain.meeting.meetings import RECORDING, Meeting
from panel_desk.domain.people import Person


def action_reference(meeting_reference: str, number: int) -> str:
    """``SAFE-2026-11/07``. Numbers run within a meeting and are never given twice."""
    return f"{meeting_reference}/{number:02}"


def record(
    meeting: Meeting,
    item_id: ItemId,
    *,
    number: int,
    what: str,
    due_on: date,
    at: datetime,
    agency: AgencyKey,
    owner: Person | None = None,
) -> ActionRecorded:
    """Ask an agency, or a person in it, to do something by a day.

    Raises:
        DeskError: without words, with a due date before the meeting, for an agency without seat or owner, or for an
            owner of another agency.
    """
    meeting.need(*RECORDING, to="record an action")
    item = meeting.item(item_id)
    _check_asked(meeting, what, due_on, agency, owner)
    child, concern = item.agenda.child, item.agenda.concern
    return ActionRecorded(
        action_id=ActionId(new_id()),
        reference=action_reference(meeting.reference, number),
        panel=meeting.definition.key,
        meeting_id=meeting.id,
        item_id=item_id,
        what=what.strip(),
        agency=agency,
        agency_name=meeting.definition.agency_name(agency),
        due_on=due_on,
        at=at,
        owner_id=PersonId(owner.id) if owner else None,
        owner=owner.name if owner else "",
        child_id=child.child_id if child else None,
        concern_id=concern.concern_id if concern else None,
        about=f"{child.initials} ({child.local_id})" if child else concern.name if concern else "",
    )


def _check_asked(meeting: Meeting, what: str, due_on: date, agency: AgencyKey, owner: Person | None) -> None:
    if not what.strip():
        raise refused("What is to be done?", "An action says what, by whom and by when.")
    if due_on < meeting.held_on:
        raise refused("An action cannot be due before the meeting that asks for it.", "Check the due date.")
    if meeting.definition.seat(agency) is None and owner is None:
        raise refused(
            f"“{agency}” has no seat on the {meeting.definition.name}, and no person is named.",
            "Name an agency of the panel, or the person who will do it.",
        )
    if owner is not None and owner.agency != agency:
        raise refused(
            f"{owner.name} is of {meeting.definition.agency_name(owner.agency)}, "
            f"not of {meeting.definition.agency_name(agency)}.",
            "An action belongs to the agency of the person who owns it.",
        )


def update(
    action: ActionState,
    status: ActionStatus,
    on: date,
    *,
    reason: str = "",
    meeting_id: MeetingId | None = None,
    successor: str = "",
) -> ActionUpdated:
    """Set an action's status. Closing it, in whichever way, needs a reason; what is closed stays closed.

    Raises:
        DeskError: where the action is closed, the reason is missing, or a successor is.
    """
    if not action.status.is_open:
        raise refused(
            f"{action.reference} is closed as “{action.status.value}”.",
            "Record a new action if more is to be done; its reference is never used again.",
        )
    if not status.is_open and not reason.strip():
        raise refused(
            f"Why is {action.reference} “{status.value}”?",
            "No action leaves the log without a reason: say what was done, or why it was not.",
        )
    if on < action.recorded_at.date():
        raise refused(f"{action.reference} was recorded after that day.", "Check the date.")
    _check_successor(action, status, successor.strip())
    return ActionUpdated(
        action_id=action.id,
        status=status,
        on=on,
        reason=reason.strip(),
        meeting_id=meeting_id,
        successor=successor.strip(),
    )


def _check_successor(action: ActionState, status: ActionStatus, successor: str) -> None:
    succeeded = status in (ActionStatus.SUPERSEDED, ActionStatus.TRANSFERRED)
    if succeeded and not successor:
        raise refused(f"Which action takes the place of {action.reference}?", "Give its reference.")
    if successor and not succeeded:
        raise refused(
            f"{action.reference} is “{status.value}”, and so nothing takes its place.",
            "Only a superseded or transferred action has a successor.",
        )
    if successor == action.reference:
        raise refused(f"{action.reference} cannot take its own place.")


def postpone(
    action: ActionState, due_on: date, reason: str, *, meeting_id: MeetingId | None = None
) -> ActionDueChanged:
    """Give more time, with a reason; the action stays open and stays on every agenda."""
    if not action.status.is_open:
        raise refused(f"{action.reference} is closed as “{action.status.value}”.")
    if due_on <= action.due_on:
        raise refused(f"{action.reference} is due {action.due_on:%d/%m/%Y} already; more time means a later day.")
    if not reason.strip():
        raise refused(f"Why is {action.reference} given more time?")
    return ActionDueChanged(action_id=action.id, due_on=due_on, reason=reason.strip(), meeting_id=meeting_id)


def chase(action: ActionState, on: date, recipient: str) -> ActionChased:
    """The owner is asked for news; only of what is open.

    Raises:
        DeskError: where the action is closed, or nobody is named.
    """
    if not action.status.is_open:
        raise refused(f"{action.reference} is closed as “{action.status.value}”: there is nothing to chase.")
    if not recipient.strip():
        raise refused(f"Who is asked for news of {action.reference}?")
    return ActionChased(action_id=action.id, on=on, recipient=recipient.strip())


def state_from(events: Iterable[ActionEvent]) -> ActionState | None:
    """The action that its events tell, in their order; None where there are none."""
    state: ActionState | None = None
    for event in events:
        state = state_after(state, event)
    return state


def state_after(state: ActionState | None, event: ActionEvent) -> ActionState:
    """The action as it stands after one more event."""
    if isinstance(event, ActionRecorded):
        return _recorded(event)
    if state is None:
        raise ValueError("an action's first event is ActionRecorded")
    if isinstance(event, ActionChased):
        return state
    if isinstance(event, ActionDueChanged):
        return replace(state, due_on=event.due_on, status_reason=event.reason, status_meeting=event.meeting_id)
    return replace(
        state,
        status=event.status,
        status_on=event.on,
        status_reason=event.reason,
        status_meeting=event.meeting_id,
        successor=event.successor,
    )


def _recorded(event: ActionRecorded) -> ActionState:
    return ActionState(
        id=event.action_id,
        reference=event.reference,
        panel=event.panel,
        meeting_id=event.meeting_id,
        item_id=event.item_id,
        what=event.what,
        agency=event.agency,
        agency_name=event.agency_name,
        due_on=event.due_on,
        status=ActionStatus.OPEN,
        recorded_at=event.at,
        owner_id=event.owner_id,
        owner=event.owner,
        child_id=event.child_id,
        concern_id=event.concern_id,
        about=event.about,
    )

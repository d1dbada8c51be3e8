"""What rests on a deed of a meeting: while something recorded since stands on it, the deed is not taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.errors import DeskError, refused
from panel_desk.domain.events import Event
from panel_desk.domain.events.items import (
    DecisionRecorded,
    DissentRecorded,
    InterestDeclared,
    SteppedBack,
    SteppedOut,
)
from panel_desk.domain.events.meetings import AttendanceRecorded, QuorumOverridden
from panel_desk.domain.ids import ItemId, PersonId
from panel_desk.domain.meeting.meetings import Interest, Meeting


def refuse_rested_on(
    meeting: Meeting,
    deed: Sequence[Event],
    actions: Iterable[ActionState] = (),
    *,
    superseded: Iterable[tuple[str, str]] = (),
    only_line: bool = True,
) -> None:
    """Refuse to take back a deed on which something rests that is not taken back with it.

    Args:
        meeting: As it stands.
        deed: All that was recorded at one press.
        actions: What the meeting has asked for; needed for a deed about attendance.
        superseded: The references of actions that name one of the deed's as their successor, and that one's.
        only_line: Whether the deed holds the only line that tells how its person takes part.

    Raises:
        DeskError: with what rests on it, and how that is taken back.
    """
    for old, new in superseded:
        raise succeeds(old, new)
    found = next(_resting(meeting, deed, tuple(actions) if only_line else None), None)
    if found is not None:
        raise found


def succeeds(old: str, new: str) -> DeskError:
    """An action took the place of another, which would be left without anybody who does it."""
    return refused(
        f"{old} was closed because {new} takes its place.",
        f"Take that back first: undo (Ctrl+Z) until {old} is open again; or say what became of {new}.",
    )


def _resting(meeting: Meeting, deed: Sequence[Event], actions: Sequence[ActionState] | None) -> Iterator[DeskError]:
    for event in deed:
        match event:
            case DecisionRecorded() if _holds_dissent(meeting, event, deed):
                yield refused("The dissent rests on that decision.", "Take the dissent back first.")
            case QuorumOverridden() if _covers(meeting, event, deed):
                number = meeting.number(event.item_id)
                yield refused(f"What was decided on {number} rests on that ruling.", "Take the decision back first.")
            case InterestDeclared() | SteppedOut() | SteppedBack() if _has_moved_since(meeting, event, deed):
                yield refused(
                    f"{meeting.person(event.person_id).name} has gone out or come back since.",
                    "Take that back first: undo (Ctrl+Z) goes back one deed at a time.",
                )
            case AttendanceRecorded() if actions is not None and not _is_invited(meeting, event.person.id):
                if told := _told_of(meeting, event.person.id, actions):
                    yield refused(f"{event.person.name} {told}: that rests on their attendance.", "Take it back first.")


def _holds_dissent(meeting: Meeting, event: DecisionRecorded, deed: Sequence[Event]) -> bool:
    """Dissent does not stand without a decision."""
    item = meeting.item(event.item_id)
    return len(item.decisions) == 1 and bool(item.dissent) and not any(isinstance(o, DissentRecorded) for o in deed)


def _covers(meeting: Meeting, event: QuorumOverridden, deed: Sequence[Event]) -> bool:
    """A decision made since counts as quorate only because of the ruling."""
    made = [one.decision for one in meeting.item(event.item_id).decisions]
    return any(
        one.quorate and one.missing and one.at >= event.at and set(one.missing) <= set(event.missing)
        for one in made
        if one not in deed
    )


def _has_moved_since(
    meeting: Meeting, event: InterestDeclared | SteppedOut | SteppedBack, deed: Sequence[Event]
) -> bool:
    """Whether they stepped out or back after the event, at another press."""
    interest = _interest(meeting, event.item_id, event.person_id)
    if interest is None:
        return False
    own_out = any(isinstance(one, SteppedOut) and one.person_id == event.person_id for one in deed)
    if isinstance(event, SteppedBack):
        return any(back == event.at for _, back in interest.earlier)
    if isinstance(event, SteppedOut):
        return interest.out_at != event.at or interest.back_at is not None
    return interest.back_at is not None or bool(interest.earlier) or (interest.out_at is not None and not own_out)


def _interest(meeting: Meeting, item_id: ItemId, person_id: PersonId) -> Interest | None:
    return next((i for i in meeting.item(item_id).interests if i.person_id == person_id), None)


def _is_invited(meeting: Meeting, person_id: PersonId) -> bool:
    return any(invited.person.id == person_id for invited in meeting.planned.invited)


def _told_of(meeting: Meeting, person_id: PersonId, actions: Sequence[ActionState]) -> str:
    """What else the record tells of somebody, in words; empty where nothing."""
    owned = next((a.reference for a in actions if a.owner_id == person_id), None)
    if owned is not None:
        return f"owns {owned}"
    for item in meeting.items:
        if any(interest.person_id == person_id for interest in item.interests):
            return f"declared an interest in {meeting.number(item.id)}"
        if any(dissent.person_id == person_id for dissent in item.dissent):
            return f"dissented on {meeting.number(item.id)}"
    if any(a.person.id == person_id and a.movements for a in meeting.attendance):
        return "left or came back since"
    return ""

"""What is left to look at before a meeting is closed: sentences, each with the item it leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import Enum

from msgspec import Struct

from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import ItemId, PersonId
from panel_desk.domain.meeting.meetings import Item, Meeting, MeetingState
from panel_desk.domain.meeting.sitting import undecided
from panel_desk.domain.minutes.attendance_words import name_of
from panel_desk.domain.room.fixed_items import not_recorded

_ATTENDED = (
    AttendanceKind.PRESENT,
    AttendanceKind.SUBSTITUTE,
    AttendanceKind.PART,
    AttendanceKind.PRESENTER,
    AttendanceKind.OBSERVER,
)

_MOST_SHOWN = 80
"""Letters of a line in a sentence."""


class CheckKind(Enum):
    """What a check is about, and so where its button leads."""

    ADJOURNED = "adjourned"
    UNDECIDED = "undecided"
    NOT_TAKEN = "not taken"
    INTEREST_OUT = "interest out"
    REMINDER = "reminder"
    CONFIRMATION = "confirmation"
    OWNER_AWAY = "owner away"
    NOT_RECORDED = "not recorded"
    TYPED = "typed"
    HALF_LINE = "half line"


class ClosingCheck(Struct, frozen=True, kw_only=True):
    """One thing to look at."""

    kind: CheckKind
    sentence: str
    blocking: bool = False
    """The meeting cannot be closed before it is mended."""
    item_id: ItemId | None = None
    person_id: PersonId | None = None


def closing_checks(
    meeting: Meeting, actions: Sequence[ActionState] = (), typed: Collection[ItemId] = (), *, line: str = ""
) -> tuple[ClosingCheck, ...]:
    """Everything to look at: what blocks first, then kind by kind, each in the running order.

    Args:
        meeting: As it stands.
        actions: What the meeting has asked for.
        typed: Items with words that are typed and not recorded yet.
        line: What stands in the capture line: a line is recorded by Enter alone.
    """
    if meeting.closed_at is not None:
        return tuple(_confirmations(meeting))
    return (
        *_adjourned(meeting),
        *_undecided(meeting),
        *_not_taken(meeting),
        *_interests(meeting),
        *_reminder(meeting),
        *_confirmations(meeting),
        *_people(meeting),
        *_owners(meeting, actions),
        *_typed(meeting, typed),
        *_half_line(line),
    )


def is_blocked(checks: Sequence[ClosingCheck]) -> bool:
    """Whether the meeting cannot be closed yet."""
    return any(check.blocking for check in checks)


def called(meeting: Meeting, item: Item) -> str:
    """``7.1 J.M.``, ``8.1 Mill Park``, ``4 Matters arising and action log``: never a child's name."""
    child, concern = item.agenda.child, item.agenda.concern
    words = child.initials if child is not None else concern.name if concern is not None else item.agenda.title
    return f"{meeting.number(item.id)} {words}"


def _adjourned(meeting: Meeting) -> Iterator[ClosingCheck]:
    if meeting.state is MeetingState.ADJOURNED:
        yield ClosingCheck(
            kind=CheckKind.ADJOURNED, sentence="The meeting is adjourned: resume it before it is closed.", blocking=True
        )


def _undecided(meeting: Meeting) -> Iterator[ClosingCheck]:
    for item in undecided(meeting):
        taken = "" if item.started_at is not None else " was not taken and"
        yield ClosingCheck(
            kind=CheckKind.UNDECIDED,
            sentence=f"{called(meeting, item)}{taken} has no outcome: decide it, or defer it with a reason.",
            blocking=True,
            item_id=item.id,
        )


def _not_taken(meeting: Meeting) -> Iterator[ClosingCheck]:
    waiting = {item.id for item in undecided(meeting)}
    for item in meeting.items:
        if item.started_at is None and item.id not in waiting:
            yield ClosingCheck(
                kind=CheckKind.NOT_TAKEN, sentence=f"{called(meeting, item)} was not taken.", item_id=item.id
            )


def _interests(meeting: Meeting) -> Iterator[ClosingCheck]:
    for item in meeting.items:
        for interest in item.interests:
            if interest.is_out:
                yield ClosingCheck(
                    kind=CheckKind.INTEREST_OUT,
                    sentence=f"{name_of(meeting, interest.person_id)} is still out of the room for "
                    f"{called(meeting, item).rstrip('.')}.",
                    item_id=item.id,
                    person_id=interest.person_id,
                )


def _reminder(meeting: Meeting) -> Iterator[ClosingCheck]:
    if meeting.confidentiality_read_at is None:
        yield ClosingCheck(
            kind=CheckKind.REMINDER, sentence="Nobody has ticked that the confidentiality statement was read."
        )


def _confirmations(meeting: Meeting) -> Iterator[ClosingCheck]:
    for item in meeting.items:
        if any(not made.decision.quorate and made.confirmed is None for made in item.decisions):
            yield ClosingCheck(
                kind=CheckKind.CONFIRMATION,
                sentence=f"The recommendation on {called(meeting, item)} waits for the chair’s confirmation.",
                item_id=item.id,
            )


def _people(meeting: Meeting) -> Iterator[ClosingCheck]:
    for person in not_recorded(meeting):
        yield ClosingCheck(
            kind=CheckKind.NOT_RECORDED,
            sentence=f"Nothing is recorded of {person.name}: present, apologies, or absent.",
            person_id=person.id,
        )


def _owners(meeting: Meeting, actions: Sequence[ActionState]) -> Iterator[ClosingCheck]:
    """Who has something to do and was not there to hear it: the sheet alone will tell them."""
    here = [a.person for a in meeting.attendance if a.kind in _ATTENDED]
    people, agencies = {person.id for person in here}, {person.agency for person in here}
    for action in actions:
        known = action.owner_id in people if action.owner_id is not None else action.agency in agencies
        if action.status.is_open and not known:
            who = action.owner or f"{action.agency_name}, of which nobody was there"
            away = ", who was not there" if action.owner else ""
            yield ClosingCheck(
                kind=CheckKind.OWNER_AWAY,
                sentence=f"Action {action.reference.rpartition('/')[2]} is with {who}{away}.",
                item_id=action.item_id,
                person_id=action.owner_id,
            )


def _typed(meeting: Meeting, typed: Collection[ItemId]) -> Iterator[ClosingCheck]:
    for item in meeting.items:
        if item.id in typed:
            yield ClosingCheck(
                kind=CheckKind.TYPED,
                sentence=f"What is typed under {called(meeting, item)} is not in the record yet: closing records it.",
                item_id=item.id,
            )


def _half_line(line: str) -> Iterator[ClosingCheck]:
    words = " ".join(line.split())
    if words:
        shown = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN].rstrip()}…"
        yield ClosingCheck(
            kind=CheckKind.HALF_LINE,
            sentence=f"A line is typed and not recorded: “{shown}”. Closing does not record it.",
        )

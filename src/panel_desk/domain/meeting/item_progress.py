"""How one item progresses: what each event about it makes of it, and when the meeting is on it.

Nothing is refused here, as in ``progress``.
"""

from __future__ import annotations

from datetime import datetime
from functools import singledispatch

from msgspec.structs import replace

from panel_desk.domain.events import items, meetings
from panel_desk.domain.ids import PersonId
from panel_desk.domain.meeting.meetings import DecisionMade, Interest, Item

OF_AN_ITEM = (
    meetings.AgendaItemChanged,
    meetings.QuorumOverridden,
    items.NoteRecorded,
    items.InterestDeclared,
    items.SteppedOut,
    items.SteppedBack,
    items.DecisionRecorded,
    items.DissentRecorded,
    items.RecommendationConfirmed,
)
"""Events that change the one item they name, and nothing else of the meeting."""

ItemEvent = (
    meetings.AgendaItemChanged
    | meetings.QuorumOverridden
    | items.NoteRecorded
    | items.InterestDeclared
    | items.SteppedOut
    | items.SteppedBack
    | items.DecisionRecorded
    | items.DissentRecorded
    | items.RecommendationConfirmed
)


@singledispatch
def item_after(event: ItemEvent, item: Item) -> Item:
    """The item as it stands after one more event about it."""
    del item
    raise TypeError(f"{type(event).__name__} is no event of an item")


@item_after.register
def _(event: meetings.AgendaItemChanged, item: Item) -> Item:
    title = event.title or item.agenda.title
    return replace(item, agenda=replace(item.agenda, minutes=event.minutes, presenter=event.presenter, title=title))


@item_after.register
def _(event: meetings.QuorumOverridden, item: Item) -> Item:
    return replace(item, overridden=event)


@item_after.register
def _(event: items.NoteRecorded, item: Item) -> Item:
    notes = {section: text for section, text in item.notes.items() if section is not event.section}
    if event.text.strip():
        notes[event.section] = event.text
    return replace(item, notes=notes)


@item_after.register
def _(event: items.InterestDeclared, item: Item) -> Item:
    declared = Interest(person_id=event.person_id, nature=event.nature, declared_at=event.at)
    return replace(item, interests=(*item.interests, declared))


@item_after.register
def _(event: items.SteppedOut, item: Item) -> Item:
    """Who was out before, and came back, was out twice: both are minuted."""
    found = []
    for interest in item.interests:
        mine = interest.person_id == event.person_id
        found.append(_out_again(interest, event.at) if mine else interest)
    return replace(item, interests=tuple(found))


def _out_again(interest: Interest, at: datetime) -> Interest:
    earlier = interest.earlier
    if interest.out_at is not None and interest.back_at is not None:
        earlier = (*earlier, (interest.out_at, interest.back_at))
    return replace(interest, out_at=at, back_at=None, earlier=earlier)


@item_after.register
def _(event: items.SteppedBack, item: Item) -> Item:
    return replace(item, interests=tuple(_back(i, event.person_id, event.at) for i in item.interests))


def _back(interest: Interest, person_id: PersonId, at: datetime) -> Interest:
    return replace(interest, back_at=at) if interest.person_id == person_id else interest


@item_after.register
def _(event: items.DecisionRecorded, item: Item) -> Item:
    return replace(item, decisions=(*item.decisions, DecisionMade(decision=event)))


@item_after.register
def _(event: items.DissentRecorded, item: Item) -> Item:
    return replace(item, dissent=(*item.dissent, event))


@item_after.register
def _(event: items.RecommendationConfirmed, item: Item) -> Item:
    made = tuple(
        replace(d, confirmed=event) if d.decision.decision_id == event.decision_id else d for d in item.decisions
    )
    return replace(item, decisions=made)


def started(item: Item, at: datetime) -> Item:
    """The meeting turned to the item."""
    return replace(taken(item, at), started_at=item.started_at or at, ended_at=None)


def ended(item: Item, at: datetime) -> Item:
    """The meeting turned away from the item, or was closed on it."""
    return replace(left(item, at), ended_at=at)


def taken(item: Item, at: datetime) -> Item:
    """The meeting is on the item from now on; where it is already, nothing changes."""
    on_it = item.turns and item.turns[-1][1] is None
    return item if on_it else replace(item, turns=(*item.turns, (at, None)))


def left(item: Item, at: datetime) -> Item:
    """The meeting is no longer on the item."""
    if not item.turns or item.turns[-1][1] is not None:
        return item
    return replace(item, turns=(*item.turns[:-1], (item.turns[-1][0], at)))

"""The quorum of an item in words: the chip of the time line, and who fulfils each group or why nobody does."""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain.ids import AgencyKey, ItemId
from panel_desk.domain.meeting import quorum
from panel_desk.domain.meeting.decisions import is_ruled_on
from panel_desk.domain.meeting.meetings import Item, Meeting
from panel_desk.domain.minutes.decision_words import resolved
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.meeting.people.attendance_presenter import state_of

MEANING = "Without quorum, what the panel decides stands as a recommendation for the chair’s confirmation."


class QuorumChip(Struct, frozen=True, kw_only=True):
    """The chip of the time line."""

    words: str
    """``Quorum: 4 of 4 agencies``; ``No quorum: Health missing``."""
    tone: Tone
    icon: str
    detail: str = ""
    """The same at length, for the tooltip and for those who hear the screen."""


class QuorumGroup(Struct, frozen=True, kw_only=True):
    """One group of the quorum."""

    name: str
    """``Police``; ``Health or Education``; ``The chair or deputy``."""
    met: bool
    words: str
    """Who fulfils it, or why nobody does: ``Imran Khan``; ``Abena Osei left 11:58``."""


class Recommendation(Struct, frozen=True, kw_only=True):
    """What was decided on an item without quorum, and waits for the chair."""

    item_id: ItemId
    words: str
    """``7.1 J.M.: to continue, because …``."""


class QuorumView(Struct, frozen=True, kw_only=True):
    """Everything about the quorum of one item."""

    title: str
    groups: tuple[QuorumGroup, ...]
    met: bool
    meaning: str = ""
    """What it means that it is not met."""
    override: str = ""
    """The chair's ruling, where there is one."""
    may_override: bool = False
    """Whether a ruling would do something here."""
    waiting: tuple[Recommendation, ...] = ()
    """Of every item, the one in hand first."""


def quorum_words(meeting: Meeting, item_id: ItemId | None) -> QuorumChip:
    """The quorum as it is now, for an item or (None) for the meeting as a whole."""
    count = quorum.count(meeting, item_id)
    groups = quorum_groups(meeting, item_id)
    detail = "; ".join(f"{group.name}: {group.words}" for group in groups)
    if count.is_met:
        of = len(groups)
        words = f"Quorum: {of} of {of} agencies" if of else "No quorum is asked for"
        return QuorumChip(words=words, tone=Tone.GREEN, icon="check", detail=detail)
    missing = quorum.words(meeting, count.missing)
    item = _item(meeting, item_id)
    if item is not None and item.overridden is not None and is_ruled_on(meeting, item.id):
        return QuorumChip(
            words=f"Quorum overridden: {missing} missing", tone=Tone.INFO, icon="gavel", detail=item.overridden.reason
        )
    return QuorumChip(words=f"No quorum: {missing} missing", tone=Tone.AMBER, icon="triangle-alert", detail=detail)


def quorum_groups(meeting: Meeting, item_id: ItemId | None) -> tuple[QuorumGroup, ...]:
    """Each group of the quorum with who fulfils it, or why nobody does."""
    return tuple(_group(meeting, item_id, group) for group in meeting.definition.quorum)


def quorum_view(meeting: Meeting, item_id: ItemId | None) -> QuorumView:
    """What F3 shows."""
    item = _item(meeting, item_id)
    count = quorum.count(meeting, item_id)
    ruling = item.overridden if item is not None else None
    covered = item is not None and is_ruled_on(meeting, item.id)
    return QuorumView(
        title=f"Quorum for {_title(meeting, item)}" if item is not None else "Quorum of the meeting",
        groups=quorum_groups(meeting, item_id),
        met=count.is_met,
        meaning="" if count.is_met or covered else MEANING,
        override=f"Decided without quorum: {ruling.reason}." if ruling is not None else "",
        may_override=item is not None and item.needs_outcome and not count.is_met and not covered,
        waiting=waiting(meeting, item_id),
    )


def _item(meeting: Meeting, item_id: ItemId | None) -> Item | None:
    return next((item for item in meeting.items if item.id == item_id), None)


def _group(meeting: Meeting, item_id: ItemId | None, group: tuple[AgencyKey, ...]) -> QuorumGroup:
    name = quorum.words(meeting, (group,))
    here = quorum.fulfilled_by(meeting, item_id, group)
    if here:
        words = ", ".join(a.person.name for a in here)
        return QuorumGroup(name=name[:1].upper() + name[1:], met=True, words=words)
    missing = [
        f"{meeting.person(person_id).name} {state_of(meeting, person_id)}"
        for person_id in quorum.expected_for(meeting, group)
    ]
    words = "; ".join(missing) or "nobody is invited"
    return QuorumGroup(name=name[:1].upper() + name[1:], met=False, words=words)


def waiting(meeting: Meeting, item_id: ItemId | None = None) -> tuple[Recommendation, ...]:
    """What waits for the chair’s confirmation, of every item; that of the item in hand first."""
    found = []
    for item in meeting.items:
        made = [m for m in item.decisions if not m.decision.quorate and m.confirmed is None]
        if made:
            words = " ".join(resolved(meeting, item, one).words for one in made)
            found.append(Recommendation(item_id=item.id, words=f"{_title(meeting, item)}: {words}"))
    return tuple(sorted(found, key=lambda one: one.item_id != item_id))


def _title(meeting: Meeting, item: Item) -> str:
    agenda = item.agenda
    subject = agenda.child.initials if agenda.child else agenda.concern.name if agenda.concern else agenda.title
    return f"{meeting.number(item.id)} {subject}"

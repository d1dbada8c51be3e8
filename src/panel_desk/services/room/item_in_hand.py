"""What the meeting room shows of the item in hand: why it is listed, what was decided before, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import england_day
from panel_desk.domain.children.child_story import Link
from panel_desk.domain.children.standing import ActionState, Decided
from panel_desk.domain.ids import AgencyKey, ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Item, Meeting
from panel_desk.domain.minutes.minutes import Minutes
from panel_desk.domain.panels import SectionKind
from panel_desk.domain.risk import RiskScale
from panel_desk.domain.room.fixed_items import fixed_sentence
from panel_desk.domain.room.item_facts import (
    ActionFate,
    Beside,
    ItemFacts,
    LastDecision,
    fates,
    in_order,
    last_decision,
    risk_told,
)
from panel_desk.services.book import Book
from panel_desk.services.meetings import Meetings
from panel_desk.services.minutes import MinutesDeeds
from panel_desk.vault import archive
from panel_desk.vault.queries import actions as action_queries
from panel_desk.vault.queries import child_links, child_story, decided
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import meetings as meeting_queries

__all__ = ["ActionFate", "Beside", "ItemFacts", "LastDecision", "PreviousMinutes", "Room"]

_MOST_BESIDE = 6


class PreviousMinutes(Struct, frozen=True, kw_only=True):
    """The minutes of the panel's meeting before this one, to be shown as they print."""

    meeting_id: MeetingId
    reference: str
    held_on: date
    state: str
    """``circulated``, ``signed``."""
    pdf: bytes = b""
    """The signed file, to the byte; empty where they are not signed."""
    minutes: Minutes | None = None
    """Where they are not signed: to be drawn with ``Publishing.drawn``, off the GUI thread."""


class Room:
    """Reads what the room shows. Nothing is written."""

    def __init__(self, book: Book, meetings: Meetings, minutes: MinutesDeeds) -> None:
        self._book = book
        self._meetings = meetings
        self._minutes = minutes

    def facts(self, meeting_id: MeetingId, item_id: ItemId) -> ItemFacts:
        """What to know of an item before it is talked about.

        Raises:
            DeskError: where there is no such meeting or item.
        """
        meeting = self._meetings.meeting(meeting_id)
        item = meeting.item(item_id)
        if not item.needs_outcome:
            return self._of_fixed(meeting, item)
        told = self._decided(item)
        last = last_decision(meeting, told)
        risk = risk_told(meeting, told, self._scales(meeting, told))
        child = item.agenda.child
        return ItemFacts(
            because=tuple(reason.sentence for reason in item.agenda.because),
            last=last,
            fates=fates(meeting, self._actions_about(item), last, self._today()),
            risk=risk.level,
            risk_words=risk.words,
            risk_scale=risk.scale,
            risk_tone=risk.tone,
            listed_risk=child.listed_risk if child is not None and not risk.level else "",
            beside=self._beside(meeting, item),
        )

    def owing(self, meeting_id: MeetingId) -> dict[ItemId, frozenset[AgencyKey]]:
        """Which agencies own open actions on each item's child or concern; on the action log, on anything of the panel.

        Items on which nobody owes anything are left out.
        """
        meeting = self._meetings.meeting(meeting_id)
        subjects = {item.id: _subject(item) for item in meeting.items}
        wanted = [subject for subject in subjects.values() if subject]
        about = action_queries.owing(self._book.db, wanted, but_of=meeting_id)
        found = {item_id: about.get(subject, frozenset()) for item_id, subject in subjects.items()}
        for item in meeting.items:
            if meeting.definition.section(item.agenda.section).kind is SectionKind.ACTION_LOG:
                found[item.id] = frozenset(a.agency for a in self._open_of_panel(meeting))
        return {item_id: agencies for item_id, agencies in found.items() if agencies}

    def previous_minutes(self, meeting_id: MeetingId) -> PreviousMinutes | None:
        """The minutes of the panel's meeting before this one; None where there is none, or it has not sat."""
        meeting = self.before(self._meetings.meeting(meeting_id))
        if meeting is None or meeting.opened_at is None:
            return None
        signed = bool(meeting.signed_pdf)
        return PreviousMinutes(
            meeting_id=meeting.id,
            reference=meeting.reference,
            held_on=meeting.held_on,
            state=meeting.state.value,
            pdf=archive.kept(self._book.db, meeting.signed_pdf) if signed else b"",
            minutes=None if signed else self._minutes.value(meeting.id),
        )

    def before(self, meeting: Meeting) -> Meeting | None:
        """The panel's meeting before another; None where there is none, or it was purged."""
        previous = meeting.planned.previous
        is_there = previous is not None and meeting_queries.by_id(self._book.db, previous) is not None
        return self._meetings.meeting(previous) if previous is not None and is_there else None

    def now(self) -> datetime:
        """The desk's time."""
        return self._book.now()

    def _of_fixed(self, meeting: Meeting, item: Item) -> ItemFacts:
        kind = meeting.definition.section(item.agenda.section).kind
        shown: Sequence[ActionState] = ()
        if kind is SectionKind.ACTION_LOG:
            # What the meeting has heard stays in sight, with its new word.
            heard = action_queries.heard_at(self._book.db, meeting.definition.key, meeting.id)
            shown = (*self._open_of_panel(meeting), *(a for a in heard if not a.status.is_open))
        told = in_order(meeting, shown, self._today())
        before = self.before(meeting) if kind is SectionKind.LAST_MINUTES else None
        following = meeting_queries.coming_after(self._book.db, meeting.definition.key, meeting.held_on)
        coming = following.held_on if following is not None else None
        facts = ItemFacts(because=tuple(reason.sentence for reason in item.agenda.because), fates=told)
        return replace(facts, sentence=fixed_sentence(meeting, item, told, before=before, coming=coming))

    def _open_of_panel(self, meeting: Meeting) -> tuple[ActionState, ...]:
        """Open actions of earlier meetings."""
        found = action_queries.open_of_panel(self._book.db, meeting.definition.key)
        return tuple(action for action in found if action.meeting_id != meeting.id)

    def _decided(self, item: Item) -> tuple[Decided, ...]:
        subject = _subject(item)
        on = decided.on_children if item.agenda.child is not None else decided.on_concerns
        return on(self._book.db, [subject]).get(subject, ())

    def _actions_about(self, item: Item) -> tuple[ActionState, ...]:
        return action_queries.about(self._book.db, _subject(item))

    def _scales(self, meeting: Meeting, told: Sequence[Decided]) -> dict[str, RiskScale]:
        own = meeting.definition.risk_scale.name
        foreign = any(d.risk is not None and d.risk.scale != own for d in told)
        return child_story.scales(self._book.db) if foreign else {}

    def _beside(self, meeting: Meeting, item: Item) -> tuple[Beside, ...]:
        child = item.agenda.child
        if child is None:
            return ()
        row = child_queries.by_id(self._book.db, child.child_id)
        of = child_links.Beside(child.child_id, child.local_id, row.facts.address if row is not None else "")
        links = child_links.links(self._book.db, of, child_story.texts(self._book.db, child.child_id))
        return tuple(_beside(meeting, link) for link in links[:_MOST_BESIDE])

    def _today(self) -> date:
        return england_day(self._book.now())


def _subject(item: Item) -> str:
    if item.agenda.child is not None:
        return item.agenda.child.child_id
    return item.agenda.concern.concern_id if item.agenda.concern is not None else ""


def _beside(meeting: Meeting, link: Link) -> Beside:
    """The link, and where it stands on this very agenda."""
    subject = link.child_id or link.concern_id
    here = next((item for item in meeting.items if _subject(item) == subject), None)
    words = link.name if link.concern_id is not None else f"{link.initials} ({link.local_id})"
    return Beside(
        words=words,
        why=f"{link.why} On this agenda as {meeting.number(here.id)}." if here is not None else link.why,
        item_id=here.id if here is not None else None,
        child_id=link.child_id,
        concern_id=link.concern_id,
    )

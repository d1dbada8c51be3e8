"""What was taken back or removed, and what is typed and not kept yet: it is held all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.calendar import date_words, england_day
from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.events.meetings import AgendaItemAdded, AgendaItemRemoved, AgendaProposed
from panel_desk.domain.events.missing import EpisodesMatched, InterviewRecorded, InterviewWithdrawn, PathwayEntered
from panel_desk.domain.events.strategy import ConcernLinked, ConcernUnlinked, FeedbackRecorded
from panel_desk.domain.keeping.subject_access import entry_key
from panel_desk.domain.keeping.subject_told import Told, ToldEntry
from panel_desk.domain.missing.interviews import ReturnInterview
from panel_desk.services.keeping.held_child import HeldChild, naming
from panel_desk.services.keeping.held_elsewhere import day_of
from panel_desk.services.keeping.held_records import interview_lines
from panel_desk.vault.driver import Database
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.queries import held

_WHY_REMOVED = "Why removed"
_TAKEN_BACK = "It was taken back: was it ever about this child?"
_DRAFT = "It was typed and not kept: is it about this child?"
_NO_WORDS = frozenset({"type", "tag", "section", "verb", "state", "kind", "status", "reference", "panel", "sha256"})


class HeldRemoved:
    """Goes through the journal once.

    Args:
        db: Any connection.
        children: The child under every number.
        own: Items and actions about the child.
    """

    def __init__(self, db: Database, children: Sequence[HeldChild], own: frozenset[str]) -> None:
        self._db = db
        self._numbers = frozenset(child.local_id for child in children)
        self._ids = {*(child.child_id for child in children), *own}
        self._naming = naming(children)
        self._items: dict[str, AgendaItem] = {}
        self._interviews: dict[str, ReturnInterview] = {}
        self._linked: dict[str, str] = {}

    def removed(self) -> Iterator[ToldEntry]:
        """Interviews withdrawn, places unlinked, items taken off an agenda, answers changed, and deeds undone."""
        for line, is_undone in held.deeds(self._db):
            if line.event is None or isinstance(line.event, DeedUndone):
                continue
            self._learn(line.event)
            entry = self._undone(line) if is_undone else self._taken_off(line)
            if entry is not None:
                yield entry

    def drafts(self) -> Iterator[ToldEntry]:
        """Texts of fields that were not left yet: whole where they are the child's own, else what names the child."""
        for place, field, text, at in held.drafts(self._db):
            is_own = any(part in self._ids for part in place.split("/"))
            said = text if is_own else self._naming.sentences(text)
            if said.strip():
                yield ToldEntry(
                    key=entry_key("draft", place, field),
                    title="A draft",
                    when=day_of(at),
                    lines=(Told(label="Typed", text=said, free=True, read=_DRAFT),),
                )

    def _learn(self, event: Event) -> None:
        """Keep what is the child's, and what a later event may remove."""
        match event:
            case AgendaProposed(items=items):
                self._learn_items(items)
            case AgendaItemAdded(item=item):
                self._learn_items((item,))
            case InterviewRecorded(interview=interview) if self._numbers & {one.listed_as for one in event.about}:
                self._interviews[interview.id] = interview
                self._ids.add(interview.id)
            case PathwayEntered(entry=entry) if entry.local_id in self._numbers:
                self._ids.add(entry.id)
            case FeedbackRecorded(feedback=feedback) if feedback.child_id in self._ids:
                self._ids.add(feedback.id)
            case ConcernLinked(concern_id=concern_id, local_id=local_id, why=why) if local_id in self._numbers:
                self._linked[concern_id] = why
            case _:
                pass

    def _learn_items(self, items: Sequence[AgendaItem]) -> None:
        for item in items:
            if item.child is not None and item.child.local_id in self._numbers:
                self._items[item.id] = item
                self._ids.add(item.id)

    def _taken_off(self, line: StoredEvent[Event]) -> ToldEntry | None:
        match line.event:
            case AgendaItemRemoved(item_id=item_id, reason=reason):
                return self._removed_item(line, self._items.get(item_id), reason)
            case InterviewWithdrawn(interview_id=interview_id, reason=reason):
                return self._withdrawn(line, self._interviews.get(interview_id), reason)
            case ConcernUnlinked(concern_id=concern_id, local_id=local_id, reason=reason):
                if local_id in self._numbers:
                    why = Told(label="Why linked", text=self._linked.pop(concern_id, ""), free=True)
                    return _entry(line, "A place or theme that the child was linked to", why, _because(reason))
            case EpisodesMatched(source_id=source_id, local_id=local_id, reason=reason):
                if local_id in self._numbers and held.matched_to(self._db, source_id) not in self._numbers:
                    number = Told(label="The list’s number", text=source_id)
                    why = Told(label="Why", text=reason, free=True, read=_TAKEN_BACK)
                    return _entry(line, "Episodes that were thought to be this child’s", number, why)
            case _:
                pass
        return None

    def _removed_item(self, line: StoredEvent[Event], item: AgendaItem | None, reason: str) -> ToldEntry | None:
        if item is None:
            return None
        listed = (Told(label="Why listed", text=one.sentence, free=True) for one in item.because)
        return _entry(line, f"Taken off an agenda: {item.title}", *listed, _because(reason))

    def _withdrawn(self, line: StoredEvent[Event], interview: ReturnInterview | None, reason: str) -> ToldEntry | None:
        if interview is None:
            return None
        return _entry(line, "A return interview withdrawn", *interview_lines(interview), _because(reason))

    def _undone(self, line: StoredEvent[Event]) -> ToldEntry | None:
        """Whatever was entered of the child and then undone; of what is of others too, what names the child."""
        event = msgspec.to_builtins(line.event)
        parts = [event] if self._ids.intersection(line.stream.split("/")) else list(self._own_parts(event))
        said = [words for part in parts for words in _words_of(part, "")]
        if not parts:
            said = [(field, self._naming.sentences(text)) for field, text in _words_of(event, "")]
        lines = [
            Told(label=field.replace("_", " ").capitalize(), text=text, free=True, read=_TAKEN_BACK)
            for field, text in said
            if text.strip() and _is_said(field)
        ]
        return _entry(line, f"{line.kind.replace('-', ' ').capitalize()}, undone", *lines) if lines else None

    def _own_parts(self, value: object) -> Iterator[dict[str, object]]:
        """The smallest parts of an event that are about the child."""
        if isinstance(value, dict):
            child = value.get("child")
            of = [*value.values(), *(child.values() if isinstance(child, dict) else ())]
            if any(isinstance(one, str) and (one in self._numbers or one in self._ids) for one in of):
                yield value
                return
            value = list(value.values())
        if isinstance(value, list | tuple):
            for part in value:
                yield from self._own_parts(part)


def _entry(line: StoredEvent[Event], title: str, *lines: Told) -> ToldEntry:
    return ToldEntry(
        key=entry_key("removed", line.event_id),
        title=title,
        when=date_words(england_day(line.at)),
        lines=lines,
    )


def _because(reason: str) -> Told:
    return Told(label=_WHY_REMOVED, text=reason, free=True)


def _words_of(value: object, field: str) -> Iterator[tuple[str, str]]:
    """The texts of an event, each with the field it stands in."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _words_of(part, str(name))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _words_of(part, field)


def _is_said(label: str) -> bool:
    """Whether a field holds words, and neither an identifier nor a time."""
    return (
        label not in _NO_WORDS and not label.endswith(("_id", "_ids", "_at", "_on")) and label not in {"id", "at", "on"}
    )

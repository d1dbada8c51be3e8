"""Undo and redo of the last deed across the whole desk, told from the journal of this session alone.

Redo takes the undo back, which brings its deed's events back as they were. It is offered only while nothing but undos
and redos has been recorded since: the record then stands again where it stood before, so that no rule can be broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from msgspec import structs

from panel_desk.domain.children.cases import ListKind
from panel_desk.domain.deed_words import deed_words, way_back
from panel_desk.domain.errors import refused
from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.events.meetings import MeetingPlanned
from panel_desk.domain.ids import ActionId, ImportId, MeetingId, PersonId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.undoable import may_be_undone
from panel_desk.services.actions import Actions
from panel_desk.services.book import Book, Deed
from panel_desk.services.importing import Importing
from panel_desk.services.meetings import Meetings
from panel_desk.services.missing.undoing_missing import MISSING, undo_missing
from panel_desk.services.strategy.undoing_between import BETWEEN, undo_between
from panel_desk.vault.chain import kind_of
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.queries import actions as action_queries
from panel_desk.vault.queries import episodes as episode_queries
from panel_desk.vault.queries import imports as import_queries
from panel_desk.vault.queries import known as known_queries
from panel_desk.vault.queries import streams

_UNDO = kind_of(DeedUndone(event_ids=()))
_LIST = kind_of(CaseListImported(import_id=ImportId(""), kind=ListKind.PROFILE, file_name="", file_sha256=""))


class Undoing:
    """Takes the last deed of somebody back, in the way that belongs to it, and brings it back again."""

    def __init__(self, book: Book, meetings: Meetings, importing: Importing, actions: Actions) -> None:
        self._book = book
        self._meetings = meetings
        self._importing = importing
        self._actions = actions

    def last(self, actor: PersonId) -> str | None:
        """What undo would take back, in words; None where there is nothing, or others have seen it."""
        deed = self._last(actor)
        return self._words(deed) if deed and all(may_be_undone(line.event) for line in deed) else None

    def last_deed(self, actor: PersonId) -> Deed:
        """The deed that undo would take back; nothing where there is none."""
        return self._last(actor)

    def next_deed(self, actor: PersonId) -> Deed:
        """The deed that redo would bring back; nothing where there is none."""
        undo = self._undone_last(actor)
        return self._taken_back_by(undo) if undo else ()

    def meeting_of(self, deed: Deed) -> MeetingId | None:
        """The meeting a deed was done in; None where it was in none, or planned it."""
        return self._meeting_of(deed[0]) if deed and not isinstance(deed[0].event, MeetingPlanned) else None

    def words(self, deed: Deed) -> str:
        """A deed in the clerk's words."""
        return self._words(deed)

    def next(self, actor: PersonId) -> str | None:
        """What redo would bring back, in words; None where there is nothing."""
        undo = self._undone_last(actor)
        return self._words(self._taken_back_by(undo)) if undo else None

    def undo(self, actor: PersonId) -> str:
        """Take the last deed back.

        Returns:
            What it was, in words.

        Raises:
            DeskError: where there is none, others have seen its result, or something rests on it.
        """
        deed = self._last(actor)
        if not deed:
            raise refused("There is nothing of this session to take back.")
        words = self._words(deed)
        for line in deed:
            if line.event is not None and not may_be_undone(line.event):
                raise refused(f"{words[:1].upper()}{words[1:]}: that cannot be undone.", way_back(line.event))
        self._take_back(actor, deed)
        self._meetings.forget_taken_back([line.event_id for line in deed])
        return words

    def redo(self, actor: PersonId) -> str:
        """Bring back what was taken back last.

        Returns:
            What it was, in words.

        Raises:
            DeskError: where nothing was taken back, or something has been recorded since.
        """
        undo = self._undone_last(actor)
        if undo is None:
            raise refused(
                "There is nothing to bring back.", "What was taken back returns only while nothing follows it."
            )
        words = self._words(self._taken_back_by(undo))
        self._book.record(actor, (undo.stream, DeedUndone(event_ids=(undo.event_id,))))
        self._meetings.forget_taken_back((undo.event_id,))
        return words

    def _take_back(self, actor: PersonId, deed: Deed) -> None:
        event = deed[0].event
        meeting_id = self._meeting_of(deed[0])
        if isinstance(event, CaseListImported):
            self._importing.undo(actor, deed)
        elif meeting_id is not None:
            self._meetings.undo(actor, meeting_id, deed)
        elif deed[0].stream.startswith("action/"):
            self._actions.undo(actor, deed)
        elif deed[0].stream.startswith(BETWEEN):
            undo_between(self._book, actor, deed)
        elif deed[0].stream.startswith(MISSING):
            undo_missing(self._book, actor, deed)
        else:
            self._book.undo(actor, deed)

    def _last(self, actor: PersonId) -> Deed:
        """The last deed of somebody in this session that counts, and is itself no undo; nothing where there is none."""
        for batch in self._deeds():
            if batch[0].actor == actor and batch[0].kind != _UNDO and self._counts(batch):
                return self._read(batch)
        return ()

    def _undone_last(self, actor: PersonId) -> StoredEvent[Event] | None:
        """The undo that a redo would take back: at the journal's end, after nothing but redone ones."""
        for batch in self._deeds():
            if batch[0].kind != _UNDO:
                return None
            undo = self._read(batch)[0]
            if not self._is_redo(undo) and self._counts(batch):
                return undo if undo.actor == actor else None
        return None

    def _is_redo(self, undo: StoredEvent[Event]) -> bool:
        """Whether what was taken back is an undo itself; one beside another event is part of a deed."""
        taken_back = self._book.journal.named(cast(DeedUndone, undo.event).event_ids, read=False)
        return all(line.kind == _UNDO for line in taken_back)

    def _read(self, batch: Deed) -> Deed:
        """What a deed says. A list is told by its line in the register: 50,000 rows read would hold the window up."""
        if len(batch) == 1 and batch[0].kind == _LIST:
            found = import_queries.by_id(self._book.db, ImportId(batch[0].stream.removeprefix("import/")))
            if found is not None:
                event = CaseListImported(
                    import_id=found.id, kind=found.kind, file_name=found.file_name, file_sha256=found.file_sha256
                )
                return (structs.replace(batch[0], event=event),)
        return self._book.journal.named([line.event_id for line in batch])

    def _deeds(self) -> Iterator[Deed]:
        """The deeds of this session, the last first."""
        return self._book.journal.batches_before(self._book.head().seq, after=self._book.began)

    def _counts(self, batch: Deed) -> bool:
        return not streams.any_undone(self._book.db, [line.event_id for line in batch])

    def _taken_back_by(self, undo: StoredEvent[Event]) -> Deed:
        return self._read(self._book.journal.named(cast(DeedUndone, undo.event).event_ids, read=False))

    def _words(self, deed: Deed) -> str:
        line = deed[0]
        if line.event is None:
            return "the last deed"
        count = sum(type(other.event) is type(line.event) for other in deed)
        beside = tuple(other.event for other in deed[1:] if other.event is not None)
        return deed_words(
            line.event,
            meeting=self._meeting(line),
            action=self._action(line),
            count=count,
            beside=beside,
            child=self._child,
        )

    def _child(self, number: str) -> str:
        """``J.M. 104233``, also for a number whose episodes were found to be that child’s."""
        owner = next(iter(episode_queries.owners_of(self._book.db, number)), number)
        initials, _name = known_queries.names_of(self._book.db, [owner]).get(owner, ("", ""))
        return f"{initials} {owner}".strip()

    def _meeting_of(self, line: StoredEvent[Event]) -> MeetingId | None:
        """The meeting a deed was done in, an action it recorded or heard of included."""
        if line.stream.startswith("meeting/"):
            return MeetingId(line.stream.split("/")[1])
        return cast("MeetingId | None", getattr(line.event, "meeting_id", None))

    def _meeting(self, line: StoredEvent[Event]) -> Meeting | None:
        meeting_id = self._meeting_of(line)
        if meeting_id is None or isinstance(line.event, MeetingPlanned):
            return None
        return self._meetings.meeting(meeting_id)

    def _action(self, line: StoredEvent[Event]) -> str:
        """The reference of the action that a line is about; also where the action itself was taken back."""
        if not line.stream.startswith("action/"):
            return ""
        found = action_queries.by_id(self._book.db, ActionId(line.stream.removeprefix("action/")))
        return found.reference if found else ""

"""The one way into the record: a deed is appended as events, and the tables follow in the same transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from panel_desk.domain.errors import DeskError, Reason, refused
from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.ids import PersonId
from panel_desk.domain.undoable import may_be_undone
from panel_desk.services.permitting import Permitting
from panel_desk.vault.chain import Codec
from panel_desk.vault.database import Vault
from panel_desk.vault.driver import Database
from panel_desk.vault.journal import Head, Journal, NewEvent, StoredEvent
from panel_desk.vault.keys.device import device_key
from panel_desk.vault.projections import REVISION, project
from panel_desk.vault.queries import streams
from panel_desk.vault.reading_vault import ReadingVault
from panel_desk.vault.rebuild import needs_rebuild, rebuild

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
"""Gives the time now, with its zone."""
Deed = tuple[StoredEvent[Event], ...]
"""What one deed appended: kept by the caller for undo."""


class Book:
    """Appends deeds to the journal of one vault, by an actor, at the clock's time."""

    def __init__(self, vault: Vault, clock: Clock, *, began: int | None = None) -> None:
        self._vault = vault
        self._journal: Journal[Event] = Journal(vault, Codec(Event))
        self._clock = clock
        self.permitting = Permitting(lambda: vault.db, self._journal)
        self.began = self._journal.head().seq if began is None else began
        """The journal's place where this session began."""
        # Who only reads gets neither a device of its own nor tables made anew: both would be written.
        self._device = None if isinstance(vault, ReadingVault) else device_key(vault, clock())
        if self._device is not None and needs_rebuild(vault, REVISION):
            log.info("making the tables anew for revision %d", REVISION)
            rebuild(vault, self._journal, project, revision=REVISION)

    @property
    def db(self) -> Database:
        """The tables, for reading on the thread that writes."""
        return self._vault.db

    @property
    def vault(self) -> Vault:
        """The open vault."""
        return self._vault

    @property
    def journal(self) -> Journal[Event]:
        """The journal, for reading."""
        return self._journal

    def now(self) -> datetime:
        """The clock's time."""
        return self._clock()

    def head(self) -> Head:
        """The end of the journal: the anchor that minutes and backups carry."""
        return self._journal.head()

    def record(self, actor: PersonId, *deeds: tuple[str, Event], based_on: Mapping[str, int] | None = None) -> Deed:
        """Append what happened, all of it or nothing.

        Args:
            actor: Who did it.
            *deeds: Stream and event of each.
            based_on: The version of each stream the deed was prepared on; streams left out are taken as they are now.

        Raises:
            DeskError: where the actor's roles do not allow it, a stream has moved on, a text is no text, or the disk
                cannot hold it.
        """
        if self._device is None:
            raise RuntimeError("this desk only reads: a deed is done on the desk's own thread")
        for stream, event in deeds:
            self.permitting.refuse(actor, stream, event)
        known = dict(based_on or {})
        for stream, _event in deeds:
            if stream not in known:
                known[stream] = self._journal.stream_version(stream)
        events: Sequence[NewEvent[Event]] = [NewEvent(stream, known[stream], event) for stream, event in deeds]
        try:
            stored = self._journal.append(events, actor=actor, device=self._device, now=self._clock(), project=project)
        except UnicodeEncodeError as error:
            raise refused(
                "The text holds half a character, which cannot be kept.", "Delete it, and type it anew."
            ) from error
        for line in stored:
            log.info("recorded %s in %s", line.kind, line.stream)
        return stored

    def undo(self, actor: PersonId, deed: Deed) -> Deed:
        """Take a deed back by a compensating event; the record keeps both.

        Raises:
            DeskError: where something outside has seen the result already.
        """
        for line in deed:
            if not may_be_undone(line.event):
                raise refused(
                    "That deed cannot be undone, because others have seen its result.",
                    "Use the way back that belongs to it, which asks for a reason.",
                )
        if streams.any_undone(self.db, [line.event_id for line in deed]):
            raise refused("That deed has been taken back already.")
        try:
            return self.record(actor, (deed[0].stream, DeedUndone(event_ids=tuple(line.event_id for line in deed))))
        except DeskError as error:
            # What is left would refer to what was taken away.
            if error.reason is not Reason.NOT_FOUND:
                raise
            raise refused("Something recorded since rests on that deed.", "Take that back first.") from error

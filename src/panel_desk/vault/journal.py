"""The signed journal: append-only events in streams, hashed into one chain, one signature for each appended batch.

Six calls, behind which a team's journal can live elsewhere later: append, since, head, checkout, checkin, purge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Generic, TypeVar

from msgspec import Struct, field

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import EventId, PersonId, new_id
from panel_desk.vault.chain import GENESIS, Codec, canonical_meta, kind_of, row_hash
from panel_desk.vault.database import Vault
from panel_desk.vault.driver import Connection, Database
from panel_desk.vault.failures import translated
from panel_desk.vault.keys.device import DeviceKey

E = TypeVar("E")
_PAGE = 500

_INSERT = """INSERT INTO journal
(seq, event_id, stream, version, kind, actor, device, at, body, body_hash, prev, hash, sig)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_SELECT = "SELECT seq, event_id, stream, version, kind, actor, device, at, body FROM journal"

_UNREAD = "SELECT seq, event_id, stream, version, kind, actor, device, at, NULL FROM journal"
_SIGNED_BEFORE = "SELECT seq FROM journal WHERE seq < ? AND sig IS NOT NULL ORDER BY seq DESC LIMIT 1"


def _fresh() -> EventId:
    return EventId(new_id())


class NewEvent(Struct, Generic[E], frozen=True):
    """An event to be appended.

    Keep the value and append it again after a failure whose outcome is unknown: its id makes the retry harmless.
    """

    stream: str
    """Such as ``meeting/<id>``; holds no personal data."""
    version: int
    """The version of the stream that the deed was prepared on: what ``stream_version`` said, 0 for a new stream. All
    events of one batch name the version before the batch, also when several go to the same stream."""
    event: E
    """A tagged frozen Struct."""
    event_id: EventId = field(default_factory=_fresh)


class StoredEvent(Struct, Generic[E], frozen=True):
    """An event as the journal holds it."""

    seq: int
    event_id: EventId
    stream: str
    version: int
    """The version of the stream that this event made: 1 for the first."""
    kind: str
    actor: PersonId
    device: str
    at: datetime
    event: E | None
    """None once its body has been purged."""


class Head(Struct, frozen=True):
    """The end of the journal: handed to keyring, backups and signed minutes, it anchors everything before it."""

    seq: int
    hash: bytes

    @property
    def text(self) -> str:
        """As one line, for a keyring entry or a PDF: ``seq:hex``."""
        return f"{self.seq}:{self.hash.hex()}"

    @classmethod
    def from_text(cls, untrusted_text: str) -> Head:
        """The head that ``text`` gave.

        Raises:
            DeskError: BAD_FILE where it is not one.
        """
        seq, _, digest = untrusted_text.partition(":")
        try:
            head = cls(int(seq), bytes.fromhex(digest))
        except ValueError as error:
            raise _no_head() from error
        if head.seq < 0 or len(head.hash) != len(GENESIS):
            raise _no_head()
        return head


class Lease(Struct, frozen=True):
    """A stream that one holder has for itself."""

    stream: str
    holder: str
    epoch: int
    """Grows with every checkout, so that a late holder is told apart from the present one."""


Projector = Callable[[Database, Sequence[StoredEvent[E]]], None]
"""Writes the tables for appended events, inside the same transaction; must not read the clock."""


class Journal(Generic[E]):
    """The journal of one vault."""

    def __init__(self, vault: Vault, codec: Codec[E]) -> None:
        self._vault = vault
        self._codec = codec

    def append(
        self,
        events: Sequence[NewEvent[E]],
        *,
        actor: PersonId,
        device: DeviceKey,
        now: datetime,
        project: Projector[E],
    ) -> tuple[StoredEvent[E], ...]:
        """Add a batch in one durable transaction together with the tables made from it.

        A batch that is already there (same event ids and content) is given back and nothing is written.

        Args:
            events: What happened, in order; an empty batch does nothing.
            actor: Who did it.
            device: Signs the batch.
            now: Aware; kept in UTC.
            project: Called with the writing database and the stored events before the commit.

        Raises:
            DeskError: CONFLICT when a stream has moved on or is checked out elsewhere; what ``Vault.write`` raises.
        """
        if not events:
            return ()
        at = now.astimezone(UTC)
        with self._vault.write() as db:
            head, leased = _head_and_leases(db.conn)
            if leased:
                _refuse_leased(db.conn, events, device.device)
            versions = _versions(db.conn, events)
            if any(new.version != versions[new.stream] for new in events):
                # A retry of a batch that was kept finds its streams moved on, by itself.
                return self._already_there(db.conn, events, versions)
            stored = self._insert(db.conn, events, head=head, versions=versions, actor=actor, device=device, at=at)
            project(db, stored)
        return stored

    def since(self, seq: int, *, conn: Connection | None = None) -> Iterator[StoredEvent[E]]:
        """Every event after ``seq``, in order; read in pages, so that writing in between is safe.

        Args:
            seq: 0 for all.
            conn: A reader's connection, when called on another thread than the vault's.
        """
        conn = conn or self._vault.db.conn
        while True:
            with translated():
                rows = conn.execute(f"{_SELECT} WHERE seq > ? ORDER BY seq LIMIT ?", (seq, _PAGE)).fetchall()
            if not rows:
                return
            for row in rows:
                yield self._stored(row)
            seq = rows[-1][0]

    def unread_since(self, seq: int) -> tuple[StoredEvent[E], ...]:
        """Every event after ``seq``, in order and without what it says: ``named`` reads that."""
        with translated():
            rows = self._vault.db.conn.execute(f"{_UNREAD} WHERE seq > ? ORDER BY seq", (seq,)).fetchall()
        return tuple(self._stored(row) for row in rows)

    def batches_before(self, seq: int, *, after: int = 0) -> Iterator[tuple[StoredEvent[E], ...]]:
        """Deeds as they were appended, the last first and without what they say: ``named`` reads that.

        Args:
            seq: The last event of the first batch that is given; each batch ends with the event that is signed.
            after: Where to stop: nothing up to and with this place is given.
        """
        while seq > after:
            with translated():
                conn = self._vault.db.conn
                signed = conn.execute(_SIGNED_BEFORE, (seq,)).fetchone()
                before = signed[0] if signed else 0
                rows = conn.execute(f"{_UNREAD} WHERE seq > ? AND seq <= ? ORDER BY seq", (before, seq)).fetchall()
            if rows:
                yield tuple(self._stored(found) for found in rows)
            seq = before

    def of_stream(self, stream: str, *, conn: Connection | None = None) -> tuple[StoredEvent[E], ...]:
        """Every event of one stream, in order."""
        with translated():
            rows = (
                (conn or self._vault.db.conn)
                .execute(f"{_SELECT} WHERE stream = ? ORDER BY version", (stream,))
                .fetchall()
            )
        return tuple(self._stored(row) for row in rows)

    def named(self, event_ids: Sequence[EventId], *, read: bool = True) -> tuple[StoredEvent[E], ...]:
        """The events of some ids, in order; what the journal does not hold is left out.

        Args:
            event_ids: Which.
            read: False: without what they say.
        """
        marks = ", ".join("?" * len(event_ids))
        select = _SELECT if read else _UNREAD
        with translated():
            rows = self._vault.db.conn.execute(
                f"{select} WHERE event_id IN ({marks}) ORDER BY seq", tuple(event_ids)
            ).fetchall()
        return tuple(self._stored(row) for row in rows)

    def head(self, *, conn: Connection | None = None) -> Head:
        """The last row's seq and hash; (0, zeros) for an empty journal."""
        with translated():
            return _head(conn or self._vault.db.conn)

    def last_at(self) -> datetime | None:
        """When the last entry was made, by the clock of then; None for an empty journal."""
        with translated():
            row = self._vault.db.conn.execute("SELECT at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        return datetime.fromisoformat(row[0]) if row else None

    def stream_version(self, stream: str, *, conn: Connection | None = None) -> int:
        """The version to put into a NewEvent for this stream; 0 where it has no event."""
        with translated():
            return _version(conn or self._vault.db.conn, stream)

    def checkout(self, stream: str, *, holder: str, now: datetime) -> Lease:
        """Take a stream, and those below it, for one device; taking it again is harmless.

        Raises:
            DeskError: CONFLICT when another holds it.
        """
        since = now.astimezone(UTC).isoformat()
        with self._vault.write() as db:
            row = db.conn.execute("SELECT holder, epoch FROM lease WHERE stream = ?", (stream,)).fetchone()
            if row and row[0] == holder:
                return Lease(stream, holder, row[1])
            if row and row[0] is not None:
                raise _checked_out()
            epoch = row[1] + 1 if row else 1
            db.conn.execute(
                "INSERT INTO lease (stream, holder, epoch, since) VALUES (?, ?, ?, ?) ON CONFLICT (stream) "
                "DO UPDATE SET holder = excluded.holder, epoch = excluded.epoch, since = excluded.since",
                (stream, holder, epoch, since),
            )
        return Lease(stream, holder, epoch)

    def checkin(self, lease: Lease) -> None:
        """Give a stream back.

        Raises:
            DeskError: CONFLICT when the lease is no longer the present one.
        """
        with self._vault.write() as db:
            done = db.conn.execute(
                "UPDATE lease SET holder = NULL WHERE stream = ? AND holder = ? AND epoch = ?",
                (lease.stream, lease.holder, lease.epoch),
            )
            if done.rowcount != 1:
                raise DeskError("This checkout has ended already.", reason=Reason.CONFLICT)

    def purge(self, event_ids: Sequence[EventId], *, now: datetime) -> int:
        """Empty the bodies of events whose retention has ended; how many were emptied now.

        The chain still verifies. The caller appends an event that says so, and empties the tables.

        Raises:
            DeskError: NOT_FOUND when an id is not in the journal; nothing is emptied then.
        """
        at = now.astimezone(UTC).isoformat()
        emptied = 0
        with self._vault.write() as db:
            for event_id in event_ids:
                db.conn.execute(
                    "INSERT INTO purged (event_id, purged_at) VALUES (?, ?) ON CONFLICT DO NOTHING", (event_id, at)
                )
                done = db.conn.execute(
                    "UPDATE journal SET body = NULL WHERE event_id = ? AND body IS NOT NULL", (event_id,)
                )
                emptied += done.rowcount
        if not self._vault.db.conn.in_transaction:
            # Otherwise the log would keep the text until its next turn; inside a longer deed its owner sees to it.
            self._vault.checkpoint()
        return emptied

    def _insert(
        self,
        conn: Connection,
        events: Sequence[NewEvent[E]],
        *,
        head: Head,
        versions: dict[str, int],
        actor: PersonId,
        device: DeviceKey,
        at: datetime,
    ) -> tuple[StoredEvent[E], ...]:
        stored: list[StoredEvent[E]] = []
        prev, at_text = head.hash, at.isoformat()
        for seq, new in enumerate(events, start=head.seq + 1):
            version = versions[new.stream] = versions[new.stream] + 1
            kind = kind_of(new.event)
            body = self._codec.encode(new.event)
            body_hash = hashlib.sha256(body).digest()
            named = (seq, new.event_id, new.stream, version, kind, actor, device.device, at_text)
            this = row_hash(prev, canonical_meta(named), body_hash)
            signature = device.sign(this) if len(stored) + 1 == len(events) else None
            conn.execute(_INSERT, (*named, body, body_hash, prev, this, signature))
            stored.append(
                StoredEvent(seq, new.event_id, new.stream, version, kind, actor, device.device, at, new.event)
            )
            prev = this
        return tuple(stored)

    def _already_there(
        self, conn: Connection, events: Sequence[NewEvent[E]], versions: dict[str, int]
    ) -> tuple[StoredEvent[E], ...]:
        """The batch as it was kept before; a CONFLICT where it was not, or not like this."""
        stored = []
        for new in events:
            row = conn.execute(f"{_SELECT} WHERE event_id = ?", (new.event_id,)).fetchone()
            old = self._stored(row) if row else None
            if old is None or (old.stream, old.event) != (new.stream, new.event):
                raise _moved_on(events, versions)
            stored.append(old)
        return tuple(stored)

    def _stored(self, row: tuple[int, EventId, str, int, str, PersonId, str, str, bytes | None]) -> StoredEvent[E]:
        seq, event_id, stream, version, kind, actor, device, at, body = row
        event = None if body is None else self._codec.decode(body)
        return StoredEvent(seq, event_id, stream, version, kind, actor, device, datetime.fromisoformat(at), event)


def _head(conn: Connection) -> Head:
    row = conn.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(row[0], row[1]) if row else Head(0, GENESIS)


def _head_and_leases(conn: Connection) -> tuple[Head, bool]:
    """The head, and whether any stream is checked out: one question, because every deed asks it."""
    row = conn.execute(
        "SELECT seq, hash, EXISTS (SELECT 1 FROM lease WHERE holder IS NOT NULL) FROM journal ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return (Head(row[0], row[1]), bool(row[2])) if row else (Head(0, GENESIS), True)


def _version(conn: Connection, stream: str) -> int:
    row = conn.execute("SELECT max(version) FROM journal WHERE stream = ?", (stream,)).fetchone()
    return row[0] or 0


def _versions(conn: Connection, events: Sequence[NewEvent[E]]) -> dict[str, int]:
    return {stream: _version(conn, stream) for stream in dict.fromkeys(new.stream for new in events)}


def _refuse_leased(conn: Connection, events: Sequence[NewEvent[E]], device: str) -> None:
    leased = conn.execute("SELECT stream FROM lease WHERE holder IS NOT NULL AND holder <> ?", (device,)).fetchall()
    for (stream,) in leased:
        if any(new.stream == stream or new.stream.startswith(f"{stream}/") for new in events):
            raise _checked_out()


def _moved_on(events: Sequence[NewEvent[E]], versions: dict[str, int]) -> DeskError:
    given, present = next((new.version, versions[new.stream]) for new in events if new.version != versions[new.stream])
    return DeskError(
        f"The record has moved on since this was prepared (version {given}, now {present}).",
        reason=Reason.CONFLICT,
        remedy="Look at what has changed and do it again.",
    )


def _checked_out() -> DeskError:
    return DeskError("Another device has checked this out.", reason=Reason.CONFLICT)


def _no_head() -> DeskError:
    return DeskError("This is not the end of a journal.", reason=Reason.BAD_FILE)

"""Examines the vault: its pages, the journal's chain and signatures, and the heads that were anchored outside it.

SQLCipher's page check misses a file cut at a page boundary, SQLite's misses a page that still decodes, and neither sees
an old page or an old file put back: only an anchor from outside the file does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import Enum
from typing import Any

from msgspec import Struct, structs

from panel_desk.vault.chain import GENESIS, canonical_meta
from panel_desk.vault.driver import Connection, Error
from panel_desk.vault.failures import told
from panel_desk.vault.journal import Head
from panel_desk.vault.keys.device import SignatureChecker, public_keys

_PAGE = 5000
_MOST_FINDINGS = 100


class Fault(Enum):
    """What is wrong with a vault."""

    PAGES = "pages"
    """Pages of the file are damaged or missing."""
    GAP = "gap"
    """Rows of the journal are missing in between."""
    ORDER = "order"
    """A row stands at another place than where it was written."""
    LINK = "link"
    """A row does not follow the one before it, and is no row of this journal moved from elsewhere."""
    META = "meta"
    """Who, when, which stream or which kind has been altered."""
    BODY = "body"
    """What an event says has been altered."""
    EMPTIED = "emptied"
    """A body is missing and no purge says so."""
    SIGNATURE = "signature"
    """A batch is not signed by the device it names, or not signed at all."""
    CUT_TAIL = "cut-tail"
    """The journal ends before an anchored head."""
    REPLACED = "replaced"
    """An anchored head is not in this journal: it was rewritten, or is another journal."""


class Signatures(Enum):
    """Which signatures to check. A later one vouches for all rows before it, because their hashes are in the chain."""

    ALL = "all"
    LAST = "last"
    """Only the last of each device: quick, enough to see that nothing was altered, not who wrote each batch."""


class IntegrityFinding(Struct, frozen=True):
    """One thing that is wrong."""

    fault: Fault
    seq: int
    """The event it was found at; 0 where it is about the file."""
    sentence: str


class Examination(Struct, frozen=True):
    """What an examination found."""

    head: Head
    """The last row as it stands in the file."""
    events: int
    purged: int
    signatures: int
    """How many signatures were checked."""
    findings: tuple[IntegrityFinding, ...]
    devices: tuple[int, ...] = ()
    """The first event of each computer that has written, in order: one that nobody knows of is seen here."""

    @property
    def is_whole(self) -> bool:
        """Nothing is wrong."""
        return not self.findings

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was found in words; one sentence also where all is well."""
        if self.findings:
            return tuple(finding.sentence for finding in self.findings)
        all_well = f"All {self.events} events of the journal are there, in order, unaltered and signed."
        if len(self.devices) <= 1:
            return (all_well,)
        writers = f"{len(self.devices)} computers have written to it; the newest began with event {self.devices[-1]}."
        return (all_well, writers)


def examine(conn: Connection, *, anchors: Sequence[Head] = (), signatures: Signatures = Signatures.ALL) -> Examination:
    """Pages and journal together.

    Args:
        conn: Any connection to the vault.
        anchors: Heads known from outside the file: keyring, backup manifests, signed minutes.
        signatures: Which to check.
    """
    pages = check_pages(conn)
    try:
        chain = verify_chain(conn, anchors=anchors, signatures=signatures)
    except Error as error:
        if told(error) is None:
            raise
        unreadable = _finding(Fault.PAGES, 0, "The journal cannot be read to its end.")
        return Examination(Head(0, GENESIS), 0, 0, 0, (*pages, unreadable))
    return structs.replace(chain, findings=pages + chain.findings)


def check_pages(conn: Connection) -> tuple[IntegrityFinding, ...]:
    """SQLCipher's check of every page, SQLite's of the tables, and the references; each misses what another sees."""
    wrong: list[str] = []
    try:
        # A vault in memory has no pages to read back.
        if conn.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]:
            wrong += [str(row[0]) for row in conn.execute("PRAGMA cipher_integrity_check").fetchall()]
        wrong += [str(row[0]) for row in conn.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        wrong += [f"reference from {row[0]}" for row in conn.execute("PRAGMA foreign_key_check").fetchall()]
    except Error as error:
        if told(error) is None:
            raise
        wrong.append(str(error))
    return tuple(_finding(Fault.PAGES, 0, f"The file is damaged: {text}.") for text in wrong[:_MOST_FINDINGS])


def verify_chain(
    conn: Connection, *, anchors: Sequence[Head] = (), signatures: Signatures = Signatures.ALL
) -> Examination:
    """Walk the whole journal once, in batches, holding none of it.

    Raises:
        Error: SQLite's own, where a page cannot be read; ``examine`` turns it into a finding.
    """
    walk = _Walk(conn, anchors, signatures)
    rows = conn.execute(
        "SELECT seq, event_id, stream, version, kind, actor, device, at, body, body_hash, prev, hash, sig "
        "FROM journal ORDER BY seq"
    )
    while page := rows.fetchmany(_PAGE):
        walk.take(page)
    return walk.finish()


class _Walk:
    """The state of one walk along the chain."""

    def __init__(self, conn: Connection, anchors: Sequence[Head], signatures: Signatures) -> None:
        self._conn = conn
        self._checker = SignatureChecker(public_keys(conn))
        self._purged = {row[0] for row in conn.execute("SELECT event_id FROM purged")}
        self._anchors = {anchor.seq: anchor for anchor in anchors if anchor.seq > 0}
        self._all_signatures = signatures is Signatures.ALL
        self._last_signed: dict[str, tuple[int, bytes, bytes]] = {}
        self._devices: dict[str, int] = {}
        self._findings: list[IntegrityFinding] = []
        self._prev = GENESIS
        self._seq = self._events = self._emptied = self._checked = 0
        self._open_batch: tuple[str, str, str] | None = None

    def take(self, page: Sequence[tuple[Any, ...]]) -> None:
        """Check the next rows; only what differs from the expected leaves the quick path."""
        sha256, meta, devices = hashlib.sha256, canonical_meta, self._devices
        for row in page:
            body, body_hash, prev, this, signature = row[8:]
            found_hash = sha256(body).digest() if body is not None else body_hash
            sound = (
                prev == self._prev
                and row[0] == self._seq + 1
                and found_hash == body_hash
                and sha256(prev + meta(row[:8]) + body_hash).digest() == this
            )
            if not sound:
                self._diagnose(row, found_hash)
            if body is None:
                self._note_emptied(row)
            if row[6] not in devices:
                devices[row[6]] = row[0]
            if signature is not None or self._open_batch is not None:
                self._note_batch(row)
            elif signature is None:
                self._open_batch = (row[6], row[5], row[7])
            self._seq, self._prev = row[0], this
            if self._anchors:
                self._compare_anchor(row[0], this)
        self._events += len(page)

    def finish(self) -> Examination:
        """The last questions: is the end signed, and does it reach the anchors?"""
        if self._open_batch is not None:
            self._add(Fault.SIGNATURE, self._seq, f"The end of the journal, event {self._seq}, is not signed.")
        for device, (seq, signature, this) in self._last_signed.items():
            self._check_signature(device, seq, signature, this)
        for anchor in self._anchors.values():
            if anchor.seq > self._seq:
                self._add(
                    Fault.CUT_TAIL,
                    self._seq,
                    f"The journal ends at event {self._seq}, but it is known to have reached event {anchor.seq}: "
                    "its end has been cut off, or an older file has been put back.",
                )
            else:
                self._add(Fault.REPLACED, anchor.seq, f"Event {anchor.seq}, known from outside, is missing.")
        return Examination(
            Head(self._seq, self._prev),
            self._events,
            self._emptied,
            self._checked,
            tuple(self._findings),
            tuple(self._devices.values()),
        )

    def _diagnose(self, row: tuple[Any, ...], found_hash: bytes) -> None:
        seq, body_hash, prev, this = row[0], row[9], row[10], row[11]
        if seq != self._seq + 1:
            missing = f"{self._seq + 1}" if seq == self._seq + 2 else f"{self._seq + 1} to {seq - 1}"
            self._add(Fault.GAP, seq, f"Missing from the journal: event {missing}.")
        if found_hash != body_hash:
            self._add(Fault.BODY, seq, f"What event {seq} says has been altered since it was written.")
        if seq == self._seq + 1 and prev != self._prev:
            home = self._home_of(prev)
            if home is None:
                self._add(Fault.LINK, seq, f"Event {seq} does not follow event {self._seq}: one was replaced.")
            else:
                self._add(Fault.ORDER, seq, f"Event {seq} was written after event {home}: the order was changed.")
        elif hashlib.sha256(prev + canonical_meta(row[:8]) + body_hash).digest() != this:
            self._add(Fault.META, seq, f"Who, when or what kind event {seq} is has been altered since it was written.")

    def _home_of(self, prev: bytes) -> int | None:
        if prev == GENESIS:
            return 0
        row = self._conn.execute("SELECT seq FROM journal WHERE hash = ?", (prev,)).fetchone()
        return row[0] if row else None

    def _note_emptied(self, row: tuple[Any, ...]) -> None:
        self._emptied += 1
        if row[1] not in self._purged:
            self._add(Fault.EMPTIED, row[0], f"What event {row[0]} said is missing, and no purge is recorded.")

    def _note_batch(self, row: tuple[Any, ...]) -> None:
        seq, device, this, signature = row[0], row[6], row[11], row[12]
        # A batch has one device, actor and time; where they change inside, a signature has been taken away.
        if self._open_batch is not None and self._open_batch != (device, row[5], row[7]):
            self._add(Fault.SIGNATURE, seq - 1, f"The signature of event {seq - 1} is missing.")
            self._open_batch = None
        if signature is None:
            self._open_batch = (device, row[5], row[7])
            return
        self._open_batch = None
        if self._all_signatures:
            self._check_signature(device, seq, signature, this)
        else:
            self._last_signed[device] = (seq, signature, this)

    def _check_signature(self, device: str, seq: int, signature: bytes, this: bytes) -> None:
        self._checked += 1
        if not self._checker.is_sound(device, signature, this):
            self._add(Fault.SIGNATURE, seq, f"Event {seq} is not signed by the computer that it names.")

    def _compare_anchor(self, seq: int, this: bytes) -> None:
        anchor = self._anchors.pop(seq, None)
        if anchor is not None and anchor.hash != this:
            self._add(
                Fault.REPLACED,
                seq,
                f"Event {seq} is not the one known from outside: the journal was rewritten, or is another one.",
            )

    def _add(self, fault: Fault, seq: int, sentence: str) -> None:
        if len(self._findings) < _MOST_FINDINGS:
            self._findings.append(_finding(fault, seq, sentence))


def _finding(fault: Fault, seq: int, sentence: str) -> IntegrityFinding:
    return IntegrityFinding(fault, seq, sentence)

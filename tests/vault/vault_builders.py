"""Builders for vault tests: two kinds of event, a journal that knows them, and deeds with valid defaults."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct

from panel_desk.domain.ids import PersonId
from panel_desk.vault.chain import Codec
from panel_desk.vault.database import Vault
from panel_desk.vault.driver import Connection, Database
from panel_desk.vault.journal import Journal, NewEvent, StoredEvent
from panel_desk.vault.keys.device import DeviceKey, device_key

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ACTOR = PersonId("asha")


class WordSaid(Struct, frozen=True, tag="word-said"):
    """Somebody said a word."""

    word: str


class WordsCounted(Struct, frozen=True, tag="words-counted"):
    """The words were counted."""

    count: int


WordEvent = WordSaid | WordsCounted


def nothing(db: Database, events: Sequence[StoredEvent[WordEvent]]) -> None:
    """Projects nothing."""


def a_codec() -> Codec[WordEvent]:
    """A codec for the two kinds."""
    return Codec(WordEvent)


def said(word: str = "hello", *, stream: str = "talk/1", version: int = 0) -> NewEvent[WordEvent]:
    """A new event."""
    return NewEvent(stream, version, WordSaid(word))


class WordJournal:
    """A journal with its device, so that a deed is one short call."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.calls: Journal[WordEvent] = Journal(vault, a_codec())
        self.device: DeviceKey = device_key(vault, NOW)

    def keep(self, *events: NewEvent[WordEvent], now: datetime = NOW) -> tuple[StoredEvent[WordEvent], ...]:
        """Append a batch as it is."""
        return self.calls.append(events, actor=ACTOR, device=self.device, now=now, project=nothing)

    def say(self, *words: str, stream: str = "talk/1") -> tuple[StoredEvent[WordEvent], ...]:
        """Append one batch of words to the present end of a stream."""
        version = self.calls.stream_version(stream)
        return self.keep(*(said(word, stream=stream, version=version) for word in words))

    @property
    def words(self) -> list[str | None]:
        """Every word in the journal, in order; None where it was purged or is a count."""
        return [stored.event.word if isinstance(stored.event, WordSaid) else None for stored in self.calls.since(0)]


def a_journal(vault: Vault) -> WordJournal:
    """A journal for a vault."""
    return WordJournal(vault)


def tamper(conn: Connection, *statements: str) -> None:
    """Do to the journal what a person with the key and a database tool could: without the guards.

    They are put back afterwards; without any statement they stay away.
    """
    conn.execute("PRAGMA foreign_keys = OFF")
    triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        conn.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        conn.execute(statement)
    if statements:
        for _, sql in triggers:
            conn.execute(sql)

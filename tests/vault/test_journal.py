"""The six calls of the journal: what is appended stays, in order, once, and only on what it was based on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.vault.vault_builders import (
    ACTOR,
    NOW,
    WordEvent,
    WordJournal,
    WordSaid,
    WordsCounted,
    a_codec,
    a_journal,
    said,
)

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import EventId
from panel_desk.vault.chain import COMPRESSED_ABOVE, GENESIS, Codec, kind_of
from panel_desk.vault.database import memory_vault
from panel_desk.vault.driver import Database
from panel_desk.vault.failures import translated
from panel_desk.vault.integrity import verify_chain
from panel_desk.vault.journal import Head, Lease, NewEvent, StoredEvent
from panel_desk.vault.keys.device import add_device

_NAMING = ("event_id", "stream", "kind", "actor", "device", "at")


def test_what_is_appended_comes_back_in_order(journal: WordJournal) -> None:
    journal.say("one", "two")
    journal.say("three", stream="talk/2")
    assert journal.words == ["one", "two", "three"]
    assert [stored.seq for stored in journal.calls.since(0)] == [1, 2, 3]


def test_an_event_keeps_who_when_where_and_what(journal: WordJournal) -> None:
    (kept,) = journal.keep(said("one"))
    (read,) = journal.calls.since(0)
    assert read == kept
    assert (read.stream, read.version, read.kind, read.actor, read.at) == ("talk/1", 1, "word-said", ACTOR, NOW)
    assert read.device == journal.device.device


def test_a_time_of_another_zone_is_kept_in_utc(journal: WordJournal) -> None:
    summer = datetime(2026, 7, 1, 10, 0, tzinfo=ZoneInfo("Europe/London"))
    journal.keep(said(), now=summer)
    (read,) = journal.calls.since(0)
    assert (read.at, read.at.hour) == (summer, 9)


def test_since_gives_only_what_came_after(journal: WordJournal) -> None:
    journal.say("one", "two", "three")
    assert [stored.seq for stored in journal.calls.since(2)] == [3]


def test_since_reads_more_than_one_page(journal: WordJournal) -> None:
    journal.say(*(str(number) for number in range(1201)))
    assert journal.words == [str(number) for number in range(1201)]


def test_a_stream_has_its_own_versions(journal: WordJournal) -> None:
    journal.say("one", stream="talk/1")
    journal.say("two", "three", stream="talk/2")
    assert [stored.version for stored in journal.calls.of_stream("talk/2")] == [1, 2]
    assert journal.calls.stream_version("talk/1") == 1
    assert journal.calls.stream_version("talk/9") == 0


def test_the_head_of_an_empty_journal_is_nothing(journal: WordJournal) -> None:
    assert journal.calls.head() == Head(0, GENESIS)


def test_the_head_goes_through_text_unchanged(journal: WordJournal) -> None:
    journal.say("one")
    head = journal.calls.head()
    assert Head.from_text(head.text) == head


@pytest.mark.parametrize("text", ["", "1", "x:00", "1:zz", "1:00", "-1:" + "00" * 32])
def test_a_text_that_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(DeskError) as refused:
        Head.from_text(text)
    assert refused.value.reason is Reason.BAD_FILE


@pytest.mark.parametrize("based_on", [0, 1, 3])
def test_a_deed_on_another_version_is_a_conflict(journal: WordJournal, based_on: int) -> None:
    journal.say("one", "two")
    with pytest.raises(DeskError) as refused:
        journal.keep(said("late", version=based_on))
    assert refused.value.reason is Reason.CONFLICT
    assert journal.words == ["one", "two"]


def test_one_stale_event_stops_its_whole_batch(journal: WordJournal) -> None:
    journal.say("one")
    with pytest.raises(DeskError):
        journal.keep(said("fine", stream="talk/2"), said("late", version=0))
    assert journal.words == ["one"]


def test_a_retry_of_a_kept_batch_writes_nothing(journal: WordJournal) -> None:
    batch = (said("one"), said("two"))
    assert journal.keep(*batch) == journal.keep(*batch)
    assert journal.words == ["one", "two"]


def test_a_retry_is_harmless_also_when_others_came_after(journal: WordJournal) -> None:
    batch = (said("one"), said("two", stream="talk/2"))
    journal.keep(*batch)
    journal.say("three")
    assert [stored.seq for stored in journal.keep(*batch)] == [1, 2]
    assert journal.words == ["one", "two", "three"]


def test_another_event_under_a_used_id_is_a_conflict(journal: WordJournal) -> None:
    first = said("one")
    journal.keep(first)
    forged: NewEvent[WordEvent] = NewEvent(first.stream, first.version, WordSaid("other"), first.event_id)
    elsewhere: NewEvent[WordEvent] = NewEvent("talk/2", 0, WordSaid("one"), first.event_id)
    for event in (forged, elsewhere):
        with pytest.raises(DeskError) as refused:
            journal.keep(event)
        assert refused.value.reason is Reason.CONFLICT
    assert journal.words == ["one"]


def test_an_empty_batch_does_nothing(journal: WordJournal) -> None:
    assert journal.keep() == ()
    assert journal.calls.head().seq == 0


def test_tables_and_events_are_kept_together_or_not_at_all(journal: WordJournal) -> None:
    def half_done(db: Database, events: Sequence[StoredEvent[WordEvent]]) -> None:
        db.conn.execute("INSERT INTO draft VALUES ('talk/1', 'text', 'half', 'now')")
        raise RuntimeError("a fault of ours")

    with pytest.raises(RuntimeError):
        journal.calls.append([said()], actor=ACTOR, device=journal.device, now=NOW, project=half_done)
    assert journal.words == []
    assert journal.vault.db.conn.execute("SELECT count(*) FROM draft").fetchone() == (0,)


def test_only_the_last_row_of_a_batch_is_signed(journal: WordJournal) -> None:
    journal.say("one", "two", "three")
    rows = journal.vault.db.conn.execute("SELECT sig IS NOT NULL FROM journal ORDER BY seq").fetchall()
    assert [row[0] for row in rows] == [0, 0, 1]


def test_the_same_event_twice_has_two_hashes(journal: WordJournal) -> None:
    journal.say("same", "same")
    rows = journal.vault.db.conn.execute("SELECT DISTINCT body_hash FROM journal").fetchall()
    assert len(rows) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal WHERE seq = 1",
        "UPDATE journal SET actor = 'other' WHERE seq = 1",
        "UPDATE journal SET body = NULL WHERE seq = 1",
        "UPDATE journal SET body = x'00' WHERE seq = 1",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
    ],
)
def test_the_journal_is_append_only_also_for_plain_sql(journal: WordJournal, statement: str) -> None:
    journal.say("one")
    with pytest.raises(DeskError) as refused, translated():
        journal.vault.db.conn.execute(statement)
    assert refused.value.reason is Reason.NOT_ALLOWED


def test_a_purged_event_loses_its_text_and_the_chain_still_verifies(journal: WordJournal) -> None:
    first, *_ = journal.say("secret", "plain")
    assert journal.calls.purge([first.event_id], now=NOW) == 1
    assert journal.words == [None, "plain"]
    assert verify_chain(journal.vault.db.conn, anchors=[journal.calls.head()]).is_whole


def test_purging_twice_empties_once(journal: WordJournal) -> None:
    (only,) = journal.say("secret")
    assert [journal.calls.purge([only.event_id], now=NOW) for _ in range(2)] == [1, 0]


def test_purging_what_is_not_there_empties_nothing(journal: WordJournal) -> None:
    (only,) = journal.say("plain")
    with pytest.raises(DeskError) as refused:
        journal.calls.purge([only.event_id, EventId("unknown")], now=NOW)
    assert refused.value.reason is Reason.NOT_FOUND
    assert journal.words == ["plain"]


def test_a_purge_permits_no_other_change(journal: WordJournal) -> None:
    (only,) = journal.say("secret")
    journal.calls.purge([only.event_id], now=NOW)
    changes = ["seq = 9", "version = 9", "body = x'00'", *(f"{column} = 'other'" for column in _NAMING)]
    changes += [f"{column} = randomblob(32)" for column in ("body_hash", "prev", "hash")] + ["sig = randomblob(64)"]
    for statement in (*(f"UPDATE journal SET {change}" for change in changes), "DELETE FROM purged"):
        with pytest.raises(DeskError) as refused, translated():
            journal.vault.db.conn.execute(statement)
        assert refused.value.reason is Reason.NOT_ALLOWED


def test_a_stream_checked_out_elsewhere_takes_no_deed(journal: WordJournal) -> None:
    journal.say("one")
    journal.calls.checkout("talk/1", holder="another-device", now=NOW)
    for stream in ("talk/1", "talk/1/item/2"):
        with pytest.raises(DeskError) as refused:
            journal.say("two", stream=stream)
        assert refused.value.reason is Reason.CONFLICT
    assert journal.say("fine", stream="talk/10")


def test_an_empty_journal_too_respects_a_checkout(journal: WordJournal) -> None:
    journal.calls.checkout("talk/1", holder="another-device", now=NOW)
    with pytest.raises(DeskError):
        journal.say("one")


def test_ones_own_checkout_is_no_hindrance(journal: WordJournal) -> None:
    lease = journal.calls.checkout("talk/1", holder=journal.device.device, now=NOW)
    assert journal.say("one")
    assert journal.calls.checkout("talk/1", holder=journal.device.device, now=NOW) == lease


def test_the_epoch_grows_with_every_checkout(journal: WordJournal) -> None:
    first = journal.calls.checkout("talk/1", holder="a", now=NOW)
    with pytest.raises(DeskError):
        journal.calls.checkout("talk/1", holder="b", now=NOW)
    journal.calls.checkin(first)
    assert journal.calls.checkout("talk/1", holder="b", now=NOW) == Lease("talk/1", "b", 2)
    with pytest.raises(DeskError) as refused:
        journal.calls.checkin(first)
    assert refused.value.reason is Reason.CONFLICT


def test_a_large_body_is_compressed_and_comes_back() -> None:
    codec = a_codec()
    body = codec.encode(WordSaid("row " * COMPRESSED_ABOVE))
    assert len(body) < COMPRESSED_ABOVE
    assert codec.decode(body) == WordSaid("row " * COMPRESSED_ABOVE)


@given(st.text(), st.integers(0, 2**53))
def test_whatever_is_said_comes_back(word: str, count: int) -> None:
    codec = a_codec()
    assert codec.decode(codec.encode(WordSaid(word))) == WordSaid(word)
    assert codec.decode(codec.encode(WordsCounted(count))) == WordsCounted(count)


def test_a_kind_of_a_newer_version_is_told_apart_from_damage(journal: WordJournal) -> None:
    body = a_codec().encode(WordsCounted(1))
    older: Codec[WordSaid] = Codec(WordSaid)
    with pytest.raises(DeskError) as newer:
        older.decode(body)
    with pytest.raises(DeskError) as damaged:
        older.decode(b"\x78nonsense")
    assert (newer.value.reason, damaged.value.reason) == (Reason.VAULT_FOREIGN, Reason.VAULT_DAMAGED)


def test_an_event_without_a_tag_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError):
        kind_of(object())


def test_a_device_of_a_restored_vault_can_be_replaced(journal: WordJournal) -> None:
    journal.say("one")
    journal.device = add_device(journal.vault, NOW)
    journal.say("two")
    assert len({stored.device for stored in journal.calls.since(0)}) == 2
    assert verify_chain(journal.vault.db.conn).is_whole


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 4)), max_size=12))
def test_versions_count_without_gaps_in_every_stream(batches: list[tuple[str, int]]) -> None:
    with memory_vault(NOW) as vault:
        journal = a_journal(vault)
        for name, size in batches:
            journal.say(*["word"] * size, stream=f"talk/{name}")
        for name in "abc":
            versions = [stored.version for stored in journal.calls.of_stream(f"talk/{name}")]
            assert versions == list(range(1, len(versions) + 1))
        assert verify_chain(vault.db.conn).is_whole

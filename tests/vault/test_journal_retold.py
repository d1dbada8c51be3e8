"""The journal under several streams, clocks and readers: what a conflict says, what a retry finds, what pages hold."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.vault.vault_builders import NOW, WordJournal, a_journal, said

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.database import Vault, open_vault
from panel_desk.vault.integrity import verify_chain
from panel_desk.vault.journal import Lease


def refusal(journal: WordJournal, **based_on: int) -> DeskError:
    """What is said of a batch with one word for each stream, based on these versions."""
    with pytest.raises(DeskError) as refused:
        journal.keep(*(said(stream=f"talk/{name}", version=version) for name, version in based_on.items()))
    return refused.value


def test_a_batch_over_several_streams_counts_each_for_itself(journal: WordJournal) -> None:
    journal.say("before", stream="talk/b")
    events = [said(stream="talk/a"), said(stream="talk/b", version=1), said(stream="talk/a"), said(stream="talk/c")]
    kept = journal.keep(*events)
    assert [(one.stream[-1], one.version) for one in kept] == [("a", 1), ("b", 2), ("a", 2), ("c", 1)]
    assert [one.seq for one in kept] == [2, 3, 4, 5]


def test_a_conflict_names_the_versions_of_the_stream_that_moved_on(journal: WordJournal) -> None:
    journal.say("one", "two", stream="talk/b")
    told = refusal(journal, a=0, b=1)
    assert told.reason is Reason.CONFLICT
    assert "version 1, now 2" in told.sentence
    assert journal.words == ["one", "two"]


def test_a_deed_prepared_on_a_version_to_come_is_a_conflict_too(journal: WordJournal) -> None:
    assert "version 7, now 0" in refusal(journal, a=7).sentence
    assert journal.calls.head().seq == 0


def test_of_two_that_prepared_on_the_same_version_the_second_is_told(journal: WordJournal) -> None:
    first, second = said("first"), said("second")
    journal.keep(first)
    with pytest.raises(DeskError) as refused:
        journal.keep(second)
    assert refused.value.reason is Reason.CONFLICT
    assert journal.words == ["first"]


def test_a_retry_after_an_unknown_outcome_finds_what_was_kept_when_opened_again(
    vault: Vault, desk: Path, data_key: bytes
) -> None:
    batch = (said("one"), said("two", stream="talk/2"))
    before = a_journal(vault).keep(*batch)
    vault.close()
    with open_vault(desk, data_key) as again:
        journal = a_journal(again)
        assert journal.keep(*batch) == before
        assert journal.words == ["one", "two"]


def test_a_retry_after_a_deed_that_was_rolled_back_keeps_it_now(journal: WordJournal) -> None:
    batch = (said("one"),)

    def deed() -> None:
        with journal.vault.write():
            journal.keep(*batch)
            raise RuntimeError("the disk went away")

    with pytest.raises(RuntimeError):
        deed()
    assert journal.words == []
    assert [one.seq for one in journal.keep(*batch)] == [1]


def test_half_of_a_batch_that_was_kept_is_no_retry_of_the_whole(journal: WordJournal) -> None:
    first = said("one")
    journal.keep(first)
    with pytest.raises(DeskError):
        journal.keep(first, said("two"))
    assert journal.words == ["one"]


def test_a_retry_of_a_purged_event_is_a_conflict_and_brings_no_text_back(journal: WordJournal) -> None:
    secret = said("secret")
    journal.keep(secret)
    journal.calls.purge([secret.event_id], now=NOW)
    with pytest.raises(DeskError):
        journal.keep(secret)
    assert journal.words == [None]


def test_a_clock_that_goes_backwards_is_kept_as_it_is_and_the_order_stays(journal: WordJournal) -> None:
    times = [NOW, NOW - timedelta(days=400), NOW - timedelta(seconds=1), NOW + timedelta(days=1)]
    for version, now in enumerate(times):
        journal.keep(said(str(version), version=version), now=now)
    assert [one.at for one in journal.calls.since(0)] == times
    assert journal.words == ["0", "1", "2", "3"]
    assert verify_chain(journal.vault.db.conn).is_whole


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 10, 25, 1, 30, fold=0, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 3, 29, 1, 30, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 2, 28, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-12))),
    ],
)
def test_an_hour_that_comes_twice_or_never_is_kept_in_utc(journal: WordJournal, now: datetime) -> None:
    journal.keep(said(), now=now)
    (read,) = journal.calls.since(0)
    assert (read.at.timestamp(), read.at.utcoffset()) == (now.timestamp(), timedelta(0))
    assert read.at == now.astimezone(UTC)


@pytest.mark.parametrize("count", [1, 499, 500, 501, 1000])
def test_pages_lose_no_event_and_give_none_twice(journal: WordJournal, count: int) -> None:
    journal.say(*(str(number) for number in range(count)))
    assert [one.seq for one in journal.calls.since(0)] == list(range(1, count + 1))
    assert [one.seq for one in journal.calls.since(count - 1)] == [count]
    assert list(journal.calls.since(count)) == []


def test_what_is_written_while_pages_are_read_is_read_too(journal: WordJournal) -> None:
    journal.say(*["word"] * 600)
    reading = journal.calls.since(0)
    next(reading)
    journal.say("late", stream="talk/2")
    assert [one.seq for one in reading] == list(range(2, 602))


def test_another_thread_reads_the_journal_through_its_own_connection(vault: Vault) -> None:
    journal, seen = a_journal(vault), [""]
    journal.say("one", "two")

    def read() -> None:
        reader = vault.reader()
        seen.append(f"{len(list(journal.calls.since(0, conn=reader.conn)))}")
        seen.append(f"{journal.calls.stream_version('talk/1', conn=reader.conn)}")
        seen.append(f"{len(journal.calls.of_stream('talk/1', conn=reader.conn))}")
        reader.close()

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert seen[1:] == ["2", "2", "2"]


def test_a_stream_given_back_can_be_taken_by_another_and_by_the_first_again(journal: WordJournal) -> None:
    epochs = []
    for holder in ("a", "b", "a"):
        lease = journal.calls.checkout("talk/1", holder=holder, now=NOW)
        epochs.append(lease.epoch)
        journal.calls.checkin(lease)
    assert epochs == [1, 2, 3]
    assert journal.say("nobody holds it")


@pytest.mark.parametrize("forged", [Lease("talk/1", "a", 2), Lease("talk/1", "b", 1), Lease("talk/2", "a", 1)])
def test_a_lease_that_is_not_the_present_one_gives_nothing_back(journal: WordJournal, forged: Lease) -> None:
    lease = journal.calls.checkout("talk/1", holder="a", now=NOW)
    with pytest.raises(DeskError) as refused:
        journal.calls.checkin(forged)
    assert refused.value.reason is Reason.CONFLICT
    journal.calls.checkin(lease)


def test_one_stream_checked_out_stops_a_batch_over_several(journal: WordJournal) -> None:
    journal.say("before", stream="talk/3")
    journal.calls.checkout("talk/2", holder="another-device", now=NOW)
    with pytest.raises(DeskError):
        journal.keep(said(stream="talk/1"), said(stream="talk/2/item/1"))
    assert journal.words == ["before"]
    assert journal.keep(said(stream="talk/1"), said(stream="talk/20"))


def test_of_several_purged_events_the_others_keep_their_words_and_places(journal: WordJournal) -> None:
    stored = journal.say("a", "b", "c", "d")
    assert journal.calls.purge([stored[0].event_id, stored[2].event_id], now=NOW) == 2
    assert journal.words == [None, "b", None, "d"]
    assert [one.version for one in journal.calls.of_stream("talk/1")] == [1, 2, 3, 4]
    assert journal.say("e")[0].seq == 5
    assert verify_chain(journal.vault.db.conn).is_whole


def test_a_purged_event_leaves_its_kind_and_stream_and_a_note_of_the_purge(vault: Vault) -> None:
    journal = a_journal(vault)
    (only,) = journal.say("lighthouse")
    journal.calls.purge([only.event_id], now=NOW)
    bodies = vault.db.conn.execute("SELECT body, kind, stream FROM journal").fetchall()
    assert bodies == [(None, "word-said", "talk/1")]
    assert vault.db.conn.execute("SELECT event_id FROM purged").fetchall() == [(only.event_id,)]

"""Whatever is done to a journal behind the desk's back is found, and named for what it is."""

from __future__ import annotations

import hashlib

import pytest
from tests.vault.vault_builders import NOW, WordJournal, WordSaid, a_codec, a_journal, tamper

from panel_desk.vault.anchors import record_anchor, recorded_anchors
from panel_desk.vault.chain import canonical_meta, row_hash
from panel_desk.vault.database import memory_vault
from panel_desk.vault.integrity import Examination, Fault, Signatures, check_pages, examine, verify_chain
from panel_desk.vault.journal import Head
from panel_desk.vault.keys.device import add_device

_MOVED = ("event_id", "stream", "version", "kind", "actor", "at", "body", "body_hash", "prev", "hash", "sig")


def five_batches(journal: WordJournal) -> Head:
    """Ten events in five batches; the head comes back."""
    for number in range(5):
        journal.say(f"first {number}", f"second {number}")
    return journal.calls.head()


def faults(found: Examination) -> set[tuple[Fault, int]]:
    return {(finding.fault, finding.seq) for finding in found.findings}


def test_an_untouched_journal_is_whole(journal: WordJournal) -> None:
    head = five_batches(journal)
    found = examine(journal.vault.db.conn, anchors=[head])
    assert found.is_whole
    assert (found.events, found.signatures, found.head) == (10, 5, head)
    assert found.sentences == ("All 10 events of the journal are there, in order, unaltered and signed.",)


def test_an_empty_journal_is_whole(journal: WordJournal) -> None:
    assert examine(journal.vault.db.conn).is_whole


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE journal SET body = x'7b7d' WHERE seq = 4", {(Fault.BODY, 4)}),
        ("UPDATE journal SET actor = 'other' WHERE seq = 4", {(Fault.META, 4)}),
        ("UPDATE journal SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 4", {(Fault.META, 4)}),
        ("UPDATE journal SET kind = 'other' WHERE seq = 4", {(Fault.META, 4)}),
        ("UPDATE journal SET stream = 'talk/9' WHERE seq = 4", {(Fault.META, 4)}),
        ("UPDATE journal SET body = NULL WHERE seq = 4", {(Fault.EMPTIED, 4)}),
        ("UPDATE journal SET prev = zeroblob(32) WHERE seq = 4", {(Fault.ORDER, 4)}),
        ("UPDATE journal SET prev = randomblob(32) WHERE seq = 4", {(Fault.LINK, 4)}),
        ("UPDATE journal SET sig = randomblob(64) WHERE seq = 4", {(Fault.SIGNATURE, 4)}),
        ("UPDATE journal SET sig = NULL WHERE seq = 10", {(Fault.SIGNATURE, 10)}),
        ("DELETE FROM journal WHERE seq = 4", {(Fault.GAP, 5)}),
        ("DELETE FROM journal WHERE seq BETWEEN 4 AND 6", {(Fault.GAP, 7)}),
        ("DELETE FROM journal WHERE seq = 1", {(Fault.GAP, 2)}),
        ("DELETE FROM device", {(Fault.SIGNATURE, seq) for seq in (2, 4, 6, 8, 10)}),
    ],
)
def test_every_kind_of_tampering_is_named(
    journal: WordJournal, statement: str, expected: set[tuple[Fault, int]]
) -> None:
    five_batches(journal)
    tamper(journal.vault.db.conn, statement)
    found = verify_chain(journal.vault.db.conn)
    # An altered actor or time also no longer fits the batch, which may be said as well.
    assert expected <= faults(found)
    assert {seq for _, seq in faults(found)} <= {seq + shift for _, seq in expected for shift in (-1, 0, 1)}
    assert all(sentence.endswith(".") for sentence in found.sentences)


def test_rows_that_changed_places_are_found_as_order(journal: WordJournal) -> None:
    five_batches(journal)
    conn = journal.vault.db.conn
    swap = f"UPDATE journal SET {', '.join(f'{c} = copy.{c}' for c in _MOVED)} FROM copy WHERE copy.seq = "
    tamper(
        conn,
        "CREATE TABLE copy AS SELECT * FROM journal",
        "UPDATE journal SET event_id = event_id || 'x', version = version + 100 WHERE seq IN (4, 5)",
        f"{swap} 9 - journal.seq AND journal.seq IN (4, 5)",
    )
    assert (Fault.ORDER, 4) in faults(verify_chain(conn))


def test_a_body_rewritten_with_its_hash_breaks_the_chain(journal: WordJournal) -> None:
    five_batches(journal)
    tamper(
        journal.vault.db.conn,
        "UPDATE journal SET body = (SELECT body FROM journal WHERE seq = 1), "
        "body_hash = (SELECT body_hash FROM journal WHERE seq = 1) WHERE seq = 4",
    )
    assert (Fault.META, 4) in faults(verify_chain(journal.vault.db.conn))


def test_a_row_replaced_with_a_fitting_hash_of_its_own_does_not_lead_to_the_next(journal: WordJournal) -> None:
    five_batches(journal)
    conn = journal.vault.db.conn
    row = conn.execute("SELECT seq, event_id, stream, version, kind, actor, device, at, prev FROM journal").fetchall()[
        2
    ]
    body = a_codec().encode(WordSaid("forged"))
    digest = hashlib.sha256(body).digest()
    tamper(conn)
    forged = (body, digest, row_hash(row[8], canonical_meta(row[:8]), digest))
    conn.execute("UPDATE journal SET body = ?, body_hash = ?, hash = ? WHERE seq = 3", forged)
    assert faults(verify_chain(conn)) == {(Fault.LINK, 4)}


def test_an_index_that_disagrees_with_its_table_is_found(journal: WordJournal) -> None:
    conn = journal.vault.db.conn
    tamper(conn, "CREATE TABLE pair (a TEXT, b TEXT) STRICT", "CREATE INDEX pair_a ON pair (a)")
    conn.execute("INSERT INTO pair VALUES ('left', 'right')")
    conn.execute("PRAGMA writable_schema = ON")
    conn.execute("UPDATE sqlite_master SET sql = 'CREATE INDEX pair_a ON pair (b)' WHERE name = 'pair_a'")
    conn.execute("PRAGMA writable_schema = RESET")
    assert {finding.fault for finding in check_pages(conn)} == {Fault.PAGES}


def test_a_reference_to_nothing_is_found(journal: WordJournal) -> None:
    tamper(journal.vault.db.conn, "INSERT INTO device_secret VALUES ('nobody', zeroblob(32))")
    assert [finding.sentence for finding in check_pages(journal.vault.db.conn)] == [
        "The file is damaged: reference from device_secret."
    ]


def test_a_cut_tail_is_seen_by_the_anchor_alone(journal: WordJournal) -> None:
    head = five_batches(journal)
    tamper(journal.vault.db.conn, "DELETE FROM journal WHERE seq > 8")
    assert verify_chain(journal.vault.db.conn).is_whole
    assert faults(verify_chain(journal.vault.db.conn, anchors=[head])) == {(Fault.CUT_TAIL, 8)}


def test_a_journal_written_anew_is_not_the_anchored_one(journal: WordJournal) -> None:
    head = five_batches(journal)
    with memory_vault(NOW) as other_vault:
        other = a_journal(other_vault)
        five_batches(other)
        assert faults(verify_chain(other_vault.db.conn, anchors=[head])) == {(Fault.REPLACED, 10)}


def test_an_earlier_anchor_holds_while_the_journal_grows(journal: WordJournal) -> None:
    early = five_batches(journal)
    journal.say("later")
    assert verify_chain(journal.vault.db.conn, anchors=[early, journal.calls.head()]).is_whole


def test_checking_only_the_last_signature_still_sees_altered_rows(journal: WordJournal) -> None:
    five_batches(journal)
    assert verify_chain(journal.vault.db.conn, signatures=Signatures.LAST).signatures == 1
    tamper(journal.vault.db.conn, "UPDATE journal SET body = x'7b7d' WHERE seq = 4")
    assert not verify_chain(journal.vault.db.conn, signatures=Signatures.LAST).is_whole


def test_a_signature_taken_away_between_two_devices_is_found(journal: WordJournal) -> None:
    journal.say("one")
    journal.device = add_device(journal.vault, NOW)
    journal.say("two")
    tamper(journal.vault.db.conn, "UPDATE journal SET sig = NULL WHERE seq = 1")
    assert faults(verify_chain(journal.vault.db.conn)) == {(Fault.SIGNATURE, 1)}


def test_a_walk_over_several_pages_is_one_chain(journal: WordJournal) -> None:
    for _ in range(6):
        journal.say(*["word"] * 1000)
    found = verify_chain(journal.vault.db.conn, anchors=[journal.calls.head()])
    assert (found.is_whole, found.events) == (True, 6000)


def test_where_the_head_was_handed_to_is_remembered(journal: WordJournal) -> None:
    head = five_batches(journal)
    for _ in range(2):
        record_anchor(journal.vault, "minutes/1", head, NOW)
    assert [(anchor.place, anchor.head, anchor.anchored_at) for anchor in recorded_anchors(journal.vault)] == [
        ("minutes/1", head, NOW)
    ]

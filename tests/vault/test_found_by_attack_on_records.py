"""What an attack with the right key and a database tool found: each is said, in a sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest
from tests.vault.vault_builders import NOW, WordEvent, WordJournal, WordSaid, nothing

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.archive import altered_files, keep
from panel_desk.vault.database import Vault, create_vault, open_vault
from panel_desk.vault.driver import Database
from panel_desk.vault.integrity import examine
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.keys.device import add_device
from panel_desk.vault.keys.slots import SLOTS_FILE, read_slots
from panel_desk.vault.rebuild import TableDifference, differing_tables
from panel_desk.vault.sidecar import SIDECAR_FILE


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("CREATE TABLE extra (a)", "The table extra of the vault is not as Panel Desk makes it."),
        ("CREATE VIEW looking AS SELECT 1", "The view looking of the vault is not as Panel Desk makes it."),
        (
            "DROP TRIGGER journal_keeps_its_rows",
            "The trigger journal_keeps_its_rows of the vault is not as Panel Desk makes it.",
        ),
        ("DROP TABLE burned_number", "The table burned_number of the vault is not as Panel Desk makes it."),
    ],
)
def test_what_panel_desk_did_not_make_is_named(journal: WordJournal, statement: str, sentence: str) -> None:
    journal.vault.db.conn.execute(statement)

    found = differing_tables(journal.vault, journal.calls, nothing)

    assert sentence in [difference.sentence for difference in found]


def refusing(error: Exception) -> Callable[[Database, Sequence[StoredEvent[WordEvent]]], None]:
    def project(db: Database, events: Sequence[StoredEvent[WordEvent]]) -> None:
        if any(isinstance(one.event, WordSaid) and one.event.word == "forged" for one in events):
            raise error

    return project


@pytest.mark.parametrize("error", [DeskError("No.", reason=Reason.CONFLICT), KeyError("no"), ValueError("no")])
def test_an_event_that_does_not_fit_is_named_however_well_it_is_signed(journal: WordJournal, error: Exception) -> None:
    journal.say("one", "two")
    journal.say("forged")
    journal.say("three")

    found = differing_tables(journal.vault, journal.calls, refusing(error))

    assert [difference.sentence for difference in found] == [
        "Event 3 does not fit the events before it: the tables cannot be made from the journal."
    ]


def test_an_event_that_the_database_refuses_is_named(journal: WordJournal) -> None:
    def project(db: Database, events: Sequence[StoredEvent[WordEvent]]) -> None:
        for one in events:
            db.conn.execute("INSERT INTO burned_number VALUES ('same', 'talk/1', ?, 'same')", (one.seq,))

    journal.say("one")
    journal.say("two")

    assert "Event 2 does not fit" in differing_tables(journal.vault, journal.calls, project)[0].sentence


def test_one_row_differs_and_two_rows_differ() -> None:
    assert "1 row differs (1 kept, 2 rebuilt)" in TableDifference("note", 1, 2, 1).sentence
    assert "2 rows differ (1 kept, 3 rebuilt)" in TableDifference("note", 1, 3, 2).sentence


def test_a_second_computer_that_wrote_is_seen(journal: WordJournal) -> None:
    journal.say("one", "two")
    assert len(examine(journal.vault.db.conn).sentences) == 1
    journal.device = add_device(journal.vault, NOW)
    journal.say("three")

    found = examine(journal.vault.db.conn)

    assert found.devices == (1, 3)
    assert found.sentences[1] == "2 computers have written to it; the newest began with event 3."


def test_a_computer_that_is_known_but_never_wrote_is_not_counted(journal: WordJournal) -> None:
    journal.say("one")
    add_device(journal.vault, NOW)

    assert examine(journal.vault.db.conn).devices == (1,)


@pytest.fixture
def signed(memory: Vault) -> Vault:
    """A vault whose minutes name two kept files, and an edition a third."""
    first, second, third = (keep(memory, content, now=NOW) for content in (b"signed", b"approved", b"sent"))
    conn = memory.db.conn
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute(
        "INSERT INTO minutes (meeting_id, signed, approvals) VALUES ('m', ?, ?)",
        (
            msgspec.json.encode({"pdf_sha256": first}).decode(),
            msgspec.json.encode([{"pdf_sha256": second, "field": "Approval-police"}]).decode(),
        ),
    )
    conn.execute("INSERT INTO edition VALUES (1, 'm', 'minutes', 'all members', ?, 'now', 'asha', 0)", (third,))
    return memory


def test_kept_files_that_are_all_there_are_well(signed: Vault) -> None:
    assert altered_files(signed.db) == ()


@pytest.mark.parametrize("content", [b"signed", b"approved", b"sent"])
def test_a_kept_file_that_is_gone_is_found(signed: Vault, content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest()
    signed.db.conn.execute("DELETE FROM kept_file WHERE sha256 = ?", (digest,))

    assert altered_files(signed.db) == (digest,)


def test_a_kept_file_exchanged_together_with_its_fingerprint_is_found(signed: Vault) -> None:
    signed.db.conn.execute(
        "UPDATE kept_file SET content = ?, sha256 = ? WHERE content = ?",
        (b"other", hashlib.sha256(b"other").hexdigest(), b"signed"),
    )

    assert altered_files(signed.db) == (hashlib.sha256(b"signed").hexdigest(),)


def test_minutes_that_do_not_decode_are_left_to_the_tables(signed: Vault) -> None:
    signed.db.conn.execute("UPDATE minutes SET approvals = 'no list'")

    assert altered_files(signed.db) == ()


@pytest.mark.parametrize("check", ["é", "", "00"])
def test_a_description_with_another_check_is_the_wrong_key(desk: Path, data_key: bytes, check: str) -> None:
    create_vault(desk, data_key, NOW).close()
    text = msgspec.json.decode((desk / SIDECAR_FILE).read_bytes())
    (desk / SIDECAR_FILE).write_bytes(msgspec.json.encode({**text, "key_check": check}))

    with pytest.raises(DeskError) as refused:
        open_vault(desk, data_key)
    assert refused.value.reason is Reason.WRONG_KEY


def test_endless_nesting_is_a_sentence(desk: Path, data_key: bytes) -> None:
    create_vault(desk, data_key, NOW).close()
    nested = b'{"slots":' + b"[" * 16_000
    (desk / SLOTS_FILE).write_bytes(nested)
    with pytest.raises(DeskError, match="damaged or is none"):
        read_slots(desk)
    (desk / SIDECAR_FILE).write_bytes(nested)
    with pytest.raises(DeskError, match="does not describe a vault"):
        open_vault(desk, data_key)

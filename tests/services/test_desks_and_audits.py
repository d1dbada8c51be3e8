"""Founding, opening and auditing a desk: every failure that can be expected is a sentence, and tampering is seen."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA, HeldClock, TestDesk, a_desk, a_profile, child, furnish, refusal
from tests.services.signing_keys import SECRET, Keys, plant

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.services import desk as desk_module
from panel_desk.services.desk import Desk
from panel_desk.vault.driver import Connection
from panel_desk.vault.keys.wrapping import QUICK_COST
from panel_desk.vault.projections import REVISION, project
from panel_desk.vault.rebuild import rebuild

PASSPHRASE = "long enough to found"


def found(folder: Path, passphrase: str = PASSPHRASE, *, wrong_phrase: bool = False) -> Desk:
    """A new desk in a folder."""
    return Desk.found(
        folder, passphrase, lambda phrase: "wrong" if wrong_phrase else phrase, clock=HeldClock(), cost=QUICK_COST
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A furnished desk, closed."""
    with found(tmp_path / "desk") as desk:
        furnish(desk)
    return tmp_path / "desk"


@pytest.fixture
def opened(folder: Path) -> Iterator[TestDesk]:
    """The desk of ``folder``, open."""
    clock = HeldClock()
    with Desk.open(folder, PASSPHRASE, clock=clock) as desk:
        yield TestDesk(desk, clock)


def tamper(conn: Connection, *statements: str) -> None:
    """What a person with the key and a database tool could do: the guards are put back afterwards."""
    conn.execute("PRAGMA foreign_keys = OFF")
    triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        conn.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        conn.execute(statement)
    for _, sql in triggers:
        conn.execute(sql)


def test_a_founded_desk_opens_with_its_passphrase(folder: Path) -> None:
    with Desk.open(folder, PASSPHRASE) as desk:
        assert desk.people.council() == ("Fictional Borough Council", True)


@pytest.mark.parametrize("secret", ["", "wrong", PASSPHRASE[:-1], PASSPHRASE.upper()])
def test_a_wrong_passphrase_opens_nothing(folder: Path, secret: str) -> None:
    with refusal(Reason.WRONG_KEY):
        Desk.open(folder, secret)


def test_a_recovery_phrase_that_was_not_typed_back_makes_no_desk(tmp_path: Path) -> None:
    with pytest.raises(DeskError):
        found(tmp_path / "desk", wrong_phrase=True)
    assert not (tmp_path / "desk").exists()


def test_a_desk_whose_keys_cannot_be_written_leaves_the_folder_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DeskError("The disk is full.", reason=Reason.STORAGE)

    monkeypatch.setattr(desk_module, "write_slots", full)
    with refusal(Reason.STORAGE):
        found(tmp_path / "desk")
    monkeypatch.undo()
    found(tmp_path / "desk").close()


def test_a_second_desk_is_not_founded_over_the_first(folder: Path) -> None:
    with refusal(Reason.STORAGE, "already"):
        found(folder)
    Desk.open(folder, PASSPHRASE).close()


def test_where_there_is_no_desk_none_is_opened(tmp_path: Path) -> None:
    with refusal(Reason.NOT_FOUND):
        Desk.open(tmp_path, PASSPHRASE)
    (tmp_path / "file").touch()
    with refusal(Reason.NOT_FOUND):
        Desk.open(tmp_path / "file", PASSPHRASE)


def test_a_desk_is_open_once(opened: TestDesk, folder: Path) -> None:
    with refusal(Reason.VAULT_IN_USE):
        Desk.open(folder, PASSPHRASE)


def test_a_desk_without_its_keys_says_so(folder: Path) -> None:
    (folder / "keys.json").unlink()
    with pytest.raises(DeskError):
        Desk.open(folder, PASSPHRASE)


def test_another_desks_vault_is_not_opened_with_this_ones_keys(folder: Path, tmp_path: Path) -> None:
    found(tmp_path / "other").close()
    shutil.copy(tmp_path / "other" / "vault.db", folder / "vault.db")
    with pytest.raises(DeskError) as refused:
        Desk.open(folder, PASSPHRASE)
    assert refused.value.reason in {Reason.WRONG_KEY, Reason.VAULT_DAMAGED, Reason.VAULT_FOREIGN}


def test_a_plain_database_is_no_vault(folder: Path) -> None:
    (folder / "vault.db").write_bytes(b"SQLite format 3\0" + bytes(4080))
    with refusal(Reason.VAULT_FOREIGN):
        Desk.open(folder, PASSPHRASE)


def test_a_newer_desks_vault_is_left_alone(folder: Path) -> None:
    before = (folder / "vault.db").read_bytes()
    sidecar = json.loads((folder / "vault.json").read_text())
    (folder / "vault.json").write_text(json.dumps({**sidecar, "schema": 9999}))
    with refusal(Reason.VAULT_FOREIGN, "newer"):
        Desk.open(folder, PASSPHRASE)
    assert (folder / "vault.db").read_bytes() == before


def test_tables_of_an_older_projection_are_made_anew_on_opening(opened: TestDesk, folder: Path) -> None:
    opened.bring(a_profile())
    conn = opened.desk.book.db.conn
    tamper(conn, "DELETE FROM episode", "UPDATE child SET surname = ''", "UPDATE projected SET revision = 0")
    opened.desk.close()
    with Desk.open(folder, PASSPHRASE) as desk:
        assert desk.auditing.audit().is_whole


def test_a_whole_record_is_audited_as_whole_also_after_an_undo(at: TestDesk) -> None:
    at.bring(a_profile())
    at.desk.importing.undo(ASHA, at.bring(a_profile(child("103"))))
    audit = at.desk.auditing.audit()
    assert (audit.is_whole, audit.tables_differ, audit.events) == (True, (), at.desk.book.head().seq)


def test_a_table_changed_behind_the_journal_is_named(at: TestDesk) -> None:
    at.bring(a_profile())
    at.desk.book.db.conn.execute("UPDATE child SET listed_risk = 'Low'")
    audit = at.desk.auditing.audit()
    assert (audit.is_whole, audit.tables_differ) == (False, ("child",))


def test_a_kept_file_that_was_altered_is_counted(signing: TestDesk) -> None:
    tamper(signing.desk.book.db.conn, "UPDATE kept_file SET content = x'00' WHERE rowid = 1")
    audit = signing.desk.auditing.audit()
    assert (audit.is_whole, audit.files_differ) == (False, 1)


def test_an_event_that_was_altered_is_found(at: TestDesk) -> None:
    tamper(at.desk.book.db.conn, "UPDATE journal SET actor = 'somebody' WHERE seq = 3")
    assert not at.desk.auditing.audit().is_whole


def signed_minutes(at: TestDesk, keys: Keys, path: Path) -> Path:
    """October's minutes signed by the chair, outside the desk."""
    plant(at, keys)
    meeting_id = at.approved()
    path.write_bytes(at.desk.publishing.sign(meeting_id, at.person("Dana Prior"), SECRET))
    return path


def test_signed_minutes_vouch_for_a_whole_record(opened: TestDesk, keys: Keys, tmp_path: Path) -> None:
    path = signed_minutes(opened, keys, tmp_path / "minutes.pdf")
    audit = opened.desk.auditing.audit(opened.desk.auditing.anchors_in([path]))
    assert (audit.is_whole, audit.anchors) == (True, 2)


def test_a_tail_that_was_cut_off_is_seen_by_signed_minutes(opened: TestDesk, keys: Keys, tmp_path: Path) -> None:
    path = signed_minutes(opened, keys, tmp_path / "minutes.pdf")
    book = opened.desk.book
    tamper(book.db.conn, f"DELETE FROM journal WHERE seq > {book.head().seq - 10}", "DELETE FROM anchor")
    rebuild(book.vault, book.journal, project, revision=REVISION)
    assert opened.desk.auditing.audit().is_whole, "what is left is a whole, shorter record"
    audit = opened.desk.auditing.audit(opened.desk.auditing.anchors_in([path]))
    assert not audit.is_whole
    assert any("cut off" in sentence for sentence in audit.sentences)


def test_a_cut_tail_is_seen_by_the_anchor_that_signing_left_in_the_vault(
    opened: TestDesk, keys: Keys, tmp_path: Path
) -> None:
    signed_minutes(opened, keys, tmp_path / "minutes.pdf")
    book = opened.desk.book
    tamper(book.db.conn, f"DELETE FROM journal WHERE seq > {book.head().seq - 10}")
    assert not opened.desk.auditing.audit().is_whole


def test_an_older_copy_of_the_vault_put_back_is_seen_by_signed_minutes_alone(
    folder: Path, keys: Keys, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "older")
    clock = HeldClock()
    with Desk.open(folder, PASSPHRASE, clock=clock) as desk:
        path = signed_minutes(TestDesk(desk, clock), keys, tmp_path / "minutes.pdf")
    with Desk.open(tmp_path / "older", PASSPHRASE) as desk:
        assert desk.auditing.audit().is_whole, "nothing inside can know"
        assert not desk.auditing.audit(desk.auditing.anchors_in([path])).is_whole


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_signed_minutes_vouches_for_nothing(at: TestDesk, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(content)
    with refusal(Reason.BAD_FILE):
        at.desk.auditing.anchors_in([path])


def test_unsigned_minutes_vouch_for_nothing(at: TestDesk, tmp_path: Path) -> None:
    path = tmp_path / "draft.pdf"
    path.write_bytes(at.desk.publishing.minutes_pdf(at.closed()).content)
    with refusal(Reason.BAD_FILE):
        at.desk.auditing.anchors_in([path])


def test_an_anchor_that_is_none_is_refused(at: TestDesk) -> None:
    with refusal(Reason.BAD_FILE):
        at.desk.auditing.audit(["not a head"])


def test_two_desks_do_not_share_what_they_know(at: TestDesk) -> None:
    at.bring(a_profile())
    with a_desk() as other:
        assert other.desk.searching.find("Archer") == ()

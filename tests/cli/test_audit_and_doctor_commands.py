"""``audit`` and ``doctor``: what is whole, what is not, and every desk that cannot be opened in a sentence."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from tests.cli.cli_runs import Cli, sentence
from tests.services.signing_keys import SECRET

from panel_desk.services.desk import Desk


def test_a_whole_record_is_exit_code_0(cli: Cli, made: Path) -> None:
    ran = cli("audit", "--desk", made / "desk", "--passphrase-file", made / "secret.txt", "--json")
    data = ran.data
    assert (ran.code, data["is_whole"], data["tables_differ"], data["files_differ"]) == (0, True, [], 0)
    assert data["events"] > 0
    assert data["head"].startswith(f"{data['events']}:")


def test_signed_minutes_from_outside_are_an_anchor(cli: Cli, made: Path) -> None:
    desk, secret = made / "desk", made / "secret.txt"
    command = ("audit", "--desk", desk, "--passphrase-file", secret, "--minutes", made / "minutes.pdf")
    without = cli(*command[:5], "--json").data["anchors"]
    assert cli(*command, "--json").data["anchors"] == without + 1
    assert cli(*command).out.startswith("The record is whole.")


def test_an_altered_record_is_exit_code_1_and_says_what(cli: Cli, made: Path) -> None:
    with Desk.open(made / "desk", SECRET) as desk:
        desk.book.db.conn.execute("UPDATE action SET what = 'nothing'")
        desk.book.db.conn.execute("UPDATE person SET title = 'Mayor'")
    ran = cli("audit", "--desk", made / "desk", "--passphrase-file", made / "secret.txt")
    assert ran.code == 1
    assert ran.out.startswith("The record is NOT whole.")
    assert "person" in ran.out


@pytest.mark.parametrize("name", ["draft.pdf", "secret.txt", "missing.pdf", "desk"])
def test_what_is_no_signed_minutes_is_one_sentence(cli: Cli, made: Path, name: str) -> None:
    command = ("audit", "--desk", made / "desk", "--passphrase-file", made / "secret.txt")
    ran = cli(*command, "--minutes", made / name)
    assert (ran.code, ran.out) == (1, "")
    assert sentence(ran)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"wrong\n", b"\xff\xfe\x00", bytes(range(256)), b"x" * 100_000], ids=range(6)
)
def test_a_passphrase_file_that_will_not_do_is_one_sentence(cli: Cli, made: Path, content: bytes) -> None:
    (made / "secret.txt").write_bytes(content)
    ran = cli("audit", "--desk", made / "desk", "--passphrase-file", made / "secret.txt")
    assert (ran.code, ran.out) == (1, "")
    assert sentence(ran)


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\nsecond line\n"])
def test_the_first_line_of_the_file_is_the_passphrase(cli: Cli, made: Path, ending: str) -> None:
    (made / "secret.txt").write_bytes(b"\xef\xbb\xbf" + (SECRET + ending).encode())
    assert cli("audit", "--desk", made / "desk", "--passphrase-file", made / "secret.txt").code == 0


@pytest.mark.parametrize("name", ["missing", "secret.txt", "empty", "bad\0name"])
def test_where_there_is_no_desk_is_one_sentence(cli: Cli, made: Path, name: str) -> None:
    (made / "empty").mkdir()
    ran = cli("audit", "--desk", f"{made}/{name}", "--passphrase-file", made / "secret.txt")
    assert ran.code == 1
    assert sentence(ran)


@pytest.mark.parametrize("spoiled", ["plain", "cut", "noise", "empty", "keys", "sidecar"])
def test_a_spoiled_desk_is_one_sentence_and_left_as_it_is(cli: Cli, made: Path, spoiled: str) -> None:
    vault, keys, sidecar = (made / "desk" / name for name in ("vault.db", "keys.json", "vault.json"))
    whole = vault.read_bytes()
    spoil = {
        "plain": lambda: vault.write_bytes(b"SQLite format 3\0" + whole[16:]),
        "cut": lambda: vault.write_bytes(whole[: len(whole) // 2]),
        "noise": lambda: vault.write_bytes(bytes(4096) + whole[4096:]),
        "empty": lambda: vault.write_bytes(b""),
        "keys": lambda: keys.write_bytes(b"{"),
        "sidecar": lambda: sidecar.write_bytes(b"\xff"),
    }
    spoil[spoiled]()
    before = vault.read_bytes()
    ran = cli("audit", "--desk", made / "desk", "--passphrase-file", made / "secret.txt")
    assert (ran.code, ran.out) == (1, "")
    assert sentence(ran)
    assert vault.read_bytes() == before


def test_doctor_tells_versions_keyring_fonts_and_folder(cli: Cli) -> None:
    ran = cli("doctor", "--json")
    data = ran.data
    assert ran.code == 0
    assert data["Python"]["found"] == ".".join(str(part) for part in sys.version_info[:3])
    assert {"sqlcipher3", "pyhanko", "Fonts", "Keyring", "Usual desk folder"} <= set(data)


def test_doctor_tells_a_vaults_health(cli: Cli, made: Path) -> None:
    ran = cli("doctor", "--desk", made / "desk", "--passphrase-file", made / "secret.txt")
    assert ran.code == 0
    assert "✓ Desk: Fictional Borough Council (fictional)" in ran.out
    assert "✓ Vault: All" in ran.out


def test_doctor_tells_of_a_vault_that_cannot_be_opened_beside_the_rest(cli: Cli, made: Path) -> None:
    shutil.rmtree(made / "desk")
    ran = cli("doctor", "--desk", made / "desk", "--passphrase-file", made / "secret.txt", "--json")
    assert (ran.code, ran.data["Vault"]["well"]) == (1, False)
    assert "Python" in ran.data


def test_minutes_that_were_changed_cannot_accuse_the_record(cli: Cli, made: Path) -> None:
    content = (made / "minutes.pdf").read_bytes()
    (made / "spoilt.pdf").write_bytes(content + b"\n% one line more\n")
    desk = ("audit", "--desk", str(made / "desk"), "--passphrase-file", str(made / "secret.txt"))
    assert cli(*desk, "--minutes", str(made / "minutes.pdf")).code == 0
    ran = cli(*desk, "--minutes", str(made / "spoilt.pdf"))
    assert ran.code == 1
    assert "spoilt.pdf cannot vouch for the record" in ran.err

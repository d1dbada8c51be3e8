"""``backup`` and ``keyring``: a copy that was tried, and a computer that opens the desk by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.cli_runs import Cli
from tests.host.secret_service import told_in_a_session


def test_a_backup_is_made_tried_and_put_back_as_it_was(cli: Cli, made: Path) -> None:
    secret, backups = str(made / "secret.txt"), str(made / "backups")
    ran = cli("backup", "--desk", str(made / "desk"), "--into", backups, "--passphrase-file", secret)
    assert (ran.code, ran.err) == (0, "")
    assert "Backed up to" in ran.out
    ran = cli("backup", "--into", backups, "--restore-to", str(made / "again"), "--passphrase-file", secret)
    assert ran.code == 0
    assert "purge it again" in ran.out
    assert cli("audit", "--desk", str(made / "again"), "--passphrase-file", secret).code == 0


def test_a_spoilt_backup_would_not_restore_and_says_so(cli: Cli, made: Path) -> None:
    secret, backups = str(made / "secret.txt"), made / "backups"
    assert cli("backup", "--desk", str(made / "desk"), "--into", str(backups), "--passphrase-file", secret).code == 0
    (vault,) = backups.rglob("vault.db")
    content = bytearray(vault.read_bytes())
    content[len(content) // 2] ^= 1
    vault.write_bytes(content)
    ran = cli("backup", "--into", str(backups), "--rehearse", "--passphrase-file", secret)
    assert ran.code == 1
    assert ran.out + ran.err


@pytest.mark.parametrize("choice", ["--rehearse", "--restore-to"])
def test_without_a_backup_there_is_a_sentence(cli: Cli, made: Path, choice: str) -> None:
    more = [str(made / "again")] if choice == "--restore-to" else []
    ran = cli("backup", "--into", str(made), choice, *more, "--passphrase-file", str(made / "secret.txt"))
    assert (ran.code, ran.err.strip()) == (1, f"There is no backup in {made}.")
    assert not (made / "again").exists()


def test_a_backup_of_no_desk_is_not_understood(cli: Cli, made: Path) -> None:
    assert cli("backup", "--into", str(made), "--passphrase-file", str(made / "secret.txt")).code == 2


_RUN = """
from panel_desk.cli.main import main
for arguments in ({runs}):
    print("code", main(list(arguments)))
"""


def _runs(*runs: tuple[str, ...]) -> str:
    listed = ", ".join("(" + ", ".join(f'"{word}"' for word in run) + ",)" for run in runs)
    return _RUN.format(runs=listed + ",")


def test_a_remembered_desk_opens_without_its_passphrase_until_it_is_forgotten(made: Path, tmp_path: Path) -> None:
    desk, secret = ("--desk", str(made / "desk")), ("--passphrase-file", str(made / "secret.txt"))
    code = _runs(("keyring", *desk, *secret), ("audit", *desk), ("keyring", *desk, "--forget"), ("audit", *desk))
    lines = told_in_a_session(code, tmp_path)
    codes = [line for line in lines if line.startswith("code")]
    assert codes[:3] == ["code 0", "code 0", "code 0"]
    # Nothing is there to type the passphrase into, so the last one is given up.
    assert codes[3] != "code 0"
    assert "The record is whole." in lines

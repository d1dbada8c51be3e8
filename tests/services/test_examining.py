"""What the doctor finds: a computer in order, a computer without a keyring, and vaults in every state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import null
from tests.services.desk_builders import HeldClock, a_profile
from tests.services.desk_folders import OPENS, a_desk_in, opened

from panel_desk.services import examining
from panel_desk.services.desk import Desk
from panel_desk.services.examining import ComputerFinding, examine_computer, examine_vault


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    """A computer whose keyring keeps nothing."""
    before = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A furnished desk, closed."""
    return a_desk_in(tmp_path / "desk")


def findings_of(folder: Path, secret: str = OPENS) -> dict[str, ComputerFinding]:
    return {f.what: f for f in examine_vault(lambda: Desk.open(folder, secret, clock=HeldClock()))}


def test_this_computer_is_found_in_order_with_versions_and_fonts() -> None:
    found = {f.what: f for f in examine_computer()}
    assert all(f.well for f in found.values()), found
    assert found["panel-desk"].found == "0.1.0"
    assert found["Fonts"].found.startswith("Source Sans 3")
    assert {"Python", "System", "sqlcipher3", "reportlab", "pyhanko", "Usual desk folder"} <= found.keys()


def test_a_computer_without_a_keyring_is_in_order_and_is_told_what_follows() -> None:
    found = next(f for f in examine_computer() if f.what == "Keyring")
    assert found.well
    assert found.found.startswith("none that can be used")
    assert "passphrase" in found.remedy


@pytest.mark.parametrize(
    ("names", "what", "remedy"),
    [("_LIBRARIES", "no-such-library", "make env"), ("_FONTS", "Fonts", "Install Panel Desk again")],
)
def test_what_is_not_there_is_a_finding_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, names: str, what: str, remedy: str
) -> None:
    monkeypatch.setattr(examining, names, ("no-such-library",))
    found = next(f for f in examine_computer() if f.what == what)
    assert not found.well
    assert remedy in found.remedy


def test_a_whole_vault_is_well_and_says_whose_it_is(folder: Path) -> None:
    found = findings_of(folder)
    assert all(f.well for f in found.values())
    assert found["Desk"].found == "Fictional Borough Council (fictional)"
    assert "The tables are what the journal makes." in found["Vault"].found
    assert found["Space on the disk"].found


def test_an_examined_desk_is_closed_again(folder: Path) -> None:
    findings_of(folder)
    Desk.open(folder, OPENS).close()


@pytest.mark.parametrize("secret", ["", "wrong"])
def test_a_vault_that_does_not_open_is_a_finding_like_others(folder: Path, secret: str) -> None:
    (found,) = findings_of(folder, secret).values()
    assert (found.what, found.well) == ("Vault", False)
    assert found.found.endswith(".")


def test_where_there_is_no_vault_the_remedy_says_what_to_choose(tmp_path: Path) -> None:
    (found,) = findings_of(tmp_path).values()
    assert not found.well
    assert "vault.db" in found.remedy


def test_a_table_changed_behind_the_journal_makes_the_vault_unwell(folder: Path) -> None:
    with opened(folder) as at:
        at.bring(a_profile())
        at.desk.book.db.conn.execute("UPDATE child SET listed_risk = 'Low'")
    found = findings_of(folder)["Vault"]
    assert not found.well
    assert "child" in found.found
    assert "backup" in found.remedy


def test_a_vault_in_use_is_told_and_left_alone(folder: Path) -> None:
    with opened(folder) as at:
        (found,) = findings_of(folder).values()
        assert not found.well
        assert at.desk.auditing.audit().is_whole

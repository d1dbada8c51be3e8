"""Certificates, backups, the ways into the desk and the looks of the window, each through the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.services.desk_folders import OPENS
from tests.ui.settings.conftest import At

from panel_desk.domain.errors import DeskError
from panel_desk.services.desk import Desk
from panel_desk.services.examining import ComputerFinding
from panel_desk.services.licences import licences
from panel_desk.services.preferences import preferences_of
from panel_desk.services.safekeeping import backups_in, rehearse
from panel_desk.ui.theme.current import theme
from panel_desk.ui.workspaces.settings.about import AboutGroup, LicenceDialog
from panel_desk.ui.workspaces.settings.appearance import AppearanceGroup
from panel_desk.ui.workspaces.settings.backups import BackupsGroup
from panel_desk.ui.workspaces.settings.certificate_dialogs import (
    FingerprintDialog,
    IssueDialog,
    PassphraseDialog,
    WithdrawDialog,
    grouped,
    passphrase_problem,
)
from panel_desk.ui.workspaces.settings.certificates import CertificatesGroup
from panel_desk.ui.workspaces.settings.computer import ComputerGroup
from panel_desk.ui.workspaces.settings.key_dialogs import ChangeDialog, KitDialog
from panel_desk.ui.workspaces.settings.keys import KeysGroup

ROOT, OWN = "the root has its own words", "dana has her own words"


def enter(dialog: QWidget) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def certificates(at: At) -> CertificatesGroup:
    group = at.group("certificates")
    assert isinstance(group, CertificatesGroup)
    return group


def issued(at: At, name: str = "Dana Prior") -> CertificatesGroup:
    """A root, and one certificate, made as a person makes them."""
    group = certificates(at)
    group.make_root()
    asked = at.dialog(PassphraseDialog)
    asked.passphrase.setText(ROOT)
    assert asked.again is not None
    asked.again.setText(ROOT)
    enter(asked)
    at.until_said("signing root is made")
    at.dialog(FingerprintDialog).reject()
    group.issue()
    dialog = at.dialog(IssueDialog)
    dialog.person.setCurrentIndex(next(i for i in range(dialog.person.count()) if name in dialog.person.itemText(i)))
    dialog.until.set_value(date(2027, 6, 30))
    for field, text in ((dialog.passphrase, OWN), (dialog.again, OWN), (dialog.root, ROOT)):
        field.setText(text)
    enter(dialog)
    at.until_said(f"{name} can sign now.")
    return group


def test_a_root_is_made_once_and_a_certificate_issued_and_withdrawn(at: At, tmp_path: Path) -> None:
    group = issued(at)
    (line,) = group.table.shown_rows()
    assert (line.name, line.roles, line.panels, line.state) == ("Dana Prior", "chair", "every panel", "Valid")
    assert line.until == date(2027, 6, 30)
    assert not next(c for c in group.commands() if "root" in c.words).enabled
    group.write_trust(tmp_path / "council.paneltrust")
    assert (tmp_path / "council.paneltrust").read_bytes() == at.session.reading.certificates.latest_trust()
    group.withdraw(line)
    dialog = at.dialog(WithdrawDialog)
    dialog.reason.setCurrentIndex(dialog.reason.findData("left"))
    dialog._on_press()
    at.until_said("is withdrawn")
    assert group.table.shown_rows()[0].state.endswith("the person has left")


def test_a_wrong_passphrase_of_the_root_issues_nothing(at: At) -> None:
    group = issued(at)
    group.make_trust()
    asked = at.dialog(PassphraseDialog)
    asked.passphrase.setText("not the root's words")
    enter(asked)
    at.until(lambda: len(at.said()) >= 3)
    assert len(group.table.shown_rows()) == 1


def test_a_certificate_is_not_issued_before_the_form_is_filled_in(at: At) -> None:
    group = certificates(at)
    group.issue()
    dialog = at.dialog(IssueDialog)
    dialog.passphrase.setText("short")
    dialog.until.set_value(date(2030, 1, 1))
    enter(dialog)
    assert "within two years" in dialog.until.accessibleDescription()
    assert "at least 8 characters" in dialog.passphrase.accessibleDescription()
    assert dialog.root.accessibleDescription() == "The root’s passphrase is needed."
    dialog.reject()
    assert at.said() == []


@pytest.mark.parametrize(
    ("passphrase", "again", "problem"),
    [("short", None, "at least 8"), ("long enough now", "long enough then", "not the same"), (OWN, OWN, "")],
)
def test_a_new_passphrase_is_long_enough_and_typed_twice(passphrase: str, again: str | None, problem: str) -> None:
    found = passphrase_problem(passphrase, again)
    assert problem in found
    assert bool(found) == bool(problem)


def test_a_fingerprint_is_read_in_groups_of_four() -> None:
    assert grouped("89aa1f6c") == grouped("89AA 1F6C") == "89AA 1F6C"


def backups(at: At) -> BackupsGroup:
    group = at.group("backups")
    assert isinstance(group, BackupsGroup)
    return group


def test_a_backup_is_made_into_the_chosen_folder_and_would_restore(at: At, tmp_path: Path) -> None:
    group = backups(at)
    assert "There is no backup yet" in group._list.rows[0].accessibleName()
    group.use_folder(tmp_path / "elsewhere")
    group.back_up()
    at.until_said("is made and was looked through")
    (made,) = backups_in(tmp_path / "elsewhere")
    assert rehearse(made, OPENS).would_restore
    assert "The newest backup is of 22 November 2026" in group._list.rows[0].accessibleName()


def test_a_rehearsal_says_that_the_newest_would_restore_or_why_not(at: At) -> None:
    group = backups(at)
    group.back_up()
    at.until_said("is made")
    group.ask_rehearsal()
    answer = at.question().on_words
    assert answer is not None
    answer("another passphrase")
    at.until_said("does not open")
    answer(OPENS)
    at.until_said("The newest backup would restore.")


def keys(at: At) -> KeysGroup:
    group = at.group("keys")
    assert isinstance(group, KeysGroup)
    return group


def test_the_passphrase_is_changed_by_whoever_knows_it(at: At, tmp_path: Path) -> None:
    keys(at).ask_passphrase()
    dialog = at.dialog(ChangeDialog)
    for field, text in ((dialog.before, OPENS), (dialog.after, OWN), (dialog.again, OWN)):
        field.setText(text)
    enter(dialog)
    at.until_said("The new passphrase opens the desk")
    with pytest.raises(DeskError, match="does not open"):
        Desk.open(tmp_path / "desk", OPENS)


def test_a_wrong_passphrase_changes_nothing_and_says_so(at: At) -> None:
    keys(at).ask_passphrase()
    dialog = at.dialog(ChangeDialog)
    for field, text in ((dialog.before, "a guess of mine"), (dialog.after, OWN), (dialog.again, OWN)):
        field.setText(text)
    enter(dialog)
    at.until_said("does not open the vault")


def test_a_new_kit_counts_once_it_is_typed_back(at: At) -> None:
    group = keys(at)
    group.ask_kit()
    dialog = at.dialog(KitDialog)
    dialog.typed.setText("0000")
    dialog.passphrase.setText(OPENS)
    enter(dialog)
    at.until_said("not the phrase of the recovery kit")
    group.ask_kit()
    dialog = at.dialog(KitDialog)
    dialog.typed.setText(dialog.phrase.lower())
    dialog.passphrase.setText(OPENS)
    enter(dialog)
    at.until_said("new recovery kit counts")


def test_the_page_of_a_kit_is_drawn_and_never_saved_beside_the_desk(at: At, tmp_path: Path) -> None:
    keys(at).ask_kit()
    dialog = at.dialog(KitDialog)
    drawn: list[bytes] = []
    dialog._draw(drawn.append)
    at.until(lambda: bool(drawn))
    dialog.save(tmp_path / "desk" / "kit.pdf", drawn[0])
    assert not (tmp_path / "desk" / "kit.pdf").exists()
    assert "Save it elsewhere" in dialog._said.text()
    dialog.save(tmp_path / "kit.pdf", drawn[0])
    assert (tmp_path / "kit.pdf").read_bytes().startswith(b"%PDF-")
    dialog.reject()


def test_colours_and_size_of_text_are_put_on_at_once_and_kept(at: At, themed: QApplication, tmp_path: Path) -> None:
    group = at.group("appearance")
    assert isinstance(group, AppearanceGroup)
    group.schemes["dark"].click()
    group.text_size.setValue(150)
    at.until(lambda: theme().tokens.dark and theme().text_percent == 150)
    group.minutes.setValue(3)
    kept = preferences_of(tmp_path).read()
    assert (kept.theme, kept.text_percent, kept.lock_minutes) == ("dark", 150, 3)


def test_what_the_computer_lacks_stands_first(at: At) -> None:
    group = at.group("computer")
    assert isinstance(group, ComputerGroup)
    at.until(lambda: bool(group.findings))
    lacking = ComputerFinding(what="Fonts", found="missing", well=False, remedy="Install Panel Desk again.")
    group.show_findings([*group.findings, lacking])
    assert group._list.rows[0].accessibleName() == "Fonts"
    assert group._list.rows[-1].accessibleName() == "Every part is there"


def test_what_was_found_is_copied_as_text(at: At) -> None:
    group = at.group("computer")
    assert isinstance(group, ComputerGroup)
    group.show_findings([ComputerFinding(what="Python", found="3.11")])
    group.copy()
    assert QApplication.clipboard().text() == "Python: 3.11"


def test_every_part_of_others_has_a_licence_and_its_words_can_be_read(at: At) -> None:
    group = at.group("about")
    assert isinstance(group, AboutGroup)
    assert [one.name for one in licences() if not one.licence] == []
    group.table.choose(lambda one: one.name == "Source Sans 3 typeface")
    at.press(group.table, Qt.Key.Key_Return)
    at.dialog(LicenceDialog).reject()


def test_the_version_is_copied(at: At) -> None:
    group = at.group("about")
    assert isinstance(group, AboutGroup)
    group.copy()
    assert QApplication.clipboard().text().startswith("Panel Desk 0")

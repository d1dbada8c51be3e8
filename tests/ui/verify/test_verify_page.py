"""The Verify page with no desk: files are checked off the GUI thread, and shown as the bytes that were checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from tests.signing import tampering
from tests.ui.desks import OpenSession
from tests.ui.verify.conftest import NOW, SignedFiles

from panel_desk.services.verifying import Verifying
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.session import Around
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.verify.page import VerifyPage
from panel_desk.ui.workspaces.verify.presenter import GAPS
from panel_desk.ui.workspaces.verify.trust_card import TrustDialog

SLOW = 20_000
"""Milliseconds that nobody waits for unless something is broken."""


@pytest.fixture
def page(around: Around, verifying: Verifying, qtbot: QtBot) -> VerifyPage:
    """A member’s page: no desk, nobody trusted."""
    made = VerifyPage(around, verifying=verifying, clock=lambda: NOW)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def trusting(page: VerifyPage, verifying: Verifying, files: SignedFiles) -> VerifyPage:
    """The same, with the council’s trust file imported."""
    offered = files.trust
    from panel_desk.signing.register import read_trust_file  # noqa: PLC0415 - the test stands for the telephone

    verifying.accept(offered, verifying.fingerprint(read_trust_file(offered)))
    page.refresh()
    return page


def drop(page: VerifyPage, qtbot: QtBot, path: Path) -> None:
    before = page.shown
    assert page.take_files([path])
    qtbot.waitUntil(lambda: page.shown is not before and page.shown is not None, timeout=SLOW)


def dialogs(kind: type) -> list[object]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


@pytest.fixture
def no_dialog_stays() -> Iterator[None]:
    """File dialogs that a test opened."""
    yield
    for dialog in dialogs(QFileDialog) + dialogs(TrustDialog):
        dialog.close()  # type: ignore[attr-defined]


def title(page: VerifyPage) -> str:
    return page.shown.verdict.title if page.shown is not None else ""


def test_an_empty_page_invites_and_tells_how_to_get_a_trust_file(page: VerifyPage) -> None:
    from panel_desk.ui.widgets.words import Words  # noqa: PLC0415 - only here

    said = " ".join(words.text() for words in page.findChildren(Words))
    assert "Drop signed minutes here" in said
    assert "No trust file yet" in said
    assert page.shown is None


def test_a_dropped_pdf_is_checked_and_shown_as_the_bytes_that_were_checked(
    trusting: VerifyPage, folder: Path, files: SignedFiles, qtbot: QtBot
) -> None:
    path = folder / "minutes.pdf"
    drop(trusting, qtbot, path)
    path.write_bytes(b"something else is at the path now")
    assert title(trusting) == "Genuine"
    assert trusting._pdf._shown == files.signed
    assert len(trusting._verdict.rows()) == 7


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7 cut", b"%PDF-1.4\n" + b"\x00" * 4000])
def test_a_damaged_file_is_told_in_a_sentence_and_not_handed_to_a_reader(
    trusting: VerifyPage, folder: Path, qtbot: QtBot, content: bytes
) -> None:
    (folder / "odd.pdf").write_bytes(content)
    drop(trusting, qtbot, folder / "odd.pdf")
    assert title(trusting) == "Cannot be checked"
    assert (trusting._pdf.pages(), trusting._pdf._shown) == (0, b"")


def test_several_files_stay_in_turn(trusting: VerifyPage, folder: Path, files: SignedFiles, qtbot: QtBot) -> None:
    (folder / "draft.pdf").write_bytes(files.draft)
    drop(trusting, qtbot, folder / "minutes.pdf")
    drop(trusting, qtbot, folder / "draft.pdf")
    assert title(trusting) == "Not signed"
    first = trusting._row._chips
    next(iter(first.values())).click()
    assert title(trusting) == "Genuine"


def test_a_changed_file_can_be_looked_at_as_it_was_signed(
    trusting: VerifyPage, folder: Path, files: SignedFiles, qtbot: QtBot
) -> None:
    changed = tampering.overlay_text(files.signed)
    (folder / "changed.pdf").write_bytes(changed)
    drop(trusting, qtbot, folder / "changed.pdf")
    assert trusting._pdf._shown == changed
    assert trusting._open_button.isVisibleTo(trusting)
    trusting._open_button.click()
    assert trusting._pdf._shown == files.signed
    trusting._open_button.click()
    assert trusting._pdf._shown == changed


def test_an_unchanged_file_offers_no_other_version(trusting: VerifyPage, folder: Path, qtbot: QtBot) -> None:
    drop(trusting, qtbot, folder / "minutes.pdf")
    assert not trusting._open_button.isVisibleTo(trusting)


def test_the_report_is_copied_as_text(trusting: VerifyPage, folder: Path, qtbot: QtBot) -> None:
    drop(trusting, qtbot, folder / "minutes.pdf")
    next(command for command in trusting.commands() if command.words == "Copy the report").run()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("minutes.pdf: Genuine")
    assert "SHA-256" in copied


def test_a_file_that_cannot_be_read_is_told_and_the_screen_stays(
    trusting: VerifyPage, folder: Path, qtbot: QtBot, around: Around
) -> None:
    drop(trusting, qtbot, folder / "minutes.pdf")
    with qtbot.waitSignal(around.messages.said, timeout=SLOW) as said:
        trusting.open(Place(PageKey.VERIFY, str(folder / "gone.pdf")))
    assert said.args is not None
    assert said.args[0].tone is Tone.RED
    assert title(trusting) == "Genuine"


def test_my_agency_is_chosen_once_and_remembered(
    trusting: VerifyPage, folder: Path, qtbot: QtBot, around: Around
) -> None:
    drop(trusting, qtbot, folder / "minutes.pdf")
    card = trusting._actions
    assert card.agency == ""
    card.agency_chosen.emit("Police")
    assert around.preferences.value.my_agency == "Police"
    again = VerifyPage(around, verifying=Verifying(folder.parent / "trusted.paneltrust"), clock=lambda: NOW)
    qtbot.addWidget(again)
    drop(again, qtbot, folder / "minutes.pdf")
    assert again._actions.agency == "Police"


@pytest.mark.usefixtures("no_dialog_stays")
def test_a_trust_file_is_believed_once_its_open_groups_are_heard(page: VerifyPage, folder: Path, qtbot: QtBot) -> None:
    drop(page, qtbot, folder / "minutes.pdf")
    assert page.shown is not None
    assert page.shown.verdict.tone is Tone.AMBER
    page.take_files([folder / "council.paneltrust"])
    qtbot.waitUntil(lambda: bool(dialogs(TrustDialog)), timeout=SLOW)
    (dialog,) = dialogs(TrustDialog)
    assert isinstance(dialog, TrustDialog)
    groups = dialog._offered.fingerprint.split()
    dialog.type(dict.fromkeys(GAPS, "0000"))
    dialog._on_confirmed()
    assert "Do not use it" in dialog.problem
    assert title(page) != "Genuine"
    dialog.type({place: groups[place] for place in GAPS})
    dialog._on_confirmed()
    qtbot.waitUntil(lambda: title(page) == "Genuine", timeout=SLOW)


def test_a_broken_trust_file_is_told_and_nobody_is_trusted(
    page: VerifyPage, folder: Path, qtbot: QtBot, around: Around, verifying: Verifying
) -> None:
    (folder / "bad.paneltrust").write_bytes(b"{}")
    with qtbot.waitSignal(around.messages.said, timeout=SLOW):
        page.take_files([folder / "bad.paneltrust"])
    assert verifying.pinned() is None


@pytest.mark.usefixtures("no_dialog_stays")
def test_the_due_days_are_saved_where_the_member_says(trusting: VerifyPage, folder: Path, qtbot: QtBot) -> None:
    drop(trusting, qtbot, folder / "minutes.pdf")
    trusting._actions.agency_chosen.emit("Health")
    trusting._actions.show_agencies(("Health", "Police"), "Health")
    trusting._actions.calendar_wanted.emit()
    (dialog,) = dialogs(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(folder / "due.ics"))
    qtbot.waitUntil((folder / "due.ics").exists, timeout=SLOW)
    assert b"BEGIN:VEVENT" in (folder / "due.ics").read_bytes()


def test_with_a_desk_open_a_foreign_file_is_told_as_such(
    session: OpenSession, verifying: Verifying, folder: Path, qtbot: QtBot
) -> None:
    page = VerifyPage(session.around, session, verifying=verifying)
    qtbot.addWidget(page)
    drop(page, qtbot, folder / "minutes.pdf")
    assert page.shown is not None
    assert page.shown.copies == ()
    assert "this desk holds" not in page.shown.questions[-1].detail

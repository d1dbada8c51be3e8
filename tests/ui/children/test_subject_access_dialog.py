"""Subject access on the child’s page: read place by place, more taken out, then saved for somebody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.looking import picture, shown

from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.workspaces.children import access_lines
from panel_desk.ui.workspaces.children.access_dialog import AccessDialog
from panel_desk.ui.workspaces.children.page import ChildrenPage

ASA = "200325"


@pytest.fixture
def dialog(demo_session: OpenSession, qtbot: QtBot) -> AccessDialog:
    """Opened by the button of the child’s page."""
    page = ChildrenPage(demo_session)
    page.resize(1240, 760)
    shown(qtbot, page)
    page.refresh()
    page.open(Place(PageKey.CHILDREN, ASA))
    page.story.access_wanted.emit()
    qtbot.waitUntil(lambda: bool(page.findChildren(AccessDialog)), timeout=10_000)
    return page.findChildren(AccessDialog)[0]


@pytest.mark.parametrize("percent", [100, 200])
def test_the_dialog_fits_the_screen_and_reading_begins_by_keys(
    demo_session: OpenSession, themed: QApplication, qtbot: QtBot, percent: int
) -> None:
    apply_theme(themed, "light", percent)
    page = ChildrenPage(demo_session)
    shown(qtbot, page)
    dialog = AccessDialog(demo_session, demo_session.reading.subject_access.gather(ASA), page)
    dialog.open()
    qtbot.waitUntil(dialog.table.hasFocus)
    assert dialog.height() <= dialog.screen().availableSize().height()
    assert dialog.width() <= max(dialog.screen().availableSize().width(), dialog.minimumWidth())
    waiting = len(dialog.access.to_read)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.tabs.tabText(0) == f"To be read ({waiting - 1})"
    dialog.reject()


def problems(dialog: AccessDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def mark(dialog: AccessDialog, words: str) -> None:
    """Mark words in the pane, as with the mouse."""
    at = dialog.pane.toPlainText().index(words)
    cursor = dialog.pane.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
    dialog.pane.setTextCursor(cursor)


def test_the_places_to_read_come_first_with_their_words_beside_them(dialog: AccessDialog) -> None:
    line = dialog.table.chosen()
    assert line.detail
    assert dialog.pane.toPlainText().startswith(line.what.partition(" – ")[0])
    picture(dialog, "access-to-read")
    dialog.reject()


def test_nothing_is_saved_before_every_place_is_read(dialog: AccessDialog) -> None:
    dialog.recipient.setText("The child’s solicitor")
    dialog.save()
    assert "Read every place" in problems(dialog)
    while not access_lines.is_all_read(dialog.access, dialog._read):
        dialog.mark_read()
    assert "Every place that must be read has been read." in problems(dialog)
    dialog.reject()


def test_marked_words_go_everywhere_and_are_listed_with_the_reason(dialog: AccessDialog, qtbot: QtBot) -> None:
    dialog.tabs.setCurrentIndex(1)
    dialog.table.choose(lambda line: "SAFE-2026-10" in line.what)
    mark(dialog, "retail park")
    dialog.take_words_out()
    assert "Why is it taken out?" in problems(dialog)
    dialog.reason.setText("It tells where others meet")
    before = len(dialog.access.redactions)
    dialog.take_words_out()
    qtbot.waitUntil(lambda: len(dialog.access.redactions) > before, timeout=10_000)
    assert "retail park" not in dialog.pane.toPlainText()
    dialog.tabs.setCurrentIndex(2)
    assert any("It tells where others meet" in line.words for line in dialog.table.rows.rows)
    picture(dialog, "access-taken-out")
    dialog.reject()


def test_words_marked_across_paragraphs_go_without_their_labels(dialog: AccessDialog, qtbot: QtBot) -> None:
    dialog.tabs.setCurrentIndex(1)
    dialog.table.choose(lambda line: "SAFE-2026-10" in line.what)
    entry = next(e for s in dialog.access.sections for e in s.entries if e.key == dialog.table.chosen().entry)
    one, other = entry.lines[-2:]
    mark(dialog, f"{one.label}: {one.text}\n{other.label}: {other.text}")
    dialog.reason.setText("Zzz")
    dialog.take_words_out()
    qtbot.waitUntil(lambda: "[taken out]" in dialog.pane.toPlainText(), timeout=10_000)
    assert f"{one.label}: [taken out]\n{other.label}: [taken out]" in dialog.pane.toPlainText()
    dialog.reject()


def test_what_was_entered_after_it_was_read_is_shown_and_not_saved(
    dialog: AccessDialog, qtbot: QtBot, demo_session: OpenSession, tmp_path: Path
) -> None:
    while not access_lines.is_all_read(dialog.access, dialog._read):
        dialog.mark_read()
    local_id = dialog.access.local_id
    demo_session.do(
        lambda desk: desk.pathway.enter(
            demo_session.actor, local_id, "Ife Bello", "His aunt Karen asked.", on=demo_session.today
        )
    )
    path = tmp_path / "handed.json"
    dialog.write(path, "The child’s solicitor")
    qtbot.waitUntil(lambda: "is not what was read" in problems(dialog), timeout=10_000)
    qtbot.waitUntil(lambda: "still to be read" in problems(dialog), timeout=10_000)
    assert not path.exists()
    assert "1 place still to be read" in problems(dialog)
    dialog.reject()


def test_a_reason_that_tells_the_words_is_refused_beside_the_field(dialog: AccessDialog, qtbot: QtBot) -> None:
    dialog.tabs.setCurrentIndex(1)
    dialog.table.choose(lambda line: "SAFE-2026-10" in line.what)
    mark(dialog, "retail park")
    dialog.reason.setText("The retail park is where others meet")
    dialog.take_words_out()
    qtbot.waitUntil(lambda: "The reason would tell" in problems(dialog), timeout=10_000)
    dialog.reject()


def test_an_entry_is_withheld_and_the_file_is_entered(
    dialog: AccessDialog, qtbot: QtBot, demo_session: OpenSession, tmp_path: Path
) -> None:
    dialog.tabs.setCurrentIndex(1)
    dialog.table.choose(lambda line: line.id.startswith("copy:"))
    dialog.reason.setText("It tells who else was considered")
    dialog.withhold()
    qtbot.waitUntil(lambda: any(e.withheld for s in dialog.access.sections for e in s.entries), timeout=10_000)
    picture(dialog, "access-everything")
    path = tmp_path / "handed.json"
    dialog.write(path, "The child’s solicitor")
    qtbot.waitUntil(path.exists, timeout=10_000)
    handed = json.loads(path.read_text(encoding="utf-8"))
    assert "to_read" not in handed
    qtbot.waitUntil(lambda: bool(demo_session.opened.said), timeout=10_000)
    entered = demo_session.reading.exporting.made()[0]
    assert (entered.what, entered.recipient) == ("subject access", "The child’s solicitor")

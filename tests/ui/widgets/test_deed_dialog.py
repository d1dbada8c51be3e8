"""A dialog that asks for a deed: ready to be filled in, handed over once, and never higher than the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.ui.looking import shown

from panel_desk.domain.errors import refused
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.fields import line_edit


class ManyLines(DeedDialog[str]):
    """As many fields as one likes; the first is needed."""

    def __init__(self, fields: int) -> None:
        super().__init__("Many lines", "Keep")
        self.lines = [line_edit() for _ in range(fields)]
        first, *_others = [self.form.add(f"Line {at}", line, "What it is for") for at, line in enumerate(self.lines)]
        self.about("What it is about")
        self.need(first, self.lines[0].text, "Write the first line.")

    def value(self) -> str:
        return self.lines[0].text()


def opened(qtbot: QtBot, fields: int) -> ManyLines:
    dialog = ManyLines(fields)
    shown(qtbot, dialog)
    return dialog


def test_the_first_field_has_the_keys_when_it_opens(themed: QApplication, qtbot: QtBot) -> None:
    assert opened(qtbot, 3).focusWidget().accessibleName() == "Line 0"


@pytest.mark.parametrize("fields", [1, 4])
def test_what_has_room_does_not_scroll(themed: QApplication, qtbot: QtBot, fields: int) -> None:
    assert not opened(qtbot, fields)._area.verticalScrollBar().isVisible()


def test_a_form_higher_than_the_screen_scrolls_and_its_buttons_stay_in_sight(
    themed: QApplication, qtbot: QtBot
) -> None:
    dialog = opened(qtbot, 30)
    assert dialog.height() <= dialog.screen().availableSize().height()
    assert dialog.rect().contains(dialog.deed_button.geometry())
    for _ in range(29):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    last = dialog.focusWidget()
    assert isinstance(last, QLineEdit)
    assert last is dialog.lines[-1]
    assert not last.visibleRegion().isEmpty()


def test_what_is_missing_is_said_and_nothing_handed_over(themed: QApplication, qtbot: QtBot) -> None:
    dialog = opened(qtbot, 2)
    with qtbot.assertNotEmitted(dialog.given):
        dialog.record()
    assert dialog.lines[0].accessibleDescription() == "Write the first line."


def test_it_is_handed_over_once_until_it_is_refused(themed: QApplication, qtbot: QtBot) -> None:
    dialog = opened(qtbot, 2)
    given: list[str] = []
    dialog.given.connect(given.append)
    QTest.keyClicks(dialog.lines[0], "words")
    for _ in range(2):
        QTest.keyClick(dialog.lines[0], Qt.Key.Key_Return)
    assert given == ["words"]
    dialog.show_problem(refused("Not so.", "Otherwise."))
    assert dialog.problem == "Not so. Otherwise."
    QTest.keyClick(dialog.lines[0], Qt.Key.Key_Return)
    assert given == ["words", "words"]

"""A field in which one of many is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.looking import shown

from panel_desk.ui.widgets.pick_field import PickField

CHOICES = [("a", "J.M. · 104233"), ("b", "A.K. · 200221"), ("c", "A.K. · 300"), ("d", "B.B. · 300")]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("J.M. · 104233", "a"), (" 200221 ", "b"), ("300", ""), ("A.K.", ""), ("", ""), ("999", "")],
)
def test_one_is_meant_by_its_words_or_its_last_word_alone(
    qtbot: QtBot, themed: QApplication, typed: str, value: str
) -> None:
    field = PickField(CHOICES, "Initials or local ID")
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == value


def test_it_begins_with_one_and_offers_parts(qtbot: QtBot, themed: QApplication) -> None:
    field = PickField(CHOICES, "Initials or local ID")
    qtbot.addWidget(field)
    field.choose("b")
    assert field.text() == "A.K. · 200221"
    field.choose("nobody")
    assert field.text() == ""
    completer = field.completer()
    assert completer is not None
    completer.setCompletionPrefix("a.k")
    assert completer.completionCount() == 2


@pytest.fixture
def form(themed: QApplication, qtbot: QtBot) -> Iterator[tuple[PickField, QLineEdit]]:
    """The field, and one below it."""
    window, field, below = QWidget(), PickField(CHOICES, "Initials or local ID"), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(below)
    shown(qtbot, window)
    field.setFocus()
    yield field, below
    window.close()


def enter() -> None:
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)


def test_enter_takes_the_one_that_is_offered_and_goes_on(form: tuple[PickField, QLineEdit], qtbot: QtBot) -> None:
    field, below = form
    QTest.keyClicks(field, "1042")
    with qtbot.waitSignal(field.taken):
        enter()
    assert (field.value(), below.hasFocus(), QApplication.activePopupWidget()) == ("a", True, None)


def test_of_several_enter_goes_to_the_first_before_it_takes_it(form: tuple[PickField, QLineEdit]) -> None:
    field, below = form
    QTest.keyClicks(field, "a.k")
    enter()
    assert (field.text(), below.hasFocus()) == ("A.K. · 200221", False)
    enter()
    assert (field.value(), below.hasFocus()) == ("b", True)

"""A field in which one of many is found."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

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

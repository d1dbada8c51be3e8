"""A line of several rows is scrolled up and down only."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.looking import shown

from panel_desk.ui.workspaces.meeting.line.line_editor import LineEditor


@pytest.fixture
def editor(qtbot: QtBot) -> LineEditor:
    """As wide as beside its chips."""
    made = LineEditor(lambda _event: False)
    made.resize(700, made.height())
    shown(qtbot, made)
    made.setFocus()
    return made


def test_a_blank_at_the_end_of_a_row_moves_no_word_to_the_left(editor: LineEditor) -> None:
    pushed = []
    for width in range(600, 720, 6):
        editor.resize(width, editor.height())
        editor.clear()
        for _ in range(40):
            QTest.keyClicks(editor, "words ")
            pushed.append(editor.horizontalScrollBar().value())
    assert set(pushed) == {0}

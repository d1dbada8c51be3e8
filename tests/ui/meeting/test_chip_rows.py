"""Rows that begin with a chip: they wrap where the room ends, and what is kept of their measures is never stale."""

from __future__ import annotations

import pytest
from msgspec import Struct
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.looking import pixels_of

from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.theme.tokens import DARK, LIGHT
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.meeting.chip_rows import ChipRows
from panel_desk.ui.workspaces.meeting.item.item_view import Run

LONG = "The school and the police tell each other of every absence on the day it happens. " * 3


class ARow(Struct, frozen=True, kw_only=True):
    key: str
    words: str
    chip: str = "Action 01"
    tone: Tone = Tone.INFO

    @property
    def runs(self) -> tuple[Run, ...]:
        return (Run(self.words),)

    @property
    def plain(self) -> str:
        return f"{self.chip} {self.words}"


@pytest.fixture
def rows(themed: QApplication, qtbot: QtBot) -> ChipRows:
    made = ChipRows("Recorded")
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def heights(rows: ChipRows) -> list[int]:
    return [rows.visualRect(rows.model().index(at, 0)).height() for at in range(rows.model().rowCount())]


def test_a_row_is_as_high_as_its_words_ask_for(rows: ChipRows) -> None:
    rows.show_rows([ARow(key="1", words="Visit"), ARow(key="2", words=LONG)])
    short, long = heights(rows)
    assert long > 2 * short - 10
    assert rows.full_height() == short + long + 2 * rows.frameWidth()


def test_rows_wrap_anew_in_another_width(rows: ChipRows, qtbot: QtBot) -> None:
    rows.show_rows([ARow(key="1", words=LONG)])
    (wide,) = heights(rows)
    rows.resize(350, 300)
    qtbot.waitUntil(lambda: heights(rows)[0] > wide)
    assert rows.full_height() > wide


def test_a_row_of_the_same_key_with_other_words_is_measured_anew(rows: ChipRows) -> None:
    rows.show_rows([ARow(key="1", words="Visit"), ARow(key="2", words="Call")])
    before = rows.full_height()
    rows.show_rows([ARow(key="1", words=LONG), ARow(key="2", words="Call")])
    first, second = heights(rows)
    assert first > second
    assert rows.full_height() > before


def test_words_stand_beside_the_widest_chip_of_the_moment(rows: ChipRows) -> None:
    narrow = ARow(key="1", words="Visit", chip="Out")
    rows.show_rows([narrow])
    before = rows.words_begin(narrow)
    rows.show_rows([narrow, ARow(key="2", words="Call", chip="Recommended")])
    assert rows.words_begin(narrow) > before
    assert rows.words_begin(ARow(key="3", words="Call", chip="")) < before


def test_rows_follow_the_text_size(rows: ChipRows, themed: QApplication) -> None:
    rows.show_rows([ARow(key="1", words=LONG)])
    before = rows.full_height()
    apply_theme(themed, "light", 200)
    assert rows.full_height() > 2 * before
    assert heights(rows) == [rows.full_height() - 2 * rows.frameWidth()]


def test_rows_follow_the_scheme(rows: ChipRows, themed: QApplication) -> None:
    rows.show_rows([ARow(key="1", words=LONG, chip="")])
    assert pixels_of(rows.viewport().grab().toImage(), LIGHT.text) > 0
    apply_theme(themed, "dark")
    assert pixels_of(rows.viewport().grab().toImage(), DARK.text) > 0


def test_laid_out_words_of_rows_that_are_gone_are_not_kept(rows: ChipRows) -> None:
    first = ARow(key="1", words="Visit")
    rows.show_rows([first])
    kept = rows.words_of(first)[0]
    rows.show_rows([first, ARow(key="2", words="Call")])
    assert rows.words_of(first)[0] is kept
    rows.show_rows([ARow(key="2", words="Call")])
    rows.show_rows([first])
    assert rows.words_of(first)[0] is not kept

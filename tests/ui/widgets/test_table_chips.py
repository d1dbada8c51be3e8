"""Several chips in one cell of a table: spoken and copied as words, drawn side by side, counted without room."""

from __future__ import annotations

import pytest
from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from tests.ui.looking import pixels_of, shown

from panel_desk.ui.theme.current import tokens
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.chips import chip_width
from panel_desk.ui.widgets.table import Column, Table, TableModel

CHIPS = (("Missing now", Tone.RED), ("Interview overdue", Tone.AMBER))


class Line(Struct, frozen=True):
    """A row with chips."""

    id: str
    chips: tuple[tuple[str, Tone], ...]


@pytest.fixture
def table(themed: QApplication, qtbot: QtBot) -> Table:
    """One row with two chips."""
    flags = Column[Line](
        title="Flags", text=lambda r: ", ".join(words for words, _tone in r.chips), chips=lambda r: r.chips, whole=True
    )
    name = Column[Line](title="Child", text=lambda r: r.id, width=100)
    made = Table(TableModel((name, flags), [Line("J.M.", CHIPS)]), name="flags")
    made.resize(700, 200)
    shown(qtbot, made)
    return made


def inks(table: Table) -> tuple[int, int]:
    """How much of the red and of the amber tint is on the screen."""
    image = table.viewport().grab().toImage()
    return pixels_of(image, tokens().ink(Tone.RED).on), pixels_of(image, tokens().ink(Tone.AMBER).on)


def test_each_chip_is_drawn_in_its_own_tone(table: Table) -> None:
    red, amber = inks(table)
    assert red > 200
    assert amber > 200


def test_a_chip_without_room_is_counted_instead(table: Table) -> None:
    table.setColumnWidth(1, chip_width("Missing now") + 60)
    red, amber = inks(table)
    assert red > 200
    assert amber == 0
    image = table.viewport().grab().toImage()
    assert pixels_of(image, tokens().ink(Tone.NEUTRAL).on) > 50


def test_chips_are_spoken_and_copied_as_words(table: Table) -> None:
    index = table.rows.index(0, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Flags: Missing now, Interview overdue"
    table.choose(lambda _row: True)
    table.copy()
    assert QApplication.clipboard().text().splitlines()[1] == "J.M.\tMissing now, Interview overdue"


def test_a_column_of_chips_asks_for_the_room_of_all(table: Table) -> None:
    hint = table.itemDelegate().sizeHint(QStyleOptionViewItem(), table.rows.index(0, 1))
    assert hint.width() >= sum(chip_width(words) for words, _tone in CHIPS)

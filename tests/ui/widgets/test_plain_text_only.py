"""No part of a page reads what a person typed as markup: not a red pixel, not a call to a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.hostile import RED, Hostile, hostile_texts
from tests.ui.looking import pixels_of

from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, link, tool_button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.chips import Chip, FilterChips
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.fields import LabelledField, choice, line_edit, radio, spin, tick
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.sentence_row import SentenceRow
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.tabs import Tabs
from panel_desk.ui.widgets.text_field import TextField
from panel_desk.ui.widgets.words import Words, WordsRole, set_tip


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Hostile]:
    with hostile_texts(tmp_path) as made:
        yield made


def a_header(text: str) -> QWidget:
    made = PageHeader(text)
    made.set_aside(text)
    made.set_chip(text)
    made.add_action(button(text, tip=text))
    return made


def a_dialog(text: str) -> QWidget:
    made = Dialog(text)
    made.add_words(text)
    made.add_button(text)
    return made


def filters(text: str) -> QWidget:
    made = FilterChips(text)
    made.set_choices([("a", text, 3), ("b", text, None)])
    return made


def a_field(text: str) -> QWidget:
    made = LabelledField(text, line_edit(text, placeholder=text), text)
    made.set_problem(text)
    return made


def a_table(text: str) -> QWidget:
    chip = Column[str](title=text, text=str, tone=lambda _row: Tone.RED, tip=str)
    plain = Column[str](title=text, text=str, aside=str, tip=str, stretch=True)
    return Table(TableModel([plain, chip], [text] * 3), name=text)


def an_empty_table(text: str) -> QWidget:
    return Table(TableModel([Column[str](title=text, text=str)]), name="x", empty=EmptyState("inbox", text, text))


def a_text_field(text: str) -> QWidget:
    made = TextField(name=text, placeholder=text)
    made.setPlainText(text)
    return made


def a_search(text: str) -> QWidget:
    made = SearchField(text)
    made.setText(text)
    return made


PARTS: dict[str, Callable[[str], QWidget]] = {
    **{f"words as {role.value}": partial(Words, role=role, wrap=True) for role in WordsRole},
    "words shortened": lambda text: Words(text, elide=True),
    "button": lambda text: button(text, tip=text),
    "primary button": lambda text: button(text, primary=True, icon="check"),
    "link": link,
    "tool button": lambda text: tool_button("lock", text),
    "chip": lambda text: Chip(text, Tone.GREEN, "check"),
    "filters": filters,
    "card": lambda text: Card(text, text),
    "empty": lambda text: EmptyState("inbox", text, text),
    "sentence": lambda text: SentenceRow("clock", text, text, chip=(text, Tone.RED), button=(text, lambda: None)),
    "header": a_header,
    "dialog": a_dialog,
    "field": a_field,
    "choice": lambda text: choice([(1, text)]),
    "number": lambda text: spin(3, suffix=text, name=text),
    "tick": lambda text: tick(text, tip=text),
    "radio": lambda text: radio(text, tip=text),
    "search": a_search,
    "table": a_table,
    "empty table": an_empty_table,
    "tabs": lambda text: Tabs(text, [text]),
    "text field": a_text_field,
}


def red_in(widget: QWidget) -> int:
    widget.resize(900, 300)
    widget.show()
    QApplication.processEvents()
    return pixels_of(widget.grab().toImage(), RED)


def test_a_label_of_qts_own_would_show_the_picture(themed: QApplication, qtbot: QtBot, hostile: Hostile) -> None:
    """What the other tests guard against is real: this one would otherwise prove nothing."""
    label = QLabel()
    qtbot.addWidget(label)
    label.setText(hostile.texts[0])

    assert red_in(label) > 1000


@pytest.mark.parametrize("part", PARTS)
def test_a_part_shows_what_was_typed_as_it_was_typed(
    themed: QApplication, qtbot: QtBot, hostile: Hostile, part: str
) -> None:
    for text in hostile.texts:
        page = QWidget()
        qtbot.addWidget(page)
        widget = PARTS[part](text)
        QVBoxLayout(page).addWidget(widget)
        widget.setWindowFlags(Qt.WindowType.Widget)

        assert red_in(page) == 0, text
        for child in [widget, *widget.findChildren(QWidget)]:
            assert tip_is_plain(child.toolTip()), text
    assert hostile.asked == []


def tip_is_plain(tip: str) -> bool:
    """A tip is empty, or cannot be markup, or is markup only round words that are escaped."""
    inner = tip.removeprefix("<qt>").removesuffix("</qt>") if tip.startswith("<qt>") else tip
    return "<" not in inner


def test_a_tooltip_shows_the_words_and_no_picture(themed: QApplication, qtbot: QtBot, hostile: Hostile) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    set_tip(widget, hostile.texts[0])

    QToolTip.showText(QPoint(10, 10), widget.toolTip(), widget)
    tips = [w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel")]
    reds = [pixels_of(tip.grab().toImage(), RED) for tip in tips]
    QToolTip.hideText()
    for tip in tips:
        tip.close()

    assert reds == [0] * len(tips)
    assert tips


def test_the_tip_of_a_cell_is_plain(themed: QApplication, hostile: Hostile) -> None:
    model = TableModel([Column[str](title="x", text=str, tip=str)], hostile.texts)

    for row in range(len(hostile.texts)):
        tip = model.data(model.index(row, 0), Qt.ItemDataRole.ToolTipRole)
        assert tip_is_plain(str(tip))
        assert "&lt;" in str(tip)

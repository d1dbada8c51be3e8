"""The tab key follows what is read, and stops once at what arrow keys go through."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.looking import shown

from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import date_edit, line_edit, radio, spin
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.tab_order import next_stop


def stops_of(page: QWidget) -> list[str]:
    names: list[str] = []
    stop = next_stop(page, None, forward=True)
    while stop is not None and stop.accessibleName() not in names:
        names.append(stop.accessibleName())
        stop = next_stop(page, stop, forward=True)
    return names


def test_the_order_is_that_of_the_layout_and_not_of_the_making(themed: QApplication, qtbot: QtBot) -> None:
    last, first, middle = button("last"), button("first"), button("middle")
    page = QWidget()
    column = QVBoxLayout(page)
    row = QHBoxLayout()
    row.addWidget(first)
    row.addWidget(middle)
    column.addLayout(row)
    column.addWidget(last)
    shown(qtbot, page)

    assert stops_of(page) == ["first", "middle", "last"]
    back = next_stop(page, first, forward=False)
    assert back is last


def test_from_what_has_the_keys_without_being_a_stop_it_goes_on_to_what_is_read_next(
    themed: QApplication, qtbot: QtBot
) -> None:
    window, page = QWidget(), QWidget()
    column, inside = QVBoxLayout(window), QVBoxLayout(page)
    before, first = button("rail"), button("first on the page")
    inside.addWidget(first)
    column.addWidget(before)
    column.addWidget(page)
    shown(qtbot, window)

    assert next_stop(window, page, forward=True) is first
    assert next_stop(window, page, forward=False) is before


def test_what_scrolls_is_gone_through_once(themed: QApplication, qtbot: QtBot) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    for name in ("one", "two"):
        column.addWidget(button(name))
    page = QWidget()
    outer = QVBoxLayout(page)
    outer.addWidget(scrolled(inside, "ground"))
    outer.addWidget(button("three"))
    shown(qtbot, page)

    assert stops_of(page) == ["one", "two", "three"]


def test_filters_are_one_stop_and_so_is_a_number(themed: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    filters = FilterChips()
    filters.set_choices([("a", "All", 3), ("n", "New", 1)])
    column.addWidget(filters)
    number = spin(3, name="minutes")
    column.addWidget(number)
    hidden = button("hidden")
    column.addWidget(hidden)
    column.addWidget(button("end"))
    shown(qtbot, page)
    hidden.hide()

    assert stops_of(page) == ["All 3", "minutes", "end"]
    assert next_stop(page, number.lineEdit(), forward=True) is not number


def test_there_is_nowhere_to_go_where_nothing_stops(themed: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)

    assert next_stop(page, None, forward=True) is None


def test_the_tab_key_in_a_dialog_stops_at_the_chosen_one_of_several(themed: QApplication, qtbot: QtBot) -> None:
    with_one_chosen = Dialog("How far it came")
    group = QButtonGroup(with_one_chosen)
    before, after = line_edit(name="before"), line_edit(name="after")
    several = [radio(words, on=words == "Completed") for words in ("Offered", "Completed", "Refused")]
    with_one_chosen.body.addWidget(before)
    for made in several:
        group.addButton(made)
        with_one_chosen.body.addWidget(made)
    with_one_chosen.body.addWidget(after)
    shown(qtbot, with_one_chosen)
    before.setFocus()

    went = []
    for _ in range(2):
        QTest.keyClick(with_one_chosen, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        went.append(focused.accessibleName())
    assert went == ["Completed", "after"]
    QTest.keyClick(with_one_chosen, Qt.Key.Key_Backtab)
    assert several[1].hasFocus()


def test_the_tab_key_leaves_a_day_that_is_not_known(themed: QApplication, qtbot: QtBot) -> None:
    asks = Dialog("When")
    before, after = line_edit(name="before"), line_edit(name="after")
    day = date_edit(None, optional=True, name="day")
    for field in (before, day, after):
        asks.body.addWidget(field)
    shown(qtbot, asks)
    before.setFocus()
    QTest.keyClick(asks.windowHandle(), Qt.Key.Key_Tab)
    assert day.hasFocus()
    QTest.keyClick(asks.windowHandle(), Qt.Key.Key_Tab)
    assert after.hasFocus()
    QTest.keyClick(asks.windowHandle(), Qt.Key.Key_Backtab)
    assert day.hasFocus()

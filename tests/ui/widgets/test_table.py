"""The table: sorted, chosen from, opened, copied, and the same when its rows are shown anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot
from tests.ui.looking import pixels_of, shown

from panel_desk.ui.theme.current import apply_theme, tokens
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.remembering import remembering
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.table_widths import Width, fitted


class Episode(Struct, frozen=True):
    id: str
    child: str
    times: int
    flag: str = ""


EPISODES = (
    Episode("a", "J.M.", 4, "Enhanced pathway"),
    Episode("b", "Y.U.", 3, "Missing now"),
    Episode("c", "A.K.", 11),
    Episode("d", "N.B.", 5),
)


def columns() -> list[Column[Episode]]:
    return [
        Column(title="Child", text=lambda row: row.child, aside=lambda row: f"({row.id})", strong=True),
        Column(title="Times", text=lambda row: str(row.times), sort=lambda row: row.times, align_right=True),
        Column(title="Flag", text=lambda row: row.flag, tone=lambda row: Tone.RED if row.flag else None, stretch=True),
    ]


@pytest.fixture
def table(themed: QApplication, qtbot: QtBot) -> Iterator[Table]:
    made = Table(TableModel(columns(), EPISODES), name="Episodes", empty=EmptyState("clock", "No one is missing."))
    made.resize(600, 400)
    shown(qtbot, made)
    yield made
    made.close()


def test_rows_that_are_the_same_leave_the_table_as_it_is(table: Table, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.rows.modelReset):
        table.rows.renew(EPISODES)
    with qtbot.waitSignal(table.rows.modelReset):
        table.rows.renew(EPISODES[:2])
    assert children(table) == ["J.M.", "Y.U."]


def children(table: Table) -> list[str]:
    return [row.child for row in table.shown_rows()]


def test_the_header_sorts_up_then_down_then_back_as_given(table: Table, qtbot: QtBot) -> None:
    header = table.horizontalHeader()
    at = QPoint(header.sectionPosition(1) + 10, header.height() // 2)

    orders = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        orders.append(children(table))

    assert orders == [
        ["Y.U.", "J.M.", "N.B.", "A.K."],
        ["A.K.", "N.B.", "J.M.", "Y.U."],
        ["J.M.", "Y.U.", "A.K.", "N.B."],
    ]


def test_numbers_sort_as_numbers_and_words_regardless_of_case(table: Table) -> None:
    table.rows.sort(1)
    assert [row.times for row in table.shown_rows()] == [3, 4, 5, 11]

    table.rows.set_rows([Episode("1", "b", 1), Episode("2", "A", 1), Episode("3", "C", 1)])
    table.rows.sort(0)
    assert children(table) == ["A", "b", "C"]


def test_rows_shown_anew_keep_their_order(table: Table) -> None:
    table.rows.sort(1, Qt.SortOrder.DescendingOrder)

    table.rows.set_rows(EPISODES[:3])

    assert children(table) == ["A.K.", "J.M.", "Y.U."]


def test_rows_shown_anew_keep_the_choice_and_tell_nobody(table: Table, qtbot: QtBot) -> None:
    assert table.choose(lambda row: row.id == "c")

    with qtbot.assertNotEmitted(table.chosen_changed):
        table.rows.set_rows([replace(row, times=row.times + 1) for row in reversed(EPISODES)])

    assert table.chosen() == Episode("c", "A.K.", 12)
    assert table.chosen_rows() == [Episode("c", "A.K.", 12)]


def test_a_chosen_row_that_has_gone_is_told(table: Table, qtbot: QtBot) -> None:
    table.choose(lambda row: row.id == "c")

    with qtbot.waitSignal(table.chosen_changed) as told:
        table.rows.set_rows(EPISODES[:2])

    assert told.args == [None]
    assert table.chosen() is None


def test_choosing_another_row_is_told_once(table: Table, qtbot: QtBot) -> None:
    told: list[Any] = []
    table.chosen_changed.connect(told.append)

    QTest.keyClick(table, Qt.Key.Key_Home)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_End)

    assert [row.id for row in told] == ["a", "b", "d"]


def test_the_keyboard_that_comes_by_tab_is_on_the_first_row(table: Table, qtbot: QtBot) -> None:
    table.clearFocus()
    assert table.chosen() is None

    with qtbot.waitSignal(table.chosen_changed) as told:
        table.setFocus(Qt.FocusReason.TabFocusReason)

    assert told.args == [EPISODES[0]]
    assert table.chosen() == EPISODES[0]


def test_nothing_is_chosen_where_nothing_fits(table: Table) -> None:
    assert not table.choose(lambda row: row.id == "z")
    assert table.chosen() is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_chosen_row(table: Table, qtbot: QtBot, key: Qt.Key) -> None:
    table.choose(lambda row: row.id == "b")

    with qtbot.waitSignal(table.row_opened) as told:
        QTest.keyClick(table, key)

    assert told.args == [EPISODES[1]]


def test_a_double_click_opens_the_row(table: Table, qtbot: QtBot) -> None:
    at = table.visualRect(table.rows.index(2, 0)).center()

    with qtbot.waitSignal(table.row_opened) as told:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert told.args == [EPISODES[2]]


def test_selected_rows_are_copied_with_their_titles(table: Table, qtbot: QtBot) -> None:
    table.choose(lambda row: row.id == "a")
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text().splitlines() == [
        "Child\tTimes\tFlag",
        "J.M. (a)\t4\tEnhanced pathway",
        "Y.U. (b)\t3\tMissing now",
    ]


@pytest.mark.parametrize(
    ("typed", "copied"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("two\tcells\nand lines", "two cells and lines"),
        ("-5", "-5"),
        ("+44 20 7946 0000", "+44 20 7946 0000"),
        ("-", "-"),
    ],
)
def test_what_is_copied_is_never_a_formula_or_another_cell(
    themed: QApplication, qtbot: QtBot, typed: str, copied: str
) -> None:
    table = Table(TableModel([Column(title="Words", text=str)], [typed]), name="Words")
    qtbot.addWidget(table)
    table.choose(lambda row: row == typed)

    table.copy()

    assert QGuiApplication.clipboard().text() == f"Words\n{copied}"


def test_a_deed_on_a_row_is_in_its_menu_and_on_its_key(table: Table, qtbot: QtBot) -> None:
    done: list[str] = []
    table.add_row_action("Open child", lambda row: done.append(row.id), shortcut="Ctrl+O")
    table.choose(lambda row: row.id == "b")
    table.setFocus()

    QTest.keyClick(table, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    table.customContextMenuRequested.emit(table.visualRect(table.rows.index(1, 0)).center())
    menu = table.findChild(QMenu)
    assert isinstance(menu, QMenu)
    words = [act.text() for act in menu.actions()]
    menu.actions()[0].trigger()
    menu.close()

    assert words == ["Open child", "Copy", "Copy this cell", "Sort by"]
    assert done == ["b", "b"]


def test_the_keyboard_sorts_through_the_menu(table: Table) -> None:
    table._sort_by(1)
    assert children(table) == ["Y.U.", "J.M.", "N.B.", "A.K."]

    table._sort_by(1)
    assert children(table) == ["A.K.", "N.B.", "J.M.", "Y.U."]


def test_an_empty_table_says_what_belongs_there(table: Table) -> None:
    empty = table._empty
    assert empty is not None
    assert not empty.isVisible()

    table.rows.set_rows([])

    assert empty.isVisible()
    assert empty.geometry() == table.viewport().rect()


def test_a_width_set_by_hand_is_found_again(table: Table, qtbot: QtBot) -> None:
    with qtbot.waitSignal(remembering().kept) as told:
        table.horizontalHeader().resizeSection(0, 231)
    again = Table(TableModel(columns(), EPISODES), name="Episodes")
    qtbot.addWidget(again)

    assert told.args[0] == "table Episodes"
    assert again.columnWidth(0) == 231
    remembering().fill({"table Episodes": ()})


def test_widths_found_by_measuring_are_not_kept_as_wishes(table: Table, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(remembering().kept, wait=300):
        table.resize(800, 400)
        table.rows.set_rows(EPISODES[:1])


def test_the_stretching_column_takes_the_room_that_is_left(table: Table, qtbot: QtBot) -> None:
    for width in (500, 900):
        table.resize(width, 400)
        qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width())


@pytest.mark.parametrize(
    ("widths", "room", "given"),
    [
        ([Width(100, 60), Width(100, 100, stretches=True)], 300, [100, 200]),
        ([Width(100, 60), Width(100, 50, stretches=True), Width(50, 50, stretches=True)], 353, [100, 152, 101]),
        ([Width(100, 60), Width(200, 80)], 260, [90, 170]),
        ([Width(100, 100), Width(200, 80)], 200, [100, 100]),
        ([Width(100, 60), Width(200, 80)], 100, [60, 80]),
        ([Width(100, 60)], 300, [100]),
    ],
)
def test_columns_are_fitted_to_the_room(widths: list[Width], room: int, given: list[int]) -> None:
    assert fitted(widths, room) == given


def test_words_too_long_for_their_column_are_shown_whole_in_a_tip(table: Table, qtbot: QtBot) -> None:
    table.horizontalHeader().resizeSection(0, 40)
    index = table.rows.index(0, 0)
    at = table.visualRect(index).center()

    QApplication.sendEvent(table.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at)))

    assert QToolTip.text() == "<qt>J.M. (a)</qt>"
    QToolTip.hideText()


def test_rows_and_widths_grow_with_the_text(table: Table) -> None:
    before = table.columnWidth(0), table.rowHeight(0)

    apply_theme(QApplication.instance(), "light", 200)  # type: ignore[arg-type]  # it is the application

    assert table.rowHeight(0) == 2 * before[1]
    assert table.columnWidth(0) == pytest.approx(2 * before[0], rel=0.1)


def test_a_chip_is_drawn_for_a_tone(table: Table) -> None:
    assert pixels_of(table.grab().toImage(), tokens().red.on) > 500


def test_the_chosen_row_is_tinted_and_marked_while_the_table_has_the_keyboard(table: Table, qtbot: QtBot) -> None:
    assert pixels_of(table.viewport().grab().toImage(), tokens().tint) == 0
    table.choose(lambda row: row.id == "b")
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)

    image = table.viewport().grab().toImage()

    assert pixels_of(image, tokens().tint) > 2000
    assert pixels_of(image, tokens().accent) > 60


def test_a_hundred_thousand_rows_are_asked_for_text_only_where_they_show(themed: QApplication, qtbot: QtBot) -> None:
    asked: list[int] = []

    def text(row: int) -> str:
        asked.append(row)
        return str(row)

    table = Table(TableModel([Column(title="Row", text=text)], range(100_000), key=lambda row: row), name="Many")
    qtbot.addWidget(table)
    table.resize(300, 400)
    table.show()
    table.choose(lambda row: row == 99_999)
    table.grab()

    assert len(set(asked)) < 200
    assert table.chosen() == 99_999


def test_cells_are_spoken_with_their_title_and_all_their_words(table: Table) -> None:
    spoken = table.rows.data(table.rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Child: J.M. (a)"

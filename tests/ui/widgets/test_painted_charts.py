"""Charts in the window: what is drawn where, walked by keys, spoken, copied, and readable in both schemes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.looking import picture, pixels_of, shown
from tests.ui.widgets.chart_builders import HIDDEN, by_type, drawn_whole

from panel_desk.domain.figures.charts import ChartData, ChartKind, Series
from panel_desk.ui.theme.current import apply_theme, tokens
from panel_desk.ui.theme.tokens import LIGHT
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.charts import ChartView

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


def opened(qtbot: QtBot, chart: ChartData, width: int = 520, marking: str = "") -> ChartView:
    view = ChartView()
    view.show_chart(chart, marking=marking)
    view.resize(width, view.heightForWidth(width))
    shown(qtbot, view)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    return view


def bars(kind: ChartKind, labels: tuple[str, ...], *series: tuple[float | None, ...], unit: str = "") -> ChartData:
    named = tuple(Series(name=f"series {at}", values=values) for at, values in enumerate(series))
    return ChartData(kind=kind, title="A chart", labels=labels, series=named, unit=unit, alternative="In words.")


def test_the_parts_of_a_stack_lie_upon_each_other_to_scale(qtbot: QtBot, themed: QApplication) -> None:
    view = opened(qtbot, by_type())
    first, second, third = (mark.box for mark in view.marks() if mark.label == 1)
    assert (first.top(), second.top()) == (second.bottom(), third.bottom())
    assert second.height() / first.height() == pytest.approx(175 / 44, rel=0.03)
    picture(view, "chart stacked")


def test_bars_lie_down_where_their_labels_have_no_room(qtbot: QtBot, themed: QApplication) -> None:
    long = ("Children’s social care", "Black, Black British, Caribbean or African", "Not recorded", "Mixed", "White")
    view = opened(qtbot, bars(ChartKind.BARS, long, (5, 10, 20, 3, 2)))
    boxes = [mark.box for mark in view.marks()]
    assert len({box.left() for box in boxes}) == 1
    assert boxes[1].width() == pytest.approx(2 * boxes[0].width(), abs=2)


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("width", [240, 420, 900])
def test_everything_is_drawn_inside(qtbot: QtBot, themed: QApplication, kind: ChartKind, width: int) -> None:
    view = opened(qtbot, bars(kind, MONTHS, tuple(range(12)), tuple(range(12, 0, -1)), (None,) * 12), width)
    boxes = [mark.box for mark in view.marks()]
    assert len(boxes) == 36
    assert min(min(box.left(), box.top()) for box in boxes) >= 0
    assert max(box.right() for box in boxes) <= view.width()
    assert max(box.bottom() for box in boxes) <= view.height()


def test_arrow_keys_go_from_figure_to_figure_and_say_each(qtbot: QtBot, themed: QApplication) -> None:
    view = opened(qtbot, by_type())
    assert view.point() == "2022-23, CSE only: 44 children, 18.4 % of 239"
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.point() == "2022-23, CCE only: 175 children, 73.2 % of 239"
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.point() == "2021-22, CCE only: 177 children, 71.4 % of 248"
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.point().startswith("2021-22")


def test_lying_bars_are_walked_as_they_lie(qtbot: QtBot, themed: QApplication) -> None:
    view = opened(
        qtbot,
        bars(
            ChartKind.BARS,
            ("A label of many words that goes on and on for longer than two lines",) * 3,
            (1, 2, 3),
            (4, 5, 6),
        ),
        300,
    )
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.point().endswith("2")
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.point().endswith("5")


def test_it_is_a_graphic_with_its_alternative_to_those_who_hear(qtbot: QtBot, themed: QApplication) -> None:
    view = opened(qtbot, by_type())
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken.role() is QAccessible.Role.Graphic
    assert spoken.text(QAccessible.Text.Name) == "Chart: Children by type"
    assert spoken.text(QAccessible.Text.Description).startswith("248 children, then 239.")


def test_keys_copy_the_table_and_the_picture_with_the_marking(qtbot: QtBot, themed: QApplication) -> None:
    view = opened(qtbot, by_type(), marking="OFFICIAL-SENSITIVE")
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("OFFICIAL-SENSITIVE\nChildren by type\nchildren\tCSE only")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().mimeData().hasImage()
    assert "248 children, then 239." in QGuiApplication.clipboard().text()


def test_a_picture_is_light_in_the_dark_and_marked(qtbot: QtBot, themed: QApplication) -> None:
    apply_theme(themed, "dark", 100)
    image = opened(qtbot, by_type(), marking="OFFICIAL-SENSITIVE").drawn_on_paper()
    assert pixels_of(image, LIGHT.accent) > 1000
    assert pixels_of(image, LIGHT.surface) > pixels_of(image, LIGHT.accent)
    assert pixels_of(image, LIGHT.red.text) > 20
    apply_theme(themed, "light", 100)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_series_has_the_colours_of_the_scheme(qtbot: QtBot, themed: QApplication, scheme: str) -> None:
    apply_theme(themed, "dark" if scheme == "dark" else "light", 100)
    image = opened(qtbot, by_type()).grab().toImage()
    now = tokens()
    assert all(pixels_of(image, ink) > 200 for ink in (now.accent, now.blue.text, now.amber.text))
    apply_theme(themed, "light", 100)


def test_a_hidden_figure_is_drawn_as_nothing_and_said_to_be_hidden(qtbot: QtBot, themed: QApplication) -> None:
    view = opened(qtbot, by_type(**{"CSE only": (49, HIDDEN)}))
    hidden = next(mark for mark in view.marks() if (mark.label, mark.series) == (1, 0))
    assert hidden.box.height() == 0
    assert view.point() == "2022-23, CSE only: c, hidden in the public copy"


def test_a_bar_that_is_drawn_whole_is_hatched_in_grey_and_as_long_as_it_is(qtbot: QtBot, themed: QApplication) -> None:
    view = opened(qtbot, drawn_whole())
    tall = {mark.label: mark.box.height() for mark in view.marks() if mark.series == 3}
    parts = sum(mark.box.height() for mark in view.marks() if mark.label == 0 and mark.series < 3)
    assert tall[1] / parts == pytest.approx(239 / 248, rel=0.02)
    assert pixels_of(view.grab().toImage(), tokens().ink(Tone.NEUTRAL).text) > 100
    picture(view, "chart drawn whole")


def test_a_chart_with_no_figures_is_a_sentence_and_takes_keys_calmly(qtbot: QtBot, themed: QApplication) -> None:
    view = opened(qtbot, bars(ChartKind.LINES, ("2025-26",), (None,)))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert (view.marks(), view.point()) == ((), "")
    assert not view.drawn_on_paper().isNull()


@pytest.mark.parametrize("kind", list(ChartKind))
def test_zeros_and_one_label_are_drawn(qtbot: QtBot, themed: QApplication, kind: ChartKind) -> None:
    view = opened(qtbot, bars(kind, ("2025-26",), (0,), (0,)))
    assert [mark.label for mark in view.marks()] == [0, 0]
    assert view.point() == "2025-26, series 0: 0"

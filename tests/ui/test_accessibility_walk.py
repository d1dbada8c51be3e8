"""Every page can be heard, reached by keyboard, and read at twice the text size."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QWidget,
)
from tests.ui.looking import picture
from tests.ui.touring import PLACES, WIDTH, Tour, inside, tour_of

from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.widgets.tab_order import is_reached_by_arrows
from panel_desk.ui.widgets.words import Words, WordsRole

LARGE = 200
SIDEWAYS = ("case lists", "case list read", "settings: panels")
"""These scroll sideways at twice the text size at 1280×800: nothing is cut off, but it should not be needed."""
_OF_QT = (QAbstractSpinBox, QComboBox, QCalendarWidget, QTabBar)
"""What is inside these is Qt's own."""


@pytest.fixture(scope="module", params=[100])
def tour(
    request: pytest.FixtureRequest, qapp: QApplication, demo_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tour]:
    apply_theme(qapp, "light", request.param)
    with tour_of(demo_template, tmp_path_factory.mktemp("tour")) as made:
        made.view.show()
        made.view.activateWindow()
        assert QTest.qWaitForWindowActive(made.view)
        yield made
    apply_theme(qapp, "light", 100)


@pytest.fixture(autouse=True)
def nothing_stays_open() -> None:
    """Here the window stays open from place to place: one hidden and shown again has no keyboard offscreen."""


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tour: Tour) -> str:
    PLACES[request.param](tour)
    tour.settle()
    assert tour.view.width() == WIDTH, "something made the window wider"
    if QApplication.activeWindow() is None:
        with warnings.catch_warnings():
            # Qt would leave this to a window manager, and offscreen there is none.
            warnings.simplefilter("ignore", DeprecationWarning)
            QApplication.setActiveWindow(tour.view)
    return str(request.param)


def is_of_qt(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, _OF_QT):
            return True
        parent = parent.parentWidget()
    return widget.objectName().startswith("qt_")


def focusable(tour: Tour) -> list[QWidget]:
    return [
        each
        for each in inside(tour.view)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled() and not is_of_qt(each)
        if not is_reached_by_arrows(each)
    ]


def called(widget: QWidget) -> str:
    """A widget as a message names it."""
    spoken = QAccessible.queryAccessibleInterface(widget)
    name = spoken.text(QAccessible.Text.Name) if spoken else ""
    return f"{type(widget).__name__} “{name}”"


def test_everything_that_takes_the_keyboard_has_a_name_and_a_role(tour: Tour, place: str) -> None:
    silent = []
    for widget in focusable(tour):
        spoken = QAccessible.queryAccessibleInterface(widget)
        # Qt knows what scrolls only as a pane; its name says what is in it.
        nothing = {QAccessible.Role.NoRole}
        if not isinstance(widget, QAbstractScrollArea):
            nothing.add(QAccessible.Role.Client)
        known = spoken is not None and spoken.role() not in nothing
        if spoken is None or not spoken.text(QAccessible.Text.Name).strip() or not known:
            parent = widget.parentWidget()
            silent.append(f"{type(widget).__name__} in {type(parent).__name__}: {spoken.role() if spoken else None}")

    assert silent == []


def test_every_page_has_one_heading(tour: Tour, place: str) -> None:
    titles = [
        w.text() for w in inside(tour.page) if isinstance(w, Words) and w.property("role") == WordsRole.TITLE.value
    ]

    assert len(titles) == 1
    assert titles[0].strip()


def goes_back_up(now: QWidget, after: QWidget) -> bool:
    """Whether a stop stands wholly above the one before it, in the same column, on the same ground."""
    if scrolling_ground(now) is not scrolling_ground(after):
        return False
    here, there = (QRect(each.mapToGlobal(QPoint()), each.size()) for each in (now, after))
    same_column = here.left() <= there.right() and there.left() <= here.right()
    return same_column and there.bottom() <= here.top()


def scrolling_ground(widget: QWidget) -> QWidget | None:
    """The scrolling area that a widget is in, as what is scrolled away may stand anywhere."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def test_the_tab_key_reaches_everything_and_comes_round(tour: Tour, place: str) -> None:
    stops = focusable(tour)
    wanted = {id(widget): called(widget) for widget in stops}
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[int] = []
    backwards: list[str] = []
    for _ in range(3 * len(wanted) + 10):
        now = QApplication.focusWidget()
        assert now is not None, f"no keyboard: {QApplication.activeWindow()}, {QApplication.activeModalWidget()}"
        QTest.keyClick(now, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        assert after is not None
        assert after is not now, f"the tab key does not leave {called(now)}"
        if id(after) in reached and id(after) == reached[0]:
            break
        reached.append(id(after))
        if tour.page.isAncestorOf(now) and tour.page.isAncestorOf(after) and goes_back_up(now, after):
            backwards.append(f"from {called(now)} up to {called(after)}")

    assert backwards == []
    assert [name for widget, name in wanted.items() if widget not in reached] == []


def needs_more_room(widget: QWidget) -> str:
    """What is cut off in a widget, in words; nothing where all of it is seen."""
    if isinstance(widget, Words) and widget._elide and not widget.wordWrap():
        return ""  # shortened on purpose, and whole in its tooltip
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            least = max(widget.fontMetrics().horizontalAdvance(word) for word in widget.text().split() or [""])
            if widget.heightForWidth(widget.width()) > widget.height() + 1 or least > widget.width() + 1:
                return f"“{widget.text()[:60]}” wraps to more than {widget.width()}×{widget.height()}"
        elif widget.sizeHint().width() > widget.width() + 1 or widget.sizeHint().height() > widget.height() + 1:
            return f"“{widget.text()[:60]}” needs {widget.sizeHint()} and has {widget.size()}"
    elif isinstance(widget, QAbstractButton) and widget.text():
        hint = widget.sizeHint()
        if hint.width() > widget.width() + 1 or hint.height() > widget.height() + 1:
            return f"the button “{widget.text()}” needs {hint} and has {widget.size()}"
    return ""


def sticks_out(widget: QWidget) -> bool:
    """Whether a widget reaches past its parent, where the parent does not scroll."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or widget.size().isEmpty() or isinstance(parent, QStackedWidget | QSplitter):
        return False
    scrolls = isinstance(parent.parentWidget(), QAbstractScrollArea) or isinstance(parent, QAbstractScrollArea)
    return not scrolls and not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())


@pytest.mark.parametrize("tour", [LARGE], indirect=True)
def test_at_twice_the_text_size_nothing_is_cut_off(tour: Tour, place: str) -> None:
    picture(tour.view, f"large {place}")
    cut = []
    for widget in inside(tour.view):
        if is_of_qt(widget) or widget.property("role") == "finder":
            continue
        if said := needs_more_room(widget):
            cut.append(said)
        elif sticks_out(widget):
            cut.append(
                f"{called(widget)} sticks out of its {type(widget.parentWidget()).__name__}: {widget.geometry()}"
            )

    assert cut == []


@pytest.mark.parametrize("tour", [LARGE], indirect=True)
def test_at_twice_the_text_size_no_page_is_wider_than_the_window(tour: Tour, place: str) -> None:
    frame = tour.view._frames[tour.page.key]
    if place in SIDEWAYS:
        return

    assert not frame.horizontalScrollBar().isVisible()

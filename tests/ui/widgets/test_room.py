"""Where there is little room, or the text is large, pages scroll and parts go under each other: nothing is cut off."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.looking import shown

from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.scroll import PageFrame, scrolled
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.words import Words


def a_part(width: int, height: int = 50) -> QWidget:
    return measured(QWidget(), min_width=width, min_height=height)


def a_page(*parts: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for part in parts:
        column.addWidget(part)
    return page


def inside(frame: PageFrame) -> QWidget:
    """The page in the frame."""
    found = frame.widget()
    assert found is not None
    return found


def test_a_page_fills_the_window_where_it_fits(themed: QApplication, qtbot: QtBot) -> None:
    frame = PageFrame(a_page(a_part(200, 100)))
    frame.resize(600, 400)
    shown(qtbot, frame)

    assert inside(frame).size() == frame.size()
    assert not frame.verticalScrollBar().isVisible()


def test_a_page_scrolls_where_the_window_is_too_low(themed: QApplication, qtbot: QtBot) -> None:
    frame = PageFrame(a_page(a_part(200, 900)))
    frame.resize(600, 400)
    shown(qtbot, frame)

    assert frame.verticalScrollBar().isVisible()
    assert not frame.horizontalScrollBar().isVisible()
    assert inside(frame).height() >= 900


def test_a_page_that_comes_to_need_more_gets_it(themed: QApplication, qtbot: QtBot) -> None:
    part = a_part(200, 100)
    frame = PageFrame(a_page(part))
    frame.resize(600, 400)
    shown(qtbot, frame)

    part.setMinimumHeight(800)

    qtbot.waitUntil(lambda: inside(frame).height() >= 800)


def test_words_that_wrap_make_a_page_higher_and_not_wider(themed: QApplication, qtbot: QtBot) -> None:
    words = Words("Professionals who chair, sit, present, sign or read. " * 40, wrap=True)
    frame = PageFrame(a_page(words))
    frame.resize(300, 200)
    shown(qtbot, frame)

    assert not frame.horizontalScrollBar().isVisible()
    assert words.height() >= words.heightForWidth(words.width())


def test_two_parts_go_under_each_other_where_they_do_not_fit_beside(themed: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    split = Split("room", a_part(300), a_part(300), parent=page)
    split.resize(900, 400)
    shown(qtbot, page)
    assert split.orientation() is Qt.Orientation.Horizontal

    split.resize(500, 400)
    assert split.orientation() is Qt.Orientation.Vertical
    assert split.minimumSizeHint().width() == 300

    split.resize(900, 400)
    assert split.orientation() is Qt.Orientation.Horizontal


def test_what_scrolls_up_and_down_is_never_narrower_than_what_is_in_it(themed: QApplication, qtbot: QtBot) -> None:
    area = scrolled(a_page(a_part(340)))
    qtbot.addWidget(area)

    assert area.minimumSizeHint().width() >= 340

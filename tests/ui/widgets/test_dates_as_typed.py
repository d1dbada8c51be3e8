"""A date is understood as it is written, key by key; nothing that was typed is lost or put elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.looking import shown

from panel_desk.ui.widgets.date_field import DateField
from panel_desk.ui.widgets.fields import date_edit
from panel_desk.ui.widgets.typed_date import Part, date_as_typed

BEFORE = date(2026, 11, 22)
DAYS = st.dates(min_value=date(1901, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15", date(2026, 11, 15)),
        ("15/1", date(2026, 1, 15)),
        ("15/1/2027", date(2027, 1, 15)),
        ("15.01.27", date(2027, 1, 15)),
        ("15 jan 2027", date(2027, 1, 15)),
        ("15 January 2027", date(2027, 1, 15)),
        ("15jan", date(2026, 1, 15)),
        ("15012027", date(2027, 1, 15)),
        ("2027-01-15", date(2027, 1, 15)),
        ("31", date(2026, 11, 30)),
        ("31/12", date(2026, 12, 31)),
        ("29/2/2028", date(2028, 2, 29)),
        ("0", BEFORE),
        ("ju", BEFORE),
        ("jun", date(2026, 6, 22)),
    ],
)
def test_what_is_typed_is_what_is_meant(themed: QApplication, qtbot: QtBot, typed: str, meant: date) -> None:
    field = opened(qtbot, BEFORE)
    QTest.keyClicks(field, typed)
    assert field.value() == meant


@pytest.mark.parametrize("typed", ["32", "15/13", "xyz", "15/1/20271", "tomorrow", "99999"])
def test_what_cannot_be_meant_changes_nothing_at_its_key(typed: str) -> None:
    assert date_as_typed(typed, Part.DAY, BEFORE) is None


@given(DAYS, DAYS, st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%Y-%m-%d", "%d%m%Y"]))
def test_every_date_may_be_typed_over_every_other(day: date, before: date, way: str) -> None:
    assert _keyed(day.strftime(way), before) == day


def _keyed(typed: str, before: date) -> date:
    """The date after key upon key; one that cannot be meant is lost."""
    kept, meant = "", before
    for key in typed:
        found = date_as_typed(kept + key, Part.DAY, before)
        if found is not None:
            kept, meant = kept + key, found[0]
    return meant


def opened(qtbot: QtBot, value: date | None) -> DateField:
    field = date_edit(value, optional=True)
    shown(qtbot, field)
    field.setFocus()
    return field


def test_a_date_is_typed_where_there_was_none(themed: QApplication, qtbot: QtBot) -> None:
    field = opened(qtbot, None)
    QTest.keyClicks(field, "15/1/2027")
    assert field.value() == date(2027, 1, 15)


def test_a_date_is_taken_away_by_a_key(themed: QApplication, qtbot: QtBot) -> None:
    field = opened(qtbot, BEFORE)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert (field.value(), field.text()) == (None, "no date")


def test_where_a_date_must_be_none_is_taken_away(themed: QApplication, qtbot: QtBot) -> None:
    field = date_edit(BEFORE)
    shown(qtbot, field)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert field.value() == BEFORE


def test_the_last_key_is_taken_back(themed: QApplication, qtbot: QtBot) -> None:
    field = opened(qtbot, BEFORE)
    QTest.keyClicks(field, "15/1")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.value() == date(2026, 11, 15)
    QTest.keyClicks(field, "2")
    assert field.value() == date(2026, 2, 15)


def test_a_part_gone_to_by_an_arrow_is_typed_alone(themed: QApplication, qtbot: QtBot) -> None:
    field = opened(qtbot, BEFORE)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    QTest.keyClicks(field, "2028")
    assert field.value() == date(2028, 11, 22)


def test_a_date_is_pasted(themed: QApplication, qtbot: QtBot) -> None:
    field = opened(qtbot, BEFORE)
    QGuiApplication.clipboard().setText(" 15 January 2027 ")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.value() == date(2027, 1, 15)


def test_without_a_date_the_arrows_and_the_calendar_begin_today(themed: QApplication, qtbot: QtBot) -> None:
    field = opened(qtbot, None)
    arrow = QPoint(field.width() - 8, field.height() // 2)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=arrow)
    assert field.calendarWidget().isVisible()
    assert field.calendarWidget().yearShown() > 2000
    field.calendarWidget().window().close()
    QTest.keyClick(field, Qt.Key.Key_Up)
    value = field.value()
    assert value is not None
    assert value.year > 2000

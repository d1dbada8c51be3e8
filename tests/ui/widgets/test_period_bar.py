"""The choice of a period: years, quarters, any two dates; what is no period is said."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.looking import shown

from panel_desk.domain.figures.reporting_year import Period, parse_period, reporting_year
from panel_desk.ui.widgets.period_bar import PeriodBar

TODAY = date(2026, 11, 22)


@pytest.fixture
def bar(qtbot: QtBot, themed: QApplication) -> PeriodBar:
    """With two years of figures."""
    made = PeriodBar(TODAY)
    made.set_years(("2025-26", "2022-23"))
    shown(qtbot, made)
    return made


def years(bar: PeriodBar) -> list[str]:
    return [bar._year.itemText(at) for at in range(bar._year.count())]


def pick_year(bar: PeriodBar, words: str) -> None:
    bar._year.setCurrentIndex(years(bar).index(words))


def test_it_begins_with_the_year_that_is_running(bar: PeriodBar) -> None:
    assert years(bar) == ["2026-27 so far", "2025-26", "2022-23", "Any two dates"]
    assert bar.period == reporting_year("2026-27")


def test_a_year_and_its_quarter_are_told(bar: PeriodBar, qtbot: QtBot) -> None:
    told: list[Period] = []
    bar.period_chosen.connect(told.append)
    pick_year(bar, "2025-26")
    bar._part.setCurrentIndex(bar._part.findData(2))
    assert [period.words for period in told] == ["2025-26", "July to September 2025"]


def test_any_two_dates_begin_with_the_period_in_sight(bar: PeriodBar) -> None:
    pick_year(bar, "2025-26")
    pick_year(bar, "Any two dates")
    assert (bar._from.value(), bar._until.value()) == (date(2025, 4, 1), date(2026, 3, 31))
    assert bar._from.isVisible()
    assert not bar._part.isVisible()
    bar.set_years(("2025-26",))
    assert bar._year.currentText() == "Any two dates"


def test_dates_that_are_no_period_are_said_and_tell_nothing(bar: PeriodBar, qtbot: QtBot) -> None:
    pick_year(bar, "Any two dates")
    told: list[Period] = []
    bar.period_chosen.connect(told.append)
    bar._until.setDate(QDate(2020, 1, 1))
    qtbot.waitUntil(lambda: "is before" in bar.problem)
    assert told == []
    bar._until.setDate(QDate(2026, 5, 31))
    qtbot.waitUntil(lambda: [period.words for period in told] == ["April to May 2026"])
    assert bar.problem == ""


@pytest.mark.parametrize(
    ("written", "entry", "quarter"),
    [("2022-23", "2022-23", 0), ("Q3 2025-26", "2025-26", 3), ("2025-10", "Any two dates", 0)],
)
def test_a_period_from_elsewhere_stands_under_its_own_entry(
    bar: PeriodBar, written: str, entry: str, quarter: int
) -> None:
    bar.choose(parse_period(written))
    assert bar._year.currentText() == entry
    assert bar._part.currentData() == quarter
    assert bar.period == parse_period(written)

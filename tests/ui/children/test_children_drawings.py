"""The small charts of a child, and the list of its days: drawn, heard, and quick however long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from tests.ui.looking import pixels_of, shown

from panel_desk.domain.children.child_timeline import TimelineEntry, TimelineKind
from panel_desk.domain.ids import MeetingId
from panel_desk.ui.theme.current import apply_theme, tokens
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.drawing import Bar, Step, StepChart, StripChart
from panel_desk.ui.workspaces.children.timeline_list import TimelineList, entry_words

TODAY = date(2026, 11, 22)
YEAR_AGO = TODAY - timedelta(days=365)
LEVELS = ("None", "Standard", "Medium", "High")


def steps(qtbot: QtBot, *levels: tuple[date, int]) -> StepChart:
    chart = StepChart("Risk on the exploitation risk scale")
    chart.resize(320, 140)
    told = [Step(on=on, level=level, words=f"{LEVELS[level]} from {on}") for on, level in levels]
    chart.show_steps(LEVELS, told, since=YEAR_AGO, until=TODAY, description="High from October.")
    shown(qtbot, chart)
    return chart


def strip(qtbot: QtBot, *bars: Bar) -> StripChart:
    chart = StripChart("Missing episodes of the last year")
    chart.resize(400, 72)
    chart.show_bars(bars, since=YEAR_AGO, until=TODAY, description="One episode.")
    shown(qtbot, chart)
    return chart


def bar(ago: int, days: int = 1, **changes: object) -> Bar:
    begins = TODAY - timedelta(days=ago)
    facts: dict[str, object] = {"begins": begins, "ends": begins + timedelta(days=days), "tone": Tone.RED, "words": "x"}
    return Bar(**{**facts, **changes})  # type: ignore[arg-type]


def tip_at(chart: StepChart | StripChart, at: QPoint) -> str:
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, chart.mapToGlobal(at))
    QApplication.sendEvent(chart, event)
    words = QToolTip.text()
    QToolTip.hideText()
    return words


def entry(n: int = 0, **changes: object) -> TimelineEntry:
    facts: dict[str, object] = {
        "kind": TimelineKind.DECISION,
        "on": TODAY - timedelta(days=n),
        "title": f"SAFE panel AGREED to continue {n}",
        "detail": "because it works",
        "meeting_id": MeetingId("m"),
    }
    return TimelineEntry(**{**facts, **changes})  # type: ignore[arg-type]


def timeline(qtbot: QtBot, *entries: TimelineEntry, width: int = 420) -> TimelineList:
    made = TimelineList()
    made.resize(width, 500)
    made.set_entries(entries)
    shown(qtbot, made)
    return made


def test_a_chart_has_a_name_and_says_what_it_draws(themed: QApplication, qtbot: QtBot) -> None:
    chart = steps(qtbot, (date(2026, 10, 22), 3))
    assert chart.accessibleName() == "Risk on the exploitation risk scale"
    assert chart.accessibleDescription() == "High from October."


def test_a_step_up_draws_more_line_the_longer_ago_it_was(themed: QApplication, qtbot: QtBot) -> None:
    early = steps(qtbot, (date(2026, 1, 10), 3)).grab().toImage()
    late = steps(qtbot, (date(2026, 11, 10), 3)).grab().toImage()
    assert pixels_of(early, tokens().accent) > 3 * pixels_of(late, tokens().accent) > 0


def test_a_chart_without_a_step_draws_no_line(themed: QApplication, qtbot: QtBot) -> None:
    assert pixels_of(steps(qtbot).grab().toImage(), tokens().accent) == 0


def test_a_scale_with_more_levels_is_higher(themed: QApplication, qtbot: QtBot) -> None:
    chart = steps(qtbot)
    before = chart.sizeHint().height()
    chart.show_steps((*LEVELS, "Severe"), (), since=YEAR_AGO, until=TODAY, description="")
    assert chart.sizeHint().height() > before


def test_a_point_tells_its_words_and_empty_room_tells_nothing(themed: QApplication, qtbot: QtBot) -> None:
    chart = steps(qtbot, (TODAY, 3))
    chart.grab()
    assert tip_at(chart, QPoint(150, 120)) == ""
    assert "High from 2026-11-22" in tip_at(chart, QPoint(chart.width() - 8, 2 + 14))


def test_an_episode_of_one_hour_can_still_be_seen_and_a_longer_one_is_wider(themed: QApplication, qtbot: QtBot) -> None:
    short = pixels_of(strip(qtbot, bar(100, 0)).grab().toImage(), tokens().red.text)
    long = pixels_of(strip(qtbot, bar(100, 60)).grab().toImage(), tokens().red.text)
    assert long > 5 * short > 0


def test_an_absence_is_lower_than_a_missing_episode(themed: QApplication, qtbot: QtBot) -> None:
    missing = pixels_of(strip(qtbot, bar(100, 60)).grab().toImage(), tokens().red.text)
    absent = pixels_of(strip(qtbot, bar(100, 60, whole=False)).grab().toImage(), tokens().red.text)
    assert absent < 0.7 * missing


def test_an_open_episode_reaches_the_edge_and_one_before_the_year_is_left_out(
    themed: QApplication, qtbot: QtBot
) -> None:
    until_today = strip(qtbot, bar(100, 1, open=True)).grab().toImage()
    assert pixels_of(until_today, tokens().red.text) > 20 * 20
    assert pixels_of(strip(qtbot, bar(500)).grab().toImage(), tokens().red.text) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_is_drawn_again_in_the_colours_of_another_scheme(
    themed: QApplication, qtbot: QtBot, scheme: str
) -> None:
    chart = steps(qtbot, (date(2026, 1, 10), 3))
    apply_theme(themed, scheme, 100)  # type: ignore[arg-type]
    assert pixels_of(chart.grab().toImage(), tokens().accent) > 50


def test_a_chart_of_one_day_and_of_ten_years_is_drawn(themed: QApplication, qtbot: QtBot) -> None:
    chart = steps(qtbot)
    for since in (TODAY, TODAY - timedelta(days=3650)):
        chart.show_steps(LEVELS, [Step(on=TODAY, level=1, words="")], since=since, until=TODAY, description="")
        assert not chart.grab().isNull()


def test_an_entry_is_heard_whole(themed: QApplication, qtbot: QtBot) -> None:
    model = timeline(qtbot, entry(detail="because " + "it works " * 60)).model()
    heard = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("22 November 2026: SAFE panel AGREED to continue 0 – because")
    assert heard.count("it works") == 60


def test_a_long_entry_is_higher_than_a_short_one_and_a_narrow_list_makes_it_higher_still(
    themed: QApplication, qtbot: QtBot
) -> None:
    entries = entry(detail="short"), entry(detail="words " * 20)
    wide, narrow = timeline(qtbot, *entries, width=700), timeline(qtbot, *entries, width=340)
    assert wide.sizeHintForRow(1) > wide.sizeHintForRow(0)
    assert narrow.sizeHintForRow(1) > wide.sizeHintForRow(1)


@pytest.mark.parametrize("words", ["😀" * 120, "محمد " * 60, "N" * 200, "a\nb\tc", "<b>bold</b>"])
def test_any_words_are_drawn_and_heard(themed: QApplication, qtbot: QtBot, words: str) -> None:
    made = timeline(qtbot, entry(title=words, detail=words))
    assert not made.grab().isNull()
    assert words in entry_words(made.entries[0])


def test_three_hundred_entries_are_shown_and_the_last_can_be_reached(themed: QApplication, qtbot: QtBot) -> None:
    made = timeline(qtbot, *(entry(n) for n in range(300)))
    made.setCurrentIndex(made.model().index(0, 0))
    QTest.keyClick(made, Qt.Key.Key_End)
    assert made.currentIndex().row() == 299
    assert made.visualRect(made.currentIndex()).intersects(made.viewport().rect())


def test_enter_opens_what_has_a_place_and_nothing_else(themed: QApplication, qtbot: QtBot) -> None:
    made = timeline(qtbot, entry(), entry(1, meeting_id=None))
    opened: list[TimelineEntry] = []
    made.entry_opened.connect(opened.append)
    for row in (0, 1):
        made.setCurrentIndex(made.model().index(row, 0))
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert opened == [entry()]


def test_ctrl_c_copies_the_entry(themed: QApplication, qtbot: QtBot) -> None:
    made = timeline(qtbot, entry())
    made.setCurrentIndex(made.model().index(0, 0))
    QTest.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == entry_words(entry())


def test_the_same_entries_again_leave_the_place_alone(themed: QApplication, qtbot: QtBot) -> None:
    entries = [entry(n) for n in range(60)]
    made = timeline(qtbot, *entries)
    made.setCurrentIndex(made.model().index(12, 0))
    made.set_entries(entries)
    assert made.currentIndex().row() == 12
    made.set_entries(entries[1:])
    assert made.currentIndex().row() == -1

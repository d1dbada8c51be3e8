"""The group Records: what is due, periods, holds, and a purge asked in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import ASHA, SAFE, HeldClock, TestDesk, a_profile, child
from tests.services.desk_folders import OPENS
from tests.ui.desks import OpenSession, copied, session_on
from tests.ui.looking import picture, shown
from tests.ui.settings.conftest import At

from panel_desk.domain.keeping.retained import RecordClass
from panel_desk.services.desk import Desk
from panel_desk.ui.workspaces.settings.page import SettingsPage
from panel_desk.ui.workspaces.settings.records import RecordsGroup, due_sentence
from panel_desk.ui.workspaces.settings.records_dialogs import HoldDialog, PeriodDialog, PurgeDialog

LONG_AGO = datetime(2016, 10, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def old_session(themed: QApplication, furnished_template: Path, tmp_path: Path) -> Iterator[OpenSession]:
    """A desk on which a list and a meeting of 2016 lie, looked at in November 2026."""
    folder = copied(furnished_template, tmp_path / "desk")
    clock = HeldClock(LONG_AGO)
    with Desk.open(folder, OPENS, clock=clock) as desk:
        at = TestDesk(desk, clock)
        desk.retention.set_periods(ASHA, dict.fromkeys(RecordClass, 6))
        at.bring(a_profile())
        meeting_id = at.opened(SAFE, date(2016, 10, 20))
        for item in at.cases(meeting_id):
            at.decide(meeting_id, item, outcome="close", held_by="School", reason="the plan worked", review_on=None)
        at.close(meeting_id)
        at.bring(a_profile(child("103")), "newer.csv")
    with session_on(folder, tmp_path) as opened:
        yield opened


@pytest.fixture
def old(old_session: OpenSession, qtbot: QtBot) -> At:
    page = SettingsPage(old_session)
    page.resize(1240, 760)
    shown(qtbot, page)
    return At(page, old_session, qtbot)


def records(at: At, lines: int = 2) -> RecordsGroup:
    """The group, once it has looked."""
    group = at.group("records")
    assert isinstance(group, RecordsGroup)
    at.until(lambda: len(group.due.rows.rows) == lines)
    return group


def enter(dialog: QDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def shown_words(dialog: QDialog) -> str:
    """Every word in sight."""
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_what_is_due_is_shown_with_what_holds_it_back(old: At) -> None:
    group = records(old)
    assert {line.what for line in group.due.rows.rows if line.may_go} == {
        "SAFE-2016-10",
        "the profile list of 1 October 2016, 2 rows",
    }
    picture(old.page, "records-due")


def test_where_nothing_may_go_nothing_offers_to_purge(at: At) -> None:
    group = records(at, 0)
    at.until(lambda: not group.words_above.isVisible())
    assert not any(made.isEnabled() for made in (group.purge_button, group.all_button))
    assert {command.words for command in group.commands() if command.enabled} == {"Place a legal hold"}


def test_what_is_chosen_by_keys_is_purged_by_keys(old: At) -> None:
    group = records(old)
    assert group.purge_button.isEnabled()
    group.due.setFocus()
    QTest.keyClick(group.due, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(group.purge_button, Qt.Key.Key_Space)
    asked = old.dialog(PurgeDialog)
    QTest.keyClick(asked.approved_by, Qt.Key.Key_Down)
    QTest.keyClick(asked.day, Qt.Key.Key_Space)
    QTest.keyClick(asked.yes, Qt.Key.Key_Space)
    old.until_said("2 records purged")


def test_a_purge_says_what_goes_and_asks_who_approved_it(old: At) -> None:
    group = records(old)
    group.choose_all()
    group.ask_purge()
    asked = old.dialog(PurgeDialog)
    picture(asked, "records-purge")
    asked.yes.click()
    assert "Who approved it?" in shown_words(asked)
    assert "Is this day right?" in shown_words(asked)
    asked.approved_by.setCurrentIndex(asked.approved_by.findText("Dana Prior", Qt.MatchFlag.MatchStartsWith))
    asked.day.setChecked(True)
    picture(asked, "records-purge-answered")
    asked.yes.click()
    old.until_said("2 records purged")
    old.until(lambda: len(group.purged.rows.rows) == 2)
    old.until(lambda: not group.due.rows.rows)
    picture(old.page, "records-purged")
    assert old.session.reading.auditing.audit().is_whole


def test_a_refused_purge_asks_again_with_what_was_typed(old: At) -> None:
    group = records(old)
    group.choose_all()
    group.ask_purge()
    asked = old.dialog(PurgeDialog)
    asked.reason.setText("Agreed on Monday")
    asked.approved_by.setCurrentIndex(1)
    asked.day.setChecked(True)
    old.session.do(lambda desk: desk.retention.place_hold(ASHA, "Claim of this minute"))
    old.until(lambda: bool(old.session.reading.retention.holds()))
    asked.yes.click()
    old.until(lambda: any(one is not asked and one.isVisible() for one in old.page.findChildren(PurgeDialog)))
    again = next(one for one in old.page.findChildren(PurgeDialog) if one is not asked and one.isVisible())
    assert "Held back: " in shown_words(again)
    assert (again.reason.text(), again.approved_by.currentIndex()) == ("Agreed on Monday", 1)
    picture(again, "records-purge-refused")
    again.reject()


def test_a_list_takes_the_meeting_along_that_rests_on_it(old: At) -> None:
    group = records(old)
    group.due.choose(lambda line: line.record_class is RecordClass.CASE_LIST)
    group.ask_purge()
    asked = old.dialog(PurgeDialog)
    assert asked.windowTitle() == "Purge 2 records for good?"
    asked.reject()


def test_a_held_child_stays_and_the_hold_is_lifted_with_a_reason(old: At) -> None:
    group = records(old)
    group.place_hold()
    asked = old.dialog(HoldDialog)
    asked.which.setText("101")
    asked.reason.setText("Claim of March 2026")
    picture(asked, "records-hold")
    enter(asked)
    old.until_said("It is held.")
    old.until(lambda: not any(line.may_go for line in group.due.rows.rows))
    picture(old.page, "records-held")
    group.lift(old.session.reading.retention.holds()[0])
    question = old.question()
    assert question.on_words is not None
    question.on_words("The claim was settled")
    old.until_said("The hold is lifted.")
    old.until(lambda: all(line.may_go for line in group.due.rows.rows))


def test_a_period_is_set_beside_its_source(old: At) -> None:
    group = records(old)
    group.show_part("periods")
    picture(old.page, "records-periods")
    group.change_period(group.periods.rows.rows[0])
    asked = old.dialog(PeriodDialog)
    picture(asked, "records-period")
    asked.years.setValue(0)
    enter(asked)
    old.until_said("The period of case lists is set.")
    assert old.session.reading.retention.periods()[0].words == "without an end"


@pytest.mark.parametrize(
    ("count", "may_go", "words"),
    [
        (0, 0, ""),
        (1, 1, "1 record is due. 1 may go."),
        (3, 2, "3 records are due. 2 may go; 1 stays."),
        (2, 0, "2 records are due. None may go; 2 stay."),
    ],
)
def test_the_review_list_is_told_in_a_sentence(count: int, may_go: int, words: str) -> None:
    assert due_sentence(count, may_go) == words

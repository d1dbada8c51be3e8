"""The action plan in a window: objectives added, rated with words, their milestones reached, all by keys and undone."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.services.strategy_sections import without_sections
from tests.ui.desks import OpenSession
from tests.ui.looking import picture, shown

from panel_desk.domain.ids import MilestoneId, ObjectiveId
from panel_desk.domain.strategy.action_plan import Milestone, Objective, Rating, RatingGiven
from panel_desk.ui.messages import Message, Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.workspaces.plan_and_places.page import StrategyPage
from panel_desk.ui.workspaces.plan_and_places.places_dialogs import ConcernDialog
from panel_desk.ui.workspaces.plan_and_places.plan_dialogs import (
    MilestoneDialog,
    ObjectiveDialog,
    RatingDialog,
    ReachedDialog,
)

D = TypeVar("D", bound=DeedDialog[Any])

O1, O2 = ObjectiveId("o1"), ObjectiveId("o2")


@pytest.fixture
def page(session: OpenSession, qtbot: QtBot) -> StrategyPage:
    """A plan of two objectives: one rated red with a late milestone."""

    def begin() -> None:
        desk, actor = session._desk, session.actor
        for objective_id, number, title in ((O1, "1.1", "Reach children sooner"), (O2, "10", "Safer places")):
            plan = Objective(id=objective_id, number=number, title=title, owner="Dana Prior", due_on=date(2027, 3, 31))
            desk.action_plan.set_objective(actor, plan)
        late = Milestone(id=MilestoneId("k1"), what="A second youth worker", due_on=date(2026, 11, 2))
        desk.action_plan.set_milestone(actor, O1, late)
        given = RatingGiven(rating=Rating.RED, words="Nobody applied", on=date(2026, 11, 3))
        desk.action_plan.rate(actor, O1, given)

    session.tasks.wait_for(begin)
    session.reading.refresh()
    made = StrategyPage(session)
    session.record_changed.connect(made.refresh)
    made.resize(1180, 760)
    shown(qtbot, made)
    made.open(Place(PageKey.STRATEGY, what="plan"))
    return made


def opened_dialog(page: StrategyPage, kind: type[D]) -> D:
    return next(one for one in page.findChildren(kind) if one.isVisible())


def accept(page: StrategyPage, session: OpenSession) -> None:
    """Press the primary button of what is open, and wait for the deed."""
    dialog = next(one for one in page.findChildren(DeedDialog) if one.isVisible())
    dialog.record()
    session.tasks.wait_for(lambda: None)
    QApplication.processEvents()


def numbers(page: StrategyPage) -> list[str]:
    return [line.number for line in page.plan.table.shown_rows()]


def test_objectives_stand_by_their_numbers_with_the_newest_rating(page: StrategyPage) -> None:
    assert numbers(page) == ["1.1", "10"]
    picture(page, "plan")
    page.open(Place(PageKey.STRATEGY, O1, "plan"))
    assert page.plan.table.chosen().rating.label == "off track"
    assert "1 late" in page.plan.table.chosen().milestone_words


def test_the_late_ones_are_found_by_a_chip_and_others_by_typing(page: StrategyPage, qtbot: QtBot) -> None:
    page.plan._chips.choose("late")
    assert numbers(page) == ["1.1"]
    page.plan._chips.choose("followed")
    page.plan._search.setText("safer dana")
    qtbot.waitUntil(lambda: numbers(page) == ["10"])


def test_an_objective_is_added_and_taken_back(page: StrategyPage, session: OpenSession, qtbot: QtBot) -> None:
    page.plan.add()
    dialog = opened_dialog(page, ObjectiveDialog)
    dialog.record()
    assert dialog.isVisible(), "an empty form stays, with its sentences"
    for field, text in ((dialog.number, "2"), (dialog.words, "Hear families"), (dialog.owner, "Abena Osei")):
        field.setText(text)
    accept(page, session)
    qtbot.waitUntil(lambda: numbers(page) == ["1.1", "2", "10"])
    session.undo()
    qtbot.waitUntil(lambda: numbers(page) == ["1.1", "10"])


def test_a_rating_without_its_reason_is_not_taken(page: StrategyPage, session: OpenSession, qtbot: QtBot) -> None:
    page.plan.choose(O2)
    QTest.keyClick(page.plan.table, Qt.Key.Key_R)
    dialog = opened_dialog(page, RatingDialog)
    dialog.record()
    assert dialog.isVisible()
    dialog.words.set_text("Two places are lit")
    accept(page, session)
    qtbot.waitUntil(lambda: page.plan.table.chosen().rating is not None)
    assert page.plan.table.chosen().rating.words == "Two places are lit"


def test_a_milestone_is_added_reached_and_dropped(page: StrategyPage, session: OpenSession, qtbot: QtBot) -> None:
    page.plan.choose(O1)
    page.plan.add_milestone()
    dialog = opened_dialog(page, MilestoneDialog)
    dialog.what.setText("First report")
    dialog.record()
    assert "By which day?" in dialog.due.accessibleDescription(), "it begins with no day, and asks for one"
    QTest.keyClicks(dialog.due, "15/1/2027")
    accept(page, session)
    qtbot.waitUntil(lambda: len(page.plan.table.chosen().milestones) == 2)
    assert page.plan.table.chosen().milestones[1].due_on == date(2027, 1, 15)
    page.plan.reach(page.plan.table.chosen().milestones[0])
    assert opened_dialog(page, ReachedDialog).isVisible()
    accept(page, session)
    qtbot.waitUntil(lambda: page.plan.table.chosen().milestones[0].reached_on is not None)
    page.plan.drop(page.plan.table.chosen().milestones[1])
    question = session.opened.asked[-1]
    assert isinstance(question, Question)
    assert question.on_words is not None
    question.on_words("no money")
    qtbot.waitUntil(lambda: len(page.plan.table.chosen().milestones) == 1)


def test_a_closed_objective_leaves_the_plan_and_is_found_under_closed(
    page: StrategyPage, session: OpenSession, qtbot: QtBot
) -> None:
    page.plan.choose(O2)
    page.plan.close_objective()
    question = session.opened.asked[-1]
    assert isinstance(question, Question)
    assert question.on_words is not None
    question.on_words("reached")
    qtbot.waitUntil(lambda: numbers(page) == ["1.1"])
    page.open(Place(PageKey.STRATEGY, O2, "plan"))
    assert page.plan.table.chosen().closed_because == "reached"


def test_an_empty_plan_says_what_belongs_there(session: OpenSession, qtbot: QtBot) -> None:
    made = StrategyPage(session)
    shown(qtbot, made)
    made.refresh()
    assert made.plan.sentence == ""
    assert any("objectives with an owner" in label.text() for label in made.plan.findChildren(QLabel))


def test_who_comes_to_the_page_has_the_table_in_hand(page: StrategyPage) -> None:
    page.setFocus()
    assert page.plan.table.hasFocus()
    page.open(Place(PageKey.STRATEGY, what="places"))
    assert page.places.table.hasFocus()


def test_a_new_desk_offers_the_button_that_begins_the_plan_and_the_one_that_begins_the_places(
    session: OpenSession, qtbot: QtBot
) -> None:
    made = StrategyPage(session)
    shown(qtbot, made)
    made.refresh()
    made.open(Place(PageKey.STRATEGY, what="plan"))
    begun: tuple[tuple[str, type[DeedDialog[Any]]], ...] = (
        ("Add an objective", ObjectiveDialog),
        ("Add a place", ConcernDialog),
    )
    for words, kind in begun:
        table = made.plan.table if kind is ObjectiveDialog else made.places.table
        begins = next(b for b in table.findChildren(QPushButton) if b.isVisible() and b.text() == words)
        begins.click()
        opened_dialog(made, kind).reject()
        made.open(Place(PageKey.STRATEGY, what="places"))


def test_an_objective_is_shown_whatever_is_filtered(page: StrategyPage) -> None:
    page.plan._chips.choose("closed")
    page.plan._search.setText("nothing is like this")
    page.open(Place(PageKey.STRATEGY, O2, "plan"))
    assert page.plan.table.chosen().id == O2


def test_two_presses_record_one_rating(page: StrategyPage, session: OpenSession, qtbot: QtBot) -> None:
    page.plan.choose(O2)
    page.plan.rate()
    dialog = opened_dialog(page, RatingDialog)
    dialog.words.set_text("Two places are lit")
    dialog.record()
    QTest.mouseClick(dialog.deed_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.plan.table.chosen().rating is not None)
    session.tasks.wait_for(lambda: None)
    QApplication.processEvents()
    assert len(page.plan.table.chosen().history) == 1


def test_a_refused_form_may_be_handed_over_again(page: StrategyPage, session: OpenSession, qtbot: QtBot) -> None:
    page.plan.choose(O2)
    page.plan.rate()
    dialog = opened_dialog(page, RatingDialog)
    dialog.words.set_text("Two places are lit")
    dialog.on.set_value(date(2027, 1, 1))
    dialog.record()
    qtbot.waitUntil(lambda: "still to come" in dialog.problem)
    dialog.on.set_value(session.today)
    QTest.mouseClick(dialog.deed_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.plan.table.chosen().rating is not None)


def test_a_plan_that_no_minutes_tell_says_so(page: StrategyPage, session: OpenSession) -> None:
    assert not page.plan.nowhere.isVisible()
    session.tasks.wait_for(lambda: without_sections(session._desk, session.actor))
    session.reading.refresh()
    page.refresh()
    assert page.plan.nowhere.isVisible()
    assert "hold “action plan”" in page.plan.nowhere.text()


def test_a_key_on_a_closed_objective_says_why_nothing_happens(
    page: StrategyPage, session: OpenSession, qtbot: QtBot
) -> None:
    actor, today = session.actor, session.today
    with qtbot.waitSignal(session.record_changed):
        session.do(lambda desk: desk.action_plan.close(actor, O2, today, "reached"))
    page.open(Place(PageKey.STRATEGY, O2, "plan"))
    for key in (Qt.Key.Key_R, Qt.Key.Key_M, Qt.Key.Key_E):
        QTest.keyClick(page.plan.table, key)
        said = session.opened.said[-1]
        assert isinstance(said, Message)
        assert said.sentence == "Objective 10 is closed."
    assert not any(each.isVisible() for each in page.findChildren(DeedDialog))

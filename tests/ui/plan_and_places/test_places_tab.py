"""Places in a window: what is offered there, the children it touches, closed and opened again, names held back."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.looking import picture, shown

from panel_desk.domain.children.cases import ConcernKind
from panel_desk.ui.messages import Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.workspaces.plan_and_places.page import StrategyPage
from panel_desk.ui.workspaces.plan_and_places.places_dialogs import ConcernDialog, InterventionDialog, LinkDialog

D = TypeVar("D", bound=DeedDialog[Any])

CHILD = "200221"


@pytest.fixture
def page(demo_session: OpenSession, qtbot: QtBot) -> StrategyPage:
    """The demonstration's places, in sight."""
    made = StrategyPage(demo_session)
    demo_session.record_changed.connect(made.refresh)
    made.resize(1180, 760)
    shown(qtbot, made)
    made.open(Place(PageKey.STRATEGY, what="places"))
    return made


def first(page: StrategyPage) -> str:
    """The first open place of the table, chosen."""
    page.places.table.choose(lambda line: line.kind is ConcernKind.LOCATION)
    page.places.table.setFocus()
    return str(page.places.table.chosen().name)


def dialog_of(page: StrategyPage, kind: type[D]) -> D:
    return next(one for one in page.findChildren(kind) if one.isVisible())


def answer(session: OpenSession, reason: str) -> None:
    question = session.opened.asked[-1]
    assert isinstance(question, Question)
    assert question.on_words is not None
    question.on_words(reason)


def words_of(page: StrategyPage) -> str:
    labels = (label.text() for label in page.places.panel.findChildren(QLabel))
    buttons = (made.text() for made in page.places.panel.findChildren(QPushButton))
    return "\n".join((*labels, *buttons))


def test_something_offered_is_added_by_keys_with_dates_and_reach(page: StrategyPage, qtbot: QtBot) -> None:
    first(page)
    before = len(page.places.table.chosen().interventions)
    QTest.keyClick(page.places.table, Qt.Key.Key_M)
    dialog = dialog_of(page, InterventionDialog)
    dialog.record()
    assert dialog.isVisible(), "what is offered must be said"
    dialog.what.setText("Friday evenings")
    dialog.reached.setValue(12)
    dialog.record()
    qtbot.waitUntil(lambda: len(page.places.table.chosen().interventions) == before + 1)
    added = next(one for one in page.places.table.chosen().interventions if one.what == "Friday evenings")
    assert (added.reached, added.sessions) == (12, None)
    assert added.starts_on == date(2026, 11, 22)
    picture(page, "places")


def test_a_refused_end_before_the_start_is_said_in_the_form_and_nothing_is_lost(
    page: StrategyPage, qtbot: QtBot
) -> None:
    first(page)
    before = len(page.places.table.chosen().interventions)
    page.places.offer()
    dialog = dialog_of(page, InterventionDialog)
    dialog.what.setText("Over before it began")
    dialog.ends.set_value(date(2026, 11, 1))
    dialog.record()
    qtbot.waitUntil(lambda: bool(dialog.problem))
    assert dialog.isVisible()
    assert dialog.what.text() == "Over before it began"
    dialog.reject()
    assert len(page.places.table.chosen().interventions) == before


def test_a_child_is_linked_shown_by_initials_and_unlinked(
    page: StrategyPage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    first(page)
    page.places.link()
    dialog = dialog_of(page, LinkDialog)
    dialog.why.setText("Seen there")
    dialog.child.setText("nobody")
    dialog.record()
    assert dialog.isVisible()
    dialog.child.setText(CHILD)
    dialog.record()
    qtbot.waitUntil(lambda: any(c.local_id == CHILD for c in page.places.table.chosen().children))
    child = next(c for c in page.places.table.chosen().children if c.local_id == CHILD)
    assert child.name
    assert child.name not in words_of(page)
    demo_session.names.show(shown=True)
    assert child.name in words_of(page)
    page.places.unlink(child)
    answer(demo_session, "another child")
    qtbot.waitUntil(lambda: not any(c.local_id == CHILD for c in page.places.table.chosen().children))


def test_a_place_is_closed_found_under_closed_and_opened_again(
    page: StrategyPage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    name = first(page)
    concern_id = page.places.table.chosen().concern_id
    page.places.turn()
    answer(demo_session, "the lights are mended")
    qtbot.waitUntil(lambda: name not in [line.name for line in page.places.table.shown_rows()])
    page.open(Place(PageKey.STRATEGY, concern_id, "places"))
    assert page.places.table.chosen().closed
    page.places.turn()
    answer(demo_session, "dark again")
    qtbot.waitUntil(lambda: not any(line.closed and line.name == name for line in page.places._lines))


def test_a_place_is_added_and_another_kept_as_it_was(page: StrategyPage, qtbot: QtBot) -> None:
    first(page)
    before = {line.name for line in page.places._lines}
    page.places.add()
    dialog = dialog_of(page, ConcernDialog)
    dialog.name.setText("Canal towpath")
    dialog.record()
    qtbot.waitUntil(lambda: {line.name for line in page.places._lines} == before | {"Canal towpath"})
    qtbot.waitUntil(lambda: page.places.table.chosen().name == "Canal towpath")


def test_the_chosen_place_is_changed(page: StrategyPage, qtbot: QtBot) -> None:
    name = first(page)
    page.places.change()
    dialog = dialog_of(page, ConcernDialog)
    dialog.lead.setText("Community Safety")
    dialog.record()
    qtbot.waitUntil(lambda: page.places.table.chosen().lead_agency == "Community Safety")
    assert page.places.table.chosen().name == name


def test_the_places_without_an_answer_are_found_by_a_chip(page: StrategyPage) -> None:
    page.places._chips.choose("unanswered")
    assert all(not any(one.current for one in line.interventions) for line in page.places.table.shown_rows())
    assert all(line.kind is not ConcernKind.PERSON for line in page.places.table.shown_rows())


def test_a_place_is_shown_whatever_is_filtered(page: StrategyPage) -> None:
    first(page)
    concern_id = page.places.table.chosen().concern_id
    page.places._chips.choose("closed")
    page.open(Place(PageKey.STRATEGY, concern_id, "places"))
    assert page.places.table.chosen().concern_id == concern_id

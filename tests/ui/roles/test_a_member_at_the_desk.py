"""A core member at the desk looks at what the desk holds; what others are sent is not theirs to take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession, copied, session_on
from tests.ui.looking import shown

from panel_desk.domain.errors import DeskError
from panel_desk.domain.people import Role
from panel_desk.services.demo.demonstration import PASSPHRASE
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.workspaces.agendas.page import AgendasPage
from panel_desk.ui.workspaces.case_lists.page import CaseListsPage

ANSWERS = {"Same child", "Brothers or sisters", "Different children"}


@pytest.fixture
def member(themed: QApplication, demo_template: Path, tmp_path: Path) -> Iterator[OpenSession]:
    """Marta Lee of education."""
    folder = copied(demo_template / "desk", tmp_path / "desk")
    with session_on(folder, tmp_path, secret=PASSPHRASE, name="Marta Lee", role=Role.CORE_MEMBER) as session:
        yield session


def november(session: OpenSession) -> str:
    return next(line.id for line in session.reading.planning.all() if line.reference == "SAFE-2026-11")


def test_whether_two_children_are_one_is_asked_of_who_adds_lists(member: OpenSession, qtbot: QtBot) -> None:
    page = CaseListsPage(member)
    shown(qtbot, page)
    page.refresh()
    assert ANSWERS.isdisjoint(b.text() for b in page.findChildren(QPushButton))


def test_whether_two_children_are_one_is_answered_by_the_administrator(demo_session: OpenSession, qtbot: QtBot) -> None:
    page = CaseListsPage(demo_session)
    shown(qtbot, page)
    page.refresh()
    assert {b.text() for b in page.findChildren(QPushButton)} >= ANSWERS


def test_an_agenda_that_went_out_is_not_saved_by_a_member(member: OpenSession, qtbot: QtBot, tmp_path: Path) -> None:
    page = AgendasPage(member)
    shown(qtbot, page)
    page.open(Place(PageKey.AGENDAS, november(member)))
    assert page.meeting.save_button.isHidden()
    meeting_id = member.reading.planning.all()[0].id
    with pytest.raises(DeskError, match="A core member may not send documents out"):
        member.reading.issuing.save_again(member.actor, meeting_id, tmp_path)
    assert not list(tmp_path.glob("*.pdf"))


def test_a_copy_made_for_somebody_else_is_not_saved_by_a_member(member: OpenSession) -> None:
    reading = member.reading
    meeting_id = reading.planning.all()[0].id
    row = reading.copies.of_meeting(meeting_id)[0]
    with pytest.raises(DeskError, match="A core member may not send documents out"):
        reading.copies.to_save(member.actor, meeting_id, row.sha256)


def test_the_agendas_begin_without_a_keyboard_to_give_away(member: OpenSession, qtbot: QtBot) -> None:
    # Qt warns, and that fails a test, where a page is made the heir of its own keyboard.
    page = AgendasPage(member)
    shown(qtbot, page)
    page.setFocus()
    page.open(Place(PageKey.AGENDAS))
    assert page.focusProxy() is not page

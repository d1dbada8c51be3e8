"""Pool and agenda worked by keyboard and mouse: put on, moved, taken off, changed in place, and taken back."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import (
    brought,
    choose,
    drop_on_agenda,
    item_of,
    last_said,
    listed,
    meeting_of,
    press,
    settle,
)
from tests.ui.desks import OpenSession

from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.ui.messages import Question
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.agendas.carrying import Carried, mime_of
from panel_desk.ui.workspaces.agendas.model import AgendaColumn
from panel_desk.ui.workspaces.agendas.page import AgendasPage

KEY = Qt.Key
MOVE = Qt.DropAction.MoveAction


def test_an_agenda_is_taken_apart_and_built_again_by_keyboard_alone(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    board = page.meeting.board
    choose(page, session, meeting_id, "102", "103")
    press(page, KEY.Key_Delete, session)
    assert listed(session, meeting_id) == ["101", "104"]
    board.pool.filter.setFocus()
    QTest.keyClicks(board.pool.filter, "103")
    press(page, KEY.Key_Down, session)
    assert board.pool.list.hasFocus()
    press(page, KEY.Key_Down, session)
    press(page, KEY.Key_Insert, session)
    assert listed(session, meeting_id) == ["101", "104", "103"]
    choose(page, session, meeting_id, "103")
    press(page, KEY.Key_Up, session, alt=True)
    press(page, KEY.Key_Up, session, alt=True)
    assert listed(session, meeting_id) == ["103", "101", "104"]
    assert board.agenda.list.chosen() == (item_of(session, meeting_id, "103"),)
    press(page, KEY.Key_Down, session, alt=True)
    assert listed(session, meeting_id) == ["101", "103", "104"]


def test_enter_puts_on_all_that_is_chosen_as_one_deed_and_undo_takes_it_back(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    choose(page, session, meeting_id, "101", "102", "103")
    press(page, KEY.Key_Delete, session)
    pool = page.meeting.board.pool.list
    pool.setFocus()
    pool.selectAll()
    press(page, KEY.Key_Return, session)
    assert listed(session, meeting_id) == ["104", "101", "102", "103"]
    assert last_said(session).sentence == "3 items are on the agenda."
    session.undo()
    settle(session)
    assert listed(session, meeting_id) == ["104"]
    assert len(page.meeting.board.pool.model.rows) == 3


@pytest.mark.parametrize("deed", ["move", "take off", "change", "build"])
def test_every_change_is_taken_back_by_one_undo(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId, deed: str
) -> None:
    before = meeting_of(session, meeting_id)
    choose(page, session, meeting_id, "102")
    match deed:
        case "move":
            press(page, KEY.Key_Up, session, alt=True)
        case "take off":
            press(page, KEY.Key_Delete, session)
        case "change":
            page.meeting.board.agenda.model.edited.emit(item_of(session, meeting_id, "102"), 25, "Alex Morgan")
        case _:
            page.build_anew()
            question = cast("Question", session.opened.asked[-1])
            assert question.on_yes is not None
            question.on_yes()
    settle(session)
    assert meeting_of(session, meeting_id) != before
    session.undo()
    settle(session)
    assert meeting_of(session, meeting_id) == before


def test_alt_and_an_arrow_at_the_edge_of_a_section_goes_into_the_next(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    choose(page, session, meeting_id, "104")
    press(page, KEY.Key_Down, session, alt=True)
    item = item_of(session, meeting_id, "104")
    assert meeting_of(session, meeting_id).number(item) == "7.1"
    assert page.meeting.board.agenda.list.chosen() == (item,)


def test_a_move_that_may_not_be_says_why_and_does_nothing(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    before = meeting_of(session, meeting_id)
    drop_on_agenda(page, session, Carried(meeting_id=meeting_id, items=(item_of(session, meeting_id, "101"),)), 1)
    assert last_said(session).tone is Tone.AMBER
    assert "is one fixed item" in last_said(session).sentence
    assert meeting_of(session, meeting_id) == before


def test_an_item_is_dragged_within_the_agenda_before_another(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    carried = Carried(meeting_id=meeting_id, items=(item_of(session, meeting_id, "104"),))
    row = page.meeting.board.agenda.model.row_of(item_of(session, meeting_id, "102"))
    drop_on_agenda(page, session, carried, row)
    assert listed(session, meeting_id) == ["101", "104", "102", "103"]


def test_a_child_is_dragged_from_the_pool_to_its_place(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    choose(page, session, meeting_id, "103")
    press(page, KEY.Key_Delete, session)
    (key,) = (row.key for row in page.meeting.board.pool.model.rows)
    row = page.meeting.board.agenda.model.row_of(item_of(session, meeting_id, "101"))
    drop_on_agenda(page, session, Carried(meeting_id=meeting_id, pool=(key,)), row)
    assert listed(session, meeting_id) == ["103", "101", "102", "104"]
    assert page.meeting.board.pool.model.rows == ()


def test_an_item_is_dragged_back_to_the_pool(page: AgendasPage, session: OpenSession, meeting_id: MeetingId) -> None:
    data = mime_of(Carried(meeting_id=meeting_id, items=(item_of(session, meeting_id, "102"),)))
    page.meeting.board.pool.model.dropMimeData(data, MOVE, -1, -1, QModelIndex())
    settle(session)
    assert listed(session, meeting_id) == ["101", "103", "104"]
    assert [row.search[:10] for row in page.meeting.board.pool.model.rows] == ["k.a. · 102"]


def test_what_is_chosen_and_scrolled_to_stays_when_the_record_changes(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    choose(page, session, meeting_id, "103")
    page.resize(1100, 420)
    bar = page.meeting.board.agenda.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert (scrolled := bar.value()) > 0
    brought(session, "101", "102", "103", "104", "105", name="later.csv")
    assert page.meeting.board.agenda.list.chosen() == (item_of(session, meeting_id, "103"),)
    assert bar.value() == scrolled
    assert [row.kind for row in page.meeting.board.pool.model.rows] == ["child"]


def test_minutes_are_edited_in_place_and_summed(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId, qtbot: QtBot
) -> None:
    choose(page, session, meeting_id, "101")
    agenda = page.meeting.board.agenda
    agenda.list.setCurrentIndex(agenda.list.currentIndex().siblingAtColumn(AgendaColumn.MINUTES))
    press(page, KEY.Key_F2, session)
    editor = agenda.list.findChild(QSpinBox)
    assert editor is not None
    editor.setValue(100)
    QTest.keyClick(editor, KEY.Key_Return)
    settle(session)
    assert meeting_of(session, meeting_id).item(item_of(session, meeting_id, "101")).agenda.minutes == 100
    assert page.meeting.board.agenda.bar.property("tone") == "red"


def test_the_presenter_is_edited_in_place_and_escape_leaves_it(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    item = item_of(session, meeting_id, "101")
    for key, presenter in ((KEY.Key_Escape, "Ife Bello"), (KEY.Key_Return, "Marta Lee")):
        choose(page, session, meeting_id, "101")
        press(page, KEY.Key_Return, session)
        # One that was closed is still there until Qt gets round to it.
        (editor,) = (e for e in page.meeting.board.agenda.list.findChildren(QLineEdit) if e.isVisible())
        editor.setText("Marta Lee")
        QTest.keyClick(editor, key)
        settle(session)
        assert meeting_of(session, meeting_id).item(item).agenda.presenter == presenter


def test_the_arrow_keys_pass_over_the_headings(page: AgendasPage, session: OpenSession, meeting_id: MeetingId) -> None:
    agenda = page.meeting.board.agenda
    agenda.list.setFocus()
    agenda.list.choose([agenda.model.rows[1].item_id or ItemId("")])
    seen = []
    for _ in range(20):
        row = agenda.model.rows[agenda.list.currentIndex().row()]
        assert row.is_item
        seen.append(row.item_id)
        press(page, KEY.Key_Down, session)
    assert list(dict.fromkeys(seen)) == [row.item_id for row in agenda.model.rows if row.is_item]

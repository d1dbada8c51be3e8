"""The agenda page on a real desk: checked, planned, cancelled, late, and for whom it is closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import (
    a_page,
    brought,
    choose,
    done,
    item_of,
    last_said,
    listed,
    meeting_of,
    planned,
    press,
    settle,
)
from tests.ui.desks import OpenSession, copied, session_on

from panel_desk.domain.ids import MeetingId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.people import Role
from panel_desk.ui.messages import Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.widgets.scroll import PageFrame
from panel_desk.ui.workspaces.agendas.dropped_dialog import DroppedDialog
from panel_desk.ui.workspaces.agendas.late_dialog import LateDialog
from panel_desk.ui.workspaces.agendas.page import AgendasPage
from panel_desk.ui.workspaces.agendas.plan_dialog import PlanDialog

KEY = Qt.Key
MOVE = Qt.DropAction.MoveAction


def test_check_lists_what_is_missing_and_the_button_puts_it_right(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    declarations = meeting_of(session, meeting_id).items[1].id
    done(session, lambda desk: desk.agendas.remove(session.actor, meeting_id, declarations))
    page.meeting.check_button.click()
    first = page.meeting.problems.rows[0]
    assert "Declarations of interest, is not there" in first.accessibleName()
    count = len(page.meeting.problems.rows)
    QTest.keyClick(first.stop(), KEY.Key_Return)
    settle(session)
    assert len(page.meeting.problems.rows) == count - 1
    assert meeting_of(session, meeting_id).items[1].agenda.section == "declarations"


def test_a_problem_of_an_item_jumps_to_it(page: AgendasPage, session: OpenSession, meeting_id: MeetingId) -> None:
    item = item_of(session, meeting_id, "103")
    done(session, lambda desk: desk.agendas.change(session.actor, meeting_id, item, minutes=10, presenter=""))
    page.meeting.check_button.click()
    row = next(row for row in page.meeting.problems.rows if "no presenter" in row.accessibleName())
    QTest.keyClick(row.stop(), KEY.Key_Return)
    assert page.meeting.board.agenda.list.chosen() == (item,)
    assert page.meeting.board.agenda.list.hasFocus()


def test_an_agenda_with_something_missing_shows_it_instead_of_going_out(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    declarations = meeting_of(session, meeting_id).items[1].id
    done(session, lambda desk: desk.agendas.remove(session.actor, meeting_id, declarations))
    page.take_step()
    assert page.meeting.problems.isVisible()
    assert last_said(session).sentence.startswith("The agenda cannot go out yet")
    assert not meeting_of(session, meeting_id).agenda_locked


def test_an_empty_meeting_offers_to_build_its_agenda(session: OpenSession, qtbot: QtBot) -> None:
    brought(session, "101")
    meeting_id = planned(session, built=False)
    page = a_page(session, qtbot)
    assert page.meeting.board.agenda.empty.isVisible()
    page.meeting.board.agenda.build_asked.emit()
    settle(session)
    assert listed(session, meeting_id) == ["101"]
    assert page.meeting.board.agenda.list.isVisible()


def test_without_any_meeting_the_page_offers_to_plan_one(session: OpenSession, qtbot: QtBot) -> None:
    page = a_page(session, qtbot)
    assert page.chooser.isVisible()
    page.chooser.plan_asked.emit()
    dialog = page.window().findChild(PlanDialog)
    assert dialog is not None
    assert not dialog.plan().place
    dialog.place.setText("Room 9")
    dialog.plan_button.click()
    settle(session)
    (line,) = session.reading.planning.all()
    assert line.place == "Room 9"
    assert page.meeting.isVisible()


def test_the_plan_dialog_tells_of_a_bank_holiday_and_refuses_a_wrong_time(session: OpenSession, qtbot: QtBot) -> None:
    plans: list[object] = []
    dialog = PlanDialog(session.reading.planning, plans.append)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.day.set_value(date(2026, 12, 25))
    assert "bank holiday" in dialog._about_day.text()
    dialog.ends.setTime(dialog.starts.time())
    assert not dialog.plan_button.isEnabled()
    assert plans == []


def test_who_is_not_ticked_is_not_invited(session: OpenSession, qtbot: QtBot) -> None:
    dialog = PlanDialog(session.reading.planning, lambda _plan: None)
    qtbot.addWidget(dialog)
    everybody = dialog.plan().invited
    dialog._boxes[0][0].setChecked(False)
    assert dialog.plan().invited == everybody[1:]


def test_a_meeting_is_changed_and_the_dialog_begins_with_what_is_planned(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    page.change_meeting()
    dialog = page.window().findChild(PlanDialog)
    assert dialog is not None
    assert dialog.plan().held_on == date(2026, 12, 17)
    dialog.day.set_value(date(2026, 12, 16))
    dialog.plan_button.click()
    settle(session)
    assert meeting_of(session, meeting_id).held_on == date(2026, 12, 16)
    assert "16 December 2026" in page.meeting._header.title()


def test_a_meeting_is_cancelled_with_a_reason_and_comes_back_by_undo(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    january = planned(session, date(2027, 1, 14))
    assert meeting_of(session, january).planned.previous == meeting_id
    page.open_meeting(meeting_id)
    page.cancel_meeting()
    question = cast("Question", session.opened.asked[-1])
    assert question.on_words is not None
    question.on_words("half term")
    settle(session)
    assert meeting_of(session, meeting_id).state is MeetingState.CANCELLED
    assert "half term" in page.meeting._notice_words.text()
    assert meeting_of(session, january).planned.previous is None
    session.undo()
    settle(session)
    assert meeting_of(session, january).planned.previous == meeting_id
    assert meeting_of(session, meeting_id).state is MeetingState.PLANNED


def test_planning_that_is_taken_back_leaves_the_list_of_meetings(session: OpenSession, qtbot: QtBot) -> None:
    planned(session, built=False)
    page = a_page(session, qtbot)
    assert page.meeting.isVisible()
    session.undo()
    settle(session)
    assert page.chooser.isVisible()
    assert session.reading.planning.all() == ()


def test_a_late_item_asks_for_the_reason_and_who_allows_it(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    dana = session.reading.people.named("Dana Prior").id
    done(session, lambda desk: desk.agendas.lock(session.actor, meeting_id, dana))
    brought(session, "101", "102", "103", "104", "105", name="later.csv")
    page.meeting.board.pool.list.selectAll()
    page.meeting.board.pool.put_on_asked.emit()
    dialog = page.window().findChild(LateDialog)
    assert dialog is not None
    dialog._on_accepted()
    assert "105" not in listed(session, meeting_id)
    dialog.reason.setPlainText("Seen last night")
    dialog._on_accepted()
    settle(session)
    item = meeting_of(session, meeting_id).item(item_of(session, meeting_id, "105")).agenda
    assert item.late_words == "Seen last night; allowed by Dana Prior, chair"


def test_a_locked_agenda_is_not_changed_by_delete_and_says_why(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    dana = session.reading.people.named("Dana Prior").id
    done(session, lambda desk: desk.agendas.lock(session.actor, meeting_id, dana))
    choose(page, session, meeting_id, "101")
    for key, alt in ((KEY.Key_Delete, False), (KEY.Key_Up, True)):
        press(page, key, session, alt=alt)
        assert "re-open the agenda" in last_said(session).sentence
    assert len(listed(session, meeting_id)) == 4


def test_who_may_not_change_agendas_sees_why_and_can_do_nothing(
    themed: object, furnished_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = copied(furnished_template, tmp_path / "desk")
    with session_on(folder, tmp_path) as administrator:
        brought(administrator, "101", "102")
        meeting_id = planned(administrator)
    with session_on(folder, tmp_path, name="Abena Osei", role=Role.CORE_MEMBER) as session:
        page = a_page(session, qtbot)
        assert "may not change agendas" in page.meeting._notice_words.text()
        assert not page.meeting.step_button.isVisible()
        assert not page.meeting.board.pool.put_on.isEnabled()
        choose(page, session, meeting_id, "101")
        press(page, KEY.Key_Delete, session)
        assert listed(session, meeting_id) == ["101", "102"]
        enabled = {command.words for command in page.commands() if command.enabled}
        assert not enabled & {"Move up", "Cancel the meeting", "Plan a meeting"}


def test_a_deed_that_fails_leaves_the_screen_as_it_was(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    rows = page.meeting.board.agenda.model.rows
    page._deeds.change(meeting_id, item_of(session, meeting_id, "101"), 0, "Ife Bello")
    settle(session)
    assert last_said(session).sentence == "An item takes at least one minute, and less than a day."
    assert page.meeting.board.agenda.model.rows is rows


def test_who_is_no_longer_listed_is_shown_and_opened(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    brought(session, "101", "102", "103", name="december.csv")
    assert page.meeting.board.pool._dropped.text() == "1 child is no longer on the list."
    page._on_dropped_asked()
    dialog = page.window().findChild(DroppedDialog)
    assert dialog is not None
    (row,) = dialog.table.shown_rows()
    dialog._on_opened(row)
    assert session.opened.gone == [Place(PageKey.CHILDREN, row.child_id)]


def test_a_place_opens_a_meeting_and_nothing_opens_the_list(
    page: AgendasPage, session: OpenSession, meeting_id: MeetingId
) -> None:
    page.open(Place(PageKey.AGENDAS))
    assert page.chooser.isVisible()
    page.open(Place(PageKey.AGENDAS, meeting_id, "check"))
    assert page.meeting.problems.isVisible()


def test_past_meetings_are_put_away_until_they_are_asked_for(session: OpenSession, qtbot: QtBot) -> None:
    planned(session, date(2026, 11, 5))
    page = a_page(session, qtbot)
    page.open_meeting(None)
    assert not page.chooser.past.isVisible()
    page.chooser.toggle_past()
    assert page.chooser.past.isVisible()
    page.chooser.past.row_opened.emit(page.chooser.past.rows.row(0))
    assert page.meeting.isVisible()


def test_names_show_while_they_are_asked_for(page: AgendasPage, session: OpenSession, meeting_id: MeetingId) -> None:
    rows = page.meeting.board.agenda.model
    assert all("Archer" not in row.who for row in rows.rows)
    session.names.hold(held=True)
    assert any("Kim Archer" in row.who for row in rows.rows)
    session.names.hide()
    assert all("Archer" not in row.who for row in rows.rows)


def test_an_agenda_of_three_hundred_items_is_shown_whole_and_moves(session: OpenSession, qtbot: QtBot) -> None:
    brought(session, *(str(1000 + n) for n in range(300)))
    meeting_id = planned(session)

    def everybody(desk: object) -> None:
        pool = desk.agendas.candidates(meeting_id)  # type: ignore[attr-defined]
        desk.agendas.add(session.actor, meeting_id, *pool)  # type: ignore[attr-defined]

    done(session, everybody)
    page = a_page(session, qtbot)
    assert len(listed(session, meeting_id)) == 300
    choose(page, session, meeting_id, listed(session, meeting_id)[-1])
    last = listed(session, meeting_id)[-1]
    press(page, KEY.Key_Up, session, alt=True)
    assert listed(session, meeting_id)[-2] == last
    assert page.meeting.board.agenda.bar.property("tone") == "red"
    assert "over" in page.meeting.board.agenda._aside.text()


@pytest.mark.parametrize("width", [1084, 1724])
def test_the_page_fits_the_window_and_its_lists_scroll_instead(session: OpenSession, qtbot: QtBot, width: int) -> None:
    brought(session, *(str(1000 + n) for n in range(40)))
    planned(session)
    page = AgendasPage(session)
    frame = PageFrame(page)
    qtbot.addWidget(frame)
    frame.resize(width, 700)
    frame.show()
    page.refresh()
    settle(session)
    assert (page.height(), page.width()) == (700, width)
    assert page.meeting.board.agenda.list.verticalScrollBar().maximum() > 0


def test_the_page_hands_the_keyboard_to_the_agenda(page: AgendasPage) -> None:
    page.setFocus()
    assert page.meeting.board.agenda.list.hasFocus()

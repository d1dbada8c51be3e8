"""The agenda page worked by keyboard and mouse on a real desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import a_page, brought, done, item_of, listed, meeting_of, planned, settle
from tests.ui.desks import OpenSession, copied, session_on

from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meetings import MeetingState
from panel_desk.domain.people import Role
from panel_desk.ui.messages import Message, Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.scroll import PageFrame
from panel_desk.ui.workspaces.agendas.carrying import Carried, mime_of
from panel_desk.ui.workspaces.agendas.dropped_dialog import DroppedDialog
from panel_desk.ui.workspaces.agendas.late_dialog import LateDialog
from panel_desk.ui.workspaces.agendas.model import AgendaColumn
from panel_desk.ui.workspaces.agendas.page import AgendasPage
from panel_desk.ui.workspaces.agendas.plan_dialog import PlanDialog

KEY = Qt.Key
MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def meeting_id(session: OpenSession) -> MeetingId:
    brought(session, "101", "102", "103", "104")
    return planned(session)


@pytest.fixture
def page(session: OpenSession, qtbot: QtBot, meeting_id: MeetingId) -> AgendasPage:
    return a_page(session, qtbot)


def press(page: AgendasPage, key: Qt.Key, session: OpenSession, *, alt: bool = False) -> None:
    """On whatever has the keyboard."""
    modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    widget = page.focusWidget()
    QTest.keyClick(widget, key, modifier)
    settle(session)


def choose(page: AgendasPage, session: OpenSession, meeting_id: MeetingId, *local_ids: str) -> None:
    agenda = page.meeting.board.agenda.list
    agenda.setFocus()
    assert agenda.choose([item_of(session, meeting_id, local_id) for local_id in local_ids])


def drop_on_agenda(page: AgendasPage, session: OpenSession, carried: Carried, row: int, upon: int = -1) -> None:
    model = page.meeting.board.agenda.model
    parent = model.index(upon, 0) if upon >= 0 else QModelIndex()
    model.dropMimeData(mime_of(carried), MOVE, row, 0, parent)
    settle(session)


def last_said(session: OpenSession) -> Message:
    return cast("Message", session.opened.said[-1])


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
    assert last_said(session).tone is Tone.RED
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

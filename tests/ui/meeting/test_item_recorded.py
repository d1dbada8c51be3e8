"""What is recorded of an item, row by row: taken back, changed, turned into a note; and the head above it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import POLICE
from tests.ui.desks import OpenSession
from tests.ui.meeting.demo_rooms import action_log_room
from tests.ui.meeting.item_rooms import ItemRoom, item_room, settle
from tests.ui.meeting.people_desks import named

from panel_desk.domain.capture.deeds import (
    ActionDeed,
    DecisionDeed,
    DeclareDeed,
    DissentDeed,
    LeaveDeed,
    ReminderReadDeed,
    TurnDeed,
)
from panel_desk.domain.meeting import quorum
from panel_desk.ui.workspaces.meeting.item.recorded_view import RecordedRow

CONTINUE = DecisionDeed(outcome="continue", reason="the plan is working", review_on=date(2027, 1, 14))
DUE = date(2026, 12, 22)


def asked(what: str) -> ActionDeed:
    return ActionDeed(what=what, agency=POLICE, due_on=DUE)


def chips(room: ItemRoom) -> list[str]:
    return [row.chip for row in room.pane.recorded.rows.shown_rows()]


def row(room: ItemRoom, chip: str) -> RecordedRow:
    found = next(each for each in room.pane.recorded.rows.shown_rows() if each.chip == chip)
    assert isinstance(found, RecordedRow)
    return found


def pressed(room: ItemRoom, chip: str, key: Qt.Key) -> None:
    room.pane.recorded.rows.choose(row(room, chip).key)
    QTest.keyClick(room.pane.recorded.rows, key)
    settle(room.session)


def menu_words(room: ItemRoom, chip: str) -> dict[str, bool]:
    menu = room.pane.recorded.menu_of(row(room, chip))
    return {act.text().partition("\t")[0]: act.isEnabled() for act in menu.actions() if act.text()}


def test_nothing_is_shown_before_something_is_recorded(session: OpenSession, qtbot: QtBot) -> None:
    assert not item_room(session, qtbot).pane.recorded.isVisible()


def test_each_deed_has_its_row(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.enter(CONTINUE)
    room.enter(asked("Call the school"))
    room.enter(DissentDeed(person_id=named(session, "Marta Lee"), words="would step up now"))
    room.enter(DeclareDeed(person_id=named(session, "Abena Osei"), nature="knows the family"))
    assert chips(room) == ["Stepped out", "Decided", "Dissent", "Action 01"]
    assert (
        row(room, "Decided").plain == "Decided: Continue with the plan because the plan is working · review 14 January"
    )
    assert row(room, "Action 01").plain == "Action 01: Police Call the school · by Tue 22 Dec"


def test_a_decision_without_quorum_is_a_recommendation_that_the_chair_may_confirm(
    session: OpenSession, qtbot: QtBot
) -> None:
    room = item_room(session, qtbot)
    room.enter(LeaveDeed(person_id=named(session, "Abena Osei")))
    room.enter(CONTINUE)
    assert "waits for the chair’s confirmation" in row(room, "Recommended").plain
    assert menu_words(room, "Recommended")["The chair confirms it"]


def test_delete_takes_the_last_deed_back(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.enter(CONTINUE)
    pressed(room, "Decided", Qt.Key.Key_Delete)
    assert room.item.decisions == ()
    assert chips(room) == []


def test_an_earlier_deed_is_taken_back_and_the_later_ones_stand(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.type("Typed.")
    room.enter(asked("One"))
    room.enter(asked("Two"))
    room.type(" More.")
    pressed(room, "Action 01", Qt.Key.Key_Delete)
    assert chips(room) == ["Action 02"]
    assert room.text == "Typed. More."


def test_what_dissent_rests_on_is_not_taken_back_before_it(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.enter(CONTINUE)
    room.enter(DissentDeed(person_id=named(session, "Marta Lee"), words="would step up now"))
    pressed(room, "Decided", Qt.Key.Key_Delete)
    assert chips(room) == ["Decided", "Dissent"]


def test_an_action_becomes_a_note(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.enter(asked("Call the school"))
    menu = room.pane.recorded.menu_of(row(room, "Action 01"))
    next(act for act in menu.actions() if act.text() == "Turn into a note").trigger()
    settle(session)
    assert chips(room) == []
    assert room.text == "Police: Call the school, by 22 December 2026."


def test_changing_a_row_takes_it_back_and_puts_its_line_into_the_capture_line(
    session: OpenSession, qtbot: QtBot
) -> None:
    room = item_room(session, qtbot)
    room.enter(asked("Call the school"))
    room.pane.recorded.change(row(room, "Action 01"))
    settle(session)
    assert chips(room) == []
    assert room.line.startswith("/a police: Call the school by ")


def test_changing_a_row_while_a_line_is_typed_loses_neither(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.enter(asked("Call the school"))
    room.put_into_line("half a line")
    room.pane.recorded.change(row(room, "Action 01"))
    settle(session)
    assert chips(room) == ["Action 01"]
    assert room.line == "half a line"
    assert [getattr(said, "sentence", "") for said in session.opened.said] == ["A line is being typed."]


def in_sight(room: ItemRoom, chip: str) -> bool:
    rows = room.pane.recorded.rows
    place = chips(room).index(chip)
    return bool(rows.viewport().rect().contains(rows.visualRect(rows.model().index(place, 0))))


def test_a_decision_comes_into_sight_above_many_actions(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    for at in range(14):
        room.enter(asked(f"Thing {at}"))
    assert in_sight(room, "Action 14")
    room.enter(CONTINUE)
    assert in_sight(room, "Decided")
    room.enter(asked("One more"))
    assert in_sight(room, "Action 15")


def test_another_item_shows_its_rows_from_the_top(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.enter(CONTINUE)
    for at in range(14):
        room.enter(asked(f"Thing {at}"))
    busy, other = room.item.id, next(i.id for i in room.meeting.items if i.id != room.item.id)
    room.show_other(other)
    room.show_other(busy)
    assert in_sight(room, "Decided")


def test_who_declared_ahead_steps_out_when_the_item_comes(session: OpenSession, qtbot: QtBot) -> None:
    room, osei = item_room(session, qtbot), named(session, "Abena Osei")
    other = next(i.id for i in room.meeting.items if i.needs_outcome and i.id != room.item.id)
    room.enter(DeclareDeed(person_id=osei, nature="knows the family", item_id=other))
    assert chips(room) == []
    room.enter(TurnDeed(item_id=other))
    assert row(room, "Declared").plain == "Declared: Abena Osei knows the family · in the room"
    menu = room.pane.recorded.menu_of(row(room, "Declared"))
    next(act for act in menu.actions() if act.text() == "Steps out").trigger()
    settle(session)
    assert chips(room) == ["Stepped out"]
    assert osei in quorum.stepped_out(room.meeting, other)


def test_a_deferred_item_says_where_it_goes(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.enter(DecisionDeed(outcome="defer", reason="no report came"))
    assert row(room, "Deferred").plain == "Deferred: To the next meeting because no report came"


def test_a_day_far_from_the_meeting_is_told_with_its_year(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.enter(ActionDeed(what="Call the school", agency=POLICE, due_on=date(2027, 11, 18)))
    assert row(room, "Action 01").plain == "Action 01: Police Call the school · by Thu 18 Nov 2027"


def test_a_row_is_copied_as_words(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.enter(CONTINUE)
    room.pane.recorded.rows.choose(row(room, "Decided").key)
    QTest.keyClick(room.pane.recorded.rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().startswith("Decided: Continue with the plan")


def test_many_rows_leave_room_for_the_words(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    for at in range(14):
        room.enter(asked(f"Thing {at}"))
    assert room.field.height() >= 4 * 25
    assert room.pane.recorded.rows.verticalScrollBar().maximum() > 0


def test_the_head_shows_initials_and_the_name_only_while_it_is_asked_for(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    child = room.item.agenda.child
    assert child is not None
    assert room.pane.head.title == child.initials
    session.names.hold(held=True)
    assert room.pane.head.title == child.name
    session.names.hold(held=False)
    assert room.pane.head.title == child.initials


def test_the_statement_is_ticked_as_read_with_its_time(session: OpenSession, qtbot: QtBot) -> None:
    room = item_room(session, qtbot)
    room.show_other(room.meeting.items[0].id)
    assert room.pane.standing.tick.isVisible()
    room.enter(ReminderReadDeed())
    assert not room.pane.standing.tick.isVisible()
    assert room.pane.standing.read.text().startswith("Read at 10:4")


def test_enter_on_an_old_action_begins_the_line_that_says_it_is_done(demo_session: OpenSession, qtbot: QtBot) -> None:

    room = action_log_room(demo_session, qtbot)
    rows = room.pane.standing.old
    first = rows.shown_rows()[0]
    rows.choose(first.key)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert room.line == f"/done {first.chip} because "
    QTest.keyClick(rows, Qt.Key.Key_M)
    assert room.line == f"/moretime {first.chip} until "

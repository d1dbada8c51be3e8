"""Who comes and goes while the meeting sits, by one key each."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.looking import picture, shown
from tests.ui.meeting.people_desks import (
    case_items,
    deeds_of,
    do,
    enter,
    meeting_of,
    more_people,
    named,
    opened,
    press,
    type_words,
)

from panel_desk.domain.capture.deeds import TurnDeed
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey, ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Attendance, Interest
from panel_desk.domain.people import Role
from panel_desk.domain.permissions import AtTheDesk
from panel_desk.services.desk import Desk
from panel_desk.ui.workspaces.meeting.people.attendance_panel import AttendancePanel
from panel_desk.ui.workspaces.meeting.people.person_dialog import PersonDialog
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

K = Qt.Key
KIND = AttendanceKind
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Room:
    """The panel beside a meeting that sits."""

    def __init__(self, session: OpenSession, qtbot: QtBot, meeting_id: MeetingId) -> None:
        self.session, self.meeting_id = session, meeting_id
        self.deeds: RoomDeeds = deeds_of(session, meeting_id)
        self.panel = AttendancePanel(session, self.deeds)
        self.panel.resize(216, 640)
        shown(qtbot, self.panel)
        session.record_changed.connect(self.show)
        self.show()
        self.panel.focus_list()

    def show(self) -> None:
        self.panel.show_meeting(meeting_of(self.session, self.meeting_id), self.session.now)

    def on(self, name: str, key: Qt.Key) -> None:
        """A key on somebody's line."""
        self.panel.list.choose(named(self.session, name))
        press(self.session, key)

    def state(self, name: str) -> str:
        return next(line.state for line in self.panel.list.lines if line.name == name)

    def of(self, name: str) -> Attendance | None:
        lines = meeting_of(self.session, self.meeting_id).attendance
        return next((a for a in lines if a.person.name == name), None)

    def turn_to_case(self, at: int = 0) -> ItemId:
        item_id = ItemId(case_items(meeting_of(self.session, self.meeting_id))[at])
        enter(self.session, self.deeds, TurnDeed(item_id=item_id))
        return item_id

    def interests(self, item_id: ItemId) -> tuple[Interest, ...]:
        return meeting_of(self.session, self.meeting_id).item(item_id).interests


@pytest.fixture
def room(session: OpenSession, qtbot: QtBot) -> Room:
    """Imran Khan and Abena Osei are there, Marta Lee is expected."""
    return Room(session, qtbot, opened(session, "Imran Khan", "Abena Osei"))


def said(session: OpenSession) -> str:
    return str(getattr(session.opened.said[-1], "sentence", "")) if session.opened.said else ""


def test_l_and_r_record_going_and_coming_back(room: Room) -> None:
    room.on("Imran Khan", K.Key_L)
    assert room.state("Imran Khan").startswith("left 10:4")
    press(room.session, K.Key_R)
    attendance = room.of("Imran Khan")
    assert attendance is not None
    assert [move.arrived for move in attendance.movements] == [False, True]
    assert attendance.in_room


def test_p_marks_who_was_expected(room: Room) -> None:
    room.on("Marta Lee", K.Key_P)
    assert room.state("Marta Lee") == ""
    attendance = room.of("Marta Lee")
    assert attendance is not None
    assert attendance.kind is KIND.PRESENT


def test_p_on_who_left_brings_them_back_with_the_time(room: Room) -> None:
    room.on("Imran Khan", K.Key_L)
    press(room.session, K.Key_P)
    assert room.state("Imran Khan").startswith("came 10:4")


def test_r_on_who_was_expected_is_a_late_arrival(room: Room) -> None:
    room.on("Marta Lee", K.Key_R)
    attendance = room.of("Marta Lee")
    assert attendance is not None
    assert (attendance.kind, len(attendance.movements)) == (KIND.PART, 1)


def test_each_press_is_one_deed_that_undo_takes_back(room: Room) -> None:
    room.on("Imran Khan", K.Key_L)
    room.session.undo()
    settle(room.session)
    assert room.state("Imran Khan") == ""


def test_the_line_in_hand_stays_in_hand_after_a_deed(room: Room) -> None:
    room.on("Abena Osei", K.Key_L)
    line = room.panel.list.line()
    assert line is not None
    assert line.name == "Abena Osei"
    assert room.panel.list.hasFocus()


def test_an_interest_asks_its_nature_and_steps_out_at_once(room: Room) -> None:
    item_id = room.turn_to_case()
    room.on("Imran Khan", K.Key_D)
    press(room.session, K.Key_Return)
    assert room.panel.ask.says == "Its nature is minuted: type what it is."
    type_words(room.session, "coaches the football team")
    press(room.session, K.Key_Return)
    (interest,) = room.interests(item_id)
    assert interest.nature == "coaches the football team"
    assert interest.is_out
    assert room.state("Imran Khan").startswith("stepped out 10:4")
    assert room.panel.list.hasFocus()


def test_one_undo_takes_back_declaration_and_stepping_out(room: Room) -> None:
    item_id = room.turn_to_case()
    room.on("Imran Khan", K.Key_D)
    type_words(room.session, "coaches the football team")
    press(room.session, K.Key_Return)
    room.session.undo()
    settle(room.session)
    assert room.interests(item_id) == ()


def test_an_interest_needs_an_item_in_hand(room: Room) -> None:
    room.on("Imran Khan", K.Key_D)
    assert room.panel.ask.asks == ""
    assert said(room.session) == "An interest is declared in an item."


def test_a_refused_declaration_keeps_what_was_typed(room: Room) -> None:
    room.turn_to_case()
    room.on("Imran Khan", K.Key_D)
    type_words(room.session, "knows the family")
    room.session.do(
        lambda desk: desk.meetings.leave(room.session.actor, room.meeting_id, desk.people.named("Imran Khan").id)
    )
    settle(room.session)
    press(room.session, K.Key_Return)
    assert room.panel.ask.asks.startswith("What interest does Imran Khan have in")
    assert room.panel.ask.editor.text() == "knows the family"
    assert room.panel.ask.editor.hasFocus()
    assert said(room.session) == "Imran Khan is not in the room."


def test_b_brings_back_who_is_still_out_of_an_item_that_is_over(room: Room) -> None:
    first = room.turn_to_case()
    room.on("Imran Khan", K.Key_D)
    type_words(room.session, "coaches the football team")
    press(room.session, K.Key_Return)
    room.turn_to_case(1)
    assert room.panel.still_out == "Imran Khan is still out. B brings back."
    # Wherever the list stands.
    room.on("Dana Prior", K.Key_B)
    assert room.interests(first)[0].back_at is not None
    assert room.panel.still_out == ""


def test_apologies_take_the_day_information_was_sent(room: Room) -> None:
    room.on("Marta Lee", K.Key_A)
    type_words(room.session, "18 nov")
    press(room.session, K.Key_Return)
    attendance = room.of("Marta Lee")
    assert attendance is not None
    assert (attendance.kind, attendance.information_sent_on) == (KIND.APOLOGIES, date(2026, 11, 18))


def test_a_substitute_is_asked_for_and_takes_the_seat(room: Room) -> None:
    room.on("Marta Lee", K.Key_S)
    type_words(room.session, "Sam Field")
    press(room.session, K.Key_Return)
    attendance = room.of("Sam Field")
    assert attendance is not None
    assert attendance.substitute_for == named(room.session, "Marta Lee")
    assert not any(isinstance(w, PersonDialog) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_only_people_of_the_same_agency_are_offered_as_substitutes(room: Room) -> None:
    def add(desk: Desk) -> None:
        for name, agency in (("Nadia Stone", "education"), ("Noah Reed", "police")):
            desk.people.add(room.session.actor, name, AgencyKey(agency))

    do(room.session, add)
    room.on("Marta Lee", K.Key_S)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PersonDialog))
    offered = [dialog.offered.item(at).text() for at in range(dialog.offered.count())]
    assert offered == ["Nadia Stone · Education"]
    press(room.session, K.Key_Escape, into=dialog)


def test_enter_without_a_name_records_nobody(room: Room) -> None:
    def add(desk: Desk) -> None:
        desk.people.add(room.session.actor, "Ife Bello", AgencyKey("csc"))

    do(room.session, add)
    room.on("Marta Lee", K.Key_E)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PersonDialog))
    press(room.session, K.Key_Return)
    assert dialog.isVisible()
    assert dialog.name.accessibleDescription() == "Type a name, or choose one."
    press(room.session, K.Key_Down, into=dialog.name)
    press(room.session, K.Key_Return, into=dialog.name)
    attendance = room.of("Ife Bello")
    assert attendance is not None
    assert attendance.kind is KIND.PRESENTER


def test_a_substitute_for_who_is_in_the_room_is_refused_in_the_dialog(room: Room) -> None:
    room.on("Imran Khan", K.Key_S)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PersonDialog))
    type_words(room.session, "Sam Field")
    press(room.session, K.Key_Return)
    assert "Imran Khan is in the room" in dialog.problem
    assert dialog.name.text() == "Sam Field"
    press(room.session, K.Key_Escape, into=dialog)


def test_space_does_what_is_likeliest(room: Room) -> None:
    room.on("Imran Khan", K.Key_Space)
    assert room.state("Imran Khan").startswith("left")
    press(room.session, K.Key_Space)
    assert room.state("Imran Khan").startswith("came")


def test_a_refused_key_says_the_rule(room: Room) -> None:
    room.on("Dana Prior", K.Key_N)
    assert said(room.session).startswith("Dana Prior presides at")
    assert room.state("Dana Prior") == ""


def test_p_on_who_is_there_records_nothing(room: Room) -> None:
    head = room.session.reading.book.head()
    room.on("Imran Khan", K.Key_P)
    assert room.session.reading.book.head() == head
    assert said(room.session) == "Imran Khan is in the room already."


def test_the_keys_are_shown_while_the_list_has_the_keyboard(room: Room) -> None:
    assert "L\N{NO-BREAK SPACE}left" in room.panel.foot
    room.panel.list.clearFocus()
    assert room.panel.foot == ""


def test_the_reminder_is_read_by_its_link(room: Room) -> None:
    assert room.panel.reminder == "Reminder not read yet"
    room.panel.read_reminder()
    settle(room.session)
    assert room.panel.reminder.startswith("Reminder read 10:4")


def test_escape_leaves_the_list(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.panel.left, timeout=1000):
        press(room.session, K.Key_Escape)


def test_a_name_is_found_by_typing(room: Room) -> None:
    press(room.session, K.Key_F)
    type_words(room.session, "lee")
    line = room.panel.list.line()
    assert line is not None
    assert line.name == "Marta Lee"
    press(room.session, K.Key_Return)
    assert room.panel.list.hasFocus()


def test_everybody_is_copied_as_they_are_read_aloud(room: Room) -> None:
    press(room.session, K.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "Dana Prior, Children’s social care, chair of csc, chair, present"


def test_letters_with_control_are_not_changes(room: Room) -> None:
    press(room.session, K.Key_L, CTRL)
    assert room.state("Dana Prior") == ""


def test_who_may_go_is_told_where_there_is_room_and_the_people_come_first(session: OpenSession, qtbot: QtBot) -> None:
    more_people(session)
    room = Room(session, qtbot, opened(session, "Imran Khan", "Joel Hart", "Ruth Bell"))
    room.turn_to_case()
    assert "Youth justice" in [name for name, _words in room.panel.may_go.told]
    assert room.panel.may_go.isVisible()
    room.panel.resize(216, 400)
    qtbot.waitUntil(lambda: not room.panel.may_go.isVisible())


def test_a_list_of_long_names_grows_instead_of_cutting(session: OpenSession, qtbot: QtBot) -> None:
    more_people(session)
    room = Room(session, qtbot, opened(session, "Alexandrina Featherstonehaugh-Cholmondeley"))
    rows = {line.name: at for at, line in enumerate(room.panel.list.lines)}
    heights = {
        name: room.panel.list.visualRect(room.panel.list.model().index(at, 0)).height() for name, at in rows.items()
    }
    picture(room.panel, "attendance-long")
    assert heights["Alexandrina Featherstonehaugh-Cholmondeley"] > 2 * heights["Dana Prior"]


def test_who_does_not_take_the_minutes_is_offered_no_change(room: Room) -> None:
    assert room.panel.foot.startswith("L\N{NO-BREAK SPACE}left")
    room.session._who = AtTheDesk(person=room.session.reading.people.named("Dana Prior"), role=Role.CHAIR)
    room.show()
    room.panel.list.choose(named(room.session, "Imran Khan"))
    room.panel.list.choose(named(room.session, "Abena Osei"))
    assert room.panel.foot == "F\N{NO-BREAK SPACE}find\N{NO-BREAK SPACE}a\N{NO-BREAK SPACE}name"

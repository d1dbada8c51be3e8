"""The Meeting page in the window: one meeting from the seats to what is left of it, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession, copied, session_on
from tests.ui.looking import picture
from tests.ui.meeting.people_desks import case_items, do, issued, meeting_of, opened, press, type_words

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.people import Role
from panel_desk.services.desk import Desk
from panel_desk.services.room.typed_words import RoomWords
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.shell.desk_view import DeskView
from panel_desk.ui.shell.rail import RailButton
from panel_desk.ui.theme.current import restyle
from panel_desk.ui.workspaces.meeting.page import MeetingPage
from panel_desk.ui.workspaces.meeting.presenter import LineState, Stage

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
EVERYBODY = ("Imran Khan", "Abena Osei", "Marta Lee")


class Window:
    """The open desk, gone to the Meeting page."""

    def __init__(self, session: OpenSession, qtbot: QtBot, size: tuple[int, int] = (1280, 800)) -> None:
        self.session = session
        self.view = DeskView(session.around, session)
        restyle(self.view, role="page")
        qtbot.addWidget(self.view)
        self.view.resize(*size)
        with qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()
        self.view.go(Place(PageKey.MEETING))
        settle(session)

    @property
    def page(self) -> MeetingPage:
        assert isinstance(self.view.page, MeetingPage)
        return self.view.page

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        press(self.session, key, modifier)

    def type(self, words: str) -> None:
        """Into the line, with Enter."""
        self.page.room.focus_line()
        type_words(self.session, words)
        self.key(Qt.Key.Key_Return)

    def has_keyboard(self, part: object) -> bool:
        now = QApplication.focusWidget()
        return now is not None and (now is part or part.isAncestorOf(now))  # type: ignore[attr-defined]


def sitting(session: OpenSession, qtbot: QtBot, *, item: int = -1) -> tuple[Window, MeetingId]:
    """A meeting in session, at one of its case items."""
    meeting_id = opened(session, *EVERYBODY)
    if item >= 0:
        to = ItemId(case_items(meeting_of(session, meeting_id))[item])
        do(session, lambda desk: desk.meetings.turn_to(session.actor, meeting_id, to))
    return Window(session, qtbot), meeting_id


def stage_of(window: Window) -> str:
    return window.page.stage.value


# Which meeting


def test_where_nothing_was_issued_the_page_leads_to_the_agendas(session: OpenSession, qtbot: QtBot) -> None:
    window = Window(session, qtbot)
    assert window.page.stage is Stage.NOTHING
    window.key(Qt.Key.Key_Space)
    assert session.opened.gone == [Place(PageKey.AGENDAS)]


def test_before_the_opening_the_seats_have_the_keyboard(session: OpenSession, qtbot: QtBot) -> None:
    issued(session)
    window = Window(session, qtbot)
    assert window.page.stage is Stage.OPENING
    assert window.has_keyboard(window.page.opening)
    assert not window.page.wants_room


def test_opening_the_meeting_turns_the_page_into_the_room(session: OpenSession, qtbot: QtBot) -> None:
    meeting_id = issued(session)
    window = Window(session, qtbot)
    do(session, lambda desk: desk.meetings.open(session.actor, meeting_id, desk.people.named("Dana Prior").id))
    assert window.page.stage is Stage.SITTING
    assert window.has_keyboard(window.page.room.line)
    assert window.view._status.isHidden()
    picture(window.view, "room just opened")


def test_a_meeting_whose_planning_is_taken_back_leaves_an_empty_page(session: OpenSession, qtbot: QtBot) -> None:
    meeting_id = issued(session)
    window = Window(session, qtbot)
    window.page.deeds.turn_to_meeting(MeetingId("gone"))
    window.page.refresh()
    assert window.page.deeds.meeting_id == meeting_id


# What stands around the room


def test_around_the_room_everything_makes_itself_small(session: OpenSession, qtbot: QtBot) -> None:
    window, _ = sitting(session, qtbot)
    rail = window.view.findChildren(RailButton)
    assert all(not button.text() for button in rail)
    assert window.view._status.isHidden()
    window.view.go(Place(PageKey.TODAY))
    assert all(button.text() for button in rail)
    assert not window.view._status.isHidden()


def test_the_rail_says_that_a_panel_sits(session: OpenSession, qtbot: QtBot) -> None:
    window, _ = sitting(session, qtbot)
    window.view.go(Place(PageKey.TODAY))
    button = next(b for b in window.view.findChildren(RailButton) if b.line.key is PageKey.MEETING)
    assert button.accessibleName() == "Meeting, in session"


def test_a_member_has_no_room_and_sees_the_agenda_instead(
    session: OpenSession, qtbot: QtBot, tmp_path: Path, furnished_template: Path
) -> None:
    folder = copied(furnished_template, tmp_path / "members")
    with session_on(folder, tmp_path, name="Marta Lee", role=Role.CORE_MEMBER) as member:
        view = DeskView(member.around, member)
        qtbot.addWidget(view)
        assert PageKey.MEETING not in {b.line.key for b in view.findChildren(RailButton)}
        view.go(Place(PageKey.MEETING))
        assert view.page is not None
        assert view.page.key is PageKey.AGENDAS
        member.end()


# The running order


def test_enter_in_the_running_order_turns_to_the_line(session: OpenSession, qtbot: QtBot) -> None:
    window, meeting_id = sitting(session, qtbot)
    window.page.room.go_round(1)
    window.page.room.order.setFocus()
    window.key(Qt.Key.Key_Down)
    window.key(Qt.Key.Key_Return)
    meeting = meeting_of(session, meeting_id)
    assert meeting.current == meeting.items[1].id


def test_typing_in_the_running_order_finds_a_child(session: OpenSession, qtbot: QtBot) -> None:
    window, _ = sitting(session, qtbot)
    order = window.page.room.order
    order.setFocus()
    QTest.keyClicks(order, "102")
    chosen = order.chosen()
    assert chosen is not None
    assert chosen.local_id == "102"


def test_alt_and_an_arrow_takes_an_item_later_and_it_stays_in_hand(session: OpenSession, qtbot: QtBot) -> None:
    window, meeting_id = sitting(session, qtbot)
    first, second = case_items(meeting_of(session, meeting_id))
    order = window.page.room.order
    order.setFocus()
    order.choose(ItemId(first))
    window.key(Qt.Key.Key_Down, ALT)
    assert case_items(meeting_of(session, meeting_id)) == [second, first]
    chosen = order.chosen()
    assert chosen is not None
    assert chosen.id == first
    window.key(Qt.Key.Key_Up, ALT)
    assert case_items(meeting_of(session, meeting_id)) == [first, second]


def test_the_choice_follows_the_item_in_hand_unless_it_was_moved_away(session: OpenSession, qtbot: QtBot) -> None:
    window, meeting_id = sitting(session, qtbot, item=0)
    first, second = (ItemId(item) for item in case_items(meeting_of(session, meeting_id)))
    order = window.page.room.order

    def turn(to: ItemId) -> ItemId:
        do(session, lambda desk: desk.meetings.turn_to(session.actor, meeting_id, to))
        chosen = order.chosen()
        assert chosen is not None
        return chosen.id

    assert turn(second) == second
    welcome = order.rows.lines[0].id
    order.choose(welcome)
    assert turn(first) == welcome


def test_after_a_deed_only_the_lines_that_changed_are_told(session: OpenSession, qtbot: QtBot) -> None:
    window, meeting_id = sitting(session, qtbot, item=0)
    rows = window.page.room.order.rows
    told: list[int] = []
    rows.dataChanged.connect(lambda first, last: told.extend(range(first.row(), last.row() + 1)))
    reset: list[None] = []
    rows.modelReset.connect(lambda: reset.append(None))
    before, after = (rows.row_of(ItemId(item)) for item in case_items(meeting_of(session, meeting_id)))
    do(session, lambda desk: desk.meetings.turn_to(session.actor, meeting_id, rows.lines[after].id))
    assert set(told) == {before, after}
    assert not reset


def test_the_menu_of_a_line_holds_what_is_possible_now(session: OpenSession, qtbot: QtBot) -> None:
    window, meeting_id = sitting(session, qtbot, item=0)
    order = window.page.room.order
    words = [
        [act.text().partition("\t")[0] for act in order.menu_of(line).actions() if act.text()]
        for line in order.rows.lines
        if line.is_case
    ]
    assert words == [["Defer…", "Earlier", "Later"], ["Take it now", "Earlier", "Later"]]
    assert case_items(meeting_of(session, meeting_id))


# Keys


def test_f6_goes_round_the_room_and_esc_comes_back_to_the_line(session: OpenSession, qtbot: QtBot) -> None:
    window, _ = sitting(session, qtbot, item=0)
    room = window.page.room
    assert window.has_keyboard(room.line)
    for part in (room.item, room.order, room.people):
        window.key(Qt.Key.Key_F6)
        assert window.has_keyboard(part), part
    window.key(Qt.Key.Key_F6)
    assert window.has_keyboard(room.line)
    window.key(Qt.Key.Key_F6, SHIFT)
    assert window.has_keyboard(room.people)
    window.key(Qt.Key.Key_Escape)
    assert window.has_keyboard(room.line)


def test_ctrl_and_an_arrow_goes_from_part_to_part_of_the_item(session: OpenSession, qtbot: QtBot) -> None:
    window, _ = sitting(session, qtbot, item=0)
    room = window.page.room
    before = room.item.section
    window.key(Qt.Key.Key_Down, CONTROL)
    assert room.item.section is not before
    window.key(Qt.Key.Key_Up, CONTROL)
    assert room.item.section is before


def test_an_undo_outside_the_line_goes_the_rooms_own_way(session: OpenSession, qtbot: QtBot) -> None:
    window, meeting_id = sitting(session, qtbot, item=0)
    window.type("/v She wants to stay.")
    item_id = ItemId(case_items(meeting_of(session, meeting_id))[0])
    assert meeting_of(session, meeting_id).item(item_id).notes
    window.page.room.order.setFocus()
    told: list[str] = []
    window.page.deeds.recorded.connect(lambda recorded: told.append(recorded.said))
    window.key(Qt.Key.Key_Z, CONTROL)
    assert [words.partition(":")[0] for words in told] == ["Taken back"]
    assert not meeting_of(session, meeting_id).item(item_id).notes


def test_only_what_is_possible_now_is_offered(session: OpenSession, qtbot: QtBot) -> None:
    window, meeting_id = sitting(session, qtbot, item=0)
    words = {command.words for command in window.page.commands()}
    assert {"Adjourn the meeting…", "Close the meeting…", "Next item"} <= words
    assert "Resume the meeting" not in words
    do(session, lambda desk: desk.meetings.adjourn(session.actor, meeting_id, "the fire alarm"))
    words = {command.words for command in window.page.commands()}
    assert "Resume the meeting" in words
    assert not {"Adjourn the meeting…", "Close the meeting…", "Next item"} & words


def test_keys_are_not_made_live_anew_for_nothing(session: OpenSession, qtbot: QtBot) -> None:
    window, meeting_id = sitting(session, qtbot, item=0)
    told: list[None] = []
    window.page.commands_changed.connect(lambda: told.append(None))
    item_id = ItemId(case_items(meeting_of(session, meeting_id))[0])
    do(
        session,
        lambda desk: desk.meetings.write(session.actor, meeting_id, item_id, NoteSection.VOICE, "She wants to stay."),
    )
    assert not told


# Nothing is lost


def test_a_line_that_was_being_typed_stands_there_again(session: OpenSession, qtbot: QtBot) -> None:
    meeting_id = opened(session, *EVERYBODY)
    words = RoomWords(line="/a police: call the sch")
    do(session, lambda desk: desk.typed_words.keep(meeting_id, words))
    assert Window(session, qtbot).page.room.line.text() == "/a police: call the sch"


def test_words_that_were_typed_are_kept_on_leaving_the_page(session: OpenSession, qtbot: QtBot) -> None:
    window, meeting_id = sitting(session, qtbot, item=0)
    window.page.room._focus_words()
    type_words(session, "Police saw him twice.")
    assert window.page.leave()
    settle(session)
    kept = session.reading.typed_words.kept(meeting_id)
    assert kept is not None
    assert "Police saw him twice." in kept.texts.values()


def test_a_line_that_is_being_typed_is_not_thrown_away_for_another(session: OpenSession, qtbot: QtBot) -> None:
    window, _ = sitting(session, qtbot, item=0)
    room = window.page.room
    type_words(session, "The school says")
    room.put_into_line("/done 03 because ")
    assert room.line.text() == "The school says"


# Time


def test_the_clock_ticks_without_reading_the_record_anew(session: OpenSession, qtbot: QtBot) -> None:
    window, _ = sitting(session, qtbot, item=0)
    order = window.page.room.order.rows.lines
    before = session.now
    session.reading.book._clock.set(before.date(), before.replace(hour=before.hour + 1).time())  # type: ignore[attr-defined]  # the held clock
    window.page._every_second.timeout.emit()
    assert window.page.room.time._clock.text() == f"{before.hour + 1:02}:{before.minute:02}"
    now = window.page.room.order.rows.lines
    changed = [line.minutes for line, old in zip(now, order, strict=True) if line is not old]
    assert changed == [line.minutes for line in now if line.state is LineState.IN_HAND]
    assert changed[0].startswith("60")
    window.page._every_second.timeout.emit()
    assert window.page.room.order.rows.lines is now


def test_nothing_ticks_while_no_panel_sits(session: OpenSession, qtbot: QtBot) -> None:
    issued(session)
    assert not Window(session, qtbot).page._every_second.isActive()


# To the end


def test_an_adjourned_meeting_shows_how_to_go_on(session: OpenSession, qtbot: QtBot) -> None:
    window, meeting_id = sitting(session, qtbot, item=0)
    do(session, lambda desk: desk.meetings.adjourn(session.actor, meeting_id, "the fire alarm"))
    assert stage_of(window) == "adjourned"
    assert window.page.room.banner.isVisible()
    command = next(c for c in window.page.commands() if c.words == "Resume the meeting")
    command.run()
    settle(session)
    assert stage_of(window) == "sitting"
    assert not window.page.room.banner.isVisible()


def test_a_closed_meeting_leads_on_to_its_minutes(session: OpenSession, qtbot: QtBot) -> None:
    window, meeting_id = sitting(session, qtbot, item=0)

    def close(desk: Desk) -> None:
        for item_id in case_items(desk.meetings.meeting(meeting_id)):
            desk.meetings.turn_to(session.actor, meeting_id, ItemId(item_id))
            desk.meetings.decide(session.actor, meeting_id, ItemId(item_id), outcome="defer", reason="no report came")
        desk.meetings.close(session.actor, meeting_id)

    do(session, close)
    assert window.page.stage is Stage.OVER
    assert not window.page.wants_room
    picture(window.view, "room over")
    press(session, Qt.Key.Key_Return, into=window.page.over.list.rows[0].stop())
    assert session.opened.gone[-1] == Place(PageKey.MINUTES, meeting_id)


@pytest.mark.parametrize(("size", "folded"), [((1280, 800), False), ((900, 700), True)])
def test_where_it_is_narrow_the_people_are_a_drawer(
    session: OpenSession, qtbot: QtBot, size: tuple[int, int], folded: bool
) -> None:
    opened(session, *EVERYBODY)
    window = Window(session, qtbot, size)
    room = window.page.room
    assert room.split.folded is folded
    assert room.people.isVisible() is not folded
    window.key(Qt.Key.Key_F2)
    assert room.people.isVisible()
    window.key(Qt.Key.Key_Escape)
    assert room.people.isVisible() is not folded
    assert window.has_keyboard(room.line)


def test_the_state_of_the_items_is_shown_by_more_than_a_colour(session: OpenSession, qtbot: QtBot) -> None:
    window, _ = sitting(session, qtbot, item=1)
    spoken = [line.spoken for line in window.page.room.order.rows.lines]
    assert sum(LineState.IN_HAND.value in words for words in spoken) == 1

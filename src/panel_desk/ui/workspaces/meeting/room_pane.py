"""The room while the panel sits: running order, the item in hand, the people, and the one line below."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from panel_desk.domain.capture.deeds import DecisionDeed, MoveDeed, TurnDeed
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.permissions import Permission
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.scroll import PageFrame
from panel_desk.ui.workspaces.meeting.adjourning import ResumeBanner
from panel_desk.ui.workspaces.meeting.item.item_pane import ItemPane
from panel_desk.ui.workspaces.meeting.line.capture_line import CaptureLine
from panel_desk.ui.workspaces.meeting.people.attendance_panel import AttendancePanel
from panel_desk.ui.workspaces.meeting.people.last_minutes import LastMinutes
from panel_desk.ui.workspaces.meeting.people.quorum_panel import QuorumPanel
from panel_desk.ui.workspaces.meeting.presenter import RoomPresenter, RoomView
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds
from panel_desk.ui.workspaces.meeting.room_split import RoomSplit
from panel_desk.ui.workspaces.meeting.running_order import RunningOrder
from panel_desk.ui.workspaces.meeting.time_line import TimeLine

_BY_KEY: Final = Qt.FocusReason.ShortcutFocusReason


class RoomPane(QWidget):
    """Puts the parts of the room together, and shows the meeting to all of them after every deed."""

    second_screen_wanted = Signal()

    def __init__(
        self, session: Session, deeds: RoomDeeds, presenter: RoomPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._deeds, self._presenter = session, deeds, presenter
        self._opened: MeetingId | None = None
        self.time = TimeLine()
        self.banner = ResumeBanner(session, deeds)
        self.order = RunningOrder()
        self.item = ItemPane(session, deeds)
        self.people = AttendancePanel(session, deeds)
        self.line = CaptureLine(session, deeds)
        self._middle = QWidget()
        self._middle.setProperty("role", "room side")
        self._middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Where the window is low for its text the item scrolls, and the line below stays in sight.
        self._item_area = PageFrame(self.item)
        self._item_area.setAccessibleName("The item in hand")
        self.split = RoomSplit(self.order, self._item_area, self.people)
        spaced(QVBoxLayout(self._middle), spacing=0).addWidget(self.split)
        column = spaced(QVBoxLayout(self), spacing=0)
        column.addWidget(self.time)
        column.addWidget(self.banner)
        column.addWidget(self._middle, 1)
        column.addWidget(self.line)
        self._connect()

    # What the page asks

    def show_view(self, view: RoomView, meeting: Meeting, now: datetime) -> None:
        """Show the meeting as it stands; only what has changed is drawn anew."""
        if view.meeting_id != self._opened:
            self._open(view.meeting_id)
        may_turn, may_record = (self._deeds.may(p) for p in (Permission.TAKE_MINUTES, Permission.RECORD_DECISIONS))
        self.time.show_view(view)
        self.banner.show_meeting(meeting)
        self.order.show_lines(view.lines, may_turn=may_turn, may_record=may_record)
        self.item.show_item(meeting, meeting.current, now)
        self.people.show_meeting(meeting, now)
        self.line.show_context()

    def tick(self, meeting: Meeting, now: datetime) -> None:
        """A second has gone by."""
        self.time.show_time(self._presenter.time(meeting, now))
        self.order.tick(self._presenter.minutes_in_hand(meeting, now))
        self.item.tick(now)
        self.people.tick(now)

    def focus_line(self) -> None:
        """The keyboard goes to the line."""
        self.split.put_away()
        self.line.focus_line()

    def focus_people(self) -> None:
        """F2."""
        self.split.show_people()
        self.people.focus_list()

    def open_quorum(self) -> None:
        """F3."""
        panel = QuorumPanel(self._session, self._deeds, self.window())
        panel.show_meeting(self._deeds.meeting())
        panel.open()

    def open_last_minutes(self) -> None:
        """F4."""
        meeting = self._deeds.meeting()
        panel = LastMinutes(self._session, self._deeds, self.window())
        panel.show_meeting(meeting, meeting.current)
        panel.open()

    def go_round(self, step: int = 1) -> None:
        """F6: line, words, running order, people, and round again."""
        stops = (self.focus_line, self._focus_words, self._focus_order, self.focus_people)
        parts = (self.line, self.item, self.order, self.people)
        now = QApplication.focusWidget()
        at = next((i for i, part in enumerate(parts) if now is not None and _holds(part, now)), 0 if step < 0 else -1)
        stops[(at + step) % len(stops)]()

    def go_to_part(self, step: int) -> None:
        """The next part of the item, or the one before."""
        sections = self.item.sections()
        if self.item.section in sections:
            self.item.turn_to_section(sections[(sections.index(self.item.section) + step) % len(sections)])

    def turn_to(self, item_id: ItemId) -> None:
        """The meeting turns to an item; what the one in hand leaves is read back first."""
        self.line.enter(TurnDeed(item_id=item_id))

    def may_leave(self) -> bool:
        """Whether another meeting may come into sight; where words would go from the screen unkept, it says why not."""
        unkept = self.item.unkept()
        if unkept:
            self._session.messages.say(
                f"{unkept} The room stays at this meeting.",
                remedy="Free some space or reconnect the disk; what is typed stands here.",
                tone=Tone.RED,
            )
        return not unkept

    def put_into_line(self, words: str) -> None:
        """Begin a line for somebody; a line that is being typed is not thrown away."""
        if words and self.line.text().strip():
            self._session.messages.say("A line is being typed.", remedy="Record it with Enter, or clear it with Esc.")
        elif words:
            self.line.set_text(words)
        self.focus_line()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in any part leads back to the line."""
        if event.key() == Qt.Key.Key_Escape:
            self.focus_line()
            event.accept()
            return
        super().keyPressEvent(event)

    # Private

    def _connect(self) -> None:
        self._deeds.words_now = self.item.words
        self._deeds.section_now = lambda: self.item.section
        self._deeds.meeting_changed.connect(self._on_meeting_changed)
        self.item.line_words = self.line.text
        self.item.line_wanted.connect(self.put_into_line)
        self.item.minutes_wanted.connect(self.open_last_minutes)
        self.item.section_changed.connect(lambda _section: self.line.show_context())
        self.line.section_wanted.connect(self._on_section_wanted)
        self.line.words_changed.connect(self.item.line_changed)
        self.order.turn_wanted.connect(self.turn_to)
        self.order.move_wanted.connect(self._on_move)
        self.order.defer_wanted.connect(self._on_defer)
        self.order.left.connect(self.focus_line)
        self.people.left.connect(self.focus_line)
        self.time.quorum_wanted.connect(self.open_quorum)
        self.time.second_screen_wanted.connect(self.second_screen_wanted)

    def _on_meeting_changed(self) -> None:
        self._opened = None

    def _open(self, meeting_id: MeetingId) -> None:
        """Another meeting is in sight: what was being typed into its line stands there again."""
        self._opened = meeting_id
        kept = self.item.kept_of(meeting_id)
        self.line.set_text(kept.line if kept is not None else "")

    def _focus_words(self) -> None:
        self.split.put_away()
        self.item.focus_words()
        words = QApplication.focusWidget()
        if words is not None and self.item.isAncestorOf(words):
            self._item_area.ensureWidgetVisible(words)

    def _focus_order(self) -> None:
        self.split.put_away()
        self.order.setFocus(_BY_KEY)

    def _on_section_wanted(self, section: NoteSection) -> None:
        self.item.turn_to_section(section)

    def _on_move(self, item_id: ItemId, step: int) -> None:
        moves, before = self.order.before_of(item_id, step)
        if moves:
            self._deeds.enter(MoveDeed(item_id=item_id, before=before))

    def _on_defer(self, item_id: ItemId) -> None:
        meeting = self._deeds.meeting()
        if item_id == meeting.current:
            self.put_into_line("/defer because ")
            return
        outcome = next((o for o in meeting.definition.outcomes if o.defers), None)
        line = next((line for line in self.order.rows.lines if line.id == item_id), None)
        if outcome is None or line is None:
            return
        self._session.messages.ask_words(
            f"Why is {line.number} {line.who} deferred?",
            will="The item goes to the panel’s next meeting; the reason is minuted.",
            yes="Defer it",
            on_words=lambda reason: self._deeds.enter(
                DecisionDeed(outcome=outcome.key, reason=reason), item_id=item_id
            ),
        )


def _holds(part: QWidget, widget: QWidget) -> bool:
    return part is widget or part.isAncestorOf(widget)

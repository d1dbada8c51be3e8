"""Who is in the room: one line each, and one key for every change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from panel_desk.domain.capture.deeds import ReminderReadDeed
from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import AgencyKey, ItemId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.permissions import Permission
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import px, set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import link
from panel_desk.ui.widgets.words import Words, WordsRole, set_tip
from panel_desk.ui.workspaces.meeting.people.attendance_keys import Change, foot_words
from panel_desk.ui.workspaces.meeting.people.attendance_presenter import AttendanceView, PersonLine, attendance_view
from panel_desk.ui.workspaces.meeting.people.changing import AttendanceDeed, Changing
from panel_desk.ui.workspaces.meeting.people.finding_a_name import FindingAName
from panel_desk.ui.workspaces.meeting.people.inline_ask import InlineAsk
from panel_desk.ui.workspaces.meeting.people.may_go import MayGoList
from panel_desk.ui.workspaces.meeting.people.people_list import PeopleList
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

_ROOMY = 460
"""Below this height, at 100 %, who may go is not told beside the people."""


class AttendancePanel(QWidget):
    """The right side of the room. F2 gives it the keyboard; Esc gives it back to the line."""

    left = Signal()
    """Esc: the keyboard goes back to the line."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._deeds = session, deeds
        self._meeting: Meeting | None = None
        self._view: AttendanceView | None = None
        self._owing: dict[ItemId, frozenset[AgencyKey]] = {}
        self.list = PeopleList("Who is in the room")
        self.ask = InlineAsk()
        self._changing = Changing(session, self.ask, self, self._enter)
        self._foot = Words("", WordsRole.SMALL, wrap=True)
        self._foot.hide()
        self.may_go = MayGoList()
        column = spaced(QVBoxLayout(self), (0, 16, 0, 12), 4)
        column.addLayout(self._make_head())
        column.addWidget(self._make_reminder())
        column.addWidget(self.list, 1)
        column.addWidget(self._make_still_out())
        column.addWidget(self.ask)
        column.addLayout(_inset(self._foot))
        column.addWidget(self.may_go)
        measured(self.list, min_height=64)
        measured(self, min_width=208)
        self._connect()

    @property
    def foot(self) -> str:
        """The keys shown while the list has the keyboard."""
        return "" if self._foot.isHidden() else self._foot.text()

    @property
    def still_out(self) -> str:
        """Who is still out of an item that is over, in words."""
        return "" if self._still_out_row.isHidden() else self._still_out.text()

    @property
    def reminder(self) -> str:
        """Whether and when the confidentiality statement was read."""
        return self._reminder.text()

    def show_meeting(self, meeting: Meeting, now: datetime) -> None:
        """Show who is where now; the line in hand stays in hand."""
        if meeting != self._meeting:
            self._owing = self._session.reading.room.owing(meeting.id)
        self._meeting = meeting
        view = attendance_view(meeting)
        self.tick(now)
        if view == self._view:
            return
        self._view = view
        self._count.set_text(f"{view.present}")
        self._count.setAccessibleName(f"{view.present} present")
        self.list.set_lines(view.lines)
        self._show_reminder(view)
        self._still_out.set_text(view.still_out_words)
        self._still_out_row.setVisible(bool(view.still_out))

    def tick(self, now: datetime) -> None:
        """Another second: when agencies may go moves with the clock."""
        if self._meeting is not None:
            self.may_go.show_meeting(self._meeting, now, self._owing)

    def focus_list(self) -> None:
        """Give the list the keyboard (F2); somebody still out comes into hand first."""
        self.ask.close_asking()
        if self._view is not None and self._view.still_out and self.list.line() is None:
            self.list.choose(self._view.still_out[0].person_id)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, the people themselves have the room."""
        super().resizeEvent(event)
        self.may_go.make_room(room=self.height() >= px(_ROOMY))

    def read_reminder(self) -> None:
        """Tick that the confidentiality statement was read."""
        self._deeds.enter(ReminderReadDeed())

    # Private

    def _make_head(self) -> QHBoxLayout:
        row = spaced(QHBoxLayout(), (16, 0, 16, 4), 8)
        self._count = Words("0", WordsRole.STRONG)
        row.addWidget(Words("Present", WordsRole.STRONG))
        row.addStretch(1)
        row.addWidget(self._count)
        return row

    def _make_reminder(self) -> QWidget:
        """Until the statement is read, a line that says so; then, quietly, when."""
        self._reminder_row = QWidget()
        self._reminder = Words("", WordsRole.SMALL, wrap=True)
        self._read = link("Read now", self.read_reminder)
        row = spaced(QHBoxLayout(self._reminder_row), (16, 0, 8, 4), 4)
        row.addWidget(self._reminder, 1)
        row.addWidget(self._read)
        return self._reminder_row

    def _make_still_out(self) -> QWidget:
        self._still_out_row = QWidget()
        mark = QLabel()
        set_icon(mark, "log-out", Tone.AMBER, 16)
        self._still_out = Words("", WordsRole.BODY, wrap=True)
        row = spaced(QHBoxLayout(self._still_out_row), (14, 4, 12, 4), 8)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._still_out, 1)
        self._still_out_row.hide()
        return self._still_out_row

    def _connect(self) -> None:
        self.list.change_wanted.connect(self._on_change)
        self.list.line_changed.connect(self._on_line)
        self.list.focus_changed.connect(self._on_focus)
        self.list.left.connect(self.left)
        self.list.everybody_wanted.connect(self._on_everybody)
        self.ask.closed.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self._finding = FindingAName(self.list, self.ask)

    def _on_change(self, change: Change, line: PersonLine) -> None:
        if self._meeting is None:
            return
        if change is Change.FIND:
            self._finding.begin()
            return
        out = self._view.still_out if self._view is not None else ()
        if change is Change.BACK and out and line not in out:
            # One key brings back who is still out, wherever the list stands.
            line = out[0]
        self._changing.begin(change, line, self._meeting)

    def _on_everybody(self) -> None:
        self._session.messages.say(
            "Everybody at once is for the opening.", remedy="Here P marks the person in hand as present."
        )

    def _on_line(self, line: PersonLine | None) -> None:
        offered = self.list.offers_of(line) if line is not None else ()
        if not (self._deeds.has_meeting and self._deeds.may(Permission.TAKE_MINUTES)):
            offered = tuple(each for each in offered if each.change is Change.FIND)
        self._foot.set_text(foot_words(offered))

    def _on_focus(self, has: bool) -> None:
        self._foot.setVisible(has and bool(self._foot.text()))
        self.list.marks = bool(self.ask.asks)
        self.list.viewport().update()

    def _show_reminder(self, view: AttendanceView) -> None:
        sits = self._meeting is not None and self._meeting.state is MeetingState.IN_SESSION
        self._reminder.set_text(view.reminder or "Reminder not read yet")
        self._reminder.set_tone(None if view.reminder else Tone.AMBER)
        self._read.setVisible(sits and not view.reminder and self._deeds.may(Permission.TAKE_MINUTES))
        self._reminder_row.setVisible(bool(view.reminder) or sits)
        if self._meeting is not None:
            set_tip(self._read, self._meeting.definition.confidentiality)

    def _enter(
        self,
        deed: AttendanceDeed,
        item_id: ItemId | None,
        done: Callable[[], None] | None,
        failed: Callable[[DeskError], None] | None,
    ) -> None:
        self._deeds.enter(
            deed, item_id=item_id, done=(lambda _recorded: done()) if done is not None else None, failed=failed
        )


def _inset(words: Words) -> QHBoxLayout:
    row = spaced(QHBoxLayout(), (16, 0, 16, 0), 0)
    row.addWidget(words)
    return row

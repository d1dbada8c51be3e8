"""The Meeting page: before the opening, the room while the panel sits, and where to go after the end."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from panel_desk.domain.capture.deeds import CloseDeed, ConfirmDeed, NextDeed, RedoDeed, ResumeDeed, UndoDeed
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.decisions import confirmer
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.permissions import Permission
from panel_desk.domain.room.closing_checks import CheckKind, is_blocked
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.panes import Panes
from panel_desk.ui.workspaces.meeting.adjourning import AdjournDialog
from panel_desk.ui.workspaces.meeting.closing_dialog import ClosingDialog
from panel_desk.ui.workspaces.meeting.opening_pane import OpeningPane
from panel_desk.ui.workspaces.meeting.over_pane import OverPane
from panel_desk.ui.workspaces.meeting.presenter import RoomPresenter, RoomView, Stage
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds
from panel_desk.ui.workspaces.meeting.room_pane import RoomPane
from panel_desk.ui.workspaces.meeting.second.second_screen import SecondScreen

_SECOND = 1_000
_NONE = "No agenda has been issued. A meeting is opened here once its agenda has gone out."
_EARLY = "The agenda of this meeting has not gone out. It is opened here once it has."
_SAID_ANYWAY = (CheckKind.TYPED, CheckKind.OWNER_AWAY)
"""Typed words are recorded by closing, and an owner who was away reads the agency's sheet."""
_SITS = (Stage.SITTING, Stage.ADJOURNED)


class MeetingPage(Page):
    """Shows one meeting of a panel as it is held."""

    key: ClassVar[PageKey] = PageKey.MEETING
    title: ClassVar[str] = "Meeting"
    icon: ClassVar[str] = "presentation"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = RoomPresenter(session.reading, session.who)
        self._stage = Stage.NOTHING
        self._offered: tuple[tuple[str, str, bool], ...] = ()
        self.deeds = RoomDeeds(session, self)
        self.second = SecondScreen(session, self)
        self._build()
        self._connect()
        # The one clock of the room: nothing else in it looks at the time by itself.
        self._every_second = QTimer(self, interval=_SECOND)
        self._every_second.setTimerType(Qt.TimerType.PreciseTimer)
        self._every_second.timeout.connect(self._on_second)

    # What the shell calls

    @property
    def wants_room(self) -> bool:
        """While the panel sits."""
        return self._stage in _SITS

    @property
    def stage(self) -> Stage:
        """How far the meeting in sight has come."""
        return self._stage

    def refresh(self) -> None:
        """Show the meeting as it stands now."""
        meeting = self._meeting()
        if meeting is None:
            self.deeds.turn_to_meeting(None)
            self._to_stage(Stage.NOTHING)
            return
        self._show(meeting)

    def open(self, place: Place) -> None:
        """Go to a meeting by its id."""
        if place.id:
            self._turn_to(MeetingId(place.id))

    def commands(self) -> Sequence[Command]:
        """Everything that can be done in the room now."""
        others = [
            Command(words=f"Go to the meeting {choice.words}", run=partial(self._turn_to, choice.id))
            for choice in self._presenter.choices()
            if not self.deeds.has_meeting or choice.id != self.deeds.meeting_id
        ]
        if self._stage in _SITS:
            return (*self._room_commands(), *others)
        if self._stage is Stage.OPENING:
            return (Command(words="Who is here", run=self.opening.focus_list, shortcut="F2"), *others)
        return tuple(others)

    def leave(self) -> bool:
        """What is typed is kept, and stands there again on coming back."""
        self.room.item.keep_now()
        return True

    def unkept(self) -> str:
        """What could not be kept, as where the disk is full."""
        return self.room.item.unkept()

    def take_back(self) -> bool:
        """In the room it goes the way of the line, which knows what is typed; before that it takes back a choice."""
        if self._stage in _SITS:
            self.room.line.enter(UndoDeed())
        elif self._stage is Stage.OPENING:
            self.opening.take_back()
        return self._stage in (*_SITS, Stage.OPENING)

    def bring_back(self) -> bool:
        """As ``take_back``."""
        if self._stage in _SITS:
            self.room.line.enter(RedoDeed())
        elif self._stage is Stage.OPENING:
            self.opening.bring_back()
        return self._stage in (*_SITS, Stage.OPENING)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever gives the page the keyboard gives it to where the work is: the line, the seats, the one button."""
        super().focusInEvent(event)
        self._focus_first()

    # Deeds with questions

    def adjourn(self) -> None:
        """Stop, with the reason and the day."""
        AdjournDialog(self._session, self.deeds, self.window()).open()

    def close_meeting(self, *, next_on: date | None = None) -> None:
        """The end: what is left to look at, and what will be made."""
        self.room.item.keep_now()
        line = self.room.line.text() if self._stage in _SITS else ""
        dialog = ClosingDialog(self._session, self.deeds, self.deeds.meeting_id, self.window(), line=line)
        dialog.item_wanted.connect(self._on_item_wanted)
        dialog.attendance_wanted.connect(self.room.focus_people)
        dialog.line_wanted.connect(self.room.put_into_line)
        if next_on is not None:
            dialog.next_on.set_value(next_on)
        dialog.open()

    def _look_first(self, deed: CloseDeed) -> bool:
        """``/finish``: what somebody should look at is shown before it is too late; a rule says no in the line."""
        checks = self._session.reading.closing.checklist(self.deeds.meeting_id, line=self.room.line.text())
        if is_blocked(checks) or not any(check.kind not in _SAID_ANYWAY for check in checks):
            return False
        self.close_meeting(next_on=deed.next_on)
        return True

    def reopen(self, meeting_id: MeetingId) -> None:
        """Open a closed meeting again."""
        self._session.messages.ask_words(
            "Why is the meeting opened again?",
            will="It is in session again until it is closed once more. The reason is kept in the record.",
            yes="Re-open the meeting",
            on_words=partial(self._reopen, meeting_id),
            multiline=True,
        )

    def _reopen(self, meeting_id: MeetingId, reason: str) -> None:
        actor = self._session.actor
        self._session.do(
            lambda desk: desk.meetings.reopen(actor, meeting_id, reason), said="The meeting is in session again."
        )

    def _confirm(self, item_id: ItemId) -> None:
        session, meeting = self._session, self.deeds.meeting()
        who = confirmer(meeting, item_id)

        def record() -> None:
            # Told without an offer to take it back: after the end nothing of a meeting is.
            session.do(
                lambda desk: desk.recording.record(session.actor, meeting.id, ConfirmDeed(), item_id=item_id),
                done=lambda recorded: session.messages.say(recorded.said, tone=Tone.GREEN),
            )

        session.messages.ask(
            f"Does {meeting.person(who).name if who is not None else 'the chair'} confirm it?",
            will="The minutes then say so, with today’s date. To take it back, the meeting is opened again.",
            yes="Confirm",
            on_yes=record,
        )

    # Building

    def _build(self) -> None:
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.room = RoomPane(self._session, self.deeds, self._presenter)
        self.opening = OpeningPane(self._session, self.deeds)
        self.over = OverPane(self._session.go, self.reopen, self.close_meeting, self._confirm)
        self._empty = EmptyState("presentation", _NONE, "Open the agendas", self._open_agendas)
        self._header = PageHeader("Meeting")
        self._menu = QMenu(self)
        self._others = tuple(
            button("Another meeting…", partial(self._open_others, place), icon="calendar-days") for place in range(2)
        )
        for header, others in zip((self._header, self.opening.header), self._others, strict=True):
            header.add_action(others)
        self._around = Panes()
        self._around.addWidget(self._empty)
        self._around.addWidget(self.over)
        outside = QWidget()
        column = spaced(QVBoxLayout(outside), (28, 24, 28, 24), 16)
        column.addWidget(self._header)
        column.addWidget(self._around, 1)
        self._outside = outside
        self._stack = Panes()
        for part in (outside, self.opening, self.room):
            self._stack.addWidget(part)
        spaced(QVBoxLayout(self), spacing=0).addWidget(self._stack)

    def _connect(self) -> None:
        self.room.line.look_first(self._look_first)
        self.room.second_screen_wanted.connect(self.second.toggle)
        self.second.changed.connect(self._on_second_screen)
        self._session.names.changed.connect(lambda _shown: self._on_names_changed())

    # Showing

    def _meeting(self) -> Meeting | None:
        """The one in sight, else the one to begin with; planning it may have been taken back."""
        if self.deeds.has_meeting:
            try:
                return self.deeds.meeting()
            except DeskError as error:
                if error.reason is not Reason.NOT_FOUND:
                    raise
                self.deeds.turn_to_meeting(None)
        first = self._presenter.first_meeting() or self._presenter.last_over(self._session.today)
        if first is None:
            return None
        self.deeds.turn_to_meeting(first)
        return self.deeds.meeting()

    def _turn_to(self, meeting_id: MeetingId) -> None:
        if self.deeds.has_meeting and self.deeds.meeting_id != meeting_id and not self.room.may_leave():
            return
        self.deeds.turn_to_meeting(meeting_id)
        self.refresh()
        self._focus_first()

    def _show(self, meeting: Meeting) -> None:
        now = self._session.now
        view = self._presenter.view(meeting.id, now, names=self._session.names.shown)
        before = self._stage
        if view.stage in _SITS:
            self.room.show_view(view, meeting, now)
            self.second.show_meeting(meeting, now)
        else:
            self._show_outside(view, meeting)
        self._to_stage(view.stage)
        if view.stage in _SITS and before not in _SITS:
            self._focus_first()
        self._offer()

    def _show_outside(self, view: RoomView, meeting: Meeting) -> None:
        if view.stage is Stage.OPENING:
            self.opening.show_meeting(meeting)
            return
        self._header.set_title(view.title)
        match view.stage:
            case Stage.OVER:
                over = self._presenter.over(meeting.id)
                self._header.set_chip(over.state, Tone.GREEN)
                self._header.set_aside(view.reference)
                self.over.show_view(over)
            case _:
                self._header.set_chip("cancelled" if view.stage is Stage.CANCELLED else "", Tone.RED)
                self._empty.set_words(_EARLY, "Open the agenda")

    def _to_stage(self, stage: Stage) -> None:
        before, self._stage = self._stage, stage
        opening = stage is Stage.OPENING
        self._stack.setCurrentWidget(self.room if stage in _SITS else self.opening if opening else self._outside)
        self._around.setCurrentWidget(self.over if stage is Stage.OVER else self._empty)
        if stage is Stage.NOTHING:
            self._header.set_title("Meeting")
            self._header.set_chip("")
            self._header.set_aside("")
            self._empty.set_words(_NONE, "Open the agendas")
        self._show_others()
        if stage in _SITS:
            self._every_second.start()
        else:
            self._every_second.stop()
            self.second.close()
        if (before in _SITS) != (stage in _SITS):
            self.room_changed.emit()
        if stage is not before:
            self._offer()

    def _show_others(self) -> None:
        if self._stage in _SITS:
            return
        self._menu.clear()
        here = self.deeds.meeting_id if self.deeds.has_meeting else None
        for choice in self._presenter.choices():
            if choice.id != here:
                act = self._menu.addAction(f"{choice.words} · {choice.state}")
                act.triggered.connect(lambda _checked=False, to=choice.id: self._turn_to(to))
        for others in self._others:
            others.setVisible(not self._menu.isEmpty())

    def _open_others(self, place: int) -> None:
        at = self._others[place]
        self._menu.popup(at.mapToGlobal(at.rect().bottomLeft()))

    def _offer(self) -> None:
        """Tell the shell where other deeds are possible now; its keys are not made anew for nothing."""
        offered = tuple((c.words, c.shortcut, c.enabled) for c in self.commands())
        if offered != self._offered:
            self._offered = offered
            self.commands_changed.emit()

    def _focus_first(self) -> None:
        """The keyboard begins where the work is."""
        if not self.isVisible():
            return
        if self._stage in _SITS:
            self.room.focus_line()
        elif self._stage is Stage.OPENING:
            self.opening.focus_list()
        elif self._stage in (Stage.NOTHING, Stage.TOO_EARLY):
            self._empty.focus_button()

    def _room_commands(self) -> tuple[Command, ...]:
        room, takes = self.room, self.deeds.may(Permission.TAKE_MINUTES)
        sits = self._stage is Stage.SITTING
        own = [
            Command(words="Who is in the room", run=room.focus_people, shortcut="F2"),
            Command(words="Quorum of this item", run=room.open_quorum, shortcut="F3"),
            Command(words="Minutes of the last meeting", run=room.open_last_minutes, shortcut="F4"),
            Command(words="On to the next part of the room", run=room.go_round, shortcut="F6"),
            Command(words="Back to the part before", run=partial(room.go_round, -1), shortcut="Shift+F6"),
            Command(words="Second screen on or off", run=self.second.toggle, shortcut="F8"),
            Command(words="Blank the second screen", run=self.second.blank, shortcut="Shift+F8"),
            Command(words="Type into the next part of the item", run=partial(room.go_to_part, 1), shortcut="Ctrl+Down"),
            Command(words="Type into the part before", run=partial(room.go_to_part, -1), shortcut="Ctrl+Up"),
            Command(
                words="Next item",
                run=lambda: room.line.enter(NextDeed()),
                shortcut="Ctrl+PgDown",
                enabled=takes and sits,
            ),
            Command(words="Adjourn the meeting…", run=self.adjourn, enabled=takes and sits),
            Command(
                words="Resume the meeting",
                run=lambda: self.deeds.enter(ResumeDeed()),
                enabled=takes and self._stage is Stage.ADJOURNED,
            ),
            Command(words="Close the meeting…", run=self.close_meeting, enabled=takes and sits),
        ]
        return tuple(command for command in (*own, *(room.line.commands() if sits else ())) if command.enabled)

    # What happens

    def _on_second(self) -> None:
        """One second of the meeting; what is not in sight is not drawn, and what cannot be read stays as it was."""
        with suppress(DeskError):
            meeting, now = self._meeting(), self._session.now
            if meeting is None:
                return
            if self.isVisible():
                self.room.tick(meeting, now)
            # On another page nothing else tells it that the meeting has turned.
            self.second.show_meeting(meeting, now)

    def _on_names_changed(self) -> None:
        with suppress(DeskError):
            if self.isVisible():
                self.refresh()

    def _on_second_screen(self) -> None:
        self.room.time.show_second_screen(self.second.state_words(), blank=self.second.blanked)

    def _on_item_wanted(self, item_id: ItemId) -> None:
        self.room.turn_to(item_id)
        self.room.focus_line()

    def _open_agendas(self) -> None:
        here = self.deeds.meeting_id if self.deeds.has_meeting else ""
        self._session.go(Place(PageKey.AGENDAS, here))

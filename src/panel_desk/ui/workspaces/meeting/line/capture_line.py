"""The one line at the foot of the room: what is typed shows as chips, and Enter records exactly that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.capture.deeds import CapturedDeed, CloseDeed, RedoDeed, UndoDeed
from panel_desk.domain.capture.reading import read
from panel_desk.domain.capture.reading_values import Completion, Reading
from panel_desk.domain.errors import DeskError
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import theme
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.meeting.announcing import announce
from panel_desk.ui.workspaces.meeting.line.line_asides import LineAsides
from panel_desk.ui.workspaces.meeting.line.line_behind import LineBehind
from panel_desk.ui.workspaces.meeting.line.line_editor import MOST_LETTERS, LineEditor
from panel_desk.ui.workspaces.meeting.line.line_forms import LineForms
from panel_desk.ui.workspaces.meeting.line.line_history import LineHistory
from panel_desk.ui.workspaces.meeting.line.line_keys import LineKey, key_of
from panel_desk.ui.workspaces.meeting.line.line_offers import LineOffers
from panel_desk.ui.workspaces.meeting.line.line_queue import Entry, LineQueue, Refusal
from panel_desk.ui.workspaces.meeting.line.read_back_first import ReadBackFirst
from panel_desk.ui.workspaces.meeting.line.waiting_lines import WaitingLines

if TYPE_CHECKING:
    from panel_desk.services.room.recording import Recorded
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

_HINT: Final = "Enter records · Ctrl Z takes back"
_CONFIRMED_FOR: Final = 5_000
"""Milliseconds."""


class CaptureLine(QWidget):
    """The line, its chips, the completion list above it and the read-back before the next item."""

    words_changed = Signal()
    """What stands in the line is to be kept."""
    section_wanted = Signal(object)
    """``NoteSection``: what is typed goes there from now on; the item's pane turns its tab."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._deeds = session, deeds
        self._reading = Reading()
        self._read_at = 0
        self._before = ""
        self._held: Entry | None = None
        self._history = LineHistory()
        self._recalled = ""
        self._told: tuple[str, Tone] | None = None
        """Why nothing was recorded; until the words are changed."""
        self._turning = ReadBackFirst(session, deeds, self, self._host)
        self._confirmed = QTimer(self, singleShot=True, interval=_CONFIRMED_FOR)
        self._queue = LineQueue(deeds, read, self._asks_first, self)
        LineBehind(session, self._queue, self)
        self._forms = LineForms(session, deeds, self, self.focus_line)
        self._build()
        self._connect()
        self._show()

    # What the room asks

    def show_context(self) -> None:
        """Read the line again: the item, the people or the meeting's state have changed."""
        self._turning.show_again()
        self._read()

    def text(self) -> str:
        """What would be lost if the window died now, one line under the other; not what is just being recorded."""
        typed = "" if self._editor.held else self._editor.text()
        return "\n".join(each for each in (*self._queue.texts(), typed, *self._later.texts) if each.strip())

    def set_text(self, text: str) -> None:
        """Put words into the line, with the cursor at their end; of several lines with deeds, the first."""
        lines = text.split("\n") if any(each.startswith("/") for each in text.split("\n")) else [text]
        self._held = None
        self._later.set(lines[1:])
        self._editor.set_text(lines[0])

    def focus_line(self) -> None:
        """Give the line the keyboard."""
        self._editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def enter(self, deed: CapturedDeed) -> None:
        """Record a deed as if its line had been typed; turning to an item reads back the one in hand first."""
        if not self._turning.takes(deed):
            self._queue.add(Entry(deed=deed))

    def look_first(self, looks: Callable[[CloseDeed], bool]) -> None:
        """Ask this before a typed line closes the meeting; True where the end is in other hands then."""
        self._queue.looks_first = looks

    def commands(self) -> tuple[Command, ...]:
        """The forms, for the page's commands: Action…, Decision…, Defer…."""
        return self._forms.commands()

    # What Qt asks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chips have their share of the width; the line keeps still while they change."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._on_room_changed()
        self._on_moved()

    def moveEvent(self, event: QMoveEvent) -> None:
        """What lies over the page moves with the line."""
        super().moveEvent(event)
        self._on_moved()

    def hideEvent(self, event: QHideEvent) -> None:
        """What lies over the page goes with the line."""
        super().hideEvent(event)
        self._offers.close()

    # Keys

    def _on_key(self, event: QKeyEvent) -> bool:
        """Deal with the keys that mean something to the line; True where one did."""
        match key_of(event):
            case LineKey.ENTER:
                self._on_enter()
            case LineKey.UNDO:
                if not self._editor.undo_typing():
                    self.enter(UndoDeed())
            case LineKey.REDO:
                if not self._editor.redo_typing() and (self._editor.held or not self._editor.text()):
                    self.enter(RedoDeed())
            case LineKey.ESCAPE:
                return self._on_escape()
            case LineKey.EARLIER | LineKey.LATER as key:
                return self._on_arrow(-1 if key is LineKey.EARLIER else 1)
            case LineKey.TAKE if self._offers.is_open:
                self._offers.take(self._offers.chosen() or self._offers.first())
            case LineKey.NOTHING:
                pass
            case _:
                return False
        return True

    def _on_enter(self) -> None:
        chosen = self._offers.chosen()
        if chosen is not None:
            self._offers.take(chosen)
            return
        text = self._editor.text()
        if (self._editor.held or not text.strip()) and self._turning.answer(goes_on=True):
            return
        # Held words are on their way already: pressing Enter again records nothing twice.
        if self._editor.held or not text.strip():
            return
        self._read()
        if self._reading.deed is None and not self._queue.busy:
            self._say_not(Refusal(sentence=self._reading.missing or "There is nothing to record yet.", incomplete=True))
            return
        self._offers.close()
        self._held = Entry(text=text)
        self._editor.hold()
        self._queue.add(self._held)

    def _on_escape(self) -> bool:
        if self._offers.is_open:
            self._offers.decline()
            self._show()
            return True
        if self._turning.answer(goes_on=False):
            return True
        if self._editor.held or not self._editor.text():
            return False
        self._editor.wipe()
        return True

    def _on_arrow(self, by: int) -> bool:
        if self._offers.is_open:
            self._offers.step(by)
            return True
        if self._editor.held:
            return True
        if not (self._editor.in_first_row() if by < 0 else self._editor.in_last_row()):
            return False
        waited = self._later.change_places(by)
        if waited is not None:
            self._recalled = waited
            self._editor.set_text(waited)
            return True
        line = self._history.step(by, self._editor.text())
        if line is not None:
            self._recalled = line
            self._editor.put(0, len(self._editor.text()), line)
        return True

    # What became of a line

    def _on_kept(self, entry: Entry, _said: str) -> None:
        self._history.add(entry.text)
        if entry is self._held:
            self._held = None
            if self._editor.held:
                self._editor.set_text("")
        self._later.bring_next()
        self._read()
        self.words_changed.emit()

    def _on_recorded(self, recorded: Recorded) -> None:
        """Something of the room was recorded, by the line or elsewhere: say so where the eyes are."""
        said = recorded.said.strip()
        if not said:
            return
        self._tell_reader(said)
        self._told = None
        if not self._editor.text() or self._editor.held:
            self._confirmed.start()
            self._asides.say(said, Tone.GREEN)

    def _on_refused(self, entry: Entry, refusal: Refusal) -> None:
        in_hand, self._held = entry is self._held, None
        if self._later.put_refused(entry.text, self._queue.take_rest(), in_hand=in_hand):
            self._say_aside(entry.text, refusal)
        else:
            self._say_not(refusal)
        self.words_changed.emit()

    def _say_aside(self, line: str, refusal: Refusal) -> None:
        """Beside the line, where the next letter does not wipe it away."""
        sentence = f"Not recorded: “{line}”. {refusal.sentence}"
        tone = Tone.AMBER if refusal.incomplete else Tone.RED
        self._session.messages.say(sentence, remedy="↑ in the line brings it back.", tone=tone)
        self._tell_reader(sentence)

    def _say_not(self, refusal: Refusal) -> None:
        waits = len(self._later)
        more = f" {count_words(waits, 'more line waits', 'more lines wait')}." if waits else ""
        self._told = (f"{refusal.sentence}{more}", Tone.AMBER if refusal.incomplete else Tone.RED)
        self._confirmed.start()
        self._show()
        self._tell_reader(refusal.sentence)

    def _tell_reader(self, sentence: str) -> None:
        self._editor.setAccessibleDescription(sentence)
        announce(self._editor, sentence)

    # The read-back

    def _asks_first(self, deed: CapturedDeed) -> bool:
        """Whether the item in hand is read back before the meeting turns to another."""
        return self._turning.asks(deed)

    def _on_gone_on(self) -> None:
        self.focus_line()
        self._queue.go_on()

    def _on_stayed(self) -> None:
        self._queue.stay()
        waits = self._queue.take_rest()
        self._later.put_first(waits)
        if self._editor.held:
            self._editor.set_text("")
        self._held = None
        self._later.bring_next()
        self._read()
        if waits:
            self._say_not(Refusal(sentence="What was entered behind it was not recorded.", incomplete=True))
        self.focus_line()
        self.words_changed.emit()

    # Reading and showing

    def _on_text_changed(self) -> None:
        text = self._editor.text()
        if text == self._before and not self._editor.held:
            return
        self._before, self._told = text, None
        if text != self._recalled:
            self._recalled = ""
            self._history.forget_place()
        if not text:
            self._offers.welcome()
        self._read()
        if not self._editor.held:
            self.words_changed.emit()

    def _on_cursor_moved(self) -> None:
        if self._editor.text() == self._before and self._editor.cursor_letter() != self._read_at:
            self._read()

    def _read(self) -> None:
        """Understand what stands in the line, and show it."""
        if self._editor.held:
            return
        text, self._read_at = self._editor.text(), self._editor.cursor_letter()
        self._reading = Reading()
        if text.strip() and self._deeds.has_meeting:
            try:
                self._reading = read(text, self._deeds.context(), cursor=self._read_at)
            except DeskError as error:
                self._reading = Reading(missing=str(error))
        self._show()

    def _show(self) -> None:
        if self._told is not None:
            self._asides.say(*self._told)
        elif self._editor.text().strip():
            self._confirmed.stop()
            if self._reading.deed is not None:
                self._asides.show_chips(self._reading.chips)
            else:
                # While the list shows what may stand there, it says enough.
                self._asides.say("" if self._offered() else self._reading.missing, Tone.NEUTRAL)
        elif not self._confirmed.isActive():
            self._asides.say("")
        self._offers.offer(self._offered())

    def _offered(self) -> tuple[Completion, ...]:
        recalled = self._recalled and self._editor.text() == self._recalled
        if recalled or self._told is not None:
            return ()
        text, offered = self._editor.text(), self._reading.completions
        # What stands there already is no news.
        said = len(offered) == 1 and text[offered[0].start : offered[0].end].strip() == offered[0].text.strip()
        return () if said else self._offers.wanted(offered)

    # Building

    def _build(self) -> None:
        self.setProperty("role", "capture")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._editor = LineEditor(self._on_key)
        self._later = WaitingLines(self._editor)
        self._editor.setPlaceholderText("Type what was said, or / for a deed")
        self._asides = LineAsides(_HINT)
        self._offers = LineOffers(self._editor, self._asides, self._host)
        row = spaced(QHBoxLayout(), spacing=12)
        row.addWidget(self._editor, 1)
        row.addWidget(self._asides.beside)
        row.addWidget(self._forms.button())
        column = spaced(QVBoxLayout(self), (16, 12, 16, 12), 8)
        column.addWidget(self._asides.above)
        column.addLayout(row)

    def _connect(self) -> None:
        self._editor.textChanged.connect(self._on_text_changed)
        self._editor.cursorPositionChanged.connect(self._on_cursor_moved)
        self._editor.placed.connect(self._offers.place)
        self._editor.focus_left.connect(self._offers.close)
        self._editor.too_long.connect(self._on_too_long)
        self._queue.kept.connect(self._on_kept)
        self._queue.refused.connect(self._on_refused)
        self._queue.section_wanted.connect(self.section_wanted)
        self._turning.gone_on.connect(self._on_gone_on)
        self._turning.stayed.connect(self._on_stayed)
        self._turning.typed.connect(self._editor.keyPressEvent)
        self._deeds.recorded.connect(self._on_recorded)
        self._deeds.meeting_changed.connect(self._queue.leave)
        self._deeds.meeting_changed.connect(self._on_meeting_changed)
        self._confirmed.timeout.connect(self._on_confirmed_long_enough)
        theme().changed.connect(self._on_room_changed)

    def _on_moved(self) -> None:
        self._offers.place()
        self._turning.place()

    def _on_room_changed(self) -> None:
        self._asides.fit(self.width(), self._editor.least_height())
        self._show()

    def _on_confirmed_long_enough(self) -> None:
        if not self._editor.text():
            self._told = None
        self._show()

    def _on_too_long(self, letters: int) -> None:
        fits = f"{letters:,} characters do not fit: the line takes {MOST_LETTERS:,}."
        self._say_not(Refusal(sentence=f"{fits} Paste them into the words above.", incomplete=True))

    def _on_meeting_changed(self) -> None:
        self._turning.answer(goes_on=False)
        self._held = self._told = None
        self._history.clear()
        self._later.set(())
        self._confirmed.stop()
        self._editor.set_text("")
        self._read()

    def _host(self) -> QWidget:
        """What the list and the read-back may lie over: the page."""
        above: QWidget | None = self
        while above is not None and not isinstance(above, Page):
            above = above.parentWidget()
        return above or self.window()

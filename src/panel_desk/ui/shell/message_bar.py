"""The one place where the window speaks: a sentence, what to do, and a button where it can be done at once."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from panel_desk.ui.messages import Message
from panel_desk.ui.theme.current import restyle, set_icon
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, name_button, tool_button
from panel_desk.ui.widgets.words import Words, WordsRole

_GOES_AFTER_MS = 8000
_REMEMBERED = 50
_ICONS = {Tone.RED: "circle-x", Tone.AMBER: "circle-alert", Tone.GREEN: "circle-check"}
_STAY = (Tone.RED, Tone.AMBER)


class MessageBar(QFrame):
    """Shows the newest message; an alarm (red) that it covers comes back afterwards, until it is dismissed itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covered: deque[Message] = deque(maxlen=_REMEMBERED)
        self._shown: Message | None = None
        self.history: deque[Message] = deque(maxlen=_REMEMBERED)
        self._timer = QTimer(self, singleShot=True, interval=_GOES_AFTER_MS)
        self._timer.timeout.connect(self.dismiss)
        restyle(self, role="message")
        self._build()
        self.hide()

    @property
    def shown(self) -> Message | None:
        """What is being said now."""
        return self._shown

    def say(self, message: Message) -> None:
        """Show a message now: it belongs to what was done last."""
        self.history.append(message)
        before = self._shown
        if message in self._covered:
            self._covered.remove(message)
        if before is not None and before.tone is Tone.RED and before != message:
            self._covered.append(before)
        self._show(message)

    def dismiss(self) -> None:
        """Take the message away; a warning it covered follows."""
        self._timer.stop()
        self._shown = None
        if self._covered:
            self._show(self._covered.pop())
        else:
            self.hide()

    def forget(self) -> None:
        """Nothing that was said stays: the desk is locked."""
        self._covered.clear()
        self.history.clear()
        self.dismiss()

    def _build(self) -> None:
        row = spaced(QHBoxLayout(self), (16, 8, 8, 8), 12)
        self._icon = QLabel()
        self._sentence = Words("", WordsRole.STRONG, wrap=True, selectable=True)
        self._remedy = Words("", WordsRole.BODY, wrap=True)
        words = spaced(QVBoxLayout(), spacing=0)
        words.addWidget(self._sentence)
        words.addWidget(self._remedy)
        self._offer = button("", self._take_offer)
        self._dismiss = tool_button("x", "Dismiss this message", self.dismiss)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._offer)
        row.addWidget(self._dismiss)

    def _show(self, message: Message) -> None:
        self._timer.stop()
        self._shown = message
        restyle(self, tone=message.tone.value)
        set_icon(self._icon, _ICONS.get(message.tone, "info"), message.tone, size=20)
        self._sentence.set_text(message.sentence)
        self._remedy.set_text(message.remedy)
        self._remedy.setVisible(bool(message.remedy))
        self._offer.setVisible(message.offer is not None)
        if message.offer is not None:
            name_button(self._offer, message.offer[0])
        self.show()
        if message.tone not in _STAY:
            self._timer.start()
        QAccessible.updateAccessibility(
            QAccessibleAnnouncementEvent(self, f"{message.sentence} {message.remedy}".strip())
        )

    def _take_offer(self) -> None:
        message = self._shown
        self.dismiss()
        if message is not None and message.offer is not None:
            message.offer[1]()

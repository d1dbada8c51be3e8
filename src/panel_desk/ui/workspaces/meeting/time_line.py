"""The line above the room: the time, where the panel is, when it ends, whether it may decide, and who sees what."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from panel_desk.ui.theme.current import px, restyle
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.chips import Chip, ChipButton
from panel_desk.ui.widgets.words import Words, WordsRole, set_tip
from panel_desk.ui.workspaces.meeting.people.quorum_words import QuorumChip
from panel_desk.ui.workspaces.meeting.presenter import RoomView, TimeWords

_HEIGHT, _LEAST = 48, 300


class TimeLine(QFrame):
    """Tells, and never nags. What does not fit gives way from the least needed on; clock and quorum always stay."""

    quorum_wanted = Signal()
    second_screen_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: TimeWords | None = None
        self._quorum: QuorumChip | None = None
        self._second = ""
        restyle(self, role="time line")
        measured(self, min_height=_HEIGHT)
        self.setAccessibleName("The meeting’s time")
        self._row = spaced(QHBoxLayout(self), (16, 0, 16, 0), 16)
        self._build()

    def show_view(self, view: RoomView) -> None:
        """Show the meeting's names and quorum; the time too."""
        self._reference.set_text(view.reference)
        set_tip(self._reference, view.title)
        self.show_quorum(view.quorum)
        self.show_time(view.time)

    def show_quorum(self, quorum: QuorumChip) -> None:
        """Show whether the item in hand may be decided."""
        if quorum != self._quorum:
            self._quorum = quorum
            self._place()

    def show_time(self, time: TimeWords) -> None:
        """A second has gone by, or a deed was recorded: what is the same is not drawn anew."""
        before, self._shown = self._shown, time
        if time == before:
            return
        self._clock.set_text(time.clock)
        self._item.set_text(time.place)
        self._tempo.set(time.tempo, time.tempo_tone)
        self._ends.set_text(time.ends)
        if before is None or (before.place, before.tempo, before.ends) != (time.place, time.tempo, time.ends):
            self._place()

    def show_second_screen(self, words: str, *, blank: bool) -> None:
        """Say what everybody sees: nothing, the screen, or its calm blank."""
        self._second = words
        self._second_button.set(
            words or "second screen off",
            Tone.AMBER if blank else Tone.INFO if words else Tone.NEUTRAL,
            "monitor" if words and not blank else "monitor-off",
            tip=f"{(words or 'second screen off').capitalize()} · F8, blank Shift+F8",
        )
        self._place()

    # Qt

    def minimumSizeHint(self) -> QSize:
        """As narrow as the clock and the quorum's sign."""
        return QSize(px(_LEAST), px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again at the room."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Look again when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._place()

    # Private

    def _build(self) -> None:
        self._reference = Words("", WordsRole.STRONG)
        self._clock = Words("")
        restyle(self._clock, role="clock")
        self._clock.setAccessibleName("Time")
        self._item = Words("")
        self._tempo = Chip("", parent=self)
        self._ends_about = Words("ends about", WordsRole.MUTED)
        self._ends = Words("", WordsRole.STRONG)
        self._quorum_button = ChipButton()
        self._quorum_button.clicked.connect(lambda _checked=False: self.quorum_wanted.emit())
        self._second_button = ChipButton()
        self._second_button.clicked.connect(lambda _checked=False: self.second_screen_wanted.emit())
        middle = Qt.AlignmentFlag.AlignVCenter
        ends = QWidget()
        pair = spaced(QHBoxLayout(ends), spacing=5)
        pair.addWidget(self._ends_about)
        pair.addWidget(self._ends)
        self._ends_box = ends
        self._row.addWidget(self._reference, 0, middle)
        self._row.addStretch(1)
        for each in (self._clock, self._item, self._tempo, self._ends_box):
            self._row.addWidget(each, 0, middle)
        self._row.addStretch(1)
        self._row.addWidget(self._quorum_button, 0, middle)
        self._row.addWidget(self._second_button, 0, middle)
        self.show_second_screen("", blank=False)

    def _place(self) -> None:
        """Show everything, then give way one by one until it fits."""
        if not hasattr(self, "_second_button"):
            return
        self._say_quorum(short=False)
        self._say_second(short=False)
        self._ends_about.show()
        self._reference.show()
        self._item.setVisible(bool(self._item.text()))
        self._tempo.setVisible(bool(self._tempo.text()))
        self._ends_box.setVisible(bool(self._ends.text()))
        gives_way: tuple[Callable[[], None], ...] = (
            partial(self._say_second, short=True),
            self._ends_about.hide,
            partial(self._say_quorum, short=True),
            self._reference.hide,
            self._ends_box.hide,
            self._item.hide,
        )
        for give_way in gives_way:
            if self._wanted() <= self.width():
                return
            give_way()

    def _wanted(self) -> int:
        margins = self._row.contentsMargins()
        parts = (
            self._reference,
            self._clock,
            self._item,
            self._tempo,
            self._ends_box,
            self._quorum_button,
            self._second_button,
        )
        shown = [part for part in parts if not part.isHidden()]
        gaps = self._row.spacing() * (len(shown) + 1)
        for part in shown:
            layout = part.layout()
            if layout is not None:
                layout.activate()
        return sum(part.sizeHint().width() for part in shown) + gaps + margins.left() + margins.right()

    def _say_quorum(self, *, short: bool) -> None:
        quorum = self._quorum
        if quorum is None:
            return
        words = quorum.words.partition(":")[0] if short else quorum.words
        self._quorum_button.set(words, quorum.tone, quorum.icon, tip=f"{quorum.detail or quorum.words} · F3")

    def _say_second(self, *, short: bool) -> None:
        words = self._second or "second screen off"
        name = "" if short else words
        if self._second_button.text() != name:
            self._second_button.setText(name)

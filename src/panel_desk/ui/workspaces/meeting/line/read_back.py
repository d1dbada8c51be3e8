"""What the item in hand leaves behind, read back in large type before the meeting turns to the next."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.domain.ids import ItemId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, name_button
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.meeting.announcing import announce
from panel_desk.ui.workspaces.meeting.line.read_back_words import ReadBackView, read_back

_MOST_OF_PAGE = 0.75


class ReadBack(QFrame):
    """Decisions and actions of one item, and nothing else; Enter goes on, Esc stays."""

    gone_on = Signal()
    stayed = Signal()
    typed = Signal(object)
    """``QKeyEvent``: somebody types on for the line."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._above: QWidget | None = None
        self._said: list[Words] = []
        self._shown: tuple[ReadBackView, str] | None = None
        self.item_id: ItemId | None = None
        """Whose record was shown last."""
        self.setProperty("role", "read back strip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._heading = Words("", WordsRole.SUBHEADING, tone=Tone.NEUTRAL)
        self._lines = spaced(QVBoxLayout(), spacing=12)
        inside = QWidget()
        inside.setProperty("role", "ground")
        self._column = spaced(QVBoxLayout(inside))
        self._column.addLayout(self._lines)
        self._column.addStretch(1)
        self._scroll = scrolled(inside, "What was recorded")
        whole = spaced(QVBoxLayout(self), (28, 20, 28, 20), 16)
        whole.addWidget(self._heading)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self._build_foot())
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """The lines in sight, the heading first."""
        return tuple(each.text().replace("\u00a0", " ") for each in (self._heading, *self._said))

    def show_item(self, meeting: Meeting, item_id: ItemId, *, above: QWidget | None = None, stop: str = "") -> bool:
        """Show what was recorded under an item, over the page and above the line, with the keyboard.

        Args:
            meeting: As it stands.
            item_id: The item that is to be left.
            above: What it must not cover.
            stop: Why the meeting cannot go on, and what to do; Enter stays too then.

        Returns:
            False, and nothing shown, where there is nothing to read back: a standing item without a record.
        """
        view = read_back(meeting, item_id, self._session.reading.actions.of_meeting(meeting.id))
        if not view.lines:
            return False
        if self.isVisible() and self._shown == (view, stop):
            return True
        self._shown, self.item_id = (view, stop), item_id
        self._fill(view)
        self._stop.set_text(stop)
        self._stop.setVisible(bool(stop))
        self._next.setVisible(not stop)
        name_button(self._stay, "Stay here · Enter" if stop else "Stay here · Esc")
        self._above = above
        self.place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        spoken = " ".join(self.words)
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(stop or "Enter goes on to the next item, Esc stays.")
        announce(self, spoken)
        return True

    def place(self) -> None:
        """Lie over the lower part of the page, as high as the words need."""
        host = self.parentWidget()
        if host is None:
            return
        foot = self._above.mapTo(host, QPoint(0, 0)) if self._above is not None else QPoint(0, host.height())
        wide = self._above.width() if self._above is not None else host.width()
        margins = px(56)
        words = self._column.totalHeightForWidth(max(wide - margins - px(16), 1))
        around = px(2 * 20 + 2 * 16 + 40) + self._heading.sizeHint().height()
        high = min(words + around, round(foot.y() * _MOST_OF_PAGE) if foot.y() > px(320) else foot.y())
        self.setGeometry(foot.x(), foot.y() - high, wide, high)

    def answer(self, *, goes_on: bool) -> None:
        """Go on, where the meeting can; else stay."""
        self._end(self.gone_on if goes_on and not self._next.isHidden() else self.stayed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc stays; what is typed goes to the line."""
        bar = self._scroll.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.answer(goes_on=True)
            case Qt.Key.Key_Escape:
                self.answer(goes_on=False)
            case Qt.Key.Key_Down | Qt.Key.Key_PageDown:
                bar.setValue(bar.value() + bar.pageStep() // 2)
            case Qt.Key.Key_Up | Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - bar.pageStep() // 2)
            case _ if event.text() and event.text().isprintable():
                self.typed.emit(event)
            case _:
                super().keyPressEvent(event)

    def _build_foot(self) -> QHBoxLayout:
        foot = spaced(QHBoxLayout(), spacing=12)
        self._stop = Words("", WordsRole.MUTED, wrap=True)
        self._stay = button("Stay here · Esc", lambda: self._end(self.stayed))
        self._next = button("Next item · Enter", lambda: self._end(self.gone_on), primary=True)
        foot.addWidget(self._stop, 1)
        foot.addStretch()
        foot.addWidget(self._stay)
        foot.addWidget(self._next)
        return foot

    def _fill(self, view: ReadBackView) -> None:
        self._heading.set_text(view.heading)
        for gone in self._said:
            self._lines.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._said = [Words(line.words, WordsRole.READ_BACK, wrap=True, tone=line.tone) for line in view.lines]
        for words in self._said:
            self._lines.addWidget(words)

    def _end(self, how: SignalInstance) -> None:
        self.hide()
        how.emit()

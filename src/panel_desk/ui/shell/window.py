"""The one window: a door while no desk is open, the desk while one is; messages at its foot, questions above it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from panel_desk.ui.messages import Messages, Question
from panel_desk.ui.shell.desk_view import MARKING, DeskView
from panel_desk.ui.shell.message_bar import MessageBar
from panel_desk.ui.theme.current import px, restyle
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.tab_order import next_stop

_WIDTH, _HEIGHT = 1280, 800
_LEAST_WIDTH, _LEAST_HEIGHT = 960, 600


class MainWindow(QWidget):
    """Holds one thing at a time: a door or the open desk."""

    closing = Signal()
    """The person closes the window; everything unsaved has been asked about."""

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self.setWindowTitle(f"Panel Desk — {MARKING}")
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        # Large text asks for a larger window, but never one larger than the screen.
        self.resize(QSize(px(_WIDTH), px(_HEIGHT)).boundedTo(self.screen().availableSize()))
        self._content: QWidget | None = None
        self._may_close: Callable[[], bool] = lambda: True
        self._said_by = messages
        self._messages = MessageBar()
        messages.said.connect(self._messages.say)
        messages.asked.connect(self._ask)
        restyle(self, role="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = spaced(QVBoxLayout(self), spacing=0)
        self._column.addWidget(self._messages)

    @property
    def content(self) -> QWidget | None:
        """The door or the desk."""
        return self._content

    @property
    def desk_view(self) -> DeskView | None:
        """The open desk, where there is one."""
        return self._content if isinstance(self._content, DeskView) else None

    @property
    def message_bar(self) -> MessageBar:
        """What is being said."""
        return self._messages

    def show_content(self, content: QWidget, *, may_close: Callable[[], bool] = lambda: True) -> None:
        """Put a door or a desk in place of what is there, which is painted over before it goes."""
        before = self._content
        self._content = content
        self._may_close = may_close
        self._column.insertWidget(0, content, 1)
        content.show()
        if before is not None:
            before.hide()
            self._column.removeWidget(before)
            before.deleteLater()
        # What was on the screen must not stay there until something else happens to be drawn.
        self.repaint()

    def close_dialogs(self) -> None:
        """Close every other window of the application: a lock leaves nothing open."""
        for widget in QApplication.topLevelWidgets():
            if widget is not self and widget.isVisible():
                widget.reject() if isinstance(widget, QDialog) else widget.close()

    def forget_messages(self) -> None:
        """A lock leaves no sentence standing that may name a child."""
        self._messages.forget()

    def come_forward(self) -> None:
        """In front of everything else."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def state_text(self) -> str:
        """Size and place, for the preferences."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore_state(self, text: str) -> None:
        """Size and place as they were; Qt brings it back onto a screen that is there."""
        if text:
            self.restoreGeometry(QByteArray.fromBase64(text.encode()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what would be lost first."""
        if not self._may_close():
            event.ignore()
            return
        self.closing.emit()
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """The tab key goes through the window as it is read, the message at its foot included."""
        view, current = self.desk_view, self.focusWidget()
        if view is not None and view.page is not None and current is not None and not current.isVisible():
            # Nobody pressed Tab: Qt asks because what had the keys is gone from the screen. They stay on the page.
            view.page.setFocus(Qt.FocusReason.OtherFocusReason)
            current = self.focusWidget()
            if current is not None and current.isVisible():
                return True
        stop = next_stop(self, current, forward=next)
        if stop is None:
            return False
        stop.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def _ask(self, question: Question) -> None:
        from panel_desk.ui.shell.questions import QuestionDialog  # noqa: PLC0415 - the door stands sooner without it

        QuestionDialog(question, self, self._said_by.flags).open()

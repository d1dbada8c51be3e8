"""The frame of a dialog: window-modal, opened and never waited for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.tab_order import next_stop
from panel_desk.ui.widgets.words import Words, WordsRole


class Dialog(QDialog):
    """A title, a ``body`` and buttons at the right. Esc cancels; Enter presses the primary button.

    It is shown with ``open()``, goes away with its window, and is deleted when closed.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        measured(self, min_width=width)
        column = spaced(QVBoxLayout(self), (24, 20, 24, 20), 16)
        self._title = Words(title, WordsRole.HEADING, wrap=True)
        column.addWidget(self._title)
        self.body: QVBoxLayout = spaced(QVBoxLayout(), spacing=12)
        column.addLayout(self.body, 1)
        self._buttons = spaced(QHBoxLayout(), spacing=12)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Be high enough for words that wrap: Qt reckons them at another width before the dialog is laid out."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            needed = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), min(needed, self.screen().availableSize().height())))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """The tab key goes as the dialog is read, and of several to choose from to the chosen one."""
        current = self.focusWidget()
        if current is None or not current.isVisible():
            return super().focusNextPrevChild(next)
        stop = next_stop(self, current, forward=next)
        if stop is None:
            return super().focusNextPrevChild(next)
        stop.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.setWindowTitle(title)
        self._title.set_text(title)

    def add_words(self, text: str) -> Words:
        """Say a sentence in the body."""
        words = Words(text, wrap=True)
        self.body.addWidget(words)
        return words

    def add_button(
        self,
        words: str,
        on: Callable[[], None] | None = None,
        *,
        primary: bool = False,
        danger: bool = False,
        icon: str = "",
    ) -> QPushButton:
        """Put a button at the right end; without a deed it cancels. The primary one is pressed by Enter."""
        made = button(words, on or self.reject, primary=primary, danger=danger, icon=icon)
        made.setAutoDefault(primary)
        made.setDefault(primary)
        self._buttons.addWidget(made)
        return made

    def done(self, result: int) -> None:
        """Close, and give the keyboard back to the window it came from: not every desktop does so by itself."""
        parent = self.parentWidget()
        window = parent.window() if parent is not None else None
        super().done(result)
        if window is not None:
            window.activateWindow()

"""The frame of every door: the marking on top, one step in the middle, and at its foot the way on and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from panel_desk.ui.theme.current import restyle, set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.buttons import button, name_button
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.words import Words, WordsRole

MARKING = "OFFICIAL-SENSITIVE"
_WIDTH, _HEAD = 620, 40


class Step(QWidget):
    """One thing to fill in or to choose. What belongs to it goes into ``body``.

    Attributes:
        title: What the step is about.
        sentence: What it is for.
        next_words: On the button that goes on; empty where choosing goes on by itself.
    """

    ready_changed = Signal()
    """Whether the way on is open may have changed."""
    go_on = Signal()
    """The step itself goes on, as though the button had been pressed."""
    title = ""
    sentence = ""
    next_words = "Next"
    back_words = "Back"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body: QVBoxLayout = spaced(QVBoxLayout(self), spacing=16)

    def is_ready(self) -> bool:
        """Whether the button that goes on may be pressed."""
        return True

    def check(self) -> bool:
        """Say beside each field what is wrong with it; True where nothing is."""
        return True

    def enter(self) -> None:
        """The step is shown: put the cursor where typing begins."""


class Door(QWidget):
    """Shows one step at a time. Enter goes on, Escape goes back."""

    next_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        restyle(self, role="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._step: Step | None = None
        self._title = Words("", WordsRole.TITLE, wrap=True)
        self._sentence = Words("", WordsRole.MUTED, wrap=True)
        self._aside = Words("", WordsRole.SECTION)
        self._back = button("Back", self.back_wanted.emit, icon="arrow-left")
        self._next = button("Next", self._on_next, primary=True)
        self._steps = spaced(QVBoxLayout(), spacing=0)
        outer = spaced(QVBoxLayout(self), spacing=0)
        outer.addWidget(_head())
        self._area = scrolled(self._middle(), "Door")
        outer.addWidget(self._area, 1)

    @property
    def step(self) -> Step | None:
        """What is shown now."""
        return self._step

    @property
    def next_button(self) -> QAbstractButton:
        """The way on."""
        return self._next

    @property
    def back_button(self) -> QAbstractButton:
        """The way back."""
        return self._back

    def show_step(self, step: Step, *, aside: str = "", may_go_back: bool = True) -> None:
        """Show a step instead of the one there is.

        Args:
            step: What is shown; kept for when one comes back to it.
            aside: Above the title: ``Step 2 of 4``.
            may_go_back: Whether there is something before it.
        """
        if self._step is not None:
            self._step.hide()
            self._step.ready_changed.disconnect(self._on_ready_changed)
            self._step.go_on.disconnect(self._on_next)
        self._step = step
        step.ready_changed.connect(self._on_ready_changed)
        step.go_on.connect(self._on_next)
        if self._steps.indexOf(step) < 0:
            self._steps.addWidget(step)
        self._aside.set_text(aside)
        self._aside.setVisible(bool(aside))
        self._back.setVisible(may_go_back)
        name_button(self._back, step.back_words)
        set_icon(self._back, "arrow-left" if step.back_words == Step.back_words else "x")
        step.show()
        self.refresh_words()
        self._area.verticalScrollBar().setValue(0)
        self._begin()

    def refresh_words(self) -> None:
        """Show the step's title, sentence and button as they are now."""
        step = self._step
        if step is None:
            return
        self._title.set_text(step.title)
        self._sentence.set_text(step.sentence)
        self._sentence.setVisible(bool(step.sentence))
        self._next.setVisible(bool(step.next_words))
        name_button(self._next, step.next_words or "Next")
        self._on_ready_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, else the way on; Escape goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            if isinstance(focused, QPushButton | QToolButton) and focused.isEnabled():
                focused.click()
            elif not self._next.isHidden() and self._next.isEnabled():
                self._on_next()
        elif event.key() == Qt.Key.Key_Escape and not self._back.isHidden():
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """A door that was made before it stood in the window has no focus until now."""
        super().showEvent(event)
        self._begin()

    def _begin(self) -> None:
        """Put the keyboard where the step begins; where nothing is typed, at the button."""
        if self._step is None:
            return
        self._step.enter()
        focused = QApplication.focusWidget()
        if focused is None or not self._step.isAncestorOf(focused):
            (self._next if not self._next.isHidden() else self._back).setFocus()

    def _on_next(self) -> None:
        if self._step is not None and self._step.is_ready() and self._step.check():
            self.next_wanted.emit()

    def _on_ready_changed(self) -> None:
        self._next.setEnabled(self._step is not None and self._step.is_ready())

    def _middle(self) -> QWidget:
        middle = QWidget()
        across = spaced(QHBoxLayout(middle), (24, 0, 24, 0), 0)
        column = measured(QWidget(), max_width=_WIDTH)
        inside = spaced(QVBoxLayout(column), (0, 64, 0, 32), 8)
        inside.addWidget(self._aside)
        inside.addWidget(self._title)
        inside.addWidget(self._sentence)
        inside.addSpacing(16)
        inside.addLayout(self._steps)
        inside.addSpacing(16)
        foot = spaced(QHBoxLayout(), spacing=12)
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._next)
        inside.addLayout(foot)
        inside.addStretch(1)
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        return middle


def _head() -> QFrame:
    head = QFrame()
    restyle(head, role="title bar")
    measured(head, height=_HEAD)
    row = spaced(QHBoxLayout(head), (16, 0, 16, 0), 12)
    row.addWidget(Words("Panel Desk", WordsRole.STRONG))
    row.addWidget(Words(MARKING, WordsRole.MARKING))
    row.addStretch(1)
    return head

"""What is under way: its name, what it is doing, how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from panel_desk.ui.tasks import Task, Tasks
from panel_desk.ui.theme.current import restyle
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.words import Words, WordsRole

_SHOWN_AFTER_MS = 300
"""What is done sooner is not shown: nothing flashes."""
_STEPS = 1000


class _TaskRow(QFrame):
    """One task under way."""

    def __init__(self, task: Task, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Words(task.title, WordsRole.STRONG, elide=True)
        self._words = Words("", WordsRole.MUTED, elide=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        measured(self._bar, min_width=60, max_width=220)
        self._bar.setAccessibleName(task.title)
        self._cancel = button("Cancel", task.cancel)
        self._cancel.setAccessibleName(f"Cancel: {task.title}")
        self._cancel.clicked.connect(self._say_cancelling)
        row = spaced(QHBoxLayout(self), (28, 6, 28, 6), 12)
        row.addWidget(self._title)
        row.addWidget(self._words, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        task.told.connect(self._on_told)

    def _on_told(self, words: str, fraction: object) -> None:
        self._words.set_text(words)
        if isinstance(fraction, float | int):
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(fraction * _STEPS))
        else:
            self._bar.setRange(0, 0)

    def _say_cancelling(self) -> None:
        self._cancel.setEnabled(False)
        self._words.set_text("Stopping…")


class ProgressPanel(QFrame):
    """All tasks that take long enough to be shown."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        restyle(self, role="title bar")
        self._rows: dict[Task, _TaskRow] = {}
        self._column = spaced(QVBoxLayout(self), spacing=0)
        tasks.began.connect(self._on_began)
        tasks.ended.connect(self._on_ended)
        self.hide()

    def _on_began(self, task: Task) -> None:
        # Told from the worker before the row exists: the row is made now, and shown later.
        row = _TaskRow(task, self)
        row.hide()
        self._rows[task] = row
        # The timer goes with the row: a desk may be locked before it is time.
        timer = QTimer(row, singleShot=True, interval=_SHOWN_AFTER_MS)
        timer.timeout.connect(lambda: self._show_row(task))
        timer.start()
        self._column.addWidget(row)

    def _show_row(self, task: Task) -> None:
        row = self._rows.get(task)
        if row is not None:
            row.show()
            self.show()

    def _on_ended(self, task: Task) -> None:
        row = self._rows.pop(task, None)
        if row is not None:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        if not any(not other.isHidden() for other in self._rows.values()):
            self.hide()

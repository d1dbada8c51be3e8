"""The step while something is made: what is being done, how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from panel_desk.ui.shell.door import Step
from panel_desk.ui.tasks import Task
from panel_desk.ui.widgets.words import Words, WordsRole

_STEPS = 1000


class WorkingStep(Step):
    """Shows one task. Its way back is Cancel."""

    next_words = ""
    back_words = "Cancel"

    def __init__(self, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.sentence = title, sentence
        self._task: Task | None = None
        self._words = Words("", WordsRole.MUTED, wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._words)

    def follow(self, task: Task) -> None:
        """Show what a task tells of itself."""
        self._task = task
        self._words.set_text("Starting…")
        self._bar.setRange(0, 0)
        task.told.connect(self._on_told)

    def cancel(self) -> None:
        """Ask the task to stop at its next word."""
        if self._task is not None:
            self._task.cancel()
            self._words.set_text("Stopping…")

    def _on_told(self, words: str, fraction: object) -> None:
        if self._task is None or self._task.cancelled:
            return
        self._words.set_text(words)
        if isinstance(fraction, float | int):
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(fraction * _STEPS))

"""What an empty page says: what belongs here, and the one button that starts it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, name_button
from panel_desk.ui.widgets.words import Words, WordsRole


class EmptyState(QWidget):
    """An icon, a sentence and a button, in the middle of the room there is."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        button_words: str = "",
        on: Callable[[], None] | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        mark = QLabel()
        set_icon(mark, icon, Tone.NEUTRAL, 28)
        self._sentence = Words(sentence, WordsRole.MUTED, wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        measured(self._sentence, min_width=240, max_width=480)
        self._button = button(button_words, on, primary=True)
        if not button_words:
            self._button.hide()
        column = spaced(QVBoxLayout(self), (24, 24, 24, 24), 12)
        column.addStretch(2)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        # In a row of its own, because with an alignment Qt would reckon its height for the full width.
        middle = spaced(QHBoxLayout(), spacing=0)
        middle.addStretch(1)
        middle.addWidget(self._sentence, 100)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def focus_button(self) -> None:
        """Put the keyboard on the button, where there is one."""
        if not self._button.isHidden():
            self._button.setFocus()

    def set_words(self, sentence: str, button_words: str = "") -> None:
        """Say something else."""
        self._sentence.set_text(sentence)
        name_button(self._button, button_words)
        self._button.setVisible(bool(button_words))

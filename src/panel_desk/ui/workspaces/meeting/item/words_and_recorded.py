"""The words above, what is recorded below: as high as its rows until somebody moves the line between them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from panel_desk.ui.theme.current import px, theme
from panel_desk.ui.widgets.remembering import remembering
from panel_desk.ui.workspaces.meeting.item.recorded_list import RecordedList

_NAME: Final = "split room recorded"
_MOST: Final = 0.45
"""Of the height; the words keep the rest."""


class WordsAndRecorded(QSplitter):
    """A splitter whose lower part grows with its rows, never past what was chosen or past less than half."""

    def __init__(self, words: QWidget, recorded: RecordedList, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._recorded = recorded
        self.setChildrenCollapsible(False)
        self.setHandleWidth(px(8))
        self.addWidget(words)
        self.addWidget(recorded)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.splitterMoved.connect(self._on_moved)

    def fit(self) -> None:
        """Give the lower part what its rows need now."""
        if not self._recorded.isVisibleTo(self) or self.height() < px(100):
            return
        chosen = remembering().recall(_NAME)
        most = px(chosen[0]) if chosen else round(self.height() * _MOST)
        wanted = min(self._recorded.full_height(), most)
        self.setSizes([self.height() - wanted - self.handleWidth(), wanted])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self.fit()

    def _on_moved(self) -> None:
        remembering().keep(_NAME, [round(self.sizes()[1] * 100 / theme().text_percent)])

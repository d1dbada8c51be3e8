"""The upper part of the item in hand: as high as it needs, up to a share of the pane; then it scrolls."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from panel_desk.ui.theme.current import px

_LEAST: Final = 60
_LOW: Final = 420
_LOW_SHARE: Final = 0.3
"""Of a pane lower than that."""


class HeadArea(QScrollArea):
    """Never so high that nothing can be typed below it."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._room = 0.5, 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("About the item")
        content.setProperty("role", "ground")
        self.setWidget(content)
        content.installEventFilter(self)

    def set_share(self, share: float) -> None:
        """How much of the pane it may take, 0 to 1."""
        self._share = share
        self._fit()

    def set_room(self, height: int) -> None:
        """How high the pane is."""
        self._room = height
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The line with the initials; as narrow as the words in it."""
        content = self.widget()
        return QSize(content.minimumSizeHint().width() if content is not None else 0, px(_LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something in it has come to need more or less."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        content = self.widget()
        layout = content.layout() if content is not None else None
        if content is None or layout is None or not self._room:
            return
        width = self.viewport().width()
        wanted, least = layout.totalHeightForWidth(width), layout.totalMinimumHeightForWidth(width)
        if not layout.hasHeightForWidth():
            wanted, least = layout.totalSizeHint().height(), layout.totalMinimumSize().height()
        share = self._share if self._room >= px(_LOW) else min(self._share, _LOW_SHARE)
        height = max(min(wanted, round(self._room * share)), px(_LEAST))
        if height != self.minimumHeight() or height != self.maximumHeight():
            # As in a layout of rows: what it needs now, which the next item needs not.
            self.setMinimumHeight(height)
            self.setMaximumHeight(height)
        content.resize(width, max(height, least))

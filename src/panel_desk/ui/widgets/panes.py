"""Several panes of which one is in sight, and only that one is asked how much room it needs."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class Panes(QStackedWidget):
    """A stack whose hidden panes make no page scroll: laid out for no width, they would ask for any height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the pane in sight cannot do without."""
        pane = self.currentWidget()
        return pane.minimumSizeHint().expandedTo(pane.minimumSize()) if pane else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        """What the pane in sight would like."""
        pane = self.currentWidget()
        return pane.sizeHint() if pane else super().sizeHint()

    def hasHeightForWidth(self) -> bool:
        """It does not: Qt would reckon with every pane, and with the height that each would like."""
        return False

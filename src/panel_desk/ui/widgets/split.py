"""Two parts of a page with a place between them that a person moves once and finds again."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from panel_desk.ui.theme.current import px, theme
from panel_desk.ui.widgets.remembering import remembering


class Split(QSplitter):
    """A splitter whose place is kept under ``name``; ``left`` is its first width in pixels at 100 %, 0 for a half.

    With ``right`` it is the second part that has a width, and the first takes what is left of the window.
    """

    def __init__(
        self,
        name: str,
        first: QWidget,
        second: QWidget,
        *,
        left: int = 0,
        right: int = 0,
        upright: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal, parent)
        self._name = f"split {name}"
        self._left = left
        self._right = right
        self._placed = False
        self._upright = upright
        self._parts = (first, second)
        self.setChildrenCollapsible(False)
        self.addWidget(first)
        self.addWidget(second)
        self.setStretchFactor(0, 0 if left else 1)
        self.setStretchFactor(1, 0 if right else 1)
        self.setHandleWidth(px(16))
        self.splitterMoved.connect(self._on_moved)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its wider part: where both do not fit beside each other they go under each other."""
        hints = self._least()
        width = max(hint.width() for hint in hints)
        if self.orientation() is Qt.Orientation.Horizontal:
            return QSize(width, max(hint.height() for hint in hints))
        return QSize(width, sum(hint.height() for hint in hints) + self.handleWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the kept place once there is room; without room for both, put one part under the other."""
        super().resizeEvent(event)
        if not self._upright:
            self._turn()
        if not self._placed and self._room() > px(100):
            self._placed = True
            kept = remembering().recall(self._name)
            first = px(kept[0]) if kept else self._first()
            self.setSizes([first, max(self._room() - first, px(100))])

    def _least(self) -> tuple[QSize, QSize]:
        first, second = (part.minimumSizeHint().expandedTo(part.minimumSize()) for part in self._parts)
        return first, second

    def _turn(self) -> None:
        wide = sum(least.width() for least in self._least())
        fits = self.width() >= wide + self.handleWidth()
        way = Qt.Orientation.Horizontal if fits else Qt.Orientation.Vertical
        if way is not self.orientation():
            self.setOrientation(way)
            self.updateGeometry()
            self._placed = not fits

    def _first(self) -> int:
        return self._room() - px(self._right) if self._right else px(self._left) or self._room() // 2

    def _room(self) -> int:
        return self.width() if self.orientation() is Qt.Orientation.Horizontal else self.height()

    def _on_moved(self) -> None:
        if self._upright or self.orientation() is Qt.Orientation.Horizontal:
            remembering().keep(self._name, [round(self.sizes()[0] * 100 / theme().text_percent)])

"""A layout that goes on in the next line when a row is full, so that large text clips nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem

from panel_desk.ui.theme.measures import spaced


class FlowLayout(QLayout):
    """Left to right, then down; ``flow_row()`` makes a widget that holds one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Put a widget's item at the end.

        The item is one of our own: Qt deletes it by itself, and only of what Python made does Python hear of that.
        """
        widget = item.widget()
        if widget is not None:
            self._items.append(QWidgetItem(widget))
        self.invalidate()

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, or None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height all rows take at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = max(0, len(shown) - 1) * self.spacing()
        height = max((each.height() for each in shown), default=0)
        return self._with_margins(QSize(sum(each.width() for each in shown) + gaps, height))

    def minimumSize(self) -> QSize:
        """The widest item alone."""
        least = QSize()
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        return self._with_margins(least)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Place the items, each in the middle of its row's height, and return the height of all rows."""
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        y = room.y()
        for row in self._rows(room.width()):
            height = max(item.sizeHint().height() for item, _width in row)
            x = room.x()
            for item, width in row:
                if move:
                    own = item.sizeHint().height()
                    item.setGeometry(QRect(QPoint(x, y + (height - own) // 2), QSize(width, own)))
                x += width + self.spacing()
            y += height + self.spacing()
        return max(y - self.spacing(), room.y()) - rect.y() + margins.bottom()

    def _rows(self, room: int) -> list[list[tuple[QLayoutItem, int]]]:
        """The items with their widths, row by row."""
        rows: list[list[tuple[QLayoutItem, int]]] = []
        taken = 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = min(item.sizeHint().width(), max(room, item.minimumSize().width()))
            if not rows or taken + width > room:
                rows.append([])
                taken = 0
            rows[-1].append((item, width))
            taken += width + self.spacing()
        return rows


def flow_row(*widgets: QWidget, spacing: int = 8) -> QWidget:
    """A row of widgets that wraps."""
    row = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    row.setSizePolicy(policy)
    layout = spaced(FlowLayout(row), spacing=spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return row

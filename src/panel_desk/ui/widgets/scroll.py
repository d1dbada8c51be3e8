"""A page that is higher than the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from panel_desk.ui.theme.current import px

_LEAST_HEIGHT = 160


class UpAndDown(QScrollArea):
    """As narrow as what is in it, and no narrower: what is beside it gives way or goes below."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)

    def minimumSizeHint(self) -> QSize:
        """The least width of the content and its bar."""
        least, content = super().minimumSizeHint(), self.widget()
        if content is not None:
            least.setWidth(content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())
        return least.expandedTo(QSize(0, px(_LEAST_HEIGHT)))


def scrolled(content: QWidget, name: str = "") -> UpAndDown:
    """Put a widget into an area that scrolls up and down; sideways only where it cannot be narrower."""
    area = UpAndDown(name)
    content.setProperty("role", content.property("role") or "ground")
    area.setWidget(content)
    return area


class PageFrame(QScrollArea):
    """Holds a page that fills the window, and scrolls it where the window is smaller than the page can be.

    Unlike an ordinary resizable area it never makes a page higher than the window for the height it would like.
    """

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(False)
        self._page = page
        self.setWidget(page)
        page.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the room."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the page has come to need more or less."""
        if watched is self._page and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        page, room = self._page, self.maximumViewportSize()
        least = page.minimumSizeHint().expandedTo(page.minimumSize())
        width = max(room.width(), least.width())
        bar = self.verticalScrollBar().sizeHint().width()
        height = _least_height(page, width)
        if height > room.height() and width <= room.width():
            width = max(room.width() - bar, least.width())
            height = _least_height(page, width)
        page.resize(width, max(room.height() - (bar if width > room.width() else 0), height))


def _least_height(page: QWidget, width: int) -> int:
    layout = page.layout()
    if layout is not None and layout.hasHeightForWidth():
        return max(layout.minimumHeightForWidth(width), page.minimumHeight())
    return max(page.minimumSizeHint().height(), page.minimumHeight())

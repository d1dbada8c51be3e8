"""The three parts of the room beside each other; where it is narrow for its text, the people become a drawer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QVBoxLayout, QWidget

from panel_desk.ui.theme.current import px, theme
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.remembering import remembering

_NAME: Final = "split room"
_ORDER, _PEOPLE = 180, 216
_LARGE: Final = (1480, 240, 272)
"""From the first width on, more for the running order and the people."""
_NARROW_ORDER: Final = 112
_LEAST_ITEM, _LEAST_HEIGHT = 280, 160
_BESIDE: Final = 960
"""From this width on, at 100 % text size, there is room for the people too."""
_WIDE: Final = 720
"""Below it the running order shows numbers and initials only."""


class RoomSplit(QSplitter):
    """Running order, item in hand, people. The places of the handles are found again."""

    def __init__(self, order: QWidget, item: QWidget, people: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._order, self._item, self._people = order, item, people
        self._placed: tuple[int, bool, bool, bool] | None = None
        self._settling = False
        self.drawer: Drawer | None = None
        self.setProperty("role", "room")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for part in (order, item, people):
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._on_moved)
        theme().changed.connect(self.place)

    @property
    def folded(self) -> bool:
        """Whether the people are a drawer."""
        return self.drawer is not None and self._people.parent() is self.drawer

    def show_people(self) -> None:
        """Bring the people into sight, wherever they are."""
        if self.folded and self.drawer is not None:
            self.drawer.come()

    def put_away(self) -> bool:
        """Put the drawer away; False where it was not in sight."""
        return self.drawer is not None and self.drawer.go()

    # Qt

    def minimumSizeHint(self) -> QSize:
        """As narrow as a narrow running order beside the item."""
        return QSize(px(_NARROW_ORDER + _LEAST_ITEM), px(_LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where it is narrow; the parts keep their widths, and the item in hand has the rest."""
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Give each part its room, for the width and the text size there are now."""
        if self._settling:
            return
        if self._placed is not None and self._placed[0] != theme().text_percent:
            # Qt goes through every widget while it dresses them: a part that changes its place then takes the
            # splitter's handle away under it.
            self._settling = True
            QTimer.singleShot(0, self, self._settle)
            return
        self._place()

    def _place(self) -> None:
        room = self.width()
        beside, wide = room >= px(_BESIDE), room >= px(_WIDE)
        now = (theme().text_percent, beside, wide, room >= px(_LARGE[0]))
        if now != self._placed:
            self._fold(beside=beside)
            self._placed = now
            self._order.setMaximumWidth(px(_ORDER * 2) if wide else px(_NARROW_ORDER))
            self._set_out()
        if self.drawer is not None:
            self.drawer.place()

    def _settle(self) -> None:
        self._settling = False
        self._place()

    def _fold(self, *, beside: bool) -> None:
        if beside and self._people.parent() is not self:
            self.put_away()
            self.addWidget(self._people)
            self._people.show()
        elif not beside and not self.folded:
            # A splitter would take a child of its own for a part: the drawer hangs on what holds the splitter.
            self.drawer = self.drawer or Drawer(self, self.parentWidget())
            self.drawer.take(self._people)

    def _set_out(self) -> None:
        kept = remembering().recall(_NAME)
        large, *widths = _LARGE
        order, people = kept if len(kept) == 2 else widths if self.width() >= px(large) else (_ORDER, _PEOPLE)
        if self._placed is not None and not self._placed[2]:
            order = _NARROW_ORDER
        sizes = [px(order), 0, px(people)] if not self.folded else [px(order), 0]
        sizes[1] = max(self.width() - sum(sizes) - (len(sizes) - 1), px(200))
        self.setSizes(sizes)

    def _on_moved(self) -> None:
        if self._placed is None or not self._placed[1]:
            return
        sizes = [round(size * 100 / theme().text_percent) for size in self.sizes()]
        remembering().keep(_NAME, [sizes[0], sizes[2]])


class Drawer(QFrame):
    """Lies over the right of the room until Esc, or until the keyboard goes elsewhere."""

    def __init__(self, over: QSplitter, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._over = over
        self.setProperty("role", "drawer")
        self.setAccessibleName("People")
        self._column = spaced(QVBoxLayout(self), (1, 0, 0, 0), 0)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def take(self, part: QWidget) -> None:
        """Hold the people from now on, out of sight."""
        self.hide()
        self._column.addWidget(part)
        part.show()

    def come(self) -> None:
        """Into sight."""
        self.place()
        self.show()
        self.raise_()

    def go(self) -> bool:
        """Out of sight; False where it was."""
        was = self.isVisible()
        self.hide()
        return was

    def place(self) -> None:
        """At the right edge of the room."""
        area = self._over.geometry()
        width = min(max(px(_PEOPLE), self.sizeHint().width()), area.width())
        self.setGeometry(QRect(area.right() + 1 - width, area.top(), width, area.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away; what it held tells who wants the keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self.go()
        super().keyPressEvent(event)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and not self.isAncestorOf(now) and now.window() is self.window():
            self.go()

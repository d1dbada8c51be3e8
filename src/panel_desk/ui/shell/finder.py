"""Ctrl+K: one field over everything on the desk; arrow keys, Enter, Esc."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.ui.places import Command
from panel_desk.ui.session import Session
from panel_desk.ui.shell.finder_list import FinderList, FinderModel, spoken
from panel_desk.ui.shell.finder_rows import FinderRow, rows_for
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.card import Divider
from panel_desk.ui.widgets.words import Words, WordsRole

_WIDTH, _TOP, _MARGIN = 680, 56, 24
_HINT = "↑ ↓ choose   ·   Enter opens   ·   Esc closes"
_NOTHING = "Nothing on this desk has all these words. A name, initials, a local ID or a reference is enough."
_START = "Type a name, initials, a local ID, a reference, or what you want to do."


class Finder(QWidget):
    """Lies over its parent while it is open. A child appears as initials and local ID unless names are shown."""

    def __init__(
        self, session: Session, commands: Callable[[], Sequence[Command]], parent: QWidget | None = None
    ) -> None:
        """Make it, closed.

        Args:
            session: What is searched, and where a found thing is opened.
            commands: What can be done at the moment it is asked.
            parent: Over what it lies.
        """
        super().__init__(parent)
        self._session = session
        self._commands = commands
        self._known: tuple[Command, ...] = ()
        self._before: QWidget | None = None
        self._model = FinderModel(self)
        self._build()
        self.hide()
        if parent is not None:
            parent.installEventFilter(self)
        session.names.changed.connect(self._on_names_changed)

    @property
    def field(self) -> QLineEdit:
        """Where one types."""
        return self._field

    @property
    def rows(self) -> tuple[FinderRow, ...]:
        """What is offered, headings included."""
        return self._model.rows

    def chosen(self) -> FinderRow | None:
        """The row that Enter opens."""
        index = self._list.currentIndex()
        return self._model.rows[index.row()] if index.isValid() else None

    def open_finder(self) -> None:
        """Show it, empty, with the keyboard in its field."""
        window = self.window()
        self._before = window.focusWidget()
        self._known = tuple(self._commands())
        self._field.clear()
        self._look()
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_finder(self) -> None:
        """Hide it and give the keyboard back."""
        self.hide()
        self._field.clear()
        self._model.set_rows(())
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field; the size of what it lies over."""
        if watched is self._field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if watched is self.parent() and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes it."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_finder()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The one shadow there is: under what lies over a page."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 9))
        panel, corner = self._panel.geometry(), px(6)
        middle = panel.adjusted(corner, corner, -corner, -corner)
        painter.setClipRegion(QRegion(self.rect()) - QRegion(middle))
        for spread in range(px(12), 0, -(px(3) or 1)):
            around = panel.adjusted(-spread, -spread + px(4), spread, spread + px(4))
            painter.drawRoundedRect(around, corner + spread, corner + spread)
        painter.end()

    # Private

    def _build(self) -> None:
        self._panel = QFrame(self)
        self._panel.setProperty("role", "popover")
        self._panel.setAccessibleName("Find anything")
        column = spaced(QVBoxLayout(self._panel), (1, 1, 1, 1), 0)
        self._field = QLineEdit()
        self._field.setPlaceholderText("Find a child, meeting, action or command")
        self._field.setAccessibleName("Find a child, meeting, action or command")
        self._field.setFrame(False)
        self._field.setClearButtonEnabled(True)
        measured(self._field, min_height=44)
        self._field.textChanged.connect(lambda _text: self._look())
        self._field.installEventFilter(self)
        head = spaced(QVBoxLayout(), (8, 4, 8, 4))
        head.addWidget(self._field)
        column.addLayout(head)
        column.addWidget(Divider())
        self._list = FinderList(self._model)
        self._list.clicked.connect(self._on_clicked)
        self._list.entered.connect(lambda index: self._choose(index.row()))
        column.addWidget(self._list, 1)
        self._words = Words("", WordsRole.MUTED, wrap=True)
        self._words.setContentsMargins(px(12), px(12), px(12), px(12))
        column.addWidget(self._words)
        column.addWidget(Divider())
        self._hint = Words(_HINT, WordsRole.SMALL)
        self._hint.setContentsMargins(px(12), px(6), px(12), px(6))
        column.addWidget(self._hint)

    def _look(self) -> None:
        """Answer what has been typed; done here and now, because it takes less than a frame."""
        text = self._field.text()
        try:
            found = self._session.reading.searching.anything(text) if text.strip() else ()
        except DeskError as error:
            self._session.messages.say_error(error)
            found = ()
        rows = rows_for(text, found, self._known, self._session.names.of, self._session.today)
        self._model.set_rows(rows)
        self._choose(self._model.step(-1, 1) if rows else -1)
        self._words.set_text(_NOTHING if text.strip() and not rows else "" if rows else _START)
        self._words.setVisible(not rows)
        self._place()

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        at = self._list.currentIndex().row()
        if key == Qt.Key.Key_Escape:
            self.close_finder()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._choose(self._model.step(at, 1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_chosen()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            pass  # the keyboard stays here until the finder is closed
        else:
            return False
        return True

    def _choose(self, place: int) -> None:
        if place < 0 or self._model.rows[place].is_heading:
            return
        index = self._model.index(place)
        self._list.setCurrentIndex(index)
        self._field.setAccessibleDescription(spoken(self._model.rows[place]))
        first = self._model.step(-1, 1) == place
        self._list.scrollToTop() if first else self._list.scrollTo(index)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())
        self._open_chosen()

    def _open_chosen(self) -> None:
        row = self.chosen()
        if row is None or row.is_heading:
            return
        self.close_finder()
        if row.place is not None:
            self._session.go(row.place)
        elif row.command is not None:
            row.command.run()

    def _on_names_changed(self, _shown: bool) -> None:
        if self.isVisible():
            chosen = self._list.currentIndex().row()
            self._look()
            self._choose(chosen)

    def _place(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        self.setGeometry(over.rect())
        width = min(px(_WIDTH), self.width() - 2 * px(_MARGIN))
        top = px(_TOP)
        most = self.height() - top - px(_MARGIN)
        self._list.setFixedHeight(min(self._list.height_needed(), max(px(96), most - px(96))) if self.rows else 0)
        self._panel.adjustSize()
        height = min(self._panel.sizeHint().height(), most)
        before, now = self._panel.geometry(), QRect((self.width() - width) // 2, top, width, height)
        if now != before:
            self._panel.setGeometry(now)
            self.update()

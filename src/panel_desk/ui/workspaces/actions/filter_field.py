"""The field that filters while one types, with what may be typed next below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QListView, QWidget

from panel_desk.domain.following.filter_suggestions import Suggestion
from panel_desk.ui.theme.current import px
from panel_desk.ui.widgets.search_field import SearchField

_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OFFER_WIDTH = 440
_INSERT = int(Qt.ItemDataRole.UserRole)


class FilterField(SearchField):
    """A search field that offers words; ↑ ↓ and Enter take one, Esc closes the offer and then clears."""

    def __init__(
        self, placeholder: str, offers: Callable[[str], Sequence[Suggestion]], parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, parent=parent)
        self._offers = offers
        self._offered = QStandardItemModel(self)
        self._completer = QCompleter(self._offered, self)
        self._completer.setCompletionRole(_INSERT)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._completer.setWidget(self)
        self._popup = self._completer.popup() or QListView(self)
        self._popup.setAccessibleName("What may be typed next")
        # By its signature, because the signal is told twice: as text and as a place.
        self._completer.activated[QModelIndex].connect(self._on_taken)  # type: ignore[index]
        self.textEdited.connect(self._on_edited)

    @property
    def offered(self) -> tuple[str, ...]:
        """What is offered now, as shown."""
        return tuple(self._offered.item(row).text() for row in range(self._offered.rowCount()))

    def take(self, place: int) -> None:
        """Take one of what is offered."""
        self._put(str(self._offered.item(place).data(_INSERT)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While words are offered, Enter takes the marked one and Esc closes the offer; else as every search field.

        The offer hands each key to the field first.
        """
        marked = self._popup.currentIndex()
        if self._popup.isVisible() and event.key() == Qt.Key.Key_Escape:
            self._popup.hide()
        elif self._popup.isVisible() and event.key() in _TAKING and marked.isValid():
            self._popup.hide()
            self._on_taken(marked)
        else:
            super().keyPressEvent(event)

    @property
    def offer(self) -> QAbstractItemView:
        """The list below the field."""
        return self._popup

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the offer with the field, unless it is the offer that took the keyboard."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._popup.hide()

    def _on_edited(self, typed: str) -> None:
        # Only at the end of the text: in its middle an offer would stand in the way.
        found = self._offers(typed) if self.cursorPosition() == len(typed) else ()
        self._offered.clear()
        for suggestion in found:
            words = f"{suggestion.shown} – {suggestion.meaning}" if suggestion.meaning else suggestion.shown
            item = QStandardItem(words)
            item.setData(suggestion.insert, _INSERT)
            self._offered.appendRow(item)
        if found:
            # No wider than its words, because it stands over what is being filtered.
            self._completer.complete(QRect(0, 0, min(px(_OFFER_WIDTH), self.width()), self.height()))
        else:
            self._popup.hide()

    def _on_taken(self, index: QModelIndex) -> None:
        self._put(str(index.data(_INSERT)))

    def _put(self, insert: str) -> None:
        self.setText(insert if insert.endswith((":", "<", ">", "=")) else f"{insert} ")
        self._on_edited(self.text())

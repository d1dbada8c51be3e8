"""The editor of the capture line: plain text that grows to a few rows, with the command word in the accent's colour."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMoveEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from panel_desk.domain.capture.typed import printed
from panel_desk.ui.theme.current import colour, px, theme, tokens
from panel_desk.ui.widgets.qt_counting import units, upto
from panel_desk.ui.workspaces.meeting.line.line_keys import LineKey, key_of
from panel_desk.ui.workspaces.meeting.making_room import make_room

MOST_LETTERS: Final = 10_000
"""That fit into the line."""
_MOST_ROWS: Final = 4
_BORDER, _PADDING = 2, 7
"""Above and below the words, as the stylesheet has them."""

OnKey = Callable[[QKeyEvent], bool]
"""Is handed every key first; True where it has been dealt with."""


class LineEditor(QPlainTextEdit):
    """What is typed. Words that are on their way into the record stay, muted, until the next letter is typed.

    Args:
        on_key: Takes the keys that mean something to the line: Enter, Esc, ↑, ↓, Tab, Ctrl+Z …
    """

    too_long = Signal(int)
    """Letters of a paste that did not fit; nothing of it was taken."""
    placed = Signal()
    """It has another place or size now."""
    focus_left = Signal()

    def __init__(self, on_key: OnKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on_key = on_key
        self.held = False
        self.takes_tab = False
        self.setTabChangesFocus(True)
        self.setProperty("role", "capture line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        # Words that wrap have nothing at their right; Qt would make room for the blank at the end of a row.
        self.horizontalScrollBar().valueChanged.connect(self._stay_left)
        self.document().setDocumentMargin(0)
        self.setCursorWidth(2)
        self.setAccessibleName("The line: type what was said, or / for a deed")
        self._colours = _CommandColours(self.document(), self)
        theme().changed.connect(self._colours.rehighlight)
        self._before = ""
        self._vanished = False
        self.textChanged.connect(self._on_changed)

    # What stands in it

    def text(self) -> str:
        """What has been typed; paragraphs of a paste are lines."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show other words, with the cursor at their end; nothing of what stood there can be undone."""
        self.held = False
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._fit()

    def wipe(self) -> None:
        """Empty it, so that undoing brings the words back."""
        self.put(0, len(self.text()), "")

    def put(self, start: int, end: int, text: str) -> None:
        """Put words in the place of others, as one step that undoing takes back.

        Args:
            start: First letter that goes; letters are counted as Python counts them.
            end: First that stays.
            text: What stands there afterwards, with the cursor after it.
        """
        line, cursor = self.text(), self.textCursor()
        cursor.setPosition(units(line[:start]))
        cursor.setPosition(units(line[:end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def cursor_letter(self) -> int:
        """Before which letter the cursor stands, counted as Python counts them."""
        return len(upto(self.text(), self.textCursor().position()))

    def in_first_row(self) -> bool:
        """Whether ↑ has nowhere to go within the words."""
        cursor = self.textCursor()
        return not cursor.movePosition(QTextCursor.MoveOperation.Up)

    def in_last_row(self) -> bool:
        """Whether ↓ has nowhere to go within the words."""
        cursor = self.textCursor()
        return not cursor.movePosition(QTextCursor.MoveOperation.Down)

    def hold(self) -> None:
        """These words are on their way: keep them in sight, muted, and let the next letter begin a new line."""
        self.held = True
        self._colours.rehighlight()

    def give_back(self) -> None:
        """The words did not go: they can be mended, cursor and undo as before."""
        self.held = False
        self._colours.rehighlight()

    def undo_typing(self) -> bool:
        """Take back what was typed last. False in an empty line, unless one press emptied it."""
        if self.held or not self.document().isUndoAvailable() or not (self.text() or self._vanished):
            return False
        self.document().undo()
        return True

    def redo_typing(self) -> bool:
        """Bring back what was undone last; False where nothing was."""
        if self.held or not self.document().isRedoAvailable():
            return False
        self.document().redo()
        return True

    # What Qt asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The line’s keys first; then words are typed as anywhere."""
        if self._on_key(event):
            event.accept()
            return
        if self.held and not event.matches(QKeySequence.StandardKey.Paste):
            if not event.text() or not event.text().isprintable():
                return
            self._move_on()
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep undo and redo from the shell’s own keys, and leave it Ctrl+K, which would delete words here."""
        # A page's Esc would go elsewhere, and the shell's Ctrl+Z would take back a deed while words are being undone.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_finder(event):
            event.ignore()
            return False
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes a completion while there are any."""
        return False if self.takes_tab else super().focusNextPrevChild(forward)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is composed begins a new line too."""
        if self.held and (event.commitString() or event.preeditString()):
            self._move_on()
        super().inputMethodEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, but no files."""
        return (source.hasText() or source.hasHtml()) and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text; what does not fit is not taken at all."""
        pasted = source.text() if source.hasText() else QTextDocumentFragment.fromHtml(source.html()).toPlainText()
        if self.held:
            self._move_on()
        cursor = self.textCursor()
        begins = cursor.selectionStart() == 0
        words = as_paragraphs(pasted, one_line=self.text().startswith("/") and not begins)
        room = MOST_LETTERS - len(self.text()) + len(cursor.selectedText())
        if len(words) > room:
            self.too_long.emit(len(words))
            return
        cursor.insertText(words)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other rows at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()
        self.placed.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Tell who stands above."""
        super().moveEvent(event)
        self.placed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that somebody went elsewhere."""
        super().focusOutEvent(event)
        self.focus_left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(400, self.least_height())

    def minimumSizeHint(self) -> QSize:
        """One row of a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 16, self.least_height())

    def least_height(self) -> int:
        """With one row."""
        return self._row_height() + self._around()

    # Inside

    def _move_on(self) -> None:
        self.held = False
        self.setPlainText("")

    def _on_changed(self) -> None:
        text = self.text()
        if text != self._before:
            self._vanished = not text and len(self._before) > 1 and self.document().isUndoAvailable()
            self._before = text
            self._fit()

    def _fit(self) -> None:
        """Be as high as the words, within bounds."""
        rows, high, block = 0.0, self._row_height(), self.document().firstBlock()
        while block.isValid() and rows < _MOST_ROWS * high:
            rows += self.document().documentLayout().blockBoundingRect(block).height()
            block = block.next()
        wanted = int(min(max(rows, high), _MOST_ROWS * high)) + self._around()
        if self.height() != wanted or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)
            make_room(self)
        if rows < _MOST_ROWS * high:
            # Everything is in sight: what Qt scrolled while it was lower comes back.
            self.verticalScrollBar().setValue(0)

    def _stay_left(self, value: int) -> None:
        if value:
            self.horizontalScrollBar().setValue(0)

    def _row_height(self) -> int:
        """Of one row as it is laid out, which the font's own measure misses by a pixel."""
        layout = self.document().firstBlock().layout()
        laid_out = layout.lineAt(0).height() if layout.lineCount() else 0.0
        return max(math.ceil(laid_out), self.fontMetrics().lineSpacing())

    def _around(self) -> int:
        return 2 * (_BORDER + px(_PADDING))


def as_paragraphs(untrusted_text: str, *, one_line: bool = False) -> str:
    """Text from the clipboard as the line takes it: no control characters, one paragraph a line, none empty.

    Args:
        untrusted_text: As it was copied.
        one_line: A command goes on: everything in one line.
    """
    kept = printed(untrusted_text).replace("\t", " ")
    paragraphs = [" ".join(each.split(" ")).strip() for each in kept.split("\n")]
    full = [each for each in paragraphs if each]
    if len(full) <= 1:
        return kept.strip("\n").replace("\n", " ") if full else ""
    return (" " if one_line or _is_command(full[0]) else "\n").join(full)


def _is_ours(event: QKeyEvent) -> bool:
    return key_of(event) in (LineKey.UNDO, LineKey.REDO)


def _is_finder(event: QKeyEvent) -> bool:
    return event.keyCombination() == QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_K)


def _is_command(text: str) -> bool:
    return text.startswith("/") and not text.startswith("//")


class _CommandColours(QSyntaxHighlighter):
    """Draws the command word in the accent's colour, and words on their way muted."""

    def __init__(self, document: QTextDocument, editor: LineEditor) -> None:
        super().__init__(document)
        self._editor = editor

    def highlightBlock(self, text: str) -> None:
        if self._editor.held:
            muted = QTextCharFormat()
            muted.setForeground(colour(tokens().muted))
            self.setFormat(0, units(text), muted)
        elif _is_command(text) and self.currentBlock().blockNumber() == 0:
            accent = QTextCharFormat()
            accent.setForeground(colour(tokens().accent))
            accent.setFontWeight(QFont.Weight.DemiBold)
            self.setFormat(0, units(text.split(" ", 1)[0]), accent)

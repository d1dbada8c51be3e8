"""The field that a meeting is typed into: large plain text in one measure, each paragraph checked as it is typed."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QToolTip, QWidget

from panel_desk.domain.capture.typed import printed
from panel_desk.domain.language import replacement
from panel_desk.domain.merged_text import change
from panel_desk.ui.theme.current import px, theme
from panel_desk.ui.theme.tokens import LARGE
from panel_desk.ui.widgets.flag_marks import FlagsOf, Mark, as_qt_counts, flag_menu, tip_of, wave_of
from panel_desk.ui.widgets.qt_counting import between, units, upto
from panel_desk.ui.widgets.words import plain_tip

MEASURE: Final = 672
"""Pixels at 100 %: about 90 characters, which an eye still follows back to the next line."""
_LINE: Final = 25
_LEAST_LINES: Final = 3
_LONG: Final = 2_000
"""Characters of a paragraph that is checked only when the hand rests."""
_REST: Final = 400


class WordsField(QTextEdit):
    """Plain text only. F7 goes to the next flagged words; Ctrl+Enter tells which paragraph is to become an action."""

    words_changed = Signal()
    """The words themselves, not their look."""
    paragraph_chosen = Signal(str)
    """The selected words, or the paragraph under the cursor."""

    def __init__(self, flags: FlagsOf | None = None, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "words")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(0)
        self._flagging = _Flagging(self.document(), flags)
        self._told = ""
        self.textChanged.connect(self._on_text_changed)
        self._dressed_for = 0
        self._dress()
        theme().changed.connect(self._on_theme_changed)

    def text(self) -> str:
        """What has been typed, whole."""
        return _lines(self.document().toRawText())

    def show_text(self, text: str) -> None:
        """Show another text; its undo begins here."""
        if text != self.text():
            self.setPlainText(text)
            self._dress()

    def mend_text(self, text: str) -> None:
        """Become another text by the shortest change: the cursor stays, and one at rest at the end goes along.

        What the record brought is no typing: Ctrl+Z would take it away, and the next deed record that it is gone.
        So what can be taken back in the field begins anew.
        """
        mine = self.text()
        if text == mine:
            return
        at_end = not self.hasFocus() and self.textCursor().atEnd()
        stretch = change(mine, text)
        kept = self.textCursor()
        stays = kept.position() <= units(mine[: stretch.start]) and not kept.hasSelection()
        place = kept.position()
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(mine[: stretch.start]))
        cursor.setPosition(units(mine[: stretch.end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(stretch.put)
        self.document().clearUndoRedoStacks()
        if at_end:
            self.moveCursor(QTextCursor.MoveOperation.End)
        elif stays:
            kept.setPosition(place)
            self.setTextCursor(kept)

    def place(self) -> int:
        """Where the cursor stands, in characters."""
        return len(upto(self.text(), self.textCursor().position()))

    def set_place(self, place: int) -> None:
        """Put the cursor there, or at the end where the text is shorter."""
        cursor = self.textCursor()
        cursor.setPosition(min(units(self.text()[: max(place, 0)]), self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def check_again(self) -> None:
        """Look at the whole text again, after the word list has changed."""
        self._flagging.rehighlight()

    def minimumSizeHint(self) -> QSize:
        """Room for a few lines: less would hide what is typed."""
        return QSize(px(240), px(_LINE) * _LEAST_LINES)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the words alone: no type, no colour, no picture and nothing that is no text."""
        self.textCursor().insertText(printed(source.text()))
        self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only what holds words; a picture is not even offered to be dropped."""
        return source.hasText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F7 goes through the flags; Ctrl+Enter takes the paragraph."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_F7 and not event.modifiers():
            self._go_to_next_flag()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_paragraph() if control else self._begin_line()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, below the alternatives where flagged words were asked about."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        menu = self.createStandardContextMenu(event.pos())
        found = self._flagging.at(cursor)
        if found is not None:
            flagged, usual = self._menu_of(cursor.block(), found), menu
            flagged.addSeparator()
            flagged.addActions(usual.actions())
            usual.setParent(flagged)
            menu = flagged
        menu.addSeparator()
        take = menu.addAction("Make this an action\tCtrl+Enter")
        take.triggered.connect(self._take_paragraph)
        self._open(menu, event.globalPos())

    def event(self, event: QEvent) -> bool:
        """What a flag means, when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self._flagging.at(self.cursorForPosition(self.viewport().mapFrom(self, event.pos())))
            QToolTip.showText(event.globalPos(), plain_tip(tip_of(found.flag)) if found else "", self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines of one measure, with the bar at the edge of the pane."""
        super().resizeEvent(event)
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), px(MEASURE)))

    def _on_text_changed(self) -> None:
        """Qt tells of waves that are drawn anew as of words."""
        text = self.text()
        if text != self._told:
            self._told = text
            self.words_changed.emit()

    def _on_theme_changed(self) -> None:
        if self._dressed_for != theme().text_percent:
            self._dress()

    def _dress(self) -> None:
        """Size and line height follow the text size; what could be taken back begins anew."""
        self._dressed_for = theme().text_percent
        line = QTextBlockFormat()
        line.setLineHeight(px(_LINE), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        self.document().setDefaultFont(theme().font(LARGE))
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        with _Silent(self):
            cursor.mergeBlockFormat(line)
        self.document().setUndoRedoEnabled(True)

    def _begin_line(self) -> None:
        """By itself Qt would take the first Enter in an empty line for a wish to be rid of the line's height."""
        if not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()

    def _take_paragraph(self) -> None:
        cursor = self.textCursor()
        words = _lines(cursor.selectedText() if cursor.hasSelection() else _paragraph_at(cursor.block()))
        if words.strip():
            self.paragraph_chosen.emit(words)

    def _go_to_next_flag(self) -> None:
        cursor = self.textCursor()
        found = self._flagging.after(cursor.selectionEnd() - (0 if cursor.hasSelection() else 1))
        if found is None:
            return
        block, mark = found
        self._select(block, mark)
        self._open(self._menu_of(block, mark), self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    def _menu_of(self, block: QTextBlock, mark: Mark) -> QMenu:
        words = between(block.text(), mark.start, mark.end)
        return flag_menu(self, words, mark.flag, partial(self._replace, block, mark, words))

    def _replace(self, block: QTextBlock, mark: Mark, words: str, instead: str) -> None:
        if not block.isValid() or between(block.text(), mark.start, mark.end) != words:
            return
        self._select(block, mark).insertText(replacement(words, instead))
        self.setFocus()

    def _select(self, block: QTextBlock, mark: Mark) -> QTextCursor:
        cursor = self.textCursor()
        cursor.setPosition(block.position() + mark.start)
        cursor.setPosition(block.position() + mark.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return cursor

    def _open(self, menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)


class _Silent:
    """While the look changes, nobody is told that somebody typed."""

    def __init__(self, field: QTextEdit) -> None:
        self._field = field
        self._before = False

    def __enter__(self) -> None:
        self._before = self._field.blockSignals(True)

    def __exit__(self, *_error: object) -> None:
        self._field.blockSignals(self._before)


class _Flagging(QSyntaxHighlighter):
    """Checks each paragraph when it changes, a long one when the hand rests, and draws the waves."""

    def __init__(self, document: QTextDocument, flags: FlagsOf | None) -> None:
        super().__init__(document)
        self._flags_of = flags
        self._long: set[int] = set()
        self._resting = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._on_rest)
        theme().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Qt asks for each paragraph that has changed."""
        if self._flags_of is None:
            return
        if len(text) > _LONG and not self._resting:
            self._long.add(self.currentBlock().blockNumber())
            self._rest.start()
            return
        for mark in as_qt_counts(text, self._flags_of(text)):
            self.setFormat(mark.start, mark.end - mark.start, wave_of(mark.flag))

    def at(self, cursor: QTextCursor) -> Mark | None:
        """The flag that a cursor stands in."""
        place = cursor.position() - cursor.block().position()
        return next((mark for mark in self._marks_of(cursor.block()) if mark.start <= place <= mark.end), None)

    def after(self, place: int) -> tuple[QTextBlock, Mark] | None:
        """The first flag that begins at a place or after it, from the beginning again after the last."""
        found = [(block, mark) for block in _blocks(self.document()) for mark in self._marks_of(block)]
        later = (each for each in found if each[0].position() + each[1].start >= place)
        return next(later, found[0] if found else None)

    def _marks_of(self, block: QTextBlock) -> tuple[Mark, ...]:
        """Asked for anew: what hangs on a block would have to outlive it."""
        text = block.text()
        return as_qt_counts(text, self._flags_of(text)) if self._flags_of is not None else ()

    def _on_rest(self) -> None:
        waiting, self._long = self._long, set()
        self._resting = True
        for number in waiting:
            block = self.document().findBlockByNumber(number)
            if block.isValid():
                self.rehighlightBlock(block)
        self._resting = False


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    return [document.findBlockByNumber(number) for number in range(document.blockCount())]


def _paragraph_at(block: QTextBlock) -> str:
    """The lines round a block up to the next blank ones: what the record calls a paragraph."""
    first = last = block
    while first.text().strip() and first.previous().isValid() and first.previous().text().strip():
        first = first.previous()
    while last.text().strip() and last.next().isValid() and last.next().text().strip():
        last = last.next()
    lines = [first.text()]
    while first != last:
        first = first.next()
        lines.append(first.text())
    return "\n".join(lines)


def _lines(text: str) -> str:
    """Text with the ends of lines that everybody else knows."""
    return text.replace("\u2029", "\n").replace("\u2028", "\n")

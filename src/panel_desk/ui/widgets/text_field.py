"""The field that running text is typed into: plain text, with wording to look at again underlined as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QToolTip, QWidget

from panel_desk.domain.language import Flag, replacement
from panel_desk.ui.theme.current import theme
from panel_desk.ui.widgets.flag_marks import FlagsOf, Mark, as_qt_counts, flag_menu, tip_of, wave_of
from panel_desk.ui.widgets.words import plain_tip

__all__ = ["FlagsOf", "TextField"]


class TextField(QPlainTextEdit):
    """Plain text. F7 goes to the next flag and opens its menu; so does a right click on the underlined words.

    Args:
        flags: Says what to look at; without it nothing is underlined.
        name: For those who hear the screen; a ``LabelledField`` gives it otherwise.
        placeholder: What belongs here, while it is empty.
        lines: How many lines it shows at least.
    """

    flags_changed = Signal(object)
    """The flags (``tuple[Flag, ...]``) of the text as it stands now."""
    focus_left = Signal()
    """Somebody has gone on to something else: what was typed may be kept."""

    def __init__(
        self,
        flags: FlagsOf | None = None,
        *,
        name: str = "",
        placeholder: str = "",
        lines: int = 4,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._flags_of = flags
        self._marks: tuple[Mark, ...] = ()
        self._lines = lines
        self._menu: QMenu | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        # Before the highlighter is there, so that it draws by the flags of the text that has just changed.
        self.document().contentsChange.connect(self._on_contents_changed)
        self._underline = _Underline(self.document(), self._marks_in)
        theme().changed.connect(self._underline.rehighlight)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What is underlined now, in the order of the text."""
        return tuple(mark.flag for mark in self._marks)

    def text(self) -> str:
        """What has been typed."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text; what is shown already is left alone, with its cursor and its undo."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def set_flags_of(self, flags: FlagsOf | None) -> None:
        """Check by another list from now on, or by none."""
        self._flags_of = flags
        self.check_again()

    def check_again(self) -> None:
        """Look at the text again, after the word list has changed."""
        self._check()
        self._underline.rehighlight()

    def next_flag(self) -> Flag | None:
        """Select the next flagged words after the cursor, from the beginning again after the last; None without any."""
        if not self._marks:
            return None
        after = self.textCursor().selectionEnd() - (0 if self.textCursor().hasSelection() else 1)
        mark = next((m for m in self._marks if m.start >= after), self._marks[0])
        self._select(mark.start, mark.end)
        return mark.flag

    def replace(self, flag: Flag, instead: str) -> None:
        """Put an alternative in place of flagged words, as one step that Ctrl+Z takes back.

        A part in brackets, which only the writer can fill in, is selected afterwards.
        """
        mark = next((m for m in self._marks if m.flag == flag), None)
        if mark is None or self.isReadOnly():
            return
        words = replacement(self.toPlainText()[flag.start : flag.end], instead)
        cursor = self._select(mark.start, mark.end)
        cursor.insertText(words)
        opens, closes = words.find("("), words.find(")")
        if 0 <= opens < closes:
            self._select(mark.start + opens, mark.start + closes + 1)
        else:
            self.setTextCursor(cursor)

    def flag_menu(self, flag: Flag) -> QMenu:
        """The alternatives to flagged words, and why they are flagged."""
        words = self.toPlainText()[flag.start : flag.end]
        return flag_menu(self, words, flag, partial(self._on_alternative, flag) if not self.isReadOnly() else None)

    def sizeHint(self) -> QSize:
        """Room for the lines asked for."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """The same: a field that shows half a line helps nobody."""
        return QSize(super().minimumSizeHint().width(), self._height())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the words alone: no type, no colour, no picture and no invisible character."""
        kept = "".join(c for c in source.text() if c in "\n\t" or c.isprintable() or c.isspace())
        self.insertPlainText(kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F7 goes through the flags."""
        if event.key() == Qt.Key.Key_F7 and not event.modifiers():
            flag = self.next_flag()
            if flag is not None:
                self._open_menu(self.flag_menu(flag), self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, below the alternatives where flagged words were asked about."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        usual = self.createStandardContextMenu(event.pos())
        flag = self._flag_at(cursor.position())
        if flag is None:
            self._open_menu(usual, event.globalPos())
            return
        menu = self.flag_menu(flag)
        menu.addSeparator()
        menu.addActions(usual.actions())
        usual.setParent(menu)
        self._open_menu(menu, event.globalPos())

    def event(self, event: QEvent) -> bool:
        """What a flag means, when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            flag = self._flag_at(self.cursorForPosition(self.viewport().mapFrom(self, event.pos())).position())
            tip = tip_of(flag) if flag else self.toolTip()
            QToolTip.showText(event.globalPos(), plain_tip(tip) if flag else tip, self)
            return True
        if event.type() is QEvent.Type.FocusOut:
            self.focus_left.emit()
        return super().event(event)

    def _on_contents_changed(self, _position: int, _removed: int, _added: int) -> None:
        before = {block: self._of_block(block) for block in self._blocks_with_marks()}
        self._check()
        for block in {*before, *self._blocks_with_marks()}:
            if before.get(block) != self._of_block(block):
                self._underline.mend_later(block)

    def _on_alternative(self, flag: Flag, instead: str) -> None:
        self.replace(flag, instead)
        self.setFocus()

    def _check(self) -> None:
        text = self.toPlainText()
        found = tuple(self._flags_of(text)) if self._flags_of else ()
        before = self.flags
        self._marks = as_qt_counts(text, found)
        if self.flags != before:
            self.flags_changed.emit(self.flags)

    def _marks_in(self, start: int, length: int) -> list[Mark]:
        return [mark for mark in self._marks if mark.start < start + length and start < mark.end]

    def _blocks_with_marks(self) -> set[int]:
        return {self.document().findBlock(at).blockNumber() for m in self._marks for at in (m.start, m.end - 1)}

    def _of_block(self, number: int) -> tuple[tuple[int, int], ...]:
        block = self.document().findBlockByNumber(number)
        inside = self._marks_in(block.position(), block.length())
        return tuple((mark.start - block.position(), mark.end - block.position()) for mark in inside)

    def _flag_at(self, position: int) -> Flag | None:
        return next((mark.flag for mark in self._marks if mark.start <= position <= mark.end), None)

    def _select(self, start: int, end: int) -> QTextCursor:
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return cursor

    def _open_menu(self, menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _height(self) -> int:
        margin = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        return self.fontMetrics().lineSpacing() * self._lines + margin + 8


class _Underline(QSyntaxHighlighter):
    """Draws the waves; what they stand under is told by the field."""

    def __init__(self, document: QTextDocument, marks_in: Callable[[int, int], list[Mark]]) -> None:
        super().__init__(document)
        self._marks_in = marks_in
        self._to_mend: set[int] = set()
        document.contentsChanged.connect(self._on_changed)

    def mend_later(self, block: int) -> None:
        """Draw a paragraph again once the change at hand is over."""
        self._to_mend.add(block)

    def highlightBlock(self, text: str) -> None:
        start = self.currentBlock().position()
        for mark in self._marks_in(start, len(text.encode("utf-16-le")) // 2):
            first = max(mark.start - start, 0)
            self.setFormat(first, mark.end - start - first, wave_of(mark.flag))

    def _on_changed(self) -> None:
        blocks, self._to_mend = self._to_mend, set()
        for number in blocks:
            block = self.document().findBlockByNumber(number)
            if block.isValid():
                self.rehighlightBlock(block)

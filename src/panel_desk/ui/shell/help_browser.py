"""Shows our own help as text: nothing is loaded but shipped pictures, and links lead to the help only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from panel_desk.shipped import shipped
from panel_desk.ui.theme.current import colour, px, theme, tokens
from panel_desk.ui.theme.tokens import BODY, HEADING, LARGE

_PAGE: Final = re.compile(r"(?:(?:\.\./)?(?:help|guides)/)?([a-z-]+)\.md(?:#([a-z0-9-]+))?")
_EVERY_SETTING: Final = ("every-setting", "../settings.md")
"""The page of all settings, as it is called here and in links."""
_PICTURE: Final = re.compile(r"\.\./pictures/([a-z0-9-]+\.png)")
_SIZES: Final = {1: HEADING, 2: LARGE}
_NO_HTML: Final = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_LEAST_PICTURE: Final = 160


def help_file(name: str) -> Path | None:
    """The file of a page of the help or of a guide, by its name without ending; None where there is none."""
    if name == _EVERY_SETTING[0]:
        return shipped("settings.md")
    if not re.fullmatch(r"[a-z-]+", name):
        return None
    found = (shipped(folder, f"{name}.md") for folder in ("help", "guides"))
    return next((path for path in found if path.is_file()), None)


class HelpBrowser(QTextBrowser):
    """Text of the help. What it is given is never read as HTML."""

    page_wanted = Signal(str, str)
    """A link was followed: the page's name, and the heading in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName("Help")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._on_link)
        self._markdown = ""
        theme().changed.connect(self._on_theme_changed)

    def show_markdown(self, markdown: str, heading: str = "") -> None:
        """Show a text from its beginning, or from one of its headings."""
        self._markdown = markdown
        document = self.document()
        document.setMarkdown(markdown, _NO_HTML)
        self._dress(document)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        if heading:
            self._go_to(heading)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A shipped picture, no wider than the room; for anything else an empty one.

        Without that Qt would go and load the file of that name by itself.
        """
        found = _PICTURE.fullmatch(QUrl(name).toString())
        picture = QImage(str(shipped("pictures", found[1]))) if found and kind == _IMAGE else QImage()
        if picture.isNull():
            return _nothing()
        room = max(px(_LEAST_PICTURE), self.viewport().width() - px(16))
        smooth = Qt.TransformationMode.SmoothTransformation
        return picture if picture.width() <= room else picture.scaledToWidth(room, smooth)

    def _dress(self, document: QTextDocument) -> None:
        document.setDocumentMargin(px(8))
        document.setIndentWidth(px(20))
        block = document.begin()
        while block.isValid():
            _space(block)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _line(frame)

    def _go_to(self, heading: str) -> None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and anchor(block.text()) == heading:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top))
                return
            block = block.next()

    def _on_link(self, link: QUrl) -> None:
        target = link.toString()
        found = _PAGE.fullmatch(target)
        if found is not None:
            self.page_wanted.emit(found[1], found[2] or "")
        elif target == _EVERY_SETTING[1]:
            self.page_wanted.emit(_EVERY_SETTING[0], "")
        elif target.startswith("#"):
            self._go_to(target[1:])

    def _on_theme_changed(self) -> None:
        at = self.verticalScrollBar().value()
        self.show_markdown(self._markdown)
        self.verticalScrollBar().setValue(at)


def anchor(heading: str) -> str:
    """A heading as links name it: ``#what-is-due``."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


_IMAGE: Final = int(QTextDocument.ResourceType.ImageResource.value)


def _nothing() -> QImage:
    empty = QImage(1, 1, QImage.Format.Format_ARGB32)
    empty.fill(Qt.GlobalColor.transparent)
    return empty


def _space(block: QTextBlock) -> None:
    level = block.blockFormat().headingLevel()
    spaces = QTextBlockFormat()
    spaces.setLineHeight(120, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
    spaces.setTopMargin(px(16) if level > 1 else 0)
    spaces.setBottomMargin(px(4 if level or block.textList() is not None else 8))
    QTextCursor(block).mergeBlockFormat(spaces)
    if level:
        # Not by points but by pixels, as everywhere in the window; Qt's own steps for headings come on top of a font.
        _set(block, block.position(), block.length() - 1, theme().font(_SIZES.get(level, BODY), strong=True))
    for fragment in _fragments(block):
        if fragment.charFormat().fontFixedPitch():
            _set(block, fragment.position(), fragment.length(), theme().font(BODY, strong=True), ground=tokens().rail)


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    found, run = [], block.begin()
    while not run.atEnd():
        found.append(run.fragment())
        run += 1
    return found


def _set(block: QTextBlock, start: int, length: int, font: QFont, *, ground: str = "") -> None:
    words = QTextCharFormat()
    words.setFont(font)
    if ground:
        words.setBackground(colour(ground))
    cursor = QTextCursor(block.document())
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(words)


def _line(table: QTextTable) -> None:
    lines = table.format().toTableFormat()
    lines.setBorder(1)
    lines.setBorderCollapse(True)
    lines.setBorderBrush(colour(tokens().line))
    lines.setCellPadding(px(4))
    lines.setCellSpacing(0)
    table.setFormat(lines)

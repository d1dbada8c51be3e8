"""Help beside the page it is about: searched, read, closed again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.shipped import shipped
from panel_desk.ui.shell.help_browser import HelpBrowser, anchor, help_file
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.buttons import tool_button
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.words import Words, WordsRole

_MOST_HITS = 20
_WIDTH = 400


class HelpPane(QFrame):
    """A column at the right of the window. Esc or its button closes it; the page beside it stays usable."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "help")
        self.setAccessibleName("Help")
        measured(self, width=_WIDTH)
        self._page = ""
        self._before: list[str] = []
        self.browser = HelpBrowser(self)
        self.search = SearchField("Search the help", goes_to=self.browser)
        self._back = tool_button("arrow-left", "Back to the page before", self._on_back)
        column = spaced(QVBoxLayout(self), (16, 12, 12, 12), 8)
        column.addLayout(self._head())
        column.addWidget(self.search)
        column.addWidget(self.browser, 1)
        self.search.typed.connect(self._on_typed)
        self.browser.page_wanted.connect(self._on_page_wanted)
        self._back.setEnabled(False)

    @property
    def page(self) -> str:
        """The page shown: ``case-lists``."""
        return self._page

    def show_page(self, name: str, heading: str = "") -> None:
        """Open the help of a page; asked again for the same page, close it."""
        page = name.replace("_", "-").replace(" ", "-")
        if self.isVisible() and page == self._page and not heading and not self.search.text():
            self.close_help()
            return
        self._before.clear()
        self._open(page, heading)
        self.show()
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_help(self) -> None:
        """Give the room back to the page."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_help()
        else:
            super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        row = spaced(QHBoxLayout(), spacing=4)
        row.addWidget(Words("Help", WordsRole.SUBHEADING))
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(tool_button("x", "Close the help (Esc)", self.close_help))
        return row

    def _open(self, page: str, heading: str = "") -> None:
        path = help_file(page)
        self._page = page if path else ""
        text = path.read_text(encoding="utf-8") if path else _NOT_THERE
        self.browser.show_markdown(text, heading)
        self._back.setEnabled(bool(self._before))

    def _on_page_wanted(self, page: str, heading: str) -> None:
        if self._page:
            self._before.append(self._page)
        self.search.clear()
        self._open(page, heading)

    def _on_back(self) -> None:
        if self._before:
            self._open(self._before.pop())

    def _on_typed(self, text: str) -> None:
        if text.split():
            self.browser.show_markdown(_found(text))
        elif self._page:
            self._open(self._page)


_NOT_THERE = "# Help\n\nThere is no help for this page yet. Search above."


def _found(text: str) -> str:
    """Where all the words stand, as links to the headings above them."""
    words = text.casefold().split()
    hits: list[str] = []
    for folder in ("help", "guides"):
        for path in sorted(shipped(folder).glob("*.md")):
            hits += _hits(path.stem, path.read_text(encoding="utf-8"), words)
    if not hits:
        return "# Nothing found\n\nTry one word, or another word for it."
    return "\n".join(["# Found in the help", "", *hits[:_MOST_HITS]])


def _hits(page: str, text: str, words: list[str]) -> list[str]:
    title = text.partition("\n")[0].removeprefix("# ")
    heading, found = title, []
    for line in text.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        plain = line.casefold()
        if all(word in plain for word in words) and not line.startswith("!["):
            where = title if heading == title else f"{title}: {heading}"
            found.append(f"- [{where}]({page}.md#{anchor(heading)})\n")
    return list(dict.fromkeys(found))

"""A document as it will print: read, searched and printed where it stands."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QWidget

from panel_desk.ui.theme.current import colour, tokens
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.buttons import tool_button
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.pdf_outline import place_of
from panel_desk.ui.widgets.pdf_printing import print_document
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.words import Words, WordsRole

_STEP: Final = 1.2
_LEAST, _MOST = 0.25, 5.0
_SEARCHED: Final = 400
"""Milliseconds after which a text that was not found is said not to be there; Qt does not tell when it has looked."""
_SETTLING: Final = (0, 120, 500)
"""Milliseconds after which pages are drawn anew when another document has come."""
_WHOLE: Final = QModelIndex()


class PdfView(Card):
    """Fits the width until zoomed; the same document shown anew keeps its page, its zoom and its place."""

    page_changed = Signal(int)
    """The page in view, from 1."""

    def __init__(self, name: str = "Document", parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self._name = name
        self._shown = b""
        self._shown_as = ""
        self._held: QBuffer | None = None
        self._document = QPdfDocument(self)
        self._found = QPdfSearchModel(self)
        self._found.setDocument(self._document)
        self._searched = QTimer(self, singleShot=True, interval=_SEARCHED)
        self._at = -1
        self._view = QPdfView(self)
        self._set_up_view()
        self.body.addWidget(self._make_bar())
        self.body.addWidget(Divider())
        self.body.addWidget(self._view, 1)
        self._connect()
        self._show_page()

    # Public

    def show_bytes(self, pdf: bytes, *, known_as: str = "") -> None:
        """Show a document; under the name it had before, it stays at its page and place."""
        if pdf == self._shown:
            return
        same = bool(self._shown) and known_as == self._shown_as
        bar = self._view.verticalScrollBar()
        page, place = self._view.pageNavigator().currentPage(), bar.value()
        self._load(pdf)
        self._shown_as = known_as
        if same and page < self._document.pageCount():
            QTimer.singleShot(0, self, lambda: bar.setValue(min(place, bar.maximum())))
        else:
            self.go_to_page(1)
        self._show_page()

    def clear(self) -> None:
        """Show nothing."""
        self._document.close()
        self._held = None
        self._shown, self._shown_as = b"", ""
        self._show_page()

    def pages(self) -> int:
        """How many pages it has."""
        return self._document.pageCount() if self._shown else 0

    def page(self) -> int:
        """The page in view, from 1; 0 where there is none."""
        return self._view.pageNavigator().currentPage() + 1 if self.pages() else 0

    def go_to_page(self, page: int) -> None:
        """Bring a page into view."""
        if 1 <= page <= self.pages():
            self._view.pageNavigator().jump(page - 1, QPointF())

    def go_to_heading(self, heading: str) -> bool:
        """Bring a heading of the document's outline into view; whether the document has it."""
        place = place_of(self._document, heading) if self.pages() else None
        if place is not None:
            self._view.pageNavigator().jump(*place)
        return place is not None

    def zoom(self, factor: float) -> None:
        """Larger or smaller by a factor."""
        now = self._view.zoomFactor() if self._zoomed() else self._fitted()
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(max(_LEAST, min(_MOST, now * factor)))

    def fit_width(self) -> None:
        """As wide as the view."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def find_text(self, text: str) -> None:
        """Mark a text and go to the first place where it stands."""
        self._at = -1
        self._counted.set_text("")
        self._found.setSearchString(text)
        self._searched.start()

    def find_next_text(self, step: int = 1) -> None:
        """Go to the next (or with -1 the last) place where the text stands."""
        count = self._found.rowCount(_WHOLE)
        if count:
            self._at = (self._at + step) % count
            self._view.setCurrentSearchResultIndex(self._at)
            place = self._found.resultAtIndex(self._at)
            self._view.pageNavigator().jump(place.page(), place.location())
        self._count_found()

    def allow_printing(self, *, allowed: bool) -> None:
        """Whether it may be printed from here: a preview of what is only sent out as an entered copy may not."""
        self._printable = allowed
        self._paper.setVisible(allowed)

    def print(self) -> None:
        """Ask for a printer, and print."""
        if self.pages() and self._printable:
            # Others read the names of what waits for a printer.
            print_document(self, self._document, f"Panel Desk: {self._name}")

    # Private

    def _load(self, pdf: bytes) -> None:
        self._document.close()
        held = QBuffer(self)
        held.setData(QByteArray(pdf))
        held.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(held)
        if self._held is not None:
            self._held.deleteLater()
        self._held, self._shown = held, pdf
        for pause in _SETTLING:
            QTimer.singleShot(pause, self, self._forget_drawn)

    def _forget_drawn(self) -> None:
        """Draw every page anew.

        A page of the document before that was being drawn when another came is kept by Qt as a page of the new one:
        it is thrown away once it has arrived, so that nothing of an earlier document stays in sight.
        """
        spacing = self._view.pageSpacing()
        self._view.setPageSpacing(spacing + 1)
        self._view.setPageSpacing(spacing)

    def _set_up_view(self) -> None:
        view = self._view
        view.setDocument(self._document)
        view.setSearchModel(self._found)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        view.setAccessibleName(self._name)
        view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        measured(view, min_width=200, min_height=200)
        self._ground()

    def _ground(self) -> None:
        """The ground behind the pages; QPdfView paints it in the palette's dark colour."""
        palette = self._view.palette()
        palette.setColor(QPalette.ColorRole.Dark, colour(tokens().rail))
        self._view.setPalette(palette)

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        self._before = tool_button("chevron-up", "Previous page", lambda: self.go_to_page(self.page() - 1))
        self._after = tool_button("chevron-down", "Next page", lambda: self.go_to_page(self.page() + 1))
        self._place = Words("", WordsRole.MUTED)
        self._search = SearchField("Find")
        self._search.setAccessibleName(f"Find in {self._name}")
        measured(self._search, min_width=120, max_width=280)
        self._counted = Words("", WordsRole.SMALL)
        smaller = tool_button("zoom-out", "Smaller", lambda: self.zoom(1 / _STEP))
        larger = tool_button("zoom-in", "Larger", lambda: self.zoom(_STEP))
        fit = tool_button("maximize", "Fit the width", self.fit_width)
        self._paper = paper = tool_button("printer", "Print", self.print)
        self._printable = True
        turning = flow_row(self._before, self._after, self._place, spacing=4)
        finding = flow_row(self._counted, self._search, smaller, larger, fit, paper, spacing=4)
        row = spaced(QHBoxLayout(bar), (7, 3, 7, 3), 4)
        row.addWidget(turning)
        row.addStretch(1)
        row.addWidget(finding)
        self._tools = (self._before, self._after, self._search, smaller, larger, fit, paper)
        return bar

    def _connect(self) -> None:
        self._view.pageNavigator().currentPageChanged.connect(self._on_page_changed)
        self._found.countChanged.connect(self._on_found)
        self._searched.timeout.connect(self._count_found)
        self._search.typed.connect(self.find_text)
        self._search.returnPressed.connect(self.find_next_text)
        keys = {
            "Ctrl++": lambda: self.zoom(_STEP),
            "Ctrl+=": lambda: self.zoom(_STEP),
            "Ctrl+-": lambda: self.zoom(1 / _STEP),
            "Ctrl+0": self.fit_width,
            "Ctrl+F": self._search.setFocus,
            "Ctrl+P": self.print,
        }
        for key, deed in keys.items():
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(deed)

    def _on_page_changed(self, page: int) -> None:
        self._show_page()
        self.page_changed.emit(page + 1)

    def _on_found(self) -> None:
        if self._at < 0 and self._found.rowCount(_WHOLE):
            self.find_next_text()
        self._count_found()

    def _count_found(self) -> None:
        count = self._found.rowCount(_WHOLE)
        sought = self._found.searchString()
        self._counted.set_text(f"{max(self._at, 0) + 1} of {count}" if count else "not found" if sought else "")

    def _show_page(self) -> None:
        pages = self.pages()
        self._place.set_text(f"Page {self.page()} of {pages}" if pages else "No document")
        for widget in self._tools:
            widget.setEnabled(bool(pages))
        self._before.setEnabled(self.page() > 1)
        self._after.setEnabled(0 < self.page() < pages)

    def _zoomed(self) -> bool:
        return self._view.zoomMode() is QPdfView.ZoomMode.Custom

    def _fitted(self) -> float:
        """The zoom at which the page is as wide as the view now."""
        points = self._document.pagePointSize(max(self.page() - 1, 0)).width()
        margins = self._view.documentMargins()
        room = self._view.viewport().width() - margins.left() - margins.right()
        return room / (points * self._view.logicalDpiX() / 72) if points else 1.0

"""Paragraphs and tables that tag themselves while they are drawn. ``para`` alone makes a Paragraph.

Text never meets reportlab's markup parser: it goes in as ready fragments, so that ``<img src="…">`` or ``AT&T;``
print as they were typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Paragraph, Table, TableStyle
from reportlab.platypus.paraparser import ParaFrag

from panel_desk.documents.tagging.canvas import TaggedCanvas
from panel_desk.documents.tagging.elements import Element


class Run(NamedTuple):
    """A stretch of prepared text in one look; what is None comes from the paragraph's style."""

    text: str
    font: str | None = None
    colour: Any = None
    size: float | None = None


class Bookmark(NamedTuple):
    """An outline entry that a heading makes."""

    title: str
    level: int


class TaggedParagraph(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A paragraph that belongs to an element, and hands it on when it breaks over pages."""

    element: Element | None = None
    bookmark: Bookmark | None = None
    _wrapped_to: float | None = None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Break into lines, once for each width: tables ask three times for the same."""
        if self._wrapped_to != available_width or not hasattr(self, "blPara"):
            super().wrap(available_width, available_height)
            self._wrapped_to = available_width
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """The parts that fit now and later; only the first keeps the bookmark."""
        parts: list[Any] = super().split(available_width, available_height)
        for part in parts:
            part.element = self.element
        if parts:
            parts[0].bookmark = self.bookmark
        return parts

    def draw(self) -> None:
        """Draw as content of the element."""
        canvas: TaggedCanvas = self.canv
        if self.bookmark is not None:
            _, top = canvas.absolutePosition(0, self.height)
            canvas.bookmark(self.bookmark.title, self.bookmark.level, top + 6)
        if self.element is None:
            with canvas.artifact():
                super().draw()
            return
        with canvas.content(self.element):
            super().draw()


def para(
    runs: Sequence[Run], style: ParagraphStyle, element: Element | None, bookmark: Bookmark | None = None
) -> TaggedParagraph:
    """A paragraph of prepared text, printed to the letter; line ends in it break the line.

    Without an element it is decoration, which a screen reader does not read.
    """
    paragraph = TaggedParagraph("", style, frags=[frag for run in runs for frag in _frags(run, style)])
    paragraph.element = element
    paragraph.bookmark = bookmark
    return paragraph


def _frags(run: Run, style: ParagraphStyle) -> list[ParaFrag]:
    """The run as fragments that reportlab takes: one for each line."""
    look = {
        "fontName": run.font or style.fontName,
        "fontSize": run.size or style.fontSize,
        "textColor": run.colour or style.textColor,
    }
    fixed = {"rise": 0, "greek": 0, "link": [], "bold": 0, "italic": 0, "us_lines": []}
    frags: list[ParaFrag] = []
    for line in run.text.split("\n"):
        if frags:
            frags.append(ParaFrag(text="", lineBreak=True, **look, **fixed))
        frags.append(ParaFrag(text=line, **look, **fixed))
    return frags


class RoomForHeading(CondPageBreak):  # type: ignore[misc]  # reportlab has no types
    """Begins a new page where less than this height is left; otherwise as if it were not there."""

    _SPACETRANSFER = True
    """reportlab's sign for what leaves the distance between its neighbours alone."""


class Bar(NamedTuple):
    """A vertical bar inside the left edge of a box."""

    width: float
    colour: Any


class TaggedTable(Table):  # type: ignore[misc]  # reportlab has no types
    """A table whose grounds and lines are artifacts; its cells are tagged paragraphs."""

    bar: Bar | None = None
    page_room: float = 0.0
    """The height a page has for the table; a row no taller than that is not broken."""

    def first_height(self, available_width: float) -> float:
        """The height of the header with the first row below it, in points."""
        self._calc(available_width, self.page_room)
        return float(sum(self._rowHeights[: self.repeatRows + 1]))

    def onSplit(self, part: Any, byRow: int = 1) -> None:  # noqa: ANN401, ARG002, N802, N803  # reportlab's own
        """Hand on to the parts of a table that breaks over pages what reportlab does not know of."""
        part.bar = self.bar
        part.page_room = self.page_room

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """The parts that fit now and later: between rows, and inside a row only where it is taller than a page.

        reportlab would break a short row too, to use up the end of a page.
        """
        self._calc(available_width, available_height)
        by_row: list[Any] = self._splitRows(available_height)
        if by_row:
            return by_row
        if sum(self._rowHeights[: self.repeatRows + 1]) <= self.page_room:
            return []
        parts: list[Any] = super().split(available_width, available_height)
        return parts

    def _drawBkgrnd(self) -> None:  # noqa: N802  # reportlab's name
        canvas: TaggedCanvas = self.canv
        with canvas.artifact():
            super()._drawBkgrnd()
            if self.bar is not None:
                canvas.setFillColor(self.bar.colour)
                canvas.rect(0, 0, self.bar.width, self._height, stroke=0, fill=1)

    def _drawLines(self) -> None:  # noqa: N802  # reportlab's name
        with self.canv.artifact():
            super()._drawLines()


def table(
    cells: list[list[Any]],
    widths: Sequence[float],
    look: TableStyle,
    *,
    page_room: float,
    header_rows: int = 0,
    before: float = 0,
    after: float = 8,
) -> TaggedTable:
    """A table that repeats its header rows and may break inside a row that is taller than a page."""
    made = TaggedTable(
        cells,
        colWidths=list(widths),
        style=look,
        repeatRows=header_rows,
        splitInRow=1,
        hAlign="LEFT",
        spaceBefore=before,
        spaceAfter=after,
    )
    made.page_room = page_room
    return made

"""A drawing that tags itself as one figure with a text alternative while it is drawn."""

from __future__ import annotations

from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable

from panel_desk.documents.tagging.canvas import TaggedCanvas
from panel_desk.documents.tagging.elements import Element
from panel_desk.documents.tagging.typeface import REGULAR


class EmbeddedDrawing(Drawing):  # type: ignore[misc]  # reportlab has no types
    """A drawing that begins in the family of the document: reportlab's own begins in Times, which is not embedded."""

    initialFontName = REGULAR  # noqa: N815  # reportlab's name


class TaggedDrawing(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A drawing on the page: everything in it is one figure."""

    def __init__(self, drawing: EmbeddedDrawing, element: Element, *, before: float = 4, after: float = 8) -> None:
        super().__init__()
        self._drawing = drawing
        self._element = element
        self._before = before
        self._after = after

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide and high as it was drawn."""
        return self._drawing.width, self._drawing.height

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """The distance from what stands above, in points."""
        return self._before

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """The distance to what stands below, in points."""
        return self._after

    def draw(self) -> None:
        """Draw as content of the figure, and note where that was."""
        canvas: TaggedCanvas = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        self._element.bounds = (left, bottom, left + self._drawing.width, bottom + self._drawing.height)
        with canvas.content(self._element):
            renderPDF.draw(self._drawing, canvas, 0, 0)

    def split(self, _available_width: float, _available_height: float) -> list[Any]:
        """A figure is never broken."""
        return []

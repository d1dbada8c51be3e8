"""A canvas that marks what is drawn as content of an element or as an artifact, and knows the number of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from panel_desk.documents.tagging.elements import Element, MarkedContent
from panel_desk.documents.tagging.typeface import REGULAR

PageNumberer = Callable[["TaggedCanvas", int, int], None]
"""Draws “Page x of y”: canvas, page from 1, pages."""


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """Writes BDC and EMC around what is drawn; holds pages back until their number is known."""

    number_page: PageNumberer

    def __init__(self, target: Any, number_page: PageNumberer, **options: Any) -> None:  # noqa: ANN401  # reportlab's own
        super().__init__(target, **(options | {"initialFontName": REGULAR, "invariant": 1, "pageCompression": 0}))
        self.number_page = number_page
        self._held_pages: list[dict[str, Any]] = []
        self._next_mcid = 0
        self._bookmarks: list[tuple[int, str, float]] = []
        """Page, key and height of each heading."""

    @property
    def page_index(self) -> int:
        """The page being drawn, from 0."""
        return len(self._held_pages)

    @property
    def across(self) -> float:
        """The width of the page being drawn, in points."""
        return float(self._pagesize[0])

    @property
    def page_count(self) -> int:
        """The number of pages, once the file is saved."""
        return len(self._held_pages)

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """Everything drawn inside belongs to the element; or is an artifact where it only repeats itself."""
        page = self.page_index
        if element.repeats_on(page):
            with self.artifact("Pagination"):
                yield
            return
        self._code.append(f"/{element.role} <</MCID {self._next_mcid}>> BDC")
        element.kids.append(MarkedContent(page, self._next_mcid))
        self._next_mcid += 1
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Everything drawn inside is decoration: ``Layout``, or ``Pagination`` for what stands on every page."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._code.append("EMC")

    def bookmark(self, title: str, level: int, top: float) -> None:
        """An outline entry that leads to this height of this page."""
        key = f"heading-{len(self._bookmarks)}"
        # A page exists for reportlab only when it is written: until then every place would be on the first.
        self._bookmarks.append((self.page_index, key, top))
        self.addOutlineEntry(title, key, level)

    def showPage(self) -> None:  # noqa: N802  # reportlab's name
        """End the page, and hold it back."""
        self._held_pages.append(dict(self.__dict__))
        self._startPage()
        self._next_mcid = 0

    def save(self) -> None:
        """Write every page with its number and the number of pages, then the file."""
        pages = list(self._held_pages)
        for number, state in enumerate(pages, 1):
            self.__dict__.update(state)
            with self.artifact("Pagination"):
                self.number_page(self, number, len(pages))
            for page, key, top in self._bookmarks:
                if page == number - 1:
                    self.bookmarkHorizontalAbsolute(key, top)
            super().showPage()
        super().save()
        self._held_pages = pages

"""The structure tree of a document: made with the story, so that reading order is story order."""

from __future__ import annotations

from typing import NamedTuple


class MarkedContent(NamedTuple):
    """A piece of a page that belongs to an element."""

    page: int
    """From 0."""
    mcid: int


class Element:
    """One node of the structure tree; a paragraph that breaks over pages collects one piece on each.

    Args:
        role: A standard structure type: ``H1``, ``P``, ``Table``, ``TD``.
        parent: Where it is appended; None for the root.
        scope: For ``TH``: ``Column`` or ``Row``.
        span: For ``TH`` and ``TD``: the number of columns it covers.
        header: Drawn again on every page of its table; only the first drawing is content, the others are artifacts.
        alternative: For ``Figure``: what a reader hears in its place.
    """

    __slots__ = ("_drawn_on", "alternative", "bounds", "header", "kids", "role", "scope", "span")

    def __init__(
        self,
        role: str,
        parent: Element | None = None,
        *,
        scope: str = "",
        span: int = 1,
        header: bool = False,
        alternative: str = "",
    ) -> None:
        self.role = role
        self.kids: list[Element | MarkedContent | str] = []
        self.scope = scope
        self.span = span
        self.header = header
        self.alternative = alternative
        self.bounds: tuple[float, float, float, float] | None = None
        """Of a figure, once it is drawn: left, bottom, right and top on its page, in points."""
        self._drawn_on: int | None = None
        if parent is not None:
            parent.kids.append(self)

    def repeats_on(self, page: int) -> bool:
        """Whether a drawing on this page only repeats what an earlier page has said."""
        if self._drawn_on is None:
            self._drawn_on = page
        return self.header and self._drawn_on != page

    def add_field(self, name: str) -> None:
        """Give the signature field of that name this place in the reading order."""
        self.kids.append(name)

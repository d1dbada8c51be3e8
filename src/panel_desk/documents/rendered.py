"""What a renderer gives back: the PDF, its fields, and the characters that could not be printed."""

from __future__ import annotations

from msgspec import Struct


class MissingGlyph(Struct, frozen=True):
    """A character that the font does not have; a box □ stands in its place on the page."""

    item: str
    """Where it stands, as the reader would look for it: ``item 7.1``, ``Attendance``, ``every page``."""
    character: str

    @property
    def code(self) -> str:
        """``U+1F600``, printable where the character itself is not."""
        return f"U+{ord(self.character):04X}"


class FieldBox(Struct, frozen=True):
    """Where an empty signature field lies."""

    name: str
    page: int
    """From 0."""
    rect: tuple[float, float, float, float]
    """Left, bottom, right, top, in points from the page's lower left corner."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points: what a stamp for this field must measure."""
        left, bottom, right, top = self.rect
        return right - left, top - bottom


class Rendered(Struct, frozen=True):
    """A finished document. The same value rendered again gives the same bytes."""

    pdf_bytes: bytes
    pages: int
    missing_glyphs: tuple[MissingGlyph, ...]
    """In reading order, each character once for each place; empty where all could be printed."""
    fields: tuple[FieldBox, ...] = ()
    """Empty signature fields, in the order in which they are to be signed."""

"""The one family in which everything is printed, and what becomes of characters that it does not have.

reportlab writes a missing glyph silently as an empty box that no reader can search or hear; here it is told.
"""

from __future__ import annotations

import functools
import threading
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from panel_desk.shipped import shipped

REGULAR = "SourceSans3"
SEMIBOLD = "SourceSans3-SemiBold"
ITALIC = "SourceSans3-Italic"
BOX = "□"
"""Stands on the page where a character is missing."""

_SPACES = dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n") | dict.fromkeys("\u2007\u202f", "\u00a0") | {"\t": " "}
_FILES = {REGULAR: "SourceSans3-Regular.ttf", SEMIBOLD: "SourceSans3-SemiBold.ttf", ITALIC: "SourceSans3-Italic.ttf"}
ONE_AT_A_TIME = threading.Lock()
"""Held while a document is drawn: reportlab reads a font's file through one position that all documents share."""
# Registering replaces reportlab's font object; a second thread must not do that in the middle of a document.
_REGISTERING = threading.Lock()


class MeasuredFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """The same font, which adds up the widths of letters a few times faster; half of laying out is that."""

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename)
        self._advance = _Advances(self.face.charWidths, self.face.defaultWidth)

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: ARG002, N802  # reportlab's names
        """The width of one line, in points."""
        return 0.001 * size * sum(map(self._advance.__getitem__, text))


class _Advances(dict[str, float]):
    """Widths by letter, in thousandths of the size; a letter the font lacks has the width of its empty box."""

    def __init__(self, by_code: Mapping[int, float], default: float) -> None:
        super().__init__((chr(code), width) for code, width in by_code.items())
        self._default = default

    def __missing__(self, letter: str) -> float:
        return self._default


class Prepared(NamedTuple):
    """Text ready for the page, with the characters it had to give up."""

    text: str
    missing: tuple[str, ...]


def register() -> None:
    """Make the family known to reportlab, once in a process."""
    with _REGISTERING:
        _printable()


@functools.cache
def _printable() -> frozenset[str]:
    """Every character that can be drawn as it is. Registers the fonts as a side effect, once."""
    covered: set[int] | None = None
    for name, file in _FILES.items():
        font = MeasuredFont(name, str(shipped("fonts", file)))
        pdfmetrics.registerFont(font)
        glyphs = set(font.face.charToGlyph)
        covered = glyphs if covered is None else covered & glyphs
    # Above U+FFFF reportlab writes a ToUnicode entry that no reader understands.
    letters = {chr(code) for code in covered or () if code <= 0xFFFF}
    return frozenset(
        {c for c in letters if unicodedata.category(c)[0] in "LNPS" and c not in "\ufffc\ufffd"} | {" ", "\n", "\u00a0"}
    )


def prepare(text: str) -> Prepared:
    """Text as it can be printed.

    Line ends become line feeds, other spaces a space or a no-break space; letters and their accents are composed;
    control and invisible characters go; a character without a glyph becomes a box and is named in ``missing``.
    """
    printable = _printable()
    if printable.issuperset(text):
        return Prepared(text, ())
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    replacements: dict[int, str] = {}
    missing: list[str] = []
    for character in dict.fromkeys(composed):
        if character in printable:
            continue
        replacements[ord(character)] = replacement = _in_place_of(character)
        if replacement == BOX:
            missing.append(character if unicodedata.category(character) != "Cs" else "\ufffd")
    return Prepared(composed.translate(replacements), tuple(missing))


def _in_place_of(character: str) -> str:
    """What is printed for a character that cannot be drawn as it is."""
    if character in _SPACES:
        return _SPACES[character]
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    # Variation selectors choose a form of the character before them; they are no characters of their own.
    if category in {"Cc", "Cf"} or "\ufe00" <= character <= "\ufe0f":
        return ""
    if category == "Mn" and _has_glyph(character):
        return character
    return BOX


def _has_glyph(character: str) -> bool:
    return ord(character) in pdfmetrics.getFont(REGULAR).face.charToGlyph


def width(text: str, font: str, size: float) -> float:
    """The width of one line, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def fit(text: str, font: str, size: float, available: float) -> str:
    """One line cut with … so that it fits."""
    line = " ".join(prepare(text).text.split())
    if width(line, font, size) <= available:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if width(line[:middle].rstrip() + "…", font, size) <= available:
            low = middle
        else:
            high = middle - 1
    return line[:low].rstrip() + "…"

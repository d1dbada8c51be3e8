"""Places in a text as Qt counts them, in UTF-16: a character outside the basic plane is two of its units."""

from __future__ import annotations


def units(text: str) -> int:
    """How long a text is for Qt."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def upto(text: str, end: int) -> str:
    """The beginning of a text up to a place of Qt's; a place within a character stands before it."""
    return between(text, 0, end)


def between(text: str, start: int, end: int) -> str:
    """What stands between two places of Qt's."""
    if text.isascii():
        return text[start:end]
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "ignore")

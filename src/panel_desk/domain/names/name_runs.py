"""A text as the runs of letters and digits that names are told by: accents, apostrophes, capitals and spaces aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

_RUN = re.compile(r"[^\W\d_]+|\d+")
_LONG_NUMBER = 4
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
"""A hyphen that shows only at a line's end, and spaces without width: nobody sees them, and a name is read through."""
_LIKE = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-"}
_BASE = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}
"""Letters with a stroke have no composed form."""
_SPACES = re.compile(r"[\s_\-]+")
_NEEDLESS = re.compile(r"(?<=[.,(]) | (?=[.,)])")


class Run(Struct, frozen=True):
    """One run."""

    word: str
    """Small letters without accents."""
    start: int
    end: int
    capital: bool
    """Whether it begins with a capital letter."""


def seen(text: str) -> str:
    """The text with its accents composed and without what nobody sees; as long as ``plain`` of it."""
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE)) if not text.isascii() else text


def plain(text: str) -> str:
    """Without accents, with one kind of apostrophe and hyphen; each character stays in its place."""
    return text.replace("`", "'") if text.isascii() else "".join(map(_plain_letter, text))


def runs_of(text: str) -> list[Run]:
    """The runs of a ``plain`` text."""
    return [Run(found[0].lower(), found.start(), found.end(), found[0][0].isupper()) for found in _RUN.finditer(text)]


def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters and without accents, for ``may_be_named_in``."""
    return frozenset(_RUN.findall(plain(seen(text)).lower()))


def between(text: str) -> str:
    """What stands between two runs, as it counts: any space, hyphen or line break is one space; none about a stop."""
    if text in {"", " ", "'", "."}:
        return text
    return _NEEDLESS.sub("", _SPACES.sub(" ", text))


def is_long_number(local_id: str) -> bool:
    """Whether a number tells of a child wherever it stands: ``12`` is a time or a house, and ``2026`` a year."""
    return len(local_id) >= _LONG_NUMBER and not re.fullmatch(r"(?:19|20)\d\d", local_id)


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    if letter in _LIKE or letter in _BASE:
        return _LIKE.get(letter) or _BASE[letter]
    if letter.isspace():
        return " "
    base = unicodedata.normalize("NFD", letter)[0]
    return base if len(base.lower()) == 1 else letter

"""Typed names as they are kept, so that two that look the same are the same; and the earliest day a record may name."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from panel_desk.domain.errors import refused

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_EARLIEST = date(2000, 1, 1)
"""No child of a panel was born before it by the time there was a desk."""


def plain(text: str) -> str:
    """Without what cannot be seen, in composed characters, and with single spaces."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def refuse_long_ago(day: date, what: str) -> None:
    """Refuse a day that only a slip of the hand can mean.

    Args:
        day: As it was entered.
        what: The beginning of the sentence: ``Nothing can have been said``.

    Raises:
        DeskError: where it is before 2000.
    """
    if day < _EARLIEST:
        raise refused(f"{what} in the year {day.year}.", "Look at the year again.")

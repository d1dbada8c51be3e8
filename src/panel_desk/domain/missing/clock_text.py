"""A time of day as a person types it: ``14:20``, ``9.30``, ``1420``, ``2pm``, ``noon``."""

from __future__ import annotations

import re
from datetime import time

_TYPED = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>[0-5]\d)|(?=\s*[ap]))?\s*(?P<half>[ap]\.?m?\.?)?", re.IGNORECASE
)
_SPOKEN = {"noon": time(12), "midday": time(12), "midnight": time(0)}


def read_time(untrusted_text: str) -> time | None:
    """The time that was meant; None where the text is none.

    A bare hour needs ``am`` or ``pm``: ``9`` alone could be a day.
    """
    text = untrusted_text.strip().lower()
    if text in _SPOKEN:
        return _SPOKEN[text]
    found = _TYPED.fullmatch(text)
    if found is None or (found["minute"] is None and found["half"] is None):
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "")[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 else None

"""Dates and foreign text put into sentences."""

from __future__ import annotations

from datetime import date, datetime


def plain(untrusted_text: str, limit: int = 120) -> str:
    """Text from a file made safe to put in a sentence: printable, one line, of bounded length.

    Unprintable characters include those that turn the reading direction round.
    """
    kept = "".join(sign if sign.isprintable() else " " for sign in untrusted_text)
    kept = " ".join(kept.split())
    return kept if len(kept) <= limit else f"{kept[: limit - 1]}…"


def day(moment: date) -> str:
    """``2 November 2026``."""
    return f"{moment.day} {moment:%B %Y}"


def time_of_day(moment: datetime) -> str:
    """``2 November 2026, 08:54 UTC``, in the zone the moment carries."""
    return f"{day(moment)}, {moment:%H:%M %Z}".strip()


def listed(names: list[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"

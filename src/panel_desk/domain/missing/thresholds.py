"""When a child counts as one of those who go missing most, and after which episodes an interview is due.

Settings of the desk; the defaults are those of DOMAIN §7.
"""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain.errors import refused

_MOST = {"episodes": 1000, "days": 3660, "top": 10_000, "longer_than_hours": 24 * 366}


class Thresholds(Struct, frozen=True, kw_only=True):
    """Of the numbers any one is enough. Also currently missing always is."""

    episodes: int = 3
    """At least so many episodes …"""
    days: int = 90
    """… that started within so many days."""
    top: int = 20
    """The children with the most episodes within those days, so many of them."""
    longer_than_hours: int = 24
    """Any one episode within those days that lasted longer."""
    interviews_after_absence: bool = True
    """Whether a return interview is due after every episode, or else after missing ones alone."""


def interview_rule(*, after_absence: bool) -> str:
    """Which episodes a return interview is due after, as a sentence."""
    if after_absence:
        return "A return interview is due after every episode, missing or absent."
    return "A return interview is due after missing episodes alone."


def refuse_unfit(thresholds: Thresholds) -> None:
    """Refuse thresholds that would name every child or none.

    Raises:
        DeskError: with a sentence that says which, and what it may be.
    """
    for name, most in _MOST.items():
        value = getattr(thresholds, name)
        if not 1 <= value <= most:
            words = _WORDS[name]
            raise refused(f"{words} cannot be {value}.", f"Give a number from 1 to {most:,}.")


_WORDS = {
    "episodes": "The number of episodes",
    "days": "The number of days",
    "top": "The number of children who go missing most",
    "longer_than_hours": "The hours of a long episode",
}

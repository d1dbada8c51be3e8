"""When a child counts as one of those who go missing most: settings of the desk, with the defaults of DOMAIN §7."""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain.errors import refused

_MOST = {"episodes": 1000, "days": 3660, "top": 10_000, "longer_than_hours": 24 * 366}


class Thresholds(Struct, frozen=True, kw_only=True):
    """Any one of them is enough. Also currently missing always is."""

    episodes: int = 3
    """At least so many episodes …"""
    days: int = 90
    """… that started within so many days."""
    top: int = 20
    """The children with the most episodes within those days, so many of them."""
    longer_than_hours: int = 24
    """Any one episode within those days that lasted longer."""


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

"""How the list of all children words its columns. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from panel_desk.domain.calendar import age_on, count_words, day_month
from panel_desk.domain.children.register_line import ChildLine
from panel_desk.ui.theme.tones import Tone

ShownAs = Callable[[str, str, str], str]
"""Initials, local ID and name → the child as the screen may show it."""


def age_words(born_on: date | None, today: date) -> str:
    """``15``; empty where no list gives a date of birth, or it lies ahead."""
    age = age_on(born_on, today) if born_on is not None else -1
    return str(age) if age >= 0 else ""


def types_words(line: ChildLine) -> str:
    """``CCE, county lines``."""
    return ", ".join(t.label for t in line.types)


def panels_words(line: ChildLine) -> str:
    """``SAFE, MACE``; ``closed`` where a panel once held the case and none does."""
    if line.standing is None:
        return ""
    return ", ".join(line.standing.panels) or "closed"


def risk_words(line: ChildLine) -> str:
    """The level a panel set, else the list's word."""
    return line.standing.risk.level if line.standing and line.standing.risk else line.listed_risk


def risk_scale(line: ChildLine) -> str:
    """On which scale the level is: a list's word is on none."""
    if line.standing and line.standing.risk:
        return line.standing.risk.scale
    return "as listed" if line.listed_risk else ""


def last_words(line: ChildLine) -> str:
    """The meeting that decided last."""
    return line.standing.last.reference if line.standing else ""


def near_day(day: date, today: date) -> str:
    """``17 Dec``; with its year where it is another one."""
    of_month, _, month = day_month(day).partition(" ")
    return f"{of_month} {month[:3]}" + (f" {day.year}" if day.year != today.year else "")


def review_words(line: ChildLine, today: date) -> str:
    """``17 Dec``, ``overdue 5 Nov``."""
    review_on = line.standing.review_on if line.standing else None
    if review_on is None:
        return ""
    return f"overdue {near_day(review_on, today)}" if review_on < today else near_day(review_on, today)


def review_tone(line: ChildLine, today: date) -> Tone | None:
    """Amber for a review that is overdue."""
    review_on = line.standing.review_on if line.standing else None
    return Tone.AMBER if review_on is not None and review_on < today else None


def missing_words(line: ChildLine) -> str:
    """Episodes that began within 90 days; told apart where one has no end."""
    if line.missing_now:
        return "missing now"
    return str(line.missing_90) if line.missing_90 else ""


def missing_tone(line: ChildLine) -> Tone | None:
    """Red while a child is missing."""
    return Tone.RED if line.missing_now else None


def found_words(found: int, of: int, *, filtered: bool) -> str:
    """``37 children``, ``4 of 37 children``."""
    return f"{found:,} of {count_of(of)}" if filtered else count_of(of)


def count_of(children: int) -> str:
    """``1 child``, ``37 children``."""
    return count_words(children, "child", "children").replace(str(children), f"{children:,}")

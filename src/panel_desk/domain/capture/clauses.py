"""The parts of a line that a word announces: ``by fri``, ``review 3w``, ``risk high``, ``held by …``, ``because …``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.due import MOST_WORDS, may_begin_a_day, read_due
from panel_desk.domain.capture.typed import MASK, Lack, bare, fold, masked, stands_alone, trimmed

_REVIEW = re.compile(
    r"(?:^|(?<=[\s,;.]))(?:(?:to|and|next|for) )?review(?:ed)?(?: (?:on|in|at|by|date))?:?\s+", re.IGNORECASE
)
_HELD = re.compile(r"(?:^|(?<=[\s,;.]))(?:and )?held by:?\s+", re.IGNORECASE)
_RISK = re.compile(r"(?:^|(?<=[\s,;.]))(?:risk|level)(?: level)?(?: (?:to|is|now))?:?\s+", re.IGNORECASE)
_SPOKEN = re.compile(r"\b(?:is|now):?\s+$", re.IGNORECASE)
"""A level that is said, not set: ``he is out late, risk is high``."""
_HANGING = re.compile(r"(?:^|[\s,;]+)(?:review|held by|held|because|bc|by|until)\s*$", re.IGNORECASE)
_AROUND = " .,;!"
_TRIES = 40
"""Markers that are looked at, from the end; a pasted page has hundreds."""
_END = 240
"""Characters at the end of a text where its last marker is looked for first."""

ReadDay = Callable[[str, CaptureContext], date | Lack | None]
"""How the words of a day are read: ahead or back."""


class DayCut(Struct, frozen=True):
    """A line without its day, and the day."""

    before: str
    day: date | Lack
    after: str
    mark: str = ""
    """The comma or semicolon between the day and what follows."""


class Clauses(Struct, frozen=True, kw_only=True):
    """What the parts of a decision's line say."""

    words: str = ""
    """What is left once the clauses are taken off."""
    review: date | Lack | None = None
    level: str = ""
    held_by: str = ""


def cut_day(text: str, marker: re.Pattern[str], at: CaptureContext, *, read: ReadDay = read_due) -> DayCut | None:
    """The last marker (``by``, ``review``) that words meaning a day follow; None where there is none."""
    hidden = masked(text)
    for found in reversed(list(marker.finditer(hidden))[-_TRIES:]):
        words = hidden[found.end() : found.end() + 80].split()[:MOST_WORDS]
        if not words or not may_begin_a_day(words):
            continue
        for count in range(len(words), 0, -1):
            day = read(" ".join(words[:count]), at)
            if day is not None:
                after = text[found.end() :].split(None, count)[count:]
                mark = words[count - 1][-1]
                return DayCut(
                    text[: found.start()].rstrip(), day, after[0] if after else "", mark if mark in ",;" else ""
                )
    return None


def cut_clauses(text: str, at: CaptureContext, known: Clauses | None = None, *, in_reason: bool) -> Clauses:
    """Takes the clauses off the end of the text, whichever comes last first, until something else stands there.

    Args:
        text: The words before “because”, or the reason itself.
        at: What levels there are, and today.
        known: Clauses that were found already; none is taken twice.
        in_reason: A reason may speak of a review, of a risk and of who held somebody. There a clause is one only where
            the words before it do not lead on to it; a level and a holder, moreover, only after another clause (a level
            also after a comma), and the level must be whole.
    """
    known = known or Clauses()
    while True:
        cut = _last_clause(text, at, known, in_reason=in_reason)
        if cut is None:
            return replace(known, words=text)
        text, known = cut


def _last_clause(text: str, at: CaptureContext, known: Clauses, *, in_reason: bool) -> tuple[str, Clauses] | None:
    if known.review is None:
        cut = cut_day(text, _REVIEW, at)
        if cut is not None and not cut.after.strip(_AROUND) and (not in_reason or stands_alone(cut.before)):
            return trimmed(cut.before), replace(known, review=cut.day)
    if not known.level and (level := _level_at_end(text, at, in_reason=in_reason)):
        before, after = trimmed(level[0]), replace(known, level=level[1])
        if not in_reason or level[0].rstrip().endswith((",", ";", ".")) or _follows_a_clause(before, at, after):
            return before, after
    if not known.held_by and (held := _held_at_end(text)):
        after = replace(known, held_by=held[1])
        if not in_reason or _follows_a_clause(held[0], at, after):
            return held[0], after
    return None


def _follows_a_clause(before: str, at: CaptureContext, known: Clauses) -> bool:
    return _last_clause(before, at, known, in_reason=True) is not None


def _level_at_end(text: str, at: CaptureContext, *, in_reason: bool) -> tuple[str, str] | None:
    """What stands before the level, and the level; no level is longer than the end of the text."""
    if at.risk_scale is None:
        return None
    for found in reversed(list(_RISK.finditer(masked(text), max(0, len(text) - _END)))):
        typed = fold(text[found.end() :]).strip(_AROUND)
        level = _level(typed, at.risk_scale.levels, whole=in_reason)
        if level and not (in_reason and _SPOKEN.search(found[0])):
            return text[: found.start()], level
    return None


def _level(typed: str, levels: tuple[str, ...], *, whole: bool) -> str:
    exact = [level for level in levels if fold(level) == typed]
    begun = [level for level in levels if typed and fold(level).startswith(typed) and not whole]
    return exact[0] if exact else begun[0] if len(begun) == 1 else ""


def _held_at_end(text: str) -> tuple[str, str] | None:
    hidden = masked(text)
    found = list(_HELD.finditer(hidden, max(0, len(hidden) - _END))) or list(_HELD.finditer(hidden))
    if not found:
        return None
    value = bare(text[found[-1].end() :])
    return (trimmed(text[: found[-1].start()]), value) if value else None


def cut_reason(reason: str, at: CaptureContext, known: Clauses, *, holder: bool) -> Clauses:
    """The reason, as ``words``, and the clauses that follow it.

    A reason in straight quotes is taken as it stands. Of an outcome that needs a holder, “held by” in the reason
    names one.
    """
    hidden = masked(reason)
    if hidden.startswith(MASK):
        length = len(hidden) - len(hidden.lstrip(MASK))
        after = cut_clauses(reason[length:], at, known, in_reason=False)
        if not after.words.strip(_AROUND):
            return replace(after, words=bare(reason[:length]))
    found = cut_clauses(reason, at, known, in_reason=True)
    if holder and not found.held_by and (held := _held_at_end(found.words)) and stands_alone(held[0]):
        return replace(cut_clauses(held[0], at, found, in_reason=True), held_by=held[1])
    return found


def without_hanging(text: str) -> str:
    """Without a clause's word at the end that nothing follows yet."""
    return _HANGING.sub("", text)

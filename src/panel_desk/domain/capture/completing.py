"""What may stand at the cursor: commands after the slash, then whoever and whatever the command can name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from panel_desk.domain.capture.clauses import cut_clauses
from panel_desk.domain.capture.commands import COMMANDS, Command, Slot, command_named
from panel_desk.domain.capture.context import CaptureContext, Whereabouts
from panel_desk.domain.capture.offers import (
    Offer,
    action_offers,
    agency_offers,
    concern_offers,
    day_offers,
    item_offers,
    level_offers,
    outcome_offers,
    person_offers,
    who_offers,
)
from panel_desk.domain.capture.outcomes import ChosenOutcome, outcome_of
from panel_desk.domain.capture.reading_values import Completion
from panel_desk.domain.capture.typed import cut_because, fold, masked

MOST = 12
"""As many as a list shows without scrolling; a bare slash brings every command."""
_LONGEST = 400
"""Characters before the cursor that are looked at; nobody completes a word of a pasted page."""
_TYPED_COMMAND = re.compile(r"\s*(/[^\s:/]*)$")
_COMMAND = re.compile(r"\s*/([^\s:/]+):?\s+")
_WORD_AHEAD = re.compile(r"^[\w’'-]+")
_DAY = re.compile(
    r"(?:^|[\s,;])(by|due|until|till|review(?: on| in)?|sent|next)\s+((?:\S+(?: \S*){0,2})?)$", re.IGNORECASE
)
_RISK = re.compile(r"(?:^|[\s,;])(?:risk|level)\s+(?:to )?(\S*)$", re.IGNORECASE)
_HELD = re.compile(r"(?:^|[\s,;])held by\s+(\S*(?: \S*)?)$", re.IGNORECASE)
_FOR = re.compile(r"[\s,;]for\s+(\S*(?: \S*)?)$", re.IGNORECASE)
_OF = re.compile(r"[\s,;]of\s+(\S*(?: \S*){0,2})$", re.IGNORECASE)
_BEFORE = re.compile(r"(?:^|\s)before\s+(\S*)$", re.IGNORECASE)
_ANYWHERE = (Whereabouts.IN_ROOM, Whereabouts.EXPECTED)
_OUT = (Whereabouts.AWAY, Whereabouts.EXPECTED, Whereabouts.LEFT)
_IN = (Whereabouts.IN_ROOM,)
_LAST_WORD = re.compile(r"(?:^|(?<=\s))(\S*)$")


def completions(line: str, cursor: int, at: CaptureContext) -> tuple[Completion, ...]:
    """What may stand at the cursor, best first; a dozen at most, but all commands after a bare slash.

    Args:
        line: As typed.
        cursor: Characters before it.
        at: What may be named.
    """
    cursor = max(0, min(cursor, len(line)))
    before = line[:cursor]
    if cursor > _LONGEST or not before.lstrip().startswith("/"):
        return ()
    if typed := _TYPED_COMMAND.match(before):
        end = len(line) - len(_WORD_AHEAD.sub("", line[cursor:], count=1))
        return _placed(_command_offers(fold(typed[1][1:])), typed.start(1), end, len(COMMANDS))
    found = _COMMAND.match(before)
    command = command_named(fold(found[1])) if found else None
    if found is None or command is None:
        return ()
    rest = before[found.end() :]
    place, offers = _offers(command, rest, at)
    return _placed(offers, cursor - len(rest) + place, cursor, MOST)


def _placed(offers: Iterable[Offer], start: int, end: int, most: int) -> tuple[Completion, ...]:
    return tuple(
        Completion(start=start, end=end, text=offer.text, words=offer.words, aside=offer.aside)
        for offer in islice(offers, most)
    )


def _command_offers(typed: str) -> Iterator[Offer]:
    """Commands that begin as typed; where the word is another name of one, that one too."""
    own = [c for c in COMMANDS if c.word.startswith(typed)]
    other = [c for c in COMMANDS if c not in own and any(word.startswith(typed) for word in c.also)]
    for command in (*own, *other):
        after = "" if command.takes is Slot.NOTHING else " "
        yield Offer(f"/{command.word}{after}", f"/{command.word}", command.does)


def _offers(command: Command, rest: str, at: CaptureContext) -> tuple[int, Iterable[Offer]]:
    """Where what is being typed begins within the command's words, and what may stand there."""
    hidden = masked(rest)
    if (found := _DAY.search(hidden)) and (marker := found[1].split()[0].casefold()) in _DAYS.get(command.word, ()):
        days = tuple(day_offers(found[2], at, marker))
        if days:
            return found.start(2), days
    for clause, words, offers in _CLAUSES:
        if command.word in words and (found := clause.search(hidden)):
            return found.start(1), offers(found[1], at)
    if command.takes is Slot.OUTCOME and (clauses := _decision_words(rest, at)):
        return clauses
    return 0, _slot_offers(command, rest, at)


_DAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "a": ("by", "due"),
        "lift": ("by", "due"),
        "d": ("review",),
        "risk": ("review",),
        "defer": ("review",),
        "moretime": ("until", "till", "by"),
        "adjourn": ("until", "till"),
        "finish": ("next",),
        "apologies": ("sent",),
    }
)
"""After which words of a command a day is typed."""
_CLAUSES = (
    (_RISK, ("d",), lambda typed, at: level_offers(typed, at, " because ")),
    (_HELD, ("d", "risk"), lambda typed, at: person_offers(typed, at, _ANYWHERE, " ")),
    (_FOR, ("sub",), lambda typed, at: person_offers(typed, at, _OUT, "")),
    (_OF, ("sub", "observer", "presenter"), agency_offers),
    (_BEFORE, ("move", "before"), item_offers),
)
_PERSONS: Mapping[str, tuple[tuple[Whereabouts, ...], str]] = MappingProxyType(
    {
        "declare": (_IN, " because "),
        "back": ((Whereabouts.STEPPED_OUT,), ""),
        "dissent": (_IN, ": "),
        "left": (_IN, ""),
        "arrived": (_OUT, ""),
        "present": (_OUT, ""),
        "part": (_IN, ""),
        "apologies": (_OUT, ""),
        "absent": (_OUT, ""),
        "sub": ((Whereabouts.ELSEWHERE, Whereabouts.EXPECTED), " for "),
        "observer": ((Whereabouts.ELSEWHERE, Whereabouts.EXPECTED), " signed"),
        "presenter": ((Whereabouts.ELSEWHERE, Whereabouts.EXPECTED), ""),
        "open": (_ANYWHERE, ""),
    }
)
"""Who is offered first, and what follows the name."""


def _slot_offers(command: Command, rest: str, at: CaptureContext) -> Iterable[Offer]:
    if command.word in _PERSONS:
        fit, after = _PERSONS[command.word]
        return person_offers(rest, at, fit, after)
    if command.takes is Slot.ACTION:
        return action_offers(rest, at, _AFTER_ACTION.get(command.word, " because "), own=command.word == "note")
    offered = _SLOTS.get(command.takes)
    return offered(rest, at) if offered else ()


_AFTER_ACTION: Mapping[str, str] = MappingProxyType(
    {"note": "", "progress": "", "stillopen": "", "moretime": " until ", "superseded": " by ", "transferred": " to "}
)
_SLOTS: Mapping[Slot, Callable[[str, CaptureContext], Iterable[Offer]]] = MappingProxyType(
    {
        Slot.WHO: lambda typed, at: who_offers(typed, at, ": "),
        Slot.OUTCOME: outcome_offers,
        Slot.LEVEL: lambda typed, at: level_offers(typed, at, " because "),
        Slot.ITEM: item_offers,
        Slot.CONCERN: concern_offers,
    }
)


def _decision_words(rest: str, at: CaptureContext) -> tuple[int, Iterable[Offer]] | None:
    """After a whole outcome and a space: the clauses that it needs and that are not there yet."""
    head, reason = cut_because(rest)
    word = _LAST_WORD.search(rest)
    if word is None or word.start() == 0:
        return None
    before = cut_clauses(rest[: word.start()] if reason is None else head, at, in_reason=False).words
    outcome = outcome_of(before, at.outcomes)
    if not isinstance(outcome, ChosenOutcome) or (outcome.detail and reason is None):
        return None
    chosen, typed = outcome.outcome, fold(word[1])
    if reason is not None and len(typed) < 2:
        return None
    options = (
        ("risk ", "the new level", chosen.needs_level),
        ("because ", "the reason", reason is None),
        ("review ", "when the panel looks again", chosen.needs_review),
        ("held by ", "who holds the case", chosen.needs_holder),
    )
    wanted = [o for o in options if o[2] and o[0].startswith(typed) and o[0] not in fold(rest[: word.start()]) + " "]
    return (word.start(), [Offer(text, text.strip(), aside) for text, aside, _ in wanted]) if wanted else None

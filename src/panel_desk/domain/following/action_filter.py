"""The words that filter actions: ``police overdue``, ``owner:khan due<1 dec``, ``status:"not done"``, ``-mine``.

All parts must fit; parts of one field are alternatives (``owner:khan owner:osei``), comparisons are not. A minus before
a part turns it round. What cannot be read is told in a sentence and left out; the rest filters all the same.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum

from msgspec import Struct

from panel_desk.domain.calendar import date_words
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.following.day_words import MOST_WORDS, read_days
from panel_desk.domain.following.followed_actions import FollowedAction, folded
from panel_desk.domain.ids import AgencyKey, PersonId

Fits = Callable[[FollowedAction], bool]


class Asking(Struct, frozen=True, kw_only=True):
    """Who filters, and on which day."""

    today: date
    person_id: PersonId = PersonId("")
    agency: AgencyKey = AgencyKey("")
    agencies: tuple[str, ...] = ()
    """Names of agencies: a free word that is one of them means the agency."""


class Field(Enum):
    """What a part may be about, as it is typed."""

    OWNER = "owner"
    AGENCY = "agency"
    STATUS = "status"
    CHILD = "child"
    ABOUT = "about"
    MEETING = "meeting"
    PANEL = "panel"
    REF = "ref"
    DUE = "due"
    LATE = "late"
    CHASED = "chased"
    WORD = ""
    """A word by itself."""


class Part(Struct, frozen=True, kw_only=True):
    """One part of a filter."""

    field: Field
    words: str
    """What it means, for the line under the filter: ``due before 1 December 2026``."""
    fits: Fits
    is_not: bool = False
    compares: bool = False


class ActionFilter(Struct, frozen=True, kw_only=True):
    """A filter as it was understood."""

    parts: tuple[Part, ...] = ()
    problems: tuple[str, ...] = ()
    """What could not be read, one sentence each."""

    @property
    def words(self) -> str:
        """What is looked for, in words; empty where everything is."""
        return ", ".join(f"not {part.words}" if part.is_not else part.words for part in self.parts)

    def chosen(self, lines: Iterable[FollowedAction]) -> tuple[FollowedAction, ...]:
        """The lines that fit, in their order."""
        left = tuple(lines)
        for test in self._tests():
            left = tuple([line for line in left if test(line)])
        return left

    def _tests(self) -> list[Fits]:
        tests: list[Fits] = [_negated(part.fits) for part in self.parts if part.is_not]
        alternatives: dict[Field, list[Fits]] = {}
        for part in self.parts:
            if part.is_not:
                continue
            if part.compares or part.field is Field.WORD:
                tests.append(part.fits)
            else:
                alternatives.setdefault(part.field, []).append(part.fits)
        return [*tests, *(_either(fits) for fits in alternatives.values())]


def _negated(fits: Fits) -> Fits:
    return lambda line: not fits(line)


def _either(fits: list[Fits]) -> Fits:
    return fits[0] if len(fits) == 1 else lambda line: any(one(line) for one in fits)


STATUS_WORDS: dict[str, tuple[ActionStatus, ...]] = {
    "open": (ActionStatus.OPEN, ActionStatus.IN_PROGRESS),
    "not started": (ActionStatus.OPEN,),
    "in progress": (ActionStatus.IN_PROGRESS,),
    "complete": (ActionStatus.COMPLETE,),
    "completed": (ActionStatus.COMPLETE,),
    "done": (ActionStatus.COMPLETE,),
    "not possible": (ActionStatus.NOT_POSSIBLE,),
    "not done": (ActionStatus.NOT_DONE,),
    "superseded": (ActionStatus.SUPERSEDED,),
    "transferred": (ActionStatus.TRANSFERRED,),
    "closed": tuple(s for s in ActionStatus if not s.is_open),
}
"""What may follow ``status:``; each but those of two words may also stand by itself."""
_BY_THEMSELVES = ("open", "complete", "completed", "done", "superseded", "transferred", "closed")
_COMPARISONS: dict[str, tuple[str, Callable[[int, int], bool]]] = {
    "<": ("less than", operator.lt),
    "<=": ("at most", operator.le),
    ">": ("more than", operator.gt),
    ">=": ("at least", operator.ge),
    ":": ("exactly", operator.eq),
}
_TOKEN = re.compile(r'(-?)(?:([^\W\d_]+)(:|<=|>=|<|>|=))?(?:"([^"]*)"?|(\S*))')
_SPACED = re.compile(r"\b(due|late|chased)\s*(<=|>=|<|>|=|:)\s*", re.IGNORECASE)
"""``due < 1 dec`` is one part."""
_NAMES = {field.value: field for field in Field if field.value}


class _Token(Struct, frozen=True):
    """One typed part before it is understood."""

    typed: str
    is_not: bool
    field: str
    sign: str
    value: str
    quoted: bool


class _Unread(Exception):  # noqa: N818 - it is a sentence on its way to the reader, no error of the program
    """A part that cannot be read; its text is the sentence."""


def read_filter(typed: str, asking: Asking) -> ActionFilter:
    """A filter as somebody typed it. Never raises: what is not understood is told and left out."""
    tokens = _tokens(typed)
    parts: list[Part] = []
    problems: list[str] = []
    while tokens:
        token = tokens.pop(0)
        try:
            parts.append(_part(token, tokens, asking))
        except _Unread as unread:
            problems.append(str(unread))
    return ActionFilter(parts=tuple(parts), problems=tuple(dict.fromkeys(problems)))


def _tokens(typed: str) -> list[_Token]:
    found: list[_Token] = []
    text = _SPACED.sub(r"\1\2", typed.replace("“", '"').replace("”", '"'))
    place = 0
    while match := _TOKEN.match(text, place):
        if match.end() == place:
            place += 1
            if place > len(text):
                break
            continue
        place = match.end()
        minus, field, sign, quoted, bare = match.groups()
        value = quoted if quoted is not None else bare or ""
        token = _Token(match.group(), minus == "-", (field or "").casefold(), sign or "", value, quoted is not None)
        if token.field or token.value.strip():
            found.append(token)
    return found


def _part(token: _Token, following: list[_Token], asking: Asking) -> Part:
    """What a token means; words after it that belong to its value are taken from those that follow."""
    if not token.field:
        return _word(token, asking)
    field = _NAMES.get(token.field)
    if field is None:
        known = ", ".join(f"{name}:" for name in _NAMES)
        raise _Unread(f"“{token.field}{token.sign}” is nothing an action has. You can use {known}.")
    if field in (Field.DUE, Field.CHASED):
        return _day_part(field, token, following, asking)
    if field is Field.LATE:
        return _late(token)
    if token.sign not in (":", "="):
        raise _Unread(f"“{token.typed}”: only due, late and chased can be compared. Write {token.field}:…")
    if field is Field.STATUS:
        return _status(token, following)
    if not token.value.strip():
        raise _Unread(f"What comes after “{token.field}:”?")
    return _holding(field, token)


def _holding(field: Field, token: _Token) -> Part:
    """A field that holds a text."""
    wanted = folded(token.value)
    looks: dict[Field, tuple[str, Callable[[FollowedAction], str]]] = {
        Field.OWNER: ("owned by", lambda line: line.owner),
        Field.AGENCY: ("with", lambda line: line.agency),
        Field.CHILD: ("about", lambda line: line.about if line.action.child_id else ""),
        Field.ABOUT: ("about", lambda line: line.about),
        Field.MEETING: ("from", lambda line: line.meeting.casefold()),
        Field.PANEL: ("of", lambda line: line.action.panel.casefold()),
        Field.REF: ("reference", lambda line: line.action.reference.casefold()),
    }
    before, look = looks[field]
    return Part(
        field=field,
        words=f"{before} “{token.value.strip()}”",
        fits=lambda line: wanted in look(line),
        is_not=token.is_not,
    )


def _status(token: _Token, following: list[_Token]) -> Part:
    value = _longest(token, following, lambda words: folded(words) in STATUS_WORDS)
    wanted = STATUS_WORDS.get(folded(value))
    if folded(value) == "overdue":
        return _overdue(token)
    if wanted is None:
        known = ", ".join(f'"{w}"' if " " in w else w for w in STATUS_WORDS if w not in ("completed", "done"))
        what = f"“{value}” is no status" if value.strip() else "Which status?"
        raise _Unread(f"{what}{' of an action.' if value.strip() else ''} Known are {known} and overdue.")
    return Part(
        field=Field.STATUS, words=folded(value), fits=lambda line: line.action.status in wanted, is_not=token.is_not
    )


def _overdue(token: _Token) -> Part:
    return Part(field=Field.WORD, words="overdue", fits=lambda line: line.days_late > 0, is_not=token.is_not)


def _day_part(field: Field, token: _Token, following: list[_Token], asking: Asking) -> Part:
    """``due<1 dec``, ``due:this week``, ``chased:never``."""
    value = _longest(token, following, lambda words: read_days(words, asking.today) is not None)
    name = "due" if field is Field.DUE else "chased"
    if field is Field.CHASED and folded(value) in ("never", "no"):
        return Part(field=field, words="never chased", fits=lambda line: line.chased_on is None, is_not=token.is_not)
    days = read_days(value, asking.today)
    if days is None:
        what = f"“{value}” is no day." if value.strip() else f"“{token.field}{token.sign}” needs a day."
        never = " or never" if field is Field.CHASED else ""
        raise _Unread(f"{what} Write 1 dec, fri, 3d, this week{never}.")
    day: Callable[[FollowedAction], date | None] = (
        (lambda line: line.action.due_on) if field is Field.DUE else (lambda line: line.chased_on)
    )
    signs: dict[str, tuple[str, Callable[[date], bool]]] = {
        "<": (f"{name} before {date_words(days.first)}", lambda on: on < days.first),
        "<=": (f"{name} by {date_words(days.last)}", lambda on: on <= days.last),
        ">": (f"{name} after {date_words(days.last)}", lambda on: on > days.last),
        ">=": (f"{name} from {date_words(days.first)}", lambda on: on >= days.first),
    }
    words, test = signs.get(token.sign, (f"{name} {days.words}", lambda on: days.first <= on <= days.last))
    return Part(
        field=field,
        words=words,
        fits=lambda line: (on := day(line)) is not None and test(on),
        is_not=token.is_not,
        compares=token.sign in signs,
    )


def _late(token: _Token) -> Part:
    """``late>7``: days after the due day."""
    number = token.value.strip().rstrip("d").strip()
    if not re.fullmatch(r"\d{1,4}", number):
        raise _Unread(f"“{token.typed}” needs a number of days: late>7.")
    words, compare = _COMPARISONS[":" if token.sign == "=" else token.sign]
    days = int(number)
    return Part(
        field=Field.LATE,
        words=f"{words} {days} days late",
        fits=lambda line: line.days_late > 0 and compare(line.days_late, days),
        is_not=token.is_not,
        compares=token.sign in ("<", "<=", ">", ">="),
    )


def _longest(token: _Token, following: list[_Token], is_read: Callable[[str], bool]) -> str:
    """The value with as many of the words after it as still read as one; these are taken from ``following``."""
    if token.quoted:
        return token.value
    for count in range(MOST_WORDS - 1, 0, -1):
        more = following[:count]
        plain = len(more) == count and not any(t.field or t.quoted or t.is_not for t in more)
        words = " ".join([token.value, *(t.value for t in more)]).strip()
        if plain and is_read(words):
            del following[:count]
            return words
    return token.value


def _word(token: _Token, asking: Asking) -> Part:
    wanted = folded(token.value)
    known: dict[str, tuple[str, Fits]] = {
        "overdue": ("overdue", lambda line: line.days_late > 0),
        "late": ("overdue", lambda line: line.days_late > 0),
        "mine": ("mine", lambda line: bool(asking.person_id) and line.action.owner_id == asking.person_id),
        "ours": ("my agency’s", lambda line: bool(asking.agency) and line.action.agency == asking.agency),
    }
    for word in _BY_THEMSELVES:
        known[word] = (word, _has_status(STATUS_WORDS[word]))
    if not token.quoted:
        if found := known.get(wanted):
            return Part(field=Field.WORD, words=found[0], fits=found[1], is_not=token.is_not)
        if agency := _agency_named(wanted, asking.agencies):
            name = folded(agency)
            return Part(
                field=Field.AGENCY, words=f"with {agency}", fits=lambda line: name in line.agency, is_not=token.is_not
            )
    return Part(
        field=Field.WORD, words=f"“{token.value.strip()}”", fits=lambda line: wanted in line.text, is_not=token.is_not
    )


def _has_status(wanted: tuple[ActionStatus, ...]) -> Fits:
    return lambda line: line.action.status in wanted


def _agency_named(word: str, agencies: Iterable[str]) -> str:
    """The agency whose name is the word, or begins with it where that is one agency only; empty otherwise."""
    names = [name for name in agencies if folded(name) == word]
    begun = [name for name in agencies if len(word) >= 4 and folded(name).startswith(word)]
    return names[0] if names else begun[0] if len(begun) == 1 else ""

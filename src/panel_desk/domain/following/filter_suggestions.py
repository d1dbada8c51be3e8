"""What may be typed next in the filter of actions, and what each suggestion means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from panel_desk.domain.following.action_filter import STATUS_WORDS, Field
from panel_desk.domain.following.followed_actions import FollowedAction, folded

_LAST = re.compile(r'(?:^|(?<=\s))(-?)(?:([A-Za-z]+)(:|<=|>=|<|>|=))?("[^"]*|[^\s"]*)$')
_MOST = 12
_DAYS = ("today", "this week", "next week", "fortnight", "this month", "fri", "1 dec")
_FIELDS: dict[Field, str] = {
    Field.OWNER: "whose action it is",
    Field.AGENCY: "the agency that was asked",
    Field.STATUS: "how it stands",
    Field.DUE: "the day it is due: due<1 dec, due:this week",
    Field.LATE: "days after the due day: late>7",
    Field.CHILD: "initials or local ID",
    Field.ABOUT: "a child, place or theme",
    Field.MEETING: "the meeting that asked for it",
    Field.PANEL: "the panel",
    Field.CHASED: "when its owner was asked: chased:never",
    Field.REF: "its reference",
}
_WORDS = {
    "overdue": "open after its due day",
    "open": "not yet closed",
    "closed": "closed with a reason",
    "mine": "owned by me",
    "ours": "my agency’s",
}


class Suggestion(Struct, frozen=True):
    """Something that may stand in the place of the last word."""

    insert: str
    """The whole filter with it."""
    shown: str
    meaning: str = ""


class KnownWords(Struct, frozen=True, kw_only=True):
    """What the actions hold, to be suggested after a field."""

    owners: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    """The newest first."""
    panels: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


def known_words(lines: Iterable[FollowedAction]) -> KnownWords:
    """What the lines hold, each once."""
    kept = tuple(lines)
    meetings = {line.meeting: line.action.recorded_at for line in kept}
    return KnownWords(
        owners=_sorted(line.action.owner for line in kept),
        agencies=_sorted(line.action.agency_name for line in kept),
        meetings=tuple(sorted(meetings, key=lambda meeting: meetings[meeting], reverse=True)),
        panels=_sorted(line.action.panel for line in kept),
        about=_sorted(line.action.about for line in kept),
        children=_sorted(line.action.about for line in kept if line.action.child_id),
        references=tuple(line.action.reference for line in kept),
    )


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({word for word in words if word}))


def suggestions(typed: str, known: KnownWords) -> tuple[Suggestion, ...]:
    """What may stand in the place of the word being typed, which is the last one; a dozen at most."""
    match = _LAST.search(typed)
    if match is None:
        return ()
    minus, field, sign, begun = match.groups()
    before = typed[: match.start()] + minus
    if field and sign:
        offered = _values(field, known)
        before += f"{field}{sign}"
    elif begun.startswith('"'):
        return ()
    else:
        offered = _openings(known) if begun else ()
    wanted = folded(begun.strip('"'))
    found = [s for s in _fitting(offered, wanted) if before + s.insert != typed.rstrip()]
    return tuple(Suggestion(before + s.insert, s.shown, s.meaning) for s in found[:_MOST])


def _fitting(offered: Iterable[Suggestion], wanted: str) -> Iterator[Suggestion]:
    """Those that begin with it first, then those of which a later word does."""
    kept = [(folded(s.shown), s) for s in offered]
    yield from (s for words, s in kept if words.startswith(wanted))
    yield from (s for words, s in kept if not words.startswith(wanted) and f" {wanted}" in words.replace("(", " "))


def _openings(known: KnownWords) -> tuple[Suggestion, ...]:
    words = [Suggestion(word, word, meaning) for word, meaning in _WORDS.items()]
    agencies = [Suggestion(_quoted_agency(name), name, "the agency") for name in known.agencies]
    fields = [Suggestion(f"{field.value}:", f"{field.value}:", meaning) for field, meaning in _FIELDS.items()]
    meetings = [Suggestion(name.casefold(), name, "the meeting") for name in known.meetings]
    return (*words, *agencies, *fields, *meetings)


def _quoted_agency(name: str) -> str:
    """A name of one word by itself; longer ones after their field, because quotation marks mean text anywhere."""
    return name.casefold() if " " not in name else f"agency:{_quoted(name)}"


def _values(field: str, known: KnownWords) -> tuple[Suggestion, ...]:
    values: dict[str, Iterable[str]] = {
        "owner": known.owners,
        "agency": known.agencies,
        "status": [*STATUS_WORDS, "overdue"],
        "child": known.children,
        "about": known.about,
        "meeting": known.meetings,
        "panel": known.panels,
        "ref": known.references,
        "due": _DAYS,
        "chased": ("never", *_DAYS),
        "late": ("7", "14", "28"),
    }
    return tuple(Suggestion(_quoted(_key(field, value)), value) for value in values.get(field.casefold(), ()))


def _key(field: str, value: str) -> str:
    """What is put in: of a child the local ID, which no other child has."""
    if field.casefold() == "child" and (found := re.search(r"\(([^)]+)\)$", value)):
        return found[1]
    return value


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value

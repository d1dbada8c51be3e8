"""``/a who: what by when``: an action, in whatever order its parts come."""

from __future__ import annotations

import re
from datetime import date

from panel_desk.domain.capture.chips import head, when_chip, who_chip
from panel_desk.domain.capture.clauses import cut_day
from panel_desk.domain.capture.context import CaptureContext, KnownPerson
from panel_desk.domain.capture.deeds import ActionDeed
from panel_desk.domain.capture.half import Half, lacking
from panel_desk.domain.capture.naming import MOST_WORDS as MOST_NAME_WORDS
from panel_desk.domain.capture.naming import KnownAgency, Who, named, narrowed, nobody, several
from panel_desk.domain.capture.typed import Lack, bare
from panel_desk.domain.ids import AgencyKey, PersonId

_BY = re.compile(r"(?:^|(?<=[\s,;]))(?:due by|due on|due|by)\s+", re.IGNORECASE)
_NO_DAY = Lack("By when? Add by fri, by 3d, by 12 dec or by next panel.", "by when?")
_NO_WHO = Lack("Who is to do it? Name an agency or a person: police khan.", "who?")
_NO_WHAT = Lack("What is to be done? Say it after who: police khan: call the school by fri.", "what?")


def action(rest: str, at: CaptureContext) -> ActionDeed | Half:
    """An action from the words after ``/a``."""
    cut = cut_day(rest, _BY, at)
    due: date | Lack = cut.day if cut else _NO_DAY
    text = _joined(cut.before, cut.after) if cut else _BY_AT_END.sub("", rest)
    who, what = cut_who(text, at)
    wanted: str | Lack = what or _NO_WHAT
    if isinstance(who, Lack) or isinstance(wanted, Lack) or isinstance(due, Lack):
        known = (
            head("Action"),
            None if isinstance(who, Lack) else who_chip(*_owner(who), at),
            None if isinstance(due, Lack) else when_chip(due, at),
        )
        return lacking(known, who, wanted, due)
    agency, owner = _owner(who)
    return ActionDeed(what=wanted, agency=agency, due_on=due, owner_id=owner)


_BY_AT_END = re.compile(r"[\s,;]+(?:due|by)\s*$", re.IGNORECASE)


def _joined(before: str, after: str) -> str:
    """What stands around a day that was taken out."""
    if not after.strip(" .,;!"):
        return before.rstrip(" ,;")
    return f"{before}{'' if after.startswith(':') else ' '}{after}"


def _owner(who: Who) -> tuple[AgencyKey, PersonId | None]:
    if isinstance(who, KnownAgency):
        return who.key, None
    return who.agency, who.id


def cut_who(text: str, at: CaptureContext) -> tuple[Who | Lack, str]:
    """Whom the beginning of the words means, and the words after; a colon between is needed only where it is not plain.

    Without a colon the longest beginning that is somebody's name counts: ``police khan ANPR`` asks Khan of the police.
    """
    head, colon, tail = text.partition(":")
    if colon and len(head) <= 80:
        found = _meant(named(head, at))
        if len(found) == 1:
            return found[0], bare(tail)
        if found:
            return several(head, found, at), bare(tail)
    parts = text.split(None, MOST_NAME_WORDS)
    for count in range(min(MOST_NAME_WORDS, len(parts)), 0, -1):
        words = " ".join(parts[:count])
        found = _meant(named(words.rstrip(",:"), at, whole=count > 1))
        if found:
            what = text.split(None, count)[count:]
            rest = _without_to(what[0]) if what else ""
            return (found[0] if len(found) == 1 else several(words, found, at)), bare(rest)
    if colon and len(head) <= 80:
        return (nobody(head, at) if head.strip() else _NO_WHO), bare(tail)
    return (nobody(parts[0], at) if parts else _NO_WHO), ""


def _without_to(what: str) -> str:
    """``police to call the school``: what is asked is “call the school”."""
    what = what.lstrip(",:– -")
    return what[3:].lstrip() if what[:3].casefold() == "to " else what


def _meant(found: tuple[Who, ...]) -> tuple[Who, ...]:
    people = tuple(w for w in found if isinstance(w, KnownPerson))
    return narrowed(people, ()) if len(people) == len(found) else found

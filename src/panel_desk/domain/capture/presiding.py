"""The meeting as a whole: ``/open``, ``/adjourn because … until …``, ``/finish next 17 dec``, ``/quorum``."""

from __future__ import annotations

import re
from datetime import date

from panel_desk.domain.capture.chips import head, when_chip, why_chip
from panel_desk.domain.capture.clauses import cut_day, without_hanging
from panel_desk.domain.capture.context import CaptureContext, Whereabouts
from panel_desk.domain.capture.deeds import AdjournDeed, CloseDeed, OpenDeed, QuorumDeed
from panel_desk.domain.capture.due import read_due
from panel_desk.domain.capture.half import Half, lacking
from panel_desk.domain.capture.naming import one_person
from panel_desk.domain.capture.typed import Lack, bare, cut_because, one_line, unannounced
from panel_desk.domain.people import Role

_UNTIL = re.compile(r"(?:^|(?<=[\s,;]))(?:until|till|to resume(?: on)?|resum(?:es|ing)(?: on)?)\s+", re.IGNORECASE)
_NEXT = re.compile(r"(?:and )?(?:the )?next(?: meeting| panel| one)?(?: is)?(?: on)?:?\s+", re.IGNORECASE)
_NOBODY = Lack("Who presides? Type /open and the chair or the deputy.", "who presides?")


def opening(rest: str, at: CaptureContext) -> OpenDeed | Half:
    """Who presides; without a name the chair, or the deputy where the chair has sent apologies."""
    if rest:
        person = one_person(rest, at, where=(Whereabouts.IN_ROOM, Whereabouts.EXPECTED))
        return (
            lacking((head("Open the meeting"),), person) if isinstance(person, Lack) else OpenDeed(presiding=person.id)
        )
    for role in (Role.CHAIR, Role.DEPUTY):
        there = [p for p in at.people if p.role is role and p.whereabouts is not Whereabouts.AWAY]
        if len(there) == 1:
            return OpenDeed(presiding=there[0].id)
    return lacking((head("Open the meeting"),), _NOBODY)


def adjourn(rest: str, at: CaptureContext) -> AdjournDeed | Half:
    """``because … until 3 dec``; the reason may stand alone, and the day before it."""
    before, reason = cut_because(rest)
    cut = cut_day(before, _UNTIL, at)
    until: date | Lack | None = cut.day if cut else None
    if cut is not None:
        before = f"{cut.before} {cut.after}".strip(" ,;")
    said = one_line(f"{before} {reason or ''}") if reason is None or before else reason
    if until is None and (later := cut_day(said, _UNTIL, at)) and not later.after.strip(" .,;!"):
        said, until = later.before.rstrip(" ,;"), later.day
    said = bare(without_hanging(said if reason is not None else unannounced(said)))
    wanted = (
        None if said else Lack("Why is the meeting adjourned? Add because and the reason: it is minuted.", "because?")
    )
    if wanted is not None or isinstance(until, Lack):
        told = (head("Adjourn"), when_chip(until, at, "until") if isinstance(until, date) else None)
        return lacking((*told, why_chip(said) if said else None), wanted, until)
    return AdjournDeed(reason=said, resumes_on=until)


def finish(rest: str, at: CaptureContext) -> CloseDeed | Half:
    """``next 17 dec``, or nothing."""
    if not rest:
        return CloseDeed()
    day = read_due(rest, at) or read_due(_NEXT.sub("", rest, count=1), at)
    if isinstance(day, date) and day <= at.held_on:
        day = Lack("The next meeting comes after this one. Check the day.", "later day?")
    if isinstance(day, date):
        return CloseDeed(next_on=day)
    sentence = f"“{rest[:40]}” is no day. Type /finish, or /finish next 17 dec."
    return lacking((head("Close the meeting"),), day or Lack(sentence, "which day?"))


def quorum(rest: str, _at: CaptureContext) -> QuorumDeed | Half:
    """``because …``; the reason may stand alone."""
    before, reason = cut_because(rest)
    said = bare(reason if reason is not None and not before else unannounced(rest))
    if not said:
        wanted = Lack("Why is the item decided without quorum? Add because: it is printed in the minutes.", "because?")
        return lacking((head("Decide without quorum"),), wanted)
    return QuorumDeed(reason=said)

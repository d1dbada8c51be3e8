"""``/declare who because …``, ``/back who``, ``/dissent who: …``: members and the item in hand."""

from __future__ import annotations

import re

from panel_desk.domain.capture.addressing import cut_person
from panel_desk.domain.capture.chips import head, person_chip, why_chip
from panel_desk.domain.capture.context import CaptureContext, KnownPerson, Whereabouts
from panel_desk.domain.capture.deeds import BackDeed, DeclareDeed, DissentDeed
from panel_desk.domain.capture.half import Half, lacking
from panel_desk.domain.capture.naming import one_person
from panel_desk.domain.capture.reading_values import CaptureChip
from panel_desk.domain.capture.typed import Lack, bare

_BECAUSE = re.compile(r"(?:because|bc|b/c|that)\b[:,]?\s*", re.IGNORECASE)
_STAYS = re.compile(r"(?:and |but )?stay(?:s|ing)?(?: in the room| in room| in)?(?:[:,;]\s*|\s+|$)", re.IGNORECASE)
_IN_ROOM = (Whereabouts.IN_ROOM,)
_WHO = Lack("Who? Name the person, or the agency.", "who?")


def dissent(rest: str, at: CaptureContext) -> DissentDeed | Half:
    """Who does not agree, and what they hold."""
    person, said = cut_person(rest, at, _WHO, where=_IN_ROOM)
    words: str | Lack = _bare_reason(said)
    if not words:
        name = person.name if isinstance(person, KnownPerson) else "the member"
        words = Lack(f"What does {name} hold instead? Dissent is minuted in words.", "what instead?")
    if isinstance(person, Lack) or isinstance(words, Lack):
        return lacking((head("Dissent"), _known(person, at)), person, words)
    return DissentDeed(person_id=person.id, words=words)


def declare(rest: str, at: CaptureContext) -> DeclareDeed | Half:
    """Who declares an interest in the item in hand, and which; they step out unless they stay."""
    person, said = cut_person(rest, at, _WHO, where=_IN_ROOM)
    stays = _STAYS.match(said)
    nature: str | Lack = _bare_reason(said[stays.end() :] if stays else said)
    if not nature:
        name = person.name if isinstance(person, KnownPerson) else "the member"
        nature = Lack(f"What interest does {name} declare? Add because and its nature: it is minuted.", "because?")
    if isinstance(person, Lack) or isinstance(nature, Lack):
        told = (head("Interest"), _known(person, at), None if isinstance(nature, Lack) else why_chip(nature))
        return lacking(told, person, nature)
    return DeclareDeed(person_id=person.id, nature=nature, stays=stays is not None)


def back(rest: str, at: CaptureContext) -> BackDeed | Half:
    """Who had stepped out comes back; nobody needs to be named where only one has."""
    out = [p for p in at.people if p.whereabouts is Whereabouts.STEPPED_OUT]
    if not rest and len(out) == 1:
        return BackDeed(person_id=out[0].id)
    person = one_person(rest, at, where=(Whereabouts.STEPPED_OUT,), ask="Who is back? Name the person, or the agency.")
    if isinstance(person, Lack):
        return lacking((head("Back in the room"),), person)
    return BackDeed(person_id=person.id)


def _bare_reason(said: str) -> str:
    return bare(_BECAUSE.sub("", said, count=1) if _BECAUSE.match(said) else said)


def _known(person: KnownPerson | Lack, at: CaptureContext) -> CaptureChip | None:
    return None if isinstance(person, Lack) else person_chip(person.id, at)

"""``/declare who because …``, ``/back who``, ``/dissent who: …``: members and the item in hand."""

from __future__ import annotations

import re

from panel_desk.domain.capture.addressing import cut_person, names_another
from panel_desk.domain.capture.chips import chip, head, item_words, person_chip, why_chip
from panel_desk.domain.capture.context import CaptureContext, KnownItem, KnownPerson, Whereabouts
from panel_desk.domain.capture.deeds import BackDeed, DeclareDeed, DissentDeed
from panel_desk.domain.capture.half import Half, lacking
from panel_desk.domain.capture.naming import one_person
from panel_desk.domain.capture.reading_values import CaptureChip, ChipKind
from panel_desk.domain.capture.turning import item_named
from panel_desk.domain.capture.typed import Lack, bare, masked, unannounced

_BECAUSE = re.compile(r"(?:because|bc|b/c|that)\b[:,]?\s*", re.IGNORECASE)
_STAYS = re.compile(r"(?:and |but )?stay(?:s|ing)?(?: in the room| in room| in)?(?:[:,;]\s*|\s+|$)", re.IGNORECASE)
_STAYS_AT_END = re.compile(
    r"(?:[,;]\s*(?:and |but )?|\s(?:and|but) )stay(?:s|ing)?(?: in the room| in room| in)?[\s.!]*$", re.IGNORECASE
)
_ITEM = re.compile(
    r"(?:(?:an )?interest )?(?:(?:in|for|on|re) )?(?:"
    r"item (?P<item>\S+?)|(?P<number>\d+\.\d+|\d{4,8})|(?P<initials>[a-z]\.[a-z]\.|(?<=in )[a-z]{2}))"
    r"(?:[:,;]\s*|\s+|$)",
    re.IGNORECASE,
)
"""An item is named by its number, its local ID or its initials: “in contact with him” is a nature."""
_IN_ROOM = (Whereabouts.IN_ROOM,)
_ONE = Lack("One person at a time: each is a line of its own.", "one of them")
_WHO = Lack("Who? Name the person, or the agency.", "who?")


def dissent(rest: str, at: CaptureContext) -> DissentDeed | Half:
    """Who does not agree, and what they hold."""
    person, said = _who(rest, at)
    words: str | Lack = _bare_reason(said)
    if not words:
        name = person.name if isinstance(person, KnownPerson) else "the member"
        words = Lack(f"What does {name} hold instead? Dissent is minuted in words.", "what instead?")
    if isinstance(person, Lack) or isinstance(words, Lack):
        return lacking((head("Dissent"), _known(person, at)), person, words)
    return DissentDeed(person_id=person.id, words=words)


def declare(rest: str, at: CaptureContext) -> DeclareDeed | Half:
    """Who declares an interest in the item in hand, and which; they step out unless they stay."""
    person, said = _who(rest, at)
    item, said = _cut_item(said, at)
    said, stays = _cut_stays(said)
    nature: str | Lack = _bare_reason(said, unannounced(said))
    if not nature and not (isinstance(person, KnownPerson) and item is None and person.id in at.declared):
        name = person.name if isinstance(person, KnownPerson) else "the member"
        nature = Lack(f"What interest does {name} declare? Add because and its nature: it is minuted.", "because?")
    if isinstance(person, Lack) or isinstance(nature, Lack) or isinstance(item, Lack):
        about = chip(ChipKind.WHAT, item_words(item.id, at)) if isinstance(item, KnownItem) else None
        told = (head("Interest"), _known(person, at), about, None if isinstance(nature, Lack) else why_chip(nature))
        return lacking(told, person, item, nature)
    ahead = item.id if item is not None else None
    return DeclareDeed(person_id=person.id, nature=nature, stays=stays and ahead is None, item_id=ahead)


def back(rest: str, at: CaptureContext) -> BackDeed | Half:
    """Who had stepped out comes back; nobody needs to be named where only one has."""
    out = [p for p in at.people if p.whereabouts is Whereabouts.STEPPED_OUT]
    if not rest and len(out) == 1:
        return BackDeed(person_id=out[0].id)
    person = one_person(rest, at, where=(Whereabouts.STEPPED_OUT,), ask="Who is back? Name the person, or the agency.")
    if isinstance(person, Lack):
        return lacking((head("Back in the room"),), person)
    return BackDeed(person_id=person.id)


def _who(rest: str, at: CaptureContext) -> tuple[KnownPerson | Lack, str]:
    """The one person at the beginning, and the words after."""
    person, said = cut_person(rest, at, _WHO, where=_IN_ROOM)
    return (_ONE if isinstance(person, KnownPerson) and names_another(rest, said, at) else person), said


def _cut_stays(said: str) -> tuple[str, bool]:
    """The words without that who declares stays: at their beginning, or after a comma at their end."""
    if begins := _STAYS.match(said):
        return said[begins.end() :], True
    ends = _STAYS_AT_END.search(masked(said))
    return (said[: ends.start()], True) if ends else (said, False)


def _cut_item(said: str, at: CaptureContext) -> tuple[KnownItem | Lack | None, str]:
    """Another item than the one in hand that the interest is in, and the words after it."""
    found = _ITEM.match(said)
    if found is None:
        return None, said
    item = item_named(found["item"] or found["number"] or found["initials"], at)
    if found["initials"] and isinstance(item, Lack):
        return None, said
    in_hand = isinstance(item, KnownItem) and at.item is not None and item.id == at.item.id
    return None if in_hand else item, said[found.end() :]


def _bare_reason(said: str, without: str | None = None) -> str:
    """Without a “because”; ``without`` is what else they may be where they have none."""
    return bare(_BECAUSE.sub("", said, count=1) if _BECAUSE.match(said) else without or said)


def _known(person: KnownPerson | Lack, at: CaptureContext) -> CaptureChip | None:
    return None if isinstance(person, Lack) else person_chip(person.id, at)

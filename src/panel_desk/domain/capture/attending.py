"""Who is there: ``/present``, ``/left``, ``/apologies khan sent 18 nov``, ``/sub name of agency for khan``."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from panel_desk.domain.capture.chips import ATTEND_WORDS, chip, head, person_chip
from panel_desk.domain.capture.clauses import cut_day
from panel_desk.domain.capture.context import CaptureContext, KnownPerson, Whereabouts
from panel_desk.domain.capture.deeds import ArriveDeed, AttendDeed, LeaveDeed, NewcomerDeed
from panel_desk.domain.capture.due import read_past
from panel_desk.domain.capture.half import Half, Understood, lacking
from panel_desk.domain.capture.naming import KnownAgency, named, narrowed, one_person, several
from panel_desk.domain.capture.reading_values import CaptureChip, ChipKind
from panel_desk.domain.capture.typed import Lack, bare, fold_name, is_quoted, masked
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey

_INFORMATION = r"(?:information|info|report)"
_SENT = re.compile(
    rf"(?:^|(?<=[\s,;]))(?:(?:with )?{_INFORMATION} )?sent(?: (?:the )?{_INFORMATION})?(?: on)?\s+", re.IGNORECASE
)
_SENT_AT_END = re.compile(rf"[\s,;]+(?:{_INFORMATION} )?sent$", re.IGNORECASE)
_SIGNED = re.compile(
    r"[\s,;]+(?:has |the |confidentiality )*(?:statement )?(?:is )?signed"
    r"(?: (?:the )?(?:confidentiality )?statement)?\.?$",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?:^|(?<=[\s,;]))for\s+", re.IGNORECASE)
_OF = re.compile(r"(?<=[\s,;])(?:of|from)\s+(?:the )?", re.IGNORECASE)
_SEVERAL = re.compile(r",|;|\band\b|&|^(?:all|everyone|everybody)$", re.IGNORECASE)
_AT_TIME = re.compile(r"\s(?:at )?\d{1,2}[:.]\d\d$")
_BRACKETED = re.compile(r"(.+?)\s*\((.+)\)")
_AWAY = (Whereabouts.AWAY, Whereabouts.EXPECTED, Whereabouts.LEFT)
_NEW = (Whereabouts.ELSEWHERE, Whereabouts.EXPECTED, Whereabouts.LEFT)
_UNNAMED = re.compile(r"[^\w'’.,()&+-]+")
"""What no name of an agency holds; a sheet for it is a file of that name."""
_LONGEST_AGENCY = 60
_WHO = "Who? Name the person, or the agency."


def arrived(rest: str, at: CaptureContext) -> ArriveDeed | Half:
    """Somebody comes in."""
    person = _person(rest, at, (Whereabouts.EXPECTED, Whereabouts.LEFT, Whereabouts.AWAY))
    return lacking((head("Arrived"),), person) if isinstance(person, Lack) else ArriveDeed(person_id=person.id)


def left(rest: str, at: CaptureContext) -> LeaveDeed | Half:
    """Somebody goes."""
    person = _person(rest, at, (Whereabouts.IN_ROOM, Whereabouts.STEPPED_OUT))
    return lacking((head("Left"),), person) if isinstance(person, Lack) else LeaveDeed(person_id=person.id)


def present(rest: str, at: CaptureContext) -> AttendDeed | Half:
    """Somebody is there."""
    return _attends(rest, at, AttendanceKind.PRESENT, _AWAY)


def part(rest: str, at: CaptureContext) -> AttendDeed | Half:
    """Somebody is there for a part."""
    return _attends(rest, at, AttendanceKind.PART, ())


def absent(rest: str, at: CaptureContext) -> AttendDeed | Half:
    """Somebody is not there and has not said so."""
    return _attends(rest, at, AttendanceKind.ABSENT, _AWAY)


def apologies(rest: str, at: CaptureContext) -> AttendDeed | Half:
    """Somebody cannot come; when they sent written information, where they did."""
    cut = cut_day(rest, _SENT, at, read=lambda words, _at: read_past(words, at.today))
    sent: date | Lack | None = cut.day if cut else None
    name = f"{cut.before} {cut.after}".strip(" ,;").removeprefix("from ") if cut else rest.removeprefix("from ")
    if cut is None and _SENT_AT_END.search(rest):
        name, sent = _SENT_AT_END.sub("", rest), Lack("When was the information sent? Add sent 18 nov.", "sent when?")
    found = _attends(name, at, AttendanceKind.APOLOGIES, _AWAY)
    if isinstance(found, Half):
        return found
    if isinstance(sent, Lack):
        return lacking((head("Apologies"), person_chip(found.person_id, at)), sent)
    return AttendDeed(person_id=found.person_id, kind=AttendanceKind.APOLOGIES, information_sent_on=sent)


def _attends(name: str, at: CaptureContext, kind: AttendanceKind, where: tuple[Whereabouts, ...]) -> AttendDeed | Half:
    person = _person(name, at, where)
    if isinstance(person, Lack):
        return lacking((head(ATTEND_WORDS[kind]),), person)
    return AttendDeed(person_id=person.id, kind=kind)


def _person(name: str, at: CaptureContext, where: tuple[Whereabouts, ...]) -> KnownPerson | Lack:
    found = one_person(name, at, where=where, ask=_WHO)
    if isinstance(found, Lack) and _AT_TIME.search(name):
        return Lack("The time is that of Enter; none can be typed here. Leave it out.", "no time")
    if isinstance(found, Lack) and _SEVERAL.search(name) and found.wanted == "who?":
        return Lack("One person at a time: each is a line of its own.", "one of them")
    return found


class _Guest(Struct, frozen=True, kw_only=True):
    """Who comes as a substitute, a presenter or an observer, as far as it is plain."""

    person: KnownPerson | None = None
    name: str = ""
    """Of somebody the desk does not know."""
    agency: AgencyKey | None = None
    signed: bool = False


def substitute(rest: str, at: CaptureContext) -> Understood:
    """``name [of agency] for member``: known or new, of the member's agency unless another is named."""
    found = list(_FOR.finditer(masked(rest)))
    if not found:
        member: KnownPerson | Lack = Lack("For whom? Add for and the member whose seat is taken.", "for whom?")
        guest = _guest(rest, at)
    else:
        ask = "For whom? Name the member whose seat is taken."
        member = one_person(rest[found[-1].end() :], at, where=_AWAY, ask=ask)
        guest = _guest(rest[: found[-1].start()], at)
    told = (head("Substitute"), _guest_chip(guest, at))
    if isinstance(guest, Lack) or isinstance(member, Lack):
        return lacking((*told, None if isinstance(member, Lack) else person_chip(member.id, at)), guest, member)
    if guest.person is not None and guest.person.id == member.id:
        return lacking(told, Lack(f"{member.name} cannot be their own substitute.", "who?"))
    if guest.person is not None:
        return AttendDeed(
            person_id=guest.person.id,
            kind=AttendanceKind.SUBSTITUTE,
            substitute_for=member.id,
            statement_signed=guest.signed,
        )
    return NewcomerDeed(
        name=guest.name,
        agency=guest.agency or member.agency,
        kind=AttendanceKind.SUBSTITUTE,
        substitute_for=member.id,
        statement_signed=guest.signed,
    )


def observer(rest: str, at: CaptureContext) -> Understood:
    """``name [of agency] signed``: an observer has signed the confidentiality statement."""
    guest = _guest(rest, at)
    unsigned = Lack("Has the confidentiality statement been signed? Add signed.", "signed?")
    return _comes(guest, at, AttendanceKind.OBSERVER, None if isinstance(guest, _Guest) and guest.signed else unsigned)


def presenter(rest: str, at: CaptureContext) -> Understood:
    """``name of agency``: somebody comes to present."""
    return _comes(_guest(rest, at), at, AttendanceKind.PRESENTER, None)


def _comes(guest: _Guest | Lack, at: CaptureContext, kind: AttendanceKind, unsigned: Lack | None) -> Understood:
    homeless = None
    if isinstance(guest, _Guest) and guest.person is None and guest.agency is None:
        homeless = Lack(f"Of which agency is {guest.name}? Add of and the agency.", "of which agency?")
    if isinstance(guest, Lack) or homeless or unsigned:
        return lacking((head(ATTEND_WORDS[kind]), _guest_chip(guest, at)), guest, homeless, unsigned)
    if guest.person is not None:
        return AttendDeed(person_id=guest.person.id, kind=kind, statement_signed=guest.signed)
    return NewcomerDeed(name=guest.name, agency=guest.agency or AgencyKey(""), kind=kind, statement_signed=guest.signed)


def _guest_chip(guest: _Guest | Lack, at: CaptureContext) -> CaptureChip | None:
    if isinstance(guest, Lack):
        return None
    return person_chip(guest.person.id, at) if guest.person is not None else chip(ChipKind.WHO, f"{guest.name} (new)")


def _guest(words: str, at: CaptureContext) -> _Guest | Lack:
    """A name, its agency, and whether the statement is signed. A name in quotes is of somebody new."""
    words = words.strip(" ,;")
    signed = _SIGNED.search(masked(words))
    words = words[: signed.start()] if signed else words
    place = next(iter(reversed(list(_OF.finditer(masked(words))))), None)
    name, agency = (words[: place.start()], words[place.end() :]) if place else _name_and_agency(words)
    name = name.strip(" ,;")
    if len(fold_name(name)) < 2:
        return Lack("Who? Give first name and surname.", "who?")
    key = _agency(agency, at) if agency.strip() else None
    if isinstance(key, Lack):
        return key
    if is_quoted(name):
        return _Guest(name=bare(name), agency=key, signed=signed is not None)
    people = _known_guests(name, key, at)
    if len(people) > 1:
        return several(name, people, at)
    if people:
        return _Guest(person=people[0], signed=signed is not None)
    return _Guest(name=name, agency=key, signed=signed is not None)


def _name_and_agency(words: str) -> tuple[str, str]:
    """``Amy Fox, University`` and ``Amy Fox (health)``; a name alone has no agency."""
    if is_quoted(words):
        return words, ""
    bracketed = _BRACKETED.fullmatch(words.strip())
    name, _, agency = words.partition(",")
    return (bracketed[1], bracketed[2]) if bracketed and not bracketed[2].isdigit() else (name, agency)


def _known_guests(name: str, agency: AgencyKey | None, at: CaptureContext) -> tuple[KnownPerson, ...]:
    """People the desk knows by that name; of a name of several words, all must be there."""
    found = [p for p in named(name, at, whole=" " in name) if isinstance(p, KnownPerson)]
    return narrowed((p for p in found if agency in (None, p.agency)), _NEW)


def _agency(words: str, at: CaptureContext) -> AgencyKey | Lack:
    """The panel's agency that words mean, that of somebody known, or the words themselves: they are printed."""
    found = [w for w in named(words, at) if isinstance(w, KnownAgency)]
    if len(found) == 1 and not is_quoted(words):
        return found[0].key
    name = _UNNAMED.sub(" ", bare(words)).strip()
    if not fold_name(name) or len(name) > _LONGEST_AGENCY:
        return Lack(f"Of which agency? Give its name in at most {_LONGEST_AGENCY} letters.", "of which agency?")
    same = [p.agency for p in at.people if fold_name(p.agency) == fold_name(name)]
    return AgencyKey(name) if is_quoted(words) or not same else same[0]

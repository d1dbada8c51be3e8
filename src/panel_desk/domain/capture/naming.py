"""Whom a line means: an agency or a person, by whatever short name is plain."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from msgspec import Struct

from panel_desk.domain.capture.context import CaptureContext, KnownPerson, Whereabouts
from panel_desk.domain.capture.nearest import nearest
from panel_desk.domain.capture.typed import Lack, fold_name
from panel_desk.domain.ids import AgencyKey, PersonId
from panel_desk.domain.meeting.meetings import SEATED
from panel_desk.domain.panels import agency_in_words
from panel_desk.domain.people import Role

MOST_WORDS = 6
"""A name after its agency; nobody is named with more."""
_SHORTEST_PREFIX = 3
_ROLE_NAMES: Mapping[Role | None, tuple[str, ...]] = MappingProxyType(
    {Role.CHAIR: ("chair",), Role.DEPUTY: ("deputy", "deputy chair")}
)
_OF_AGENCY = re.compile(r"(.+) \((.*[a-z].*)\)")
"""``imran khan (police)``: as sentences and lists name somebody."""
_PLACE = re.compile(r"(.+) \((\d{1,2})\)")
_TITLES = frozenset(
    re.findall(r"\w+", "mr mrs ms miss mx dr prof professor ds dc dci di pc ps sgt insp cllr rev sir dame")
)
_ALSO = (
    ("police", ("constabulary", "cops")),
    ("health", ("nhs", "icb", "nurse", "hospital", "camhs")),
    ("social care", ("csc", "social care", "childrens services", "childrens social care", "social worker", "sw")),
    ("education", ("school", "schools", "college", "edu")),
    ("youth justice", ("yjs", "yot", "yos", "yj", "youth offending")),
    ("housing", ("homelessness",)),
    ("voluntary", ("vcs", "vcse", "charity", "third sector")),
)
"""What agencies are called besides the name of their seat."""


class KnownAgency(Struct, frozen=True):
    """An agency of the panel."""

    key: AgencyKey
    words: str


Who = KnownAgency | KnownPerson


class Names(Struct, frozen=True):
    """Everything the people and agencies of a meeting may be called, folded."""

    agencies: dict[str, tuple[KnownAgency, ...]]
    """An agency's key, name, initials and other names; also of those without a seat, so that their people are found."""
    people: dict[str, tuple[KnownPerson, ...]]
    in_order: tuple[str, ...]
    """The names of people, sorted: those that begin alike stand together."""
    roles: dict[str, tuple[KnownAgency, ...]]
    """Words of what is expected of who sits there: ``nurse``."""
    seats: frozenset[KnownAgency]


@lru_cache(maxsize=8)
def names_of(
    agencies: tuple[tuple[AgencyKey, str], ...],
    people: tuple[KnownPerson, ...],
    seat_roles: tuple[tuple[AgencyKey, str], ...] = (),
) -> Names:
    """Every name and whom it may mean; kept, because it is asked at every key."""
    seats = {key: KnownAgency(key, words) for key, words in agencies}
    called: dict[str, list[KnownAgency]] = {}
    for agency in seats.values():
        for form in _agency_forms(agency.key, agency.words):
            called.setdefault(form, []).append(agency)
    for key in dict.fromkeys(p.agency for p in people if p.agency not in seats):
        called.setdefault(fold_name(key), []).append(KnownAgency(key, key))
    named_people: dict[str, list[KnownPerson]] = {}
    for person in people:
        for form in (*person_forms(person.name), *_ROLE_NAMES.get(person.role, ())):
            named_people.setdefault(form, []).append(person)
    roles: dict[str, list[KnownAgency]] = {}
    for key, role in seat_roles:
        for word in {w for w in fold_name(role).split() if len(w) > 3 and key in seats}:
            roles.setdefault(word, []).append(seats[key])
    return Names(
        agencies={form: tuple(found) for form, found in called.items()},
        people={form: tuple(dict.fromkeys(found)) for form, found in named_people.items()},
        in_order=tuple(sorted(named_people)),
        roles={word: tuple(found) for word, found in roles.items() if len(found) == 1},
        seats=frozenset(seats.values()),
    )


def _agency_forms(key: AgencyKey, words: str) -> set[str]:
    name = fold_name(words)
    forms = {fold_name(key), name}
    parts = name.split()
    if len(parts) > 1:
        forms.add("".join(part[0] for part in parts))
    for word, others in _ALSO:
        if word in name or word in fold_name(key):
            forms.update(others)
    return forms - {""}


def person_forms(name: str) -> set[str]:
    """What somebody may be called: whole name, surname, first name, initials, initial and surname."""
    parts = fold_name(name).split()
    if len(parts) > 1 and parts[0] in _TITLES:
        parts = parts[1:]
    if not parts:
        return set()
    forms = {fold_name(name), " ".join(parts), parts[-1], parts[0]}
    if len(parts) > 1:
        forms |= {f"{parts[0][0]} {parts[-1]}", "".join(part[0] for part in parts), " ".join(parts[1:])}
    return {form for form in forms if len(form) > 1} or forms


def known_names(at: CaptureContext) -> Names:
    """The names of a context."""
    return names_of(at.agencies, at.people, at.seat_roles)


def named(text: str, at: CaptureContext, *, whole: bool = False) -> tuple[Who, ...]:
    """Whom the words may mean: nobody, one, or several.

    An agency's own name comes before a person's of the same sound. A beginning is enough where ``whole`` is not asked.
    """
    names, words = known_names(at), _bare_name(text)
    if not words:
        return ()
    if words.endswith(")") and (both := _OF_AGENCY.fullmatch(words)):
        words = f"{both[2]} {both[1]}"
    found = _named(names, words, at, whole=whole)
    return found or (_named(names, words[4:], at, whole=whole) if words.startswith("the ") else ())


def _named(names: Names, words: str, at: CaptureContext, *, whole: bool) -> tuple[Who, ...]:
    if seated := tuple(a for a in names.agencies.get(words, ()) if a in names.seats):
        return seated
    if people := names.people.get(words) or _of_agency(names, words, at, whole=True):
        return people
    if whole or len(words) < _SHORTEST_PREFIX:
        return ()
    return names.roles.get(words) or _begun(names, words) or _of_agency(names, words, at, whole=False)


def offered(text: str, at: CaptureContext) -> frozenset[Who]:
    """Everybody a name of whom begins with the words, and the people of such agencies; everybody for no words."""
    names, words = known_names(at), fold_name(text)
    if not words:
        return frozenset((*names.seats, *at.people))
    begun = _begun(names, words)
    keys = {who.key for who in begun if isinstance(who, KnownAgency)}
    members = (p for p in at.people if p.agency in keys)
    return frozenset((*begun, *members, *_of_agency(names, words, at, whole=False)))


def _begun(names: Names, words: str) -> tuple[Who, ...]:
    """Agencies and people of whom a name begins with the words."""
    agencies = [
        a for form, found in names.agencies.items() if form.startswith(words) for a in found if a in names.seats
    ]
    return tuple(dict.fromkeys((*agencies, *_people_begun(names, words))))


def _people_begun(names: Names, words: str) -> Iterator[KnownPerson]:
    place = bisect_left(names.in_order, words)
    while place < len(names.in_order) and names.in_order[place].startswith(words):
        yield from names.people[names.in_order[place]]
        place += 1


def _of_agency(names: Names, words: str, at: CaptureContext, *, whole: bool) -> tuple[KnownPerson, ...]:
    """People named after their agency: ``police khan``, ``police sam lee (2)``."""
    parts = words.split()
    for cut in range(1, min(len(parts), MOST_WORDS)):
        keys = {a.key for a in names.agencies.get(" ".join(parts[:cut]), ())}
        if not keys:
            continue
        rest = " ".join(parts[cut:])
        found = names.people.get(rest, ()) if whole else _people_begun(names, rest)
        own = tuple(dict.fromkeys(p for p in found if p.agency in keys)) or _by_place(rest, keys, at)
        if own:
            return own
    return ()


def _by_place(words: str, keys: set[AgencyKey], at: CaptureContext) -> tuple[KnownPerson, ...]:
    """Two of one name in one agency are told apart by their place in the list: ``sam lee (2)``."""
    found = _PLACE.fullmatch(words)
    if found is None:
        return ()
    same = [p for p in at.people if p.agency in keys and fold_name(p.name) == found[1]]
    place = int(found[2])
    return (same[place - 1],) if 0 < place <= len(same) else ()


def _bare_name(text: str) -> str:
    words = fold_name(text)
    title, _, rest = words.partition(" ")
    return rest if rest and title in _TITLES else words


def persons(
    text: str, at: CaptureContext, *, where: tuple[Whereabouts, ...] = (), whole: bool = False
) -> tuple[KnownPerson, ...]:
    """The people that words may mean; an agency stands for its people.

    Args:
        text: A name, or an agency's.
        at: Who is known.
        where: Of several, those are meant who are there; of an agency's, then those with a seat.
        whole: No beginnings of names.
    """
    found: list[KnownPerson] = []
    of_agency = False
    for who in named(text, at, whole=whole):
        if isinstance(who, KnownPerson):
            found.append(who)
        else:
            of_agency = True
            found += [p for p in at.people if p.agency == who.key and p.whereabouts is not Whereabouts.ELSEWHERE]
    return narrowed(found, where, seated=of_agency)


def narrowed(
    found: Iterable[KnownPerson], where: tuple[Whereabouts, ...], *, seated: bool = False
) -> tuple[KnownPerson, ...]:
    """Of several, those who are where it makes sense; else those at this meeting; else all."""
    left = tuple(dict.fromkeys(found))
    for wanted in (where, _HERE):
        here = tuple(p for p in left if p.whereabouts in wanted)
        left = here if len(left) > 1 and here else left
    in_seats = tuple(p for p in left if p.role in SEATED)
    return in_seats if seated and len(left) > 1 and in_seats else left


_HERE = (
    Whereabouts.EXPECTED,
    Whereabouts.IN_ROOM,
    Whereabouts.STEPPED_OUT,
    Whereabouts.LEFT,
    Whereabouts.AWAY,
)


def one_person(
    text: str, at: CaptureContext, *, where: tuple[Whereabouts, ...] = (), ask: str = "Who?"
) -> KnownPerson | Lack:
    """The one person that words mean, or why it is not plain."""
    if not fold_name(text):
        return Lack(ask, "who?")
    found = persons(text, at, where=where)
    if len(found) == 1:
        return found[0]
    return several(text, found, at) if found else nobody(text, at)


def several(text: str, found: tuple[Who, ...], at: CaptureContext) -> Lack:
    """Names every one who may be meant."""
    names = [person_words(w, at) if isinstance(w, KnownPerson) else w.words for w in found[:4]]
    more = ", …" if len(found) > 4 else ""
    return Lack(
        f"“{text.strip()}” may be {' or '.join(filter(None, (', '.join(names[:-1]), names[-1])))}{more}. "
        "Type more of the name.",
        "which one?",
    )


def nobody(text: str, at: CaptureContext) -> Lack:
    """Nobody of that name; the nearest is proposed."""
    names = known_names(at)
    close = nearest(fold_name(text), (*names.agencies, *names.in_order))
    who: Who | None = (*names.people.get(close, ()), *names.agencies.get(close, ()), None)[0]
    hint = f" Did you mean {person_words(who, at) if isinstance(who, KnownPerson) else who.words}?" if who else ""
    return Lack(f"Nobody here is called “{_short(text)}”.{hint}", "who?")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def agency_words(key: AgencyKey, at: CaptureContext) -> str:
    """The agency in words; of one without a seat, its key in words."""
    return next((words for known, words in at.agencies if known == key), agency_in_words(key))


def person_words(person: KnownPerson, at: CaptureContext) -> str:
    """``Imran Khan (Police)``."""
    return f"{person.name} ({agency_words(person.agency, at)})"


def short_name(person: KnownPerson, at: CaptureContext) -> str:
    """``Khan``; the whole name where somebody else has the same surname."""
    surname = fold_name(person.name).split()[-1:]
    shared = sum(fold_name(p.name).split()[-1:] == surname for p in at.people) > 1
    return person.name if shared or not surname else person.name.split()[-1]


def person_of(person_id: PersonId, at: CaptureContext) -> KnownPerson | None:
    """Somebody the context knows by identifier."""
    return next((p for p in at.people if p.id == person_id), None)


def typed_name(person: KnownPerson, at: CaptureContext) -> str:
    """What a line calls them so that nobody else is meant."""
    alone = (person,)
    for words in (person.name, f"{person.agency} {person.name}"):
        if named(words, at, whole=True) == alone:
            return words
    namesakes = [p for p in at.people if p.agency == person.agency and fold_name(p.name) == fold_name(person.name)]
    return f"{person.agency} {person.name} ({namesakes.index(person) + 1})"

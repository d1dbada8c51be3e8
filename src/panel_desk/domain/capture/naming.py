"""Whom a line means: an agency or a person, by whatever short name is plain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from panel_desk.domain.capture.context import CaptureContext, KnownPerson, Whereabouts
from panel_desk.domain.capture.nearest import nearest
from panel_desk.domain.capture.typed import Lack, fold_name
from panel_desk.domain.ids import AgencyKey, PersonId
from panel_desk.domain.meetings import SEATED

MOST_WORDS = 6
"""A name after its agency; nobody is named with more."""
_SHORTEST_PREFIX = 3
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
    """Everything the people and agencies of a meeting may be called."""

    plain: dict[str, tuple[Who, ...]]
    """A whole name: of an agency, a person, or a person after the agency."""
    own: dict[str, tuple[Who, ...]]
    """The same without those after the agency."""
    roles: dict[str, tuple[Who, ...]]
    """Words of what is expected of who sits there: ``nurse``."""


@lru_cache(maxsize=8)
def names_of(
    agencies: tuple[tuple[AgencyKey, str], ...],
    people: tuple[KnownPerson, ...],
    seat_roles: tuple[tuple[AgencyKey, str], ...] = (),
) -> Names:
    """Every name, folded, and whom it may mean; kept, because it is asked at every key."""
    own: dict[str, list[Who]] = {}
    plain: dict[str, list[Who]] = {}
    called: dict[AgencyKey, set[str]] = {}
    for key, words in agencies:
        agency = KnownAgency(key, words)
        called[key] = _agency_forms(key, words)
        for form in called[key]:
            own.setdefault(form, []).append(agency)
    seen: dict[tuple[AgencyKey, str], int] = {}
    for person in people:
        full = fold_name(person.name)
        seen[person.agency, full] = seen.get((person.agency, full), 0) + 1
        for form in person_forms(person.name):
            own.setdefault(form, []).append(person)
        _add_after_agency(
            plain, person, called.get(person.agency, {fold_name(person.agency)}), seen[person.agency, full]
        )
    for form, who in own.items():
        plain[form] = [*who, *plain.get(form, ())]
    roles: dict[str, list[Who]] = {}
    for key, role in seat_roles:
        words = next((w for k, w in agencies if k == key), key)
        for word in {w for w in fold_name(role).split() if len(w) > 3}:
            roles.setdefault(word, []).append(KnownAgency(key, words))
    unique = {word: tuple(who) for word, who in roles.items() if len(who) == 1}
    return Names(
        {form: _once(who) for form, who in plain.items()}, {form: _once(who) for form, who in own.items()}, unique
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


def _add_after_agency(plain: dict[str, list[Who]], person: KnownPerson, agency_forms: set[str], place: int) -> None:
    for agency in agency_forms:
        for form in person_forms(person.name):
            plain.setdefault(f"{agency} {form}", []).append(person)
        # Two of one name in one agency are told apart by their place: ``police sam lee (2)``.
        plain[f"{agency} {fold_name(person.name)} ({place})"] = [person]


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


def _once(who: Iterable[Who]) -> tuple[Who, ...]:
    return tuple(dict.fromkeys(who))


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
    if found := names.plain.get(words):
        return tuple(w for w in found if isinstance(w, KnownAgency)) or found
    if whole or len(words) < _SHORTEST_PREFIX:
        return ()
    if found := names.roles.get(words):
        return found
    own = _once(w for form, who in names.own.items() if form.startswith(words) for w in who)
    return own or _once(w for form, who in names.plain.items() if form.startswith(words) for w in who)


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
    close = nearest(fold_name(text), known_names(at).plain)
    who = known_names(at).plain[close][0] if close else None
    hint = f" Did you mean {person_words(who, at) if isinstance(who, KnownPerson) else who.words}?" if who else ""
    return Lack(f"Nobody here is called “{_short(text)}”.{hint}", "who?")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def agency_words(key: AgencyKey, at: CaptureContext) -> str:
    """The agency in words; of one without a seat, its key in words."""
    return next((words for known, words in at.agencies if known == key), key.replace("-", " ").capitalize())


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

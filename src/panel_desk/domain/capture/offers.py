"""What may be named in a place of the line, best first: people and agencies, outcomes, levels, items, actions, days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec import Struct

from panel_desk.domain.capture.chips import elided
from panel_desk.domain.capture.context import CaptureContext, KnownAction, KnownPerson, Whereabouts
from panel_desk.domain.capture.due import read_due, read_past, when_words
from panel_desk.domain.capture.naming import KnownAgency, agency_words, named, offered, typed_name
from panel_desk.domain.capture.outcomes import outcome_words
from panel_desk.domain.capture.typed import fold, fold_name
from panel_desk.domain.people import Role

_DUE = ("fri", "3d", "1w", "2w", "3w", "next panel", "tomorrow", "end of week", "end of month")
_REVIEW = ("next panel", "3w", "2w", "4w", "6w", "3m", "end of month")
_PAST = ("today", "yesterday")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
_DIGITS = re.compile(r"\d{1,2}")


class Offer(Struct, frozen=True):
    """Something that may be named."""

    text: str
    """What the line holds."""
    words: str
    aside: str = ""


def who_offers(typed: str, at: CaptureContext, after: str) -> Iterator[Offer]:
    """Agencies in seat order, then people, those in the room first; an agency's people come with it."""
    found = offered(typed, at)
    for key, words in at.agencies:
        if KnownAgency(key, words) in found:
            yield Offer(f"{words}{after}", words, "the agency")
    yield from _people((p for p in found if isinstance(p, KnownPerson)), at, (Whereabouts.IN_ROOM,), after)


def person_offers(typed: str, at: CaptureContext, fit: tuple[Whereabouts, ...], after: str) -> Iterator[Offer]:
    """People, those first who are where the command wants them; an agency's name brings its people."""
    found = [p for p in offered(typed, at) if isinstance(p, KnownPerson)]
    yield from _people(found, at, fit, after)


def agency_offers(typed: str, at: CaptureContext) -> Iterator[Offer]:
    """Agencies in seat order."""
    found = offered(typed, at)
    for key, words in at.agencies:
        if KnownAgency(key, words) in found:
            yield Offer(f"{words} ", words)


def _people(
    found: Iterable[KnownPerson], at: CaptureContext, fit: tuple[Whereabouts, ...], after: str
) -> Iterator[Offer]:
    seats = [key for key, _ in at.agencies]
    listed = {person.id: place for place, person in enumerate(at.people)}

    def rank(person: KnownPerson) -> tuple[int, bool, int, int]:
        seat = seats.index(person.agency) if person.agency in seats else len(seats)
        return (
            fit.index(person.whereabouts) if person.whereabouts in fit else len(fit),
            person.whereabouts is Whereabouts.ELSEWHERE,
            seat,
            listed.get(person.id, 0),
        )

    for person in sorted(found, key=rank):
        yield Offer(f"{shortest_name(person, at)}{after}", person.name, _person_aside(person, at))


def shortest_name(person: KnownPerson, at: CaptureContext) -> str:
    """The surname where it is plain, else the name that is."""
    surname = person.name.split()[-1] if person.name.split() else ""
    return surname if surname and named(surname, at, whole=True) == (person,) else typed_name(person, at)


def _person_aside(person: KnownPerson, at: CaptureContext) -> str:
    role = person.role.value if person.role not in (None, Role.CORE_MEMBER) else ""
    where = "" if person.whereabouts in (Whereabouts.IN_ROOM, Whereabouts.EXPECTED) else person.whereabouts.value
    return ", ".join(filter(None, (agency_words(person.agency, at), role, where)))


def outcome_offers(typed: str, at: CaptureContext) -> Iterator[Offer]:
    """The panel's outcomes in its order: a word of the key or of its words begins as typed."""
    wanted = fold_name(typed).split()
    for outcome in at.outcomes:
        words = f"{fold_name(outcome.key)} {fold_name(outcome.words)}"
        if fold_name(outcome.key).startswith(" ".join(wanted)) or all(f" {w}" in f" {words}" for w in wanted):
            needs = (
                "level" if outcome.needs_level else "",
                "review" if outcome.needs_review else "",
                "held by" if outcome.needs_holder else "",
            )
            told = f" · {', '.join(filter(None, needs))}" if any(needs) else ""
            after = " risk " if outcome.needs_level else " because "
            yield Offer(f"{outcome.key}{after}", outcome.key, f"{outcome_words(outcome)}{told}")


def level_offers(typed: str, at: CaptureContext, after: str) -> Iterator[Offer]:
    """The scale's levels, and what each would be."""
    if at.risk_scale is None:
        return
    now = at.risk_scale.ordinal(at.risk_now) if at.risk_now else -1
    for place, level in enumerate(at.risk_scale.levels):
        if fold(level).startswith(fold(typed)):
            step = "as it is" if place == now else "raised" if place > now else "lowered"
            yield Offer(f"{level}{after}", level, step if now >= 0 else "")


def item_offers(typed: str, at: CaptureContext) -> Iterator[Offer]:
    """Items by number, initials, local ID or words; those not taken first."""
    words, number = fold_name(typed), fold(typed).strip()
    for item in sorted(at.items, key=lambda i: i.taken):
        if item.number.startswith(number) or any(fold_name(t).startswith(words) for t in (item.words, item.local_id)):
            aside = ", ".join(filter(None, (item.local_id, "taken" if item.taken else "")))
            yield Offer(item.number, f"{item.number} {item.words}", aside)


def action_offers(typed: str, at: CaptureContext, after: str, *, own: bool) -> Iterator[Offer]:
    """Actions by number, reference or words; those about the item in hand first."""
    words = fold(typed).strip()
    about = at.item.local_id if at.item is not None else ""

    def matches(action: KnownAction) -> bool:
        reference = fold(action.reference)
        tail = reference.rpartition("/")[2]
        begins = any(part.startswith(words) for part in (reference, tail, tail.lstrip("0")))
        return begins or (len(words) > 2 and words in fold(f"{action.what} {action.owner} {action.about}"))

    known = [a for a in at.actions if a.of_this_item or not own]
    for action in sorted(known, key=lambda a: not (about and about in a.about)):
        if matches(action):
            who = action.owner or agency_words(action.agency, at)
            about_words = f" · {action.about}" if action.about else ""
            yield Offer(f"{action.reference}{after}", action.reference, f"{who}: {elided(action.what)}{about_words}")


def concern_offers(typed: str, at: CaptureContext) -> Iterator[Offer]:
    """Places, themes and persons of concern that are not on the agenda."""
    for concern in at.concerns:
        if fold_name(concern.name).startswith(fold_name(typed)):
            yield Offer(f"{concern.name} because ", concern.name, "late item")


def day_offers(typed: str, at: CaptureContext, marker: str) -> Iterator[Offer]:
    """Words of days that begin as typed, each with the day it is."""
    words = fold(typed)
    if typed.endswith(" ") and read_due(words, at) is not None:
        return
    reader: Callable[[str], object] = (
        (lambda w: read_past(w, at.today)) if marker == "sent" else (lambda w: read_due(w, at))
    )
    for option in dict.fromkeys((*_day_words(words, at.today, marker), *_WEEKDAYS)):
        day = reader(option) if option.startswith(words) else None
        if isinstance(day, date):
            yield Offer(option, option, when_words(day, at.today))


def _day_words(typed: str, today: date, marker: str) -> Iterator[str]:
    usual = {"review": _REVIEW, "sent": _PAST}.get(marker, _DUE)
    digits = _DIGITS.match(typed)
    if digits is None:
        yield from usual
        return
    number = int(digits[0])
    if number == 0:
        return
    if marker != "sent":
        yield f"{number}d"
        yield f"{number}w"
    back = marker == "sent"
    reached = number <= today.day if back else number >= today.day
    for step in range(0 if reached else 1, 12):
        month = (today.month - 1 + (-step if back else step)) % 12
        yield f"{number} {_MONTHS[month]}"


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

"""What Enter will record, in a few words: a function of the deed and the context, never of how the line was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from panel_desk.domain.capture import deeds
from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.due import when_words
from panel_desk.domain.capture.naming import agency_words, person_of, short_name
from panel_desk.domain.capture.outcomes import outcome_words
from panel_desk.domain.capture.reading_values import CaptureChip, ChipKind
from panel_desk.domain.capture.warnings import warnings_of
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey, ItemId, PersonId

_LONGEST = 40
"""Characters of somebody's words in a chip; the line beside it holds them whole."""
SECTION_WORDS: Mapping[NoteSection, str] = MappingProxyType(
    {
        NoteSection.CONTRIBUTIONS: "From the agencies",
        NoteSection.DISCUSSION: "Discussion",
        NoteSection.VOICE: "Voice of the child",
        NoteSection.STRENGTHS: "Strengths",
        NoteSection.ANALYSIS: "Analysis",
    }
)
YOUNG_PEOPLE = "Voice of young people"
ATTEND_WORDS: Mapping[AttendanceKind, str] = MappingProxyType(
    {
        AttendanceKind.PRESENT: "Present",
        AttendanceKind.APOLOGIES: "Apologies",
        AttendanceKind.SUBSTITUTE: "Substitute",
        AttendanceKind.PART: "Present for part",
        AttendanceKind.ABSENT: "Absent",
        AttendanceKind.OBSERVER: "Observer",
        AttendanceKind.PRESENTER: "Presenter",
    }
)
Chips = tuple[CaptureChip, ...]


def chips_of(deed: deeds.CapturedDeed, at: CaptureContext) -> Chips:
    """The deed as chips: what it is first, then who, what, when and why, then what should be looked at twice."""
    told = _TELLERS[type(deed)](deed, at)
    return (*told, *(CaptureChip(ChipKind.WARNING, words) for words in warnings_of(deed, at)))


def chip(kind: ChipKind, words: str) -> CaptureChip:
    """One chip."""
    return CaptureChip(kind, words)


def head(words: str) -> CaptureChip:
    """What the deed is."""
    return CaptureChip(ChipKind.DEED, words)


def who_chip(agency: AgencyKey, person_id: PersonId | None, at: CaptureContext) -> CaptureChip:
    """``Police, Khan``; ``Police``."""
    return CaptureChip(ChipKind.WHO, who_words(agency, person_id, at))


def who_words(agency: AgencyKey, person_id: PersonId | None, at: CaptureContext) -> str:
    """``Police, Khan``; ``Police`` where the agency as a whole is meant."""
    person = person_of(person_id, at) if person_id is not None else None
    return f"{agency_words(agency, at)}{', ' + short_name(person, at) if person else ''}"


def person_chip(person_id: PersonId, at: CaptureContext) -> CaptureChip:
    """``Police, Khan``."""
    person = person_of(person_id, at)
    return who_chip(person.agency, person_id, at) if person else CaptureChip(ChipKind.WHO, "somebody not known here")


def when_chip(day: date, at: CaptureContext, lead: str = "") -> CaptureChip:
    """``Fri 27 Nov``, ``review Thu 10 Dec``."""
    return CaptureChip(ChipKind.WHEN, f"{lead}{' ' if lead else ''}{when_words(day, at.today)}")


def why_chip(reason: str) -> CaptureChip:
    """``because the plan is working``."""
    return CaptureChip(ChipKind.WHY, f"because {elided(reason)}")


def elided(words: str) -> str:
    """The beginning of long words."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def item_words(item_id: ItemId, at: CaptureContext) -> str:
    """``7.1 J.M.``"""
    item = next((i for i in (*at.items, at.item) if i is not None and i.id == item_id), None)
    return f"{item.number} {item.words}" if item else "an item not known here"


def section_words(section: NoteSection, at: CaptureContext) -> str:
    """As the minutes call the part under the item in hand: only a child’s own item holds that child’s voice."""
    of_child = at.item is None or (at.decides and at.item.concern is None)
    return YOUNG_PEOPLE if section is NoteSection.VOICE and not of_child else SECTION_WORDS[section]


def _say(deed: deeds.SayDeed, at: CaptureContext) -> Chips:
    name, colon, _ = deed.text.partition(": ")
    tells = bool(colon) and deed.section is NoteSection.CONTRIBUTIONS and _is_named(name, at)
    return (head(section_words(deed.section, at)), *((chip(ChipKind.WHO, name),) if tells else ()))


def _is_named(name: str, at: CaptureContext) -> bool:
    """Whether it is an agency or a person as ``/from`` writes them."""
    agencies = (words for _, words in at.agencies)
    return name in agencies or any(name == who_words(p.agency, p.id, at) for p in at.people)


def _section(deed: deeds.SectionDeed, at: CaptureContext) -> Chips:
    return (head("Turn to"), chip(ChipKind.WHAT, section_words(deed.section, at)))


def _action(deed: deeds.ActionDeed, at: CaptureContext) -> Chips:
    return action_chips(at, who=(deed.agency, deed.owner_id), what=deed.what, due_on=deed.due_on)


def action_chips(
    at: CaptureContext,
    *,
    who: tuple[AgencyKey, PersonId | None] | None = None,
    what: str = "",
    due_on: date | None = None,
) -> Chips:
    """An action's chips, of as much of it as is known."""
    told = (
        head("Action"),
        who_chip(*who, at) if who is not None else None,
        chip(ChipKind.WHAT, elided(what)) if what else None,
        when_chip(due_on, at) if due_on is not None else None,
    )
    return tuple(part for part in told if part is not None)


def _from_note(deed: deeds.ActionFromNoteDeed, at: CaptureContext) -> Chips:
    source = f"from {section_words(deed.section, at).lower()}: {elided(deed.paragraph)}"
    return (*_action(deed.action, at), chip(ChipKind.WHAT, source))


def decision_chips(
    at: CaptureContext,
    *,
    outcome: str = "",
    detail: str = "",
    level: str = "",
    held_by: str = "",
    review_on: date | None = None,
    reason: str = "",
) -> Chips:
    """A decision's chips, of as much of it as is known."""
    chosen = next((o for o in at.outcomes if o.key == outcome), None)
    words = outcome_words(chosen) if chosen else outcome
    told = (
        head("Decision"),
        chip(ChipKind.WHAT, f"{words}{', ' if detail else ''}{elided(detail)}") if outcome else None,
        chip(ChipKind.WHAT, f"risk {level}") if level else None,
        chip(ChipKind.WHO, f"held by {elided(held_by)}") if held_by else None,
        when_chip(review_on, at, "review") if review_on else None,
        why_chip(reason) if reason else None,
    )
    return tuple(part for part in told if part is not None)


def _decision(deed: deeds.DecisionDeed, at: CaptureContext) -> Chips:
    return decision_chips(
        at,
        outcome=deed.outcome,
        detail=deed.detail,
        level=deed.level,
        held_by=deed.held_by,
        review_on=deed.review_on,
        reason=deed.reason,
    )


def _dissent(deed: deeds.DissentDeed, at: CaptureContext) -> Chips:
    return (head("Dissent"), person_chip(deed.person_id, at), chip(ChipKind.WHAT, elided(deed.words)))


def _declare(deed: deeds.DeclareDeed, at: CaptureContext) -> Chips:
    after = "stays in the room" if deed.stays else "steps out"
    if deed.item_id is not None:
        after = f"in {item_words(deed.item_id, at)}"
    why = (why_chip(deed.nature),) if deed.nature else ()
    return (head("Interest"), person_chip(deed.person_id, at), *why, chip(ChipKind.WHAT, after))


def _person(words: str) -> Callable[[Any, CaptureContext], Chips]:
    return lambda deed, at: (head(words), person_chip(deed.person_id, at))


def _attend(deed: deeds.AttendDeed, at: CaptureContext) -> Chips:
    return (head(ATTEND_WORDS[deed.kind]), person_chip(deed.person_id, at), *_attend_facts(deed, at))


def _newcomer(deed: deeds.NewcomerDeed, at: CaptureContext) -> Chips:
    # A namesake of the same agency is the same person to the desk, quoted or not.
    known = any(p.agency == deed.agency and p.name.casefold() == deed.name.casefold() for p in at.people)
    who = f"{agency_words(deed.agency, at)}, {elided(deed.name)}{'' if known else ' (new)'}"
    return (head(ATTEND_WORDS[deed.kind]), chip(ChipKind.WHO, who), *_attend_facts(deed, at))


def _attend_facts(deed: deeds.AttendDeed | deeds.NewcomerDeed, at: CaptureContext) -> Chips:
    facts = []
    if deed.substitute_for is not None:
        facts.append(chip(ChipKind.WHO, f"for {person_chip(deed.substitute_for, at).words}"))
    if isinstance(deed, deeds.AttendDeed) and deed.information_sent_on is not None:
        facts.append(when_chip(deed.information_sent_on, at, "information sent"))
    if deed.statement_signed:
        facts.append(chip(ChipKind.WHAT, "statement signed"))
    return tuple(facts)


def _open(deed: deeds.OpenDeed, at: CaptureContext) -> Chips:
    return (head("Open the meeting"), chip(ChipKind.WHO, f"{person_chip(deed.presiding, at).words} presides"))


def _adjourn(deed: deeds.AdjournDeed, at: CaptureContext) -> Chips:
    until = (when_chip(deed.resumes_on, at, "until"),) if deed.resumes_on else ()
    return (head("Adjourn"), *until, why_chip(deed.reason))


def _close(deed: deeds.CloseDeed, at: CaptureContext) -> Chips:
    return (head("Close the meeting"), *((when_chip(deed.next_on, at, "next"),) if deed.next_on else ()))


def _quorum(deed: deeds.QuorumDeed, _at: CaptureContext) -> Chips:
    return (head("Decide without quorum"), why_chip(deed.reason))


def _late(deed: deeds.LateDeed, at: CaptureContext) -> Chips:
    concern = next((c.name for c in at.concerns if c.id == deed.concern_id), "")
    return (head("Late item"), chip(ChipKind.WHAT, elided(concern or deed.local_id)), why_chip(deed.reason))


def _turn(deed: deeds.TurnDeed, at: CaptureContext) -> Chips:
    return (head("Turn to"), chip(ChipKind.WHAT, item_words(deed.item_id, at)))


def _next(_deed: deeds.NextDeed, _at: CaptureContext) -> Chips:
    return (head("Next item"),)


def _move(deed: deeds.MoveDeed, at: CaptureContext) -> Chips:
    place = f"before {item_words(deed.before, at)}" if deed.before is not None else "to the end of its section"
    into = _section_left_for(deed, at)
    place += f", into {into}" if into else ""
    return (head("Move"), chip(ChipKind.WHAT, item_words(deed.item_id, at)), chip(ChipKind.WHAT, place))


def _section_left_for(deed: deeds.MoveDeed, at: CaptureContext) -> str:
    """The heading that the item comes under, where it is another than its own."""
    known = {item.id: item for item in at.items}
    item, before = known.get(deed.item_id), known.get(deed.before) if deed.before is not None else None
    if item is None or before is None or item.part == before.part:
        return ""
    return before.section or f"part {before.part}"


def _news(deed: deeds.NewsDeed, _at: CaptureContext) -> Chips:
    successor = (chip(ChipKind.WHAT, f"in its place {deed.successor}"),) if deed.successor else ()
    why = (why_chip(deed.reason),) if deed.reason else ()
    words = deed.status.value
    return (head(words[0].upper() + words[1:]), chip(ChipKind.WHAT, deed.reference), *successor, *why)


def _more_time(deed: deeds.MoreTimeDeed, at: CaptureContext) -> Chips:
    until = when_chip(deed.due_on, at, "until")
    return (head("More time"), chip(ChipKind.WHAT, deed.reference), until, why_chip(deed.reason))


def _note(deed: deeds.NoteFromActionDeed, at: CaptureContext) -> Chips:
    return (head("Note instead of action"), chip(ChipKind.WHAT, deed.reference), head(SECTION_WORDS[at.section]))


def _words(words: str) -> Callable[[Any, CaptureContext], Chips]:
    return lambda _deed, _at: (head(words),)


_TELLERS: Mapping[type, Callable[[Any, CaptureContext], Chips]] = MappingProxyType(
    {
        deeds.SayDeed: _say,
        deeds.SectionDeed: _section,
        deeds.ActionDeed: _action,
        deeds.ActionFromNoteDeed: _from_note,
        deeds.DecisionDeed: _decision,
        deeds.DissentDeed: _dissent,
        deeds.DeclareDeed: _declare,
        deeds.BackDeed: _person("Back in the room"),
        deeds.ArriveDeed: _person("Arrived"),
        deeds.LeaveDeed: _person("Left"),
        deeds.AttendDeed: _attend,
        deeds.NewcomerDeed: _newcomer,
        deeds.ReminderReadDeed: _words("Confidentiality statement read"),
        deeds.OpenDeed: _open,
        deeds.AdjournDeed: _adjourn,
        deeds.ResumeDeed: _words("Resume"),
        deeds.CloseDeed: _close,
        deeds.QuorumDeed: _quorum,
        deeds.ConfirmDeed: _words("Confirm the recommendation"),
        deeds.LateDeed: _late,
        deeds.TurnDeed: _turn,
        deeds.NextDeed: _next,
        deeds.MoveDeed: _move,
        deeds.NewsDeed: _news,
        deeds.MoreTimeDeed: _more_time,
        deeds.MinutesConfirmedDeed: _words("Confirm the last minutes"),
        deeds.NoteFromActionDeed: _note,
        deeds.UndoDeed: _words("Undo"),
        deeds.RedoDeed: _words("Redo"),
    }
)

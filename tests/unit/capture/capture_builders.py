"""A meeting of the SAFE panel as a captured line sees it: Sunday 22 November 2026, item 7.1 in hand."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from panel_desk.domain.capture.context import (
    CaptureContext,
    KnownAction,
    KnownConcern,
    KnownItem,
    KnownPerson,
    Whereabouts,
)
from panel_desk.domain.capture.reading import read
from panel_desk.domain.capture.reading_values import ChipKind, Reading
from panel_desk.domain.ids import AgencyKey, ConcernId, ItemId, PersonId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.panels import PanelDefinition, parse_definition
from panel_desk.domain.people import Role
from panel_desk.shipped import shipped


def shipped_panel(name: str) -> PanelDefinition:
    """One of the panels that come with Panel Desk."""
    path = shipped("panels", f"{name}.toml")
    return parse_definition(path.read_text(encoding="utf-8"), where=path.name)


SAFE, MACE = shipped_panel("safe"), shipped_panel("mace")
TODAY = date(2026, 11, 22)
"""A Sunday."""
NEXT_PANEL = date(2026, 12, 17)
IN, OUT, LEFT = Whereabouts.IN_ROOM, Whereabouts.STEPPED_OUT, Whereabouts.LEFT
AWAY, EXPECTED, ELSEWHERE = Whereabouts.AWAY, Whereabouts.EXPECTED, Whereabouts.ELSEWHERE


def a_person(name: str, agency: str, role: Role | None = None, where: Whereabouts = IN) -> KnownPerson:
    """Known by the first word of the name: ``imran``."""
    known_as = PersonId(name.split(maxsplit=1)[0].lower())
    return KnownPerson(id=known_as, name=name, agency=AgencyKey(agency), role=role, whereabouts=where)


def an_item(number: str, words: str, local_id: str = "", *, taken: bool = False) -> KnownItem:
    """Identified by its number."""
    return KnownItem(id=ItemId(number), number=number, words=words, local_id=local_id, taken=taken)


def an_action(reference: str, what: str, agency: str, about: str = "", *, own: bool = False) -> KnownAction:
    """An earlier one, or one of the item in hand."""
    return KnownAction(reference=reference, what=what, agency=AgencyKey(agency), about=about, of_this_item=own)


PEOPLE = (
    a_person("Dana Prior", "csc", Role.CHAIR),
    a_person("Imran Khan", "police", Role.DEPUTY),
    a_person("Abena Osei", "health", Role.CORE_MEMBER),
    a_person("Marta Lee", "education", Role.CORE_MEMBER),
    a_person("Joel Hart", "youth-justice", Role.CORE_MEMBER, AWAY),
    a_person("Ruth Bell", "housing", Role.CORE_MEMBER, EXPECTED),
    a_person("Asha Rahman", "csc", Role.ADMINISTRATOR),
    a_person("Ife Bello", "csc", None, ELSEWHERE),
)
ITEMS = (
    an_item("1", "Welcome", taken=True),
    an_item("7.1", "J.M.", "104233", taken=True),
    an_item("7.2", "A.K.", "104311"),
    an_item("7.3", "T.O.", "104420"),
    an_item("8.1", "J.M.", "104555"),
)
ACTIONS = (
    an_action("SAFE-2026-10/03", "Find the flat", "police", "J.M. (104233)"),
    an_action("SAFE-2026-10/04", "Ask the school", "education", "A.K. (104311)"),
    an_action("SAFE-2026-11/03", "Map the park", "police", "T.O. (104420)"),
    an_action("SAFE-2026-11/07", "Call the carer", "csc", "J.M. (104233)", own=True),
    an_action("SAFE-2026-11/08", "Ring the college", "education", "J.M. (104233)", own=True),
)
CONCERNS = (
    KnownConcern(id=ConcernId("station"), name="Station forecourt"),
    KnownConcern(id=ConcernId("red-car"), name="Red Corsa"),
)
BEFORE = CaptureContext(
    state=MeetingState.IN_SESSION,
    today=TODAY,
    held_on=TODAY,
    next_panel=NEXT_PANEL,
    agencies=tuple((seat.agency, seat.name) for seat in SAFE.seats),
    seat_roles=tuple((seat.agency, seat.role) for seat in SAFE.seats),
    people=PEOPLE,
    outcomes=SAFE.outcomes,
    risk_scale=SAFE.risk_scale,
    risk_now="Medium",
    item=ITEMS[1],
    decides=True,
    items=ITEMS,
    actions=ACTIONS,
    concerns=CONCERNS,
)


def a_context(**changes: object) -> CaptureContext:
    """The meeting, with some of it otherwise."""
    return replace(BEFORE, **changes)


def with_people(*people: KnownPerson) -> CaptureContext:
    """The meeting, with these people besides."""
    return a_context(people=(*PEOPLE, *people))


def where(name: str, whereabouts: Whereabouts) -> CaptureContext:
    """The meeting, with somebody elsewhere than they are."""
    return a_context(people=tuple(replace(p, whereabouts=whereabouts) if p.id == name else p for p in PEOPLE))


def chip_words(reading: Reading) -> tuple[str, ...]:
    """What the chips say; a warning after ``!``, what is missing after ``?``."""
    marks = {ChipKind.WARNING: "! ", ChipKind.MISSING: "? "}
    return tuple(f"{marks.get(chip.kind, '')}{chip.words}" for chip in reading.chips)


def sentence(line: str, at: CaptureContext = BEFORE) -> str:
    """Why the line is no deed; fails where it is one."""
    reading = read(line, at)
    assert reading.deed is None, reading.deed
    return reading.missing

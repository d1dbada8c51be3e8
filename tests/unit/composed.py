"""Meetings with every kind of section, and the minutes composed of them taken apart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec.structs import replace
from tests.unit.builders import (
    DANA,
    ENGLAND,
    EVERYBODY,
    HELD_ON,
    JM,
    LIST,
    a_child_item,
    a_concern_item,
    a_definition,
    a_meeting,
    a_risk,
    a_standing_item,
    an_action,
    planned,
)

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.meetings import Invited
from panel_desk.domain.ids import ActionId, AgencyKey, ItemId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.minutes.composing import PreviousMinutes, Surroundings, compose
from panel_desk.domain.minutes.minutes import ActionTable, AttendanceTable, Minutes, MinutesItem, Resolved, Text
from panel_desk.domain.panels import PanelDefinition, Section, SectionKind
from panel_desk.domain.people import Person

COMPOSED_AT = datetime(2026, 12, 3, 9, 0, tzinfo=ENGLAND)
DECLARATIONS, LAST, LOG, CLOSE = ItemId("declarations"), ItemId("minutes"), ItemId("actions"), ItemId("close")


def every_section(definition: PanelDefinition | None = None) -> PanelDefinition:
    """The panel of the builders, with the sections that say something by themselves."""
    definition = definition or a_definition()
    welcome, *rest = definition.sections
    fixed = (
        Section(key="declarations", title="Declarations of interest", kind=SectionKind.DECLARATIONS),
        Section(key="minutes", title="Minutes of the last meeting", kind=SectionKind.LAST_MINUTES),
        Section(key="actions", title="Action log", kind=SectionKind.ACTION_LOG),
    )
    return replace(definition, sections=(welcome, *fixed, *rest))


AGENDA = (
    a_standing_item(),
    *(a_standing_item(key, key) for key in ("declarations", "minutes", "actions")),
    a_child_item(risk=a_risk()),
    a_concern_item(),
    a_standing_item("close", "close"),
)
"""J.M. is 7.1 and the park 8.1 of that panel."""


def a_sitting(
    *more: MeetingEvent,
    state: MeetingState = MeetingState.IN_SESSION,
    items: tuple[AgendaItem, ...] = AGENDA,
    invited: tuple[Invited, ...] = LIST,
    definition: PanelDefinition | None = None,
    room: tuple[Person, ...] = EVERYBODY,
    presiding: Person = DANA,
    started: Iterable[ItemId] = (JM,),
) -> Meeting:
    """A meeting of that panel."""
    plan = planned(definition=definition or every_section(), invited=invited)
    return a_meeting(state, *more, plan=plan, items=items, room=room, presiding=presiding, started=started)


def around(
    *recorded: ActionState, carried: tuple[ActionState, ...] = (), previous: PreviousMinutes | None = None
) -> Surroundings:
    """What minutes need besides the meeting."""
    return Surroundings(
        recorded=recorded, carried=carried, previous=previous, composed_at=COMPOSED_AT, journal_head="12:ab"
    )


def minutes_of(
    meeting: Meeting,
    *recorded: ActionState,
    carried: tuple[ActionState, ...] = (),
    previous: PreviousMinutes | None = None,
) -> Minutes:
    return compose(meeting, around(*recorded, carried=carried, previous=previous))


def the_action(
    number: int = 7,
    *,
    item_id: ItemId = JM,
    agency: str = "police",
    what: str = "Visit the address",
    due_on: date = HELD_ON + timedelta(days=5),
    status: ActionStatus = ActionStatus.OPEN,
    reason: str = "",
    reference: str = "",
) -> ActionState:
    """An action of the meeting, unless its reference says otherwise."""
    return replace(
        an_action(status, due_on=due_on, number=number),
        id=ActionId(f"action-{number}"),
        item_id=item_id,
        agency=AgencyKey(agency),
        agency_name=agency.capitalize(),
        what=what,
        status_reason=reason,
        reference=reference or f"SAFE-2026-11/{number:02}",
    )


def item_in(minutes: Minutes, item_id: ItemId = JM) -> MinutesItem:
    """The one item of that identifier."""
    (found,) = [item for section in minutes.sections for item in section.items if item.item_id == item_id]
    return found


def texts_in(minutes: Minutes, item_id: ItemId = JM) -> list[tuple[str, str]]:
    """Labels and paragraphs of an item."""
    return [(block.label, block.text) for block in item_in(minutes, item_id).blocks if isinstance(block, Text)]


def decisions_in(minutes: Minutes, item_id: ItemId = JM) -> list[Resolved]:
    return [block for block in item_in(minutes, item_id).blocks if isinstance(block, Resolved)]


def tables_in(minutes: Minutes, item_id: ItemId = JM) -> list[ActionTable]:
    return [block for block in item_in(minutes, item_id).blocks if isinstance(block, ActionTable)]


def attendance_in(meeting: Meeting) -> list[tuple[str, str, str]]:
    """Name, agency and role, and attendance of every line."""
    blocks = minutes_of(meeting).sections[0].items[0].blocks
    (table,) = [block for block in blocks if isinstance(block, AttendanceTable)]
    return [(line.name, line.agency_and_role, line.attendance) for line in table.lines]


def fact(minutes: Minutes, label: str) -> str:
    """The fact of that label; empty where there is none."""
    return "; ".join(value for name, value in minutes.facts if name == label)

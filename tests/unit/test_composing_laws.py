"""Laws of composing: nothing twice, nothing lost, the same each time, and no child's name outside the name key."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace
from tests.unit.agenda_builders import MACE, SAFE
from tests.unit.builders import HELD_ON, a_child_item, a_concern_item, a_decision_event, a_risk, planned
from tests.unit.composed import a_sitting, around, the_action

from panel_desk.documents.invitation import invitation_ics
from panel_desk.domain.agendas.agenda import Agenda, AgendaItem, NumberedItem
from panel_desk.domain.agendas.filling import standing_items
from panel_desk.domain.agendas.running_order import agenda_value, in_sections, numbers
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events.items import DecisionRecorded, NoteRecorded, NoteSection
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.minutes.action_sheets import action_sheet, agencies_with_actions
from panel_desk.domain.minutes.composing import compose
from panel_desk.domain.minutes.minutes import ActionTable, Minutes, Resolved
from panel_desk.domain.minutes.minutes_record import read_record, record_of
from panel_desk.domain.panels import CASE_KINDS, PanelDefinition, SectionKind

AGENCIES = ("csc", "police", "health", "education", "housing", "probation")
NAME_PARTS = st.text("QXZJVqxzjvé", min_size=3, max_size=9)
"""Of letters that no word of an agenda or minutes is made of, so that a part found is a leak and no coincidence."""
NAMES = st.lists(NAME_PARTS, min_size=1, max_size=3).map(" ".join)


class Told(Struct, frozen=True):
    """A meeting and all that was asked at it."""

    meeting: Meeting
    recorded: tuple[ActionState, ...]
    carried: tuple[ActionState, ...]


@st.composite
def cases(draw: st.DrawFn, panel: PanelDefinition) -> tuple[AgendaItem, ...]:
    """Up to eight children, places and people in the panel's sections; a child may stand in two of them."""
    sections = [s for s in panel.sections if s.kind in CASE_KINDS]
    found = []
    for n in range(draw(st.integers(0, 8))):
        section = draw(st.sampled_from(sections))
        if section.kind is SectionKind.CHILDREN:
            item = a_child_item(f"case-{n}", section=section.key, local_id=f"10{draw(st.integers(0, 5))}")
            assert item.child is not None
            brief = replace(item.child, name=draw(NAMES), risk=draw(st.sampled_from([None, a_risk()])))
            found.append(replace(item, child=brief, late_reason=draw(st.sampled_from(["", "Came in last night"]))))
        else:
            found.append(a_concern_item(f"case-{n}", name=f"Concern {n}", section=section.key))
    return tuple(found)


@st.composite
def told(draw: st.DrawFn) -> Told:
    """A meeting of either panel in which something was written, decided and asked."""
    panel = draw(st.sampled_from([SAFE, MACE]))
    ids = iter(range(100))
    fixed = standing_items(panel, item_id=lambda: ItemId(f"fixed-{next(ids)}"))
    # Sometimes the fixed items were taken off the agenda.
    fixed = tuple(item for item in fixed if draw(st.integers(0, 4)))
    items = in_sections(panel, (*fixed, *draw(cases(panel))))
    meeting = a_sitting(*draw(deeds(panel, items)), items=items, definition=panel, started=())
    where = [*(item.id for item in items), ItemId("taken back")]
    recorded, carried = (
        tuple(
            the_action(n, item_id=draw(st.sampled_from(where)), agency=draw(st.sampled_from(AGENCIES)), reference=ref)
            for n, ref in enumerate(f"{panel.key}-2026-{month}/{n:02}" for n in range(draw(st.integers(0, 6))))
        )
        for month in (11, 10)
    )
    return Told(meeting, recorded, carried)


@st.composite
def deeds(
    draw: st.DrawFn, panel: PanelDefinition, items: tuple[AgendaItem, ...]
) -> list[NoteRecorded | DecisionRecorded]:
    """Notes under some items, and up to two decisions on each case."""
    found: list[NoteRecorded | DecisionRecorded] = []
    meeting_id = planned(definition=panel).meeting_id
    for item in items:
        if draw(st.booleans()):
            section = draw(st.sampled_from(NoteSection))
            found.append(NoteRecorded(meeting_id=meeting_id, item_id=item.id, section=section, text="What was said."))
        if item.child or item.concern:
            outcomes = draw(st.lists(st.sampled_from(panel.outcomes), max_size=2, unique=True))
            found += [replace(a_decision_event(item.id, o.key), reason=f"{item.id}/{o.key}") for o in outcomes]
    return found


def minutes_of(one: Told) -> Minutes:
    return compose(one.meeting, around(*one.recorded, carried=one.carried))


@given(told())
def test_composing_twice_gives_the_same_minutes_and_the_same_bytes(one: Told) -> None:
    assert minutes_of(one) == minutes_of(one)
    assert record_of(minutes_of(one)) == record_of(minutes_of(one))


@given(told())
def test_every_item_stands_once_in_the_agendas_order_with_its_number(one: Told) -> None:
    printed = [(i.item_id, i.number) for section in minutes_of(one).sections for i in section.items]
    agenda = [item.agenda for item in one.meeting.items]
    by_number = numbers(one.meeting.definition, agenda)
    assert [pair for pair in printed if pair[0] in by_number] == [(i.id, by_number[i.id]) for i in agenda]
    assert len({item_id for item_id, _ in printed}) == len(printed)


@given(told())
def test_every_decision_stands_once_under_its_own_item(one: Told) -> None:
    printed = [
        (item.item_id, block.words.rpartition("because ")[2])
        for section in minutes_of(one).sections
        for item in section.items
        for block in item.blocks
        if isinstance(block, Resolved)
    ]
    assert printed == [(i.id, f"{made.decision.reason}.") for i in one.meeting.items for made in i.decisions]


@given(told())
def test_every_action_stands_once_as_recorded_or_as_carried(one: Told) -> None:
    tables = [
        block
        for section in minutes_of(one).sections
        for item in section.items
        for block in item.blocks
        if isinstance(block, ActionTable)
    ]
    for carried, actions in ((False, one.recorded), (True, one.carried)):
        printed = [line.reference for table in tables if table.carried is carried for line in table.lines]
        assert sorted(printed) == sorted(action.reference for action in actions)


@given(told())
def test_the_record_is_read_back_as_it_was_written(one: Told) -> None:
    minutes = minutes_of(one)
    assert read_record(record_of(minutes)).sections == minutes.sections


@given(told())
def test_each_action_is_on_exactly_the_sheet_of_its_agency(one: Told) -> None:
    surroundings = around(*one.recorded, carried=one.carried)
    sheets = {a: action_sheet(one.meeting, a, surroundings) for a in agencies_with_actions(one.meeting, surroundings)}
    printed = [
        (agency, line.reference) for agency, sheet in sheets.items() for line in (*sheet.actions, *sheet.carried)
    ]
    assert sorted(printed) == sorted((a.agency, a.reference) for a in (*one.recorded, *one.carried))


def agenda_without_the_brief(agenda: Agenda) -> Agenda:
    """The agenda's value carries the child's name, in the brief, for the name key alone; it stands nowhere else."""

    def without(numbered: NumberedItem) -> NumberedItem:
        item = numbered.item
        return (
            numbered
            if item.child is None
            else replace(numbered, item=replace(item, child=replace(item.child, name="")))
        )

    return replace(
        agenda, sections=tuple(replace(s, items=tuple(without(n) for n in s.items)) for s in agenda.sections)
    )


@given(told())
def test_no_part_of_a_childs_name_stands_in_anything_but_the_name_key(one: Told) -> None:
    children = [item.agenda.child for item in one.meeting.items if item.agenda.child is not None]
    minutes = minutes_of(one)
    surroundings = around(*one.recorded, carried=one.carried)
    agenda = agenda_value(
        one.meeting.planned, [i.agenda for i in one.meeting.items], one.carried, today=HELD_ON, issued=1
    )
    leaving = [
        str(replace(minutes, name_key=())),
        record_of(minutes).decode(),
        str(agenda_without_the_brief(agenda)),
        invitation_ics(agenda, now=datetime(2026, 11, 23, tzinfo=UTC)).decode().replace("\r\n ", ""),
        *(str(action_sheet(one.meeting, a, surroundings)) for a in agencies_with_actions(one.meeting, surroundings)),
    ]
    for child in children:
        for part in re.findall(r"\w{3,}", child.name):
            assert not [text for text in leaving if part.casefold() in text.casefold()]
    assert {local_id for _, local_id, _ in minutes.name_key} == {child.local_id for child in children}

"""An edition's file holds no part of what it leaves out, wherever one looks, though the text named everybody."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from tests.documents.reading import raw_text_of, text_of
from tests.documents.test_no_name_leaks import (
    ENCODINGS,
    NAMES,
    PANELS,
    a_whole_meeting,
    everything_in,
    leaks_in,
    surroundings,
)

from panel_desk.documents.minutes_pdf import render_minutes
from panel_desk.documents.rendered import Rendered
from panel_desk.domain.agendas.agenda import ActionLine
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import ItemId
from panel_desk.domain.minutes.composing import compose
from panel_desk.domain.minutes.editions import Edition, agency_edition, child_extract, initials_edition
from panel_desk.domain.minutes.minutes import ActionTable, Minutes, MinutesItem, Text
from panel_desk.domain.names.hiding import ChildNamed
from panel_desk.domain.panels import PanelDefinition

PERSON_OF_CONCERN = "Barnaby Thistlewick"
CHILDREN = tuple(ChildNamed(local_id=i, initials=initials, name=name) for i, (initials, name) in NAMES.items())
EACH = pytest.mark.parametrize("child", CHILDREN, ids=lambda child: child.local_id)


def naming(item: MinutesItem) -> MinutesItem:
    """The item with every other child, and a person of concern, named in its text in every way."""
    others = [c for c in CHILDREN if c.local_id != item.local_id]
    said = "; ".join(
        f"{c.name}, {c.name.upper()}, {c.name.split()[0]} and {c.name.split()[-1]} ({c.local_id}), {c.initials}"
        for c in others
    )
    return replace(item, blocks=(*item.blocks, Text(text=f"{said}; seen with {PERSON_OF_CONCERN}.")))


def minutes_that_name(panel: PanelDefinition) -> Minutes:
    minutes = compose(a_whole_meeting(panel), surroundings(panel))
    sections = [replace(s, items=tuple(naming(i) for i in s.items)) for s in minutes.sections]
    return replace(minutes, sections=tuple(sections))


def rendered(edition: Edition) -> Rendered:
    return render_minutes(edition.minutes, copy_number=1, recipient="Police", edition=edition.kind.value)


def extract(panel: PanelDefinition, child: ChildNamed) -> Rendered:
    others = [c for c in CHILDREN if c is not child]
    return rendered(child_extract(minutes_that_name(panel), child, others, [PERSON_OF_CONCERN]))


def numbers_in(made: Rendered) -> set[str]:
    held = everything_in(made.pdf_bytes)
    read = text_of(made) + raw_text_of(made)
    return {n for n in NAMES if n in read or any(n.encode(e) in held for e in ENCODINGS)}


@PANELS
def test_the_minutes_that_the_editions_are_made_from_name_everybody(panel: PanelDefinition) -> None:
    assert len(leaks_in(render_minutes(minutes_that_name(panel)))) >= 2 * len(NAMES)


@PANELS
@EACH
def test_an_extract_holds_no_part_of_another_childs_name_or_number(panel: PanelDefinition, child: ChildNamed) -> None:
    made = extract(panel, child)
    assert leaks_in(made) == []
    assert numbers_in(made) == {child.local_id}
    assert not any(c.initials in text_of(made) for c in CHILDREN if c is not child)


@EACH
def test_an_extract_holds_no_person_of_concern(child: ChildNamed) -> None:
    from tests.unit.agenda_builders import MACE  # noqa: PLC0415 - only here

    made = extract(MACE, child)
    assert not any(part in text_of(made) for part in PERSON_OF_CONCERN.split())


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("Nominal A (adult)", "The car is registered to Nominal A."),
        ("Barnaby Thistlewick", "Seen with THISTLEWICK and with Barnaby’s brother."),
        ("Tom Nox (adult)", "Nox was seen with him; Mr NOX owns the car."),
    ],
)
def test_a_person_of_concern_is_hidden_as_people_say_the_name(listed: str, said: str) -> None:
    from tests.unit.agenda_builders import MACE  # noqa: PLC0415 - only here

    child = CHILDREN[0]
    minutes = compose(a_whole_meeting(MACE), surroundings(MACE))
    own = [replace(i, blocks=(Text(text=said),)) if i.local_id == child.local_id else i for i in items_of(minutes)]
    minutes = replace(minutes, sections=(replace(minutes.sections[0], items=tuple(own)),))
    told = str(child_extract(minutes, child, (), [listed]).minutes.sections)
    assert "[a person of concern]" in told
    assert not any(part in told.casefold() for part in ("nominal", "thistlewick", "barnaby", "nox"))


def test_a_detective_who_shares_a_name_with_a_person_of_concern_keeps_it() -> None:
    from tests.unit.agenda_builders import MACE  # noqa: PLC0415 - only here

    minutes = compose(a_whole_meeting(MACE), surroundings(MACE))
    child = CHILDREN[0]
    line = ActionLine(
        reference="MACE-2026-11/01", what="ask Khan", owner="Police, Khan", agency="Police", due_on=None, status=""
    )
    table = ActionTable(lines=(line,))
    own = [replace(i, blocks=(table,)) if i.local_id == child.local_id else i for i in items_of(minutes)]
    minutes = replace(minutes, sections=(replace(minutes.sections[0], items=tuple(own)),))
    told = str(child_extract(minutes, child, (), ["Jason Khan"]).minutes.sections)
    assert "Police, Khan" in told
    assert "ask [a person of concern]" in told


def items_of(minutes: Minutes) -> list[MinutesItem]:
    return [item for section in minutes.sections for item in section.items]


@PANELS
def test_the_initials_edition_holds_neither_names_nor_numbers(panel: PanelDefinition) -> None:
    made = rendered(initials_edition(minutes_that_name(panel), CHILDREN, [], [PERSON_OF_CONCERN]))
    assert leaks_in(made) == []
    assert numbers_in(made) == set()
    assert all(c.initials in text_of(made) for c in CHILDREN)


@PANELS
def test_an_agencys_edition_holds_nothing_of_items_in_which_it_has_no_part(panel: PanelDefinition) -> None:
    minutes = compose(a_whole_meeting(panel), surroundings(panel))
    own = ItemId(CHILDREN[0].local_id)
    made = rendered(agency_edition(minutes, "Police", [own]))
    assert numbers_in(made) <= {CHILDREN[0].local_id}
    assert re.search(r"\(104233\)", text_of(made))


def test_a_name_that_would_still_stand_there_stops_the_edition() -> None:
    from tests.unit.agenda_builders import SAFE  # noqa: PLC0415 - only here

    child, *others = CHILDREN
    minutes = replace(minutes_that_name(SAFE), handling=f"Not for {others[0].name}")
    with pytest.raises(DeskError, match="still name") as refused:
        child_extract(minutes, child, others, [])
    assert refused.value.reason is Reason.NOT_ALLOWED

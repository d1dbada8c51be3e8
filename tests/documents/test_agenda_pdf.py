"""Agendas as they print: the running order with its clock, the actions, and what every reader is told first."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from tests.documents.builders import MADE_AT, an_agenda
from tests.documents.reading import pages_of, roles_of, structure_of, text_of

from panel_desk.documents.agenda_pdf import render_agenda
from panel_desk.domain.agendas.agenda import Agenda, NumberedItem
from panel_desk.domain.panels import SectionKind


def _cells(agenda: Agenda) -> list[str]:
    return [text for _, text in roles_of(render_agenda(agenda, made_at=MADE_AT), "TH", "TD")]


def test_fixed_items_share_a_heading_and_children_have_their_own() -> None:
    headings = [text for _, text in roles_of(render_agenda(an_agenda(), made_at=MADE_AT), "H1", "H2")]
    assert [re.sub(r"\s+", " ", heading) for heading in headings] == [
        "SAFE panel: agenda",
        "1–4. Opening 23 min",
        "6. New referrals 20 min",
        "7. Reviews, by risk 50 min",
        "8. Locations 5 min",
        "9–11. Closing 10 min",
        "Open actions 1 overdue of 3",
        "Invited",
    ]


def test_each_item_stands_beside_the_time_at_which_it_is_expected() -> None:
    cells = _cells(an_agenda())
    times = [cell for cell in cells if re.fullmatch(r"\d\d:\d\d", cell)]
    assert times[:6] == ["10:00", "10:05", "10:08", "10:13", "10:23", "10:33"]
    assert cells[cells.index("7.1") - 1] == "10:43"


def test_a_child_is_listed_with_initials_risk_and_every_reason() -> None:
    text = text_of(render_agenda(an_agenda(), made_at=MADE_AT))
    assert "J.M. (104233), 15 years · CCE, county lines" in text
    assert "Risk High (SAFE scale), since 29 October" in text
    assert "4 missing episodes since 31 July; review due" in text


def test_a_late_item_prints_the_chairs_reason_and_its_link() -> None:
    text = text_of(render_agenda(an_agenda(), made_at=MADE_AT))
    assert "Late item: Sighting reported this morning." in text
    assert "see 7.1" in text


def test_the_planned_time_is_told_against_the_slot() -> None:
    assert "108 of 150 minutes planned, to 11:48" in _cells(an_agenda())


@pytest.mark.parametrize(("slot", "over"), [(108, 0), (100, 8)])
def test_too_full_an_agenda_says_by_how_much(slot: int, over: int) -> None:
    text = text_of(render_agenda(an_agenda(slot_minutes=slot), made_at=MADE_AT))
    assert ("over the slot" in text) == bool(over)
    assert not over or f"{over} minutes over the slot" in text


def test_actions_keep_their_order_overdue_first() -> None:
    cells = _cells(an_agenda())
    assert cells.index("10/04") < cells.index("10/06") < cells.index("10/03")


def test_confidentiality_safeguarding_and_handling_stand_on_the_first_page() -> None:
    first = " ".join(pages_of(render_agenda(an_agenda(), made_at=MADE_AT))[0].split())
    assert "Immediate risk to a child: call the police or the MASH now." in first
    assert "Confidentiality. What is said here" in first
    assert "Named recipients only." in first


def test_everyone_invited_is_listed_in_seat_order() -> None:
    cells = _cells(an_agenda())
    assert cells[-4:] == ["Youth justice", "Joel Hart", "Housing", "Ruth Bell"]


@pytest.mark.parametrize(("issued", "edition"), [(0, "agenda, draft"), (2, "agenda, issue 2 · copy 3, Police")])
def test_the_footer_tells_the_edition_and_a_draft_is_marked(issued: int, edition: str) -> None:
    rendered = render_agenda(
        an_agenda(issued=issued),
        made_at=MADE_AT,
        copy_number=3 if issued else None,
        recipient="Police" if issued else "",
    )
    for page in pages_of(rendered):
        assert f"SAFE-2026-11 · {edition}" in page
        assert ("DRAFT" in page) == (issued == 0)


def test_no_name_of_a_child_stands_on_an_agenda() -> None:
    agenda = an_agenda()
    names = [n.item.child.name for section in agenda.sections for n in section.items if n.item.child]
    text = text_of(render_agenda(agenda, made_at=MADE_AT))
    assert names
    assert not [name for name in names if name in text]


def test_an_agenda_without_items_actions_or_guests_still_prints() -> None:
    rendered = render_agenda(an_agenda(sections=(), actions=(), invited=()), made_at=MADE_AT)
    assert [text for role, text in structure_of(rendered) if role == "P"].count("None") == 2


@pytest.mark.parametrize("above", range(14))
def test_no_heading_ends_a_page_however_long_the_first_line_below_it_is(above: int) -> None:
    """A line that gives many reasons is high: its heading goes to the next page with it."""
    agenda = an_agenda()
    section = next(s for s in agenda.sections if s.kind is SectionKind.CHILDREN and s.items)
    first = section.items[0]
    reason = first.item.because[0]
    long = replace(first, item=replace(first.item, because=(reason,) * 12))
    filled = tuple(NumberedItem(str(n), agenda.sections[0].items[0].item) for n in range(1, above + 2))
    sections = (replace(agenda.sections[0], items=filled), replace(section, items=(long,) * 6))
    pdf = render_agenda(replace(agenda, sections=sections), made_at=MADE_AT)
    for page in pages_of(pdf):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        title = next((n for n, line in enumerate(lines) if section.title in line), None)
        assert title is None or any(long.item.presenter in line for line in lines[title:])

"""Minutes as they print: reading order, headings, tables, decisions, and what stands on every page."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, cast

import pytest
from tests.documents.builders import a_decision, an_action, an_item, carried_actions, minutes_of, some_minutes
from tests.documents.reading import (
    artifacts_of,
    opened,
    pages_of,
    poppler_structure_of,
    roles_of,
    structure_of,
    text_of,
)

from panel_desk.documents.minutes_pdf import render_minutes
from panel_desk.domain.minutes.minutes import ActionTable, MinutesSection, MinutesState, Text


def test_headings_stand_in_the_order_of_the_sections_and_items() -> None:
    headings = roles_of(render_minutes(some_minutes()), "H1", "H2", "H3")
    assert headings[:7] == [
        ("H1", "SAFE panel: minutes"),
        ("H2", "1. Attendance"),
        ("H2", "2. Declarations of interest"),
        ("H2", "3. Minutes of 29 October 2026"),
        ("H2", "4. Actions from earlier meetings"),
        ("H2", "5. Urgent and currently missing"),
        ("H2", "6. New referrals"),
    ]
    assert headings[7] == ("H3", "6.1 B.W. (104311), 13 years · CSE, online")
    assert headings[-1] == ("H2", "Signatures")


def test_an_item_reads_in_the_order_it_was_composed() -> None:
    said = [text for _, text in structure_of(render_minutes(some_minutes()))]
    starts = ["Listed because", "Police reported", "Voice of the child.", "Strengths.", "Analysis.", "The panel AGREED"]
    first = next(place for place, text in enumerate(said) if text.startswith("7.1"))
    places = [next(i for i, t in enumerate(said[first:]) if t.startswith(start)) for start in starts]
    assert places == sorted(places)


def test_a_decision_prints_its_verb_reason_risk_review_and_dissent() -> None:
    decision = a_decision(dissent=("Dissent: Health – would step up now.",), standing="Inquorate without Health.")
    box = [text for role, text in structure_of(render_minutes(minutes_of(decision))) if role == "P"]
    assert (
        "The panel AGREED to step up to MACE, because three children now name the same location and the pattern of "
        "episodes has not changed. Risk stays High. Held by: I. Bello, Adolescent Safeguarding Team 1. Review 10 "
        "December 2026."
    ) in box
    assert "Dissent: Health – would step up now." in box
    assert "Inquorate without Health." in box


def test_an_overdue_action_says_so_in_words_and_a_reason_follows_its_state() -> None:
    rendered = render_minutes(minutes_of(ActionTable(lines=carried_actions(), carried=True)))
    cells = [text for role, text in structure_of(rendered) if role in {"TD", "TH"}]
    assert "Overdue by 16 days" in cells
    assert "Not possible, circumstances changed. Moved on 14 November." in cells
    assert "10/06" in cells


@pytest.mark.parametrize(
    ("reference", "printed"), [("SAFE-2026-10/04", "10/04"), ("SAFE-2025-12/04", "SAFE-2025-12/04")]
)
def test_an_action_of_another_year_keeps_its_whole_reference(reference: str, printed: str) -> None:
    rendered = render_minutes(minutes_of(ActionTable(lines=(an_action(reference=reference),))))
    assert ("TH", printed) in structure_of(rendered)


def test_a_due_date_far_away_prints_with_its_year() -> None:
    far, near = an_action(1, due_on=_day("2027-07-01")), an_action(2, due_on=_day("2026-12-01"))
    rendered = render_minutes(minutes_of(ActionTable(lines=(far, near, an_action(3, due_on=None)))))
    cells = {text for role, text in structure_of(rendered) if role == "TD"}
    assert {"Thu 1 Jul 2027", "Tue 1 Dec", "No date"} <= cells


def test_a_section_and_a_table_without_anything_print_none() -> None:
    said = structure_of(render_minutes(minutes_of(ActionTable(lines=()))))
    assert ("P", "None") in said
    assert said.count(("P", "None")) == 1
    assert ("P", "None") in structure_of(render_minutes(some_minutes()))


def test_a_table_over_many_pages_is_one_table_with_one_header() -> None:
    lines = tuple(an_action(number) for number in range(1, 201))
    rendered = render_minutes(minutes_of(ActionTable(lines=lines, carried=True), facts=(), signatures=()))
    assert rendered.pages >= 7
    assert len(roles_of(rendered, "Table")) == 1
    assert [text for _, text in roles_of(rendered, "TH")].count("Owner") == 1
    assert sum("Owner" in page for page in pages_of(rendered)) == rendered.pages


def test_every_page_carries_marking_reference_copy_and_number_as_artifacts() -> None:
    rendered = render_minutes(some_minutes(), copy_number=3, recipient="Police")
    for number, page in enumerate(pages_of(rendered), 1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert "SAFE-2026-11 · minutes, version 2, approved · copy 3, Police" in page
        assert f"Page {number} of {rendered.pages}" in page
        assert artifacts_of(rendered, number - 1) == 2
    tagged = " ".join(text for _, text in structure_of(rendered))
    assert "OFFICIAL-SENSITIVE" not in tagged
    assert "Page 1" not in tagged


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"fictional": True}, {"FICTIONAL"}),
        ({"state": MinutesState.DRAFT, "signatures": ()}, {"DRAFT"}),
        ({"state": MinutesState.DRAFT, "signatures": (), "fictional": True}, {"FICTIONAL", "DRAFT"}),
        ({}, set()),
    ],
)
def test_fictional_and_draft_minutes_say_so_on_every_page(changes: dict[str, object], expected: set[str]) -> None:
    rendered = render_minutes(some_minutes(**changes))
    for page in pages_of(rendered):
        assert set(re.findall(r"\b(?:FICTIONAL|DRAFT)\b", page)) == expected


def test_fictional_minutes_say_so_to_a_screen_reader_too() -> None:
    said = " ".join(text for _, text in structure_of(render_minutes(some_minutes(fictional=True))))
    assert "Fictional example" in said


def test_a_line_end_in_a_note_begins_a_paragraph() -> None:
    rendered = render_minutes(minutes_of(Text(label="Analysis.", text="First.\nSecond.\n\nThird.")))
    paragraphs = [text for role, text in structure_of(rendered) if role == "P"]
    place = paragraphs.index("Analysis. First.")
    assert paragraphs[place + 1 : place + 3] == ["Second.", "Third."]


def test_poppler_sees_the_same_structure() -> None:
    rendered = render_minutes(minutes_of(Text(text="One."), a_decision(), ActionTable(lines=(an_action(),))))
    assert poppler_structure_of(rendered) == [role for role, _ in structure_of(rendered)]


def test_the_outline_leads_to_sections_and_items() -> None:
    with opened(render_minutes(some_minutes())) as pdf, pdf.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        items = [entry.title for entry in outline.root[6].children]
    assert titles[0] == "1. Attendance"
    assert titles[-1] == "Signatures"
    assert [title.split()[0] for title in items] == ["7.1", "7.2", "7.3", "7.4", "7.5"]


def test_each_line_of_the_outline_leads_to_the_page_on_which_its_heading_stands() -> None:
    rendered = render_minutes(some_minutes())
    pages = [" ".join(page.split()) for page in pages_of(rendered)]
    with opened(rendered) as pdf, pdf.open_outline() as outline:
        numbers = {page.objgen: place for place, page in enumerate(pdf.pages)}
        entries = [e for section in outline.root for e in (section, *section.children)]
        led = {entry.title: numbers[cast("Any", entry.destination)[0].objgen] for entry in entries}
    assert len(set(led.values())) > 1
    assert [title for title, page in led.items() if title.rstrip("…") not in pages[page]] == []


def test_the_record_travels_inside_as_the_source() -> None:
    record = json.dumps({"schema": 1}).encode()
    with opened(render_minutes(some_minutes(), record=record)) as pdf:
        assert pdf.attachments["minutes.json"].get_file().read_bytes() == record
        assert pdf.Root.AF[0].AFRelationship == "/Source"
    with opened(render_minutes(some_minutes())) as pdf:
        assert not pdf.attachments


def test_the_same_minutes_give_the_same_bytes() -> None:
    once, again = (render_minutes(some_minutes(), record=b"{}") for _ in range(2))
    assert once.pdf_bytes == again.pdf_bytes


def test_a_child_stands_in_the_minutes_by_initials_alone() -> None:
    minutes = some_minutes()
    text = text_of(render_minutes(minutes))
    assert minutes.name_key
    assert not [name for _, _, name in minutes.name_key if name in text]


def _day(words: str) -> date:
    return date.fromisoformat(words)


@pytest.mark.parametrize("lines", range(14, 34, 2))
def test_a_decision_and_its_actions_stand_on_one_page(lines: int) -> None:
    actions = ActionTable(lines=(an_action(7), an_action(8)))
    text = [Text(text="A line that only takes room.")] * lines
    pages = pages_of(render_minutes(minutes_of(*text, a_decision(), actions, signatures=())))
    (decided,) = (page for page in pages if "The panel AGREED" in page)
    assert "11/08" in decided


@pytest.mark.parametrize("lines", range(20, 34, 2))
def test_no_heading_ends_a_page(lines: int) -> None:
    text = tuple(Text(text="A line that only takes room.") for _ in range(lines))
    items = (an_item("7.1", "J.M. (104233)", *text), an_item("7.2", "T.O. (104281)", a_decision()))
    sections = (MinutesSection(number=7, title="Reviews", items=items),)
    pages = pages_of(render_minutes(some_minutes(sections=sections, signatures=())))
    (headed,) = (page for page in pages if "7.2" in page)
    assert "The panel AGREED" in headed

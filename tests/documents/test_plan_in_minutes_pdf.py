"""The action plan and what was said, as minutes print them: words for every rating, in the order they are read."""

from __future__ import annotations

from tests.documents.builders import minutes_of
from tests.documents.reading import structure_of, text_of
from tests.documents.verapdf import assert_ua1_and_pdfa3a

from panel_desk.documents.minutes_pdf import render_minutes
from panel_desk.documents.rendered import Rendered
from panel_desk.domain.minutes.minutes import PlanLine, PlanTable, Text

LATE = PlanLine(
    number="2.1",
    title="Safe routes home",
    owner="Dana Prior",
    agency="Police",
    due="by 31 March 2027",
    rating="At risk of delay (amber)",
    why="one partner is late",
    milestones=("A map of routes: late by 30 days", "Lights at the wharf: reached 3 November 2026: all nine"),
)
UNRATED = PlanLine(number="3", title="One trusted worker for each child", owner="Ruth Bell", rating="Not rated yet")


def printed(*lines: PlanLine) -> Rendered:
    said = Text(label="Young people in a group, 30 September 2026.", text="“The bus stop is dark.”")
    did = Text(label="What changed.", text="5 October 2026, Police: lights repaired.")
    return render_minutes(minutes_of(said, did, PlanTable(lines=lines)), record=b"{}")


def test_the_plan_is_accessible_and_fit_for_the_archive() -> None:
    assert_ua1_and_pdfa3a(printed(LATE, UNRATED).pdf_bytes)


def test_a_rating_prints_in_words_with_its_reason() -> None:
    said = [text for _, text in structure_of(printed(LATE))]
    assert "At risk of delay (amber): one partner is late." in said
    assert "A map of routes: late by 30 days." in said


def test_each_objective_heads_its_row() -> None:
    headers = [text for role, text in structure_of(printed(LATE, UNRATED)) if role == "TH"]
    assert headers[-6:-2] == ["Objective", "Owner", "Due", "How it stands"]
    assert [" ".join(text.split()) for text in headers[-2:]] == [
        "2.1 Safe routes home",
        "3 One trusted worker for each child",
    ]


def test_what_was_said_stands_before_what_changed() -> None:
    text = " ".join(text_of(printed(LATE)).split())
    assert text.index("“The bus stop is dark.”") < text.index("What changed. 5 October 2026")


def test_forty_objectives_with_long_words_go_over_several_pages() -> None:
    long = PlanLine(number="9.9", title="x" * 900, owner="y" * 200, rating="Off track (red)", why="z " * 400)
    assert_ua1_and_pdfa3a(printed(*[long, LATE] * 20).pdf_bytes)

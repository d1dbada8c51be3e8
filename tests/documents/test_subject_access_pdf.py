"""Everything held on one child on paper: each entry with its source, and at the end each redaction with why."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.documents.paper_builders import NAME, an_access
from tests.documents.profile_builders import a_head
from tests.documents.reading import pages_of, roles_of, structure_of, text_of

from panel_desk.documents.subject_access_pdf import render_subject_access
from panel_desk.domain.keeping.subject_access import HeldEntry, HeldLine, HeldSection


def test_sections_and_entries_are_headings_in_their_order() -> None:
    rendered = render_subject_access(an_access(), a_head())
    assert [text for _, text in roles_of(rendered, "H1", "H2", "H3")] == [
        f"Everything held on {NAME} (104233)",
        "Referrals",
        "Referral by the police, 3 March 2026",
        "Note",
        "Missing episodes",
        "What was taken out",
    ]


def test_an_entry_tells_its_lines_and_where_it_comes_from() -> None:
    rendered = render_subject_access(an_access(), a_head())
    cells = [text for _, text in roles_of(rendered, "TH", "TD")]
    place = cells.index("Reason")
    assert cells[place + 1] == "Seen twice at the bus station with [another child]."
    assert ("P", "From: SAFE referrals.xlsx, added 5 March 2026.") in structure_of(rendered)


def test_an_entry_that_is_not_handed_over_says_why() -> None:
    assert "Not handed over. It is about another child alone." in text_of(render_subject_access(an_access(), a_head()))


def test_a_section_without_entries_says_its_sentence() -> None:
    assert "No missing episode is held." in text_of(render_subject_access(an_access(), a_head()))
    silent = replace(an_access().sections[1], empty="")
    assert "Nothing of this kind is held." in text_of(render_subject_access(an_access(sections=(silent,)), a_head()))


def _copies(count: int) -> HeldSection:
    entries = tuple(
        HeldEntry(
            key=f"copy:{n}",
            title=f"SAFE-2026-{n}: agenda",
            when="16 November 2026",
            lines=(HeldLine(label="To", text="all members"),),
        )
        for n in range(count)
    )
    return HeldSection(key="copies", title="Who was given what", entries=entries)


def test_many_entries_of_one_line_each_are_a_table() -> None:
    rendered = render_subject_access(an_access(sections=(_copies(4),), redactions=()), a_head())
    cells = [text for _, text in roles_of(rendered, "TH", "TD")]
    assert cells[-15:-9] == ["What", "When", "To", "SAFE-2026-0: agenda", "16 November 2026", "all members"]
    assert roles_of(rendered, "H3") == []


def test_a_few_of_them_keep_their_headings() -> None:
    rendered = render_subject_access(an_access(sections=(_copies(3),)), a_head())
    assert len(roles_of(rendered, "H3")) == 3


def test_a_source_is_never_lost_in_a_table() -> None:
    copies = _copies(4)
    first = replace(copies.entries[0], source="the register of exports")
    rendered = render_subject_access(
        an_access(sections=(replace(copies, entries=(first, *copies.entries[1:])),)), a_head()
    )
    assert "From: the register of exports." in text_of(rendered)


def test_each_redaction_is_listed_with_where_what_kind_why_and_how_often() -> None:
    cells = [text for _, text in roles_of(render_subject_access(an_access(), a_head()), "TH", "TD")]
    assert cells[-4:] == ["SAFE-2026-11, item 3.2: Discussion", "family or friends", "They have not agreed.", "4"]
    assert "another child" in cells


def test_where_nothing_was_taken_out_it_says_so() -> None:
    assert "Nothing was taken out." in text_of(render_subject_access(an_access(redactions=()), a_head()))


def test_what_the_desk_is_to_read_first_does_not_print() -> None:
    assert "Never printed" not in text_of(render_subject_access(an_access(), a_head()))


def test_the_footer_has_the_reader_and_the_initials() -> None:
    text = text_of(render_subject_access(an_access(), a_head(recipient="The child’s solicitor")))
    assert "subject access, Z.Q. (104233) · 10 December 2026 · The child’s solicitor" in text


@pytest.mark.parametrize("lines", range(32, 37))
def test_a_section_never_begins_without_the_words_of_its_first_entry(lines: int) -> None:
    above = HeldEntry(
        key="a", title="Above", lines=tuple(HeldLine(label=f"{n}", text="It rained.") for n in range(lines))
    )
    first = HeldEntry(key="b", title="First of it", lines=(), source="list.csv")
    made = an_access(
        sections=(
            HeldSection(key="above", title="Filled", entries=(above,)),
            HeldSection(key="below", title="Begun", entries=(first,), intro="What this section is about. " * 5),
        )
    )
    pages = [page for page in pages_of(render_subject_access(made, a_head())) if "Begun" in page]
    assert all("list.csv" in page for page in pages)
    assert pages


def test_an_entry_of_many_pages_prints_to_its_last_word() -> None:
    line = HeldLine(label="Discussion", text="It was said again and again. " * 900 + "Theend")
    entry = HeldEntry(key="item:1", title="SAFE-2026-11, item 3.2", lines=(line,))
    rendered = render_subject_access(
        an_access(sections=(HeldSection(key="items", title="Meetings", entries=(entry,)),)), a_head()
    )
    assert rendered.pages > 2
    assert "Theend" in text_of(rendered)

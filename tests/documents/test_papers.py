"""What holds for every paper between the meetings: standards, marking, pages, names, and any text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.documents.everywhere import everywhere
from tests.documents.paper_builders import NAME, a_cross_reference, a_pathway_line, an_access, an_oversight
from tests.documents.plan_and_place_builders import (
    a_milestone,
    a_plan,
    a_voice,
    an_objective,
    some_feedback,
    some_places,
)
from tests.documents.profile_builders import a_head, a_profile, a_public_profile, a_report, by_type
from tests.documents.reading import fonts_of, pages_of, raw_text_of, roles_of, text_of
from tests.documents.test_any_text import MARKUP
from tests.documents.test_no_name_leaks import leaks_in
from tests.documents.verapdf import assert_ua1_and_pdfa3a

from panel_desk.documents.cross_reference_pdf import render_cross_reference, render_pathway
from panel_desk.documents.missing_pdf import render_oversight
from panel_desk.documents.paper import finished
from panel_desk.documents.profile_pdf import render_scrutiny_report
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet
from panel_desk.documents.strategy_pdf import render_action_plan, render_places, render_voice
from panel_desk.documents.subject_access_pdf import render_subject_access
from panel_desk.domain.figures.profile import Profile
from panel_desk.domain.figures.scrutiny_report import ScrutinyReport
from panel_desk.domain.minutes.papers import PaperHead


class Paper(NamedTuple):
    """A kind of paper: a full value, one with nothing in it, and how it is drawn."""

    full: object
    empty: object
    render: Callable[[object, PaperHead], Rendered]

    def drawn(self, *, empty: bool = False) -> Rendered:
        return self.render(self.empty if empty else self.full, a_head(fictional=empty))


def _scrutiny(value: object, head: PaperHead) -> Rendered:
    assert isinstance(value, ScrutinyReport)
    return render_scrutiny_report(replace(value, head=head))


def _empty(profile: Profile) -> Profile:
    return replace(profile, tables=(), sentences=("Nothing was recorded in this period.",), note="", compared=None)


_NOTHING = an_oversight(by_month=(), by_team=(), by_provider=(), open_now=(), sentences=())
PAPERS = {
    "report": Paper(a_report(), a_report(profile=_empty(a_profile()), supporting=()), _scrutiny),
    "public copy": Paper(
        a_report(profile=a_public_profile()), a_report(profile=a_public_profile(tables=(), hidden=())), _scrutiny
    ),
    "oversight": Paper(an_oversight(), _NOTHING, render_oversight),  # type: ignore[arg-type]  # each its own value
    "cross-reference": Paper(a_cross_reference(), a_cross_reference(0, 0, queue=()), render_cross_reference),  # type: ignore[arg-type]
    "pathway": Paper((a_pathway_line(),), (), render_pathway),  # type: ignore[arg-type]
    "action plan": Paper(a_plan(), a_plan(objectives=(), closed=(), late=()), render_action_plan),  # type: ignore[arg-type]
    "places": Paper(some_places(), some_places(places=(), notes=()), render_places),  # type: ignore[arg-type]
    "voice": Paper(a_voice(), a_voice(answered=(), waiting=()), render_voice),  # type: ignore[arg-type]
    "subject access": Paper(an_access(), an_access(sections=(), redactions=(), about=()), render_subject_access),  # type: ignore[arg-type]
}
KINDS = pytest.mark.parametrize("kind", PAPERS)
WHOLE = pytest.mark.parametrize("empty", [False, True], ids=["full", "empty"])
LONG = "Nguyễn Łódź Ŵyn 😀 שלום \x00\u200b <b>AT&T; " * 40


@KINDS
@WHOLE
def test_a_paper_is_accessible_and_fit_for_the_archive(kind: str, *, empty: bool) -> None:
    assert_ua1_and_pdfa3a(PAPERS[kind].drawn(empty=empty).pdf_bytes)


@KINDS
def test_a_paper_of_long_and_odd_texts_is_so_too(kind: str) -> None:
    paper = PAPERS[kind]
    assert_ua1_and_pdfa3a(paper.render(everywhere(paper.full, LONG), a_head()).pdf_bytes)


@KINDS
def test_every_font_of_a_paper_is_embedded_and_of_the_one_family(kind: str) -> None:
    fonts = fonts_of(PAPERS[kind].drawn())
    assert fonts
    assert all(embedded and "SourceSans3" in name for name, embedded in fonts)


@pytest.mark.parametrize("kind", [kind for kind in PAPERS if kind != "public copy"])
def test_every_page_bears_the_marking_twice_and_its_number(kind: str) -> None:
    rendered = PAPERS[kind].drawn()
    for number, page in enumerate(pages_of(rendered), 1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {rendered.pages}" in page
    assert "Scrutiny committee" in text_of(rendered)


def test_the_public_copy_bears_no_marking_and_no_recipient_but_page_numbers() -> None:
    rendered = PAPERS["public copy"].drawn()
    assert "OFFICIAL" not in text_of(rendered)
    assert "Scrutiny committee" not in text_of(rendered)
    assert "Do not copy" not in text_of(rendered)
    assert f"Page 1 of {rendered.pages}" in pages_of(rendered)[0]


@pytest.mark.parametrize("kind", [kind for kind in PAPERS if kind != "subject access"])
def test_no_paper_has_any_part_of_a_childs_name(kind: str) -> None:
    assert leaks_in(PAPERS[kind].drawn()) == []


def test_the_subject_access_paper_names_its_child() -> None:
    assert NAME in text_of(PAPERS["subject access"].drawn())


@KINDS
@pytest.mark.parametrize("markup", [MARKUP[0], MARKUP[4], MARKUP[9]])
def test_markup_prints_as_it_was_typed(kind: str, markup: str) -> None:
    paper = PAPERS[kind]
    rendered = paper.render(everywhere(paper.full, markup), a_head())
    # Dense columns break a long word over lines; a page is broken by its own words.
    assert "".join(markup.split())[:8] in raw_text_of(rendered)
    assert b"/Image" not in rendered.pdf_bytes


_TEXT = st.text(alphabet=st.characters(codec=None), min_size=1, max_size=120)


@settings(max_examples=12, deadline=None)
@given(text=_TEXT)
@KINDS
def test_any_text_prints_in_every_place(kind: str, text: str) -> None:
    paper = PAPERS[kind]
    assert paper.render(everywhere(paper.full, text), a_head()).pages >= 1


@KINDS
def test_the_same_value_gives_the_same_bytes(kind: str) -> None:
    assert PAPERS[kind].drawn().pdf_bytes == PAPERS[kind].drawn().pdf_bytes


@KINDS
def test_a_demonstration_says_on_every_page_that_it_is_fictional(kind: str) -> None:
    paper = PAPERS[kind]
    full = replace(paper.full, fictional=True) if kind == "subject access" else paper.full  # type: ignore[type-var]
    for page in pages_of(paper.render(full, a_head(fictional=True))):
        assert "FICTIONAL" in page


LONG_TABLES: dict[str, Callable[[], Rendered]] = {
    "Child": lambda: render_cross_reference(a_cross_reference(60, 0), a_head()),
    "Number": lambda: render_action_plan(
        a_plan(objectives=tuple(an_objective(str(n), milestones=()) for n in range(60)), closed=()), a_head()
    ),
    "We did": lambda: render_voice(a_voice(answered=(some_feedback(),) * 60), a_head()),
    "Milestone": lambda: render_action_plan(
        a_plan(objectives=(an_objective(milestones=(a_milestone(),) * 60),), late=(), closed=()), a_head()
    ),
    "What kind": lambda: render_subject_access(an_access(redactions=an_access().redactions * 40), a_head()),
    "Type": lambda: render_scrutiny_report(
        a_report(profile=a_profile(tables=(replace(by_type(), rows=by_type().rows * 6),)))
    ),
}


@pytest.mark.parametrize("heading", LONG_TABLES)
def test_a_long_table_repeats_its_headings_and_stays_one_table(heading: str) -> None:
    rendered = LONG_TABLES[heading]()
    pages = [page for page in pages_of(rendered) if heading in page]
    assert len(pages) >= 2
    assert [text for _, text in roles_of(rendered, "TH")].count(heading) == 1


@pytest.mark.parametrize("before", range(28, 36))
def test_no_page_begins_with_the_last_line_of_a_paragraph(before: int) -> None:
    sheet = Sheet()
    for number in range(before):
        sheet.text(f"Line {number}.")
    sheet.text(" ".join(f"{number:03}" for number in range(99)))
    for page in pages_of(finished(sheet, "Words", a_head(), "words")):
        assert len(re.findall(r"^ *\d{3} \d{3}", page, re.MULTILINE)) != 1

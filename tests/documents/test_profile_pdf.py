"""The report to scrutiny and its public copy: what prints, in which order, and what must not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.documents.profile_builders import (
    a_profile,
    a_public_profile,
    a_report,
    an_empty_table,
    by_type,
    exploitation,
    over_years,
)
from tests.documents.reading import pages_of, roles_of, structure_of, text_of
from tests.documents.test_charts import figures_of

from panel_desk.documents.profile_pdf import render_scrutiny_report


def test_the_report_tells_the_published_figures() -> None:
    text = text_of(render_scrutiny_report(a_report()))
    for said in ("248", "239", "44", "175", "20", "18.4 %", "73.2 %", "8.4 %", "−3.6 %"):
        assert said in text


def test_it_is_headed_by_its_council_its_period_and_what_it_is_compared_with() -> None:
    rendered = render_scrutiny_report(a_report())
    assert roles_of(rendered, "H1") == [("H1", "Exploitation profile 2025-26: report to scrutiny")]
    text = text_of(rendered)
    for said in ("Fictional Borough Council", "1 April 2025 to 31 March 2026", "1 April 2024 to 31 March 2025"):
        assert said in text


def test_every_chart_comes_before_its_table_under_one_heading() -> None:
    roles = [role for role, _ in structure_of(render_scrutiny_report(a_report())) if role in {"H2", "Figure", "Table"}]
    # The head of the paper is a table of its own.
    assert " ".join(roles) == (
        "Table H2 Table H2 Figure Table H2 Figure Table H2 Figure Table H2 Figure Table H2 H2 H2 Table"
    )


def test_a_chart_stands_on_the_page_of_its_table() -> None:
    for page in pages_of(render_scrutiny_report(a_report(profile=a_profile(10)))):
        if "Figure 1." in page:
            assert "2016-17" in page
            assert "Years before 2024-25 as they were published." in page
            return
    pytest.fail("no page has the figure")


def test_every_figure_has_the_words_of_its_chart() -> None:
    told = [alternative for alternative, *_ in figures_of(render_scrutiny_report(a_report()))]
    charts = [table.chart for table in a_profile().tables if table.chart]
    assert told == [chart.alternative for chart in charts]


def test_a_sentence_is_said_once() -> None:
    text = text_of(render_scrutiny_report(a_report()))
    assert text.count("9 fewer than the year before") == 1
    assert text.count("Nearly three in four") == 1


def test_a_table_says_its_own_sentence_where_the_report_has_not() -> None:
    table = replace(exploitation(), sentence="Nobody has said this yet")
    assert "Nobody has said this yet." in text_of(render_scrutiny_report(a_report(profile=a_profile(tables=(table,)))))


def test_a_table_without_rows_is_a_sentence() -> None:
    rendered = render_scrutiny_report(a_report(profile=a_profile(tables=(an_empty_table(),), sentences=())))
    assert "No referral was made in this period." in text_of(rendered)
    assert "State" not in [text for _, text in roles_of(rendered, "TH")]


def test_a_sentence_that_the_report_has_said_still_stands_for_an_empty_table() -> None:
    table = an_empty_table()
    rendered = render_scrutiny_report(a_report(profile=a_profile(tables=(table,), sentences=(table.sentence,))))
    assert text_of(rendered).count(table.sentence) == 2


@pytest.mark.parametrize("sentences", [29, 31, 34])
def test_what_is_counted_stands_on_one_page_with_its_heading(sentences: int) -> None:
    note = " ".join(
        [*["A child counts once in a year, whatever list or panel named it."] * sentences, "The end of it."]
    )
    pages = pages_of(render_scrutiny_report(a_report(profile=replace(a_profile(), note=note), supporting=())))
    told = [page for page in pages if "What is counted" in page]
    assert len(told) == 1
    assert "The end of it." in " ".join(told[0].split())


def test_each_table_says_what_is_counted_and_the_report_who() -> None:
    text = text_of(render_scrutiny_report(a_report()))
    assert "A child of several types stands at each of them; the lines do not add up." in text
    assert "Children whom a panel discussed in the year, and children whom a list says are at risk." in text


def test_supporting_documents_are_listed() -> None:
    cells = [text for _, text in roles_of(render_scrutiny_report(a_report()), "TH", "TD")]
    assert cells[-4:] == [
        "SAFE-2026-11, minutes",
        "Approved 12 November 2026",
        "Report to scrutiny, 12 September 2025",
        "Figures of 2024-25 as published",
    ]


def test_without_supporting_documents_there_is_no_heading_for_them() -> None:
    assert "Supporting documents" not in text_of(render_scrutiny_report(a_report(supporting=())))


def test_the_public_copy_gives_c_in_tables_and_charts_and_says_so() -> None:
    rendered = render_scrutiny_report(a_report(profile=a_public_profile()))
    assert roles_of(rendered, "H1") == [("H1", "Exploitation profile 2025-26: public copy")]
    assert [text for _, text in roles_of(rendered, "TD")].count("c") == 4
    figures = [text for _, text in roles_of(rendered, "Figure")]
    assert figures[1].count("c") > render_figures_without_hiding()
    assert "c stands where a figure is not given" in text_of(rendered)
    assert "2 cells of the tables say so." in text_of(rendered)


def render_figures_without_hiding() -> int:
    """How many letters c the same figure has where nothing is hidden."""
    public = a_public_profile()
    shown = replace(public, tables=(*public.tables[:2], by_type(), *public.tables[3:]))
    return [text for _, text in roles_of(render_scrutiny_report(a_report(profile=shown)), "Figure")][1].count("c")


def test_the_public_copy_has_neither_why_a_cell_is_hidden_nor_the_caution() -> None:
    text = text_of(render_scrutiny_report(a_report(profile=a_public_profile())))
    assert "It is from 1 to 5." not in text
    assert "Never printed" not in text


def test_a_number_that_nobody_knows_is_no_c_in_a_public_copy() -> None:
    table = over_years(3)
    assert table.chart is not None
    first, *others = table.chart.series
    unknown = replace(table.chart, series=(replace(first, values=(None, *first.values[1:])), *others))
    public = a_public_profile(tables=(replace(table, chart=unknown),), hidden=())
    ((_, said),) = roles_of(render_scrutiny_report(a_report(profile=public)), "Figure")
    assert "c" not in said.split()
    assert "60" in said.split()


def test_a_public_copy_that_hides_nothing_says_so() -> None:
    text = text_of(render_scrutiny_report(a_report(profile=a_public_profile(hidden=()))))
    assert "No figure of this copy had to be hidden" in text


def test_a_total_prints_bold_with_the_words_of_its_row() -> None:
    rows = [text for _, text in roles_of(render_scrutiny_report(a_report()), "TH", "TD")]
    place = rows.index("All")
    assert rows[place : place + 5] == [
        "All",
        "248",
        "239",
        "100.0 %",
        "−3.6 %",
    ]


def test_ten_years_are_told_and_drawn() -> None:
    text = text_of(render_scrutiny_report(a_report(profile=a_profile(10))))
    assert text.count("2016-17") == 2
    assert text.count("2020-21") == 2

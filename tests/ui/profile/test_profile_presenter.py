"""What the Profile page says around its tables: sections, sentences, hidden figures and file names; no window."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.ui.profile.profiles import a_profile, a_public_copy, a_row, a_table, hidden

from panel_desk.domain.figures.reporting_year import parse_period, reporting_year
from panel_desk.ui.workspaces.profile.figures import hidden_words
from panel_desk.ui.workspaces.profile.presenter import (
    HIDDEN,
    about,
    chart_of,
    file_name,
    has_figures,
    headline,
    public_words,
    sections,
)


def test_every_table_is_a_section_and_an_empty_one_says_so() -> None:
    lines = sections(a_profile(a_table("age", a_row("10", 7)), a_table("nrm")))
    assert [(line.key, line.aside) for line in lines] == [("age", ""), ("nrm", "nothing to count")]
    assert lines[1].whole == "Nrm, nothing to count"


def test_a_public_copy_has_a_section_of_what_it_hides() -> None:
    lines = sections(a_public_copy(a_table("age", a_row("10", hidden()))))
    assert [(line.key, line.aside) for line in lines] == [("age", "1 hidden"), (HIDDEN, "1 figure")]


def test_a_public_copy_that_hides_nothing_has_no_such_section() -> None:
    copy = a_public_copy(a_table("age", a_row("10", 7)))
    assert [line.key for line in sections(copy)] == ["age"]
    assert public_words(copy).startswith("Public copy: no figure")


def test_what_is_hidden_is_counted_in_words() -> None:
    copy = a_public_copy(a_table("age", a_row("10", hidden()), a_row("11", hidden())))
    assert public_words(copy).startswith("Public copy: 2 figures in 1 table are hidden as c")


def test_why_is_told_once_for_all_columns_of_a_line() -> None:
    row = a_row("10", hidden("Too few."), hidden("Too few."), hidden("It gives another away."))
    told = hidden_words(row, ("Age", "2021-22", "2022-23", "share"))
    assert told == "10, 2021-22 and 2022-23: Too few. 10, share: It gives another away."


def test_a_line_that_hides_nothing_says_nothing() -> None:
    assert not hidden_words(a_row("10", 7), ("Age", "2022-23"))


def test_the_first_sentence_leads_and_the_next_follows() -> None:
    assert headline(a_profile(sentences=("One.", "Two.", "Three."))) == ("One.", "Two.")


def test_a_period_with_no_data_is_a_sentence() -> None:
    empty = a_profile(a_table("age"), sentences=())
    assert headline(empty) == ("Nothing is on the desk for 2022-23.", "")
    assert not has_figures(empty)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2022-23", "1 April 2022 to 31 March 2023"),
        ("2026-27", "1 April 2026 to 22 November 2026, and still running"),
        ("2026-11-22 to 2026-11-22", "22 November 2026 to 22 November 2026"),
    ],
)
def test_a_running_period_says_until_when_it_is_counted(period: str, words: str) -> None:
    told = about(a_profile(period=parse_period(period)), date(2026, 11, 22))
    assert told == f"children counted once, {words}"


def test_a_file_is_named_by_its_period_and_whether_it_is_public() -> None:
    assert file_name(a_profile(period=reporting_year("2022-23")), ".xlsx") == "profile-2022-23.xlsx"
    assert file_name(a_public_copy(), ".pdf") == "profile-2022-23-public.pdf"


def test_a_table_without_lines_has_no_chart() -> None:
    assert chart_of(a_table("age", charted=True)) is None
    assert chart_of(a_table("age", a_row("10", 7), charted=True)) is not None


def test_a_chart_with_nothing_left_but_zeros_is_left_to_its_table() -> None:
    table = a_table("age", a_row("10", 0), a_row("11", hidden()), charted=True)
    assert table.chart is not None
    assert chart_of(table) is not None
    small = replace(table.chart, series=(replace(table.chart.series[0], hidden=(1,)),))
    assert chart_of(replace(table, chart=small)) is None

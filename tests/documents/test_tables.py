"""Column widths are measured from the text, and always fill the page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.builders import an_action, minutes_of
from tests.documents.reading import pages_of

from panel_desk.documents import style
from panel_desk.documents.minutes_pdf import render_minutes
from panel_desk.documents.sheet import Sheet, sentence
from panel_desk.documents.tables import Cell, Column, column_widths
from panel_desk.documents.tagging.typeface import REGULAR, width
from panel_desk.domain.minutes.minutes import ActionTable

COLUMNS = (Column("Action", tight=True), Column("What"), Column("Owner"), Column("Due", tight=True), Column("State"))


def _rows(*texts: str) -> list[list[Cell]]:
    sheet = Sheet()
    return [[sheet.cell(text) for text in texts]]


def _widest_word(text: str) -> float:
    return max(width(word, REGULAR, style.CELL.fontSize) for word in text.split())


@settings(deadline=None)
@given(texts=st.lists(st.text(max_size=300), min_size=5, max_size=5))
def test_columns_fill_the_page_whatever_is_in_them(texts: list[str]) -> None:
    widths = column_widths(COLUMNS, _rows(*texts))
    assert sum(widths) == pytest.approx(style.COLUMN, abs=0.5)
    assert all(wide > 0 for wide in widths)


def test_dates_and_states_do_not_break_beside_a_long_text() -> None:
    texts = (
        "11/07",
        "A long account of what is to be done " * 20,
        "Police, Khan",
        "Wed 25 Nov 2026",
        "Overdue by 6 days",
    )
    widths = column_widths(COLUMNS, _rows(*texts))
    for text, wide in zip(texts, widths, strict=True):
        assert wide >= _widest_word(text)
    for place in (0, 2, 3, 4):
        assert widths[place] >= width(texts[place], REGULAR, style.CELL.fontSize)
    assert widths[1] == max(widths)


def test_one_endless_word_leaves_room_for_the_other_columns() -> None:
    widths = column_widths(COLUMNS, _rows("11/07", "x" * 5000, "Police, Khan", "Tue 1 Dec", "Open"))
    assert widths[2] >= width("Police, Khan", REGULAR, style.CELL.fontSize)


def test_short_tables_do_not_tear_their_columns_apart() -> None:
    widths = column_widths((Column("Agency"), Column("Person")), _rows("Police", "DS Imran Khan"))
    assert widths[0] < style.COLUMN * 0.25


@pytest.mark.parametrize(
    ("text", "told"),
    [("Done", "Done."), ("Done.", "Done."), ("Why?", "Why?"), ("", ""), (" a ", "a."), ("“No.”", "“No.”")],
)
def test_a_sentence_ends_with_one_full_stop(text: str, told: str) -> None:
    assert sentence(text) == told


def test_a_tight_column_takes_no_more_than_its_text() -> None:
    widths = column_widths(COLUMNS, _rows("11/07", "Check the red Corsa", "Police", "Tue 1 Dec", "Open"))
    assert widths[3] < width("Tue 1 Dec", REGULAR, style.CELL.fontSize) + style.CELL_GAP + 1


def test_a_row_that_fits_on_a_page_is_not_broken_over_two() -> None:
    middle = "the agreed plan and every step of it " * 12
    lines = tuple(an_action(n, what=f"Begin{n:02} {middle} End{n:02}") for n in range(1, 30))
    printed = pages_of(render_minutes(minutes_of(ActionTable(lines=lines))))
    for n in range(1, 30):
        (begun,) = [place for place, text in enumerate(printed) if f"Begin{n:02}" in text]
        assert f"End{n:02}" in printed[begun]

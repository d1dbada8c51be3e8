"""What charts say: figures, steps of the scale, and the table for the clipboard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ui.widgets.chart_builders import HIDDEN, Part, by_type, drawn_whole

from panel_desk.ui.widgets.chart_words import (
    figure_words,
    point_words,
    short_words,
    table_text,
    ticks,
    value_words,
    whole_of,
    whole_words,
)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (239, "", "239"),
        (1204, "", "1,204"),
        (73.24, "%", "73.2 %"),
        (76.0, "%", "76 %"),
        (0, "children", "0 children"),
        (None, "children", "not known"),
        (-3.6, "", "−3.6"),
    ],
)
def test_a_figure_is_told_as_on_paper(value: float | None, unit: str, words: str) -> None:
    assert value_words(value, unit) == words


def test_only_a_per_cent_sign_stays_on_a_bar() -> None:
    assert (short_words(44, "children"), short_words(44, "%")) == ("44", "44 %")


def test_a_part_of_a_stack_is_told_with_its_share_of_the_whole() -> None:
    assert point_words(by_type(), 1, 1) == "2022-23, CCE only: 175 children, 73.2 % of 239"


def test_beside_a_hidden_part_no_share_gives_the_whole_away() -> None:
    chart = by_type(both=(22, HIDDEN))
    assert point_words(chart, 1, 1) == "2022-23, CCE only: 175 children"
    assert point_words(chart, 1, 2) == "2022-23, both: c, hidden in the public copy"
    assert whole_of(chart, 1) is None
    assert whole_words(chart, 1) == "219 + c"


def test_a_part_that_there_is_not_leaves_the_whole_known() -> None:
    chart = by_type(both=(22, None))
    assert whole_words(chart, 1) == "219"
    assert figure_words(chart, 1, 2) == "–"
    assert point_words(chart, 1, 1) == "2022-23, CCE only: 175 children, 79.9 % of 219"


def test_a_stack_of_which_all_is_hidden_is_a_c() -> None:
    hidden: dict[str, tuple[Part, ...]] = dict.fromkeys(("CSE only", "CCE only", "both"), (1, HIDDEN))
    unknown: dict[str, tuple[Part, ...]] = dict.fromkeys(hidden, (1, None))
    assert whole_words(by_type(**hidden), 1) == "c"
    assert whole_words(by_type(**unknown), 1) == "–"


def test_of_a_bar_that_is_drawn_whole_no_part_is_said_to_be_unknown_or_hidden() -> None:
    chart = drawn_whole()
    assert point_words(chart, 1, 1) == "2022-23, CCE only: not shown apart"
    assert point_words(chart, 1, 3) == "2022-23, not split up: 239 children, 100.0 % of 239"
    assert whole_words(chart, 1) == "239"


def test_the_table_is_one_line_a_label_with_plain_figures() -> None:
    assert table_text(by_type(**{"CCE only": (1177, None)})).splitlines() == [
        "Children by type",
        "children\tCSE only\tCCE only\tboth",
        "2021-22\t49\t1177\t22",
        "2022-23\t44\t\t20",
    ]


@given(st.floats(min_value=0, max_value=1e7))
def test_a_scale_reaches_past_its_highest_figure_in_few_even_steps(highest: float) -> None:
    found = ticks(highest)
    assert found[0] == 0
    assert found[-1] >= highest
    assert 2 <= len(found) <= 6
    steps = {round(after - before, 6) for before, after in pairwise(found)}
    assert len(steps) == 1

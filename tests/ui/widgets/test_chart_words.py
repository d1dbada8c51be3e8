"""What charts say: figures, steps of the scale, and the table for the clipboard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_desk.domain.charts import ChartData, ChartKind, Series
from panel_desk.ui.widgets.chart_words import point_words, short_words, table_text, ticks, value_words, whole_of


def by_type(**changes: tuple[float | None, ...]) -> ChartData:
    values: dict[str, tuple[float | None, ...]] = {"CSE only": (49, 44), "CCE only": (177, 175), "both": (22, 20)}
    return ChartData(
        kind=ChartKind.STACKED_BARS,
        title="Children by type",
        labels=("2021-22", "2022-23"),
        series=tuple(Series(name=name, values=each) for name, each in (values | changes).items()),
        unit="children",
        alternative="248 children, then 239.",
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
    hidden = by_type(both=(22, None))
    assert point_words(hidden, 1, 1, missing="c") == "2022-23, CCE only: 175 children"
    assert point_words(hidden, 1, 2, missing="c") == "2022-23, both: c"
    assert whole_of(hidden, 1) is None


def test_the_table_is_one_line_a_label_with_plain_figures() -> None:
    assert table_text(by_type(**{"CCE only": (1177, None)})).splitlines() == [
        "Children by type",
        "children\tCSE only\tCCE only\tboth",
        "2021-22\t49\t1177\t22",
        "2022-23\t44\tnot known\t20",
    ]


@given(st.floats(min_value=0, max_value=1e7))
def test_a_scale_reaches_past_its_highest_figure_in_few_even_steps(highest: float) -> None:
    found = ticks(highest)
    assert found[0] == 0
    assert found[-1] >= highest
    assert 2 <= len(found) <= 6
    steps = {round(after - before, 6) for before, after in pairwise(found)}
    assert len(steps) == 1

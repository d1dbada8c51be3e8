"""Charts are figures with a text alternative; their numbers stand on them, and they survive print without colour."""

from __future__ import annotations

import math
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from reportlab.lib.colors import Color, HexColor
from tests.documents.profile_builders import a_head, by_month, by_team, by_type, over_years
from tests.documents.reading import opened, roles_of, structure_of, text_of

from panel_desk.documents import style
from panel_desk.documents.chart_ink import NEUTRAL, SHADES, Shade, number_words, scale_of, shade
from panel_desk.documents.charts import MOST_LABELS
from panel_desk.documents.paper import finished
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet
from panel_desk.documents.upright_bars import fits_upright
from panel_desk.domain.figures.charts import ChartData, ChartKind, Series

CHARTS = {table.key: table.chart for table in (over_years(10), by_type(), by_month(), by_team()) if table.chart}


def a_chart(**changes: Any) -> ChartData:  # noqa: ANN401 - any field
    """Two years of one number."""
    chart = ChartData(
        kind=ChartKind.BARS,
        title="Children",
        labels=("2024-25", "2025-26"),
        series=(Series(name="children", values=(248, 239)),),
        unit="children",
        alternative="248, then 239.",
    )
    return replace(chart, **changes)


def drawn(*charts: ChartData, shape: style.Shape = style.UPRIGHT) -> Rendered:
    """A document of nothing but charts."""
    sheet = Sheet(shape)
    sheet.title("Charts", "")
    for chart in charts:
        sheet.figure(chart)
    return finished(sheet, "Charts", a_head(), "charts")


def figures_of(rendered: Rendered) -> list[Any]:
    """The figure elements of the file, to look at their entries: alternative and bounds."""
    with opened(rendered) as pdf:
        kids = pdf.Root.StructTreeRoot.K[0].K
        return [
            (str(each.Alt), [float(edge) for edge in each.A.BBox], str(each.A.O))
            for each in (kids if isinstance(kids, pikepdf.Array) else [kids])
            if str(each.S) == "/Figure"
        ]


@pytest.mark.parametrize("key", CHARTS)
def test_a_chart_is_one_figure_with_its_alternative(key: str) -> None:
    ((alternative, bounds, owner),) = figures_of(drawn(CHARTS[key]))
    assert alternative == CHARTS[key].alternative
    assert owner == "/Layout"
    left, bottom, right, top = bounds
    assert style.LEFT - 1 <= left < right <= style.PAGE[0] - style.RIGHT + 1
    assert style.BOTTOM <= bottom < top <= style.PAGE[1] - style.TOP


@pytest.mark.parametrize("key", ["years", "types", "teams"])
def test_every_number_stands_on_its_bar(key: str) -> None:
    chart = CHARTS[key]
    ((_, said),) = roles_of(drawn(chart), "Figure")
    # Words of one figure follow one another without spaces.
    for series in chart.series:
        for value in series.values:
            assert f"{value:.0f}" in said


def test_the_whole_of_stacked_pieces_stands_on_top() -> None:
    ((_, said),) = roles_of(drawn(CHARTS["years"]), "Figure")
    assert "239" in said
    assert "248" in said


def test_a_line_is_named_with_its_last_number_where_it_ends() -> None:
    assert "within 72 hours 58 %" in text_of(drawn(CHARTS["interviews"]))


@pytest.mark.parametrize(
    ("kind", "hidden", "sign"),
    [
        (ChartKind.BARS, (1,), "c"),
        (ChartKind.STACKED_BARS, (1,), "c"),
        (ChartKind.LINES, (1,), "c"),
        (ChartKind.BARS, (), "–"),
        (ChartKind.STACKED_BARS, (), "–"),
    ],
)
def test_a_number_that_is_not_given_has_its_sign(kind: ChartKind, hidden: tuple[int, ...], sign: str) -> None:
    chart = a_chart(kind=kind, unit="", series=(Series(name="XX", values=(248, None), hidden=hidden),))
    ((_, said),) = roles_of(drawn(chart), "Figure")
    assert sign in said.replace("2024-25", "").replace("2025-26", "")
    assert "239" not in said


def test_a_bar_with_a_hidden_piece_has_no_sum() -> None:
    series = (Series(name="XX", values=(120, 9)), Series(name="YY", values=(None, None), hidden=(0,)))
    ((_, said),) = roles_of(drawn(a_chart(kind=ChartKind.STACKED_BARS, series=series)), "Figure")
    assert said.count("120") == 1
    assert said.count("9") == 2
    assert said.count("c") == 1


def test_hidden_places_move_with_the_labels_of_a_cut_chart() -> None:
    labels = tuple(f"Provider number {n}" for n in range(MOST_LABELS + 2))
    values = (*[7.0] * (MOST_LABELS + 1), None)
    chart = a_chart(labels=labels, series=(Series(name="X", values=values, hidden=(MOST_LABELS + 1,)),))
    first, second = (text for _, text in roles_of(drawn(chart), "Figure"))
    assert "c" not in first
    assert second.endswith("c")


def test_a_line_that_ends_early_is_named_with_the_last_number_that_is_known() -> None:
    series = (Series(name="offered", values=(52, None)),)
    assert "offered 52 %" in text_of(drawn(a_chart(kind=ChartKind.LINES, unit="%", series=series)))


@pytest.mark.parametrize(
    ("labels", "series", "upright"),
    [(3, 2, False), (4, 2, True), (14, 2, True), (15, 2, False), (8, 1, False), (9, 1, True)],
)
def test_few_bars_lie_and_many_stand(labels: int, series: int, *, upright: bool) -> None:
    chart = a_chart(
        labels=tuple(str(n) for n in range(labels)),
        series=tuple(Series(name=str(n), values=(7.0,) * labels) for n in range(series)),
    )
    assert fits_upright(chart, style.COLUMN) is upright


def test_a_caption_numbers_the_figures_and_names_their_unit() -> None:
    captions = [text for _, text in roles_of(drawn(a_chart(), a_chart(unit="", title="Episodes")), "P")]
    assert captions == ["Figure 1. Children (children)", "Figure 2. Episodes"]


@pytest.mark.parametrize(
    "empty",
    [
        a_chart(series=(), labels=()),
        a_chart(series=(Series(name="children", values=(None, None)),)),
        a_chart(series=(Series(name="children", values=(math.nan, math.inf)),)),
        a_chart(labels=()),
        a_chart(series=(Series(name="children", values=(0, 0)),)),
    ],
)
def test_an_empty_chart_leaves_no_figure_and_no_caption(empty: ChartData) -> None:
    assert [role for role, _ in structure_of(drawn(empty))] == ["Document", "H1"]


def test_a_chart_without_words_is_heard_by_its_title() -> None:
    ((alternative, *_),) = figures_of(drawn(a_chart(alternative="")))
    assert alternative == "Children"


def test_a_chart_of_many_labels_is_cut_into_figures_that_fit_on_pages() -> None:
    labels = tuple(f"Provider number {n}" for n in range(MOST_LABELS * 2 + 3))
    chart = a_chart(labels=labels, series=(Series(name="children", values=tuple(map(float, range(len(labels))))),))
    rendered = drawn(chart)
    assert [alternative for alternative, *_ in figures_of(rendered)] == [
        "248, then 239.",
        "Children, continued from the figure before.",
        "Children, continued from the figure before.",
    ]
    assert all(label in text_of(rendered) for label in labels)


def test_long_labels_lie_beside_their_bars_and_are_cut_with_an_ellipsis() -> None:
    label = "A very long name of a team that no council would ever give to one " * 3
    assert "A very long name of a team" in text_of(drawn(a_chart(labels=(label, "Short"))))
    assert "…" in text_of(drawn(a_chart(labels=(label, "Short"))))


def test_markup_in_a_label_prints_as_it_was_typed() -> None:
    assert "<b>AT&T;</b>" in text_of(drawn(a_chart(labels=("<b>AT&T;</b>", "2"))))


def test_a_label_that_cannot_be_printed_is_told() -> None:
    assert [each.character for each in drawn(a_chart(labels=("😀", "2"))).missing_glyphs] == ["😀"]


_TEXTS = st.text(alphabet=st.characters(codec=None), max_size=40)
_VALUES = st.none() | st.floats(width=32) | st.integers(0, 400).map(float)


@settings(max_examples=80, deadline=None)
@given(data=st.data(), kind=st.sampled_from(ChartKind), labels=st.lists(_TEXTS, max_size=30))
def test_any_chart_prints(data: st.DataObject, kind: ChartKind, labels: list[str]) -> None:
    values = st.lists(_VALUES, max_size=35).map(tuple)
    series = data.draw(st.lists(st.builds(Series, name=_TEXTS, values=values), max_size=9))
    chart = ChartData(
        kind=kind,
        title=data.draw(_TEXTS),
        labels=tuple(labels),
        series=tuple(series),
        unit=data.draw(st.sampled_from(("", "%", "children"))),
        alternative=data.draw(_TEXTS),
    )
    rendered = drawn(chart, shape=data.draw(st.sampled_from((style.UPRIGHT, style.LYING))))
    for _, (left, bottom, right, top), _ in figures_of(rendered):
        assert left < right
        assert bottom < top
        assert bottom >= style.BOTTOM - 1


@given(values=st.lists(st.floats(-1e9, 1e9) | st.integers(-500, 500).map(float), min_size=1))
def test_a_scale_holds_every_value_and_zero(values: list[float]) -> None:
    scale = scale_of(values)
    slack = 1e-6 * max(map(abs, values), default=1)
    assert scale.low - slack <= min(0, *values)
    assert max(0, *values) <= scale.high + slack
    assert 2 <= len(list(scale.steps)) <= 12


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (44, "children", "44"),
        (1234, "", "1,234"),
        (12.5, "days", "12.5"),
        (52, "%", "52\u00a0%"),
        (-3, "", "−3"),
        (-0.01, "", "0"),
    ],
)
def test_a_number_is_worded_as_in_a_table(value: float, unit: str, words: str) -> None:
    assert number_words(value, unit) == words


def _luminance(colour: Color) -> float:
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.rgb()]
    return float(0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2])


def _lightness(colour: Color) -> float:
    return float(116 * _luminance(colour) ** (1 / 3) - 16)


def _contrast(one: Color, other: Color) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_neighbouring_shades_part_in_print_without_colour() -> None:
    for one, other in zip(SHADES, (*SHADES[1:], SHADES[0]), strict=True):
        assert abs(_lightness(one.ground) - _lightness(other.ground)) >= 17


def test_what_is_not_split_up_is_grey_and_looks_like_no_other_series() -> None:
    red, green, blue = NEUTRAL.ground.rgb()
    assert max(red, green, blue) - min(red, green, blue) < 0.1
    assert shade(3, neutral=True) == NEUTRAL
    assert all(abs(_lightness(NEUTRAL.ground) - _lightness(SHADES[place].ground)) >= 10 for place in (0, 2, 3, 4))


@pytest.mark.parametrize("look", [*SHADES, NEUTRAL])
def test_numbers_on_bars_and_lines_on_paper_can_be_read(look: Shade) -> None:
    assert _contrast(look.ink, look.ground) >= 4.5
    assert _contrast(look.line, HexColor("#FFFFFF")) >= 4.5


def test_no_two_lines_have_the_same_dash() -> None:
    assert len({look.dash for look in SHADES}) == len(SHADES)

"""Places as Qt counts them, against Python's own letters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from panel_desk.ui.widgets.qt_counting import between, units, upto


@given(st.text(), st.text(), st.text())
def test_what_stands_between_two_places_is_found_again(before: str, within: str, after: str) -> None:
    whole, start, end = before + within + after, units(before), units(before + within)
    assert between(whole, start, end) == within
    assert upto(whole, start) == before


def test_a_face_is_two_units_long_and_never_cut_in_half() -> None:
    assert units("a👍") == 3
    assert upto("a👍b", 2) == "a"

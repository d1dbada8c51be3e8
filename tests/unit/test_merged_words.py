"""What is typed and what the record says are brought together without loss."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_desk.domain.merged_text import change, merged

TEXTS = st.text(alphabet="ab \n😀", max_size=24)


@given(before=TEXTS, after=TEXTS)
def test_a_change_makes_one_text_of_the_other(before: str, after: str) -> None:
    found = change(before, after)
    assert before[: found.start] + found.put + before[found.end :] == after


@given(base=TEXTS, one=TEXTS)
def test_where_one_side_stood_still_the_other_is_taken(base: str, one: str) -> None:
    assert merged(base, one, base) == one
    assert merged(base, base, one) == one
    assert merged(base, one, one) == one


@given(base=TEXTS, typed=st.text(alphabet="xyz", min_size=1, max_size=6), at=st.integers(0, 24))
def test_nothing_typed_is_lost_when_a_paragraph_comes_in(base: str, typed: str, at: int) -> None:
    place = min(at, len(base))
    found = merged(base, f"{base}\n\nsaid", base[:place] + typed + base[place:])
    assert typed in found
    assert found.endswith("said")


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "whole"),
    [
        ("Typed", "Typed\n\nSaid", "Typed on", "Typed on\n\nSaid"),
        ("A\n\nB\n\nC", "A\n\nC", "A\n\nB\n\nC more", "A\n\nC more"),
        ("A\n\nB", "A", "so A\n\nB", "so A"),
        ("one", "two", "three", "three\n\ntwo"),
        ("", "said", "typed", "typedsaid"),
    ],
)
def test_two_changes_stand_together(base: str, theirs: str, mine: str, whole: str) -> None:
    assert merged(base, theirs, mine) == whole

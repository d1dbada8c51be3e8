"""Typed text under which the record moves: paragraphs in and out, both texts kept, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_desk.domain.typed_text import both, paragraphs, rebased, with_paragraph, without_paragraph

words = st.sampled_from(["plan", "coach", "school", "Kim", "9 😀", "ש"])
texts = st.lists(words, max_size=4).map("\n\n".join)


def test_a_paragraph_goes_to_the_end_after_a_blank_line() -> None:
    assert with_paragraph("One.\n", " Two. ") == "One.\n\nTwo."
    assert with_paragraph("", "Two.") == "Two."


def test_the_last_paragraph_that_reads_so_is_taken_out_and_the_others_stay() -> None:
    assert without_paragraph("A\n\nB\n\nA\n\nC", "A") == "A\n\nB\n\nC"
    assert without_paragraph("A", "A") == ""


def test_a_paragraph_that_is_not_there_is_not_taken_out() -> None:
    assert without_paragraph("A\n\nB and C", "B") is None


@given(texts, words)
def test_a_paragraph_put_in_and_taken_out_leaves_the_text(text: str, paragraph: str) -> None:
    assert without_paragraph(with_paragraph(text, paragraph), paragraph) == text


@given(texts, texts)
def test_both_holds_every_paragraph_of_each(recorded: str, typed: str) -> None:
    held = both(recorded, typed)
    assert all(p in held for p in (*paragraphs(recorded), *paragraphs(typed)))


@pytest.mark.parametrize(
    ("typed", "before", "after", "stands"),
    [
        ("A\n\nB", "A\n\nB", "A", "A"),
        ("A\n\nB\n\nmore", "A\n\nB", "A", "A\n\nmore"),
        ("B\n\nmore", "B", "", "more"),
        ("A", "A", "A\n\nB", "A\n\nB"),
        ("A more", "A", "A\n\nB", "A more\n\nB"),
        ("A\n\nShe was seen on Monday", "A\n\nShe was seen", "A", "A\n\nShe was seen on Monday"),
        ("She was seen on Monday", "She was seen", "", "She was seen on Monday"),
        ("A\n\nB\nmore", "A\n\nB", "A", "A\n\nB\nmore"),
        ("A\n\nB more\n\nC", "A\n\nB", "A", "A\n\nB more\n\nC"),
        ("A\n\nB \n \nC", "A\n\nB", "A", "A \n \nC"),
        ("W and more", "", "W", "W and more"),
        ("C", "", "W", "W\n\nC"),
        ("quite other", "A", "A\n\nB", "A\n\nB\n\nquite other"),
    ],
)
def test_what_is_taken_back_goes_from_the_editor_and_what_was_typed_stays(
    typed: str, before: str, after: str, stands: str
) -> None:
    assert rebased(typed, before, after) == stands


@given(texts, texts, texts)
def test_the_record_changing_under_typed_text_loses_no_recorded_paragraph(typed: str, before: str, after: str) -> None:
    stands = rebased(typed, before, after)
    assert all(p in stands for p in paragraphs(after))


@given(texts, texts)
def test_what_was_typed_behind_the_record_survives_its_change(before: str, more: str) -> None:
    typed = with_paragraph(before, more) if more else before
    assert all(p in rebased(typed, before, "") for p in paragraphs(more))

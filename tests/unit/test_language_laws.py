"""Laws of the language check over any text: flags lie in it, in order, apart; its work grows with the text alone."""

from __future__ import annotations

import sys
import tomllib
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_desk.domain.language import LanguageCheck, Phrase, WordList, parse_words
from panel_desk.domain.toml_text import to_toml
from panel_desk.shipped import shipped

OURS = parse_words(shipped("language.toml").read_text(encoding="utf-8"), where="language.toml")
CHECK = LanguageCheck(OURS)
BITS = (
    *("put", "herself", "at", "risk", "bad", "choice", "a", "(", "’", "“", "”", '"', "‘", "-", " ", "\n", "  ", "."),
    *("putting themselves at risk", "promiscuous", "risky behaviour", "don’t", "\u00ad", "😀", "É", "run away"),
)
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(BITS), max_size=60).map(" ".join))
lines = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)


@given(texts)
def test_flags_lie_in_the_text_in_order_and_apart(text: str) -> None:
    flags = CHECK.flags(text)
    ends = [0, *(flag.end for flag in flags)]
    assert all(end <= flag.start < flag.end <= len(text) for end, flag in zip(ends, flags, strict=False))


@given(texts, texts)
def test_what_stands_in_another_paragraph_changes_nothing(first: str, second: str) -> None:
    quiet = LanguageCheck(OURS.joined(WordList(leave_quotations=False)))
    alone = quiet.flags(first)
    assert quiet.flags(f"{first}\n\n{second}")[: len(alone)] == alone


@given(texts)
def test_quotations_only_ever_take_flags_away(text: str) -> None:
    everywhere = LanguageCheck(OURS.joined(WordList(leave_quotations=False)))
    assert {f.start for f in CHECK.flags(text)} <= {i for f in everywhere.flags(text) for i in range(f.start, f.end)}


@given(st.sampled_from([*BITS, "put put ", "“put ", "‘a ", "put \t \t ", "(very very "]))
def test_the_work_grows_no_faster_than_the_text(bit: str) -> None:
    short, long = (bit * (size // len(bit)) for size in (2_500, 10_000))
    assert _steps(long) <= 5 * _steps(short) + 1_000


def _steps(text: str) -> int:
    """How many lines of Python a check takes: a measure without a clock."""
    count = 0

    def counted(_frame: FrameType, event: str, _arg: object) -> Any:  # noqa: ANN401 - as Python wants a tracer
        nonlocal count
        count += event == "line"
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        CHECK.flags(text)
    finally:
        sys.settrace(before)
    return count


phrases = st.builds(
    Phrase,
    phrase=st.sampled_from(["put <self>", "bad/poor choice", "promis*", "(very) “odd”", "a\\b"]),
    instead=st.lists(lines, min_size=1, max_size=3).map(tuple),
    why=lines,
)
lists = st.builds(
    WordList,
    phrases=st.lists(phrases, max_size=3, unique_by=lambda p: p.phrase).map(tuple),
    switched_off=st.lists(lines, max_size=12).map(tuple),
    words=st.dictionaries(lines, st.lists(lines, max_size=3).map(tuple), max_size=3),
    leave_quotations=st.booleans(),
)


@given(lists)
def test_a_list_written_out_reads_back_as_the_same_list(words: WordList) -> None:
    assert parse_words(to_toml(words, heading="A heading\nof two lines"), where="own.toml") == words


def test_the_shipped_list_written_out_reads_back_as_the_same_list() -> None:
    assert tomllib.loads(to_toml(OURS))["words"]["self"][0] == "himself"
    assert parse_words(to_toml(OURS), where="own.toml") == OURS


@pytest.mark.timeout(60)
@pytest.mark.parametrize("between", [" ", "\t", "\u00a0", "-", "’", "“", "‘a ", '"'])
def test_no_run_of_characters_keeps_the_search_busy(between: str) -> None:
    assert CHECK.flags("put" + between * 300_000 + "!himself at risk") == ()

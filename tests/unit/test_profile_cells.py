"""Shares and changes as published tables have them: one decimal, half up."""

from __future__ import annotations

import pytest

from panel_desk.domain.figures.profile_cells import change_cell, count_cell, days_cell, median, percentage, share_cell


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (44, 239, "18.4 %"),
        (175, 239, "73.2 %"),
        (20, 239, "8.4 %"),
        (134, 425, "31.5 %"),
        (105, 425, "24.7 %"),
        (3, 6, "50.0 %"),
        (2, 6, "33.3 %"),
        (1, 6, "16.7 %"),
        (1, 16, "6.3 %"),
        (1, 2000, "0.1 %"),
        (9, 2000, "0.5 %"),
        (0, 7, "0.0 %"),
        (7, 7, "100.0 %"),
    ],
)
def test_a_share_is_rounded_half_up_to_one_decimal(part: int, whole: int, words: str) -> None:
    assert share_cell(count_cell(part), count_cell(whole)).words == words


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (248, 239, "−3.6 %"),
        (112, 136, "+21.4 %"),
        (78, 69, "−11.5 %"),
        (100, 100, "0.0 %"),
        (8, 0, "−100.0 %"),
        (2000, 1999, "−0.1 %"),
        (2000, 2001, "+0.1 %"),
        (10000, 9999, "0.0 %"),
    ],
)
def test_a_change_has_its_sign_and_is_rounded_away_from_nothing(before: int, now: int, words: str) -> None:
    assert change_cell(count_cell(before), count_cell(now)).words == words


def test_nothing_is_divided_by_nothing() -> None:
    assert share_cell(count_cell(0), count_cell(0)).words == "–"
    assert change_cell(count_cell(0), count_cell(5)).words == "–"
    assert percentage(1, 0) is None


def test_what_is_not_known_has_neither_share_nor_change() -> None:
    unknown = count_cell(None)
    assert (unknown.words, unknown.number) == ("–", None)
    assert share_cell(unknown, count_cell(5)).number is None
    assert change_cell(unknown, count_cell(5)).number is None


@pytest.mark.parametrize(("numbers", "middle"), [([], None), ([3], 3), ([9, 1, 5], 5), ([1, 2], 1.5)])
def test_the_median_is_the_middle_one_or_between_two(numbers: list[int], middle: float | None) -> None:
    assert median(numbers) == middle


def test_days_are_whole_or_half() -> None:
    assert [days_cell(days).words for days in (14.0, 1.5, None)] == ["14", "1.5", "–"]


def test_thousands_are_told_apart() -> None:
    assert count_cell(12345).words == "12,345"

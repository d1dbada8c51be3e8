"""Days as they are typed, seen from Sunday 22 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_desk.domain.following.day_words import Span, read_days

TODAY = date(2026, 11, 22)


def span(first: str, last: str = "") -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("today", span("2026-11-22")),
        ("Tomorrow", span("2026-11-23")),
        ("yesterday", span("2026-11-21")),
        ("sun", span("2026-11-22")),
        ("fri", span("2026-11-27")),
        ("friday", span("2026-11-27")),
        ("tues", span("2026-11-24")),
        ("this week", span("2026-11-16", "2026-11-22")),
        ("next week", span("2026-11-23", "2026-11-29")),
        ("last week", span("2026-11-09", "2026-11-15")),
        ("this month", span("2026-11-01", "2026-11-30")),
        ("next month", span("2026-12-01", "2026-12-31")),
        ("last month", span("2026-10-01", "2026-10-31")),
        ("fortnight", span("2026-11-22", "2026-12-06")),
        ("1 dec", span("2026-12-01")),
        ("1st December", span("2026-12-01")),
        ("fri 4 dec 2026", span("2026-12-04")),
        ("3 jan", span("2027-01-03")),
        ("30 oct", span("2026-10-30")),
        ("10 may", span("2027-05-10")),
        ("1 jun", span("2026-06-01")),
        ("1 sept 2025", span("2025-09-01")),
        ("1/12", span("2026-12-01")),
        ("01/12/26", span("2026-12-01")),
        ("1.12.2026", span("2026-12-01")),
        ("2026-12-01", span("2026-12-01")),
        ("3d", span("2026-11-25")),
        ("2 weeks", span("2026-12-06")),
        ("december", span("2026-12-01", "2026-12-31")),
        ("feb 2028", span("2028-02-01", "2028-02-29")),
        ("29 feb 2028", span("2028-02-29")),
    ],
)
def test_days_that_are_read(typed: str, days: Span) -> None:
    assert read_days(typed, TODAY) == days


@pytest.mark.parametrize(
    "typed", ["", "31 feb", "13/13", "t", "mo", "soon", "1", "1 de", "0 dec", "99999d", "jan 0000", "1/1/0000", "²d"]
)
def test_what_is_no_day(typed: str) -> None:
    assert read_days(typed, TODAY) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 30)), st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_a_written_day_is_read_as_itself(day: date, today: date) -> None:
    for typed in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d %B %Y}", f"{day:%d %b %Y}"):
        assert read_days(typed, today) == Span(day, day)


@given(st.text(max_size=12), st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_no_text_stops_the_reading(typed: str, today: date) -> None:
    found = read_days(typed, today)
    assert found is None or found.first <= found.last

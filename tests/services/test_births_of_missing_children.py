"""The date of birth that the desk has of a child counts; a list’s own only where the desk has none."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.services.desk_builders import TestDesk, child
from tests.services.desk_builders import a_profile as profile_of
from tests.services.missing_builders import (
    a_missing_list,
    line,
    lines,
    numbered,
    on_the_day,
    told,
    wall,
)

from panel_desk.domain.missing.cross_reference import CrossLine
from panel_desk.domain.missing.episode_lines import RaisedKind
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.services.today_facts import missing_now, waiting_interviews

OPEN = ("2026-11-20 20:00", "")
GROWN = "01/01/2008"
"""18 on 1 January 2026."""


@pytest.fixture
def day(at: TestDesk) -> TestDesk:
    return on_the_day(at)


def now(at: TestDesk) -> datetime:
    return at.clock().replace(tzinfo=None)


def crossed(at: TestDesk, local_id: str) -> list[CrossLine]:
    return [found for found in at.desk.cross_referencing.run(at.clock()).lines if found.local_id == local_id]


def test_a_wrong_date_of_birth_on_a_list_closes_no_episode_and_is_raised(day: TestDesk) -> None:
    day.bring(numbered(("201", "", "", "12/03/2011")))
    day.bring(a_missing_list(told("201", *OPEN, DOB=GROWN)))
    found = line(day)
    assert (found.is_open, found.ended_words) == (True, "still missing")
    assert missing_now(day.desk.book.db, now(day)) == 1
    assert found.raised == (
        "the date of birth told with the episode is 1 January 2008, and the desk has 12 March 2011: the desk’s counts",
    )
    assert RaisedKind.BIRTH_DIFFERS in [one.kind for one in day.desk.missing.raised(day.clock())]


def test_a_list_closes_the_episode_of_a_child_whose_birth_the_desk_does_not_know(day: TestDesk) -> None:
    day.bring(profile_of(child("101"), child("102"), child("203", born="")))
    day.bring(a_missing_list(told("203", *OPEN, DOB=GROWN)))
    assert not line(day).is_open
    assert missing_now(day.desk.book.db, now(day)) == 0


@pytest.mark.parametrize(("born", "waits"), [("12/03/2011", 1), ("21/11/2008", 0)])
def test_today_and_the_page_agree_about_a_return_after_the_18th_birthday(day: TestDesk, born: str, waits: int) -> None:
    day.bring(numbered(("201", "", "", born)))
    day.bring(a_missing_list(told("201", "2026-11-19 20:00", "2026-11-22 08:00")))
    waiting = waiting_interviews(day.desk.book.db, wall("2026-11-22 10:00"))
    (found,) = lines(day)
    assert len(waiting) == found.clock.outstanding == waits


def test_the_cross_reference_goes_by_a_birth_that_the_missing_list_alone_tells(day: TestDesk) -> None:
    day.bring(a_missing_list(told("P77", *OPEN, DOB="21/11/2008")))
    assert not line(day).is_open
    assert [found.last for found in crossed(day, "P77")] == []
    day.bring(a_missing_list(told("P78", "2026-11-01 20:00", "", DOB="22/11/2008")))
    (other,) = crossed(day, "P78")
    assert (other.last, other.hours, [flag.kind.value for flag in other.flags]) == (
        "1 November 2026",
        20 * 24 + 4,
        ["Consider referral"],
    )


def test_what_starts_after_the_18th_birthday_is_not_counted_and_a_later_return_is_cut(day: TestDesk) -> None:
    day.bring(numbered(("201", "", "", "11/11/2008")))
    day.bring(
        a_missing_list(
            told("201", "2026-11-10 00:00", "2026-11-20 00:00"), told("201", "2026-11-12 20:00", "2026-11-12 23:00")
        )
    )
    crossing = day.desk.cross_referencing
    (found,) = crossing.run(day.clock(), Thresholds(longer_than_hours=23)).lines
    assert (found.days_30, found.hours) == (1, 24)

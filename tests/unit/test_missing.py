"""What a child's episodes come to on one day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.agenda_builders import an_episode, wall

from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.missing.episodes import EpisodeCounts, distinct, lasted_hours, summarise
from panel_desk.domain.panels import RegularlyMissing

TODAY = date(2026, 11, 26)
RULE = RegularlyMissing()


def days_before(days: int) -> datetime:
    return wall("2026-11-26 12:00") - timedelta(days=days)


def test_a_child_without_episodes_has_nothing_to_tell() -> None:
    summary = summarise((), TODAY, RULE)
    assert summary.missing == summary.absent == EpisodeCounts()
    assert (summary.longest_hours, summary.regularly, summary.last_started_on) == (None, "", None)
    assert not summary.currently_missing
    assert not summary.regularly_missing


def test_episodes_are_counted_by_the_day_they_start_within_30_90_and_365_days() -> None:
    episodes = [an_episode(days_before(d)) for d in (0, 30, 31, 90, 91, 365, 366)]
    assert summarise(episodes, TODAY, RULE).missing == EpisodeCounts(days_30=2, days_90=4, days_365=6)


def test_absent_episodes_are_counted_apart() -> None:
    episodes = [an_episode(days_before(1)), an_episode(days_before(2), kind=EpisodeKind.ABSENT)]
    summary = summarise(episodes, TODAY, RULE)
    assert summary.missing.days_30 == summary.absent.days_30 == 1


def test_episodes_after_the_day_asked_about_do_not_count() -> None:
    summary = summarise([an_episode(days_before(-1)), an_episode(days_before(5))], TODAY, RULE)
    assert summary.missing.days_30 == 1
    assert summary.last_started_on == date(2026, 11, 21)


@pytest.mark.parametrize(("minutes", "expected"), [(0, 1), (60, 1), (61, 2)])
def test_a_start_within_60_minutes_is_the_same_episode(minutes: int, expected: int) -> None:
    start = days_before(3)
    episodes = [an_episode(start), an_episode(start + timedelta(minutes=minutes))]
    assert len(distinct(episodes)) == expected


def test_of_one_episode_told_twice_missing_and_the_known_return_are_kept() -> None:
    start = days_before(3)
    told = [
        an_episode(start, hours=None, kind=EpisodeKind.ABSENT),
        an_episode(start + timedelta(minutes=20), hours=5),
    ]
    (one,) = distinct(told)
    assert one.kind is EpisodeKind.MISSING
    assert one.started_at == start
    assert one.ended_at == start + timedelta(minutes=20, hours=5)
    assert not summarise(told, TODAY, RULE).currently_missing


def test_starts_are_compared_with_the_first_so_that_a_chain_is_not_swallowed() -> None:
    start = days_before(3)
    assert len(distinct(an_episode(start + timedelta(minutes=50 * n)) for n in range(4))) == 2


def test_a_missing_episode_without_an_end_is_current() -> None:
    summary = summarise([an_episode(wall("2026-11-24 19:20"), hours=None)], TODAY, RULE)
    assert summary.missing_since == wall("2026-11-24 19:20")
    assert summary.missing_since_words == "24 November 2026, 19:20"
    assert summary.longest_hours is None


def test_a_start_without_a_time_is_told_without_one() -> None:
    open_one = an_episode(wall("2026-11-24 00:00"), hours=None, start_time_known=False)
    assert summarise([open_one], TODAY, RULE).missing_since_words == "24 November 2026"


def test_an_open_absence_is_not_currently_missing() -> None:
    summary = summarise([an_episode(days_before(1), hours=None, kind=EpisodeKind.ABSENT)], TODAY, RULE)
    assert not summary.currently_missing
    assert summary.absent_since == days_before(1)


@pytest.mark.parametrize(("born_on", "current"), [(date(2008, 11, 26), False), (date(2008, 11, 27), True)])
def test_an_episode_nobody_resolved_ends_on_the_18th_birthday(born_on: date, current: bool) -> None:
    summary = summarise([an_episode(days_before(9), hours=None, born_on=born_on)], TODAY, RULE)
    assert summary.currently_missing is current


def test_three_episodes_in_90_days_are_regular_and_the_sentence_says_since_when() -> None:
    summary = summarise([an_episode(days_before(d)) for d in (10, 40, 60, 90, 91)], TODAY, RULE)
    assert summary.regularly == "4 missing episodes since 28 August 2026"
    assert summary.newest_counted_on == date(2026, 11, 16)


def test_two_episodes_are_not_regular() -> None:
    assert not summarise([an_episode(days_before(d)) for d in (10, 90, 91, 92)], TODAY, RULE).regularly_missing


def test_the_sentence_tells_missing_and_absent_apart() -> None:
    episodes = [an_episode(days_before(d)) for d in (1, 2, 3)]
    episodes.append(an_episode(days_before(4), kind=EpisodeKind.ABSENT))
    assert summarise(episodes, TODAY, RULE).regularly == "3 missing and 1 absent episodes since 28 August 2026"


def test_one_long_episode_is_enough() -> None:
    summary = summarise([an_episode(wall("2026-09-03 19:20"), hours=50)], TODAY, RULE)
    assert summary.regularly == "one episode of 50 hours from 3 September 2026"
    assert (summary.longest_hours, summary.newest_counted_on) == (50, date(2026, 9, 3))


@pytest.mark.parametrize(("hours", "regular"), [(24.0, False), (24.5, True)])
def test_only_more_than_the_rules_hours_are_long(hours: float, regular: bool) -> None:
    summary = summarise([an_episode(days_before(5), hours=hours)], TODAY, RULE)
    assert summary.regularly_missing is regular
    assert not regular or "more than 24 hours" in summary.regularly


def test_a_long_episode_before_the_rules_days_no_longer_counts() -> None:
    assert not summarise([an_episode(days_before(91), hours=50)], TODAY, RULE).regularly_missing


def test_several_long_episodes_are_told_with_the_longest() -> None:
    summary = summarise([an_episode(days_before(20), hours=30), an_episode(days_before(5), hours=60)], TODAY, RULE)
    assert summary.regularly == "2 long episodes, the longest of 60 hours from 21 November 2026"


def test_a_council_with_another_rule_gets_another_answer() -> None:
    episodes = [an_episode(days_before(d)) for d in (10, 100)]
    assert not summarise(episodes, TODAY, RULE).regularly_missing
    assert summarise(episodes, TODAY, RegularlyMissing(episodes=2, days=120, hours=24)).regularly_missing


def test_an_unknown_start_time_counts_only_the_hours_that_are_certain() -> None:
    told = an_episode(wall("2026-09-03 00:00"), hours=30, start_time_known=False)
    assert lasted_hours(told) == 6
    assert not summarise([told], TODAY, RULE).regularly_missing


EPISODES = st.lists(
    st.builds(
        an_episode,
        st.datetimes(min_value=wall("2025-10-01 00:00"), max_value=wall("2026-12-31 00:00")),
        hours=st.none() | st.floats(min_value=0, max_value=100),
        kind=st.sampled_from(EpisodeKind),
    ),
    max_size=8,
)


@given(EPISODES, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_makes_no_difference(episodes: list[EpisodeRow], random: Random) -> None:
    shuffled = list(episodes)
    random.shuffle(shuffled)
    one, other = summarise(episodes, TODAY, RULE), summarise(shuffled, TODAY, RULE)
    assert (one.missing_since is None, one.newest_counted_on) == (other.missing_since is None, other.newest_counted_on)
    assert (one.missing.days_365 + one.absent.days_365) == (other.missing.days_365 + other.absent.days_365)


@given(EPISODES)
def test_telling_every_episode_twice_changes_nothing(episodes: list[EpisodeRow]) -> None:
    assert summarise([*episodes, *episodes], TODAY, RULE) == summarise(episodes, TODAY, RULE)


@given(EPISODES)
def test_longer_windows_hold_at_least_as_many_episodes(episodes: list[EpisodeRow]) -> None:
    for counts in (summarise(episodes, TODAY, RULE).missing, summarise(episodes, TODAY, RULE).absent):
        assert counts.days_30 <= counts.days_90 <= counts.days_365

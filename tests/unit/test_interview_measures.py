"""The four measures of return interviews, each with its denominator, and what several interviews come to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.unit.agenda_builders import wall

from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.figures.reporting_year import Period, between, parse_period
from panel_desk.domain.ids import EpisodeId, InterviewId
from panel_desk.domain.missing.episode_lines import Measures, Oversight, Share
from panel_desk.domain.missing.interview_measures import NO_PROVIDER, NO_TEAM, Counted, counted_of, measures, oversight
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview
from panel_desk.domain.missing.recorded_interviews import furthest, told_by

NOW = wall("2026-11-22 10:00")
NOVEMBER = parse_period("2026-11")


def row(started: str, ended: str | None, **changes: Any) -> EpisodeRow:  # noqa: ANN401 - any field
    found = EpisodeRow(
        local_id="104233",
        kind=EpisodeKind.MISSING,
        started_at=wall(started),
        ended_at=wall(ended) if ended else None,
    )
    return replace(found, **changes)


def held(at: str) -> dict[str, Any]:
    return {"interview_offered": True, "interview_accepted": True, "interview_at": wall(at)}


def measured(*rows: EpisodeRow, team: str = "") -> Measures:
    return measures("All", counted(*rows, team=team))


def counted(*rows: EpisodeRow, team: str = "", after_absence: bool = True) -> list[Counted]:
    found: list[Counted] = []
    for local_id in dict.fromkeys(r.local_id for r in rows):
        own = [r for r in rows if r.local_id == local_id]
        found += counted_of(own, NOW, team, after_absence=after_absence)
    return found


def looked_at(
    *counted_rows: Counted, period: Period = NOVEMBER, absent: int = 0, after_absence: bool = True
) -> Oversight:
    return oversight(period, counted_rows, as_of=NOW, absent=absent, open_now=(), after_absence=after_absence)


def test_the_four_measures_are_kept_apart_and_open_episodes_stand_aside() -> None:
    found = measured(
        row("2026-11-01 20:00", "2026-11-02 08:00", **held("2026-11-03 08:00")),
        row("2026-11-03 20:00", "2026-11-04 08:00", **held("2026-11-09 08:00"), local_id="2"),
        row("2026-11-05 20:00", "2026-11-06 08:00", interview_offered=True, interview_accepted=True, local_id="3"),
        row("2026-11-07 20:00", "2026-11-08 08:00", interview_offered=True, interview_accepted=False, local_id="4"),
        row("2026-11-09 20:00", "2026-11-10 08:00", interview_offered=False, local_id="5"),
        row("2026-11-20 20:00", "2026-11-21 08:00", interview_offered=True, local_id="6"),
        row("2026-11-19 20:00", None, local_id="7"),
    )
    assert (found.episodes, found.children, found.open, found.returned) == (7, 7, 1, 6)
    assert (found.offered, found.accepted, found.completed, found.within_72) == (5, 3, 2, 1)
    assert (found.refused, found.not_offered, found.outstanding, found.overdue) == (1, 1, 3, 2)


def test_every_share_names_what_it_is_out_of() -> None:
    found = measured(
        row("2026-11-01 20:00", "2026-11-02 08:00", **held("2026-11-03 08:00")),
        row("2026-11-09 20:00", "2026-11-10 08:00", local_id="5"),
    )
    assert (found.offered_share.words, found.offered_share.percent) == ("1 of 2 returned", "50 %")
    assert (found.accepted_of_offered.words, found.accepted_of_offered.percent) == ("1 of 1 offered", "100 %")


def test_a_share_of_nothing_is_no_number() -> None:
    assert Share(count=0, of=0, what="returned").percent == "–"


@pytest.mark.parametrize(
    ("count", "of", "percent"), [(3, 6, "50 %"), (2, 6, "33 %"), (1, 6, "17 %"), (169, 186, "91 %"), (96, 186, "52 %")]
)
def test_shares_are_told_in_whole_per_cent(count: int, of: int, percent: str) -> None:
    assert Share(count=count, of=of, what="returned").percent == percent


def test_an_interview_that_was_held_counts_as_offered_and_accepted_whatever_the_columns_say() -> None:
    found = measured(row("2026-11-01 20:00", "2026-11-02 08:00", interview_at=wall("2026-11-03 08:00")))
    assert (found.offered, found.accepted, found.completed) == (1, 1, 1)


def test_a_return_whose_time_is_not_known_counts_by_days_and_is_told() -> None:
    found = measured(
        row("2026-11-01 20:00", "2026-11-02 00:00", end_time_known=False, **held("2026-11-05 23:00")),
        row("2026-11-08 20:00", "2026-11-09 00:00", end_time_known=False, **held("2026-11-13 01:00"), local_id="2"),
    )
    assert (found.completed, found.within_72, found.unknown_time) == (2, 1, 2)


def test_an_interview_on_a_day_that_may_be_too_late_is_completed_and_not_within_72_hours() -> None:
    doubtful = {"interview_at": wall("2026-11-05 00:00"), "interview_time_known": False}
    found = measured(row("2026-11-01 20:00", "2026-11-02 08:00", **doubtful))
    assert (found.completed, found.within_72) == (1, 0)


def test_two_rows_of_one_episode_count_once_with_the_interview_of_either() -> None:
    found = measured(
        row("2026-11-01 20:00", "2026-11-02 08:00"),
        row("2026-11-01 20:40", "2026-11-02 08:00", **held("2026-11-03 08:00")),
    )
    assert (found.episodes, found.completed, found.within_72) == (1, 1, 1)


def test_an_episode_that_closed_on_the_18th_birthday_is_neither_open_nor_returned() -> None:
    found = measured(row("2026-11-01 20:00", None, born_on=date(2008, 11, 20)))
    assert (found.episodes, found.open, found.returned, found.closed_at_18) == (1, 0, 0, 1)


ABSENT = row("2026-11-03 20:00", "2026-11-04 08:00", kind=EpisodeKind.ABSENT, local_id="2")


def test_an_interview_is_due_after_every_episode_and_every_return_is_in_the_denominator() -> None:
    found = measured(row("2026-11-01 20:00", "2026-11-02 08:00", **held("2026-11-03 08:00")), ABSENT)
    assert (found.episodes, found.children, found.returned, found.overdue) == (2, 2, 2, 1)
    assert found.within_72_share.words == "1 of 2 returned"


def test_absent_episodes_are_in_no_measure_where_the_desk_has_it_so() -> None:
    rows = [row("2026-11-01 20:00", "2026-11-02 08:00", **held("2026-11-03 08:00")), ABSENT]
    found = measures("All", counted(*rows, after_absence=False))
    assert (found.episodes, found.returned, found.within_72_share.words) == (1, 1, "1 of 1 returned")


def test_episodes_count_in_the_month_they_start() -> None:
    rows = counted(
        row("2026-10-31 23:50", "2026-11-02 08:00"), row("2026-11-01 01:00", "2026-11-02 08:00", local_id="2")
    )
    found = looked_at(*rows, period=between(date(2026, 10, 1), date(2026, 12, 31)))
    assert [(m.name, m.episodes) for m in found.by_month] == [
        ("October 2026", 1),
        ("November 2026", 1),
        ("December 2026", 0),
    ]


def test_a_day_outside_the_period_counts_nowhere() -> None:
    found = looked_at(*counted(row("2026-10-31 23:59", "2026-11-01 08:00")))
    assert (found.measures.episodes, found.by_team, found.by_provider) == (0, (), ())
    assert found.sentences[0] == (
        "The desk knows of no missing or absent episode that began in the period, November 2026."
    )
    alone = looked_at(after_absence=False)
    assert alone.sentences[0] == "The desk knows of no missing episode that began in the period, November 2026."


def test_teams_and_providers_have_a_line_each_and_those_without_a_name_come_last() -> None:
    rows = [
        *counted(row("2026-11-01 20:00", "2026-11-02 08:00", interview_provider="Safe Steps"), team="North"),
        *counted(row("2026-11-03 20:00", "2026-11-04 08:00", interview_provider="safe steps ", local_id="2")),
        *counted(row("2026-11-05 20:00", "2026-11-06 08:00", local_id="3"), team="East"),
    ]
    found = looked_at(*rows)
    assert [(m.name, m.episodes) for m in found.by_team] == [("East", 1), ("North", 1), (NO_TEAM, 1)]
    assert [(m.name, m.episodes) for m in found.by_provider] == [("Safe Steps", 2), (NO_PROVIDER, 1)]


def test_the_sentences_say_which_kinds_count() -> None:
    rows = [row("2026-11-01 20:00", "2026-11-02 08:00"), ABSENT]
    both = looked_at(*counted(*rows), absent=1)
    assert both.sentences[0] == "2 episodes of 2 children began in the period, November 2026: 1 missing and 1 absent."
    assert both.sentences[-1] == "A return interview is due after every episode, missing or absent."
    alone = looked_at(*counted(*rows, after_absence=False), absent=1, after_absence=False)
    assert alone.sentences[0] == "1 missing episode of 1 child began in the period, November 2026."
    assert alone.sentences[-1] == (
        "A return interview is due after missing episodes alone. 1 absent episode of the period is not counted here."
    )


def test_the_sentences_say_how_it_was_counted() -> None:
    found = looked_at(*counted(row("2026-11-01 20:00", "2026-11-02 08:00", **held("2026-11-03 08:00"))))
    assert found.sentences == (
        "1 missing episode of 1 child began in the period, November 2026.",
        "1 ended with a return; interviews are counted of those with a return.",
        (
            "Of 1 return, an interview was offered after 1 (100 %), accepted after 1 (100 %), completed after 1 "
            "(100 %), and completed within 72 hours after 1 (100 %)."
        ),
        "Nobody is missing now, whenever the episode began.",
        "Episodes count by the day they start, rows of one child that start within 60 minutes as one.",
        "A return interview is due after every episode, missing or absent.",
    )


_rows = st.builds(
    lambda day, hours, length, offered, accepted, at, child, known: EpisodeRow(
        local_id=str(child),
        kind=EpisodeKind.MISSING,
        started_at=wall(f"2026-11-{day:02} {hours:02}:00"),
        ended_at=wall(f"2026-11-{day:02} 23:00") if length else None,
        end_time_known=known,
        interview_offered=offered,
        interview_accepted=accepted,
        interview_at=wall(f"2026-11-{min(day + at, 30):02} 23:30") if at is not None else None,
    ),
    st.integers(1, 20),
    st.integers(0, 22),
    st.booleans(),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, 0, 1, 3, 5]),
    st.integers(1, 4),
    st.booleans(),
)


@given(st.lists(_rows, max_size=25))
def test_the_measures_never_outgrow_one_another_and_the_lines_add_up(rows: list[EpisodeRow]) -> None:
    found = looked_at(*counted(*rows))
    m = found.measures
    assert m.within_72 <= m.completed <= m.accepted <= m.offered <= m.returned
    assert m.returned + m.open + m.closed_at_18 == m.episodes
    assert m.completed + m.refused + m.outstanding == m.returned
    for lines in (found.by_month, found.by_team, found.by_provider):
        assert sum(line.episodes for line in lines) == m.episodes
        assert sum(line.within_72 for line in lines) == m.within_72


def recorded(state: InterviewState, at: str | None = None, **changes: Any) -> ReturnInterview:  # noqa: ANN401
    found = ReturnInterview(
        id=InterviewId("v"),
        local_id="104233",
        episodes=(EpisodeId("e"),),
        state=state,
        held_at=wall(at) if at else None,
    )
    return replace(found, **changes)


S = InterviewState


@pytest.mark.parametrize(
    ("states", "counts", "said"),
    [
        ([S.OFFERED], S.OFFERED, {"interview_offered": True}),
        ([S.ACCEPTED], S.ACCEPTED, {"interview_offered": True, "interview_accepted": True}),
        ([S.REFUSED], S.REFUSED, {"interview_offered": True, "interview_accepted": False}),
        ([S.NOT_OFFERED], S.NOT_OFFERED, {"interview_offered": False, "interview_accepted": False}),
        ([S.REFUSED, S.OFFERED], S.OFFERED, {"interview_offered": True}),
        ([S.REFUSED, S.ACCEPTED], S.ACCEPTED, {"interview_offered": True, "interview_accepted": True}),
        ([S.NOT_OFFERED, S.REFUSED], S.REFUSED, {"interview_offered": True, "interview_accepted": False}),
    ],
)
def test_of_several_interviews_about_one_episode_one_counts(
    states: list[InterviewState], counts: InterviewState, said: dict[str, object]
) -> None:
    found = told_by([recorded(state) for state in states])
    assert found == {"interview_recorded": counts.value, **said}


def test_of_two_interviews_that_were_held_the_first_counts() -> None:
    later, first = recorded(S.COMPLETED, "2026-11-12 10:00"), recorded(S.COMPLETED, "2026-11-11 10:00", provider="P")
    assert furthest([later, first]) is first
    assert told_by([later, first])["interview_provider"] == "P"


def test_no_interview_says_nothing() -> None:
    assert told_by(()) == {}


LATE, SOON = ("2026-11-01 20:00", "2026-11-02 08:00"), ("2026-11-20 20:00", "2026-11-21 08:00")


@pytest.mark.parametrize(
    ("episodes", "sentence"),
    [
        ((LATE,), "1 interview is outstanding, and overdue."),
        ((SOON,), "1 interview is outstanding, and not overdue yet."),
        ((LATE, LATE), "2 interviews are outstanding, all of them overdue."),
        ((LATE, SOON), "2 interviews are outstanding, 1 of them overdue."),
        ((SOON, SOON), "2 interviews are outstanding, none of them overdue."),
    ],
)
def test_what_is_outstanding_is_said_with_how_much_of_it_is_overdue(
    episodes: tuple[tuple[str, str], ...], sentence: str
) -> None:
    rows = [row(*times, local_id=str(number)) for number, times in enumerate(episodes)]
    assert sentence in looked_at(*counted(*rows)).sentences

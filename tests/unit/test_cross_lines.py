"""Each flag of the cross-reference is a sentence with its facts."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.unit.cross_builders import ENGLAND, LIST, a_child, a_stay, an_episode, clock, crossed, decided, kinds, why

from panel_desk.domain.children.cases import EpisodeKind, ExploitationType
from panel_desk.domain.missing.cross_lines import period_words, sentence
from panel_desk.domain.missing.cross_reference import CrossLine, Flag, FlagKind
from panel_desk.domain.missing.episodes import summarise
from panel_desk.domain.missing.matching import MatchCandidate
from panel_desk.domain.missing.pathway import ContactWay, PathwayContact
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.domain.missing.wall_seconds import Moment
from panel_desk.domain.panels import RegularlyMissing

T = ExploitationType
FOUR = tuple(
    an_episode(f"2026-{day} 20:00", f"2026-{day} 23:00", interview_at=clock(f"2026-{day} 23:30"))
    for day in ("08-24", "09-20", "10-14", "11-01")
)
OVERDUE = an_episode("2026-11-09 14:00", "2026-11-16 05:00")
NONE_HEARD: tuple[ExploitationType, ...] = ()


def contact(at: str, *, reached: bool = True) -> PathwayContact:
    return PathwayContact(at=clock(at), by="Ife Bello", way=ContactWay.VISIT, reached=reached)


def test_a_marker_and_regular_episodes_ask_for_the_enhanced_pathway_with_every_fact() -> None:
    child = a_child(last=decided(), heard_types=(T.CCE,))
    late = an_episode("2026-11-16 02:00", "2026-11-18 05:00", interview_offered=True)
    line = crossed(*FOUR[:3], late, children=[child], longer_than_hours=72)["101"]
    assert kinds(line) == ["Enhanced pathway", "Interview overdue"]
    assert why(line, FlagKind.ENHANCED_PATHWAY) == (
        "4 episodes since 24 August 2026; CCE marker from SAFE on 29 October 2026; "
        "interview of 18 November 2026 overdue by 31 h"
    )
    assert line.why == (
        "4 episodes since 24 August 2026 (threshold 3 in 90 days); CCE marker from SAFE on 29 October 2026; "
        "interview of 18 November 2026 overdue by 31 h. Matched on local ID 101."
    )


def test_without_a_marker_regular_episodes_ask_to_consider_a_referral() -> None:
    line = crossed(*FOUR, children=[a_child(types=())])["101"]
    assert kinds(line) == ["Consider referral"]
    assert why(line, FlagKind.CONSIDER_REFERRAL) == "4 episodes since 24 August 2026; no marker is known"
    assert line.types == "none"


def test_being_missing_alone_is_no_marker() -> None:
    assert kinds(crossed(*FOUR, children=[a_child("101", T.MISSING)])["101"]) == ["Consider referral"]


def test_a_child_no_list_knows_is_shown_under_the_number_of_the_missing_list() -> None:
    line = crossed(*(an_episode(f"2026-11-0{d} 20:00", f"2026-11-0{d} 22:00", "900") for d in (1, 2, 3)))["900"]
    assert line.child_id is None
    assert kinds(line) == ["Consider referral"]
    assert line.why == (
        "3 episodes since 24 August 2026 (threshold 3 in 90 days); no list of children knows the child; "
        "interview of 1 November 2026 overdue by 17 days and 2 others overdue too. "
        "No child of the desk has the number 900."
    )


def test_who_is_missing_now_is_flagged_first_with_how_long() -> None:
    line = crossed(an_episode("2026-11-20 22:00"))["101"]
    assert kinds(line) == ["Missing now", "Enhanced pathway"]
    assert why(line, FlagKind.MISSING_NOW) == "missing since 20 November 2026, 22:00 (38 h)"
    assert (line.last, line.interview, line.time_away, line.hours) == ("missing now", "still missing", "1 d 14 h", 38)


def test_who_is_missing_since_before_the_days_that_count_is_away_all_the_same() -> None:
    line = crossed(an_episode("2026-06-01 12:00"))["101"]
    assert (line.within, line.time_away) == (0, "174 d 1 h")
    assert kinds(line) == ["Missing now", "Enhanced pathway"]


def test_an_open_absence_is_not_missing_now() -> None:
    assert kinds(crossed(an_episode("2026-11-22 08:00", kind=EpisodeKind.ABSENT))["101"]) == []


@pytest.mark.parametrize(("hours", "flagged"), [("20:00", False), ("20:01", True)])
def test_one_episode_of_more_than_24_hours_counts(hours: str, flagged: bool) -> None:
    line = crossed(an_episode("2026-11-01 20:00", f"2026-11-02 {hours}", interview_at=clock("2026-11-03 10:00")))["101"]
    assert (kinds(line) == ["Enhanced pathway"]) is flagged
    if flagged:
        assert why(line, FlagKind.ENHANCED_PATHWAY).startswith("one episode of 24 h from 1 November 2026")


def test_absent_episodes_count_and_are_told_apart() -> None:
    rows = [FOUR[0], FOUR[1], an_episode("2026-11-02 20:00", "2026-11-02 22:00", kind=EpisodeKind.ABSENT)]
    line = crossed(*rows)["101"]
    assert why(line, FlagKind.ENHANCED_PATHWAY).startswith("3 episodes (2 missing, 1 absent) since 24 August 2026")


def test_the_children_with_the_most_episodes_count_whatever_the_threshold() -> None:
    rows = [an_episode(f"2026-11-{d} 20:00", f"2026-11-{d} 21:00", i) for d in ("01", "05") for i in ("101", "102")]
    rows.append(an_episode("2026-11-07 20:00", "2026-11-07 22:00", "102"))
    lines = crossed(*rows, children=[a_child("101"), a_child("102")], episodes=5, top=1)
    assert why(lines["102"], FlagKind.ENHANCED_PATHWAY).startswith(
        "3 episodes since 24 August 2026, among the 1 child with the most episodes"
    )
    assert FlagKind.ENHANCED_PATHWAY.value not in kinds(lines["101"])


def test_one_episode_is_never_among_the_most() -> None:
    line = crossed(an_episode("2026-11-21 20:00", "2026-11-21 22:00"))["101"]
    assert kinds(line) == []
    assert line.why.startswith("1 episode since 24 August 2026, below every threshold")


@pytest.mark.parametrize(
    ("last", "heard", "types", "words"),
    [
        (None, (), (T.CSE, T.ONLINE), f"CSE and online markers from {LIST}"),
        (decided(), (T.CSE,), (T.CSE, T.ONLINE), f"CSE marker from SAFE on 29 October 2026, online marker from {LIST}"),
        (decided(), (T.CCE, T.COUNTY_LINES), (), "CCE and county lines markers from SAFE on 29 October 2026"),
        (decided(closes=True), (T.CCE,), (), "no marker is known"),
        (decided(closes=True), (), (T.CSE,), f"CSE marker from {LIST}"),
        (decided(closes=True), (T.CSE,), (T.CSE,), f"CSE marker from {LIST}"),
    ],
)
def test_a_marker_says_which_list_or_panel_it_is_from(
    last: object, heard: tuple[T, ...], types: tuple[T, ...], words: str
) -> None:
    child = a_child(types=types, last=last, heard_types=heard)
    assert words in crossed(*FOUR, children=[child])["101"].why


def test_the_line_tells_panel_risk_and_last_decision() -> None:
    child = a_child(last=decided(), risk="High")
    line = crossed(*FOUR, children=[child])["101"]
    assert (line.standing, line.last_decision) == ("SAFE · High", "to continue with the plan, 29 October 2026")
    listed = crossed(*FOUR, children=[a_child(risk="Medium")])["101"]
    assert (listed.standing, listed.last_decision) == ("list · Medium", "–")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"interview_at": clock("2026-11-21 20:00")}, "completed in 46 h"),
        ({"interview_recorded": "refused"}, "refused"),
        ({"interview_offered": True, "interview_accepted": False}, "refused"),
        ({"interview_recorded": "not to be offered"}, "not to be offered"),
        ({}, "due Sun 22 November, 22:00 · 10 h left"),
        ({"end_time_known": False}, "due by the end of Sun 22 November · 12 h left · time unknown"),
    ],
)
def test_the_interview_of_the_newest_return_is_told_as_in_the_list_of_episodes(
    changes: dict[str, object], words: str
) -> None:
    assert crossed(an_episode("2026-11-19 20:00", "2026-11-19 22:00", "101", **changes))["101"].interview == words


def test_of_several_returns_the_longest_overdue_is_told() -> None:
    line = crossed(OVERDUE, an_episode("2026-11-21 20:00", "2026-11-21 22:00"))["101"]
    assert line.interview == "overdue by 3 days"
    assert (
        why(line, FlagKind.INTERVIEW_OVERDUE)
        == f"interview of 16 November 2026 overdue by 3 days; CCE marker from {LIST}"
    )


def test_clocks_that_go_back_give_an_hour_more() -> None:
    row = an_episode("2026-10-24 20:00", "2026-10-25 20:00")
    line = crossed(row, now=datetime(2026, 10, 26, tzinfo=ENGLAND))["101"]
    assert line.time_away == "1 d 1 h"
    assert "Enhanced pathway" in kinds(line)


def test_who_is_on_the_pathway_is_shown_with_owner_and_contacts_since_the_last_episode() -> None:
    stay = a_stay("101", date(2026, 10, 3), contact("2026-10-20 16:00"), contact("2026-11-12 16:30", reached=False))
    line = crossed(*FOUR, stays=[stay])["101"]
    assert line.pathway == (
        "on the enhanced pathway since 3 October 2026, owner Ife Bello; "
        "1 contact since the last episode, none reached the child"
    )
    assert line.why.endswith(f"Matched on local ID 101. {line.pathway[0].upper()}{line.pathway[1:]}.")
    assert line.pathway_since == date(2026, 10, 3)


def test_who_is_on_the_pathway_is_shown_without_any_episode_too() -> None:
    line = crossed(stays=[a_stay()])["101"]
    assert line.why.startswith(f"No episode is known; CCE marker from {LIST}. Matched on local ID 101.")
    assert line.contacts == "no contact yet"


def test_flagged_lines_come_first_the_most_pressing_at_the_top() -> None:
    rows = [
        an_episode("2026-11-20 20:00", "", "101"),
        *(
            an_episode(e.started_at.isoformat(), e.ended_at.isoformat(), "102", interview_at=e.interview_at)
            for e in FOUR
            if e.ended_at
        ),
        an_episode("2026-11-20 20:00", "2026-11-20 21:00", "103", interview_at=clock("2026-11-21 10:00")),
    ]
    children = [a_child(i) for i in ("103", "102", "101")]
    assert list(crossed(*rows, children=children)) == ["101", "102", "103"]


def test_the_period_is_told_with_how_episodes_are_counted() -> None:
    moment = Moment(datetime(2026, 11, 22, 12, tzinfo=ENGLAND), Thresholds())
    assert period_words(moment) == "24 August to 22 November 2026, counted by start date"
    january = Moment(datetime(2027, 1, 10, 12, tzinfo=ENGLAND), Thresholds())
    assert period_words(january) == "12 October 2026 to 10 January 2027, counted by start date"


def test_the_sentence_counts_who_carries_a_marker_and_who_carries_none() -> None:
    moment = Moment(datetime(2026, 11, 22, 12, tzinfo=ENGLAND), Thresholds())
    rows = [
        an_episode(e.started_at.isoformat(), e.ended_at.isoformat(), i)
        for e in FOUR
        for i in ("101", "102", "103")
        if e.ended_at
    ]
    children = [a_child("101"), a_child("102"), a_child("103", types=())]
    lines = tuple(crossed(*rows, children=children).values())
    said = "2 children go missing most and carry a marker. 1 goes missing most and carries none."
    assert sentence(lines, (), moment) == said
    number = MatchCandidate(source_id="900", initials="?.?.", name="", episodes=1, last="", why="")
    assert sentence(lines, (number,), moment) == f"{said} 1 number joins to no child of the desk."
    assert (
        sentence((), (), moment)
        == "No child meets a threshold from 24 August to 22 November 2026, counted by start date."
    )
    assert sentence(lines[:1], (), moment) == "1 child goes missing most and carries a marker."


@pytest.mark.parametrize(("held", "covered"), [("2026-11-02 23:00", True), ("2026-11-02 23:01", False)])
def test_a_lists_later_interview_covers_a_return_for_28_days(held: str, covered: bool) -> None:
    first = an_episode("2026-10-05 20:00", "2026-10-05 23:00")
    later = an_episode("2026-10-20 20:00", "2026-10-20 23:00", interview_at=clock(held))
    assert ("Interview overdue" in kinds(crossed(first, later)["101"])) is not covered


def test_time_away_counts_once_where_an_earlier_day_without_a_time_overlaps() -> None:
    rows = [
        an_episode("2026-11-05 00:00", "2026-11-06 12:00", start_time_known=False),
        an_episode("2026-11-05 20:00", "2026-11-06 10:00"),
    ]
    assert crossed(*rows)["101"].time_away == "16 h"


def test_of_two_open_episodes_the_child_is_missing_since_the_first() -> None:
    rows = [an_episode("2026-11-01 20:00"), an_episode("2026-11-20 20:00")]
    assert "missing since 1 November 2026, 20:00" in crossed(*rows)["101"].why
    assert summarise(rows, date(2026, 11, 22), RegularlyMissing()).missing_since_words == "1 November 2026, 20:00"


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        ((), ""),
        ((FlagKind.CONSIDER_REFERRAL,), "Of Consider referral"),
        ((FlagKind.MISSING_NOW, FlagKind.ENHANCED_PATHWAY), "Of Enhanced pathway"),
    ],
)
def test_the_reason_for_the_pathway_is_what_the_flag_says_that_asks_for_it(
    flags: tuple[FlagKind, ...], reason: str
) -> None:
    told = tuple(Flag(kind=kind, facts=(f"of {kind.value}",)) for kind in flags)
    assert CrossLine(local_id="101", initials="K.A.", name="", flags=told).reason == reason

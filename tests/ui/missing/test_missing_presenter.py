"""What the Missing page says, worked out without a window."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from tests.services.desk_builders import TestDesk, a_profile, child
from tests.services.missing_builders import TODAY, a_missing_list, told

from panel_desk.domain.errors import DeskError
from panel_desk.domain.figures.reporting_year import between
from panel_desk.domain.ids import ChildId, PathwayId
from panel_desk.domain.missing.clock_text import read_time
from panel_desk.domain.missing.cross_reference import CrossLine, Flag, FlagKind
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.missing import presenter
from panel_desk.ui.workspaces.missing.cross_model import (
    decision_words,
    filter_choices,
    flag_chips,
    interview_words,
    last_words,
    leaves,
)
from panel_desk.ui.workspaces.missing.episode_model import near

YEAR = between(date(2026, 4, 1), TODAY)


def line(*flags: FlagKind, on: bool = False, **changes: object) -> CrossLine:
    """A child of the cross-reference."""
    usual: dict[str, object] = {
        "local_id": "104233",
        "initials": "J.M.",
        "name": "Jo Morris",
        "child_id": ChildId("c1"),
        "flags": tuple(Flag(kind=kind, facts=("why",)) for kind in flags),
        "pathway_id": PathwayId("p1") if on else None,
    }
    return CrossLine(**(usual | changes))  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:20", time(14, 20)),
        ("9.05", time(9, 5)),
        ("1420", time(14, 20)),
        ("2pm", time(14)),
        ("2.30 p.m.", time(14, 30)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("noon", time(12)),
        ("0:00", time(0)),
        ("9", None),
        ("24:00", None),
        ("13pm", None),
        ("10:61", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, meant: time | None) -> None:
    assert read_time(typed) == meant


def test_the_period_is_said_with_how_episodes_count() -> None:
    assert presenter.period_words(YEAR) == "1 April to 22 November 2026, counted by start date"


def test_a_period_over_a_new_year_names_both() -> None:
    words = presenter.period_words(between(date(2025, 11, 23), TODAY))
    assert words == "23 November 2025 to 22 November 2026, counted by start date"


def test_the_usual_periods_end_today_or_are_whole() -> None:
    choices = {one.words: one.period for one in presenter.period_choices(date(2026, 3, 31))}
    assert (choices["This year so far"].starts_on, choices["This year so far"].ends_on) == (
        date(2025, 4, 1),
        date(2026, 3, 31),
    )
    assert choices["The year 2024-25"].is_year
    assert choices["Last month"].starts_on == date(2026, 2, 1)


def test_what_is_no_period_is_said_in_a_sentence() -> None:
    with pytest.raises(DeskError, match="is not a period"):
        presenter.typed_period("whenever")


def test_every_figure_says_what_it_is_out_of(at: TestDesk) -> None:
    at.clock.set(TODAY, time(10, 42))
    at.bring(a_profile(child("101"), child("102", surname="Young")))
    at.bring(
        a_missing_list(
            told("101", "2026-11-10 20:00", "2026-11-11 08:00", RHI_offered="Y", RHI_accepted="N"),
            told("101", "2026-11-02 20:00", "2026-11-03 08:00"),
            told("101", "2026-10-02 20:00", "2026-10-03 08:00", RHI_offered="Y", RHI_accepted="Y"),
            told("102", "2026-11-20 20:42", ""),
        )
    )
    view = presenter.read(at.desk, at.clock(), YEAR)
    told_figures = [(f.figure, f.words, f.detail) for f in presenter.figures(view, lambda initials, _i, _n: initials)]
    assert told_figures == [
        ("1", "missing now", "K.Y., 38 hours"),
        ("4", "episodes", "of 2 children"),
        ("67 %", "interviews offered", "2 of 3 returned"),
        ("50 %", "accepted", "1 of 2 offered"),
        ("0 %", "completed within 72 h", "0 of 3 returned"),
    ]


def test_how_many_of_the_episodes_are_absences_is_said(at: TestDesk) -> None:
    at.clock.set(TODAY, time(10, 42))
    at.bring(a_profile(child("101")))
    at.bring(a_missing_list(told("101", MISSING_STATUS="Absent"), told("101", "2026-10-02 20:00", "2026-10-03 08:00")))
    view = presenter.read(at.desk, at.clock(), YEAR)
    episodes = next(f for f in presenter.figures(view, lambda initials, _i, _n: initials) if f.key == "all")
    assert (episodes.figure, episodes.detail) == ("2", "of 1 child; 1 absent")


def test_a_period_with_nothing_in_it_has_no_shares(at: TestDesk) -> None:
    view = presenter.read(at.desk, datetime(2026, 11, 22, 10, 42).astimezone(), YEAR)
    told_figures = [(f.figure, f.detail) for f in presenter.figures(view, lambda initials, _i, _n: initials)]
    assert told_figures == [
        ("0", "nobody"),
        ("0", "of 0 children"),
        ("–", "nobody returned"),
        ("–", "none offered"),
        ("–", "nobody returned"),
    ]


def test_an_interview_that_waits_is_shown_whatever_the_period(at: TestDesk) -> None:
    at.clock.set(TODAY, time(10, 42))
    at.bring(a_profile(child("101")))
    at.bring(a_missing_list(told("101", "2026-10-20 20:00", "2026-10-21 08:00")))
    november = between(date(2026, 11, 1), TODAY)
    assert [e.local_id for e in presenter.read(at.desk, at.clock(), november).episodes] == ["101"]
    long_ago = between(date(2025, 4, 1), date(2026, 3, 31))
    assert [e.local_id for e in presenter.read(at.desk, at.clock(), long_ago).episodes] == ["101"]


def test_who_is_on_the_pathway_is_not_told_again_to_be_put_on_it() -> None:
    waits, on = line(FlagKind.ENHANCED_PATHWAY), line(FlagKind.ENHANCED_PATHWAY, on=True)
    assert flag_chips(waits) == [("Enhanced pathway", Tone.RED)]
    assert flag_chips(on) == [("On the pathway", Tone.GREEN)]
    assert (leaves(waits, "Enhanced pathway"), leaves(on, "Enhanced pathway")) == (True, False)


def test_who_stays_on_the_pathway_without_a_flag_is_still_told() -> None:
    assert flag_chips(line(on=True)) == [("On the pathway", Tone.GREEN)]


def test_chips_count_whom_they_leave() -> None:
    lines = [line(FlagKind.MISSING_NOW), line(FlagKind.ENHANCED_PATHWAY, on=True), line()]
    assert filter_choices(lines) == [
        ("flagged", "Flagged", 2),
        ("Missing now", "Missing now", 1),
        ("on the pathway", "On the pathway", 1),
        ("all", "Everybody", 3),
    ]


@pytest.mark.parametrize(
    ("last", "started", "shown"),
    [
        ("missing now", date(2026, 11, 20), "now"),
        ("9 November 2026", date(2026, 11, 9), "9 Nov"),
        ("9 November 2025", date(2025, 11, 9), "9 Nov 2025"),
    ],
)
def test_the_last_episode_is_told_shortly(last: str, started: date, shown: str) -> None:
    assert last_words(line(last=last, last_started_on=started), TODAY) == shown


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("overdue by 31 h", "31 h over"),
        ("due Mon 23 Nov, 09:10 · 22 h left", "22 h left"),
        ("completed in 46 h", "completed in 46 h"),
        ("–", "–"),
    ],
)
def test_an_interview_is_told_shortly(whole: str, short: str) -> None:
    assert interview_words(line(interview=whole)) == short


def test_a_decision_is_told_without_its_day() -> None:
    assert decision_words(line(last_decision="to step up to MACE, 29 October 2026")) == "step up to MACE"
    assert decision_words(line(last_decision="to step the case up to MACE, 29 October 2026")) == "step up to MACE"
    assert decision_words(line(last_decision="to accept the referral, 29 October 2026")) == "accept"
    assert decision_words(line()) == "–"


def test_the_year_is_left_out_where_it_is_this_one() -> None:
    assert near("Tue 24 Nov 2026, 19:20", TODAY) == "Tue 24 Nov, 19:20"
    assert near("Tue 24 Nov 2026", TODAY) == "Tue 24 Nov"
    assert near("Mon 24 Nov 2025, 19:20", TODAY) == "Mon 24 Nov 2025, 19:20"
    assert near("still missing", TODAY) == "still missing"


def test_every_typed_word_must_be_found() -> None:
    assert presenter.finds("cce j.m.", ("J.M.", "104233", "CCE, county lines"))
    assert not presenter.finds("cce police", ("J.M.", "104233", "CCE"))

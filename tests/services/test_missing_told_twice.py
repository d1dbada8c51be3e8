"""What lists tell twice, numbers that join or only look like it, and one number used for several episodes."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.services.desk_builders import ASHA, TestDesk
from tests.services.missing_builders import (
    NHS,
    UPN,
    a_missing_list,
    line,
    lines,
    numbered,
    on_the_day,
    told,
    wall,
)

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.children.cases import EpisodeKind
from panel_desk.domain.missing.episode_lines import ClockState
from panel_desk.domain.missing.interviews import InterviewState

S = InterviewState


@pytest.fixture
def day(at: TestDesk) -> TestDesk:
    return on_the_day(at)


def owners(at: TestDesk) -> list[tuple[str, str]]:
    return [(found.local_id, found.matched) for found in lines(at)]


# What a list tells twice.


def test_the_return_and_the_interview_of_the_second_source_are_kept(day: TestDesk) -> None:
    day.bring(
        a_missing_list(
            told("101", "2026-11-11 20:00", ""),
            told("101", "2026-11-11 20:30", "2026-11-12 08:00", RHI_date="2026-11-12 10:00"),
        )
    )
    found = line(day)
    assert (found.is_open, found.clock.state, len(found.keys)) == (False, ClockState.WITHIN, 2)


def test_missing_outweighs_absent_when_two_sources_tell_one_episode(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", MISSING_STATUS="Absent"), told("101", "2026-11-10 20:20")))
    assert line(day).kind is EpisodeKind.MISSING


# Numbers that join, and numbers that only look like it.


@pytest.mark.parametrize(
    ("nhs", "upn", "cells", "whose"),
    [
        (NHS, "", {"NHS_number": NHS, "DOB": "12/03/2011"}, "301"),
        (NHS, "", {"NHS_number": NHS}, "301"),
        (NHS, "", {"NHS_number": NHS, "DOB": "01/07/2012"}, "900"),
        (NHS, UPN, {"NHS_number": NHS, "UPN": UPN, "DOB": "01/07/2012"}, "900"),
        ("0000000000", "", {"NHS_number": "0000000000"}, "900"),
        ("9434765871", "", {"NHS_number": "9434765871"}, "900"),
        ("Pending", "", {"NHS_number": "Pending"}, "900"),
        ("", "PENDING", {"UPN": "PENDING", "DOB": "12/03/2011"}, "900"),
    ],
)
def test_a_word_or_a_contradicted_number_gives_the_episode_to_no_child(
    day: TestDesk, nhs: str, upn: str, cells: dict[str, str], whose: str
) -> None:
    day.bring(numbered(("301", nhs, upn, "12/03/2011")))
    day.bring(a_missing_list(told("900", **cells)))
    assert line(day).local_id == whose
    queue = day.desk.cross_referencing.run(datetime(2026, 11, 22, 10, tzinfo=ENGLAND)).queue
    assert [waiting.source_id for waiting in queue] == ([] if whose == "301" else ["900"])


# One number of a source for several episodes.


def test_a_number_used_for_every_episode_of_a_child_keeps_them_all(day: TestDesk) -> None:
    nights = range(1, 7)
    rows = [told("101", f"2026-11-0{n} 20:00", f"2026-11-0{n} 23:00", Episode_ID="OCC/77") for n in nights]
    content = a_missing_list(*rows)
    preview = day.desk.importing.preview(content, "list.csv")
    day.bring(content)
    assert (preview.counts.new, len(lines(day))) == (6, 6)


def test_what_was_said_of_an_episode_stays_with_its_start_when_its_number_is_used_again(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", "2026-11-01 20:00", "2026-11-01 23:00", Episode_ID="CAD 5")))
    day.desk.missing.set_aside(ASHA, "101", line(day).key, "Was at home")
    content = a_missing_list(told("101", "2026-11-20 20:00", "", Episode_ID="CAD 5"))
    (why,) = [problem.why for problem in day.desk.importing.preview(content, "list.csv").problems]
    day.bring(content)
    assert (line(day).key, line(day).is_open) == ("#CAD 5@2026-11-20T20:00", True)
    assert why == (
        "CAD 5 was told before with another start, 01/11/2026 20:00: taken as another episode; "
        "set one of them aside if they are the same"
    )


def test_a_start_that_a_later_list_corrects_stays_the_same_episode_with_what_was_said_of_it(day: TestDesk) -> None:
    first = day.bring(a_missing_list(told("101", "2026-11-10 20:00", "", Episode_ID="77")))
    day.desk.missing.record_return(ASHA, "101", line(day).key, wall("2026-11-11 08:00"))
    content = a_missing_list(told("101", "2026-11-10 17:30", "", Episode_ID="77"))
    preview = day.desk.importing.preview(content, "list.csv")
    day.bring(content)
    found = line(day)
    assert (found.key, found.started_at, found.is_open) == (
        "#77@2026-11-10T20:00", wall("2026-11-10 17:30"), False,
    )  # fmt: skip
    (why,) = [problem.why for problem in preview.problems]
    assert preview.counts.changed == 1
    assert why.endswith("another start, 10/11/2026 20:00: taken as the same episode, with its start corrected")
    day.desk.importing.undo(ASHA, first)
    assert (line(day).key, line(day).is_open) == ("#77@2026-11-10T20:00", False)


def test_a_corrected_start_is_known_when_the_same_list_comes_again(day: TestDesk) -> None:
    day.bring(a_missing_list(told("101", "2026-11-10 20:00", "", Episode_ID="77")))
    for _ in range(2):
        content = a_missing_list(told("101", "2026-11-10 17:30", Episode_ID="77"))
        preview = day.desk.importing.preview(content, "list.csv")
        day.bring(content)
    assert (preview.counts.known, preview.problems, len(lines(day))) == (1, (), 1)


def test_one_number_of_two_sources_under_one_child_is_two_episodes_to_act_on(day: TestDesk) -> None:
    day.bring(numbered(("301", NHS, "", "12/03/2011")))
    day.bring(a_missing_list(told("301", "2026-11-01 20:00", "", Episode_ID="1")))
    day.bring(a_missing_list(told("900", "2026-11-05 20:00", "", Episode_ID="1", NHS_number=NHS)))
    earlier, later = sorted(lines(day), key=lambda found: found.started_at)
    assert (later.local_id, earlier.local_id) == ("301", "301")
    day.desk.missing.set_aside(ASHA, "301", later.key, "Told by mistake")
    day.desk.missing.record_return(ASHA, "301", earlier.key, wall("2026-11-02 08:00"))
    found = line(day)
    assert (found.key, found.is_open) == ("#1@2026-11-01T20:00", False)

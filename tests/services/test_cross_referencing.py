"""The cross-reference of a desk: from lists and what was entered to lines, thresholds, the queue and the agenda."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import msgspec
import pytest
from tests.services.desk_builders import (
    ASHA,
    OCTOBER,
    SAFE,
    TestDesk,
    a_list,
    a_profile,
    a_referral,
    child,
    missing,
    refusal,
)
from tests.unit.cross_builders import columns

from panel_desk.domain.ids import EpisodeId, InterviewId
from panel_desk.domain.missing.cross_reference import CrossLine, CrossReference
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.vault.queries import cross_reference as queries
from panel_desk.vault.queries import episodes

TODAY = date(2026, 10, 26)
HEADINGS = ("Person ID", "NHS Number", "Start", "End", "Status")

ENDED = (InterviewState.REFUSED, InterviewState.NOT_OFFERED, InterviewState.OFFERED)


def _with(field: str, value: int) -> Thresholds:
    return msgspec.structs.replace(Thresholds(), **{field: value})


def run(at: TestDesk, **thresholds: int) -> CrossReference:
    return at.desk.cross_referencing.run(
        at.clock(), msgspec.structs.replace(Thresholds(), **thresholds) if thresholds else None
    )


def line(at: TestDesk, local_id: str = "101", **thresholds: int) -> CrossLine:
    return next(found for found in run(at, **thresholds).lines if found.local_id == local_id)


def kinds(found: CrossLine) -> list[str]:
    return [flag.kind.value for flag in found.flags]


@pytest.fixture
def three(at: TestDesk) -> TestDesk:
    """A child with CCE on a list, and three episodes in October without interviews."""
    at.clock.set(TODAY)
    at.bring(a_profile(child("101"), child("102", surname="Young")))
    for number, day in enumerate(("05", "12", "19")):
        at.bring(missing("101", f"{day}/10/2026 20:00", f"{day}/10/2026 23:00"), f"missing-{number}.csv")
    return at


def test_lists_alone_make_a_flag_with_its_facts(three: TestDesk) -> None:
    found = line(three)
    assert kinds(found) == ["Enhanced pathway", "Interview overdue"]
    assert found.why == (
        "3 episodes since 28 July 2026 (threshold 3 in 90 days); CCE marker from the list added on 26 October 2026; "
        "interview of 5 October 2026 overdue by 17 days and 2 others overdue too. Matched on local ID 101."
    )
    assert run(three).sentence == "1 child goes missing most and carries a marker."


def test_a_panel_that_decided_is_where_the_marker_is_from(three: TestDesk) -> None:
    three.clock.set(OCTOBER)
    meeting_id = three.opened()
    three.close(meeting_id)
    found = line(three)
    assert f"CCE marker from SAFE on {OCTOBER.day} October 2026" in found.why
    assert found.last_decision == f"to continue with the plan, {OCTOBER.day} October 2026"
    assert found.standing == "SAFE · High"


def test_a_referral_is_where_the_marker_is_from(at: TestDesk) -> None:
    at.clock.set(TODAY)
    at.bring(a_referral("201"))
    at.bring(missing("201", "20/10/2026 20:00"))
    assert "CSE marker from the referral by Police of 5 October 2026" in line(at, "201").why


def test_what_was_entered_here_counts_like_a_list(three: TestDesk) -> None:
    episodes = tuple(EpisodeId(e.key) for e in three.desk.missing.episodes(TODAY))
    held = ReturnInterview(
        id=InterviewId("i1"),
        local_id="101",
        episodes=episodes,
        state=InterviewState.COMPLETED,
        offered_at=datetime(2026, 10, 19, 23, 30),  # noqa: DTZ001 - England's wall clock
        held_at=datetime(2026, 10, 21, 21, 0),  # noqa: DTZ001 - the same
        provider="River Trust",
    )
    three.desk.missing.record_interview(ASHA, held)
    found = line(three)
    assert kinds(found) == ["Enhanced pathway"]
    assert found.interview == "completed in 46 h"


def test_an_episode_set_aside_does_not_count(three: TestDesk) -> None:
    key = three.desk.missing.episodes(TODAY)[0].key
    three.desk.missing.set_aside(ASHA, "101", key, "Told twice by the police")
    assert line(three).days_30 == 2
    assert line(three).why.startswith("2 episodes since 28 July 2026, among the 20 children with the most episodes")


def test_a_child_missing_now_is_not_any_more_once_the_return_is_entered(at: TestDesk) -> None:
    at.clock.set(TODAY)
    at.bring(a_profile(child("101")))
    at.bring(missing("101", "25/10/2026 20:00"))
    assert kinds(line(at)) == ["Missing now", "Enhanced pathway"]
    key = at.desk.missing.episodes(TODAY)[0].key
    at.desk.missing.record_return(ASHA, "101", key, datetime(2026, 10, 26, 7, 0))  # noqa: DTZ001 - England's wall clock
    assert kinds(line(at)) == []


def test_a_number_nobody_has_waits_in_the_queue_until_a_person_answers(three: TestDesk) -> None:
    three.bring(missing("900", "20/10/2026 20:00", "20/10/2026 22:00"), "other.csv")
    (candidate,) = run(three).queue
    assert (candidate.source_id, candidate.episodes) == ("900", 1)
    assert candidate.why == "No child of the desk has the number. The list gives no NHS number; it gives no UPN."
    three.desk.missing.match(ASHA, "900", "101", "The police told us by telephone")
    found = line(three)
    assert run(three).queue == ()
    assert found.days_30 == 4
    assert found.matched == "matched on local ID 101, a person’s answer for 900"


def test_an_answer_that_the_desk_knows_nobody_takes_the_number_off_the_queue(three: TestDesk) -> None:
    three.bring(missing("900", "20/10/2026 20:00"), "other.csv")
    three.desk.missing.match(ASHA, "900", "", "Lives in another county")
    assert run(three).queue == ()
    assert kinds(line(three, "900")) == ["Missing now", "Consider referral"]


def test_an_nhs_number_joins_and_says_so(three: TestDesk) -> None:
    profile = a_list(
        ("Local ID", "Surname", "Forename", "Date of birth", "NHS Number", "Types"),
        ("103", "Field", "Robin", "01/02/2012", "943 476 5870", "CSE"),
    )
    three.bring(profile, "profile-2.csv")
    three.bring(a_list(HEADINGS, ("P77", "9434765870", "20/10/2026 20:00", "", "Missing")), "police.csv")
    found = line(three, "103")
    assert kinds(found) == ["Missing now", "Enhanced pathway"]
    assert found.matched == "matched on local ID 103, NHS number for P77"


def test_thresholds_are_kept_and_used(three: TestDesk) -> None:
    assert three.desk.cross_referencing.thresholds() == Thresholds()
    rule = Thresholds(episodes=4, days=60, top=1, longer_than_hours=48)
    deed = three.desk.cross_referencing.set_thresholds(ASHA, rule)
    assert three.desk.cross_referencing.thresholds() == run(three).thresholds == rule
    assert run(three).period_words == "27 August to 26 October 2026, counted by start date"
    three.desk.book.undo(ASHA, deed)
    assert three.desk.cross_referencing.thresholds() == Thresholds()


@pytest.mark.parametrize("field", ["episodes", "days", "top", "longer_than_hours"])
@pytest.mark.parametrize("value", [0, -1, 1_000_000])
def test_thresholds_beyond_measure_are_refused(at: TestDesk, field: str, value: int) -> None:
    with refusal(match=f"cannot be {value}"):
        at.desk.cross_referencing.set_thresholds(ASHA, _with(field, value))
    with refusal(match=f"cannot be {value}"):
        run(at, **{field: value})
    assert at.desk.cross_referencing.thresholds() == Thresholds()


def test_only_who_sets_up_the_desk_sets_thresholds(at: TestDesk) -> None:
    with refusal(match="may not set up"):
        at.desk.cross_referencing.set_thresholds(at.person("Imran Khan").id, Thresholds(episodes=2))


def test_a_desk_without_episodes_says_so(at: TestDesk) -> None:
    at.clock.set(TODAY)
    cross = run(at)
    assert (cross.lines, cross.queue) == ((), ())
    assert cross.sentence == "No child meets a threshold from 28 July to 26 October 2026, counted by start date."


def test_one_press_puts_who_is_flagged_on_the_agenda_with_the_reason(three: TestDesk) -> None:
    meeting_id = three.planned()
    (item,) = [i.agenda for i in three.desk.meetings.meeting(meeting_id).items if i.agenda.section == "missing"]
    assert item.child is not None
    assert item.child.local_id == "101"
    reason = item.because[0]
    assert reason.reason.value == "enhanced pathway"
    assert reason.sentence.startswith("3 episodes since ")
    assert (
        "CCE marker from the list added on 26 October 2026; interview of 5 October 2026 overdue by" in reason.sentence
    )


def test_the_agenda_goes_by_the_thresholds_of_the_desk(three: TestDesk) -> None:
    rule = Thresholds(episodes=9, top=1, longer_than_hours=99)
    three.desk.cross_referencing.set_thresholds(ASHA, rule)
    three.bring(missing("102", "01/10/2026 20:00", "01/10/2026 21:00"), "one.csv")
    found = {c.child.local_id: c.because[0].sentence for c in three.desk.agendas.candidates(three.planned()) if c.child}
    assert "101" not in found
    three.desk.cross_referencing.set_thresholds(ASHA, Thresholds(top=1, episodes=1))
    meeting_id = three.desk.meetings.plan(
        ASHA, SAFE, date(2026, 12, 3), starts_at=time(10), ends_at=time(12, 30), place="Room 6"
    )
    again = {c.child.local_id: c.because[0].sentence for c in three.desk.agendas.candidates(meeting_id) if c.child}
    assert again["102"].startswith("1 episode since ")


def test_no_name_leaves_the_desk_with_a_cross_reference(three: TestDesk, tmp_path: Path) -> None:
    three.desk.pathway.enter(ASHA, "101", "Kim Archer’s aunt", "4 episodes", on=TODAY)
    cross = three.desk.cross_referencing.outside(run(three))
    assert "Archer" not in repr(cross)
    for ending in (".csv", ".xlsx", ".pdf"):
        path = tmp_path / f"cross{ending}"
        three.desk.cross_referencing.export(ASHA, run(three), path, "SAFE panel")
        assert path.stat().st_size > 500
    exports = three.desk.exporting.made()
    assert [(e.what, e.recipient, e.rows) for e in exports] == [("cross-reference", "SAFE panel", 1)] * 3
    assert b"Archer" not in (tmp_path / "cross.csv").read_bytes()


def test_a_file_needs_a_recipient_and_a_known_ending(three: TestDesk, tmp_path: Path) -> None:
    with refusal(match="Who is to have this file"):
        three.desk.cross_referencing.export(ASHA, run(three), tmp_path / "cross.csv", " ")
    with refusal(match="ends in none of"):
        three.desk.cross_referencing.export(ASHA, run(three), tmp_path / "cross.txt", "SAFE panel")
    assert three.desk.exporting.made() == ()


def test_who_may_not_take_copies_gets_no_file(three: TestDesk, tmp_path: Path) -> None:
    with refusal(match="may not export"):
        actor = three.person("Abena Osei").id
        three.desk.cross_referencing.export(actor, run(three), tmp_path / "cross.csv", "me")
    assert list(tmp_path.iterdir()) == []


def test_the_columns_are_what_the_rows_say_of_lists_and_of_interviews(three: TestDesk) -> None:
    headings = ("Person ID", "START_DTTM", "END_DTTM", "MISSING_STATUS", "RETURN_INTERVIEW_OFFERED")
    said = (*headings, "RETURN_INTERVIEW_ACCEPTED", "RETURN_INTERVIEW_DATE")
    rows = [
        ("102", "01/09/2026", "02/09/2026", "Absent", "YES", "NO", ""),
        ("102", "03/09/2026 20:00", "04/09/2026", "Missing", "NO", "", ""),
        ("102", "05/09/2026 20:00", "06/09/2026 20:00", "Missing", "YES", "YES", "08/09/2026 10:00"),
        ("102", "07/09/2026 20:00", "08/09/2026 20:00", "Missing", "YES", "YES", "09/09/2026"),
        ("102", "25/10/2026 20:00", "", "Missing", "", "", ""),
    ]
    three.bring(a_list(said, *rows), "many.csv")
    keys = [EpisodeId(e.key) for e in three.desk.missing.episodes(TODAY) if e.local_id == "101"]
    for number, (key, state) in enumerate(zip(keys, ENDED, strict=False)):
        ended = ReturnInterview(
            id=InterviewId(f"i{number}"),
            local_id="101",
            episodes=(key,),
            state=state,
            offered_at=None if state is InterviewState.NOT_OFFERED else datetime(2026, 10, 20, 9, 0),  # noqa: DTZ001 - England's wall clock
            reason="Said no at the door",
            decided_by="Dana Prior",
        )
        three.desk.missing.record_interview(ASHA, ended)
    db = three.desk.book.db
    found = queries.episodes(db, date(2026, 1, 1))
    assert found == columns(e.row for e in episodes.known(db))
    assert len({row[3] for row in found}) >= 7
    assert [row[0] for row in queries.episodes(db, date(2026, 10, 19))] == ["101", "102"]

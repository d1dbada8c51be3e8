"""The demonstration's script: what is wrong with one is a sentence, and a right one is played as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from msgspec import Struct
from tests.services.desk_builders import ASHA, OCTOBER, POLICE, a_profile, child, furnish, refusal

from panel_desk.domain.errors import Reason
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.meeting.meetings import Item, Meeting, MeetingState
from panel_desk.services.demo.playing import Playing, StagedClock
from panel_desk.services.demo.scenario import Scenario, read_scenario
from panel_desk.services.desk import Desk
from panel_desk.shipped import shipped

PEOPLE = """
council = "Fictional Borough Council"
administrator = "Asha Rahman"
[[people]]
name = "Dana Prior"
agency = "csc"
seats = [{ panel = "SAFE", role = "chair" }]
"""
MEETING = """
panel = "SAFE"
held_on = 2026-10-22
starts_at = 10:00:00
ends_at = 12:00:00
place = "Room 6"
presides = "Dana Prior"
next_on = 2026-11-19
attendance = [
    { person = "Dana Prior" },
    { person = "Imran Khan" },
    { person = "Abena Osei", kind = "apologies", information_sent = 2026-10-20 },
]
late = [{ child = "103", reason = "seen last night" }]
otherwise = { outcome = "continue", reason = "the plan is working", review = 2026-11-19 }

[[items]]
section = "welcome"
discussion = "Everybody was welcomed."

[[items]]
child = "101"
minutes = 12
interest = { person = "Imran Khan", nature = "her neighbour" }
override = "the case cannot wait"
voice = "She says that she is tired."
decisions = [{ outcome = "accept", level = "High", reason = "she is collected by adults", review = 2026-11-19 }]
dissent = { person = "Dana Prior", words = "too soon" }
actions = [{ what = "Call the school", agency = "police", owner = "Imran Khan", due = 2026-10-30 }]
leaves = "Imran Khan"

[[items]]
child = "103"
arrives = "Imran Khan"
override = "the nurse is ill"
decisions = [{ outcome = "defer", reason = "nobody knows the child yet" }]
"""
NOVEMBERS = """
panel = "SAFE"
held_on = 2026-11-19
starts_at = 10:00:00
ends_at = 12:00:00
place = "Room 6"
presides = "Dana Prior"
attendance = [{ person = "Imran Khan" }, { person = "Abena Osei" }]
items = []
news = [{ panel = "SAFE", begins = "Call", status = "complete", reason = "called" }]
otherwise = { outcome = "continue", reason = "the plan is working", review = 2026-12-17 }
"""


class Stage(Struct):
    """A desk on which scripts are played."""

    desk: Desk
    clock: StagedClock
    folder: Path

    def script(self, *meetings: str, people: str = PEOPLE) -> Scenario:
        """Written to files and read back."""
        (self.folder / "people.toml").write_text(people, encoding="utf-8")
        for number, text in enumerate(meetings):
            (self.folder / f"meeting-{number}.toml").write_text(text, encoding="utf-8")
        return read_scenario(self.folder)

    def playing(self, text: str = MEETING) -> Playing:
        """One meeting, ready to be played by the administrator."""
        return Playing(self.desk, self.clock, self.script(text).meetings[0], self.desk.people.named("Asha Rahman"))

    def played(self, text: str = MEETING) -> Meeting:
        """One meeting from its agenda to its end."""
        playing = self.playing(text)
        playing.prepare()
        playing.hold()
        return self.desk.meetings.meeting(playing.meeting_id)

    def bring(self, content: bytes) -> None:
        """A list comes before the meeting."""
        preview = self.desk.importing.preview(content, "list.csv")
        self.desk.importing.add(self.desk.people.named("Asha Rahman").id, preview, content)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A furnished desk in October with three children at risk, and room for two of them at a meeting."""
    clock = StagedClock()
    clock.set(date(2026, 10, 1), time(9))
    with Desk.in_memory(clock) as desk:
        furnish(desk)
        stage = Stage(desk, clock, tmp_path)
        text = shipped("panels", "safe.toml").read_text(encoding="utf-8")
        desk.people.define_panel(ASHA, text.replace("cases_per_meeting = 15", "cases_per_meeting = 2"), where="two")
        stage.bring(a_profile(child("101"), child("102"), child("103", risk="Standard")))
        yield stage


def item_of(meeting: Meeting, local_id: str) -> Item:
    return next(i for i in meeting.items if i.agenda.child and i.agenda.child.local_id == local_id)


# Scripts that cannot be read


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("panel = ", "Invalid value"),
        ("panel = 'SAFE'", "missing required field"),
        (MEETING + "colour = 'red'", "colour"),
        (MEETING.replace('kind = "apologies"', 'kind = "asleep"'), "asleep"),
        (MEETING.replace("held_on = 2026-10-22", "held_on = 'soon'"), "held_on"),
        (MEETING.replace("minutes = 12", "minutes = 'long'"), "minutes"),
        (MEETING.replace("presides", "sleeps"), "sleeps|presides"),
    ],
)
def test_a_meetings_script_that_cannot_be_read_is_one_sentence(stage: Stage, text: str, match: str) -> None:
    with refusal(Reason.BAD_FILE, match):
        stage.script(text)


def test_a_person_with_a_role_that_is_none_is_told(stage: Stage) -> None:
    with refusal(Reason.BAD_FILE, "emperor"):
        stage.script(MEETING, people=PEOPLE.replace('role = "chair"', 'role = "emperor"'))


def test_a_script_in_another_encoding_is_told(stage: Stage) -> None:
    stage.script(MEETING)
    (stage.folder / "people.toml").write_bytes(PEOPLE.replace("Dana", "Dän\u00e1").encode("latin-1"))
    with refusal(Reason.BAD_FILE, "script"):
        read_scenario(stage.folder)


def test_meetings_are_in_the_order_of_their_days_whatever_their_files_are_called(stage: Stage) -> None:
    scenario = stage.script(NOVEMBERS, MEETING)
    assert [m.held_on.month for m in scenario.meetings] == [10, 11]


# Scripts that speak of what is not there


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ('presides = "Dana Prior"', 'presides = "Nobody Known"', "Nobody Known"),
        ('child = "103", reason', 'child = "999", reason', "999"),
        ('panel = "SAFE"', 'panel = "NONE"', "NONE"),
    ],
)
def test_an_agenda_with_somebody_unknown_is_not_prepared(stage: Stage, old: str, new: str, match: str) -> None:
    with refusal(Reason.NOT_FOUND, match):
        stage.playing(MEETING.replace(old, new)).prepare()


@pytest.mark.parametrize(
    ("old", "new", "reason", "match"),
    [
        ('{ person = "Imran Khan" }', '{ person = "Nobody Known" }', Reason.NOT_FOUND, "Nobody Known"),
        ('outcome = "accept"', 'outcome = "applaud"', Reason.NOT_ALLOWED, "applaud"),
        ('level = "High"', 'level = "Purple"', Reason.NOT_ALLOWED, "Purple"),
        ('owner = "Imran Khan"', 'owner = "Nobody Known"', Reason.NOT_FOUND, "Nobody Known"),
        ('agency = "police", owner', 'agency = "csc", owner', Reason.NOT_ALLOWED, "Imran Khan"),
        ('interest = { person = "Imran Khan"', 'interest = { person = "Nobody Known"', Reason.NOT_FOUND, "Nobody"),
    ],
)
def test_a_meeting_with_somebody_or_something_unknown_is_not_held(
    stage: Stage, old: str, new: str, reason: Reason, match: str
) -> None:
    assert old in MEETING
    with refusal(reason, match):
        stage.played(MEETING.replace(old, new))


@pytest.mark.parametrize("when", ["", "on = 2026-10-19, "], ids=["at the meeting", "before it"])
def test_news_of_an_action_that_is_not_open_is_told(stage: Stage, when: str) -> None:
    news = f'news = [{{ panel = "SAFE", begins = "Dance", {when}status = "complete", reason = "danced" }}]\n'
    with refusal(Reason.NOT_FOUND, "“Dance” that is not open"):
        stage.played(MEETING.replace("[[items]]", news + "[[items]]", 1))


# A script played


def test_a_meeting_is_played_to_its_end_and_every_case_has_an_outcome(stage: Stage) -> None:
    meeting = stage.played()
    assert (meeting.state, meeting.next_on) == (MeetingState.CLOSED, date(2026, 11, 19))
    assert all(item.decisions for item in meeting.items if item.needs_outcome)
    assert stage.desk.auditing.audit().is_whole


def test_who_declared_an_interest_was_out_for_the_item_and_came_back(stage: Stage) -> None:
    (interest,) = item_of(stage.played(), "101").interests
    assert interest.out_at is not None
    assert interest.back_at is not None
    assert interest.declared_at < interest.out_at < interest.back_at


def test_an_inquorate_item_is_decided_by_the_chairs_override_with_its_reason(stage: Stage) -> None:
    item = item_of(stage.played(), "101")
    assert item.overridden is not None
    assert item.overridden.reason == "the case cannot wait"
    assert {"police", "health"} <= set(item.overridden.missing)
    assert item.decisions[0].decision.quorate


def test_what_is_said_decided_and_dissented_is_recorded_as_written(stage: Stage) -> None:
    item = item_of(stage.played(), "101")
    (made,) = item.decisions
    assert (made.decision.outcome, made.decision.risk and made.decision.risk.level) == ("accept", "High")
    assert [d.words for d in item.dissent] == ["too soon"]
    assert list(item.notes.values()) == ["She says that she is tired."]


def test_a_case_that_the_script_is_silent_about_is_decided_as_otherwise(stage: Stage) -> None:
    (made,) = item_of(stage.played(), "102").decisions
    assert (made.decision.outcome, made.decision.reason) == ("continue", "the plan is working")


def test_a_late_child_is_added_with_the_chairs_reason_and_the_agenda_issued_again(stage: Stage) -> None:
    meeting = stage.played()
    assert item_of(meeting, "103").agenda.late_reason == "seen last night"
    assert meeting.agenda_issue == 2


def test_people_come_go_and_excuse_themselves_as_written(stage: Stage) -> None:
    lines = {a.person.name: a for a in stage.played().attendance}
    assert [m.arrived for m in lines["Imran Khan"].movements] == [False, True]
    assert lines["Abena Osei"].kind is AttendanceKind.APOLOGIES
    assert lines["Abena Osei"].information_sent_on == date(2026, 10, 20)


def test_items_take_their_time_one_after_the_other(stage: Stage) -> None:
    meeting = stage.played()
    times = [(i.started_at, i.ended_at) for i in meeting.items]
    assert all(a is not None and b is not None and a < b for a, b in times)
    first = item_of(meeting, "101")
    assert first.started_at is not None
    assert first.ended_at is not None
    assert first.ended_at - first.started_at >= timedelta(minutes=12)


def test_the_next_meeting_hears_the_news_and_confirms_the_minutes(stage: Stage) -> None:
    october = stage.played()
    dana, recommended = stage.desk.people.named("Dana Prior"), item_of(october, "102")
    decision_id = recommended.decisions[0].decision.decision_id
    stage.desk.meetings.confirm(dana.id, october.id, recommended.id, decision_id, dana.id)
    stage.desk.minutes.draft(ASHA, october.id)
    stage.desk.minutes.circulate(ASHA, october.id)
    november = stage.played(NOVEMBERS)
    action = stage.desk.actions.by_reference("SAFE-2026-10/01")
    assert (action.status, action.agency, action.status_meeting) == (ActionStatus.COMPLETE, POLICE, november.id)
    approved = stage.desk.meetings.meeting(october.id).approved
    assert approved is not None
    assert approved.confirmed_at == november.id


# The staged clock


def test_the_stage_stands_at_englands_time_in_summer_and_winter() -> None:
    clock = StagedClock()
    clock.set(OCTOBER, time(10))
    assert clock() == datetime(2026, 10, 22, 9, tzinfo=UTC)
    clock.set(date(2026, 12, 17), time(10))
    assert clock() == clock() == datetime(2026, 12, 17, 10, tzinfo=UTC)


def test_time_on_stage_passes_only_when_it_is_let() -> None:
    clock = StagedClock()
    clock.set(OCTOBER, time(10))
    began = clock()
    clock.advance(90)
    assert clock() - began == timedelta(seconds=90)
    clock.stand(began)
    assert clock() == began


def test_a_clock_let_go_runs_with_the_computers() -> None:
    clock = StagedClock()
    clock.set(date(2001, 1, 1), time(0))
    clock.run()
    before = datetime.now(UTC)
    assert before <= clock() <= datetime.now(UTC)

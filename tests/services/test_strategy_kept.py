"""Voices, the plan and places as the desk keeps them: read back, put right, taken back, found, and told in a story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace
from tests.services.desk_builders import (
    ASHA,
    CONCERN_HEADINGS,
    DECEMBER,
    MACE,
    NOVEMBER,
    SAFE,
    TestDesk,
    a_list,
    refusal,
)
from tests.services.strategy_builders import (
    FIRST_OF_OCTOBER,
    MILESTONE,
    OBJECTIVE,
    SEPTEMBER,
    a_plan,
    child_id,
    did,
    feedback,
    milestone,
    objective,
    of_a_group,
    outreach,
    place,
    rating,
    say,
    with_children,
)

from panel_desk.domain.children.cases import ConcernKind, ConcernRow
from panel_desk.domain.children.child_timeline import TimelineKind, timeline
from panel_desk.domain.errors import Reason
from panel_desk.domain.figures.reporting_year import reporting_year
from panel_desk.domain.ids import ChildId, ConcernId, FeedbackId, MeetingId, ObjectiveId
from panel_desk.domain.strategy.action_plan import Rating
from panel_desk.domain.strategy.plan_rules import objective_from
from panel_desk.services.book import Deed
from panel_desk.vault.projections import REVISION, project
from panel_desk.vault.queries import plan as plan_queries
from panel_desk.vault.queries import streams
from panel_desk.vault.rebuild import rebuild

TODAY = date(2026, 10, 1)


@pytest.fixture
def desk(at: TestDesk) -> TestDesk:
    return with_children(at)


def test_feedback_is_found_by_child_meeting_panel_and_day(desk: TestDesk) -> None:
    meeting_id = desk.planned(SAFE)
    say(desk, "first", said_on=date(2026, 9, 1))
    say(desk, "second", child_id=child_id(desk, "102"), panel=MACE)
    desk.desk.voice.record(ASHA, of_a_group(desk, "third", at_meeting=meeting_id))
    voice = desk.desk.voice
    assert [line.said for line in voice.feedback()] == ["third", "second", "first"]
    assert [line.said for line in voice.feedback(child_id=child_id(desk))] == ["first"]
    assert [line.said for line in voice.feedback(panel=MACE)] == ["second"]
    assert [line.said for line in voice.feedback(since=SEPTEMBER)] == ["third", "second"]
    (line,) = voice.feedback(meeting_id=meeting_id)
    assert (line.panel, line.meeting_reference, line.about_words) == (SAFE, "SAFE-2026-10", "SAFE-2026-10")


def test_what_was_withdrawn_is_seen_only_where_it_is_asked_for(desk: TestDesk) -> None:
    desk.desk.voice.withdraw(ASHA, say(desk), "recorded twice")
    assert desk.desk.voice.feedback() == ()
    (line,) = desk.desk.voice.feedback(include_withdrawn=True)
    assert line.state_words == "withdrawn: recorded twice"


def test_you_said_we_did_is_of_a_period(desk: TestDesk) -> None:
    desk.desk.voice.answer(ASHA, say(desk), did())
    say(desk, "long ago", said_on=date(2025, 12, 1))
    told = desk.desk.voice.you_said_we_did(reporting_year("2026-27"))
    assert ([line.said for line in told.answered], told.waiting) == (["I want one worker."], ())


def test_feedback_of_an_unknown_child_or_meeting_is_refused(desk: TestDesk) -> None:
    with refusal(Reason.NOT_FOUND, match="no such child"):
        say(desk, child_id=ChildId("nobody"))
    with refusal(Reason.NOT_FOUND):
        say(desk, at_meeting=MeetingId("none"))
    with refusal(Reason.NOT_FOUND, match="no such feedback"):
        desk.desk.voice.answer(ASHA, FeedbackId("none"), did())


def test_feedback_under_another_childs_item_is_refused(desk: TestDesk) -> None:
    meeting_id = desk.planned(SAFE)
    other = next(i for i in desk.cases(meeting_id) if i.agenda.child and i.agenda.child.local_id == "102")
    with refusal(match="is not this child"):
        say(desk, at_meeting=meeting_id, item_id=other.id)
    say(desk, child_id=child_id(desk, "102"), at_meeting=meeting_id, item_id=other.id)


def test_the_plan_read_from_tables_is_the_plan_told_by_its_events(desk: TestDesk) -> None:
    a_plan(desk)
    plan = desk.desk.action_plan
    plan.set_milestone(ASHA, OBJECTIVE, milestone("Another", date(2026, 11, 1), id="m2"))
    plan.set_milestone(ASHA, OBJECTIVE, milestone("Third", date(2026, 11, 2), id="m3"))
    plan.reach_milestone(ASHA, OBJECTIVE, MILESTONE, FIRST_OF_OCTOBER, "early")
    plan.drop_milestone(ASHA, OBJECTIVE, plan.plan(TODAY).objectives[0].milestones[0].id, "not needed")
    plan.rate(ASHA, OBJECTIVE, rating(Rating.GREEN, "on the way"))
    plan.close(ASHA, OBJECTIVE, FIRST_OF_OCTOBER, "reached")
    stored = streams.events_below(desk.desk.book.db, f"plan/{OBJECTIVE}")
    (read,) = plan_queries.objectives(desk.desk.book.db)
    assert read == objective_from(line.event for line in stored)


def test_a_rating_knows_its_meeting(desk: TestDesk) -> None:
    meeting_id = desk.planned(MACE)
    a_plan(desk)
    desk.desk.action_plan.rate(ASHA, OBJECTIVE, rating(at_meeting=meeting_id))
    newest = desk.desk.action_plan.by_number("2.1", TODAY).rating
    assert newest is not None
    assert newest.meeting_reference == "MACE-2026-10"
    with refusal(Reason.NOT_FOUND, match="no such meeting"):
        desk.desk.action_plan.rate(ASHA, OBJECTIVE, rating(at_meeting=MeetingId("none")))
    with refusal(Reason.NOT_FOUND, match="no such objective"):
        desk.desk.action_plan.rate(ASHA, ObjectiveId("none"), rating())


def test_a_place_shows_what_is_offered_and_whom_it_touches(desk: TestDesk) -> None:
    wharf = place(desk)
    desk.desk.places.link(ASHA, wharf, " 101 ", "found there")
    desk.desk.places.set_intervention(ASHA, outreach(wharf, ends_on=SEPTEMBER))
    desk.desk.places.set_intervention(ASHA, outreach(wharf, "Workshop"))
    line = desk.desk.places.place(wharf)
    assert [(c.local_id, c.initials, c.why) for c in line.children] == [("101", "K.A.", "found there")]
    assert [o.what for o in line.interventions] == ["Workshop", "Evening walk"]
    assert line.offered_words == "1 offered now, 2 in all; 24 young people reached."
    desk.desk.places.unlink(ASHA, wharf, "101", "another child")
    assert desk.desk.places.place(wharf).children == ()


def test_closed_places_stand_last_and_come_back(desk: TestDesk) -> None:
    wharf, weir = place(desk), place(desk, "Weir")
    desk.desk.places.close(ASHA, wharf, FIRST_OF_OCTOBER, "lit")
    assert [line.name for line in desk.desk.places.register(TODAY)] == ["Weir", "Canal Wharf"]
    desk.desk.places.reopen(ASHA, wharf, FIRST_OF_OCTOBER, "dark")
    assert not desk.desk.places.place(wharf).closed
    assert desk.desk.places.by_name("weir").concern_id == weir


def test_what_the_record_does_not_know_is_not_found(desk: TestDesk) -> None:
    with refusal(Reason.NOT_FOUND, match="no such place"):
        desk.desk.places.close(ASHA, ConcernId("none"), TODAY, "x")
    with refusal(Reason.NOT_FOUND, match="No concern is called Nowhere"):
        desk.desk.places.by_name("Nowhere")
    with refusal(match="knows no child 999"):
        desk.desk.places.link(ASHA, place(desk), "999", "x")


def test_a_place_entered_by_hand_is_found_by_its_words_and_by_the_new_ones_after_a_change(desk: TestDesk) -> None:
    wharf = place(desk)
    assert [hit.id for hit in desk.desk.searching.find("wharf")] == [wharf]
    row = ConcernRow(kind=ConcernKind.LOCATION, name="Old Quay", concern="Lights are out")
    desk.desk.places.record_concern(ASHA, row, wharf)
    assert desk.desk.searching.find("wharf") == ()
    assert [hit.id for hit in desk.desk.searching.find("quay")] == [wharf]


def test_a_place_that_is_taken_back_is_found_no_more_and_again_after_redo(desk: TestDesk) -> None:
    place(desk)
    desk.desk.undoing.undo(ASHA)
    assert desk.desk.searching.find("wharf") == ()
    desk.desk.undoing.redo(ASHA)
    assert len(desk.desk.searching.find("wharf")) == 1


def test_the_next_mace_agenda_proposes_a_place_entered_by_hand_and_no_closed_one(desk: TestDesk) -> None:
    wharf, weir = place(desk), place(desk, "Weir")
    desk.desk.places.close(ASHA, weir, FIRST_OF_OCTOBER, "lit")
    assert listed(desk, desk.planned(MACE)) == {wharf}


def test_a_place_that_was_opened_again_is_proposed_with_the_reason(desk: TestDesk) -> None:
    wharf = place(desk)
    first = desk.opened(MACE)
    desk.decide(first, desk.cases(first)[0], review_on=DECEMBER)
    desk.desk.meetings.close(ASHA, first)
    assert listed(desk, desk.planned(MACE, NOVEMBER)) == set()
    today = date(2026, 10, 22)
    desk.desk.places.close(ASHA, wharf, today, "lit")
    desk.desk.places.reopen(ASHA, wharf, today, "dark again.")
    items = desk.desk.meetings.meeting(desk.planned(MACE, date(2026, 11, 26))).items
    (listed_again,) = [item.agenda for item in items if item.agenda.concern is not None]
    assert listed_again.because[0].sentence == "Opened again on 22 October 2026: dark again"


def listed(desk: TestDesk, meeting_id: MeetingId) -> set[ConcernId]:
    items = desk.desk.meetings.meeting(meeting_id).items
    return {item.agenda.concern.concern_id for item in items if item.agenda.concern is not None}


def test_a_childs_story_tells_what_was_said_and_the_places(desk: TestDesk) -> None:
    desk.desk.voice.answer(ASHA, say(desk), did(told=True))
    desk.desk.places.link(ASHA, place(desk), "101", "found there")
    story = desk.desk.children.story(child_id(desk), TODAY)
    assert [line.said for line in story.feedback] == ["I want one worker."]
    assert [(p.name, p.why) for p in story.places] == [("Canal Wharf", "found there")]
    assert [link.name for link in story.links if link.concern_id] == ["Canal Wharf"]
    voice = [entry for entry in timeline(story) if entry.kind is TimelineKind.VOICE]
    assert [entry.title for entry in voice] == [
        "Because of what was said: One worker was named",
        "The child said: “I want one worker.”",
    ]
    assert desk.desk.children.story(child_id(desk, "102"), TODAY).feedback == ()


DEEDS: dict[str, Callable[[TestDesk], Deed]] = {
    "feedback": lambda at: at.desk.voice.record(ASHA, feedback(at)),
    "answer": lambda at: at.desk.voice.answer(ASHA, say(at), did()),
    "objective": lambda at: at.desk.action_plan.set_objective(ASHA, objective("7", id=ObjectiveId("seven"))),
    "rating": lambda at: at.desk.action_plan.rate(ASHA, a_plan(at), rating(Rating.RED)),
    "reached": lambda at: at.desk.action_plan.reach_milestone(ASHA, a_plan(at), MILESTONE, TODAY),
    "offer": lambda at: at.desk.places.set_intervention(ASHA, outreach(place(at))),
    "link": lambda at: at.desk.places.link(ASHA, place(at), "101", "seen"),
    "closed": lambda at: at.desk.places.close(ASHA, place(at), TODAY, "lit"),
}


@pytest.mark.parametrize("kind", DEEDS)
def test_a_deed_is_taken_back_and_brought_back(desk: TestDesk, kind: str) -> None:
    DEEDS[kind](desk)
    after = kept(desk)
    desk.desk.undoing.undo(ASHA)
    assert kept(desk) != after
    desk.desk.undoing.redo(ASHA)
    assert kept(desk) == after


def kept(desk: TestDesk) -> dict[str, list[tuple[object, ...]]]:
    """The tables but the list of what was undone."""
    return {name: rows for name, rows in desk.tables().items() if not name.startswith("und")}


def test_what_something_rests_on_is_not_taken_back(desk: TestDesk) -> None:
    said = feedback(desk)
    first = desk.desk.voice.record(ASHA, said)
    desk.desk.voice.answer(ASHA, said.id, did())
    with refusal(match="rests on that deed"):
        desk.desk.voice.undo(ASHA, first)
    row = ConcernRow(kind=ConcernKind.LOCATION, name="Weir")
    entered = desk.desk.places.record_concern(ASHA, row)
    weir = desk.desk.places.by_name("Weir").concern_id
    changed = desk.desk.places.record_concern(ASHA, replace(row, concern="dark"), weir)
    desk.desk.places.link(ASHA, weir, "101", "seen")
    with refusal(match="rests on that deed"):
        desk.desk.places.undo(ASHA, entered)
    desk.desk.places.undo(ASHA, changed)
    with refusal(match="rests on that deed"):
        desk.desk.places.undo(ASHA, entered)


def test_what_a_list_has_named_since_stays_and_what_it_named_first_gets_its_words_back(desk: TestDesk) -> None:
    row = ConcernRow(kind=ConcernKind.LOCATION, name="Weir", concern="dark")
    by_hand = desk.desk.places.record_concern(ASHA, row)
    desk.bring(a_list(CONCERN_HEADINGS, ("Location", "Weir", "loud", "", ""), ("Location", "Quay", "cars", "", "")))
    with refusal(match="rests on that deed"):
        desk.desk.places.undo(ASHA, by_hand)
    quay = desk.desk.places.by_name("Quay")
    changed = desk.desk.places.record_concern(ASHA, replace(row, name="Quay", concern="boats"), quay.concern_id)
    desk.desk.places.link(ASHA, quay.concern_id, "101", "seen")
    desk.desk.places.undo(ASHA, changed)
    assert [(p.concern, len(p.children)) for p in [desk.desk.places.by_name("Quay")]] == [("cars", 1)]


def test_the_tables_are_the_same_when_they_are_made_anew(desk: TestDesk) -> None:
    a_plan(desk)
    wharf = place(desk)
    desk.desk.places.link(ASHA, wharf, "101", "seen")
    desk.desk.places.set_intervention(ASHA, outreach(wharf))
    desk.desk.places.close(ASHA, wharf, TODAY, "lit")
    desk.desk.voice.answer(ASHA, say(desk), did())
    before = desk.tables()
    found = desk.desk.searching.find("wharf")
    rebuild(desk.desk.book.vault, desk.desk.book.journal, project, revision=REVISION)
    assert (desk.tables(), desk.desk.searching.find("wharf")) == (before, found)

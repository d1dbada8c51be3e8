"""All children at a glance and one child's story, on a real desk."""

from __future__ import annotations

from datetime import date

import pytest
from tests.services.desk_builders import (
    ASHA,
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    PROFILE_HEADINGS,
    TestDesk,
    a_list,
    a_profile,
    a_referral,
    child,
    missing,
    refusal,
)

from panel_desk.domain.children.cases import ExploitationType
from panel_desk.domain.children.child_story import LinkKind
from panel_desk.domain.children.child_timeline import TimelineKind, timeline
from panel_desk.domain.children.register import Register
from panel_desk.domain.errors import Reason
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ChildId, MeetingId

TODAY = date(2026, 11, 22)


def register(at: TestDesk, known: Register | None = None) -> Register:
    return at.desk.children.register(TODAY, known)


def id_of(at: TestDesk, local_id: str = "101") -> ChildId:
    found = at.desk.children.id_of(local_id)
    assert found is not None
    return found


def with_address(*rows: tuple[str, str, str, str]) -> bytes:
    """Local ID, surname, date of birth, address."""
    lines = ((i, s, "Kim", b, "CCE", "High", "Ife Bello", a) for i, s, b, a in rows)
    return a_list((*PROFILE_HEADINGS, "Address"), *lines)


def noted(at: TestDesk, section: NoteSection, text: str) -> MeetingId:
    """A meeting in session, with words noted under its first case."""
    meeting_id = at.opened()
    item = at.cases(meeting_id)[0]
    at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
    at.desk.meetings.write(ASHA, meeting_id, item.id, section, text)
    return meeting_id


def test_every_child_of_the_lists_is_in_the_register_with_what_they_say(at: TestDesk) -> None:
    at.bring(a_profile())
    first, second = register(at).children
    assert (first.local_id, first.initials, first.name, first.listed_risk) == ("101", "K.A.", "Kim Archer", "High")
    assert first.types == (ExploitationType.CCE,)
    assert (first.standing, first.missing_90, first.listed) == (None, 0, True)
    assert second.name == "Kim Young"
    assert at.desk.children.count() == 2


def test_an_empty_desk_has_an_empty_register(at: TestDesk) -> None:
    assert len(register(at)) == 0
    assert register(at).find("anything") == ()


def test_missing_episodes_of_90_days_are_counted_and_older_ones_are_not(at: TestDesk) -> None:
    at.clock.set(TODAY)
    at.bring(a_profile())
    at.bring(missing("101", "01/11/2026 20:00", "02/11/2026 01:00"), "m1.csv")
    at.bring(missing("101", "20/07/2026 20:00", "21/07/2026 01:00"), "m2.csv")
    at.bring(missing("102", "21/11/2026 20:00"), "m3.csv")
    first, second = register(at).children
    assert (first.missing_90, first.missing_now) == (1, False)
    assert (second.missing_90, second.missing_now) == (1, True)


def test_a_child_whose_episode_has_had_no_end_since_spring_is_missing_now(at: TestDesk) -> None:
    at.clock.set(TODAY)
    at.bring(a_profile(child("101")))
    at.bring(missing("101", "01/05/2026 20:00"), "old.csv")
    (line,) = register(at).children
    assert (line.missing_90, line.missing_now) == (0, True)
    assert [c.local_id for c in register(at).find("missing now")] == ["101"]


def test_a_decision_is_read_without_reading_the_lists_again(at: TestDesk) -> None:
    at.bring(a_profile())
    before = register(at)
    meeting_id = at.opened()
    at.decide(meeting_id, at.cases(meeting_id)[0])
    assert at.desk.children.is_about_the_same_lists(before, TODAY)
    after = register(at, before)
    assert [c.local_id for c in after.find("safe")] == ["101"]
    assert before.find("safe") == ()


def test_another_list_one_taken_back_or_another_day_makes_another_register(at: TestDesk) -> None:
    at.bring(a_profile())
    before = register(at)
    deed = at.bring(a_profile(child("103")), "more.csv")
    assert not at.desk.children.is_about_the_same_lists(before, TODAY)
    more = register(at, before)
    assert len(more) == 3
    at.desk.book.undo(ASHA, deed)
    assert len(register(at, more)) == 2
    assert not at.desk.children.is_about_the_same_lists(before, date(2026, 11, 23))


def test_a_story_tells_what_lists_say_apart_from_what_panels_decided(at: TestDesk) -> None:
    at.bring(a_profile(child("101", risk="Medium")))
    at.decide(meeting := at.opened(), at.cases(meeting)[0], level="High", outcome="disruption")
    story = at.desk.children.story(id_of(at), TODAY)
    assert (story.said.listed_risk, story.said.facts.surname) == ("Medium", "Archer")
    assert story.said.first_list == story.said.last_list == "list.csv, 1 October 2026"
    assert story.standing is not None
    assert story.standing.risk is not None
    assert story.standing.risk.level == "High"
    (history,) = story.risks
    assert [(s.on, s.level, s.reference) for s in history.steps] == [(OCTOBER, "High", "SAFE-2026-10")]


def test_a_child_with_nothing_but_an_id_has_a_story(at: TestDesk) -> None:
    at.clock.set(TODAY)
    at.bring(a_list(("Person ID", "Surname", "Type", "Risk"), ("777", "", "", "")))
    at.bring(missing("777", "21/11/2026 20:00"), "missing.csv")
    story = at.desk.children.story(id_of(at, "777"), TODAY)
    assert (story.decisions, story.actions, story.voices, story.risks, story.links) == ((), (), (), (), ())
    assert [entry.kind for entry in timeline(story)] == [TimelineKind.MISSING]
    assert story.summary.currently_missing


def test_a_child_the_desk_does_not_know_has_no_story(at: TestDesk) -> None:
    with refusal(Reason.NOT_FOUND):
        at.desk.children.story(ChildId("nobody"), TODAY)
    assert at.desk.children.id_of("nobody") is None


def test_the_voice_of_the_child_is_told_meeting_by_meeting_in_the_words_noted(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    at.close(noted(at, NoteSection.VOICE, "“I want one worker.”"))
    (voice,) = at.desk.children.story(id_of(at), TODAY).voices
    assert (voice.reference, voice.text) == ("SAFE-2026-10", "“I want one worker.”")


def test_an_action_is_told_with_its_fate(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.opened()
    item = at.cases(meeting_id)[0]
    at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
    at.desk.meetings.ask(ASHA, meeting_id, item.id, what="Call", agency=at.person("Imran Khan").agency, due_on=NOVEMBER)
    reference = at.desk.children.story(id_of(at), TODAY).actions[0].action.reference
    at.desk.actions.set_status(ASHA, reference, ActionStatus.COMPLETE, on=TODAY, reason="Done")
    (told,) = at.desk.children.story(id_of(at), TODAY).actions
    assert [(s.change, s.status) for s in told.steps] == [
        ("recorded", ActionStatus.OPEN),
        ("status", ActionStatus.COMPLETE),
    ]


def test_a_referral_is_in_the_story_and_children_of_one_referral_belong_together(at: TestDesk) -> None:
    headings = ("Person ID", "Surname", "Forename", "DOB", "Referral date", "Source agency", "Referrer", "Reason")
    rows = (
        (i, s, "Robin", "01/02/2012", "05/10/2026", "Police", r, "Seen")
        for i, s, r in (("301", "Field", "PC Hale"), ("302", "Wood", "PC Hale"), ("303", "Hill", "PC Ash"))
    )
    at.bring(a_list(headings, *rows), "referrals.csv")
    story = at.desk.children.story(id_of(at, "301"), TODAY)
    assert story.referrals[0].referrer == "PC Hale"
    (link,) = story.links
    assert (link.kind, link.local_id) == (LinkKind.REFERRAL, "302")


def test_siblings_are_found_by_the_identity_rules_and_by_the_address(at: TestDesk) -> None:
    at.bring(
        with_address(
            ("101", "Archer", "12/03/2011", "3 Fictional Street"),
            ("102", "Archer", "12/03/2011", "3 Fictional Street"),
            ("103", "Young", "01/01/2014", "3 FICTIONAL STREET"),
            ("104", "Young", "01/01/2014", "4 Fictional Street"),
        )
    )
    links = {link.local_id: link.kind for link in at.desk.children.story(id_of(at), TODAY).links}
    assert links == {"102": LinkKind.ALERT, "103": LinkKind.ADDRESS}
    other = {link.local_id: link.kind for link in at.desk.children.story(id_of(at, "102"), TODAY).links}
    assert other["101"] is LinkKind.ALERT


def test_a_child_named_in_the_notes_is_a_peer_of_the_one_it_was_noted_under_and_the_other_way_round(
    at: TestDesk,
) -> None:
    at.bring(a_profile(child("101"), child("202", surname="Young", born="01/02/2012")))
    meeting_id = at.opened()
    item = next(i for i in at.cases(meeting_id) if i.agenda.child and i.agenda.child.local_id == "101")
    at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
    at.desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.DISCUSSION, "Seen with K.Y. (202) at the station.")
    (there,) = at.desk.children.story(id_of(at, "101"), TODAY).links
    (back,) = at.desk.children.story(id_of(at, "202"), TODAY).links
    assert (there.kind, there.local_id) == (back.kind, "202") == (LinkKind.PEER, "202")
    assert back.local_id == "101"


def test_a_place_named_in_the_notes_stands_beside_the_child(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    at.bring(a_list(("Kind", "Name", "Concern"), ("Location", "Bus station north side", "Groups")), "places.csv")
    noted(at, NoteSection.DISCUSSION, "He goes to the bus station, and to the BUS STATION NORTH SIDE at night.")
    (link,) = at.desk.children.story(id_of(at), TODAY).links
    assert (link.kind, link.name) == (LinkKind.CONCERN, "Bus station north side")


def test_a_deferral_and_the_next_meeting_are_both_in_the_timeline(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    at.decide(meeting := at.opened(), at.cases(meeting)[0], outcome="defer", review_on=None)
    at.close(meeting)
    at.planned(held_on=DECEMBER)
    kinds = [entry.kind for entry in timeline(at.desk.children.story(id_of(at), TODAY))]
    assert kinds.count(TimelineKind.DEFERRED) == 1
    assert kinds.count(TimelineKind.LISTED) == 2


def test_three_hundred_entries_are_all_told(at: TestDesk) -> None:
    at.clock.set(TODAY)
    at.bring(a_profile(child("101")))
    rows = (f"101,{1 + n % 28:02}/{1 + n // 28:02}/2026 0{n % 8}:00,,Missing" for n in range(300))
    at.bring(("Person ID,START_DTTM,END_DTTM,MISSING_STATUS\r\n" + "\r\n".join(rows)).encode(), "many.csv")
    story = at.desk.children.story(id_of(at), TODAY)
    assert len(timeline(story)) == len(story.episodes) == 300


@pytest.mark.parametrize("name", ["N" + "n" * 199, "محمد", "Ann 😀", "O'Brien-Łuczak"])
def test_any_name_goes_through_whole(at: TestDesk, name: str) -> None:
    at.bring(a_profile(child("101", surname=name)))
    (line,) = register(at).children
    assert line.name == f"Kim {name}"
    assert at.desk.children.story(id_of(at), TODAY).said.facts.surname == name


def test_a_referral_alone_brings_a_child_who_is_not_listed(at: TestDesk) -> None:
    at.bring(a_referral("401"), "referral.csv")
    (line,) = register(at).children
    assert not line.listed
    assert [c.local_id for c in register(at).find("=unlisted")] == ["401"]

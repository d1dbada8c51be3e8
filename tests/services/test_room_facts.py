"""What the room knows of the item in hand, read from the record."""

from __future__ import annotations

from datetime import date, time

import pytest
from tests.services.desk_builders import (
    ASHA,
    CONCERN_HEADINGS,
    DECEMBER,
    HEALTH,
    MACE,
    NOVEMBER,
    OCTOBER,
    POLICE,
    SAFE,
    TestDesk,
    a_desk,
    a_list,
    a_profile,
    a_referral,
    child,
)

from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Item
from panel_desk.domain.panels import SectionKind
from panel_desk.domain.room.item_facts import ActionFate, ItemFacts
from panel_desk.domain.room.pace import pace


def item_of(desk: TestDesk, meeting_id: MeetingId, local_id: str) -> Item:
    return next(i for i in desk.cases(meeting_id) if i.agenda.child and i.agenda.child.local_id == local_id)


def fixed(desk: TestDesk, meeting_id: MeetingId, kind: SectionKind, *, last: bool = False) -> ItemId:
    meeting = desk.desk.meetings.meeting(meeting_id)
    found = [i.id for i in meeting.items if meeting.definition.section(i.agenda.section).kind is kind]
    return found[-1 if last else 0]


def facts(desk: TestDesk, meeting_id: MeetingId, item: Item | ItemId) -> ItemFacts:
    return desk.desk.room.facts(meeting_id, item.id if isinstance(item, Item) else item)


def asked_in_october(desk: TestDesk, *, outcome: str = "risk-raised", level: str = "High") -> MeetingId:
    """Child 101 before SAFE in October: decided, with one action for the police by 13 November."""
    desk.bring(a_profile())
    meeting_id = desk.opened()
    item = item_of(desk, meeting_id, "101")
    desk.decide(meeting_id, item, outcome=outcome, level=level)
    desk.desk.meetings.ask(
        ASHA, meeting_id, item.id, what="Visit the address", agency=POLICE, due_on=date(2026, 11, 13),
        owner=desk.person("Imran Khan"),
    )  # fmt: skip
    desk.close(meeting_id)
    return meeting_id


def in_november(desk: TestDesk) -> MeetingId:
    meeting_id = desk.opened(SAFE, NOVEMBER)
    desk.clock.set(NOVEMBER, time(10, 30))
    return meeting_id


def test_a_new_child_has_its_reasons_and_the_lists_word_for_risk_alone() -> None:
    with a_desk() as desk:
        desk.bring(a_profile())
        meeting_id = desk.opened()
        told = facts(desk, meeting_id, item_of(desk, meeting_id, "101"))
        assert told.because == ("On the list of children at risk and not yet before this panel",)
        assert (told.last, told.fates, told.risk_words, told.listed_risk) == (None, (), "", "High")


def test_the_last_decision_and_the_fate_of_its_action_are_told() -> None:
    with a_desk() as desk:
        asked_in_october(desk)
        meeting_id = in_november(desk)
        told = facts(desk, meeting_id, item_of(desk, meeting_id, "101"))
        assert told.last is not None
        assert told.last.words == "22 October: raise the level of risk to High"
        assert [(f.short, f.owner, f.status, f.tone) for f in told.fates] == [
            ("01", "Police, Khan", "6 days overdue", "red")
        ]
        assert (told.risk_words, told.risk_tone, told.listed_risk) == ("High since 22 October", "red", "")


def test_a_decision_of_this_very_meeting_is_not_the_last_one_but_sets_the_risk() -> None:
    with a_desk() as desk:
        asked_in_october(desk)
        meeting_id = in_november(desk)
        item = item_of(desk, meeting_id, "101")
        desk.decide(meeting_id, item, outcome="risk-lowered", level="Medium")
        told = facts(desk, meeting_id, item)
        assert told.last is not None
        assert told.last.reference == "SAFE-2026-10"
        assert (told.risk_words, told.risk_tone) == ("Medium since 19 November", "amber")


def test_a_level_that_was_confirmed_counts_from_when_it_was_first_set() -> None:
    with a_desk() as desk:
        asked_in_october(desk)
        meeting_id = in_november(desk)
        item = item_of(desk, meeting_id, "101")
        desk.decide(meeting_id, item, outcome="continue", level="High")
        assert facts(desk, meeting_id, item).risk_words == "High since 22 October"


@pytest.mark.parametrize(
    ("status", "words", "tone"),
    [
        (ActionStatus.COMPLETE, "done", "green"),
        (ActionStatus.IN_PROGRESS, "in progress, 6 days overdue", "red"),
        (ActionStatus.NOT_POSSIBLE, "not possible – circumstances changed", "amber"),
        (ActionStatus.NOT_DONE, "not done", "red"),
    ],
)
def test_news_of_an_action_shows_at_once(status: ActionStatus, words: str, tone: str) -> None:
    with a_desk() as desk:
        asked_in_october(desk)
        meeting_id = in_november(desk)
        desk.desk.actions.set_status(
            ASHA, "SAFE-2026-10/01", status, on=NOVEMBER, reason="as told", meeting_id=meeting_id
        )
        fate = facts(desk, meeting_id, item_of(desk, meeting_id, "101")).fates[0]
        assert (fate.status, fate.tone, fate.is_open) == (words, tone, status.is_open)


def test_what_is_asked_for_at_this_meeting_is_no_earlier_action() -> None:
    with a_desk() as desk:
        asked_in_october(desk)
        meeting_id = in_november(desk)
        item = item_of(desk, meeting_id, "101")
        desk.desk.meetings.ask(
            ASHA, meeting_id, item.id, what="Call the school", agency=HEALTH, due_on=date(2026, 11, 27)
        )
        assert [fate.reference for fate in facts(desk, meeting_id, item).fates] == ["SAFE-2026-10/01"]
        assert desk.desk.room.owing(meeting_id)[item.id] == frozenset({POLICE})
        assert [one.what for one in desk.desk.actions.of_item(meeting_id, item.id)] == ["Call the school"]
        assert desk.desk.actions.of_item(meeting_id, fixed(desk, meeting_id, SectionKind.ACTION_LOG)) == ()


def test_another_panels_decision_is_told_with_its_name() -> None:
    with a_desk() as desk:
        desk.bring(a_profile())
        october = desk.opened()
        desk.decide(october, item_of(desk, october, "101"), outcome="step-up")
        desk.close(october)
        mace = desk.opened(MACE, date(2026, 11, 5))
        told = facts(desk, mace, item_of(desk, mace, "101"))
        assert told.last is not None
        assert told.last.words == "SAFE, 22 October: step the case up to MACE"


def test_a_recommendation_that_nobody_confirmed_says_so() -> None:
    with a_desk() as desk:
        desk.bring(a_profile())
        october = desk.opened()
        desk.desk.meetings.leave(ASHA, october, desk.person("Abena Osei").id)
        desk.close(october)
        november = in_november(desk)
        told = facts(desk, november, item_of(desk, november, "101")).last
        assert told is not None
        assert told.waits
        assert "recommended, not confirmed: continue with the plan" in told.words


def test_the_action_log_shows_every_open_action_overdue_first_and_what_was_just_heard() -> None:
    with a_desk() as desk:
        desk.bring(a_profile())
        october = desk.opened()
        for what, due in (("Later", date(2026, 12, 1)), ("Soon", date(2026, 11, 2)), ("Middle", date(2026, 11, 9))):
            desk.ask(october, what, due_on=due)
        desk.close(october)
        meeting_id = in_november(desk)
        log = fixed(desk, meeting_id, SectionKind.ACTION_LOG)
        assert [f.what for f in facts(desk, meeting_id, log).fates] == ["Soon", "Middle", "Later"]
        assert facts(desk, meeting_id, log).sentence == "3 open actions, 2 of them overdue."
        desk.desk.actions.set_status(
            ASHA, "SAFE-2026-10/02", ActionStatus.COMPLETE, on=NOVEMBER, reason="done", meeting_id=meeting_id
        )
        assert [f.what for f in facts(desk, meeting_id, log).fates] == ["Middle", "Later", "Soon"]


def test_the_last_minutes_say_how_far_they_are() -> None:
    with a_desk() as desk:
        desk.bring(a_profile())
        first = desk.circulated()
        meeting_id = in_november(desk)
        last = fixed(desk, meeting_id, SectionKind.LAST_MINUTES)
        waiting = "The minutes of SAFE-2026-10 (22 October) are circulated and wait to be confirmed."
        assert facts(desk, meeting_id, last).sentence == waiting
        desk.desk.minutes.approve(ASHA, first, meeting_id)
        assert facts(desk, meeting_id, last).sentence == "The minutes of SAFE-2026-10 (22 October) are confirmed."


def test_a_first_meeting_has_no_minutes_to_confirm() -> None:
    with a_desk() as desk:
        meeting_id = desk.opened()
        last = fixed(desk, meeting_id, SectionKind.LAST_MINUTES)
        assert facts(desk, meeting_id, last).sentence.startswith("There is no meeting before this one")
        assert desk.desk.room.previous_minutes(meeting_id) is None


def test_the_welcome_says_who_is_here_and_whether_the_statement_was_read() -> None:
    with a_desk() as desk:
        meeting_id = desk.opened()
        welcome = fixed(desk, meeting_id, SectionKind.STANDING)
        assert facts(desk, meeting_id, welcome).sentence == (
            "4 in the room. The confidentiality statement has not been read yet."
        )
        desk.clock.set(OCTOBER, time(10, 2))
        desk.desk.meetings.read_confidentiality(ASHA, meeting_id)
        assert facts(desk, meeting_id, welcome).sentence.endswith("was read at 10:02.")


def test_the_last_item_names_the_next_meeting_once_it_is_planned() -> None:
    with a_desk() as desk:
        meeting_id = desk.opened()
        other = fixed(desk, meeting_id, SectionKind.STANDING, last=True)
        assert facts(desk, meeting_id, other).sentence == "The next meeting is not planned yet."
        desk.planned(SAFE, DECEMBER)
        assert facts(desk, meeting_id, other).sentence == "Next meeting: Thursday 17 December 2026."


def test_a_place_has_its_decisions_and_actions_too() -> None:
    with a_desk() as desk:
        row = ("Location", "Mill Park", "Groups gather", "Police", "03/09/2026")
        desk.bring(a_list(CONCERN_HEADINGS, row))
        first = desk.opened(MACE, date(2026, 10, 8))
        item = desk.cases(first)[0]
        desk.decide(first, item, outcome="disruption")
        desk.desk.meetings.ask(ASHA, first, item.id, what="Light the path", agency=POLICE, due_on=date(2026, 11, 3))
        desk.close(first)
        second = desk.opened(MACE, date(2026, 11, 5))
        told = facts(desk, second, desk.cases(second)[0])
        assert told.last is not None
        assert told.last.words.startswith("8 October: ")
        assert [fate.what for fate in told.fates] == ["Light the path"]
        assert desk.desk.room.owing(second)[desk.cases(second)[0].id] == frozenset({POLICE})


def test_who_owes_something_on_a_child_is_kept_for_its_item() -> None:
    with a_desk() as desk:
        asked_in_october(desk)
        meeting_id = in_november(desk)
        owing = desk.desk.room.owing(meeting_id)
        log, item = fixed(desk, meeting_id, SectionKind.ACTION_LOG), item_of(desk, meeting_id, "101")
        assert owing == {log: frozenset({POLICE}), item.id: frozenset({POLICE})}
        assert pace(desk.desk.meetings.meeting(meeting_id), desk.clock(), owing).of > 0


def test_a_child_at_the_same_address_stands_beside_and_is_found_on_this_agenda() -> None:
    with a_desk() as desk:
        twins = (child("101", surname="Archer"), child("102", surname="Archer"))
        desk.bring(a_profile(*twins))
        desk.bring(a_referral("101"))
        meeting_id = desk.opened()
        one, other = item_of(desk, meeting_id, "101"), item_of(desk, meeting_id, "102")
        beside = facts(desk, meeting_id, one).beside
        assert [(b.words, b.item_id) for b in beside] == [("K.A. (102)", other.id)]
        assert "Archer" not in beside[0].why


def test_the_minutes_before_are_drawn_until_they_are_signed() -> None:
    with a_desk() as desk:
        desk.bring(a_profile())
        desk.circulated()
        found = desk.desk.room.previous_minutes(in_november(desk))
        assert found is not None
        assert (found.reference, found.state, found.pdf) == ("SAFE-2026-10", "circulated", b"")
        assert found.minutes is not None


def test_an_action_of_another_panel_is_named_by_its_whole_reference() -> None:
    with a_desk() as desk:
        asked_in_october(desk, outcome="step-up", level="")
        mace = desk.opened(MACE, date(2026, 11, 5))
        fate: ActionFate = facts(desk, mace, item_of(desk, mace, "101")).fates[0]
        assert fate.short == "SAFE-2026-10/01"

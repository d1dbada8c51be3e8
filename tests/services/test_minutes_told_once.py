"""Closed minutes stay as they were, whatever happens to the meeting before them or after them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.services.desk_builders import ASHA, DECEMBER, NOVEMBER, OCTOBER, SAFE, TestDesk, a_profile, child, refusal

from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.minutes.minutes import ActionTable, Text

SEPTEMBER = date(2026, 9, 24)


def told_of_earlier(at: TestDesk, meeting_id: MeetingId) -> list[str]:
    """The references in a meeting's log of earlier actions."""
    blocks = [b for s in at.desk.minutes.value(meeting_id).sections for item in s.items for b in item.blocks]
    return [line.reference for b in blocks if isinstance(b, ActionTable) and b.carried for line in b.lines]


def complete(at: TestDesk, reference: str, on: date) -> None:
    at.desk.actions.set_status(ASHA, reference, ActionStatus.COMPLETE, on=on, reason="done")


def says_confirmed(at: TestDesk, meeting_id: MeetingId) -> bool:
    texts = [b for s in at.desk.minutes.value(meeting_id).sections for item in s.items for b in item.blocks]
    said = [b.text for b in texts if isinstance(b, Text) and "SAFE-2026-10" in b.text]
    assert len(said) == 1
    return "AGREED as a correct record" in said[0]


def test_what_was_done_between_two_meetings_is_told_at_the_later_one_and_then_no_more(at: TestDesk) -> None:
    october = at.opened()
    at.ask(october)
    at.close(october)
    complete(at, "SAFE-2026-10/01", date(2026, 11, 2))
    november = at.closed(SAFE, NOVEMBER)
    assert told_of_earlier(at, november) == ["SAFE-2026-10/01"]
    assert told_of_earlier(at, at.closed(SAFE, DECEMBER)) == []


def test_an_earlier_meeting_opened_and_closed_again_takes_nothing_from_the_later_ones_minutes(at: TestDesk) -> None:
    october = at.opened()
    at.ask(october)
    at.close(october)
    november = at.opened(SAFE, NOVEMBER)
    complete(at, "SAFE-2026-10/01", NOVEMBER)
    at.close(november)
    before = at.desk.minutes.value(november).sections
    at.desk.meetings.reopen(ASHA, october, "a case was left out")
    assert at.desk.minutes.value(november).sections == before, "while it sits again"
    at.close(october)
    assert at.desk.minutes.value(november).sections == before
    assert told_of_earlier(at, november) == ["SAFE-2026-10/01"]


def test_an_action_asked_for_by_a_meeting_opened_again_is_told_at_the_next_one(at: TestDesk) -> None:
    october = at.closed()
    november = at.closed(SAFE, NOVEMBER)
    at.desk.meetings.reopen(ASHA, october, "an action was left out")
    at.ask(october)
    at.close(october)
    assert told_of_earlier(at, november) == []
    assert told_of_earlier(at, at.opened(SAFE, DECEMBER)) == ["SAFE-2026-10/01"]


def test_a_meeting_that_never_sat_is_passed_over_and_later_news_still_changes_nothing(at: TestDesk) -> None:
    september = at.opened(SAFE, SEPTEMBER)
    at.ask(september)
    at.close(september)
    at.planned()
    complete(at, "SAFE-2026-09/01", date(2026, 11, 2))
    november = at.closed(SAFE, NOVEMBER)
    assert told_of_earlier(at, november) == ["SAFE-2026-09/01"]
    before = at.desk.minutes.value(november).sections
    at.bring(a_profile())
    assert at.desk.minutes.value(november).sections == before


def test_minutes_say_that_the_meeting_confirmed_those_before_it(at: TestDesk) -> None:
    october = at.circulated()
    november = at.opened(SAFE, NOVEMBER)
    assert not says_confirmed(at, november)
    at.desk.minutes.approve(ASHA, october, november)
    assert says_confirmed(at, november)


def test_minutes_taken_back_after_the_confirming_meeting_do_not_change_what_it_did(at: TestDesk) -> None:
    october = at.approved()
    november = at.desk.meetings.by_reference("SAFE-2026-11").id
    at.close(november)
    at.desk.minutes.give_back(ASHA, october, "a name was wrong")
    assert says_confirmed(at, november)


def test_minutes_taken_back_while_the_confirming_meeting_sits_are_not_confirmed_by_it(at: TestDesk) -> None:
    october = at.approved()
    november = at.desk.meetings.by_reference("SAFE-2026-11").id
    at.desk.minutes.give_back(ASHA, october, "a name was wrong")
    assert not says_confirmed(at, november)


def test_a_confirmation_is_entered_late_until_the_confirming_meetings_minutes_go_out(at: TestDesk) -> None:
    october = at.circulated()
    november = at.closed(SAFE, NOVEMBER)
    at.desk.minutes.draft(ASHA, november)
    at.desk.minutes.approve(ASHA, october, november)
    assert says_confirmed(at, november)


def test_minutes_that_went_out_confirm_no_others_afterwards(at: TestDesk) -> None:
    october, november = at.circulated(), at.circulated(NOVEMBER)
    before = (at.tables(), at.desk.minutes.value(november).sections)
    with refusal(match="cannot record what it confirmed"):
        at.desk.minutes.approve(ASHA, october, november)
    assert (at.tables(), at.desk.minutes.value(november).sections) == before


LATER: dict[str, Callable[[TestDesk, MeetingId], object]] = {
    "a list": lambda at, _: at.bring(a_profile(child("101", surname="Changed", risk="Medium"))),
    "the panel's definition": lambda at, _: at.desk.people.define_shipped_panels(ASHA),
    "the next meeting": lambda at, _: at.ask(at.opened(SAFE, DECEMBER), due_on=DECEMBER),
    "a copy that leaves": lambda at, meeting_id: at.desk.publishing.send_minutes(ASHA, meeting_id, "Marta Lee"),
    "the sheets": lambda at, meeting_id: at.desk.publishing.action_sheets(ASHA, meeting_id),
    "its own draft": lambda at, meeting_id: at.desk.minutes.draft(ASHA, meeting_id),
    "more time": lambda at, _: at.desk.actions.postpone(ASHA, "SAFE-2026-11/01", DECEMBER, "the owner was ill"),
}


@pytest.mark.parametrize("deed", LATER)
def test_no_later_deed_changes_what_closed_minutes_say(at: TestDesk, deed: str) -> None:
    at.bring(a_profile(child("101")))
    november = at.opened(SAFE, NOVEMBER)
    at.ask(november, due_on=date(2026, 11, 30))
    at.close(november)
    before = at.desk.minutes.value(november).sections
    LATER[deed](at, november)
    assert at.desk.minutes.value(november).sections == before


@pytest.mark.parametrize("text", ["half \ud83d a character", "\udcff"])
def test_a_text_that_is_no_text_is_refused_and_the_one_before_it_stands(at: TestDesk, text: str) -> None:
    meeting_id = at.opened(SAFE, OCTOBER)
    item = at.desk.meetings.meeting(meeting_id).items[0]
    at.desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.DISCUSSION, "All were welcomed.")
    before = at.tables()
    with refusal(match="half a character"):
        at.desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.DISCUSSION, text)
    assert at.tables() == before
    assert at.desk.meetings.meeting(meeting_id).items[0].notes == {NoteSection.DISCUSSION: "All were welcomed."}

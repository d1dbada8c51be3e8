"""Nothing that was said is lost from all minutes, and nothing is told twice, whatever happens to the meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.services.desk_builders import ASHA, DECEMBER, NOVEMBER, OCTOBER, SAFE, TestDesk, a_desk, refusal
from tests.services.strategy_builders import (
    did,
    feedback,
    minutes_of,
    of_a_group,
    say,
    with_children,
)

from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import FeedbackId, MeetingId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.minutes.minutes import Text

JANUARY = date(2027, 1, 21)


@pytest.fixture
def desk(at: TestDesk) -> TestDesk:
    return with_children(at)


def words_of(at: TestDesk, meeting_id: MeetingId) -> list[str]:
    """What was said that the minutes tell, wherever they do."""
    minutes = minutes_of(at, meeting_id)
    blocks = (block for section in minutes.sections for item in section.items for block in item.blocks)
    return [block.text for block in blocks if isinstance(block, Text) and block.text.startswith("“")]


def began(at: TestDesk, meeting_id: MeetingId, held_on: date) -> MeetingId:
    """A planned meeting, in session with everybody there."""
    chair = at.person("Dana Prior").id
    at.desk.agendas.lock(ASHA, meeting_id, chair)
    at.desk.agendas.issued(ASHA, meeting_id, "0" * 64)
    at.clock.set(held_on)
    at.desk.meetings.open(ASHA, meeting_id, chair)
    for name in ("Imran Khan", "Abena Osei", "Dana Prior"):
        at.desk.meetings.attend(ASHA, meeting_id, at.person(name))
    return meeting_id


def end(at: TestDesk, meeting_id: MeetingId) -> None:
    """Decide what waits for an outcome, each to be reviewed at the next meeting, and close."""
    review_on = at.desk.meetings.meeting(meeting_id).held_on + timedelta(days=14)
    for item in at.cases(meeting_id):
        if not item.decisions:
            at.decide(meeting_id, item, review_on=review_on)
    at.desk.meetings.close(ASHA, meeting_id)


def closed(at: TestDesk, held_on: date) -> MeetingId:
    """A meeting of SAFE that is over."""
    meeting_id = at.opened(SAFE, held_on)
    end(at, meeting_id)
    return meeting_id


def test_what_was_said_for_a_cancelled_meeting_is_told_at_the_next(desk: TestDesk) -> None:
    october = desk.planned(SAFE, OCTOBER)
    say(desk, at_meeting=october)
    desk.desk.planning.cancel(ASHA, october, "too few could come")
    assert words_of(desk, closed(desk, NOVEMBER)) == ["“I want one worker.”"]
    assert words_of(desk, closed(desk, DECEMBER)) == []


def test_what_a_group_said_for_a_cancelled_meeting_is_told_at_the_panels_next(desk: TestDesk) -> None:
    october = desk.planned(SAFE, OCTOBER)
    desk.desk.voice.record(ASHA, of_a_group(desk, at_meeting=october))
    desk.desk.planning.cancel(ASHA, october, "too few could come")
    assert words_of(desk, closed(desk, NOVEMBER)) == ["“The bus stop is dark.”"]


def test_what_waited_for_a_later_meeting_and_was_freed_after_an_earlier_one_is_told(desk: TestDesk) -> None:
    november = desk.planned(SAFE, NOVEMBER)
    said = feedback(desk, at_meeting=november)
    desk.desk.voice.record(ASHA, said)
    october = closed(desk, OCTOBER)
    desk.desk.voice.record(ASHA, replace(said, at_meeting=None))
    assert words_of(desk, began(desk, november, NOVEMBER)) == ["“I want one worker.”"]
    assert words_of(desk, october) == []


def test_what_waits_for_a_meeting_that_was_passed_over_is_told_at_the_one_held_instead(desk: TestDesk) -> None:
    october = desk.planned(SAFE, OCTOBER)
    say(desk, at_meeting=october)
    november = closed(desk, NOVEMBER)
    assert words_of(desk, november) == ["“I want one worker.”"]
    assert words_of(desk, began(desk, october, OCTOBER)) == []


def test_a_meeting_that_is_over_hears_nothing_more(desk: TestDesk) -> None:
    october = closed(desk, OCTOBER)
    with refusal(match="SAFE-2026-10 is over"):
        say(desk, at_meeting=october)


def test_a_cancelled_meeting_hears_nothing(desk: TestDesk) -> None:
    october = desk.planned()
    desk.desk.planning.cancel(ASHA, october, "too few could come")
    with refusal(match="SAFE-2026-10 has been cancelled"):
        say(desk, at_meeting=october)


def test_words_are_put_right_after_the_meeting_that_heard_them(desk: TestDesk) -> None:
    october = desk.opened()
    said = feedback(desk, at_meeting=october)
    desk.desk.voice.record(ASHA, said)
    end(desk, october)
    desk.desk.voice.record(ASHA, replace(said, said="I want one worker, Ife."))
    assert desk.desk.voice.line(said.id).said == "I want one worker, Ife."
    assert words_of(desk, october) == ["“I want one worker.”"]


def test_what_minutes_have_told_is_not_put_into_another_meeting(desk: TestDesk) -> None:
    said = feedback(desk)
    desk.desk.voice.record(ASHA, said)
    closed(desk, OCTOBER)
    november = desk.planned(SAFE, NOVEMBER)
    with refusal(match="minutes of SAFE-2026-10 have told"):
        desk.desk.voice.record(ASHA, replace(said, at_meeting=november))


def test_a_meeting_opened_and_closed_again_does_not_tell_what_a_later_one_told(desk: TestDesk) -> None:
    october = closed(desk, OCTOBER)
    say(desk)
    november = closed(desk, NOVEMBER)
    desk.desk.meetings.reopen(ASHA, october, "a case was left out")
    assert words_of(desk, october) == []
    end(desk, october)
    assert words_of(desk, october) == []
    assert words_of(desk, november) == ["“I want one worker.”"]


def test_a_meeting_opened_again_still_tells_what_it_told(desk: TestDesk) -> None:
    said = say(desk)
    october = closed(desk, OCTOBER)
    desk.desk.voice.answer(ASHA, said, did(on=OCTOBER))
    november = closed(desk, NOVEMBER)
    desk.desk.meetings.reopen(ASHA, october, "a case was left out")
    end(desk, october)
    assert words_of(desk, october) == ["“I want one worker.”"]
    assert words_of(desk, november) == ["“I want one worker.”"], "with the answer"


def test_a_group_does_not_speak_under_one_childs_item(desk: TestDesk) -> None:
    october = desk.opened()
    own = next(i for i in desk.cases(october) if i.agenda.child is not None)
    with refusal(match="about one child"):
        desk.desk.voice.record(ASHA, of_a_group(desk, at_meeting=october, item_id=own.id))


class Story:
    """Meetings and feedback of one desk, changed step by step; what is not allowed just then is not done."""

    def __init__(self, at: TestDesk) -> None:
        self.at = at
        self.meetings: list[MeetingId] = []
        self.days = iter((OCTOBER, NOVEMBER, DECEMBER))
        self.said: list[FeedbackId] = []
        self.closed: dict[MeetingId, list[str]] = {}

    def plan(self, _which: int) -> None:
        day = next(self.days, None)
        if day is not None:
            self.meetings.append(self.at.planned(SAFE, day))

    def record(self, which: int) -> None:
        meeting_id = self._of(self.meetings, which) if which % 2 else None
        name = f"words {len(self.said)}."
        self.said.append(say(self.at, name, at_meeting=meeting_id))

    def free(self, which: int) -> None:
        line = self.at.desk.voice.line(self.said[which % len(self.said)])
        self.at.desk.voice.record(ASHA, replace(feedback(self.at, line.said), id=line.id))

    def withdraw(self, which: int) -> None:
        self.at.desk.voice.withdraw(ASHA, self.said[which % len(self.said)], "taken back")

    def cancel(self, which: int) -> None:
        self.at.desk.planning.cancel(ASHA, self._of(self.meetings, which), "too few")

    def open(self, which: int) -> None:
        meeting_id = self._of(self.meetings, which)
        began(self.at, meeting_id, self.at.desk.meetings.meeting(meeting_id).held_on)

    def close(self, which: int) -> None:
        meeting_id = self._of(self.meetings, which)
        if self.at.state(meeting_id) is MeetingState.IN_SESSION:
            end(self.at, meeting_id)
            self.closed[meeting_id] = words_of(self.at, meeting_id)

    def reopen(self, which: int) -> None:
        meeting_id = self._of(self.meetings, which)
        self.at.desk.meetings.reopen(ASHA, meeting_id, "a case was left out")
        self.closed.pop(meeting_id, None)

    @staticmethod
    def _of(meetings: list[MeetingId], which: int) -> MeetingId:
        return meetings[which // 2 % len(meetings)]

    def over(self) -> list[MeetingId]:
        return [one for one in self.meetings if self.at.desk.meetings.meeting(one).closed_at is not None]

    def tell(self, steps: list[tuple[str, int]]) -> Iterator[None]:
        for name, which in steps:
            if name in {"plan", "record"} or (self.said if name in {"free", "withdraw"} else self.meetings):
                try:
                    if self.meetings or name != "record":
                        getattr(self, name)(which)
                except DeskError:
                    continue
                yield


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("plan", "record", "record", "free", "withdraw", "cancel", "open", "close", "close", "reopen")),
        st.integers(0, 11),
    ),
    min_size=4,
    max_size=18,
)


@settings(max_examples=30, deadline=None)
@given(STEPS)
def test_nothing_said_is_lost_from_all_minutes_or_told_twice(steps: list[tuple[str, int]]) -> None:
    with a_desk() as at:
        story = Story(with_children(at))
        for _ in story.tell(steps):
            for meeting_id, words in story.closed.items():
                assert words_of(at, meeting_id) == words, "closed minutes stay as they were"
        for meeting_id in story.meetings:
            if at.state(meeting_id) is MeetingState.IN_SESSION:
                end(at, meeting_id)
        last = closed(at, JANUARY)
        told = [word for meeting_id in (*story.over(), last) for word in words_of(at, meeting_id)]
        standing = [f"“{at.desk.voice.line(one).said}”" for one in story.said if not at.desk.voice.line(one).withdrawn]
        assert {word for word in standing if told.count(word) != 1} == set()
        assert all(told.count(word) == 1 for word in told)

"""What may be recorded of feedback, and how it is told: whose words, how gathered, how long without an answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.unit.builders import refused

from panel_desk.domain.events import Event
from panel_desk.domain.events.strategy import AnswerWithdrawn, FeedbackAnswered, FeedbackRecorded, FeedbackWithdrawn
from panel_desk.domain.ids import ChildId, FeedbackId, ItemId
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer, Gathered, Speaker
from panel_desk.domain.strategy.feedback_rules import checked_answer, checked_feedback, refuse_withdrawal, spoken_from
from panel_desk.domain.strategy.feedback_told import (
    AnswerGiven,
    Spoken,
    feedback_line,
    how_words,
    quoted,
    you_said_we_did,
)

TODAY = date(2026, 11, 22)
SAID_ON = date(2026, 11, 3)


def said(**changes: object) -> Feedback:
    facts: dict[str, object] = {
        "id": FeedbackId("f"),
        "speaker": Speaker.CHILD,
        "gathered": Gathered.RETURN_INTERVIEW,
        "said_on": SAID_ON,
        "said": " I want one worker. ",
        "child_id": ChildId("c"),
    }
    return Feedback(**{**facts, **changes})  # type: ignore[arg-type]


def did(**changes: object) -> FeedbackAnswer:
    facts: dict[str, object] = {"did": "one worker was named", "did_on": date(2026, 11, 5), "by": "Police"}
    return FeedbackAnswer(**{**facts, **changes})  # type: ignore[arg-type]


def spoken(*answers: FeedbackAnswer, withdrawn: str = "", **changes: object) -> Spoken:
    given = tuple(AnswerGiven(answer=answer) for answer in answers)
    return Spoken(feedback=said(**changes), given=given, withdrawn=withdrawn, initials="J.M.", local_id="104233")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"said": " "}, "What was said?"),
        ({"said_on": TODAY + timedelta(days=1)}, "still to come"),
        ({"child_id": None}, "Choose the child, or say that young people said it"),
        ({"child_id": None, "speaker": Speaker.FAMILY}, "or say that families said it"),
        ({"speaker": Speaker.YOUNG_PEOPLE}, "not about one child"),
        ({"item_id": ItemId("i")}, "An item of which meeting?"),
    ],
)
def test_what_cannot_be_feedback_is_refused_in_a_sentence(changes: dict[str, object], words: str) -> None:
    with refused(words):
        checked_feedback(said(**changes), TODAY)


def test_what_may_be_kept_loses_only_the_spaces_around_it() -> None:
    assert checked_feedback(said(), TODAY).said == "I want one worker."
    assert checked_feedback(said(said_on=TODAY), TODAY).said_on == TODAY


def test_an_entry_stays_with_its_child_and_is_not_changed_once_withdrawn() -> None:
    with refused("Withdraw it with a reason"):
        checked_feedback(said(child_id=ChildId("other")), TODAY, spoken())
    with refused("not changed any more"):
        checked_feedback(said(), TODAY, spoken(withdrawn="twice"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"did": ""}, "What was done because of it?"),
        ({"by": " "}, "Who did it?"),
        ({"did_on": TODAY + timedelta(days=1)}, "still to come"),
        ({"did_on": SAID_ON - timedelta(days=1)}, "not done because of it"),
    ],
)
def test_an_answer_says_what_changed_by_whom_and_when(changes: dict[str, object], words: str) -> None:
    with refused(words):
        checked_answer(spoken(), did(**changes), TODAY)


def test_what_was_done_on_the_day_itself_counts() -> None:
    assert checked_answer(spoken(), did(did_on=SAID_ON), TODAY).did_on == SAID_ON


def test_what_was_withdrawn_is_neither_answered_nor_withdrawn_again() -> None:
    with refused("needs no answer"):
        checked_answer(spoken(withdrawn="twice"), did(), TODAY)
    with refused("already"):
        refuse_withdrawal(spoken(withdrawn="twice"), "again")
    with refused("Why is it withdrawn?"):
        refuse_withdrawal(spoken(), " ")


@pytest.mark.parametrize(
    ("of", "state", "tone"),
    [
        (spoken(), "no answer for 19 days", "amber"),
        (spoken(said_on=TODAY), "said today, no answer yet", "amber"),
        (spoken(said_on=TODAY - timedelta(days=28)), "no answer for 28 days", "amber"),
        (spoken(said_on=TODAY - timedelta(days=29)), "no answer for 29 days", "red"),
        (spoken(did()), "answered, not told yet", "amber"),
        (spoken(did(), did(told_back=True)), "answered, and told", "green"),
        (spoken(withdrawn="recorded twice"), "withdrawn: recorded twice", ""),
    ],
)
def test_each_state_is_told_in_words(of: Spoken, state: str, tone: str) -> None:
    line = feedback_line(of, TODAY)
    assert (line.state_words, line.tone) == (state, tone)


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (spoken(), "J.M. (104233)"),
        (replace(spoken(), initials="", local_id="", meeting_reference="MACE-2026-11"), "MACE-2026-11"),
        (replace(spoken(panel="MACE"), initials="", local_id=""), "MACE panel"),
        (replace(spoken(), initials="", local_id=""), "In general"),
    ],
)
def test_each_line_says_what_it_is_about(of: Spoken, words: str) -> None:
    assert feedback_line(of, TODAY).about_words == words


def test_how_it_was_gathered_and_what_changed_are_told_in_a_sentence() -> None:
    assert how_words(said(gathered_by="Ruth Bell")) == "in a return interview by Ruth Bell, 3 November 2026"
    through = said(gathered=Gathered.THROUGH_WORKER, gathered_by="Ruth Bell")
    assert how_words(through) == "through a worker (Ruth Bell), 3 November 2026"
    (answer,) = feedback_line(spoken(did(told_back=True)), TODAY).answers
    assert answer.words == "5 November 2026, Police: one worker was named. The child has been told."
    (answer,) = feedback_line(spoken(did(told_back=True), speaker=Speaker.FAMILIES), TODAY).answers
    assert answer.words.endswith("Families have been told.")


def test_you_said_we_did_parts_what_waits_and_leaves_out_what_was_withdrawn() -> None:
    lines = [feedback_line(s, TODAY) for s in (spoken(did(told_back=True)), spoken(), spoken(withdrawn="twice"))]
    told = you_said_we_did(lines, "2026-27")
    assert (len(told.answered), len(told.waiting)) == (1, 1)
    assert told.sentence == "2 things were said: 1 has been answered, 1 waits. Those who said it have been told of 1."


@pytest.mark.parametrize(
    ("typed", "shown"),
    [(" I want one worker. ", "“I want one worker.”"), ("“Ask me.”", "“Ask me.”"), ('"Ask me."', '"Ask me."')],
)
def test_words_stand_in_quotation_marks_once(typed: str, shown: str) -> None:
    assert quoted(typed) == shown


def test_a_period_without_words_says_so() -> None:
    assert you_said_we_did([], "2026-27").sentence == "Nothing has been recorded as said in this period."


EVENTS = st.lists(st.sampled_from(["said", "did", "withdrawn"]), max_size=8)


@given(EVENTS)
def test_the_events_of_one_feedback_come_to_the_last_words_and_every_answer(kinds: list[str]) -> None:
    made: dict[str, Event] = {
        "said": FeedbackRecorded(feedback=said()),
        "did": FeedbackAnswered(feedback_id=FeedbackId("f"), answer=did()),
        "undone": AnswerWithdrawn(feedback_id=FeedbackId("f"), number=1, reason="of another"),
        "withdrawn": FeedbackWithdrawn(feedback_id=FeedbackId("f"), reason="twice"),
    }
    found = spoken_from(made[kind] for kind in kinds)
    if "said" not in kinds:
        assert found is None
        return
    after = kinds[kinds.index("said") :]
    assert found is not None
    assert (len(found.answers), found.withdrawn) == (after.count("did"), "twice" if "withdrawn" in after else "")

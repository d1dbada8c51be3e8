"""An answer recorded by mistake: withdrawn with a reason, taken back, told no more, and seen where all is held."""

from __future__ import annotations

import pytest
from tests.services.desk_builders import ASHA, DECEMBER, NOVEMBER, OCTOBER, SAFE, TestDesk, refusal
from tests.services.strategy_builders import child_id, did, minutes_of, say, told, with_children

from panel_desk.domain.errors import Reason
from panel_desk.domain.figures.reporting_year import reporting_year
from panel_desk.domain.ids import FeedbackId
from panel_desk.domain.names.hiding import texts_in
from panel_desk.vault.projections import REVISION, project
from panel_desk.vault.rebuild import rebuild


@pytest.fixture
def desk(at: TestDesk) -> TestDesk:
    return with_children(at)


@pytest.fixture
def said(desk: TestDesk) -> FeedbackId:
    """Answered twice."""
    one = say(desk)
    for words in ("One worker was named", "The curfew of another child was lifted"):
        desk.desk.voice.answer(ASHA, one, did(words, told=words.startswith("The")))
    return one


def answers(at: TestDesk, said: FeedbackId) -> list[str]:
    return [answer.did for answer in at.desk.voice.line(said).answers]


def test_an_answer_is_withdrawn_and_the_others_keep_their_numbers(desk: TestDesk, said: FeedbackId) -> None:
    desk.desk.voice.withdraw_answer(ASHA, said, 1, " entered twice ")
    line = desk.desk.voice.line(said)
    assert [(answer.number, answer.did) for answer in line.answers] == [(2, "The curfew of another child was lifted")]
    assert line.withdrawn_answers == ("1 October 2026, Police: One worker was named. Withdrawn: entered twice",)
    desk.desk.voice.withdraw_answer(ASHA, said, 2, "of another child")
    assert desk.desk.voice.line(said).state_words == "no answer for 1 day"


def test_the_tables_are_the_same_when_they_are_made_again(desk: TestDesk, said: FeedbackId) -> None:
    desk.desk.voice.withdraw_answer(ASHA, said, 2, "of another child")
    before = desk.tables()
    rebuild(desk.desk.book.vault, desk.desk.book.journal, project, revision=REVISION)
    assert desk.tables() == before


def test_it_is_taken_back_and_its_answer_is_not_while_it_stands(desk: TestDesk, said: FeedbackId) -> None:
    answered = desk.desk.voice.answer(ASHA, said, did("A third"))
    withdrawn = desk.desk.voice.withdraw_answer(ASHA, said, 3, "of another child")
    with refusal(match="rests on that deed"):
        desk.desk.voice.undo(ASHA, answered)
    desk.desk.voice.undo(ASHA, withdrawn)
    assert answers(desk, said)[-1] == "A third"


@pytest.mark.parametrize(
    ("number", "reason", "words"), [(2, " ", "Why is the answer withdrawn"), (0, "x", "no such"), (3, "x", "no such")]
)
def test_what_cannot_be_withdrawn_is_refused(
    desk: TestDesk, said: FeedbackId, number: int, reason: str, words: str
) -> None:
    with refusal(Reason.NOT_FOUND if words == "no such" else Reason.NOT_ALLOWED, match=words):
        desk.desk.voice.withdraw_answer(ASHA, said, number, reason)


def test_it_is_withdrawn_once_and_not_where_everything_was(desk: TestDesk, said: FeedbackId) -> None:
    desk.desk.voice.withdraw_answer(ASHA, said, 2, "of another child")
    with refusal(match="withdrawn already"):
        desk.desk.voice.withdraw_answer(ASHA, said, 2, "of another child")
    desk.desk.voice.withdraw(ASHA, said, "taken back")
    with refusal(match="not changed any more"):
        desk.desk.voice.withdraw_answer(ASHA, said, 1, "x")


def test_minutes_tell_it_no_more_and_closed_ones_stay(desk: TestDesk, said: FeedbackId) -> None:
    october = desk.closed(SAFE, OCTOBER)
    before = minutes_of(desk, october).sections
    desk.desk.voice.withdraw_answer(ASHA, said, 2, "of another child")
    assert minutes_of(desk, october).sections == before
    november = desk.closed(SAFE, NOVEMBER)
    assert told(minutes_of(desk, november), "(101)") == [], "nothing is new"
    desk.desk.voice.answer(ASHA, said, did("A second worker was named", on=NOVEMBER))
    shown = "\n".join(texts_in(minutes_of(desk, desk.opened(SAFE, DECEMBER))))
    assert "A second worker" in shown
    assert "curfew" not in shown


def test_it_leaves_the_desk_in_no_export_and_is_seen_where_everything_is_held(desk: TestDesk, said: FeedbackId) -> None:
    desk.desk.voice.withdraw_answer(ASHA, said, 2, "of another child")
    assert "curfew" not in "\n".join(texts_in(desk.desk.voice.outside(reporting_year("2026-27"))))
    held = desk.desk.subject_access.gather("101")
    text = "\n".join(texts_in(held))
    assert "curfew" in text
    assert "of another child" in text
    assert child_id(desk)

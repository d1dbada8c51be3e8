"""A list is not taken back while something recorded since rests on what only it brought."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.services.desk_builders import ASHA, CONCERN_HEADINGS, TestDesk, a_list, a_profile, refusal
from tests.services.strategy_builders import FIRST_OF_OCTOBER, outreach, place, say

from panel_desk.domain.ids import ConcernId

Follow = Callable[[TestDesk], object]


def wharf(at: TestDesk) -> ConcernId:
    return at.desk.places.by_name("Canal Wharf").concern_id


ON_A_CHILD: dict[str, Follow] = {
    "what a child or family said": say,
    "a stay on the enhanced pathway": lambda at: at.desk.pathway.enter(
        ASHA, "101", "Ife Bello", "why", on=FIRST_OF_OCTOBER
    ),
    "a link to a place": lambda at: at.desk.places.link(ASHA, place(at), "101", "seen there"),
}
ON_A_CONCERN: dict[str, Follow] = {
    "a link to a place": lambda at: at.desk.places.link(ASHA, wharf(at), "101", "seen there"),
    "what is offered at a place": lambda at: at.desk.places.set_intervention(ASHA, outreach(wharf(at))),
    "the closing of a concern": lambda at: at.desk.places.close(ASHA, wharf(at), FIRST_OF_OCTOBER, "gone"),
}


@pytest.mark.parametrize("what", ON_A_CHILD)
def test_a_list_stays_while_a_child_whom_only_it_brought_is_followed(at: TestDesk, what: str) -> None:
    deed = at.bring(a_profile())
    ON_A_CHILD[what](at)
    with refusal(match=what):
        at.desk.importing.undo(ASHA, deed)


@pytest.mark.parametrize("what", ON_A_CONCERN)
def test_a_list_stays_while_a_concern_that_only_it_names_is_worked_on(at: TestDesk, what: str) -> None:
    at.bring(a_profile())
    deed = at.bring(a_list(CONCERN_HEADINGS, ("Location", "Canal Wharf", "Lights out", "Police", "01/09/2026")))
    ON_A_CONCERN[what](at)
    with refusal(match=what):
        at.desk.importing.undo(ASHA, deed)


def test_it_goes_when_that_was_taken_back_or_another_list_has_the_child_too(at: TestDesk) -> None:
    deed = at.bring(a_profile())
    said = say(at)
    at.desk.voice.withdraw(ASHA, said, "by mistake")
    at.desk.importing.undo(ASHA, deed)
    first = at.bring(a_profile(), "first.csv")
    at.bring(a_profile(), "second.csv")
    say(at)
    at.desk.importing.undo(ASHA, first)
    assert at.desk.children.id_of("101") is not None

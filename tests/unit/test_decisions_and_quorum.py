"""Decisions without quorum: recommendations, the chair's ruling, and confirmation."""

from __future__ import annotations

import pytest
from tests.unit.builders import (
    ABENA,
    DANA,
    HEALTH,
    IMRAN,
    JM,
    MARTA,
    PARK,
    POLICE,
    WELCOME,
    a_definition,
    a_meeting,
    at,
    planned,
    refused,
    then,
)
from tests.unit.deciding import MEETING, decide

from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.items import InterestDeclared, SteppedBack, SteppedOut
from panel_desk.domain.events.meetings import MemberArrived, MemberLeft, QuorumOverridden
from panel_desk.domain.ids import DecisionId
from panel_desk.domain.meeting import decisions
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.meeting.quorum import CHAIR
from panel_desk.domain.people import Person

# Quorum


INQUORATE = (DANA, IMRAN, MARTA)
"""Without health."""


def test_without_quorum_a_decision_is_a_recommendation_and_says_who_was_missing() -> None:
    made = decide(a_meeting(room=INQUORATE))
    assert (made.quorate, made.missing) == (False, (HEALTH,))


def test_a_decision_over_which_nobody_presides_is_a_recommendation_whatever_the_quorum_asks_for() -> None:
    lax = planned(definition=a_definition(quorum=(("education",),)))
    nobody = then(a_meeting(plan=lax), *_out(DANA), *_out(IMRAN))
    made = decide(nobody)
    assert (made.quorate, made.missing) == (False, (CHAIR,))
    assert decide(then(nobody, SteppedBack(meeting_id=MEETING, item_id=JM, person_id=IMRAN.id, at=at(15)))).quorate


def overridden(meeting: Meeting, by: Person = DANA) -> QuorumOverridden:
    return decisions.override_quorum(meeting, JM, by.id, "the child is missing.", at(15))


def test_with_the_chairs_ruling_it_is_a_decision_that_still_says_who_was_missing() -> None:
    meeting = a_meeting(room=INQUORATE)
    made = decide(then(meeting, overridden(meeting)))
    assert (made.quorate, made.missing) == (True, (HEALTH,))


def test_a_ruling_holds_for_its_item_alone() -> None:
    meeting = a_meeting(room=INQUORATE, started=(JM, PARK))
    assert not decide(then(meeting, overridden(meeting)), item_id=PARK).quorate


def test_a_ruling_does_not_cover_who_left_after_it() -> None:
    meeting = a_meeting(room=INQUORATE)
    fewer = then(meeting, overridden(meeting), MemberLeft(person_id=IMRAN.id, at=at(17)))
    assert not decide(fewer).quorate
    again = then(fewer, overridden(fewer))
    assert (decide(again).quorate, decide(again).missing) == (True, (POLICE, HEALTH))


def test_a_quorum_reached_later_needs_no_ruling() -> None:
    meeting = then(a_meeting(room=INQUORATE), MemberArrived(person_id=ABENA.id, at=at(14)))
    assert decide(meeting).quorate
    with refused("4.1 is quorate: there is nothing to override."):
        overridden(meeting)


def test_a_ruling_is_made_once() -> None:
    meeting = a_meeting(room=INQUORATE)
    with refused("The quorum on 4.1 has been overridden already."):
        overridden(then(meeting, overridden(meeting)))


def test_only_who_presides_rules_on_quorum() -> None:
    with refused("Only who presides over the item may override its quorum."):
        overridden(a_meeting(room=INQUORATE), by=IMRAN)


def test_while_the_chair_is_out_of_the_item_the_deputy_rules_on_quorum() -> None:
    meeting = then(a_meeting(room=INQUORATE), *_out(DANA))
    with refused("Only who presides"):
        overridden(meeting, by=DANA)
    assert overridden(meeting, by=IMRAN).by == IMRAN.id


def test_a_ruling_prints_its_reason() -> None:
    with refused("Why is the item decided without quorum?"):
        decisions.override_quorum(a_meeting(room=INQUORATE), JM, DANA.id, " ", at(15))
    ruling = overridden(a_meeting(room=INQUORATE))
    assert (ruling.reason, ruling.missing) == ("the child is missing", (HEALTH,))


def test_there_is_no_quorum_to_override_where_nothing_is_decided() -> None:
    meeting = a_meeting(room=INQUORATE, started=(WELCOME,))
    with refused("1 is a standing item"):
        decisions.override_quorum(meeting, WELCOME, DANA.id, "urgent", at(15))


# Confirmation


def _out(person: Person) -> list[MeetingEvent]:
    return [
        InterestDeclared(meeting_id=MEETING, item_id=JM, person_id=person.id, nature="neighbour", at=at(11)),
        SteppedOut(meeting_id=MEETING, item_id=JM, person_id=person.id, at=at(12)),
    ]


def recommended(*before: MeetingEvent) -> tuple[Meeting, DecisionId]:
    meeting = then(a_meeting(room=INQUORATE), *before)
    made = decide(meeting)
    assert not made.quorate
    return then(meeting, made), made.decision_id


def test_the_chair_confirms_a_recommendation() -> None:
    meeting, which = recommended()
    meeting = then(meeting, decisions.confirm(meeting, JM, which, DANA.id, at(200)))
    (made,) = meeting.item(JM).decisions
    assert made.confirmed is not None
    assert (made.confirmed.by, made.confirmed.at) == (DANA.id, at(200))


@pytest.mark.parametrize("who", [IMRAN, ABENA, MARTA])
def test_nobody_but_the_chair_confirms(who: Person) -> None:
    meeting, which = recommended()
    with refused("Only the chair of the SAFE panel confirms a recommendation."):
        decisions.confirm(meeting, JM, which, who.id, at(200))


@pytest.mark.parametrize("came_back", [True, False])
def test_where_the_chair_stepped_out_of_the_item_the_deputy_confirms(came_back: bool) -> None:
    meeting, which = recommended(*_out(DANA))
    if came_back:
        meeting = then(meeting, SteppedBack(meeting_id=MEETING, item_id=JM, person_id=DANA.id, at=at(25)))
    with refused("Dana Prior stepped out of 4.1 and does not confirm what it decided."):
        decisions.confirm(meeting, JM, which, DANA.id, at(200))
    assert decisions.confirm(meeting, JM, which, IMRAN.id, at(200)).by == IMRAN.id
    with refused("Only the chair"):
        decisions.confirm(meeting, JM, which, MARTA.id, at(200))


def test_a_deputy_who_stepped_out_does_not_confirm_either() -> None:
    meeting, which = recommended(*_out(DANA), *_out(IMRAN))
    with refused("Imran Khan stepped out of 4.1"):
        decisions.confirm(meeting, JM, which, IMRAN.id, at(200))


def test_a_quorate_decision_needs_no_confirmation() -> None:
    made = decide(a_meeting())
    with refused("That decision was made with quorum and needs no confirmation."):
        decisions.confirm(then(a_meeting(), made), JM, made.decision_id, DANA.id, at(200))


def test_a_recommendation_is_confirmed_once() -> None:
    meeting, which = recommended()
    meeting = then(meeting, decisions.confirm(meeting, JM, which, DANA.id, at(200)))
    with refused("That recommendation has been confirmed already."):
        decisions.confirm(meeting, JM, which, DANA.id, at(201))


def test_a_recommendation_is_confirmed_after_it_was_made() -> None:
    meeting, which = recommended()
    with refused("A recommendation is confirmed after it was made."):
        decisions.confirm(meeting, JM, which, DANA.id, at(19))


def test_a_decision_that_is_not_there_is_not_confirmed() -> None:
    with refused("4.1 has no such decision."):
        decisions.confirm(a_meeting(), JM, DecisionId("unknown"), DANA.id, at(200))

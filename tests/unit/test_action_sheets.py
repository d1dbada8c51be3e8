"""The sheet of one agency: what it has to do, the decisions it needs for that, and nothing of anybody else's."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.builders import HELD_ON, JM, PARK, POLICE, WELCOME, a_decision_event
from tests.unit.composed import COMPOSED_AT, a_sitting, around, the_action

from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.ids import AgencyKey, ItemId
from panel_desk.domain.minutes.action_sheets import action_sheet, agencies_with_actions
from panel_desk.domain.minutes.minutes import ActionSheet

MEETING = a_sitting(a_decision_event(), a_decision_event(PARK))
HEALTH = AgencyKey("health")


def earlier(number: int, *, agency: str = "police", status: ActionStatus = ActionStatus.OPEN) -> ActionState:
    return the_action(
        number,
        agency=agency,
        status=status,
        reference=f"SAFE-2026-10/{number:02}",
        item_id=ItemId("before"),
        due_on=date(2026, 11, 20),
    )


def sheet(agency: str, *recorded: ActionState, carried: tuple[ActionState, ...] = ()) -> ActionSheet:
    return action_sheet(MEETING, AgencyKey(agency), around(*recorded, carried=carried))


def test_a_sheet_has_its_own_agencys_actions_the_soonest_due_first() -> None:
    own = sheet(
        "police",
        the_action(7, due_on=date(2026, 12, 10)),
        the_action(8, agency="health", what="Book the clinic"),
        the_action(9, due_on=date(2026, 12, 1)),
    )
    assert [line.reference for line in own.actions] == ["SAFE-2026-11/09", "SAFE-2026-11/07"]
    assert "Book the clinic" not in str(own)


def test_a_sheet_has_the_decision_of_each_item_in_which_its_agency_acts() -> None:
    own = sheet("police", the_action(7), the_action(8, item_id=PARK, agency="health"))
    assert [(number, heading) for number, heading, _ in own.decisions] == [("7.1", "J.M. (104233), 15 years")]
    assert own.decisions[0][2].words == "to continue with the plan, because the plan is holding."
    assert "Mill Park" not in str(own)


def test_a_decision_is_on_the_sheet_once_however_many_actions_the_agency_has_there() -> None:
    assert len(sheet("police", the_action(7), the_action(8)).decisions) == 1


def test_decisions_stand_in_the_order_of_the_agenda() -> None:
    own = sheet("police", the_action(7, item_id=PARK), the_action(8, item_id=JM))
    assert [number for number, _, _ in own.decisions] == ["7.1", "8.1"]


def test_an_action_under_a_standing_item_brings_no_decision() -> None:
    own = sheet("police", the_action(7, item_id=WELCOME))
    assert (len(own.actions), own.decisions) == (1, ())


def test_earlier_actions_stay_on_the_sheet_while_they_are_open_and_the_agencys_own() -> None:
    carried = (
        earlier(4),
        earlier(5, status=ActionStatus.COMPLETE),
        earlier(6, agency="health"),
        earlier(7, status=ActionStatus.IN_PROGRESS),
        earlier(8, status=ActionStatus.NOT_POSSIBLE),
    )
    own = sheet("police", carried=carried)
    assert [line.reference for line in own.carried] == ["SAFE-2026-10/04", "SAFE-2026-10/07"]
    assert (own.carried[0].status, own.actions, own.decisions) == ("Overdue by 6 days", (), ())


def test_the_sheet_says_whose_it_is_and_of_which_meeting() -> None:
    own = sheet("police", the_action())
    assert (own.agency, own.reference, own.held_on) == ("Police", "SAFE-2026-11", HELD_ON)
    assert (own.marking, own.handling) == (MEETING.definition.marking, MEETING.definition.handling)
    assert own.made_at == COMPOSED_AT


def test_sheets_are_needed_by_who_has_something_to_do_in_the_order_of_the_seats() -> None:
    recorded = [the_action(n, agency=a) for n, a in enumerate(("probation", "housing", "health", "border-force"))]
    carried = (
        earlier(4, agency="csc"),
        earlier(5, agency="education", status=ActionStatus.COMPLETE),
    )
    needed = agencies_with_actions(MEETING, around(*recorded, carried=carried))
    assert needed == ("csc", "health", "housing", "border-force", "probation")


def test_nobody_needs_a_sheet_where_nothing_was_asked() -> None:
    assert agencies_with_actions(MEETING, around()) == ()


@pytest.mark.parametrize("agency", [POLICE, HEALTH])
def test_no_sheet_holds_what_another_agency_was_asked_to_do(agency: AgencyKey) -> None:
    asked = {POLICE: "Visit the address", HEALTH: "Book the clinic"}
    recorded = [the_action(n, agency=a, what=what) for n, (a, what) in enumerate(asked.items())]
    carried = tuple(replace(earlier(n, agency=a), what=f"{what} again") for n, (a, what) in enumerate(asked.items()))
    own = str(action_sheet(MEETING, agency, around(*recorded, carried=carried)))
    assert own.count(asked[agency]) == 2
    assert all(what not in own for other, what in asked.items() if other != agency)

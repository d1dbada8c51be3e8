"""The life of an action: asked for, carried, given more time, closed for good."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.builders import (
    CSC,
    HELD_ON,
    IFE,
    IMRAN,
    JM,
    JOEL,
    PARK,
    POLICE,
    REVIEW_ON,
    WELCOME,
    a_meeting,
    an_action,
    at,
    refused,
)

from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.events.actions import ActionDueChanged, ActionRecorded, ActionStatus, ActionUpdated
from panel_desk.domain.ids import AgencyKey, ItemId
from panel_desk.domain.meeting import actions
from panel_desk.domain.people import Person

S = ActionStatus
CLOSED = [s for s in S if not s.is_open]
SUCCEEDED = (S.SUPERSEDED, S.TRANSFERRED)
LATER = REVIEW_ON + timedelta(days=7)


def ask(
    *,
    item_id: ItemId = JM,
    number: int = 7,
    what: str = " Visit the address ",
    due_on: date = REVIEW_ON,
    agency: AgencyKey = POLICE,
    owner: Person | None = None,
) -> ActionRecorded:
    return actions.record(
        a_meeting(), item_id, number=number, what=what, due_on=due_on, at=at(20), agency=agency, owner=owner
    )


def close(
    action: ActionState,
    status: ActionStatus = S.COMPLETE,
    *,
    on: date = REVIEW_ON,
    reason: str = "visited",
    successor: str | None = None,
) -> ActionUpdated:
    if successor is None:
        successor = "SAFE-2026-12/01" if status in SUCCEEDED else ""
    return actions.update(action, status, on, reason=reason, successor=successor)


# Asking


def test_an_action_says_what_by_whom_and_by_when() -> None:
    asked = ask(owner=IMRAN)
    assert (asked.reference, asked.what, asked.due_on) == ("SAFE-2026-11/07", "Visit the address", REVIEW_ON)
    assert (asked.agency, asked.agency_name, asked.owner_id, asked.owner) == (POLICE, "Police", IMRAN.id, "Imran Khan")
    assert (asked.panel, asked.item_id, asked.at) == ("SAFE", JM, at(20))


@pytest.mark.parametrize(
    ("item_id", "about"), [(JM, "J.M. (104233)"), (PARK, "Mill Park"), (WELCOME, "")], ids=["child", "place", "panel"]
)
def test_an_action_knows_what_it_is_about(item_id: ItemId, about: str) -> None:
    asked = ask(item_id=item_id)
    assert asked.about == about
    assert (asked.child_id is not None, asked.concern_id is not None) == (item_id == JM, item_id == PARK)


def test_an_agency_as_a_whole_may_own_an_action() -> None:
    asked = ask()
    assert (asked.owner_id, asked.owner) == (None, "")


def test_who_has_no_seat_may_be_asked_by_name() -> None:
    assert ask(agency=JOEL.agency, owner=JOEL).agency_name == "Youth justice"


@pytest.mark.parametrize("what", ["", " \n "])
def test_an_action_without_words_is_refused(what: str) -> None:
    with refused("What is to be done? An action says what, by whom and by when."):
        ask(what=what)


def test_an_action_is_not_due_before_the_meeting_that_asks_for_it() -> None:
    with refused("An action cannot be due before the meeting that asks for it."):
        ask(due_on=HELD_ON - timedelta(days=1))
    assert ask(due_on=HELD_ON).due_on == HELD_ON


def test_an_agency_without_a_seat_needs_a_person() -> None:
    with refused("“youth-justice” has no seat on the SAFE panel, and no person is named."):
        ask(agency=JOEL.agency)


def test_an_owner_belongs_to_the_agency_that_is_asked() -> None:
    with refused("Ife Bello is of Children’s social care, not of Police."):
        ask(agency=POLICE, owner=IFE)
    assert ask(agency=CSC, owner=IFE).owner == "Ife Bello"


def test_an_action_for_an_unknown_item_is_not_found() -> None:
    with refused("has no such item", Reason.NOT_FOUND):
        ask(item_id=ItemId("unknown"))


@given(st.integers(1, 500), st.integers(1, 500))
def test_two_numbers_never_give_one_reference(one: int, other: int) -> None:
    same = actions.action_reference("SAFE-2026-11", one) == actions.action_reference("SAFE-2026-11", other)
    assert same is (one == other)


@pytest.mark.parametrize(
    ("number", "reference"), [(1, "SAFE-2026-11/01"), (99, "SAFE-2026-11/99"), (100, "SAFE-2026-11/100")]
)
def test_a_reference_is_the_meetings_with_a_number(number: int, reference: str) -> None:
    assert ask(number=number).reference == reference


def test_two_actions_of_the_same_words_are_two_actions() -> None:
    assert ask(number=1).action_id != ask(number=2).action_id


# Closing


@pytest.mark.parametrize("status", CLOSED, ids=lambda s: s.value)
@pytest.mark.parametrize("before", [S.OPEN, S.IN_PROGRESS], ids=lambda s: s.value)
def test_an_open_action_is_closed_in_any_way_with_a_reason(before: ActionStatus, status: ActionStatus) -> None:
    closed = actions.state_after(an_action(before), close(an_action(before), status, reason=" visited "))
    assert (closed.status, closed.status_on, closed.status_reason) == (status, REVIEW_ON, "visited")


@pytest.mark.parametrize("status", CLOSED, ids=lambda s: s.value)
def test_no_action_leaves_the_log_without_a_reason(status: ActionStatus) -> None:
    with refused(f"Why is SAFE-2026-11/07 “{status.value}”?"):
        close(an_action(), status, reason="  ")


def test_what_could_not_be_done_is_told_apart_from_what_was_not() -> None:
    could_not = actions.state_after(an_action(), close(an_action(), S.NOT_POSSIBLE, reason="the family has moved"))
    was_not = actions.state_after(an_action(), close(an_action(), S.NOT_DONE, reason="no officer was free"))
    assert (could_not.status.value, was_not.status.value) == ("not possible – circumstances changed", "not done")
    assert not could_not.status.is_open
    assert not was_not.status.is_open


@pytest.mark.parametrize("status", [S.OPEN, S.IN_PROGRESS], ids=lambda s: s.value)
def test_progress_needs_no_reason(status: ActionStatus) -> None:
    assert actions.update(an_action(), status, REVIEW_ON).status is status


@pytest.mark.parametrize("after", list(S), ids=lambda s: s.value)
@pytest.mark.parametrize("before", CLOSED, ids=lambda s: s.value)
def test_what_is_closed_stays_closed(before: ActionStatus, after: ActionStatus) -> None:
    with refused(f"SAFE-2026-11/07 is closed as “{before.value}”. Record a new action"):
        close(an_action(before), after)


@pytest.mark.parametrize("status", SUCCEEDED, ids=lambda s: s.value)
def test_superseded_and_transferred_name_what_takes_the_place(status: ActionStatus) -> None:
    with refused("Which action takes the place of SAFE-2026-11/07?"):
        close(an_action(), status, successor="  ")
    closed = actions.state_after(an_action(), close(an_action(), status, successor=" MACE-2026-11/02 "))
    assert closed.successor == "MACE-2026-11/02"


def test_an_action_does_not_take_its_own_place() -> None:
    with refused("SAFE-2026-11/07 cannot take its own place."):
        close(an_action(), S.SUPERSEDED, successor=" SAFE-2026-11/07 ")


@pytest.mark.parametrize("status", [s for s in S if s not in SUCCEEDED], ids=lambda s: s.value)
def test_nothing_else_has_a_successor(status: ActionStatus) -> None:
    with refused("and so nothing takes its place"):
        close(an_action(), status, successor="SAFE-2026-12/01")


def test_nothing_is_heard_of_an_action_before_it_was_recorded() -> None:
    with refused("SAFE-2026-11/07 was recorded after that day."):
        close(an_action(), on=HELD_ON - timedelta(days=1))
    assert close(an_action(), on=HELD_ON).on == HELD_ON


# More time


def test_more_time_is_given_with_a_reason_and_the_action_stays_open() -> None:
    changed = actions.postpone(an_action(S.IN_PROGRESS), LATER, " the family is away ")
    later = actions.state_after(an_action(S.IN_PROGRESS), changed)
    assert (later.due_on, later.status, later.status_reason) == (LATER, S.IN_PROGRESS, "the family is away")


@pytest.mark.parametrize("due_on", [REVIEW_ON, REVIEW_ON - timedelta(days=1)])
def test_more_time_means_a_later_day(due_on: date) -> None:
    with refused("SAFE-2026-11/07 is due 10/12/2026 already; more time means a later day."):
        actions.postpone(an_action(), due_on, "away")


def test_more_time_has_a_reason() -> None:
    with refused("Why is SAFE-2026-11/07 given more time?"):
        actions.postpone(an_action(), LATER, " ")


@pytest.mark.parametrize("status", CLOSED, ids=lambda s: s.value)
def test_a_closed_action_is_given_no_more_time(status: ActionStatus) -> None:
    with refused(f"is closed as “{status.value}”"):
        actions.postpone(an_action(status), LATER, "away")


@pytest.mark.parametrize(("days", "overdue"), [(-1, False), (0, False), (1, True)])
def test_an_open_action_is_overdue_after_its_due_day(days: int, overdue: bool) -> None:
    today = REVIEW_ON + timedelta(days=days)
    assert an_action().is_overdue(today) is overdue
    assert an_action(S.IN_PROGRESS).is_overdue(today) is overdue
    assert not any(an_action(status).is_overdue(today) for status in CLOSED)


# From events


def test_no_events_are_no_action() -> None:
    assert actions.state_from([]) is None


def test_an_action_begins_by_being_recorded() -> None:
    with pytest.raises(ValueError, match="first event"):
        actions.state_from([close(an_action())])


def test_an_action_is_what_its_events_tell() -> None:
    asked = ask(owner=IMRAN)
    open_now = actions.state_from([asked])
    assert open_now is not None
    assert (open_now.id, open_now.reference, open_now.status, open_now.recorded_at) == (
        asked.action_id,
        asked.reference,
        S.OPEN,
        asked.at,
    )
    more_time = actions.postpone(open_now, LATER, "away")
    done = close(actions.state_after(open_now, more_time), on=LATER)
    closed = actions.state_from([asked, more_time, done])
    assert closed is not None
    assert (closed.due_on, closed.status, closed.owner, closed.about) == (
        LATER,
        S.COMPLETE,
        "Imran Khan",
        "J.M. (104233)",
    )


@st.composite
def attempts(draw: st.DrawFn) -> tuple[ActionStatus | None, int, str, str]:
    """A status to set, or None for more time, with a day, a reason and a successor that may not do."""
    return (
        draw(st.sampled_from([None, *S])),
        draw(st.integers(-5, 60)),
        draw(st.sampled_from(["", "visited"])),
        draw(st.sampled_from(["", "SAFE-2026-12/01", "SAFE-2026-11/07"])),
    )


def _try(
    state: ActionState, attempt: tuple[ActionStatus | None, int, str, str]
) -> ActionUpdated | ActionDueChanged | None:
    status, days, reason, successor = attempt
    day = HELD_ON + timedelta(days=days)
    try:
        if status is None:
            return actions.postpone(state, day, reason)
        return actions.update(state, status, day, reason=reason, successor=successor)
    except DeskError:
        return None


@given(st.lists(attempts(), max_size=12))
def test_whatever_is_tried_no_open_action_vanishes_and_no_closed_one_comes_back(
    tried: list[tuple[ActionStatus | None, int, str, str]],
) -> None:
    asked = ask()
    kept: list[ActionRecorded | ActionUpdated | ActionDueChanged] = [asked]
    state = actions.state_after(None, asked)
    for attempt in tried:
        event = _try(state, attempt)
        was_open = state.status.is_open
        if event is None:
            continue
        assert was_open
        kept.append(event)
        state = actions.state_after(state, event)
        assert state.status.is_open or state.status_reason
        assert (state.reference, state.what, state.id) == (asked.reference, asked.what, asked.action_id)
    assert actions.state_from(kept) == state

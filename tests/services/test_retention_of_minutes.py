"""Minutes that stay say what they said, whatever else is purged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests.services.desk_builders import ASHA, MACE, NOVEMBER, SAFE, TestDesk, a_desk, a_profile, child
from tests.services.subject_builders import record

from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.strategy import ObjectiveClosed, ObjectiveRated, ObjectiveSet
from panel_desk.domain.ids import MeetingId, ObjectiveId
from panel_desk.domain.keeping.retained import RecordClass
from panel_desk.domain.keeping.retention import DueForReview
from panel_desk.domain.strategy.action_plan import Objective, Rating, RatingGiven

LATER = date(2034, 1, 10)


@pytest.fixture
def at() -> Iterator[TestDesk]:
    with a_desk() as desk:
        desk.desk.retention.set_periods(ASHA, dict.fromkeys(RecordClass, 6))
        yield desk


def due(at: TestDesk, *whats: str) -> list[DueForReview]:
    at.clock.set(LATER)
    return [line for line in at.desk.retention.review(LATER) if not whats or line.what in whats]


def purge(at: TestDesk, *whats: str) -> None:
    at.desk.retention.purge(
        ASHA, due(at, *whats), reason="Over", approved_by=at.person("Dana Prior").id, day_confirmed=True
    )
    audit = at.desk.auditing.audit()
    assert audit.is_whole, audit.sentences


def november_that_hears_of_october(at: TestDesk) -> MeetingId:
    """An action of October is done at November’s meeting, whose minutes tell of it."""
    at.bring(a_profile())
    october = at.opened()
    at.ask(october)
    at.close(october)
    november = at.opened(SAFE, NOVEMBER)
    (action,) = at.desk.actions.of_meeting(october)
    at.desk.actions.set_status(
        ASHA,
        action.reference,
        ActionStatus.COMPLETE,
        on=NOVEMBER,
        reason="School was called",
        meeting_id=november,
    )
    for item in at.cases(november):
        at.decide(november, item, outcome="close", held_by="School", reason="the plan worked", review_on=None)
    at.close(november)
    at.bring(a_profile(child("103")), "newer.csv")
    return november


def test_minutes_keep_what_they_tell_of_an_action_of_a_purged_meeting(at: TestDesk) -> None:
    november = november_that_hears_of_october(at)
    at.desk.retention.place_hold(ASHA, "Inquiry", reference="SAFE-2026-11")
    at.clock.set(LATER)
    before = at.desk.minutes.value(november).sections
    assert "School was called" in str(before)
    purge(at, "SAFE-2026-10")
    assert at.desk.minutes.value(november).sections == before


def test_such_an_action_goes_with_the_last_minutes_that_tell_of_it(at: TestDesk) -> None:
    november_that_hears_of_october(at)
    purge(at, "SAFE-2026-10")
    assert "School was called" in str(at.tables())
    purge(at)
    assert "School was called" not in str(at.tables())
    assert "School was called" not in str([line.event for line in at.desk.book.journal.since(0)])


def test_such_an_action_goes_at_once_where_both_meetings_go(at: TestDesk) -> None:
    november_that_hears_of_october(at)
    purge(at)
    assert "School was called" not in str([line.event for line in at.desk.book.journal.since(0)])


def test_the_list_that_names_the_child_stays_as_long_as_such_an_action(at: TestDesk) -> None:
    november_that_hears_of_october(at)
    purge(at, "SAFE-2026-10")
    (the_list,) = [line for line in due(at) if line.record_class is RecordClass.CASE_LIST]
    (november,) = due(at, "SAFE-2026-11")
    assert november.key in the_list.goes_with


def test_the_action_of_a_held_meeting_stays_when_the_minutes_after_it_go(at: TestDesk) -> None:
    november_that_hears_of_october(at)
    purge(at, "SAFE-2026-10")
    at.desk.retention.place_hold(ASHA, "Inquiry", local_id="101")
    assert [line.may_go for line in due(at, "SAFE-2026-11")] == [False]


def test_a_day_to_come_makes_nothing_stay_longer_and_stops_no_review(at: TestDesk) -> None:
    objective = Objective(
        id=ObjectiveId("o1"), number="1", title="Safer places", owner="Dana", due_on=date(9999, 12, 31)
    )
    record(at, "plan/o1", ObjectiveSet(objective=objective))
    record(at, "plan/o1", ObjectiveClosed(objective_id=objective.id, on=date(2026, 10, 1), reason="Done"))
    (line,) = due(at)
    assert (line.last_on, line.due_since) == (date(2026, 10, 1), date(2032, 10, 1))


def test_an_objective_goes_not_before_the_minutes_that_tell_how_it_was_closed(at: TestDesk) -> None:
    at.desk.retention.set_periods(ASHA, {RecordClass.MEETING: 75})
    objective = Objective(id=ObjectiveId("o1"), number="1", title="Safer places", owner="Dana")
    record(at, "plan/o1", ObjectiveSet(objective=objective))
    at.closed(MACE, NOVEMBER)
    record(at, "plan/o1", ObjectiveClosed(objective_id=objective.id, on=NOVEMBER, reason="Done"))
    (line,) = due(at)
    assert line.held_by == ("It rests on MACE-2026-11, which stays until 19 November 2101.",)


def test_a_rating_keeps_the_reference_of_a_purged_meeting(at: TestDesk) -> None:
    at.bring(a_profile())
    october = at.closed()
    objective = Objective(id=ObjectiveId("o1"), number="1", title="Safer places", owner="Dana")
    given = RatingGiven(rating=Rating.GREEN, words="It works", on=date(2026, 10, 22), at_meeting=october)
    record(at, "plan/o1", ObjectiveSet(objective=objective))
    record(at, "plan/o1", ObjectiveRated(objective_id=objective.id, given=given))
    purge(at, "SAFE-2026-10")
    (line,) = at.desk.action_plan.objective(objective.id, LATER).history
    assert line.meeting_reference == "SAFE-2026-10"

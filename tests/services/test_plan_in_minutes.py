"""The action plan as a fixed content of MACE's minutes: as it stood when the meeting was closed, in words."""

from __future__ import annotations

from datetime import date

import pytest
from tests.services.desk_builders import ASHA, MACE, NOVEMBER, OCTOBER, SAFE, TestDesk, refusal
from tests.services.strategy_builders import (
    MILESTONE,
    OBJECTIVE,
    a_plan,
    blocks_of,
    milestone,
    minutes_of,
    objective,
    rating,
    with_children,
)

from panel_desk.domain.ids import AgencyKey, MeetingId, ObjectiveId
from panel_desk.domain.minutes.editions import EditionKind
from panel_desk.domain.minutes.minutes import PlanLine, PlanTable
from panel_desk.domain.minutes.minutes_record import read_record, record_of
from panel_desk.domain.names.hiding import texts_in
from panel_desk.domain.strategy.action_plan import Rating

PLAN = "Strategy action plan"


@pytest.fixture
def desk(at: TestDesk) -> TestDesk:
    with_children(at)
    a_plan(at)
    return at


def lines(desk: TestDesk, meeting_id: MeetingId) -> tuple[PlanLine, ...]:
    tables = [b for b in blocks_of(minutes_of(desk, meeting_id), PLAN) if isinstance(b, PlanTable)]
    return tables[0].lines if tables else ()


def test_the_plan_stands_in_its_section_with_ratings_as_words(desk: TestDesk) -> None:
    (line,) = lines(desk, desk.closed(MACE))
    assert (line.number, line.rating, line.why) == ("2.1", "At risk of delay (amber)", "one partner is late")
    assert line.milestones == ("A map of routes: due 1 December 2026",)


def test_a_panel_without_the_section_tells_nothing_of_it(desk: TestDesk) -> None:
    record = record_of(minutes_of(desk, desk.closed(SAFE))).decode()
    assert "Safe routes home" not in record


def test_later_news_of_the_plan_change_nothing_in_minutes_of_before(desk: TestDesk) -> None:
    meeting_id = desk.closed(MACE, OCTOBER)
    before = lines(desk, meeting_id)
    plan = desk.desk.action_plan
    plan.rate(ASHA, OBJECTIVE, rating(Rating.RED, "nobody came", on=OCTOBER))
    plan.reach_milestone(ASHA, OBJECTIVE, MILESTONE, OCTOBER)
    plan.set_objective(ASHA, objective("3", id=ObjectiveId("later")))
    plan.close(ASHA, OBJECTIVE, OCTOBER, "given up")
    assert lines(desk, meeting_id) == before
    november = lines(desk, desk.closed(MACE, NOVEMBER))
    assert [line.number for line in november] == ["3", "2.1"]
    assert november[1].why.endswith("Closed: given up")


def test_a_closed_objective_is_told_once(desk: TestDesk) -> None:
    desk.desk.action_plan.close(ASHA, OBJECTIVE, date(2026, 10, 1), "reached")
    assert len(lines(desk, desk.closed(MACE, OCTOBER))) == 1
    assert lines(desk, desk.closed(MACE, NOVEMBER)) == ()


def test_the_record_inside_the_minutes_is_read_back_with_the_plan(desk: TestDesk) -> None:
    minutes = minutes_of(desk, desk.closed(MACE))
    assert read_record(record_of(minutes)).sections == minutes.sections


def test_an_agency_has_its_own_objectives_in_its_edition(desk: TestDesk) -> None:
    desk.desk.action_plan.set_objective(
        ASHA, objective("3", id=ObjectiveId("health"), title="Health checks", agency="Health")
    )
    meeting_id = desk.closed(MACE)
    prepared = desk.desk.editions.prepare(meeting_id, EditionKind.AGENCY, AgencyKey("police"))
    shown = "\n".join(texts_in(prepared.document))
    assert "Safe routes home" in shown
    assert "Health checks" not in shown


def test_the_initials_edition_shows_an_objectives_agency_and_no_name(desk: TestDesk) -> None:
    plan = desk.desk.action_plan
    plan.set_objective(ASHA, objective("3", id=ObjectiveId("other"), owner="Somebody Unknown", agency=""))
    plan.set_milestone(ASHA, OBJECTIVE, milestone("Ask Imran Khan about Kim Archer"))
    meeting_id = desk.closed(MACE)
    shown = "\n".join(texts_in(desk.desk.editions.prepare(meeting_id, EditionKind.INITIALS).document))
    assert "Safe routes home" in shown
    assert not any(name in shown for name in ("Dana Prior", "Somebody", "Khan", "Archer"))


def test_a_childs_extract_has_nothing_of_the_plan(desk: TestDesk) -> None:
    meeting_id = desk.closed(SAFE)
    shown = "\n".join(texts_in(desk.desk.editions.prepare(meeting_id, EditionKind.CHILD, "101").document))
    assert "Safe routes" not in shown


def test_an_undo_of_a_rating_is_refused_once_a_meeting_was_closed_on_it(desk: TestDesk) -> None:
    deed = desk.desk.action_plan.rate(ASHA, OBJECTIVE, rating(Rating.GREEN, "all are in", on=date(2026, 10, 1)))
    desk.closed(MACE)
    with refusal(match="closed since"):
        desk.desk.action_plan.undo(ASHA, deed)

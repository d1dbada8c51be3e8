"""Agendas: proposed with reasons, checked, locked by the chair, issued by number, and late items with a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.services.desk_builders import (
    ASHA,
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    SAFE,
    TestDesk,
    a_profile,
    a_referral,
    child,
    missing,
    refusal,
)

from panel_desk.domain.errors import Reason
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.panels import ListingReason


def reasons(at: TestDesk, meeting_id: str, local_id: str) -> set[ListingReason]:
    meeting = at.desk.meetings.meeting(meeting_id)  # type: ignore[arg-type]
    item = next(i for i in meeting.items if i.agenda.child and i.agenda.child.local_id == local_id)
    return {because.reason for because in item.agenda.because}


def test_every_case_on_an_agenda_says_why(at: TestDesk) -> None:
    at.bring(a_profile())
    at.bring(a_referral("103"))
    at.clock.set(OCTOBER)
    at.bring(missing("101", "2026-10-20 20:00:00"))
    meeting_id = at.planned()
    assert ListingReason.CURRENTLY_MISSING in reasons(at, meeting_id, "101")
    assert ListingReason.NOT_DISCUSSED in reasons(at, meeting_id, "102")
    assert ListingReason.NEW_REFERRAL in reasons(at, meeting_id, "103")


def test_octobers_reviews_and_deferrals_come_back_in_november(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102"), child("103")))
    october = at.opened()
    first, second, third = at.cases(october)
    at.decide(october, first, review_on=NOVEMBER)
    at.decide(october, second, outcome="defer", review_on=None)
    at.decide(october, third, review_on=DECEMBER)
    at.close(october)
    november = at.planned(SAFE, NOVEMBER)
    assert ListingReason.REVIEW_DUE in reasons(at, november, first.agenda.child.local_id)  # type: ignore[union-attr]
    assert ListingReason.DEFERRED in reasons(at, november, second.agenda.child.local_id)  # type: ignore[union-attr]
    listed = {i.agenda.child.local_id for i in at.cases(november) if i.agenda.child}
    assert third.agenda.child is not None
    assert third.agenda.child.local_id not in listed


def test_octobers_open_actions_stand_on_novembers_agenda_and_closed_ones_do_not(at: TestDesk) -> None:
    october = at.opened()
    at.ask(october, "Call the school")
    at.ask(october, "Map the bus station")
    at.close(october)
    at.desk.actions.set_status(ASHA, "SAFE-2026-10/02", ActionStatus.COMPLETE, on=NOVEMBER, reason="mapped")
    november = at.planned(SAFE, NOVEMBER)
    lines = at.desk.agendas.value(november).actions
    assert [line.reference for line in lines] == ["SAFE-2026-10/01"]


def test_a_child_left_over_is_told_and_stays_a_candidate(at: TestDesk) -> None:
    at.bring(a_profile(*(child(str(number)) for number in range(100, 130))))
    meeting_id = at.planned()
    left = at.desk.agendas.candidates(meeting_id)
    assert len(left) + len(at.cases(meeting_id)) == 30
    assert left


def test_a_child_nobody_proposed_comes_at_the_chairs_request(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    october = at.opened()
    at.decide(october, at.cases(october)[0], review_on=DECEMBER)
    at.close(october)
    november = at.planned(SAFE, NOVEMBER)
    assert at.cases(november) == ()
    at.desk.agendas.add(ASHA, november, at.desk.agendas.candidate_for(november, "101"))
    assert ListingReason.CHAIR in reasons(at, november, "101")


def test_an_unknown_child_is_no_candidate(at: TestDesk) -> None:
    with refusal(Reason.NOT_FOUND, "999"):
        at.desk.agendas.candidate_for(at.planned(), "999")


def test_items_are_numbered_by_their_sections_and_follow_the_chairs_order(at: TestDesk) -> None:
    at.bring(a_profile())
    meeting_id = at.planned()
    first, second = at.cases(meeting_id)
    at.desk.agendas.move(ASHA, meeting_id, second.id, first.id)
    meeting = at.desk.meetings.meeting(meeting_id)
    assert (meeting.number(second.id), meeting.number(first.id)) == ("6.1", "6.2")


def test_an_items_time_and_presenter_can_be_changed(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.planned()
    item = at.cases(meeting_id)[0]
    at.desk.agendas.change(ASHA, meeting_id, item.id, minutes=25, presenter=" Alex Morgan ")
    changed = at.cases(meeting_id)[0].agenda
    assert (changed.minutes, changed.presenter) == (25, "Alex Morgan")


@pytest.mark.parametrize("minutes", [0, -5, 24 * 60 + 1])
def test_a_time_that_is_none_is_refused(at: TestDesk, minutes: int) -> None:
    meeting_id = at.planned()
    item = at.desk.meetings.meeting(meeting_id).items[0]
    with refusal():
        at.desk.agendas.change(ASHA, meeting_id, item.id, minutes=minutes, presenter="Chair")


def test_who_is_taken_off_is_a_candidate_again(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.planned()
    at.desk.agendas.remove(ASHA, meeting_id, at.cases(meeting_id)[0].id, "heard elsewhere")
    assert at.cases(meeting_id) == ()
    assert [c.child.local_id for c in at.desk.agendas.candidates(meeting_id) if c.child] == ["101"]


def test_only_chair_or_deputy_approve_an_agenda(at: TestDesk) -> None:
    meeting_id = at.planned()
    with refusal(match="chair or the deputy"):
        at.desk.agendas.lock(ASHA, meeting_id, at.person("Abena Osei").id)
    at.desk.agendas.lock(ASHA, meeting_id, at.person("Imran Khan").id)
    assert at.desk.meetings.meeting(meeting_id).agenda_locked


def test_what_stops_the_issue_stops_the_lock(at: TestDesk) -> None:
    meeting_id = at.planned()
    declarations = next(i for i in at.desk.meetings.meeting(meeting_id).items if i.agenda.section == "declarations")
    at.desk.agendas.remove(ASHA, meeting_id, declarations.id)
    assert any(problem.blocking for problem in at.desk.agendas.check(meeting_id))
    with refusal(match="is not there"):
        at.desk.agendas.lock(ASHA, meeting_id, at.person("Dana Prior").id)


def test_last_minutes_that_did_not_go_out_are_told_by_the_check(at: TestDesk) -> None:
    at.closed()
    november = at.planned(SAFE, NOVEMBER)
    assert any("minutes of the last meeting" in problem.sentence for problem in at.desk.agendas.check(november))


def test_minutes_that_went_out_are_not_missed(at: TestDesk) -> None:
    at.circulated()
    november = at.planned(SAFE, NOVEMBER)
    assert not any("minutes of the last meeting" in problem.sentence for problem in at.desk.agendas.check(november))


def test_a_locked_agenda_takes_late_items_with_a_reason_only(at: TestDesk) -> None:
    meeting_id = at.issued()
    at.bring(a_referral("103", "21/10/2026"))
    candidate = at.desk.agendas.candidate_for(meeting_id, "103")
    with refusal(match="chair’s reason"):
        at.desk.agendas.add(ASHA, meeting_id, candidate)
    with refusal(match="Who allows"):
        at.desk.agendas.add(ASHA, meeting_id, candidate, late_reason="came in on Wednesday")
    dana = at.person("Dana Prior").id
    at.desk.agendas.add(ASHA, meeting_id, candidate, late_reason="came in on Wednesday", allowed_by=dana)
    item = at.cases(meeting_id)[0].agenda
    assert item.late_words == "came in on Wednesday; allowed by Dana Prior, chair"


def test_a_late_item_is_allowed_by_nobody_but_chair_or_deputy(at: TestDesk) -> None:
    meeting_id = at.issued()
    at.bring(a_referral("103", "21/10/2026"))
    candidate = at.desk.agendas.candidate_for(meeting_id, "103")
    with refusal(match="chair or the deputy"):
        at.desk.agendas.add(ASHA, meeting_id, candidate, late_reason="came in", allowed_by=at.person("Abena Osei").id)
    assert at.cases(meeting_id) == ()


def test_a_child_is_not_listed_twice(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.planned()
    candidate = at.desk.agendas.candidate_for(meeting_id, "101")
    with refusal(match="already"):
        at.desk.agendas.add(ASHA, meeting_id, candidate)


@pytest.mark.parametrize("deed", ["build", "remove", "change", "move"])
def test_a_locked_agenda_is_not_changed(at: TestDesk, deed: str) -> None:
    at.bring(a_profile())
    meeting_id = at.issued()
    item = at.cases(meeting_id)[0]
    agendas = at.desk.agendas
    deeds: dict[str, Callable[[], object]] = {
        "build": lambda: agendas.build(ASHA, meeting_id),
        "remove": lambda: agendas.remove(ASHA, meeting_id, item.id),
        "change": lambda: agendas.change(ASHA, meeting_id, item.id, minutes=5, presenter=""),
        "move": lambda: agendas.move(ASHA, meeting_id, item.id),
    }
    with refusal():
        deeds[deed]()


def test_an_agenda_is_re_opened_with_a_reason_and_issued_again(at: TestDesk) -> None:
    meeting_id = at.issued()
    with refusal(match="Why"):
        at.desk.agendas.reopen(ASHA, meeting_id, " ")
    at.desk.agendas.reopen(ASHA, meeting_id, "a referral was missed")
    at.desk.agendas.lock(ASHA, meeting_id, at.person("Dana Prior").id)
    at.desk.agendas.issued(ASHA, meeting_id, "1" * 64)
    assert at.desk.agendas.value(meeting_id).issued == 2
    assert at.state(meeting_id) is MeetingState.AGENDA_ISSUED


def test_an_agenda_that_is_not_locked_is_neither_issued_nor_re_opened(at: TestDesk) -> None:
    meeting_id = at.planned()
    with refusal(match="not locked"):
        at.desk.agendas.issued(ASHA, meeting_id, "0" * 64)
    with refusal(match="not locked"):
        at.desk.agendas.reopen(ASHA, meeting_id, "why not")


def test_a_deed_before_the_lock_is_not_undone_after_it(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.planned()
    deed = at.desk.agendas.remove(ASHA, meeting_id, at.cases(meeting_id)[0].id)
    at.desk.agendas.lock(ASHA, meeting_id, at.person("Dana Prior").id)
    with refusal(match="locked since"):
        at.desk.meetings.undo(ASHA, meeting_id, deed)


def test_a_removal_is_undone_before_the_lock(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.planned()
    before = at.desk.meetings.meeting(meeting_id)
    deed = at.desk.agendas.remove(ASHA, meeting_id, at.cases(meeting_id)[0].id)
    at.desk.meetings.undo(ASHA, meeting_id, deed)
    assert at.desk.meetings.meeting(meeting_id) == before


def test_a_late_item_that_was_taken_is_not_undone(at: TestDesk) -> None:
    meeting_id = at.opened()
    at.bring(a_referral("103", "21/10/2026"))
    candidate = at.desk.agendas.candidate_for(meeting_id, "103")
    dana = at.person("Dana Prior").id
    deed = at.desk.agendas.add(ASHA, meeting_id, candidate, late_reason="came in on Wednesday", allowed_by=dana)
    at.decide(meeting_id, at.cases(meeting_id)[0])
    with refusal(match="taken already"):
        at.desk.meetings.undo(ASHA, meeting_id, deed)


def test_a_second_meeting_in_a_month_has_a_reference_of_its_own(at: TestDesk) -> None:
    first, second = at.planned(SAFE, OCTOBER), at.planned(SAFE, OCTOBER.replace(day=29))
    references = [at.desk.meetings.meeting(meeting_id).reference for meeting_id in (first, second)]
    assert references == ["SAFE-2026-10", "SAFE-2026-10b"]

"""What the agenda page says, read from a desk; no window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.services.desk_builders import ASHA, DECEMBER, NOVEMBER, OCTOBER, TestDesk, a_profile, a_referral, child

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.people import Role
from panel_desk.services.desk import AtTheDesk
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.agendas.presenter import AgendasPresenter
from panel_desk.ui.workspaces.agendas.view_values import AgendaView, NextStep, RowKind

Presenting = Callable[..., AgendasPresenter]


def presenting(at: TestDesk, name: str = "Asha Rahman", role: Role = Role.ADMINISTRATOR) -> AgendasPresenter:
    who = AtTheDesk(person=at.person(name), role=role)
    today = at.clock().astimezone(ENGLAND).date()
    return AgendasPresenter(at.desk, lambda: who, lambda i, local_id, _name: f"{i} · {local_id}", lambda: today)


def view(at: TestDesk, meeting_id: MeetingId, name: str = "Asha Rahman", role: Role = Role.ADMINISTRATOR) -> AgendaView:
    return presenting(at, name, role).agenda(meeting_id)


def pool(shown: AgendaView) -> dict[str, str]:
    return {row.who: row.chip for row in shown.pool}


def test_meetings_ahead_come_first_and_the_next_of_them_on_top(at: TestDesk) -> None:
    at.closed()
    at.clock.set(date(2026, 11, 1))
    december, november = at.planned(held_on=DECEMBER), at.planned(held_on=NOVEMBER)
    shown = presenting(at).meetings()
    assert [row.line.id for row in shown.ahead] == [november, december]
    assert [row.line.reference for row in shown.past] == ["SAFE-2026-10"]
    assert shown.past[0].state == "closed"


def test_a_cancelled_meeting_is_put_with_the_past_and_says_why(at: TestDesk) -> None:
    meeting_id = at.planned(held_on=NOVEMBER)
    at.desk.planning.cancel(ASHA, meeting_id, "half term")
    (row,) = presenting(at).meetings().past
    assert (row.state, row.tone, row.tip) == ("cancelled", Tone.RED, "Cancelled: half term")


def test_the_first_meeting_is_the_next_whose_agenda_waits(at: TestDesk) -> None:
    assert presenting(at).first_meeting() is None
    at.issued(held_on=NOVEMBER)
    waiting = at.planned(held_on=DECEMBER)
    assert presenting(at).first_meeting() == waiting


def test_the_pool_says_who_why_and_from_where(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102")), "november.csv")
    at.bring(a_referral("103"))
    meeting_id = at.planned()
    at.desk.agendas.take_off(ASHA, meeting_id, [item.id for item in at.cases(meeting_id)])
    shown = view(at, meeting_id)
    assert pool(shown) == {"K.A. · 101": "Not yet heard", "K.A. · 102": "Not yet heard", "R.F. · 103": "New referral"}
    sources = {row.who: row.source for row in shown.pool}
    assert sources["K.A. · 101"] == "november.csv"
    assert sources["R.F. · 103"] == "Police on 5 October 2026"
    assert shown.pool_words == "3 of 3 left"


def test_a_line_of_the_pool_tells_every_reason_and_where_it_would_go(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    at.closed()
    november = at.planned(held_on=NOVEMBER)
    at.desk.agendas.remove(ASHA, november, at.cases(november)[0].id)
    (row,) = view(at, november).pool
    assert row.chip == "Review due"
    assert row.source == "19 November 2026, set at SAFE-2026-10"
    assert row.all_reasons.endswith("Goes under 7 Reviews due, by risk.")


def test_a_fixed_item_that_was_taken_off_stands_first_in_the_pool(at: TestDesk) -> None:
    meeting_id = at.planned()
    at.desk.agendas.remove(ASHA, meeting_id, at.desk.meetings.meeting(meeting_id).items[1].id)
    first = view(at, meeting_id).pool[0]
    assert (first.key, first.chip, first.who) == ("fixed declarations", "Fixed item", "Declarations of interest")


def test_the_agenda_is_set_out_in_numbered_sections_with_their_minutes(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102")))
    rows = view(at, at.planned()).rows
    headings = [(row.number, row.minutes_words) for row in rows if row.kind is RowKind.HEADING]
    assert headings == [
        ("1–4", "22 min"),
        ("5", "none"),
        ("6", "20 min"),
        ("7", "none"),
        ("8", "none"),
        ("9", "none"),
        ("10–11", "15 min"),
    ]
    items = {row.number: (row.who, row.starts, row.minutes) for row in rows if row.is_item}
    assert items["6.2"] == ("K.A. · 102", "10:32", 10)


def test_an_item_says_risk_and_reason_before_age_and_types(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    october = at.opened()
    at.decide(october, at.cases(october)[0], outcome="risk-raised", level="High")
    at.close(october)
    shown = view(at, at.planned(held_on=NOVEMBER))
    (item,) = [row for row in shown.rows if row.who]
    assert item.title == "High · Review due · 15 · CCE"


@pytest.mark.parametrize(
    ("minutes", "words", "over"), [(10, "47 of 150 min", False), (130, "167 of 150 min · 17 over", True)]
)
def test_the_minutes_are_summed_against_the_slot(at: TestDesk, minutes: int, words: str, over: bool) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.planned()
    at.desk.agendas.change(ASHA, meeting_id, at.cases(meeting_id)[0].id, minutes=minutes, presenter="Ife Bello")
    shown = view(at, meeting_id)
    assert (shown.bar_words, shown.over) == (words, over)


def test_the_children_no_longer_listed_are_counted_in_a_sentence(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102"), child("103")))
    at.bring(a_profile(child("101")))
    shown = view(at, at.planned())
    assert shown.dropped_words == "2 children are no longer on the list."
    assert [row.last_words for row in shown.dropped] == ["", ""]


def test_nothing_is_said_where_nobody_was_dropped(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    assert view(at, at.planned()).dropped_words == ""


@pytest.mark.parametrize(
    ("name", "role", "step"),
    [
        ("Asha Rahman", Role.ADMINISTRATOR, NextStep.LOCK_AND_ISSUE),
        ("Dana Prior", Role.CHAIR, NextStep.LOCK),
        ("Abena Osei", Role.CORE_MEMBER, NextStep.NONE),
    ],
)
def test_the_primary_deed_is_what_the_role_may_do(at: TestDesk, name: str, role: Role, step: NextStep) -> None:
    assert view(at, at.planned(), name, role).step is step


def test_who_may_not_change_agendas_sees_why(at: TestDesk) -> None:
    shown = view(at, at.planned(), "Abena Osei", Role.CORE_MEMBER)
    assert shown.notice == "A core member may not change agendas. Ask the administrator."
    may = {shown.can_change, shown.can_add, shown.can_order, shown.can_cancel, shown.can_replan, shown.can_reopen}
    assert may == {False}


@pytest.mark.parametrize(
    ("how", "step", "state"),
    [
        ("planned", NextStep.LOCK_AND_ISSUE, "agenda in draft"),
        ("locked", NextStep.ISSUE, "agenda locked, not issued"),
        ("issued", NextStep.ISSUE_AGAIN, "agenda issued"),
        ("opened", NextStep.NONE, "in session"),
        ("closed", NextStep.NONE, "closed"),
    ],
)
def test_each_state_has_its_deed_and_its_words(at: TestDesk, how: str, step: NextStep, state: str) -> None:
    if how == "locked":
        meeting_id = at.planned()
        at.desk.agendas.lock(ASHA, meeting_id, at.person("Dana Prior").id)
    else:
        meeting_id = getattr(at, how)()
    shown = view(at, meeting_id)
    assert (shown.step, shown.state) == (step, state)


@pytest.mark.parametrize(
    ("how", "today", "words"),
    [
        ("planned", OCTOBER, ""),
        ("issued", date(2026, 10, 21), ""),
        ("issued", OCTOBER, "Open the meeting"),
        ("opened", OCTOBER, "Go to the room"),
        ("closed", OCTOBER, ""),
    ],
)
def test_on_its_day_an_issued_agenda_leads_to_the_room(at: TestDesk, how: str, today: date, words: str) -> None:
    meeting_id = getattr(at, how)()
    at.clock.set(today)
    assert view(at, meeting_id).room == words


def test_who_records_nothing_is_led_to_no_room(at: TestDesk) -> None:
    assert not view(at, at.opened(), "Abena Osei", Role.CORE_MEMBER).room


def test_an_issued_agenda_takes_late_items_only_and_says_so(at: TestDesk) -> None:
    shown = view(at, at.issued())
    assert shown.is_late
    assert shown.can_add
    assert not shown.can_change
    assert "late item" in shown.notice


def test_a_late_item_makes_the_last_issue_stale(at: TestDesk) -> None:
    meeting_id = at.issued()
    assert not view(at, meeting_id).stale
    at.bring(a_referral("103", "21/10/2026"))
    candidate = at.desk.agendas.candidate_for(meeting_id, "103")
    dana = at.person("Dana Prior").id
    at.desk.agendas.add(ASHA, meeting_id, candidate, late_reason="came in", allowed_by=dana)
    shown = view(at, meeting_id)
    (row,) = [row for row in shown.rows if row.late]
    assert shown.stale
    assert "Late item: came in; allowed by Dana Prior, chair" in row.tip
    assert shown.agenda.issued == 0


def test_in_session_the_order_changes_and_nothing_else(at: TestDesk) -> None:
    shown = view(at, at.opened())
    assert (shown.can_order, shown.can_add, shown.can_change) == (True, True, False)


def test_a_cancelled_meetings_agenda_says_why_nothing_can_be_done(at: TestDesk) -> None:
    meeting_id = at.planned()
    at.desk.planning.cancel(ASHA, meeting_id, "half term.")
    shown = view(at, meeting_id)
    assert shown.notice.startswith("The meeting is cancelled: half term. ")
    assert (shown.pool, shown.step) == ((), NextStep.NONE)


def test_each_problem_has_the_way_to_where_it_is_put_right(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.planned()
    at.desk.agendas.remove(ASHA, meeting_id, at.desk.meetings.meeting(meeting_id).items[1].id)
    item = at.cases(meeting_id)[0].id
    at.desk.agendas.change(ASHA, meeting_id, item, minutes=200, presenter="")
    problems = presenting(at).problems(meeting_id)
    assert problems[0].blocking
    assert (problems[0].where, problems[0].section, problems[0].jump) == ("section", "declarations", "Put it back")
    assert {p.where for p in problems} == {"section", "item", "time", "people"}
    assert [p.item_id for p in problems if p.where == "item"] == [item]


def test_approvers_are_chair_and_deputy_and_who_is_at_the_desk_comes_first(at: TestDesk) -> None:
    meeting_id = at.planned()
    assert [a.words for a in presenting(at).approvers(meeting_id)] == ["Dana Prior, chair", "Imran Khan, deputy"]
    deputy = presenting(at, "Imran Khan", Role.DEPUTY).approvers(meeting_id)
    assert [a.words for a in deputy] == ["Imran Khan, deputy", "Dana Prior, chair"]


def test_presenters_to_choose_from_are_known_names_once_each(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    names = presenting(at).presenters(at.planned())
    assert {"Dana Prior", "Ife Bello", "Chair"} <= set(names)
    assert len(names) == len(set(names))


def test_no_name_of_a_child_is_in_what_the_page_shows(at: TestDesk) -> None:
    at.bring(a_profile(child("101", surname="Quillfeather"), child("102", surname="Quillfeather")))
    meeting_id = at.planned(held_on=OCTOBER)
    at.desk.agendas.remove(ASHA, meeting_id, at.cases(meeting_id)[0].id)
    shown = view(at, meeting_id)
    for row in shown.pool:
        assert "Quillfeather" not in f"{row.who}{row.facts}{row.source}{row.all_reasons}{row.search}{row.key}"
    for line in shown.rows:
        assert "Quillfeather" not in f"{line.who}{line.title}{line.tip}"

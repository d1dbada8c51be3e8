"""The agenda as it prints: sections with numbers, the invited, and the list of actions."""

from __future__ import annotations

from datetime import date, time

import pytest
from msgspec.structs import replace
from tests.unit.agenda_builders import HELD_ON, MACE, PREVIOUS, SAFE, a_plan, an_action, an_item, invited

from panel_desk.domain.agendas.agenda import Agenda
from panel_desk.domain.agendas.filling import standing_items
from panel_desk.domain.agendas.running_order import action_lines, agenda_value, in_sections, status_words
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.people import Role

TODAY = date(2026, 11, 23)


def an_agenda(*actions: ActionState, issued: int = 1) -> Agenda:
    items = in_sections(
        SAFE,
        (*standing_items(SAFE, previous_held_on=PREVIOUS), an_item("a"), an_item("u", section="urgent", minutes=8)),
    )
    return agenda_value(a_plan(), items, actions, today=TODAY, issued=issued, council="Fictional Borough Council")


def test_sections_print_with_their_numbers_and_items_beneath() -> None:
    printed = [(s.number, [n.number for n in s.items]) for s in an_agenda().sections]
    assert printed == [
        (1, ["1"]),
        (2, ["2"]),
        (3, ["3"]),
        (4, ["4"]),
        (5, ["5.1"]),
        (6, []),
        (7, ["7.1"]),
        (8, []),
        (9, []),
        (10, ["10"]),
        (11, ["11"]),
    ]


def test_the_head_says_what_the_meeting_is() -> None:
    agenda = an_agenda()
    assert (agenda.reference, agenda.held_on, agenda.place) == ("SAFE-2026-11", HELD_ON, "Committee room 2")
    assert (agenda.panel_name, agenda.chair, agenda.issued) == ("SAFE panel", "Dana Prior", 1)
    assert agenda.council == "Fictional Borough Council"
    assert (agenda.marking, agenda.handling, agenda.confidentiality) == (
        SAFE.marking,
        SAFE.handling,
        SAFE.confidentiality,
    )


def test_the_time_of_all_items_is_totalled_against_the_slot() -> None:
    agenda = an_agenda()
    assert [s.minutes for s in agenda.sections] == [5, 2, 5, 10, 8, 0, 10, 0, 0, 10, 5]
    assert (agenda.total_minutes, agenda.slot_minutes) == (55, 150)


def test_the_slot_is_the_meetings_own_not_the_definitions() -> None:
    plan = replace(a_plan(), starts_at=time(9, 45), ends_at=time(11, 30))
    assert agenda_value(plan, (), (), today=TODAY).slot_minutes == 105


def test_the_invited_stand_in_seat_order_with_who_presides_first_and_readers_left_out() -> None:
    assert an_agenda().invited[:4] == (
        ("Children’s social care", "Dana Prior"),
        ("Children’s social care", "Asha Rahman"),
        ("Police", "Imran Khan"),
        ("Health", "Abena Osei"),
    )
    assert "R. Castellan" not in {name for _, name in an_agenda().invited}


def test_a_guest_of_an_agency_without_a_seat_stands_last() -> None:
    plan = replace(a_plan(), invited=(invited("probation", "Alex Morgan", Role.PRESENTER), *a_plan().invited))
    assert agenda_value(plan, (), (), today=TODAY).invited[-1] == ("Probation", "Alex Morgan")


def test_the_action_log_counts_the_panels_open_actions() -> None:
    agenda = an_agenda(
        an_action(date(2026, 11, 20)),
        an_action(date(2026, 11, 27), number=5),
        an_action(number=6, status=ActionStatus.COMPLETE),
        an_action(number=7, panel="MACE"),
    )
    assert [line.reference for line in agenda.actions] == ["SAFE-2026-10/04", "SAFE-2026-10/05"]
    assert agenda.sections[3].items[0].item.title == "Actions: 1 overdue, 1 due"


def test_an_empty_agenda_still_prints_every_section() -> None:
    agenda = agenda_value(a_plan(MACE), (), (), today=TODAY)
    assert [s.number for s in agenda.sections] == list(range(1, 14))
    assert all(s.items == () for s in agenda.sections)
    assert agenda.issued == 0


def test_overdue_actions_come_first_then_by_due_day_and_reference() -> None:
    dues = {
        1: date(2026, 12, 1),
        2: date(2026, 11, 22),
        3: date(2026, 11, 28),
        4: date(2026, 11, 10),
        5: TODAY,
        6: TODAY,
    }
    lines = action_lines([an_action(due, number=n) for n, due in reversed(dues.items())], TODAY)
    assert [line.reference[-1] for line in lines] == ["4", "2", "5", "6", "3", "1"]
    assert [line.overdue for line in lines] == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("due_on", "status", "words"),
    [
        (date(2026, 11, 17), ActionStatus.OPEN, "Overdue by 6 days"),
        (date(2026, 11, 22), ActionStatus.IN_PROGRESS, "In progress, overdue by 1 day"),
        (date(2026, 11, 23), ActionStatus.OPEN, "Due today"),
        (date(2026, 11, 28), ActionStatus.OPEN, "Due Sat 28 Nov"),
        (date(2026, 11, 28), ActionStatus.IN_PROGRESS, "In progress"),
        (date(2026, 11, 17), ActionStatus.COMPLETE, "Complete"),
        (date(2026, 11, 17), ActionStatus.NOT_POSSIBLE, "Not possible – circumstances changed"),
        (date(2026, 11, 17), ActionStatus.NOT_DONE, "Not done"),
        (date(2026, 11, 17), ActionStatus.SUPERSEDED, "Superseded"),
    ],
)
def test_an_actions_status_is_told_in_words(due_on: date, status: ActionStatus, words: str) -> None:
    assert status_words(an_action(due_on, status=status), TODAY) == words


@pytest.mark.parametrize(("owner", "printed"), [("Imran Khan", "Police, Khan"), ("", "Police"), ("  ", "Police")])
def test_an_actions_owner_is_the_agency_and_a_surname(owner: str, printed: str) -> None:
    (line,) = action_lines([an_action(owner=owner)], TODAY)
    assert (line.owner, line.agency, line.about) == (printed, "Police", "J.M. (104233)")

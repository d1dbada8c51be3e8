"""What meetings, actions, minutes, people, imports and streams answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.vault.long_story import SHA, tell_of_agencies
from tests.vault.scenario import (
    DANA,
    NOW,
    Story,
    a_note,
    a_plan,
    a_profile,
    an_action,
    an_agenda,
    an_episode,
    an_item,
    the_panel,
)

from panel_desk.domain.children.cases import ListKind
from panel_desk.domain.events import DeedUndone
from panel_desk.domain.events.actions import ActionDueChanged, ActionStatus, ActionUpdated
from panel_desk.domain.events.agencies import PersonRecorded, SeatFilled
from panel_desk.domain.ids import ActionId, AgencyKey, ImportId, MeetingId, PanelKey, PersonId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.people import Person, Role
from panel_desk.vault.database import create_vault, new_data_key
from panel_desk.vault.queries import actions, children, imports, meetings, minutes, people, streams

SAFE, M1 = PanelKey("SAFE"), MeetingId("m1")


def planned_thrice(story: Story) -> None:
    """SAFE in September, October and November."""
    for month in (9, 10, 11):
        story.tell_meeting(f"m{month}", a_plan(f"m{month}", f"SAFE-2026-{month:02}", date(2026, month, 20)))


def test_the_meeting_before_a_day_is_the_last_one_before_it(story: Story) -> None:
    planned_thrice(story)
    before = meetings.latest_before(story.db, SAFE, date(2026, 11, 20))
    assert before is not None
    assert before.reference == "SAFE-2026-10"
    assert meetings.latest_before(story.db, SAFE, date(2026, 9, 20)) is None
    assert meetings.latest_before(story.db, PanelKey("MACE"), date(2027, 1, 1)) is None


def test_meetings_come_latest_first_of_all_panels_or_one(story: Story) -> None:
    planned_thrice(story)
    story.tell_meeting("mm", a_plan("mm", "MACE-2026-10", panel="mace"))
    assert [m.reference for m in meetings.meetings(story.db, SAFE)] == ["SAFE-2026-11", "SAFE-2026-10", "SAFE-2026-09"]
    assert len(meetings.meetings(story.db)) == 4


def test_a_meeting_row_says_what_was_planned(story: Story) -> None:
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(), an_item("i2")))
    row = meetings.by_reference(story.db, "SAFE-2026-10")
    assert row == meetings.by_id(story.db, M1)
    assert row is not None
    assert (row.held_on, row.starts_at.hour, row.place, row.state, row.items) == (
        date(2026, 10, 22),
        10,
        "Room 2",
        MeetingState.PLANNED,
        2,
    )
    assert meetings.by_reference(story.db, "SAFE-2026-12") is None


def test_agenda_items_come_back_whole(story: Story) -> None:
    items = (an_item("i1", child="c1"), an_item("i2", concern="p1"))
    story.tell_meeting("m1", a_plan(), an_agenda(*items))
    assert meetings.items(story.db, M1) == items


def test_a_childs_meetings_are_those_that_have_it_on_their_agenda(told: Story) -> None:
    child = children.ids_by_local_id(told.db)["104233"]
    assert [m.reference for m in meetings.with_child(told.db, child)] == ["SAFE-2026-10"]
    (place,) = told.db.conn.execute("SELECT id FROM concern ORDER BY number").fetchone()
    assert [m.reference for m in meetings.with_concern(told.db, place)] == ["SAFE-2026-10"]


def test_an_action_stands_as_it_was_last_told(story: Story) -> None:
    story.tell("action/a1", an_action(1))
    story.tell("action/a1", ActionDueChanged(action_id=ActionId("a1"), due_on=date(2026, 12, 1), reason="Leave"))
    heard = ActionUpdated(
        action_id=ActionId("a1"), status=ActionStatus.NOT_DONE, on=date(2026, 12, 2), reason="Forgotten", meeting_id=M1
    )
    story.tell("action/a1", heard)
    state = actions.by_reference(story.db, "SAFE-2026-10/01")
    assert state is not None
    assert (state.due_on, state.status, state.status_reason, state.status_meeting) == (
        date(2026, 12, 1),
        ActionStatus.NOT_DONE,
        "Forgotten",
        M1,
    )
    assert [(c.change, c.status, c.due_on.month) for c in actions.history(story.db, ActionId("a1"))] == [
        ("recorded", ActionStatus.OPEN, 11),
        ("due", ActionStatus.OPEN, 12),
        ("status", ActionStatus.NOT_DONE, 12),
    ]


def test_open_actions_are_those_without_an_end(story: Story) -> None:
    for number in (1, 2, 3):
        story.tell(f"action/a{number}", an_action(number))
    story.tell(
        "action/a1", ActionUpdated(action_id=ActionId("a1"), status=ActionStatus.IN_PROGRESS, on=date(2026, 11, 1))
    )
    story.tell(
        "action/a2", ActionUpdated(action_id=ActionId("a2"), status=ActionStatus.TRANSFERRED, on=date(2026, 11, 1))
    )
    story.tell("action/a3", ActionDueChanged(action_id=ActionId("a3"), due_on=date(2026, 10, 30), reason="Urgent"))
    assert [a.id for a in actions.open_of_panel(story.db, SAFE)] == ["a3", "a1"]
    assert actions.all_open(story.db) == actions.open_of_panel(story.db, SAFE)
    assert [a.id for a in actions.of_panel(story.db, SAFE)] == ["a3", "a2", "a1"]
    assert [a.id for a in actions.by_agency(story.db, SAFE, AgencyKey("police"))] == ["a3", "a1", "a2"]
    assert actions.by_agency(story.db, SAFE, AgencyKey("health")) == ()
    assert [a.id for a in actions.by_meeting(story.db, M1)] == ["a1", "a2", "a3"]


def test_the_first_number_is_one_and_meetings_count_apart(story: Story) -> None:
    story.tell("action/a1", an_action(1))
    assert actions.next_number(story.db, "SAFE-2026-10") == 2
    assert actions.next_number(story.db, "SAFE-2026-1") == 1


def test_minutes_tell_how_far_they_have_come(told: Story) -> None:
    row = minutes.of_meeting(told.db, M1)
    assert row is not None
    assert (row.state, row.revision, row.recipients, row.returned_reason) == (
        MeetingState.SIGNED,
        2,
        ("Imran Khan",),
        "A wrong date",
    )
    assert row.approved is not None
    assert row.signed is not None
    assert [a.field for a in row.approvals] == ["Approval-police", "Approval-health"]
    assert minutes.due_or_made(told.db) == (row,)


def test_a_planned_meeting_has_no_minutes_yet(story: Story) -> None:
    story.tell_meeting("m1", a_plan())
    row = minutes.of_meeting(story.db, M1)
    assert row is not None
    assert (row.revision, row.drafted_at, row.approvals) == (0, None, ())
    assert minutes.due_or_made(story.db) == ()
    assert minutes.of_meeting(story.db, MeetingId("m9")) is None


def test_a_found_document_tells_for_whom_it_was_made(told: Story) -> None:
    (edition,) = minutes.editions_of_file(told.db, SHA)
    assert (edition.recipient, edition.copy_number) == ("Imran Khan", 1)
    assert minutes.editions(told.db, M1) == (edition,)


def test_people_and_panels_come_back_whole(story: Story) -> None:
    assert people.desk(story.db) is None
    tell_of_agencies(story)
    desk = people.desk(story.db)
    assert desk is not None
    assert (desk.council, desk.fictional) == ("Fictional Borough Council", True)
    assert people.panel(story.db, SAFE) == the_panel()
    assert [panel.key for panel in people.panels(story.db)] == ["MACE", "SAFE"]
    assert [p.name for p in people.persons(story.db)] == ["Abena Osei", "Dana Prior", "Imran Khan"]
    assert people.person(story.db, DANA.id) == DANA
    assert people.person(story.db, PersonId("nobody")) is None


def test_seats_come_in_the_order_of_the_panel(story: Story) -> None:
    tell_of_agencies(story)
    ife = Person(id=PersonId("ife"), name="Ife Bello", agency=DANA.agency)
    story.tell("person/ife", PersonRecorded(person=ife))
    story.tell("panel/SAFE", SeatFilled(panel=SAFE, agency=ife.agency, person_id=ife.id))
    seats = people.seats(story.db, SAFE)
    assert [(seat.person.name, seat.role) for seat in seats] == [
        ("Dana Prior", Role.CHAIR),
        ("Ife Bello", Role.CORE_MEMBER),
        ("Imran Khan", Role.DEPUTY),
        ("Abena Osei", Role.CORE_MEMBER),
    ]


def test_a_withdrawn_certificate_stays_in_the_register(story: Story) -> None:
    tell_of_agencies(story)
    (row,) = people.certificates(story.db)
    assert (row.roles, row.panels, row.valid_to, row.certificate) == (("chair",), (SAFE,), date(2028, 10, 1), b"der")
    assert (row.revoked_at, row.revoked_reason) == (NOW, "A lost computer")


def test_columns_are_remembered_for_the_same_headings_until_the_list_is_taken_back(story: Story) -> None:
    assert imports.remembered_sources(story.db) == ()
    story.add_list(a_profile(), source_signature="s", columns={"ID": "local_id"})
    deed = story.add_list(a_profile(), source_signature="s", columns={"ID": "upn"})
    assert [source.columns for source in imports.remembered_sources(story.db)] == [{"ID": "upn"}]
    story.undo(deed)
    assert [source.columns for source in imports.remembered_sources(story.db)] == [{"ID": "local_id"}]


def test_the_latest_list_of_a_kind_is_the_last_that_stands(story: Story) -> None:
    story.add_list(a_profile())
    story.add_list(an_episode())
    story.undo(story.add_list(a_profile()))
    found = imports.latest(story.db, ListKind.PROFILE)
    assert found is not None
    assert (found.id, found.rows, found.new_children, found.undone) == ("import-1", 1, 1, False)
    assert imports.of_file(story.db, f"{1:064}") == found
    assert imports.of_file(story.db, f"{3:064}") is None


@pytest.mark.parametrize(("listed_again", "used"), [(False, ("SAFE-2026-10",)), (True, ())])
def test_a_list_is_used_by_meetings_that_have_a_child_it_alone_has_brought(
    story: Story, *, listed_again: bool, used: tuple[str, ...]
) -> None:
    story.add_list(a_profile())
    child = children.ids_by_local_id(story.db)["104233"]
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(child=child)))
    if listed_again:
        story.add_list(a_profile())
    assert imports.used_by_meetings(story.db, ImportId("import-1")) == used
    assert imports.used_by_meetings(story.db, ImportId("import-2")) == ()


def test_a_streams_events_come_in_order_without_what_was_taken_back(story: Story) -> None:
    story.tell_meeting("m1", a_plan(), an_agenda(an_item()))
    story.tell_meeting("m10", a_plan("m10", "SAFE-2026-11"))
    story.tell("meeting/m1/item/i1", a_note(text="kept"))
    story.undo(story.tell("meeting/m1/item/i1", a_note(text="taken back")))
    told = streams.events_below(story.db, "meeting/m1")
    assert [line.seq for line in told] == [1, 2, 4]
    assert not any(isinstance(line.event, DeedUndone) for line in told)
    assert [line.event for line in told][-1] == a_note(text="kept")


def test_a_reader_beside_the_writer_answers_the_same(tmp_path: Path) -> None:
    with create_vault(tmp_path / "desk", new_data_key(), NOW) as vault:
        story = Story(vault)
        story.add_list(a_profile())
        reader = vault.reader()
        try:
            assert children.on_desk(reader) == children.on_desk(story.db)
        finally:
            reader.close()

"""Numbers that are given once, several meetings in a month, the way of the minutes, lists and alerts in their order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.vault.scenario import (
    DANA,
    IMRAN,
    NOW,
    Story,
    a_concern,
    a_plan,
    a_profile,
    a_referral,
    an_action,
    an_agenda,
    an_alert,
    an_episode,
    an_item,
    the_panel,
)

from panel_desk.domain.children.cases import ListKind
from panel_desk.domain.events import Event
from panel_desk.domain.events.actions import ActionRecorded
from panel_desk.domain.events.agencies import PanelDefined, PersonRecorded, SeatFilled
from panel_desk.domain.events.lists import IdentityAlertAnswered
from panel_desk.domain.events.meetings import MeetingClosed, MeetingOpened, MeetingReopened
from panel_desk.domain.events.minutes import (
    EditionMade,
    MinutesApproved,
    MinutesCirculated,
    MinutesDrafted,
    MinutesReturned,
)
from panel_desk.domain.ids import ImportId, MeetingId, PanelKey
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.people import Role
from panel_desk.vault.queries import actions, children, concerns, imports, meetings, minutes, people

SAFE, M1 = PanelKey("SAFE"), MeetingId("m1")


def an_action_of(reference: str) -> ActionRecorded:
    """An action under any reference; its id is the reference."""
    given = an_action()
    fields = {name: getattr(given, name) for name in given.__struct_fields__}
    return ActionRecorded(**fields | {"reference": reference, "action_id": reference})


def ask(story: Story, reference: str) -> None:
    """Let an action be recorded under a reference."""
    story.tell(f"action/{reference.replace('/', '-')}", an_action_of(reference))


@pytest.mark.parametrize(
    ("given", "following"),
    [
        (["SAFE-2026-10/01"], 2),
        (["SAFE-2026-10/09"], 10),
        (["SAFE-2026-10/99", "SAFE-2026-10/100"], 101),
        (["SAFE-2026-10/03", "SAFE-2026-10/01"], 4),
        (["SAFE-2026-10b/07", "MACE-2026-10/05", "SAFE-2026-1/08"], 1),
        (["SAFE-2026-10/x", "SAFE-2026-10/²"], 1),
    ],
)
def test_the_next_number_follows_the_highest_of_that_very_meeting(
    story: Story, given: list[str], following: int
) -> None:
    for reference in given:
        ask(story, reference)
    assert actions.next_number(story.db, "SAFE-2026-10") == following


def test_a_meeting_planned_anew_under_its_old_reference_goes_on_counting(story: Story) -> None:
    plan = story.tell_meeting("m1", a_plan())
    story.undo(story.tell("action/a1", an_action(1)))
    story.undo(plan)
    story.tell_meeting("m2", a_plan("m2"))
    row = meetings.by_reference(story.db, "SAFE-2026-10")
    assert row is not None
    assert row.id == "m2"
    assert actions.next_number(story.db, "SAFE-2026-10") == 2


def test_several_meetings_in_a_month_are_told_apart_by_their_letter(story: Story) -> None:
    for place, letter in enumerate(["", "b", "c"]):
        planned = a_plan(f"m{place}", f"SAFE-2026-10{letter}", date(2026, 10, 8 + place))
        story.tell_meeting(f"m{place}", planned)
    found = [meetings.by_reference(story.db, f"SAFE-2026-10{letter}") for letter in ("", "b", "c", "d")]
    assert [row and row.id for row in found] == ["m0", "m1", "m2", None]
    assert [m.reference for m in meetings.meetings(story.db, SAFE)] == [
        "SAFE-2026-10c",
        "SAFE-2026-10b",
        "SAFE-2026-10",
    ]


def test_of_two_meetings_on_one_day_the_one_planned_later_comes_first(story: Story) -> None:
    story.tell_meeting("m1", a_plan("m1", "SAFE-2026-10"))
    story.tell_meeting("m2", a_plan("m2", "SAFE-2026-10b"))
    story.tell_meeting("m3", a_plan("m3", "MACE-2026-10", panel="mace"))
    assert [m.id for m in meetings.meetings(story.db)] == ["m3", "m2", "m1"]
    before = meetings.latest_before(story.db, SAFE, date(2026, 10, 23))
    assert before is not None
    assert before.id == "m2"
    assert meetings.latest_before(story.db, SAFE, date(2026, 10, 22)) is None


def drafted(revision: int = 1) -> MinutesDrafted:
    """A draft."""
    return MinutesDrafted(meeting_id=M1, revision=revision, at=NOW)


def circulated(revision: int = 1, *recipients: str) -> MinutesCirculated:
    """A circulation."""
    return MinutesCirculated(meeting_id=M1, revision=revision, at=NOW, recipients=recipients)


def approved(revision: int = 1) -> MinutesApproved:
    """An approval by the next meeting."""
    return MinutesApproved(
        meeting_id=M1,
        revision=revision,
        confirmed_at=MeetingId("m2"),
        confirmed_reference="SAFE-2026-11",
        presiding=DANA.id,
        presiding_name="Dana Prior",
        at=NOW,
    )


_BACK = MinutesReturned(meeting_id=M1, revision=2, reason="A wrong date", at=NOW)


@pytest.mark.parametrize(
    ("events", "state", "revision", "is_approved"),
    [
        ([], MeetingState.CLOSED, 0, False),
        ([drafted()], MeetingState.DRAFT, 1, False),
        ([drafted(), circulated()], MeetingState.CIRCULATED, 1, False),
        ([drafted(), circulated(), approved()], MeetingState.APPROVED, 1, True),
        ([drafted(), circulated(), _BACK], MeetingState.DRAFT, 2, False),
        ([drafted(), circulated(), approved(), _BACK], MeetingState.DRAFT, 2, False),
        ([drafted(), circulated(), approved(), _BACK, circulated(2), approved(2)], MeetingState.APPROVED, 2, True),
    ],
)
def test_minutes_go_their_way_and_come_back_as_a_draft(
    story: Story, events: list[Event], state: MeetingState, revision: int, is_approved: bool
) -> None:
    story.tell_meeting("m1", a_plan(), MeetingOpened(at=NOW, presiding=DANA.id), MeetingClosed(at=NOW))
    story.tell("meeting/m1/minutes", *events)
    row = minutes.of_meeting(story.db, M1)
    assert row is not None
    assert (row.state, row.revision, row.approved is not None) == (state, revision, is_approved)
    assert minutes.due_or_made(story.db) == (row,)


def test_a_give_back_that_is_taken_back_leaves_the_minutes_approved(story: Story) -> None:
    story.tell_meeting("m1", a_plan(), MeetingOpened(at=NOW, presiding=DANA.id), MeetingClosed(at=NOW))
    story.tell("meeting/m1/minutes", drafted(), circulated(), approved())
    story.undo(story.tell("meeting/m1/minutes", _BACK))
    row = minutes.of_meeting(story.db, M1)
    assert row is not None
    assert (row.state, row.revision, row.approved, row.returned_reason) == (MeetingState.APPROVED, 1, approved(), "")


def test_a_later_circulation_replaces_its_recipients(story: Story) -> None:
    story.tell_meeting("m1", a_plan())
    story.tell(
        "meeting/m1/minutes", drafted(), circulated(1, "Imran Khan", "Abena Osei"), _BACK, circulated(2, "Ruth Bell")
    )
    row = minutes.of_meeting(story.db, M1)
    assert row is not None
    assert (row.recipients, row.returned_reason) == (("Ruth Bell",), "A wrong date")


def test_only_meetings_that_have_ended_want_minutes_the_latest_first(story: Story) -> None:
    for month in (9, 10, 11, 12):
        meeting_id = f"m{month}"
        story.tell_meeting(meeting_id, a_plan(meeting_id, f"SAFE-2026-{month:02}", date(2026, month, 1)))
        if month > 9:
            story.tell_meeting(meeting_id, MeetingOpened(at=NOW, presiding=DANA.id))
        if month > 10:
            story.tell_meeting(meeting_id, MeetingClosed(at=NOW))
    assert [row.meeting_id for row in minutes.due_or_made(story.db)] == ["m12", "m11"]
    story.tell_meeting("m12", MeetingReopened(at=NOW, reason="An outcome was missing"))
    assert [row.meeting_id for row in minutes.due_or_made(story.db)] == ["m11"]


def edition(recipient: str, sha256: str, meeting_id: str = "m1", copy_number: int = 0) -> EditionMade:
    """A document that left the desk."""
    return EditionMade(
        meeting_id=MeetingId(meeting_id),
        edition="minutes",
        recipient=recipient,
        sha256=sha256,
        at=NOW + timedelta(minutes=copy_number),
        copy_number=copy_number,
    )


def test_editions_come_in_the_order_they_left_and_only_for_their_meeting(story: Story) -> None:
    story.tell_meeting("m1", a_plan())
    story.tell_meeting("m2", a_plan("m2", "SAFE-2026-11"))
    story.tell("meeting/m1/minutes", edition("Imran Khan", "aa", copy_number=2), edition("Abena Osei", "bb"))
    story.tell("meeting/m2/minutes", edition("Ruth Bell", "aa", "m2"))
    assert [e.recipient for e in minutes.editions(story.db, M1)] == ["Imran Khan", "Abena Osei"]
    assert [(e.recipient, e.meeting_id) for e in minutes.editions_of_file(story.db, "aa")] == [
        ("Imran Khan", "m1"),
        ("Ruth Bell", "m2"),
    ]
    assert minutes.editions(story.db, M1)[0].made_by == "asha"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (ListKind.PROFILE, "import-5"),
        (ListKind.REFERRALS, "import-2"),
        (ListKind.MISSING, "import-3"),
        (ListKind.CONCERNS, "import-4"),
    ],
)
def test_the_latest_list_is_told_for_each_kind_apart(story: Story, kind: ListKind, name: str) -> None:
    for row in (a_profile(), a_referral(), an_episode(), a_concern(), a_profile()):
        story.add_list(row)
    found = imports.latest(story.db, kind)
    assert found is not None
    assert (found.id, found.kind) == (name, kind)
    assert [row.id for row in imports.imports(story.db)] == [f"import-{n}" for n in (5, 4, 3, 2, 1)]


def test_columns_confirmed_for_other_headings_are_not_remembered_for_these(story: Story) -> None:
    story.add_list(a_profile(), source_signature="s", columns={"ID": "local_id"})
    story.add_list(a_profile(), source_signature="t", columns={"ID": "upn"})
    story.add_list(a_profile(), source_signature="s", columns={"Child": "local_id"})
    story.undo(story.add_list(a_profile(), source_signature="t", columns={"ID": "nhs_number"}))
    remembered = {source.signature: source.columns for source in imports.remembered_sources(story.db)}
    assert remembered == {"s": {"Child": "local_id"}, "t": {"ID": "upn"}}


def test_a_list_is_used_by_every_meeting_with_its_child_or_concern_in_the_order_of_days(story: Story) -> None:
    story.add_list(a_profile(), a_concern())
    child = children.ids_by_local_id(story.db)["104233"]
    place = concerns.ids_by_key(story.db)["location:Mill Park"]
    november = a_plan("m2", "SAFE-2026-11", date(2026, 11, 26))
    story.tell_meeting("m2", november, an_agenda(an_item("i2", concern=place)))
    story.tell_meeting("m1", a_plan(), an_agenda(an_item("i1", child=child), an_item("i3", concern=place)))
    assert imports.used_by_meetings(story.db, ImportId("import-1")) == ("SAFE-2026-10", "SAFE-2026-11")


def test_a_list_is_used_again_once_the_later_list_of_its_child_is_taken_back(story: Story) -> None:
    story.add_list(a_profile())
    child = children.ids_by_local_id(story.db)["104233"]
    story.tell_meeting("m1", a_plan(), an_agenda(an_item(child=child)))
    later = story.add_list(a_referral())
    assert imports.used_by_meetings(story.db, ImportId("import-1")) == ()
    story.undo(later)
    assert imports.used_by_meetings(story.db, ImportId("import-1")) == ("SAFE-2026-10",)


def test_an_answer_that_is_taken_back_opens_its_alert_again(story: Story) -> None:
    story.add_list(a_profile(), alerts=(an_alert(), an_alert("1", "2")))
    answer = IdentityAlertAnswered(local_id="2", other_local_id="1", answer="related", reason="Twins")
    deed = story.tell("child/x", answer)
    assert imports.open_alerts(story.db) == (an_alert(),)
    story.undo(deed)
    assert imports.open_alerts(story.db) == (an_alert("1", "2"), an_alert())


def test_alerts_of_the_latest_list_come_first(story: Story) -> None:
    story.add_list(a_profile(), alerts=(an_alert("7", "8"), an_alert("3", "4")))
    story.add_list(a_profile(), alerts=(an_alert("5", "6"),))
    assert [alert.local_id for alert in imports.open_alerts(story.db)] == ["5", "3", "7"]


def test_a_seat_filled_anew_has_its_new_holder_only_at_its_own_panel(story: Story) -> None:
    for panel in ("safe", "mace"):
        story.tell(f"panel/{the_panel(panel).key}", PanelDefined(definition=the_panel(panel)))
    for person in (DANA, IMRAN):
        story.tell(f"person/{person.id}", PersonRecorded(person=person))
        for key in (SAFE, PanelKey("MACE")):
            if person is DANA or key == SAFE:
                seat = SeatFilled(panel=key, agency=DANA.agency, person_id=person.id, role=Role.CHAIR)
                story.tell(f"panel/{key}", seat)
    assert [seat.person.id for seat in people.seats(story.db, SAFE)] == [IMRAN.id]
    assert [seat.person.id for seat in people.seats(story.db, PanelKey("MACE"))] == [DANA.id]

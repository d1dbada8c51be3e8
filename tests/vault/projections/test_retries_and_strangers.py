"""A retried deed changes nothing, and an event about what is not there changes nothing or is refused whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.vault.long_story import tell_of_agencies
from tests.vault.projections.test_tables_rebuilt import everything
from tests.vault.scenario import (
    ABENA,
    ASHA,
    DANA,
    IMRAN,
    NOW,
    Story,
    a_decision,
    a_note,
    a_plan,
    a_profile,
    an_action,
    an_agenda,
    an_attendance,
    an_item,
)

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.events.actions import ActionDueChanged, ActionStatus, ActionUpdated
from panel_desk.domain.events.agencies import CertificateRevoked, SeatFilled
from panel_desk.domain.events.items import (
    DissentRecorded,
    InterestDeclared,
    RecommendationConfirmed,
    SteppedBack,
    SteppedOut,
)
from panel_desk.domain.events.meetings import (
    AgendaIssued,
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaItemRemoved,
    AgendaLocked,
    ConfidentialityRead,
    ItemStarted,
    MeetingClosed,
    MeetingOpened,
    MemberArrived,
    MemberLeft,
    QuorumOverridden,
)
from panel_desk.domain.events.minutes import (
    ApprovalSigned,
    EditionMade,
    MinutesApproved,
    MinutesCirculated,
    MinutesDrafted,
    MinutesReturned,
    MinutesSigned,
)
from panel_desk.domain.ids import ActionId, AgencyKey, DecisionId, EventId, ItemId, MeetingId, PanelKey, PersonId
from panel_desk.vault.journal import NewEvent
from panel_desk.vault.keys.device import device_key
from panel_desk.vault.projections import project
from panel_desk.vault.queries import actions, meetings

M1, I9 = MeetingId("m1"), ItemId("i9")


def test_every_kind_of_event_retried_under_its_own_id_changes_no_table(told: Story) -> None:
    before, head, device = everything(told.db), told.journal.head(), device_key(told.vault, NOW)
    for line in list(told.journal.since(0)):
        assert line.event is not None
        again: NewEvent[Event] = NewEvent(line.stream, line.version - 1, line.event, line.event_id)
        assert told.journal.append([again], actor=ASHA, device=device, now=NOW, project=project) == (line,)
    assert told.journal.head() == head
    assert everything(told.db) == before


@pytest.mark.parametrize(
    "event",
    [
        AgendaItemRemoved(item_id=I9),
        AgendaItemChanged(item_id=I9, minutes=5),
        ItemStarted(item_id=I9, at=NOW),
        MemberArrived(person_id=PersonId("nobody"), at=NOW),
        MemberLeft(person_id=PersonId("nobody"), at=NOW),
        a_note("i9"),
        a_note("i9", ""),
        a_decision("i9"),
        InterestDeclared(meeting_id=M1, item_id=I9, person_id=IMRAN.id, nature="Knows them", at=NOW),
        SteppedOut(meeting_id=M1, item_id=I9, person_id=IMRAN.id, at=NOW),
        SteppedBack(meeting_id=M1, item_id=ItemId("i1"), person_id=IMRAN.id, at=NOW),
        DissentRecorded(meeting_id=M1, item_id=I9, person_id=IMRAN.id, words="No."),
        QuorumOverridden(item_id=I9, by=DANA.id, reason="Urgent", missing=(), at=NOW),
        RecommendationConfirmed(
            meeting_id=M1, item_id=ItemId("i1"), decision_id=DecisionId("none"), by=DANA.id, at=NOW
        ),
    ],
)
def test_an_event_about_a_stranger_in_a_meeting_leaves_every_table_as_it_was(story: Story, event: Event) -> None:
    story.tell_meeting("m1", a_plan(), an_agenda(an_item("i1")))
    before = everything(story.db)
    story.tell_meeting("m1", event)
    assert everything(story.db) == before
    assert story.differences() == ()


@pytest.mark.parametrize(
    ("stream", "event"),
    [
        ("meeting/m9", AgendaLocked(approved_by=DANA.id)),
        ("meeting/m9", AgendaIssued(issue=1, pdf_sha256="ab")),
        ("meeting/m9", MeetingOpened(at=NOW, presiding=DANA.id)),
        ("meeting/m9", ConfidentialityRead(at=NOW)),
        ("meeting/m9", MeetingClosed(at=NOW)),
        ("action/a9", ActionUpdated(action_id=ActionId("a9"), status=ActionStatus.COMPLETE, on=date(2026, 11, 1))),
        ("action/a9", ActionDueChanged(action_id=ActionId("a9"), due_on=date(2026, 11, 1), reason="Leave")),
        ("person/dana", CertificateRevoked(fingerprint="none", revoked_at=NOW, reason="Lost")),
        ("meeting/m9", DeedUndone(event_ids=(EventId("never happened"),))),
    ],
)
def test_an_event_about_what_is_not_there_makes_nothing(story: Story, stream: str, event: Event) -> None:
    story.tell(stream, event)
    rows = everything(story.db)
    assert {table for table, found in rows.items() if found} <= {"undo", "undone"}
    assert (meetings.meetings(story.db), actions.all_open(story.db)) == ((), ())
    assert story.differences() == ()


_ABOUT_M9 = MeetingId("m9")


@pytest.mark.parametrize(
    ("stream", "event"),
    [
        ("meeting/m9", an_agenda(an_item())),
        ("meeting/m9", AgendaItemAdded(item=an_item())),
        ("meeting/m9", an_attendance()),
        ("meeting/m9/minutes", MinutesDrafted(meeting_id=_ABOUT_M9, revision=1, at=NOW)),
        ("meeting/m9/minutes", MinutesCirculated(meeting_id=_ABOUT_M9, revision=1, at=NOW)),
        ("meeting/m9/minutes", MinutesReturned(meeting_id=_ABOUT_M9, revision=1, reason="so", at=NOW)),
        (
            "meeting/m9/minutes",
            MinutesApproved(
                meeting_id=_ABOUT_M9,
                revision=1,
                confirmed_at=M1,
                confirmed_reference="SAFE-2026-11",
                presiding=DANA.id,
                presiding_name="Dana Prior",
                at=NOW,
            ),
        ),
        (
            "meeting/m9/minutes",
            MinutesSigned(
                meeting_id=_ABOUT_M9,
                revision=1,
                signer=DANA.id,
                signer_name="Dana Prior",
                certificate="f1",
                pdf_sha256="ab",
                at=NOW,
            ),
        ),
        (
            "meeting/m9/minutes",
            ApprovalSigned(
                meeting_id=_ABOUT_M9,
                field="Approval-police",
                signer=IMRAN.id,
                signer_name="Imran Khan",
                certificate="f2",
                pdf_sha256="ab",
                at=NOW,
            ),
        ),
        (
            "meeting/m9/minutes",
            EditionMade(meeting_id=_ABOUT_M9, edition="minutes", recipient="Imran Khan", sha256="ab", at=NOW),
        ),
        ("panel/SAFE", SeatFilled(panel=PanelKey("SAFE"), agency=AgencyKey("csc"), person_id=PersonId("nobody"))),
    ],
)
def test_what_needs_something_that_is_not_there_is_refused_whole(story: Story, stream: str, event: Event) -> None:
    with pytest.raises(DeskError) as refused:
        story.tell(stream, event)
    assert refused.value.reason is Reason.NOT_FOUND
    assert story.journal.head().seq == 0
    assert not any(everything(story.db).values())


def test_an_undo_that_would_leave_an_agenda_without_its_meeting_is_refused_whole(story: Story) -> None:
    plan = story.tell_meeting("m1", a_plan())
    story.tell_meeting("m1", an_agenda(an_item()))
    before = everything(story.db)
    with pytest.raises(DeskError) as refused:
        story.undo(plan)
    assert refused.value.reason is Reason.NOT_FOUND
    assert (story.journal.head().seq, everything(story.db)) == (2, before)


def test_an_undo_that_would_leave_a_seat_without_its_person_is_refused_whole(story: Story) -> None:
    tell_of_agencies(story)
    recorded = next(line for line in story.journal.since(0) if line.stream == f"person/{DANA.id}")
    head = story.journal.head()
    with pytest.raises(DeskError):
        story.undo((recorded,))
    assert story.journal.head() == head
    assert story.differences() == ()


def test_the_same_decision_under_another_event_is_refused_as_already_there(story: Story) -> None:
    story.tell_meeting("m1", a_plan(), an_agenda(an_item()), a_decision())
    with pytest.raises(DeskError) as refused:
        story.tell_meeting("m1", a_decision())
    assert refused.value.reason is Reason.CONFLICT
    assert story.journal.stream_version("meeting/m1") == 3


def test_taking_back_the_same_deed_twice_takes_it_back_once(story: Story) -> None:
    deed = story.tell("action/a1", an_action(1))
    first = story.undo(deed)
    second = story.undo(deed)
    story.undo(second)
    assert actions.all_open(story.db) == ()
    story.undo(first)
    assert [a.id for a in actions.all_open(story.db)] == ["a1"]
    assert story.differences() == ()


def test_a_retry_of_a_deed_that_was_taken_back_does_not_bring_it_back(story: Story) -> None:
    (line,) = story.tell("action/a1", an_action(1))
    story.undo((line,))
    retried: NewEvent[Event] = NewEvent(line.stream, 0, an_action(1), line.event_id)
    device = device_key(story.vault, NOW)
    assert story.journal.append([retried], actor=ASHA, device=device, now=NOW, project=project) == (line,)
    assert actions.all_open(story.db) == ()


def test_someone_who_comes_and_goes_twice_has_one_line_and_four_movements(story: Story) -> None:
    story.tell_meeting("m1", a_plan(), MeetingOpened(at=NOW, presiding=DANA.id))
    for minute in range(4):
        moved = MemberArrived if minute % 2 == 0 else MemberLeft
        story.tell_meeting("m1", moved(person_id=ABENA.id, at=NOW + timedelta(minutes=minute)))
    rows = everything(story.db)
    assert len(rows["attendance"]) == 2
    assert [row[3] for row in rows["movement"]] == [1, 0, 1, 0]
    assert story.meeting("m1").attendance[-1].in_room is False


def test_a_list_without_a_line_about_its_new_child_still_makes_the_child_once(story: Story) -> None:
    story.add_list(a_profile("1"), new_children={"1": "c1", "2": "c2"})
    story.add_list(a_profile("2"), new_children={"2": "another"})
    assert story.db.conn.execute("SELECT local_id, id FROM child ORDER BY local_id").fetchall() == [
        ("1", "c1"),
        ("2", "c2"),
    ]
    assert story.differences() == ()

"""One long story in which every kind of event happens at least once, and some deeds are taken back."""

from __future__ import annotations

from datetime import date, time, timedelta

from tests.vault.long_story_following import (
    tell_of_keeping,
    tell_of_missing,
    tell_of_places,
    tell_of_plan,
    tell_of_voices,
)
from tests.vault.scenario import (
    ABENA,
    DANA,
    IMRAN,
    INVITED,
    NOW,
    Story,
    a_concern,
    a_decision,
    a_note,
    a_plan,
    a_profile,
    a_referral,
    an_action,
    an_agenda,
    an_alert,
    an_attendance,
    an_episode,
    an_item,
    the_panel,
)

from panel_desk.domain.events.actions import ActionChased, ActionDueChanged, ActionStatus, ActionUpdated
from panel_desk.domain.events.agencies import (
    CertificateIssued,
    CertificateRevoked,
    DeskFounded,
    PanelDefined,
    PersonRecorded,
    SeatFilled,
    SeatLeft,
)
from panel_desk.domain.events.items import (
    DissentRecorded,
    InterestDeclared,
    RecommendationConfirmed,
    SteppedBack,
    SteppedOut,
)
from panel_desk.domain.events.language import WordListKept
from panel_desk.domain.events.lists import IdentityAlertAnswered
from panel_desk.domain.events.meetings import (
    AgendaIssued,
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaItemRemoved,
    AgendaItemsPlaced,
    AgendaLocked,
    AgendaReopened,
    AgendaReordered,
    ConfidentialityRead,
    ItemStarted,
    MeetingAdjourned,
    MeetingCancelled,
    MeetingClosed,
    MeetingOpened,
    MeetingReopened,
    MeetingReplanned,
    MeetingResumed,
    MemberArrived,
    MemberLeft,
    QuorumOverridden,
)
from panel_desk.domain.events.minutes import (
    ApprovalSigned,
    EditionMade,
    ExportMade,
    MinutesApproved,
    MinutesCirculated,
    MinutesDrafted,
    MinutesReturned,
    MinutesSigned,
)
from panel_desk.domain.ids import ActionId, AgencyKey, DecisionId, ItemId, MeetingId, PanelKey
from panel_desk.domain.language import Phrase, WordList
from panel_desk.domain.people import Role
from panel_desk.vault.queries import children, concerns

M1, I1, I2 = MeetingId("m1"), ItemId("i1"), ItemId("i2")
SHA = "ab" * 32


def tell_everything(story: Story) -> None:
    """The whole story: a desk, its lists, a meeting from plan to signature, its actions; and what goes on between."""
    tell_of_agencies(story)
    tell_of_lists(story)
    tell_of_preparing(story)
    tell_of_sitting(story)
    tell_of_actions(story)
    tell_of_minutes(story)
    for tell in (tell_of_missing, tell_of_voices, tell_of_plan, tell_of_places, tell_of_keeping):
        tell(story)


def tell_of_agencies(story: Story) -> None:
    """The desk, two panels, three people, their seats and certificates."""
    story.tell("desk", DeskFounded(council="Fictional Borough Council", fictional=True))
    for name in ("safe", "mace"):
        story.tell(f"panel/{the_panel(name).key}", PanelDefined(definition=the_panel(name)))
    for person in (DANA, IMRAN, ABENA):
        story.tell(f"person/{person.id}", PersonRecorded(person=person))
    for person, role in ((IMRAN, Role.DEPUTY), (ABENA, Role.CORE_MEMBER), (DANA, Role.CHAIR)):
        seat = SeatFilled(panel=PanelKey("SAFE"), agency=person.agency, person_id=person.id, role=role)
        story.tell("panel/SAFE", seat)
    safe, observer = PanelKey("SAFE"), Role.OBSERVER
    story.tell("panel/SAFE", SeatFilled(panel=safe, agency=ABENA.agency, person_id=ABENA.id, role=observer))
    story.tell("panel/SAFE", SeatLeft(panel=safe, agency=ABENA.agency, person_id=ABENA.id, role=observer))
    issued = CertificateIssued(
        person_id=DANA.id,
        fingerprint="f1",
        roles=("chair",),
        panels=(PanelKey("SAFE"),),
        valid_from=date(2026, 10, 1),
        valid_to=date(2028, 10, 1),
        certificate=b"der",
    )
    story.tell("person/dana", issued)
    story.tell("person/dana", CertificateRevoked(fingerprint="f1", revoked_at=NOW, reason="A lost computer"))
    own = Phrase(phrase="asap", instead=("by Friday",), why="Nobody can be late.")
    story.tell("desk/language", WordListKept(words=WordList(phrases=(own,), switched_off=("prostitut*",))))
    story.tell("desk", ExportMade(what="table", title="Actions", recipient="Imran Khan", sha256=SHA, at=NOW, rows=3))


def tell_of_lists(story: Story) -> None:
    """Lists of each kind, one of them taken back, and an alert that is answered."""
    story.add_list(
        a_profile(),
        a_profile("104299", surname="Penn"),
        alerts=(an_alert(),),
        source_signature="s",
        columns={"ID": "x"},
    )
    story.add_list(a_referral())
    story.add_list(an_episode(), an_episode("200000", 5, source_id="77"))
    story.add_list(a_concern())
    story.undo(story.add_list(a_profile(worker="R. Castellan"), a_profile("300"), no_longer_listed=("104299",)))
    answer = IdentityAlertAnswered(local_id="104299", other_local_id="104233", answer="different")
    story.tell("child/x", answer)


def tell_of_preparing(story: Story) -> None:
    """A meeting planned; its agenda proposed, changed in every way, locked, opened again, and issued."""
    child = children.ids_by_local_id(story.db)["104233"]
    place = concerns.ids_by_key(story.db)["location:Mill Park"]
    story.tell_meeting("m1", a_plan())
    story.tell_meeting(
        "m1",
        MeetingReplanned(held_on=date(2026, 10, 22), starts_at=time(10), ends_at=time(12), invited=INVITED),
    )
    story.undo(story.tell_meeting("m1", MeetingCancelled(at=NOW, reason="Half term")))
    story.tell_meeting("m1", an_agenda(an_item("w", "welcome"), an_item("i1", child=child), an_item("i2")))
    story.tell_meeting("m1", AgendaItemAdded(item=an_item("i3", concern=place), before=I1))
    story.undo(story.tell_meeting("m1", AgendaItemAdded(item=an_item("i4", "referrals"))))
    story.tell_meeting("m1", AgendaItemChanged(item_id=I1, minutes=15, presenter="Ife Bello"))
    story.tell_meeting("m1", AgendaReordered(order=(ItemId("w"), I2, I1)))
    story.tell_meeting("m1", AgendaItemsPlaced(item_ids=(I1,), section="referrals", before=I2))
    story.tell_meeting("m1", AgendaItemRemoved(item_id=ItemId("w")))
    story.tell_meeting("m1", AgendaLocked(approved_by=DANA.id))
    story.tell_meeting("m1", AgendaReopened(reason="A late referral"))
    story.tell_meeting("m1", AgendaLocked(approved_by=DANA.id), AgendaIssued(issue=1, pdf_sha256=SHA))


def tell_of_sitting(story: Story) -> None:
    """The meeting itself, with coming and going, an interest, a recommendation, and a note taken back."""
    story.tell_meeting("m1", MeetingOpened(at=NOW, presiding=DANA.id), ConfidentialityRead(at=NOW))
    story.tell_meeting("m1", an_attendance(IMRAN))
    story.tell_meeting("m1", MemberArrived(person_id=ABENA.id, at=NOW + timedelta(minutes=3)))
    story.tell_meeting("m1", ItemStarted(item_id=I1, at=NOW + timedelta(minutes=5)))
    in_item = "meeting/m1/item/i1"
    declared = InterestDeclared(meeting_id=M1, item_id=I1, person_id=IMRAN.id, nature="Knows the family", at=NOW)
    story.tell(in_item, declared)
    story.tell(in_item, SteppedOut(meeting_id=M1, item_id=I1, person_id=IMRAN.id, at=NOW))
    story.tell(in_item, SteppedBack(meeting_id=M1, item_id=I1, person_id=IMRAN.id, at=NOW))
    story.tell(in_item, a_note())
    story.undo(story.tell(in_item, a_note(text="Heard from the harbour.")))
    story.tell("meeting/m1/item/i2", a_note("i2", "Nothing more."), a_note("i2", ""))
    story.tell_meeting("m1", MemberLeft(person_id=IMRAN.id, at=NOW + timedelta(minutes=20)))
    story.tell(in_item, a_decision(level="Medium", quorate=False))
    story.tell(in_item, DissentRecorded(meeting_id=M1, item_id=I1, person_id=ABENA.id, words="The risk is higher."))
    override = QuorumOverridden(item_id=I2, by=DANA.id, reason="Urgent", missing=(AgencyKey("police"),), at=NOW)
    story.tell_meeting("m1", override)
    story.tell("meeting/m1/item/i2", a_decision("i2", "close", decision_id="d2"))
    story.tell_meeting("m1", ItemStarted(item_id=I2, at=NOW + timedelta(minutes=30)))
    story.tell_meeting("m1", MeetingAdjourned(at=NOW, reason="Fire alarm"), MeetingResumed(at=NOW))
    story.tell_meeting("m1", MeetingClosed(at=NOW + timedelta(hours=2), next_on=date(2026, 11, 26)))
    story.tell_meeting("m1", MeetingReopened(at=NOW, reason="An outcome was missing"))
    confirmed = RecommendationConfirmed(
        meeting_id=M1, item_id=I1, decision_id=DecisionId("d1"), by=DANA.id, at=NOW + timedelta(hours=2)
    )
    story.tell(in_item, confirmed)
    story.tell_meeting("m1", MeetingClosed(at=NOW + timedelta(hours=3)))


def tell_of_actions(story: Story) -> None:
    """Three actions: one followed to its end, one taken back, one given after it."""
    child = children.ids_by_local_id(story.db)["104233"]
    story.tell("action/a1", an_action(1, child=child))
    story.undo(story.tell("action/a2", an_action(2)))
    story.tell("action/a3", an_action(3))
    later = ActionDueChanged(action_id=ActionId("a1"), due_on=date(2026, 11, 12), reason="Leave", meeting_id=M1)
    story.tell("action/a1", later)
    story.tell("action/a1", ActionChased(action_id=ActionId("a1"), on=date(2026, 11, 9), recipient="Imran Khan"))
    done = ActionUpdated(
        action_id=ActionId("a1"), status=ActionStatus.COMPLETE, on=date(2026, 11, 10), reason="Visited"
    )
    story.tell("action/a1", done)


def tell_of_minutes(story: Story) -> None:
    """The minutes from draft to the last signature, with one way back."""
    stream = "meeting/m1/minutes"
    story.tell(stream, MinutesDrafted(meeting_id=M1, revision=1, at=NOW))
    story.tell(stream, MinutesCirculated(meeting_id=M1, revision=1, at=NOW, recipients=("Imran Khan",)))
    story.tell(stream, MinutesReturned(meeting_id=M1, revision=2, reason="A wrong date", at=NOW))
    approved = MinutesApproved(
        meeting_id=M1,
        revision=2,
        confirmed_at=MeetingId("m2"),
        confirmed_reference="SAFE-2026-11",
        presiding=DANA.id,
        presiding_name="Dana Prior",
        at=NOW,
    )
    story.tell(stream, approved)
    signed = MinutesSigned(
        meeting_id=M1,
        revision=2,
        signer=DANA.id,
        signer_name="Dana Prior",
        certificate="f1",
        pdf_sha256=SHA,
        at=NOW,
    )
    story.tell(stream, signed)
    for field in ("Approval-police", "Approval-health"):
        approval = ApprovalSigned(
            meeting_id=M1,
            field=field,
            signer=IMRAN.id,
            signer_name="Imran Khan",
            certificate="f2",
            pdf_sha256=SHA,
            at=NOW,
        )
        story.tell(stream, approval)
    story.tell(
        stream,
        EditionMade(meeting_id=M1, edition="minutes", recipient="Imran Khan", sha256=SHA, at=NOW, copy_number=1),
    )

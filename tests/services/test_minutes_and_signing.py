"""Minutes from draft to signed: one-way, by the right hands, and nothing signed ever changes."""

from __future__ import annotations

import hashlib
import io
from datetime import date

import pikepdf
import pytest
from tests.services.desk_builders import (
    ASHA,
    CSC,
    DECEMBER,
    HEALTH,
    NOVEMBER,
    OCTOBER,
    POLICE,
    SAFE,
    TestDesk,
    a_profile,
    child,
    refusal,
)
from tests.services.signing_keys import SECRET, Keys

from panel_desk.domain.errors import Reason
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.verification import Verdict
from panel_desk.services.verifying import Verifying
from panel_desk.signing.register import read_trust_file
from panel_desk.vault.queries import minutes as minutes_queries


def signed(at: TestDesk) -> MeetingId:
    """October's minutes, signed by the chair."""
    meeting_id = at.approved()
    at.desk.publishing.sign(meeting_id, at.person("Dana Prior"), SECRET)
    return meeting_id


def verdict(at: TestDesk, pdf: bytes) -> Verdict:
    trust = read_trust_file(at.desk.certificates.trust_file(SECRET))
    return Verifying().verify(pdf, now=at.clock(), trust=trust).verdict


def test_minutes_walk_one_way_from_draft_to_signed(signing: TestDesk) -> None:
    meeting_id = signing.closed()
    states = []
    for deed in (signing.desk.minutes.draft, signing.desk.minutes.circulate):
        deed(ASHA, meeting_id)
        states.append(signing.state(meeting_id))
    signing.desk.minutes.approve(ASHA, meeting_id, signing.opened(SAFE, NOVEMBER))
    states.append(signing.state(meeting_id))
    signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)
    states.append(signing.state(meeting_id))
    wanted = [MeetingState.DRAFT, MeetingState.CIRCULATED, MeetingState.APPROVED, MeetingState.SIGNED]
    assert states == wanted


@pytest.mark.parametrize("deed", ["draft", "circulate", "give back", "re-open"])
def test_signed_minutes_go_no_way_back(signing: TestDesk, deed: str) -> None:
    meeting_id = signed(signing)
    deeds = {
        "draft": lambda: signing.desk.minutes.draft(ASHA, meeting_id),
        "circulate": lambda: signing.desk.minutes.circulate(ASHA, meeting_id),
        "give back": lambda: signing.desk.minutes.give_back(ASHA, meeting_id, "a mistake"),
        "re-open": lambda: signing.desk.meetings.reopen(ASHA, meeting_id, "a mistake"),
    }
    with refusal():
        deeds[deed]()


def test_minutes_taken_back_become_another_version(at: TestDesk) -> None:
    meeting_id = at.circulated()
    with refusal(match="Why"):
        at.desk.minutes.give_back(ASHA, meeting_id, "")
    at.desk.minutes.give_back(ASHA, meeting_id, "a name is misspelt")
    meeting = at.desk.meetings.meeting(meeting_id)
    assert (meeting.state, meeting.revision) == (MeetingState.DRAFT, 2)


@pytest.mark.parametrize("confirming", ["itself", "an earlier one", "one not opened"])
def test_only_a_later_meeting_in_session_confirms(at: TestDesk, confirming: str) -> None:
    meeting_id = at.circulated()
    others = {
        "itself": lambda: meeting_id,
        "an earlier one": lambda: at.opened(SAFE, OCTOBER.replace(day=8)),
        "one not opened": lambda: at.issued(SAFE, NOVEMBER),
    }
    with refusal():
        at.desk.minutes.approve(ASHA, meeting_id, others[confirming]())


def test_only_who_presided_at_the_confirming_meeting_signs(signing: TestDesk) -> None:
    meeting_id = signing.approved()
    with refusal(match="Dana Prior"):
        signing.desk.publishing.sign(meeting_id, signing.person("Imran Khan"), SECRET)
    assert signing.state(meeting_id) is MeetingState.APPROVED


def test_minutes_that_are_not_approved_are_not_signed(signing: TestDesk) -> None:
    with refusal(match="circulated"):
        signing.desk.publishing.sign(signing.circulated(), signing.person("Dana Prior"), SECRET)


def test_a_wrong_passphrase_signs_nothing(signing: TestDesk) -> None:
    meeting_id = signing.approved()
    with refusal(Reason.WRONG_KEY):
        signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), "not this one")
    assert signing.state(meeting_id) is MeetingState.APPROVED


def test_the_signed_file_is_kept_by_its_fingerprint_and_given_as_it_is(signing: TestDesk) -> None:
    meeting_id = signing.approved()
    made = signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)
    meeting = signing.desk.meetings.meeting(meeting_id)
    assert meeting.signed_pdf == hashlib.sha256(made).hexdigest()
    assert signing.desk.publishing.signed_pdf(meeting_id) == made
    assert signing.desk.publishing.send_minutes(ASHA, meeting_id, "Marta Lee").content == made


def test_approvals_come_after_the_chair_and_each_once(signing: TestDesk) -> None:
    meeting_id = signing.approved()
    imran = signing.person("Imran Khan")
    with refusal():
        signing.desk.publishing.approve(meeting_id, POLICE, imran, SECRET)
    signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)
    signing.desk.publishing.approve(meeting_id, POLICE, imran, SECRET)
    with refusal(match="already"):
        signing.desk.publishing.approve(meeting_id, POLICE, imran, SECRET)
    with refusal(match="no approval field"):
        signing.desk.publishing.approve(meeting_id, CSC, signing.person("Dana Prior"), SECRET)


def test_the_minutes_are_genuine_once_all_have_signed(signing: TestDesk) -> None:
    meeting_id = signed(signing)
    first = signing.desk.publishing.approve(meeting_id, POLICE, signing.person("Imran Khan"), SECRET)
    assert verdict(signing, first) is Verdict.INCOMPLETE
    both = signing.desk.publishing.approve(meeting_id, HEALTH, signing.person("Abena Osei"), SECRET)
    assert verdict(signing, both) is Verdict.GENUINE


def test_the_approval_that_closes_the_minutes_waits_for_the_others(signing: TestDesk) -> None:
    meeting_id = signed(signing)
    before = signing.desk.publishing.signed_pdf(meeting_id)
    with refusal(Reason.SIGNING, "Approval-police"):
        signing.desk.publishing.approve(meeting_id, HEALTH, signing.person("Abena Osei"), SECRET)
    assert signing.desk.publishing.signed_pdf(meeting_id) == before


def test_a_deputy_who_presided_at_the_confirming_meeting_signs_as_deputy(signing: TestDesk) -> None:
    meeting_id = signing.approved(presiding="Imran Khan")
    with refusal(match="Imran Khan"):
        signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)
    pdf = signing.desk.publishing.sign(meeting_id, signing.person("Imran Khan"), SECRET)
    assert verdict(signing, pdf) is Verdict.INCOMPLETE, "the agencies have not approved; the signer is known"


def test_an_approval_appends_and_changes_no_byte_signed_before(signing: TestDesk) -> None:
    meeting_id = signed(signing)
    before = signing.desk.publishing.signed_pdf(meeting_id)
    after = signing.desk.publishing.approve(meeting_id, POLICE, signing.person("Imran Khan"), SECRET)
    assert after.startswith(before)


def test_nobody_approves_for_an_agency_they_are_not_registered_for(signing: TestDesk) -> None:
    meeting_id = signed(signing)
    with refusal(Reason.SIGNING, "Abena Osei is not registered"):
        signing.desk.publishing.approve(meeting_id, POLICE, signing.person("Abena Osei"), SECRET)


def test_a_withdrawn_certificate_signs_nothing(signing: TestDesk, keys: Keys) -> None:
    meeting_id = signing.approved()
    signing.desk.certificates.revoke(ASHA, keys.people["Dana Prior"].fingerprint, "the key was lost")
    with refusal(Reason.SIGNING, "withdrawn"):
        signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)


def test_who_has_no_certificate_cannot_sign(at: TestDesk) -> None:
    meeting_id = at.approved()
    with refusal(Reason.NOT_FOUND, "certificate"):
        at.desk.publishing.sign(meeting_id, at.person("Dana Prior"), SECRET)


def test_a_signature_is_of_no_use_once_its_certificate_is_withdrawn(signing: TestDesk, keys: Keys) -> None:
    meeting_id = signing.approved()
    signing.desk.certificates.revoke(ASHA, keys.people["Abena Osei"].fingerprint, "left")
    chair = signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)
    assert verdict(signing, chair) is Verdict.INCOMPLETE
    signing.desk.certificates.revoke(ASHA, keys.people["Dana Prior"].fingerprint, "the key was lost")
    assert verdict(signing, chair) is Verdict.UNKNOWN_SIGNER


def test_later_news_of_actions_changes_no_closed_minutes(signing: TestDesk) -> None:
    october = signing.opened()
    signing.ask(october)
    signing.close(october)
    before = signing.desk.minutes.value(october).sections
    signing.desk.actions.set_status(ASHA, "SAFE-2026-10/01", ActionStatus.COMPLETE, on=NOVEMBER, reason="done")
    signing.ask(signing.opened(SAFE, NOVEMBER), due_on=DECEMBER)
    assert signing.desk.minutes.value(october).sections == before


def test_news_dated_back_behind_closed_minutes_changes_none_of_them(at: TestDesk) -> None:
    september = at.opened(SAFE, date(2026, 9, 24))
    at.ask(september)
    at.close(september)
    october, november = at.closed(), at.closed(SAFE, NOVEMBER)
    before = [at.desk.minutes.value(meeting_id).sections for meeting_id in (october, november)]
    at.desk.actions.set_status(
        ASHA, "SAFE-2026-09/01", ActionStatus.COMPLETE, on=date(2026, 10, 1), reason="was done long ago"
    )
    assert [at.desk.minutes.value(meeting_id).sections for meeting_id in (october, november)] == before


def test_signing_changes_no_section_of_the_minutes(signing: TestDesk) -> None:
    signing.bring(a_profile(child("101")))
    meeting_id = signing.approved()
    before = signing.desk.minutes.value(meeting_id).sections
    signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)
    signing.bring(a_profile(child("101", surname="Changed", risk="Medium")))
    assert signing.desk.minutes.value(meeting_id).sections == before


def test_characters_that_the_font_lacks_are_told_with_their_place(at: TestDesk) -> None:
    at.bring(a_profile(child("101")))
    meeting_id = at.opened()
    item = at.cases(meeting_id)[0]
    at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
    at.desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.DISCUSSION, "A yurt \U0001f6d6 in the woods.")
    at.close(meeting_id)
    missing = at.desk.publishing.minutes_pdf(meeting_id).missing
    assert [(place, code) for place, _, code in (m.rpartition(": ") for m in missing)] == [("item 6.1", "U+1F6D6")]


def test_every_copy_that_leaves_is_entered_with_its_recipient_and_fingerprint(at: TestDesk) -> None:
    october = at.opened()
    at.ask(october)
    at.close(october)
    sheets = at.desk.publishing.action_sheets(ASHA, october)
    sent = at.desk.publishing.send_minutes(ASHA, october, "Dana Prior")
    editions = minutes_queries.editions(at.desk.book.db, october)
    entered = {(e.edition, e.recipient): e.sha256 for e in editions}
    assert entered["minutes", "Dana Prior"] == hashlib.sha256(sent.content).hexdigest()
    assert entered["action sheet", "Police"] == hashlib.sha256(sheets[POLICE].content).hexdigest()
    assert list(sheets) == [POLICE]


def test_an_issued_agenda_is_the_file_in_the_register(at: TestDesk) -> None:
    at.bring(a_profile(child("101", surname="Archer")))
    meeting_id = at.planned()
    at.desk.agendas.lock(ASHA, meeting_id, at.person("Dana Prior").id)
    pack = at.desk.publishing.issue_agenda(ASHA, meeting_id)
    entered = {e.edition: e.sha256 for e in minutes_queries.editions(at.desk.book.db, meeting_id)}
    assert entered["agenda"] == hashlib.sha256(pack.agenda.content).hexdigest()
    assert entered["name key"] == hashlib.sha256(pack.name_key.content).hexdigest()
    assert b"Archer" not in pack.invitation
    assert b"101" not in pack.invitation.replace(b"\r\n ", b"").split(b"SUMMARY")[1].split(b"\r\n")[0]


def test_an_agenda_that_is_not_locked_is_not_issued_and_nothing_is_kept(at: TestDesk) -> None:
    meeting_id = at.planned()
    before = at.tables()
    with refusal(match="not locked"):
        at.desk.publishing.issue_agenda(ASHA, meeting_id)
    assert at.tables() == before
    assert at.desk.book.db.conn.execute("SELECT count(*) FROM kept_file").fetchone() == (0,)
    assert at.state(meeting_id) is MeetingState.PLANNED


def test_unsigned_minutes_have_no_signed_file(at: TestDesk) -> None:
    with refusal(Reason.NOT_FOUND, "not signed"):
        at.desk.publishing.signed_pdf(at.circulated())


def test_a_draft_holds_no_signature_field(at: TestDesk) -> None:
    draft = at.desk.publishing.minutes_pdf(at.closed())
    with pikepdf.open(io.BytesIO(draft.content)) as pdf:
        assert len(pdf.Root.get("/AcroForm", pikepdf.Dictionary(Fields=[])).Fields) == 0


def test_signing_leaves_an_anchor_that_the_audit_looks_for(signing: TestDesk) -> None:
    signed(signing)
    assert signing.desk.auditing.audit().anchors == 1

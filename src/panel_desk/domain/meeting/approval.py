"""From draft to signed: one-way, re-opening needs a reason, and nothing signed is ever changed.

The next meeting of the panel confirms the minutes, and who presides there signs (council convention).
"""

from __future__ import annotations

from datetime import datetime

from panel_desk.domain.errors import refused
from panel_desk.domain.events.minutes import (
    ApprovalSigned,
    MinutesApproved,
    MinutesCirculated,
    MinutesDrafted,
    MinutesReturned,
    MinutesSigned,
)
from panel_desk.domain.ids import AgencyKey, PersonId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.people import Person, Role


def draft(meeting: Meeting, at: datetime) -> MinutesDrafted:
    """The draft goes to the chair."""
    meeting.need(MeetingState.CLOSED, to="draft the minutes")
    return MinutesDrafted(meeting_id=meeting.id, revision=max(meeting.revision, 1), at=at)


def circulate(meeting: Meeting, recipients: tuple[str, ...], at: datetime) -> MinutesCirculated:
    """The draft goes to the members."""
    meeting.need(MeetingState.DRAFT, to="circulate the minutes")
    waiting = [
        meeting.number(item.id)
        for item in meeting.items
        if any(not d.decision.quorate and d.confirmed is None for d in item.decisions)
    ]
    if waiting:
        one = len(waiting) == 1
        raise refused(
            f"The recommendation{'' if one else 's'} on {', '.join(waiting)} wait{'s' if one else ''} "
            "for the chair’s confirmation.",
            "What was decided without quorum is confirmed before the minutes go out.",
        )
    return MinutesCirculated(meeting_id=meeting.id, revision=meeting.revision, at=at, recipients=recipients)


def give_back(meeting: Meeting, reason: str, at: datetime) -> MinutesReturned:
    """Circulated or approved minutes become a draft again, to be corrected as a new revision."""
    meeting.need(MeetingState.CIRCULATED, MeetingState.APPROVED, to="take the minutes back")
    if not reason.strip():
        raise refused("Why are the minutes taken back?", "The reason is kept in the record.")
    return MinutesReturned(meeting_id=meeting.id, revision=meeting.revision + 1, reason=reason.strip(), at=at)


def approve(meeting: Meeting, confirming: Meeting, at: datetime) -> MinutesApproved:
    """The panel's following meeting confirms the minutes as a correct record."""
    meeting.need(MeetingState.CIRCULATED, to="approve the minutes")
    if confirming.definition.key != meeting.definition.key or confirming.held_on <= meeting.held_on:
        raise refused(f"{meeting.reference} is confirmed by a later meeting of the same panel.")
    if confirming.presiding is None:
        raise refused(f"{confirming.reference} has not been opened: nobody presides there yet.")
    return MinutesApproved(
        meeting_id=meeting.id,
        revision=meeting.revision,
        confirmed_at=confirming.id,
        confirmed_reference=confirming.reference,
        presiding=confirming.presiding,
        presiding_name=confirming.person(confirming.presiding).name,
        presiding_role="deputy" if confirming.role(confirming.presiding) is Role.DEPUTY else "chair",
        at=at,
    )


def may_sign(meeting: Meeting, signer: PersonId) -> None:
    """Refuse anyone but who presided at the confirming meeting.

    Raises:
        DeskError: where the minutes are not approved, are signed, or somebody else would sign.
    """
    meeting.need(MeetingState.APPROVED, to="sign the minutes")
    if meeting.approved is None or meeting.approved.presiding != signer:
        who = meeting.approved.presiding_name if meeting.approved else "the chair"
        raise refused(f"The minutes of {meeting.reference} are signed by {who}, who presided when they were confirmed.")


def signed(meeting: Meeting, signer: PersonId, certificate: str, pdf_sha256: str, at: datetime) -> MinutesSigned:
    """Who presided at the confirming meeting has signed this very file."""
    may_sign(meeting, signer)
    return MinutesSigned(
        meeting_id=meeting.id,
        revision=meeting.revision,
        signer=signer,
        signer_name=meeting.approved.presiding_name if meeting.approved else "",
        certificate=certificate,
        pdf_sha256=pdf_sha256,
        at=at,
    )


def approval_field(agency: AgencyKey) -> str:
    """The name of the PDF field in which an agency approves the signed minutes."""
    return f"Approval-{agency}"


def may_approve(meeting: Meeting, agency: AgencyKey) -> None:
    """Refuse an approval that nobody waits for.

    Raises:
        DeskError: before the chair has signed, for an agency without a field, or where it has approved already.
    """
    meeting.need(MeetingState.SIGNED, to="approve the signed minutes")
    name = meeting.definition.agency_name(agency)
    if agency not in meeting.definition.approvals:
        raise refused(f"{name} has no approval field in the minutes of {meeting.reference}.")
    if any(made.field == approval_field(agency) for made in meeting.approvals):
        raise refused(f"{name} has approved the minutes of {meeting.reference} already.")


def approved(
    meeting: Meeting, agency: AgencyKey, signer: Person, *, certificate: str, pdf_sha256: str, at: datetime
) -> ApprovalSigned:
    """An agency's approver has signed this very file."""
    may_approve(meeting, agency)
    return ApprovalSigned(
        meeting_id=meeting.id,
        field=approval_field(agency),
        signer=signer.id,
        signer_name=signer.name,
        certificate=certificate,
        pdf_sha256=pdf_sha256,
        at=at,
    )

"""Events of a meeting's minutes and of what leaves the desk. Stream: ``meeting/<id>/minutes``."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from panel_desk.domain.ids import AgencyKey, MeetingId, PersonId


class MinutesDrafted(Struct, frozen=True, kw_only=True, tag="minutes-drafted"):
    """The draft was sent to the chair."""

    meeting_id: MeetingId
    revision: int
    at: datetime


class MinutesCirculated(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="minutes-circulated"):
    """The draft went to the members; corrections are taken until the window closes."""

    meeting_id: MeetingId
    revision: int
    at: datetime
    recipients: tuple[str, ...] = ()


class MinutesReturned(Struct, frozen=True, kw_only=True, tag="minutes-returned"):
    """Circulated or approved minutes became a draft again, with a reason."""

    meeting_id: MeetingId
    revision: int
    reason: str
    at: datetime


class MinutesApproved(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="minutes-approved"):
    """The next meeting confirmed the minutes as a correct record."""

    meeting_id: MeetingId
    revision: int
    confirmed_at: MeetingId
    confirmed_reference: str
    presiding: PersonId
    presiding_name: str
    at: datetime
    presiding_role: str = "chair"
    """As the register knows it: ``chair`` or ``deputy``."""


class MinutesSigned(Struct, frozen=True, kw_only=True, tag="minutes-signed"):
    """Who presides at the confirming meeting signed; nothing changes from here on."""

    meeting_id: MeetingId
    revision: int
    signer: PersonId
    signer_name: str
    certificate: str
    """Fingerprint of the signer's certificate, SHA-256 in hexadecimal."""
    pdf_sha256: str
    at: datetime


class ApprovalSigned(Struct, frozen=True, kw_only=True, tag="approval-signed"):
    """An agency's approver signed in the field kept for it, after the chair; the words stay as they were."""

    meeting_id: MeetingId
    field: str
    signer: PersonId
    signer_name: str
    certificate: str
    pdf_sha256: str
    """Of the file with this signature in it."""
    at: datetime


class ExportMade(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="export-made"):
    """Something that belongs to no single meeting left the desk: a table, a letter. Stream: ``desk``."""

    what: str
    """``table``, ``letter``."""
    title: str
    recipient: str
    sha256: str
    at: datetime
    rows: int = 0
    agency: AgencyKey = AgencyKey("")
    """Whose actions alone are in it; empty where it holds those of several."""


class EditionMade(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="edition-made"):
    """A document left the desk: which, for whom, and its fingerprint."""

    meeting_id: MeetingId
    edition: str
    """``agenda``, ``name key``, ``minutes``, ``action sheet``, ``invitation``."""
    recipient: str
    sha256: str
    at: datetime
    copy_number: int = 0

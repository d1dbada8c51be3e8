"""What leaves the desk: agenda, name key, invitation, minutes, action sheets; and signing the minutes.

Every document is kept in the vault by its fingerprint, and each copy that leaves is entered with its recipient.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, structs

from panel_desk.documents.rendered import Rendered
from panel_desk.domain.errors import DeskError, Reason, refused
from panel_desk.domain.ids import AgencyKey, MeetingId, PersonId
from panel_desk.domain.meeting import approval
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.minutes.minutes import Minutes, MinutesState
from panel_desk.domain.minutes.minutes_record import record_of
from panel_desk.domain.people import Person
from panel_desk.services.agendas import Agendas
from panel_desk.services.book import Book
from panel_desk.services.certificates import Certificates
from panel_desk.services.copies import Copies
from panel_desk.services.meetings import Meetings
from panel_desk.services.minutes import MinutesDeeds
from panel_desk.vault import archive
from panel_desk.vault.anchors import record_anchor
from panel_desk.vault.journal import Head

# reportlab, pikepdf and pyHanko are imported where they are used: together they cost two thirds of a start.


def say_nothing(_words: str, _fraction: float | None) -> None:
    """For work whose progress nobody watches."""


class Published(Struct, frozen=True, kw_only=True):
    """A document as it leaves the desk."""

    content: bytes
    pages: int = 0
    missing: tuple[str, ...] = ()
    """Characters that the document's font lacks, with the item that holds them; they print as a box."""


class AgendaPack(Struct, frozen=True, kw_only=True):
    """An issued agenda with what goes beside it."""

    agenda: Published
    name_key: Published
    """Without content where none was asked for."""
    invitation: bytes
    """iCalendar; holds nothing about any child."""


class Publishing:
    """Renders, issues and signs documents."""

    def __init__(
        self,
        book: Book,
        meetings: Meetings,
        agendas: Agendas,
        minutes: MinutesDeeds,
        *,
        certificates: Certificates,
        copies: Copies,
    ) -> None:
        self._book = book
        self._meetings = meetings
        self._agendas = agendas
        self._minutes = minutes
        self._certificates = certificates
        self._copies = copies

    def issue_agenda(
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        recipient: str = "all members",
        *,
        name_key: bool = True,
    ) -> AgendaPack:
        """Make the locked agenda's PDF, its name key where it is wanted, and the invitation, and enter the issue."""
        from panel_desk.documents.agenda_pdf import render_agenda  # noqa: PLC0415 - see above
        from panel_desk.documents.invitation import invitation_ics  # noqa: PLC0415 - see above
        from panel_desk.documents.name_key_pdf import name_key_of_agenda, render_name_key  # noqa: PLC0415 - see above

        now = self._book.now()
        meeting = self._meetings.meeting(meeting_id)
        issue = meeting.agenda_issue + 1
        with self._meetings.together(meeting_id):
            # The agenda prints its own issue number, so it is rendered as issued before the event is appended.
            agenda = self._agendas.value(meeting_id, issue=issue)
            rendered = render_agenda(agenda, made_at=now)
            sha256 = archive.keep(self._book.vault, rendered.pdf_bytes, now=now)
            self._agendas.issued(actor, meeting_id, sha256)
            self._copies.enter(actor, meeting_id, "agenda", recipient, rendered.pdf_bytes)
            if name_key:
                key = _published(render_name_key(name_key_of_agenda(agenda), made_at=now))
                self._copies.enter(actor, meeting_id, "name key", recipient, key.content)
        return AgendaPack(
            agenda=_published(rendered),
            name_key=key if name_key else Published(content=b""),
            invitation=invitation_ics(agenda, now=now),
        )

    def minutes_pdf(self, meeting_id: MeetingId) -> Published:
        """The minutes as they read now, unsigned: a draft to look at or to send to the chair."""
        return _published(_rendered(self._minutes.value(meeting_id)))

    def send_minutes(self, actor: PersonId, meeting_id: MeetingId, recipient: str) -> Published:
        """The minutes for one recipient, entered in the register of copies: the signed file once there is one.

        An unsigned copy prints its number and its recipient; a signed file is the same for everybody.
        """
        number = self._copies.next_number(meeting_id, "minutes")
        published = _published(_rendered(self._minutes.value(meeting_id), copy_number=number, recipient=recipient))
        if self._meetings.meeting(meeting_id).signed_pdf:
            published = structs.replace(published, content=self.signed_pdf(meeting_id))
        self._copies.enter(actor, meeting_id, "minutes", recipient, published.content)
        return published

    def circulate(
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        recipients: tuple[str, ...],
        tell: Callable[[str, float | None], None] = say_nothing,
    ) -> tuple[Published, ...]:
        """The draft goes out: one numbered copy for each recipient, all entered together with the circulation.

        Args:
            actor: Who does it.
            meeting_id: The meeting whose minutes are a draft.
            recipients: Names, in the order of their copies.
            tell: Is told how far it has come; what it raises leaves the minutes a draft.

        Raises:
            DeskError: where the minutes are no draft, wait for a confirmation, or go to nobody.
        """
        if not recipients:
            raise refused("To whom do the minutes go?", "Choose at least one recipient.")
        event = approval.circulate(self._meetings.meeting(meeting_id), recipients, self._book.now())
        # Each copy prints the state in which it goes out, so it is rendered as circulated before it is.
        minutes = structs.replace(self._minutes.value(meeting_id), state=MinutesState.CIRCULATED)
        first = self._copies.next_number(meeting_id, "minutes")
        made = []
        for place, recipient in enumerate(recipients):
            tell(f"Making the copy for {recipient}", place / len(recipients))
            made.append(_published(_rendered(minutes, copy_number=first + place, recipient=recipient)))
        with self._meetings.together(meeting_id):
            for recipient, copy in zip(recipients, made, strict=True):
                self._copies.enter(actor, meeting_id, "minutes", recipient, copy.content)
            self._meetings.record(actor, meeting_id, event)
        return tuple(made)

    def action_sheets(self, actor: PersonId, meeting_id: MeetingId) -> dict[AgencyKey, Published]:
        """The decisions-and-actions sheet of each agency that has something to do, entered as sent to it."""
        from panel_desk.documents.action_sheet_pdf import render_action_sheet  # noqa: PLC0415 - see above

        made: dict[AgencyKey, Published] = {}
        with self._meetings.together(meeting_id):
            for agency, sheet in self._minutes.sheets(meeting_id):
                number = self._copies.next_number(meeting_id, "action sheet")
                rendered = render_action_sheet(sheet, copy_number=number, recipient=sheet.agency)
                self._copies.enter(actor, meeting_id, "action sheet", sheet.agency, rendered.pdf_bytes)
                made[agency] = _published(rendered)
        return made

    @staticmethod
    def drawn(minutes: Minutes) -> Published:
        """Minutes as they would print now; needs no desk, so it may run on another thread."""
        return _published(_rendered(minutes))

    def sign(self, meeting_id: MeetingId, signer: Person, passphrase: str) -> bytes:
        """Who presided at the confirming meeting certifies the approved minutes.

        Args:
            meeting_id: The meeting whose minutes are approved.
            signer: Who presided when they were confirmed.
            passphrase: The signer's own, typed now.

        Returns:
            The signed PDF, which is kept as it is from now on.
        """
        from panel_desk.signing.identity import open_identity  # noqa: PLC0415 - see above
        from panel_desk.signing.sign import certify  # noqa: PLC0415 - see above

        meeting = self._meetings.meeting(meeting_id)
        approval.may_sign(meeting, signer.id)
        now = self._book.now()
        minutes = self._minutes.value(meeting_id)
        rendered = _rendered(minutes)
        role = next((s.role for s in minutes.signatures if s.field == "Chair"), "")
        identity = open_identity(
            self._certificates.entitled(signer, role, meeting.definition.key, now), passphrase, now=now
        )
        signed_pdf = certify(
            rendered.pdf_bytes,
            identity,
            field="Chair",
            reason="Signed as a correct record",
            location=meeting.planned.place,
            signed_at=now,
            appearance_pdf=self._stamp(rendered, "Chair", signer, identity.fingerprint),
        )
        with self._meetings.together(meeting_id):
            sha256 = archive.keep(self._book.vault, signed_pdf, now=now)
            # The file carries this head out of the vault: an audit then looks for it.
            record_anchor(self._book.vault, f"minutes/{meeting_id}", Head.from_text(minutes.journal_head), now)
            event = approval.signed(meeting, signer.id, identity.fingerprint, sha256, now)
            self._meetings.record(signer.id, meeting_id, event)
        return signed_pdf

    def approve(self, meeting_id: MeetingId, agency: AgencyKey, signer: Person, passphrase: str) -> bytes:
        """An agency's approver signs in the field kept for it, after the chair."""
        from panel_desk.signing.identity import open_identity  # noqa: PLC0415 - see above
        from panel_desk.signing.sign import approve  # noqa: PLC0415 - see above

        meeting = self._meetings.meeting(meeting_id)
        approval.may_approve(meeting, agency)
        now = self._book.now()
        entitled = self._certificates.entitled(signer, f"approver:{agency}", meeting.definition.key, now)
        identity = open_identity(entitled, passphrase, now=now)
        field = approval.approval_field(agency)
        rendered = _rendered(self._minutes.value(meeting_id))
        approved_pdf = approve(
            self.signed_pdf(meeting_id),
            identity,
            field=field,
            reason=f"Approved for {meeting.definition.agency_name(agency)}",
            location=meeting.planned.place,
            signed_at=now,
            appearance_pdf=self._stamp(rendered, field, signer, identity.fingerprint),
        )
        with self._meetings.together(meeting_id):
            sha256 = archive.keep(self._book.vault, approved_pdf, now=now)
            event = approval.approved(
                meeting, agency, signer, certificate=identity.fingerprint, pdf_sha256=sha256, at=now
            )
            self._meetings.record(signer.id, meeting_id, event)
        return approved_pdf

    def signed_pdf(self, meeting_id: MeetingId) -> bytes:
        """The signed minutes with every signature made so far.

        Raises:
            DeskError: where they are not signed.
        """
        meeting = self._meetings.meeting(meeting_id)
        if not meeting.signed_pdf:
            raise _unsigned(meeting)
        return archive.kept(self._book.db, meeting.signed_pdf)

    def _stamp(self, rendered: Rendered, field: str, signer: Person, fingerprint: str) -> bytes:
        """What shows in a signed field: name, title, time, and the end of the certificate's fingerprint."""
        from panel_desk.documents.signature_stamp import stamp_pdf  # noqa: PLC0415 - see above

        return stamp_pdf(
            name=signer.name,
            role=signer.title,
            signed_at=self._book.now(),
            certificate_ending=fingerprint[-6:].upper(),
            size=next(box.size for box in rendered.fields if box.name == field),
        )


def _rendered(minutes: Minutes, *, copy_number: int | None = None, recipient: str = "") -> Rendered:
    from panel_desk.documents.minutes_pdf import render_minutes  # noqa: PLC0415 - see above

    return render_minutes(minutes, record=record_of(minutes), copy_number=copy_number, recipient=recipient)


def _unsigned(meeting: Meeting) -> DeskError:
    return DeskError(
        f"The minutes of {meeting.reference} are not signed yet.",
        reason=Reason.NOT_FOUND,
        remedy="They are signed once the next meeting has confirmed them.",
    )


def _published(rendered: Rendered) -> Published:
    missing = tuple(f"{glyph.item}: {glyph.code}" for glyph in rendered.missing_glyphs)
    return Published(content=rendered.pdf_bytes, pages=rendered.pages, missing=missing)

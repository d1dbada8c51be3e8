"""Sending an agenda out: locked, drawn, and saved as files in one deed; drawn as a draft to look at before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from panel_desk.domain.agendas.agenda import Agenda
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.people import Role
from panel_desk.domain.permissions import Permission
from panel_desk.services.agendas import Agendas
from panel_desk.services.book import Book
from panel_desk.services.exporting import write_whole
from panel_desk.services.meetings import Meetings
from panel_desk.services.publishing import AgendaPack, Published, Publishing
from panel_desk.vault import archive
from panel_desk.vault.queries import minutes as minutes_queries

# reportlab and icalendar are imported where they are used: they would cost every start of the program.

_ADDRESS = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+")


class SentOut(Struct, frozen=True, kw_only=True):
    """What was saved, and what the person has to know before sending it."""

    files: tuple[Path, ...]
    """The agenda first."""
    pdf: bytes
    """The agenda as it was issued."""
    without_address: tuple[str, ...] = ()
    """Invited people whom the message draft does not reach, because no address is known."""
    missing_glyphs: tuple[str, ...] = ()
    """Characters that print as a box, with the item that holds them."""


def draw_agenda(agenda: Agenda, *, made_at: datetime) -> Published:
    """The agenda's pages; nothing is recorded. A draft says so on every page.

    Args:
        agenda: As ``Agendas.value`` gives it.
        made_at: Stands in the file's properties.
    """
    from panel_desk.documents.agenda_pdf import render_agenda  # noqa: PLC0415 - see above

    rendered = render_agenda(agenda, made_at=made_at)
    missing = tuple(f"{glyph.item}: {glyph.code}" for glyph in rendered.missing_glyphs)
    return Published(content=rendered.pdf_bytes, pages=rendered.pages, missing=missing)


class Issuing:
    """Makes the files of an agenda and puts them where the person wants them."""

    def __init__(self, book: Book, meetings: Meetings, agendas: Agendas, publishing: Publishing) -> None:
        self._book = book
        self._meetings = meetings
        self._agendas = agendas
        self._publishing = publishing

    def preview(self, meeting_id: MeetingId) -> Agenda:
        """The agenda to look at: a draft while no issue holds all that is on it, else as it was issued last."""
        meeting = self._meetings.meeting(meeting_id)
        whole = all(item.id in meeting.issued_items for item in meeting.items)
        out = meeting.agenda_locked and meeting.agenda_issue > 0 and whole
        return self._agendas.value(meeting_id, issue=meeting.agenda_issue if out else 0)

    def file_names(self, meeting_id: MeetingId, *, name_key: bool = False) -> tuple[str, ...]:
        """What the next issue's files will be called, the agenda first."""
        meeting = self._meetings.meeting(meeting_id)
        return tuple(_names(meeting.reference, meeting.agenda_issue + 1, name_key=name_key).values())

    def lock_and_issue(
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        folder: Path,
        *,
        approved_by: PersonId | None = None,
        name_key: bool = False,
    ) -> SentOut:
        """Lock the agenda where it is open, enter the issue, and save its files: all of it, or nothing.

        Args:
            actor: Who does it.
            meeting_id: The meeting.
            folder: Where the files go.
            approved_by: The chair or deputy who approved the agenda; needed where it is not locked yet.
            name_key: Whether the sheet with the children's names is made too, as a file of its own.

        Raises:
            DeskError: where something blocking is wrong with the agenda, nobody approved it, or the folder does not
                take the files. The record is then as it was.
        """
        if not folder.is_dir():
            raise DeskError(
                f"There is no folder {folder.name or folder}.", reason=Reason.STORAGE, remedy="Choose another folder."
            )
        with self._meetings.together(meeting_id):
            meeting = self._meetings.meeting(meeting_id)
            if not meeting.agenda_locked:
                if approved_by is None:
                    raise DeskError("Who approved the agenda?", reason=Reason.NOT_ALLOWED, remedy="Name the chair.")
                self._agendas.lock(actor, meeting_id, approved_by)
            pack = self._publishing.issue_agenda(actor, meeting_id, name_key=name_key)
            # Last: a file that cannot be written takes the lock and the issue back with it.
            files = self._saved(folder, self._contents(meeting_id, pack))
        return self._sent_out(meeting_id, files, pack.agenda)

    def save_again(self, actor: PersonId, meeting_id: MeetingId, folder: Path) -> SentOut:
        """The agenda as it was issued, with its invitation and message, once more; nothing is entered.

        Raises:
            DeskError: where the actor sends no documents out, no agenda was issued, or the folder does not take the
                files.
        """
        self._require_sending(actor, meeting_id)
        pack = AgendaPack(
            agenda=Published(content=self.issued_pdf(meeting_id)),
            name_key=Published(content=b""),
            invitation=self._invitation(meeting_id),
        )
        return self._sent_out(meeting_id, self._saved(folder, self._contents(meeting_id, pack)), pack.agenda)

    def issued_pdf(self, meeting_id: MeetingId) -> bytes:
        """The agenda that went out last, to the byte.

        Raises:
            DeskError: where none did.
        """
        editions = minutes_queries.editions(self._book.db, meeting_id)
        last = next((e for e in reversed(editions) if e.edition == "agenda"), None)
        if last is None:
            raise DeskError("The agenda has not been issued yet.", reason=Reason.NOT_FOUND)
        return archive.kept(self._book.db, last.sha256)

    def save_cancellation(self, actor: PersonId, meeting_id: MeetingId, folder: Path) -> SentOut:
        """For a cancelled meeting: the file that takes it out of calendars, and the message that says so."""
        from panel_desk.documents.invitation import InvitationMethod, invitation_ics  # noqa: PLC0415 - see above
        from panel_desk.documents.message_draft import cancelled_message  # noqa: PLC0415 - see above

        self._require_sending(actor, meeting_id)
        meeting = self._meetings.meeting(meeting_id)
        meeting.need(MeetingState.CANCELLED, to="save its cancellation")
        agenda = self._agendas.value(meeting_id)
        method = InvitationMethod.CANCEL
        ics = invitation_ics(agenda, sequence=agenda.issued + 1, method=method, now=self._book.now())
        reason = meeting.cancelled.reason if meeting.cancelled else ""
        message = cancelled_message(agenda, addresses=_addresses(meeting), reason=reason)
        base = f"cancelled-{meeting.reference}"
        files = self._saved(folder, {f"{base}.ics": ics, f"{base}.eml": message})
        return SentOut(files=files, pdf=b"", without_address=_without_address(meeting))

    def _require_sending(self, actor: PersonId, meeting_id: MeetingId) -> None:
        panel = self._meetings.meeting(meeting_id).definition.key
        self._book.permitting.require(actor, Permission.SEND_DOCUMENTS, panel)

    def _contents(self, meeting_id: MeetingId, pack: AgendaPack) -> dict[str, bytes]:
        """The files of the issue that was just entered, by name."""
        from panel_desk.documents.message_draft import agenda_message  # noqa: PLC0415 - see above

        meeting = self._meetings.meeting(meeting_id)
        names = _names(meeting.reference, meeting.agenda_issue, name_key=bool(pack.name_key.content))
        message = agenda_message(
            self._agendas.value(meeting_id), addresses=_addresses(meeting), pdf_name=names["agenda"]
        )
        content = {"agenda": pack.agenda.content, "invitation": pack.invitation, "message": message}
        content["name key"] = pack.name_key.content
        return {name: content[what] for what, name in names.items()}

    def _invitation(self, meeting_id: MeetingId) -> bytes:
        from panel_desk.documents.invitation import invitation_ics  # noqa: PLC0415 - see above

        return invitation_ics(self._agendas.value(meeting_id), now=self._book.now())

    def _saved(self, folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
        """Write the files; where one cannot be written, those before it are taken away again."""
        written: list[Path] = []
        try:
            for name, content in contents.items():
                path = folder / name
                replaced = path.exists()
                write_whole(path, content)
                if not replaced:
                    written.append(path)
        except DeskError:
            for path in written:
                path.unlink(missing_ok=True)
            raise
        return tuple(folder / name for name in contents)

    def _sent_out(self, meeting_id: MeetingId, files: tuple[Path, ...], agenda: Published) -> SentOut:
        meeting = self._meetings.meeting(meeting_id)
        return SentOut(
            files=files,
            pdf=agenda.content,
            without_address=_without_address(meeting),
            missing_glyphs=agenda.missing,
        )


def _names(reference: str, issue: int, *, name_key: bool) -> dict[str, str]:
    """File names of an issue; no name of anybody stands in one."""
    found = {
        "agenda": f"agenda-{reference}-issue-{issue}.pdf",
        "invitation": f"invitation-{reference}-issue-{issue}.ics",
        "message": f"message-{reference}-issue-{issue}.eml",
    }
    return {**found, "name key": f"name-key-{reference}-issue-{issue}.pdf"} if name_key else found


def _addresses(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """Everyone invited whose address can stand in a header."""
    return tuple((i.person.name, i.person.email) for i in meeting.planned.invited if _ADDRESS.fullmatch(i.person.email))


def _without_address(meeting: Meeting) -> tuple[str, ...]:
    return tuple(
        i.person.name
        for i in meeting.planned.invited
        if i.role is not Role.READER and not _ADDRESS.fullmatch(i.person.email)
    )

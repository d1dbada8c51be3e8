"""Checking a PDF: needs no desk, no network, and nothing but the file and whom its reader trusts.

What reads signatures takes half a second to load: it is loaded with the first file, on whatever thread reads that.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.minutes.minutes_record import read_record
from panel_desk.domain.verification import Verification
from panel_desk.host.paths import private_folder, usual_paths
from panel_desk.services.files import read_file, shown
from panel_desk.vault.atomic_file import write_atomically

if TYPE_CHECKING:
    from panel_desk.signing.register import Trust

LARGEST_PDF = 200_000_000
_LARGEST_TRUST = 16_000_000


class OpenedFile(Struct, frozen=True, kw_only=True):
    """A file as it was read once: what is verified, shown and saved are these bytes, never the path again."""

    name: str
    content: bytes
    sha256: str
    meeting_id: MeetingId | None
    """As the record inside says, which nobody has checked yet; None where there is none."""


class TrustOffered(Struct, frozen=True, kw_only=True):
    """A trust file as it is shown before anybody believes it."""

    content: bytes
    organisation: str
    issued_on: date
    serial: int
    people: int
    fingerprint: str
    """Of the root, grouped for reading aloud."""
    is_known: bool
    """The root is the one pinned already: a newer edition needs no fingerprint."""


class Verifying:
    """Checks PDFs for a reader, and holds whom the reader trusts once they have said so."""

    def __init__(self, pinned_at: Path | None = None) -> None:
        self._pinned_at = pinned_at or usual_paths().settings_file.with_name("trusted.paneltrust")

    def verify_file(self, path: Path, *, now: datetime, trust: Trust | None = None) -> Verification:
        """Answer every question about a file that a person names.

        Raises:
            DeskError: where the file cannot be read at all; a damaged one is an answer, not an error.
        """
        return self.verify(read_file(path, largest=LARGEST_PDF), now=now, trust=trust)

    def verify(
        self, untrusted_pdf: bytes, *, now: datetime, trust: Trust | None = None, held_record: bytes | None = None
    ) -> Verification:
        """Answer every question about a PDF.

        Args:
            untrusted_pdf: The file.
            now: The time of asking.
            trust: Whom to believe; None: whom this reader has pinned, if anybody.
            held_record: The record of these minutes as the desk holds it, where there is a desk.
        """
        from panel_desk.signing.verify import verify  # noqa: PLC0415 - with the first file

        return verify(untrusted_pdf, trust or self.pinned(), now=now, held_record=held_record)

    @staticmethod
    def open_file(path: Path) -> OpenedFile:
        """Read a file once, with the meeting that the record inside names.

        Raises:
            DeskError: where the file cannot be read at all.
        """
        from panel_desk.signing.revisions import signed_record  # noqa: PLC0415 - with the first file

        content = read_file(path, largest=LARGEST_PDF)
        try:
            meeting_id = MeetingId(read_record(signed_record(content)).meeting_id)
        except (DeskError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            meeting_id = None
        return OpenedFile(
            name=shown(path.name), content=content, sha256=hashlib.sha256(content).hexdigest(), meeting_id=meeting_id
        )

    def verify_held(
        self, opened: OpenedFile, *, now: datetime, trust: Trust | None, held_minutes: bytes | None
    ) -> Verification:
        """Answer every question about an opened file.

        Args:
            opened: From ``open_file``.
            now: The time of asking.
            trust: Whom to believe; None: nobody, whatever is pinned.
            held_minutes: The signed minutes of that meeting as this desk keeps them, where it does.
        """
        from panel_desk.signing.revisions import signed_record  # noqa: PLC0415 - with the first file
        from panel_desk.signing.verify import verify  # noqa: PLC0415 - the same

        held = signed_record(held_minutes) if held_minutes is not None else None
        return verify(opened.content, trust, now=now, held_record=held)

    def offer(self, path: Path) -> TrustOffered:
        """What a trust file says of itself, before it is believed.

        Raises:
            DeskError: where it is no whole trust file.
        """
        from panel_desk.signing.register import fingerprint, read_trust_file  # noqa: PLC0415 - with the first file

        content = read_file(path, largest=_LARGEST_TRUST)
        trust, held = read_trust_file(content), self.pinned()
        return TrustOffered(
            content=content,
            organisation=trust.organisation,
            issued_on=trust.issued_at.date(),
            serial=trust.serial,
            people=len({entry.fingerprint for entry in trust.register}),
            fingerprint=fingerprint(trust),
            is_known=held is not None and held.root_certificate == trust.root_certificate,
        )

    def read_trust(self, path: Path) -> Trust:
        """The trust file that a reader names for one check."""
        from panel_desk.signing.register import read_trust_file  # noqa: PLC0415 - with the first file

        return read_trust_file(read_file(path, largest=_LARGEST_TRUST))

    def believed(self, own: bytes | None, *, of_this_desk: bool) -> Trust | None:
        """Whom to believe: the open desk's own register for its own minutes, and where nobody else was imported.

        Args:
            own: The trust file that the open desk made last; None without a desk, or before its first.
            of_this_desk: Whether the desk keeps the minutes that are checked.
        """
        pinned = None if of_this_desk and own is not None else self.pinned()
        if pinned is not None or own is None:
            return pinned
        from panel_desk.signing.register import read_trust_file  # noqa: PLC0415 - where there is anything to read

        return read_trust_file(own)

    def pinned(self) -> Trust | None:
        """Whom this reader trusts from before; None where nothing has been imported."""
        try:
            untrusted = read_file(self._pinned_at, largest=_LARGEST_TRUST)
        except DeskError as error:
            if error.reason is Reason.NOT_FOUND:
                return None
            raise
        from panel_desk.signing.register import read_trust_file  # noqa: PLC0415 - where there is anything to read

        return read_trust_file(untrusted)

    def pin(self, path: Path, expected_fingerprint: str | None) -> Trust:
        """Import a trust file: the first by its fingerprint, later ones because the same root signed them."""
        return self.accept(read_file(path, largest=_LARGEST_TRUST), expected_fingerprint)

    def accept(self, untrusted: bytes, expected_fingerprint: str | None) -> Trust:
        """Import a trust file from its bytes, as ``pin`` does."""
        from panel_desk.signing.register import accept_trust_file  # noqa: PLC0415 - with the first file

        trust = accept_trust_file(untrusted, expected_fingerprint=expected_fingerprint, held=self.pinned())
        try:
            private_folder(self._pinned_at.parent)
            write_atomically(self._pinned_at, untrusted)
        except OSError as error:
            raise DeskError(
                f"The trust file cannot be kept in {self._pinned_at.parent}: {error.strerror}.",
                reason=Reason.STORAGE,
                remedy="Make the folder writable, or name the file with --trust at each check.",
            ) from error
        return trust

    @staticmethod
    def fingerprint(trust: Trust) -> str:
        """The root's fingerprint, grouped for reading aloud."""
        from panel_desk.signing.register import fingerprint  # noqa: PLC0415 - with the first file

        return fingerprint(trust)

"""Checking a PDF: needs no desk, no network, and nothing but the file and whom its reader trusts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.verification import Verification
from panel_desk.host.paths import private_folder, usual_paths
from panel_desk.services.files import read_file
from panel_desk.signing.register import Trust, accept_trust_file, fingerprint, read_trust_file
from panel_desk.signing.verify import verify
from panel_desk.vault.atomic_file import write_atomically

LARGEST_PDF = 200_000_000
_LARGEST_TRUST = 16_000_000


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
        return verify(untrusted_pdf, trust or self.pinned(), now=now, held_record=held_record)

    def read_trust(self, path: Path) -> Trust:
        """The trust file that a reader names for one check."""
        return read_trust_file(read_file(path, largest=_LARGEST_TRUST))

    def pinned(self) -> Trust | None:
        """Whom this reader trusts from before; None where nothing has been imported."""
        try:
            return read_trust_file(read_file(self._pinned_at, largest=_LARGEST_TRUST))
        except DeskError as error:
            if error.reason is Reason.NOT_FOUND:
                return None
            raise

    def pin(self, path: Path, expected_fingerprint: str | None) -> Trust:
        """Import a trust file: the first by its fingerprint, later ones because the same root signed them."""
        untrusted = read_file(path, largest=_LARGEST_TRUST)
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
        return fingerprint(trust)

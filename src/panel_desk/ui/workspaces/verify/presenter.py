"""Checks files and puts what was found into words; knows no screen."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from panel_desk.domain.agendas.agenda import ActionLine
from panel_desk.domain.calendar import count_words, date_words, england_day, short_day
from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.minutes.minutes_record import MinutesRecord
from panel_desk.domain.verification import Verification
from panel_desk.services.desk import Desk
from panel_desk.services.minutes_inside import (
    AgencyActions,
    actions_calendar,
    actions_of,
    agencies_in,
    record_inside,
)
from panel_desk.services.verifying import OpenedFile, TrustOffered, Verifying
from panel_desk.ui.workspaces.verify.wording import QuestionView, VerdictView, questions_of, report, verdict_of


class TrustView(Struct, frozen=True, kw_only=True):
    """Whom this reader trusts."""

    known: bool
    sentence: str
    detail: str


class CheckedFile(Struct, frozen=True, kw_only=True):
    """A file with everything that was found in it; the bytes are those that were checked."""

    opened: OpenedFile
    found: Verification
    checked_at: datetime
    record: MinutesRecord | None
    trusted: str
    """The organisation whose trust file was used; empty where there is none."""
    copies: tuple[str, ...] = ()
    """For whom the very same file was made here, one sentence each."""

    @property
    def verdict(self) -> VerdictView:
        """The whole answer."""
        return verdict_of(self.found)

    @property
    def questions(self) -> tuple[QuestionView, ...]:
        """Each question apart."""
        return questions_of(self.found)

    @property
    def report(self) -> str:
        """Everything as text, to be pasted into a message."""
        return report(self.opened, self.found, self.checked_at, self.trusted)

    @property
    def agencies(self) -> tuple[str, ...]:
        """Agencies that the signed minutes ask something of."""
        return agencies_in(self.record) if self.record is not None else ()

    def actions(self, agency: str) -> AgencyActions | None:
        """What the signed minutes ask of an agency; None where nobody vouches for them."""
        return actions_of(self.record, agency) if self.record is not None else None

    def calendar(self, agency: str, now: datetime) -> bytes:
        """The due days of the agency's new actions as a calendar file."""
        return actions_calendar(self.record, agency, now=now) if self.record is not None else b""

    @property
    def signed_name(self) -> str:
        """A name for the signed version: ``minutes-SAFE-2026-10, as signed.pdf``."""
        return f"{Path(self.opened.name).stem}, as signed.pdf"


class VerifyPresenter:
    """Checks each file once for each trust file; a file is known by its fingerprint."""

    def __init__(self, verifying: Verifying, desk: Desk | None) -> None:
        self._verifying = verifying
        self._desk = desk
        self._own = desk.certificates.latest_trust() if desk is not None else None
        self._checked: dict[tuple[str, str, str, str], CheckedFile] = {}

    # On any thread

    def open_file(self, path: Path) -> OpenedFile:
        """Read a file once.

        Raises:
            DeskError: where it cannot be read at all.
        """
        return self._verifying.open_file(path)

    def check(self, opened: OpenedFile, now: datetime, held: bytes | None, copies: tuple[str, ...]) -> CheckedFile:
        """Answer every question about a file that was read; a file that was checked before is not checked again.

        Args:
            opened: The bytes.
            now: The moment of checking.
            held: The signed minutes of the same meeting as the open desk keeps them.
            copies: For whom the desk made this very file.
        """
        trust = self._verifying.believed(self._own, of_this_desk=held is not None)
        trusted = self._verifying.fingerprint(trust) + str(trust.serial) if trust is not None else ""
        key = (opened.sha256, trusted, now.date().isoformat(), hashlib.sha256(held or b"").hexdigest())
        if key not in self._checked:
            found = self._verifying.verify_held(opened, now=now, trust=trust, held_minutes=held)
            self._checked[key] = CheckedFile(
                opened=opened,
                found=found,
                checked_at=now,
                record=record_inside(found),
                trusted=trust.organisation if trust is not None else "",
                copies=copies,
            )
        return self._checked[key]

    # On the GUI thread

    def held(self, meeting_id: MeetingId | None) -> bytes | None:
        """The signed minutes that the open desk keeps of a meeting; None without a desk, or where it has none."""
        if self._desk is None or meeting_id is None:
            return None
        try:
            return self._desk.publishing.signed_pdf(meeting_id)
        except DeskError:
            return None

    def copies(self, sha256: str) -> tuple[str, ...]:
        """For whom the open desk made this very file, one sentence each."""
        if self._desk is None:
            return ()
        return tuple(
            f"{c.edition.capitalize()}, copy {c.copy_number}, made for {c.recipient} "
            f"on {date_words(england_day(c.made_at))}"
            for c in self._desk.copies.of_file(sha256)
        )

    def trust(self) -> TrustView:
        """Whom this reader trusts, in words."""
        if self._desk is not None:
            self._own = self._desk.certificates.latest_trust()
        try:
            trust = self._verifying.believed(self._own, of_this_desk=False)
        except DeskError as error:
            return TrustView(known=False, sentence=error.sentence, detail=error.remedy)
        if trust is None:
            return TrustView(
                known=False,
                sentence="No trust file yet: nobody’s signature can be recognised here.",
                detail="Ask the council’s panel administrator for the .paneltrust file, drop it here, and have its "
                "fingerprint read to you over the telephone.",
            )
        people = count_words(len({entry.fingerprint for entry in trust.register}), "signer")
        return TrustView(
            known=True,
            sentence=f"{trust.organisation}: {people}",
            detail=f"Trust file no. {trust.serial} of {date_words(england_day(trust.issued_at))}",
        )

    def offer(self, path: Path) -> TrustOffered:
        """What a trust file says of itself."""
        return self._verifying.offer(path)

    def accept(self, offered: TrustOffered, heard_fingerprint: str | None) -> None:
        """Believe a trust file from now on.

        Args:
            offered: The file as it was shown.
            heard_fingerprint: As somebody known read it aloud; None for a newer edition of a root that is known.
        """
        self._verifying.accept(offered.content, heard_fingerprint)


def due_words(line: ActionLine) -> str:
    """``Fri 28 Nov``; the words for none where there is none."""
    return short_day(line.due_on) if line.due_on is not None else "No date"


GAPS = (1, 6, 11, 15)
"""Which of the sixteen groups of a fingerprint are typed from hearing; the others are shown to read along."""


def heard(fingerprint: str, typed: dict[int, str]) -> str:
    """The fingerprint with the groups that were typed in the place of those of the file."""
    groups = fingerprint.split()
    return " ".join(typed.get(place, group) for place, group in enumerate(groups))

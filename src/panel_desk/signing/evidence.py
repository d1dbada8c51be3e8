"""Everything a verdict rests on, gathered once from an opened PDF."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from panel_desk.signing.changes import changes_since
from panel_desk.signing.register import PRESIDING_ROLES, RegisterEntry, Trust
from panel_desk.signing.revisions import (
    ExpectedSignature,
    OpenedPdf,
    RecordInside,
    fields_at,
    read_record,
    record_at,
)
from panel_desk.signing.soundness import Examined, Roots, examine
from panel_desk.signing.withdrawal import Withdrawals
from panel_desk.signing.wording import plain


class Evidence(Struct, frozen=True):
    """What was found, before any question is answered."""

    trust: Trust | None
    withdrawals: Withdrawals | None
    now: datetime
    signatures: tuple[Examined, ...]
    """In the order they were made."""
    time_stamps: tuple[Examined, ...]
    """Over the whole document, from archiving."""
    record: bytes | None
    """The machine-readable minutes of the first signed revision."""
    said: RecordInside | None
    """What they say; None where they are missing or not ours."""
    foreign_fields: tuple[str, ...]
    behind_the_end: int
    signatures_removed: bool
    changes: tuple[str, ...]

    @property
    def everything(self) -> tuple[Examined, ...]:
        """Signatures and time-stamps, in the order they were made."""
        made = (*self.signatures, *self.time_stamps)
        return tuple(sorted(made, key=lambda one: (not one.readable, one.revision, one.end)))

    @property
    def is_unchanged(self) -> bool:
        """Not a byte was altered, added or cut but by signing and archiving."""
        made = self.everything
        return (
            bool(made)
            and all(one.readable and one.intact and one.permitted for one in made)
            and made[-1].covers_whole_file
            and not (self.behind_the_end or self.foreign_fields or self.signatures_removed)
        )

    @property
    def is_only_longer(self) -> bool:
        """Every signature is as made, nothing that can be named was changed, but something follows the last one."""
        made = self.everything
        return (
            bool(made)
            and all(one.readable and one.intact and one.permitted for one in made)
            and not made[-1].covers_whole_file
            and not (self.behind_the_end or self.foreign_fields or self.signatures_removed)
        )

    def expected_in(self, field: str) -> ExpectedSignature | None:
        """What the minutes expect in a field."""
        expected = () if self.said is None else self.said.expected_signatures
        return next((one for one in expected if one.field == field), None)

    def entries(self, signature: Examined) -> tuple[RegisterEntry, ...]:
        """Everything the register says about a signature's certificate."""
        if self.trust is None or signature.certificate is None:
            return ()
        return self.trust.entries_of(signature.certificate.fingerprint)

    def entry_for(self, signature: Examined) -> RegisterEntry | None:
        """The register's entry that lets this certificate sign in this field on the day it was signed."""
        expected = self.expected_in(signature.field)
        if expected is None or self.said is None or signature.signed_at is None:
            return None
        if signature.certifies and expected.role not in PRESIDING_ROLES:
            return None
        on = signature.signed_at.astimezone(UTC).date()
        for entry in self.entries(signature):
            if entry.role == expected.role and entry.covers(self.said.panel, on):
                return entry
        return None

    def name_of(self, signature: Examined) -> str:
        """As the register gives it, else the certificate; never the stamp's text."""
        entries = self.entries(signature)
        if entries:
            return plain(entries[0].name)
        return signature.certificate.name if signature.certificate else ""

    def existed_by(self, signature: Examined) -> datetime | None:
        """The earliest moment at which a trusted time-stamp proves the signature was there."""
        proofs = [one.proven_at for one in self.time_stamps if one.trusted and one.proven_at is not None]
        if signature.proven_at is not None:
            proofs.append(signature.proven_at)
        return min(proofs, default=None)


def gather(opened: OpenedPdf, trust: Trust | None, now: datetime) -> Evidence:
    """Examines an opened file against what a reader believes.

    Raises:
        revisions.DAMAGE: The file cannot be examined to the end.
    """
    made = examine(opened, _roots(trust), now)
    signatures = tuple(one for one in made if not one.is_time_stamp)
    first = signatures[0].revision if signatures and signatures[0].readable else -1
    record = record_at(opened.at(first)) if first >= 0 else None
    said = None if record is None else read_record(record)
    removed = not made and _first_signed(opened) >= 0
    evidence = Evidence(
        trust=trust,
        withdrawals=None if trust is None else Withdrawals.of(trust),
        now=now,
        signatures=signatures,
        time_stamps=tuple(one for one in made if one.is_time_stamp),
        record=record,
        said=said,
        foreign_fields=_foreign_fields(opened, said, first) if made else (),
        behind_the_end=opened.behind_the_end,
        signatures_removed=removed,
        changes=(),
    )
    if evidence.is_unchanged or not (made or removed):
        return evidence
    return _with_changes(evidence, opened, first if first >= 0 else _first_signed(opened))


def _with_changes(evidence: Evidence, opened: OpenedPdf, first: int) -> Evidence:
    told = list(changes_since(opened, first))
    if evidence.behind_the_end:
        told.append(f"{_bytes_were(evidence.behind_the_end)} added behind the end of the file.")
    if not told and evidence.is_only_longer:
        added = len(opened.pdf_bytes) - evidence.everything[-1].end
        told.append(f"{_bytes_were(added)} added after the last signature, which does not vouch for them.")
    mentioned = " ".join(told)
    told.extend(
        f"The field “{plain(name, 60)}” does not belong to these minutes."
        for name in evidence.foreign_fields
        if f"“{plain(name, 60)}”" not in mentioned
    )
    return msgspec.structs.replace(evidence, changes=tuple(told))


def _roots(trust: Trust | None) -> Roots:
    if trust is None:
        return Roots()
    signers = (trust.root_certificate, *trust.other_roots)
    return Roots(signers, (trust.root_certificate, *trust.timestamp_roots))


def _foreign_fields(opened: OpenedPdf, said: RecordInside | None, first: int) -> tuple[str, ...]:
    """Fields that the minutes, as first signed, did not come with."""
    if said is not None:
        ours = {expected.field for expected in said.expected_signatures}
    else:
        ours = set(fields_at(opened.at(max(first, 0))))
    return tuple(
        name
        for name, field in fields_at(opened.reader).items()
        if not field.is_time_stamp and (name not in ours or not field.is_signature)
    )


def _first_signed(opened: OpenedPdf) -> int:
    """The first revision in which a field is signed, even if it is not any more; -1 where none ever was."""
    for revision in range(opened.last_revision + 1):
        if any(field.is_signed for field in fields_at(opened.at(revision)).values()):
            return revision
    return -1


def _bytes_were(count: int) -> str:
    return "1 byte was" if count == 1 else f"{count} bytes were"

"""Examines every signature in an opened PDF with pyHanko: intact, permitted, trusted, and at which time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from asn1crypto import x509 as asn1_x509
from msgspec import Struct
from pyhanko.pdf_utils import generic
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import (
    DocumentTimestampStatus,
    PdfSignatureStatus,
    SignatureCoverageLevel,
)
from pyhanko_certvalidator import ValidationContext

from panel_desk.signing.certificates import CertificateFacts, facts_of
from panel_desk.signing.envelope import is_whole
from panel_desk.signing.event_loop import run_to_end
from panel_desk.signing.permitted import STRICT_POLICY
from panel_desk.signing.revisions import DAMAGE, OpenedPdf, entry

_MOST_SIGNATURES = 60
_FIRST_YEAR, _LAST_YEAR = 1990, 9000


class Roots(Struct, frozen=True):
    """DER certificates of the authorities a reader believes."""

    signers: tuple[bytes, ...] = ()
    time_stamps: tuple[bytes, ...] = ()


class Examined(Struct, frozen=True):
    """What one signature or document time-stamp turned out to be."""

    field: str
    is_time_stamp: bool
    readable: bool = True
    """False when the signature is too damaged to be examined; the rest is then unknown."""
    certificate: CertificateFacts | None = None
    intact: bool = False
    """The signed bytes and the signature itself are as made, and the envelope holds nothing else."""
    permitted: bool = False
    """It covers its whole revision, and everything added since is what signing adds."""
    covers_whole_file: bool = False
    trusted: bool = False
    """The certificate leads to a known authority and may sign, at the time of signing; withdrawal is judged apart."""
    certifies: bool = False
    """It is the file's certification, allowing at most the filling of fields."""
    locks: bool = False
    """It forbids every later change but time-stamps."""
    time_in_doubt: bool = False
    """It carries a time-stamp that is broken or from an unknown authority."""
    stated_at: datetime | None = None
    proven_at: datetime | None = None
    end: int = 0
    """Where in the file the signed range ends."""
    revision: int = -1

    @property
    def signed_at(self) -> datetime | None:
        """The proven time where there is one, else the stated."""
        return self.proven_at or self.stated_at


def examine(opened: OpenedPdf, roots: Roots, now: datetime) -> tuple[Examined, ...]:
    """Examines all signatures, in the order they were made; those that cannot be read come last.

    Args:
        opened: The file.
        roots: Whom to believe; a root found in the file counts for nothing.
        now: For time-stamps and times stated in the future.
    """
    return run_to_end(lambda: _examine_all(opened, roots, now))


async def _examine_all(opened: OpenedPdf, roots: Roots, now: datetime) -> tuple[Examined, ...]:
    filled = list(enumerate_sig_fields(opened.reader, filled_status=True))
    if len(filled) > _MOST_SIGNATURES:
        raise ValueError("more signatures than any minutes have")
    examined = [await _examine_one(opened, field, name, roots, now) for name, _, field in filled]
    return tuple(sorted(examined, key=lambda one: (not one.readable, one.revision, one.end)))


async def _examine_one(
    opened: OpenedPdf, field: generic.DictionaryObject, name: str, roots: Roots, now: datetime
) -> Examined:
    try:
        signature = EmbeddedPdfSignature(opened.reader, field, name)
        if signature.sig_object_type == "/DocTimeStamp":
            return await _examine_time_stamp(opened, signature, roots)
        return await _examine_signature(opened, signature, roots, now)
    except DAMAGE:
        return Examined(field=name, is_time_stamp=False, readable=False)


async def _examine_signature(
    opened: OpenedPdf, signature: EmbeddedPdfSignature, roots: Roots, now: datetime
) -> Examined:
    stated = _aware(signature.self_reported_timestamp)
    # Also one that has not come yet: whether to believe it is another question.
    moment = stated or now
    status = await async_validate_pdf_signature(
        signature,
        signer_validation_context=_context(roots.signers, moment),
        ts_validation_context=_context(roots.time_stamps, _token_time(signature) or moment),
        diff_policy=STRICT_POLICY,
    )
    token = status.timestamp_validity
    proven = None
    if token is not None and token.intact and token.valid and token.trusted:
        proven = token.timestamp
    permission = signature.docmdp_level
    return Examined(
        field=signature.field_name,
        is_time_stamp=False,
        certificate=facts_of(signature.signer_cert.dump()),
        intact=_is_intact(opened, signature, status, roots),
        permitted=_is_permitted(status) and status.seed_value_ok,
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        trusted=status.trusted,
        time_in_doubt=token is not None and proven is None,
        certifies=_is_certification(opened, signature) and permission in {MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS},
        locks=permission == MDPPerm.NO_CHANGES,
        stated_at=stated,
        proven_at=proven,
        end=int(signature.byte_range[2]) + int(signature.byte_range[3]),
        revision=signature.signed_revision,
    )


async def _examine_time_stamp(opened: OpenedPdf, signature: EmbeddedPdfSignature, roots: Roots) -> Examined:
    made_at = signature.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    status = await async_validate_pdf_timestamp(
        signature, _context(roots.time_stamps, made_at), diff_policy=STRICT_POLICY
    )
    return Examined(
        field=signature.field_name,
        is_time_stamp=True,
        certificate=facts_of(signature.signer_cert.dump()),
        intact=_is_intact(opened, signature, status, roots),
        permitted=_is_permitted(status),
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        trusted=status.trusted,
        proven_at=status.timestamp if status.trusted else None,
        end=int(signature.byte_range[2]) + int(signature.byte_range[3]),
        revision=signature.signed_revision,
    )


def _is_intact(
    opened: OpenedPdf,
    signature: EmbeddedPdfSignature,
    status: PdfSignatureStatus | DocumentTimestampStatus,
    roots: Roots,
) -> bool:
    start, length, resumes, _ = (int(number) for number in signature.byte_range)
    gap = opened.pdf_bytes[start + length : resumes]
    known = (*roots.signers, *roots.time_stamps)
    return bool(status.intact and status.valid) and is_whole(gap, signature.pkcs7_content, known)


def _is_permitted(status: PdfSignatureStatus | DocumentTimestampStatus) -> bool:
    covered = status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    level = status.modification_level
    if isinstance(status, DocumentTimestampStatus):
        # A time-stamp sets no rules of its own: a later approval would be judged by the signatures' rules.
        return covered and level is not None and level <= ModificationLevel.FORM_FILLING
    return covered and status.docmdp_ok is True and level is not None and level <= ModificationLevel.FORM_FILLING


def _is_certification(opened: OpenedPdf, signature: EmbeddedPdfSignature) -> bool:
    permissions = entry(opened.reader.root, "/Perms")
    if permissions is None or "/DocMDP" not in permissions:
        return False
    return bool(permissions.raw_get("/DocMDP") == signature.sig_field.raw_get("/V"))


def _context(roots: Iterable[bytes], moment: datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(der) for der in roots],
        moment=moment,
        allow_fetching=False,
        # Withdrawn certificates are judged in withdrawal.py, against the list in the trust file only.
        revocation_mode="soft-fail",
    )


def _token_time(signature: EmbeddedPdfSignature) -> datetime | None:
    for attribute in signature.signer_info["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            token = attribute["values"][0]["content"]["encap_content_info"]["content"].parsed
            return _aware(token["gen_time"].native)
    return None


def _aware(moment: datetime | None) -> datetime | None:
    """In UTC; None for a year that no signature has, which would also not survive a change of zone."""
    if moment is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    return moment.astimezone(UTC) if moment.tzinfo is not None else moment.replace(tzinfo=UTC)

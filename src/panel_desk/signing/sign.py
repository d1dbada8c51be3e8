"""Makes signatures: the chair certifies, then others approve in the fields that wait for them."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.signing.event_loop import run_to_end
from panel_desk.signing.identity import SigningIdentity
from panel_desk.signing.revisions import DAMAGE, FieldFound, OpenedPdf, UnreadableError, fields_at, open_untrusted
from panel_desk.signing.soundness import Examined, Roots, examine
from panel_desk.signing.wording import listed, plain

SIGNING_FAILURES = (SigningError, PdfError, ValueError, TypeError, KeyError, AssertionError, AttributeError)
"""What the library raises when the file, the drawn page or the certificate does not suit it."""
_EDGE_TO_EDGE = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID,
    y_align=AxisAlignment.ALIGN_MID,
    margins=Margins(),
    inner_content_scaling=InnerScaling.SHRINK_TO_FIT,
)


class PlainUpdate(IncrementalPdfFileWriter):
    """An incremental update that leaves the title, dates and other properties of the file exactly as signed.

    pyHanko refreshes them at every signature; then a verifier could not refuse a changed title.
    """

    def _update_meta(self) -> None:
        """Leaves the properties alone."""


def certify(
    pdf_bytes: bytes,
    identity: SigningIdentity,
    *,
    field: str,
    reason: str,
    location: str,
    signed_at: datetime,
    appearance_pdf: bytes,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """Certifies minutes: the first signature, made by whoever presides; afterwards only waiting fields may be signed.

    Args:
        pdf_bytes: Unsigned minutes with their empty signature fields.
        identity: From ``identity.open_identity``.
        field: The empty field to sign in.
        reason: Why it is signed, for example ``Approved as a correct record``.
        location: Where; may be empty.
        signed_at: The stated time of signing, aware.
        appearance_pdf: One page, drawn to the size of the field.
        timestamper: Proves the time (PAdES B-T); None works offline (B-B).

    Returns:
        The signed file: ``pdf_bytes`` followed by one update.

    Raises:
        DeskError: ``SIGNING``, with a sentence, whenever the file or the field cannot be signed.
    """
    opened = open_for_signing(pdf_bytes)
    fields = _fields(opened)
    if any(waiting.is_signed for waiting in fields.values()):
        raise _refusal("These minutes are signed already; the presiding signature comes first.")
    _check_waits(fields, field)
    signer = _StampedSigner(
        _metadata(field, reason, location, certify=True), identity, signed_at, appearance_pdf, timestamper
    )
    return _sign(opened, signer)


def approve(
    pdf_bytes: bytes,
    identity: SigningIdentity,
    *,
    field: str,
    reason: str,
    location: str,
    signed_at: datetime,
    appearance_pdf: bytes,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """Adds an approval to certified minutes. Arguments and result as in ``certify``.

    Raises:
        DeskError: ``SIGNING``: not certified, not sound so far, closed by the last signature, no such empty field, or
            a field that closes the minutes while others still wait.
    """
    opened = open_for_signing(pdf_bytes)
    made = check_sound_so_far(opened, signed_at)
    fields = _fields(opened)
    if any(one.locks for one in made) or _locked(fields):
        raise _refusal("The last signature has closed these minutes; nobody can sign them any more.")
    _check_waits(fields, field)
    _check_closes_last(fields, field)
    signer = _StampedSigner(
        _metadata(field, reason, location, certify=False), identity, signed_at, appearance_pdf, timestamper
    )
    return _sign(opened, signer)


class _StampedSigner(PdfSigner):
    """A signature with our own drawing, at the stated time instead of the computer's."""

    def __init__(
        self,
        metadata: PdfSignatureMetadata,
        identity: SigningIdentity,
        signed_at: datetime,
        appearance_pdf: bytes,
        timestamper: TimeStamper | None,
    ) -> None:
        style = StaticStampStyle(background=_DrawnPage(appearance_pdf), border_width=0, background_layout=_EDGE_TO_EDGE)
        super().__init__(metadata, signer=identity.signer, timestamper=timestamper, stamp_style=style)
        self._signed_at = signed_at

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - the library's own signature
    ) -> PdfSigningSession:
        """A session that states the given time."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._signed_at
        return session


class _DrawnPage(ImportedPdfPage):
    """The first page of a PDF held in memory; the library only imports from paths."""

    def __init__(self, pdf_bytes: bytes) -> None:
        super().__init__("")  # type: ignore[no-untyped-call]  # the library leaves it untyped
        self._pdf_bytes = pdf_bytes

    def render(self) -> bytes:
        """Puts the page into the signed file and returns the operators that draw it."""
        writer: Any = self._ensure_writer
        page = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf_bytes)))
        self.resources.xobject["/Drawn"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = type(self.box)(width=abs(right - left), height=abs(top - bottom))
        return b"/Drawn Do"


def check_sound_so_far(opened: OpenedPdf, now: datetime) -> tuple[Examined, ...]:
    """The signatures of a certified file that nobody has changed; whether they are trusted is not asked.

    Raises:
        DeskError: ``SIGNING``: not certified, changed, or a signature is damaged.
    """
    try:
        made = examine(opened, Roots(), now)
    except DAMAGE as error:
        raise _refusal("The signatures in these minutes are damaged.") from error
    if not made or not made[0].certifies:
        raise _refusal("The chair has not certified these minutes yet; the presiding signature comes first.")
    whole = all(one.readable and one.intact and one.permitted for one in made)
    if not whole or not made[-1].covers_whole_file or opened.behind_the_end:
        raise _refusal("These minutes were changed after they were signed, so nobody should sign them.")
    return made


def open_for_signing(pdf_bytes: bytes) -> OpenedPdf:
    """Opens a file to add to it.

    Raises:
        DeskError: ``SIGNING``: it cannot be read.
    """
    try:
        return open_untrusted(pdf_bytes)
    except UnreadableError as error:
        raise _refusal(error.sentence) from error


def _fields(opened: OpenedPdf) -> dict[str, FieldFound]:
    try:
        return fields_at(opened.reader)
    except DAMAGE as error:
        raise _refusal("The signature fields of these minutes cannot be read.") from error


def _check_waits(fields: dict[str, FieldFound], field: str) -> None:
    found = fields.get(field)
    if found is None or not found.is_signature:
        raise _refusal(f"These minutes have no signature field “{plain(field)}”.")
    if found.is_signed:
        raise _refusal(f"The signature field “{plain(field)}” is signed already.")


def _check_closes_last(fields: dict[str, FieldFound], field: str) -> None:
    waiting = [f"“{plain(name)}”" for name, found in fields.items() if name != field and not found.is_signed]
    if fields[field].locks_everything and waiting:
        raise _refusal(
            f"The signature field “{plain(field)}” closes the minutes, so it is signed last; still waiting:"
            f" {listed(waiting)}."
        )


def _locked(fields: dict[str, FieldFound]) -> bool:
    return any(found.is_signed and found.locks_everything for found in fields.values())


def _metadata(field: str, reason: str, location: str, *, certify: bool) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=field,
        reason=reason or None,
        location=location or None,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )


def _sign(opened: OpenedPdf, signer: _StampedSigner) -> bytes:
    output = io.BytesIO()
    writer = PlainUpdate(io.BytesIO(opened.pdf_bytes))
    try:
        run_to_end(lambda: signer.async_sign_pdf(writer, existing_fields_only=True, output=output))
    except TimestampRequestError as error:
        raise DeskError(
            "The time-stamp server did not answer, so nothing was signed.",
            reason=Reason.SIGNING,
            remedy="Try again, or sign without a time-stamp.",
        ) from error
    except SIGNING_FAILURES as error:
        raise _refusal("The signature could not be made.") from error
    return output.getvalue()


def _refusal(sentence: str) -> DeskError:
    return DeskError(sentence, reason=Reason.SIGNING)

"""Makes signed minutes last: what is needed to check them later goes inside, under a time-stamp (PAdES B-LTA)."""

from __future__ import annotations

import io
from datetime import datetime

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.dss import DocumentSecurityStore

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.signing.event_loop import run_to_end
from panel_desk.signing.register import Trust
from panel_desk.signing.sign import SIGNING_FAILURES, PlainUpdate, check_sound_so_far, open_for_signing


def archive(pdf_bytes: bytes, trust: Trust, *, timestamper: TimeStamper, now: datetime) -> bytes:
    """Adds the certificates, the list of withdrawn ones, and a time-stamp over the whole file.

    May be repeated before the time-stamp's own certificate runs out.

    Args:
        pdf_bytes: Minutes with all the signatures they will get.
        trust: Its certificates and its revocation list go inside.
        timestamper: The time-stamping authority; nothing else is asked for over a network.
        now: The moment of archiving.

    Returns:
        The file followed by one update.

    Raises:
        DeskError: ``SIGNING``: not sound so far, or no time-stamp was to be had.
    """
    opened = open_for_signing(pdf_bytes)
    made = check_sound_so_far(opened, now)
    writer, output = PlainUpdate(io.BytesIO(opened.pdf_bytes)), io.BytesIO()
    ders = {one.certificate.der for one in made if one.certificate is not None}
    ders |= {trust.root_certificate, *trust.other_roots, *trust.timestamp_roots}
    try:
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            None,
            certs=[asn1_x509.Certificate.load(der) for der in sorted(ders)],
            crls=[asn1_crl.CertificateList.load(trust.revocation_list)],
        )
        stamper = PdfTimeStamper(timestamper)
        run_to_end(lambda: stamper.async_timestamp_pdf(writer, "sha256", output=output))
    except TimestampRequestError as error:
        raise DeskError(
            "The time-stamp server did not answer, so the minutes were not archived.",
            reason=Reason.SIGNING,
            remedy="Try again later; the signed minutes are as they were.",
        ) from error
    except SIGNING_FAILURES as error:
        raise DeskError("The minutes could not be archived.", reason=Reason.SIGNING) from error
    return output.getvalue()

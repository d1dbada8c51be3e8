"""Which certificates the organisation has withdrawn, by the list in the trust file and by nothing else."""

from __future__ import annotations

from datetime import datetime

from cryptography import x509
from msgspec import Struct

from panel_desk.signing.register import Trust


class Withdrawals(Struct, frozen=True):
    """The revocation list of a trust file, opened. The list's signature was checked when the file was read."""

    current_until: datetime | None
    revoked: x509.CertificateRevocationList
    issuer: x509.Name

    @classmethod
    def of(cls, trust: Trust) -> Withdrawals:
        """Opens the list of a trust file that ``read_trust_file`` has checked."""
        revoked = x509.load_der_x509_crl(trust.revocation_list)
        return cls(revoked.next_update_utc, revoked, revoked.issuer)

    def is_out_of_date(self, now: datetime) -> bool:
        """A list past its day does not tell who was withdrawn since; one without a day never tells."""
        return self.current_until is None or now > self.current_until

    def withdrawn_on(self, certificate_der: bytes) -> datetime | None:
        """When a certificate was withdrawn; None where it was not, or where another authority issued it."""
        entry = self._entry(certificate_der)
        return None if entry is None else entry.revocation_date_utc

    def undoes(self, certificate_der: bytes, proven_at: datetime | None) -> bool:
        """Does a withdrawal undo a signature made with this certificate?

        Only a time-stamp proves that a signature came before the withdrawal; a stated time proves nothing, because
        whoever holds a lost key can state any time. A lost key undoes even earlier signatures: nobody knows since
        when it was in other hands.
        """
        entry = self._entry(certificate_der)
        if entry is None:
            return False
        return proven_at is None or proven_at >= entry.revocation_date_utc or _key_was_lost(entry)

    def _entry(self, certificate_der: bytes) -> x509.RevokedCertificate | None:
        certificate = x509.load_der_x509_certificate(certificate_der)
        if certificate.issuer != self.issuer:
            return None
        return self.revoked.get_revoked_certificate_by_serial_number(certificate.serial_number)


def _key_was_lost(entry: x509.RevokedCertificate) -> bool:
    try:
        reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except x509.ExtensionNotFound:
        return False
    return reason in {x509.ReasonFlags.key_compromise, x509.ReasonFlags.ca_compromise}

"""What a certificate says, read once into plain values; trusts nothing by itself."""

from __future__ import annotations

import hashlib
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509.oid import NameOID, ObjectIdentifier
from msgspec import Struct

from panel_desk.signing.wording import plain

CERTIFICATE_DAMAGE: tuple[type[Exception], ...] = (
    ValueError,
    TypeError,
    KeyError,
    InvalidSignature,
    UnsupportedAlgorithm,
    x509.AttributeNotFound,
    x509.DuplicateExtension,
    x509.ExtensionNotFound,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What reading or checking a damaged certificate raises: several of these are no ValueError."""


class CertificateFacts(Struct, frozen=True):
    """The names, dates and uses in one certificate."""

    der: bytes
    fingerprint: str
    """SHA-256 of the DER bytes, lower-case hexadecimal without gaps."""
    name: str
    organisation: str
    title: str
    """The role title, for example ``Head of Service``; not the role in a panel, which only the register gives."""
    valid_from: datetime
    valid_to: datetime
    may_sign_minutes: bool
    """Carries the key usage nonRepudiation, without which a signature binds nobody."""


def fingerprint_of(certificate_der: bytes) -> str:
    """SHA-256 of a certificate's DER bytes in lower-case hexadecimal."""
    return hashlib.sha256(certificate_der).hexdigest()


def facts_of(certificate_der: bytes) -> CertificateFacts:
    """Reads a certificate.

    Raises:
        CERTIFICATE_DAMAGE: The bytes are not a certificate, or one whose extensions cannot be read.
    """
    certificate = x509.load_der_x509_certificate(certificate_der)
    return CertificateFacts(
        der=certificate_der,
        fingerprint=fingerprint_of(certificate_der),
        name=_first(certificate.subject, NameOID.COMMON_NAME),
        organisation=_first(certificate.subject, NameOID.ORGANIZATION_NAME),
        title=_first(certificate.subject, NameOID.TITLE),
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
        may_sign_minutes=_has_non_repudiation(certificate),
    )


def _first(name: x509.Name, oid: ObjectIdentifier) -> str:
    for attribute in name.get_attributes_for_oid(oid):
        value = attribute.value
        return plain(value if isinstance(value, str) else value.decode("utf-8", "replace"))
    return ""


def _has_non_repudiation(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return usage.content_commitment

"""The organisation's own root, made in the desk: it issues people's certificates and says which are withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.signing.certificates import fingerprint_of
from panel_desk.signing.keystore import open_key_store, write_key_store

ROOT_YEARS = 10
PERSON_YEARS = 2
REVOCATION_LIST_DAYS = 400
"""How long a revocation list counts as current.

Readers are offline and get it inside the trust file, so it must outlast the yearly renewal by a month; a withdrawn
certificate therefore stays green with a reader who never takes a newer trust file for 400 days at the most.
"""
_YEAR = timedelta(days=365.25)
_CLOCK_SLACK = timedelta(minutes=5)
"""Two computers' clocks differ: what is issued now is already valid on one that lags."""
_DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
_LONGEST_NAME = 64
"""X.520 upper bound of names in a certificate."""


class RevocationReason(Enum):
    """Why a certificate was withdrawn (RFC 5280, 5.3.1)."""

    KEY_LOST = "key-lost"
    """The key or its passphrase may be known to somebody else."""
    LEFT = "left"
    """The person has left or changed post."""
    REPLACED = "replaced"
    OTHER = "other"


def revocation_reason(words: str) -> RevocationReason:
    """The reason that the record's words name (``key-lost``, ``left``, ``replaced``); any other words are ``OTHER``."""
    return next((reason for reason in RevocationReason if reason.value == words.strip()), RevocationReason.OTHER)


_REASON_FLAGS = {
    RevocationReason.KEY_LOST: x509.ReasonFlags.key_compromise,
    RevocationReason.LEFT: x509.ReasonFlags.affiliation_changed,
    RevocationReason.REPLACED: x509.ReasonFlags.superseded,
    RevocationReason.OTHER: x509.ReasonFlags.unspecified,
}


class Root(Struct, frozen=True):
    """The organisation's root, opened. Hold it only as long as it is used."""

    organisation: str
    p12_bytes: bytes
    """The root's key and certificate under its passphrase: what is stored."""
    certificate_der: bytes
    fingerprint: str
    key: ec.EllipticCurvePrivateKey

    def __repr__(self) -> str:
        return f"Root({self.fingerprint[:16]})"


class PersonCertificate(Struct, frozen=True):
    """A person's new key and certificate, ready to hand over."""

    p12_bytes: bytes
    """Key, certificate and root under the person's passphrase."""
    certificate_der: bytes
    fingerprint: str


class Revoked(Struct, frozen=True):
    """One withdrawn certificate."""

    certificate_der: bytes
    revoked_at: datetime
    reason: RevocationReason


def make_root(organisation: str, passphrase: str, now: datetime) -> Root:
    """Makes the organisation's root: P-384, ten years, allowed to sign people's certificates and nothing below them.

    Raises:
        DeskError: The organisation's name or the passphrase is empty, or the name is longer than 64 characters.
    """
    organisation = _checked_name(organisation, "organisation's name")
    key = ec.generate_private_key(ec.SECP384R1())
    subject = _name(organisation, f"{organisation[:43]} panel minutes root")
    certificate = (
        _builder(subject, subject, key.public_key(), now, now + ROOT_YEARS * _YEAR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA384())
    )
    der = certificate.public_bytes(serialization.Encoding.DER)
    p12_bytes = write_key_store(organisation, key, certificate, (), passphrase)
    return Root(organisation, p12_bytes, der, fingerprint_of(der), key)


def open_root(p12_bytes: bytes, passphrase: str) -> Root:
    """Opens a stored root.

    Raises:
        DeskError: ``WRONG_KEY`` for a wrong passphrase, ``BAD_FILE`` for anything that is not a root of this desk.
    """
    held = open_key_store(p12_bytes, passphrase)
    if not isinstance(held.key, ec.EllipticCurvePrivateKey) or not _is_authority(held.certificate):
        raise DeskError("This key file does not hold an organisation's root.", reason=Reason.BAD_FILE)
    organisation = held.certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    der = held.certificate.public_bytes(serialization.Encoding.DER)
    return Root(str(organisation), p12_bytes, der, fingerprint_of(der), held.key)


def issue_person(root: Root, name: str, title: str, email: str, *, passphrase: str, now: datetime) -> PersonCertificate:
    """Makes a person's key (P-256) and certificate (two years, or as long as the root lasts; document signing only).

    The certificate always names a distribution point for revocation lists, because without one some verifiers skip
    the question silently. It is the authority's own name, not an address: nothing is ever fetched.

    Args:
        root: The opened root that signs.
        name: The person's name as it is shown to readers.
        title: Their role title, for example ``Head of Service``; may be empty.
        email: Their address; may be empty.
        passphrase: Only the person should know it (sole control).
        now: The moment of issue.

    Raises:
        DeskError: A name or the passphrase is empty or too long, or the root has run out.
    """
    name, title = _checked_name(name, "person's name"), title.strip()
    issuer = x509.load_der_x509_certificate(root.certificate_der)
    if now > issuer.not_valid_after_utc:
        raise DeskError("The organisation's root has run out.", reason=Reason.SIGNING, remedy="Make a new root first.")
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _person_builder(issuer, root, _name(root.organisation, name, title), key.public_key(), now)
    if email.strip():
        address = x509.RFC822Name(_checked_address(email.strip()))
        builder = builder.add_extension(x509.SubjectAlternativeName([address]), critical=False)
    certificate = builder.sign(root.key, hashes.SHA256())
    der = certificate.public_bytes(serialization.Encoding.DER)
    return PersonCertificate(write_key_store(name, key, certificate, (issuer,), passphrase), der, fingerprint_of(der))


def revocation_list(root: Root, revoked: Iterable[Revoked], now: datetime) -> bytes:
    """The list of withdrawn certificates, signed by the root; empty at first, and issued again after each change.

    Args:
        root: The opened root that signs.
        revoked: Every certificate withdrawn so far, not only the new ones.
        now: The moment of issue; it is also the list's growing number.

    Returns:
        DER bytes, current for ``REVOCATION_LIST_DAYS``.
    """
    issuer = x509.load_der_x509_certificate(root.certificate_der)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(now - _CLOCK_SLACK)
        .next_update(now + timedelta(days=REVOCATION_LIST_DAYS))
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key()), critical=False)
    )
    for withdrawn in revoked:
        builder = builder.add_revoked_certificate(_revoked_entry(withdrawn))
    return builder.sign(root.key, hashes.SHA384()).public_bytes(serialization.Encoding.DER)


def _revoked_entry(withdrawn: Revoked) -> x509.RevokedCertificate:
    certificate = x509.load_der_x509_certificate(withdrawn.certificate_der)
    return (
        x509.RevokedCertificateBuilder()
        .serial_number(certificate.serial_number)
        .revocation_date(withdrawn.revoked_at)
        .add_extension(x509.CRLReason(_REASON_FLAGS[withdrawn.reason]), critical=False)
        .build()
    )


def _person_builder(
    issuer: x509.Certificate,
    root: Root,
    subject: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    now: datetime,
) -> x509.CertificateBuilder:
    point = x509.DistributionPoint([x509.DirectoryName(issuer.subject)], None, None, None)
    return (
        _builder(subject, issuer.subject, public_key, now, min(now + PERSON_YEARS * _YEAR, issuer.not_valid_after_utc))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([_DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.CRLDistributionPoints([point]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key()), critical=False)
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey, now: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCK_SLACK)
        .not_valid_after(until)
    )


def _name(organisation: str, common_name: str, title: str = "") -> x509.Name:
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "GB"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ]
    if title:
        attributes.append(x509.NameAttribute(NameOID.TITLE, _checked_name(title, "role title")))
    return x509.Name(attributes)


def _key_usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _checked_name(text: str, what: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise DeskError(f"The {what} is empty.", reason=Reason.SIGNING)
    if len(text) > _LONGEST_NAME:
        raise DeskError(
            f"The {what} is longer than {_LONGEST_NAME} characters, the most a certificate can carry.",
            reason=Reason.SIGNING,
        )
    return text


def _checked_address(text: str) -> str:
    if not text.isascii() or "@" not in text or any(sign.isspace() for sign in text):
        raise DeskError("The e-mail address cannot stand in a certificate.", reason=Reason.SIGNING)
    return text

"""The trust file: the organisation's root, its withdrawn certificates, and the register of who may sign as what.

Format ``.paneltrust``, JSON, schema 1: ``{"schema": 1, "trust": {…}, "signature": base64}``. The signature is the
root's ECDSA over ``panel-desk-trust-1`` and a line feed, followed by the bytes of ``trust`` exactly as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.signing.authority import Root
from panel_desk.signing.certificates import CERTIFICATE_DAMAGE, fingerprint_of
from panel_desk.signing.wording import day

SCHEMA = 1
CHAIR = "chair"
DEPUTY = "deputy"
PRESIDING_ROLES = frozenset({CHAIR, DEPUTY})
"""Who may certify minutes: whoever presides when they are confirmed."""
_LARGEST_FILE = 8_000_000
_CONTEXT = b"panel-desk-trust-1\n"
_UNREADABLE: tuple[type[Exception], ...] = (msgspec.DecodeError, *CERTIFICATE_DAMAGE)


class RegisterEntry(Struct, frozen=True):
    """One person in one role."""

    fingerprint: str
    """SHA-256 of the certificate, lower-case hexadecimal."""
    name: str
    role: str
    """``chair``, ``deputy``, ``approver:<agency>``."""
    valid_from: date
    valid_to: date
    """The last day, included."""
    panels: tuple[str, ...] = ()
    """Panel keys; empty for all panels."""

    def covers(self, panel: str, on: date) -> bool:
        """Is the role held for this panel on this day?"""
        return self.valid_from <= on <= self.valid_to and (not self.panels or panel in self.panels)


class Trust(Struct, frozen=True):
    """Whom a reader believes, as the organisation's root has signed it."""

    organisation: str
    serial: int
    """Grows with every edition of the register."""
    issued_at: datetime
    root_certificate: bytes
    """DER."""
    revocation_list: bytes
    """DER, signed by the root."""
    register: tuple[RegisterEntry, ...]
    other_roots: tuple[bytes, ...] = ()
    """DER of other authorities whose certificates the register may list (imported key files)."""
    timestamp_roots: tuple[bytes, ...] = ()
    """DER of the authorities whose time-stamps prove a time."""

    def entries_of(self, certificate_fingerprint: str) -> tuple[RegisterEntry, ...]:
        """Everything the register says about one certificate."""
        return tuple(entry for entry in self.register if entry.fingerprint == certificate_fingerprint)


class _Envelope(Struct, frozen=True):
    schema: int
    trust: msgspec.Raw
    signature: bytes


def write_trust_file(
    root: Root,
    *,
    serial: int,
    issued_at: datetime,
    revocation_list: bytes,
    register: Iterable[RegisterEntry],
    other_roots: Iterable[bytes] = (),
    timestamp_roots: Iterable[bytes] = (),
) -> bytes:
    """Writes and signs an edition of the trust file.

    Args:
        root: The opened root.
        serial: Higher than that of every edition before.
        issued_at: The moment of issue.
        revocation_list: From ``authority.revocation_list``.
        register: Who may sign as what.
        other_roots: DER certificates of further authorities, for imported key files.
        timestamp_roots: DER certificates of time-stamping authorities.
    """
    trust = Trust(
        organisation=root.organisation,
        serial=serial,
        issued_at=issued_at.astimezone(UTC),
        root_certificate=root.certificate_der,
        revocation_list=revocation_list,
        register=tuple(register),
        other_roots=tuple(other_roots),
        timestamp_roots=tuple(timestamp_roots),
    )
    body = msgspec.json.encode(trust)
    signature = root.key.sign(_CONTEXT + body, ec.ECDSA(hashes.SHA384()))
    return msgspec.json.encode(_Envelope(SCHEMA, msgspec.Raw(body), signature))


def read_trust_file(untrusted_bytes: bytes) -> Trust:
    """Reads a trust file and checks that its own root signed it; says nothing about whether to believe that root.

    Raises:
        DeskError: ``BAD_FILE`` for anything that is not a whole, unchanged trust file.
    """
    if len(untrusted_bytes) > _LARGEST_FILE:
        raise _bad_file("This file is far too large for a trust file.")
    try:
        envelope = msgspec.json.decode(untrusted_bytes, type=_Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _bad_file("This is not a trust file.") from error
    if envelope.schema != SCHEMA:
        raise _bad_file("This trust file was written by another version of the desk.")
    return _checked(bytes(envelope.trust), envelope.signature)


def accept_trust_file(
    untrusted_bytes: bytes, *, expected_fingerprint: str | None = None, held: Trust | None = None
) -> Trust:
    """Takes a trust file from outside: the first by its fingerprint, a later one because its root is already pinned.

    Args:
        untrusted_bytes: The file.
        expected_fingerprint: As somebody known read it aloud; gaps, colons and capitals do not matter.
        held: The trust this reader has now, if any.

    Returns:
        The trust to hold from now on.

    Raises:
        DeskError: ``BAD_FILE`` for a damaged or changed file, ``NOT_ALLOWED`` for a root that is neither pinned nor
            expected and for a register older than the held one, ``CONFLICT`` for another edition of equal number.
    """
    trust = read_trust_file(untrusted_bytes)
    if expected_fingerprint is not None and _bare(expected_fingerprint) != _bare(fingerprint(trust)):
        raise DeskError(
            "The fingerprint of this trust file is not the expected one.",
            reason=Reason.NOT_ALLOWED,
            remedy="Do not use the file; ask its sender to read the fingerprint to you again.",
        )
    same_root = held is not None and held.root_certificate == trust.root_certificate
    if expected_fingerprint is None and not same_root:
        raise DeskError(
            "The root in this trust file is not known here.",
            reason=Reason.NOT_ALLOWED,
            remedy="Ask somebody you know at the organisation to read you the fingerprint, and give it.",
        )
    if held is not None and same_root:
        _check_not_older(trust, held)
    return trust


def fingerprint(trust: Trust) -> str:
    """SHA-256 of the root certificate in sixteen groups of four, for reading aloud."""
    return grouped(fingerprint_of(trust.root_certificate))


def grouped(hexadecimal: str) -> str:
    """A fingerprint in groups of four capitals."""
    capitals = hexadecimal.upper()
    return " ".join(capitals[at : at + 4] for at in range(0, len(capitals), 4))


def _check_not_older(trust: Trust, held: Trust) -> None:
    if trust.serial < held.serial:
        raise DeskError(
            f"This register is older ({day(trust.issued_at)}) than the one already held ({day(held.issued_at)}).",
            reason=Reason.NOT_ALLOWED,
            remedy="Keep the one you have.",
        )
    if trust.serial == held.serial and trust != held:
        raise DeskError(
            "This register has the same number as the one already held, but says something else.",
            reason=Reason.CONFLICT,
            remedy="Ask the organisation which of the two is right.",
        )


def _checked(body: bytes, signature: bytes) -> Trust:
    try:
        trust = msgspec.json.decode(body, type=Trust)
        root = x509.load_der_x509_certificate(trust.root_certificate)
        public_key = root.public_key()
        if not isinstance(public_key, ec.EllipticCurvePublicKey):
            raise TypeError("not an elliptic curve")
        public_key.verify(signature, _CONTEXT + body, ec.ECDSA(hashes.SHA384()))
        _check_root(root)
        _check_lists(trust, root, public_key)
    except _UNREADABLE as error:
        raise _bad_file("This trust file is damaged or was changed after the organisation signed it.") from error
    return trust


def _check_root(root: x509.Certificate) -> None:
    root.verify_directly_issued_by(root)
    if not root.extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
        raise ValueError("the root is not an authority")
    usage = root.extensions.get_extension_for_class(x509.KeyUsage).value
    if not (usage.key_cert_sign and usage.crl_sign):
        raise ValueError("the root may not issue certificates")


def _check_lists(trust: Trust, root: x509.Certificate, public_key: ec.EllipticCurvePublicKey) -> None:
    withdrawn = x509.load_der_x509_crl(trust.revocation_list)
    if withdrawn.issuer != root.subject or not withdrawn.is_signature_valid(public_key):
        raise ValueError("the revocation list is not the root's")
    if trust.issued_at.tzinfo is None:
        raise ValueError("a moment without its zone")
    for der in (*trust.other_roots, *trust.timestamp_roots):
        x509.load_der_x509_certificate(der)


def _bare(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _bad_file(sentence: str) -> DeskError:
    return DeskError(sentence, reason=Reason.BAD_FILE, remedy="Ask the organisation to send it again.")

"""Who signs: a key file opened with its passphrase, checked to be fit for signing minutes."""

from __future__ import annotations

from datetime import datetime

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from msgspec import Struct
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.signing.certificates import CERTIFICATE_DAMAGE, CertificateFacts, facts_of
from panel_desk.signing.keystore import open_key_store
from panel_desk.signing.wording import day

_SMALLEST_RSA = 2048
_CURVES = {"secp256r1", "secp384r1", "secp521r1"}
"""The NIST curves that every PDF reader tried accepts."""
_DIGEST = hashes.SHA256()


class HeldKeySigner(Signer):
    """Signs with a key already loaded: pyHanko's own signer loads, and with RSA re-validates, it twice a signature."""

    def __init__(
        self,
        key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
        certificate: asn1_x509.Certificate,
        others: tuple[asn1_x509.Certificate, ...],
    ) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library leaves it untyped
        registry.register_multiple(others)
        super().__init__(signing_cert=certificate, cert_registry=registry)
        self._key = key

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002 - the library's own signature
    ) -> bytes:
        """One raw SHA-256 signature over the data; a dry run signs too, to learn the length."""
        del dry_run
        if digest_algorithm != _DIGEST.name:
            raise ValueError(f"minutes are signed with SHA-256, not {digest_algorithm}")
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), _DIGEST)
        return self._key.sign(data, ec.ECDSA(_DIGEST))


class SigningIdentity(Struct, frozen=True):
    """A person ready to sign. It holds the opened key: keep it only while signing."""

    facts: CertificateFacts
    signer: HeldKeySigner

    @property
    def name(self) -> str:
        """The person's name as the certificate gives it."""
        return self.facts.name

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, as the register lists it."""
        return self.facts.fingerprint

    def __repr__(self) -> str:
        return f"SigningIdentity({self.facts.fingerprint[:16]})"


def open_identity(untrusted_p12: bytes, passphrase: str, *, now: datetime) -> SigningIdentity:
    """Opens a person's key file for signing, made here or imported.

    Args:
        untrusted_p12: The file's bytes.
        passphrase: The person's passphrase.
        now: The moment of signing; the certificate must be valid then.

    Raises:
        DeskError: ``WRONG_KEY`` for a wrong passphrase; ``BAD_FILE`` for no key file; ``SIGNING``, with the reason in
            words, for a key or certificate that must not sign minutes.
    """
    held = open_key_store(untrusted_p12, passphrase)
    key = _checked_key(held.key)
    facts = _checked_facts(held.certificate, now)
    others = tuple(_asn1(certificate) for certificate in held.others)
    return SigningIdentity(facts, HeldKeySigner(key, _asn1(held.certificate), others))


def _checked_key(key: object) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    if isinstance(key, rsa.RSAPrivateKey):
        if key.key_size < _SMALLEST_RSA:
            raise _unfit(f"This RSA key has {key.key_size} bits; at least {_SMALLEST_RSA} are needed.")
        return key
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES:
        return key
    raise _unfit(
        "This key is of a kind that common PDF readers refuse (for example Ed25519); only RSA and the NIST curves"
        " P-256, P-384 and P-521 can sign minutes."
    )


def _checked_facts(certificate: x509.Certificate, now: datetime) -> CertificateFacts:
    try:
        facts = facts_of(certificate.public_bytes(serialization.Encoding.DER))
    except CERTIFICATE_DAMAGE as error:
        raise _unfit("The certificate in this key file cannot be read.") from error
    if now < facts.valid_from:
        raise _unfit(f"This certificate is valid only from {day(facts.valid_from)}.")
    if now > facts.valid_to:
        raise _unfit(f"This certificate ran out on {day(facts.valid_to)}.")
    if not facts.may_sign_minutes:
        raise _unfit("This certificate is not meant for signatures that bind a person (no non-repudiation).")
    return facts


def _unfit(sentence: str) -> DeskError:
    return DeskError(sentence, reason=Reason.SIGNING, remedy="Ask your administrator for a certificate.")


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))

"""PKCS#12 files: a private key with its certificates under a passphrase (PBES2, SHA-256, AES-256)."""

from __future__ import annotations

from collections.abc import Iterable

from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.signing.certificates import CERTIFICATE_DAMAGE

_KDF_ROUNDS = 600_000
"""PBKDF2-SHA-256 rounds; OWASP's floor for 2023 and after."""
_LARGEST_FILE = 1_000_000


class HeldKey(Struct, frozen=True):
    """What a key file holds, opened."""

    key: object
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    """Further certificates in the file, for example its issuer's; none of them is trusted for being there."""

    def __repr__(self) -> str:
        return "HeldKey(…)"


def write_key_store(
    label: str,
    key: ec.EllipticCurvePrivateKey,
    certificate: x509.Certificate,
    others: Iterable[x509.Certificate],
    passphrase: str,
) -> bytes:
    """Puts a key with its certificates under a passphrase.

    Raises:
        DeskError: The passphrase is empty.
    """
    if not passphrase:
        raise DeskError("A key must have a passphrase.", reason=Reason.SIGNING, remedy="Choose a passphrase first.")
    encryption = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_KDF_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(passphrase.encode())
    )
    return pkcs12.serialize_key_and_certificates(label.encode(), key, certificate, tuple(others) or None, encryption)


def open_key_store(untrusted_p12: bytes, passphrase: str) -> HeldKey:
    """Opens a key file, ours or another authority's.

    Raises:
        DeskError: ``BAD_FILE`` when it is no key file or holds no key with its certificate, ``WRONG_KEY`` when the
            passphrase does not open it.
    """
    _check_is_key_store(untrusted_p12)
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(untrusted_p12, passphrase.encode())
    except (ValueError, TypeError) as error:
        raise DeskError(
            "The passphrase does not open this key file.",
            reason=Reason.WRONG_KEY,
            remedy="Type it again; capitals count.",
        ) from error
    except CERTIFICATE_DAMAGE as error:
        raise DeskError(
            "This key file holds a kind of key, certificate or encryption that cannot be used.",
            reason=Reason.BAD_FILE,
        ) from error
    if key is None or certificate is None:
        raise DeskError("This file does not hold a key with its certificate.", reason=Reason.BAD_FILE)
    return HeldKey(key, certificate, tuple(others))


def _check_is_key_store(untrusted_p12: bytes) -> None:
    try:
        if len(untrusted_p12) > _LARGEST_FILE:
            raise ValueError("too large")
        content_type = asn1_pkcs12.Pfx.load(untrusted_p12, strict=True)["auth_safe"]["content_type"].native
        if content_type not in {"data", "signed_data"}:
            raise ValueError("no key file")
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise DeskError(
            "This is not a key file (.p12 or .pfx).", reason=Reason.BAD_FILE, remedy="Choose the right file."
        ) from error

"""Which key files may sign, and in what words the others are refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from tests.signing.building import NOW, PASSPHRASE, Council, Key, a_certificate, a_key_file

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.signing.identity import open_identity


def self_made(key: Key, **changes: object) -> bytes:
    """A key file with a certificate of its own."""
    return a_key_file(key, a_certificate(key, key, "Dana Prior", None, **changes))  # type: ignore[arg-type]


def test_a_key_file_made_here_opens_with_its_passphrase(council: Council) -> None:
    identity = open_identity(council.people["Dana"].p12_bytes, PASSPHRASE, now=NOW)

    assert (identity.name, identity.fingerprint) == ("Dana Prior", council.people["Dana"].fingerprint)


def test_another_passphrase_is_a_wrong_key(council: Council) -> None:
    with pytest.raises(DeskError) as caught:
        open_identity(council.people["Dana"].p12_bytes, "Correct horse", now=NOW)

    assert caught.value.reason == Reason.WRONG_KEY


@pytest.mark.parametrize("untrusted", [b"", b"not a key file", b"\x30\x03\x02\x01\x03", bytes(2_000_000)])
def test_what_is_no_key_file_is_a_bad_file(untrusted: bytes) -> None:
    with pytest.raises(DeskError) as caught:
        open_identity(untrusted, PASSPHRASE, now=NOW)

    assert caught.value.reason == Reason.BAD_FILE


@pytest.mark.parametrize(
    "key",
    [rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP384R1())],
    ids=["RSA", "P-384"],
)
def test_an_imported_key_is_accepted(key: Key) -> None:
    assert open_identity(self_made(key), PASSPHRASE, now=NOW).name == "Dana Prior"


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (ed25519.Ed25519PrivateKey.generate(), "common PDF readers refuse"),
        (ec.generate_private_key(ec.SECP256K1()), "common PDF readers refuse"),
        (rsa.generate_private_key(65537, 1024), "1024 bits; at least 2048"),
    ],
    ids=["Ed25519", "secp256k1", "short RSA"],
)
def test_a_key_that_readers_refuse_is_refused(key: Key, sentence: str) -> None:
    with pytest.raises(DeskError, match=sentence) as caught:
        open_identity(self_made(key), PASSPHRASE, now=NOW)

    assert caught.value.reason == Reason.SIGNING


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"valid_to": NOW - timedelta(days=1)}, "ran out on 21 November 2026"),
        ({"valid_from": NOW + timedelta(days=1)}, "valid only from 23 November 2026"),
        ({"non_repudiation": False}, "not meant for signatures that bind a person"),
    ],
)
def test_an_unfit_certificate_is_refused_with_the_reason(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(DeskError, match=sentence):
        open_identity(self_made(ec.generate_private_key(ec.SECP256R1()), **changes), PASSPHRASE, now=NOW)

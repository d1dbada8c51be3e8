"""Whatever the bytes, there is a sentence and never a traceback; no altered byte of a signed file stays green."""

from __future__ import annotations

import io
import random
import re
import socket

import pikepdf
import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.signing.building import (
    NOW,
    PASSPHRASE,
    Council,
    a_certificate,
    a_key_file,
    make_council,
    make_minutes,
    root_certificate,
)
from tests.signing.tampering import flipped

from panel_desk.domain.verification import Verdict
from panel_desk.signing.archive import archive
from panel_desk.signing.certificates import CERTIFICATE_DAMAGE
from panel_desk.signing.envelope import is_whole
from panel_desk.signing.identity import open_identity
from panel_desk.signing.verify import verify

_ROUNDS = 330
_FLIPS = 60


@pytest.mark.parametrize(
    ("untrusted", "sentence"),
    [
        (b"", "This file is empty."),
        (b"<!DOCTYPE html><html><body>minutes</body></html>", "This is not a PDF file."),
        (bytes(50_000_000), "This is not a PDF file."),
        (b"%PDF-1.7\n" + bytes(50_000_000), "This PDF is damaged: its end is missing."),
        (b"%PDF-1.7\nstartxref\n0\n%%EOF\n", "This PDF is damaged: its structure cannot be read."),
        (b"%PDF-1.7\nstartxref\n999999999999\n%%EOF", "This PDF is damaged: its structure cannot be read."),
        (b"PK\x03\x04 a workbook", "This is not a PDF file."),
    ],
    ids=["empty", "HTML", "zeros", "zeros after a header", "no table", "far table", "zip"],
)
def test_what_is_no_pdf_is_said_in_a_sentence(council: Council, untrusted: bytes, sentence: str) -> None:
    found = council.check(untrusted)

    assert found.verdict == Verdict.DAMAGED
    assert found.sentences == (sentence,)


def test_a_pdf_locked_with_a_password_is_said(council: Council) -> None:
    with pikepdf.open(io.BytesIO(make_minutes())) as pdf:
        written = io.BytesIO()
        pdf.save(written, encryption=pikepdf.Encryption(owner="o", user="u", R=6))

    found = council.check(written.getvalue())

    assert found.verdict == Verdict.DAMAGED
    assert "locked with a password" in found.sentences[0]


def test_unsigned_minutes_are_said_to_be_unsigned(council: Council) -> None:
    assert council.check(council.minutes()).verdict == Verdict.NOT_SIGNED


def test_nothing_is_fetched_even_where_a_certificate_gives_an_address(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: reached.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *address, **_: reached.append(address))
    key = ec.generate_private_key(ec.SECP256R1())
    root = root_certificate(council.root)
    address = "http://localhost:9/withdrawn.crl"
    certificate = a_certificate(key, council.root.key, "Dana Prior", root, list_address=address)
    identity = open_identity(a_key_file(key, certificate, [root]), PASSPHRASE, now=NOW)

    pdf = council.certified(council.minutes(approvals=()), identity)

    assert council.check(pdf).verdict == Verdict.UNKNOWN_SIGNER
    assert reached == []


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_arbitrary_bytes_never_raise(tail: bytes) -> None:
    assert verify(b"%PDF-1.7\n" + tail, None, now=NOW).verdict != Verdict.GENUINE
    assert verify(b"%PDF-1.7\n" + tail + b"\nstartxref\n9\n%%EOF\n", None, now=NOW).verdict != Verdict.GENUINE


@pytest.mark.slow
def test_no_random_alteration_of_a_signed_file_stays_green(council: Council, good: bytes) -> None:
    dice = random.Random(20261122)
    for _ in range(_ROUNDS):
        altered = _altered(good, dice)
        found = council.check(altered)
        assert altered == good or found.verdict != Verdict.GENUINE
        assert found.signed_revision != altered or found.verdict == Verdict.INCOMPLETE


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["signed", "stamped", "archived"])
def test_no_flipped_bit_in_the_last_envelope_stays_green(council: Council, chair_only: bytes, kind: str) -> None:
    pdf = {
        "signed": lambda: chair_only,
        "stamped": lambda: council.certified(council.minutes(approvals=()), timestamper=council.tsa),
        "archived": lambda: archive(chair_only, council.trust, timestamper=council.tsa, now=NOW),
    }[kind]()
    assert council.check(pdf).verdict == Verdict.GENUINE
    *_, last = re.finditer(rb"/Contents <[0-9A-Fa-f]+>", pdf)
    dice = random.Random(7)
    for at in sorted(dice.sample(range(last.start(), last.end()), _FLIPS)):
        altered = flipped(pdf, at, dice.randrange(8))
        assert council.check(altered).verdict != Verdict.GENUINE, at


def _altered(pdf: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(pdf))
    kind = dice.randrange(6)
    if kind <= 2:
        return flipped(pdf, at, dice.randrange(8))
    if kind == 3:
        return pdf[:at]
    if kind == 4:
        return pdf[:at] + dice.randbytes(dice.randrange(1, 9)) + pdf[at:]
    return pdf[:at] + pdf[at + dice.randrange(1, 9) :]


def test_an_altered_copy_of_the_root_inside_the_envelope_is_not_green(council: Council) -> None:
    # Only where the last bit of its signature is 0 do the libraries read on as if nothing had been altered.
    while council.root.certificate_der[-1] & 1:
        council = make_council("Borough of Examples")
    good = council.certified(council.minutes(approvals=()))
    root = council.root.certificate_der
    unused_bits = root.rindex(x509.load_der_x509_certificate(root).signature) - 1
    altered_root = root[:unused_bits] + b"\x01" + root[unused_bits + 1 :]
    altered = good
    for written in (bytes.hex, lambda der: der.hex().upper()):
        altered = altered.replace(written(root).encode(), written(altered_root).encode())

    assert altered != good
    assert council.check(good).verdict == Verdict.GENUINE
    assert council.check(altered).verdict != Verdict.GENUINE


@pytest.mark.slow
def test_no_flipped_bit_of_an_envelope_stays_green_anywhere_in_it(council: Council, chair_only: bytes) -> None:
    """Each bit that leaves a hexadecimal digit; those that the envelope's own check refuses need no second look."""
    *_, last = re.finditer(rb"/Contents (<[0-9A-Fa-f]+>)", chair_only)
    start, filled = last.start(1) + 1, last.start(1) + len(last[1].rstrip(b"0>")) + 1
    seen = 0
    for at in range(start, filled):
        for bit in range(8):
            altered = flipped(chair_only, at, bit)
            if altered[at] in b"0123456789abcdefABCDEF" and _may_be_whole(
                altered[last.start(1) : last.end(1)], council
            ):
                assert council.check(altered).verdict != Verdict.GENUINE, (at - start, bit)
                seen += 1
    assert seen


def _may_be_whole(gap: bytes, council: Council) -> bool:
    try:
        return is_whole(gap, bytes.fromhex(gap[1:-1].decode()), [council.root.certificate_der])
    except CERTIFICATE_DAMAGE:
        return False
    except IndexError:
        return False


def test_the_signers_version_is_the_one_that_belongs_to_its_name(council: Council, chair_only: bytes) -> None:
    *_, last = re.finditer(rb"/Contents (<[0-9A-Fa-f]+>)", chair_only)
    contents = bytes.fromhex(last[1][1:-1].decode())
    envelope = cms.ContentInfo.load(contents)
    signer = envelope["content"]["signer_infos"][0]
    whole = signer.dump()
    assert signer["version"].native == "v1"
    altered_signer = whole[: whole.index(b"\x02\x01\x01") + 2] + b"\x03" + whole[whole.index(b"\x02\x01\x01") + 3 :]
    written = last[1].decode()
    other = written.lower().replace(whole.hex(), altered_signer.hex())
    altered = chair_only.replace(last[1], (other if written == written.lower() else other.upper()).encode())

    assert altered != chair_only
    assert council.check(altered).verdict != Verdict.GENUINE


def test_a_time_stamp_hidden_behind_another_tag_is_not_green(council: Council) -> None:
    stamped = council.certified(council.minutes(approvals=()), timestamper=council.tsa)
    *_, last = re.finditer(rb"/Contents (<[0-9A-Fa-f]+>)", stamped)
    contents = bytes.fromhex(last[1][1:-1].decode())
    unsigned = cms.ContentInfo.load(contents)["content"]["signer_infos"][0]["unsigned_attrs"].dump()
    hidden = contents.replace(unsigned, b"\xa9" + unsigned[1:])
    written = hidden.hex() if last[1] == last[1].lower() else hidden.hex().upper()
    altered = stamped.replace(last[1], f"<{written}>".encode())

    assert altered != stamped
    assert council.check(stamped).verdict == Verdict.GENUINE
    assert council.check(altered).verdict != Verdict.GENUINE

"""Signing and verifying minutes: against openssl cms on the same bytes, and against pyHanko alone in this process."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from bench.measuring import Comparison, compare, run
from bench.minutes_made import fifteen_cases
from panel_desk.documents.minutes_pdf import render_minutes
from panel_desk.documents.signature_stamp import stamp_pdf
from panel_desk.domain.minutes.minutes_record import record_of
from panel_desk.signing import authority, register
from panel_desk.signing.certificates import facts_of
from panel_desk.signing.identity import SigningIdentity, open_identity
from panel_desk.signing.sign import certify
from panel_desk.signing.verify import verify

_PASSPHRASE = "bench passphrase"


def compare_all() -> Iterator[Comparison]:
    """Sign, then verify, fifteen cases."""
    now = datetime.now(UTC)
    root = authority.make_root("Bench Council", _PASSPHRASE, now)
    person = authority.issue_person(root, "Bench Chair", "Chair", "", passphrase=_PASSPHRASE, now=now)
    trust = _trust(root, person, now)
    identity = open_identity(person.p12_bytes, _PASSPHRASE, now=now)
    minutes = fifteen_cases()
    pdf = render_minutes(minutes, record=record_of(minutes))
    field = pdf.fields[0]
    stamp = stamp_pdf(name="Bench Chair", role="Chair", signed_at=now, certificate_ending="0A0B0C", size=field.size)

    def sign() -> bytes:
        return certify(
            pdf.pdf_bytes,
            identity,
            field=field.name,
            reason="Bench",
            location="",
            signed_at=now,
            appearance_pdf=stamp,
        )

    signed = sign()
    bare = _Bare(root, identity)
    yield compare("sign", sign, lambda: bare.sign(pdf.pdf_bytes, field.name), against="pyHanko alone", at_most=2)
    yield compare(
        "verify",
        lambda: verify(signed, trust, now=now),
        lambda: bare.verify(signed),
        against="pyHanko alone",
        at_most=2,
    )
    with tempfile.TemporaryDirectory() as folder:
        openssl = _openssl(Path(folder), person, pdf.pdf_bytes)
        note = "openssl is a whole process and knows no PDF"
        yield compare("sign", sign, openssl, against="openssl cms -sign", at_most=20, note=note)


def _trust(root: authority.Root, person: authority.PersonCertificate, now: datetime) -> register.Trust:
    facts = facts_of(person.certificate_der)
    entry = register.RegisterEntry(
        fingerprint=facts.fingerprint,
        name="Bench Chair",
        role="chair",
        valid_from=now.date(),
        valid_to=now.date().replace(year=now.year + 1),
    )
    revoked = authority.revocation_list(root, (), now)
    return register.read_trust_file(
        register.write_trust_file(root, serial=1, issued_at=now, revocation_list=revoked, register=[entry])
    )


class _Bare:
    """What pyHanko does by itself: one signature made, one validated with its defaults."""

    def __init__(self, root: authority.Root, identity: SigningIdentity) -> None:
        from asn1crypto import x509

        self._identity = identity
        self._root = x509.Certificate.load(root.certificate_der)

    def sign(self, pdf_bytes: bytes, field: str) -> bytes:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
        from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

        metadata = PdfSignatureMetadata(
            field_name=field,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.FILL_FORMS,
            md_algorithm="sha256",
        )
        out = io.BytesIO()
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf_bytes))
        PdfSigner(metadata, signer=self._identity.signer).sign_pdf(writer, output=out)
        return out.getvalue()

    def verify(self, signed: bytes) -> object:
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign.validation import validate_pdf_signature
        from pyhanko_certvalidator import ValidationContext

        reader = PdfFileReader(io.BytesIO(signed))
        context = ValidationContext(trust_roots=[self._root], allow_fetching=False)
        return [validate_pdf_signature(signature, context) for signature in reader.embedded_signatures]


def _openssl(folder: Path, person: authority.PersonCertificate, pdf_bytes: bytes) -> Callable[[], None]:
    key, certificate, _others = pkcs12.load_key_and_certificates(person.p12_bytes, _PASSPHRASE.encode())
    if key is None or certificate is None:
        raise RuntimeError("the bench's own key file opens")
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "cert.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "minutes.pdf").write_bytes(pdf_bytes)
    names = ["-in", str(folder / "minutes.pdf"), "-signer", str(folder / "cert.pem"), "-inkey", str(folder / "key.pem")]
    call = ["openssl", "cms", "-sign", "-binary", *names, "-outform", "DER", "-out", str(folder / "out.p7")]
    return lambda: run(call)

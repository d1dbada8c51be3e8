"""Builders with valid defaults: an authority with people, minutes with waiting fields, signatures, time-stamps."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pikepdf
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from msgspec import Struct
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from reportlab.pdfgen import canvas

from panel_desk.domain.verification import Verification
from panel_desk.signing.authority import (
    PersonCertificate,
    Revoked,
    Root,
    issue_person,
    make_root,
    revocation_list,
)
from panel_desk.signing.identity import SigningIdentity, open_identity
from panel_desk.signing.register import RegisterEntry, Trust, read_trust_file, write_trust_file
from panel_desk.signing.sign import approve, certify
from panel_desk.signing.verify import verify

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SIGNED_AT = NOW - timedelta(minutes=6)
PASSPHRASE = "correct horse battery staple"
BOXES = {"Chair": (60, 100, 220, 160), "Approval-police": (240, 100, 400, 160), "Approval-health": (60, 30, 220, 90)}
ROLES = {"Chair": "chair", "Approval-police": "approver:police", "Approval-health": "approver:health"}
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


class Council(Struct, frozen=True):
    """An organisation with its people and what its readers hold."""

    root: Root
    people: dict[str, PersonCertificate]
    """By first name."""
    trust: Trust
    trust_file: bytes
    tsa: DummyTimeStamper

    def identity(self, first_name: str, now: datetime = NOW) -> SigningIdentity:
        """A person ready to sign."""
        return open_identity(self.people[first_name].p12_bytes, PASSPHRASE, now=now)

    def minutes(self, approvals: Sequence[str] = ("Approval-police",), **record: object) -> bytes:
        """Unsigned minutes of SAFE with a field for the chair and for each approval."""
        return make_minutes(("Chair", *approvals), **record)  # type: ignore[arg-type]  # pages is not a member

    def certified(
        self, pdf: bytes, by: SigningIdentity | None = None, *, at: datetime = SIGNED_AT, **options: object
    ) -> bytes:
        """Signed by the chair."""
        return certify(pdf, by or self.identity("Dana"), **arguments("Chair", at, **options))  # type: ignore[arg-type]

    def approved(
        self,
        pdf: bytes,
        by: SigningIdentity | None = None,
        *,
        field: str = "Approval-police",
        at: datetime = SIGNED_AT,
        **options: object,
    ) -> bytes:
        """Approved by the police, or by whom else."""
        return approve(pdf, by or self.identity("Imran"), **arguments(field, at, **options))  # type: ignore[arg-type]

    def check(self, pdf: bytes, **changes: object) -> Verification:
        """What a reader of this council sees."""
        return verify(pdf, **{"trust": self.trust, "now": NOW, **changes})  # type: ignore[arg-type]


def arguments(field: str, at: datetime = SIGNED_AT, **options: object) -> dict[str, object]:
    """What every signature is given."""
    return {
        "field": field,
        "reason": "Approved as a correct record",
        "location": "County Hall",
        "signed_at": at,
        "appearance_pdf": a_drawing(field),
        **options,
    }


def make_council(organisation: str) -> Council:
    """A council with a chair, two approvers, an insider without a role, and a trust file."""
    root = make_root(organisation, PASSPHRASE, NOW - timedelta(days=30))
    people = {
        name.split()[-2]: a_person(root, name, title)
        for name, title in (
            ("Dana Prior", "Head of Service"),
            ("DS Imran Khan", "Detective Sergeant"),
            ("Abena Osei", "Designated nurse"),
            ("Joel Hart", "Youth justice manager"),
        )
    }
    register = [
        an_entry(people["Dana"], "Dana Prior", "chair"),
        an_entry(people["Imran"], "DS Imran Khan", "approver:police"),
    ]
    register.append(an_entry(people["Abena"], "Abena Osei", "approver:health"))
    tsa_key = rsa.generate_private_key(65537, 2048)
    tsa_root = a_certificate(tsa_key, tsa_key, "Fictional Time Authority", None, authority=True)
    stamp_key = rsa.generate_private_key(65537, 2048)
    stamp = a_certificate(
        stamp_key, tsa_key, "Fictional Time Stamps", tsa_root, uses=[ExtendedKeyUsageOID.TIME_STAMPING]
    )
    trust_file = a_trust_file(root, register, timestamp_roots=(der(tsa_root),))
    tsa = DummyTimeStamper(asn1(stamp), asn1_key(stamp_key), certs_to_embed=[asn1(tsa_root)], fixed_dt=SIGNED_AT)  # type: ignore[arg-type]
    return Council(root, people, read_trust_file(trust_file), trust_file, tsa)


def a_person(
    root: Root, name: str = "Dana Prior", title: str = "Head of Service", now: datetime = NOW - timedelta(days=20)
) -> PersonCertificate:
    """A person's key and certificate."""
    email = f"{name.split()[-2].lower()}@example.gov.uk"
    return issue_person(root, name, title, email, passphrase=PASSPHRASE, now=now)


def an_entry(
    person: PersonCertificate, name: str = "Dana Prior", role: str = "chair", **changes: object
) -> RegisterEntry:
    """A year in one role, for SAFE."""
    facts = {"valid_from": date(2026, 4, 1), "valid_to": date(2027, 3, 31), "panels": ("SAFE",), **changes}
    return RegisterEntry(fingerprint=person.fingerprint, name=name, role=role, **facts)  # type: ignore[arg-type]


def a_trust_file(
    root: Root,
    register: Sequence[RegisterEntry] = (),
    *,
    serial: int = 1,
    issued_at: datetime = NOW - timedelta(days=10),
    revoked: Sequence[Revoked] = (),
    other_roots: Sequence[bytes] = (),
    timestamp_roots: Sequence[bytes] = (),
) -> bytes:
    """A trust file with a revocation list of the same moment."""
    return write_trust_file(
        root,
        serial=serial,
        issued_at=issued_at,
        revocation_list=revocation_list(root, revoked, issued_at),
        register=register,
        other_roots=other_roots,
        timestamp_roots=timestamp_roots,
    )


def make_minutes(fields: Sequence[str] = ("Chair", "Approval-police"), pages: int = 3, **record: object) -> bytes:
    """Minutes as they come to be signed: pages, the record inside, tagged empty fields, the last with a Lock."""
    expected = [{"field": name, "role": ROLES[name], "label": name} for name in fields]
    body = {
        "schema": 1,
        "title": "SAFE minutes, 22 October 2026",
        "panel": "SAFE",
        "expected_signatures": expected,
        **record,
    }
    with pikepdf.open(io.BytesIO(_pages(pages))) as pdf:
        _attach(pdf, json.dumps(body).encode())
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = str(body["title"])
        widgets = [_widget(pdf, name) for name in fields]
        if len(fields) > 1:
            widgets[-1].Lock = pikepdf.Dictionary(Type=pikepdf.Name.SigFieldLock, Action=pikepdf.Name.All, P=1)
        pdf.pages[-1].Annots = pdf.make_indirect(pikepdf.Array(widgets))
        pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array(widgets), SigFlags=3))
        _tag(pdf, widgets)
        return _saved(pdf)


def a_drawing(text: str, width: int = 160, height: int = 60) -> bytes:
    """A signature's appearance: one page of the size of its field."""
    drawn = io.BytesIO()
    page = canvas.Canvas(drawn, pagesize=(width, height), invariant=True)
    page.rect(1, 1, width - 2, height - 2)
    page.drawString(6, 24, text)
    page.save()
    return drawn.getvalue()


def a_certificate(
    key: Key,
    signing_key: Key,
    name: str,
    issuer: x509.Certificate | None,
    *,
    authority: bool = False,
    non_repudiation: bool = True,
    uses: Sequence[x509.ObjectIdentifier] = (),
    valid_from: datetime = NOW - timedelta(days=25),
    valid_to: datetime = NOW + timedelta(days=700),
    list_address: str = "",
) -> x509.Certificate:
    """A certificate that the desk would not issue itself: another authority's, an RSA one, one with a flaw."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Fictional Borough Council"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    usage = x509.KeyUsage(
        not authority, non_repudiation and not authority, False, False, False, authority, authority, False, False
    )
    builder = (
        x509.CertificateBuilder(
            subject_name=subject, issuer_name=issuer.subject if issuer else subject, public_key=key.public_key()
        )
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_to)
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
        .add_extension(usage, critical=True)
    )
    if list_address:
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(list_address)], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    if uses:
        builder = builder.add_extension(x509.ExtendedKeyUsage(uses), critical=True)
    return builder.sign(signing_key, None if isinstance(signing_key, ed25519.Ed25519PrivateKey) else hashes.SHA256())


def a_key_file(
    key: Key, certificate: x509.Certificate, others: Sequence[x509.Certificate] = (), passphrase: str = PASSPHRASE
) -> bytes:
    """A .p12 as another authority would send it."""
    encryption = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(b"imported", key, certificate, list(others), encryption)


def root_certificate(root: Root) -> x509.Certificate:
    """The root's certificate, parsed."""
    return x509.load_der_x509_certificate(root.certificate_der)


def der(certificate: x509.Certificate) -> bytes:
    """The certificate's bytes."""
    return certificate.public_bytes(serialization.Encoding.DER)


def asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """For pyHanko."""
    return asn1_x509.Certificate.load(der(certificate))


def asn1_key(key: rsa.RSAPrivateKey) -> asn1_keys.PrivateKeyInfo:
    """For pyHanko."""
    plain = serialization.NoEncryption()
    return asn1_keys.PrivateKeyInfo.load(
        key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, plain)
    )


def _pages(count: int) -> bytes:
    drawn = io.BytesIO()
    page = canvas.Canvas(drawn, invariant=True)
    page.setTitle("SAFE minutes, 22 October 2026")
    for number in range(1, count + 1):
        page.drawString(
            72, 740, f"Page {number}. The panel AGREED that the plan continues; review on 19 November 2026."
        )
        page.showPage()
    page.save()
    return drawn.getvalue()


def _attach(pdf: pikepdf.Pdf, record: bytes) -> None:
    attachment = pikepdf.AttachedFileSpec(  # type: ignore[call-arg]  # missing in its stubs
        pdf, record, filename="minutes.json", mime_type="application/json", relationship=pikepdf.Name.Source
    )
    pdf.attachments["minutes.json"] = attachment
    pdf.Root.AF = pdf.make_indirect(pikepdf.Array([pdf.attachments["minutes.json"].obj]))


def _widget(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=name,
            TU=f"Signature: {name}",
            F=132,
            Rect=pikepdf.Array(BOXES[name]),
            P=pdf.pages[-1].obj,
        )
    )


def _tag(pdf: pikepdf.Pdf, widgets: Sequence[pikepdf.Object]) -> None:
    tree = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    document = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=tree))
    forms, numbers = [], pikepdf.Array()
    for at, widget in enumerate(widgets):
        reference = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=widget, Pg=pdf.pages[-1].obj)
        form = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Form, P=document, K=reference)
        forms.append(pdf.make_indirect(form))
        widget.StructParent = at
        numbers.append(at)
        numbers.append(forms[-1])
    document.K = pikepdf.Array(forms)
    tree.K = document
    tree.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=numbers))
    pdf.Root.StructTreeRoot = tree


def _saved(pdf: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()

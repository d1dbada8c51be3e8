"""Makes every tampered copy that a verifier must refuse, from one good file with two signatures."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import pikepdf
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore
from tests.signing.building import BOXES, SIGNED_AT, Council, a_certificate, a_trust_file, asn1, root_certificate

from panel_desk.signing.identity import HeldKeySigner
from panel_desk.signing.register import Trust, read_trust_file
from panel_desk.signing.sign import PlainUpdate

Tampering = Callable[[bytes], bytes]
Editing = Any
"""pyHanko's incremental writer, most of which is untyped."""


def flip_page_byte(pdf: bytes) -> bytes:
    """One bit inside the pages, which every signature covers."""
    return flipped(pdf, pdf.index(b"stream") + 20)


def flip_cms_byte(pdf: bytes) -> bytes:
    """One hexadecimal digit in the middle of the last signature's envelope."""
    start = _contents(pdf)[-1]
    at = start + 1500
    return pdf[:at] + (b"0" if pdf[at : at + 1] != b"0" else b"1") + pdf[at + 1 :]


def overlay_text(pdf: bytes) -> bytes:
    """An update draws another decision over the first page."""

    def change(writer: Editing) -> None:
        page = _page(writer, 0)
        over = generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 700 Td (DEFERRED) Tj ET")
        page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(over)])
        writer.update_container(page)

    return updated(pdf, change)


def add_annotation(pdf: bytes) -> bytes:
    """An update lays a text box over the first page."""

    def change(writer: Editing) -> None:
        page = _page(writer, 0)
        dictionary: Any = generic.DictionaryObject
        box = dictionary(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): _numbers(72, 730, 300, 760),
                pdf_name("/Contents"): generic.TextStringObject("The plan ends"),
            }
        )
        page["/Annots"] = generic.ArrayObject([writer.add_object(box)])
        writer.update_container(page)

    return updated(pdf, change)


def swap_record(pdf: bytes) -> bytes:
    """An update exchanges the machine-readable record."""

    def change(writer: Editing) -> None:
        names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        file_entries = names[1]["/EF"]
        other = generic.StreamObject(stream_data=b'{"title": "Other minutes", "expected_signatures": []}')
        file_entries["/F"] = file_entries["/UF"] = writer.add_object(other)
        writer.update_container(file_entries)

    return updated(pdf, change)


def change_xmp_title(pdf: bytes) -> bytes:
    """An update gives the file another title in its properties."""

    def change(writer: Editing) -> None:
        old = writer.root["/Metadata"].data
        new = generic.StreamObject(stream_data=old.replace(b"SAFE minutes", b"MACE minutes"))
        new[pdf_name("/Type")], new[pdf_name("/Subtype")] = pdf_name("/Metadata"), pdf_name("/XML")
        assert new.data != old
        writer.root["/Metadata"] = writer.add_object(new)
        writer.update_root()

    return updated(pdf, change)


def move_field(pdf: bytes) -> bytes:
    """An update moves the last signature's field to another place."""

    def change(writer: Editing) -> None:
        field = writer.root["/AcroForm"]["/Fields"][-1]
        field["/Rect"] = _numbers(60, 600, 220, 660)
        writer.update_container(field)

    return updated(pdf, change)


def shadow_objects(pdf: bytes) -> bytes:
    """An update replaces the font that all pages use: the same codes then show other words."""

    def change(writer: Editing) -> None:
        fonts = _page(writer, 0)["/Resources"]["/Font"]
        font = fonts[next(iter(fonts))]
        font["/BaseFont"] = pdf_name("/ZapfDingbats")
        writer.update_container(font)

    return updated(pdf, change)


def strip_and_save(pdf: bytes) -> bytes:
    """The signatures are taken out and the file is written afresh."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.Root.AcroForm
        if "/Perms" in opened.Root:
            del opened.Root.Perms
        for page in opened.pages:
            if "/Annots" in page:
                del page.Annots
        written = io.BytesIO()
        opened.save(written)
        return written.getvalue()


def sign_again_with_another_ca(impostor: Council) -> bytes:
    """The same minutes, signed throughout by people of the same names whom another root vouches for."""
    return impostor.approved(impostor.certified(impostor.minutes()))


def empty_byte_range(pdf: bytes) -> bytes:
    """The first signature claims to cover nothing."""
    found = re.search(rb"/ByteRange \[[^\]]*\]", pdf)
    assert found is not None
    emptied = b"/ByteRange [0 0 0 0]".ljust(len(found[0]))
    return pdf[: found.start()] + emptied + pdf[found.end() :]


def cut_back(pdf: bytes) -> bytes:
    """The file ends after the chair's signature again."""
    ends = [found.end() for found in re.finditer(rb"%%EOF\r?\n?", pdf)]
    return pdf[: ends[-2]]


def add_garbage(pdf: bytes) -> bytes:
    """Something stands behind the end mark."""
    return pdf + b"\n% nothing to see here\n"


def sign_when_revoked(council: Council, *, with_distribution_point: bool) -> tuple[bytes, bytes]:
    """Minutes signed by a chair whose certificate is withdrawn, and that certificate."""
    if with_distribution_point:
        return council.certified(council.minutes(approvals=())), council.people["Dana"].certificate_der
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = a_certificate(key, council.root.key, "Dana Prior", root_certificate(council.root))
    signer = HeldKeySigner(key, asn1(certificate), ())
    pdf = raw_signature(council.minutes(approvals=()), signer, "Chair", certify=True)
    return pdf, asn1(certificate).dump()


def sign_without_non_repudiation(council: Council) -> tuple[bytes, bytes]:
    """Minutes signed with a certificate of the right root that is for logging in, not for signing."""
    key = ec.generate_private_key(ec.SECP256R1())
    root = root_certificate(council.root)
    certificate = a_certificate(key, council.root.key, "Dana Prior", root, non_repudiation=False)
    signer = HeldKeySigner(key, asn1(certificate), ())
    pdf = raw_signature(council.minutes(approvals=()), signer, "Chair", certify=True)
    return pdf, asn1(certificate).dump()


def add_field_of(pdf: bytes, signer: HeldKeySigner) -> bytes:
    """Somebody adds a field of their own and signs in it."""
    return raw_signature(pdf, signer, "Approval-mine", new_field=SigFieldSpec("Approval-mine"))


def outsiders_key(name: str = "R. Castellan") -> HeldKeySigner:
    """A signer whom no authority vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    return HeldKeySigner(key, asn1(a_certificate(key, key, name, None)), ())


def raw_signature(
    pdf: bytes,
    signer: HeldKeySigner,
    field: str,
    *,
    certify: bool = False,
    new_field: SigFieldSpec | None = None,
    at: datetime = SIGNED_AT,
    before: Callable[[Editing], object] | None = None,
) -> bytes:
    """A signature made past our own refusals; ``before`` changes the file in the same update."""
    signer._cert_registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    metadata = PdfSignatureMetadata(
        field_name=field, certify=certify, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    output = io.BytesIO()
    writer: Any = PlainUpdate(io.BytesIO(pdf))
    if before is not None:
        before(writer)
    _PastSigner(metadata, at, signer, new_field).sign_pdf(writer, output=output)
    return output.getvalue()


class _PastSigner(PdfSigner):
    """States the tests' time: the computer's lies in their future."""

    def __init__(
        self, metadata: PdfSignatureMetadata, at: datetime, signer: HeldKeySigner, new_field: SigFieldSpec | None
    ) -> None:
        super().__init__(metadata, signer=signer, new_field_spec=new_field)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def add_time_stamp_field(
    pdf: bytes,
    tsa: TimeStamper,
    rectangle: Sequence[int],
    key: str,
    value: Callable[[Editing], object],
) -> bytes:
    """A time-stamp over the whole file, in a field that brings more with it than a time."""
    writer: Any = PlainUpdate(io.BytesIO(pdf))
    dictionary: Any = generic.DictionaryObject
    page = _page(writer, 0)
    field = dictionary(
        {
            pdf_name("/FT"): pdf_name("/Sig"),
            pdf_name("/T"): generic.TextStringObject("Stamp"),
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/Rect"): _numbers(*rectangle),
            pdf_name("/P"): writer.root["/Pages"]["/Kids"].raw_get(0),
            pdf_name(key): value(writer),
        }
    )
    reference = writer.add_object(field)
    writer.root["/AcroForm"]["/Fields"].append(reference)
    writer.update_container(writer.root["/AcroForm"]["/Fields"])
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), reference])
    writer.update_container(page)
    output = io.BytesIO()
    PdfTimeStamper(tsa, field_name="Stamp").timestamp_pdf(writer, "sha256", output=output)
    return output.getvalue()


def trusting_the_same_people(by: Council, people_of: Council) -> Trust:
    """The trust of one authority that lists the certificates of another."""
    return read_trust_file(a_trust_file(by.root, people_of.trust.register))


def move_empty_field(pdf: bytes) -> bytes:
    """An update moves the field that still waits, after the chair has signed."""

    def change(writer: Editing) -> None:
        waiting = next(field for field in writer.root["/AcroForm"]["/Fields"] if "/V" not in field.get_object())
        field = waiting.get_object()
        left, bottom, right, top = BOXES["Approval-police"]
        field["/Rect"] = _numbers(left, bottom + 300, right, top + 300)
        writer.update_container(field)

    return updated(pdf, change)


def add_unsigned_store(pdf: bytes) -> bytes:
    """An update adds what archiving would add, but nobody's signature or time-stamp covers it."""
    certificate = outsiders_key().signing_cert
    return updated(pdf, lambda writer: DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=[certificate]))


def updated(pdf: bytes, change: Callable[[Editing], object]) -> bytes:
    """The file with one incremental update, as an editor would append it."""
    writer: Any = PlainUpdate(io.BytesIO(pdf))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def flipped(pdf: bytes, at: int, bit: int = 0) -> bytes:
    """One bit turned round."""
    return pdf[:at] + bytes([pdf[at] ^ (1 << bit)]) + pdf[at + 1 :]


def _contents(pdf: bytes) -> list[int]:
    return [found.end() for found in re.finditer(rb"/Contents <", pdf)]


def _page(writer: Editing, number: int) -> Editing:
    return writer.find_page_for_modification(number)[0].get_object()


def _numbers(*sides: int) -> generic.ArrayObject:
    number: Any = generic.NumberObject
    return generic.ArrayObject(number(side) for side in sides)


TAMPERINGS: dict[str, Tampering] = {
    "page byte flipped": flip_page_byte,
    "CMS byte flipped": flip_cms_byte,
    "update overlays text": overlay_text,
    "update adds an annotation": add_annotation,
    "update swaps the JSON": swap_record,
    "XMP title changed": change_xmp_title,
    "signed field moved": move_field,
    "shadow objects": shadow_objects,
    "stripped and re-saved": strip_and_save,
    "ByteRange emptied": empty_byte_range,
    "cut back": cut_back,
    "garbage after EOF": add_garbage,
}
"""Those that need nothing but the good file."""

"""Opens an untrusted PDF with all its revisions: its fields, the record inside, and what lies behind its end."""

from __future__ import annotations

import binascii
import io
import re
import struct
import zlib
from typing import Any

import msgspec
from msgspec import Struct
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko_certvalidator.errors import CRLValidationError, OCSPValidationError, PathError, ValidationError

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.signing.certificates import CERTIFICATE_DAMAGE

RECORD_NAME = "minutes.json"
"""The attachment that holds the machine-readable minutes."""
LARGEST_PDF = 200_000_000
_HEADER_WITHIN = 1024
"""Bytes: common readers look for the beginning of a PDF this far."""
_MOST_REVISIONS = 60
"""Each is compared with the one before, for each signature: more would take longer than anybody waits."""
_MOST_NODES = 5_000
_LARGEST_RECORD = 50_000_000
_OF_TIME_STAMP_FIELDS = frozenset({"/FT", "/T", "/TU", "/V", "/Ff", "/Type", "/Subtype", "/Rect", "/F", "/P"})
_END_MARK = b"%%EOF"
_TAIL = re.compile(rb"startxref[ \t\r\n\0\f]{1,16}\d{1,12}[ \t\r\n\0\f]{1,16}\Z")

DAMAGE: tuple[type[Exception], ...] = (
    PdfError,
    ValueError,  # also UnicodeError, JSON errors and most of asn1crypto
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,  # also RecursionError and NotImplementedError
    MemoryError,
    OSError,
    EOFError,
    StopAsyncIteration,
    zlib.error,
    struct.error,
    binascii.Error,
    *CERTIFICATE_DAMAGE,
    PathError,
    ValidationError,
    CRLValidationError,
    OCSPValidationError,
)
"""What parsing a damaged PDF was seen, or can be expected, to raise: the parser trusts what it reads."""


class UnreadableError(Exception):
    """The bytes are no PDF that can be examined; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class OpenedPdf(Struct, frozen=True):
    """An untrusted PDF, opened for reading."""

    reader: PdfFileReader
    pdf_bytes: bytes
    """Up to its end mark."""
    behind_the_end: int
    """How many bytes follow the end mark and its line end."""

    @property
    def last_revision(self) -> int:
        """Counted from 0."""
        return self.reader.total_revisions - 1

    def at(self, revision: int) -> HistoricalResolver:
        """The file as it stood at a revision."""
        return self.reader.get_historical_resolver(revision)


class FieldFound(Struct, frozen=True):
    """One form field at one revision."""

    name: str
    is_signature: bool
    is_signed: bool
    is_time_stamp: bool
    """Holds a time-stamp over the whole document, shows nothing and does nothing."""
    rectangle: tuple[float, ...]
    locks_everything: bool
    """Carries a Lock over all fields that forbids every later change."""
    entries: generic.DictionaryObject
    """Its dictionary."""


class ExpectedSignature(Struct, frozen=True):
    """A signature that the minutes say belongs to them."""

    field: str
    role: str
    label: str = ""


class RecordInside(Struct, frozen=True):
    """The part of the machine-readable minutes that verification needs; other members are left alone."""

    expected_signatures: tuple[ExpectedSignature, ...]
    title: str = ""
    panel: str = ""
    meeting: str = ""
    """The meeting's reference: what tells these minutes from those of another meeting under their name."""
    held_on: str = ""
    """ISO 8601."""


def open_untrusted(untrusted_pdf: bytes) -> OpenedPdf:
    """Opens a PDF strictly.

    Raises:
        UnreadableError: With a sentence: empty, too large, no PDF, cut off, locked with a password, or damaged.
    """
    if not untrusted_pdf:
        raise UnreadableError("This file is empty.")
    if len(untrusted_pdf) > LARGEST_PDF:
        raise UnreadableError("This file is too large to be minutes of a panel.")
    if b"%PDF-" in untrusted_pdf[1:_HEADER_WITHIN] and not untrusted_pdf.startswith(b"%PDF-"):
        raise UnreadableError("Something was put in front of this PDF, so it is not as it was signed.")
    if not untrusted_pdf.startswith(b"%PDF-"):
        raise UnreadableError("This is not a PDF file.")
    pdf_bytes, behind = _split_at_end(untrusted_pdf)
    try:
        reader = PdfFileReader(io.BytesIO(pdf_bytes), strict=True)
        locked = reader.encrypted
        if not locked:
            _ = reader.root["/Pages"]["/Kids"]
            too_long = reader.total_revisions > _MOST_REVISIONS
    except DAMAGE as error:
        raise UnreadableError("This PDF is damaged: its structure cannot be read.") from error
    if locked:
        raise UnreadableError("This PDF is encrypted or locked with a password, so its signatures cannot be checked.")
    if too_long:
        raise UnreadableError("This PDF was changed so many times that it is not examined further.")
    return OpenedPdf(reader, pdf_bytes, behind)


def entry(dictionary: Any, key: str, default: Any = None) -> Any:  # noqa: ANN401 - PDF values share no type
    """The value under a key, followed to the object it refers to; the library's own ``get`` does not follow."""
    try:
        return dictionary[key]
    except KeyError:
        return default


def fields_at(handler: PdfFileReader | HistoricalResolver) -> dict[str, FieldFound]:
    """All fields of the form, by full name."""
    found: dict[str, FieldFound] = {}
    form = entry(handler.root, "/AcroForm")
    if form is None:
        return found
    signed = {name for name, value, _ in enumerate_sig_fields(handler) if value is not None}
    waiting = [("", kid, 0) for kid in entry(form, "/Fields", ())]
    while waiting:
        if len(found) + len(waiting) > _MOST_NODES:
            raise ValueError("more fields than any minutes have")
        parent, node, depth = waiting.pop()
        field = node.get_object()
        name = _full_name(parent, field)
        kids = [kid for kid in entry(field, "/Kids", ()) if "/T" in kid.get_object()]
        if kids and depth < 8:
            waiting.extend((name, kid, depth + 1) for kid in kids)
        else:
            found[name] = _field(name, field, signed=name in signed)
    return found


def record_at(resolver: HistoricalResolver) -> bytes | None:
    """The machine-readable minutes attached at a revision; None where there are none, or more than one."""
    tree = entry(entry(resolver.root, "/Names", {}), "/EmbeddedFiles")
    found = []
    waiting = [] if tree is None else [tree]
    visited = 0
    while waiting:
        node = waiting.pop()
        visited += 1
        if visited > _MOST_NODES:
            raise ValueError("an endless name tree")
        waiting.extend(kid.get_object() for kid in entry(node, "/Kids", ()))
        names = entry(node, "/Names", ())
        for at in range(1, len(names), 2):
            specification = names[at].get_object()
            if str(entry(specification, "/UF", entry(specification, "/F", ""))) == RECORD_NAME:
                found.append(specification["/EF"]["/F"].data)
    if len(found) != 1 or len(found[0]) > _LARGEST_RECORD:
        return None
    return bytes(found[0])


def signed_record(untrusted_pdf: bytes) -> bytes:
    """The machine-readable minutes of a file as it was first signed, without asking who signed or whether it changed.

    Raises:
        DeskError: ``BAD_FILE``: it cannot be read, is not signed, or holds no record.
    """
    try:
        opened = open_untrusted(untrusted_pdf)
        for revision in range(opened.last_revision + 1):
            resolver = opened.at(revision)
            if any(field.is_signed for field in fields_at(resolver).values()):
                record = record_at(resolver)
                if record is not None:
                    return record
                break
    except UnreadableError as error:
        raise DeskError(error.sentence, reason=Reason.BAD_FILE) from error
    except DAMAGE as error:
        raise DeskError("This PDF is damaged: parts of it cannot be read.", reason=Reason.BAD_FILE) from error
    raise DeskError("This PDF does not hold signed minutes with their record.", reason=Reason.BAD_FILE)


def read_record(untrusted_record: bytes) -> RecordInside | None:
    """What the record says about itself; None where it does not say it."""
    try:
        return msgspec.json.decode(untrusted_record, type=RecordInside)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _split_at_end(untrusted_pdf: bytes) -> tuple[bytes, int]:
    mark = untrusted_pdf.rfind(_END_MARK)
    if mark < 0 or not _TAIL.search(untrusted_pdf, max(0, mark - 64), mark):
        raise UnreadableError("This PDF is damaged: its end is missing.")
    end = mark + len(_END_MARK)
    for line_end in (b"\r\n", b"\n", b"\r"):
        if untrusted_pdf.startswith(line_end, end):
            end += len(line_end)
            break
    return untrusted_pdf[:end], len(untrusted_pdf) - end


def _full_name(parent: str, field: generic.DictionaryObject) -> str:
    own = str(entry(field, "/T", ""))
    return f"{parent}.{own}" if parent and own else parent or own


def _is_inert(field: generic.DictionaryObject) -> bool:
    """Anybody gets a time-stamp: its field may bring no drawing, no action and no place on the page."""
    sides = [float(side) for side in entry(field, "/Rect", (0, 0, 0, 0))]
    unseen = len(sides) == 4 and (sides[0] == sides[2] or sides[1] == sides[3])
    return unseen and set(field) <= _OF_TIME_STAMP_FIELDS


def _field(name: str, field: generic.DictionaryObject, *, signed: bool) -> FieldFound:
    value = entry(field, "/V") if signed else None
    lock = entry(field, "/Lock", {})
    return FieldFound(
        name=name,
        is_signature=entry(field, "/FT") == "/Sig",
        is_signed=signed,
        is_time_stamp=value is not None and entry(value, "/Type") == "/DocTimeStamp" and _is_inert(field),
        rectangle=tuple(float(side) for side in entry(field, "/Rect", ())),
        locks_everything=entry(lock, "/Action") == "/All" and entry(lock, "/P") == 1,
        entries=field,
    )

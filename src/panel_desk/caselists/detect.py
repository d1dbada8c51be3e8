"""Says what a file is from its content, whatever its name claims, and refuses what can never be a case list."""

from __future__ import annotations

import io
import zipfile
from enum import Enum

from panel_desk.domain.errors import DeskError, Reason

MAX_FILE = 40 << 20
MAX_WORKBOOK = 20 << 20
MAX_UNPACKED = 60 << 20
MAX_ENTRY = 40 << 20
MAX_ENTRIES = 2000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"{\\rtf", "a word-processor document"),
    (b"SQLite format 3", "a database"),
)
_SAVE_AS = "Open it in the program it came from, save the list as an .xlsx workbook or a CSV file, and try again."


class FileFormat(Enum):
    """How the rows are stored."""

    CSV = "CSV"
    XLSX = "XLSX"
    XLS = "XLS"
    ODS = "ODS"


def bad_file(sentence: str, remedy: str = _SAVE_AS) -> DeskError:
    """A file that cannot be used, in a sentence."""
    return DeskError(sentence, reason=Reason.BAD_FILE, remedy=remedy)


def detect_format(untrusted_bytes: bytes) -> FileFormat:
    """The format of a file by its content.

    Raises:
        DeskError: ``BAD_FILE`` for empty, oversized, encrypted and macro-carrying files, and for anything else that
            is neither a workbook nor text.
    """
    if not untrusted_bytes.strip(b"\0 \t\r\n"):
        raise bad_file("The file is empty.", "Export the list again.")
    if len(untrusted_bytes) > MAX_FILE:
        raise bad_file(f"The file is larger than {MAX_FILE >> 20} MB, which no case list is.")
    if untrusted_bytes.startswith(b"PK"):
        return _zipped_format(untrusted_bytes)
    if untrusted_bytes.startswith(_OLE):
        return _ole_format(untrusted_bytes)
    for magic, what in _FOREIGN:
        if untrusted_bytes.startswith(magic):
            raise bad_file(f"The file is {what}, not a case list.")
    _refuse_markup(untrusted_bytes[:2048])
    return FileFormat.CSV


def _refuse_markup(start: bytes) -> None:
    """Some systems export a web page or XML under the name of a workbook."""
    bare = start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    opening = bare.replace(b"\0", b"").lstrip().lower()
    if opening.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<div", b"<body", b"<head", b"<style")):
        raise bad_file("The file is a web page saved under the name of a workbook.")
    if opening.startswith((b"<?xml", b"<workbook")):
        raise bad_file("The file is XML, not a workbook or a CSV file.")


def _ole_format(untrusted_bytes: bytes) -> FileFormat:
    """Legacy Excel files and encrypted workbooks share one container; its directory tells them apart."""
    if _named(untrusted_bytes, "EncryptedPackage"):
        raise _password()
    if _named(untrusted_bytes, "_VBA_PROJECT_CUR") or _named(untrusted_bytes, "_VBA_PROJECT"):
        raise _macros()
    if _named(untrusted_bytes, "Workbook") or _named(untrusted_bytes, "Book"):
        if len(untrusted_bytes) > MAX_WORKBOOK:
            raise bad_file(f"The workbook is larger than {MAX_WORKBOOK >> 20} MB.")
        return FileFormat.XLS
    raise bad_file("The file is a Microsoft Office file, but not an Excel workbook.")


def _named(untrusted_bytes: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in untrusted_bytes


def _password() -> DeskError:
    return bad_file(
        "The workbook is protected with a password, so it cannot be read.",
        "Open it with its password, save it without one, and try again.",
    )


def _macros() -> DeskError:
    return bad_file(
        "The workbook carries macros (programs), so it was not opened.", "Save it as an .xlsx workbook and try again."
    )


def _zipped_format(untrusted_bytes: bytes) -> FileFormat:
    if len(untrusted_bytes) > MAX_WORKBOOK:
        raise bad_file(f"The workbook is larger than {MAX_WORKBOOK >> 20} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted_bytes)) as archive:
            entries = archive.infolist()
            _check_sizes(entries)
            names = {entry.filename for entry in entries}
            _refuse_hidden_content(entries, archive)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, EOFError) as error:
        raise bad_file("The workbook is damaged: its container cannot be read.") from error
    if "xl/workbook.xml" in names:
        return FileFormat.XLSX
    if "content.xml" in names:
        return FileFormat.ODS
    if "xl/workbook.bin" in names:
        raise bad_file("The workbook is in Excel's binary format (.xlsb).")
    raise bad_file("The file is an archive or a document, but not a workbook.")


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise bad_file(f"The workbook claims to hold {len(entries):,} parts, which no case list does.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or any(entry.file_size > MAX_ENTRY for entry in entries):
        raise bad_file(f"The workbook would unpack to {max(1, unpacked >> 20):,} MB, which no case list does.")


def _refuse_hidden_content(entries: list[zipfile.ZipInfo], archive: zipfile.ZipFile) -> None:
    names = [entry.filename.lower() for entry in entries]
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        raise _macros()
    if any(entry.flag_bits & 1 for entry in entries) or "encryptedpackage" in names:
        raise _password()
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise _password()

"""Turns SQLite's errors into sentences with a reason; what is left is a fault of ours and passes through."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.driver import Error

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26

_BY_CODE: dict[int, tuple[Reason, str, str]] = {
    _BUSY: (
        Reason.VAULT_IN_USE,
        "Another part of the desk is writing to the vault and has not finished.",
        "Try again in a moment.",
    ),
    _LOCKED: (Reason.VAULT_IN_USE, "A table of the vault is in use.", "Try again in a moment."),
    _READONLY: (
        Reason.STORAGE,
        "The vault cannot be written to: its folder or its disk is read-only.",
        "Nothing was saved. Make the folder writable and open the desk again.",
    ),
    _IOERR: (
        Reason.STORAGE,
        "The disk did not take or give the vault's pages.",
        "Nothing of this deed was saved. Check the disk and the free space, then open the desk again.",
    ),
    _CORRUPT: (
        Reason.VAULT_DAMAGED,
        "The vault's file is damaged.",
        "Restore the latest backup, and keep the damaged file.",
    ),
    _FULL: (Reason.STORAGE, "The disk is full; nothing of this deed was saved.", "Free some space and try again."),
    _CANTOPEN: (
        Reason.STORAGE,
        "The vault's file cannot be opened or made.",
        "Check that the folder exists, may be written to and has free space.",
    ),
    _NOTADB: (
        Reason.VAULT_DAMAGED,
        "The vault's file cannot be read with this key.",
        "Restore the latest backup, and keep the damaged file.",
    ),
}

# What copies a whole database (``Connection.backup``) raises without a code, in the words of SQLite's table of codes.
_BY_WORDS: dict[str, int] = {
    "database is locked": _BUSY,
    "database table is locked": _LOCKED,
    "attempt to write a readonly database": _READONLY,
    "disk I/O error": _IOERR,
    "database disk image is malformed": _CORRUPT,
    "database or disk is full": _FULL,
    "unable to open database file": _CANTOPEN,
    "file is not a database": _NOTADB,
}

# SQLite tells the kinds of broken rule apart only by the beginning of its message.
_BY_PREFIX: tuple[tuple[str, Reason, str], ...] = (
    ("UNIQUE constraint failed", Reason.CONFLICT, "The vault already holds this."),
    ("FOREIGN KEY constraint failed", Reason.NOT_FOUND, "What this refers to is not in the vault."),
    ("CHECK constraint failed", Reason.NOT_ALLOWED, "The vault's rules forbid this value."),
    ("NOT NULL constraint failed", Reason.NOT_ALLOWED, "A value that the vault needs is missing."),
    ("journal is append-only", Reason.NOT_ALLOWED, "The journal is append-only: nothing in it is changed or removed."),
)


def is_disk_full(error: Error) -> bool:
    """Whether the error says that the disk has no room left."""
    return _primary_code(error) == _FULL


def told(error: Error) -> DeskError | None:
    """The DeskError that says what an SQLite error means, or None where the fault is ours."""
    message = str(error)
    for prefix, reason, sentence in _BY_PREFIX:
        if message.startswith(prefix):
            rule = message.partition(": ")[2]
            return DeskError(f"{sentence} ({rule})" if rule else sentence, reason=reason)
    known = _BY_CODE.get(_primary_code(error))
    if known is None:
        return None
    reason, sentence, remedy = known
    return DeskError(sentence, reason=reason, remedy=remedy)


@contextmanager
def translated() -> Iterator[None]:
    """Everything inside raises DeskError for the world's faults; other SQLite errors pass as they are."""
    try:
        yield
    except Error as error:
        meaning = told(error)
        if meaning is None:
            raise
        raise meaning from error


def _primary_code(error: Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0) or 0
    return code & 0xFF if code else _BY_WORDS.get(str(error), 0)

"""Opens SQLCipher connections. Nothing else may call ``connect`` or ``Database``: a missing key makes a plaintext file.

sqlite-utils picks its driver when it is imported: it must find sqlcipher3 under the name ``pysqlite3``, or eight of its
code paths use the standard library's SQLite, and one of them loses acknowledged writes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

from sqlite_utils import Database  # noqa: E402  the alias above must come first
from sqlite_utils import utils as sqlite_utils_utils  # noqa: E402  the same

if TYPE_CHECKING:
    from sqlite3 import Connection, Error, IntegrityError
else:
    from sqlcipher3.dbapi2 import Connection, Error, IntegrityError

__all__ = ["KEY_BYTES", "Connection", "Database", "Error", "IntegrityError", "connect", "connect_memory"]

if getattr(sqlite_utils_utils, "sqlite3", None) is not sqlcipher3:
    raise RuntimeError("sqlite_utils was imported before panel_desk.vault.driver and uses another SQLite")

KEY_BYTES = 32
_CACHED_STATEMENTS = 512


def connect(path: Path, data_key: bytes, *, read_only: bool = False) -> Database:
    """A keyed connection to the vault file, bound to the calling thread; the key is proven by reading the schema.

    Args:
        path: The vault's file; made when it does not exist (and ``read_only`` is not asked).
        data_key: 32 bytes. Another length would silently become a passphrase, so it is a ValueError.
        read_only: The connection may read only; the writing one must have put the file into WAL before.

    Raises:
        Error: SQLCipher's own, untranslated: see ``failures``.
    """
    _check_length(data_key)
    if read_only and not path.is_file():
        raise FileNotFoundError(path)
    conn: Connection = dbapi2.connect(
        str(path), timeout=5.0, isolation_level=None, cached_statements=_CACHED_STATEMENTS
    )
    try:
        _key(conn, data_key)
        _read_schema(conn)
        if read_only:
            conn.execute("PRAGMA query_only = ON")
        else:
            conn.execute("PRAGMA journal_mode = WAL")
        return _prepared(conn)
    except BaseException:
        conn.close()
        raise


def connect_memory(data_key: bytes) -> Database:
    """A vault that lives in memory, for tests and for rebuilding tables: the same SQLCipher, nothing on disk."""
    _check_length(data_key)
    conn: Connection = dbapi2.connect(":memory:", isolation_level=None, cached_statements=_CACHED_STATEMENTS)
    _key(conn, data_key)
    return _prepared(conn)


def _check_length(data_key: bytes) -> None:
    if len(data_key) != KEY_BYTES:
        raise ValueError(f"a data key has {KEY_BYTES} bytes")


def _key(conn: Connection, data_key: bytes) -> None:
    # A raw key opens in about 1.4 ms; a passphrase would be stretched for 100 ms at every connection.
    conn.set_key(f"x'{data_key.hex()}'")  # type: ignore[attr-defined, unused-ignore]  # SQLCipher's addition to the DB-API
    conn.execute("PRAGMA cipher_log_level = NONE")
    # Off, by measurement: locking and wiping every allocation makes a row ten times dearer (a list of 50,000 children
    # 30 s instead of 3 s), while the same text lies in Python's own memory, which nothing wipes. SQLCipher locks and
    # wipes what holds keys in either case, and core dumps are off (host.logging_setup).
    conn.execute("PRAGMA cipher_memory_security = OFF")


def _read_schema(conn: Connection) -> None:
    """A wrong key shows only at the first read."""
    conn.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _prepared(conn: Connection) -> Database:
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "busy_timeout = 5000",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "temp_store = MEMORY",
        "cache_size = -32768",
    ):
        conn.execute(f"PRAGMA {pragma}")
    # Plugins of sqlite-utils are code from outside: none is run on the record.
    return Database(conn, execute_plugins=False)

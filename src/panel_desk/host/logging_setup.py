"""The log: kinds and ids, never names or case text; and no core dumps, which would hold both."""

from __future__ import annotations

import logging
import logging.handlers
import sys
from pathlib import Path

from panel_desk.host.paths import private_folder

ROOT_LOGGER = "panel_desk"
_BYTES, _OLD_FILES = 1024 * 1024, 3
_PRIVATE_FILE = 0o600


class KindsAndIds(logging.Formatter):
    """Writes a line without the text of exceptions: a message of a library may quote the case text it choked on."""

    def formatException(self, ei: object) -> str:  # noqa: N802  logging's own name
        """Only the kind of each exception in the chain, and where it was raised."""
        error = ei[1] if isinstance(ei, tuple) else None
        kinds = []
        while isinstance(error, BaseException):
            where = error.__traceback__
            while where is not None and where.tb_next is not None:
                where = where.tb_next
            place = f" at {Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
            kinds.append(f"{type(error).__name__}{place}")
            error = error.__cause__ or error.__context__
        return " from ".join(kinds)


def start_log(log_file: Path, level: int = logging.INFO) -> logging.Logger:
    """Send the application's log to a private, rotating file; the logger to hand out children of.

    Calling it again replaces the handler. A log that cannot be written is no reason to stop: the log is silent then.
    """
    logger = logging.getLogger(ROOT_LOGGER)
    logger.setLevel(level)
    logger.propagate = False
    stop_log()
    try:
        private_folder(log_file.parent)
        log_file.touch(mode=_PRIVATE_FILE)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            log_file, maxBytes=_BYTES, backupCount=_OLD_FILES, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(KindsAndIds("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    return logger


def stop_log() -> None:
    """Close the log's file."""
    logger = logging.getLogger(ROOT_LOGGER)
    for handler in tuple(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def forbid_core_dumps() -> bool:
    """Keep a crash from writing the memory, keys included, to the disk; whether this platform could be told so."""
    if sys.platform == "win32":
        return False
    import resource  # noqa: PLC0415  not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True

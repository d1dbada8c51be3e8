"""What can be told of a fault of ours without telling of any child: kinds and places, never a word of its message."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("PySide6", "sqlcipher3", "reportlab", "pyhanko", "pikepdf", "msgspec")


def fault_report(error: BaseException, at: datetime) -> str:
    """A report of a fault: versions, the kinds of the exceptions, and the lines of code they passed.

    No message of an exception and no value of a variable: either may quote what somebody typed.
    """
    lines = [
        f"Panel Desk {version('panel-desk')}, {at:%Y-%m-%d %H:%M} UTC",
        f"Python {platform.python_version()} on {platform.system()} {platform.release()} ({platform.machine()})",
        ", ".join(f"{name} {version(name)}" for name in _LIBRARIES),
        "",
    ]
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(type(cause).__qualname__)
        lines += [
            f"    {_place(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
        if cause is not None:
            lines.append("after")
    return "\n".join(lines) + "\n"


def _place(filename: str) -> str:
    """A file’s place below its package: folders above it may be named after a person."""
    path = Path(filename)
    for root in sorted((Path(entry) for entry in sys.path if entry), key=lambda p: -len(p.parts)):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name

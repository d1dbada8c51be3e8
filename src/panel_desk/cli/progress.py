"""Tells on a terminal what is being done, and for how long, once it takes more than a moment."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_MOMENT = 1.0
"""Seconds; quicker work says nothing."""


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show ``what … 3 s`` on stderr while the work lasts, and take it away at its end; nothing where nobody looks.

    Args:
        what: The work in words: ``Checking the record``. Ctrl+C ends it as ever.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(what, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(what: str, done: threading.Event) -> None:
    began, shown = time.monotonic(), ""
    while not done.wait(_MOMENT):
        shown = f"{what} … {time.monotonic() - began:.0f} s, Ctrl+C stops"
        sys.stderr.write(f"\r{shown}")
        sys.stderr.flush()
    if shown:
        sys.stderr.write("\r" + " " * len(shown) + "\r")
        sys.stderr.flush()

"""Keeps the garbage collector out of long work on lists."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest(*, settle: bool = False) -> Iterator[None]:
    """A long list makes a million small values and no cycles.

    Looking through them again and again would take a quarter of the time, and hold the window up at every look.

    Args:
        settle: What is there at the end is not looked at again; it goes by itself when nobody holds it any more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if settle:
            gc.freeze()
        if was_on:
            gc.enable()

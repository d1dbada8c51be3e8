"""Runs the library's coroutines to their end from ordinary functions, whoever calls."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def run_to_end(start: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """Starts a coroutine and waits for it.

    A loop cannot run inside a running one: where the caller's thread has one, the work is done in a thread of its own.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(start())
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(lambda: asyncio.run(start())).result()

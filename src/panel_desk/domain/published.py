"""Figures of years before the desk, as they were published: entered once, with their source."""

from __future__ import annotations

from msgspec import Struct


class PublishedYear(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One reporting year’s exploitation profile. None: was not published."""

    year: str
    """``2022-23``: 1 April to 31 March."""
    children: int
    cse_only: int | None = None
    cce_only: int | None = None
    both: int | None = None
    source: str
    """Where it stands: ``Report to scrutiny, 12 September 2023``."""

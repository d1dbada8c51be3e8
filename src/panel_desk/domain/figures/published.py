"""Figures that are public: of years before the desk, entered once with their source; and those of public copies."""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain.figures.suppression_figures import Figure


class PrintedFigure(Struct, frozen=True):
    """A figure that a public copy gave, with its number."""

    figure: Figure
    value: int


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

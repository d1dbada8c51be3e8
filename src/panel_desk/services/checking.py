"""Previews a case list without a desk: what a person can try on any file, with nothing written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from panel_desk.caselists.list_file import check_list
from panel_desk.caselists.preview import ImportPreview
from panel_desk.services.files import read_file

__all__ = ["ImportPreview", "check_file"]

_LARGEST_LIST = 64_000_000


def check_file(path: Path, *, today: date, sheet: str | None = None) -> ImportPreview:
    """The preview of one file.

    Raises:
        DeskError: with one sentence where no row can be had from it.
    """
    return check_list(read_file(path, largest=_LARGEST_LIST), path.name, today=today, sheet=sheet)

"""Where the files shipped with the application lie: panel definitions, alias tables, fonts, help, the demo's lists."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGED = Path(__file__).parent / "resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"
_READ_ON_PAPER_TOO: Final = ("help", "guides", "pictures")
"""Folders that a checkout keeps under ``docs/``, where people read them without the application."""


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder, given its parts below ``resources/``.

    An installed package carries ``resources`` inside itself; a checkout has it beside ``src``.
    """
    if _PACKAGED.is_dir():
        return _PACKAGED.joinpath(*parts)
    root = _CHECKOUT.with_name("docs") if parts and parts[0] in _READ_ON_PAPER_TOO else _CHECKOUT
    return root.joinpath(*parts)

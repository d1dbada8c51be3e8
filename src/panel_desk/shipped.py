"""What is shipped with the application, and where: its resources and its help, and its own parts as processes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

_PACKAGED = Path(__file__).parent / "resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"
_READ_ON_PAPER_TOO: Final = ("help", "guides", "pictures", "settings.md")
"""What a checkout keeps under ``docs/``, where people read them without the application."""


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder, given its parts below ``resources/``.

    An installed package carries ``resources`` inside itself; a checkout has it beside ``src``.
    """
    if _PACKAGED.is_dir():
        return _PACKAGED.joinpath(*parts)
    root = _CHECKOUT.with_name("docs") if parts and parts[0] in _READ_ON_PAPER_TOO else _CHECKOUT
    return root.joinpath(*parts)


def own_process(module: str, *arguments: str) -> list[str]:
    """The command that runs one of our modules in a process of its own, apart from the person's other Python.

    The self-contained application holds no Python to call by name: its command line runs the module there.
    """
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable).with_name("panel-desk").with_suffix(Path(sys.executable).suffix)
        return [str(beside), "--module", module, *arguments]
    return [sys.executable, "-I", "-m", module, *arguments]

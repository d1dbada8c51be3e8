"""Where the files shipped with the application lie: panel definitions, alias tables, fonts, the demo's case lists."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder, given its parts below ``resources/``.

    An installed package carries ``resources`` inside itself; a checkout has it beside ``src``.
    """
    root = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)

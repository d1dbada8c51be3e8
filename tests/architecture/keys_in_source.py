"""Reads from the source every key that does something: commands, buttons, and deeds on a line of a table."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

UI = Path(__file__).parents[2] / "src" / "panel_desk" / "ui"
_MAKING = ("Command", "button", "tool_button", "add_row_action")


class KeyInSource(Struct, frozen=True, order=True):
    """One key, with the words it goes by where they stand in the source."""

    page: str
    """``children``; ``shell`` for what works everywhere."""
    keys: str
    words: str


def keys_in_source() -> list[KeyInSource]:
    """All of them, by page."""
    found = {key for path in UI.rglob("*.py") if "widgets" not in path.parts for key in _in_file(path)}
    return sorted(found)


def _in_file(path: Path) -> Iterator[KeyInSource]:
    parts = path.relative_to(UI).parts
    page = parts[1] if parts[0] == "workspaces" else "shell"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or _name(node.func) not in _MAKING:
            continue
        given = {one.arg: one.value for one in node.keywords}
        keys = _text(given.get("shortcut"))
        words = _text(given.get("words")) or next((text for one in node.args if (text := _text(one))), "")
        if keys:
            yield KeyInSource(page, keys, words)


def _name(of: ast.expr) -> str:
    if isinstance(of, ast.Attribute):
        return of.attr
    return of.id if isinstance(of, ast.Name) else ""


def _text(of: ast.expr | None) -> str:
    return of.value if isinstance(of, ast.Constant) and isinstance(of.value, str) else ""

"""Writes values as TOML that reads back as the same values: definition files and word lists leave the desk this way."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

_WIDEST = 100


def to_toml(value: msgspec.Struct, *, heading: str = "") -> str:
    """A value as the text of a TOML file, in the order of its fields; fields that hold their defaults are left out.

    Args:
        value: Made of text, whole numbers, truth values, enums, tuples, mappings and values of the same kind.
        heading: Remarks above it, one for each line.
    """
    remarks = [f"# {line}".rstrip() for line in heading.splitlines()]
    body = _table("", _plain(value))
    return "\n".join([*remarks, "", *body] if remarks else body).strip() + "\n"


def _plain(value: object) -> Any:  # noqa: ANN401 - what TOML holds has no narrower type
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.fields(value)
        return {f.encode_name: _plain(getattr(value, f.name)) for f in fields if _is_said(value, f)}
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return msgspec.to_builtins(value)


def _is_said(value: msgspec.Struct, field: msgspec.structs.FieldInfo) -> bool:
    held = getattr(value, field.name)
    if field.default_factory is not msgspec.NODEFAULT:
        return bool(held != field.default_factory())
    return field.default is msgspec.NODEFAULT or bool(held != field.default)


def _table(path: str, table: Mapping[str, Any]) -> list[str]:
    """Plain entries first: in TOML what follows the head of a table belongs to it."""
    lines = [f"{_key(name)} = {_value(held)}" for name, held in table.items() if not _is_table(held)]
    for name, held in table.items():
        if not _is_table(held):
            continue
        below = f"{path}.{_key(name)}" if path else _key(name)
        inner = held if isinstance(held, list) else [held]
        head = f"[[{below}]]" if isinstance(held, list) else f"[{below}]"
        for one in inner:
            lines += ["", head, *_table(below, one)]
    return lines


def _is_table(held: object) -> bool:
    return isinstance(held, dict) or (isinstance(held, list) and bool(held) and all(isinstance(x, dict) for x in held))


def _key(name: str) -> str:
    plain = name.replace("-", "").replace("_", "")
    return name if plain.isascii() and plain.isalnum() else _text(name)


def _value(held: object) -> str:
    if isinstance(held, str):
        return _text(held)
    if isinstance(held, bool):
        return "true" if held else "false"
    if isinstance(held, list):
        inner = [_value(one) for one in held]
        one_line = f"[{', '.join(inner)}]"
        return one_line if len(one_line) <= _WIDEST else "[\n" + "".join(f"    {one},\n" for one in inner) + "]"
    return str(held)


def _text(held: str) -> str:
    """A basic string. JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(held, ensure_ascii=False).replace("\x7f", "\\u007F")

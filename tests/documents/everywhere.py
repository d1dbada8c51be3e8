"""Puts one text into every text of a value, however deep."""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

V = TypeVar("V")


def everywhere(value: V, text: str) -> V:
    """The same value with this text wherever a text stands; what is empty stays so."""
    return _with(value, text)  # type: ignore[return-value]  # same type as it came


def _with(value: object, text: str) -> object:
    if isinstance(value, str):
        return text if value else value
    if isinstance(value, tuple):
        return tuple(_with(each, text) for each in value)
    if isinstance(value, Struct):
        return replace(value, **{field.name: _with(getattr(value, field.name), text) for field in fields(value)})
    return value

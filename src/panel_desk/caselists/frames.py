"""What the window's process and the process that checks a long list say to each other: MessagePack in counted frames.

The order goes one way; told words, the checked list in handfuls of rows, or a refusal come back. Handfuls, because
decoding a whole list at once would hold up the window for as long as it takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO, TypeVar

import msgspec
from msgspec import Struct, structs

from panel_desk.caselists.choices import Choices
from panel_desk.caselists.findings import Problem, Repair
from panel_desk.caselists.preview import ImportPreview, PreviewLine
from panel_desk.domain.children.cases import IdentityAlert
from panel_desk.domain.errors import Reason

T = TypeVar("T")
HANDFUL = 400
"""Rows, repairs or problems in one frame: decoded in a few milliseconds."""
_LENGTH = 8


class Order(Struct, frozen=True, kw_only=True):
    """Check the list, under these choices. The frame after it holds what the desk knows, as JSON."""

    today: date
    choices: Choices
    remembered: dict[str, Choices]


class Told(Struct, frozen=True, tag="told"):
    """What is being done."""

    words: str
    fraction: float | None


class Refused(Struct, frozen=True, tag="refused"):
    """The file cannot be used."""

    sentence: str
    reason: Reason
    remedy: str


class Handful(Struct, frozen=True, kw_only=True, tag="handful"):
    """Part of the checked list."""

    lines: list[PreviewLine] = []
    repairs: list[Repair] = []
    problems: list[Problem] = []
    alerts: list[IdentityAlert] = []


class Checked(Struct, frozen=True, tag="checked"):
    """The checked list but for what the handfuls before held: the last word of an answer."""

    preview: ImportPreview


Said = Told | Refused | Handful | Checked


def handfuls(preview: ImportPreview) -> Iterator[Handful]:
    """The long parts of a preview, a frame's worth at a time."""
    yield from (Handful(lines=part) for part in _parts(preview.lines))
    yield from (Handful(repairs=part) for part in _parts(preview.repairs))
    yield from (Handful(problems=part) for part in _parts(preview.problems))
    yield from (Handful(alerts=part) for part in _parts(preview.alerts))


def _parts(long: Sequence[T]) -> Iterator[list[T]]:
    return (list(long[start : start + HANDFUL]) for start in range(0, len(long), HANDFUL))


def without_handfuls(preview: ImportPreview) -> ImportPreview:
    """What of a preview is short."""
    return structs.replace(preview, lines=(), repairs=(), problems=(), alerts=())


def put(stream: BinaryIO, *parts: bytes) -> None:
    """Write one frame; its parts become one text."""
    stream.write(sum(map(len, parts)).to_bytes(_LENGTH, "big"))
    stream.writelines(parts)
    stream.flush()


def take(stream: BinaryIO) -> bytes | None:
    """Read one frame; None at the end of the stream, also where it ends within a frame."""
    length = stream.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    size = int.from_bytes(length, "big")
    body = stream.read(size)
    return body if len(body) == size else None


encode = msgspec.msgpack.Encoder().encode

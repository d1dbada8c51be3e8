"""How journal rows hang together: the canonical meta, the hash over it, and the bodies with their nonce.

``hash = SHA-256(hash of the row before ‖ canonical meta ‖ SHA-256(body))``. The canonical meta is the compact JSON
array ``[seq, event_id, stream, version, kind, actor, device, at]``. A body is the JSON object ``{"nonce": …, "event":
…}``, or that object compressed: JSON begins with ``{``, a zlib stream with 0x78. The nonce keeps what a purged body
said from being found by guessing at its hash.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct, structs

from panel_desk.domain.errors import DeskError, Reason

GENESIS = bytes(32)
"""What stands for the hash before the first row."""
COMPRESSED_ABOVE = 4096
"""Bytes of JSON above which a body is compressed."""
_LEVEL = 1
_NONCE_BYTES = 16
_PIECE = 1000
"""Values of one field that are encoded at once."""

E = TypeVar("E")


class Body(Struct, Generic[E], frozen=True):
    """What a journal body holds."""

    nonce: str
    event: E


class Codec(Generic[E]):
    """Turns events into bodies and back.

    Args:
        event_type: The union of all tagged event Structs, such as ``panel_desk.domain.events.Event``.
    """

    def __init__(self, event_type: Any) -> None:  # noqa: ANN401  a union of types has no narrower type
        self._decoder: msgspec.json.Decoder[Body[E]] = msgspec.json.Decoder(Body[event_type])
        self._encoder = msgspec.json.Encoder()

    def encode(self, event: E) -> bytes:
        """The body for an event, with a fresh nonce; compressed where that pays."""
        nonce = os.urandom(_NONCE_BYTES).hex()
        if long := _long_fields(event):
            return b"".join(self._compressed(event, nonce, long))
        plain = self._encoder.encode(Body(nonce, event))
        return zlib.compress(plain, _LEVEL) if len(plain) > COMPRESSED_ABOVE else plain

    def _compressed(self, event: E, nonce: str, long: Sequence[str]) -> Iterator[bytes]:
        """A long event piece by piece, its long fields last: encoding 50,000 rows at once would hold a window up."""
        deflate = zlib.compressobj(_LEVEL)
        short = structs.replace(event, **{name: type(getattr(event, name))() for name in long})  # type: ignore[type-var]
        yield deflate.compress(self._encoder.encode(Body(nonce, short))[:-2])
        for name in long:
            value = getattr(event, name)
            opening, closing = (b"{", b"}") if isinstance(value, dict) else (b"[", b"]")
            yield deflate.compress(b',"%s":%s' % (name.encode(), opening))
            for place, piece in enumerate(_pieces(value)):
                yield deflate.compress((b"," if place else b"") + self._encoder.encode(piece)[1:-1])
            yield deflate.compress(closing)
        yield deflate.compress(b"}}")
        yield deflate.flush()

    def decode(self, body: bytes) -> E:
        """The event in a body.

        Raises:
            DeskError: VAULT_FOREIGN for a kind this version does not know; VAULT_DAMAGED for a body that is none.
        """
        try:
            return self._decoder.decode(body if body[:1] == b"{" else zlib.decompress(body)).event
        except msgspec.ValidationError as error:
            raise DeskError(
                "The journal holds an event that this version does not understand.",
                reason=Reason.VAULT_FOREIGN,
                remedy="Install the newer version to open this vault.",
            ) from error
        except (msgspec.DecodeError, zlib.error) as error:
            raise DeskError("An event in the journal cannot be read.", reason=Reason.VAULT_DAMAGED) from error


def _long_fields(event: object) -> list[str]:
    """Fields that hold much, and that an empty value would leave out of the JSON."""
    if not isinstance(event, Struct) or not event.__struct_config__.omit_defaults:
        return []
    found = []
    for field in structs.fields(event):
        value = getattr(event, field.name)
        if isinstance(value, tuple | dict) and len(value) > _PIECE:
            may_be_left_out = field.default == () or field.default_factory is dict
            if may_be_left_out and field.encode_name == field.name:
                found.append(field.name)
    return found


def _pieces(value: tuple[object, ...] | dict[str, object]) -> Iterator[object]:
    if isinstance(value, tuple):
        yield from (value[start : start + _PIECE] for start in range(0, len(value), _PIECE))
        return
    items = iter(value.items())
    while piece := dict(islice(items, _PIECE)):
        yield piece


def kind_of(event: object) -> str:
    """The tag of an event's Struct."""
    tag = getattr(getattr(event, "__struct_config__", None), "tag", None)
    if not isinstance(tag, str):
        raise TypeError(f"{type(event).__name__} is not a tagged event")
    return tag


_meta_encoder = msgspec.json.Encoder()
canonical_meta = _meta_encoder.encode
"""The canonical bytes of the tuple (seq, event_id, stream, version, kind, actor, device, at)."""


def row_hash(prev: bytes, meta: bytes, body_hash: bytes) -> bytes:
    """The hash of a journal row."""
    return hashlib.sha256(prev + meta + body_hash).digest()

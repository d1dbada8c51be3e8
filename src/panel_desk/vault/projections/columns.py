"""How values become columns: days and instants as ISO 8601 text, what is only ever read whole as JSON."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

_ENCODER = msgspec.json.Encoder()
_NUMBERS_PER_EVENT = 1 << 20


def as_json(value: object) -> str:
    """A value that is only ever read whole."""
    return _ENCODER.encode(value).decode()


def day(value: date | None) -> str | None:
    """A day, or NULL."""
    return None if value is None else value.isoformat()


def instant(value: datetime | None) -> str | None:
    """A point in time with its offset (a wall clock time without one stays so), or NULL."""
    return None if value is None else value.isoformat()


def number(seq: int, place: int = 0) -> int:
    """The number of the ``place``-th thing that the event at ``seq`` brought: the same at every rebuild."""
    if place >= _NUMBERS_PER_EVENT:
        raise ValueError("one event brings at most a million things")
    return seq * _NUMBERS_PER_EVENT + place

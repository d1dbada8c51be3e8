"""What is carried from one side of the agenda page to the other, and where it is let go."""

from __future__ import annotations

import json
from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QMimeData

from panel_desk.domain.ids import ItemId

MIME = "application/x-panel-desk-agenda"
"""Only this application reads it, and it names nobody: keys and identifiers alone."""


class Carried(Struct, frozen=True, kw_only=True):
    """What is being dragged: lines of the pool, or items of the agenda, of one meeting."""

    meeting_id: str
    pool: tuple[str, ...] = ()
    items: tuple[ItemId, ...] = ()


class Landing(Struct, frozen=True, kw_only=True):
    """Where something is let go on the agenda."""

    section: str
    before: ItemId | None = None
    """None: at the section's end."""


def mime_of(carried: Carried) -> QMimeData:
    """For Qt's drag and drop."""
    data = QMimeData()
    told = {"meeting": carried.meeting_id, "pool": carried.pool, "items": carried.items}
    data.setData(MIME, json.dumps(told).encode())
    return data


def carried_in(data: QMimeData, meeting_id: str) -> Carried | None:
    """What is being dragged, where it belongs to this meeting; None for anything else, text of other programs too."""
    if not data.hasFormat(MIME):
        return None
    try:
        told = json.loads(bytes(data.data(MIME).data()))
        carried = Carried(
            meeting_id=str(told["meeting"]), pool=_texts(told["pool"]), items=tuple(map(ItemId, _texts(told["items"])))
        )
    except (ValueError, KeyError, TypeError):
        return None
    return carried if carried.meeting_id == meeting_id else None


def _texts(untrusted: object) -> tuple[str, ...]:
    if not isinstance(untrusted, Sequence) or isinstance(untrusted, str):
        raise TypeError("a list is meant")
    return tuple(str(each) for each in untrusted)

"""A bird’s name for each case item, for the screen that everybody sees: stable, unique, and telling nothing.

The name follows from the identifiers of the meeting and the item, which are random, through a keyed hash. Nothing of
the child goes into it: not the name, not the local ID, not the place on the agenda.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.shipped import shipped


class _List(Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    names: tuple[str, ...]


def pseudonyms(meeting: Meeting) -> dict[ItemId, str]:
    """The pseudonym of each case item of a meeting. Fixed items have none: they show their section's title.

    Items take their names in the order in which they came onto the agenda, so that a late one gets a free name and
    changes no other; an item that was taken off keeps its name from being given again.
    """
    fixed = {item.id for item in meeting.items if not item.needs_outcome}
    named = assigned(meeting.id, [item_id for item_id in meeting.listed if item_id not in fixed], bird_names())
    return {item.id: named[item.id] for item in meeting.items if item.id in named}


def assigned(meeting_id: MeetingId, item_ids: Sequence[ItemId], names: Sequence[str]) -> dict[ItemId, str]:
    """A name for each item: the first free one from the item's own place on in the meeting's own order of names.

    Args:
        meeting_id: The key of the order.
        item_ids: In the order in which they were listed; more of them change nothing for those before.
        names: Each once. Where there are more items than names, ``Heron 2`` follows once all are taken.
    """
    key = hashlib.sha256(meeting_id.encode()).digest()
    order = sorted(names, key=lambda name: _keyed(key, name))
    found: dict[ItemId, str] = {}
    taken: set[str] = set()
    for number, item_id in enumerate(dict.fromkeys(item_ids)):
        turn = number // len(order) + 1
        called = [name if turn == 1 else f"{name} {turn}" for name in order]
        place = int.from_bytes(_keyed(key, item_id)[:8]) % len(order)
        found[item_id] = next(name for name in (*called[place:], *called[:place]) if name not in taken)
        taken.add(found[item_id])
    return found


def _keyed(key: bytes, text: str) -> bytes:
    return hashlib.blake2b(text.encode(), key=key, digest_size=16).digest()


@lru_cache(maxsize=1)
def bird_names() -> tuple[str, ...]:
    """The names of ``pseudonyms.toml``, each once.

    Raises:
        DeskError: BAD_FILE where the council's file cannot be used.
    """
    path = shipped("pseudonyms.toml")
    try:
        names = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _List).names
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise _unusable(str(error)) from error
    found = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not found:
        raise _unusable("it holds no name")
    return found


def _unusable(why: str) -> DeskError:
    return DeskError(
        f"The pseudonyms in pseudonyms.toml cannot be used: {why}.",
        reason=Reason.BAD_FILE,
        remedy="Compare the file with the one that came with Panel Desk.",
    )

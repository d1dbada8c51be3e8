"""The running order: ``/go 7.3``, ``/before 7.3``, ``/move 7.4 before 7.3``, ``/late 104233 because …``."""

from __future__ import annotations

import re

from panel_desk.domain.capture.chips import chip, elided, head, item_words, why_chip
from panel_desk.domain.capture.context import CaptureContext, KnownConcern, KnownItem
from panel_desk.domain.capture.deeds import LateDeed, MoveDeed, TurnDeed
from panel_desk.domain.capture.half import Half, lacking
from panel_desk.domain.capture.reading_values import ChipKind
from panel_desk.domain.capture.typed import Lack, bare, cut_because, cut_spoken, fold, fold_name, is_quoted

_BEFORE = re.compile(r"(?:^|\s+)before\s+", re.IGNORECASE)
_LAST = re.compile(r"(?:^|\s+)(?:last|to the end|at the end|to end|end)$", re.IGNORECASE)
_CHILD = re.compile(r"child\s+", re.IGNORECASE)
_NOT_IN_HAND = Lack("No item is in hand. Say which one: /move 7.4 before 7.3.", "which item?")


def go(rest: str, at: CaptureContext) -> TurnDeed | Half:
    """The meeting turns to an item."""
    item = item_named(rest, at)
    return lacking((head("Turn to"),), item) if isinstance(item, Lack) else TurnDeed(item_id=item.id)


def before(rest: str, at: CaptureContext) -> MoveDeed | Half:
    """``7.3``: the item in hand is taken before it; ``7.4 before 7.3`` names both."""
    return move(rest if _BEFORE.search(f" {rest} ") else f"before {rest}", at)


def last(rest: str, at: CaptureContext) -> MoveDeed | Half:
    """The item named, or the one in hand, goes to the end of its section."""
    return move(f"{rest} last".strip(), at)


def move(rest: str, at: CaptureContext) -> MoveDeed | Half:
    """``7.4 before 7.3``, ``7.4 last``; without the first, the item in hand."""
    ends, found = _LAST.search(rest), _BEFORE.search(rest)
    place = rest[: ends.start()] if ends else rest[: found.start()] if found else rest
    item = item_named(place, at) if place.strip() else at.item or _NOT_IN_HAND
    target: KnownItem | Lack | None = None
    if not ends:
        ask = Lack("Where to? Add before and an item, or last.", "before which?")
        target = item_named(rest[found.end() :], at) if found else ask
    if isinstance(item, KnownItem) and isinstance(target, KnownItem) and item.id == target.id:
        target = Lack("An item cannot stand before itself.", "before which?")
    if isinstance(item, KnownItem) and not isinstance(target, Lack) and _stands_there(item, target, at):
        target = Lack(f"{item.number} {item.words} stands there already.", "where to?")
    if isinstance(item, Lack) or isinstance(target, Lack):
        told = None if isinstance(item, Lack) else chip(ChipKind.WHAT, item_words(item.id, at))
        return lacking((head("Move"), told), item, target)
    return MoveDeed(item_id=item.id, before=target.id if target else None)


def _stands_there(item: KnownItem, before: KnownItem | None, at: CaptureContext) -> bool:
    """Whether the item is the last of its part already, or stands right before the other."""
    places = [known.id for known in at.items]
    if item.id not in places:
        return False
    follows = at.items[places.index(item.id) + 1 :][:1]
    if before is None:
        return not follows or follows[0].part != item.part
    return before.part == item.part and follows == (before,)


def item_named(typed: str, at: CaptureContext) -> KnownItem | Lack:
    """The item of that number, initials, local ID or words; a beginning is enough where it is plain."""
    words = fold_name(typed).removeprefix("item ")
    number = fold(typed).removeprefix("item ").strip(" .")
    if not words:
        return Lack("Which item? Give its number, initials or local ID.", "which item?")
    exact = [i for i in at.items if fold(i.number) == number]
    called = exact or [i for i in at.items if words in (fold_name(i.words), fold_name(i.local_id))]
    begun = called or [
        i
        for i in at.items
        if fold_name(i.words).startswith(words)
        or _initials(i.words).startswith(words)
        or i.number.startswith(f"{number}.")
    ]
    if len(begun) == 1:
        return begun[0]
    if begun:
        told = " or ".join(f"{i.number} {i.words}" for i in begun[:4])
        return Lack(f"“{typed}” may be {told}. Give the number.", "which item?")
    return Lack(f"No item is called “{typed[:40]}”. Give its number, initials or local ID.", "which item?")


def _initials(words: str) -> str:
    """``aob`` of any other business."""
    parts = fold_name(words).split()
    return "".join(part[0] for part in parts) if len(parts) > 1 else ""


def late(rest: str, at: CaptureContext) -> LateDeed | Half:
    """A child by local ID, or a concern by name, with the chair's reason."""
    text, reason = cut_because(rest)
    if reason is None:
        text, reason = cut_spoken(text)
    said = bare(reason or "")
    subject = _subject(text, at)
    wanted = (
        None if said else Lack("Why does it come on late? Add because: the chair’s reason is recorded.", "because?")
    )
    if isinstance(subject, Lack) or wanted is not None:
        told = None if isinstance(subject, Lack) else _subject_words(subject)
        what = chip(ChipKind.WHAT, elided(told)) if told else None
        return lacking((head("Late item"), what, why_chip(said) if said else None), subject, wanted)
    if isinstance(subject, KnownConcern):
        return LateDeed(reason=said, concern_id=subject.id)
    return LateDeed(reason=said, local_id=subject)


def _subject_words(subject: str | KnownConcern) -> str:
    return subject.name if isinstance(subject, KnownConcern) else subject


def _subject(text: str, at: CaptureContext) -> str | KnownConcern | Lack:
    """A local ID has a figure in it and no spaces, or follows ``child``; all else is a concern's name."""
    ask = "Who or what comes on late? Give the child’s local ID, or the name of a place, theme or person of concern."
    if not text:
        return Lack(ask, "who or what?")
    if (child := _CHILD.match(text)) and text[child.end() :].strip():
        return bare(text[child.end() :])
    named = [c for c in at.concerns if fold_name(c.name) == fold_name(bare(text))]
    if not named and not is_quoted(text) and " " not in text and any(c.isdigit() for c in text):
        return text
    words = fold_name(bare(text))
    found = named or [c for c in at.concerns if words and fold_name(c.name).startswith(words)]
    found = found or [c for c in at.concerns if words and words in fold_name(c.name)]
    if len(found) == 1:
        return found[0]
    if found:
        return Lack(f"“{text}” may be {' or '.join(c.name for c in found[:4])}. Type more of it.", "which one?")
    return Lack(
        f"No place, theme or person of concern is called “{text[:40]}”. A child is given by local ID.", "which?"
    )

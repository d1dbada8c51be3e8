"""News of earlier actions: ``/done 03 because …``, ``/superseded 03 by 07 because …``, ``/moretime``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from panel_desk.domain.capture.chips import chip, elided, head, when_chip, why_chip
from panel_desk.domain.capture.clauses import cut_day
from panel_desk.domain.capture.context import CaptureContext, KnownAction
from panel_desk.domain.capture.deeds import MoreTimeDeed, NewsDeed, NoteFromActionDeed
from panel_desk.domain.capture.half import Half, lacking
from panel_desk.domain.capture.naming import agency_words
from panel_desk.domain.capture.reading_values import ChipKind
from panel_desk.domain.capture.typed import Lack, bare, cut_because, fold, unannounced
from panel_desk.domain.events.actions import ActionStatus

_REFERENCE = re.compile(r"[A-Z][A-Z0-9-]*-\d{4}-\d{2}[a-z]?/\d{2,3}", re.IGNORECASE)
_UNTIL = re.compile(r"(?:^|(?<=[\s,;]))(?:until|till|to|by)\s+", re.IGNORECASE)
_SUCCESSOR = re.compile(r"[\s,;]+(?:by|to|with|→|->)\s+(\S+)$", re.IGNORECASE)
_SUCCEEDED = (ActionStatus.SUPERSEDED, ActionStatus.TRANSFERRED)


def news(status: ActionStatus, rest: str, at: CaptureContext) -> NewsDeed | Half:
    """What became of an earlier action; every way of closing it has a reason."""
    before, reason = cut_because(rest)
    first, _, said = before.partition(" ")
    successor: str | Lack = ""
    if status in _SUCCEEDED:
        found = _SUCCESSOR.search(f" {said}")
        successor = (
            _successor(found[1], at)
            if found
            else Lack("Which action takes its place? Add by and its number.", "by which?")
        )
        said = f" {said}"[: found.start()].strip() if found else said
    action = action_named(first, at, "Which action? Give its number.")
    # Without “because” the words after the number are the reason.
    why = bare(reason if reason is not None else unannounced(said))
    left_over = _left_over(said, reason)
    needed = not status.is_open and not why
    wanted = Lack("Why? Add because and what was done, or why it was not.", "because?") if needed else None
    words = status.value
    if isinstance(action, Lack) or isinstance(successor, Lack) or wanted or left_over:
        told = (
            head(words[0].upper() + words[1:]),
            None if isinstance(action, Lack) else chip(ChipKind.WHAT, action.reference),
            why_chip(why) if why else None,
        )
        return lacking(told, action, successor, wanted, left_over)
    if successor == action.reference:
        return lacking((head(words),), Lack(f"{action.reference} cannot take its own place.", "by which?"))
    return NewsDeed(reference=action.reference, status=status, reason=why, successor=successor)


def _left_over(said: str, reason: str | None) -> Lack | None:
    return Lack(f"“{said[:40]}” stands before because, and would be lost.", "") if reason and said else None


def more_time(rest: str, at: CaptureContext) -> MoreTimeDeed | Half:
    """``03 until 12 dec because …``."""
    before, reason = cut_because(rest)
    cut = cut_day(before, _UNTIL, at)
    until: date | Lack = cut.day if cut else Lack("Until when? Add until 12 dec or until 2w.", "until when?")
    name, _, said = (f"{cut.before} {cut.after}".strip() if cut else before).partition(" ")
    action = action_named(name, at, "Which action? Give its number.")
    why = bare(reason if reason is not None else unannounced(said))
    wanted = None if why else Lack("Why is it given more time? Add because and the reason.", "because?")
    left_over = _left_over(said, reason)
    if isinstance(action, Lack) or isinstance(until, Lack) or wanted or left_over:
        told = (
            head("More time"),
            None if isinstance(action, Lack) else chip(ChipKind.WHAT, action.reference),
            None if isinstance(until, Lack) else when_chip(until, at, "until"),
            why_chip(why) if why else None,
        )
        return lacking(told, action, until, wanted, left_over)
    return MoreTimeDeed(reference=action.reference, due_on=until, reason=why)


def note_instead(rest: str, at: CaptureContext) -> NoteFromActionDeed | Half:
    """An action of the item in hand becomes a paragraph."""
    own = tuple(a for a in at.actions if a.of_this_item)
    if not rest and len(own) == 1:
        return NoteFromActionDeed(reference=own[0].reference)
    action = action_named(rest, at, "Which action of this item? Give its number.", among=own)
    if isinstance(action, Lack):
        return lacking((head("Note instead of action"),), action)
    return NoteFromActionDeed(reference=action.reference)


def action_named(
    typed: str, at: CaptureContext, ask: str, *, among: tuple[KnownAction, ...] | None = None
) -> KnownAction | Lack:
    """The action of that reference or number; of several, the one about the item in hand.

    Args:
        typed: ``SAFE-2026-11/03``, ``11/03``, ``03``, ``3``.
        at: The actions that a line may name.
        ask: What to say where nothing is typed.
        among: Only these; None for all.
    """
    known = at.actions if among is None else among
    words = fold(typed).strip(" .,;:#")
    if not words:
        return Lack(ask, "which action?")
    found = [a for a in known if _is_named(a.reference, words)]
    if len(found) > 1:
        found = _about_item(found, at) or found
    if len(found) == 1:
        return found[0]
    if found:
        told = " or ".join(f"{a.reference} ({agency_words(a.agency, at)}: {elided(a.what)})" for a in found[:3])
        return Lack(f"“{typed}” may be {told}. Type more of its reference.", "which action?")
    where = "of this item " if among is not None else ""
    return Lack(f"No action {where}has the number “{typed[:40]}”.{_known(known)}", "which action?")


def _known(known: Iterable[KnownAction]) -> str:
    references = [a.reference for a in known]
    if not references:
        return ""
    return f" There are {', '.join(references[:4])}{', …' if len(references) > 4 else ''}."


def _is_named(reference: str, words: str) -> bool:
    folded = fold(reference)
    if folded == words:
        return True
    if words.isdigit():
        number = folded.rpartition("/")[2]
        return number.isdigit() and int(number) == int(words)
    return "/" in words and (folded.endswith(f"-{words}"))


def _about_item(found: list[KnownAction], at: CaptureContext) -> list[KnownAction]:
    item = at.item
    if item is None:
        return []
    own = [a for a in found if (item.local_id and f"({item.local_id})" in a.about) or a.about == item.words]
    return own if len(own) == 1 else []


def _successor(typed: str, at: CaptureContext) -> str | Lack:
    """An action the context knows, or the whole reference of another panel's."""
    if _REFERENCE.fullmatch(typed) and all(fold(a.reference) != fold(typed) for a in at.actions):
        return typed
    found = action_named(typed, at, "Which action takes its place?")
    return found if isinstance(found, Lack) else found.reference

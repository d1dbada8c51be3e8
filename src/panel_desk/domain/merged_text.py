"""What stands in the editor and what the record says now, brought together: nothing that either holds is lost."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class Change(Struct, frozen=True):
    """One stretch of a text that was replaced."""

    start: int
    end: int
    """Where in the text before."""
    put: str


def change(before: str, after: str) -> Change:
    """The shortest single stretch by which a text became another; an empty one where they are equal."""
    shorter = min(len(before), len(after))
    start = _alike(shorter, lambda count: before[:count] == after[:count])
    end = _alike(shorter - start, lambda count: before[len(before) - count :] == after[len(after) - count :])
    return Change(start, len(before) - end, after[start : len(after) - end])


def merged(base: str, theirs: str, mine: str) -> str:
    """What the editor should hold.

    Args:
        base: What both once agreed on: the text that was handed to the record.
        theirs: What the record says now.
        mine: What stands in the editor now, where somebody may have typed on meanwhile.
    """
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    record, typed = change(base, theirs), change(base, mine)
    if typed.end <= record.start:
        return _both(base, typed, record)
    if record.end <= typed.start:
        return _both(base, record, typed)
    # Both changed the same words: what was typed stays, and what the record added goes below it.
    added = record.put.strip()
    return mine if not added or added in mine else f"{mine.rstrip()}\n\n{added}"


def _alike(most: int, same: Callable[[int], bool]) -> int:
    """The longest count at which two texts are the same, found by halving: a loop over thirty pages is felt."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if same(middle) else (low, middle - 1)
    return low


def _both(base: str, first: Change, second: Change) -> str:
    return f"{base[: first.start]}{first.put}{base[first.end : second.start]}{second.put}{base[second.end :]}"

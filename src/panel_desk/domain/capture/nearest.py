"""The word that was probably meant, where one was mistyped."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(typed: str, known: Iterable[str]) -> str:
    """The known word fewest slips away (a letter wrong, missing, too many, or two swapped); empty where none is near.

    One slip in words of three to five letters, two in longer ones.
    """
    allowed = 0 if len(typed) < 3 else 1 if len(typed) < 6 else 2
    if not allowed or len(typed) > 40:
        return ""
    letters = set(typed)
    # A slip changes at most two letters of the set; most words fall out here.
    likely = (w for w in known if abs(len(w) - len(typed)) <= allowed and len(letters ^ set(w)) <= 2 * allowed)
    close = [(_slips(typed, word, allowed), word) for word in likely]
    best = min((found for found in close if found[0] <= allowed), default=None)
    return best[1] if best else ""


def _slips(one: str, other: str, most: int) -> int:
    """Slips between two words; any number above the most where there are more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, target in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]

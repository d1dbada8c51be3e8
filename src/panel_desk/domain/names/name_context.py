"""Whether a word with a capital is a name where it stands, and not a month, a street or the first of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from panel_desk.domain.names.name_runs import Run, between
from panel_desk.domain.names.name_words import MONTHS, ORDINARY, PLACES

_SHORTEST_PART = 3
_IN_TIME = frozenset(
    ("in", "by", "until", "till", "since", "from", "of", "last", "next", "early", "late", "mid", "before", "after")
)
_NO_NAME_BEFORE = frozenset(("the", "a", "an", "he", "she", "it", "they", "we", "you", "i", "this", "that", "there"))
"""What follows “Will” or “May” where a sentence begins with it and it is no name."""
_SENTENCE_ENDS = frozenset('.!?:;•*\n\r“"([–-/|')


def is_a_name(text: str, runs: Sequence[Run], at: int, *, far: bool, single: bool) -> bool:
    """Judge by what stands beside it.

    Args:
        text: ``plain``.
        runs: Of it.
        at: Which one; it has a capital.
        far: Whether the text is hardly about the child, so that a word which is no name in the first place counts
            only where it must be one.
        single: Whether the name is this run alone: ``Young``, not ``O'Brien``.
    """
    run = runs[at]
    before, after = runs[at - 1] if at else None, runs[at + 1] if at + 1 < len(runs) else None
    if single and len(run.word) < _SHORTEST_PART and text[run.start : run.end].isupper():
        return False
    if run.word in MONTHS and (far or _is_time(before, after)):
        return False
    ordinary = single and run.word in ORDINARY
    if not far:
        begins = ordinary and _begins_sentence(text, run)
        return not (begins and after is not None and after.word in _NO_NAME_BEFORE)
    if _is_of_a_thing(text, before, run, after):
        return False
    if not ordinary or text.startswith(("'s", "'S"), run.end):
        return True
    alone = not _beside(text, before, run) and not _beside(text, run, after)
    return alone and not _begins_sentence(text, run)


def _is_of_a_thing(text: str, before: Run | None, run: Run, after: Run | None) -> bool:
    """Whether it is part of the name of a street or a body: “Archer Street”, “St. Thomas”."""
    if after is not None and after.word in PLACES and _beside(text, run, after):
        return True
    return before is not None and before.word in {"st", "saint"} and _beside(text, before, run, gaps=" .")


def _beside(text: str, one: Run | None, other: Run | None, gaps: str = " ") -> bool:
    """Whether two words with capitals stand side by side, as in the name of something else."""
    if one is None or other is None or not (one.capital and other.capital):
        return False
    return between(text[one.end : other.start]) in set(gaps)


def _is_time(before: Run | None, after: Run | None) -> bool:
    is_number = any(run is not None and run.word.isdigit() for run in (before, after))
    return is_number or (before is not None and before.word in _IN_TIME)


def _begins_sentence(text: str, run: Run) -> bool:
    """Whether nothing stands before it in its sentence; in brackets of its own it is a name."""
    led = text[: run.start].rstrip(" ")
    if led.endswith("(") and text.startswith(")", run.end):
        return False
    return not led or led[-1] in _SENTENCE_ENDS

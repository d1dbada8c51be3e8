"""What becomes of typed text when the record moves under it: paragraphs put in and taken out, and nothing lost."""

from __future__ import annotations

import re

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
BREAK = "\n\n"
"""Between two paragraphs."""


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, without the blank lines between them."""
    return tuple(p.strip() for p in _BLANK_LINE.split(text) if p.strip())


def with_paragraph(text: str, paragraph: str) -> str:
    """A text with one more paragraph at its end."""
    return BREAK.join(filter(None, (text.rstrip(), paragraph.strip())))


def without_paragraph(text: str, paragraph: str) -> str | None:
    """A text without the last paragraph that reads so; None where it has none."""
    found = list(paragraphs(text))
    wanted = paragraph.strip()
    if wanted not in found:
        return None
    place = len(found) - 1 - found[::-1].index(wanted)
    return BREAK.join([*found[:place], *found[place + 1 :]])


def both(recorded: str, typed: str) -> str:
    """A text that holds what was recorded meanwhile and what was typed; recorded paragraphs first."""
    if not recorded.strip() or recorded.strip() in typed:
        return typed
    if not typed.strip() or typed.strip() in recorded:
        return recorded
    there = set(paragraphs(recorded))
    return BREAK.join([recorded.rstrip(), *(p for p in paragraphs(typed) if p not in there)])


def rebased(typed: str, before: str, after: str) -> str:
    """What stands in the editor once the record under it has changed, by an undo or a redo.

    Args:
        typed: As it stands in the editor.
        before: What was recorded under it.
        after: What is recorded now.
    """
    if typed == before:
        return after
    if after.startswith(before) and typed.startswith(after):
        # What came back is in the editor already.
        return typed
    if before and typed.startswith(before):
        begins = _within_paragraph(before, typed)
        if begins is not None:
            return _with_longer(after, before[begins:], typed[begins:])
        rest = typed[len(before) :]
        return after + rest if after else rest.lstrip("\n")
    return both(after, typed)


def _within_paragraph(before: str, typed: str) -> int | None:
    """Where the last recorded paragraph begins, where typing has gone on in it; None where it stands as recorded."""
    body, rest = before.rstrip(), typed[len(before) :]
    between = typed[len(body) : len(typed) - len(rest.lstrip())]
    if not body or not rest.strip() or _BLANK_LINE.search(between):
        return None
    return max((found.end() for found in _BLANK_LINE.finditer(body)), default=0)


def _with_longer(text: str, paragraph: str, longer: str) -> str:
    """A text in which a paragraph has grown: in its place, or at the end where the text has it no more.

    What was added to a paragraph says nothing without it, and would say something else behind another.
    """
    found = list(paragraphs(text))
    if paragraph.strip() not in found:
        return with_paragraph(text, longer)
    place = len(found) - 1 - found[::-1].index(paragraph.strip())
    found[place] = longer.strip()
    return BREAK.join(found)

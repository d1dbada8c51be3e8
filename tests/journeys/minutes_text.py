"""Composed minutes as plain lines, so that a person can write down what they must say and a test can compare."""

from __future__ import annotations

from collections.abc import Iterator

from panel_desk.domain.calendar import date_words
from panel_desk.domain.minutes.minutes import ActionTable, AttendanceTable, Block, Minutes, Resolved, Text


def minutes_text(minutes: Minutes) -> str:
    """Every word of the minutes in their order; what is small and grey stands in round brackets."""
    return "\n".join(_lines(minutes)) + "\n"


def _lines(minutes: Minutes) -> Iterator[str]:
    yield minutes.title
    yield from (f"{label}: {value}" for label, value in minutes.facts)
    for section in minutes.sections:
        yield f"{section.number} {section.title}"
        for item in section.items:
            if item.heading:
                yield f"{item.number} {item.heading}"
            for block in item.blocks:
                yield from (f"  {line}" for line in _block(block))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Text():
            words = f"{block.label} {block.text}".strip()
            yield f"({words})" if block.muted else words
        case Resolved():
            yield f"{block.verb} {block.words}"
            rest = (block.risk, block.held_by, block.review, *block.dissent, block.standing)
            yield from (f"  {words}" for words in rest if words)
        case ActionTable():
            for line in block.lines:
                due = date_words(line.due_on) if line.due_on else ""
                state = (line.status, line.reason) if block.carried else ()
                yield " | ".join(filter(None, (line.reference, line.what, line.owner, due, *state)))
        case AttendanceTable():
            yield from (f"{line.name} | {line.agency_and_role} | {line.attendance}" for line in block.lines)

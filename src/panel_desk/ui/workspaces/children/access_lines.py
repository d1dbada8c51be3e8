"""What the subject access dialog shows: entries, places to be read, and what was taken out; no Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from msgspec import Struct

from panel_desk.domain.calendar import count_words
from panel_desk.domain.keeping.subject_access import HeldEntry, Reading, Redaction, SubjectAccess

_BESIDE = "Beside it:"
_FROM = "From:"


class AccessLine(Struct, frozen=True, kw_only=True):
    """One line of the dialog’s table."""

    id: str
    entry: str
    """Key of the entry it belongs to; empty for a line of what was taken out."""
    what: str
    detail: str
    words: str
    """What stands in the pane when it is chosen."""
    is_read: bool = False
    labels: tuple[str, ...] = ()
    """What stands before words in the pane and is no part of them."""


def to_read(access: SubjectAccess, read: Set[str]) -> tuple[AccessLine, ...]:
    """The places a person must read, those not read yet first."""
    entries = _entries(access)
    lines = [
        AccessLine(
            id=one.id,
            entry=one.entry,
            what=_label_first(one.where),
            detail=one.why,
            words=_place_words(entries[one.entry], one),
            is_read=one.id in read,
            labels=_labels(entries[one.entry]),
        )
        for one in access.to_read
    ]
    return tuple(sorted(lines, key=lambda line: line.is_read))


def everything(access: SubjectAccess) -> tuple[AccessLine, ...]:
    """Every entry as it would be handed over."""
    return tuple(
        AccessLine(
            id=entry.key,
            entry=entry.key,
            what=f"{entry.title}{f', {entry.when}' if entry.when else ''}",
            detail=section.title,
            words=_entry_words(entry),
            labels=_labels(entry),
        )
        for section in access.sections
        for entry in section.entries
    )


def taken_out(access: SubjectAccess) -> tuple[AccessLine, ...]:
    """What is not handed over, each with its reason; never what it was."""
    return tuple(
        AccessLine(
            id=f"{number}",
            entry="",
            what=_label_first(one.where),
            detail=f"{one.kind.value[:1].upper()}{one.kind.value[1:]}",
            words=_redaction_words(one),
        )
        for number, one in enumerate(access.redactions)
    )


def summary(access: SubjectAccess, read: Set[str]) -> str:
    """``57 entries held. Third parties taken out at 12 places. 19 places to be read, 4 of them read.``"""
    entries = sum(len(section.entries) for section in access.sections)
    times = sum(one.times for one in access.redactions)
    done = sum(one.id in read for one in access.to_read)
    waiting = len(access.to_read) - done
    rest = (
        f"{count_words(waiting, 'place')} still to be read before it goes out."
        if waiting
        else "Every place that must be read has been read."
        if access.to_read
        else "No place must be read first; read all of it all the same."
    )
    held = count_words(entries, "entry", "entries")
    return f"{held} held. Third parties taken out at {count_words(times, 'place')}. {rest}"


def is_all_read(access: SubjectAccess, read: Set[str]) -> bool:
    """Whether every place that must be read has been."""
    return all(one.id in read for one in access.to_read)


def marked_words(marked: str, line: AccessLine) -> tuple[str, ...]:
    """The words that are marked in the pane, a paragraph each, without the labels that stand before them there.

    Args:
        marked: As Qt gives it: U+2029 between paragraphs.
        line: The line in hand, whose words the pane shows.
    """
    found = []
    for part in re.split(r"[\u2028\u2029\n]+", marked):
        words = part.strip()
        for label in line.labels:
            if words.startswith(f"{label}:"):
                words = words.removeprefix(f"{label}:").strip()
                break
        if words and words not in {_BESIDE, _FROM}:
            found.append(words)
    return tuple(dict.fromkeys(found))


def _label_first(where: str) -> str:
    """``Discussion – SAFE-2026-10: J.M. (104233)``: what differs from line to line stands first."""
    title, found, label = where.rpartition(": ")
    return f"{label} – {title}" if found else where


def _entries(access: SubjectAccess) -> Mapping[str, HeldEntry]:
    return {entry.key: entry for section in access.sections for entry in section.entries}


def _place_words(entry: HeldEntry, one: Reading) -> str:
    """The words of the place itself first, then the rest of its entry."""
    here = entry.lines[one.line]
    rest = [line for at, line in enumerate(entry.lines) if at != one.line]
    lines = [f"{here.label}: {here.text}"]
    if rest:
        lines += ["", _BESIDE, *(f"{line.label}: {line.text}" for line in rest)]
    return "\n".join(lines)


def _labels(entry: HeldEntry) -> tuple[str, ...]:
    """The longest first: one may begin with another."""
    return (*sorted({line.label for line in entry.lines}, key=len, reverse=True), _FROM.rstrip(":"))


def _entry_words(entry: HeldEntry) -> str:
    return "\n".join(_entry_lines(entry))


def _entry_lines(entry: HeldEntry) -> Iterator[str]:
    if entry.withheld:
        yield f"Not handed over: {entry.withheld}"
    for line in entry.lines:
        yield f"{line.label}: {line.text}"
    if entry.source:
        yield ""
        yield f"{_FROM} {entry.source}"


def _redaction_words(one: Redaction) -> str:
    count = f"\n{count_words(one.times, 'time')} in this line." if one.times > 1 else ""
    return f"{one.where}\n\n{one.reason}{count}"

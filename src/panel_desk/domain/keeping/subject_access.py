"""Everything held on one child as it may be handed over: sections of entries, and what was taken out of them and why.

Source of the rule: UK GDPR article 15 and Data Protection Act 2018, schedule 2, paragraphs 16 and 17: a third party is
taken out unless they agreed or it is reasonable without; a professional who acted in that role stays.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import Enum

import msgspec
from msgspec import Struct
from msgspec.structs import replace


class RedactionKind(Enum):
    """Whose words were taken out; never who."""

    CHILD = "another child"
    CONCERN = "a person of concern"
    FAMILY = "family or friends"
    REFERRER = "a private person who made a referral"
    PLACE = "a place of concern"
    BY_HAND = "taken out by the person who read it"


class Redaction(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that is not handed over: where it stood, of what kind and why; never the words themselves."""

    where: str
    """The entry and the line of it: ``SAFE-2026-11, item 3.2: Discussion``."""
    kind: RedactionKind
    reason: str
    """A sentence."""
    times: int = 1
    """How often in that line."""


class Reading(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What no rule can judge: a person reads it before anything goes out."""

    id: str
    """Of the place alone, and the same after more was taken out; another one once other words stand there."""
    entry: str
    """The entry's key, for taking it out as a whole."""
    line: int
    """Which line of the entry, from 0."""
    where: str
    why: str
    """A sentence."""


class HeldLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing said: a label and its words."""

    label: str
    text: str
    check: str = ""
    """Why a person is to read these words before they go out; empty where no need."""


class HeldEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing held: a referral, an episode, an item of a meeting."""

    key: str
    """Stable while the record stands and tells nothing of it: ``referral:5d1f0c3a9b42``; when it is handed over, the
    entry's number in its section."""
    title: str
    lines: tuple[HeldLine, ...]
    when: str = ""
    """The day or time in words."""
    source: str = ""
    """Where it comes from: the file and when it was added, or the meeting, or who entered it."""
    withheld: str = ""
    """Why the whole of it is not handed over; its lines are then empty."""


class HeldSection(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Entries of one sort."""

    key: str
    title: str
    entries: tuple[HeldEntry, ...]
    intro: str = ""
    """What this is, for somebody who does not know the desk."""
    empty: str = ""
    """The sentence that stands where nothing is held."""


class TakeOut(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the person who read it takes out on top: words wherever they stand, or a whole entry."""

    reason: str
    words: str = ""
    """Empty: ``entry`` says what."""
    entry: str = ""
    kind: RedactionKind = RedactionKind.BY_HAND


class SubjectAccess(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything held on one child, third parties taken out, as it would be handed over."""

    council: str
    local_id: str
    initials: str
    name: str
    title: str
    """``Everything held on Jordan Marsh (104233)``."""
    made_at: datetime
    made_words: str
    """``22 November 2026, 10:42``."""
    facts: tuple[tuple[str, str], ...]
    """What stands at the head of the document."""
    sections: tuple[HeldSection, ...]
    redactions: tuple[Redaction, ...] = ()
    to_read: tuple[Reading, ...] = ()
    """What a person must read before it goes out."""
    about: tuple[str, ...] = ()
    """Sentences on what this document is, what stays in it, and what was taken out in general."""
    fictional: bool = False
    digest: str = ""
    """Of all of it as a person reads it: what is handed over must have the same. Empty in what is handed over."""


def entry_key(sort: str, *told_by: object) -> str:
    """A key that does not tell what it is made from: the table and row of a record, or a line of a list.

    Args:
        sort: What stands before the colon.
        told_by: Whatever tells this one from all others of its sort.
    """
    told = "\x1f".join(one if isinstance(one, str) else msgspec.json.encode(one).decode() for one in told_by)
    return f"{sort}:{hashlib.sha256(told.encode()).hexdigest()[:_KEY_LETTERS]}"


def digest_of(access: SubjectAccess) -> str:
    """Tells whether two are the same to who reads them; when each was made is aside."""
    read = msgspec.json.encode((access.local_id, access.facts, access.sections, access.redactions, access.to_read))
    return hashlib.sha256(read).hexdigest()[:_DIGEST_LETTERS]


def for_handing_over(access: SubjectAccess) -> SubjectAccess:
    """The same without what is for who reads it first; entries are numbered, because a key is made from a record."""
    return replace(access, to_read=(), digest="", sections=tuple(_handed(section) for section in access.sections))


def _handed(section: HeldSection) -> HeldSection:
    entries = (
        replace(
            entry,
            key=f"{section.key}:{number}",
            lines=tuple(HeldLine(label=line.label, text=line.text) for line in entry.lines),
        )
        for number, entry in enumerate(section.entries, 1)
    )
    return replace(section, entries=tuple(entries))


_KEY_LETTERS, _DIGEST_LETTERS = 12, 16

"""Everything held on one child as it may be handed over: sections of entries, and what was taken out of them and why.

Source of the rule: UK GDPR article 15 and Data Protection Act 2018, schedule 2, paragraphs 16 and 17: a third party is
taken out unless they agreed or it is reasonable without; a professional who acted in that role stays.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from msgspec import Struct


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

    entry: str
    """The entry's key, for taking it out as a whole."""
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
    """Stable while the record stands: ``referral:2026-03-03:Police``."""
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

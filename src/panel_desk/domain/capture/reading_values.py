"""What reading a captured line gives: the deed that Enter will record, or what is missing, and how to go on."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from panel_desk.domain.capture.deeds import CapturedDeed


class ChipKind(Enum):
    """What a chip tells."""

    DEED = "deed"
    """What will happen: ``Action``, ``Decision``."""
    WHO = "who"
    WHAT = "what"
    WHEN = "when"
    WHY = "why"
    WARNING = "warning"
    """It will be recorded, and somebody should look twice: the due day is a bank holiday."""
    MISSING = "missing"
    """Nothing is recorded before this is given."""


class CaptureChip(Struct, frozen=True):
    """One short piece of what Enter will record."""

    kind: ChipKind
    words: str


class Completion(Struct, frozen=True, kw_only=True):
    """Something that may stand at the cursor."""

    start: int
    """Where in the line it begins."""
    end: int
    """Where what it replaces ends."""
    text: str
    """What the line holds there once it is chosen."""
    words: str
    """As the list shows it."""
    aside: str = ""
    """Beside it, muted: ``Police, detective sergeant``."""


class Reading(Struct, frozen=True, kw_only=True):
    """A line as it is understood."""

    deed: CapturedDeed | None = None
    """None: Enter records nothing."""
    chips: tuple[CaptureChip, ...] = ()
    """What Enter will record, no more and no less."""
    missing: str = ""
    """What the line lacks or what in it is ambiguous, as a sentence; empty where there is a deed."""
    completions: tuple[Completion, ...] = ()

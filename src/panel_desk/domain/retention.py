"""How long each class of record is kept, what is due to go, and what holds it back."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from panel_desk.domain.retained import RecordClass


class KeptFor(Struct, frozen=True, kw_only=True):
    """The period of one class, with where it comes from."""

    record_class: RecordClass
    years: int
    """0: never due."""
    counted_from: str
    """``the child’s 18th birthday, or the last entry if that is later``."""
    default_years: int
    source: str
    """Where the default comes from, as a sentence."""
    set_here: bool
    """Whether the council set it."""


class DueForReview(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something whose time is over, and what holds it back all the same."""

    record_class: RecordClass
    key: str
    """Names it to ``purge``; holds no name of a child."""
    what: str
    """Without a name: ``SAFE-2019-04``, ``12 lists before 1 April 2019``."""
    about: str = ""
    """Initials and local ID, where it is of one child."""
    last_on: date
    """The day its period is counted from."""
    due_since: date
    events: int
    """How many entries of the journal would be emptied."""
    held_by: tuple[str, ...] = ()
    """Sentences; empty: nothing holds it back."""

    @property
    def may_go(self) -> bool:
        """Whether nothing holds it back."""
        return not self.held_by


class PurgeDone(Struct, frozen=True, kw_only=True):
    """What a purge did, to be told to who ordered it."""

    records: int
    events: int
    files: int
    """Archived files that went too."""
    drafts: int
    sentences: tuple[str, ...]
    """What was emptied, what the file holds now, and which backups still hold it."""


class Purged(Struct, frozen=True, kw_only=True):
    """One line of the register of what was purged."""

    record_class: RecordClass
    what: str
    events: int
    kept_until: date
    reason: str
    approved_by: str
    on: date

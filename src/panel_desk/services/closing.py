"""The end of a meeting in one press: closed, minutes drafted, sheets and letters made, the next meeting planned."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from msgspec import Struct

from panel_desk.domain.closing_checks import ClosingCheck
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.services.book import Book
from panel_desk.services.planning import MeetingPlan
from panel_desk.services.publishing import say_nothing


class ChaseWhat(Enum):
    """Whose owners get a letter."""

    NONE = "none"
    OVERDUE = "overdue"
    EARLIER = "earlier"
    """Open actions of earlier meetings; those of this one are told by the sheets."""
    ALL = "all"


class ClosingChoice(Struct, frozen=True, kw_only=True):
    """What the press makes beside closing the meeting."""

    minutes: bool = True
    """The draft minutes, as the chair's copy."""
    sheets: bool = True
    """One decisions-and-actions sheet for each agency that has something to do."""
    chase: ChaseWhat = ChaseWhat.EARLIER
    next_meeting: MeetingPlan | None = None
    """The next meeting, to be planned with an agenda proposed; None: plan none."""


class PaperMade(Struct, frozen=True, kw_only=True):
    """One file."""

    kind: str
    """``minutes``, ``action sheet`` or ``letter``."""
    title: str
    """``Decisions and actions: Police``."""
    path: Path


class Closed(Struct, frozen=True, kw_only=True):
    """What one press has made."""

    meeting_id: MeetingId
    reference: str
    folder: Path | None
    """A new folder inside the chosen one; None where no file was made."""
    papers: tuple[PaperMade, ...] = ()
    next_meeting: MeetingId | None = None
    next_words: str = ""
    """``SAFE-2026-12 on Thursday 17 December 2026: 3 deferred items are on its agenda``."""
    sentences: tuple[str, ...] = ()
    """What was made, one sentence each."""


class Closing:
    """Closes meetings with everything that follows."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def checklist(self, meeting_id: MeetingId) -> tuple[ClosingCheck, ...]:
        """What is left to look at; nothing is written."""
        raise NotImplementedError

    def proposed(self, actor: PersonId, meeting_id: MeetingId) -> ClosingChoice:
        """What the press makes unless somebody chooses otherwise."""
        raise NotImplementedError

    def close(
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        folder: Path,
        choice: ClosingChoice,
        tell: Callable[[str, float | None], None] = say_nothing,
    ) -> Closed:
        """Close the meeting where it still sits, and make its papers: all of it, or nothing."""
        raise NotImplementedError

"""The end of a meeting in one press: closed, minutes drafted, sheets and letters made, the next meeting planned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import count_words, day_words, england_day
from panel_desk.domain.capture.deeds import CloseDeed
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.room.closing_checks import CheckKind, ClosingCheck, called, closing_checks
from panel_desk.services.actions import Actions
from panel_desk.services.book import Book
from panel_desk.services.closing_papers import ClosingPapers, PaperMade
from panel_desk.services.meetings import Meetings
from panel_desk.services.planning import MeetingPlan, Planning
from panel_desk.services.publishing import say_nothing
from panel_desk.services.room.recording import Recording
from panel_desk.services.room.typed_words import RoomWords, TypedWords
from panel_desk.services.staged_folder import staged_folder
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries.meetings import MeetingRow

__all__ = ["ChaseWhat", "CheckKind", "Closed", "Closing", "ClosingCheck", "ClosingChoice", "PaperMade"]

_OVER = (MeetingState.CLOSED, MeetingState.DRAFT)

Tell = Callable[[str, float | None], None]


class ChaseWhat(Enum):
    """Whose owners get a letter that asks for news."""

    NONE = "none"
    OVERDUE = "overdue"
    EARLIER = "earlier"
    """Open actions of the panel's earlier meetings; those of this one are told by the sheets, and are news already."""
    ALL = "all"


class ClosingChoice(Struct, frozen=True, kw_only=True):
    """What the press makes beside closing the meeting."""

    minutes: bool = True
    """The draft minutes, as the copy of who presided."""
    sheets: bool = True
    """One decisions-and-actions sheet for each agency that has something to do."""
    chase: ChaseWhat = ChaseWhat.EARLIER
    next_meeting: MeetingPlan | None = None
    """The next meeting, to be put in the calendar; None: none is planned."""


class Closed(Struct, frozen=True, kw_only=True):
    """What one press has made."""

    meeting_id: MeetingId
    reference: str
    folder: Path | None
    """A new folder inside the chosen one; None where no file was made."""
    papers: tuple[PaperMade, ...] = ()
    next_meeting: MeetingId | None = None
    """Planned now, or before."""
    sentences: tuple[str, ...] = ()
    """What was made, one sentence each."""


class Closing:
    """Closes meetings with everything that follows."""

    def __init__(
        self,
        book: Book,
        meetings: Meetings,
        *,
        actions: Actions,
        planning: Planning,
        papers: ClosingPapers,
        recording: Recording,
        typed_words: TypedWords,
    ) -> None:
        self._book = book
        self._meetings = meetings
        self._actions = actions
        self._planning = planning
        self._papers = papers
        self._recording = recording
        self._typed_words = typed_words

    def checklist(self, meeting_id: MeetingId, *, line: str | None = None) -> tuple[ClosingCheck, ...]:
        """What is left to look at; nothing is written.

        Args:
            meeting_id: Which meeting.
            line: What stands in the capture line now, not entered; None: what was kept of it.
        """
        meeting = self._meetings.meeting(meeting_id)
        typed = self._typed_words.unrecorded(meeting_id)
        stands = self._typed_words.line(meeting_id) if line is None else line
        return closing_checks(meeting, self._actions.of_meeting(meeting_id), tuple(typed), line=stands)

    def proposed(self, meeting_id: MeetingId) -> ClosingChoice:
        """What the press makes unless somebody chooses otherwise: a next meeting only where none is planned yet."""
        meeting = self._meetings.meeting(meeting_id)
        plan = None if self.planned_next(meeting_id) else self._planning.suggestion(meeting.definition)
        return ClosingChoice(next_meeting=plan)

    def planned_next(self, meeting_id: MeetingId) -> MeetingRow | None:
        """The panel's next meeting, where it is in the calendar already."""
        meeting = self._meetings.meeting(meeting_id)
        return meeting_queries.coming_after(self._book.db, meeting.definition.key, meeting.held_on)

    def deferred(self, meeting_id: MeetingId) -> tuple[str, ...]:
        """The items that come to the next meeting by themselves: ``7.4 J.T.``."""
        meeting = self._meetings.meeting(meeting_id)
        return tuple(
            called(meeting, item)
            for item in meeting.items
            if any(meeting.definition.outcome(made.decision.outcome).defers for made in item.decisions[-1:])
        )

    def chased(self, meeting_id: MeetingId, what: ChaseWhat) -> tuple[str, ...]:
        """The references of the actions whose owners would get a letter."""
        if what is ChaseWhat.NONE:
            return ()
        meeting, today = self._meetings.meeting(meeting_id), self._today()
        still = self._actions.open_of(meeting.definition.key)
        earlier = [action for action in still if what is ChaseWhat.ALL or action.meeting_id != meeting_id]
        return tuple(a.reference for a in earlier if what is not ChaseWhat.OVERDUE or a.is_overdue(today))

    def close(
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        folder: Path,
        choice: ClosingChoice,
        tell: Tell = say_nothing,
        *,
        words: RoomWords | None = None,
    ) -> Closed:
        """Close the meeting where it still sits, and make its papers: all of it, or nothing.

        The papers go into a new folder inside the chosen one, which appears in one step when everything is made. The
        deferred items stand in the next meeting's pool by themselves; its agenda is built later, once the case lists
        for it have come in.

        Args:
            actor: Who does it.
            meeting_id: Which meeting; one that is closed already is not closed again.
            folder: Where the folder with the papers goes.
            choice: What is made.
            tell: Is told how far it has come; what it raises stops everything, and nothing is left of it.
            words: What stands in the editor: it is recorded first.

        Raises:
            DeskError: where a rule says no, the actor may not, or the folder does not take the files. Record and
                folder are then as they were.
        """
        reference = self._meetings.meeting(meeting_id).reference
        # The folder around the transaction: where the last of it fails, the folder goes again too. It gets its name
        # before the record is kept, for a folder that cannot have one must leave the meeting open. Where the power
        # goes between the two, the folder stands and the next press makes one beside it; nothing of the record is lost.
        with staged_folder(folder, reference) as papers, self._meetings.together(meeting_id):
            self._end(actor, meeting_id, choice, words)
            made = tuple(self._make(actor, meeting_id, papers.staged, choice, tell))
            if choice.next_meeting is not None:
                tell("Planning the next meeting", 0.9)
                self._planning.plan(actor, choice.next_meeting)
            tell("Putting the papers in place", 0.95)
            final = papers.put_in_place() if made else None
        meeting, following = self._meetings.meeting(meeting_id), self.planned_next(meeting_id)
        shown = tuple(replace(paper, path=final / paper.path.name) for paper in made) if final is not None else ()
        return Closed(
            meeting_id=meeting_id,
            reference=reference,
            folder=final,
            papers=shown,
            next_meeting=following.id if following is not None else None,
            sentences=tuple(self._said(meeting, shown, following)),
        )

    def _end(self, actor: PersonId, meeting_id: MeetingId, choice: ClosingChoice, words: RoomWords | None) -> None:
        """Close it, with what is typed recorded first; the next day stands in the minutes."""
        meeting = self._meetings.meeting(meeting_id)
        if meeting.state in _OVER:
            return
        following = self.planned_next(meeting_id)
        planned = following.held_on if following is not None else None
        next_on = choice.next_meeting.held_on if choice.next_meeting is not None else planned
        self._recording.record(actor, meeting_id, CloseDeed(next_on=next_on), words=words)

    def _make(
        self, actor: PersonId, meeting_id: MeetingId, staged: Path, choice: ClosingChoice, tell: Tell
    ) -> Iterator[PaperMade]:
        """Letters last: the sheets tell of this meeting's actions before they may count as chased."""
        if choice.minutes:
            yield from self._papers.draft(actor, meeting_id, staged, tell)
        if choice.sheets:
            yield from self._papers.sheets(actor, meeting_id, staged, tell)
        yield from self._papers.letters(actor, self.chased(meeting_id, choice.chase), staged, tell)

    def _said(self, meeting: Meeting, papers: tuple[PaperMade, ...], following: MeetingRow | None) -> Iterator[str]:
        kinds = [paper.kind for paper in papers]
        yield f"{meeting.reference} is closed."
        if "minutes" in kinds:
            yield "The draft minutes are made, as the copy of who presided; nobody else has them yet."
        if sheets := [paper.title.partition(": ")[2] for paper in papers if paper.kind == "action sheet"]:
            yield f"{count_words(len(sheets), 'decisions-and-actions sheet')}: {', '.join(sheets)}."
        if letters := kinds.count("letter"):
            yield f"{count_words(letters, 'letter')} to owners of open actions, as drafts for your mail program."
        if following is not None:
            deferred = self.deferred(meeting.id)
            waits = f"; proposed for it: {', '.join(deferred)}" if deferred else ""
            # Initials end with a full stop of their own.
            yield f"Next: {following.reference} on {day_words(following.held_on)}{waits}".rstrip(".") + "."

    def _today(self) -> date:
        return england_day(self._book.now())

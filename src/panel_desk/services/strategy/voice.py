"""What children and families say, what was done because of it, and who has been told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from panel_desk.domain.calendar import england_day
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events.strategy import AnswerWithdrawn, FeedbackAnswered, FeedbackRecorded, FeedbackWithdrawn
from panel_desk.domain.figures.reporting_year import Period
from panel_desk.domain.ids import ChildId, FeedbackId, MeetingId, PanelKey, PersonId
from panel_desk.domain.names.hiding import READ_IT
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer
from panel_desk.domain.strategy.feedback_rules import (
    checked_answer,
    checked_feedback,
    placed_in,
    refuse_answer_withdrawal,
    refuse_withdrawal,
)
from panel_desk.domain.strategy.feedback_told import FeedbackLine, Spoken, YouSaidWeDid, feedback_line, you_said_we_did
from panel_desk.domain.strategy.voice_in_minutes import told_nowhere
from panel_desk.services.book import Book, Deed
from panel_desk.services.exporting import Exporting
from panel_desk.services.initials import without_names
from panel_desk.services.meetings import Meetings
from panel_desk.services.strategy.hearing import told_by
from panel_desk.services.strategy.strategy_files import export_paper
from panel_desk.services.strategy.undoing_between import undo_between
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import feedback as queries
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries import people as people_queries


class Voice:
    """Keeps feedback and its answers."""

    def __init__(self, book: Book, meetings: Meetings, exporting: Exporting) -> None:
        self._book = book
        self._meetings = meetings
        self._exporting = exporting

    def feedback(
        self,
        *,
        child_id: ChildId | None = None,
        meeting_id: MeetingId | None = None,
        panel: PanelKey | None = None,
        since: date | None = None,
        include_withdrawn: bool = False,
        today: date | None = None,
    ) -> tuple[FeedbackLine, ...]:
        """What was said, the newest first.

        Args:
            child_id: Of one child alone.
            meeting_id: Of one meeting alone.
            panel: Of one panel alone.
            since: Said on that day or later.
            include_withdrawn: What was withdrawn too, with the reason.
            today: From which day the waiting is counted; None: the desk's own.
        """
        found = queries.chosen(
            self._book.db,
            child_id=child_id,
            meeting_id=meeting_id,
            panel=panel,
            since=since,
            withdrawn=include_withdrawn,
        )
        on = today or self._today()
        nowhere = self.told_nowhere()
        return tuple(feedback_line(spoken, on, told_nowhere=nowhere) for spoken in found)

    def line(self, feedback_id: FeedbackId) -> FeedbackLine:
        """One feedback as it stands.

        Raises:
            DeskError: where there is none.
        """
        return feedback_line(self._spoken(feedback_id), self._today(), told_nowhere=self.told_nowhere())

    def told_nowhere(self) -> str:
        """Why no minutes will tell what is of no child, panel or meeting, and what to do; empty where some may."""
        return told_nowhere(people_queries.panels(self._book.db))

    def record(self, actor: PersonId, feedback: Feedback) -> Deed:
        """Keep what somebody said; the same id again puts the entry right.

        Where a meeting is given, the feedback takes its panel, and the child must be on the agenda that it has.
        Without one, the next meeting that hears of the child tells it (of a group: the next with a voice section).

        Raises:
            DeskError: see ``feedback_rules``; or where the record has no such child, panel or meeting.
        """
        before = queries.by_id(self._book.db, feedback.id)
        checked = checked_feedback(feedback, self._today(), before)
        child = child_queries.by_id(self._book.db, checked.child_id) if checked.child_id is not None else None
        if checked.child_id is not None and child is None:
            raise not_found("The desk knows no such child: its list may have been taken back.")
        checked = replace(checked, initials=child.facts.initials if child is not None else "")
        if checked.panel and people_queries.panel(self._book.db, checked.panel) is None:
            raise not_found(f"The desk has no panel {checked.panel}.")
        if before is not None and before.feedback.at_meeting != checked.at_meeting:
            self._refuse_told(checked.id)
        if checked.at_meeting is not None:
            checked = placed_in(checked, self._meetings.meeting(checked.at_meeting), before)
        return self._book.record(actor, (f"voice/{checked.id}", FeedbackRecorded(feedback=checked)))

    def answer(self, actor: PersonId, feedback_id: FeedbackId, answer: FeedbackAnswer) -> Deed:
        """Keep what was done because of it; a later answer stands beside an earlier one.

        Raises:
            DeskError: where it does not say what and by whom, its day cannot be, or the feedback was withdrawn.
        """
        checked = checked_answer(self._spoken(feedback_id), answer, self._today())
        event = FeedbackAnswered(feedback_id=feedback_id, answer=checked)
        return self._book.record(actor, (f"voice/{feedback_id}", event))

    def withdraw_answer(self, actor: PersonId, feedback_id: FeedbackId, number: int, reason: str) -> Deed:
        """An answer had been recorded by mistake: it stays to be seen, with the reason, and what was said stands.

        Args:
            actor: Who does it.
            feedback_id: What was answered.
            number: Which, of all answers that were given to it: the first is 1.
            reason: Why.

        Raises:
            DeskError: without a reason, or where there is no such answer, or none that stands.
        """
        refuse_answer_withdrawal(self._spoken(feedback_id), number, reason)
        event = AnswerWithdrawn(feedback_id=feedback_id, number=number, reason=reason.strip())
        return self._book.record(actor, (f"voice/{feedback_id}", event))

    def withdraw(self, actor: PersonId, feedback_id: FeedbackId, reason: str) -> Deed:
        """It stays to be seen, with the reason, and counts no more.

        Raises:
            DeskError: without a reason, or where it was withdrawn already.
        """
        refuse_withdrawal(self._spoken(feedback_id), reason)
        event = FeedbackWithdrawn(feedback_id=feedback_id, reason=reason.strip())
        return self._book.record(actor, (f"voice/{feedback_id}", event))

    def you_said_we_did(self, period: Period, *, today: date | None = None) -> YouSaidWeDid:
        """A period's feedback by the day it was said, what was answered apart from what waits."""
        said = self.feedback(since=period.starts_on, today=today)
        return you_said_we_did([line for line in said if line.said_on in period], period.words)

    def outside(self, period: Period, *, today: date | None = None) -> YouSaidWeDid:
        """The same as it may leave the vault: no name of a child or of a person of concern that the desk knows."""
        told = self.you_said_we_did(period, today=today)
        nameless = replace(
            told,
            answered=tuple(replace(line, name="", withdrawn_answers=(), told_nowhere="") for line in told.answered),
            waiting=tuple(replace(line, name="", withdrawn_answers=(), told_nowhere="") for line in told.waiting),
        )
        return replace(without_names(self._book.db, nameless), notes=(READ_IT,))

    def export(self, actor: PersonId, path: Path, period: Period, recipient: str) -> None:
        """Write “you said, we did” of a period as .pdf, .xlsx or .csv, and enter it.

        Raises:
            DeskError: without a recipient, for another ending, or where the file cannot be written.
        """
        export_paper(self._book, self._exporting, actor, path, self.outside(period), recipient)

    def undo(self, actor: PersonId, deed: Deed) -> Deed:
        """Take a deed back.

        Raises:
            DeskError: where something recorded since rests on it, or minutes may tell of it.
        """
        return undo_between(self._book, actor, deed)

    def _refuse_told(self, feedback_id: FeedbackId) -> None:
        for meeting_id in told_by(self._book.db, feedback_id):
            found = meeting_queries.by_id(self._book.db, meeting_id)
            if found is not None and found.closed_at is not None:
                raise refused(
                    f"The minutes of {found.reference} have told of this: it stays with that meeting.",
                    "Its words can be put right; for another meeting record it anew.",
                )

    def _spoken(self, feedback_id: FeedbackId) -> Spoken:
        found = queries.by_id(self._book.db, feedback_id)
        if found is None:
            raise not_found("The record has no such feedback.")
        return found

    def _today(self) -> date:
        return england_day(self._book.now())

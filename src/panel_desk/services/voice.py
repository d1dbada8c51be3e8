"""What children and families say, what was done because of it, and who has been told."""

from __future__ import annotations

from datetime import date

from panel_desk.domain.feedback import Feedback, FeedbackAnswer
from panel_desk.domain.feedback_told import FeedbackLine, YouSaidWeDid
from panel_desk.domain.ids import ChildId, FeedbackId, MeetingId, PanelKey, PersonId
from panel_desk.domain.reporting_year import Period
from panel_desk.services.book import Book, Deed
from panel_desk.services.meetings import Meetings


class Voice:
    """Keeps feedback and its answers."""

    def __init__(self, book: Book, meetings: Meetings) -> None:
        self._book = book
        self._meetings = meetings

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
        raise NotImplementedError

    def line(self, feedback_id: FeedbackId) -> FeedbackLine:
        """One feedback as it stands.

        Raises:
            DeskError: where there is none.
        """
        raise NotImplementedError

    def record(self, actor: PersonId, feedback: Feedback) -> Deed:
        """Keep what somebody said; the same id again puts the entry right."""
        raise NotImplementedError

    def answer(self, actor: PersonId, feedback_id: FeedbackId, answer: FeedbackAnswer) -> Deed:
        """Keep what was done because of it; a later answer stands beside an earlier one."""
        raise NotImplementedError

    def withdraw(self, actor: PersonId, feedback_id: FeedbackId, reason: str) -> Deed:
        """It stays to be seen, with the reason, and counts no more."""
        raise NotImplementedError

    def you_said_we_did(self, period: Period, *, today: date | None = None) -> YouSaidWeDid:
        """A period's feedback by the day it was said, what was answered apart from what waits."""
        raise NotImplementedError

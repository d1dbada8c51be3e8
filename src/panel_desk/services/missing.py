"""Missing children: episodes with their 72-hour clock, oversight, and what people record of returns and interviews."""

from __future__ import annotations

from datetime import date, datetime

from panel_desk.domain.cases import EpisodeRow
from panel_desk.domain.episode_lines import EpisodeLine, Oversight, Raised
from panel_desk.domain.ids import EpisodeId, InterviewId, PersonId
from panel_desk.domain.interviews import ReturnInterview
from panel_desk.domain.reporting_year import Period
from panel_desk.services.book import Book, Deed


class MissingChildren:
    """Reads and records missing episodes and return interviews."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def episodes(self, today: date, *, since: date | None = None) -> tuple[EpisodeLine, ...]:
        """Every episode: open ones first, then the newest; clocks stand as at the desk’s own time.

        Args:
            today: Episodes that start later are left out.
            since: Only episodes that began on or after this day, and those still open; None: all.
        """
        raise NotImplementedError

    def oversight(self, period: Period, *, now: datetime) -> Oversight:
        """The measures of the missing episodes that began in a period, by month, team and provider.

        Args:
            period: Both days included.
            now: Any zone; decides what is overdue.
        """
        raise NotImplementedError

    def raised(self, now: datetime) -> tuple[Raised, ...]:
        """What a person should look at, by child and start."""
        raise NotImplementedError

    def record_episode(self, actor: PersonId, row: EpisodeRow) -> EpisodeId:
        """Enter an episode by hand; a return already known is part of the row.

        Raises:
            DeskError: where its times cannot be, or the child has an open episode or one that starts within an hour.
        """
        raise NotImplementedError

    def correct_episode(self, actor: PersonId, key: EpisodeId, row: EpisodeRow) -> Deed:
        """Put right an episode that was entered by hand."""
        raise NotImplementedError

    def record_return(
        self, actor: PersonId, local_id: str, key: EpisodeId, ended_at: datetime, *, time_known: bool = True
    ) -> Deed:
        """A child is back, before a list says so.

        Args:
            actor: Who enters it.
            local_id: The child’s, as ``EpisodeLine`` has it.
            key: Of the open episode.
            ended_at: England’s wall clock, without a zone.
            time_known: False where only the day is known.
        """
        raise NotImplementedError

    def set_aside(self, actor: PersonId, local_id: str, key: EpisodeId, reason: str) -> Deed:
        """An episode that no longer counts: told twice, or cannot have been. Undo brings it back."""
        raise NotImplementedError

    def record_interview(self, actor: PersonId, interview: ReturnInterview) -> Deed:
        """An interview as it stands now, new or carried on under its own id; it may be about several episodes."""
        raise NotImplementedError

    def withdraw_interview(self, actor: PersonId, interview_id: InterviewId, reason: str) -> Deed:
        """An interview had been recorded by mistake."""
        raise NotImplementedError

    def match(self, actor: PersonId, source_id: str, local_id: str, reason: str) -> Deed:
        """Say whose the episodes under an unknown number are.

        Args:
            actor: Who says so.
            source_id: The number the list gives.
            local_id: The child’s own on this desk; empty: nobody the desk knows.
            reason: Why, for the record.
        """
        raise NotImplementedError

"""Missing children: episodes with their 72-hour clock, oversight, and what people record of returns and interviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from msgspec.structs import replace

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events.missing import (
    EpisodeRecorded,
    EpisodeReturned,
    EpisodeSetAside,
    EpisodesMatched,
    InterviewRecorded,
    InterviewWithdrawn,
)
from panel_desk.domain.figures.reporting_year import Period
from panel_desk.domain.ids import EpisodeId, InterviewId, PersonId, new_id
from panel_desk.domain.missing.episode_lines import EpisodeLine, Oversight, Raised
from panel_desk.domain.missing.episodes import distinct
from panel_desk.domain.missing.interview_measures import oversight
from panel_desk.domain.missing.interviews import ListedEpisode, ReturnInterview
from panel_desk.services.book import Book, Deed
from panel_desk.services.exporting import Exporting
from panel_desk.services.leaving import named_recipient
from panel_desk.services.missing import episode_telling as telling
from panel_desk.services.missing import missing_checks as checks
from panel_desk.services.missing.episode_telling import OneChild
from panel_desk.services.missing.missing_files import MissingReport, outside, report_bytes
from panel_desk.vault.queries import episodes as queries
from panel_desk.vault.queries.cross_reference import thresholds
from panel_desk.vault.queries.episodes import KnownEpisode

_BEFORE = timedelta(days=60)
"""An episode is looked at with those before it: what it overlaps with, and which interviews cover it."""


class MissingChildren:
    """Reads and records missing episodes and return interviews."""

    def __init__(self, book: Book, exporting: Exporting) -> None:
        self._book = book
        self._exporting = exporting

    def episodes(self, today: date, *, since: date | None = None) -> tuple[EpisodeLine, ...]:
        """Every episode: open ones first, then the newest.

        Args:
            today: Clocks stand as at the desk’s own time where it is that day, else at its end; episodes that start
                later are left out.
            since: Only episodes that began on or after this day, and those still open; None: all.
        """
        return self._lines(self._children(since), self._moment(today), since)

    def oversight(self, period: Period, *, now: datetime) -> Oversight:
        """The measures of the episodes that began in a period, by month, team and provider.

        Those after which the desk asks for an interview: every one, or missing ones alone (``Thresholds``).

        Args:
            period: Both days included.
            now: Decides what is overdue and who is missing; with a zone, or England’s wall clock without one.
        """
        return self._oversight(period, self._children(period.starts_on), _wall(now))

    def raised(self, now: datetime) -> tuple[Raised, ...]:
        """What a person should look at, by child and start; ``now`` as ``oversight`` takes it."""
        at = _wall(now)
        return tuple(one for child in self._children(None) for one in telling.raised(child, at))

    def report(self, period: Period, *, now: datetime) -> MissingReport:
        """What may leave the desk of a period: measures, episodes and what is raised about them, without names."""
        as_of, children = _wall(now), self._children(period.starts_on)
        lines = tuple(
            line
            for line in self._lines(children, as_of, period.starts_on)
            if line.is_open or line.started_at.date() in period
        )
        shown = {(line.local_id, key) for line in lines for key in line.keys}
        found = MissingReport(
            oversight=self._oversight(period, children, as_of),
            episodes=lines,
            raised=tuple(
                one for child in children for one in telling.raised(child, as_of) if (one.local_id, one.key) in shown
            ),
        )
        return outside(self._book, found)

    def export(self, actor: PersonId, report: MissingReport, path: Path, recipient: str) -> None:
        """Write a report as .pdf, .xlsx or .csv, and enter the export: both, or neither.

        Raises:
            DeskError: without a recipient, for another ending, or where the file cannot be written.
        """
        to = named_recipient(recipient)
        content = report_bytes(self._book, report, path, to)
        what, rows = "missing children", len(report.episodes)
        self._exporting.file(actor, path, content, what=what, title=report.title, recipient=to, rows=rows)

    def key_of(self, local_id: str, source_id: str) -> EpisodeId:
        """The key of a child’s episode by the number its source gives it; of several with one number, the newest.

        Raises:
            DeskError: where no episode of the child has the number.
        """
        told = [e.key for e in queries.of_child(self._book.db, local_id) if e.row.source_id == source_id]
        if not told:
            raise not_found(f"No episode of {local_id} has the number {source_id}.")
        return told[-1]

    def record_episode(self, actor: PersonId, row: EpisodeRow) -> EpisodeId:
        """Enter an episode by hand; a return already known is part of the row.

        The number may be one that no child of the desk has: such an episode waits to be matched.

        Raises:
            DeskError: where its times cannot be, or the child has an open episode or one that starts within an hour.
        """
        key = EpisodeId(new_id())
        self._record(actor, key, row)
        return key

    def correct_episode(self, actor: PersonId, key: EpisodeId, row: EpisodeRow) -> Deed:
        """Put right an episode that was entered by hand.

        Raises:
            DeskError: where it was told by a list or is another child’s, or as ``record_episode``.
        """
        (found, *others) = self._told(row.local_id.strip(), key)
        if others or not found.entered:
            raise refused(
                "A list tells this episode, so it is put right there.",
                "Correct it in the system the list comes from, or set it aside with a reason.",
            )
        return self._record(actor, key, replace(row, local_id=found.listed_as), of=found.local_id)

    def record_return(
        self, actor: PersonId, local_id: str, key: EpisodeId, ended_at: datetime, *, time_known: bool = True
    ) -> Deed:
        """A child is back, before a list says so; or a return entered before is put right.

        Args:
            actor: Who enters it.
            local_id: The child’s, as ``EpisodeLine`` has it.
            key: Of the open episode.
            ended_at: England’s wall clock, without a zone.
            time_known: False where only the day is known.

        Raises:
            DeskError: where the return cannot be, or the episode has ended already.
        """
        db, found = self._book.db, self._told(local_id, key)
        ended = _wall(ended_at) if time_known else datetime.combine(_wall(ended_at).date(), time())
        for one in found:
            if one.row.ended_at is not None and not queries.has_recorded_return(db, one.listed_as, key):
                raise refused(
                    "A return is recorded for this episode already.",
                    "Correct the episode." if one.entered else "The list says when: correct it where the list is made.",
                )
            checks.refuse_impossible(replace(one.row, ended_at=ended, end_time_known=time_known), self._now())
        events = [
            EpisodeReturned(local_id=one.listed_as, episode_id=key, ended_at=ended, end_time_known=time_known)
            for one in found
        ]
        return self._book.record(actor, *((f"missing/{new_id()}", event) for event in events))

    def set_aside(
        self, actor: PersonId, local_id: str, key: EpisodeId, reason: str, *, also: Sequence[EpisodeId] = ()
    ) -> Deed:
        """An episode that no longer counts: told twice, or cannot have been. Undo brings it back.

        Args:
            actor: Who says so.
            local_id: The child’s, as ``EpisodeLine`` has it.
            key: Of the episode.
            reason: Why, for the record.
            also: Its other rows, where it was told more than once (``EpisodeLine.keys``): a row that stayed would
                count in its place.

        Raises:
            DeskError: without a reason, or where an interview is about it.
        """
        why = checks.needed(reason, "Why does this episode not count?")
        events = []
        for one in dict.fromkeys((key, *also)):
            for found in self._told(local_id, one):
                if queries.interviews_about(self._book.db, found.listed_as, one):
                    sentence = "A return interview is recorded about this episode."
                    raise refused(sentence, "Withdraw it first, with the reason.")
                events.append(EpisodeSetAside(local_id=found.listed_as, episode_id=one, reason=why))
        return self._book.record(actor, *((f"missing/{new_id()}", event) for event in events))

    def record_interview(self, actor: PersonId, interview: ReturnInterview) -> Deed:
        """An interview as it stands now, new or carried on under its own id; it may be about several episodes.

        Raises:
            DeskError: where it is about no episode of the child, or lacks what its state needs: when it was held,
                why it was refused, or who decided against it and why.
        """
        about = queries.interviewed(self._book.db, interview.id)
        if about and interview.local_id not in about:
            raise refused("This interview is about another child.", "Withdraw it, and record it for the right one.")
        keys = tuple(dict.fromkeys(interview.episodes))
        episodes = [told for key in keys for told in self._told(interview.local_id, key)]
        rows = [told.row for told in episodes]
        checks.refuse_unfit_interview(interview, rows, self._now(), after_absence=self._after_absence())
        numbers = dict.fromkeys(told.listed_as for told in episodes)
        kept = replace(
            interview,
            local_id=interview.local_id if interview.local_id in numbers else next(iter(numbers)),
            episodes=keys,
            offered_at=_wall(interview.offered_at) if interview.offered_at else None,
            held_at=_wall(interview.held_at) if interview.held_at else None,
            provider=interview.provider.strip(),
            interviewer=interview.interviewer.strip(),
            reason=interview.reason.strip(),
            decided_by=interview.decided_by.strip(),
        )
        listed = tuple(ListedEpisode(listed_as=told.listed_as, key=told.key) for told in episodes)
        event = InterviewRecorded(interview=kept, listed=listed if len(numbers) > 1 else ())
        return self._book.record(actor, (f"missing/{interview.id}", event))

    def withdraw_interview(self, actor: PersonId, interview_id: InterviewId, reason: str) -> Deed:
        """An interview had been recorded by mistake.

        Raises:
            DeskError: without a reason, or where no such interview is recorded.
        """
        why = checks.needed(reason, "Why was this interview recorded by mistake?")
        if queries.interview(self._book.db, interview_id) is None:
            raise not_found("No such return interview is recorded.")
        event = InterviewWithdrawn(interview_id=interview_id, reason=why)
        return self._book.record(actor, (f"missing/{interview_id}", event))

    def match(self, actor: PersonId, source_id: str, local_id: str, reason: str) -> Deed:
        """Say whose the episodes under an unknown number are; a later answer replaces an earlier one.

        Args:
            actor: Who says so.
            source_id: The number the list gives.
            local_id: The child’s own on this desk; empty: nobody the desk knows.
            reason: Why, for the record.

        Raises:
            DeskError: without a reason, for a number that a child has or nobody tells of, or for a child the desk
                does not know.
        """
        why = checks.needed(reason, "Why are these episodes this child’s?")
        db = self._book.db
        if queries.is_known_number(db, source_id):
            raise refused(f"{source_id} is the local ID of a child of the desk: its episodes are that child’s.")
        if not queries.tells_under(db, source_id):
            raise not_found(f"No episode is told under the number {source_id}.")
        if local_id and not queries.is_known_number(db, local_id):
            raise not_found(f"No child of the desk has the local ID {local_id}.")
        event = EpisodesMatched(source_id=source_id, local_id=local_id, reason=why)
        return self._book.record(actor, (f"missing/{new_id()}", event))

    def _children(self, since: date | None) -> tuple[OneChild, ...]:
        """Whoever has an episode that began on or after a day, or is open; with what it is looked at with."""
        known = queries.known(self._book.db, since=since - _BEFORE if since else None)
        return tuple(telling.gather(self._book.db, known))

    def _lines(self, children: Sequence[OneChild], now: datetime, since: date | None) -> tuple[EpisodeLine, ...]:
        after_absence, own = self._after_absence(), telling.until(children, datetime.combine(now.date(), time.max))
        lines = (line for child in own for line in telling.lines_of(child, now, after_absence=after_absence))
        return telling.in_order(
            line for line in lines if since is None or line.is_open or line.started_at.date() >= since
        )

    def _oversight(self, period: Period, children: Sequence[OneChild], as_of: datetime) -> Oversight:
        after_absence, own = self._after_absence(), tuple(telling.until(children, as_of))
        return oversight(
            period,
            [one for child in own for one in telling.counted(child, as_of, after_absence=after_absence)],
            as_of=as_of,
            after_absence=after_absence,
            absent=sum(
                row.kind is EpisodeKind.ABSENT and row.started_at.date() in period
                for child in own
                for row in distinct(e.row for e in child.episodes)
            ),
            open_now=telling.in_order(
                line
                for child in own
                if any(e.row.ended_at is None for e in child.episodes)
                for line in telling.lines_of(child, as_of, after_absence=after_absence)
                if line.is_open and line.kind is EpisodeKind.MISSING
            ),
        )

    def _record(self, actor: PersonId, key: EpisodeId, row: EpisodeRow, *, of: str = "") -> Deed:
        local_id = checks.needed(row.local_id, "Which child is missing?")
        # A number that a person or another list has matched is that child's.
        whose = of or next(iter(queries.owners_of(self._book.db, local_id)), local_id)
        child = queries.children(self._book.db, [whose]).get(whose)
        wall = replace(
            row,
            local_id=local_id,
            started_at=_wall(row.started_at),
            ended_at=_wall(row.ended_at) if row.ended_at else None,
            born_on=row.born_on or (child.born_on if child else None),
        )
        others = [e for e in queries.of_child(self._book.db, whose) if e.key != key]
        checks.refuse_impossible(wall, self._now())
        checks.refuse_beside(wall, [e.row for e in others])
        kept = replace(wall, born_on=row.born_on)
        return self._book.record(actor, (f"missing/{key}", EpisodeRecorded(episode_id=key, row=kept)))

    def _told(self, local_id: str, key: EpisodeId) -> tuple[KnownEpisode, ...]:
        """An episode under every number that tells it."""
        found = queries.told_as(self._book.db, local_id, key)
        if not found:
            raise not_found("The desk knows no such episode of this child, or it was set aside.")
        return found

    def _after_absence(self) -> bool:
        return thresholds(self._book.db).interviews_after_absence

    def _now(self) -> datetime:
        return _wall(self._book.now())

    def _moment(self, today: date) -> datetime:
        """England’s wall clock now where it is that day, else the day’s end."""
        now = self._now()
        return now if now.date() == today else datetime.combine(today, time(23, 59, 59))


def _wall(at: datetime) -> datetime:
    """England’s wall clock, without a zone."""
    return at.astimezone(ENGLAND).replace(tzinfo=None) if at.tzinfo is not None else at

"""What cannot be recorded of a missing episode or a return interview, each refusal a sentence with what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from panel_desk.domain.calendar import date_words, turns
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.errors import refused
from panel_desk.domain.missing.episode_rules import (
    LONGEST_DAYS,
    begun_words,
    clock_words,
    ended_words,
    ends_before_start,
    lasts_too_long,
)
from panel_desk.domain.missing.episodes import is_same_start
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview

_ADULT = 18
_LONGEST_WORDS = 2000


def needed(words: str, question: str) -> str:
    """Words that must be there, without spaces around them.

    Raises:
        DeskError: with the question where they are not, or where they are too long.
    """
    kept = words.strip()
    if not kept:
        raise refused(question)
    if len(kept) > _LONGEST_WORDS:
        raise refused(f"That is longer than {_LONGEST_WORDS:,} characters.", "Say it in fewer words.")
    return kept


def refuse_impossible(row: EpisodeRow, now: datetime) -> None:
    """Refuse times that cannot be.

    Raises:
        DeskError: for a start or end in the future, an end before the start, more than 400 days, a start before birth
            or on or after the 18th birthday, and a time that the clocks skipped.
    """
    if _is_ahead(row.started_at, now, known=row.start_time_known):
        raise refused(f"The episode would start on {begun_words(row)}, which is in the future.", "Check the date.")
    if row.ended_at is not None and _is_ahead(row.ended_at, now, known=row.end_time_known):
        raise refused(f"The return would be on {ended_words(row)}, which is in the future.", "Check the date.")
    if ends_before_start(row):
        raise refused(
            f"The return on {ended_words(row)} is before the start on {begun_words(row)}.", "Check both times."
        )
    if lasts_too_long(row, now):
        raise refused(
            f"The episode would last more than {LONGEST_DAYS} days.",
            "Check the year, and give the return.",
        )
    for at, known in ((row.started_at, row.start_time_known), (row.ended_at, row.end_time_known)):
        if at is not None and known and "did not exist" in (words := clock_words(at)):
            raise refused(f"{words}.", "Give the time that the clock showed.")
    _refuse_age(row)


def _is_ahead(at: datetime, now: datetime, *, known: bool) -> bool:
    return at > now if known else at.date() > now.date()


def _refuse_age(row: EpisodeRow) -> None:
    if row.born_on is None:
        return
    started_on = row.started_at.date()
    if started_on < row.born_on:
        raise refused(f"The episode would start before the child was born, on {date_words(row.born_on)}.")
    if started_on >= (birthday := turns(row.born_on, _ADULT)):
        raise refused(
            f"The child turned 18 on {date_words(birthday)}, before this episode.",
            "Missing adults are followed by the police and adult services.",
        )


def refuse_beside(row: EpisodeRow, others: Sequence[EpisodeRow]) -> None:
    """Refuse an episode that is told already, or that begins while another of the child is open.

    Raises:
        DeskError: with the other episode’s start.
    """
    for other in others:
        first, later = sorted((row.started_at, other.started_at))
        if is_same_start(first, later):
            raise refused(
                f"The desk has an episode of this child that starts on {begun_words(other)}, within 60 minutes: "
                "it is the same one.",
                "Record the return or the interview with that one.",
            )
        if other.ended_at is None and (row.ended_at is None or row.ended_at > other.started_at):
            raise refused(
                f"The child has been {other.kind.value} since {begun_words(other)}, and no return is recorded.",
                "Record that return first.",
            )
        if row.ended_at is None and other.started_at > row.started_at:
            raise refused(
                f"The child was {other.kind.value} again on {begun_words(other)}, so there was a return before.",
                "Give the return of this episode too.",
            )


def refuse_unfit_interview(
    interview: ReturnInterview, rows: Sequence[EpisodeRow], now: datetime, *, after_absence: bool
) -> None:
    """Refuse an interview that lacks what its state needs, or was at a time that cannot be.

    Args:
        interview: As it is to be recorded.
        rows: The episodes it names, in order.
        now: England’s wall clock, without a zone.
        after_absence: Whether the desk asks for an interview after an absence too.

    Raises:
        DeskError: with what is missing.
    """
    if not rows:
        raise refused("Which episode is this interview about?", "Name at least one.")
    if not after_absence and any(row.kind is not EpisodeKind.MISSING for row in rows):
        raise refused(
            "This desk asks for no return interview after an absence.",
            "Name missing episodes only; the thresholds of the cross-reference say which episodes count.",
        )
    if interview.offered_at is not None and interview.offered_at.replace(tzinfo=None) > now:
        raise refused("The offer would be in the future.", "Check the date.")
    if interview.offered_at is not None and interview.offered_at.date() < min(row.started_at.date() for row in rows):
        raise refused("The offer would be before the episode began.", "Check the date and the episodes.")
    match interview.state:
        case InterviewState.COMPLETED:
            _refuse_not_held(interview, rows, now)
        case InterviewState.REFUSED:
            needed(interview.reason, "Why did the child say no? Write what was said, or that no reason was given.")
        case InterviewState.NOT_OFFERED:
            needed(interview.reason, "Why is no interview to be offered?")
            needed(interview.decided_by, "Who decided that no interview is to be offered?")


def _refuse_not_held(interview: ReturnInterview, rows: Sequence[EpisodeRow], now: datetime) -> None:
    if interview.held_at is None:
        raise refused("When was the interview held?", "Give the day at least.")
    held = interview.held_at
    if _is_ahead(held, now, known=interview.held_time_known):
        raise refused("The interview would be in the future.", "Record it as offered or accepted until it is held.")
    for row in rows:
        if row.ended_at is None:
            raise refused(f"No return is recorded for the episode from {begun_words(row)}.", "Record the return first.")
        known = interview.held_time_known and row.end_time_known
        if held < row.ended_at if known else held.date() < row.ended_at.date():
            raise refused(
                f"The interview would be before the return on {ended_words(row)}.", "Check the date and the episodes."
            )

"""Lengths, times and clocks of the cross-reference in words, from the numbers of ``missing_figures``."""

from __future__ import annotations

from panel_desk.domain.calendar import count_words
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.missing.interviews import InterviewState
from panel_desk.domain.missing.missing_figures import Returned, Says
from panel_desk.domain.missing.return_interviews import clock_of
from panel_desk.domain.missing.wall_seconds import DAY, Moment, time_of

_HOUR = 3_600
_HOURS_IN_WORDS = 72
"""Beyond it, days."""
_END_TIME, _HELD_TIME = int(Says.END_TIME), int(Says.HELD_TIME)
_TIMES_KNOWN = _END_TIME | _HELD_TIME
_RECORDED, _REFUSED, _NOT_ACCEPTED = int(Says.RECORDED), int(Says.REFUSED), int(Says.NOT_ACCEPTED)


def time_words(at: int) -> str:
    """``21:10``."""
    minutes = at % DAY // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def length_words(seconds: int) -> str:
    """``31 h``; from three days on ``12 days``."""
    hours = seconds // _HOUR
    if hours >= _HOURS_IN_WORDS:
        return count_words(hours // 24, "day")
    return f"{hours} h" if hours else "less than 1 h"


def clock_words(one: Returned, moment: Moment) -> str:
    """Where the interview of a return stands, in the words of the list of episodes."""
    said = one.said
    if one.held is not None and said & _TIMES_KNOWN == _TIMES_KNOWN:
        passed = moment.passed(one.at, one.held)
        if _HOUR <= passed <= 72 * _HOUR:
            return f"completed in {passed // _HOUR} h"
    settled = one.seconds_over is None and one.covered is None
    refused = said & (_REFUSED if said & _RECORDED else _NOT_ACCEPTED)
    recorded = InterviewState.REFUSED if refused else InterviewState.NOT_OFFERED
    row = EpisodeRow(
        local_id="",
        kind=EpisodeKind.MISSING,
        started_at=(at := time_of(one.at)),
        ended_at=at,
        end_time_known=said & _END_TIME != 0,
        interview_at=None if one.held is None else time_of(one.held),
        interview_time_known=said & _HELD_TIME != 0,
        interview_recorded=recorded.value if settled else "",
    )
    return clock_of(row, moment.local, None if one.covered is None else time_of(one.covered)).words


def away_words(seconds: int) -> str:
    """``3 d 4 h``; ``–`` for none."""
    days, hours = divmod(seconds // _HOUR, 24)
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    return f"{hours} h" if hours else "under 1 h" if seconds else "–"

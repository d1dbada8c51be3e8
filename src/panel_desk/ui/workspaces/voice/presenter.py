"""Reads what children and families said, finds among it, and puts the page's own words together; no Qt here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from panel_desk.domain.calendar import count_words, short_day
from panel_desk.domain.figures.reporting_year import Period, year_of
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.strategy.feedback import Feedback, Speaker
from panel_desk.domain.strategy.feedback_told import FeedbackLine, YouSaidWeDid
from panel_desk.services.desk import Desk
from panel_desk.ui.theme.tones import Tone

ALL: Final = "all"
WAITING: Final = "waiting"
NOT_TOLD: Final = "not told"
TOLD: Final = "told"
WITHDRAWN: Final = "withdrawn"
ShownAs = Callable[[str, str, str], str]
"""Initials, local ID and name → the child as the screen may show it."""
ABOUT_ONE_CHILD: Final = (Speaker.CHILD, Speaker.FAMILY)
_HEARS = (MeetingState.PLANNED, MeetingState.AGENDA_ISSUED, MeetingState.IN_SESSION, MeetingState.ADJOURNED)
_BACK, _AHEAD = timedelta(days=62), timedelta(days=124)
"""Meetings that could hear feedback lie so far from today."""


class Choice(Struct, frozen=True):
    """One of several, to be chosen."""

    value: str
    words: str


class VoicePresenter:
    """What the Voice page shows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.lines: tuple[FeedbackLine, ...] = ()
        """Everything that was said, the newest first; what was withdrawn too."""

    def read(self, today: date) -> None:
        """Read everything again."""
        self.lines = self._desk.voice.feedback(include_withdrawn=True, today=today)

    def summary(self) -> str:
        """``14 things said, 3 wait for an answer``."""
        standing = [line for line in self.lines if not line.withdrawn]
        waiting = sum(not line.answered for line in standing)
        if not standing:
            return ""
        waits = f"{waiting} {'waits' if waiting == 1 else 'wait'} for an answer" if waiting else "all answered"
        return f"{count_words(len(standing), 'thing')} said, {waits}"

    def chips(self) -> list[tuple[str, str, int | None]]:
        """The filters with their counts; those with nothing in them are left out, but for the first two."""
        counted = [
            (ALL, "All", self._count(ALL)),
            (WAITING, "Waiting for an answer", self._count(WAITING)),
            (NOT_TOLD, "Answered, not told yet", self._count(NOT_TOLD)),
            (TOLD, "Answered and told", self._count(TOLD)),
            (WITHDRAWN, "Withdrawn", self._count(WITHDRAWN)),
        ]
        return [(key, words, count) for key, words, count in counted if count or key in (ALL, WAITING)]

    def find(self, chip: str, text: str) -> tuple[FeedbackLine, ...]:
        """What a filter and all typed words leave."""
        wanted = text.casefold().split()
        chosen = (line for line in self.lines if _is(line, chip or ALL))
        return tuple(line for line in chosen if all(word in _searched(line) for word in wanted))

    def years(self) -> tuple[str, ...]:
        """The reporting years in which something was said."""
        return tuple(sorted({year_of(line.said_on) for line in self.lines}, reverse=True))

    def told(self, period: Period, today: date) -> YouSaidWeDid:
        """You said, we did."""
        return self._desk.voice.you_said_we_did(period, today=today)

    def outside(self, period: Period, today: date) -> YouSaidWeDid:
        """The same as it may leave the vault: without names of children and of persons of concern."""
        return self._desk.voice.outside(period, today=today)

    def children(self, today: date, shown_as: ShownAs) -> list[tuple[str, str]]:
        """Every child, to be found by what the screen may show of it: its id, and the words."""
        register = self._desk.children.register(today)
        return [(str(c.id), shown_as(c.initials, c.local_id, c.name)) for c in register.children]

    def meetings(self, today: date, kept: str = "") -> list[Choice]:
        """Meetings that hear what was said: those not closed, about today; and the one it has."""
        near = [m for m in self._desk.planning.all() if today - _BACK <= m.held_on <= today + _AHEAD or m.id == kept]
        open_ones = [m for m in near if m.id == kept or m.state in _HEARS]
        return [
            Choice("", "The next one that hears of it"),
            *(
                Choice(m.id, f"{m.reference}, {short_day(m.held_on)}")
                for m in sorted(open_ones, key=lambda m: m.held_on)
            ),
        ]

    def agencies(self) -> tuple[str, ...]:
        """Who may have done something: the agencies at the panels."""
        return tuple(dict.fromkeys(seat.name for panel in self._desk.people.panels() for seat in panel.seats))

    def _count(self, chip: str) -> int:
        return sum(_is(line, chip) for line in self.lines)


def tone_of(line: FeedbackLine) -> Tone:
    """The colour of how it stands; never shown without the words."""
    return Tone(line.tone) if line.tone else Tone.NEUTRAL


def about_words(line: FeedbackLine, shown_as: ShownAs) -> str:
    """The child as the screen may show it, else the meeting, the panel, or ``In general``."""
    return shown_as(line.initials, line.local_id, line.name) if line.local_id else line.about_words


def changed_words(line: FeedbackLine) -> str:
    """What was done because of it, the last first."""
    return "; ".join(answer.did for answer in reversed(line.answers))


def feedback_of(line: FeedbackLine) -> Feedback:
    """The entry behind a line, to be put right."""
    return Feedback(
        id=line.id,
        speaker=line.speaker,
        gathered=line.gathered,
        gathered_by=line.gathered_by,
        said_on=line.said_on,
        said=line.said,
        child_id=line.child_id,
        panel=line.panel,
        at_meeting=line.meeting_id,
        item_id=line.item_id,
    )


def copied_text(told: YouSaidWeDid) -> str:
    """“You said, we did” as plain text; takes what may leave the vault."""
    parts = [f"You said, we did: {told.period_words}", told.sentence]
    for line in told.answered:
        parts += ["", f"You said ({_head(line)}): {line.said.strip()}"]
        parts += [f"We did: {answer.words}" for answer in line.answers]
    if told.waiting:
        parts += ["", "Waiting for an answer"]
        parts += [f"({_head(line)}): {line.said.strip()} – {line.state_words}" for line in told.waiting]
    parts += ["", *told.notes] if told.notes else []
    return "\n".join(parts)


def _head(line: FeedbackLine) -> str:
    return f"{line.speaker_words.lower()}, {line.about_words}, {line.how_words}"


def _is(line: FeedbackLine, chip: str) -> bool:
    match chip:
        case "withdrawn":
            return bool(line.withdrawn)
        case "waiting":
            return not line.withdrawn and not line.answered
        case "not told":
            return not line.withdrawn and line.answered and not line.told_back
        case "told":
            return not line.withdrawn and line.told_back
        case _:
            return not line.withdrawn


def _searched(line: FeedbackLine) -> str:
    answers = " ".join(answer.words for answer in line.answers)
    parts = (
        line.said,
        line.about_words,
        line.name,
        line.speaker_words,
        line.how_words,
        line.meeting_reference,
        answers,
    )
    return " ".join(parts).casefold()

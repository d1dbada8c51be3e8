"""Episodes as a table: whose, from when until when, and where the 72 hours of its return interview stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from panel_desk.domain.children.cases import EpisodeKind
from panel_desk.domain.missing.episode_lines import ClockState, EpisodeLine
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.table import Column, TableModel
from panel_desk.ui.workspaces.missing.presenter import TONES

ALL, OPEN, DUE, OVERDUE, RAISED, UNKNOWN, ENTERED, ABSENT = (
    "all",
    "open",
    "due",
    "overdue",
    "raised",
    "time unknown",
    "entered",
    "absent",
)
_WORDS = (
    (ALL, "All"),
    (OPEN, "Missing now"),
    (OVERDUE, "Interview overdue"),
    (DUE, "Interview due"),
    (RAISED, "To look at"),
    (UNKNOWN, "Time unknown"),
    (ENTERED, "Entered here"),
    (ABSENT, "Absent"),
)
LASTED, INTERVIEW = 4, 6
"""Columns that are left to the detail where there is little room."""
_LATE = datetime(9999, 12, 31)  # noqa: DTZ001 - England's wall clock has no zone here
_LEAVES: dict[str, Callable[[EpisodeLine], bool]] = {
    OPEN: lambda e: e.is_open and e.kind is EpisodeKind.MISSING,
    OVERDUE: lambda e: e.clock.state is ClockState.OVERDUE,
    DUE: lambda e: e.clock.state is ClockState.DUE,
    RAISED: lambda e: bool(e.raised),
    UNKNOWN: lambda e: e.time_unknown,
    ENTERED: lambda e: e.entered,
    ABSENT: lambda e: e.kind is EpisodeKind.ABSENT,
}
_CLOCK_TONES = {
    ClockState.WITHIN: Tone.GREEN,
    ClockState.LATE: Tone.AMBER,
    ClockState.HELD: Tone.NEUTRAL,
    ClockState.REFUSED: Tone.NEUTRAL,
    ClockState.NOT_OFFERED: Tone.NEUTRAL,
    ClockState.OVERDUE: Tone.RED,
    ClockState.STILL_MISSING: Tone.RED,
}


def episode_model(shown: Callable[[EpisodeLine], str], today: Callable[[], date]) -> TableModel[EpisodeLine]:
    """A table of episodes.

    Args:
        shown: The child as the screen shows it now.
        today: The day of the desk; its year is left out.
    """
    columns: tuple[Column[EpisodeLine], ...] = (
        Column(title="Child", text=shown, strong=True, whole=True, width=124, icon=_raised_icon, tip=_raised_words),
        Column(title="Kind", text=kind_words, width=68, muted=True),
        Column(
            title="Began",
            text=lambda e: near(e.started_words, today()),
            sort=lambda e: e.started_at,
            tip=lambda e: e.started_words,
            whole=True,
            width=144,
        ),
        Column(
            title="Returned",
            whole=True,
            text=lambda e: near(e.ended_words, today()),
            sort=_by_end,
            tip=lambda e: e.ended_words,
            width=144,
        ),
        Column(title="Lasted", text=lambda e: e.lasted_words, sort=lambda e: -(e.hours or 0), width=108),
        Column(
            title="72 hours", text=clock_chip, sort=_by_clock, tone=clock_tone, tip=clock_tip, stretch=True, width=150
        ),
        Column(title="Interview", text=lambda e: e.interview_words, tip=lambda e: e.interview_words, stretch=True),
    )
    return TableModel(columns, key=lambda e: (e.local_id, e.key))


def kind_words(line: EpisodeLine) -> str:
    """``missing``, ``absent``."""
    return line.kind.value


def takes_interview(line: EpisodeLine) -> bool:
    """Whether a return interview may be recorded: of a kind after which one is due, and not before the return."""
    return line.interviewed and not line.is_open


def no_interview_words(line: EpisodeLine) -> tuple[str, str]:
    """Why no return interview may be recorded, and what to do."""
    if line.is_open:
        return "The child has not come back yet: an interview is due after the return.", "R records the return."
    return "On this desk no return interview is due after an absence.", "Thresholds… is where that is said."


def no_return_words(line: EpisodeLine) -> tuple[str, str]:
    """Why no return may be recorded, and what to do."""
    ended = "came back on" if line.ended_at is not None else "is"
    remedy = "C puts an episode right that was entered here." if line.entered else "Ctrl+N records another episode."
    return f"The child {ended} {line.ended_words}: there is no return to record.", remedy


NO_CORRECTION = (
    "A list tells this episode, so it is put right there.",
    "Correct it in the system the list comes from, or leave it out with a reason (Del).",
)
NOBODY = ("The desk knows no child of this number.", "Say whose it is in the match queue.")


def near(words: str, today: date) -> str:
    """The same words without the year, where it is this one: ``Tue 24 Nov, 19:20``."""
    return words.replace(f" {today.year},", ",").removesuffix(f" {today.year}")


def clock_chip(line: EpisodeLine) -> str:
    """The clock short enough for a chip; whole in its tip."""
    clock = line.clock
    if clock.state is ClockState.DUE and clock.hours is not None:
        return f"{int(clock.hours)} h left"
    if clock.state is ClockState.NONE:
        return ""
    if clock.state is ClockState.STILL_MISSING:
        return clock.words if line.is_open else ""
    return clock.words


def clock_tone(line: EpisodeLine) -> Tone | None:
    """What the clock means; amber in its last day."""
    clock = line.clock
    if clock.state is ClockState.DUE:
        return Tone.AMBER if clock.hours is not None and clock.hours <= 24 else Tone.INFO
    if clock.state is ClockState.STILL_MISSING and line.kind is EpisodeKind.ABSENT:
        return Tone.AMBER
    return _CLOCK_TONES.get(clock.state)


def clock_tip(line: EpisodeLine) -> str:
    """The clock’s words, and that a time is not known."""
    unknown = "; the time of the return is not known" if line.time_unknown else ""
    return f"{line.clock_words}{unknown}" if line.clock_words else ""


def filter_choices(lines: Sequence[EpisodeLine]) -> list[tuple[str, str, int | None]]:
    """The chips above the table: all, and what leaves something."""
    counted = [(key, words, sum(leaves(line, key) for line in lines)) for key, words in _WORDS]
    return [choice for choice in counted if choice[2] or choice[0] == ALL]


def leaves(line: EpisodeLine, key: str) -> bool:
    """Whether a chip leaves an episode."""
    return _LEAVES[key](line) if key in _LEAVES else True


def search_parts(line: EpisodeLine) -> tuple[str, ...]:
    """Where typed words are looked for."""
    return (
        line.initials,
        line.local_id,
        line.name,
        line.team,
        line.provider,
        line.kind.value,
        line.started_words,
        line.ended_words,
        line.clock_words,
        line.interview_words,
        line.listed_as,
    )


def tone_of(line: EpisodeLine) -> Tone:
    """Of the episode as a whole."""
    return TONES[line.tone]


def _raised_icon(line: EpisodeLine) -> tuple[str, Tone] | None:
    return ("triangle-alert", Tone.AMBER) if line.raised else None


def _raised_words(line: EpisodeLine) -> str:
    return "\n".join(line.raised)


def _by_end(line: EpisodeLine) -> datetime:
    return line.ended_at or _LATE


def _by_clock(line: EpisodeLine) -> tuple[bool, datetime]:
    return not line.clock.outstanding, line.clock.due_at or _LATE

"""What the Actions page shows, as values with ready words; reads the services and knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from panel_desk.domain.calendar import add_working_days, count_words, date_words, day_words, short_day
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.following.action_filter import Asking, read_filter
from panel_desk.domain.following.chase_letters import ChaseLetter
from panel_desk.domain.following.filter_suggestions import KnownWords, Suggestion, known_words, suggestions
from panel_desk.domain.following.followed_actions import FollowedAction
from panel_desk.domain.people import Role
from panel_desk.domain.permissions import AtTheDesk
from panel_desk.services.desk import Desk
from panel_desk.ui.theme.tones import Tone

OPEN, OVERDUE, MINE, OURS, SOON, CLOSED, ALL = "open", "overdue", "mine", "ours", "soon", "closed", "all"
_SAVED: tuple[tuple[str, str, str], ...] = (
    (OPEN, "All open", "open"),
    (OVERDUE, "Overdue", "overdue"),
    (MINE, "Mine", "mine open"),
    (OURS, "My agency", "ours open"),
    (SOON, "Due in a fortnight", "open due:fortnight"),
    (CLOSED, "Closed", "closed"),
    (ALL, "All", ""),
)
"""Key, words and filter of each chip."""
_WORKING_WEEK = 5
_TONES = {
    ActionStatus.OPEN: Tone.NEUTRAL,
    ActionStatus.IN_PROGRESS: Tone.INFO,
    ActionStatus.COMPLETE: Tone.GREEN,
    ActionStatus.NOT_POSSIBLE: Tone.AMBER,
    ActionStatus.NOT_DONE: Tone.AMBER,
    ActionStatus.SUPERSEDED: Tone.NEUTRAL,
    ActionStatus.TRANSFERRED: Tone.NEUTRAL,
}


class Found(Struct, frozen=True, kw_only=True):
    """What a filter leaves."""

    rows: tuple[FollowedAction, ...]
    words: str
    """What it was understood as, and how many it leaves."""
    problem: str = ""
    """What could not be read; empty where everything could."""


class HistoryLine(Struct, frozen=True, kw_only=True):
    """One step of an action."""

    day: str
    words: str
    by: str
    """Who entered it."""


class Detail(Struct, frozen=True, kw_only=True):
    """One action beside the table."""

    followed: FollowedAction
    chip: tuple[str, Tone]
    owner: str
    about: str
    due: str
    asked: str
    """``Asked for by SAFE-2026-10``."""
    reason: str
    history: tuple[HistoryLine, ...]
    may_update: bool
    may_postpone: bool
    later: date
    """What is suggested where more time is given: a working week from the due day, or from today."""


class ActionsPresenter:
    """Keeps the lines it read last, so that typing filters them without reading again."""

    def __init__(self, reading: Desk) -> None:
        self._reading = reading
        self._lines: tuple[FollowedAction, ...] = ()
        self._asking = Asking(today=date.min)
        self._known = KnownWords()
        self._who: AtTheDesk | None = None
        self._saved: dict[str, tuple[FollowedAction, ...]] = {}

    @property
    def lines(self) -> tuple[FollowedAction, ...]:
        """Everything that who is at the desk may see: a core member their agency's."""
        return self._lines

    def read(self, who: AtTheDesk, today: date) -> None:
        """Read every action anew."""
        lines = self._reading.actions.followed(today)
        if who.role is Role.CORE_MEMBER:
            lines = tuple(f for f in lines if f.action.agency == who.person.agency)
        agencies = tuple(sorted({f.action.agency_name for f in lines}))
        asking = Asking(today=today, person_id=who.person.id, agency=who.person.agency, agencies=agencies)
        if lines != self._lines:
            self._known = known_words(lines)
        self._who, self._lines, self._asking = who, lines, asking
        self._saved = {key: read_filter(typed, asking).chosen(lines) for key, _words, typed in _SAVED}

    def chips(self) -> tuple[tuple[str, str, int | None], ...]:
        """The saved filters with how many each leaves; one's own only where there are any."""
        member = self._who is not None and self._who.role is Role.CORE_MEMBER
        return tuple(
            (key, words, len(self._saved[key]))
            for key, words, _typed in _SAVED
            if not (key == MINE and not self._saved[key]) and not (key == OURS and (member or not self._saved[key]))
        )

    def find(self, chip: str, typed: str) -> Found:
        """What a chip and a typed filter leave together."""
        lines = self._saved.get(chip, self._lines)
        read = read_filter(typed, self._asking)
        rows = read.chosen(lines)
        count = count_words(len(rows), "action")
        words = f"{count}: {read.words}" if read.words else count
        if len(rows) < len(lines):
            words = f"{len(rows):,} of {count_words(len(lines), 'action')}: {read.words}"
        return Found(rows=rows, words=words, problem=" ".join(read.problems))

    def title(self, chip: str, typed: str) -> str:
        """What a list of them is called: ``Actions: overdue, with Police``."""
        words = next((w for key, w, _t in _SAVED if key == chip), "")
        read = read_filter(typed, self._asking).words
        parts = [words.lower() if chip != ALL else "", read]
        return ": ".join(("Actions", ", ".join(part for part in parts if part))).removesuffix(": ")

    def suggestions(self, typed: str) -> tuple[Suggestion, ...]:
        """What may be typed next."""
        return suggestions(typed, self._known)

    def summary(self) -> str:
        """``13 overdue · 29 open · 45 in all``."""
        if not self._lines:
            return ""
        return f"{len(self._saved[OVERDUE])} overdue · {len(self._saved[OPEN])} open · {len(self._lines)} in all"

    def by_reference(self, reference: str) -> FollowedAction | None:
        """The line of an action; None where it is not to be seen."""
        return next((f for f in self._lines if f.action.reference == reference), None)

    def successors(self, reference: str) -> tuple[str, ...]:
        """References that may stand in an action's place: open ones of the same panel, the newest first."""
        own = self.by_reference(reference)
        return tuple(
            f.action.reference
            for f in sorted(self._lines, key=lambda f: f.action.reference, reverse=True)
            if own is not None
            and f.action.panel == own.action.panel
            and f.action.status.is_open
            and f.action.reference != reference
        )

    def detail(self, followed: FollowedAction, about: str, *, follows: bool, updates_own: bool) -> Detail:
        """One action with its history.

        Args:
            followed: Which.
            about: The child as the screen shows it now.
            follows: Whether who is at the desk follows actions of every agency.
            updates_own: Whether they keep the news of their own agency's.
        """
        action = followed.action
        own = self._who is not None and action.agency == self._who.person.agency
        agency = f" · {action.agency_name}" if action.owner else ""
        return Detail(
            followed=followed,
            chip=(status_words(followed), status_tone(followed)),
            owner=f"{followed.owner_words}{agency}",
            about=about,
            due=due_long(followed),
            asked=f"Asked for by {followed.meeting}",
            reason=action.status_reason,
            history=self._history(action.reference),
            may_update=action.status.is_open and (follows or (updates_own and own)),
            may_postpone=action.status.is_open and follows,
            later=add_working_days(max(action.due_on, self._asking.today), _WORKING_WEEK),
        )

    def letters(self, who: AtTheDesk, references: Iterable[str], today: date) -> tuple[ChaseLetter, ...]:
        """The letters that ask for news of these actions."""
        return self._reading.chasing.letters(who.person, references, today)

    def names(self) -> dict[str, str]:
        """Names of the children whom actions are about, for a screen that shows names."""
        return self._reading.actions.names_of_children()

    def _history(self, reference: str) -> tuple[HistoryLine, ...]:
        people = {person.id: person.name for person in self._reading.people.everyone()}
        return tuple(
            HistoryLine(
                day=date_words(step.changed_on),
                words=_step_words(step.change, step.status, step.due_on, step.reason, step.successor),
                by=people.get(step.recorded_by, ""),
            )
            for step in reversed(self._reading.actions.history(reference))
        )


def _step_words(change: str, status: ActionStatus, due_on: date, reason: str, successor: str) -> str:
    words = {
        "recorded": f"Asked for, due {date_words(due_on)}",
        "due": f"Given until {date_words(due_on)}",
        "chased": "Chased: a draft was made for",
        "status": status.value[0].upper() + status.value[1:],
    }[change]
    if successor:
        words += f" by {successor}" if status is ActionStatus.SUPERSEDED else f" to {successor}"
    if change == "chased":
        return f"{words} {reason}"
    return f"{words}: {reason}" if reason else words


def status_words(followed: FollowedAction) -> str:
    """``overdue 12 days``, ``not possible``, ``open``: short enough for a chip."""
    if followed.action.status is ActionStatus.NOT_POSSIBLE:
        return "not possible"
    return followed.status_words


def status_tone(followed: FollowedAction) -> Tone:
    """Red where it is overdue, else the status's own."""
    return Tone.RED if followed.days_late else _TONES[followed.action.status]


def due_short(followed: FollowedAction, today: date) -> str:
    """``10 Nov``, with the year where it is not this one."""
    due_on = followed.action.due_on
    words = short_day(due_on).partition(" ")[2]
    return words if due_on.year == today.year else f"{words} {due_on.year}"


def due_long(followed: FollowedAction) -> str:
    """``Due Tuesday 10 November 2026, 12 days late``."""
    words = f"Due {day_words(followed.action.due_on)}"
    return f"{words}, {count_words(followed.days_late, 'day')} late" if followed.days_late else words


def about_words(followed: FollowedAction, shown: Callable[[str, str, str], str], names: dict[str, str]) -> str:
    """The child as the screen may show it, or the place or theme: ``J.M. · 104233``."""
    action = followed.action
    if action.child_id is None:
        return action.about
    initials, _, local_id = action.about.removesuffix(")").partition(" (")
    return shown(initials, local_id, names.get(action.child_id, "")) if local_id else action.about


def open_references(rows: Sequence[FollowedAction]) -> tuple[str, ...]:
    """The references of those that are open."""
    return tuple(f.action.reference for f in rows if f.action.status.is_open)

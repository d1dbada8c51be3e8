"""The end of the meeting in ready words: what is left, what one press makes, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import clock, count_words, day_words
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.room.closing_checks import CheckKind, ClosingCheck, is_blocked
from panel_desk.services.closing import ChaseWhat, ClosingChoice
from panel_desk.services.desk import Desk
from panel_desk.ui.theme.tones import Tone

_MANY = 2


class Leads(Enum):
    """Where a check's button leads."""

    ITEM = "item"
    ATTENDANCE = "attendance"
    LINE = "line"
    NOWHERE = "nowhere"


class CheckRow(Struct, frozen=True, kw_only=True):
    """One thing to look at, with its button."""

    sentence: str
    icon: str
    tone: Tone
    chip: str
    """``first`` where nothing is closed before it; empty elsewhere."""
    button: str
    leads: Leads
    item_id: ItemId | None = None
    line: str = ""
    """What stands in the capture line then."""


class ClosingView(Struct, frozen=True, kw_only=True):
    """The dialog before the press."""

    title: str
    rows: tuple[CheckRow, ...]
    blocked: str
    """Why it cannot be closed yet; empty where it can."""
    minutes: str
    """``Draft minutes, as the copy for Dana Prior``."""
    letters: tuple[tuple[ChaseWhat, str], ...]
    """Each choice with how many actions it asks for."""
    chase: ChaseWhat
    next_words: str
    """``Plan the next meeting: 10:00 to 12:30, Room 6``; where one is planned: which."""
    next_on: date | None
    """The day proposed; None where one is planned already."""
    deferred: str
    """What comes to it by itself."""
    folder_words: str
    choice: ClosingChoice
    button: str


_LEADS = {
    CheckKind.ADJOURNED: (Leads.NOWHERE, "", ""),
    CheckKind.UNDECIDED: (Leads.ITEM, "Go to the item", ""),
    CheckKind.NOT_TAKEN: (Leads.ITEM, "Go to the item", ""),
    CheckKind.INTEREST_OUT: (Leads.ITEM, "Go to the item", ""),
    CheckKind.REMINDER: (Leads.LINE, "Tick it", "/read"),
    CheckKind.CONFIRMATION: (Leads.ITEM, "Go to the item", ""),
    CheckKind.OWNER_AWAY: (Leads.ITEM, "Go to the item", ""),
    CheckKind.NOT_RECORDED: (Leads.ATTENDANCE, "Attendance", ""),
    CheckKind.TYPED: (Leads.ITEM, "Go to the item", ""),
    CheckKind.HALF_LINE: (Leads.LINE, "Go to the line", ""),
}
_ICONS = {
    CheckKind.ADJOURNED: "pause",
    CheckKind.INTEREST_OUT: "log-out",
    CheckKind.NOT_RECORDED: "user-x",
    CheckKind.OWNER_AWAY: "user-x",
    CheckKind.TYPED: "pencil",
    CheckKind.HALF_LINE: "pencil",
}


class ClosingPresenter:
    """Reads what the dialog shows."""

    def __init__(self, desk: Desk, meeting_id: MeetingId, line: str | None = None) -> None:
        self._desk = desk
        self._line = line
        self._meeting_id = meeting_id

    def view(self) -> ClosingView:
        """The dialog as it is to be shown."""
        closing, meeting = self._desk.closing, self._desk.meetings.meeting(self._meeting_id)
        checks = closing.checklist(self._meeting_id, line=self._line)
        choice = closing.proposed(self._meeting_id)
        counts = {what: len(closing.chased(self._meeting_id, what)) for what in ChaseWhat}
        chase = choice.chase if counts[choice.chase] else ChaseWhat.NONE
        over = meeting.closed_at is not None
        return ClosingView(
            title=f"The papers of {meeting.reference}" if over else f"Close {meeting.reference}",
            rows=tuple(_rows(checks, numbers={item.id: meeting.number(item.id) for item in meeting.items})),
            blocked=_blocked_words(checks),
            minutes=f"Draft minutes (PDF), as the copy for {_presided(meeting)}",
            letters=tuple((what, _letter_words(what, counts[what])) for what in ChaseWhat if _offered(what, counts)),
            chase=chase,
            next_words=self._next_words(choice),
            next_on=choice.next_meeting.held_on if choice.next_meeting is not None else None,
            deferred=_deferred_words(closing.deferred(self._meeting_id)),
            folder_words=f"The papers go into a new folder {meeting.reference} in",
            choice=replace(choice, chase=chase),
            button="Make the papers" if over else "Close the meeting",
        )

    def notes(self, held_on: date) -> str:
        """What to know of the next meeting's day."""
        meeting = self._desk.meetings.meeting(self._meeting_id)
        if held_on <= meeting.held_on:
            return "The next meeting must be after this one."
        return " ".join(self._desk.planning.notes(meeting.definition.key, held_on))

    def _next_words(self, choice: ClosingChoice) -> str:
        plan = choice.next_meeting
        if plan is not None:
            place = f", {plan.place}" if plan.place else ""
            return f"Plan the next meeting, {clock(plan.starts_at)} to {clock(plan.ends_at)}{place}, on"
        row = self._desk.closing.planned_next(self._meeting_id)
        return f"The next meeting is planned: {row.reference} on {day_words(row.held_on)}." if row is not None else ""


def _rows(checks: tuple[ClosingCheck, ...], numbers: dict[ItemId, str]) -> Iterator[CheckRow]:
    """One row each; what is many of one harmless kind is told in one, so that the press stays in sight."""
    for kind, run in groupby(checks, key=lambda check: check.kind):
        group = tuple(run)
        rows = [_row(check) for check in group]
        if kind is CheckKind.NOT_TAKEN and len(group) > _MANY:
            told = ", ".join(numbers[check.item_id] for check in group if check.item_id is not None)
            yield replace(rows[0], sentence=f"{len(group)} items were not taken: {told}.", button="Go to the first")
        elif kind is CheckKind.NOT_RECORDED and len(group) > _MANY:
            yield replace(rows[0], sentence=f"Nothing is recorded of {len(group)} people who were invited.")
        else:
            yield from rows


def _row(check: ClosingCheck) -> CheckRow:
    leads, button, line = _LEADS[check.kind]
    return CheckRow(
        sentence=check.sentence,
        icon="circle-alert" if check.blocking else _ICONS.get(check.kind, "circle-question-mark"),
        tone=Tone.RED if check.blocking else Tone.AMBER,
        chip="first" if check.blocking else "",
        button=button,
        leads=leads,
        item_id=check.item_id,
        line=line,
    )


def _blocked_words(checks: tuple[ClosingCheck, ...]) -> str:
    if not is_blocked(checks):
        return ""
    waiting = sum(check.blocking for check in checks)
    return f"{count_words(waiting, 'thing')} must be settled first."


def _presided(meeting: Meeting) -> str:
    return meeting.person(meeting.presiding).name if meeting.presiding is not None else "the chair"


def _offered(what: ChaseWhat, counts: dict[ChaseWhat, int]) -> bool:
    """None always; the others only where they ask for something that the choice before them does not."""
    smaller = {ChaseWhat.EARLIER: ChaseWhat.OVERDUE, ChaseWhat.ALL: ChaseWhat.EARLIER}.get(what)
    return what is ChaseWhat.NONE or counts[what] > (counts[smaller] if smaller is not None else 0)


def _letter_words(what: ChaseWhat, count: int) -> str:
    words = {
        ChaseWhat.NONE: "No letters",
        ChaseWhat.OVERDUE: "overdue actions",
        ChaseWhat.EARLIER: "earlier meetings’ open actions",
        ChaseWhat.ALL: "all open actions, this meeting’s too",
    }[what]
    return words if what is ChaseWhat.NONE else f"About {words} ({count})"


def _deferred_words(deferred: tuple[str, ...]) -> str:
    if not deferred:
        return "Nothing was deferred."
    by = "itself" if len(deferred) == 1 else "themselves"
    return f"Deferred, and so proposed for it by {by}: {', '.join(deferred)}".rstrip(".") + "."

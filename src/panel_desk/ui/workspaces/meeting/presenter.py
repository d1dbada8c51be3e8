"""What the meeting room shows, as values with ready words; reads the services and knows no Qt."""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.agendas.planning import MeetingLine
from panel_desk.domain.agendas.running_order import numbers
from panel_desk.domain.calendar import ENGLAND, clock, count_words, date_words, day_words
from panel_desk.domain.ids import ItemId, MeetingId, PanelKey
from panel_desk.domain.meeting.meetings import Item, Meeting, MeetingState
from panel_desk.domain.meeting.sitting import undecided
from panel_desk.domain.panels import SectionKind
from panel_desk.domain.permissions import AtTheDesk, Permission
from panel_desk.domain.room.pace import Tempo, elapsed_on, pace
from panel_desk.services.desk import Desk
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.meeting.people.quorum_words import QuorumChip, Recommendation, quorum_words, waiting

S = MeetingState
_SITTING = (S.IN_SESSION, S.ADJOURNED)
_OVER = (S.CLOSED, S.DRAFT, S.CIRCULATED, S.APPROVED, S.SIGNED)
_SHORT = {
    SectionKind.DECLARATIONS: "Interests",
    SectionKind.LAST_MINUTES: "Last minutes",
    SectionKind.ACTION_LOG: "Actions",
}
_FIRST_WORDS = re.compile("[,:;] ")
_TEMPO = {Tempo.OVER: Tone.AMBER, Tempo.PAST_THE_SLOT: Tone.AMBER, Tempo.IN_HAND: Tone.GREEN, Tempo.ON_TIME: Tone.GREEN}


class Stage(Enum):
    """How far the meeting in sight has come, as far as the page goes."""

    NOTHING = "nothing"
    """There is no meeting to show."""
    TOO_EARLY = "too early"
    """Its agenda has not gone out."""
    OPENING = "opening"
    SITTING = "sitting"
    ADJOURNED = "adjourned"
    OVER = "over"
    CANCELLED = "cancelled"


class LineState(Enum):
    """Where the meeting is with an item."""

    TO_COME = "to come"
    IN_HAND = "in hand"
    TAKEN = "taken"


class OrderLine(Struct, frozen=True, kw_only=True):
    """One line of the running order."""

    id: ItemId
    number: str
    who: str
    """``J.M.``, or the name while names are shown; a concern's name; a word or two of a fixed item's title."""
    local_id: str
    section: str
    state: LineState
    minutes: str
    """``10`` to come, ``9/10`` in hand, ``12`` once taken."""
    mark: str = ""
    """``late``, ``deferred``, ``no outcome``: what is worth a word."""
    mark_tone: Tone = Tone.NEUTRAL
    is_case: bool = False
    spoken: str = ""
    """The whole line for those who hear the screen, and for the tooltip."""

    @property
    def search(self) -> str:
        """What typing looks through."""
        return f"{self.number} {self.who} {self.local_id}".casefold()


class TimeWords(Struct, frozen=True, kw_only=True):
    """The line above the room."""

    clock: str
    """``10:42``."""
    place: str = ""
    """``item 8 of 14``."""
    tempo: str = ""
    """``4 min over``."""
    tempo_tone: Tone = Tone.NEUTRAL
    ends: str = ""
    """``12:25``; empty where nothing can be told."""


class RoomView(Struct, frozen=True, kw_only=True):
    """The room as it stands."""

    meeting_id: MeetingId
    stage: Stage
    reference: str
    title: str
    """``SAFE · Thursday 26 November 2026``."""
    lines: tuple[OrderLine, ...]
    time: TimeWords
    quorum: QuorumChip


class MeetingChoice(Struct, frozen=True, kw_only=True):
    """A meeting that can be gone to from here."""

    id: MeetingId
    words: str
    """``SAFE 26 November 2026, 10:00``."""
    state: str
    sits: bool


class OverView(Struct, frozen=True, kw_only=True):
    """What the meeting left, once it is closed."""

    meeting_id: MeetingId
    reference: str
    title: str
    state: str
    when: str
    """``Opened 10:02, closed 12:19``."""
    minutes: str
    """``The minutes are not drafted yet``."""
    minutes_detail: str
    actions: str
    following: str
    """``The next SAFE meeting is on Thursday 17 December 2026``; empty where none is planned or set."""
    following_detail: str
    following_id: str
    can_reopen: bool
    papers_wait: bool = False
    """It was closed without its papers, and who is at the desk may make them."""
    to_confirm: tuple[Recommendation, ...] = ()
    """Decided without quorum and not confirmed, where who is at the desk may enter that the chair confirms it."""


class RoomPresenter:
    """Reads one desk for the meeting page."""

    def __init__(self, reading: Desk, who: AtTheDesk) -> None:
        self._desk = reading
        self._who = who

    # Which meeting

    def first_meeting(self) -> MeetingId | None:
        """The one that sits, else the next whose agenda has gone out; of those that are this person’s to record."""
        sitting = self._desk.typed_words.sitting()
        if sitting is not None and self._may(self._desk.meetings.meeting(sitting).definition.key):
            return sitting
        return next((choice.id for choice in self.choices()), None)

    def choices(self) -> tuple[MeetingChoice, ...]:
        """Meetings that sit, then those that wait to be opened, the next first."""
        lines = [line for line in self._desk.planning.all() if self._may(line.panel)]
        sitting = [line for line in lines if line.state in _SITTING]
        issued = sorted(
            (line for line in lines if line.state is S.AGENDA_ISSUED),
            key=lambda line: (line.held_on, line.starts_at),
        )
        return tuple(_choice(line) for line in (*sitting, *issued))

    def last_over(self, today: date) -> MeetingId | None:
        """The meeting of today that is closed: after the end the page stays with it."""
        lines = [line for line in self._desk.planning.all() if line.state in _OVER and line.held_on == today]
        return lines[0].id if lines else None

    # The room

    def stage(self, meeting: Meeting) -> Stage:
        """How far a meeting has come."""
        match meeting.state:
            case S.CANCELLED:
                return Stage.CANCELLED
            case S.IN_SESSION:
                return Stage.SITTING
            case S.ADJOURNED:
                return Stage.ADJOURNED
            case S.AGENDA_ISSUED:
                return Stage.OPENING
            case S.PLANNED:
                return Stage.TOO_EARLY
            case _:
                return Stage.OVER

    def view(self, meeting_id: MeetingId, now: datetime, *, names: bool = False) -> RoomView:
        """The room now.

        Args:
            meeting_id: Which meeting.
            now: The time, with its zone.
            names: Whether children's names stand in place of their initials.
        """
        meeting = self._desk.meetings.meeting(meeting_id)
        day = day_words(meeting.held_on)
        return RoomView(
            meeting_id=meeting_id,
            stage=self.stage(meeting),
            reference=meeting.reference,
            title=f"{meeting.definition.key} · {day}",
            lines=order_lines(meeting, now, names=names),
            time=self.time(meeting, now),
            quorum=quorum_words(meeting, meeting.current),
        )

    def time(self, meeting: Meeting, now: datetime) -> TimeWords:
        """The line above the room: asked every second."""
        local = now.astimezone(ENGLAND)
        told = pace(meeting, now, tells_who_goes=False)
        return TimeWords(
            clock=clock(local),
            place=f"item {told.place} of {told.of}" if told.place else count_words(told.of, "item"),
            tempo=told.over_words,
            tempo_tone=_TEMPO.get(told.tempo, Tone.NEUTRAL),
            ends=clock(told.ends_at.astimezone(ENGLAND)) if told.ends_at else "",
        )

    def minutes_in_hand(self, meeting: Meeting, now: datetime) -> str:
        """``9/10``, of the line in hand: asked every second. Empty where no item is in hand."""
        return _minutes(meeting.item(meeting.current), LineState.IN_HAND, now) if meeting.current else ""

    def over(self, meeting_id: MeetingId) -> OverView:
        """A closed meeting, with what is still to do."""
        meeting = self._desk.meetings.meeting(meeting_id)
        row = next(line for line in self._desk.planning.all() if line.id == meeting_id)
        times = [
            f"{word} {clock(at.astimezone(ENGLAND))}"
            for word, at in (("Opened", meeting.opened_at), ("closed", meeting.closed_at))
            if at is not None
        ]
        asked = len(self._desk.actions.of_meeting(meeting_id))
        following = self._following(meeting)
        minutes, detail = _minutes_words(meeting)
        return OverView(
            meeting_id=meeting_id,
            reference=meeting.reference,
            title=f"{meeting.definition.key} · {date_words(meeting.held_on)}",
            state=row.state_words,
            when=", ".join(times),
            minutes=minutes,
            minutes_detail=detail,
            actions=_asked_words(asked),
            following=_following_words(meeting, following),
            following_detail=following.place if following else "What was deferred waits in the pool for it.",
            following_id=following.id if following else "",
            can_reopen=meeting.state in (S.CLOSED, S.DRAFT)
            and self._desk.may(self._who.person.id, Permission.TAKE_MINUTES, meeting.definition.key),
            papers_wait=meeting.state is S.CLOSED
            and self._desk.may(self._who.person.id, Permission.FINISH_MINUTES, meeting.definition.key),
            to_confirm=waiting(meeting)
            if meeting.state in (S.CLOSED, S.DRAFT)
            and self._desk.may(self._who.person.id, Permission.RULE, meeting.definition.key)
            else (),
        )

    def _following(self, meeting: Meeting) -> MeetingLine | None:
        """The panel's meeting after this one, where it is in the calendar."""
        panel = meeting.definition.key
        after = [
            line
            for line in self._desk.planning.all()
            if line.panel == panel and line.held_on > meeting.held_on and line.state is not S.CANCELLED
        ]
        return min(after, key=lambda line: line.held_on, default=None)

    def _may(self, panel: PanelKey) -> bool:
        return self._desk.may(self._who.person.id, Permission.RECORD_DECISIONS, panel)


def order_lines(meeting: Meeting, now: datetime, *, names: bool = False) -> tuple[OrderLine, ...]:
    """The running order, line by line."""
    number_of = numbers(meeting.definition, [item.agenda for item in meeting.items])
    waiting = {item.id for item in undecided(meeting)}
    return tuple(
        _line(meeting, item, number_of[item.id], now, names=names, waits=item.id in waiting) for item in meeting.items
    )


def _line(meeting: Meeting, item: Item, number: str, now: datetime, *, names: bool, waits: bool) -> OrderLine:
    state = _state(meeting, item)
    child = item.agenda.child
    title = _who(item, names=names)
    who = title if item.needs_outcome else _short(meeting, item)
    mark, tone = _mark(meeting, item, state, waits=waits)
    minutes = _minutes(item, state, now)
    spoken = ", ".join(
        part
        for part in (
            f"{number} {title}",
            child.local_id if child else "",
            state.value,
            mark,
            f"{item.agenda.minutes} minutes planned" if item.agenda.minutes else "",
            item.agenda.late_words,
        )
        if part
    )
    return OrderLine(
        id=item.id,
        number=number,
        who=who,
        local_id=child.local_id if child else "",
        section=item.agenda.section,
        state=state,
        minutes=minutes,
        mark=mark,
        mark_tone=tone,
        is_case=item.needs_outcome,
        spoken=spoken,
    )


def _state(meeting: Meeting, item: Item) -> LineState:
    if item.id == meeting.current:
        return LineState.IN_HAND
    return LineState.TAKEN if item.started_at is not None else LineState.TO_COME


def _who(item: Item, *, names: bool) -> str:
    agenda = item.agenda
    if agenda.child is not None:
        return agenda.child.name if names and agenda.child.name else agenda.child.initials
    return agenda.concern.name if agenda.concern is not None else agenda.title


def _short(meeting: Meeting, item: Item) -> str:
    """A fixed item in a word or two; its title says the rest."""
    kind = meeting.definition.section(item.agenda.section).kind
    return _SHORT.get(kind) or _FIRST_WORDS.split(item.agenda.title, maxsplit=1)[0]


def _mark(meeting: Meeting, item: Item, state: LineState, *, waits: bool) -> tuple[str, Tone]:
    if any(meeting.definition.outcome(made.decision.outcome).defers for made in item.decisions):
        return "deferred", Tone.INFO
    if waits and state is LineState.TAKEN:
        return "no outcome", Tone.AMBER
    return ("late", Tone.NEUTRAL) if item.agenda.late_reason else ("", Tone.NEUTRAL)


def _minutes(item: Item, state: LineState, now: datetime) -> str:
    planned = item.agenda.minutes
    if state is LineState.TO_COME:
        return str(planned) if planned else ""
    used = elapsed_on(item, now) // 60
    return f"{used}/{planned}" if state is LineState.IN_HAND and planned else str(used)


def _choice(line: MeetingLine) -> MeetingChoice:
    return MeetingChoice(
        id=line.id,
        words=f"{line.panel} {date_words(line.held_on)}, {clock(line.starts_at)}",
        state=line.state_words,
        sits=line.state in _SITTING,
    )


def _minutes_words(meeting: Meeting) -> tuple[str, str]:
    match meeting.state:
        case S.CLOSED:
            return "The minutes are not drafted yet", "Everything recorded stands in them already."
        case S.DRAFT:
            return f"The draft minutes are made, version {meeting.revision}", "They wait to be read and sent."
        case _:
            return f"The minutes are {meeting.state.value}", ""


def _following_words(meeting: Meeting, following: MeetingLine | None) -> str:
    day = following.held_on if following else meeting.next_on
    return f"The next {meeting.definition.key} meeting is on {day_words(day)}" if day else ""


def _asked_words(asked: int) -> str:
    return f"{count_words(asked, 'action')} asked of the agencies" if asked else "No action was asked"

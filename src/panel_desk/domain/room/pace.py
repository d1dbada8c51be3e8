"""How a meeting keeps its time: what has passed, what is left, when it ends, and who may go when. It informs only.

Nothing here is ever negative or absurd: a clock that was set back counts nothing, and a turn of more than
``LONGEST_TURN`` (the computer slept, nobody adjourned) counts as the time that was planned for its item.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from enum import Enum

from msgspec import Struct

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.ids import AgencyKey, ItemId
from panel_desk.domain.meeting.meetings import Item, Meeting, MeetingState
from panel_desk.domain.meeting.sitting import undecided
from panel_desk.domain.room.may_go import Left, MayGo, who_may_go

__all__ = ["LONGEST_TURN", "MayGo", "Pace", "Tempo", "coming", "elapsed", "elapsed_on", "expected_at", "may_go", "pace"]

LONGEST_TURN = 3 * 3600
"""Seconds for which a meeting is believed to have been on one item without a break."""
_MINUTE = 60


class Tempo(Enum):
    """How the meeting stands against its agenda."""

    UNKNOWN = "unknown"
    """Before the opening, while it is adjourned, after the end, and where the clock cannot be believed."""
    IN_HAND = "in hand"
    ON_TIME = "on time"
    OVER = "over"
    PAST_THE_SLOT = "past the slot"
    """It would end after the time it was planned to end."""


class Pace(Struct, frozen=True, kw_only=True):
    """The meeting's time at one moment."""

    place: int
    """Of the item in hand in the running order, from 1; 0 before the first item and after the end."""
    of: int
    """Every item of the running order counts, fixed ones too."""
    item_elapsed: int
    """Seconds on the item in hand, all its turns together."""
    item_planned: int
    """Seconds; 0 without an item in hand."""
    over_minutes: int
    """Against the agenda as it stands, a late opening included and adjournments left out: + over, − in hand."""
    over_words: str
    """``4 min over``, ``3 min in hand``, ``on time``; empty where nothing is known."""
    tempo: Tempo
    ends_at: datetime | None
    """The forecast; when it ended, after the end; None while it is adjourned or the clock cannot be believed."""
    may_go: tuple[MayGo, ...] = ()
    """Who may go before the last item, the earliest first."""


def elapsed(meeting: Meeting, item_id: ItemId, now: datetime) -> int:
    """Seconds the meeting has been on an item, all its turns together, adjournments left out."""
    return elapsed_on(meeting.item(item_id), now)


def elapsed_on(item: Item, now: datetime) -> int:
    """As ``elapsed``, of an item that is at hand."""
    return sum(_believed(_seconds(began, until or now), _planned(item)) for began, until in item.turns)


def coming(meeting: Meeting) -> tuple[Item, ...]:
    """What is left, in the order in which it will be taken; the item in hand is not among it.

    First what has not been taken, from the item in hand onwards and then what was passed over; last of all what
    was left without the outcome it needs.
    """
    place = next((i + 1 for i, item in enumerate(meeting.items) if item.id == meeting.current), 0)
    in_turn = (*meeting.items[place:], *meeting.items[:place])
    untaken = [item for item in in_turn if item.started_at is None and item.id != meeting.current]
    waiting = [item for item in undecided(meeting) if item.started_at is not None and item.id != meeting.current]
    return (*untaken, *waiting)


def expected_at(meeting: Meeting, item_id: ItemId, now: datetime) -> datetime | None:
    """When an item that is left is expected to begin; None for any other, and while that cannot be told."""
    if not _forecasts(meeting, now):
        return None
    at = _begins(meeting, now)
    for left in _left(meeting, now):
        if left.item.id == item_id:
            return at if item_id != meeting.current else None
        at += timedelta(seconds=left.seconds)
    return None


def may_go(meeting: Meeting, now: datetime, owing: Mapping[ItemId, frozenset[AgencyKey]]) -> tuple[MayGo, ...]:
    """Who may go before the last item, the earliest first; nobody while the panel does not sit, or no end can be told.

    Args:
        meeting: As it stands.
        now: The time.
        owing: Which agencies own open actions on each item's child or concern (``services.room.item_in_hand.owing``).
    """
    if meeting.state not in _SITTING or not _forecasts(meeting, now):
        # Each is told with a time of the clock, which is then not known.
        return ()
    return who_may_go(meeting, _left(meeting, now), _begins(meeting, now), owing)


def pace(
    meeting: Meeting,
    now: datetime,
    owing: Mapping[ItemId, frozenset[AgencyKey]] | None = None,
    *,
    tells_who_goes: bool = True,
) -> Pace:
    """The meeting's time now.

    The end is forecast as now, plus what is left of the item in hand (the larger of planned and elapsed counts), plus
    the planned time of everything else that is left.

    Args:
        meeting: As it stands.
        now: The time.
        owing: Which agencies own open actions on each item's child or concern (``item_in_hand.owing``); without it
            nobody is kept for an action.
        tells_who_goes: Whether ``may_go`` is wanted; it takes longer than all the rest.
    """
    current = next((item for item in meeting.items if item.id == meeting.current), None)
    left = _left(meeting, now)
    known = _forecasts(meeting, now)
    ends_at = _begins(meeting, now) + timedelta(seconds=sum(one.seconds for one in left)) if known else None
    over = _over(meeting, now, left) if known and meeting.opened_at is not None else 0
    tempo = _tempo(meeting, over, ends_at) if known and meeting.opened_at is not None else Tempo.UNKNOWN
    return Pace(
        place=meeting.items.index(current) + 1 if current is not None else 0,
        of=len(meeting.items),
        item_elapsed=elapsed_on(current, now) if current is not None else 0,
        item_planned=_planned(current) if current is not None else 0,
        over_minutes=int(over / _MINUTE),
        over_words=_over_words(over) if tempo is not Tempo.UNKNOWN else "",
        tempo=tempo,
        ends_at=ends_at if meeting.closed_at is None else meeting.closed_at,
        may_go=may_go(meeting, now, owing or {}) if tells_who_goes else (),
    )


_SITTING = (MeetingState.IN_SESSION,)
_FORECAST = (MeetingState.PLANNED, MeetingState.AGENDA_ISSUED, MeetingState.IN_SESSION)


def _forecasts(meeting: Meeting, now: datetime) -> bool:
    """Whether an end can be told: the meeting sits or is still to come, and its clock can be believed."""
    if meeting.state not in _FORECAST:
        return False
    open_turns = [t for item in meeting.items for t in item.turns if t[1] is None]
    return all(_seconds(began, now) <= LONGEST_TURN for began, _ in open_turns)


def _begins(meeting: Meeting, now: datetime) -> datetime:
    """From when what is left is counted: now, or the planned start that is still ahead."""
    starts = datetime.combine(meeting.held_on, meeting.planned.starts_at, ENGLAND).astimezone(UTC)
    now = now.astimezone(UTC)
    return max(now, starts) if meeting.opened_at is None else now


def _left(meeting: Meeting, now: datetime) -> tuple[Left, ...]:
    """The item in hand and everything that is left, with the time each still has."""
    current = [item for item in meeting.items if item.id == meeting.current]
    return tuple(
        Left(item=item, seconds=max(0, _planned(item) - elapsed_on(item, now))) for item in (*current, *coming(meeting))
    )


def _planned(item: Item) -> int:
    return item.agenda.minutes * _MINUTE


def _believed(seconds: int, planned: int) -> int:
    return seconds if seconds <= LONGEST_TURN else planned


def _seconds(earlier: datetime, later: datetime) -> int:
    """By timestamps, because two times of one zone are subtracted as the wall shows them, clock change or not."""
    return max(0, int(later.timestamp() - earlier.timestamp()))


def _over(meeting: Meeting, now: datetime, left: tuple[Left, ...]) -> int:
    """Seconds by which the meeting will be longer than its agenda; negative where there is time in hand."""
    sat = _opening(meeting, now) + sum(elapsed_on(item, now) for item in meeting.items)
    return _slip(meeting) + sat + sum(one.seconds for one in left) - sum(_planned(item) for item in meeting.items)


def _opening(meeting: Meeting, now: datetime) -> int:
    """What passed between the opening and the first item, adjournments left out."""
    if meeting.opened_at is None:
        return 0
    turned = [began for item in meeting.items for began, _ in item.turns]
    until = min(turned, default=now)
    stopped = sum(_seconds(began, min(ended or now, until)) for began, ended, _ in meeting.adjournments)
    return _believed(max(0, _seconds(meeting.opened_at, until) - stopped), 0)


def _slip(meeting: Meeting) -> int:
    """How much later than planned it was opened; nothing where it was held at another time of its own."""
    if meeting.opened_at is None:
        return 0
    planned = datetime.combine(meeting.held_on, meeting.planned.starts_at, ENGLAND)
    slip = int(meeting.opened_at.timestamp() - planned.timestamp())
    return slip if abs(slip) <= LONGEST_TURN else 0


def _tempo(meeting: Meeting, over: int, ends_at: datetime | None) -> Tempo:
    if ends_at is not None and _past_the_slot(meeting, ends_at):
        return Tempo.PAST_THE_SLOT
    if abs(over) < _MINUTE:
        return Tempo.ON_TIME
    return Tempo.OVER if over > 0 else Tempo.IN_HAND


def _past_the_slot(meeting: Meeting, ends_at: datetime) -> bool:
    """Later than the planned end by a minute; a meeting that goes on on another day has no slot."""
    local = ends_at.astimezone(ENGLAND)
    ends: time = meeting.planned.ends_at
    planned = datetime.combine(meeting.held_on, ends, ENGLAND)
    return local.date() == meeting.held_on and _seconds(planned, local) >= _MINUTE


def _over_words(over: int) -> str:
    minutes = abs(over) // _MINUTE
    if not minutes:
        return "on time"
    return f"{minutes} min {'over' if over > 0 else 'in hand'}"

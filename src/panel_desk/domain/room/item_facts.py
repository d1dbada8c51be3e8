"""The facts above the words of an item: what was decided before, what became of it, and how high the risk stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from panel_desk.domain.calendar import count_words, date_words, day_month, short_day
from panel_desk.domain.children.standing import ActionState, Decided
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.ids import ActionId, AgencyKey, ChildId, ConcernId, ItemId, MeetingId, PanelKey
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.risk import RiskAssessment, RiskScale

_HALF_A_YEAR = timedelta(days=183)
_TONES = {
    ActionStatus.COMPLETE: "green",
    ActionStatus.NOT_POSSIBLE: "amber",
    ActionStatus.NOT_DONE: "red",
}
"""Of closed actions; open ones are red once they are overdue."""


class LastDecision(Struct, frozen=True, kw_only=True):
    """The latest decision of any panel on the child or concern, before this meeting."""

    meeting_id: MeetingId
    reference: str
    panel: PanelKey
    held_on: date
    words: str
    """``29 October: continue with the plan, raise the level of risk to High``; another panel is named first."""
    reason: str = ""
    waits: bool = False
    """It was a recommendation that nobody has confirmed."""


class ActionFate(Struct, frozen=True, kw_only=True):
    """What became of an earlier action."""

    id: ActionId
    reference: str
    short: str
    """``03``, or the whole reference where another meeting's has that number too, or another panel asked."""
    owner: str
    """``Police, Khan``."""
    agency: AgencyKey
    what: str
    due_on: date
    status: str
    """``done``, ``6 days overdue``, ``due Fri 28 Nov``, ``not possible – circumstances changed``."""
    tone: str
    """``green``, ``red``, ``amber`` or ``neutral``."""
    is_open: bool
    reason: str = ""
    about: str = ""


class Beside(Struct, frozen=True, kw_only=True):
    """Another child or a concern worth seeing beside this one."""

    words: str
    """Initials and local ID, or the concern's name."""
    why: str
    item_id: ItemId | None = None
    """Where it stands on this very agenda."""
    child_id: ChildId | None = None
    concern_id: ConcernId | None = None


class ItemFacts(Struct, frozen=True, kw_only=True):
    """Everything shown above the words of an item; parts that say nothing are empty."""

    because: tuple[str, ...] = ()
    """Why it is listed, one sentence each, without a full stop."""
    last: LastDecision | None = None
    fates: tuple[ActionFate, ...] = ()
    """Earlier actions on the child or concern: open ones first, overdue before all; then those closed since the
    decision before. On the action log: every open action of the panel."""
    risk: str = ""
    """``High``."""
    risk_words: str = ""
    """``High since 29 October``."""
    risk_scale: str = ""
    """The scale's name."""
    risk_tone: str = "neutral"
    listed_risk: str = ""
    """As the case list words it, where no panel has set a level."""
    beside: tuple[Beside, ...] = ()
    sentence: str = ""
    """Of a fixed item: what there is to do: ``Minutes of SAFE-2026-10: circulated, to be confirmed``."""


def day_before(on: date, today: date) -> str:
    """``29 October``; with its year where that is more than half a year ago."""
    return day_month(on) if abs(today - on) < _HALF_A_YEAR else date_words(on)


def last_decision(meeting: Meeting, decided: Sequence[Decided]) -> LastDecision | None:
    """What the latest meeting before this one, of any panel, decided; everything it decided stands in one line.

    Args:
        meeting: This one, whose own decisions are passed over.
        decided: On the child or concern, newest first.
    """
    earlier = [d for d in decided if d.meeting_id != meeting.id and d.held_on <= meeting.held_on]
    if not earlier:
        return None
    newest = earlier[0]
    same = [d for d in reversed(earlier) if d.meeting_id == newest.meeting_id]
    day = day_before(newest.held_on, meeting.held_on)
    who = "" if newest.panel == meeting.definition.key else f"{newest.panel}, "
    waits = not all(d.quorate for d in same)
    said = ", ".join(_decided_words(d) for d in same)
    return LastDecision(
        meeting_id=newest.meeting_id,
        reference=newest.reference,
        panel=newest.panel,
        held_on=newest.held_on,
        words=f"{who}{day}: {'recommended, not confirmed: ' if waits else ''}{said}",
        reason="; ".join(dict.fromkeys(d.reason for d in same if d.reason)),
        waits=waits,
    )


def _decided_words(decided: Decided) -> str:
    """``continue with the plan``, ``raise the level of risk to High``, ``deferred``."""
    if decided.defers:
        return "deferred"
    words = decided.words.removeprefix("to ")
    if decided.risk is None:
        return words
    # Any decision may set a level; only some are worded so that it completes them.
    return f"{words} to {decided.risk.level}" if "risk" in words.casefold() else f"{words}, risk {decided.risk.level}"


def fates(
    meeting: Meeting, actions: Iterable[ActionState], last: LastDecision | None, today: date
) -> tuple[ActionFate, ...]:
    """What became of earlier actions on a child or concern: what is open, and what was closed since the last decision.

    Args:
        meeting: This one, whose own actions are passed over.
        actions: All on the child or concern, of any panel.
        last: The decision shown above them; where there is none, everything closed is told.
        today: By which they are overdue.
    """
    since = last.held_on if last is not None else date.min
    asked_then = last.meeting_id if last is not None else None
    shown = [
        action
        for action in actions
        if action.meeting_id != meeting.id
        and (action.status.is_open or action.meeting_id == asked_then or (action.status_on or since) >= since)
    ]
    return in_order(meeting, shown, today)


def in_order(meeting: Meeting, actions: Iterable[ActionState], today: date) -> tuple[ActionFate, ...]:
    """Overdue ones first, then what is due soonest, then what is closed by reference."""
    found = sorted(
        actions, key=lambda a: (not a.status.is_open, a.due_on if a.status.is_open else date.min, a.reference)
    )
    numbers = Counter(_number(a) for a in found)
    return tuple(_fate(a, today, plain=numbers[_number(a)] == 1 and a.panel == meeting.definition.key) for a in found)


def _number(action: ActionState) -> str:
    return action.reference.rpartition("/")[2]


def _fate(action: ActionState, today: date, *, plain: bool) -> ActionFate:
    overdue = action.is_overdue(today)
    name = f"{action.agency_name}, {action.owner.split()[-1]}" if action.owner.strip() else action.agency_name
    return ActionFate(
        id=action.id,
        reference=action.reference,
        short=_number(action) if plain else action.reference,
        owner=name,
        agency=action.agency,
        what=action.what,
        due_on=action.due_on,
        status=_fate_words(action, today),
        tone="red" if overdue else _TONES.get(action.status, "neutral"),
        is_open=action.status.is_open,
        reason=action.status_reason,
        about=action.about,
    )


def _fate_words(action: ActionState, today: date) -> str:
    if action.status is ActionStatus.COMPLETE:
        return "done"
    if not action.status.is_open:
        words: str = action.status.value
        return f"{words} by {action.successor}" if action.successor else words
    begun = "in progress, " if action.status is ActionStatus.IN_PROGRESS else ""
    if action.is_overdue(today):
        return f"{begun}{count_words((today - action.due_on).days, 'day')} overdue"
    return f"{begun}due {'today' if action.due_on == today else short_day(action.due_on)}"


class RiskTold(Struct, frozen=True, kw_only=True):
    """The level in words."""

    level: str = ""
    words: str = ""
    """``High since 29 October``; with the scale's name where it is not this panel's."""
    scale: str = ""
    tone: str = "neutral"


def risk_told(meeting: Meeting, decided: Sequence[Decided], scales: dict[str, RiskScale]) -> RiskTold:
    """The level that stands, and since when it has been that very level on that very scale.

    Args:
        meeting: This one: its panel's scale needs no name.
        decided: Newest first; a recommendation that nobody confirmed set nothing.
        scales: By name, for the place of the level.
    """
    steps = [d.risk for d in decided if d.risk is not None and d.quorate]
    if not steps:
        return RiskTold()
    now = steps[0]
    since = _since(now, steps)
    own = now.scale == meeting.definition.risk_scale.name
    scale = meeting.definition.risk_scale if own else scales.get(now.scale)
    return RiskTold(
        level=now.level,
        words=f"{now.level}{'' if own else f' ({now.scale})'} since {day_before(since, meeting.held_on)}",
        scale=now.scale,
        tone=_risk_tone(now, scale),
    )


def _since(now: RiskAssessment, newest_first: Iterable[RiskAssessment]) -> date:
    since = now.assessed_on
    for step in newest_first:
        if (step.scale, step.level) != (now.scale, now.level):
            break
        since = step.assessed_on
    return since


def _risk_tone(risk: RiskAssessment, scale: RiskScale | None) -> str:
    """Red for the highest level, amber for the one below it where there are more; a scale unknown says nothing."""
    if scale is None or scale.ordinal(risk.level) < 0:
        return "neutral"
    below = len(scale.levels) - 1 - scale.ordinal(risk.level)
    if below == 0:
        return "red"
    return "amber" if below == 1 and len(scale.levels) > 2 else "neutral"

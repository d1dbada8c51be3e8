"""What has been recorded of the item in hand, one row each: decisions, actions, dissent, interests. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from msgspec import Struct

from panel_desk.domain.calendar import clock, day_month, england_day, short_day
from panel_desk.domain.capture.deeds import (
    ActionDeed,
    CapturedDeed,
    DecisionDeed,
    DeclareDeed,
    DissentDeed,
    QuorumDeed,
)
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.items import DissentRecorded, InterestDeclared
from panel_desk.domain.ids import ActionId, PersonId
from panel_desk.domain.meeting.meetings import DecisionMade, Interest, Item, Meeting
from panel_desk.domain.meeting.quorum import words as quorum_words
from panel_desk.domain.minutes.attendance_words import known_person, name_of, out_words, time_words
from panel_desk.domain.minutes.opening_words import without_stop
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.meeting.item.item_view import Run

DECLARED: Final = "Declared"
"""The chip of an interest for which nobody has left the room."""
_FAR: Final = 183
"""Days; further from the meeting a day is told with its year."""


class RecordedRow(Struct, frozen=True, kw_only=True):
    """One thing that was recorded."""

    key: str
    """The same while it stands; what is chosen stays chosen."""
    chip: str
    tone: Tone
    runs: tuple[Run, ...]
    what: MeetingEvent | ActionId
    """What taking it back takes back."""
    deed: CapturedDeed
    """As the capture line would ask for it again."""
    reference: str = ""
    """Of an action."""
    out: PersonId | None = None
    """Who is out of the room for an interest now."""

    @property
    def plain(self) -> str:
        """All of it, for copying and for those who hear the screen."""
        return f"{self.chip}: {''.join(run.words for run in self.runs)}"


def recorded_rows(meeting: Meeting, item: Item, actions: Iterable[ActionState]) -> tuple[RecordedRow, ...]:
    """What stands recorded under an item: interests, the override, decisions with their dissent, actions.

    Args:
        meeting: As it stands.
        item: Of that meeting.
        actions: Those recorded at this meeting; of other items too.
    """
    rows = [_interest(meeting, item, interest) for interest in item.interests]
    if item.overridden is not None:
        rows.append(_override(meeting, item))
    rows += [_decision(meeting, made) for made in item.decisions]
    rows += [_dissent(meeting, line) for line in item.dissent]
    rows += [
        _action(meeting, action) for action in actions if action.item_id == item.id and action.meeting_id == meeting.id
    ]
    return tuple(rows)


def _decision(meeting: Meeting, made: DecisionMade) -> RecordedRow:
    decision = made.decision
    outcome = meeting.definition.outcome(decision.outcome)
    # “The panel DEFERRED the item to the next meeting”: what the chip says is not said again.
    words = outcome.words.removeprefix("the item " if outcome.defers else "to ").strip()
    told = f"{words[:1].upper()}{words[1:]}{' ' if decision.detail else ''}{_bare(decision.detail)}"
    reason = _bare(decision.reason)
    rest = [f" because {reason.removeprefix('because ')}" if reason else ""]
    rest += [f" · risk {decision.risk.level}"] if decision.risk is not None else []
    rest += [f" · held by {_bare(decision.held_by)}"] if decision.held_by else []
    if decision.review_on is not None:
        rest.append(f" · review {day_month(decision.review_on)}{_year(meeting, decision.review_on)}")
    waits = not decision.quorate and made.confirmed is None
    runs = [Run(told, strong=True), Run("".join(rest))]
    if not decision.quorate:
        runs.append(_standing(meeting, made))
    return RecordedRow(
        key=f"decision {decision.decision_id}",
        chip="Recommended" if waits else "Deferred" if outcome.defers else "Decided",
        tone=Tone.AMBER if waits else Tone.INFO if outcome.defers else Tone.ACCENT,
        runs=tuple(runs),
        what=decision,
        deed=DecisionDeed(
            outcome=decision.outcome,
            reason=decision.reason,
            review_on=decision.review_on,
            level=decision.risk.level if decision.risk is not None else "",
            held_by=decision.held_by,
            detail=decision.detail,
        ),
    )


def _standing(meeting: Meeting, made: DecisionMade) -> Run:
    """Of a decision without quorum: that it waits, or who confirmed it."""
    if made.confirmed is None:
        lacking = tuple(group for group in meeting.definition.quorum if set(group) <= set(made.decision.missing))
        without = f" without {quorum_words(meeting, lacking)}" if lacking else ""
        return Run(f" · a recommendation{without}, waits for the chair’s confirmation", Tone.AMBER)
    by = name_of(meeting, made.confirmed.by)
    return Run(f" · confirmed by {by} on {day_month(england_day(made.confirmed.at))}", Tone.GREEN)


def _year(meeting: Meeting, day: date) -> str:
    """Told only of a day that nobody would take for this meeting's half year."""
    return f" {day.year}" if abs((day - meeting.held_on).days) > _FAR else ""


def _action(meeting: Meeting, action: ActionState) -> RecordedRow:
    surname = action.owner.split()[-1] if action.owner.strip() else ""
    who = f"{action.agency_name} ({surname})" if surname else action.agency_name
    due = f"{short_day(action.due_on)}{_year(meeting, action.due_on)}"
    closed = "" if action.status.is_open else f" · {action.status.value}"
    return RecordedRow(
        key=f"action {action.id}",
        chip=f"Action {action.reference.rpartition('/')[2]}",
        tone=Tone.INFO,
        runs=(Run(who, strong=True), Run(f" {action.what} · by {due}{closed}")),
        what=action.id,
        deed=ActionDeed(what=action.what, agency=action.agency, due_on=action.due_on, owner_id=action.owner_id),
        reference=action.reference,
    )


def _dissent(meeting: Meeting, line: DissentRecorded) -> RecordedRow:
    person = known_person(meeting, line.person_id)
    who = meeting.definition.agency_name(person.agency) if person else name_of(meeting, line.person_id)
    return RecordedRow(
        key=f"dissent {line.person_id} {line.words}",
        chip="Dissent",
        tone=Tone.AMBER,
        runs=(Run(who, strong=True), Run(f" {line.words}")),
        what=line,
        deed=DissentDeed(person_id=line.person_id, words=line.words),
    )


def _interest(meeting: Meeting, item: Item, interest: Interest) -> RecordedRow:
    chip = "Stepped out" if interest.is_out else "Came back" if interest.out_at is not None else DECLARED
    here = chip == DECLARED and meeting.current == item.id
    return RecordedRow(
        key=f"interest {interest.person_id} {interest.declared_at.isoformat()}",
        chip=chip,
        tone=Tone.AMBER if interest.is_out or here else Tone.NEUTRAL,
        runs=(
            Run(name_of(meeting, interest.person_id), strong=True),
            Run(f" {without_stop(interest.nature)} · {'in the room' if here else out_words(meeting, interest)}"),
        ),
        what=InterestDeclared(
            meeting_id=meeting.id,
            item_id=item.id,
            person_id=interest.person_id,
            nature=interest.nature,
            at=interest.declared_at,
        ),
        deed=DeclareDeed(person_id=interest.person_id, nature=interest.nature, stays=interest.out_at is None),
        out=interest.person_id if interest.is_out else None,
    )


def _override(meeting: Meeting, item: Item) -> RecordedRow:
    ruling = item.overridden
    if ruling is None:
        raise AssertionError("asked only where a ruling stands")
    by = f"{name_of(meeting, ruling.by)}, {time_words(meeting, ruling.at)}"
    return RecordedRow(
        key=f"override {clock(ruling.at)} {ruling.by}",
        chip="Quorum",
        tone=Tone.AMBER,
        runs=(Run("Decided without quorum", strong=True), Run(f" because {_bare(ruling.reason)} ({by})")),
        what=ruling,
        deed=QuorumDeed(reason=ruling.reason),
    )


def _bare(words: str) -> str:
    return words.strip().rstrip(".").rstrip()

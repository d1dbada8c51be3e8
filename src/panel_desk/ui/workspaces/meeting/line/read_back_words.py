"""One item's record as the chair reads it out: what was agreed and why, who does what by when, what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from panel_desk.domain.calendar import date_words, day_month, day_words
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meeting.meetings import DecisionMade, Item, Meeting
from panel_desk.domain.minutes.decision_words import dissent_words, resolved
from panel_desk.ui.theme.tones import Tone

_VERBS: Final = {"AGREED": "We agreed", "NOTED": "We noted", "RESOLVED": "We resolved", "DEFERRED": "We deferred"}
UNDECIDED: Final = "No outcome yet: decide or defer."


class ReadBackLine(Struct, frozen=True):
    """One sentence, and its colour where it needs one."""

    words: str
    tone: Tone | None = None


class ReadBackView(Struct, frozen=True):
    """What is read back of one item."""

    heading: str
    lines: tuple[ReadBackLine, ...]


def read_back(meeting: Meeting, item_id: ItemId, actions: Sequence[ActionState]) -> ReadBackView:
    """What is read back before the meeting leaves an item.

    Args:
        meeting: As it stands.
        item_id: The item it leaves.
        actions: Those recorded at this meeting; of other items too.
    """
    item = meeting.item(item_id)
    lines: list[ReadBackLine] = []
    for made in item.decisions:
        lines.extend(_decision(meeting, item, made))
    lines.extend(ReadBackLine(words) for words in dissent_words(meeting, item))
    if item.needs_outcome and not item.decisions:
        lines.append(ReadBackLine(UNDECIDED, Tone.AMBER))
    lines.extend(ReadBackLine(_asked(meeting, each)) for each in actions if _belongs(each, meeting, item))
    return ReadBackView(f"{meeting.number(item_id)} {_title(item)}", tuple(lines))


def _belongs(action: ActionState, meeting: Meeting, item: Item) -> bool:
    here = action.meeting_id == meeting.id and action.item_id == item.id
    return here and action.status is not ActionStatus.SUPERSEDED


def _title(item: Item) -> str:
    child, concern = item.agenda.child, item.agenda.concern
    if child is not None:
        return f"{child.initials} · {child.local_id}"
    return concern.name if concern is not None else item.agenda.title


def _decision(meeting: Meeting, item: Item, made: DecisionMade) -> list[ReadBackLine]:
    """``We agreed to step the case up to MACE, because …; review 10 December.`` and, in amber, that it only advises."""
    said = resolved(meeting, item, made)
    parts = [said.words.rstrip("."), said.risk, said.held_by]
    review = made.decision.review_on
    if review is not None:
        year = meeting.held_on.year
        parts.append(f"review {_whole(day_month(review) if review.year == year else date_words(review))}")
    rest = [_small(each.rstrip(".")) for each in parts[1:] if each]
    sentence = "; ".join([parts[0], *rest])
    lines = [ReadBackLine(f"{_VERBS.get(said.verb, 'We agreed')} {sentence}.")]
    if said.standing:
        lines.append(ReadBackLine(said.standing, Tone.AMBER))
    return lines


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _asked(meeting: Meeting, action: ActionState) -> str:
    """``Police, DS Imran Khan: … by Friday 27 November.``"""
    who = f"{action.agency_name}, {action.owner}" if action.owner else action.agency_name
    day = day_words(action.due_on).removesuffix(f" {meeting.held_on.year}")
    return f"{who}: {action.what.rstrip(' .')} by {_whole(day)}."


def _whole(day: str) -> str:
    """A date that does not break at the end of a row."""
    return day.replace(" ", "\u00a0")

"""Which meetings' minutes tell of feedback: each thing once, at the first meeting that can still tell it.

An answer is told once too, with what it answers. Meetings are gone through in the order in which they ended, each with
what was known there: what one of them told never depends on later news, and nothing waits for a meeting that is over.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.events.meetings import (
    MeetingCancelled,
    MeetingClosed,
    MeetingOpened,
    MeetingPlanned,
    MeetingReopened,
    MeetingReplanned,
)
from panel_desk.domain.events.strategy import AnswerWithdrawn, FeedbackAnswered
from panel_desk.domain.ids import ChildId, EventId, FeedbackId, MeetingId, PanelKey
from panel_desk.domain.strategy.feedback import Feedback
from panel_desk.domain.strategy.feedback_rules import spoken_from
from panel_desk.domain.strategy.feedback_told import Spoken


class News(NamedTuple):
    """An event with its place in the journal."""

    seq: int
    event_id: EventId
    event: Event | None


class Sitting(Struct, frozen=True, kw_only=True):
    """One place where a meeting ended; one that was opened again has several. A sitting one ends at the newest."""

    meeting_id: MeetingId
    panel: PanelKey
    held_on: date
    ended: int
    """The journal's place."""
    children: frozenset[ChildId] = frozenset()
    """On the agenda by then."""
    has_voice: bool = False
    """The panel has a section for what children and families say."""
    told: frozenset[FeedbackId] | None = None
    """Of a purged meeting, what its minutes told; None: look."""
    for_good: bool = False
    """The meeting never ended again later."""


StillToCome: TypeAlias = Callable[[MeetingId, Sitting], bool]
"""Whether a meeting could still tell what was recorded for it, when another one ended."""


def told_at(
    said: Sequence[News], sittings: Sequence[Sitting], still_to_come: StillToCome
) -> Mapping[MeetingId, frozenset[int]]:
    """The meetings whose minutes tell of one feedback, each with the journal's places of the answers it tells.

    Args:
        said: The events of the feedback, in their order.
        sittings: Of all panels, in the order in which they ended.
        still_to_come: See there.
    """
    told: dict[MeetingId, frozenset[int]] = {}
    may_change: set[MeetingId] = set()
    known: Sequence[News] = ()
    spoken: Spoken | None = None
    answers: frozenset[int] = frozenset()
    first = bisect_left(sittings, said[0].seq, key=lambda one: one.ended) if said else len(sittings)
    for sitting in islice(sittings, first, None):
        if told and not may_change and len(known) == len(said):
            # Nothing was said, done or opened again since: ten years of meetings need not be gone through.
            break
        place = bisect_right(said, sitting.ended, key=lambda news: news.seq)
        if place != len(known):
            known = said[:place]
            spoken, answers = spoken_from(news.event for news in known), _standing(known)
        if spoken is None:
            continue
        own = told.pop(sitting.meeting_id, None)
        may_change.discard(sitting.meeting_id)
        if sitting.told is not None:
            if spoken.feedback.id in sitting.told:
                told[sitting.meeting_id] = answers
                may_change.add(sitting.meeting_id)
            continue
        elsewhere = frozenset[int]().union(*told.values())
        is_news = own is not None or not told or bool(answers - elsewhere)
        if spoken.withdrawn or not is_news or not _hears(sitting, spoken.feedback):
            continue
        awaited = spoken.feedback.at_meeting
        if told or awaited in {None, sitting.meeting_id} or not still_to_come(awaited, sitting):
            told[sitting.meeting_id] = answers
            if not sitting.for_good:
                may_change.add(sitting.meeting_id)
    return told


def still_to_come(events: Sequence[News], sitting: Sitting) -> bool:
    """Whether a meeting, by its events, could still tell something when another one ended.

    It could not where it was cancelled or over by then, or had been passed over: a later meeting was held before it.
    """
    known = [news for news in events if news.seq <= sitting.ended]
    undone: set[EventId] = set()
    for news in reversed(known):
        if isinstance(news.event, DeedUndone) and news.event_id not in undone:
            undone.update(news.event.event_ids)
    day: date | None = None
    begun = over = False
    for news in known:
        if news.event_id in undone:
            continue
        match news.event:
            case MeetingPlanned(held_on=held_on) | MeetingReplanned(held_on=held_on):
                day = held_on
            case MeetingOpened() | MeetingReopened():
                begun, over = True, False
            case MeetingClosed() | MeetingCancelled():
                over = True
            case _:
                pass
    return day is not None and not over and (begun or day >= sitting.held_on)


def _standing(known: Sequence[News]) -> frozenset[int]:
    """The journal's places of answers that were not withdrawn."""
    given = [news.seq for news in known if isinstance(news.event, FeedbackAnswered)]
    gone = {news.event.number for news in known if isinstance(news.event, AnswerWithdrawn)}
    return frozenset(seq for number, seq in enumerate(given, start=1) if number not in gone)


def _hears(sitting: Sitting, said: Feedback) -> bool:
    """Whether a meeting is one for this: its own, or of its panel with its child on the agenda."""
    if said.at_meeting == sitting.meeting_id:
        return True
    if said.panel and said.panel != sitting.panel:
        return False
    if said.child_id is not None:
        return said.child_id in sitting.children
    return bool(said.panel) or sitting.has_voice

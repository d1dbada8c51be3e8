"""Which minutes tell of an action or of the plan: these go not before the last of them, so that none loses anything."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from panel_desk.domain.ids import MeetingId, PanelKey
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import retention as queries
from panel_desk.vault.queries.retention import ActionKept, SittingKept

_NEVER = 1 << 62


class _Span(NamedTuple):
    """The journal's places around a meeting, as ``services.minutes`` has them."""

    meeting_id: MeetingId
    panel: PanelKey
    began: int
    opened: int
    closed: int
    has_plan: bool

    def tells(self, action: ActionKept) -> bool:
        """Whether the log of actions in its minutes holds an action of an earlier meeting."""
        if action.meeting_id == self.meeting_id or action.panel != self.panel:
            return False
        first = action.steps[0].seq
        if first > self.closed:
            return False
        if first > self.began:
            return first <= self.opened
        place = bisect_right(action.steps, self.began, key=lambda step: step.seq)
        return action.steps[place - 1].is_open


class ToldInMinutes:
    """Reads once which meetings that are still kept tell of what."""

    def __init__(self, db: Database) -> None:
        self.actions: tuple[ActionKept, ...] = queries.actions_kept(db)
        spans = self._spans = tuple(_spans(queries.sittings_kept(db)))
        kept = {span.meeting_id for span in spans}
        self.keys: Mapping[str, frozenset[str]] = {
            one.id: frozenset(
                f"meeting:{meeting_id}"
                for meeting_id in (
                    *([one.meeting_id] if one.meeting_id in kept else []),
                    *(span.meeting_id for span in spans if span.tells(one)),
                )
            )
            for one in self.actions
        }
        """By action, the keys of the meetings that tell of it, its own included."""

    def about(self) -> Iterator[tuple[str | None, str | None, frozenset[str]]]:
        """Of each action the local ID and the concern it is about, with the meetings that tell of it."""
        for one in self.actions:
            yield one.local_id, one.concern_id, self.keys[one.id]

    def of_plan(self, first: int, closed: int | None) -> frozenset[str]:
        """The keys of the meetings whose minutes tell of an objective.

        Args:
            first: The journal's place where it was set.
            closed: Where it was closed; None where it is followed.
        """
        # Where no meeting came before, the minutes tell of all that was ever set.
        return frozenset(
            f"meeting:{span.meeting_id}"
            for span in self._spans
            if span.has_plan
            and first <= span.closed
            and (closed is None or span.began == span.opened or closed > span.began)
        )

    def of_meeting(
        self, key: str, own: Sequence[str]
    ) -> tuple[tuple[str, ...], tuple[tuple[str, frozenset[str]], ...]]:
        """The streams of actions that go with a meeting, and those that others tell of too, with their keys.

        Args:
            key: Of the meeting.
            own: What it asked for, taken back ones included.
        """
        alone = [f"action/{one}" for one in own if self.keys.get(one, {key}) == {key}]
        alone += [f"action/{one}" for one, keys in self.keys.items() if keys == {key} and one not in own]
        shared = tuple(
            (f"action/{one}", keys - {key}) for one, keys in self.keys.items() if key in keys and keys != {key}
        )
        return tuple(alone), shared


def _spans(sittings: Sequence[SittingKept]) -> Iterator[_Span]:
    """Every kept meeting with the place where the panel's sitting before it ended."""
    of_id = {one.id: one for one in sittings}
    for one in sittings:
        if one.is_gone:
            continue
        opened = one.opened if one.opened is not None else _NEVER
        earlier, began = one.previous, None
        while began is None and earlier in of_id:
            ended = [place for place in of_id[earlier].closings if place < opened]
            began, earlier = (ended[-1] if ended else None), of_id[earlier].previous
        closed = one.closings[-1] if one.closings and one.is_closed else _NEVER
        yield _Span(one.id, one.panel, opened if began is None else began, opened, closed, one.has_plan)

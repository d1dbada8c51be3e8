"""Plays a script without a window: each line is read by the grammar and recorded by the services."""

from __future__ import annotations

from collections.abc import Iterable

from tests.journeys.room_script import RoomClock, Step, Typed
from tests.services.desk_builders import ASHA, TestDesk

from panel_desk.domain.capture.deeds import (
    ActionDeed,
    ActionFromNoteDeed,
    CapturedDeed,
    NextDeed,
    SectionDeed,
    TurnDeed,
)
from panel_desk.domain.capture.reading import read
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import MeetingId, PanelKey
from panel_desk.services.desk import Desk


class Recorder:
    """Stands at one meeting, with the part that plain text goes to."""

    def __init__(self, at: TestDesk, clock: RoomClock, meeting_id: MeetingId) -> None:
        self.at = at
        self._clock = clock
        self._meeting_id = meeting_id
        self._section = NoteSection.DISCUSSION
        self._paragraph = ""
        self.said: list[str] = []

    def play(self, steps: Iterable[Step]) -> None:
        """Every step; one that is refused though it must not be, or the other way round, fails with its line."""
        for step in steps:
            self._clock.set(step.at)
            if step.typed is Typed.CHECK:
                check(self.at.desk, step)
                continue
            told = self._try(step)
            assert bool(told) == bool(step.refused), f"line {step.number}: {step.text!r}: {told or 'was not refused'}"
            assert step.refused.casefold() in told.casefold(), f"line {step.number}: {told}"

    def _try(self, step: Step) -> str:
        """The refusal of a step, in words; empty where it was recorded."""
        at = self.at.desk.recording.context(self._meeting_id, section=self._section)
        reading = read(step.text, at)
        if reading.deed is None:
            return reading.missing or "nothing is missing and yet there is no deed"
        deed = reading.deed
        if step.typed is Typed.WORDS:
            self._paragraph = step.text
        if step.typed is Typed.ACTION_OF_WORDS and isinstance(deed, ActionDeed):
            deed = ActionFromNoteDeed(section=self._section, paragraph=self._paragraph, action=deed)
        try:
            self._record(deed)
        except DeskError as error:
            return error.sentence
        return ""

    def _record(self, deed: CapturedDeed) -> None:
        if isinstance(deed, SectionDeed):
            self._section = deed.section
            return
        self.said.append(self.at.desk.recording.record(ASHA, self._meeting_id, deed).said)
        if isinstance(deed, NextDeed | TurnDeed):
            self._section = NoteSection.DISCUSSION


def check(desk: Desk, step: Step) -> None:
    """``pool MACE 104101``: the child stands in that panel's pool now."""
    word, panel, local_id = step.text.split()
    assert word == "pool", step.text
    pool = in_pool(desk, PanelKey(panel))
    assert local_id in pool, f"line {step.number}: {local_id} is not in the pool of {panel}, which has {sorted(pool)}"


def in_pool(desk: Desk, panel: PanelKey) -> set[str]:
    """Local IDs of the children that the panel's next planned meeting proposes or has."""
    (line,) = [m for m in desk.planning.all() if m.panel == panel and m.state.value == "planned"]
    board = desk.agendas.candidates(line.id)
    return {c.child.local_id for c in board if c.child is not None}

"""One desk for a year, with a model beside it: every deed is tried whole, and chances choose among what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import TypeVar

from tests.journeys.year_model import Undoable, YearModel
from tests.services.desk_builders import ASHA, CSC, HEALTH, POLICE, TestDesk
from tests.services.signing_keys import Keys, plant

from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.people import Person
from panel_desk.services.book import Deed

T = TypeVar("T")
COMING = (MeetingState.IN_SESSION, MeetingState.ADJOURNED, MeetingState.AGENDA_ISSUED, MeetingState.PLANNED)


class YearDesk:
    """The desk, its model, and how a deed is tried: it is done, or leaves everything as it was."""

    def __init__(self, at: TestDesk, keys: Keys) -> None:
        self.at = at
        self.model = YearModel()
        self.meetings: list[MeetingId] = []
        self.signings = 0
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        plant(at, keys)
        for name, agency in (("R. Castellan", CSC), ("Ife Bello", POLICE), ("Alex Morgan", HEALTH)):
            self.at.desk.people.add(ASHA, name, agency)
        self.people = self.at.desk.people.everyone()

    # How a deed is tried

    def attempt(self, kind: str, deed: Callable[[], T]) -> T | None:
        """The deed's result; None where it was refused in a sentence and nothing at all was changed."""
        before = self._everything()
        try:
            result = deed()
        except DeskError as error:
            sentence = error.sentence
        else:
            self.done[kind] += 1
            return result
        assert sentence.endswith((".", "?")), sentence
        assert self._everything() == before, f"{kind} was refused and left something behind"
        self.refused[kind] += 1
        return None

    def _everything(self) -> tuple[object, ...]:
        conn = self.at.desk.book.db.conn
        kept = conn.execute("SELECT (SELECT count(*) FROM kept_file), (SELECT count(*) FROM anchor)").fetchone()
        return (self.at.desk.book.head().text, self.at.tables(), kept)

    def in_meeting(self, kind: str, meeting_id: MeetingId, deed: Callable[[], Deed]) -> Deed | None:
        """A deed inside a meeting: remembered for undo, and its closed minutes may say it from now on."""
        made = self.attempt(kind, deed)
        if made is not None:
            self.retell(meeting_id)
        return made

    def undoable(self, kind: str, meeting_id: MeetingId, deed: Callable[[], Deed]) -> None:
        """The same, where only the desk need forget it."""
        made = self.in_meeting(kind, meeting_id, deed)
        if made is not None:
            self.model.undoable.append(Undoable(meeting_id, made, lambda: None))

    def retell(self, meeting_id: MeetingId) -> None:
        """The minutes of a closed meeting, after a deed of its own."""
        if meeting_id in self.model.closed:
            self.model.closed[meeting_id] = self.at.desk.minutes.value(meeting_id).sections

    def meeting(self, pick: int) -> Meeting:
        """Any meeting, but mostly the one that sits or is the next to sit."""
        everyone = self.all()
        waiting = [m for state in COMING for m in everyone if m.state is state]
        return (waiting or everyone[::-1])[0] if pick % 4 else everyone[pick // 4 % len(everyone)]

    # What is chosen

    def meeting_fit(self, pick: int, states: Sequence[MeetingState]) -> Meeting:
        """Mostly one on which a deed of these states may be done."""
        fit = [m for m in self.all() if m.state in states]
        found = one(fit, pick // 4) if pick % 4 else None
        return found if found is not None else self.meeting(pick)

    def all(self) -> list[Meeting]:
        return [self.at.desk.meetings.meeting(meeting_id) for meeting_id in self.meetings]

    def person(self, pick: int) -> Person:
        return self.people[pick % len(self.people)]

    def presiding(self, meeting: Meeting, pick: int) -> Person:
        """Who presides, or anybody."""
        presiding = [p for p in self.people if p.id == meeting.presiding]
        return presiding[0] if presiding and pick % 2 else self.person(pick)

    def item_id(self, meeting: Meeting, pick: int) -> ItemId:
        item = one(meeting.items, pick)
        return item.id if item else ItemId("none")

    def case_id(self, meeting: Meeting, pick: int) -> ItemId:
        """A case, the one in hand most often; where there is none, a standing item."""
        cases = [item for item in meeting.items if item.needs_outcome]
        in_hand = [item for item in cases if item.id == meeting.current]
        item = one(in_hand if in_hand and pick % 4 else cases, pick)
        return item.id if item else self.item_id(meeting, pick)

    def today(self) -> date:
        return self.at.clock().date()

    def wait_until(self, day: date) -> None:
        if self.today() < day:
            self.at.clock.set(day, time(10))


def one(things: Sequence[T], pick: int) -> T | None:
    """One of several; None of none."""
    return things[pick % len(things)] if things else None

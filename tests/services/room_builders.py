"""A SAFE panel in session, at its first case, to press deeds in; October's is over, with an action of the police."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from tests.services.desk_builders import (
    ASHA,
    CONCERN_HEADINGS,
    DECEMBER,
    MACE,
    NOVEMBER,
    POLICE,
    SAFE,
    TestDesk,
    a_desk,
    a_list,
    a_profile,
    child,
)

from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.deeds import ActionDeed, CapturedDeed, DecisionDeed, TurnDeed
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId, PanelKey, PersonId
from panel_desk.domain.meeting.meetings import Item, Meeting
from panel_desk.services.room.recording import Recorded
from panel_desk.services.room.typed_words import RoomWords
from panel_desk.vault.projections import project_reading
from panel_desk.vault.rebuild import differing_tables

D, VOICE = NoteSection.DISCUSSION, NoteSection.VOICE
OLD = "SAFE-2026-10/01"
"""The action of the meeting before."""
KEPT = {"undo", "undone", "burned_number"}
"""Tables in which an undo leaves its trace."""


class InRoom:
    """The room with one meeting in it."""

    __test__ = False

    def __init__(self, at: TestDesk, meeting_id: MeetingId) -> None:
        self.at = at
        self.desk = at.desk
        self.meeting_id = meeting_id

    @property
    def meeting(self) -> Meeting:
        """As it stands."""
        return self.desk.meetings.meeting(self.meeting_id)

    @property
    def current(self) -> ItemId:
        """The item in hand."""
        assert self.meeting.current is not None
        return self.meeting.current

    @property
    def item(self) -> Item:
        """The item in hand, as it stands."""
        return self.meeting.item(self.current)

    @property
    def cases(self) -> tuple[ItemId, ...]:
        """Every item that needs an outcome."""
        return tuple(item.id for item in self.at.cases(self.meeting_id))

    @property
    def context(self) -> CaptureContext:
        """What a line may name now."""
        return self.desk.recording.context(self.meeting_id)

    def who(self, name: str) -> PersonId:
        """By name."""
        return self.at.person(name).id

    def press(self, deed: CapturedDeed, words: RoomWords | None = None, *, actor: PersonId = ASHA) -> str:
        """Enter; what was said."""
        done: Recorded = self.desk.recording.record(actor, self.meeting_id, deed, words=words)
        return done.said

    def typed(self, text: str, section: NoteSection = D, **more: object) -> RoomWords:
        """The editor with a text in one part of the item in hand."""
        return RoomWords(item_id=self.current, texts={section: text}, section=section, **more)  # type: ignore[arg-type]

    def keep(self, words: RoomWords) -> RoomWords:
        """Kept as the window does."""
        self.desk.typed_words.keep(self.meeting_id, words)
        return words

    def kept(self) -> RoomWords | None:
        """What the room would open with."""
        return self.desk.typed_words.kept(self.meeting_id)

    def note(self, section: NoteSection = D, item_id: ItemId | None = None) -> str:
        """What is recorded."""
        return self.meeting.item(item_id or self.current).notes.get(section, "")

    def decide(self, outcome: str = "continue") -> str:
        """The item in hand, in the simplest way."""
        return self.press(DecisionDeed(outcome=outcome, reason="the plan holds", review_on=DECEMBER))

    def turn(self, place: int) -> None:
        """To a case by its place among the cases."""
        self.press(TurnDeed(item_id=self.cases[place]))

    def rows(self) -> dict[str, object]:
        """Every table, but for what an undo leaves."""
        return {name: found for name, found in self.at.tables().items() if name not in KEPT}

    def is_whole(self) -> bool:
        """Whether the tables are what the journal makes."""
        book = self.desk.book
        return differing_tables(book.vault, book.journal, project_reading(book.db.conn)) == ()


def an_action(what: str = "Call the school", *, due_on: date = DECEMBER) -> ActionDeed:
    """For the police."""
    return ActionDeed(what=what, agency=POLICE, due_on=due_on)


def filled(at: TestDesk) -> None:
    """Three children and a place on the lists."""
    at.bring(a_profile(child("101"), child("102", surname="Young"), child("103", surname="Zane")))
    at.bring(a_list(CONCERN_HEADINGS, ("Location", "Mill Park", "Meeting point", "Police", "01/09/2026")), "places.csv")


def enter(at: TestDesk, panel: PanelKey = SAFE) -> InRoom:
    """November's panel, at its first case."""
    if panel == SAFE:
        october = at.opened()
        at.ask(october)
        at.close(october)
        at.desk.minutes.draft(ASHA, october)
        at.desk.minutes.circulate(ASHA, october)
    room = InRoom(at, at.opened(panel, NOVEMBER))
    room.turn(0)
    return room


@contextmanager
def a_room(panel: PanelKey = SAFE) -> Iterator[InRoom]:
    """On a desk in memory."""
    with a_desk() as at:
        filled(at)
        yield enter(at, panel)


__all__ = ["MACE", "OLD", "VOICE", "D", "InRoom", "a_room", "an_action", "enter", "filled"]

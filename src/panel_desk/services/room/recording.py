"""How the meeting room gets into the record: one press is one deed, and one undo takes it back."""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.deeds import (
    CapturedDeed,
    CloseDeed,
    NextDeed,
    RedoDeed,
    TurnDeed,
    UndoDeed,
)
from panel_desk.domain.errors import refused
from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.items import NoteRecorded, NoteSection
from panel_desk.domain.events.meetings import ItemStarted
from panel_desk.domain.ids import ActionId, EventId, ItemId, MeetingId, PersonId
from panel_desk.domain.meeting import item_deeds
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.typed_text import rebased
from panel_desk.services.actions import Actions
from panel_desk.services.agendas import Agendas
from panel_desk.services.book import Book, Deed
from panel_desk.services.meetings import Meetings
from panel_desk.services.minutes import MinutesDeeds
from panel_desk.services.planning import Planning
from panel_desk.services.room.opening import Opening
from panel_desk.services.room.room_attendance import PeopleDeed, RoomAttendance
from panel_desk.services.room.room_context import RoomContext
from panel_desk.services.room.room_course import CourseDeed, RoomCourse
from panel_desk.services.room.room_deed import RoomPress
from panel_desk.services.room.room_items import ItemDeed, RoomItems
from panel_desk.services.room.room_taking_back import RoomTakingBack
from panel_desk.services.room.typed_words import RoomWords, TypedWords
from panel_desk.services.taking_back import Undoing

_Texts = dict[ItemId, dict[NoteSection, str]]


class Recorded(Struct, frozen=True, kw_only=True):
    """What a press did."""

    said: str
    """For the message, a sentence."""


class Recording:
    """Records the deeds of the meeting room."""

    def __init__(
        self,
        book: Book,
        meetings: Meetings,
        *,
        agendas: Agendas,
        actions: Actions,
        minutes: MinutesDeeds,
        opening: Opening,
        planning: Planning,
        undoing: Undoing,
        typed_words: TypedWords,
    ) -> None:
        self._meetings = meetings
        self._undoing = undoing
        self._typed_words = typed_words
        self._context = RoomContext(book, meetings, planning)
        self._attendance = RoomAttendance(book, meetings)
        self._items = RoomItems(book, meetings, actions)
        self._course = RoomCourse(meetings, agendas, minutes, opening)
        self._taking_back = RoomTakingBack(book, meetings, undoing)
        self._typed: set[EventId] = set()
        """Of notes that were recorded on the way to another deed: undone, their words go back into the editor."""

    def context(
        self,
        meeting_id: MeetingId,
        *,
        section: NoteSection = NoteSection.DISCUSSION,
        item_id: ItemId | None = None,
    ) -> CaptureContext:
        """What a line typed now may name. Quick enough to be asked at every key.

        Args:
            meeting_id: Which meeting.
            section: The part that plain text goes to.
            item_id: Under which item; None: the one in hand.
        """
        return self._context.context(meeting_id, section, item_id)

    def record(
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        deed: CapturedDeed,
        *,
        item_id: ItemId | None = None,
        words: RoomWords | None = None,
        section: NoteSection = NoteSection.DISCUSSION,
    ) -> Recorded:
        """Record one press.

        Args:
            actor: Who pressed.
            meeting_id: In which meeting.
            deed: What the line asks for; no ``SectionDeed``, which records nothing.
            item_id: Under which item; None: the one in hand.
            words: What stands in the editor now. Where it differs from the record it is recorded first, as a deed of
                its own; with leaving an item, as part of that deed. None: what was kept of it stands for it.
            section: The part in sight, where there is no editor to say it.

        Raises:
            DeskError: where a rule says no: nothing is recorded then, and what was typed stays a draft.
        """
        if isinstance(deed, UndoDeed | RedoDeed):
            self._refuse_elsewhere(actor, meeting_id, deed)
        if isinstance(deed, UndoDeed):
            said = self._undone(actor, meeting_id, words)
            return Recorded(said=f"Taken back: {said}{_stop(said)}")
        if isinstance(deed, RedoDeed):
            said = self._redone(actor, meeting_id, words)
            return Recorded(said=f"Brought back: {said}{_stop(said)}")
        texts = self._typed_words.unrecorded(meeting_id, words)
        with self._meetings.together(meeting_id):
            done = self._press(actor, meeting_id, deed, item_id, words.section if words is not None else section, texts)
            leaves = isinstance(deed, NextDeed | TurnDeed | CloseDeed)
            self._typed_words.recorded(meeting_id, words, leaves=leaves, ends=isinstance(deed, CloseDeed))
        return Recorded(said=_sentence(self._undoing.words(done)) if done else "Nothing has changed.")

    def take_back(
        self, actor: PersonId, meeting_id: MeetingId, what: MeetingEvent | ActionId, *, words: RoomWords | None = None
    ) -> Recorded:
        """Take back the deed that recorded something, though others have followed it; typed words stay as they are.

        Args:
            actor: Who takes it back.
            meeting_id: In which meeting.
            what: The event as the meeting holds it, or the action's id.
            words: What stands in the editor now.

        Raises:
            DeskError: where it no longer stands, others have seen it, or something rests on it.
        """
        texts = self._typed_words.unrecorded(meeting_id, words)
        before = self._meetings.meeting(meeting_id)
        with self._meetings.together(meeting_id):
            said = self._taking_back.take_back(actor, meeting_id, what)
            self._typed_words.put_back(meeting_id, words, _rebased(texts, before, self._meetings.meeting(meeting_id)))
        return Recorded(said=f"Taken back: {said}{_stop(said)}")

    def undo(self, actor: PersonId) -> str:
        """Take the last deed back wherever it was done; typed words that go with a panel's deed are kept as a draft.

        Returns:
            What it was, in words.

        Raises:
            DeskError: as ``Undoing.undo``.
        """
        meeting_id = self._undoing.meeting_of(self._undoing.last_deed(actor))
        return self._undoing.undo(actor) if meeting_id is None else self._undone(actor, meeting_id, None)

    def redo(self, actor: PersonId) -> str:
        """Bring back what was taken back last, wherever it was done.

        Returns:
            What it was, in words.

        Raises:
            DeskError: as ``Undoing.redo``.
        """
        meeting_id = self._undoing.meeting_of(self._undoing.next_deed(actor))
        return self._undoing.redo(actor) if meeting_id is None else self._redone(actor, meeting_id, None)

    def _press(  # noqa: PLR0917 - what one press is
        self,
        actor: PersonId,
        meeting_id: MeetingId,
        deed: CapturedDeed,
        item_id: ItemId | None,
        section: NoteSection,
        texts: _Texts,
    ) -> Deed:
        notes = _notes(self._meetings.meeting(meeting_id), texts)
        leaving = isinstance(deed, NextDeed | TurnDeed)
        if notes and not leaving:
            typed = self._meetings.record_all(actor, *((meeting_id, note) for note in notes))
            self._typed |= {line.event_id for line in typed}
        meeting = self._meetings.meeting(meeting_id)
        at = RoomPress(
            actor=actor,
            meeting=meeting,
            item_id=item_id or meeting.current,
            section=section,
            left=notes if leaving else (),
        )
        if isinstance(deed, PeopleDeed):
            return self._attendance.record(at, deed)
        if isinstance(deed, CourseDeed):
            return self._course.record(at, deed)
        if isinstance(deed, ItemDeed):
            return self._items.record(at, deed)
        raise TypeError(f"{type(deed).__name__} is not recorded here")

    def _refuse_elsewhere(self, actor: PersonId, meeting_id: MeetingId, deed: UndoDeed | RedoDeed) -> None:
        """A room takes back nothing of another meeting, which nobody in it can see."""
        undoes = isinstance(deed, UndoDeed)
        if undoes and self._undoing.last(actor) is None:
            # Nothing, or nothing that is ever taken back: the undo itself says which.
            return
        other = self._undoing.meeting_of(self._undoing.last_deed(actor) if undoes else self._undoing.next_deed(actor))
        if other is not None and other != meeting_id:
            reference = self._meetings.meeting(other).reference
            back = "take it back" if undoes else "bring it back"
            raise refused(f"Your last deed was at {reference}, not here.", f"Go to {reference} to {back}.")

    def _undone(self, actor: PersonId, meeting_id: MeetingId, words: RoomWords | None) -> str:
        """Typed words whose recording is taken back stand in the editor again, as a draft.

        Their recording alone is no deed that anybody pressed: the one before it is taken back with it.
        """
        left = self._typed_words.unrecorded(meeting_id, words)
        with self._meetings.together(meeting_id):
            alone = True
            while alone:
                deed, before = self._undoing.last_deed(actor), self._meetings.meeting(meeting_id)
                said = self._undoing.undo(actor)
                texts, left = left, _rebased(left, before, self._meetings.meeting(meeting_id))
                for note in self._typed_of(deed):
                    of = left.setdefault(note.item_id, {})
                    of[note.section] = texts.get(note.item_id, {}).get(note.section, note.text)
                alone = self._is_typing(deed)
            self._typed_words.put_back(meeting_id, words, left)
        return said

    def _redone(self, actor: PersonId, meeting_id: MeetingId, words: RoomWords | None) -> str:
        """With a deed comes what was recorded as typed after it, for that went with it."""
        texts = self._typed_words.unrecorded(meeting_id, words)
        before = self._meetings.meeting(meeting_id)
        with self._meetings.together(meeting_id):
            said = self._undoing.redo(actor)
            while self._is_typing(self._undoing.next_deed(actor)):
                self._undoing.redo(actor)
            self._typed_words.put_back(meeting_id, words, _rebased(texts, before, self._meetings.meeting(meeting_id)))
        return said

    def _is_typing(self, deed: Deed) -> bool:
        """Whether a deed is nothing but typed words that were recorded on the way to another."""
        return bool(deed) and all(line.event_id in self._typed for line in deed)

    def _typed_of(self, deed: Deed) -> list[NoteRecorded]:
        leaving = any(isinstance(line.event, ItemStarted) for line in deed)
        return [
            line.event
            for line in deed
            if isinstance(line.event, NoteRecorded) and (leaving or line.event_id in self._typed)
        ]


def _notes(meeting: Meeting, texts: _Texts) -> tuple[NoteRecorded, ...]:
    """What was typed, as events; an item that is no longer on the agenda keeps its draft."""
    there = {item.id: item for item in meeting.items}
    return tuple(
        item_deeds.write(meeting, item_id, section, text)
        for item_id, of in texts.items()
        if item_id in there
        for section, text in of.items()
        if text.strip() != there[item_id].notes.get(section, "").strip()
    )


def _rebased(texts: _Texts, before: Meeting, now: Meeting) -> _Texts:
    was, is_now = _recorded(before), _recorded(now)
    found: _Texts = {}
    for item_id, of in texts.items():
        for section, typed in of.items():
            key = (item_id, section)
            recorded = is_now.get(key, "")
            text = rebased(typed, was.get(key, ""), recorded)
            if text.strip() != recorded.strip():
                found.setdefault(item_id, {})[section] = text
    return found


def _recorded(meeting: Meeting) -> dict[tuple[ItemId, NoteSection], str]:
    return {(item.id, section): text for item in meeting.items for section, text in item.notes.items()}


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}{_stop(words)}"


def _stop(words: str) -> str:
    """None after initials, which bring one."""
    return "" if words.endswith(".") else "."

"""What is typed in the meeting room, kept within moments of the last key: the whole state of the editor, as drafts.

A draft is no deed: it stands in no journal, and it goes in the transaction of the deed that its words become.
"""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Item, MeetingState
from panel_desk.domain.typed_text import both
from panel_desk.services.book import Book
from panel_desk.services.meetings import Meetings
from panel_desk.vault.drafts import Drafts
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries import streams

_FIELD = "room"
_SITTING = (MeetingState.IN_SESSION, MeetingState.ADJOURNED)


class RoomWords(Struct, frozen=True, kw_only=True):
    """The editor's whole state."""

    item_id: ItemId | None = None
    """The item the texts belong to; None before the first."""
    texts: dict[NoteSection, str] = {}
    """Each part whole, as it stands in the editor; a part left out reads as it was recorded."""
    section: NoteSection = NoteSection.DISCUSSION
    """The part in sight."""
    cursor: int = 0
    """Where in that part's text."""
    line: str = ""
    """What stands in the capture line."""


class _Text(Struct, frozen=True, array_like=True):
    """A part's text that is not in the record yet."""

    text: str
    based_on: str
    """The digest of what was recorded when it was first kept."""


_Texts = dict[ItemId, dict[NoteSection, _Text]]


class _Kept(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One meeting's row."""

    item_id: ItemId | None = None
    section: NoteSection = NoteSection.DISCUSSION
    cursor: int = 0
    line: str = ""
    texts: _Texts = {}


class TypedWords:
    """Keeps and gives back what was typed."""

    def __init__(self, book: Book, meetings: Meetings) -> None:
        self._book = book
        self._meetings = meetings
        self._drafts = Drafts(book.vault)

    # The editor's side

    def keep(self, meeting_id: MeetingId, words: RoomWords) -> None:
        """Keep the editor's state in one durable transaction, in place of what was kept before.

        Raises:
            DeskError: STORAGE where the disk cannot hold it; what was kept before stays then.
        """
        self._write(meeting_id, self._with(meeting_id, self._row(meeting_id) or _Kept(), words))

    def kept(self, meeting_id: MeetingId) -> RoomWords | None:
        """What the room opens with; None where nothing was kept. A part left out reads as it is recorded.

        Where the record has moved on since the draft was begun, both texts are given, the recorded one first.
        """
        row = self._row(meeting_id)
        if row is None:
            return None
        texts = self._texts_of(meeting_id, row, row.item_id)
        return RoomWords(item_id=row.item_id, texts=texts, section=row.section, cursor=row.cursor, line=row.line)

    def forget(self, meeting_id: MeetingId) -> None:
        """Drop what was kept, unrecorded."""
        self._drafts.drop(_place(meeting_id))

    def sitting(self) -> MeetingId | None:
        """The meeting in session or adjourned that was worked on last; None where none is."""
        sitting = [row.id for row in meeting_queries.meetings(self._book.db) if row.state in _SITTING]
        if len(sitting) < 2:
            return sitting[0] if sitting else None
        return max(sitting, key=lambda meeting_id: streams.last_below(self._book.db, f"meeting/{meeting_id}"))

    def line(self, meeting_id: MeetingId) -> str:
        """What was typed into the capture line and neither entered nor cleared."""
        row = self._row(meeting_id)
        return row.line if row is not None else ""

    def put_into_line(self, meeting_id: MeetingId, line: str) -> None:
        """A line that was refused when nobody looked at its meeting: it stands there again, before what waits.

        Raises:
            DeskError: as ``keep``.
        """
        row = self._row(meeting_id) or _Kept()
        self._write(meeting_id, replace(row, line="\n".join(each for each in (_whole(line), row.line) if each)))

    # The record's side: what recording and undoing do with drafts, inside their own transaction

    def unrecorded(self, meeting_id: MeetingId, words: RoomWords | None = None) -> dict[ItemId, dict[NoteSection, str]]:
        """Every text of the meeting that differs from the record, by item: what is kept, and what the editor holds now.

        Args:
            meeting_id: Which meeting.
            words: The editor's state, which is newer than what is kept.
        """
        row = self._row(meeting_id) or _Kept()
        if words is not None:
            row = self._with(meeting_id, row, words)
        return {item_id: texts for item_id in row.texts if (texts := self._texts_of(meeting_id, row, item_id))}

    def recorded(
        self, meeting_id: MeetingId, words: RoomWords | None, *, leaves: bool = False, ends: bool = False
    ) -> None:
        """The texts are in the record: drop them, and keep only where the editor stands and what its line holds.

        Texts of an item that is not on the agenda now are in no record: they wait until an undo or a redo brings it.

        Args:
            meeting_id: Which meeting.
            words: Where the editor stands, without the line that has just been entered; None: nothing was pressed
                there, and its line stays.
            leaves: The item has been left, and the editor begins anew.
            ends: The meeting has ended: there is no editor, and no item comes back. A line that nobody entered waits.
        """
        row = self._row(meeting_id)
        if row is None:
            return
        there = {item.id for item in self._meetings.meeting(meeting_id).items}
        stands = _Kept(
            texts={item_id: of for item_id, of in row.texts.items() if item_id not in there},
            line=row.line if words is None else _whole(words.line),
        )
        if ends:
            stands = _Kept(line=stands.line)
        elif not leaves:
            at = words or row
            stands = replace(stands, item_id=at.item_id, section=at.section, cursor=at.cursor)
        if stands == _Kept():
            self._drafts.drop(_place(meeting_id))
        else:
            self._write(meeting_id, stands)

    def put_back(
        self, meeting_id: MeetingId, words: RoomWords | None, texts: dict[ItemId, dict[NoteSection, str]]
    ) -> None:
        """After an undo or a redo: these texts stand in the editor now, over what is recorded now.

        Args:
            meeting_id: Which meeting.
            words: Where the editor stood, without a line just entered; None where the undo was not pressed there.
            texts: By item, whether or not it is the one in hand.
        """
        meeting = self._meetings.meeting(meeting_id)
        known = {item.id: item for item in meeting.items}
        kept: _Texts = {
            item_id: {
                section: _Text(text, _digest(_recorded(known.get(item_id), section))) for section, text in of.items()
            }
            for item_id, of in texts.items()
            if of
        }
        row = self._row(meeting_id)
        if row is None and not kept:
            return
        at = _with_place(words) if words else row or _Kept()
        if at.item_id != meeting.current:
            at = _Kept(item_id=meeting.current, line=at.line)
        self._write(meeting_id, replace(at, texts=kept))

    # Inside

    def _with(self, meeting_id: MeetingId, row: _Kept, words: RoomWords) -> _Kept:
        texts = {item_id: of for item_id, of in row.texts.items() if item_id != words.item_id}
        if words.item_id is not None and words.texts:
            before = row.texts.get(words.item_id, {})
            item = self._item(meeting_id, words.item_id)
            changed = {}
            for section, typed in words.texts.items():
                text, recorded = _whole(typed), _recorded(item, section)
                if text != recorded:
                    based_on = before[section].based_on if section in before else _digest(recorded)
                    changed[section] = _Text(text, based_on)
            if changed:
                texts[words.item_id] = changed
        return replace(_with_place(words), texts=texts)

    def _texts_of(self, meeting_id: MeetingId, row: _Kept, item_id: ItemId | None) -> dict[NoteSection, str]:
        if item_id is None or item_id not in row.texts:
            return {}
        item = self._item(meeting_id, item_id)
        found = {}
        for section, kept in row.texts[item_id].items():
            recorded = _recorded(item, section)
            text = kept.text if _digest(recorded) == kept.based_on else both(recorded, kept.text)
            if text != recorded:
                found[section] = text
        return found

    def _item(self, meeting_id: MeetingId, item_id: ItemId) -> Item | None:
        return next((item for item in self._meetings.meeting(meeting_id).items if item.id == item_id), None)

    def _row(self, meeting_id: MeetingId) -> _Kept | None:
        draft = self._drafts.get(_place(meeting_id), _FIELD)
        return msgspec.json.decode(draft.text, type=_Kept) if draft is not None else None

    def _write(self, meeting_id: MeetingId, row: _Kept) -> None:
        self._drafts.keep(_place(meeting_id), _FIELD, msgspec.json.encode(row).decode(), self._book.now())


def _with_place(words: RoomWords) -> _Kept:
    return _Kept(item_id=words.item_id, section=words.section, cursor=words.cursor, line=_whole(words.line))


def _place(meeting_id: MeetingId) -> str:
    return f"meeting/{meeting_id}"


def _recorded(item: Item | None, section: NoteSection) -> str:
    return item.notes.get(section, "") if item is not None else ""


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _whole(text: str) -> str:
    """Half a character, as a paste may leave it, cannot be kept; a mark stands in its place and the rest is kept."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

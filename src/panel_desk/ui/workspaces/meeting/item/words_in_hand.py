"""The words of one item while they stand in the editor: what the desk holds of them, and what only the editor does.

The desk's thread does one job after the other, so what it took last from the editor is what both agree on. Whatever it
holds beyond that came from elsewhere, and whatever the editor holds beyond that was typed since.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.merged_text import merged
from panel_desk.services.room.typed_words import RoomWords

if TYPE_CHECKING:
    from panel_desk.services.desk import Desk

Texts = dict[NoteSection, str]


class WordsInHand:
    """Between the screen and the desk: one for each item that is opened.

    Args:
        meeting_id: Of which meeting the words are, whichever is in sight.
        item_id: Of which item; None before the first.
        agreed: What the desk held when the editor was filled.
    """

    def __init__(self, meeting_id: MeetingId, item_id: ItemId | None, agreed: Texts) -> None:
        self.meeting_id, self.item_id = meeting_id, item_id
        self.agreed = agreed
        """What both hold; set where the desk has taken words, and where the editor has taken in the desk's."""
        self._asked = 0
        self._taken = 0

    def keeper(self, words: RoomWords) -> Callable[[Desk], None]:
        """What keeps these words, called on the desk's thread; it does nothing where newer ones were taken before."""
        number = self._number()

        def keep(desk: Desk) -> None:
            if number < self._taken:
                return
            theirs = standing(desk, self.meeting_id, self.item_id)
            desk.typed_words.keep(self.meeting_id, replace(words, texts=together(self.agreed, theirs, words.texts)))
            self._take(number, words)

        return keep

    def taker(self, words: RoomWords) -> Callable[[], None]:
        """What is called on the desk's thread when a deed took these words with it; never where it was refused."""
        number = self._number()
        return lambda: self._take(number, words)

    def is_beyond(self, words: RoomWords) -> bool:
        """Whether these hold something that the desk has not taken."""
        return any(text.strip() != self.agreed.get(part, "").strip() for part, text in words.texts.items())

    def _number(self) -> int:
        self._asked += 1
        return self._asked

    def _take(self, number: int, words: RoomWords) -> None:
        self._taken, self.agreed = number, dict(words.texts)


def standing(desk: Desk, meeting_id: MeetingId, item_id: ItemId | None) -> Texts:
    """The texts of an item as the desk holds them: what is recorded, and over it what is still to be recorded."""
    item = next((each for each in desk.meetings.meeting(meeting_id).items if each.id == item_id), None)
    if item is None:
        return {}
    return {**item.notes, **desk.typed_words.unrecorded(meeting_id).get(item.id, {})}


def together(base: Texts, theirs: Texts, mine: Texts) -> Texts:
    """Part by part: nothing that either holds beyond the base is lost."""
    parts = {*base, *theirs, *mine}
    return {part: merged(base.get(part, ""), theirs.get(part, ""), mine.get(part, "")) for part in parts}

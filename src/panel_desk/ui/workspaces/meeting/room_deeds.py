"""The one way of the room into the record: every deed goes through here, with the words that stand in the editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.deeds import CapturedDeed
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ActionId, ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.permissions import Permission
from panel_desk.ui.session import Session

if TYPE_CHECKING:
    from panel_desk.services.desk import Desk
    from panel_desk.services.room.recording import Recorded
    from panel_desk.services.room.typed_words import RoomWords


def _no_words() -> RoomWords | None:
    return None


def _discussion() -> NoteSection:
    return NoteSection.DISCUSSION


def _nobody(_words: RoomWords) -> Callable[[], None]:
    return lambda: None


def _nothing() -> None:
    return None


def _as_it_is(deed: CapturedDeed) -> CapturedDeed:
    return deed


class RoomDeeds(QObject):
    """Hands the room's deeds to the desk's thread, for the meeting in sight.

    Attributes:
        words_now: What stands in the editor and in the line at this moment; asked when a deed is entered, so that
            it is recorded with it. The pane that holds the editor sets it.
        section_now: The part that plain text goes to. The same pane sets it.
        taker: Is handed the words that go with a deed, and gives what is called on the desk's thread when the desk has
            taken them: never where the deed was refused. The same pane sets it.
        made_of_words: Is handed each deed; where an action was begun from a paragraph, gives the deed that takes the
            paragraph away. The same pane sets it.
    """

    recorded = Signal(object)
    """``Recorded``: a deed of the meeting in sight was kept, and the room shows it already."""
    refused = Signal(object)
    """``DeskError``: a deed was not kept; whoever entered it without ``failed`` has it told in the usual place."""
    over = Signal()
    """Nothing is to come of a deed any more, whatever came of it."""
    meeting_leaves = Signal()
    """Another meeting is about to come into sight: whoever holds something of this one keeps it now."""
    meeting_changed = Signal(object)
    """Another meeting is in sight; the ``MeetingId`` of the one before, or None."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._meeting_id: MeetingId | None = None
        self.words_now: Callable[[], RoomWords | None] = _no_words
        self.section_now: Callable[[], NoteSection] = _discussion
        self.made_of_words: Callable[[CapturedDeed], CapturedDeed] = _as_it_is
        self.taker: Callable[[RoomWords], Callable[[], None]] = _nobody
        self._under_way: list[MeetingId] = []
        """Of each deed: the meeting it was entered in, which may not be the one in sight."""

    @property
    def meeting_id(self) -> MeetingId:
        """The meeting in sight.

        Raises:
            ValueError: before one is; no part of the room is shown then.
        """
        if self._meeting_id is None:
            raise ValueError("no meeting is in sight")
        return self._meeting_id

    @property
    def has_meeting(self) -> bool:
        """Whether a meeting is in sight."""
        return self._meeting_id is not None

    def turn_to_meeting(self, meeting_id: MeetingId | None) -> None:
        """Show another meeting; its parts are shown anew by whoever turned to it."""
        if meeting_id != self._meeting_id:
            self.meeting_leaves.emit()
            left, self._meeting_id = self._meeting_id, meeting_id
            self.meeting_changed.emit(left)

    def meeting(self) -> Meeting:
        """The meeting in sight, as it stands."""
        return self._session.reading.meetings.meeting(self.meeting_id)

    def context(self) -> CaptureContext:
        """What a line may name now; quick enough to be asked at every key."""
        return self._session.reading.recording.context(self.meeting_id, section=self.section_now())

    def may(self, permission: Permission) -> bool:
        """Whether who is at the desk may do such a deed at this meeting's panel; hide what they may not."""
        return self._session.can(permission, self.meeting().definition.key)

    @property
    def under_way(self) -> bool:
        """Whether a deed of the meeting in sight was handed over whose outcome the room does not show yet."""
        return self._meeting_id in self._under_way

    def words(self) -> RoomWords | None:
        """What goes to the record with a deed that is entered now.

        None while another is under way: what the editor shows does not hold yet what that one records, and what was
        kept stands for it.
        """
        return None if self.under_way else self.words_now()

    def enter(
        self,
        deed: CapturedDeed,
        *,
        item_id: ItemId | None = None,
        done: Callable[[Recorded], None] | None = None,
        failed: Callable[[DeskError], None] | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Record one deed, with what has been typed so far. Where it is refused, the room stays as it was.

        Args:
            deed: As a line was read, or as a button says.
            item_id: Of which item; None: the one in hand.
            done: Is handed what was recorded, after the room shows it.
            failed: Instead of telling the sentence in the usual place.
            stopped: Called where a fault of ours broke it; whoever waits for an end hears of it here.
        """
        made = self.made_of_words(deed)
        meeting_id, words, actor = self.meeting_id, self.words(), self._session.actor
        self._do(
            lambda desk: desk.recording.record(actor, meeting_id, made, item_id=item_id, words=words),
            words,
            done,
            failed,
            stopped,
        )

    def take_back(
        self,
        what: MeetingEvent | ActionId,
        *,
        done: Callable[[Recorded], None] | None = None,
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Take back the deed that recorded something, though others have followed it."""
        meeting_id, words, actor = self.meeting_id, self.words(), self._session.actor
        self._do(lambda desk: desk.recording.take_back(actor, meeting_id, what, words=words), words, done, failed)

    def _do(
        self,
        job: Callable[[Desk], Recorded],
        words: RoomWords | None,
        done: Callable[[Recorded], None] | None,
        failed: Callable[[DeskError], None] | None,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """One deed with its own meeting and words; what comes of it is told in that meeting's sight only."""
        of = self.meeting_id
        taken = self.taker(words) if words is not None else None

        def end(tell: Callable[[], None], in_sight: Callable[[], None] = _nothing) -> None:
            self._under_way.remove(of)
            tell()
            if of == self._meeting_id:
                in_sight()
            self.over.emit()

        def came(recorded: Recorded) -> None:
            end(lambda: done(recorded) if done is not None else None, lambda: self.recorded.emit(recorded))

        def refused(error: DeskError) -> None:
            end(lambda: (failed or self._session.messages.say_error)(error), lambda: self.refused.emit(error))

        def broken() -> None:
            end(stopped or _nothing)

        def doing(desk: Desk) -> Recorded:
            recorded = job(desk)
            if taken is not None:
                taken()
            return recorded

        self._under_way.append(of)
        self._session.do(doing, done=came, failed=refused, stopped=broken)

"""The lines that were entered, one at a time and in their order: none is lost, none is recorded twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.deeds import CapturedDeed, CloseDeed, NextDeed, SectionDeed, TurnDeed
from panel_desk.domain.capture.reading_values import Reading
from panel_desk.domain.errors import DeskError

if TYPE_CHECKING:
    from panel_desk.domain.ids import MeetingId
    from panel_desk.services.room.recording import Recorded
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class Entry(Struct, frozen=True, kw_only=True, eq=False):
    """One Enter: a line as it was typed, or a deed of a key or a button."""

    text: str = ""
    deed: CapturedDeed | None = None


class Refusal(Struct, frozen=True, kw_only=True):
    """Why an entry was not recorded."""

    sentence: str
    incomplete: bool = False
    """The line itself lacks something; no rule was asked."""


_OUR_FAULT: Final = Refusal(sentence="Something went wrong here; the line was not recorded.")


class LineQueue(QObject):
    """Hands one deed after the other to the record; each line is read when its turn comes.

    Args:
        deeds: The room's way into the record.
        read: Reads a line; ``panel_desk.domain.capture.reading.read``.
        asks_first: Is asked before the meeting turns to another item; True where ``go_on`` or ``stay`` will be called.
    """

    kept = Signal(object, object)
    """The ``Entry``, and the sentence of what was recorded."""
    refused = Signal(object, object)
    """The ``Entry`` and the ``Refusal``; nothing is handed on before ``take_rest`` has been called."""
    refused_behind = Signal(object, object, object)
    """The ``MeetingId`` that was left while its last entry was under way, the ``Entry`` and the ``Refusal``."""
    section_wanted = Signal(object)

    def __init__(
        self,
        deeds: RoomDeeds,
        read: Callable[[str, CaptureContext], Reading],
        asks_first: Callable[[CapturedDeed], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._deeds, self._read, self._asks_first = deeds, read, asks_first
        self.looks_first: Callable[[CloseDeed], bool] = _never
        """Is asked before the meeting is closed; True where somebody is shown what is left to look at instead."""
        self._waiting: list[Entry] = []
        self._now: Entry | None = None
        self._turning: CapturedDeed | None = None
        self._behind: dict[Entry, MeetingId] = {}

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._now is not None

    def texts(self) -> tuple[str, ...]:
        """The lines that have not been handed to the record yet, or wait for the read-back."""
        first = (self._now,) if self._now is not None and self._turning is not None else ()
        return tuple(each.text for each in (*first, *self._waiting) if each.text)

    def add(self, entry: Entry) -> None:
        """Record it when everything before it has been recorded."""
        self._waiting.append(entry)
        self._run()

    def take_rest(self) -> tuple[str, ...]:
        """The lines that wait, taken out: they were typed believing that the one before them was recorded."""
        rest = tuple(each.text for each in self._waiting if each.text)
        self._waiting.clear()
        return rest

    def leave(self, meeting_id: MeetingId | None) -> None:
        """Another meeting is in sight: nothing that was entered in the one before is ever recorded there."""
        if meeting_id is not None and self._now is not None and self._turning is None:
            self._behind[self._now] = meeting_id
        self._waiting.clear()
        self._now = self._turning = None

    def go_on(self) -> None:
        """The item was read back: turn to the next."""
        deed, self._turning = self._turning, None
        if deed is not None and self._now is not None:
            self._hand_over(self._now, deed)

    def stay(self) -> None:
        """The meeting stays at its item."""
        self._turning, self._now = None, None

    def _run(self) -> None:
        if self._now is not None or not self._waiting:
            return
        entry = self._now = self._waiting.pop(0)
        try:
            reading = Reading(deed=entry.deed) if entry.deed else self._read(entry.text, self._deeds.context())
        except DeskError as error:
            self._refuse(entry, Refusal(sentence=str(error)))
            return
        deed = reading.deed
        if deed is None:
            self._refuse(entry, Refusal(sentence=reading.missing, incomplete=True))
        elif isinstance(deed, SectionDeed):
            self.section_wanted.emit(deed.section)
            self._keep(entry, "")
        elif isinstance(deed, CloseDeed) and self.looks_first(deed):
            self._keep(entry, "")
        elif isinstance(deed, NextDeed | TurnDeed) and self._asks_first(deed):
            self._turning = deed
        else:
            self._hand_over(entry, deed)

    def _hand_over(self, entry: Entry, deed: CapturedDeed) -> None:
        def done(recorded: Recorded) -> None:
            self._keep(entry, recorded.said)

        self._deeds.enter(
            deed,
            done=done,
            failed=lambda error: self._refuse(entry, Refusal(sentence=str(error))),
            stopped=lambda: self._refuse(entry, _OUR_FAULT),
        )

    def _keep(self, entry: Entry, said: str) -> None:
        if self._behind.pop(entry, None) is not None:
            return
        self._now = None
        self.kept.emit(entry, said)
        self._run()

    def _refuse(self, entry: Entry, refusal: Refusal) -> None:
        behind = self._behind.pop(entry, None)
        if behind is not None and not (self._deeds.has_meeting and self._deeds.meeting_id == behind):
            self.refused_behind.emit(behind, entry, refusal)
            return
        if behind is None:
            self._now = None
        self.refused.emit(entry, refusal)
        self._run()


def _never(_deed: CloseDeed) -> bool:
    return False

"""A line that was refused when its meeting was no longer in sight: it goes back there, and that is said."""

from __future__ import annotations

from PySide6.QtCore import QObject

from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import MeetingId
from panel_desk.ui.session import Session
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.meeting.line.line_queue import Entry, LineQueue, Refusal


class LineBehind(QObject):
    """Listens to ``queue`` for lines of a meeting that was left."""

    def __init__(self, session: Session, queue: LineQueue, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        queue.refused_behind.connect(self._on_refused)

    def _on_refused(self, meeting_id: MeetingId, entry: Entry, refusal: Refusal) -> None:
        reference = self._session.reading.meetings.meeting(meeting_id).reference
        self._session.messages.say(
            f"Not recorded at {reference}: {f'“{entry.text}”. ' if entry.text else ''}{refusal.sentence}",
            remedy="It stands in the line of that meeting." if entry.text else "",
            tone=Tone.RED,
        )
        if entry.text:
            self._session.keep_words(
                lambda desk: desk.typed_words.put_into_line(meeting_id, entry.text),
                done=lambda: None,
                failed=self._on_failed,
                stopped=lambda: None,
            )

    def _on_failed(self, error: DeskError) -> None:
        self._session.messages.say_error(error)

"""Keeps the pages beside the agenda up to date: drawn off the window's thread, one at a time, the newest last."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from panel_desk.domain.agendas.agenda import Agenda
from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import MeetingId
from panel_desk.services.issuing import draw_agenda
from panel_desk.services.publishing import Published
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.pdf_view import PdfView


class Preview(QObject):
    """Draws an agenda whenever it is another than the one that is shown; what is shown stays until then."""

    shown = Signal()
    """The pages of what was asked for last are there."""

    def __init__(self, session: Session, view: PdfView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._wanted: Agenda | None = None
        self._drawing = False
        self._drawn: Agenda | None = None

    @property
    def drawn(self) -> Agenda | None:
        """The agenda whose pages are shown."""
        return self._drawn

    def want(self, agenda: Agenda) -> None:
        """Show the pages of this agenda as soon as they are drawn."""
        self._wanted = agenda
        if not self._drawing and agenda != self._drawn:
            self._draw(agenda)

    def show_issued(self, meeting_id: MeetingId, agenda: Agenda) -> None:
        """Show the pages that went out, to the byte."""
        self._wanted = agenda
        if agenda != self._drawn:
            self._drawn = agenda
            self._view.show_bytes(self._session.reading.issuing.issued_pdf(meeting_id), known_as=meeting_id)
            self.shown.emit()

    def forget(self) -> None:
        """Another meeting is opened: its pages are not those."""
        self._wanted = self._drawn = None
        self._view.clear()

    def _draw(self, agenda: Agenda) -> None:
        self._drawing = True
        made_at = self._session.now
        self._session.draw(
            "",
            lambda _progress: draw_agenda(agenda, made_at=made_at),
            done=lambda published: self._on_drawn(agenda, published),
            failed=self._on_failed,
            stopped=self._on_stopped,
        )

    def _on_drawn(self, agenda: Agenda, published: Published) -> None:
        self._drawing = False
        if self._wanted is None:
            return
        if agenda.meeting_id == self._wanted.meeting_id:
            self._drawn = agenda
            self._view.show_bytes(published.content, known_as=agenda.meeting_id)
        if agenda == self._wanted:
            self.shown.emit()
        else:
            # It was changed while it was drawn.
            self._draw(self._wanted)

    def _on_failed(self, error: DeskError) -> None:
        self._drawing = False
        self._session.messages.say_error(error)

    def _on_stopped(self) -> None:
        self._drawing = False

"""The minutes of the panel's last meeting (F4), as they print; what was said of this child then comes first."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from panel_desk.domain.calendar import date_words
from panel_desk.domain.capture.deeds import MinutesConfirmedDeed
from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.panels import SectionKind
from panel_desk.services.publishing import Published, Publishing
from panel_desk.services.room.item_in_hand import PreviousMinutes
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.emptied import emptied
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.panes import Panes
from panel_desk.ui.widgets.pdf_view import PdfView
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.meeting.item.last_time import LastTime, last_time
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

_SETTLING = (0, 150)
"""Milliseconds after which the place of the child is gone to."""
_CONFIRMED = (MeetingState.APPROVED, MeetingState.SIGNED)


class LastMinutes(Dialog):
    """Opened with ``open()``. Esc closes it; Ctrl+F finds a text in the document."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__("Last minutes", parent, width=720)
        self._session, self._deeds = session, deeds
        self._shown: object = None
        """Which document is on the screen or being drawn."""
        self._heading = ""
        self._said = Words("", WordsRole.MUTED, wrap=True)
        self.body.addWidget(self._said)
        self.body.addWidget(Split("last minutes", self._build_then(), self._build_document(), left=440), 1)
        self.confirm_button = self._add_confirm()
        self.add_button("Close")
        deeds.recorded.connect(self._on_recorded)
        self._fit(parent)
        if deeds.has_meeting:
            meeting = deeds.meeting()
            self.show_meeting(meeting, meeting.current)

    @property
    def says(self) -> str:
        """The line below the title."""
        return self._said.text()

    @property
    def then(self) -> str:
        """What is told of the last time; empty where nothing is."""
        return "" if self._then.isHidden() else self._then_words

    def show_meeting(self, meeting: Meeting, item_id: ItemId | None) -> None:
        """Show the minutes before this meeting's, for the item in hand."""
        then = last_time(self._session.reading, meeting, item_id)
        self._show_then(then)
        previous = self._session.reading.room.previous_minutes(meeting.id)
        self._heading = then.heading if then is not None and previous and then.meeting_id == previous.meeting_id else ""
        self._show_state(meeting, previous, item_id)
        if previous is None:
            self._panes.setCurrentWidget(self._nothing)
        else:
            self._panes.setCurrentWidget(self.pdf)
            self._show_document(previous)

    # Building

    def _build_then(self) -> QWidget:
        self._then = Card(padded=False)
        self._then_words = ""
        self._then_parts = QWidget()
        self._then_column = spaced(QVBoxLayout(self._then_parts), (15, 12, 15, 12), 4)
        self._then.body.addWidget(scrolled(self._then_parts, "What was said the last time"))
        measured(self._then, min_width=280)
        return self._then

    def _build_document(self) -> QWidget:
        self._panes = Panes()
        self.pdf = PdfView("the last minutes")
        self.pdf.allow_printing(allowed=False)
        self._nothing = EmptyState("file-text", "At the next meeting, the minutes of this one stand here.")
        self._panes.addWidget(self.pdf)
        self._panes.addWidget(self._nothing)
        return self._panes

    def _add_confirm(self) -> QPushButton:
        made = button("Confirm as accurate", self._on_confirm, icon="check", primary=True)
        self._buttons.insertWidget(1, made)
        made.hide()
        return made

    def _fit(self, parent: QWidget | None) -> None:
        """Nearly as large as the room it opens over."""
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(min(window.width() - 80, 1400), window.height() - 80)
        else:
            self.resize(1100, 700)

    # Showing

    def _show_then(self, then: LastTime | None) -> None:
        self._then.setVisible(then is not None)
        self._then_words = ""
        emptied(self._then_column)
        if then is None:
            return
        self._then.set_title(then.title)
        self._then_words = "\n".join(f"{label}: {words}" if label else words for label, words in then.parts)
        for label, words in then.parts:
            if label:
                self._then_column.addWidget(Words(label, WordsRole.STRONG, wrap=True))
            self._then_column.addWidget(Words(words, wrap=True, selectable=True))
        self._then_column.addStretch(1)

    def _show_state(self, meeting: Meeting, previous: PreviousMinutes | None, item_id: ItemId | None) -> None:
        self._said.set_text(state_words(previous))
        self.set_title(f"Minutes of {previous.reference}" if previous is not None else "Last minutes")
        item = next((i for i in meeting.items if i.id == item_id), None)
        in_hand = item is not None and (
            meeting.definition.section(item.agenda.section).kind is SectionKind.LAST_MINUTES
        )
        confirmed = previous is not None and previous.state in {state.value for state in _CONFIRMED}
        sits = meeting.state is MeetingState.IN_SESSION
        self.confirm_button.setVisible(in_hand and sits and previous is not None and not confirmed)

    def _show_document(self, previous: PreviousMinutes) -> None:
        key: tuple[MeetingId, object] = (previous.meeting_id, previous.pdf or previous.state)
        if key == self._shown:
            return
        self._shown = key
        if previous.pdf:
            self._show_pages(previous.pdf, previous.reference)
            return
        minutes = previous.minutes
        if minutes is None:
            return

        def drawn(published: Published) -> None:
            if key == self._shown:
                self._show_pages(published.content, previous.reference)

        self._session.draw("", lambda _progress: Publishing.drawn(minutes), done=drawn, failed=self._on_failed)

    def _show_pages(self, pdf: bytes, reference: str) -> None:
        self.pdf.show_bytes(pdf, known_as=reference)
        if self._heading:
            # Once more when the page has found its width: the place moves with it.
            for pause in _SETTLING:
                QTimer.singleShot(pause, self, self._go_to_child)

    def _go_to_child(self) -> None:
        if self._heading:
            self.pdf.go_to_heading(self._heading)

    # Deeds

    def _on_confirm(self) -> None:
        self._deeds.enter(MinutesConfirmedDeed())

    def _on_recorded(self, _recorded: object) -> None:
        meeting = self._deeds.meeting()
        self.show_meeting(meeting, meeting.current)

    def _on_failed(self, error: DeskError) -> None:
        self._said.set_text(str(error))
        self._said.set_tone(Tone.RED)

    def done(self, result: int) -> None:
        """Close; pages that come late are not shown any more."""
        self._shown = None
        super().done(result)


def state_words(previous: PreviousMinutes | None) -> str:
    """What the document is: the signed file, a draft, or nothing yet."""
    if previous is None:
        return "There is no earlier meeting of this panel whose minutes could be shown."
    held = date_words(previous.held_on)
    words = {
        MeetingState.SIGNED.value: "signed; these are the very pages that were signed",
        MeetingState.APPROVED.value: "confirmed as accurate, not signed yet",
        MeetingState.CIRCULATED.value: "sent to the members, not confirmed yet",
        MeetingState.DRAFT.value: "a draft that has not gone to the members",
    }
    return (
        f"Held on {held}: {words.get(previous.state, 'no minutes have been drafted yet; this is how they would read')}."
    )

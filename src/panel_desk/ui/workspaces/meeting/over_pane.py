"""After the end: what the meeting left, and where the work goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.sentence_row import SentenceList, SentenceRow
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.meeting.people.quorum_words import Recommendation
from panel_desk.ui.workspaces.meeting.presenter import OverView


class OverPane(QWidget):
    """Sentences with one button each, as on Today."""

    def __init__(
        self,
        go: Callable[[Place], None],
        reopen: Callable[[MeetingId], None],
        make_papers: Callable[[], None] = lambda: None,
        confirm: Callable[[ItemId], None] = lambda _item_id: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._go, self._reopen, self._make_papers, self._confirm = go, reopen, make_papers, confirm
        self._shown: OverView | None = None
        self._when = Words("", WordsRole.MUTED, wrap=True)
        self.list = SentenceList()
        self.list.setAccessibleName("What the meeting left")
        content = QWidget()
        column = spaced(QVBoxLayout(content), spacing=16)
        column.addWidget(self._when)
        column.addWidget(self.list)
        column.addStretch(1)
        spaced(QVBoxLayout(self)).addWidget(scrolled(content, "What the meeting left"))

    def show_view(self, view: OverView) -> None:
        """Show what is left to do; the same is not made anew, so that the keyboard stays."""
        if view == self._shown:
            return
        self._shown = view
        self._when.set_text(view.when)
        self._when.setVisible(bool(view.when))
        self.list.set_rows(self._rows(view))

    def _rows(self, view: OverView) -> list[SentenceRow]:
        rows = [
            SentenceRow(
                "file-text",
                view.minutes,
                view.minutes_detail,
                button=("Open the minutes", lambda: self._go(Place(PageKey.MINUTES, view.meeting_id))),
                primary=True,
                tone=Tone.ACCENT,
            ),
            SentenceRow(
                "check-check",
                view.actions,
                "Each agency’s sheet goes out by the next working day; open actions stand on the next agenda.",
                button=("Open the actions", lambda: self._go(Place(PageKey.ACTIONS))),
            ),
            SentenceRow(
                "calendar-days",
                view.following or "The next meeting is not planned yet",
                view.following_detail,
                button=("Open the agendas", lambda: self._go(Place(PageKey.AGENDAS, view.following_id))),
            ),
        ]
        if view.papers_wait:
            rows.insert(
                1,
                SentenceRow(
                    "files",
                    "The papers of this meeting are not made yet",
                    "Draft minutes, a sheet for each agency, letters to owners and the next meeting, in one press.",
                    button=("Make the papers…", self._make_papers),
                    tone=Tone.AMBER,
                ),
            )
        rows[1:1] = [self._waits(waits) for waits in view.to_confirm]
        if view.can_reopen:
            rows.append(
                SentenceRow(
                    "rotate-ccw",
                    "Something is missing or wrong",
                    "The meeting is opened again with a reason, which is kept in the record.",
                    button=("Re-open the meeting…", lambda: self._reopen(view.meeting_id)),
                )
            )
        return rows

    def _waits(self, waits: Recommendation) -> SentenceRow:
        return SentenceRow(
            "gavel",
            waits.words,
            "Decided without quorum: a recommendation until the chair confirms it, before the minutes go out.",
            button=("Confirm…", lambda: self._confirm(waits.item_id)),
            tone=Tone.AMBER,
        )

"""The Minutes page: the minutes of every meeting as a list, and those of one with everything on their way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.calendar import day_words
from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.permissions import Permission
from panel_desk.services.exporting import write_whole
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.file_dialogs import ask_save
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.panes import Panes
from panel_desk.ui.widgets.table import Table
from panel_desk.ui.widgets.table_model import Column, TableModel
from panel_desk.ui.workspaces.minutes.detail import MinutesDetail
from panel_desk.ui.workspaces.minutes.presenter import MinutesPresenter
from panel_desk.ui.workspaces.minutes.views import MinutesLine

_EMPTY = "The minutes of a meeting come here once it is closed. They are composed from what was recorded."


class MinutesPage(Page):
    """The list, and one meeting's minutes in its place when a line is opened."""

    key: ClassVar[PageKey] = PageKey.MINUTES
    title: ClassVar[str] = "Minutes"
    icon: ClassVar[str] = "file-text"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = MinutesPresenter(session.reading)
        self.detail = MinutesDetail(session, self._presenter)
        self.detail.back_wanted.connect(self.show_list)
        self.detail.tabs.chosen_changed.connect(self._on_panel)
        self._stack = Panes()
        column = spaced(QVBoxLayout(self), (28, 24, 28, 24), 16)
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self._build_list())
        self._stack.addWidget(self.detail)
        self.setFocusProxy(self._table)

    # What the shell calls

    def refresh(self) -> None:
        """Read again and show."""
        if self.detail.view is not None and self._stack.currentWidget() is self.detail:
            self._show(self.detail.view.meeting_id)
        else:
            self._model.set_rows(self._presenter.lines(self._session.today))

    def open(self, place: Place) -> None:
        """Go to the minutes of a meeting, by its id or its reference; ``what`` is the panel beside the document."""
        if not place.id:
            self.show_list()
            return
        known = {line.reference: line.id for line in self._presenter.lines(self._session.today)}
        self._show(known.get(place.id, MeetingId(place.id)))
        if place.what in ("sections", "wording", "editions", "copies", "steps"):
            self.detail.show_panel(place.what)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        view = self.detail.view if self._stack.currentWidget() is self.detail else None
        trust = (
            Command(words="Save the trust file…", run=self.save_trust),
            Command(
                words="Make a new edition of the trust file…",
                run=self.renew_trust,
                enabled=self._session.can(Permission.SET_UP),
            ),
        )
        if view is None:
            return trust
        step = view.next_step
        return (
            Command(words="All minutes", run=self.show_list, shortcut="Ctrl+Shift+A"),
            Command(words=step.words, run=self.detail.do_next, shortcut="Ctrl+Return", enabled=not step.why_not),
            *([Command(words="Take the minutes back…", run=self.detail.take_back)] if view.may_take_back else []),
            Command(words="Make an edition…", run=lambda: self.detail.show_panel("editions"), shortcut="Ctrl+E"),
            Command(words="Copies and recipients", run=lambda: self.detail.show_panel("copies")),
            *trust,
        )

    def _on_panel(self, panel: str) -> None:
        """The keys of the page go to what is in sight beside the document."""
        if self._stack.currentWidget() is self.detail:
            sections = panel in ("", "sections")
            self.setFocusProxy(self.detail.sections.table if sections else self.detail.tabs)

    def show_list(self) -> None:
        """Back to the minutes of every meeting."""
        self._stack.setCurrentIndex(0)
        self.refresh()
        self.setFocusProxy(self._table)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Trust

    def save_trust(self) -> None:
        """Save the trust file made last: whoever imports it recognises the signatures of this council."""
        content = self._session.reading.certificates.latest_trust()
        if content is None:
            self.renew_trust()
            return
        council = self._session.reading.people.council()[0] or "council"
        ask_save(
            self,
            "Save the trust file",
            f"{council}.paneltrust",
            lambda path: self._session.draw(
                "",
                lambda _progress: write_whole(path, content),
                done=lambda _nothing: self._session.messages.say(
                    f"{path.name} is saved.",
                    remedy="Send it to your members, and read its fingerprint to each over the telephone.",
                    tone=Tone.GREEN,
                ),
            ),
            kinds="Trust file (*.paneltrust)",
            folder=self._session.preferences.value.save_folder,
        )

    def renew_trust(self) -> None:
        """Make a new edition with who may sign, and who no longer may, as it stands today."""

        def make(passphrase: str) -> None:
            self._session.do(
                lambda desk: desk.certificates.trust_file(passphrase),
                said="The trust file is made.",
                done=lambda _content: self.save_trust(),
            )

        self._session.messages.ask_words(
            "Make a new edition of the trust file?",
            will="It lists everybody who may sign today, and every certificate that was withdrawn. Type the "
            "passphrase of the council’s signing root.",
            yes="Make it",
            secret=True,
            on_words=make,
        )

    # Private

    def _build_list(self) -> QWidget:
        self._model: TableModel[MinutesLine] = TableModel(
            [
                Column(title="Meeting", text=lambda m: m.reference, strong=True, width=150),
                Column(title="Held", text=lambda m: day_words(m.held_on), sort=lambda m: m.held_on, stretch=True),
                Column(title="State", text=lambda m: m.state, tone=lambda m: m.tone, width=130),
                Column(title="Version", text=lambda m: m.version, align_right=True, width=90),
                Column(
                    title="Next",
                    text=lambda m: m.due,
                    tone=lambda m: m.due_tone,
                    sort=lambda m: m.due_order,
                    stretch=True,
                ),
            ]
        )
        empty = EmptyState("file-text", _EMPTY, "Go to the agendas", self._go_to_agendas)
        self._table = Table(self._model, name="Minutes of every meeting", empty=empty)
        self._table.row_opened.connect(lambda line: self._show(line.id))
        self._open_button = button("Open", self._on_open, primary=True)
        self._table.chosen_changed.connect(lambda line: self._open_button.setEnabled(line is not None))
        self._open_button.setEnabled(False)
        header = PageHeader(self.title)
        header.add_action(button("Trust file…", self.save_trust, icon="key-round"))
        header.add_action(self._open_button)
        holder = QWidget()
        column = spaced(QVBoxLayout(holder), spacing=16)
        column.addWidget(header)
        column.addWidget(self._table, 1)
        return holder

    def _on_open(self) -> None:
        line = self._table.chosen()
        if line is not None:
            self._show(line.id)

    def _show(self, meeting_id: MeetingId) -> None:
        try:
            self.detail.show_meeting(meeting_id)
        except DeskError as error:
            self._session.messages.say_error(error)
            return
        if self._stack.currentWidget() is not self.detail:
            self._stack.setCurrentWidget(self.detail)
            self._on_panel(self.detail.tabs.chosen())
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_agendas(self) -> None:
        self._session.go(Place(PageKey.AGENDAS))

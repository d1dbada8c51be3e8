"""The Children page: all children as one table, and one child's story in its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from panel_desk.domain.children.register import Register
from panel_desk.domain.children.register_line import ChildLine
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import ChildId
from panel_desk.domain.permissions import Permission
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.file_dialogs import ask_save
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.table import Table
from panel_desk.ui.workspaces.children.access_dialog import open_access
from panel_desk.ui.workspaces.children.model import ChildrenModel
from panel_desk.ui.workspaces.children.presenter import ChildrenPresenter, copied_text
from panel_desk.ui.workspaces.children.story_pane import StoryPane
from panel_desk.ui.workspaces.children.story_view import AgendaOffer
from panel_desk.ui.workspaces.children.wording import found_words

_MARKING = "OFFICIAL-SENSITIVE"
_KINDS = "Excel workbook (*.xlsx);;Comma-separated values (*.csv)"
_NOBODY = "Children come onto the desk with a case list: the exploitation profile, referrals, or missing episodes."
_BRING = "Go to the case lists"
_NOT_FOUND = "No child has all these words on its line. Esc clears what is typed."
_PLACEHOLDER = "Filter: high cce, missing, safe, a local ID, initials, a name"
_EVERYBODY = ""


class ChildrenPage(Page):
    """A list that opens into a story; Esc goes back, Ctrl+PgUp and Ctrl+PgDown go along the list."""

    key: ClassVar[PageKey] = PageKey.CHILDREN
    title: ClassVar[str] = "Children"
    icon: ClassVar[str] = "users"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = ChildrenPresenter(session.reading)
        self._register: Register | None = None
        self._reading = False
        self._model = ChildrenModel(session.names, session.today)
        self._build()
        session.names.changed.connect(lambda _shown: self._on_names_changed())

    # What the shell calls

    def refresh(self) -> None:
        """Read again: at once where that is quick, else on the desk's thread while the last list stays."""
        self._read_register()
        if self._story.view is not None and self._stack.currentWidget() is self._story:
            self._show_story(self._story.view.id)

    def open(self, place: Place) -> None:
        """Show one child's story, by its id or local ID; without one, the list."""
        if not place.id:
            self.show_list()
            return
        by_local_id = self._session.reading.children.id_of(place.id)
        self._open_child(by_local_id or ChildId(place.id))

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        in_story = self._stack.currentWidget() is self._story
        may = self._session.can(Permission.PREPARE_AGENDAS)
        sends = self._session.can(Permission.TAKE_COPIES)
        return (
            Command(words="Filter the children", run=self._go_to_filter, shortcut="Ctrl+F"),
            Command(words="Back to all children", run=self.show_list, enabled=in_story),
            Command(words="Next child of the list", run=lambda: self._step(1), shortcut="Ctrl+PgDown"),
            Command(words="Previous child of the list", run=lambda: self._step(-1), shortcut="Ctrl+PgUp"),
            Command(
                words="Put this child on the next agenda",
                run=self._story.choose_agenda,
                shortcut="Ctrl+Shift+A",
                enabled=in_story and may,
            ),
            Command(words="Copy the story as text", run=self._copy_story, shortcut="Ctrl+Shift+C", enabled=in_story),
            Command(words="Subject access…", run=self._open_access, enabled=sends and in_story),
            Command(words="Export the list of children…", run=self._ask_recipient, enabled=sends and not in_story),
        )

    def show_list(self) -> None:
        """All children again, where they were left."""
        self._stack.setCurrentWidget(self._list)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def table(self) -> Table:
        """The list."""
        return self._table

    @property
    def field(self) -> SearchField:
        """Where one types what the list is to show."""
        return self._field

    @property
    def story(self) -> StoryPane:
        """One child's story."""
        return self._story

    # Building

    def _build(self) -> None:
        self.setProperty("role", "page")
        self._list = QWidget()
        self._build_list()
        self._story = StoryPane(
            may_prepare=self._session.can(Permission.PREPARE_AGENDAS),
            may_hand_over=self._session.can(Permission.TAKE_COPIES),
        )
        self._story.back_wanted.connect(self.show_list)
        self._story.copy_wanted.connect(self._copy_story)
        self._story.access_wanted.connect(self._open_access)
        self._story.agenda_wanted.connect(self._put_on_agenda)
        self._story.place_wanted.connect(self._go)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._story)
        self._stack.currentChanged.connect(lambda _at: self._on_turned())
        column = spaced(QVBoxLayout(self), (28, 24, 28, 24), 0)
        column.addWidget(holder)

    def _on_turned(self) -> None:
        """Who comes to one child’s story has its days in hand, and not the filter of the list behind it."""
        in_story = self._stack.currentWidget() is self._story
        self.setFocusProxy(self._story.timeline if in_story else self._field)

    def _build_list(self) -> None:
        self._header = PageHeader(self.title)
        self._export_button = button("Export…", self._ask_recipient, icon="download", tip="As Excel or CSV")
        self._header.add_action(self._export_button)
        self._export_button.setVisible(self._session.can(Permission.TAKE_COPIES))
        self._chips = FilterChips("Show of all children")
        self._chips.chosen_changed.connect(lambda _key: self._find())
        self._empty = EmptyState("users", _NOBODY, _BRING, lambda: self._go(Place(PageKey.CASE_LISTS)))
        self._table = Table(self._model, name="children", empty=self._empty)
        self._table.row_opened.connect(lambda line: self._open_child(line.id))
        self._table.add_row_action("Open", lambda line: self._open_child(line.id))
        self._field = SearchField(_PLACEHOLDER, goes_to=self._table)
        self._field.typed.connect(lambda _text: self._find())
        column = spaced(QVBoxLayout(self._list), spacing=12)
        column.addWidget(self._header)
        column.addWidget(self._field)
        column.addWidget(self._chips)
        column.addWidget(self._table, 1)
        self.setFocusProxy(self._field)

    # The list

    def _read_register(self) -> None:
        today, known = self._session.today, self._register
        if self._presenter.is_current(today, known):
            return
        if self._presenter.is_quick():
            self._show_register(self._presenter.register(today, known))
        elif not self._reading:
            self._reading = True
            if known is None:
                self._header.set_aside(f"reading {self._presenter.count():,} children …")
            self._session.do(
                lambda desk: desk.children.register(today, known).prepared(),
                done=self._on_register_read,
                failed=self._on_reading_failed,
            )

    def _on_register_read(self, register: Register) -> None:
        """Show it; where something was recorded meanwhile, read once more."""
        self._reading = False
        self._show_register(register)
        self._read_register()

    def _on_reading_failed(self, error: DeskError) -> None:
        self._reading = False
        self._header.set_aside("")
        self._session.messages.say_error(error)

    def _show_register(self, register: Register) -> None:
        self._register = register
        self._chips.set_choices(self._choices(register))
        self._find()

    def _choices(self, register: Register) -> list[tuple[str, str, int | None]]:
        held = {panel for child in register.children if child.standing for panel in child.standing.panels}
        wanted = [
            *((f"={panel}", f"Before {panel}") for panel in sorted(held)),
            ("=overdue", "Review overdue"),
            ("=missing", "Missing in 90 days"),
            ("=new", "Never before a panel"),
            ("=unlisted", "Not on the latest list"),
        ]
        counted = [(key, words, register.count_of(key)) for key, words in wanted]
        return [(_EVERYBODY, "All", len(register)), *(choice for choice in counted if choice[2])]

    def _find(self) -> None:
        """Answer what is typed and which chip is chosen, within the frame."""
        if self._register is None:
            return
        text = f"{self._chips.chosen()} {self._field.text()}"
        self._model.show(self._register, text)
        filtered = bool(text.strip())
        self._header.set_aside(found_words(len(self._model.rows), len(self._register), filtered=filtered))
        if len(self._register):
            self._empty.set_words(_NOT_FOUND)
        else:
            self._empty.set_words(_NOBODY, _BRING)
        self._export_button.setEnabled(bool(self._model.rows))

    def _go_to_filter(self) -> None:
        self.show_list()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def _step(self, by: int) -> None:
        """Open the next or the one before, as the list stands; the list's choice goes along."""
        rows: Sequence[ChildLine] = self._model.rows
        view = self._story.view
        chosen = self._table.chosen()
        here = view.id if view is not None else chosen.id if chosen is not None else None
        at = self._model.place_of(here) + by if here is not None else 0
        if 0 <= at < len(rows):
            self._open_child(rows[at].id)

    # One child

    def _open_child(self, child_id: ChildId) -> None:
        self._show_story(child_id)
        if self._story.view is not None and self._story.view.id == child_id:
            self._table.choose(lambda line: line.id == child_id)
            self._stack.setCurrentWidget(self._story)
            self._story.focus_first()

    def _show_story(self, child_id: ChildId) -> None:
        try:
            view = self._presenter.story(
                child_id,
                self._session.today,
                self._session.names.of,
                prepares=lambda panel: self._session.can(Permission.PREPARE_AGENDAS, panel),
                adds_feedback=self._session.can(Permission.FOLLOW_CHILDREN),
            )
        except DeskError as error:
            if error.reason is Reason.NOT_FOUND:
                self.show_list()
            self._session.messages.say_error(error)
            return
        self._story.show_story(view)

    def _on_names_changed(self) -> None:
        """Every place that shows a child is shown anew, at once."""
        self._find()
        if self._story.view is not None and self._stack.currentWidget() is self._story:
            self._show_story(self._story.view.id)

    def _go(self, place: Place) -> None:
        if place.page is self.key:
            self.open(place)
        else:
            self._session.go(place)

    def _copy_story(self) -> None:
        if self._story.view is not None:
            QGuiApplication.clipboard().setText(copied_text(self._story.view))
            self._session.messages.say("The story is copied, with initials only.", tone=Tone.GREEN)

    def _open_access(self) -> None:
        if self._story.view is not None:
            open_access(self._session, self._story.view.local_id, self)

    def _put_on_agenda(self, offer: AgendaOffer | None) -> None:
        view = self._story.view
        if view is None:
            return
        if offer is None:
            self._session.messages.say(
                "No meeting to come is without this child.",
                remedy="Plan one on the Agendas page.",
                tone=Tone.AMBER,
                offer=("Agendas", lambda: self._session.go(Place(PageKey.AGENDAS))),
            )
            return
        if offer.locked:
            self._session.messages.say(
                f"The agenda of {offer.reference} is locked.",
                remedy="A late item needs the chair’s reason: add it on the agenda’s own page.",
                tone=Tone.AMBER,
                offer=("Open the agenda", lambda: self._session.go(Place(PageKey.AGENDAS, offer.meeting_id))),
            )
            return
        actor, meeting_id, local_id = self._session.actor, offer.meeting_id, view.local_id
        self._session.do(
            lambda desk: desk.agendas.add(actor, meeting_id, desk.agendas.candidate_for(meeting_id, local_id)),
            said=f"{view.discreet_title} is on the agenda of {offer.reference}.",
        )

    # Export

    def _ask_recipient(self) -> None:
        if not self._model.rows:
            return
        names = " The names are in it, because they are shown." if self._session.names.shown else ""
        lines = f"{len(self._model.rows):,} lines"
        self._session.messages.ask_words(
            "Who is to have this table?",
            will=f"{lines} are written to a file, and the export is entered with its recipient.{names}",
            yes="Choose the file…",
            on_words=self._ask_file,
        )

    def _ask_file(self, recipient: str) -> None:
        folder = self._session.preferences.value.save_folder
        name = f"children-{self._session.today.isoformat()}.xlsx"
        ask_save(self, "Export the list", name, lambda path: self._export(path, recipient), kinds=_KINDS, folder=folder)

    def _export(self, path: Path, recipient: str) -> None:
        headings, rows = self._model.export()
        actor = self._session.actor
        self._session.work(
            f"Writing {path.name}",
            lambda desk, _progress: desk.exporting.table(
                actor, path, headings, rows, title="Children", marking=_MARKING, recipient=recipient
            ),
            done=lambda _nothing: self._session.messages.say(f"{path.name} is saved and entered.", tone=Tone.GREEN),
        )

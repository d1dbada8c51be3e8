"""The Actions page: every action across meetings in one table, filtered by typing, with its news in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.calendar import date_words
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.following.chase_letters import ChaseLetter
from panel_desk.domain.following.followed_actions import FollowedAction
from panel_desk.domain.permissions import Permission
from panel_desk.services.desk import Desk
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.table import Table
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.actions.chasing import Chase
from panel_desk.ui.workspaces.actions.detail_panel import DetailPanel
from panel_desk.ui.workspaces.actions.filter_field import FilterField
from panel_desk.ui.workspaces.actions.model import AGENCY, actions_model
from panel_desk.ui.workspaces.actions.presenter import ALL, OPEN, OVERDUE, SOON, ActionsPresenter, about_words
from panel_desk.ui.workspaces.actions.sending import Sending

_WIDE = 1300
_PLACEHOLDER = 'Filter: police overdue, owner:khan due<1 dec, status:"not done", child:104233, -health'
_NONE_YET = "Actions appear here when a meeting asks for them, and stay until each is closed with a reason."
_NONE_FOUND = "No action is like that. Esc clears what is typed; another chip shows more."
_NEWS: tuple[tuple[str, str, ActionStatus], ...] = (
    ("C", "Complete…", ActionStatus.COMPLETE),
    ("I", "In progress…", ActionStatus.IN_PROGRESS),
    ("P", "Not possible…", ActionStatus.NOT_POSSIBLE),
    ("N", "Not done…", ActionStatus.NOT_DONE),
    ("S", "Superseded…", ActionStatus.SUPERSEDED),
    ("T", "Transferred…", ActionStatus.TRANSFERRED),
)
"""Key in the table, words, status."""


class ActionsPage(Page):
    """A table and the chosen action beside it; letters in the table begin its news."""

    key: ClassVar[PageKey] = PageKey.ACTIONS
    title: ClassVar[str] = "Actions"
    icon: ClassVar[str] = "check-check"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = ActionsPresenter(session.reading)
        self._names: dict[str, str] = {}
        self._model = actions_model(self._about, lambda: session.today)
        self._chase = Chase(session, self._presenter, self)
        self._sending = Sending(session, self)
        self._build()
        session.names.changed.connect(lambda _shown: self._on_names_changed())

    # What the shell calls

    def refresh(self) -> None:
        """Read again; filter, choice, scroll and an open form stay."""
        self._presenter.read(self._session.who, self._session.today)
        self._names = self._presenter.names() if self._session.names.shown else {}
        self._chips.set_choices(self._presenter.chips())
        self._header.set_aside(self._presenter.summary())
        self._find()
        self._show_detail()

    def open(self, place: Place) -> None:
        """Show an action by its reference; or what is overdue, what falls due, or the letters to owners."""
        if not self._presenter.lines:
            self.refresh()
        if place.what in (OVERDUE, SOON, "chase"):
            self._field.setText(f"panel:{place.id.lower()}" if place.id else "")
            self._choose_chip(SOON if place.what == SOON else OPEN if place.id else OVERDUE)
            if place.what == "chase" and self._chases():
                self._chase.open((), self._table.shown_rows(), shown_first=bool(place.id))
        elif place.id:
            self._field.setText("")
            self._choose_chip(ALL)
            self._table.choose(lambda f: f.action.reference == place.id)
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        chosen = self._table.chosen() is not None
        sends, rows = self._sends(), bool(self._model.rows)
        return (
            Command(words="Filter the actions", run=self._go_to_filter, shortcut="Ctrl+F"),
            *(
                Command(
                    words=f"{words} (of the chosen action; {key} in the table)", run=self._news_of(s), enabled=chosen
                )
                for key, words, s in _NEWS
            ),
            Command(words="More time… (of the chosen action; D in the table)", run=self.more_time, enabled=chosen),
            Command(words="Chase owners…", run=self.chase, shortcut="Ctrl+Shift+H", enabled=self._chases()),
            Command(words="Export these actions…", run=self.export, shortcut="Ctrl+Shift+E", enabled=sends and rows),
            Command(words="Print these actions…", run=self.print_list, shortcut="Ctrl+P", enabled=sends and rows),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the agency to the detail where there is little room."""
        super().resizeEvent(event)
        self._table.setColumnHidden(AGENCY, self.width() < px(_WIDE))

    # What tests and commands reach

    @property
    def table(self) -> Table:
        """All that the filter leaves."""
        return self._table

    @property
    def field(self) -> FilterField:
        """Where one types."""
        return self._field

    @property
    def chips(self) -> FilterChips:
        """The saved filters."""
        return self._chips

    @property
    def panel(self) -> DetailPanel:
        """The chosen action."""
        return self._panel

    @property
    def reading_words(self) -> str:
        """What the filter was understood as, or what of it was not."""
        return self._words.text()

    # Deeds

    def give_news(self, status: ActionStatus) -> None:
        """Begin news of the chosen action."""
        chosen = self._table.chosen()
        if chosen is not None and not self._panel.give_news(status):
            self._say_closed(chosen)

    def more_time(self) -> None:
        """Begin giving the chosen action more time."""
        chosen = self._table.chosen()
        if chosen is None or self._panel.give_time():
            return
        if chosen.action.status.is_open:
            self._session.messages.say(
                f"{chosen.action.reference} is given more time by the chair or the administrator.",
                remedy="Record as news what stands in the way.",
                tone=Tone.AMBER,
            )
        else:
            self._say_closed(chosen)

    def chase(self) -> None:
        """Write to owners."""
        if self._chases():
            self._chase.open(self._table.chosen_rows(), self._table.shown_rows())

    def save_drafts(self, letters: Sequence[ChaseLetter], folder: Path) -> None:
        """Keep drafts in a folder."""
        self._chase.save(letters, folder)

    def write_table(self, recipient: str, path: Path) -> None:
        """Write what is shown for somebody."""
        self._sending.write(self._references(), self._list_title(), recipient, path)

    def export(self) -> None:
        """Ask for whom and where, and write what is shown to a file."""
        self._sending.export(self._references(), self._list_title())

    def print_list(self) -> None:
        """What is shown, as a PDF."""
        self._sending.print(self._references(), self._list_title())

    def _say_closed(self, chosen: FollowedAction) -> None:
        action = chosen.action
        if action.status.is_open:
            self._session.messages.say(
                f"{action.reference} is with {action.agency_name}: only news of your own agency’s actions is yours.",
                remedy="Ask the administrator.",
                tone=Tone.AMBER,
            )
            return
        self._session.messages.say(
            f"{action.reference} is closed as “{action.status.value}”.",
            remedy="Ctrl+Z takes back what was done last; otherwise ask for a new action at the next meeting.",
            tone=Tone.AMBER,
        )

    def _on_news(self, status: ActionStatus, reason: str, successor: str) -> None:
        chosen = self._table.chosen()
        if chosen is None:
            return
        reference, actor, today = chosen.action.reference, self._session.actor, self._session.today

        following = self._following(reference)

        def deed(desk: Desk) -> object:
            return desk.actions.set_status(actor, reference, status, on=today, reason=reason, successor=successor)

        self._session.do(
            deed,
            said=f"{reference} is {status.value}.",
            done=lambda _deed: self._on_kept(following),
            failed=self._on_refused,
        )

    def _on_time(self, day: date, reason: str) -> None:
        chosen = self._table.chosen()
        if chosen is None:
            return
        reference, actor = chosen.action.reference, self._session.actor
        self._session.do(
            lambda desk: desk.actions.postpone(actor, reference, day, reason),
            said=f"{reference} has time until {date_words(day)}.",
            done=lambda _deed: self._on_kept(reference),
            failed=self._on_refused,
        )

    def _following(self, reference: str) -> str:
        """The action below one in the table, or above the last."""
        shown = [f.action.reference for f in self._table.shown_rows()]
        place = shown.index(reference)
        return next(iter((*shown[place + 1 :], *reversed(shown[:place]))), "")

    def _on_kept(self, following: str) -> None:
        """Where the filter leaves the action no longer, the keyboard goes on to the next one."""
        self._panel.close_forms()
        if self._table.chosen() is None:
            self._table.choose(lambda f: f.action.reference == following)
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_refused(self, error: DeskError) -> None:
        """The form stays with its words; only the sentence is added."""
        self._panel.show_problem(error)

    # Building

    def _build(self) -> None:
        self.setProperty("role", "page")
        self._header = PageHeader(self.title)
        for words, deed, icon in (("Print…", self.print_list, "printer"), ("Export…", self.export, "download")):
            made = button(words, deed, icon=icon)
            self._header.add_action(made)
            made.setVisible(self._sends())
        chase = button("Chase owners…", self.chase, icon="mail", primary=True, tip="Ctrl+Shift+H")
        self._header.add_action(chase)
        chase.setVisible(self._chases())
        self._field = FilterField(_PLACEHOLDER, self._presenter.suggestions)
        self._field.typed.connect(lambda _text: self._find())
        self._words = Words("", WordsRole.SMALL, wrap=True)
        self._chips = FilterChips("Saved filters")
        self._chips.chosen_changed.connect(lambda _key: self._find())
        self._build_table()
        self._build_panel()
        column = spaced(QVBoxLayout(self), (28, 24, 28, 24), 12)
        column.addWidget(self._header)
        column.addWidget(self._field)
        column.addWidget(self._chips)
        column.addWidget(self._words)
        column.addWidget(Split("all actions", self._table, self._panel, right=312), 1)
        self.setFocusProxy(self._table)

    def _build_table(self) -> None:
        self._empty = EmptyState("check-check", _NONE_YET, "Open agendas", self._open_agendas)
        self._table = Table(self._model, name="all actions", empty=self._empty)
        self._table.chosen_changed.connect(lambda _row: self._show_detail())
        self._table.row_opened.connect(lambda _row: self.give_news(ActionStatus.IN_PROGRESS))
        for key, words, status in _NEWS:
            self._table.add_row_action(words, self._begins(status), shortcut=key)
        self._table.add_row_action("More time…", lambda _row: self.more_time(), shortcut="D")
        if self._chases():
            self._table.add_row_action("Chase…", lambda _row: self.chase(), shortcut="H")
        self._field.set_goes_to(self._table)

    def _build_panel(self) -> None:
        self._panel = DetailPanel()
        self._panel.news_given.connect(self._on_news)
        self._panel.time_given.connect(self._on_time)
        self._panel.child_wanted.connect(self._open_child)
        self._panel.meeting_wanted.connect(self._open_minutes)
        self._panel.left.connect(lambda: self._table.setFocus(Qt.FocusReason.OtherFocusReason))

    # Showing

    def _find(self) -> None:
        """Answer what is typed and which chip is chosen, within the frame."""
        chip = self._chips.chosen() or OPEN
        found = self._presenter.find(chip, self._field.text())
        self._model.set_rows(found.rows)
        self._words.set_text(found.problem or found.words)
        self._words.set_role(WordsRole.PROBLEM if found.problem else WordsRole.SMALL)
        self._words.setVisible(bool(self._field.text().strip()))
        if self._presenter.lines:
            self._empty.set_words(_NONE_FOUND)
        else:
            self._empty.set_words(_NONE_YET, "Open agendas")

    def _show_detail(self) -> None:
        chosen = self._table.chosen()
        # The whole width is the table's until there is something to tell beside it.
        self._panel.setVisible(chosen is not None)
        if chosen is None:
            self._panel.show_detail(None)
            return
        detail = self._presenter.detail(
            chosen,
            self._about(chosen),
            follows=self._session.can(Permission.FOLLOW_ACTIONS, chosen.action.panel),
            updates_own=self._session.can(Permission.UPDATE_OWN_ACTIONS, chosen.action.panel),
        )
        self._panel.show_detail(detail, self._presenter.successors(chosen.action.reference))

    def _about(self, followed: FollowedAction) -> str:
        return about_words(followed, self._session.names.of, self._names)

    def _choose_chip(self, key: str) -> None:
        self._chips.choose(key)
        self._find()

    def _on_names_changed(self) -> None:
        self._names = self._presenter.names() if self._session.names.shown else {}
        self._table.viewport().update()
        self._show_detail()

    def _go_to_filter(self) -> None:
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    # Other pages

    def _open_child(self) -> None:
        chosen = self._table.chosen()
        if chosen is not None and chosen.action.child_id:
            self._session.go(Place(PageKey.CHILDREN, chosen.action.child_id))

    def _open_minutes(self) -> None:
        chosen = self._table.chosen()
        if chosen is not None:
            self._session.go(Place(PageKey.MINUTES, chosen.action.meeting_id))

    def _open_agendas(self) -> None:
        self._session.go(Place(PageKey.AGENDAS))

    # Small

    def _begins(self, status: ActionStatus) -> Callable[[FollowedAction], None]:
        return lambda _row: self.give_news(status)

    def _news_of(self, status: ActionStatus) -> Callable[[], None]:
        return lambda: self.give_news(status)

    def _references(self) -> tuple[str, ...]:
        return tuple(f.action.reference for f in self._table.shown_rows())

    def _list_title(self) -> str:
        return self._presenter.title(self._chips.chosen(), self._field.text())

    def _sends(self) -> bool:
        """A core member sees their own agency’s actions alone, and takes lists of those."""
        can = self._session.can
        return can(Permission.TAKE_COPIES) or can(Permission.TAKE_OWN_COPIES)

    def _chases(self) -> bool:
        return self._session.can(Permission.TAKE_COPIES) and self._session.can(Permission.FOLLOW_ACTIONS)

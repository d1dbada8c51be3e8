"""The page of the strategy: its action plan, and the places, themes and persons of concern."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from panel_desk.domain.permissions import Permission
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.sending import Sending
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.remembering import remembering
from panel_desk.ui.widgets.tabs import Tabs
from panel_desk.ui.workspaces.plan_and_places.places_tab import PlacesTab
from panel_desk.ui.workspaces.plan_and_places.plan_tab import PlanTab

_TAB = "plan and places tab"
_PLAN, _PLACES = 0, 1


class StrategyPage(Page):
    """Two tabs: the action plan with its objectives, and the register of places; the chosen one stands beside each."""

    key: ClassVar[PageKey] = PageKey.STRATEGY
    title: ClassVar[str] = "Plan and places"
    icon: ClassVar[str] = "map-pin"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._session = session
        self.sending = Sending(session, self)
        self.plan = PlanTab(session)
        self.places = PlacesTab(session)
        self._tabs = Tabs("Plan or places", ("Action plan", "Places and themes"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.plan)
        self._stack.addWidget(self.places)
        self._build_header()
        column = spaced(QVBoxLayout(self), (28, 24, 28, 24), 12)
        column.addWidget(self._header)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self._tabs.setCurrentIndex(next(iter(remembering().recall(_TAB)), _PLAN))
        self._stack.setCurrentIndex(self._tabs.currentIndex())
        self._tabs.currentChanged.connect(self._on_tab)
        for tab in (self.plan, self.places):
            tab.changed.connect(self._on_changed)
        session.names.changed.connect(lambda _shown: self.places.show_names())
        self.setFocusProxy(self._tab.table)

    # What the shell calls

    def refresh(self) -> None:
        """Read the tab in sight again; choice, filter and scroll stay."""
        self._tab.refresh()
        self._header.set_aside(self._tab.sentence)

    def open(self, place: Place) -> None:
        """Show an objective (``what`` is ``plan``) or a place (``places``) by its id."""
        self._tabs.setCurrentIndex(_PLACES if place.what == "places" else _PLAN)
        self.refresh()
        if place.id:
            self._tab.choose(place.id)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> Sequence[Command]:
        """What can be done on the tab in sight."""
        other = "Places and themes" if self._tabs.currentIndex() == _PLAN else "Action plan"
        return (
            Command(words=f"Show: {other}", run=self._turn, shortcut="Ctrl+Tab"),
            *self._tab.commands(),
            Command(words="Export or print…", run=self._send, shortcut="Ctrl+Shift+E", enabled=self._sends()),
        )

    # Inside

    @property
    def _tab(self) -> PlanTab | PlacesTab:
        return self.plan if self._tabs.currentIndex() == _PLAN else self.places

    def _build_header(self) -> None:
        self._header = PageHeader(self.title)
        send = button("Export…", self._send, icon="download", tip="Ctrl+Shift+E")
        if not self._sends():
            send.hide()
        self._add = button("Add an objective", self._on_add, icon="plus", primary=True, tip="Ctrl+N")
        if not self._session.can(Permission.KEEP_PLAN):
            self._add.hide()
        self._header.add_action(send)
        self._header.add_action(self._add)

    def _on_add(self) -> None:
        self._tab.add()

    def _turn(self) -> None:
        self._tabs.setCurrentIndex(1 - self._tabs.currentIndex())
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_tab(self, index: int) -> None:
        remembering().keep(_TAB, (index,))
        self._stack.setCurrentIndex(index)
        self._add.setText("Add an objective" if index == _PLAN else "Add a place")
        self._add.setAccessibleName(self._add.text())
        self.refresh()
        self.setFocusProxy(self._tab.table)
        self.commands_changed.emit()

    def _on_changed(self) -> None:
        self._header.set_aside(self._tab.sentence)
        self.commands_changed.emit()

    def _sends(self) -> bool:
        return self._session.can(Permission.TAKE_COPIES)

    def _send(self) -> None:
        self.sending.export(self._tab.outgoing())

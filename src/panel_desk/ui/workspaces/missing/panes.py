"""The five tabs of the page and what is below each; the one that was shown last is shown again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from panel_desk.domain.figures.reporting_year import Period
from panel_desk.domain.missing.cross_reference import CrossReference
from panel_desk.ui.names import Names
from panel_desk.ui.sending import Outgoing
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.remembering import remembering
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.tabs import Tabs
from panel_desk.ui.workspaces.missing.cross_pane import CrossPane
from panel_desk.ui.workspaces.missing.episodes_pane import EpisodesPane
from panel_desk.ui.workspaces.missing.oversight_pane import OversightPane
from panel_desk.ui.workspaces.missing.pathway_pane import PathwayPane
from panel_desk.ui.workspaces.missing.presenter import MissingView
from panel_desk.ui.workspaces.missing.queue_pane import QueuePane
from panel_desk.ui.workspaces.missing.sending import cross_out, missing_out, pathway_out

CROSS, EPISODES, OVERSIGHT, PATHWAY, QUEUE = range(5)
TABS = ("Cross-reference", "Episodes", "Oversight", "Pathway", "Match queue")
_REMEMBERED = "missing tab"
_NARROW = 900


class MissingPanes(QWidget):
    """Tabs above, one pane below; what is out of sight is shown anew when it comes into sight."""

    tab_changed = Signal()
    chosen_changed = Signal()
    """Another row of some table is chosen."""

    def __init__(
        self,
        names: Names,
        today: Callable[[], date],
        *,
        may_follow: bool,
        may_prepare: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.cross = CrossPane(names, today, may_follow=may_follow, may_prepare=may_prepare)
        self.episodes = EpisodesPane(names, today, may_follow=may_follow)
        self.oversight = OversightPane()
        self.pathway = PathwayPane(names, today, may_follow=may_follow)
        self.queue = QueuePane(names, may_follow=may_follow)
        self._later: dict[int, Callable[[], None]] = {}
        self._panes: tuple[QWidget, ...] = (self.cross, self.episodes, self.oversight, self.pathway, self.queue)
        for told in (self.cross, self.episodes, self.pathway, self.queue):
            told.chosen_changed.connect(self.chosen_changed.emit)
        names.changed.connect(lambda _shown: self._on_names_changed())
        self.tabs = Tabs("Missing children", TABS)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        for pane in self._panes:
            self._stack.addWidget(pane)
        column = spaced(QVBoxLayout(self), spacing=14)
        column.addLayout(self._head())
        column.addWidget(holder, 1)
        kept = remembering().recall(_REMEMBERED)
        self.tabs.setCurrentIndex(kept[0] if kept and kept[0] < len(TABS) else CROSS)
        self._show_pane(self.tabs.currentIndex())
        self.tabs.currentChanged.connect(self._on_tab)

    def at(self) -> int:
        """Which tab is shown."""
        return self.tabs.currentIndex()

    def show_tab(self, at: int, *, focus: bool = False) -> None:
        """Show one of the five tabs; with ``focus`` the keyboard goes to its table."""
        self.tabs.setCurrentIndex(at)
        if focus:
            self._panes[at].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int) -> None:
        """Show the next tab, or the one before; round at the ends."""
        self.show_tab((self.at() + by) % len(TABS), focus=True)

    def go_to_filter(self) -> None:
        """Put the keyboard where the table is filtered; without such a field, on the table."""
        field: SearchField | None = getattr(self._panes[self.at()], "field", None)
        if field is None:
            self._panes[self.at()].setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def show_view(self, view: MissingView) -> None:
        """Show everything but the cross-reference."""
        self._when_seen(EPISODES, lambda: self.episodes.show_lines(view.episodes))
        self._when_seen(OVERSIGHT, lambda: self.oversight.show_oversight(view.oversight))
        self._when_seen(PATHWAY, lambda: self.pathway.show_lines(view.pathway))
        self._count(PATHWAY, sum(line.is_current for line in view.pathway))

    def show_cross(self, cross: CrossReference, sentence: str) -> None:
        """Show a run of the cross-reference, and what it could not match."""
        self._when_seen(CROSS, lambda: self.cross.show_cross(cross, sentence))
        self._when_seen(QUEUE, lambda: self.queue.show_queue(cross.queue))
        self._count(QUEUE, len(cross.queue))

    def outgoing(self, period: Period, now: datetime) -> Outgoing | None:
        """What the tab shows, as it may leave the desk; None where there is nothing yet."""
        match self.at():
            case 1:
                return missing_out(period, now, self.episodes.table.shown_rows())
            case 2:
                return missing_out(period, now)
            case 3:
                return pathway_out()
            case _:
                self._bring_up(CROSS)
                cross = self.cross.cross
                return cross_out(cross, self.cross.table.shown_rows()) if cross else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what belongs to the table goes below the tabs."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._top.direction() is not way:
            self._top.setDirection(way)

    def _head(self) -> QBoxLayout:
        self._top = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight), spacing=12)
        self._top.addWidget(self.tabs, 1)
        self._tools = QWidget()
        row = spaced(QHBoxLayout(self._tools))
        for tools in self._all_tools():
            row.addWidget(tools)
        self._top.addWidget(self._tools)
        return self._top

    def _all_tools(self) -> tuple[QWidget, ...]:
        return (
            self.cross.tools,
            self.episodes.tools,
            self.oversight.tools,
            self.pathway.tools,
            self.queue.tools,
        )

    def _show_pane(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.setFocusProxy(self._panes[at])
        for place, tools in enumerate(self._all_tools()):
            tools.setVisible(place == at)
        self._bring_up(at)

    def _count(self, tab: int, count: int) -> None:
        words = f"{TABS[tab]} {count:,}" if count else TABS[tab]
        if words != self.tabs.tabText(tab):
            self.tabs.setTabText(tab, words)

    def _when_seen(self, tab: int, show: Callable[[], None]) -> None:
        """Show it now where its pane is in sight, else when it comes there."""
        if tab == self.at():
            show()
        else:
            self._later[tab] = show

    def _bring_up(self, tab: int) -> None:
        """Show what waited for it."""
        show = self._later.pop(tab, None)
        if show is not None:
            show()

    def _on_tab(self, at: int) -> None:
        self._show_pane(at)
        remembering().keep(_REMEMBERED, (at,))
        self.tab_changed.emit()

    def _on_names_changed(self) -> None:
        for pane in (self.cross, self.episodes, self.pathway, self.queue):
            pane.names_changed()

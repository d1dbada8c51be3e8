"""The pool at the left, the agenda at the right, and the pages as they will print beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from panel_desk.ui.theme.current import px, restyle
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, link, name_button
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.pdf_view import PdfView
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.agendas.agenda_list import AgendaList
from panel_desk.ui.workspaces.agendas.model import AgendaModel, PoolModel
from panel_desk.ui.workspaces.agendas.pool_list import PoolList
from panel_desk.ui.workspaces.agendas.view_values import AgendaView, NextStep

_ROOM_FOR_THREE = 1240
"""Below this width the pool gives way while the pages are open."""


class PoolCard(Card):
    """What is proposed, with a filter, and who is no longer on the list."""

    put_on_asked = Signal()
    dropped_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Proposed", padded=False, parent=parent)
        self.model = PoolModel()
        self.list = PoolList(self.model)
        self.filter = SearchField("Filter by child, reason or section", goes_to=self.list)
        self.filter.typed.connect(self._on_typed)
        measured(self.filter, min_width=120)
        holder = QWidget()
        spaced(QHBoxLayout(holder), (12, 8, 12, 8), 0).addWidget(self.filter)
        self.body.addWidget(holder)
        self.body.addWidget(Divider())
        self._nothing = EmptyState("inbox", "")
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        self.put_on = button("Put on the agenda", self.put_on_asked.emit, icon="plus")
        self.list.put_on_asked.connect(self.put_on_asked)
        self.list.selectionModel().selectionChanged.connect(lambda _new, _old: self._count_chosen())
        self._foot = self._make_foot()
        self.body.addWidget(Divider())
        self.body.addWidget(self._foot)
        self._can_add = False
        measured(self, min_width=248)

    def show_view(self, view: AgendaView) -> None:
        """Show the pool of this meeting."""
        self._can_add = view.can_add and view.step is not NextStep.BUILD
        self.set_aside(view.pool_words)
        self.model.set_rows(view.pool, meeting_id=view.meeting_id, can_carry=self._can_add)
        self._dropped.set_text(view.dropped_words)
        self._dropped_row.setVisible(bool(view.dropped))
        self._late.setVisible(view.is_late and view.can_add)
        self._show_nothing()
        self._count_chosen()

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        column = spaced(QVBoxLayout(foot), (12, 8, 12, 8), 6)
        self._late = Words("What is put on now is a late item.", WordsRole.SMALL, wrap=True, tone=Tone.AMBER)
        self._dropped = Words("", WordsRole.SMALL, wrap=True)
        self._dropped_row = QWidget()
        row = spaced(QHBoxLayout(self._dropped_row), spacing=4)
        row.addWidget(self._dropped, 1)
        row.addWidget(link("See who and why", self.dropped_asked.emit))
        column.addWidget(self._dropped_row)
        column.addWidget(self._late)
        column.addWidget(self.put_on)
        return foot

    def _on_typed(self, text: str) -> None:
        self.model.set_filter(text)
        self._show_nothing()

    def _show_nothing(self) -> None:
        if self.filter.text() and not self.model.rows:
            self._nothing.set_words("Nobody proposed matches the filter.")
        else:
            self._nothing.set_words(
                "Nobody else is proposed. A new case list, a due review or an open action brings more."
            )
        self._stack.setCurrentWidget(self.list if self.model.rows else self._nothing)

    def _count_chosen(self) -> None:
        count = len(self.list.chosen())
        name_button(self.put_on, f"Put {count} on the agenda" if count > 1 else "Put on the agenda")
        self.put_on.setEnabled(self._can_add and count > 0)


class AgendaCard(Card):
    """The agenda itself, its minutes against the slot."""

    build_asked = Signal()
    pool_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Agenda", padded=False, parent=parent)
        self.pool_button = button("Proposed", self.pool_asked.emit, icon="arrow-left")
        self.head_row.insertWidget(0, self.pool_button)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Planned minutes against the meeting’s time")
        self.add_to_head(self.bar, stretch=True)
        self.head_row.setStretchFactor(self.bar, 4)
        self.model = AgendaModel()
        self.list = AgendaList(self.model)
        self.empty = EmptyState("list-ordered", "", "Build the agenda", self.build_asked.emit)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        measured(self, min_width=380)

    def show_view(self, view: AgendaView, presenters: tuple[str, ...]) -> None:
        """Show this agenda."""
        self.model.set_rows(
            view.rows,
            meeting_id=view.meeting_id,
            can_edit=view.can_change,
            can_carry=view.can_order,
            can_take=view.can_add,
        )
        self.list.set_presenters(presenters)
        self.bar.setMaximum(max(view.slot, 1))
        self.bar.setValue(min(view.minutes, max(view.slot, 1)))
        self.bar.setAccessibleDescription(view.bar_words)
        restyle(self.bar, tone="red" if view.over else "")
        self.set_aside(view.bar_words)
        self.set_aside_tone(Tone.RED if view.over else None)
        self._show_empty(view)

    def _show_empty(self, view: AgendaView) -> None:
        building = view.step is NextStep.BUILD and view.can_change
        proposed = view.pool_words.split(" of ")[0]
        self.empty.set_words(
            f"Nothing is on the agenda yet. The desk builds it from the panel’s fixed items and from what is proposed "
            f"({proposed}), the most pressing first, as far as the time goes."
            if building
            else "This meeting has no agenda.",
            "Build the agenda" if building else "",
        )
        self._stack.setCurrentWidget(self.list if view.rows else self.empty)
        self.bar.setVisible(bool(view.rows))


class Board(QWidget):
    """Pool, agenda and pages; the pool gives way where there is no room for three."""

    pool_wanted = Signal()
    """The pool is asked for where there is no room for it beside the pages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pool = PoolCard()
        self.agenda = AgendaCard()
        self.pdf = PdfView("Agenda as it will print")
        self._pages = Split("agenda and its pages", self.agenda, self.pdf)
        self._split = Split("agenda and pool", self.pool, self._pages, left=336)
        spaced(QVBoxLayout(self), spacing=0).addWidget(self._split)
        self.agenda.pool_asked.connect(self._on_pool_asked)
        self._pages_open = False
        self._has_pool = True
        self.pdf.hide()
        self._fit()

    @property
    def pages_open(self) -> bool:
        """Whether the pages are beside the agenda."""
        return self._pages_open

    def open_pages(self, *, shown: bool) -> None:
        """Show the pages, or put them away."""
        self._pages_open = shown
        self.pdf.setVisible(shown)
        self._fit()

    def set_has_pool(self, *, has_pool: bool) -> None:
        """A meeting that is over has no pool."""
        self._has_pool = has_pool
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again at the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = not self._pages_open or self.width() >= px(_ROOM_FOR_THREE)
        self.pool.setVisible(self._has_pool and room)
        self.agenda.pool_button.setVisible(self._has_pool and not room)

    def _on_pool_asked(self) -> None:
        self.pool_wanted.emit()

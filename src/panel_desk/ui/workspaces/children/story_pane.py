"""One child's story on the screen: head, cards, and the days in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from panel_desk.domain.children.child_timeline import TimelineEntry, TimelineKind
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.theme.current import px, theme
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.buttons import button, tool_button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.chips import Chip, FilterChips
from panel_desk.ui.widgets.emptied import emptied
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.scroll import UpAndDown
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.workspaces.children.story_cards import in_column, story_cards
from panel_desk.ui.workspaces.children.story_view import AgendaOffer, StoryView
from panel_desk.ui.workspaces.children.timeline_list import TimelineList

_ALL = "all"
_TWO_COLUMNS, _BELOW_EACH_OTHER = 860, 1100
_FILTERS: Sequence[tuple[str, str, tuple[TimelineKind, ...]]] = (
    (_ALL, "Everything", tuple(TimelineKind)),
    ("panels", "Panels", (TimelineKind.LISTED, TimelineKind.DECISION, TimelineKind.DEFERRED)),
    ("actions", "Actions", (TimelineKind.ACTION,)),
    ("missing", "Missing", (TimelineKind.MISSING,)),
    ("referrals", "Referrals", (TimelineKind.REFERRAL,)),
    ("voice", "Voice", (TimelineKind.VOICE,)),
)


class StoryPane(QWidget):
    """Shows a ``StoryView``; what is pressed is told, and done by the page."""

    back_wanted = Signal()
    copy_wanted = Signal()
    access_wanted = Signal()
    agenda_wanted = Signal(object)
    """An ``AgendaOffer``; None where there is no meeting to offer."""
    place_wanted = Signal(object)
    """A ``Place``."""

    def __init__(self, *, may_prepare: bool, may_hand_over: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: StoryView | None = None
        self._may_prepare = may_prepare
        self._may_hand_over = may_hand_over
        self._build()

    @property
    def view(self) -> StoryView | None:
        """What is shown."""
        return self._view

    @property
    def timeline(self) -> TimelineList:
        """The days."""
        return self._timeline

    def show_story(self, view: StoryView) -> None:
        """Show a story; where it is the same, nothing moves, and of the same child the place stays."""
        if view == self._view:
            return
        before, self._view = self._view, view
        same = before is not None and before.id == view.id
        self._header.set_title(view.title)
        self._header.set_aside(view.aside)
        self._show_chips(view)
        scrolled = self._scroll.verticalScrollBar().value() if same else 0
        self._scroll.setWidget(in_column(story_cards(view, self.place_wanted.emit), self._scroll.viewport()))
        self._scroll.verticalScrollBar().setValue(scrolled)
        if not same:
            self._filters.choose(_ALL)
        self._show_filters(view)
        self._show_entries()
        if not same:
            self._timeline.scrollToTop()

    def choose_agenda(self) -> None:
        """Ask for which meeting, where there is more than one."""
        offers = self._view.offers if self._view is not None else ()
        if len(offers) < 2:
            self.agenda_wanted.emit(offers[0] if offers else None)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for offer in offers:
            menu.addAction(offer.words.replace("&", "&&"), partial(self._want_agenda, offer))
        menu.popup(self._agenda_button.mapToGlobal(self._agenda_button.rect().bottomLeft()))

    def focus_first(self) -> None:
        """Put the keyboard where reading begins."""
        self._timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where large text leaves no room for two columns, the days stand below the cards and the whole scrolls."""
        super().resizeEvent(event)
        narrow = self.width() < px(_TWO_COLUMNS)
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() is not way:
            self._split.setOrientation(way)
            self._split.setSizes([px(560), px(560)])
        self._inside.setMinimumHeight(px(_BELOW_EACH_OTHER) if narrow else 0)

    # Private

    def _build(self) -> None:
        self._header = PageHeader()
        self._agenda_button = button("Put on the next agenda", self.choose_agenda, icon="calendar-plus", primary=True)
        if self._may_hand_over:
            tip = "Everything held on this child, third parties taken out"
            self._header.add_action(button("Subject access…", self.access_wanted.emit, icon="file-lock", tip=tip))
        self._header.add_action(button("Copy as text", self.copy_wanted.emit, icon="copy"))
        self._header.add_action(self._agenda_button)
        self._agenda_button.setVisible(self._may_prepare)
        back = tool_button("arrow-left", "All children (Esc)", self.back_wanted.emit)
        head = spaced(QHBoxLayout(), spacing=8)
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._header, 1)
        self._chips = flow_row(spacing=8)
        self._scroll = UpAndDown("About this child")
        self._split = Split("child story", self._scroll, self._build_timeline(), left=560)
        self._inside = QWidget()
        self._inside.setProperty("role", "ground")
        column = spaced(QVBoxLayout(self._inside), spacing=12)
        column.addLayout(head)
        column.addWidget(self._chips)
        column.addWidget(self._split, 1)
        whole = QScrollArea()
        whole.setWidgetResizable(True)
        whole.setFrameShape(QFrame.Shape.NoFrame)
        whole.setWidget(self._inside)
        whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        spaced(QVBoxLayout(self), spacing=0).addWidget(whole)
        theme().changed.connect(self._on_theme_changed)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back_wanted)

    def _on_theme_changed(self) -> None:
        """Heights of tables follow the text size: the cards are made anew."""
        if self._view is not None:
            self._scroll.setWidget(in_column(story_cards(self._view, self.place_wanted.emit), self._scroll.viewport()))

    def _build_timeline(self) -> Card:
        card = Card("What happened", padded=False)
        self._filters = FilterChips("Show of what happened")
        self._filters.chosen_changed.connect(lambda _key: self._show_entries())
        row = QWidget()
        spaced(QHBoxLayout(row), (12, 8, 12, 8), 0).addWidget(self._filters, 1)
        self._timeline = TimelineList()
        self._timeline.entry_opened.connect(self._on_entry_opened)
        card.body.addWidget(row)
        card.body.addWidget(self._timeline, 1)
        return card

    def _show_chips(self, view: StoryView) -> None:
        layout = self._chips.layout()
        if layout is None:
            return
        emptied(layout)
        for chip in view.chips:
            layout.addWidget(Chip(chip.words, chip.tone, chip.icon, self._chips))

    def _show_filters(self, view: StoryView) -> None:
        counts = {key: sum(entry.kind in kinds for entry in view.timeline) for key, _, kinds in _FILTERS}
        self._filters.set_choices([(key, words, counts[key]) for key, words, _ in _FILTERS])

    def _show_entries(self) -> None:
        chosen = self._filters.chosen() or _ALL
        kinds = next(kinds for key, _, kinds in _FILTERS if key == chosen)
        entries = self._view.timeline if self._view is not None else ()
        self._timeline.set_entries([entry for entry in entries if entry.kind in kinds])

    def _want_agenda(self, offer: AgendaOffer) -> None:
        self.agenda_wanted.emit(offer)

    def _on_entry_opened(self, entry: TimelineEntry) -> None:
        if entry.action:
            self.place_wanted.emit(Place(PageKey.ACTIONS, entry.action))
        elif entry.meeting_id is not None:
            self.place_wanted.emit(Place(PageKey.MINUTES, entry.meeting_id))

"""What the plan and the places share: chips and words that narrow a table, and the chosen line told beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.domain.permissions import Permission
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.table import Column, Table, TableModel

L = TypeVar("L")
_WIDE = 1100


class Shown(Struct, frozen=True, kw_only=True):
    """What a tab says of itself."""

    name: str
    """Of the table, as its widths are remembered: ``action plan``."""
    filter_words: str
    chips_words: str
    none_yet: str
    none_found: str
    begin: str
    """The button where there is nothing yet: ``Add a place``."""


class RegisterTab(QWidget, Generic[L]):
    """Filter, table and detail; every deed can be taken back."""

    changed = Signal()
    """Another line is chosen, or other ones are shown."""

    def __init__(self, session: Session, columns: Sequence[Column[L]], narrow: Sequence[int], words: Shown) -> None:
        """Begin.

        Args:
            session: Whose desk.
            columns: Of the table.
            narrow: Which of them are left to the detail where there is little room.
            words: What the tab says of itself.
        """
        super().__init__()
        self._session = session
        self._narrow = narrow
        self._words = words
        self._empty = EmptyState("map-pin", words.none_yet, "", self.add)
        self._model: TableModel[L] = TableModel(columns, key=self.id_of)
        self.table = Table(self._model, name=words.name, empty=self._empty)
        self.table.chosen_changed.connect(lambda _row: self._show_detail())
        self._search = SearchField(words.filter_words, goes_to=self.table)
        self._search.typed.connect(lambda _text: self._find())
        self._chips = FilterChips(words.chips_words)
        self._chips.chosen_changed.connect(lambda _key: self._find())

    def place(self, panel: QWidget, *above: QWidget) -> None:
        """Put it together, with the detail of the chosen line and what stands above the table."""
        self._panel = panel
        top = spaced(QHBoxLayout(), spacing=16)
        top.addWidget(self._search)
        top.addWidget(self._chips, 1, Qt.AlignmentFlag.AlignVCenter)
        column = spaced(QVBoxLayout(self), spacing=12)
        column.addLayout(top)
        for each in above:
            column.addWidget(each)
        column.addWidget(Split(self._words.name, self.table, panel, right=380), 1)

    def offer_on_a_row(self, opened: Callable[[], None], *deeds: tuple[str, Callable[[], None], str]) -> None:
        """What Enter does with the chosen line, and what else its menu and its letters do."""
        self.table.row_opened.connect(lambda _row: opened())
        for words, deed, key in deeds if self._may() else ():
            self.table.add_row_action(words, _on_row(deed), shortcut=key)

    # What a tab says for itself

    def add(self) -> None:
        """Ask for a new one."""
        raise NotImplementedError

    def id_of(self, line: L) -> str:
        """What a line is known by."""
        raise NotImplementedError

    def chip_of(self, line: L) -> str:
        """Under which chip a line stands in any case."""
        raise NotImplementedError

    def all_lines(self) -> Sequence[L]:
        """Everything there is."""
        raise NotImplementedError

    def is_shown(self, line: L, chip: str) -> bool:
        """Whether a line stands under a chip; without one, under the first."""
        raise NotImplementedError

    def searched(self, line: L) -> str:
        """The words by which a line is found."""
        raise NotImplementedError

    def show_line(self, line: L | None) -> None:
        """Show the details of a line, or of none."""
        raise NotImplementedError

    # What the page calls

    def choose(self, wanted: str) -> None:
        """Choose a line by what it is known by, whatever is filtered."""
        line = next((line for line in self.all_lines() if self.id_of(line) == wanted), None)
        if line is not None and line not in self.table.shown_rows():
            self._search.clear()
            self._chips.choose(self.chip_of(line))
            self._find()
        self.table.choose(lambda each: self.id_of(each) == wanted)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave some columns to the detail where there is little room."""
        super().resizeEvent(event)
        for column in self._narrow:
            self.table.setColumnHidden(column, self.width() < px(_WIDE))

    # Inside

    def _find(self) -> None:
        """Answer what is typed and which chip is chosen, within the frame."""
        chip, wanted = self._chips.chosen(), self._search.text().casefold().split()
        everything = self.all_lines()
        shown = (line for line in everything if self.is_shown(line, chip))
        self._model.set_rows([line for line in shown if all(word in self.searched(line) for word in wanted)])
        begins = not everything and self._may()
        words = self._words
        self._empty.set_words(words.none_found if everything else words.none_yet, words.begin if begins else "")
        self._show_detail()

    def _show_detail(self) -> None:
        line: L | None = self.table.chosen()
        # The whole width is the table's until there is something to tell beside it.
        self._panel.setVisible(line is not None)
        self.show_line(line)
        self.changed.emit()

    def _may(self) -> bool:
        return self._session.can(Permission.KEEP_PLAN)


def _on_row(deed: Callable[[], None]) -> Callable[[object], None]:
    return lambda _row: deed()

"""The columns found in a list and what each is taken for, with the sheet, the encoding and the kind of list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from panel_desk.services.importing import Choices, Column, ImportPreview
from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import link
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.fields import LabelledField, choice, set_choices
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.words import Words, WordsRole, set_tip
from panel_desk.ui.workspaces.case_lists import presenter

_MOST_AT_ONCE: Final = 40
_REMEMBERED = "Remembered for lists with these headings. Change one and the rows follow."


class ColumnsPanel(Card):
    """Headings at the left, meanings at the right."""

    chosen = Signal(object)
    """``Choices`` under which the list is to be read instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Columns", padded=False, parent=parent)
        self._preview: ImportPreview | None = None
        self._combos: dict[str, QComboBox] = {}
        self._order: tuple[str, ...] = ()
        self._kind = choice((), name="This is a list of")
        self._sheet = choice((), name="Sheet")
        self._encoding = choice((), name="Text encoding")
        self._fields = {
            "kind": LabelledField("This is a list of", self._kind),
            "sheet": LabelledField("Sheet", self._sheet),
            "encoding": LabelledField(
                "Text encoding", self._encoding, "Change it where letters such as é or ł look wrong."
            ),
        }
        self._inside = QWidget()
        self._column = spaced(QVBoxLayout(self._inside), (14, 10, 14, 14), 10)
        self._pairs = QWidget()
        self._grid = spaced(QGridLayout(self._pairs), spacing=6)
        self._more = link("", self._on_more)
        self._notes = Words("", WordsRole.MUTED, wrap=True, selectable=True)
        self._notes_title = Words("Notes", WordsRole.SECTION)
        self._build()

    def _build(self) -> None:
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        self._column.addWidget(self._pairs)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(Words(_REMEMBERED, WordsRole.MUTED, wrap=True))
        self._column.addWidget(Divider())
        for field in self._fields.values():
            self._column.addWidget(field)
        self._column.addWidget(self._notes_title)
        self._column.addWidget(self._notes)
        self._column.addStretch(1)
        self.body.addWidget(scrolled(self._inside, "Columns"))
        self._kind.activated.connect(lambda _at: self._chose(presenter.with_kind, self._kind.currentData()))
        self._sheet.activated.connect(lambda _at: self._chose(presenter.with_sheet, self._sheet.currentData()))
        self._encoding.activated.connect(lambda _at: self._chose(presenter.with_encoding, self._encoding.currentData()))

    def show_list(self, preview: ImportPreview, notes: Sequence[str]) -> None:
        """Show a checked list; where the headings are the same the keyboard stays where it is."""
        self._preview = preview
        shown = [column for column in preview.columns if column.heading]
        order = tuple(column.heading for column in shown)
        if order != self._order:
            self._order = order
            self._make_pairs(shown[:_MOST_AT_ONCE])
        choices = presenter.column_choices(preview)
        for column in shown:
            if combo := self._combos.get(column.heading):
                set_choices(combo, choices, column.field)
                set_tip(combo, _why(column))
        left = len(shown) - len(self._combos)
        self._more.setText(f"Show {left:,} more columns")
        self._more.setVisible(left > 0)
        self._show_choices(preview)
        self._notes.set_text("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._notes_title.setVisible(bool(notes))

    def combo_of(self, heading: str) -> QComboBox:
        """Where one column's meaning is chosen."""
        return self._combos[heading]

    @property
    def sheet(self) -> QComboBox:
        """Where the sheet is chosen."""
        return self._sheet

    @property
    def encoding(self) -> QComboBox:
        """Where the encoding is chosen."""
        return self._encoding

    def _show_choices(self, preview: ImportPreview) -> None:
        set_choices(self._kind, presenter.KINDS.items(), preview.kind)
        sheets = [(name, name) for name in preview.sheets]
        set_choices(self._sheet, sheets, preview.sheet)
        encodings = presenter.encoding_choices(preview)
        set_choices(self._encoding, encodings, presenter.encoding_of(preview))
        self._fields["sheet"].setVisible(len(sheets) > 1)
        self._fields["encoding"].setVisible(bool(encodings))

    def _make_pairs(self, shown: Sequence[Column]) -> None:
        for row in range(self._grid.rowCount()):
            for at in range(self._grid.columnCount()):
                item = self._grid.itemAtPosition(row, at)
                if item is not None and (old := item.widget()):
                    self._grid.removeWidget(old)
                    old.deleteLater()
        self._combos = {}
        for row, column in enumerate(shown):
            self._add_pair(row, column)

    def _add_pair(self, row: int, column: Column) -> None:
        heading = column.heading
        words = Words(heading, elide=True)
        arrow = QLabel()
        set_icon(arrow, "arrow-right", Tone.NEUTRAL, 14)
        combo = choice((), name=f"{heading} is taken for")
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(10)
        measured(combo, min_width=172)
        combo.activated.connect(lambda _at: self._on_column(heading, combo))
        self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(arrow, row, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(combo, row, 2, Qt.AlignmentFlag.AlignVCenter)
        self._combos[heading] = combo

    def _on_column(self, heading: str, combo: QComboBox) -> None:
        if self._preview is not None:
            taken = {column.heading: column.field for column in self._preview.columns}
            if combo.currentData() != taken.get(heading):
                self.chosen.emit(presenter.with_column(self._preview, heading, combo.currentData()))

    def _chose(self, changed: object, value: object) -> None:
        if self._preview is not None and callable(changed):
            choices = changed(self._preview, value)
            if isinstance(choices, Choices) and choices != self._preview.choices:
                self.chosen.emit(choices)

    def _on_more(self) -> None:
        preview = self._preview
        if preview is None:
            return
        shown = [column for column in preview.columns if column.heading]
        choices = presenter.column_choices(preview)
        for row in range(len(self._combos), len(shown)):
            self._add_pair(row, shown[row])
            set_choices(self._combos[shown[row].heading], choices, shown[row].field)
        self._more.hide()


def _why(column: Column) -> str:
    """Why a column is taken for what it is, as its tooltip."""
    how = f"{column.how.value}: {column.why}" if column.why else column.how.value
    return f"{column.label} ({how})" if column.field else how

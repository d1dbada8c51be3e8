"""The list of all children as a table's rows: found and put in order by the register, not by Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Qt

from panel_desk.domain.children.register import Register, RegisterOrder
from panel_desk.domain.children.register_line import ChildLine
from panel_desk.domain.ids import ChildId
from panel_desk.services.exporting import Cell
from panel_desk.ui.names import Names
from panel_desk.ui.widgets.table_model import Column, TableModel
from panel_desk.ui.workspaces.children.wording import (
    age_words,
    last_words,
    missing_tone,
    missing_words,
    near_day,
    panels_words,
    review_tone,
    review_words,
    risk_scale,
    risk_words,
    types_words,
)

_ORDERS = (
    RegisterOrder.INITIALS,
    RegisterOrder.LOCAL_ID,
    RegisterOrder.AGE,
    RegisterOrder.TYPES,
    RegisterOrder.PANELS,
    RegisterOrder.RISK,
    RegisterOrder.LAST,
    RegisterOrder.REVIEW,
    RegisterOrder.MISSING,
)
"""Of the columns, in their order."""


class ChildrenModel(TableModel[ChildLine]):
    """Shows what a register finds for what is typed. A hundred thousand are sorted within a frame."""

    def __init__(self, names: Names, today: date, parent: QObject | None = None) -> None:
        self._register = Register((), today=today)
        self._text = ""
        self._names = names
        self._today = today
        super().__init__(self._columns(), key=lambda line: line.id, parent=parent)

    @property
    def register(self) -> Register:
        """All children, whatever is shown."""
        return self._register

    def show(self, register: Register, untrusted_text: str) -> None:
        """Show those whom the text finds, in the order chosen before."""
        self._register, self._text, self._today = register, untrusted_text, register.today
        self.set_rows(())

    def place_of(self, key: object) -> int:
        """Where a child is on screen, or -1."""
        ids: list[ChildId] = [line.id for line in self.rows]
        return ids.index(key) if key in ids else -1  # type: ignore[arg-type]  # a key that is no id is in no list

    def export(self) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
        """Headings and all rows in the order on screen; names only where they are shown."""
        named = self._names.shown
        headings = (
            "Local ID",
            "Initials",
            *(("Name",) if named else ()),
            "Age",
            "Types",
            "Panels",
            "Risk",
            "Scale",
            "Last panel",
            "Last panel on",
            "Next review",
            "Missing in 90 days",
            "Missing now",
        )
        return headings, [self._exported(line, named=named) for line in self.rows]

    def _exported(self, line: ChildLine, *, named: bool) -> tuple[Cell, ...]:
        age = age_words(line.born_on, self._today)
        standing = line.standing
        return (
            line.local_id,
            line.initials,
            *((line.name,) if named else ()),
            int(age) if age else None,
            types_words(line),
            panels_words(line),
            risk_words(line),
            risk_scale(line),
            last_words(line),
            standing.last.held_on if standing else None,
            standing.review_on if standing else None,
            line.missing_90,
            "yes" if line.missing_now else "",
        )

    def _in_order(self) -> list[ChildLine]:
        order, descending = RegisterOrder.LOCAL_ID, False
        if self._sorted_by is not None:
            order = _ORDERS[self._sorted_by[0]]
            descending = self._sorted_by[1] is Qt.SortOrder.DescendingOrder
        if order is RegisterOrder.INITIALS and self._names.shown:
            order = RegisterOrder.NAME
        return list(self._register.find(self._text, order, descending=descending))

    def _columns(self) -> Sequence[Column[ChildLine]]:
        names = self._names
        return (
            Column(
                title="Child",
                text=lambda line: line.name if names.shown and line.name else line.initials,
                strong=True,
                tip=lambda line: line.name if names.shown else "",
                stretch=True,
                width=100,
            ),
            Column(title="Local ID", text=lambda line: line.local_id, muted=True, whole=True, width=76),
            Column(title="Age", text=lambda line: age_words(line.born_on, self._today), align_right=True, width=48),
            Column(title="Types", text=types_words, tip=types_words, stretch=True, width=128),
            Column(title="Panels", text=panels_words, whole=True, width=96),
            Column(title="Risk", text=risk_words, aside=risk_scale, tip=risk_scale, whole=True, width=206),
            Column(title="Last panel", text=last_words, aside=self._last_day, whole=True, width=150),
            Column(
                title="Next review",
                text=lambda line: review_words(line, self._today),
                tone=lambda line: review_tone(line, self._today),
                width=108,
            ),
            Column(title="Missing 90 d", text=missing_words, tone=missing_tone, align_right=True, width=92),
        )

    def _last_day(self, line: ChildLine) -> str:
        return near_day(line.standing.last.held_on, self._today) if line.standing else ""

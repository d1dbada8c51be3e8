"""Parts of a panel's definition as forms: each shows a draft, and gives it back with what was filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.meeting.definition_changes import DEADLINE_WORDS
from panel_desk.domain.panels import Deadlines, PanelDefinition, RegularlyMissing
from panel_desk.domain.risk import RiskScale
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.buttons import button, tool_button
from panel_desk.ui.widgets.emptied import emptied
from panel_desk.ui.widgets.fields import Form, LabelledField, line_edit, spin, tick
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.text_field import FlagsOf, TextField
from panel_desk.ui.widgets.words import Words, WordsRole

_FORM_WIDTH = 720


class DraftPart(QWidget):
    """One tab of a definition."""

    words: ClassVar[str]
    changed = Signal()
    """Something was filled in by the person; not told while a draft is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.column = spaced(QVBoxLayout(self), (0, 0, 12, 12), 16)

    def show_draft(self, draft: PanelDefinition) -> None:
        """Show what the draft says."""
        self._showing = True
        self._show(draft)
        self._showing = False

    def taken(self, draft: PanelDefinition) -> PanelDefinition:
        """The draft with what this part says."""
        raise NotImplementedError

    def _show(self, draft: PanelDefinition) -> None:
        raise NotImplementedError

    def _tell(self, *_of_signal: object) -> None:
        if not self._showing:
            self.changed.emit()

    def _form(self) -> Form:
        form = Form()
        measured(form, max_width=_FORM_WIDTH)
        self.column.addWidget(form)
        return form


class GeneralPart(DraftPart):
    """Names, marking, times and when a child is regularly missing."""

    words: ClassVar[str] = "General"
    _LINES: ClassVar[Mapping[str, tuple[str, str]]] = {
        "name": ("Name", "As in headings: SAFE panel"),
        "full_name": ("Full name", ""),
        "marking": ("Protective marking", "At the top and bottom of every page"),
        "handling": ("Handling line", "Below the marking"),
    }
    _NUMBERS: ClassVar[Mapping[str, tuple[str, str, int]]] = {
        "slot_minutes": ("Length of the meeting", " minutes", 600),
        "cases_per_meeting": ("Children for each meeting", "", 100),
    }
    _MISSING: ClassVar[Mapping[str, tuple[str, str, int]]] = {
        "episodes": ("Episodes", " episodes", 99),
        "days": ("Within", " days", 730),
        "hours": ("Or one episode longer than", " hours", 999),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = self._form()
        self.lines: dict[str, QLineEdit] = {}
        for name in self._LINES:
            self.lines[name] = line_edit(most=300)
            self.lines[name].textEdited.connect(self._tell)
        for pair in (("name", "full_name"), ("marking", "handling")):
            form.add_row([LabelledField(self._LINES[name][0], self.lines[name], self._LINES[name][1]) for name in pair])
        self.numbers = {name: self._spin(*rest) for name, rest in (*self._NUMBERS.items(), *self._MISSING.items())}
        form.add_row([self._labelled(name, self._NUMBERS) for name in self._NUMBERS])
        form.add_widget(Words("A child is regularly missing with", WordsRole.SUBHEADING))
        form.add_row([self._labelled(name, self._MISSING) for name in self._MISSING])
        self.column.addStretch(1)

    def taken(self, draft: PanelDefinition) -> PanelDefinition:
        """The draft with the words and numbers of this tab."""
        words = {name: field.text() for name, field in self.lines.items()}
        numbers = {name: self.numbers[name].value() for name in self._NUMBERS}
        missing = RegularlyMissing(**{name: self.numbers[name].value() for name in self._MISSING})
        return msgspec.structs.replace(draft, **words, **numbers, regularly_missing=missing)

    def _show(self, draft: PanelDefinition) -> None:
        for name, field in self.lines.items():
            if field.text() != getattr(draft, name):
                field.setText(getattr(draft, name))
                field.setCursorPosition(0)
        for name, number in self.numbers.items():
            number.setValue(getattr(draft if name in self._NUMBERS else draft.regularly_missing, name))

    def _spin(self, _words: str, suffix: str, most: int) -> QSpinBox:
        made = spin(1, 1, most, suffix=suffix)
        made.valueChanged.connect(self._tell)
        return made

    def _labelled(self, name: str, of: Mapping[str, tuple[str, str, int]]) -> LabelledField:
        return LabelledField(of[name][0], self.numbers[name])


class DeadlinesPart(DraftPart):
    """The cycle round a meeting, in working days."""

    words: ClassVar[str] = "Deadlines"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        note = "Working days: weekends and England’s bank holidays do not count. A change counts from the next meeting."
        self.column.addWidget(Words(note, WordsRole.MUTED, wrap=True))
        grid = spaced(QGridLayout(), spacing=10)
        self.numbers: dict[str, QSpinBox] = {}
        for row, (field, words) in enumerate(DEADLINE_WORDS.items()):
            label = Words(words.capitalize())
            self.numbers[field] = spin(0, 0, 60, name=words)
            label.setBuddy(self.numbers[field])
            self.numbers[field].valueChanged.connect(self._tell)
            grid.addWidget(label, row, 0)
            grid.addWidget(self.numbers[field], row, 1)
            grid.addWidget(Words(_after(field), WordsRole.MUTED), row, 2)
        grid.setColumnStretch(3, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def taken(self, draft: PanelDefinition) -> PanelDefinition:
        """The draft with these deadlines."""
        days = Deadlines(**{field: number.value() for field, number in self.numbers.items()})
        return msgspec.structs.replace(draft, deadlines=days)

    def _show(self, draft: PanelDefinition) -> None:
        for field, number in self.numbers.items():
            number.setValue(getattr(draft.deadlines, field))


class RiskPart(DraftPart):
    """The council's own scale, and who must be in the room."""

    words: ClassVar[str] = "Risk and quorum"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = self._form()
        self.scale = line_edit(most=100)
        self.scale.textEdited.connect(self._tell)
        form.add("Name of the risk scale", self.scale)
        self.levels = QPlainTextEdit()
        self.levels.setTabChangesFocus(True)
        measured(self.levels, height=120)
        self.levels.textChanged.connect(self._tell)
        form.add("Levels", self.levels, "One on each line, the lowest first. Levels decided before keep their words.")
        form.add_widget(Words("Quorum: every line needs one of its agencies in the room", WordsRole.SUBHEADING))
        self._groups = QWidget()
        self._lines = spaced(QVBoxLayout(self._groups), spacing=8)
        form.add_widget(self._groups)
        form.add_widget(button("Add a line", self._add_line, icon="plus"))
        form.add_widget(Words("Agencies that approve the minutes in fields of their own", WordsRole.SUBHEADING))
        self._approving = QWidget()
        spaced(QVBoxLayout(self._approving))
        form.add_widget(self._approving)
        self._ticks: list[dict[AgencyKey, QCheckBox]] = []
        self._approves: dict[AgencyKey, QCheckBox] = {}
        self._agencies: tuple[tuple[AgencyKey, str], ...] = ()
        self.column.addStretch(1)

    def taken(self, draft: PanelDefinition) -> PanelDefinition:
        """The draft with this scale, quorum and these approvals."""
        levels = tuple(line.strip() for line in self.levels.toPlainText().splitlines() if line.strip())
        groups = tuple(tuple(key for key, box in line.items() if box.isChecked()) for line in self._ticks)
        return msgspec.structs.replace(
            draft,
            risk_scale=RiskScale(name=self.scale.text().strip(), levels=levels),
            quorum=tuple(group for group in groups if group),
            approvals=tuple(key for key, box in self._approves.items() if box.isChecked()),
        )

    def _show(self, draft: PanelDefinition) -> None:
        if self.scale.text() != draft.risk_scale.name:
            self.scale.setText(draft.risk_scale.name)
        if self.levels.toPlainText().split("\n") != list(draft.risk_scale.levels):
            self.levels.setPlainText("\n".join(draft.risk_scale.levels))
        self._agencies = ((AgencyKey("chair"), "Chair or deputy"), *((s.agency, s.name) for s in draft.seats))
        self._show_lines(draft.quorum)
        self._show_approvals(draft.approvals)

    def _show_lines(self, groups: Sequence[Sequence[AgencyKey]]) -> None:
        emptied(self._lines)
        self._ticks = []
        for group in groups:
            self._put_line(frozenset(group))

    def _show_approvals(self, approvals: Sequence[AgencyKey]) -> None:
        layout = self._approving.layout()
        if layout is None:
            return
        emptied(layout)
        self._approves = {key: self._box(words, on=key in approvals) for key, words in self._agencies[1:]}
        layout.addWidget(flow_row(*self._approves.values(), spacing=16))

    def _put_line(self, chosen: frozenset[AgencyKey]) -> None:
        boxes = {key: self._box(words, on=key in chosen) for key, words in self._agencies}
        self._ticks.append(boxes)
        line = QFrame()
        line.setProperty("role", "card")
        row = spaced(QHBoxLayout(line), (8, 4, 4, 4), 8)
        row.addWidget(flow_row(*boxes.values(), spacing=16), 1)
        row.addWidget(tool_button("x", "Take this line away", partial(self._take_line, line, boxes)))
        self._lines.addWidget(line)

    def _add_line(self) -> None:
        self._put_line(frozenset())

    def _take_line(self, line: QWidget, boxes: dict[AgencyKey, QCheckBox]) -> None:
        self._ticks = [other for other in self._ticks if other is not boxes]
        self._lines.removeWidget(line)
        line.deleteLater()
        self._tell()

    def _box(self, words: str, *, on: bool) -> QCheckBox:
        made = tick(words, on=on)
        made.toggled.connect(self._tell)
        return made


class WordsPart(DraftPart):
    """What is read out and printed."""

    words: ClassVar[str] = "Statements"
    _TEXTS: ClassVar[Mapping[str, tuple[str, str, int]]] = {
        "confidentiality": (
            "Confidentiality statement",
            "Read aloud at the start; its reading is timed in the minutes",
            7,
        ),
        "safeguarding_note": ("Safeguarding note", "On agendas and sheets", 3),
    }

    def __init__(self, flags: FlagsOf | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = self._form()
        self.texts: dict[str, TextField] = {}
        for name, (words, hint, lines) in self._TEXTS.items():
            self.texts[name] = TextField(flags, lines=lines)
            self.texts[name].textChanged.connect(self._tell)
            form.add(words, self.texts[name], hint)
        self.column.addStretch(1)

    def taken(self, draft: PanelDefinition) -> PanelDefinition:
        """The draft with these statements."""
        return msgspec.structs.replace(draft, **{name: text.text().strip() for name, text in self.texts.items()})

    def _show(self, draft: PanelDefinition) -> None:
        for name, text in self.texts.items():
            if text.text().strip() != getattr(draft, name):
                text.set_text(getattr(draft, name))


def _after(field: str) -> str:
    if field == "corrections_after":
        return "after the minutes were issued"
    return "before the meeting" if field.endswith("_before") else "after the meeting"

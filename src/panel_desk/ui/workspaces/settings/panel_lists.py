"""The lists of a panel's definition, as tables with a form for the line in hand: running order, seats, outcomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import msgspec
from msgspec import Struct
from PySide6.QtWidgets import QHBoxLayout, QWidget

from panel_desk.domain.ids import AgencyKey, PanelKey
from panel_desk.domain.panels import CASE_KINDS, ListingReason, Outcome, PanelDefinition, Seat, Section, SectionKind
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.fields import Form, LabelledField, choice, line_edit, spin, tick
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.settings.panel_parts import DraftPart
from panel_desk.ui.workspaces.settings.presenter import agency_key

Line = Section | Seat | Outcome


class Field(Struct, frozen=True, kw_only=True):
    """One field of a line's form."""

    name: str
    words: str
    kind: str = "text"
    """``text``, ``number``, ``tick``, ``choice`` or ``reasons``."""
    hint: str = ""
    choices: tuple[tuple[object, str], ...] = ()


def _presides(seat: Seat) -> str:
    return "Chairs" if seat.chairs else "Deputises" if seat.deputises else ""


def _asks(outcome: Outcome) -> str:
    asked = (
        (outcome.needs_review, "review date"),
        (outcome.needs_holder, "who holds the case"),
        (outcome.needs_level, "new level"),
        (outcome.closes, "closes the case"),
        (outcome.defers, "comes back by itself"),
        (bool(outcome.to_panel), f"passes to {PanelKey(outcome.to_panel)}"),
    )
    return ", ".join(words for holds, words in asked if holds)


class ListPart(DraftPart):
    """A table of lines; Enter changes one, Alt+↑ and Alt+↓ move it, Delete takes it away."""

    field: ClassVar[str]
    what: ClassVar[str]
    """One line, as a person calls it: ``seat``."""
    columns: ClassVar[Sequence[Column[Any]]]
    fields: ClassVar[Sequence[Field]]
    may_add: ClassVar[bool] = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TableModel[Any](self.columns, key=_key)
        empty = EmptyState("list-ordered", f"This panel has no {self.what} yet.")
        self.table = Table(self._model, name=f"{self.words} of a panel", empty=empty)
        self.table.row_opened.connect(self._on_change)
        self.table.add_row_action("Move up", lambda line: self._move(line, -1), shortcut="Alt+Up")
        self.table.add_row_action("Move down", lambda line: self._move(line, 1), shortcut="Alt+Down")
        self.table.add_row_action("Take away", self._take, shortcut="Del")
        row = spaced(QHBoxLayout(), spacing=12)
        if self.may_add:
            row.addWidget(button(f"Add {_a(self.what)}", self._on_add, icon="plus"))
        row.addWidget(button("Change", lambda: self._with_chosen(self._on_change)))
        row.addWidget(button("Take away", lambda: self._with_chosen(self._take)))
        row.addStretch(1)
        row.addWidget(Words("Alt+↑ and Alt+↓ move a line", WordsRole.SMALL))
        self.column.addWidget(self.table, 1)
        self.column.addLayout(row)

    def taken(self, draft: PanelDefinition) -> PanelDefinition:
        """The draft with these lines."""
        return msgspec.structs.replace(draft, **{self.field: tuple(self.lines)})

    def _show(self, draft: PanelDefinition) -> None:
        self.lines: list[Any] = list(getattr(draft, self.field))
        self._draft = draft
        self._model.set_rows(self.lines)

    def new_line(self) -> Any:  # noqa: ANN401 - one of the three kinds of line
        """An empty line."""
        raise NotImplementedError

    def problem(self, line: Any) -> tuple[str, str] | None:  # noqa: ANN401 - as above
        """Which field is wrong, and why; None where the line will do."""
        raise NotImplementedError

    def form_fields(self) -> Sequence[Field]:
        """The fields of a line's form."""
        return self.fields

    def _on_add(self) -> None:
        LineDialog(f"Add {_a(self.what)}", self.new_line(), self, self._on_added).open()

    def _on_change(self, line: Any) -> None:  # noqa: ANN401 - as above
        at = self.lines.index(line)
        LineDialog(f"Change the {self.what}", line, self, lambda made: self._put(at, made)).open()

    def _on_added(self, line: Any) -> None:  # noqa: ANN401 - as above
        self.lines.append(line)
        self._show_lines(line)

    def _put(self, at: int, line: Any) -> None:  # noqa: ANN401 - as above
        self.lines[at] = line
        self._show_lines(line)

    def _take(self, line: Any) -> None:  # noqa: ANN401 - as above
        self.lines.remove(line)
        self._show_lines(None)

    def _move(self, line: Any, step: int) -> None:  # noqa: ANN401 - as above
        at = self.lines.index(line)
        if 0 <= at + step < len(self.lines):
            self.lines.insert(at + step, self.lines.pop(at))
            self._show_lines(line)

    def _show_lines(self, chosen: Any) -> None:  # noqa: ANN401 - as above
        self._model.set_rows(self.lines)
        if chosen is not None:
            self.table.choose(lambda line: line == chosen)
        self._tell()

    def _with_chosen(self, on: Callable[[Any], None]) -> None:
        line = self.table.chosen()
        if line is not None:
            on(line)


class OrderPart(ListPart):
    """The running order: sections and their minutes."""

    words: ClassVar[str] = "Running order"
    field: ClassVar[str] = "sections"
    what: ClassVar[str] = "section"
    columns: ClassVar[Sequence[Column[Any]]] = (
        Column[Any](title="Section", text=lambda one: one.title, strong=True, stretch=True),
        Column[Any](title="Holds", text=lambda one: one.kind.value, width=150),
        Column[Any](
            title="Minutes",
            text=lambda one: f"{one.minutes} each" if one.kind in CASE_KINDS else str(one.minutes),
            sort=lambda one: one.minutes,
            align_right=True,
        ),
        Column[Any](
            title="Why listed", text=lambda one: ", ".join(r.value for r in one.reasons), muted=True, width=260
        ),
        Column[Any](title="Presenter", text=lambda one: one.presenter, width=150),
    )
    fields: ClassVar[Sequence[Field]] = (
        Field(name="title", words="Title"),
        Field(
            name="kind",
            words="What it holds",
            kind="choice",
            choices=tuple((kind, kind.value.capitalize()) for kind in SectionKind),
        ),
        Field(name="minutes", words="Minutes", kind="number", hint="For a section of cases, the time of each case"),
        Field(name="presenter", words="Presenter", hint="Of a child it is the child’s worker, where one is known"),
        Field(name="reasons", words="Which cases are proposed here", kind="reasons"),
        Field(name="urgent", words="Urgent: a note is outcome enough", kind="tick"),
    )

    def new_line(self) -> Section:
        """A section for one fixed item."""
        return Section(key="", title="")

    def problem(self, line: Any) -> tuple[str, str] | None:  # noqa: ANN401 - a Section
        """A section has a title."""
        return None if line.title.strip() else ("title", "What is the section called?")


class SeatsPart(ListPart):
    """The agencies at the table."""

    words: ClassVar[str] = "Seats"
    field: ClassVar[str] = "seats"
    what: ClassVar[str] = "seat"
    columns: ClassVar[Sequence[Column[Any]]] = (
        Column[Any](title="Agency", text=lambda one: one.name, strong=True, width=220),
        Column[Any](title="Who is expected", text=lambda one: one.role, stretch=True),
        Column[Any](title="Presides", text=_presides, width=140),
    )
    fields: ClassVar[Sequence[Field]] = (
        Field(name="name", words="Agency", hint="As it prints: Children’s social care"),
        Field(name="role", words="Who is expected", hint="Designated nurse, safeguarding children"),
        Field(name="chairs", words="Chairs the panel", kind="tick"),
        Field(name="deputises", words="Presides when the chair cannot", kind="tick"),
    )

    def new_line(self) -> Seat:
        """An empty seat."""
        return Seat(agency=AgencyKey(""), name="")

    def problem(self, line: Any) -> tuple[str, str] | None:  # noqa: ANN401 - a Seat
        """A seat names its agency."""
        return None if line.name.strip() else ("name", "Which agency is it?")


class OutcomesPart(ListPart):
    """How an item can end."""

    words: ClassVar[str] = "Outcomes"
    field: ClassVar[str] = "outcomes"
    what: ClassVar[str] = "outcome"
    columns: ClassVar[Sequence[Column[Any]]] = (
        Column[Any](title="The panel …", text=lambda one: one.verb, width=110),
        Column[Any](title="What", text=lambda one: one.words, strong=True, stretch=True),
        Column[Any](title="Asks for", text=_asks, muted=True, stretch=True),
    )
    fields: ClassVar[Sequence[Field]] = (
        Field(
            name="verb",
            words="The panel …",
            kind="choice",
            choices=tuple((verb, verb) for verb in ("AGREED", "NOTED", "RESOLVED", "DEFERRED")),
        ),
        Field(name="words", words="What", hint="Completes the sentence: to step the case up to MACE"),
        Field(name="needs_review", words="A review date is asked for", kind="tick"),
        Field(name="needs_holder", words="Who holds the case is asked for", kind="tick"),
        Field(name="needs_level", words="The new level of risk is asked for", kind="tick"),
        Field(name="raises_risk", words="Raises the risk", kind="tick"),
        Field(name="lowers_risk", words="Lowers the risk", kind="tick"),
        Field(name="closes", words="Closes the case", kind="tick"),
        Field(name="defers", words="Brings the item to the next meeting by itself", kind="tick"),
        Field(name="to_panel", words="Passes the child to the panel", hint="Its short name: MACE"),
    )

    def new_line(self) -> Outcome:
        """An outcome that asks for a review date, as most do."""
        return Outcome(key="", words="")

    def problem(self, line: Any) -> tuple[str, str] | None:  # noqa: ANN401 - an Outcome
        """An outcome completes a sentence and does not say two things at once."""
        if not line.words.strip():
            return ("words", "What does the panel agree?")
        if line.closes and line.raises_risk:
            return ("words", "A case whose risk is raised cannot be closed in the same item.")
        return None


class LineDialog(Dialog):
    """A form for one line."""

    def __init__(self, title: str, line: Any, part: ListPart, on_line: Callable[[Any], None]) -> None:  # noqa: ANN401 - one of the three kinds
        super().__init__(title, part, width=560)
        self._line = line
        self._part = part
        self._on_line = on_line
        self._read: dict[str, Callable[[], object]] = {}
        self.labelled: dict[str, LabelledField] = {}
        form = Form()
        for field in part.form_fields():
            self._add(form, field)
        self.body.addWidget(form)
        self.add_button("Cancel")
        self.add_button("Use", self._on_use, primary=True)

    def _add(self, form: Form, field: Field) -> None:
        value = getattr(self._line, field.name)
        if field.kind == "tick":
            box = tick(field.words, on=value)
            self._read[field.name] = box.isChecked
            form.add_widget(box)
        elif field.kind == "reasons":
            boxes = {reason: tick(reason.value.capitalize(), on=reason in value) for reason in ListingReason}
            self._read[field.name] = lambda: tuple(reason for reason, box in boxes.items() if box.isChecked())
            form.add_widget(Words(field.words, WordsRole.STRONG))
            form.add_widget(flow_row(*boxes.values(), spacing=12))
        elif field.kind == "choice":
            chosen = choice(field.choices, value)
            self._read[field.name] = chosen.currentData
            self.labelled[field.name] = form.add(field.words, chosen, field.hint)
        elif field.kind == "number":
            number = spin(value, 1, 240)
            self._read[field.name] = number.value
            self.labelled[field.name] = form.add(field.words, number, field.hint)
        else:
            text = line_edit(value, most=300)
            self._read[field.name] = lambda: text.text().strip()
            self.labelled[field.name] = form.add(field.words, text, field.hint)

    def _on_use(self) -> None:
        made = msgspec.structs.replace(self._line, **{name: read() for name, read in self._read.items()})
        for field in self.labelled.values():
            field.set_problem("")
        wrong = self._part.problem(made)
        if wrong is not None:
            self.labelled[wrong[0]].set_problem(wrong[1])
            self.labelled[wrong[0]].editor.setFocus()
            return
        self.accept()
        self._on_line(_keyed(made, self._part.lines))


def _keyed(line: Line, others: Sequence[Line]) -> Line:
    """A new line gets a key of its own, made from its words; it is what the record calls it and never changes."""
    name, words = {
        Section: ("key", getattr(line, "title", "")),
        Seat: ("agency", getattr(line, "name", "")),
        Outcome: ("key", getattr(line, "words", "")),
    }[type(line)]
    if getattr(line, name):
        return line
    taken = {getattr(other, name) for other in others}
    stem = str(agency_key(words.removeprefix("to ")))[:40].strip("-") or "line"
    keys = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    made: Line = msgspec.structs.replace(line, **{name: next(key for key in keys if key not in taken)})
    return made


def _key(line: Any) -> object:  # noqa: ANN401 - one of the three kinds of line
    return getattr(line, "key", None) or getattr(line, "agency", None)


def _a(what: str) -> str:
    return f"an {what}" if what[0] in "aeiou" else f"a {what}"

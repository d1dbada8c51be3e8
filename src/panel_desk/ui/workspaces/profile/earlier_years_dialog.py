"""Earlier years: the figures of years before the desk, entered once as they were published."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.figures.reporting_year import reporting_year
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.buttons import name_button
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.fields import Form, LabelledField, line_edit
from panel_desk.ui.widgets.table import Table
from panel_desk.ui.widgets.table_model import Column, TableModel
from panel_desk.ui.widgets.words import Words, WordsRole

_MOST, _FIGURE = 99_999, 84
_NONE = "No year has been entered yet."
_HOW = "Figures of years that the desk did not count, as they were published. They stand in the year-on-year tables."


class EarlierYearsDialog(Dialog):
    """The years there are, and a form; choosing a year brings its figures into the form to be put right."""

    def __init__(
        self,
        years: Sequence[PublishedYear],
        on_kept: Callable[[PublishedYear, EarlierYearsDialog], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Earlier years", parent, width=680)
        self._on_kept = on_kept
        self.add_words(_HOW).set_role(WordsRole.MUTED)
        self._build_table()
        self._build_form()
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_button("Close")
        self._keep = self.add_button("Enter this year", self._on_keep, primary=True)
        self.show_years(years)
        self.year.setFocus()

    @property
    def problem(self) -> str:
        """Why the year was not entered."""
        return self._problem.text()

    def show_years(self, years: Sequence[PublishedYear]) -> None:
        """Show the years that are entered, the latest first, and an empty form."""
        self.table.rows.set_rows(sorted(years, key=lambda year: year.year, reverse=True))
        for field in (self.year, self.children_field, self.cse, self.cce, self.both):
            field.clear()
        self._say("")

    def show_refusal(self, error: DeskError) -> None:
        """The form stays with its words; the sentence is added."""
        self._say(str(error))

    def entered(self) -> PublishedYear | None:
        """What is filled in, or None where something is missing; the form then says what."""
        year, children, source = self.year.text().strip(), _number(self.children_field), self.source.text().strip()
        problem = _year_problem(year)
        self._year.set_problem(problem)
        self._children.set_problem("" if children is not None else "How many children were there?")
        self._source.set_problem("" if source else "Where do these figures stand?")
        if problem or children is None or not source:
            return None
        return PublishedYear(
            year=reporting_year(year).words,
            children=children,
            cse_only=_number(self.cse),
            cce_only=_number(self.cce),
            both=_number(self.both),
            source=source,
        )

    def _build_table(self) -> None:
        columns: list[Column[PublishedYear]] = [
            Column(title="Year", text=lambda year: year.year, strong=True),
            Column(title="Children", text=lambda year: f"{year.children:,}", align_right=True, width=_FIGURE),
            Column(title="CSE only", text=lambda year: _told(year.cse_only), align_right=True, width=_FIGURE),
            Column(title="CCE only", text=lambda year: _told(year.cce_only), align_right=True, width=_FIGURE),
            Column(title="Both", text=lambda year: _told(year.both), align_right=True, width=_FIGURE),
            Column(title="Source", text=lambda year: year.source, stretch=True, tip=lambda year: year.source),
        ]
        model: TableModel[PublishedYear] = TableModel(columns, key=lambda year: year.year)
        self.table = Table(model, name="earlier years", empty=EmptyState("history", _NONE))
        measured(self.table, height=168)
        self.table.chosen_changed.connect(self._on_chosen)
        self.body.addWidget(self.table)

    def _build_form(self) -> None:
        form = Form()
        self.body.addWidget(form)
        self.year = line_edit(placeholder="2022-23", most=9)
        self.children_field, self.cse, self.cce, self.both = (_figure() for _ in range(4))
        self._year = LabelledField("Reporting year", self.year)
        self._children = LabelledField("Children", self.children_field)
        form.add_row([self._year, self._children])
        form.add_row(
            [
                LabelledField("CSE only", self.cse, "empty: not published"),
                LabelledField("CCE only", self.cce, "empty: not published"),
                LabelledField("Both", self.both, "empty: not published"),
            ]
        )
        self.source = line_edit(placeholder="Report to scrutiny, 12 September 2023", most=200)
        self._source = form.add("Where these figures stand", self.source)

    def _on_chosen(self, year: PublishedYear | None) -> None:
        if year is None:
            return
        self.year.setText(year.year)
        figures = (
            (self.children_field, year.children),
            (self.cse, year.cse_only),
            (self.cce, year.cce_only),
            (self.both, year.both),
        )
        for field, figure in figures:
            field.setText("" if figure is None else str(figure))
        self.source.setText(year.source)
        name_button(self._keep, f"Put {year.year} right")

    def _on_keep(self) -> None:
        entered = self.entered()
        if entered is not None:
            self._on_kept(entered, self)

    def _say(self, problem: str) -> None:
        self._problem.set_text(problem)
        self._problem.setVisible(bool(problem))
        name_button(self._keep, "Enter this year")


def _figure() -> QLineEdit:
    made = line_edit(most=6)
    made.setValidator(QIntValidator(0, _MOST, made))
    return made


def _number(field: QLineEdit) -> int | None:
    text = field.text().strip()
    return int(text) if text.isdecimal() else None


def _told(figure: int | None) -> str:
    return "–" if figure is None else f"{figure:,}"


def _year_problem(year: str) -> str:
    try:
        reporting_year(year)
    except DeskError as error:
        return str(error) if year else "Which year is it? Write it as 2022-23."
    return ""

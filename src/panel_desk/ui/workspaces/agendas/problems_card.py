"""What is missing before an agenda can go out: a sentence each, and a way to where it is put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import tool_button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.sentence_row import SentenceList, SentenceRow
from panel_desk.ui.workspaces.agendas.view_values import ProblemRow

_ROW, _MOST_SHOWN = 55, 3


class ProblemsCard(Card):
    """The list that [Check] opens; it follows every change until it is closed."""

    def __init__(
        self,
        on_jump: Callable[[ProblemRow], None],
        on_close: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Check", padded=False, parent=parent)
        self._on_jump = on_jump
        self._shown: tuple[ProblemRow, ...] | None = None
        self.add_to_head(tool_button("x", "Close the check", on_close))
        self._list = SentenceList()
        self._list.setProperty("role", "ground")
        holder = QWidget()
        spaced(QVBoxLayout(holder), spacing=0).addWidget(self._list)
        self._area = scrolled(holder, "What is missing")
        self.body.addWidget(self._area)

    @property
    def rows(self) -> tuple[SentenceRow, ...]:
        """The rows from the top."""
        return self._list.rows

    def show_problems(self, problems: Sequence[ProblemRow]) -> None:
        """Show what is missing now; the same again changes nothing."""
        if tuple(problems) == self._shown:
            return
        self._shown = tuple(problems)
        stops = sum(problem.blocking for problem in problems)
        self.set_title(_title(len(problems), stops))
        self._list.set_rows([self._row(problem) for problem in problems])
        high = _ROW * max(1, min(len(problems), _MOST_SHOWN)) if problems else 0
        measured(self._area, height=high)
        self._area.setVisible(bool(problems))

    def focus_first(self) -> None:
        """Put the keyboard on the first thing to mend."""
        if self._list.rows:
            self._list.rows[0].stop().setFocus()

    def _row(self, problem: ProblemRow) -> SentenceRow:
        tone = Tone.RED if problem.blocking else Tone.AMBER
        return SentenceRow(
            "circle-x" if problem.blocking else "triangle-alert",
            problem.sentence,
            chip=("Stops the issue", Tone.RED) if problem.blocking else None,
            button=(problem.jump, lambda: self._on_jump(problem)) if problem.jump else None,
            tone=tone,
        )


def _title(count: int, stops: int) -> str:
    if not count:
        return "Check: nothing is missing. The agenda can go out."
    if stops:
        return f"Check: {count_words(stops, 'thing')} to put right before the agenda can go out"
    return f"Check: nothing stops the issue; {count_words(count, 'thing')} you may let stand"

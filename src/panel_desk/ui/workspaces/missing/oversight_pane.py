"""What managers look at: the measures of return interviews by month, team and provider, each with its denominator."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.missing.episode_lines import Measures, Oversight, Share
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.missing.tools_row import tools_row

MONTH, TEAM, PROVIDER = "month", "team", "provider"
_BY = ((MONTH, "By month", None), (TEAM, "By team", None), (PROVIDER, "By provider", None))
_NONE = "No episode began in this period after which an interview is due, so there is nothing to measure."
_SHARES: tuple[tuple[str, Callable[[Measures], Share]], ...] = (
    ("Offered", lambda m: m.offered_share),
    ("Accepted", lambda m: m.accepted_of_offered),
    ("Completed", lambda m: m.completed_share),
    ("Within 72 h", lambda m: m.within_72_share),
)
_COUNTS: tuple[tuple[str, Callable[[Measures], int], int], ...] = (
    ("Refused", lambda m: m.refused, 76),
    ("Not offered", lambda m: m.not_offered, 98),
    ("Time unknown", lambda m: m.unknown_time, 112),
)
_LEFT_OUT, _WIDE = (2, 3, 11), 1240
"""Columns that are left to the export where there is little room."""


class OversightPane(QWidget):
    """Chips, a table whose first line is everything, and sentences that say how it is counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._oversight: Oversight | None = None
        self._model: TableModel[Measures] = TableModel(_columns(), key=lambda m: m.name)
        self._empty = EmptyState("chart-column", _NONE)
        self.table = Table(self._model, name="return interviews", empty=self._empty)
        self.chips = FilterChips("Measured by")
        self.chips.set_choices(_BY)
        self.chips.chosen_changed.connect(lambda _key: self._show())
        self.words = Words("", WordsRole.MUTED, wrap=True, selectable=True)
        self.tools = tools_row()
        column = spaced(QVBoxLayout(self), spacing=12)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        self.setFocusProxy(self.table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room some columns are left to the export."""
        super().resizeEvent(event)
        for column in _LEFT_OUT:
            self.table.setColumnHidden(column, self.width() < px(_WIDE))

    def show_oversight(self, oversight: Oversight) -> None:
        """Show another period."""
        self._oversight = oversight
        self.words.set_text(" ".join(oversight.sentences))
        self.words.setVisible(bool(oversight.sentences))
        self._show()

    def _show(self) -> None:
        shown = self._oversight
        if shown is None:
            return
        parts: Sequence[Measures] = {
            TEAM: shown.by_team,
            PROVIDER: shown.by_provider,
        }.get(self.chips.chosen(), shown.by_month)
        self._model.renew([shown.measures, *parts] if shown.measures.episodes else [])


def _columns() -> tuple[Column[Measures], ...]:
    return (
        Column(title="", text=lambda m: m.name or "not known", strong=True, stretch=True, width=128),
        _count("Episodes", lambda m: m.episodes, 80),
        _count("Children", lambda m: m.children, 86),
        _count("Still missing", lambda m: m.open, 104),
        _count("Returned", lambda m: m.returned, 80),
        *(_share(title, share_of) for title, share_of in _SHARES),
        *(_count(title, count_of, width) for title, count_of, width in _COUNTS),
        Column(
            title="Waiting",
            text=_waiting,
            sort=lambda m: -m.outstanding,
            tone=lambda m: Tone.RED if m.overdue else None,
            tip=lambda m: f"{m.outstanding:,} interviews wait, {m.overdue:,} of them past 72 hours",
            width=130,
        ),
    )


def _count(title: str, count_of: Callable[[Measures], int], width: int) -> Column[Measures]:
    return Column(
        title=title,
        text=lambda m: f"{count_of(m):,}",
        sort=lambda m: -count_of(m),
        align_right=True,
        width=width,
    )


def _share(title: str, share_of: Callable[[Measures], Share]) -> Column[Measures]:
    """``91 %``, and muted of how many; whole in its tip."""
    return Column(
        title=title,
        text=lambda m: share_of(m).percent,
        sort=lambda m: -(share_of(m).count / share_of(m).of) if share_of(m).of else 1,
        aside=lambda m: f"{share_of(m).count:,} of {share_of(m).of:,}" if share_of(m).of else "",
        tip=lambda m: f"{title}: {share_of(m).words}",
        whole=True,
        width=104,
    )


def _waiting(measures: Measures) -> str:
    if measures.overdue:
        return f"{measures.overdue:,} overdue" + (
            f" of {measures.outstanding:,}" if measures.outstanding > measures.overdue else ""
        )
    return f"{measures.outstanding:,}" if measures.outstanding else ""

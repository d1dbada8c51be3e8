"""What the panels did in a period: meetings, children, outcomes, time to a decision, actions, attendance, referrals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from panel_desk.domain.figures.charts import ChartKind
from panel_desk.domain.figures.profile import ChartPlan, LineKind, ProfileCell, ProfileRow, ProfileTable
from panel_desk.domain.figures.profile_cells import count_cell, days_cell, median, share_cell
from panel_desk.domain.figures.profile_counting import ALL, CHILDREN, PERIOD, category_figure, figure, plain
from panel_desk.domain.figures.profile_parts import Counted, Part, compared_headings, compared_row, no_more_than
from panel_desk.domain.figures.suppression_figures import Figure, Subtotal, Table

_PANEL, _CONSIDERED, _OUTCOME, _DUE = "panel", "considered", "outcome", "actions due"
_NEW, AGAIN = "New to the panel", "Considered before"
_OUTCOMES = ("Stepped up", "Stepped down", "Closed", "Deferred")
_TIMED = "Decided with a day of referral"
_DONE, _LATE, _NOT_DONE, _OTHERWISE = "done on time", "done late", "not done", "ended another way"
_ACTIONS = "actions"
_ALL_AGENCIES = "All agencies"
_STAGES = ("Conclusive grounds named", "Reasonable grounds named", "Referred, no more said")
_CG, _RG = re.compile(r"\bcg\b|conclusive", re.IGNORECASE), re.compile(r"\brg\b|reasonable", re.IGNORECASE)


class PanelFacts(Struct, frozen=True, kw_only=True):
    """One panel’s period. Children are counted, not items."""

    panel: str
    meetings: int
    new: int = 0
    again: int = 0
    stepped_up: int = 0
    stepped_down: int = 0
    closed: int = 0
    deferred: int = 0
    days: tuple[int, ...] = ()
    """From referral to the panel’s first decision, of each child whose first decision fell into the period."""


class ActionFacts(Struct, frozen=True, kw_only=True):
    """The actions of one agency that were due in the period, up to today."""

    agency: str
    key: str = ""
    """By which its figures are kept, whatever it is called; empty: its name."""
    on_time: int = 0
    late: int = 0
    not_done: int = 0
    otherwise: int = 0
    """Not possible, superseded or transferred."""

    @property
    def counts(self) -> dict[str, int]:
        """By column."""
        return {_DONE: self.on_time, _LATE: self.late, _NOT_DONE: self.not_done, _OTHERWISE: self.otherwise}


class AttendanceFacts(Struct, frozen=True, kw_only=True):
    """In how many of a panel’s meetings an agency with a seat was there."""

    panel: str
    agency: str
    meetings: int
    attended: int


def activity(period: str, panels: Sequence[PanelFacts], actions: Sequence[ActionFacts]) -> Part:
    """What each panel did, and the actions that were due."""
    grids = (_considered(period, panels), _outcomes(period, panels), _timed(period, panels), _due(period, actions))
    counted = Counted(grids)
    names = [panel.panel for panel in panels]
    considered = [_at(period, _CONSIDERED, _CONSIDERED, name) for name in names]
    bonds = [
        bond
        for name, whole in zip(names, considered, strict=True)
        for bond in no_more_than(whole, [_at(period, _OUTCOME, one, name) for one in (*_OUTCOMES, _TIMED)])
    ]
    tables = (_panels_table(period, panels, counted), _actions_table(period, actions, counted))
    return Part(tables=tables, grids=grids, bonds=(*bonds, *no_more_than(category_figure(period, ALL), considered)))


def attendance(period: str, agencies: Sequence[AttendanceFacts]) -> Part:
    """How often each agency was there; it counts meetings, and nothing of it is hidden."""
    panels = list(dict.fromkeys(one.panel for one in agencies))
    found = {(one.agency, one.panel): one for one in agencies}
    rows = []
    for agency in dict.fromkeys(one.agency for one in agencies):
        cells: list[ProfileCell] = []
        for panel in panels:
            one = found.get((agency, panel))
            there, held = (count_cell(one.attended), count_cell(one.meetings)) if one else (ProfileCell(words=""),) * 2
            cells += [there, held, share_cell(there, held) if one else ProfileCell(words="")]
        rows.append(ProfileRow(label=agency, cells=tuple(cells)))
    headings = (word for panel in panels for word in (f"{panel}: attended", f"{panel}: meetings", f"{panel}: share"))
    table = ProfileTable(
        key="attendance",
        title="Attendance by agency",
        headings=("Agency", *headings),
        rows=tuple(rows),
        note=f"Meetings held in {period} at which somebody of the agency was there, a substitute or for a part of it "
        "included, of those at whose panel the agency has a seat.",
        chart_plan=ChartPlan(
            kind=ChartKind.BARS, unit="%", columns=tuple(range(2, 3 * len(panels), 3)), rows=tuple(range(len(rows)))
        ),
    )
    return Part(tables=(table,), grids=())


def referrals(periods: Sequence[tuple[str, Mapping[str, Sequence[str]]]]) -> Part:
    """Children whom a panel referred to the National Referral Mechanism.

    Args:
        periods: Name, and by child the details of such decisions.
    """
    grids = []
    for period, details in periods:
        stages = Counter(_stage(" ".join(said)) for said in details.values())
        counts = {stage: stages[stage] for stage in _STAGES}
        grids.append(plain(CHILDREN, period, "NRM", counts, sums=(Subtotal(name="referred", of=_STAGES),)))
    counted = Counted(grids)
    now = periods[-1][0]
    whole = counted.cell(_stage_figure(now, "referred"))
    rows = [
        compared_row(
            label,
            [counted.cell(_stage_figure(period, stage)) for period, _ in periods],
            whole,
            kind=LineKind.TOTAL if stage == "referred" else LineKind.COUNT,
        )
        for stage, label in (*((stage, stage) for stage in _STAGES), ("referred", "Children referred"))
    ]
    table = ProfileTable(
        key="nrm",
        title="National Referral Mechanism",
        headings=compared_headings("Children", [period for period, _ in periods]),
        rows=tuple(rows) if periods[-1][1] else (),
        note="Children whom a panel decided to refer, each once, by what the decision’s detail names of reasonable or "
        "conclusive grounds. What was never recorded at a panel is not counted.",
    )
    bonds = (
        bond
        for period, _ in periods
        for bond in no_more_than(category_figure(period, ALL), [_stage_figure(period, "referred")])
    )
    return Part(tables=(table,), grids=tuple(grids), bonds=tuple(bonds))


def _panels_table(period: str, panels: Sequence[PanelFacts], counted: Counted) -> ProfileTable:
    names = [one.panel for one in panels]

    def line(label: str, dimension: str, place: str, kind: LineKind = LineKind.COUNT) -> ProfileRow:
        return ProfileRow(
            label=label, cells=tuple(counted.cell(_at(period, dimension, place, name)) for name in names), kind=kind
        )

    medians = (days_cell(median(one.days), (_at(period, _OUTCOME, _TIMED, one.panel),)) for one in panels)
    rows = (
        ProfileRow(label="Meetings held", cells=tuple(count_cell(one.meetings) for one in panels)),
        line(_NEW, _CONSIDERED, _NEW),
        line(AGAIN, _CONSIDERED, AGAIN),
        line("Children considered", _CONSIDERED, _CONSIDERED, LineKind.TOTAL),
        *(line(outcome, _OUTCOME, outcome, LineKind.SUBTOTAL) for outcome in _OUTCOMES),
        line("First decided, with a day of referral", _OUTCOME, _TIMED, LineKind.SUBTOTAL),
        ProfileRow(label="Median days from referral to first decision", cells=tuple(medians), kind=LineKind.SUBTOTAL),
    )
    return ProfileTable(
        key="panels",
        title="What the panels did",
        headings=("Children", *names),
        rows=rows if any(one.meetings for one in panels) else (),
        note="Children whose item was begun, each once a panel; a child may be considered by both, and have several "
        "outcomes, so those are not added up. Recommendations count once the chair has confirmed them.",
        chart_plan=ChartPlan(
            kind=ChartKind.STACKED_BARS,
            unit=CHILDREN,
            columns=tuple(range(len(names))),
            rows=(1, 2),
            rows_are_series=True,
            whole=3,
        ),
    )


def _actions_table(period: str, actions: Sequence[ActionFacts], counted: Counted) -> ProfileTable:
    columns = (_DONE, _LATE, _NOT_DONE, _OTHERWISE, "due")
    agencies = {one.key or one.agency: one.agency for one in actions}
    rows = []
    for key in (*agencies, *([_ALL_AGENCIES] if len(agencies) != 1 else [])):
        cells = [counted.cell(_action(period, key, column)) for column in columns]
        kind = LineKind.TOTAL if key == _ALL_AGENCIES else LineKind.COUNT
        label = agencies.get(key, _ALL_AGENCIES)
        rows.append(ProfileRow(label=label, cells=(*cells, share_cell(cells[0], cells[-1])), kind=kind))
    return ProfileTable(
        key="actions",
        title="Actions on time",
        headings=("Agency", *columns, "share on time"),
        rows=tuple(rows) if actions else (),
        note="Actions that were due in the period and not after the day of this profile, by the agency asked. Ended "
        "another way: not possible, superseded or transferred.",
        chart_plan=ChartPlan(
            kind=ChartKind.STACKED_BARS, unit=_ACTIONS, columns=(0, 1, 2, 3), rows=tuple(range(len(agencies))), whole=4
        ),
    )


def _considered(period: str, panels: Sequence[PanelFacts]) -> Table:
    return Table(
        name=f"considered {period}",
        rows=(_NEW, AGAIN),
        columns=tuple(one.panel for one in panels),
        counts=(tuple(one.new for one in panels), tuple(one.again for one in panels)),
        where=((PERIOD, period),),
        down=_CONSIDERED,
        across=_PANEL,
        row_sums=(Subtotal(name=_CONSIDERED, of=(_NEW, AGAIN)),),
        all_rows="",
        all_columns="",
    )


def _outcomes(period: str, panels: Sequence[PanelFacts]) -> Table:
    counts = ((one.stepped_up, one.stepped_down, one.closed, one.deferred) for one in panels)
    return _uncounted(period, _OUTCOMES, tuple(counts), panels)


def _timed(period: str, panels: Sequence[PanelFacts]) -> Table:
    return _uncounted(period, (_TIMED,), tuple((len(one.days),) for one in panels), panels)


def _uncounted(
    period: str, rows: tuple[str, ...], by_panel: tuple[tuple[int, ...], ...], panels: Sequence[PanelFacts]
) -> Table:
    """Counts that overlap and are not added up."""
    return Table(
        name=f"outcomes {period}",
        rows=rows,
        columns=tuple(one.panel for one in panels),
        counts=tuple(tuple(counts[place] for counts in by_panel) for place in range(len(rows))),
        where=((PERIOD, period),),
        down=_OUTCOME,
        across=_PANEL,
        all_rows="",
        all_columns="",
    )


def _due(period: str, actions: Sequence[ActionFacts]) -> Table:
    columns = (_DONE, _LATE, _NOT_DONE, _OTHERWISE)
    agencies = tuple(one.key or one.agency for one in actions)
    return Table(
        name=f"actions {period}",
        rows=agencies,
        columns=columns,
        counts=tuple(tuple(one.counts[column] for column in columns) for one in actions),
        counted=_ACTIONS,
        where=((PERIOD, period),),
        down="agency",
        across=_DUE,
        row_sums=(Subtotal(name=_ALL_AGENCIES, of=agencies),),
        column_sums=(Subtotal(name="due", of=columns),),
        all_rows="",
        all_columns="",
    )


def _at(period: str, dimension: str, label: str, panel: str) -> Figure:
    return figure(CHILDREN, (PERIOD, period), (dimension, label), (_PANEL, panel))


def _action(period: str, agency: str, column: str) -> Figure:
    return figure(_ACTIONS, (PERIOD, period), ("agency", agency), (_DUE, column))


def _stage_figure(period: str, stage: str) -> Figure:
    return figure(CHILDREN, (PERIOD, period), ("NRM", stage))


def _stage(detail: str) -> str:
    """The furthest that is named."""
    return _STAGES[0] if _CG.search(detail) else _STAGES[1] if _RG.search(detail) else _STAGES[2]

"""Missing children in a profile: how many and how often, how they overlap with markers, and return interviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from panel_desk.domain.figures.charts import ChartKind
from panel_desk.domain.figures.profile import ChartPlan, LineKind, ProfileCell, ProfileRow, ProfileTable
from panel_desk.domain.figures.profile_cells import share_cell
from panel_desk.domain.figures.profile_counting import (
    ALL,
    ANY,
    ANY_CCE,
    ANY_CSE,
    CATEGORY,
    CHILDREN,
    LABELS,
    PERIOD,
    CountedChild,
    figure,
    plain,
)
from panel_desk.domain.figures.profile_parts import Counted, Part, compared_headings, compared_row
from panel_desk.domain.figures.suppression_figures import Bond, Figure, Subtotal, Table
from panel_desk.domain.missing.episode_lines import Measures
from panel_desk.domain.missing.thresholds import interview_rule

MISSING, _INTERVIEW = "missing", "interview"
ONCE, TWICE, OFTEN, NEVER = "one episode", "two episodes", "three or more episodes", "not missing"
_BANDS = (ONCE, TWICE, OFTEN)
REPORTED = "reported missing"
_EVERYONE, _OTHERS = "everyone", "not counted in the profile"
EPISODES = "episodes"
_BEGAN, _BEGAN_MISSING, _BEGAN_ABSENT = "began", "began missing", "began absent"
_STEPS = ("returned", "offered", "accepted", "completed", "completed within 72 hours")
_LEFT = ("not returned", "not offered", "not accepted", "not completed", "completed later")
"""What each step leaves behind: who began and did not return, who returned and was not offered an interview …"""


class MissingFacts(Struct, frozen=True, kw_only=True):
    """What a period has of missing children."""

    period: str
    episodes: Mapping[str, int]
    """Missing episodes that began in the period, by local ID, of every child."""
    measures: Measures
    """Of the episodes after which an interview is due: these, and absent ones where those count."""
    by_month: tuple[Measures, ...] = ()
    after_absence: bool = True
    """Whether an interview is due after an absence too."""


def missing(periods: Sequence[MissingFacts], children: Sequence[CountedChild]) -> Part:
    """Children reported missing and their episodes, and of the last period who of them is in the profile.

    Args:
        periods: One or two, the one that is reported last.
        children: Who counts in the last.
    """
    grids = (
        *(_kinds_grid(one) for one in periods),
        *(_bands_grid(one) for one in periods[:-1]),
        # By month too, though only their sum is printed: a copy of another period may print the months.
        *(_steps_grid(one.period, one.by_month or (one.measures,)) for one in periods[:-1]),
        # Of a year that only others counted nobody is known to be in the profile: none is laid beside who was missing.
        _overlap_grid(periods[-1], children) if children else _bands_grid(periods[-1]),
    )
    monthly = interviews(periods[-1])
    counted = Counted((*grids, *monthly.grids))
    return Part(
        tables=(
            _missing_table(periods, counted),
            _overlap_table(periods[-1].period, counted, shown=bool(children)),
            *monthly.tables,
        ),
        grids=(*grids, *monthly.grids),
        bonds=tuple(_episodes_bond(one) for one in periods),
    )


def interviews(facts: MissingFacts) -> Part:
    """Return interviews by the month in which the episode began: each step with its share of the returned."""
    grid = _steps_grid(facts.period, facts.by_month or (facts.measures,))
    counted = Counted((grid,))
    monthly = facts.by_month if len(facts.by_month) > 1 else ()
    lines = [(one.name, LineKind.COUNT) for one in monthly]
    rows = [_steps_row(name, kind, counted) for name, kind in [*lines, (facts.period, LineKind.TOTAL)]]
    table = ProfileTable(
        key="interviews",
        title="Return interviews",
        headings=(
            "Episodes that began in",
            _BEGAN,
            "returned",
            *(word for step in _STEPS[1:] for word in (step, "share")),
        ),
        rows=tuple(rows) if facts.measures.episodes else (),
        note=f"{'Missing and absent' if facts.after_absence else 'Missing'} episodes by the month in which they began. "
        f"{interview_rule(after_absence=facts.after_absence)} It is due within 72 hours of the return; every share is "
        "of the episodes that have ended, and those still open stand apart.",
        chart_plan=ChartPlan(kind=ChartKind.LINES, unit="%", columns=(3, 5, 7, 9), rows=tuple(range(len(lines) or 1))),
    )
    return Part(tables=(table,), grids=(grid,))


def _missing_table(periods: Sequence[MissingFacts], counted: Counted) -> ProfileTable:
    now = periods[-1].period
    whole = counted.cell(_everyone(now, REPORTED))
    rows = [
        compared_row(label, [counted.cell(_everyone(one.period, label)) for one in periods], whole) for label in _BANDS
    ]
    everyone = [counted.cell(_everyone(one.period, REPORTED)) for one in periods]
    rows.append(compared_row("Children reported missing", everyone, whole, kind=LineKind.TOTAL))
    began = [counted.cell(_step(one.period, _BEGAN_MISSING)) for one in periods]
    episodes = compared_row("Missing episodes", began, ProfileCell(words=""), kind=LineKind.SUBTOTAL)
    return ProfileTable(
        key="missing",
        title="Missing children",
        headings=compared_headings("Children with", [one.period for one in periods]),
        rows=(*rows, episodes) if periods[-1].episodes else (),
        note="Every child of whom a missing episode began in the period, each once, whether in the profile or not; "
        "episodes are counted apart. Rows of one child that start within 60 minutes are one episode. Absences are not "
        "counted here.",
        chart_plan=ChartPlan(
            kind=ChartKind.BARS,
            unit=CHILDREN,
            columns=tuple(range(len(periods))),
            rows=(0, 1, 2),
            rows_are_series=True,
        ),
    )


def _overlap_table(period: str, counted: Counted, *, shown: bool) -> ProfileTable:
    columns = (NEVER, *_BANDS, REPORTED)
    labels = [label for label in LABELS if label != LABELS[-1] or counted.value(_of(period, label, ""))]
    rows = []
    for label in (*labels, ALL, ANY_CSE, ANY_CCE, _OTHERS):
        cells = [counted.cell(_of(period, label, column)) for column in columns]
        every = counted.cell(_of(period, label, ""))
        if label == _OTHERS:
            cells[0], every = ProfileCell(words=""), ProfileCell(words="")
        share = share_cell(cells[-1], every) if every.number is not None else ProfileCell(words="")
        kind = LineKind.TOTAL if label == ALL else LineKind.COUNT if label in labels else LineKind.SUBTOTAL
        rows.append(ProfileRow(label=label, cells=(*cells, share), kind=kind))
    return ProfileTable(
        key="overlap",
        title="Exploitation and going missing",
        headings=("Children", *columns, "share missing"),
        rows=tuple(rows) if shown else (),
        note="Children who count in the profile, by how many missing episodes began in the period, and beneath them "
        "the children reported missing who do not count in it.",
        chart_plan=ChartPlan(
            kind=ChartKind.STACKED_BARS, unit=CHILDREN, columns=(0, 1, 2, 3), rows=tuple(range(len(labels)))
        ),
    )


def _steps_row(name: str, kind: LineKind, counted: Counted) -> ProfileRow:
    steps = [counted.cell(_step(name, step)) for step in _STEPS]
    shares = (cell for step in steps[1:] for cell in (step, share_cell(step, steps[0])))
    return ProfileRow(label=name, cells=(counted.cell(_step(name, _BEGAN)), steps[0], *shares), kind=kind)


def _steps_grid(period: str, lines: Sequence[Measures]) -> Table:
    """The steps as what each leaves behind, so that it is known to the public copy that none exceeds the one before."""
    alone = [one for one in lines if len(lines) == 1]
    names = tuple(period if alone else one.name for one in lines)
    counts = tuple(_left_behind(one) for one in lines)
    columns = (*_LEFT, _STEPS[-1])
    sums = [Subtotal(name=name, of=columns[place:]) for place, name in enumerate((_BEGAN, *_STEPS[:-1]))]
    return Table(
        name=f"interviews {period}",
        rows=names,
        columns=columns,
        counts=counts,
        counted=EPISODES,
        down=PERIOD,
        across=_INTERVIEW,
        row_sums=() if alone else (Subtotal(name=period, of=names),),
        column_sums=tuple(sums),
        all_rows="",
        all_columns="",
    )


def _left_behind(one: Measures) -> tuple[int, ...]:
    steps = (one.episodes, one.returned, one.offered, one.accepted, one.completed, one.within_72)
    return (*(before - after for before, after in pairwise(steps)), one.within_72)


def _step(period: str, step: str) -> Figure:
    return figure(EPISODES, (PERIOD, period), (_INTERVIEW, step))


def _kinds_grid(facts: MissingFacts) -> Table:
    """What began, missing and absent, so that a public copy knows the one from the other two."""
    missing_ones = sum(facts.episodes.values())
    counts = {_BEGAN_MISSING: missing_ones, _BEGAN_ABSENT: facts.measures.episodes - missing_ones}
    both = Subtotal(name=_BEGAN, of=tuple(counts))
    return plain(EPISODES, facts.period, _INTERVIEW, counts, sums=(both,))


def _bands_grid(facts: MissingFacts) -> Table:
    bands = Counter(_band(number) for number in facts.episodes.values())
    counts = {band: bands[band] for band in _BANDS}
    sums = (Subtotal(name=REPORTED, of=_BANDS),)
    return plain(CHILDREN, facts.period, MISSING, counts, sums=sums, where=((CATEGORY, _EVERYONE),))


def _overlap_grid(facts: MissingFacts, children: Sequence[CountedChild]) -> Table:
    """Everyone who counts or was missing, by category and how often; its sums are those of the other tables."""
    inside = {child.local_id: child.category.value for child in children}
    counted = Counter((label, _band(facts.episodes.get(local_id, 0))) for local_id, label in inside.items())
    counted.update((_OTHERS, _band(number)) for local_id, number in facts.episodes.items() if local_id not in inside)
    rows, columns = (*LABELS, _OTHERS), (NEVER, *_BANDS)
    return Table(
        name=f"missing {facts.period}",
        rows=rows,
        columns=columns,
        counts=tuple(tuple(counted[row, column] for column in columns) for row in rows),
        where=((PERIOD, facts.period),),
        down=CATEGORY,
        across=MISSING,
        row_sums=(*ANY, Subtotal(name=ALL, of=LABELS), Subtotal(name=_EVERYONE, of=rows)),
        column_sums=(Subtotal(name=REPORTED, of=_BANDS),),
        all_rows="",
    )


def _band(number: int) -> str:
    return (NEVER, *_BANDS)[min(number, len(_BANDS))]


def _of(period: str, label: str, column: str) -> Figure:
    places = [(PERIOD, period), (CATEGORY, label)]
    return figure(CHILDREN, *places, *([(MISSING, column)] if column else []))


def _everyone(period: str, column: str) -> Figure:
    return _of(period, _EVERYONE, column)


def _episodes_bond(facts: MissingFacts) -> Bond:
    """A child missing twice had two episodes; whoever was missing more often had three at the least."""
    parts = tuple((_everyone(facts.period, band), times) for times, band in enumerate(_BANDS, 1))
    nobody_often = all(number < len(_BANDS) for number in facts.episodes.values())
    return Bond(whole=_step(facts.period, _BEGAN_MISSING), parts=parts, exact=nobody_often)

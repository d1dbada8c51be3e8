"""The cross-reference in polars, as somebody would write it who knows polars well: figures and flags of every child.

It may do less: a chain of rows that start within an hour of each other is compared with the row before, not with the
first, and where a list's later interview covers an earlier return is taken as any later interview.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from bench.cross_made import Desk
from panel_desk.domain.missing.wall_seconds import DAY, Moment

_COLUMNS = {"owner": pl.String, "start": pl.Int64, "end": pl.Int64, "said": pl.Int64, "held": pl.Int64}
_HOUR = 3_600


def figures(desk: Desk) -> pl.DataFrame:
    """The same figures as ``missing_figures.figures``, a row for each child."""
    return _figures(desk.rows, desk.moment).collect()


def flags(desk: Desk) -> list[tuple[object, ...]]:
    """Figures, markers, flags and their sentences, as rows of Python values."""
    found = _figures(desk.rows, desk.moment).join(_children(desk), on="owner", how="left")
    rule = desk.moment.thresholds
    most = pl.struct(pl.col("within"), pl.col("away")).rank("min", descending=True) <= rule.top
    regular = (
        (pl.col("within") >= rule.episodes)
        | (most & (pl.col("within") >= 2))
        | (pl.col("longest") > rule.longer_than_hours * _HOUR)
        | pl.col("open").is_not_null()
    )
    marked = pl.col("types") != ""
    told = pl.format("{} episodes since 24 August 2026; {}", pl.col("within"), pl.col("markers"))
    overdue = pl.format("interview of {} overdue by {} h", _day(pl.col("late")), pl.col("over") // _HOUR)
    found = found.with_columns(
        missing_now=pl.when(pl.col("open").is_not_null()).then(pl.format("missing since {}", _day(pl.col("open")))),
        enhanced=pl.when(regular & marked).then(told),
        refer=pl.when(regular & ~marked).then(told),
        interview=pl.when((pl.col("over") > 0) & marked).then(overdue),
        last_day=_day(pl.col("last")),
        time_away=pl.format("{} d {} h", pl.col("away") // DAY, pl.col("away") % DAY // _HOUR),
    )
    shown = pl.any_horizontal(pl.col("missing_now", "enhanced", "refer", "interview").is_not_null())
    wanted = found.filter(shown | (marked & (pl.col("days_365") > 0)))
    rows: list[tuple[object, ...]] = wanted.sort("within", descending=True).collect().rows()
    return rows


def _figures(rows: Sequence[tuple[object, ...]], moment: Moment) -> pl.LazyFrame:
    told = pl.DataFrame(rows, schema=_COLUMNS, orient="row").lazy().sort("owner", "start")
    apart = pl.col("start") - pl.col("start").shift(1).over("owner")
    told = told.filter(apart.is_null() | (apart > _HOUR)).filter(pl.col("start") < moment.ends)
    within = pl.col("start") >= moment.since
    asked = pl.lit(moment.thresholds.interviews_after_absence) | (pl.col("said") & 1 == 1)
    back = asked & pl.col("end").is_not_null() & within
    told = told.with_columns(
        within=within,
        back=back,
        began=_utc(pl.col("start")),
        ended=_utc(pl.col("end").fill_null(moment.now)),
        due=_utc(pl.col("end")) + 72 * _HOUR,
        later=pl.col("held").max().over("owner").fill_null(0),
    )
    covered = pl.max_horizontal(pl.col("began"), pl.col("ended").cum_max().shift(1).over("owner").fill_null(0))
    waits = back & pl.col("held").is_null() & (pl.col("said") & 128 == 0) & (pl.col("later") < pl.col("end"))
    told = told.with_columns(covered=covered, over=pl.when(waits).then(moment.utc - pl.col("due")))
    newest = pl.col("back")
    return told.group_by("owner").agg(
        days_30=(pl.col("start") >= moment.days_30).sum(),
        days_90=(pl.col("start") >= moment.days_90).sum(),
        days_365=(pl.col("start") >= moment.year).sum(),
        within=pl.col("within").sum(),
        absent=((pl.col("said") & 1 == 0) & pl.col("within")).sum(),
        away=(pl.col("ended") - pl.col("covered")).clip(0).filter(pl.col("within")).sum(),
        longest=(pl.col("ended") - pl.col("began")).filter(pl.col("within")).max(),
        open=pl.col("start").filter(pl.col("end").is_null() & (pl.col("said") & 1 == 1)).max(),
        last=pl.col("start").max(),
        over=pl.col("over").max(),
        late=pl.col("end").filter(pl.col("over") > 0).min(),
        last_said=pl.col("said").filter(newest).last(),
        last_ended=pl.col("end").filter(newest).last(),
        last_held=pl.col("held").filter(newest).last(),
    )


def _children(desk: Desk) -> pl.LazyFrame:
    columns = ("owner", "initials", "types", "source", "decision", "risk")
    rows = [
        (
            child.local_id,
            child.initials,
            ", ".join(kind.value for kind in child.types),
            child.said_by,
            child.last.words if child.last else "",
            child.risk,
        )
        for child in desk.children
    ]
    found = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row").lazy()
    return found.with_columns(markers=pl.format("{} markers from {}", pl.col("types"), pl.col("source")))


def _utc(column: pl.Expr) -> pl.Expr:
    wall = pl.from_epoch(column, time_unit="s")
    return wall.dt.replace_time_zone("Europe/London", ambiguous="earliest", non_existent="null").dt.epoch("s")


def _day(column: pl.Expr) -> pl.Expr:
    return pl.from_epoch(column, time_unit="s").dt.strftime("%-d %B %Y")

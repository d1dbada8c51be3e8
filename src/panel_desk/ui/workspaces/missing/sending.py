"""Gives out what a tab shows as a file for a named reader: initials and local IDs only; every export is entered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from panel_desk.domain.calendar import count_words
from panel_desk.domain.figures.reporting_year import Period
from panel_desk.domain.ids import PersonId
from panel_desk.domain.missing.cross_reference import CrossLine, CrossReference
from panel_desk.domain.missing.episode_lines import EpisodeLine
from panel_desk.services.desk import Desk
from panel_desk.ui.sending import KINDS, PAPERS, Outgoing


def cross_out(cross: CrossReference, shown: Sequence[CrossLine]) -> Outgoing:
    """The cross-reference with the lines that the table shows, and its match queue."""
    kept = replace(cross, lines=tuple(shown))
    return Outgoing(
        words=f"The cross-reference of {count_words(len(shown), 'child', 'children')}",
        file_name="cross-reference",
        write=lambda desk, actor, path, to: desk.cross_referencing.export(actor, kept, path, to),
    )


def missing_out(period: Period, now: datetime, shown: Sequence[EpisodeLine] | None = None) -> Outgoing:
    """The measures of a period with its episodes.

    Args:
        period: Both days included.
        now: Decides what is overdue.
        shown: Only these of its episodes; None: all.
    """
    only = None if shown is None else {(line.local_id, line.key) for line in shown}

    def write(desk: Desk, actor: PersonId, path: Path, to: str) -> None:
        report = desk.missing.report(period, now=now)
        if only is not None:
            kept = tuple(line for line in report.episodes if (line.local_id, line.key) in only)
            report = replace(report, episodes=kept)
        desk.missing.export(actor, report, path, to)

    episodes = "" if only is None else f" and {count_words(len(only), 'episode')}"
    return Outgoing(
        words=f"The return interviews{episodes} of {period.words}",
        file_name="missing-children",
        write=write,
        # A file of comma-separated values has one table, and that is the measures.
        kinds=KINDS if only is None else PAPERS,
    )


def pathway_out() -> Outgoing:
    """The register of the enhanced pathway, those who left included."""
    return Outgoing(
        words="The register of the enhanced pathway",
        file_name="enhanced-pathway",
        write=lambda desk, actor, path, to: desk.pathway.export(actor, path, to),
    )

"""What the tabs give out as a table: headings and rows, with initials and local IDs only."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from panel_desk.domain.cross_reference import CrossLine
from panel_desk.domain.episode_lines import EpisodeLine
from panel_desk.domain.matching import MatchCandidate
from panel_desk.domain.pathway_rules import PathwayLine
from panel_desk.services.exporting import Cell
from panel_desk.ui.workspaces.missing.cross_model import flags_words


class ExportedTable(Struct, frozen=True, kw_only=True):
    """A table as it leaves the desk."""

    title: str
    file_name: str
    """Without its ending."""
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def cross_table(lines: Iterable[CrossLine], period: str) -> ExportedTable:
    """The cross-reference as the table shows it."""
    return ExportedTable(
        title=f"Missing children and markers of exploitation, {period}",
        file_name="cross-reference",
        headings=(
            "Local ID",
            "Initials",
            "Markers",
            "Panel and risk",
            "Last decision",
            "Episodes in 30 days",
            "Episodes in 90 days",
            "Episodes in 365 days",
            "Hours away",
            "Last",
            "Interview",
            "Flags",
            "Why",
            "Enhanced pathway",
        ),
        rows=tuple(
            (
                c.local_id,
                c.initials,
                c.types,
                c.standing,
                c.last_decision,
                c.days_30,
                c.days_90,
                c.days_365,
                c.hours,
                c.last,
                c.interview,
                flags_words(c),
                c.why,
                c.pathway,
            )
            for c in lines
        ),
    )


def episodes_table(lines: Iterable[EpisodeLine], period: str) -> ExportedTable:
    """The episodes as the table shows them."""
    return ExportedTable(
        title=f"Missing episodes, {period}",
        file_name="missing-episodes",
        headings=(
            "Local ID",
            "Initials",
            "Team",
            "Kind",
            "Began",
            "Returned",
            "Lasted",
            "72 hours",
            "Time unknown",
            "Provider",
            "Interview",
            "To look at",
        ),
        rows=tuple(
            (
                e.local_id,
                e.initials,
                e.team,
                e.kind.value,
                e.started_words,
                e.ended_words,
                e.lasted_words,
                e.clock_words,
                "yes" if e.time_unknown else "",
                e.provider,
                e.interview_words,
                "; ".join(e.raised),
            )
            for e in lines
        ),
    )


def pathway_table(lines: Iterable[PathwayLine]) -> ExportedTable:
    """The register as the table shows it."""
    return ExportedTable(
        title="The enhanced pathway",
        file_name="enhanced-pathway",
        headings=(
            "Local ID",
            "Initials",
            "Owner",
            "Agency",
            "Added",
            "Reason",
            "Contacts",
            "Contacts in words",
            "Episodes since",
            "Left",
        ),
        rows=tuple(
            (
                p.local_id,
                p.initials,
                p.owner,
                p.agency,
                p.added_on,
                p.reason,
                len(p.contacts),
                p.contacts_words,
                p.episodes_since,
                p.left,
            )
            for p in lines
        ),
    )


def queue_table(lines: Iterable[MatchCandidate]) -> ExportedTable:
    """The match queue as the table shows it."""
    return ExportedTable(
        title="Episodes of children the desk does not know",
        file_name="match-queue",
        headings=("Number", "Initials", "Episodes", "Newest", "Why", "May be"),
        rows=tuple(
            (
                c.source_id,
                c.initials,
                c.episodes,
                c.last,
                c.why,
                "; ".join(f"{s.initials} · {s.local_id} ({s.why})" for s in c.suggestions),
            )
            for c in lines
        ),
    )

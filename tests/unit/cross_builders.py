"""Children and episodes for the cross-reference, and columns from rows as the vault makes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from panel_desk.domain.calendar import turns
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow, ExploitationType
from panel_desk.domain.children.standing import Decided
from panel_desk.domain.ids import ChildId, MeetingId, PanelKey, PathwayId
from panel_desk.domain.missing.cross_lines import cross_lines
from panel_desk.domain.missing.cross_reference import CrossLine, FlagKind
from panel_desk.domain.missing.markers import CrossChild
from panel_desk.domain.missing.missing_figures import EpisodeColumns, Says
from panel_desk.domain.missing.pathway import PathwayContact, PathwayEntry
from panel_desk.domain.missing.pathway_rules import Stay
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.domain.missing.wall_seconds import Moment, midnight, wall

ENGLAND = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=ENGLAND)
LIST = "the list added on 16 November 2026"
_RECORDED = {
    "": 0,
    "refused": Says.RECORDED | Says.REFUSED,
    "not to be offered": Says.RECORDED | Says.DECIDED_AGAINST,
}


def clock(words: str) -> datetime:
    """``2026-11-09 21:10`` of England's wall clock."""
    return datetime.fromisoformat(words)


def an_episode(start: str, end: str = "", local_id: str = "101", **changes: object) -> EpisodeRow:
    """A missing episode."""
    facts: dict[str, object] = {
        "local_id": local_id,
        "kind": EpisodeKind.MISSING,
        "started_at": clock(start),
        "ended_at": clock(end) if end else None,
    }
    return EpisodeRow(**{**facts, **changes})  # type: ignore[arg-type]


def columns(episodes: Iterable[EpisodeRow]) -> list[EpisodeColumns]:
    """Rows as the vault's query gives them; a test of the query holds the two equal."""
    in_order = sorted(episodes, key=lambda e: (e.local_id, e.started_at))
    return [
        (e.local_id, wall(e.started_at), wall(e.ended_at) if e.ended_at else None, _says(e), _held(e)) for e in in_order
    ]


def _held(e: EpisodeRow) -> int | None:
    return wall(e.interview_at) if e.interview_at else None


def _says(e: EpisodeRow) -> int:
    said = _RECORDED.get(e.interview_recorded, Says.RECORDED)
    for holds, flag in (
        (e.kind is EpisodeKind.MISSING, Says.MISSING),
        (e.start_time_known, Says.START_TIME),
        (e.end_time_known, Says.END_TIME),
        (e.interview_time_known, Says.HELD_TIME),
        (e.interview_offered is True, Says.OFFERED),
        (e.interview_offered is False, Says.NOT_OFFERED),
        (e.interview_accepted is True, Says.ACCEPTED),
        (e.interview_accepted is False, Says.NOT_ACCEPTED),
    ):
        said |= flag if holds else 0
    return int(said)


def a_child(local_id: str = "101", *types: ExploitationType, born: date | None = None, **changes: object) -> CrossChild:
    """A child of the desk; with CCE unless types are given or ``types=()``."""
    facts: dict[str, object] = {
        "local_id": local_id,
        "initials": "J.M.",
        "name": "Jo Moss",
        "child_id": ChildId(f"id-{local_id}"),
        "adult_from": midnight(turns(born, 18)) if born else None,
        "types": types or (ExploitationType.CCE,),
        "said_by": LIST,
    }
    return CrossChild(**{**facts, **changes})  # type: ignore[arg-type]


def decided(held_on: date = date(2026, 10, 29), *, closes: bool = False, panel: str = "SAFE") -> Decided:
    """A decision of a panel."""
    return Decided(
        panel=PanelKey(panel),
        meeting_id=MeetingId("m"),
        reference=f"{panel}-2026-10",
        held_on=held_on,
        outcome="close" if closes else "continue",
        words="to close the case" if closes else "to continue with the plan",
        reason="the plan works",
        closes=closes,
    )


def a_stay(local_id: str = "101", added_on: date = date(2026, 10, 3), *contacts: PathwayContact) -> Stay:
    """A stay on the enhanced pathway."""
    entry = PathwayEntry(
        id=PathwayId(f"p-{local_id}"), local_id=local_id, owner="Ife Bello", added_on=added_on, reason="4 episodes"
    )
    return Stay(entry=entry, contacts=contacts)


def crossed(
    *episodes: EpisodeRow,
    children: Iterable[CrossChild] = (),
    stays: Iterable[Stay] = (),
    now: datetime = NOW,
    **thresholds: Any,  # noqa: ANN401 - any field
) -> dict[str, CrossLine]:
    """The lines by local ID; without children, 101 with CCE."""
    moment = Moment(now, Thresholds(**thresholds))
    own = list(children) or [a_child()]
    lines = cross_lines(own, columns(episodes), moment, {s.entry.local_id: s for s in stays})
    return {line.local_id: line for line in lines}


def kinds(line: CrossLine) -> list[str]:
    """The badges of a line."""
    return [flag.kind.value for flag in line.flags]


def why(line: CrossLine, kind: FlagKind) -> str:
    """The sentence of a flag."""
    return next(flag.why for flag in line.flags if flag.kind is kind)

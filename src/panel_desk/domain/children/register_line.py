"""One line of the register of all children: what the lists say of a child, and where it stands with the panels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from panel_desk.domain.children.cases import ExploitationType
from panel_desk.domain.children.standing import Decided
from panel_desk.domain.ids import ChildId, PanelKey
from panel_desk.domain.risk import RiskAssessment


class Standing(Struct, frozen=True, kw_only=True):
    """Where a child stands with the panels that have decided on it."""

    panels: tuple[PanelKey, ...]
    """Those that hold the case now; empty where it is closed."""
    risk: RiskAssessment | None
    """The last level a panel set."""
    last: Decided
    """The last decision of any panel."""
    review_on: date | None
    """The next review of the panels that hold the case."""


class ChildLine(Struct, frozen=True, kw_only=True, gc=False):
    """A child as the list of all children shows it."""

    id: ChildId
    local_id: str
    initials: str
    name: str
    """Shown only where names are asked for."""
    born_on: date | None
    types: tuple[ExploitationType, ...]
    listed: bool
    """On the latest profile list."""
    listed_risk: str
    """As the list words it."""
    said: str
    """What else the lists say that is searched: alias, worker, team, school."""
    missing_90: int = 0
    """Missing episodes that began within 90 days."""
    missing_now: bool = False
    standing: Standing | None = None
    """None where no panel has decided on the child."""


def standing_of(decided: Sequence[Decided]) -> Standing | None:
    """Where a child stands.

    A recommendation that nobody has confirmed sets no level, passes no case on and closes none.

    Args:
        decided: Of any panel, newest first.
    """
    if not decided:
        return None
    counting = [d for d in decided if d.quorate]
    held = _holding(counting)
    reviews = [d.review_on for d in held.values() if d is not None and d.review_on is not None]
    return Standing(
        panels=tuple(held),
        risk=next((d.risk for d in counting if d.risk is not None), None),
        last=decided[0],
        review_on=min(reviews, default=None),
    )


def _holding(counting: Sequence[Decided]) -> dict[PanelKey, Decided | None]:
    """The panels that hold the case, each with its last decision; None where it was passed on to them since."""
    held: dict[PanelKey, Decided | None] = {}
    seen: set[PanelKey] = set()
    for decision in counting:
        if decision.panel in seen:
            continue
        seen.add(decision.panel)
        passed_on = decision.to_panel and decision.to_panel != decision.panel
        if passed_on and decision.to_panel not in seen:
            held.setdefault(decision.to_panel, None)
            seen.add(decision.to_panel)
        elif not (decision.closes or passed_on):
            held[decision.panel] = decision
    return held

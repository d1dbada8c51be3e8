"""What panels have decided on children and concerns, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from panel_desk.domain.children.standing import Decided
from panel_desk.domain.risk import RiskAssessment
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import WANTED, Row, day, rows, wanted

# A recommendation counts as decided once the chair has confirmed it.
_DECIDED = """decision.panel, meeting.id, meeting.reference, meeting.held_on, outcome, words, reason, review_on, risk,
quorate OR confirmed_at IS NOT NULL, closes, defers, to_panel
FROM decision JOIN meeting ON meeting.id = decision.meeting_id"""
_NEWEST = " ORDER BY meeting.held_on DESC, decision.seq DESC"
_ON_CHILDREN = f"SELECT decision.child_id, {_DECIDED} WHERE decision.child_id IN {WANTED}{_NEWEST}"
_ON_CONCERNS = f"SELECT decision.concern_id, {_DECIDED} WHERE decision.concern_id IN {WANTED}{_NEWEST}"


def on_children(db: Database, ids: Iterable[str]) -> dict[str, tuple[Decided, ...]]:
    """Decisions of any panel by child; children without one are left out."""
    return _grouped(rows(db, _ON_CHILDREN, (wanted(ids),)))


def on_concerns(db: Database, ids: Iterable[str]) -> dict[str, tuple[Decided, ...]]:
    """Decisions of any panel by concern; concerns without one are left out."""
    return _grouped(rows(db, _ON_CONCERNS, (wanted(ids),)))


def latest_risk(decisions: Iterable[Decided]) -> RiskAssessment | None:
    """The level that a panel set last; a recommendation that nobody has confirmed sets none."""
    return next((d.risk for d in decisions if d.risk is not None and d.quorate), None)


def _grouped(found: list[Row]) -> dict[str, tuple[Decided, ...]]:
    grouped: dict[str, list[Decided]] = {}
    for row in found:
        grouped.setdefault(row[0], []).append(_decided(row[1:]))
    return {subject: tuple(decisions) for subject, decisions in grouped.items()}


def _decided(row: Row) -> Decided:
    panel, meeting_id, reference, held_on, outcome, words, reason, review_on, risk, quorate, closes, defers, to = row
    return Decided(
        panel=panel,
        meeting_id=meeting_id,
        reference=reference,
        held_on=date.fromisoformat(held_on),
        outcome=outcome,
        words=words,
        reason=reason,
        review_on=day(review_on),
        risk=msgspec.json.decode(risk, type=RiskAssessment) if risk else None,
        quorate=bool(quorate),
        closes=bool(closes),
        defers=bool(defers),
        to_panel=to,
    )

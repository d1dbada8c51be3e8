"""What minutes tell of the action plan: every objective that is followed, how it stands in words, and what is late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from panel_desk.domain.ids import MeetingId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.minutes.minutes import Block, PlanLine, PlanTable, Text
from panel_desk.domain.panels import PanelDefinition, Section, SectionKind
from panel_desk.domain.strategy.plan_rules import ObjectiveState
from panel_desk.domain.strategy.plan_told import ObjectiveLine, plan_view


def plan_under(
    meeting: Meeting, section: Section, states: Iterable[ObjectiveState], references: Mapping[MeetingId, str]
) -> list[Block]:
    """The plan as the fixed content of its section, from the day of the meeting; nothing elsewhere, or without a plan.

    Args:
        meeting: Whose minutes.
        section: One of its sections.
        states: Every objective as it stood when the meeting was closed, those closed since the panel last met too.
        references: Of the meetings that ratings were given at.
    """
    if section.key != plan_section(meeting.definition):
        return []
    view = plan_view(states, meeting.held_on, references)
    shown = (*view.objectives, *view.closed)
    if not shown:
        return []
    return [Text(text=view.sentence), PlanTable(lines=tuple(_line(o, meeting.held_on) for o in shown))]


def plan_section(definition: PanelDefinition) -> str | None:
    """The key of the section that holds the plan; None where the panel has none."""
    return next((section.key for section in definition.sections if section.kind is SectionKind.PLAN), None)


def told_nowhere(panels: Iterable[PanelDefinition]) -> str:
    """Why no minutes will tell the plan, and what to do; empty where some panel of the desk has a section for it."""
    return "" if any(plan_section(panel) is not None for panel in panels) else _TOLD_NOWHERE


_TOLD_NOWHERE = (
    "No minutes will tell the plan: no panel of this desk has a section for it. In Settings, under Panels, let a "
    "section of a running order hold “action plan”."
)


def _line(line: ObjectiveLine, held_on: date) -> PlanLine:
    closed = f"Closed: {line.closed_because}" if line.closed_on is not None else ""
    rating = line.rating
    recent = [m for m in line.milestones if m.reached_on is None or (held_on - m.reached_on).days <= _RECENT]
    return PlanLine(
        number=line.number,
        title=line.title,
        owner=line.owner,
        agency=line.agency,
        due=line.due_words,
        rating=rating.rating.heading if rating is not None else "Not rated yet",
        why=" ".join(part for part in (rating.words if rating is not None else "", closed) if part),
        milestones=tuple(f"{m.what}: {m.state_words}" for m in recent),
    )


_RECENT = 92
"""Days for which a milestone that was reached is still told: a quarter."""

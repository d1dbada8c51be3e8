"""The decisions-and-actions sheet of one agency, due the working day after the meeting."""

from __future__ import annotations

from panel_desk.domain.agendas.running_order import action_lines
from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.minutes.composing import Surroundings, compose
from panel_desk.domain.minutes.minutes import ActionSheet, MinutesItem, Resolved


def action_sheet(meeting: Meeting, agency: AgencyKey, around: Surroundings) -> ActionSheet:
    """What one agency has to do, and the decisions on the items in which it has something to do.

    Decisions on other items stay out: an agency's sheet tells it no more than its work needs.
    """
    own = tuple(a for a in around.recorded if a.agency == agency)
    carried = tuple(a for a in around.carried if a.agency == agency and a.status.is_open)
    concerned = {a.item_id for a in own}
    minutes = compose(meeting, around)
    items = [item for section in minutes.sections for item in section.items if item.item_id in concerned]
    return ActionSheet(
        meeting_id=meeting.id,
        panel_name=minutes.panel_name,
        reference=meeting.reference,
        held_on=meeting.held_on,
        agency=meeting.definition.agency_name(agency),
        marking=minutes.marking,
        handling=meeting.definition.handling,
        decisions=tuple((i.number, i.heading, block) for i in items for block in _decisions(i)),
        actions=action_lines(own, meeting.held_on),
        carried=action_lines(carried, meeting.held_on),
        made_at=around.composed_at,
        council=around.council,
        fictional=around.fictional,
    )


def _decisions(item: MinutesItem) -> list[Resolved]:
    return [block for block in item.blocks if isinstance(block, Resolved)]


def agencies_with_actions(meeting: Meeting, around: Surroundings) -> tuple[AgencyKey, ...]:
    """The agencies that need a sheet, in seat order; agencies without a seat last."""
    held = {a.agency for a in around.recorded} | {a.agency for a in around.carried if a.status.is_open}
    seats = tuple(seat.agency for seat in meeting.definition.seats if seat.agency in held)
    return seats + tuple(sorted(held - set(seats)))

"""A made-up meeting in session on a desk, for benches of deeds."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from panel_desk.domain.ids import AgencyKey, ItemId, MeetingId, PanelKey
from panel_desk.domain.people import Person, Role
from panel_desk.services.desk import FOUNDER, Desk
from panel_desk.shipped import shipped

_ACTOR = FOUNDER
"""The bench's desk has no administrator."""


def a_meeting_in_session(desk: Desk) -> tuple[MeetingId, ItemId]:
    """A SAFE meeting that has been opened, standing at its first item."""
    desk.people.found(_ACTOR, "Bench Council", fictional=True)
    desk.people.define_shipped_panels(_ACTOR)
    safe = PanelKey("SAFE")
    people = [_seat(desk, safe, agency) for agency in ("csc", "police", "health")]
    content = Path(shipped("demo", "exploitation-profile-2026-10.xlsx")).read_bytes()
    preview = desk.importing.preview(content, "profile.xlsx")
    desk.importing.add(_ACTOR, preview, content)
    meeting_id = desk.meetings.plan(_ACTOR, safe, date(2026, 11, 19), starts_at=time(10), ends_at=time(12, 30))
    desk.agendas.build(_ACTOR, meeting_id)
    desk.agendas.lock(_ACTOR, meeting_id, people[0].id)
    desk.publishing.issue_agenda(_ACTOR, meeting_id)
    desk.meetings.open(_ACTOR, meeting_id, people[0].id)
    for person in people:
        desk.meetings.attend(_ACTOR, meeting_id, person)
    item = next(item for item in desk.meetings.meeting(meeting_id).items if item.needs_outcome)
    desk.meetings.turn_to(_ACTOR, meeting_id, item.id)
    return meeting_id, item.id


def _seat(desk: Desk, panel: PanelKey, agency: str) -> Person:
    person = desk.people.add(_ACTOR, f"Bench {agency}", AgencyKey(agency))
    desk.people.seat(_ACTOR, panel, person, Role.CHAIR if agency == "csc" else Role.CORE_MEMBER)
    return person

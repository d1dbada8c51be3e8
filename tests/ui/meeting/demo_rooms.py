"""The demonstration's panel in December, in session, at its action log."""

from __future__ import annotations

from datetime import date, time

from pytestqt.qtbot import QtBot
from tests.services.desk_builders import SAFE
from tests.ui.desks import OpenSession
from tests.ui.looking import shown
from tests.ui.meeting.item_rooms import ItemRoom
from tests.ui.meeting.people_desks import do

from panel_desk.domain.ids import MeetingId
from panel_desk.domain.panels import SectionKind
from panel_desk.services.desk import Desk


def action_log_room(session: OpenSession, qtbot: QtBot) -> ItemRoom:
    """Everything that is open from the panels before."""
    made: list[MeetingId] = []

    def begin(desk: Desk) -> None:
        chair = desk.people.named("Dana Prior").id
        meeting_id = desk.meetings.plan(
            session.actor, SAFE, date(2026, 12, 17), starts_at=time(10), ends_at=time(12, 30)
        )
        made.append(meeting_id)
        desk.agendas.build(session.actor, meeting_id)
        desk.agendas.lock(session.actor, meeting_id, chair)
        desk.agendas.issued(session.actor, meeting_id, "0" * 64)
        desk.meetings.open(session.actor, meeting_id, chair)
        meeting = desk.meetings.meeting(meeting_id)
        log = next(
            i for i in meeting.items if meeting.definition.section(i.agenda.section).kind is SectionKind.ACTION_LOG
        )
        desk.meetings.turn_to(session.actor, meeting_id, log.id)

    do(session, begin)
    room = ItemRoom(session, made[0])
    shown(qtbot, room)
    return room

"""The room's deeds about the meeting's course: its beginning and end, and which item is taken when."""

from __future__ import annotations

from msgspec.structs import replace

from panel_desk.domain.capture.deeds import (
    AdjournDeed,
    CloseDeed,
    LateDeed,
    MinutesConfirmedDeed,
    MoveDeed,
    NextDeed,
    OpenDeed,
    ResumeDeed,
    TurnDeed,
)
from panel_desk.domain.errors import refused
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meeting import sitting
from panel_desk.domain.meeting.meetings import RECORDING
from panel_desk.services.agendas import Agendas
from panel_desk.services.book import Deed
from panel_desk.services.meetings import Meetings
from panel_desk.services.minutes import MinutesDeeds
from panel_desk.services.room.opening import Opening
from panel_desk.services.room.room_deed import RoomPress
from panel_desk.services.room.room_items import presiding

CourseDeed = (
    OpenDeed | AdjournDeed | ResumeDeed | CloseDeed | TurnDeed | NextDeed | MoveDeed | LateDeed | MinutesConfirmedDeed
)


class RoomCourse:
    """Records how the meeting goes on."""

    def __init__(self, meetings: Meetings, agendas: Agendas, minutes: MinutesDeeds, opening: Opening) -> None:
        self._meetings = meetings
        self._agendas = agendas
        self._minutes = minutes
        self._opening = opening

    def record(self, at: RoomPress, deed: CourseDeed) -> Deed:  # noqa: PLR0911 - one line for each kind of deed
        """Record one such deed.

        Raises:
            DeskError: where a rule says no.
        """
        meeting_id, actor = at.meeting.id, at.actor
        match deed:
            case OpenDeed():
                # With whatever was chosen in the room beforehand, which would else lie there for ever.
                choices = replace(self._opening.kept(meeting_id), presiding=deed.presiding)
                return self._opening.opened_with(actor, meeting_id, choices)
            case AdjournDeed():
                return self._meetings.adjourn(actor, meeting_id, deed.reason, deed.resumes_on)
            case ResumeDeed():
                return self._meetings.resume(actor, meeting_id)
            case CloseDeed():
                return self._meetings.close(actor, meeting_id, deed.next_on)
            case TurnDeed():
                return self._turn(at, deed.item_id)
            case NextDeed():
                return self._turn(at, _next(at))
            case MoveDeed():
                return self._move(at, deed)
            case LateDeed():
                return self._late(at, deed)
            case MinutesConfirmedDeed():
                return self._confirm_minutes(at)

    def _turn(self, at: RoomPress, item_id: ItemId) -> Deed:
        """What was typed under the item that is left belongs to this deed."""
        if item_id == at.meeting.current:
            raise refused(f"The meeting is at {at.meeting.number(item_id)} already.")
        started = sitting.turn_to(at.meeting, item_id, self._meetings.time_at(at.meeting))
        left = ((at.meeting.id, note) for note in at.left)
        return self._meetings.record_all(at.actor, (at.meeting.id, started), *left)

    def _move(self, at: RoomPress, deed: MoveDeed) -> Deed:
        """Before an item of its own section, or into the section of the item it is to stand before."""
        meeting = at.meeting
        if deed.before is not None:
            section = meeting.item(deed.before).agenda.section
            if section != meeting.item(deed.item_id).agenda.section:
                return self._agendas.place(at.actor, meeting.id, [deed.item_id], section, before=deed.before)
        return self._agendas.move(at.actor, meeting.id, deed.item_id, deed.before)

    def _late(self, at: RoomPress, deed: LateDeed) -> Deed:
        by = presiding(at.meeting, at.meeting.current)
        meeting_id = at.meeting.id
        if deed.concern_id is not None:
            candidate = self._agendas.candidate_for_concern(meeting_id, deed.concern_id)
        else:
            candidate = self._agendas.candidate_for(meeting_id, deed.local_id)
        return self._agendas.add(at.actor, meeting_id, candidate, late_reason=deed.reason, allowed_by=by)

    def _confirm_minutes(self, at: RoomPress) -> Deed:
        previous = at.meeting.planned.previous
        if previous is None:
            raise refused(f"The {at.meeting.definition.name} has no meeting before {at.meeting.reference}.")
        at.meeting.need(*RECORDING, to="confirm minutes")
        return self._minutes.approve(at.actor, previous, at.meeting.id)


def _next(at: RoomPress) -> ItemId:
    """The next item not yet taken, after the one in hand, else the first that was passed over.

    Who goes on without an outcome does so by naming an item (``/go``), and comes back: closing needs them all.

    Raises:
        DeskError: NO_OUTCOME where the item in hand still needs its outcome; at the end.
    """
    meeting, order = at.meeting, [item.id for item in at.meeting.items]
    undecided = sitting.undecided(meeting)
    if meeting.current is not None and any(item.id == meeting.current for item in undecided):
        raise sitting.no_outcome(meeting, meeting.current)
    waiting = [item.id for item in meeting.items if item.started_at is None]
    if not waiting:
        raise sitting.all_taken(meeting, undecided)
    here = order.index(meeting.current) if meeting.current in order else -1
    return next((item_id for item_id in waiting if order.index(item_id) > here), waiting[0])

"""Meetings of any size in session on a desk in a folder, for the benches of the meeting room."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import AgencyKey, MeetingId, PanelKey, PersonId
from panel_desk.domain.meeting.meetings import Item
from panel_desk.domain.people import Role
from panel_desk.services.desk import FOUNDER, AtTheDesk, Desk
from panel_desk.shipped import shipped

HELD_ON = date(2026, 11, 19)
NOW = datetime(2026, 11, 19, 10, 42, tzinfo=UTC)
PANEL = PanelKey("SAFE")
_HEADINGS = "Person ID,Surname,Forename,DOB,Type,Risk,Social worker"
_AGENCIES = (
    ("csc", Role.CHAIR),
    ("police", Role.DEPUTY),
    ("health", Role.CORE_MEMBER),
    ("education", Role.CORE_MEMBER),
)


class Clock:
    """Steps a second at every reading, so that the record has an order."""

    def __init__(self) -> None:
        self._at = NOW.timestamp()

    def __call__(self) -> datetime:
        """The time."""
        self._at += 0.001
        return datetime.fromtimestamp(self._at, UTC)


def found(desk: Desk, children: int) -> AtTheDesk:
    """Panels that take so many children, an administrator, members, and a list of the children."""
    desk.people.found(FOUNDER, "Bench Council", fictional=True)
    toml = Path(shipped("panels", "safe.toml")).read_text(encoding="utf-8")
    toml = re.sub(r"cases_per_meeting = \d+", f"cases_per_meeting = {max(children, 1)}", toml)
    desk.people.define_panel(FOUNDER, toml, where="bench")
    asha = desk.people.add(FOUNDER, "Asha Rahman", AgencyKey("csc"))
    desk.people.give_role(FOUNDER, asha, Role.ADMINISTRATOR)
    for agency, role in _AGENCIES:
        person = desk.people.add(asha.id, f"Member {agency}", AgencyKey(agency))
        desk.people.seat(asha.id, PANEL, person, role)
    rows = (f"{500000 + n},Child{n},Kim,12/03/2011,CCE,High,R. Castellan" for n in range(children))
    content = "\r\n".join((_HEADINGS, *rows)).encode()
    desk.importing.add(asha.id, desk.importing.preview(content, "list.csv"), content)
    return AtTheDesk(person=asha, role=Role.ADMINISTRATOR)


def in_session(desk: Desk, actor: PersonId, *, events: int = 0) -> MeetingId:
    """A meeting with every child of the desk on its agenda, opened, everybody there, and about so many events."""
    meeting_id = desk.meetings.plan(actor, PANEL, HELD_ON, starts_at=time(0, 5), ends_at=time(23, 55))
    desk.agendas.build(actor, meeting_id)
    people = [desk.people.named(f"Member {agency}") for agency, _role in _AGENCIES]
    desk.agendas.lock(actor, meeting_id, people[0].id)
    desk.agendas.issued(actor, meeting_id, "0" * 64)
    desk.meetings.open(actor, meeting_id, people[0].id)
    for person in people:
        desk.meetings.attend(actor, meeting_id, person)
    cases = [item for item in desk.meetings.meeting(meeting_id).items if item.needs_outcome]
    _fill(desk, actor, meeting_id, cases, events)
    desk.meetings.turn_to(actor, meeting_id, cases[0].id)
    return meeting_id


def _fill(desk: Desk, actor: PersonId, meeting_id: MeetingId, cases: list[Item], events: int) -> None:
    """As a meeting goes: each item is turned to, words grow part by part, a decision, actions."""
    left, police, review = events, desk.people.named("Member police"), date(2026, 12, 17)
    for place, item in enumerate(cases):
        share = left // (len(cases) - place)
        left -= share
        if share > 2:
            desk.meetings.turn_to(actor, meeting_id, item.id)
            desk.meetings.decide(actor, meeting_id, item.id, outcome="continue", reason="it helps", review_on=review)
            share -= 2
        for n in range(share):
            if n % 8 == 7:
                desk.meetings.ask(
                    actor, meeting_id, item.id, what=f"Visit {n}", agency=police.agency, due_on=review, owner=police
                )
            else:
                text = "\n\n".join(f"The panel heard report {m}, and asked what would help." for m in range(n % 12 + 1))
                desk.meetings.write(actor, meeting_id, item.id, tuple(NoteSection)[n % 5], text)

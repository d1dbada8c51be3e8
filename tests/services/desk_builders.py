"""A desk in memory with its panels and people, and meetings that have come as far as a test needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.events.agencies import PersonRecorded
from panel_desk.domain.ids import AgencyKey, MeetingId, PanelKey, PersonId
from panel_desk.domain.meeting.meetings import Item, MeetingState
from panel_desk.domain.people import Person, Role
from panel_desk.services.book import Deed
from panel_desk.services.desk import FOUNDER, Desk
from panel_desk.vault.rebuild import projected_tables

ENGLAND = ZoneInfo("Europe/London")
SAFE, MACE = PanelKey("SAFE"), PanelKey("MACE")
CSC, POLICE, HEALTH = AgencyKey("csc"), AgencyKey("police"), AgencyKey("health")
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 22), date(2026, 11, 19), date(2026, 12, 17)
ASHA = PersonId("asha")
"""Who types: the administrator."""

PROFILE_HEADINGS = ("Person ID", "Surname", "Forename", "DOB", "Type", "Risk", "Social worker")
REFERRAL_HEADINGS = ("Person ID", "Surname", "Forename", "DOB", "Referral date", "Source agency", "Type", "Reason")
EPISODE_HEADINGS = ("Person ID", "START_DTTM", "END_DTTM", "MISSING_STATUS")
CONCERN_HEADINGS = ("Kind", "Name", "Concern", "Lead agency", "First raised")

_PEOPLE = (
    ("Dana Prior", "csc", Role.CHAIR),
    ("Imran Khan", "police", Role.DEPUTY),
    ("Abena Osei", "health", Role.CORE_MEMBER),
    ("Marta Lee", "education", Role.CORE_MEMBER),
    ("Asha Rahman", "csc", Role.ADMINISTRATOR),
)


class HeldClock:
    """Stands still until it is set; every reading is a second later, so that deeds have an order."""

    def __init__(self, at: datetime = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)) -> None:
        self._at = at

    def __call__(self) -> datetime:
        """The time."""
        self._at += timedelta(seconds=1)
        return self._at

    def set(self, day: date, at: time = time(10, 0)) -> None:
        """Stand at a time of England's clock."""
        self._at = datetime.combine(day, at, ENGLAND).astimezone(UTC)


class TestDesk(Struct):
    """A desk with its clock."""

    __test__ = False

    desk: Desk
    clock: HeldClock

    def person(self, name: str) -> Person:
        """By name."""
        return self.desk.people.named(name)

    def bring(self, content: bytes, name: str = "list.csv") -> Deed:
        """Preview a list and add it."""
        preview = self.desk.importing.preview(content, name)
        return self.desk.importing.add(ASHA, preview, content)

    def planned(self, panel: PanelKey = SAFE, held_on: date = OCTOBER) -> MeetingId:
        """A meeting with its agenda built."""
        meeting_id = self.desk.meetings.plan(
            ASHA, panel, held_on, starts_at=time(10), ends_at=time(12, 30), place="Room 6"
        )
        self.desk.agendas.build(ASHA, meeting_id)
        return meeting_id

    def issued(self, panel: PanelKey = SAFE, held_on: date = OCTOBER) -> MeetingId:
        """A meeting whose agenda went out."""
        meeting_id = self.planned(panel, held_on)
        self.desk.agendas.lock(ASHA, meeting_id, self.person("Dana Prior").id)
        self.desk.agendas.issued(ASHA, meeting_id, "0" * 64)
        return meeting_id

    def opened(self, panel: PanelKey = SAFE, held_on: date = OCTOBER, presiding: str = "Dana Prior") -> MeetingId:
        """A meeting in session with everybody there."""
        meeting_id = self.issued(panel, held_on)
        self.clock.set(held_on)
        self.desk.meetings.open(ASHA, meeting_id, self.person(presiding).id)
        for name, _agency, role in _PEOPLE:
            if role is not Role.ADMINISTRATOR:
                self.desk.meetings.attend(ASHA, meeting_id, self.person(name))
        return meeting_id

    def cases(self, meeting_id: MeetingId) -> tuple[Item, ...]:
        """The items that need an outcome."""
        return tuple(item for item in self.desk.meetings.meeting(meeting_id).items if item.needs_outcome)

    def decide(self, meeting_id: MeetingId, item: Item, **changes: object) -> Deed:
        """Turn to an item and decide it."""
        facts: dict[str, object] = {
            "outcome": "continue",
            "reason": "the plan is working",
            "review_on": NOVEMBER if self.desk.meetings.meeting(meeting_id).held_on < NOVEMBER else DECEMBER,
        }
        self.desk.meetings.turn_to(ASHA, meeting_id, item.id)
        return self.desk.meetings.decide(ASHA, meeting_id, item.id, **{**facts, **changes})  # type: ignore[arg-type]

    def ask(self, meeting_id: MeetingId, what: str = "Call the school", *, due_on: date = date(2026, 10, 30)) -> Deed:
        """Ask the police to do something, under the first item."""
        item = self.desk.meetings.meeting(meeting_id).items[0]
        return self.desk.meetings.ask(ASHA, meeting_id, item.id, what=what, agency=POLICE, due_on=due_on)

    def close(self, meeting_id: MeetingId) -> None:
        """Decide whatever waits for an outcome, and close."""
        for item in self.cases(meeting_id):
            if not item.decisions:
                self.decide(meeting_id, item)
        self.desk.meetings.close(ASHA, meeting_id)

    def closed(self, panel: PanelKey = SAFE, held_on: date = OCTOBER) -> MeetingId:
        """A meeting that is over."""
        meeting_id = self.opened(panel, held_on)
        self.close(meeting_id)
        return meeting_id

    def circulated(self, held_on: date = OCTOBER) -> MeetingId:
        """Minutes that went to the members."""
        meeting_id = self.closed(SAFE, held_on)
        self.desk.minutes.draft(ASHA, meeting_id)
        self.desk.minutes.circulate(ASHA, meeting_id)
        return meeting_id

    def approved(self, presiding: str = "Dana Prior") -> MeetingId:
        """October's minutes, confirmed in November."""
        meeting_id = self.circulated()
        confirming = self.opened(SAFE, NOVEMBER, presiding)
        self.desk.minutes.approve(ASHA, meeting_id, confirming)
        return meeting_id

    def state(self, meeting_id: MeetingId) -> MeetingState:
        """How far a meeting is."""
        return self.desk.meetings.meeting(meeting_id).state

    def tables(self) -> dict[str, list[tuple[object, ...]]]:
        """Every projected table with all its rows."""
        conn = self.desk.book.db.conn
        return {name: sorted(conn.execute(f"SELECT * FROM {name}"), key=repr) for name in projected_tables(conn)}


@contextmanager
def a_desk(clock: HeldClock | None = None) -> Iterator[TestDesk]:
    """A desk in memory with SAFE and MACE and their members."""
    clock = clock or HeldClock()
    with Desk.in_memory(clock) as desk:
        furnish(desk)
        yield TestDesk(desk, clock)


def furnish(desk: Desk) -> None:
    """Council, panels, people and seats; the administrator first, who does the rest."""
    desk.people.found(FOUNDER, "Fictional Borough Council", fictional=True)
    panels = desk.people.define_shipped_panels(FOUNDER)
    asha = Person(id=ASHA, name="Asha Rahman", agency=CSC, title="administrator of csc")
    desk.book.record(FOUNDER, (f"person/{ASHA}", PersonRecorded(person=asha)))
    desk.people.give_role(FOUNDER, asha, Role.ADMINISTRATOR)
    for name, agency, role in _PEOPLE:
        if role is not Role.ADMINISTRATOR:
            person = desk.people.add(ASHA, name, AgencyKey(agency), f"{role.value} of {agency}")
            for panel in panels:
                desk.people.seat(ASHA, panel.key, person, role)


def a_list(headings: Iterable[str], *rows: Iterable[str]) -> bytes:
    """A case list as CSV."""
    lines = [",".join(headings), *(",".join(row) for row in rows)]
    return "\r\n".join(lines).encode()


def a_profile(*rows: Iterable[str]) -> bytes:
    """Children at risk; without rows, two of them."""
    return a_list(PROFILE_HEADINGS, *(rows or (child("101"), child("102", surname="Young"))))


def child(local_id: str, *, surname: str = "Archer", risk: str = "High", born: str = "12/03/2011") -> tuple[str, ...]:
    """One line of a profile."""
    return (local_id, surname, "Kim", born, "CCE", risk, "Ife Bello")


def a_referral(local_id: str, on: str = "05/10/2026") -> bytes:
    """One child referred."""
    row = (local_id, "Field", "Robin", "01/02/2012", on, "Police", "CSE", "Seen with older peers")
    return a_list(REFERRAL_HEADINGS, row)


def missing(local_id: str, start: str, end: str = "") -> bytes:
    """One episode."""
    return a_list(EPISODE_HEADINGS, (local_id, start, end, "Missing"))


@contextmanager
def refusal(reason: Reason = Reason.NOT_ALLOWED, match: str = "") -> Iterator[None]:
    """The world's fault, with its reason and some of its words."""
    with pytest.raises(DeskError, match=match or None) as caught:
        yield
    assert caught.value.reason is reason, caught.value
    assert caught.value.sentence.endswith((".", "?"))

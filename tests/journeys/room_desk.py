"""The desk on which the meeting room's journeys are held: two panels, fifteen children, and an October to look back on.

SAFE met on 22 October 2026 and meets on 19 November and 17 December; MACE meets for the first time on 3 December.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from tests.services.desk_builders import (
    ASHA,
    CONCERN_HEADINGS,
    DECEMBER,
    EPISODE_HEADINGS,
    HEALTH,
    MACE,
    NOVEMBER,
    OCTOBER,
    POLICE,
    PROFILE_HEADINGS,
    REFERRAL_HEADINGS,
    SAFE,
    HeldClock,
    TestDesk,
    a_list,
)
from tests.services.desk_folders import OPENS, a_desk_in
from tests.services.signing_keys import Keys, plant

from panel_desk.domain.ids import AgencyKey, ItemId, MeetingId, PanelKey
from panel_desk.services.desk import Desk

EDUCATION, YOUTH_JUSTICE, HOUSING = AgencyKey("education"), AgencyKey("youth-justice"), AgencyKey("housing")
MACES_DAY = date(2026, 12, 3)
NOVEMBERS, DECEMBERS, MACES = "SAFE-2026-11", "SAFE-2026-12", "MACE-2026-12"

CHILDREN = (
    ("104101", "Archer", "Kim", "12/03/2011", "CCE", "High"),
    ("104102", "Brook", "Robin", "02/06/2010", "CSE", "High"),
    ("104103", "Carter", "Sam", "21/01/2012", "CCE", "High"),
    ("104104", "Dyer", "Jo", "30/08/2010", "CSE; CCE", "High"),
    ("104105", "Ellis", "Pat", "17/11/2011", "CCE", "Medium"),
    ("104106", "Field", "Lee", "09/04/2012", "CSE", "Medium"),
    ("104107", "Grove", "Max", "25/12/2010", "CCE", "Medium"),
    ("104108", "Hale", "Toni", "14/02/2011", "CSE", "Medium"),
    ("104109", "Ives", "Ray", "03/07/2012", "CCE", "Standard"),
    ("104110", "Joiner", "Ash", "28/05/2011", "CCE", "Standard"),
    ("104111", "Kerr", "Bo", "19/09/2010", "CSE", "Standard"),
    ("104112", "Lane", "Dale", "06/10/2011", "CCE", "Standard"),
    ("104113", "Marsh", "Eden", "11/01/2012", "CSE", "Standard"),
)
"""On the list of children at risk since September: local ID, surname, forename, birth, type, risk."""
_WORKERS = ("Ife Bello", "Alex Morgan", "R. Castellan")
_CONCERNS = (
    ("Person of concern", "Nominal A (adult)", "Named by two children", "Police", "05/11/2026"),
    ("Location", "Bus station", "Groups gather after school", "Police", "27/10/2026"),
    ("Theme", "E-bike deliveries", "Four children named them", "Youth Justice", "25/10/2026"),
)


def founded(folder: Path, keys: Keys) -> Path:
    """The desk on the eve of November's meeting, closed: its agenda issued, one referral come since."""
    a_desk_in(folder)
    clock = HeldClock(datetime(2026, 10, 1, 9, 0, tzinfo=UTC))
    with Desk.open(folder, OPENS, clock=clock) as desk:
        at = TestDesk(desk, clock)
        plant(at, keys)
        for name, agency in (("Joel Hart", YOUTH_JUSTICE), ("Ruth Bell", HOUSING)):
            person = desk.people.add(ASHA, name, agency)
            for panel in (SAFE, MACE):
                desk.people.seat(ASHA, panel, person)
        at.bring(a_list(PROFILE_HEADINGS, *(_profile_row(n, row) for n, row in enumerate(CHILDREN))), "profile.csv")
        _october(at)
        _november(at)
    return folder


def _profile_row(place: int, row: tuple[str, ...]) -> tuple[str, ...]:
    return (*row, _WORKERS[place % len(_WORKERS)])


def _october(at: TestDesk) -> None:
    """Every child assessed and to be seen again; three actions; the minutes circulated."""
    meeting_id = _planned(at, SAFE, OCTOBER)
    issue(at, meeting_id)
    at.clock.set(OCTOBER)
    at.desk.meetings.open(ASHA, meeting_id, at.person("Dana Prior").id)
    for name in ("Dana Prior", "Imran Khan", "Abena Osei", "Marta Lee"):
        at.desk.meetings.attend(ASHA, meeting_id, at.person(name))
    for item, row in zip(at.cases(meeting_id), CHILDREN, strict=True):
        at.decide(meeting_id, item, level=row[5])
    first, second, third, *_ = at.cases(meeting_id)
    _ask(at, meeting_id, first.id, "Visit the bakery on Mill Lane", POLICE, date(2026, 10, 30))
    _ask(at, meeting_id, second.id, "Agree a safe route to school", EDUCATION, date(2026, 11, 12))
    _ask(at, meeting_id, third.id, "Offer a sleep clinic appointment", HEALTH, date(2026, 11, 26))
    at.close(meeting_id)
    at.desk.minutes.draft(ASHA, meeting_id)
    at.desk.minutes.circulate(ASHA, meeting_id)


def _ask(at: TestDesk, meeting_id: MeetingId, item_id: ItemId, what: str, agency: AgencyKey, due_on: date) -> None:
    at.desk.meetings.ask(ASHA, meeting_id, item_id, what=what, agency=agency, due_on=due_on)


def _november(at: TestDesk) -> None:
    """One child referred, one missing; the agenda issued on time, and a second referral two days before the day."""
    at.clock.set(date(2026, 11, 12))
    at.bring(_referral("104114", "Nash", "Finn", "05/11/2026", "Police", "CCE"), "referral.csv")
    at.bring(a_list(CONCERN_HEADINGS, *_CONCERNS), "concerns.csv")
    at.clock.set(date(2026, 11, 16), time(11))
    at.bring(a_list(EPISODE_HEADINGS, ("104103", "15/11/2026 21:00", "", "Missing")), "missing.csv")
    meeting_id = _planned(at, SAFE, NOVEMBER)
    _planned(at, SAFE, DECEMBER)
    _planned(at, MACE, MACES_DAY)
    issue(at, meeting_id)
    at.clock.set(date(2026, 11, 17), time(16))
    at.bring(_referral("104115", "Orchard", "Glen", "17/11/2026", "School", "CSE"), "late.csv")


def _planned(at: TestDesk, panel: PanelKey, held_on: date) -> MeetingId:
    return at.desk.meetings.plan(ASHA, panel, held_on, starts_at=time(10), ends_at=time(13, 15), place="Room 6")


def issue(at: TestDesk, meeting_id: MeetingId) -> None:
    """Build a meeting's agenda, lock it, and issue it."""
    at.desk.agendas.build(ASHA, meeting_id)
    at.desk.agendas.lock(ASHA, meeting_id, at.person("Dana Prior").id)
    at.desk.agendas.issued(ASHA, meeting_id, "0" * 64)


def _referral(local_id: str, surname: str, forename: str, on: str, source: str, kind: str) -> bytes:
    row = (local_id, surname, forename, "01/02/2012", on, source, kind, "Seen with older peers")
    return a_list(REFERRAL_HEADINGS, row)

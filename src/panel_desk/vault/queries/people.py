"""The desk, its panels as they are defined now, its people, who sits where, and who may sign."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from msgspec import Struct

from panel_desk.domain.ids import AgencyKey, MeetingId, PanelKey, PersonId
from panel_desk.domain.meeting.meetings import SEATED
from panel_desk.domain.panels import PanelDefinition
from panel_desk.domain.people import Person, Role
from panel_desk.domain.permissions import RoleHeld
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import Row, instant, one, rows

_PERSON = "SELECT id, name, agency, title, email FROM person"
_CERTIFICATES = """SELECT fingerprint, person_id, roles, panels, valid_from, valid_to, certificate, revoked_at,
revoked_reason FROM certificate ORDER BY seq"""

_INVITED = """SELECT DISTINCT json_extract(value, '$.role') FROM meeting, json_each(meeting.invited)
WHERE meeting.panel = ? AND json_extract(value, '$.person.id') = ? AND (? IS NULL OR meeting.id = ?)"""


class DeskRow(Struct, frozen=True, kw_only=True):
    """For which council the desk is kept."""

    council: str
    fictional: bool


class SeatRow(Struct, frozen=True, kw_only=True):
    """Who sits for an agency at a panel, and in which role."""

    person: Person
    role: Role
    agency: str


class CertificateRow(Struct, frozen=True, kw_only=True):
    """A line of the register of signing certificates."""

    fingerprint: str
    person_id: PersonId
    roles: tuple[str, ...]
    panels: tuple[PanelKey, ...]
    valid_from: date
    valid_to: date
    """The last day, included."""
    certificate: bytes
    """DER; empty where it was not kept."""
    revoked_at: datetime | None
    revoked_reason: str


def desk(db: Database) -> DeskRow | None:
    """The desk; None before it is founded."""
    found = one(db, "SELECT council, fictional FROM desk")
    return DeskRow(council=found[0], fictional=bool(found[1])) if found else None


def panel(db: Database, key: PanelKey) -> PanelDefinition | None:
    """A panel as it is defined now; None where the desk has none of that key."""
    found = one(db, "SELECT definition FROM panel WHERE key = ?", (key,))
    return msgspec.json.decode(found[0], type=PanelDefinition) if found else None


def panels(db: Database) -> tuple[PanelDefinition, ...]:
    """Every panel as it is defined now, by key."""
    return tuple(
        msgspec.json.decode(found[0], type=PanelDefinition)
        for found in rows(db, "SELECT definition FROM panel ORDER BY key")
    )


def persons(db: Database) -> tuple[Person, ...]:
    """Every professional the desk knows, by name."""
    return tuple(_person(found) for found in rows(db, _PERSON + " ORDER BY name, id"))


def person(db: Database, person_id: PersonId) -> Person | None:
    """One professional; None where the desk knows none of that id."""
    found = one(db, _PERSON + " WHERE id = ?", (person_id,))
    return _person(found) if found else None


def seats(db: Database, key: PanelKey) -> tuple[SeatRow, ...]:
    """Who sits at a panel now, in the order of its seats; within one, chair and deputy first.

    Agencies without a seat in the definition (presenters, observers) come last, by name.
    """
    found = rows(
        db,
        "SELECT person.id, person.name, person.agency, title, email, role, seat.agency FROM seat "
        "JOIN person ON person.id = seat.person_id WHERE panel = ? ORDER BY person.name, person.id",
        (key,),
    )
    definition = panel(db, key)
    order = {seat.agency: place for place, seat in enumerate(definition.seats)} if definition else {}
    ranks = list(Role)
    taken = [SeatRow(person=_person(row[:5]), role=Role(row[5]), agency=row[6]) for row in found]
    return tuple(sorted(taken, key=lambda seat: (order.get(seat.person.agency, len(order)), ranks.index(seat.role))))


def roles_held(db: Database, person_id: PersonId) -> tuple[RoleHeld, ...]:
    """Every role of somebody now, by panel."""
    found = rows(db, "SELECT role, panel FROM seat WHERE person_id = ? ORDER BY panel, role", (person_id,))
    return tuple(RoleHeld(role=Role(role), panel=panel) for role, panel in found)


def seated_for(db: Database, key: PanelKey, person_id: PersonId, role: Role) -> tuple[AgencyKey, ...]:
    """For which agencies somebody has a role at a panel: one, unless the person changed agency since."""
    found = rows(
        db,
        "SELECT agency FROM seat WHERE panel = ? AND person_id = ? AND role = ? ORDER BY agency",
        (key, person_id, role.value),
    )
    return tuple(AgencyKey(agency) for (agency,) in found)


def administrators(db: Database) -> frozenset[PersonId]:
    """Who is administrator of the desk now, by any panel."""
    found = rows(db, "SELECT DISTINCT person_id FROM seat WHERE role = ?", (Role.ADMINISTRATOR.value,))
    return frozenset(PersonId(person_id) for (person_id,) in found)


def invited_as(
    db: Database, person_id: PersonId, panel_key: PanelKey, meeting_id: MeetingId | None
) -> tuple[Role, ...]:
    """In which roles somebody stands on the list of a meeting; None: of any meeting of the panel."""
    found = rows(db, _INVITED, (panel_key, person_id, meeting_id, meeting_id))
    return tuple(Role(role) for (role,) in found)


def panel_of_meeting(db: Database, meeting_id: MeetingId) -> PanelKey | None:
    """Whose meeting it is; None where the record has no such meeting."""
    found = one(db, "SELECT panel FROM meeting WHERE id = ?", (meeting_id,))
    return PanelKey(found[0]) if found else None


def sitting_for(db: Database) -> dict[tuple[PanelKey, str], Person]:
    """Who sits for each agency at each panel: chair and deputy before members."""
    found: dict[tuple[PanelKey, str], Person] = {}
    for definition in panels(db):
        for seat in seats(db, definition.key):
            if seat.role in SEATED:
                found.setdefault((definition.key, seat.agency), seat.person)
    return found


def certificates(db: Database) -> tuple[CertificateRow, ...]:
    """Every certificate ever issued here, in the order of issue."""
    return tuple(
        CertificateRow(
            fingerprint=fingerprint,
            person_id=person_id,
            roles=msgspec.json.decode(roles, type=tuple[str, ...]),
            panels=msgspec.json.decode(of_panels, type=tuple[PanelKey, ...]),
            valid_from=date.fromisoformat(valid_from),
            valid_to=date.fromisoformat(valid_to),
            certificate=certificate,
            revoked_at=instant(revoked_at),
            revoked_reason=reason,
        )
        for fingerprint, person_id, roles, of_panels, valid_from, valid_to, certificate, revoked_at, reason in rows(
            db, _CERTIFICATES
        )
    )


def _person(row: Row) -> Person:
    person_id, name, agency, title, email = row
    return Person(id=person_id, name=name, agency=agency, title=title, email=email)

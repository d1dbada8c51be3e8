"""Events of panels and people. Streams: ``panel/<key>``, ``person/<id>``, ``desk``."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from panel_desk.domain.ids import AgencyKey, PanelKey, PersonId
from panel_desk.domain.panels import PanelDefinition
from panel_desk.domain.people import Person, Role


class DeskFounded(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="desk-founded"):
    """The desk was made, for which council; a fictional desk says so on every page."""

    council: str
    fictional: bool = False


class PanelDefined(Struct, frozen=True, kw_only=True, tag="panel-defined"):
    """A panel's definition was set or changed; meetings already planned keep the one they have."""

    definition: PanelDefinition


class PersonRecorded(Struct, frozen=True, kw_only=True, tag="person-recorded"):
    """A professional was added, or what is known of one was changed."""

    person: Person


class SeatFilled(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="seat-filled"):
    """Who sits for an agency at a panel, in which role, from now on."""

    panel: PanelKey
    agency: AgencyKey
    person_id: PersonId
    role: Role = Role.CORE_MEMBER


class SeatLeft(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="seat-left"):
    """Somebody no longer has a role at a panel."""

    panel: PanelKey
    agency: AgencyKey
    person_id: PersonId
    role: Role = Role.CORE_MEMBER


class CertificateIssued(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="certificate-issued"):
    """A signing certificate was made for a person and listed in the register."""

    person_id: PersonId
    fingerprint: str
    roles: tuple[str, ...]
    """As the register knows them: ``chair``, ``approver:police``."""
    panels: tuple[PanelKey, ...]
    valid_from: date
    valid_to: date
    """The last day, included."""
    certificate: bytes = b""
    """DER, for the revocation list."""


class CertificateRevoked(Struct, frozen=True, kw_only=True, tag="certificate-revoked"):
    """A certificate no longer counts from this time on."""

    fingerprint: str
    revoked_at: datetime
    reason: str

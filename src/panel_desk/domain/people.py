"""The professionals around a panel and the part each plays."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import AgencyKey, PersonId


class Role(Enum):
    """What a person may do at the desk and at a meeting."""

    ADMINISTRATOR = "administrator"
    CHAIR = "chair"
    DEPUTY = "deputy"
    CORE_MEMBER = "core member"
    PRESENTER = "presenter"
    """Attends for the items presented, and has no say in quorum."""
    OBSERVER = "observer"
    """Attends after signing a confidentiality statement."""
    READER = "reader"
    """Receives the PDF only."""


SINGLE = (Role.CHAIR, Role.DEPUTY, Role.CORE_MEMBER)
"""Roles that one person of an agency holds at a panel; who is seated takes the place of who was."""


class Person(Struct, frozen=True, kw_only=True):
    """A professional known to the desk."""

    id: PersonId
    name: str
    agency: AgencyKey
    title: str = ""
    """Job title: ``Head of Service``."""
    email: str = ""

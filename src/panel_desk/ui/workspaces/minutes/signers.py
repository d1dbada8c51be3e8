"""Who signs, with which certificate, and what would stand in the way; all read before a passphrase is asked."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from panel_desk.domain.calendar import date_words
from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import AgencyKey, MeetingId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.people import Person
from panel_desk.services.desk import Desk


class SignerView(Struct, frozen=True, kw_only=True):
    """One person who may sign, as the dialog shows them."""

    person: Person
    agency: AgencyKey | None
    """Whose approval it is; None for who presided."""
    as_what: str
    """``Chair``, ``Approved for Police``."""
    certificate: tuple[tuple[str, str], ...]
    """Lines with their labels; empty where there is no certificate."""
    problem: str
    """Why this person cannot sign now; empty where nothing stands in the way."""

    @property
    def label(self) -> str:
        """``Police: Imran Khan``."""
        return f"{self.as_what}: {self.person.name}"


def presiding_signer(desk: Desk, meeting_id: MeetingId, now: datetime) -> SignerView:
    """Who presided when the minutes were confirmed, and signs them.

    Raises:
        DeskError: where the minutes are not approved.
    """
    meeting = desk.meetings.meeting(meeting_id)
    block = next((s for s in desk.minutes.value(meeting_id).signatures if s.field == "Chair"), None)
    if meeting.approved is None or block is None:
        meeting.need(to="sign the minutes")
        raise AssertionError  # ``need`` has raised: no state allows it
    confirming = desk.meetings.meeting(meeting.approved.confirmed_at)
    person = confirming.person(meeting.approved.presiding)
    return _view(desk, meeting, person, block.role, block.label, None, now)


def agency_signers(desk: Desk, meeting_id: MeetingId, now: datetime) -> tuple[SignerView, ...]:
    """For each agency that is waited for, everybody who is registered to approve for it."""
    meeting = desk.meetings.meeting(meeting_id)
    people = {person.id: person for person in desk.people.everyone()}
    found = []
    for agency, name in desk.minutes_way.waiting_agencies(meeting_id):
        role = f"approver:{agency}"
        for certificate in desk.certificates.signers(role, meeting.definition.key):
            person = people.get(certificate.person_id)
            if person is not None:
                found.append(_view(desk, meeting, person, role, name, agency, now))
    return tuple(found)


def _view(  # noqa: PLR0917 - one call for each of two kinds
    desk: Desk, meeting: Meeting, person: Person, role: str, as_what: str, agency: AgencyKey | None, now: datetime
) -> SignerView:
    newest = desk.certificates.newest_of(person.id)
    problem = ""
    try:
        desk.certificates.entitled(person, role, meeting.definition.key, now)
    except DeskError as error:
        problem = f"{error.sentence} {error.remedy}".strip()
    lines: tuple[tuple[str, str], ...] = ()
    if newest is not None:
        roles = ", ".join(r.replace("approver:", "approver for ").replace("-", " ") for r in newest.roles)
        lines = (
            ("Whose", person.name + (f", {person.title}" if person.title else "")),
            ("Registered as", f"{roles}; {', '.join(newest.panels) or 'all panels'}"),
            ("Valid", f"{date_words(newest.valid_from)} to {date_words(newest.valid_to)}"),
            ("Fingerprint", _grouped(newest.fingerprint)),
        )
    return SignerView(person=person, agency=agency, as_what=as_what, certificate=lines, problem=problem)


def _grouped(fingerprint: str) -> str:
    capitals = fingerprint.upper()
    return " ".join(capitals[at : at + 4] for at in range(0, len(capitals), 4))

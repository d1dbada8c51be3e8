"""What the settings show of people, seats and certificates: services in, frozen values with ready words out; no Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from panel_desk.domain.calendar import ENGLAND, count_words, date_words
from panel_desk.domain.following.record_duties import CERTIFICATE_DAYS
from panel_desk.domain.ids import AgencyKey, PanelKey
from panel_desk.domain.panels import PanelDefinition
from panel_desk.domain.people import SINGLE, Person, Role
from panel_desk.services.certificates import CertificateRow
from panel_desk.services.desk import Desk
from panel_desk.ui.theme.tones import Tone

ROLE_WORDS: dict[Role, str] = {
    Role.ADMINISTRATOR: "Administrator: prepares everything and takes the minutes, at every panel",
    Role.CHAIR: "Chair: approves the agenda, owns the wording of decisions, signs",
    Role.DEPUTY: "Deputy: presides when the chair cannot",
    Role.CORE_MEMBER: "Core member: sits for the agency",
    Role.PRESENTER: "Presenter: comes for single items",
    Role.OBSERVER: "Observer: attends after signing a confidentiality statement",
    Role.READER: "Reader: is sent the minutes only",
}
EXPIRY_WARNING = timedelta(days=CERTIFICATE_DAYS)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_REASONS = {"key-lost": "the key was lost", "left": "the person has left", "replaced": "it was replaced"}


class PersonLine(Struct, frozen=True, kw_only=True):
    """One professional."""

    id: str
    person: Person
    name: str
    agency: str
    title: str
    email: str
    roles: str
    """In words: ``chair of SAFE and MACE``."""


class SeatLine(Struct, frozen=True, kw_only=True):
    """A seat of a panel, with who has it."""

    id: str
    agency: str
    role: Role
    role_words: str
    person: Person | None
    who: str
    tone: Tone | None


class CertificateLine(Struct, frozen=True, kw_only=True):
    """One certificate."""

    id: str
    """Its fingerprint."""
    name: str
    roles: str
    panels: str
    until: date
    until_words: str
    state: str
    tone: Tone
    is_valid: bool
    may_withdraw: bool
    """Readers believe it until it is withdrawn, whether or not a newer one was made."""
    fingerprint: str


class SettingsPresenter:
    """Reads one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def agencies(self) -> tuple[tuple[AgencyKey, str], ...]:
        """Every agency with a seat at a panel or a person, by its words."""
        found: dict[AgencyKey, str] = {}
        for panel in self._desk.people.panels():
            for seat in panel.seats:
                found.setdefault(seat.agency, seat.name)
        for person in self._desk.people.everyone():
            found.setdefault(person.agency, person.agency.replace("-", " ").capitalize())
        return tuple(sorted(found.items(), key=lambda pair: pair[1]))

    def people(self, untrusted_search: str = "") -> tuple[PersonLine, ...]:
        """Everyone, by name; with words to search for, those who have all of them."""
        agencies = dict(self.agencies())
        lines = (self._person(person, agencies) for person in self._desk.people.everyone())
        words = untrusted_search.casefold().split()
        return tuple(line for line in lines if all(word in _searched(line) for word in words))

    def _person(self, person: Person, agencies: dict[AgencyKey, str]) -> PersonLine:
        return PersonLine(
            id=person.id,
            person=person,
            name=person.name,
            agency=agencies.get(person.agency, person.agency),
            title=person.title,
            email=person.email,
            roles=self._roles(person),
        )

    def _roles(self, person: Person) -> str:
        panels = [panel.key for panel in self._desk.people.panels()]
        by_role: dict[Role, list[PanelKey]] = {}
        for held in self._desk.roles_of(person.id):
            by_role.setdefault(held.role, []).append(held.panel)
        words = []
        for role, at in by_role.items():
            everywhere = role is Role.ADMINISTRATOR or sorted(at) == sorted(panels)
            words.append(role.value if everywhere else f"{role.value} of {' and '.join(sorted(at))}")
        return ", ".join(words)

    def seats(self, panel: PanelKey) -> tuple[SeatLine, ...]:
        """Every seat of a panel in the order of its definition: filled ones with their person, empty ones as such."""
        definition = self._desk.people.panel(panel)
        sitting = [(row.person, row.role, row.agency) for row in self._desk.people.sitting(panel)]
        lines: list[SeatLine] = []
        for seat in definition.seats:
            here = [one for one in sitting if one[2] == seat.agency]
            lines += [_seat(definition, *one) for one in here]
            if not any(role in (Role.CHAIR, Role.DEPUTY, Role.CORE_MEMBER) for _person, role, _agency in here):
                lines.append(_empty_seat(seat.agency, seat.name))
        seated = {seat.agency for seat in definition.seats}
        lines += [_seat(definition, *one) for one in sitting if one[2] not in seated]
        return tuple(lines)

    def certificates(self, today: date) -> tuple[CertificateLine, ...]:
        """Every certificate issued here, the newest first."""
        names = {person.id: person.name for person in self._desk.people.everyone()}
        rows = self._desk.certificates.issued()
        newest = {row.person_id: row.fingerprint for row in rows}
        return tuple(
            _certificate(row, names.get(row.person_id, "Somebody unknown"), newest[row.person_id], today)
            for row in reversed(rows)
        )

    def expiry_warning(self, today: date) -> str:
        """Who will soon be unable to sign, in one sentence; empty where nobody."""
        soon = [line for line in self.certificates(today) if line.is_valid and line.until - today <= EXPIRY_WARNING]
        if not soon:
            return ""
        who = ", ".join(f"{line.name} ({line.until_words})" for line in soon)
        return f"{count_words(len(soon), 'certificate')} ending within two months: {who}. Issue new ones in time."


def person_problems(name: str, email: str, agency: str, others: Sequence[Person], *, is_new: bool) -> dict[str, str]:
    """What is wrong with what was typed about a person: the sentence for each field."""
    found = {}
    if not name.strip():
        found["name"] = "What is the person’s name?"
    elif is_new and any(name.strip().casefold() == other.name.casefold() for other in others):
        found["name"] = "The desk knows somebody of this name. Add a middle name or initial to tell them apart."
    if email.strip() and not _EMAIL.fullmatch(email.strip()):
        found["email"] = "This is no e-mail address."
    if not agency:
        found["agency"] = "Which agency does the person work for?"
    return found


def agency_key(words: str) -> AgencyKey:
    """The key of an agency that was typed in words: ``Youth justice`` gives ``youth-justice``."""
    return AgencyKey(re.sub(r"[^a-z0-9]+", "-", words.casefold().replace("’", "").replace("'", "")).strip("-"))


def roles_to_give(definition: PanelDefinition, person: Person) -> tuple[tuple[Role, str], ...]:
    """The roles a person can be given at a panel, in words."""
    has_seat = definition.seat(person.agency) is not None
    return tuple((role, words) for role, words in ROLE_WORDS.items() if has_seat or role not in _SEATED)


def replaced_by(lines: Sequence[SeatLine], person: Person, role: Role, agency: str) -> str:
    """What giving a role will change for somebody else; empty where nobody leaves."""
    if role not in SINGLE:
        return ""
    leaving = [
        line.who
        for line in lines
        if line.person is not None and line.role is role and line.agency == agency and line.person.id != person.id
    ]
    return f"{leaving[0]} no longer has this seat then." if leaving else ""


_SEATED = (Role.CHAIR, Role.DEPUTY, Role.CORE_MEMBER)


def _searched(line: PersonLine) -> str:
    return " ".join((line.name, line.agency, line.title, line.email, line.roles)).casefold()


def _seat(definition: PanelDefinition, person: Person, role: Role, agency: str) -> SeatLine:
    return SeatLine(
        id=f"{agency}/{role.value}/{person.id}",
        agency=definition.agency_name(AgencyKey(agency)),
        role=role,
        role_words=role.value.capitalize(),
        person=person,
        who=person.name,
        tone=None,
    )


def _empty_seat(agency: str, name: str) -> SeatLine:
    return SeatLine(
        id=f"{agency}/empty",
        agency=name,
        role=Role.CORE_MEMBER,
        role_words="",
        person=None,
        who="Nobody yet",
        tone=Tone.AMBER,
    )


def _certificate(row: CertificateRow, name: str, newest: str, today: date) -> CertificateLine:
    state, tone, is_valid = "Valid", Tone.GREEN, True
    if row.revoked_at is not None:
        when = date_words(row.revoked_at.astimezone(ENGLAND).date())
        why = _REASONS.get(row.revoked_reason, row.revoked_reason)
        state, tone, is_valid = f"Withdrawn on {when}: {why}", Tone.RED, False
    elif row.fingerprint != newest:
        state, tone, is_valid = "Replaced by a newer one", Tone.NEUTRAL, False
    elif today > row.valid_to:
        state, tone, is_valid = "Has ended", Tone.RED, False
    elif row.valid_to - today <= EXPIRY_WARNING:
        state, tone = f"Ends in {count_words((row.valid_to - today).days, 'day')}", Tone.AMBER
    return CertificateLine(
        id=row.fingerprint,
        name=name,
        roles=", ".join(role.replace("approver:", "approves for ") for role in row.roles),
        panels=", ".join(row.panels) or "every panel",
        until=row.valid_to,
        until_words=f"{row.valid_to.day} {row.valid_to:%b %Y}",
        state=state,
        tone=tone,
        is_valid=is_valid,
        may_withdraw=row.revoked_at is None,
        fingerprint=row.fingerprint,
    )

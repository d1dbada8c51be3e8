"""One signing root with its people's keys for a whole run, planted into each desk that needs them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec import Struct
from tests.services.desk_builders import ASHA, SAFE, TestDesk

from panel_desk.domain.events.agencies import CertificateIssued
from panel_desk.signing.authority import PersonCertificate, Root, issue_person, make_root
from panel_desk.vault import archive

SECRET = "correct horse battery staple"
MADE_AT = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
ROLES = {
    "Dana Prior": ("chair",),
    "Imran Khan": ("deputy", "approver:police"),
    "Abena Osei": ("approver:health",),
}


class Keys(Struct, frozen=True):
    """A root and a certificate for each who signs."""

    root: Root
    people: dict[str, PersonCertificate]


def make_keys() -> Keys:
    """Slow: once for a run."""
    root = make_root("Fictional Borough Council", SECRET, MADE_AT)
    people = {name: issue_person(root, name, "", "", passphrase=SECRET, now=MADE_AT) for name in ROLES}
    return Keys(root, people)


def plant(at: TestDesk, keys: Keys) -> None:
    """What ``Certificates.found_root`` and ``issue`` leave behind, with keys made before."""
    vault = at.desk.book.vault
    archive.keep(vault, keys.root.p12_bytes, now=MADE_AT, name="signing/root.p12")
    for name, made in keys.people.items():
        person = at.person(name)
        archive.keep(vault, made.p12_bytes, now=MADE_AT, name=f"signing/{person.id}.p12")
        event = CertificateIssued(
            person_id=person.id,
            fingerprint=made.fingerprint,
            roles=ROLES[name],
            panels=(SAFE,),
            valid_from=MADE_AT.date(),
            valid_to=(MADE_AT + timedelta(days=730)).date(),
            certificate=made.certificate_der,
        )
        at.desk.book.record(ASHA, (f"person/{person.id}", event))

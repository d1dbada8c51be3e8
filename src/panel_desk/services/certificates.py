"""Who may sign: the organisation's root, a certificate for each person, the register, and withdrawing one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from panel_desk.domain.errors import DeskError, Reason, not_found, refused
from panel_desk.domain.events.agencies import CertificateIssued, CertificateRevoked
from panel_desk.domain.ids import PanelKey, PersonId
from panel_desk.domain.people import Person
from panel_desk.services.book import Book
from panel_desk.vault import archive
from panel_desk.vault.queries import people as queries
from panel_desk.vault.queries.people import CertificateRow

__all__ = ["LONGEST", "TRUST", "CertificateRow", "Certificates"]

_ROOT = "signing/root.p12"
TRUST = "signing/trust"
"""The name under which the vault keeps the trust file made last."""
LONGEST = timedelta(days=730)
"""How long a certificate lasts."""


def _identity_name(person_id: PersonId) -> str:
    return f"signing/{person_id}.p12"


class Certificates:
    """Keeps the organisation's signing authority inside the vault, under passphrases of its own."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def found_root(self, council: str, passphrase: str) -> str:
        """Make the organisation's root, once.

        Returns:
            Its fingerprint, to be read aloud to those who import the trust file.
        """
        from panel_desk.signing.authority import make_root  # noqa: PLC0415 - signing loads slowly

        if archive.named(self._book.db, _ROOT) is not None:
            raise DeskError(
                "This desk has a signing root already.",
                reason=Reason.SIGNING,
                remedy="A second root would make earlier minutes unverifiable for those who import it.",
            )
        root = make_root(council, passphrase, self._book.now())
        archive.keep(self._book.vault, root.p12_bytes, now=self._book.now(), name=_ROOT)
        return root.fingerprint

    def issue(
        self,
        actor: PersonId,
        person: Person,
        *,
        roles: Iterable[str],
        panels: Iterable[PanelKey],
        root_passphrase: str,
        passphrase: str,
        valid_to: date | None = None,
    ) -> str:
        """Make a certificate for a person and list it in the register.

        Args:
            actor: Who does it.
            person: Whose certificate it is.
            roles: As the register knows them: ``chair``, ``deputy``, ``approver:police``.
            panels: For which panels.
            root_passphrase: Of the organisation's root.
            passphrase: The person's own, typed at each signing.
            valid_to: The last day on which the register lets the person sign; None: as long as the certificate lasts.

        Returns:
            The certificate's fingerprint.
        """
        from panel_desk.signing.authority import issue_person, open_root  # noqa: PLC0415 - signing loads slowly

        now = self._book.now()
        ends = (now + LONGEST).date()
        if valid_to is not None and not now.date() <= valid_to <= ends:
            raise refused("A certificate ends within two years, and not before today.", "Choose another last day.")
        root = open_root(self._root_file(), root_passphrase)
        made = issue_person(root, person.name, person.title, person.email, passphrase=passphrase, now=now)
        event = CertificateIssued(
            person_id=person.id,
            fingerprint=made.fingerprint,
            roles=tuple(roles),
            panels=tuple(panels),
            valid_from=now.date(),
            valid_to=valid_to or ends,
            certificate=made.certificate_der,
        )
        with self._book.vault.write():
            archive.keep(self._book.vault, made.p12_bytes, now=now, name=_identity_name(person.id))
            self._book.record(actor, (f"person/{person.id}", event))
        return made.fingerprint

    def has_root(self) -> bool:
        """Whether the organisation's root has been made."""
        return archive.named(self._book.db, _ROOT) is not None

    def root_fingerprint(self) -> str:
        """The root's fingerprint, grouped for reading aloud; empty before the first trust file."""
        from panel_desk.signing.register import fingerprint, read_trust_file  # noqa: PLC0415 - signing loads slowly

        latest = self.latest_trust()
        return fingerprint(read_trust_file(latest)) if latest is not None else ""

    def issued(self) -> tuple[CertificateRow, ...]:
        """Every certificate ever issued here, in the order of issue; withdrawn ones stay."""
        return queries.certificates(self._book.db)

    def revoke(self, actor: PersonId, fingerprint: str, reason: str) -> None:
        """Withdraw a certificate from now on; the next trust file says so.

        Args:
            actor: Who does it.
            fingerprint: Of the certificate.
            reason: ``key-lost``, ``left`` or ``replaced``, or other words. After ``key-lost`` not even a time-stamp
                proves an earlier signature.
        """
        issued = next((c for c in queries.certificates(self._book.db) if c.fingerprint == fingerprint), None)
        if issued is None:
            raise not_found("No certificate of that fingerprint was issued here.")
        event = CertificateRevoked(fingerprint=fingerprint, revoked_at=self._book.now(), reason=reason)
        self._book.record(actor, (f"person/{issued.person_id}", event))

    def trust_file(self, root_passphrase: str) -> bytes:
        """A fresh edition of the trust file: root, revocation list and register as they stand now."""
        from panel_desk.signing import authority, register  # noqa: PLC0415 - signing loads slowly

        now = self._book.now()
        root = authority.open_root(self._root_file(), root_passphrase)
        issued = queries.certificates(self._book.db)
        names = {p.id: p.name for p in queries.persons(self._book.db)}
        withdrawn = [
            authority.Revoked(c.certificate, c.revoked_at, authority.revocation_reason(c.revoked_reason))
            for c in issued
            if c.revoked_at is not None
        ]
        entries = [
            register.RegisterEntry(
                fingerprint=c.fingerprint,
                name=names.get(c.person_id, ""),
                role=role,
                valid_from=c.valid_from,
                valid_to=c.valid_to,
                panels=c.panels,
            )
            for c in issued
            for role in c.roles
        ]
        content = register.write_trust_file(
            root,
            serial=self._next_serial(),
            issued_at=now,
            revocation_list=authority.revocation_list(root, withdrawn, now),
            register=entries,
        )
        archive.keep(self._book.vault, content, now=now, name=TRUST)
        return content

    def _next_serial(self) -> int:
        """One more than the edition made last: readers refuse an older one."""
        from panel_desk.signing.register import read_trust_file  # noqa: PLC0415 - signing loads slowly

        latest = self.latest_trust()
        return read_trust_file(latest).serial + 1 if latest is not None else 1

    def latest_trust(self) -> bytes | None:
        """The trust file made last; None before the first."""
        return archive.named(self._book.db, TRUST)

    def newest_of(self, person_id: PersonId) -> CertificateRow | None:
        """The certificate that a person signs with now, valid or not; None where none was issued here."""
        own = [c for c in queries.certificates(self._book.db) if c.person_id == person_id]
        return own[-1] if own else None

    def signers(self, role: str, panel: PanelKey) -> tuple[CertificateRow, ...]:
        """The newest certificates of those registered in a role for a panel, withdrawn and expired ones too."""
        newest = {c.person_id: c for c in queries.certificates(self._book.db)}
        return tuple(c for c in newest.values() if role in c.roles and (not c.panels or panel in c.panels))

    def identity_file(self, person_id: PersonId) -> bytes:
        """A person's key file, still under their own passphrase."""
        content = archive.named(self._book.db, _identity_name(person_id))
        if content is None:
            raise not_found("No signing certificate was issued to that person here.")
        return content

    def entitled(self, person: Person, role: str, panel: PanelKey, now: datetime) -> bytes:
        """The key file of somebody who may sign in a role: a signature that counts for nothing is refused beforehand.

        Args:
            person: Who is about to sign.
            role: As the register knows it: ``chair``, ``approver:police``.
            panel: Whose minutes are signed.
            now: The time of signing.

        Raises:
            DeskError: where the person has no certificate, or the newest is withdrawn, over, or for other roles.
        """
        content = self.identity_file(person.id)
        newest = [c for c in queries.certificates(self._book.db) if c.person_id == person.id][-1]
        today = now.astimezone(UTC).date()
        if newest.revoked_at is not None:
            raise _may_not(f"The certificate of {person.name} has been withdrawn.")
        if not newest.valid_from <= today <= newest.valid_to:
            raise _may_not(f"The certificate of {person.name} is not valid today.")
        if role not in newest.roles or (newest.panels and panel not in newest.panels):
            raise _may_not(f"{person.name} is not registered as “{role}” of {panel}.")
        return content

    def _root_file(self) -> bytes:
        content = archive.named(self._book.db, _ROOT)
        if content is None:
            raise DeskError(
                "This desk has no signing root yet.", reason=Reason.SIGNING, remedy="Make one in the settings first."
            )
        return content


def _may_not(sentence: str) -> DeskError:
    return DeskError(sentence, reason=Reason.SIGNING, remedy="Issue a certificate for this role first.")

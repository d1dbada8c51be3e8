"""The register of the enhanced pathway: who is on it, who reaches the child before the next episode, and who left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from panel_desk.domain.calendar import ENGLAND, england_day
from panel_desk.domain.errors import not_found
from panel_desk.domain.events.missing import PathwayContactMade, PathwayEntered, PathwayLeft
from panel_desk.domain.ids import PathwayId, PersonId, new_id
from panel_desk.domain.missing.pathway import PathwayContact, PathwayEntry
from panel_desk.domain.missing.pathway_rules import (
    OnPathway,
    PathwayLine,
    Stay,
    check_contact,
    check_current,
    check_entry,
    check_leaving,
    pathway_line,
    starts_in_order,
)
from panel_desk.services.book import Book, Deed
from panel_desk.services.exporting import Exporting
from panel_desk.services.leaving import named_recipient
from panel_desk.services.missing.cross_files import PATHWAY_TITLE, pathway_bytes, pathway_outside
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import cross_reference
from panel_desk.vault.queries import known as known_queries
from panel_desk.vault.queries import pathway as queries


class Pathway:
    """Keeps the register."""

    def __init__(self, book: Book, exporting: Exporting) -> None:
        self._book = book
        self._exporting = exporting

    def register(self, today: date) -> tuple[PathwayLine, ...]:
        """Every stay: those on the pathway now first, the newest first.

        Args:
            today: Stays that begin later, and episodes after it, are left out.
        """
        db = self._book.db
        stays = [stay for stay in queries.stays(db) if stay.entry.added_on <= today]
        local_ids = list(dict.fromkeys(stay.entry.local_id for stay in stays))
        starts = cross_reference.starts(db, local_ids, today)
        ids = child_queries.ids_by_local_id(db) if stays else {}
        known = known_queries.names_of(db, local_ids)
        return tuple(
            pathway_line(
                stay,
                OnPathway(initials=initials, name=name, child_id=ids.get(stay.entry.local_id)),
                starts_in_order(starts.get(stay.entry.local_id, ())),
            )
            for stay in stays
            for initials, name in [known.get(stay.entry.local_id, ("?.?.", ""))]
        )

    def enter(
        self, actor: PersonId, local_id: str, owner: str, reason: str, *, agency: str = "", on: date
    ) -> PathwayId:
        """Put a child on the enhanced pathway.

        Args:
            actor: Who enters it.
            local_id: The child’s own number.
            owner: Who reaches the child before the next episode.
            reason: With the facts; that of the cross-reference’s flag will do.
            agency: The owner’s.
            on: The day; not in the future.

        Raises:
            DeskError: where the child is on it already, nobody knows the child, or owner or reason is empty.
        """
        db = self._book.db
        if not cross_reference.is_known(db, local_id):
            raise not_found(f"No list, and nobody here, has told of a child {local_id}.")
        pathway_id = PathwayId(new_id())
        entry = PathwayEntry(
            id=pathway_id,
            local_id=local_id,
            owner=owner.strip(),
            agency=agency.strip(),
            added_on=on,
            reason=reason.strip(),
        )
        check_entry(entry, queries.stays_of(db, local_id), england_day(self._book.now()))
        self._record(actor, pathway_id, PathwayEntered(entry=entry))
        return pathway_id

    def change(
        self,
        actor: PersonId,
        pathway_id: PathwayId,
        *,
        owner: str | None = None,
        reason: str | None = None,
        agency: str | None = None,
    ) -> Deed:
        """Give a stay another owner, or put its reason right; what is None stays.

        Raises:
            DeskError: where there is no such stay, it has ended, or owner or reason would be empty.
        """
        stay = self._stay(pathway_id)
        check_current(stay)
        was = stay.entry
        entry = msgspec.structs.replace(
            was,
            owner=(was.owner if owner is None else owner).strip(),
            reason=(was.reason if reason is None else reason).strip(),
            agency=(was.agency if agency is None else agency).strip(),
        )
        others = [s for s in queries.stays_of(self._book.db, was.local_id) if s.entry.id != pathway_id]
        check_entry(entry, others, england_day(self._book.now()))
        # Under the number it was entered under: whose that is may be answered otherwise one day.
        kept = msgspec.structs.replace(entry, local_id=stay.entered_as or entry.local_id)
        return self._record(actor, pathway_id, PathwayEntered(entry=kept))

    def contact(self, actor: PersonId, pathway_id: PathwayId, contact: PathwayContact) -> Deed:
        """Enter a try to reach the child.

        Raises:
            DeskError: where there is no such stay, or the time is before it began, after it ended, or in the future.
        """
        now = self._book.now().astimezone(ENGLAND).replace(tzinfo=None)
        check_contact(self._stay(pathway_id), contact, now)
        return self._record(actor, pathway_id, PathwayContactMade(pathway_id=pathway_id, contact=contact))

    def leave(self, actor: PersonId, pathway_id: PathwayId, on: date, reason: str) -> Deed:
        """End a stay.

        Raises:
            DeskError: where there is no such stay, it has ended, the day is before it began, or no reason is given.
        """
        check_leaving(self._stay(pathway_id), on, reason, england_day(self._book.now()))
        left = PathwayLeft(pathway_id=pathway_id, left_on=on, reason=reason.strip())
        return self._record(actor, pathway_id, left)

    def current(self, local_id: str) -> PathwayId:
        """The stay of a child that goes on.

        Raises:
            DeskError: where the child is not on the pathway.
        """
        stay = next((s for s in queries.stays_of(self._book.db, local_id) if s.is_current), None)
        if stay is None:
            raise not_found(f"{local_id} is not on the enhanced pathway.")
        return stay.entry.id

    def outside(self, today: date) -> tuple[PathwayLine, ...]:
        """The register as it may leave the desk: without the name of any child."""
        return pathway_outside(self._book, self.register(today))

    def export(self, actor: PersonId, path: Path, recipient: str) -> None:
        """Write the register as .pdf, .xlsx or .csv, without names, and enter the export: both, or neither.

        Raises:
            DeskError: without a recipient, for another ending, or where the file cannot be written.
        """
        to = named_recipient(recipient)
        stays = self.outside(england_day(self._book.now()))
        content = pathway_bytes(self._book, stays, path, to)
        what, rows = "enhanced pathway", len(stays)
        self._exporting.file(actor, path, content, what=what, title=PATHWAY_TITLE, recipient=to, rows=rows)

    def _record(
        self, actor: PersonId, pathway_id: PathwayId, event: PathwayEntered | PathwayContactMade | PathwayLeft
    ) -> Deed:
        return self._book.record(actor, (f"pathway/{pathway_id}", event))

    def _stay(self, pathway_id: PathwayId) -> Stay:
        stay = queries.stay(self._book.db, pathway_id)
        if stay is None:
            raise not_found("The register of the enhanced pathway holds no such stay.")
        return stay

"""Case lists in: a preview that writes nothing, then one deed that one undo takes back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from panel_desk.caselists.known import KnownToDesk
from panel_desk.caselists.preview import ImportPreview, check_list
from panel_desk.domain.cases import ConcernRow, EpisodeRow, ListKind
from panel_desk.domain.errors import refused
from panel_desk.domain.events.lists import CaseListImported, IdentityAlertAnswered
from panel_desk.domain.ids import ChildId, ConcernId, ImportId, PersonId, new_id
from panel_desk.services.book import Book, Deed
from panel_desk.vault.queries import children, concerns, imports

_ANSWERS = ("same", "related", "different")


class Importing:
    """Previews case lists against what the desk knows, and adds them."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def preview(
        self,
        untrusted_bytes: bytes,
        file_name: str,
        *,
        sheet: str | None = None,
        columns: Mapping[str, str] | None = None,
        kind: ListKind | None = None,
    ) -> ImportPreview:
        """What the list holds and what adding it would change. Nothing is written.

        Args:
            untrusted_bytes: The file.
            file_name: A label.
            sheet: Of a workbook; None: the one that looks most like a case list.
            columns: Heading → field where the person has changed one; empty means not used.
            kind: What the list is about; None: told by its headings.

        Raises:
            DeskError: with one sentence where no row can be had from it.
        """
        today = self._book.now().date()
        known = self.known()
        first = check_list(
            untrusted_bytes, file_name, today=today, known=known, sheet=sheet, remembered=columns, kind=kind
        )
        remembered = imports.remembered_columns(self._book.db, first.source_signature) if columns is None else None
        if not remembered or remembered == {c.heading: c.field for c in first.columns}:
            return first
        return check_list(
            untrusted_bytes, file_name, today=today, known=known, sheet=sheet, remembered=remembered, kind=kind
        )

    def known(self) -> KnownToDesk:
        """The desk's current rows of every kind."""
        db = self._book.db
        return KnownToDesk(
            children=children.facts(db),
            profile=children.profile_rows(db),
            referrals=children.referral_rows(db),
            episodes=children.episode_rows(db),
            concerns=concerns.rows(db),
        )

    def add(self, actor: PersonId, preview: ImportPreview, untrusted_bytes: bytes) -> Deed:
        """Add the usable rows of a preview: one event, one undo.

        Args:
            actor: Who confirmed the preview.
            preview: As the person saw it.
            untrusted_bytes: The very file, for its fingerprint.
        """
        rows = preview.case_rows
        if not rows:
            raise refused("No row of this list can be used.", "Look at the reasons beside the rows.")
        known = children.ids_by_local_id(self._book.db)
        listed = dict.fromkeys(r.facts.local_id for r in rows if not isinstance(r, EpisodeRow | ConcernRow))
        known_concerns = concerns.ids_by_key(self._book.db)
        named = dict.fromkeys(f"{r.kind.value}:{r.name}" for r in rows if isinstance(r, ConcernRow))
        import_id = ImportId(new_id())
        event = CaseListImported(
            import_id=import_id,
            kind=preview.kind,
            file_name=preview.file_name,
            file_sha256=hashlib.sha256(untrusted_bytes).hexdigest(),
            sheet=preview.sheet,
            source_signature=preview.source_signature,
            columns={column.heading: column.field for column in preview.columns},
            rows=rows,
            new_children={local_id: ChildId(new_id()) for local_id in listed if local_id not in known},
            new_concerns={key: ConcernId(new_id()) for key in named if key not in known_concerns},
            no_longer_listed=preview.no_longer_listed,
            alerts=preview.alerts,
            rejected=preview.counts.rejected,
        )
        return self._book.record(actor, (f"import/{import_id}", event))

    def undo(self, actor: PersonId, deed: Deed) -> Deed:
        """Take a whole list back.

        Raises:
            DeskError: where a meeting already considers a child that only this list brought.
        """
        event = deed[0].event
        if not isinstance(event, CaseListImported):
            raise refused("That deed is not an import.")
        used = imports.used_by_meetings(self._book.db, event.import_id)
        if used:
            raise refused(
                f"The list cannot be taken back: {', '.join(used)} considers a child that only this list brought.",
                "Take the child off that agenda first.",
            )
        return self._book.undo(actor, deed)

    def answer_alert(self, actor: PersonId, local_id: str, other_local_id: str, answer: str, reason: str = "") -> Deed:
        """Say whether two children are one, related or different. Nothing is merged by it."""
        if answer not in _ANSWERS:
            raise refused(f"“{answer}” is no answer here.", f"Say one of: {', '.join(_ANSWERS)}.")
        event = IdentityAlertAnswered(local_id=local_id, other_local_id=other_local_id, answer=answer, reason=reason)
        child = children.by_local_id(self._book.db, local_id)
        if child is None:
            raise refused(f"The desk knows no child {local_id}.")
        return self._book.record(actor, (f"child/{child.id}", event))

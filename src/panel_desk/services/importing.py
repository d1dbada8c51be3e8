"""Case lists in: a preview that writes nothing, then one deed that one undo takes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from panel_desk.caselists.aliases import LABELS
from panel_desk.caselists.choices import Choices, Tell, told_to_nobody
from panel_desk.caselists.collector import collector_at_rest
from panel_desk.caselists.columns import Column
from panel_desk.caselists.csv_file import ENCODINGS
from panel_desk.caselists.findings import Problem, Repair, Weight
from panel_desk.caselists.known import KnownToDesk
from panel_desk.caselists.list_file import remembered_sheet
from panel_desk.caselists.opened_list import OpenedList
from panel_desk.caselists.preview import ImportPreview, PreviewLine
from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.children.cases import ConcernRow, EpisodeRow, IdentityAlert, ListKind
from panel_desk.domain.children.list_findings import ListFinding
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.events.lists import CaseListImported, IdentityAlertAnswered
from panel_desk.domain.ids import ChildId, ConcernId, ImportId, PersonId, new_id
from panel_desk.domain.minutes.attendance_words import list_words
from panel_desk.services.book import Book, Deed
from panel_desk.services.list_findings import kept_findings
from panel_desk.vault.queries import children, concerns, episodes, imports, known, streams
from panel_desk.vault.queries.imports import ImportRow

__all__ = [
    "ENCODINGS",
    "LABELS",
    "Choices",
    "Column",
    "ImportPreview",
    "ImportRow",
    "Importing",
    "ListKind",
    "OpenedList",
    "PreviewLine",
    "Problem",
    "Repair",
    "Weight",
]

_LONG = 5000
_LET_GO = 500
_ANSWERS = ("same", "related", "different")


class Importing:
    """Previews case lists against what the desk knows, and adds them."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def check(
        self, opened: OpenedList, choices: Choices | None = None, *, tell: Tell = told_to_nobody
    ) -> ImportPreview:
        """What an opened list holds and what adding it would change. Nothing is written.

        Choices made for the last list with the same headings hold where these are silent. The file is not read anew
        where only the meaning of a column has changed.

        Args:
            opened: The list; the caller closes it.
            choices: What the person has decided.
            tell: Is told what is being done and the fraction done; what it raises ends the check and passes through.

        Raises:
            DeskError: with one sentence where no row can be had from it.
        """
        return opened.check(
            choices or Choices(),
            today=self._book.now().astimezone(ENGLAND).date(),
            known_json=known.as_json(self._book.db),
            remembered=self._remembered(),
            tell=tell,
        )

    def preview(
        self,
        untrusted_bytes: bytes,
        file_name: str,
        *,
        sheet: str | None = None,
        columns: Mapping[str, str] | None = None,
        kind: ListKind | None = None,
        encoding: str | None = None,
        tell: Tell = told_to_nobody,
    ) -> ImportPreview:
        """``check`` of a file that is looked at once.

        Args:
            untrusted_bytes: The file.
            file_name: A label.
            sheet: Of a workbook; None: the one that looks most like a case list.
            columns: Heading → field where the person has changed one; empty means not used.
            kind: What the list is about; None: told by its headings.
            encoding: Of a text file; None: told by its bytes.
            tell: As in ``check``.

        Raises:
            DeskError: with one sentence where no row can be had from it.
        """
        choices = Choices(
            sheet=sheet or "",
            encoding=encoding or "",
            kind=kind,
            columns=None if columns is None else dict(columns),
        )
        opened = OpenedList(untrusted_bytes, file_name)
        try:
            return self.check(opened, choices, tell=tell)
        finally:
            opened.close()

    def known(self) -> KnownToDesk:
        """The desk's current rows of every kind."""
        return msgspec.json.decode(b"".join(known.as_json(self._book.db)), type=KnownToDesk)

    @staticmethod
    def let_go(no_longer_needed: list[ImportPreview]) -> None:
        """Free previews a little at a time: freeing 50,000 rows at once would hold the window up.

        Args:
            no_longer_needed: Emptied; nobody else holds what it held. To be called off the window's thread.
        """
        while no_longer_needed:
            preview = no_longer_needed.pop()
            parts: list[list[object]] = [list(preview.lines), list(preview.repairs), list(preview.alerts)]
            del preview
            for part in parts:
                while part:
                    del part[-_LET_GO:]

    def add(
        self, actor: PersonId, preview: ImportPreview, untrusted_bytes: bytes, *, tell: Tell = told_to_nobody
    ) -> Deed:
        """Add the usable rows of a preview: one event, one undo.

        Args:
            actor: Who confirmed the preview.
            preview: As the person saw it.
            untrusted_bytes: The very file, for its fingerprint.
            tell: Is told what is being done until the record is written; what it raises ends the deed, and nothing
                is written.

        Raises:
            DeskError: where no row can be used, or the record cannot hold it.
        """
        rows = preview.case_rows
        if not rows:
            raise refused("No row of this list can be used.", "Look at the reasons beside the rows.")
        tell(f"Adding {len(rows):,} rows", None)
        db = self._book.db
        known_ids = children.ids_by_local_id(db)
        listed = dict.fromkeys(r.facts.local_id for r in rows if not isinstance(r, EpisodeRow | ConcernRow))
        known_concerns = concerns.ids_by_key(db)
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
            new_children={local_id: ChildId(new_id()) for local_id in listed if local_id not in known_ids},
            new_concerns={key: ConcernId(new_id()) for key in named if key not in known_concerns},
            no_longer_listed=preview.no_longer_listed,
            alerts=preview.alerts,
            rejected=preview.counts.rejected,
            changed=preview.counts.changed,
            encoding=preview.choices.encoding,
            chosen_sheet=remembered_sheet(preview.choices.sheet),
            findings=kept_findings(preview),
        )
        tell("Writing the record", None)
        with collector_at_rest(settle=len(rows) > _LONG):
            return self._book.record(actor, (f"import/{import_id}", event))

    def undo(self, actor: PersonId, deed: Deed) -> Deed:
        """Take a whole list back.

        Raises:
            DeskError: where a meeting considers a child that only this list brought, or something recorded since
                rests on one, or on a concern that only this list names.
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
        if episodes.only_list_of_recorded(self._book.db, event.import_id):
            raise refused(
                "The list cannot be taken back: a return or an interview recorded since is about an episode that only "
                "this list tells.",
                "Take that back first.",
            )
        followed = imports.rested_on(self._book.db, event.import_id)
        if followed:
            what = list_words(list(followed))
            raise refused(
                f"The list cannot be taken back: {what} recorded since rests on what only this list brought.",
                "Take that back, or withdraw it, first.",
            )
        return self._book.undo(actor, deed)

    def take_back(self, actor: PersonId, import_id: ImportId) -> Deed:
        """Take a list back that was added at any time: as ``undo``.

        Raises:
            DeskError: where there is no such list, it has been taken back already, or a meeting rests on it.
        """
        found = imports.by_id(self._book.db, import_id)
        if found is None:
            raise not_found("The desk knows no such list.")
        if found.undone:
            raise refused("That list has been taken back already.")
        # Of the stream only the list itself: its undo, and the undo of that, are no lists.
        deed = streams.events_below(self._book.db, f"import/{import_id}")
        return self.undo(actor, tuple(line for line in deed if isinstance(line.event, CaseListImported)))

    def added(self) -> tuple[ImportRow, ...]:
        """Every list that was ever added, also those taken back, newest first."""
        return imports.imports(self._book.db)

    def added_before(self, untrusted_bytes: bytes) -> ImportRow | None:
        """The standing import of the very same file; None where it was not added, or was taken back."""
        return imports.of_file(self._book.db, hashlib.sha256(untrusted_bytes).hexdigest())

    def findings(self, import_id: ImportId) -> tuple[ListFinding, ...]:
        """What was found in a list row by row when it was added."""
        return imports.findings(self._book.db, import_id)

    def columns_of(self, import_id: ImportId) -> dict[str, str]:
        """What each heading of an added list was taken for."""
        return imports.columns_of(self._book.db, import_id)

    def names_of(self, local_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Initials and name of the children the desk knows by these numbers."""
        return known.names_of(self._book.db, local_ids)

    def open_alerts(self, *, most: int = -1) -> tuple[IdentityAlert, ...]:
        """Pairs of children that may be one, or belong together, and that nobody has judged yet; at most so many."""
        return imports.open_alerts(self._book.db, most=most)

    def answer_alert(self, actor: PersonId, local_id: str, other_local_id: str, answer: str, reason: str = "") -> Deed:
        """Say whether two children are one, related or different. Nothing is merged by it."""
        if answer not in _ANSWERS:
            raise refused(f"“{answer}” is no answer here.", f"Say one of: {', '.join(_ANSWERS)}.")
        event = IdentityAlertAnswered(local_id=local_id, other_local_id=other_local_id, answer=answer, reason=reason)
        child = children.by_local_id(self._book.db, local_id)
        if child is None:
            raise refused(f"The desk knows no child {local_id}.")
        return self._book.record(actor, (f"child/{child.id}", event))

    def _remembered(self) -> dict[str, Choices]:
        return {
            source.signature: Choices(
                sheet=source.sheet, encoding=source.encoding, kind=source.kind, columns=source.columns
            )
            for source in imports.remembered_sources(self._book.db)
        }

"""Proves that the record is whole: pages, chain, signatures, anchors, rebuilt tables, kept files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from panel_desk.domain.calendar import count_words, date_words
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.events.keeping import RecordPurged
from panel_desk.domain.keeping.retention import Purged
from panel_desk.domain.minutes.minutes_record import read_record
from panel_desk.domain.verification import Verdict
from panel_desk.services.book import Book
from panel_desk.services.certificates import TRUST
from panel_desk.services.files import file_label, read_file
from panel_desk.vault import archive, integrity
from panel_desk.vault.anchors import recorded_anchors
from panel_desk.vault.journal import Head
from panel_desk.vault.projections import project_reading
from panel_desk.vault.purging import emptied_places
from panel_desk.vault.queries import retention
from panel_desk.vault.rebuild import TableDifference, differing_tables

LARGEST_PDF = 200_000_000
_NAMED = 2
"""So many purged records of one day are named; of more, how many of each class: the register has them all."""


class Audit(Struct, frozen=True, kw_only=True):
    """What an audit found."""

    events: int
    signatures: int
    head: str
    anchors: int
    """Heads compared that are known from outside the journal."""
    tables_differ: tuple[str, ...]
    files_differ: int
    sentences: tuple[str, ...]
    is_whole: bool


class Auditing:
    """Audits one desk."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def anchors_in(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """The heads that signed minutes from outside the desk carry, for ``audit``.

        Raises:
            DeskError: where a file is not minutes with a record inside, or not soundly signed for this desk: anybody
                can write a PDF that accuses an honest record.
        """
        from panel_desk.signing.revisions import signed_record  # noqa: PLC0415 - signing loads slowly

        found = []
        for path in paths:
            untrusted_pdf = read_file(path, largest=LARGEST_PDF)
            try:
                head = read_record(signed_record(untrusted_pdf)).journal_head
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                raise _no_minutes(path) from error
            if not head:
                raise _no_minutes(path)
            self._refuse_unsound(path, untrusted_pdf)
            found.append(Head.from_text(head).text)
        return tuple(found)

    def _refuse_unsound(self, path: Path, untrusted_pdf: bytes) -> None:
        from panel_desk.signing.register import read_trust_file  # noqa: PLC0415 - signing loads slowly
        from panel_desk.signing.verify import verify  # noqa: PLC0415 - signing loads slowly

        kept = archive.named(self._book.db, TRUST)
        if kept is None:
            return
        found = verify(untrusted_pdf, read_trust_file(kept), now=self._book.now())
        if found.verdict not in (Verdict.GENUINE, Verdict.INCOMPLETE):
            raise DeskError(
                f"{file_label(path)} cannot vouch for the record: it is not soundly signed for this desk.",
                reason=Reason.BAD_FILE,
                remedy="Check it with panel-desk verify.",
            )

    def audit(self, outside: Sequence[str] = ()) -> Audit:
        """Check everything there is to check.

        Args:
            outside: Heads as text (``seq:hex``) from signed minutes, backups or the keyring. They are what sees a
                tail that was cut off.
        """
        heads = [Head.from_text(text) for text in outside if text]
        heads += [anchor.head for anchor in recorded_anchors(self._book.vault)]
        found = integrity.examine(self._book.db.conn, anchors=heads)
        differing = self._differing() if found.is_whole else ()
        altered = archive.altered_files(self._book.db)
        untold = self._emptied_untold()
        sentences = [*found.sentences, *(table.sentence for table in differing)]
        if found.is_whole and not differing:
            sentences.append("The tables are what the journal makes.")
        sentences += self._purged()
        if untold:
            sentences.append(
                f"{count_words(untold, 'entry', 'entries')} of the journal emptied without any purge that says so."
            )
        if altered:
            sentences.append(f"{count_words(len(altered), 'kept file')} changed or gone since being kept.")
        return Audit(
            events=found.events,
            signatures=found.signatures,
            head=found.head.text,
            anchors=len(heads),
            tables_differ=tuple(table.table for table in differing),
            files_differ=len(altered),
            sentences=tuple(sentences),
            is_whole=found.is_whole and not differing and not altered and not untold,
        )

    def _purged(self) -> list[str]:
        """What retention took, a sentence a day, from the register that the journal makes."""
        of_day: dict[tuple[date, str], list[Purged]] = {}
        for one in retention.purged(self._book.db):
            of_day.setdefault((one.on, one.approved_by or "nobody named"), []).append(one)
        return [
            f"Purged on {date_words(on)}, approved by {by}: {_what_went(went)}, "
            f"{count_words(sum(one.events for one in went), 'entry', 'entries')}."
            for (on, by), went in of_day.items()
        ]

    def _emptied_untold(self) -> int:
        """How many entries say nothing although no signed entry of a purge names them."""
        told = {
            place
            for line in self._book.journal.of_stream("retention")
            if isinstance(line.event, RecordPurged)
            for first, last in line.event.runs
            for place in range(first, last + 1)
        }
        return sum(place not in told for place in emptied_places(self._book.db.conn))

    def _differing(self) -> tuple[TableDifference, ...]:
        """Tables that the journal makes otherwise; what an undo makes anew is read from this vault's journal."""
        vault = self._book.vault
        return differing_tables(vault, self._book.journal, project_reading(vault.db.conn))


def _what_went(went: Sequence[Purged]) -> str:
    """``SAFE-2019-04 and the profile list of 1 April 2019, 212 rows``; of many ``case lists (12)``."""
    if len(went) <= _NAMED:
        return " and ".join(one.what for one in went)
    counted = Counter(one.record_class.value for one in went)
    return ", ".join(f"{words} ({count:,})" for words, count in sorted(counted.items()))


def _no_minutes(path: Path) -> DeskError:
    return DeskError(
        f"{file_label(path)} does not hold signed minutes of Panel Desk with an anchor inside.", reason=Reason.BAD_FILE
    )

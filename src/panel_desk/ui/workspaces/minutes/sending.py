"""Copies on their way out: making one for a recipient, looking at one that left, saving what is to be sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import MeetingId
from panel_desk.services.copies import EditionRow
from panel_desk.services.editions import EditionCopy
from panel_desk.services.exporting import write_whole
from panel_desk.ui.session import Session
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.file_dialogs import ask_folder, ask_save
from panel_desk.ui.workspaces.minutes.document_view import DocumentView
from panel_desk.ui.workspaces.minutes.editions_panel import EditionWanted

_PDF = "PDF (*.pdf)"


class Sending:
    """Makes and saves copies; every one is in the register before it is saved."""

    def __init__(self, session: Session, document: DocumentView, parent: QWidget) -> None:
        self._session = session
        self._document = document
        self._parent = parent

    def make(self, meeting_id: MeetingId, wanted: EditionWanted) -> None:
        """Make an edition for a recipient, and ask where it is to be saved."""
        actor = self._session.actor

        def made(copy: EditionCopy) -> None:
            self._document.show_copy(copy.content, f"{copy.label}, copy {copy.number}, {copy.recipient}")
            ask_save(
                self._parent,
                f"Save the copy for {copy.recipient}",
                f"copy-{copy.number}-{copy.file_name}",
                lambda path: self.write([(path, copy.content)]),
                kinds=_PDF,
                folder=self._folder(),
            )

        self._session.do(
            lambda desk: desk.editions.make(actor, meeting_id, wanted.kind, wanted.recipient, wanted.about),
            said=lambda copy: f"Copy {copy.number} for {copy.recipient} is entered.",
            done=made,
        )

    def look(self, row: EditionRow) -> None:
        """Show a copy as it left the desk."""
        content = self._read(lambda: self._session.reading.copies.file(row.sha256))
        if content is not None:
            self._document.show_copy(content, f"{row.edition.capitalize()}, copy {row.copy_number}, {row.recipient}")

    def save(self, meeting_id: MeetingId, rows: Sequence[EditionRow], reference: str) -> None:
        """Ask where copies go, and write them: one by its name, several into a folder."""
        if len(rows) == 1:
            content = self._to_save(meeting_id, rows[0])
            if content is not None:
                ask_save(
                    self._parent,
                    f"Save the copy for {rows[0].recipient}",
                    file_name(rows[0], reference),
                    lambda path: self.write([(path, content)]),
                    kinds=_PDF,
                    folder=self._folder(),
                )
        elif rows:
            title = f"Save {count_words(len(rows), 'copy', 'copies')}"
            ask_folder(
                self._parent,
                title,
                lambda into: self.save_into(meeting_id, into, rows, reference),
                folder=self._folder(),
            )

    def save_into(self, meeting_id: MeetingId, folder: Path, rows: Sequence[EditionRow], reference: str) -> None:
        """Write copies into a folder, each under a name of its own."""
        files = []
        for row in rows:
            content = self._to_save(meeting_id, row)
            if content is None:
                return
            files.append((folder / file_name(row, reference), content))
        self.write(files)

    def write(self, files: Sequence[tuple[Path, bytes]]) -> None:
        """Write files off the GUI thread."""

        def work() -> None:
            for path, content in files:
                write_whole(path, content)

        one = files[0][0].name if len(files) == 1 else f"{len(files)} files"
        self._session.draw(
            "",
            lambda _progress: work(),
            done=lambda _nothing: self._session.messages.say(f"Saved: {one}.", tone=Tone.GREEN),
        )

    def _to_save(self, meeting_id: MeetingId, row: EditionRow) -> bytes | None:
        copies, actor = self._session.reading.copies, self._session.actor
        return self._read(lambda: copies.to_save(actor, meeting_id, row.sha256))

    def _read(self, read: Callable[[], bytes]) -> bytes | None:
        try:
            return read()
        except DeskError as error:
            self._session.messages.say_error(error)
            return None

    def _folder(self) -> str:
        return self._session.preferences.value.save_folder


def file_name(row: EditionRow, reference: str) -> str:
    """``SAFE-2026-11-minutes-copy-3-Imran-Khan.pdf``: no character that a file system refuses."""
    words = f"{reference} {row.edition} copy {row.copy_number} {row.recipient}"
    return re.sub(r"[^\w.]+", "-", words).strip("-.") + ".pdf"

"""Gives out what the table shows: as a file or as a PDF, each for a named reader."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.services.exporting import write_whole
from panel_desk.ui.session import Session
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.file_dialogs import ask_save
from panel_desk.ui.workspaces.actions.printed_list import PrintedList

_TABLES = "Excel workbook (*.xlsx);;Comma-separated values (*.csv)"


class Sending:
    """Asks for whom, and then where."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session = session
        self._page = page

    def export(self, references: Sequence[str], title: str) -> None:
        """Ask for whom a table is, and write it."""
        self._session.messages.ask_words(
            "Who is to have this table?",
            will=f"{count_words(len(references), 'action')} go into a file, with initials only. "
            "The export is entered with its recipient.",
            yes="Choose the file…",
            on_words=lambda recipient: self._ask_file(references, title, recipient),
        )

    def write(self, references: Sequence[str], title: str, recipient: str, path: Path) -> None:
        """Write the table, and enter it."""
        actor, today = self._session.actor, self._session.today
        self._session.keep_folder(path.parent)
        self._session.work(
            f"Writing {path.name}",
            lambda desk, _progress: desk.action_lists.export(
                actor, path, references, today, title=title, recipient=recipient
            ),
            done=lambda _nothing: self._session.messages.say(f"{path.name} is saved and entered.", tone=Tone.GREEN),
        )

    def print(self, references: Sequence[str], title: str) -> None:
        """Ask for whom a list is, and show it as it will print."""
        self._session.messages.ask_words(
            "Who is to have this list?",
            will=f"{count_words(len(references), 'action')} are laid out as a PDF, with initials only. "
            "The copy is entered with its reader.",
            yes="Make the list",
            on_words=lambda recipient: self.lay_out(references, title, recipient),
        )

    def lay_out(self, references: Sequence[str], title: str, recipient: str) -> None:
        """Make the PDF, enter it, and show it."""
        actor, today = self._session.actor, self._session.today
        self._session.work(
            "Laying out the list",
            lambda desk, _progress: desk.action_lists.print(actor, references, today, title=title, recipient=recipient),
            done=lambda pdf_bytes: self._show(title, pdf_bytes),
        )

    def _show(self, title: str, pdf_bytes: bytes) -> None:
        PrintedList(title, pdf_bytes, lambda: self._save(pdf_bytes), self._page).open()

    def _save(self, pdf_bytes: bytes) -> None:
        name = f"actions-{self._session.today.isoformat()}.pdf"
        folder = self._session.preferences.value.save_folder
        ask_save(
            self._page,
            "Save the list",
            name,
            lambda path: self._session.draw(
                f"Writing {path.name}",
                lambda _progress: write_whole(path, pdf_bytes),
                done=lambda _nothing: self._session.messages.say(f"{path.name} is saved.", tone=Tone.GREEN),
            ),
            kinds="PDF (*.pdf)",
            folder=folder,
        )

    def _ask_file(self, references: Sequence[str], title: str, recipient: str) -> None:
        name = f"actions-{self._session.today.isoformat()}.xlsx"
        ask_save(
            self._page,
            "Export the actions",
            name,
            lambda path: self.write(references, title, recipient, path),
            kinds=_TABLES,
            folder=self._session.preferences.value.save_folder,
        )

"""Gives out what a tab shows as a file for a named reader; every export is entered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from panel_desk.ui.session import Session
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.file_dialogs import ask_save
from panel_desk.ui.workspaces.missing.exported import ExportedTable

_MARKING = "OFFICIAL-SENSITIVE"
_KINDS = "Excel workbook (*.xlsx);;Comma-separated values (*.csv)"


class Sending:
    """Asks for whom, and then where."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session = session
        self._page = page

    def export(self, table: ExportedTable) -> None:
        """Ask for whom a table is, and write it."""
        if not table.rows:
            self._session.messages.say("There is nothing in this table to export.", tone=Tone.AMBER)
            return
        lines = f"{len(table.rows):,} {'line' if len(table.rows) == 1 else 'lines'}"
        self._session.messages.ask_words(
            "Who is to have this table?",
            will=f"“{table.title}”: {lines} go into a file, with initials and local IDs only. "
            "The export is entered with its recipient.",
            yes="Choose the file…",
            on_words=lambda recipient: self._ask_file(table, recipient),
        )

    def write(self, table: ExportedTable, recipient: str, path: Path) -> None:
        """Write the table, and enter it."""
        actor = self._session.actor
        self._session.keep_folder(path.parent)
        self._session.work(
            f"Writing {path.name}",
            lambda desk, _progress: desk.exporting.table(
                actor, path, table.headings, table.rows, title=table.title, marking=_MARKING, recipient=recipient
            ),
            done=lambda _nothing: self._session.messages.say(f"{path.name} is saved and entered.", tone=Tone.GREEN),
        )

    def _ask_file(self, table: ExportedTable, recipient: str) -> None:
        ask_save(
            self._page,
            "Export the table",
            f"{table.file_name}-{self._session.today.isoformat()}.xlsx",
            lambda path: self.write(table, recipient, path),
            kinds=_KINDS,
            folder=self._session.preferences.value.save_folder,
        )

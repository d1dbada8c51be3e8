"""Gives out the plan or the places: a file for a named reader, entered in the register."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from panel_desk.ui.session import Session
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.file_dialogs import ask_save

_KINDS = "PDF (*.pdf);;Excel workbook (*.xlsx);;Comma-separated values (*.csv)"


class Sending:
    """Asks for whom, and then where; the file's ending decides what it is."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session = session
        self._page = page

    def ask(self, *, plan: bool) -> None:
        """Ask for whom, then where."""
        what = "the action plan" if plan else "the places of concern"
        children = "" if plan else " Children stand in it as pseudonyms; persons of concern are left out."
        self._session.messages.ask_words(
            f"Who is to have {what}?",
            will=f"A PDF, workbook or CSV file is made and entered with its recipient.{children}",
            yes="Choose the file…",
            on_words=lambda recipient: self._ask_file(recipient, plan=plan),
        )

    def write(self, path: Path, recipient: str, *, plan: bool) -> None:
        """Write the file, and enter it."""
        actor = self._session.actor
        self._session.keep_folder(path.parent)
        self._session.work(
            f"Writing {path.name}",
            lambda desk, _progress: (desk.action_plan if plan else desk.places).export(actor, path, recipient),
            done=lambda _nothing: self._session.messages.say(f"{path.name} is saved and entered.", tone=Tone.GREEN),
        )

    def _ask_file(self, recipient: str, *, plan: bool) -> None:
        name = "action-plan" if plan else "places-of-concern"
        ask_save(
            self._page,
            "Save the action plan" if plan else "Save the places",
            f"{name}-{self._session.today.isoformat()}.pdf",
            lambda path: self.write(path, recipient, plan=plan),
            kinds=_KINDS,
            folder=self._session.preferences.value.save_folder,
        )

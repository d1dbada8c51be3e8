"""Gives something out as a file: for whom it is asked first, then where it goes; every export is entered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from panel_desk.domain.ids import PersonId
from panel_desk.services.desk import Desk
from panel_desk.ui.session import Session
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.file_dialogs import ask_save
from panel_desk.ui.widgets.pdf_dialog import PdfDialog

PAPERS = "PDF (*.pdf);;Excel workbook (*.xlsx)"
KINDS = f"{PAPERS};;Comma-separated values (*.csv)"


class Outgoing(Struct, frozen=True, kw_only=True):
    """Something that may leave the desk."""

    words: str
    """``The cross-reference of 33 children``."""
    file_name: str
    """Without day and ending."""
    write: Callable[[Desk, PersonId, Path, str], object]
    """Is handed the desk, who does it, the path and the recipient."""
    kinds: str = KINDS
    shown_as: str = "with initials and local IDs only"
    """How children stand in it."""
    dated: bool = True
    """It tells of the day it is made; else of a period, which its name has."""


class Sending:
    """Asks for whom, and then where; the file’s ending decides what it is."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session = session
        self._page = page

    def export(self, out: Outgoing | None) -> None:
        """Ask for whom it is, and write it; None: there is nothing yet."""
        if out is None:
            self._session.messages.say("There is nothing to export here yet.", tone=Tone.AMBER)
            return
        self._session.messages.ask_words(
            "Who is to have this?",
            will=f"Into the file: {out.words[0].lower()}{out.words[1:]}, {out.shown_as}. "
            "The export is entered with its recipient.",
            yes="Choose the file…",
            on_words=lambda recipient: self._ask_file(out, recipient),
        )

    def write(self, out: Outgoing, recipient: str, path: Path) -> None:
        """Write the file, and enter it; a PDF can be looked at and printed at once."""
        actor = self._session.actor
        self._session.keep_folder(path.parent)
        self._session.work(
            f"Writing {path.name}",
            lambda desk, _progress: out.write(desk, actor, path, recipient),
            done=lambda _nothing: say_saved(self._session, self._page, path),
        )

    def _ask_file(self, out: Outgoing, recipient: str) -> None:
        day = f"-{self._session.today.isoformat()}" if out.dated else ""
        ask_save(
            self._page,
            "Export",
            f"{out.file_name}{day}.pdf",
            lambda path: self.write(out, recipient, path),
            kinds=out.kinds,
            folder=self._session.preferences.value.save_folder,
        )


def say_saved(session: Session, page: QWidget, path: Path) -> None:
    """Say where the file is; a PDF can be looked at and printed at once, anything else opened."""

    def look() -> None:
        try:
            pdf_bytes = path.read_bytes()
        except OSError:
            session.messages.say(f"{path.name} is not there any more.", remedy="Save it again.", tone=Tone.AMBER)
            return
        PdfDialog(path.name, pdf_bytes, page).open()

    looks = path.suffix.lower() == ".pdf"
    session.messages.say(
        f"{path.name} is saved in {path.parent.name or path.parent} and entered.",
        tone=Tone.GREEN,
        offer=("Look and print", look) if looks else ("Open", lambda: _open(path)),
    )


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

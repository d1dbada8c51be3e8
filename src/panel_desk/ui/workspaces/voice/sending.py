"""Gives “you said, we did” out: to the clipboard, or as a file for a named reader."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from panel_desk.domain.figures.reporting_year import Period
from panel_desk.domain.strategy.feedback_told import YouSaidWeDid
from panel_desk.ui.session import Session
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.file_dialogs import ask_save
from panel_desk.ui.widgets.pdf_dialog import PdfDialog
from panel_desk.ui.workspaces.voice.presenter import copied_text

_KINDS = "PDF (*.pdf);;Excel workbook (*.xlsx);;Comma-separated values (*.csv)"


class Sending:
    """Asks for whom, and then where."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session = session
        self._page = page

    def copy(self, told: YouSaidWeDid) -> None:
        """Copy it as text, with initials only."""
        QGuiApplication.clipboard().setText(copied_text(told))
        self._session.messages.say("“You said, we did” is copied, with initials only.", tone=Tone.GREEN)

    def ask(self, period: Period) -> None:
        """Ask for whom, then where."""
        self._session.messages.ask_words(
            "Who is to have “you said, we did”?",
            will=f"What was said in {period.words} and what changed goes into a file, with initials only. "
            "It is entered with its recipient.",
            yes="Choose the file…",
            on_words=lambda recipient: self._ask_file(period, recipient),
        )

    def write(self, period: Period, recipient: str, path: Path) -> None:
        """Write the file, and enter it; a PDF can be looked at and printed at once."""
        actor = self._session.actor
        self._session.keep_folder(path.parent)
        self._session.work(
            f"Writing {path.name}",
            lambda desk, _progress: desk.voice.export(actor, path, period, recipient),
            done=lambda _nothing: self._say_saved(path),
        )

    def _ask_file(self, period: Period, recipient: str) -> None:
        ask_save(
            self._page,
            "Save “you said, we did”",
            f"you-said-we-did-{period.file_label}.pdf",
            lambda path: self.write(period, recipient, path),
            kinds=_KINDS,
            folder=self._session.preferences.value.save_folder,
        )

    def _say_saved(self, path: Path) -> None:
        looks = path.suffix.lower() == ".pdf"
        self._session.messages.say(
            f"{path.name} is saved in {path.parent.name or path.parent} and entered.",
            tone=Tone.GREEN,
            offer=("Look and print", lambda: self._look(path)) if looks else None,
        )

    def _look(self, path: Path) -> None:
        try:
            pdf_bytes = path.read_bytes()
        except OSError:
            self._session.messages.say(f"{path.name} is not there any more.", remedy="Save it again.", tone=Tone.AMBER)
            return
        PdfDialog(path.name, pdf_bytes, self._page).open()

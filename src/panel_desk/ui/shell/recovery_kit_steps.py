"""The recovery kit: shown to be printed or written down, then typed back from paper before the desk is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QFont
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.services.exporting import write_whole
from panel_desk.services.founding import is_phrase, kit_pdf
from panel_desk.ui.session import Around
from panel_desk.ui.shell.door import Step
from panel_desk.ui.shell.new_desk_draft import Draft
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.fields import LabelledField, line_edit
from panel_desk.ui.widgets.file_dialogs import ask_save
from panel_desk.ui.widgets.pdf_printing import print_document
from panel_desk.ui.widgets.words import Words, WordsRole

_FILE = "Panel Desk recovery kit.pdf"


class ShowKitStep(Step):
    """The phrase in large letters, and the page to print."""

    title = "The recovery kit"
    sentence = (
        "If the passphrase is ever forgotten, only this phrase opens the desk. Print it or write it down, "
        "and keep it in a safe. It is asked for on the next page."
    )
    next_words = "I have it on paper"

    def __init__(self, draft: Draft, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._around = around
        self._said = Words("", WordsRole.SMALL, wrap=True)
        self._document: QPdfDocument | None = None
        card = Card()
        card.body.addWidget(self._phrase())
        self.body.addWidget(card)
        row = spaced(QHBoxLayout(), spacing=12)
        self._first = button("Print…", self._print, icon="printer")
        row.addWidget(self._first)
        row.addWidget(button("Save as PDF…", self._save, icon="download"))
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self._said)
        self._said.hide()

    def enter(self) -> None:
        """Nothing is typed here; printing comes first."""
        self._first.setFocus()

    def _phrase(self) -> QWidget:
        """Six groups in two rows; spoken as a whole."""
        grid_widget = QWidget()
        grid_widget.setAccessibleName(f"Recovery phrase: {', '.join(self._draft.phrase.split('-'))}")
        grid = spaced(QGridLayout(grid_widget), (8, 8, 8, 8), 16)
        for at, group in enumerate(self._draft.phrase.split("-")):
            words = Words(group, WordsRole.TITLE)
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            font = words.font()
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 3)
            words.setFont(font)
            grid.addWidget(words, at // 3, at % 3)
        return grid_widget

    def _pdf(self) -> bytes:
        return kit_pdf(self._draft.new_desk())

    def _print(self) -> None:
        self._draw(self._print_bytes)

    def _print_bytes(self, content: bytes) -> None:
        held = QBuffer(self)
        held.setData(QByteArray(content))
        held.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(held)
        print_document(self, self._document, "Panel Desk recovery kit")

    def _save(self) -> None:
        self._draw(self._ask_where)

    def _ask_where(self, content: bytes) -> None:
        ask_save(self, "Save the recovery kit", _FILE, lambda path: self._write(path, content), kinds="PDF (*.pdf)")

    def _draw(self, then: Callable[[bytes], None]) -> None:
        """The page, made off the window's thread."""
        self._around.tasks.drawing(
            lambda _progress: self._pdf(), done=then, failed=lambda error: self._say(str(error), Tone.RED)
        )

    def _write(self, path: Path, content: bytes) -> None:
        if Path(self._draft.folder.strip()).resolve() in path.resolve().parents:
            # A key that lies beside its lock.
            self._say("Save it elsewhere: whoever has the desk’s folder would have its key.", Tone.RED)
            return
        try:
            # Readable by its owner alone, as everything that opens a desk.
            write_whole(path, content)
        except DeskError as error:
            self._say(str(error), Tone.RED)
            return
        self._say("Saved. Print it, keep the paper in a safe, and delete the file.", Tone.GREEN)

    def _say(self, sentence: str, tone: Tone) -> None:
        self._said.set_text(sentence)
        self._said.set_tone(tone)
        self._said.show()


class TypeBackStep(Step):
    """The phrase from paper: without it no desk is made."""

    title = "Type the phrase from paper"
    sentence = "This proves that the kit can be read. Dashes, spaces and small letters do not matter."
    next_words = "Make the desk"

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._editor = line_edit(most=100)
        self._field = LabelledField("Recovery phrase", self._editor, "Six groups of four letters and digits.")
        self.body.addWidget(self._field)

    def enter(self) -> None:
        """Typing begins at once, and nothing typed earlier stands there."""
        self.forget()
        self._editor.setFocus()

    def check(self) -> bool:
        """The very phrase."""
        typed = self._editor.text()
        if not is_phrase(self._draft.phrase, typed):
            self._field.set_problem(
                "That is not the phrase. Read it again from the paper; Back shows it once more."
                if typed.strip()
                else "Type the phrase that you printed or wrote down."
            )
            self._editor.setFocus()
            return False
        self._draft.typed_back = typed
        return True

    def forget(self) -> None:
        """Nothing typed stays."""
        self._field.set_problem("")
        self._editor.clear()

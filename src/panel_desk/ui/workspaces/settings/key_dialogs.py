"""What is asked when the passphrase or the recovery kit is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QHBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.services.exporting import write_whole
from panel_desk.services.rekeying import kit_page
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, line_edit
from panel_desk.ui.widgets.file_dialogs import ask_save
from panel_desk.ui.widgets.pdf_printing import print_document
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.settings.certificate_dialogs import passphrase_problem

_TYPE_BACK = "Type the phrase back from the paper"
_FILE = "Panel Desk recovery kit.pdf"


class ChangeDialog(Dialog):
    """The passphrase now, and the new one twice."""

    def __init__(self, on_change: Callable[[str, str], None], parent: QWidget) -> None:
        super().__init__("Change the desk’s passphrase", parent)
        self._on_change = on_change
        form = Form()
        self.before = line_edit(secret=True)
        self.after, self.again = line_edit(secret=True), line_edit(secret=True)
        self.before_field = form.add("Passphrase now", self.before, "Or the phrase of the recovery kit")
        self.field = form.add("New passphrase", self.after, "Four or five unrelated words are good")
        form.add("The same again", self.again)
        self.body.addWidget(form)
        self.add_button("Cancel")
        self.add_button("Change", self._on_press, primary=True)

    def _on_press(self) -> None:
        self.before_field.set_problem("" if self.before.text() else "What opens the desk now?")
        problem = passphrase_problem(self.after.text(), self.again.text())
        self.field.set_problem(problem)
        if not self.before.text() or problem:
            return
        before, after = self.before.text(), self.after.text()
        self.accept()
        self._on_change(before, after)


class KitDialog(Dialog):
    """A new recovery phrase, printed or written down, and typed back before it counts."""

    def __init__(
        self, phrase: str, folder: Path, session: Session, on_kit: Callable[[str, str, str], None], parent: QWidget
    ) -> None:
        super().__init__("Make a new recovery kit", parent, width=560)
        self.phrase = phrase
        self._folder = folder
        self._session = session
        self._on_kit = on_kit
        self._document: QPdfDocument | None = None
        self.add_words(
            "Print this phrase, or write it on paper, and keep it apart from the computer. It is shown once."
        )
        shown = Words(phrase, WordsRole.HEADING, selectable=True)
        shown.setAccessibleName("Recovery phrase")
        self.body.addWidget(shown)
        row = spaced(QHBoxLayout(), spacing=12)
        row.addWidget(button("Print…", lambda: self._draw(self._print), icon="printer"))
        row.addWidget(button("Save as PDF…", lambda: self._draw(self._ask_where), icon="download"))
        row.addStretch(1)
        self.body.addLayout(row)
        self._said = Words("", WordsRole.SMALL, wrap=True)
        self._said.hide()
        self.body.addWidget(self._said)
        form = Form()
        self.typed = line_edit(most=80)
        self.passphrase = line_edit(secret=True)
        self.field = form.add(_TYPE_BACK, self.typed, "Small letters and missing dashes do not matter")
        self.before_field = form.add("Passphrase of the desk", self.passphrase)
        self.body.addWidget(form)
        self.add_button("Cancel")
        self.add_button("Let it count", self._on_press, primary=True)

    def save(self, path: Path, content: bytes) -> None:
        """Write the page, but never beside the lock that it opens."""
        if self._folder.resolve() in path.resolve().parents:
            self._say("Save it elsewhere: whoever has the desk’s folder would have its key.", Tone.RED)
            return
        try:
            write_whole(path, content)
        except DeskError as error:
            self._say(str(error), Tone.RED)
            return
        self._say("Saved. Print it, keep the paper in a safe, and delete the file.", Tone.GREEN)

    def _draw(self, then: Callable[[bytes], None]) -> None:
        council, made_at = self._session.reading.people.council()[0], self._session.now
        self._session.draw(
            "Drawing the recovery kit",
            lambda _progress: kit_page(council, self._folder, self.phrase, made_at),
            done=then,
        )

    def _print(self, content: bytes) -> None:
        held = QBuffer(self)
        held.setData(QByteArray(content))
        held.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(held)
        print_document(self, self._document, "Panel Desk recovery kit")

    def _ask_where(self, content: bytes) -> None:
        ask_save(self, "Save the recovery kit", _FILE, lambda path: self.save(path, content), kinds="PDF (*.pdf)")

    def _say(self, sentence: str, tone: Tone) -> None:
        self._said.set_text(sentence)
        self._said.set_tone(tone)
        self._said.show()

    def _on_press(self) -> None:
        self.field.set_problem("" if self.typed.text() else "Type what stands on the paper.")
        self.before_field.set_problem("" if self.passphrase.text() else "What opens the desk now?")
        if not self.typed.text() or not self.passphrase.text():
            return
        passphrase, typed = self.passphrase.text(), self.typed.text()
        self.accept()
        self._on_kit(passphrase, self.phrase, typed)

"""Chase owners: choose whom, read what each is written, and save the drafts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.following.chase_letters import ChaseLetter
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.buttons import name_button
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.words import Words, WordsRole

Scope = tuple[str, str, Callable[[], Sequence[ChaseLetter]]]
"""Key, words, and the letters of it."""


class ChaseDialog(Dialog):
    """Owners at the left, each to be chosen or not; at the right the letter of the one the keyboard is on."""

    saving = Signal(object)
    """The chosen letters."""

    def __init__(self, scopes: Sequence[Scope], parent: QWidget | None = None) -> None:
        super().__init__("Chase owners", parent, width=820)
        self._scopes = {key: letters for key, _words, letters in scopes}
        self._letters: tuple[ChaseLetter, ...] = ()
        self.add_words(
            "Each owner gets one draft, saved as a file that your mail program opens to be sent. Nothing is sent from "
            "here. The action’s history then says when its owner was chased."
        ).set_role(WordsRole.MUTED)
        self._chips = FilterChips("Which actions are asked for")
        self._chips.set_choices([(key, words, None) for key, words, _letters in scopes])
        self._chips.chosen_changed.connect(lambda _key: self._read())
        self.body.addWidget(self._chips)
        self._owners = QListWidget()
        self._owners.setAccessibleName("Owners")
        self._owners.setSpacing(3)
        self._owners.currentRowChanged.connect(self._on_owner)
        self._owners.itemChanged.connect(lambda _item: self._count())
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName("What the owner is written")
        measured(self._text, min_height=360)
        self.body.addWidget(Split("chase letters", self._owners, self._text, left=280), 1)
        self._note = Words("", WordsRole.SMALL, wrap=True)
        self.body.addWidget(self._note)
        self.add_button("Cancel")
        self._save = self.add_button("Save drafts…", self._on_save, primary=True)
        self._read()

    @property
    def owners(self) -> QListWidget:
        """The owners, each with its mark."""
        return self._owners

    @property
    def text(self) -> str:
        """The letter that is read now."""
        return self._text.toPlainText()

    def chosen(self) -> tuple[ChaseLetter, ...]:
        """The letters whose owners are marked."""
        return tuple(
            letter
            for row, letter in enumerate(self._letters)
            if self._owners.item(row).checkState() is Qt.CheckState.Checked
        )

    def save(self) -> None:
        """As the button does."""
        self._on_save()

    def _read(self) -> None:
        self._letters = tuple(self._scopes[self._chips.chosen()]())
        self._owners.blockSignals(True)
        self._owners.clear()
        for letter in self._letters:
            item = QListWidgetItem(_owner_words(letter))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self._owners.addItem(item)
        self._owners.blockSignals(False)
        self._owners.setCurrentRow(0 if self._letters else -1)
        self._on_owner(self._owners.currentRow())
        self._count()

    def _on_owner(self, row: int) -> None:
        if not 0 <= row < len(self._letters):
            self._text.setPlainText("")
            return
        letter = self._letters[row]
        address = f" <{letter.to.email}>" if letter.to.email else ""
        self._text.setPlainText(f"To: {letter.to.name}{address}\nSubject: {letter.subject}\n\n{letter.text}")

    def _count(self) -> None:
        chosen = self.chosen()
        name_button(self._save, f"Save {count_words(len(chosen), 'draft')}…")
        self._save.setEnabled(bool(chosen))
        without = [letter.to.name for letter in chosen if not letter.to.email]
        note = f"No address is known for {', '.join(without)}: the mail program will ask for one." if without else ""
        self._note.set_text("There is nothing to ask for." if not self._letters else note)
        self._note.setVisible(bool(self._note.text()))

    def _on_save(self) -> None:
        if chosen := self.chosen():
            self.saving.emit(chosen)


def _owner_words(letter: ChaseLetter) -> str:
    late = f", {letter.overdue} overdue" if letter.overdue else ""
    agency = f" · {letter.to.agency}" if letter.to.agency != letter.to.name else ""
    return f"{letter.to.name}{agency}\n{count_words(len(letter.references), 'action')}{late}"

"""Whom this reader trusts, and the import of a trust file by its fingerprint as somebody reads it aloud."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from panel_desk.domain.calendar import count_words, date_words
from panel_desk.services.verifying import TrustOffered
from panel_desk.ui.theme.current import restyle, set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import line_edit
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.verify.presenter import GAPS, TrustView, heard

_IN_A_ROW = 4
_LETTERS = 4


class TrustCard(Card):
    """Whose signatures are recognised here; without a trust file, how to get one."""

    def __init__(self, on_import: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._mark = QLabel()
        self._sentence = Words("", WordsRole.STRONG, wrap=True)
        self._detail = Words("", WordsRole.MUTED, wrap=True)
        self._import = button("Import a trust file…", on_import, icon="key-round")
        words = spaced(QVBoxLayout(), spacing=2)
        words.addWidget(self._sentence)
        words.addWidget(self._detail)
        words.addSpacing(8)
        # With an alignment, because the button would otherwise hold the words to its own width.
        words.addWidget(self._import, 0, Qt.AlignmentFlag.AlignLeft)
        row = spaced(QHBoxLayout(), spacing=16)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def show_trust(self, view: TrustView) -> None:
        """Show another state."""
        set_icon(
            self._mark, "badge-check" if view.known else "circle-alert", Tone.GREEN if view.known else Tone.AMBER, 20
        )
        self._sentence.set_text(view.sentence)
        self._detail.set_text(view.detail)


class TrustDialog(Dialog):
    """The fingerprint with four groups left open: they are typed as somebody known reads them over the telephone."""

    heard = Signal(str)
    """The whole fingerprint with what was typed in it."""

    def __init__(self, offered: TrustOffered, parent: QWidget | None = None) -> None:
        super().__init__(f"Trust {offered.organisation}?", parent, width=560)
        self._offered = offered
        self._typed: dict[int, QLineEdit] = {}
        people = count_words(offered.people, "person", "people")
        self.add_words(
            f"This trust file, no. {offered.serial} of {date_words(offered.issued_on)}, says who may sign for "
            f"{offered.organisation}: {people}."
        )
        self.add_words(
            "Ring somebody there whom you know, on a number you know, and have them read the fingerprint of the root "
            "to you. Follow it here, and type the four groups that are open as you hear them."
        )
        self._build_groups()
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_button("Cancel")
        self._trust_button = self.add_button("Trust these signers", self._on_confirmed, primary=True)
        self._trust_button.setEnabled(False)
        self._typed[GAPS[0]].setFocus()

    def type(self, groups: dict[int, str]) -> None:
        """Fill the open groups, by their place from 0."""
        for place, text in groups.items():
            self._typed[place].setText(text)

    @property
    def problem(self) -> str:
        """What is wrong with what was typed; empty where nothing is."""
        return self._problem.text()

    def _build_groups(self) -> None:
        grid = spaced(QGridLayout(), spacing=8)
        for place, group in enumerate(self._offered.fingerprint.split()):
            at = divmod(place, _IN_A_ROW)
            if place in GAPS:
                field = line_edit(most=_LETTERS, name=f"Group {place + 1} as you hear it")
                field.textEdited.connect(lambda _text, field=field: self._on_typed(field))
                field.returnPressed.connect(self._on_confirmed)
                self._typed[place] = field
                grid.addWidget(measured(field, width=96), *at)
            else:
                words = Words(group, WordsRole.LARGE)
                words.setAccessibleName(f"Group {place + 1}: {' '.join(group)}")
                words.setAlignment(Qt.AlignmentFlag.AlignCenter)
                grid.addWidget(measured(words, width=96), *at)
        row = spaced(QHBoxLayout())
        row.addLayout(grid)
        row.addStretch(1)
        self.body.addLayout(row)

    def _on_typed(self, field: QLineEdit) -> None:
        """A group that is full lets the next have the keys."""
        upper = field.text().upper()
        if upper != field.text():
            field.setText(upper)
        self._problem.hide()
        restyle(field, problem=False)
        self._trust_button.setEnabled(all(len(f.text()) == _LETTERS for f in self._typed.values()))
        if len(upper) == _LETTERS:
            following = [f for p, f in self._typed.items() if not f.text()]
            (following[0] if following else self._trust_button).setFocus()

    def _on_confirmed(self) -> None:
        typed = {place: field.text().strip().upper() for place, field in self._typed.items()}
        if any(len(text) != _LETTERS for text in typed.values()):
            return
        whole = heard(self._offered.fingerprint, typed)
        if whole != self._offered.fingerprint:
            for place, field in self._typed.items():
                restyle(field, problem=typed[place] != self._offered.fingerprint.split()[place])
            self._problem.set_text(
                "What you heard is not the fingerprint of this file. Do not use it: ask its sender for the right one."
            )
            self._problem.show()
            return
        self.heard.emit(whole)
        self.accept()

"""Making an edition: which, of whom, for whom; what it leaves out is read before it is made."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.minutes.editions import EditionKind
from panel_desk.services.editions import EditionChoices, Prepared
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, name_button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.fields import Form, choice, set_choices
from panel_desk.ui.widgets.words import Words

KINDS = {
    EditionKind.FULL: "Full minutes",
    EditionKind.AGENCY: "For one agency: its items and actions",
    EditionKind.CHILD: "Extract on one child",
    EditionKind.INITIALS: "Initials only: no numbers, no names",
    EditionKind.ACTION_SHEET: "Decisions and actions of one agency",
    EditionKind.NAME_KEY: "Name key",
}
_OF_AGENCY = (EditionKind.AGENCY, EditionKind.ACTION_SHEET)


class EditionWanted(Struct, frozen=True):
    """Which edition for whom."""

    kind: EditionKind
    about: str
    """The agency's key or the child's local ID; empty where the edition is nobody's."""
    recipient: str


class EditionsPanel(QScrollArea):
    """The form of an edition with its list of what is left out."""

    preview_wanted = Signal(object)
    """The ``Prepared`` edition."""
    edition_wanted = Signal(object)
    """An ``EditionWanted``."""

    def __init__(self, prepare: Callable[[EditionKind, str], Prepared], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepare = prepare
        self._prepared: Prepared | None = None
        self._may_make = True
        self._choices = EditionChoices(agencies=(), children=(), recipients=())
        self._show_child: Callable[[str, str, str], str] = lambda initials, local_id, _name: f"{initials} ({local_id})"
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = spaced(QVBoxLayout(inside), (2, 2, 12, 2), 12)
        column.addWidget(self._build_form())
        column.addWidget(self._build_left_out())
        column.addLayout(self._build_buttons())
        column.addStretch(1)
        self.setWidget(inside)

    def show_choices(self, choices: EditionChoices, show_child: Callable[[str, str, str], str]) -> None:
        """Offer other agencies, children and recipients; what was chosen stays where it can."""
        if choices == self._choices:
            self._show_prepared()
            return
        self._choices, self._show_child = choices, show_child
        before = self._recipient.currentText()
        self._recipient.clear()
        self._recipient.addItems(list(dict.fromkeys((*choices.recipients, *(name for _, name in choices.agencies)))))
        self._recipient.setEditText(before)
        self._on_kind()

    def allow_making(self, *, allowed: bool) -> None:
        """Whether who is at the desk may send documents out."""
        self._may_make = allowed
        self._allow()

    def show_children(self, show_child: Callable[[str, str, str], str]) -> None:
        """Show the children otherwise: by name, or by initials again."""
        self._show_child = show_child
        self._on_kind()

    def choose(self, kind: EditionKind, about: str = "", recipient: str = "") -> None:
        """Fill the form."""
        self._kind.setCurrentIndex(self._kind.findData(kind))
        if about:
            self._about.setCurrentIndex(self._about.findData(about))
        if recipient:
            self._recipient.setEditText(recipient)

    def left_out(self) -> tuple[str, ...]:
        """What the chosen edition leaves out, as shown."""
        return self._prepared.left_out if self._prepared is not None else ()

    def make(self) -> None:
        """Press the button."""
        self._on_make()

    def _build_form(self) -> QWidget:
        form = Form()
        self._kind = choice(list(KINDS.items()), EditionKind.FULL)
        self._kind.currentIndexChanged.connect(lambda _place: self._on_kind())
        self._about = choice([])
        self._about.currentIndexChanged.connect(lambda _place: self._show_prepared())
        self._recipient = choice([])
        self._recipient.setEditable(True)
        self._recipient.editTextChanged.connect(lambda _text: self._allow())
        form.add("Edition", self._kind)
        self._about_field = form.add("Of", self._about)
        self._recipient_field = form.add(
            "Recipient", self._recipient, "Whoever gets this copy; it is entered with the name."
        )
        line = self._recipient.lineEdit()
        if line is not None:
            line.setPlaceholderText("Choose or type a name")
        return form

    def _build_left_out(self) -> Card:
        self._left_out = Card("It leaves out")
        self._list = Words("", wrap=True, selectable=True)
        self._notes = Words("", wrap=True, selectable=True, tone=Tone.AMBER)
        self._left_out.body.addWidget(self._list)
        self._left_out.body.addWidget(self._notes)
        return self._left_out

    def _build_buttons(self) -> QHBoxLayout:
        row = spaced(QHBoxLayout(), spacing=8)
        self._look = button("Look at it first", self._on_look, icon="eye")
        self._make = button("Make this copy", self._on_make, primary=True)
        row.addWidget(self._look)
        row.addWidget(self._make)
        row.addStretch(1)
        return row

    def _on_kind(self) -> None:
        kind = self._kind.currentData()
        shown = kind in (*_OF_AGENCY, EditionKind.CHILD)
        self._about_field.setVisible(shown)
        if kind is EditionKind.CHILD:
            offered = [(c.local_id, self._show_child(c.initials, c.local_id, c.name)) for c in self._choices.children]
        else:
            offered = [(str(key), name) for key, name in self._choices.agencies] if shown else []
        self._about.blockSignals(True)
        set_choices(self._about, offered, self._about.currentData() or (offered[0][0] if offered else None))
        if offered and self._about.currentIndex() < 0:
            self._about.setCurrentIndex(0)
        self._about.blockSignals(False)
        self._show_prepared()

    def _show_prepared(self) -> None:
        try:
            self._prepared = self._prepare(self._kind.currentData(), self._about.currentData() or "")
        except DeskError as error:
            self._prepared = None
            self._list.set_text("")
            self._notes.set_text(f"{error.sentence} {error.remedy}".strip())
        else:
            self._list.set_text("\n".join(f"–  {line}" for line in self._prepared.left_out))
            self._notes.set_text("\n".join(self._prepared.notes))
        self._list.setVisible(bool(self._list.text()))
        self._notes.setVisible(bool(self._notes.text()))
        self._allow()

    def _allow(self) -> None:
        recipient = self._recipient.currentText().strip()
        self._look.setEnabled(self._prepared is not None)
        self._make.setEnabled(self._may_make and self._prepared is not None and bool(recipient))
        name_button(self._make, f"Make the copy for {recipient}" if recipient else "Make this copy")

    def _on_look(self) -> None:
        if self._prepared is not None:
            self.preview_wanted.emit(self._prepared)

    def _on_make(self) -> None:
        recipient = self._recipient.currentText().strip()
        if self._may_make and self._prepared is not None and recipient:
            about = self._about.currentData() or ""
            self.edition_wanted.emit(EditionWanted(self._kind.currentData(), about, recipient))

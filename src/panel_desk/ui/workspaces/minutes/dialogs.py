"""The dialogs on the way of minutes: to whom they go, which meeting confirms them, and the words corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from panel_desk.domain.calendar import day_words
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.language import Flag
from panel_desk.services.minutes_way import Confirming
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.buttons import button, name_button
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import LabelledField, choice, line_edit
from panel_desk.ui.widgets.text_field import TextField
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.minutes.presenter import PARTS


class CirculateDialog(Dialog):
    """To whom the minutes go; everybody invited, unless somebody is left out."""

    chosen = Signal(object)
    """The names, as a tuple, in the order of their copies."""

    def __init__(self, reference: str, recipients: Sequence[str], corrections: str, parent: QWidget) -> None:
        super().__init__(f"Circulate the minutes of {reference}", parent, width=520)
        self.add_words(
            f"Each recipient gets a copy of their own, numbered and with their name on every page. {corrections}"
        )
        self._boxes: list[QCheckBox] = []
        self._list = spaced(QVBoxLayout(), spacing=4)
        self.body.addLayout(self._list)
        self.body.addLayout(self._build_adding())
        self.body.addStretch(1)
        self.add_button("Cancel")
        self._yes = self.add_button("Circulate", self._on_yes, primary=True, icon="send")
        for name in recipients:
            self._add(name)
        self._yes.setFocus()

    def names(self) -> tuple[str, ...]:
        """The chosen recipients."""
        return tuple(str(box.property("recipient")) for box in self._boxes if box.isChecked())

    def leave_out(self, name: str) -> None:
        """Take somebody off."""
        for box in self._boxes:
            if box.property("recipient") == name:
                box.setChecked(False)

    def add(self, name: str) -> None:
        """Send a copy to somebody else too."""
        if name.strip() and name.strip() not in {box.property("recipient") for box in self._boxes}:
            self._add(name.strip())

    def _build_adding(self) -> QHBoxLayout:
        row = spaced(QHBoxLayout(), spacing=8)
        self._other = line_edit(placeholder="Somebody else, by name", name="Another recipient")
        self._other.returnPressed.connect(self._on_add)
        row.addWidget(self._other, 1)
        row.addWidget(button("Add", self._on_add, icon="user-plus"))
        return row

    def _add(self, name: str) -> None:
        box = QCheckBox(name.replace("&", "&&"))
        box.setProperty("recipient", name)
        box.setAccessibleName(f"A copy for {name}")
        box.setChecked(True)
        box.toggled.connect(lambda _on: self._count())
        self._boxes.append(box)
        self._list.addWidget(box)
        self._count()

    def _count(self) -> None:
        count = len(self.names())
        name_button(self._yes, f"Circulate {count} {'copy' if count == 1 else 'copies'}")
        self._yes.setEnabled(bool(count))

    def _on_add(self) -> None:
        self.add(self._other.text())
        self._other.clear()

    def _on_yes(self) -> None:
        if self._other.hasFocus() and self._other.text().strip():
            self._on_add()
            return
        self.chosen.emit(self.names())
        self.accept()


class ApproveDialog(Dialog):
    """Which later meeting confirmed the minutes as a correct record."""

    chosen = Signal(str)
    """The meeting's id."""

    def __init__(self, reference: str, meetings: Sequence[Confirming], parent: QWidget) -> None:
        super().__init__(f"Approve the minutes of {reference}", parent)
        self._meetings = {one.meeting_id: one for one in meetings}
        self._choice = choice(
            [(one.meeting_id, f"{one.reference}, {day_words(one.held_on)}") for one in meetings],
            meetings[0].meeting_id if meetings else None,
        )
        self._choice.currentIndexChanged.connect(lambda _place: self._tell())
        self.body.addWidget(LabelledField("Confirmed as a correct record at", self._choice))
        self._told = self.add_words("")
        self.add_button("Cancel")
        self.add_button("Approve", self._on_yes, primary=True, icon="check").setEnabled(bool(meetings))
        self._tell()

    def _tell(self) -> None:
        one = self._meetings.get(self._choice.currentData())
        if one is not None:
            self._told.set_text(
                f"{one.presiding} presided there and signs the minutes. After this the words can be changed only by "
                "taking the minutes back with a reason."
            )

    def _on_yes(self) -> None:
        self.chosen.emit(str(self._choice.currentData()))
        self.accept()


class CorrectDialog(Dialog):
    """Every part of one item to be worded better; what is flagged is underlined, F7 goes to it.

    It stays open, with every word, until ``accept`` says that they are kept.
    """

    corrected = Signal(object, str)
    """The parts as they are to read, and why circulated minutes are taken back."""

    def __init__(
        self,
        heading: str,
        parts: Mapping[NoteSection, str],
        flags: Callable[[str], tuple[Flag, ...]],
        parent: QWidget,
        *,
        asks_why: bool,
        first: NoteSection | None = None,
    ) -> None:
        super().__init__(heading, parent, width=680)
        self._fields: dict[NoteSection, TextField] = {}
        self._before = dict(parts)
        self._warned = False
        self.body.addWidget(
            Words(
                "The journal keeps the words before. Decisions and actions are worded at the meeting.",
                WordsRole.MUTED,
                wrap=True,
            )
        )
        self.body.addWidget(self._build_parts(parts, flags), 1)
        self._why = line_edit(placeholder="What was wrong", name="Why the minutes are taken back")
        self._asks_why = asks_why
        if asks_why:
            hint = "The minutes were circulated: they become a draft of the next version."
            self._why_field = LabelledField("Why are the minutes taken back?", self._why, hint)
            self.body.addWidget(self._why_field)
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_button("Cancel")
        self._yes = self.add_button("Keep the wording", self._on_yes, primary=True, icon="check")
        self._focus(first)

    def say_not_kept(self, error: DeskError) -> None:
        """Say why the words could not be kept; they stay, to be kept again or copied."""
        self._yes.setEnabled(True)
        self._tell(str(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets typed words go only when it is pressed twice."""
        if event.key() == Qt.Key.Key_Escape and not self._warned and self._texts() != self._before:
            self._warned = True
            self._tell("What you typed is not kept yet. Esc once more lets it go.")
            return
        super().keyPressEvent(event)

    def write(self, part: NoteSection, text: str, why: str = "") -> None:
        """Type into a part."""
        self._fields[part].set_text(text)
        self._why.setText(why)

    def _build_parts(self, parts: Mapping[NoteSection, str], flags: Callable[[str], tuple[Flag, ...]]) -> QScrollArea:
        inside = QWidget()
        column = spaced(QVBoxLayout(inside), (0, 0, 12, 0), 12)
        for part, text in parts.items():
            field = TextField(flags, name=PARTS[part], lines=5 if text else 2)
            field.set_text(text)
            self._fields[part] = field
            column.addWidget(LabelledField(PARTS[part], field))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        measured(scroll, min_height=380)
        return scroll

    def _focus(self, first: NoteSection | None) -> None:
        written = [part for part, field in self._fields.items() if field.text().strip()]
        part = first or (written[0] if written else NoteSection.DISCUSSION)
        if part in self._fields:
            self._fields[part].setFocus()

    def _on_yes(self) -> None:
        if self._asks_why and not self._why.text().strip():
            self._why_field.set_problem("The reason is kept in the record: say what was wrong.")
            self._why.setFocus()
            return
        self._yes.setEnabled(False)
        self.corrected.emit(self._texts(), self._why.text())

    def _texts(self) -> dict[NoteSection, str]:
        return {part: field.text() for part, field in self._fields.items()}

    def _tell(self, sentence: str) -> None:
        self._problem.set_text(sentence)
        self._problem.show()

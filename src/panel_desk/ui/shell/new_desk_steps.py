"""The steps of a new desk: for whom and where it is kept, who works with it, and the passphrase that opens it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from panel_desk.domain.ids import PanelKey
from panel_desk.domain.passphrases import Strength, judge
from panel_desk.services.founding import ShippedPanel, keyring_name
from panel_desk.ui.session import Around
from panel_desk.ui.shell.door import Step
from panel_desk.ui.shell.new_desk_draft import Chair, Draft
from panel_desk.ui.shell.passphrase_field import PassphraseField
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.fields import Form, LabelledField, choice, line_edit, set_choices, tick
from panel_desk.ui.widgets.file_dialogs import ask_folder
from panel_desk.ui.widgets.words import Words, WordsRole

_MOST = 200


class CouncilStep(Step):
    """For which council, which panels, and in which folder."""

    title = "For whom is this desk kept?"
    sentence = "The council’s name stands on every document. Both panels can be changed later in the settings."

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        form = Form()
        self.body.addWidget(form)
        self._council = form.add("Council", line_edit(draft.council, most=_MOST))
        self._ticks = {panel.definition.key: _panel_tick(panel) for panel in draft.offered}
        form.add_widget(Words("Panels", WordsRole.STRONG))
        for box in self._ticks.values():
            form.add_widget(box)
        self._no_panel = Words("", WordsRole.PROBLEM)
        form.add_widget(self._no_panel)
        self._no_panel.hide()
        self._folder = form.add(
            "Folder",
            line_edit(draft.folder, most=4000),
            "On this computer’s own disk, outside synchronised folders. It is made if it is not there.",
        )
        form.add_widget(_beside(button("Choose another folder…", self._choose, icon="folder-open")))

    def enter(self) -> None:
        """Typing begins with the council."""
        _start(self._council)

    def check(self) -> bool:
        """A council, a panel, a folder that will do."""
        draft = self._draft
        draft.council, draft.folder = _text(self._council), _text(self._folder)
        draft.wanted = {key for key, box in self._ticks.items() if box.isChecked()}
        self._council.set_problem("" if draft.council else "For which council is this desk kept?")
        self._no_panel.set_text("" if draft.wanted else "Tick at least one panel.")
        self._no_panel.setVisible(not draft.wanted)
        self._folder.set_problem(draft.folder_problem())
        return bool(draft.council and draft.wanted) and not draft.folder_problem()

    def _choose(self) -> None:
        ask_folder(self, "Where the desk is kept", lambda folder: _line(self._folder).setText(str(folder)))


class PeopleStep(Step):
    """Who is at the desk, and who chairs."""

    title = "Who works with it?"
    sentence = "Everybody else is added later, under Settings. A chair may be left out until it is known."

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._form = Form()
        self.body.addWidget(self._form)
        self._form.add_widget(Words("At this desk, as administrator", WordsRole.SECTION))
        self._name = self._form.add("Your name", line_edit(draft.name, most=_MOST))
        self._title = LabelledField("Job title", line_edit(draft.title, most=_MOST))
        self._agency = choice(draft.agencies())
        self._form.add_row([self._title, LabelledField("Agency", self._agency)])
        self._chairs: dict[PanelKey, tuple[QWidget, LabelledField, LabelledField]] = {}
        for panel in draft.offered:
            self._add_chair(panel)

    def enter(self) -> None:
        """The panels may have been chosen anew."""
        set_choices(self._agency, self._draft.agencies(), self._draft.agency)
        for key, (head, name, title) in self._chairs.items():
            for part in (head, name, title):
                part.setVisible(key in self._draft.wanted)
        _start(self._name)

    def check(self) -> bool:
        """Your name; chairs where they are known."""
        draft = self._draft
        draft.name, draft.title = _text(self._name), _text(self._title)
        draft.agency = str(self._agency.currentData() or "")
        draft.chairs = {key: Chair(_text(name), _text(title)) for key, (_, name, title) in self._chairs.items()}
        self._name.set_problem("" if draft.name else "What is your name? Every deed is entered with it.")
        return bool(draft.name)

    def _add_chair(self, panel: ShippedPanel) -> None:
        definition = panel.definition
        head = Words(f"Chair of the {definition.name}, {panel.chairing.name}", WordsRole.SECTION)
        self._form.add_widget(head)
        name = LabelledField("Name", line_edit(most=_MOST))
        title = LabelledField("Job title", line_edit(most=_MOST))
        name.editor.setAccessibleName(f"Name of the chair of {definition.key}")
        title.editor.setAccessibleName(f"Job title of the chair of {definition.key}")
        self._form.add_row([name, title])
        self._chairs[definition.key] = (head, name, title)


class PassphraseStep(Step):
    """The passphrase, twice, and whether this computer's keyring opens the desk too."""

    title = "A passphrase for the desk"
    sentence = (
        "It opens the encrypted record at each start. Four unrelated words are easy to remember and hard to guess."
    )

    def __init__(self, draft: Draft, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._around = around
        self._asked_keyring = False
        self._first = PassphraseField("Passphrase")
        self._again = PassphraseField("The same once more")
        self._remember = tick("")
        self._remember.hide()
        for part in (self._first, self._again, self._remember):
            self.body.addWidget(part)
        self._first.edited.connect(self._judge)
        self._judge()

    def enter(self) -> None:
        """Look for a keyring, off the window's thread: it may ask its owner."""
        self._first.editor.setFocus()
        if not self._asked_keyring:
            self._asked_keyring = True
            self._around.tasks.drawing(
                lambda _progress: keyring_name(), done=self._offer_keyring, failed=lambda _error: None
            )

    def check(self) -> bool:
        """Strong enough, and twice the same."""
        judgement = judge(self._first.text())
        if not judgement.will_do:
            self._first.set_problem(judgement.sentence)
            self._first.editor.setFocus()
            return False
        if self._first.text() != self._again.text():
            self._again.set_problem("The two are not the same.")
            self._again.editor.setFocus()
            return False
        self._draft.passphrase = self._first.text()
        self._draft.remember = self._remember.isChecked()
        return True

    def forget(self) -> None:
        """Nothing typed stays."""
        self._first.forget()
        self._again.forget()

    def _judge(self) -> None:
        typed = self._first.text()
        judgement = judge(typed)
        if typed:
            self._first.set_hint(judgement.sentence, _TONES[judgement.strength])
        else:
            self._first.set_hint("At least eight characters. Nobody can tell it to you again.")

    def _offer_keyring(self, name: str) -> None:
        if name:
            words = "Let this computer’s keyring open the desk too, without the passphrase"
            self._remember.setText(words)
            self._remember.setAccessibleName(words)
            self._remember.show()


_TONES = {
    Strength.TOO_SHORT: Tone.RED,
    Strength.WEAK: Tone.RED,
    Strength.FAIR: Tone.AMBER,
    Strength.GOOD: Tone.GREEN,
    Strength.STRONG: Tone.GREEN,
}


def _panel_tick(panel: ShippedPanel) -> QCheckBox:
    return tick(f"{panel.definition.name} – {panel.definition.full_name}", on=True)


def _beside(widget: QWidget) -> QWidget:
    """At the left, as wide as it needs to be."""
    row = QWidget()
    line = spaced(QHBoxLayout(row))
    line.addWidget(widget)
    line.addStretch(1)
    return row


def _line(field: LabelledField) -> QLineEdit:
    if not isinstance(field.editor, QLineEdit):
        raise TypeError("a line was expected")
    return field.editor


def _text(field: LabelledField) -> str:
    return _line(field).text().strip()


def _start(field: LabelledField) -> None:
    _line(field).setFocus()
    _line(field).selectAll()

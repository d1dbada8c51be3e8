"""The word list: what is underlined while minutes are written, with what to say instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.language import Phrase, Wording, WordList, check_phrase, example, key
from panel_desk.services.exporting import write_whole
from panel_desk.services.files import read_file
from panel_desk.services.language import Language
from panel_desk.ui.places import Command
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.fields import Form, choice, line_edit, tick
from panel_desk.ui.widgets.file_dialogs import ask_open, ask_save
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.workspaces.settings.group import Group

_KINDS = "Word list (*.toml)"
_LARGEST = 1_000_000
_ALL, _OWN, _OFF = "all", "own", "off"


class PhraseLine(Struct, frozen=True, kw_only=True):
    """One phrase, from the shipped list or the council's own."""

    id: str
    phrase: Phrase
    example: str
    """One way to say it, as the table shows it."""
    is_own: bool
    is_on: bool

    @property
    def state(self) -> tuple[str, Tone | None]:
        """In words, with the tone of a chip."""
        if not self.is_on:
            return ("Switched off", Tone.NEUTRAL)
        if self.is_own:
            return ("Our own", Tone.ACCENT)
        return ("Vague", Tone.AMBER) if self.phrase.wording is Wording.VAGUE else ("", None)


def phrase_lines(language: Language) -> tuple[PhraseLine, ...]:
    """The council's own phrases first, then the shipped ones, in the order of their list."""
    own = language.own()
    off = {key(text) for text in own.switched_off}
    ours = {key(phrase.phrase) for phrase in own.phrases}
    rest = tuple(p for p in language.shipped().phrases if key(p.phrase) not in ours)
    groups = {**language.shipped().words, **own.words}
    return tuple(
        PhraseLine(
            id=key(p.phrase),
            phrase=p,
            example=example(p, groups),
            is_own=p in own.phrases,
            is_on=key(p.phrase) not in off,
        )
        for p in (*own.phrases, *rest)
    )


_COLUMNS = (
    Column[PhraseLine](
        title="Phrase",
        text=lambda line: line.example,
        tip=lambda line: line.phrase.phrase,
        strong=True,
        stretch=True,
    ),
    Column[PhraseLine](title="Instead", text=lambda line: " · ".join(line.phrase.instead), stretch=True),
    Column[PhraseLine](
        title="Why", text=lambda line: line.phrase.why, tip=lambda line: line.phrase.why, muted=True, stretch=True
    ),
    Column[PhraseLine](title="", text=lambda line: line.state[0], tone=lambda line: line.state[1], width=110),
)


class LanguageGroup(Group):
    """The shipped list with the council's own on top. Space switches a phrase off and on."""

    key: ClassVar[str] = "language"
    words: ClassVar[str] = "Language"
    sentence: ClassVar[str] = (
        "Words that lay on a child what others did, or that say nothing, are underlined while they are typed, with "
        "what to say instead. Nothing is changed by itself."
    )
    icon: ClassVar[str] = "languages"

    def refresh(self) -> None:
        """Read the list again."""
        lines = phrase_lines(self.session.reading.language)
        own, off = [one for one in lines if one.is_own], [one for one in lines if not one.is_on]
        self.chips.set_choices(
            [(_ALL, "All", len(lines)), (_OWN, "Our own", len(own)), (_OFF, "Switched off", len(off))]
        )
        chosen = {_OWN: own, _OFF: off}.get(self.chips.chosen(), list(lines))
        words = self.search.text().casefold().split()
        self._model.set_rows(one for one in chosen if all(word in _searched(one) for word in words))
        self._show_quotations(leave=self.session.reading.language.own().leave_quotations)

    def commands(self) -> Sequence[Command]:
        """Adding, switching, giving away."""
        may = self.may_change
        return (
            Command(words="Add a phrase", run=self.add_phrase, shortcut="Ctrl+N", enabled=may),
            Command(words="Read a word list from a file", run=self.choose_file, enabled=may),
            Command(words="Save our own word list as a file", run=self.choose_place),
            Command(words="Search phrases", run=self.search.setFocus, shortcut="Ctrl+F"),
        )

    def add_phrase(self) -> None:
        """Ask for a phrase of the council's own."""
        PhraseDialog(None, self._groups(), self._on_phrase, self).open()

    def switch(self, line: PhraseLine) -> None:
        """Switch a shipped phrase off or on; one of the council's own is taken off the list."""
        if not self.may_change:
            return
        actor, phrase, on = self.session.actor, line.phrase.phrase, not line.is_on
        if line.is_own:
            self.session.do(lambda desk: desk.language.remove(actor, phrase), said=f"“{phrase}” is off our own list.")
        else:
            said = f"“{phrase}” is {'underlined again' if on else 'no longer underlined'}."
            self.session.do(lambda desk: desk.language.switch(actor, phrase, on=on), said=said)

    def choose_file(self) -> None:
        """Read a list that another council has given."""
        ask_open(self, "Read a word list", lambda paths: self.read_in(paths[0]), kinds=_KINDS, several=False)

    def read_in(self, path: Path) -> None:
        """Set the council's own list from a file, after a question."""
        try:
            text = read_file(path, largest=_LARGEST).decode("utf-8", "replace")
        except DeskError as error:
            self.session.messages.say_error(error)
            return
        self.session.messages.ask(
            f"Read the word list {path.name}?",
            will="It takes the place of your council’s own phrases and of what is switched off.",
            yes="Read it",
            on_yes=lambda: self._read(text, path.name),
        )

    def _read(self, text: str, name: str) -> None:
        actor = self.session.actor
        self.session.do(
            lambda desk: desk.language.read_in(actor, text, where=name), said=f"The list {name} counts from now on."
        )

    def choose_place(self) -> None:
        """Save the council's own list."""
        ask_save(self, "Save our own word list", "word-list.toml", self.write_out, kinds=_KINDS)

    def write_out(self, path: Path) -> None:
        """Write the council's own list."""
        try:
            write_whole(path, self.session.reading.language.written_out().encode())
        except DeskError as error:
            self.session.messages.say_error(error)
            return
        self.session.messages.say(f"Our own word list is saved as {path.name}.", tone=Tone.GREEN)

    def _build(self) -> None:
        read = button("Read from a file…", self.choose_file, icon="folder-open")
        add = button("Add a phrase", self.add_phrase, icon="plus", primary=True, tip="Ctrl+N")
        for made in (read, add):
            made.setEnabled(self.may_change)
        self._add_head(read, button("Save as a file…", self.choose_place, icon="download"), add)
        self._model = TableModel[PhraseLine](_COLUMNS)
        self.table = Table(
            self._model, name="Phrases", empty=EmptyState("languages", "No phrase here has these words.")
        )
        self.table.row_opened.connect(self._on_opened)
        self.table.add_row_action("Switch off, or on again", self.switch, shortcut="Space")
        self.search = SearchField("Search phrases", goes_to=self.table)
        self.search.typed.connect(lambda _text: self.refresh())
        self.chips = FilterChips("Which phrases")
        self.chips.chosen_changed.connect(lambda _key: self.refresh())
        self.quotations = tick("Leave a child’s own words, in quotation marks, alone")
        self.quotations.setEnabled(self.may_change)
        self.quotations.toggled.connect(self._on_quotations)
        row = spaced(QHBoxLayout(), spacing=16)
        row.addWidget(self.search)
        row.addWidget(self.chips, 1)
        self.column.addLayout(row)
        self.column.addWidget(measured(self.table, min_height=200), 1)
        self.column.addWidget(self.quotations)

    def _groups(self) -> WordList:
        language = self.session.reading.language
        return language.shipped().joined(language.own())

    def _on_opened(self, line: PhraseLine) -> None:
        if self.may_change:
            PhraseDialog(line.phrase, self._groups(), self._on_phrase, self).open()

    def _on_phrase(self, phrase: Phrase) -> None:
        actor = self.session.actor
        self.session.do(lambda desk: desk.language.add(actor, phrase), said=f"“{phrase.phrase}” is on our own list.")

    def _on_quotations(self, leave: bool) -> None:
        actor = self.session.actor
        if leave != self.session.reading.language.own().leave_quotations:
            said = "Quotations are left alone." if leave else "Quotations are looked into too."
            self.session.do(lambda desk: desk.language.leave_quotations(actor, leave=leave), said=said)

    def _show_quotations(self, *, leave: bool) -> None:
        blocked = self.quotations.blockSignals(True)
        self.quotations.setChecked(leave)
        self.quotations.blockSignals(blocked)


class PhraseDialog(Dialog):
    """A phrase with what to say instead and why; a shipped one that is changed becomes the council's own."""

    def __init__(
        self, phrase: Phrase | None, words: WordList, on_phrase: Callable[[Phrase], None], parent: QWidget
    ) -> None:
        super().__init__("Change a phrase" if phrase else "Add a phrase", parent, width=600)
        self._words = words
        self._on_phrase = on_phrase
        given = phrase or Phrase(phrase="", instead=(), why="")
        self.phrase = line_edit(given.phrase, placeholder="put/puts/putting <self> at risk", most=300)
        self.phrase.setReadOnly(phrase is not None)
        self.instead = QPlainTextEdit("\n".join(given.instead))
        self.instead.setTabChangesFocus(True)
        measured(self.instead, height=84)
        self.why = line_edit(given.why, most=300)
        self.wording = choice([(Wording.BLAMES, "It blames the child"), (Wording.VAGUE, "It is vague")], given.wording)
        form = Form()
        groups = ", ".join(f"<{name}>" for name in sorted(words.words))
        self.field = form.add(
            "Phrase",
            self.phrase,
            f"put/puts is either word, promiscu* any ending, (very) may be missing. Groups: {groups}",
        )
        self.instead_field = form.add("Say instead", self.instead, "One on each line, the usual one first")
        self.why_field = form.add("Why", self.why, "One sentence for the person who writes")
        form.add("What is wrong with it", self.wording)
        self.body.addWidget(form)
        self.add_button("Cancel")
        self.add_button("Keep", self._on_keep, primary=True)

    def _on_keep(self) -> None:
        made = Phrase(
            phrase=" ".join(self.phrase.text().split()),
            instead=tuple(line.strip() for line in self.instead.toPlainText().splitlines() if line.strip()),
            why=self.why.text().strip(),
            wording=self.wording.currentData(),
        )
        self.instead_field.set_problem("" if made.instead else "What is to be said instead?")
        self.why_field.set_problem("" if made.why else "Why should it not be said?")
        self.field.set_problem("")
        if not made.instead or not made.why:
            return
        try:
            check_phrase(made, self._words.words)
        except DeskError as error:
            self.field.set_problem(error.sentence)
            self.phrase.setFocus()
            return
        self.accept()
        self._on_phrase(made)


def _searched(line: PhraseLine) -> str:
    return " ".join((line.example, line.phrase.phrase, *line.phrase.instead, line.phrase.why)).casefold()

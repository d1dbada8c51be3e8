"""The panels' definitions: changed as forms or as the whole file, looked over, and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import PanelKey
from panel_desk.domain.meeting.definition_changes import definition_changes
from panel_desk.domain.panels import PanelDefinition, parse_definition
from panel_desk.domain.toml_text import to_toml
from panel_desk.services.exporting import write_whole
from panel_desk.services.files import read_file
from panel_desk.ui.places import Command
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.file_dialogs import ask_open, ask_save
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.tabs import Tabs
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.settings.group import Group
from panel_desk.ui.workspaces.settings.panel_lists import ListPart, OrderPart, OutcomesPart, SeatsPart
from panel_desk.ui.workspaces.settings.panel_parts import (
    DeadlinesPart,
    DraftPart,
    GeneralPart,
    RiskPart,
    WordsPart,
)

_KINDS = "Panel definition (*.toml)"
_LARGEST = 1_000_000
_PAUSE = 300
"""Milliseconds after the last key before the whole file is checked."""
_HEADING = """The definition of a panel, as it is kept at the desk.
What is not written here is as usual; the manual lists every setting."""


class FilePart(DraftPart):
    """The whole definition as text, checked while it is typed."""

    words: ClassVar[str] = "Whole file"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("The whole definition as a file")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTabChangesFocus(True)
        self._state = Words("", WordsRole.SMALL, wrap=True)
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self.check)
        self.text.textChanged.connect(self._on_typed)
        self.column.addWidget(self.text, 1)
        self.column.addWidget(self._state)

    @property
    def state(self) -> str:
        """What the check said last."""
        return self._state.text()

    def taken(self, draft: PanelDefinition) -> PanelDefinition:
        """The definition that the text describes.

        Raises:
            DeskError: where it describes none.
        """
        del draft
        return parse_definition(self.text.toPlainText(), where="the file")

    def check(self) -> None:
        """Say whether the text can be used, and tell of the change if it can."""
        self._wait.stop()
        try:
            parse_definition(self.text.toPlainText(), where="the file")
        except DeskError as error:
            self._say(str(error), WordsRole.PROBLEM)
            return
        self._say("This definition can be used.", WordsRole.SMALL)
        self._tell()

    def _show(self, draft: PanelDefinition) -> None:
        try:
            same = parse_definition(self.text.toPlainText(), where="") == draft
        except DeskError:
            same = False
        if not same:
            self.text.setPlainText(to_toml(draft, heading=_HEADING))
        self._say("This definition can be used.", WordsRole.SMALL)

    def _on_typed(self) -> None:
        if not self._showing:
            self._wait.start()

    def _say(self, sentence: str, role: WordsRole) -> None:
        self._state.set_text(sentence)
        self._state.set_role(role)


class _Parts(QStackedWidget):
    """Takes the height there is; each part scrolls or fills by itself."""

    def hasHeightForWidth(self) -> bool:
        """It does not."""
        return False

    def sizeHint(self) -> QSize:
        """No more than is needed to work in."""
        return self.minimumSize()


class PanelsGroup(Group):
    """One panel at a time; nothing counts before it is kept."""

    key: ClassVar[str] = "panels"
    words: ClassVar[str] = "Panels"
    sentence: ClassVar[str] = (
        "How each panel works. A change counts for meetings planned from then on; a meeting keeps the definition that "
        "it was planned with."
    )
    icon: ClassVar[str] = "layers"
    _kept: dict[PanelKey, PanelDefinition]
    _drafts: dict[PanelKey, PanelDefinition]

    def refresh(self) -> None:
        """Read the definitions again; a draft that is not kept yet stays."""
        kept = {panel.key: panel for panel in self.session.reading.people.panels()}
        before = self._kept
        self._may_keep = self.may_change
        if list(kept) != list(before):
            self._show_tabs([panel.name for panel in kept.values()])
        for key, panel in kept.items():
            if self._drafts.get(key) in (None, before.get(key)):
                self._drafts[key] = panel
        self._kept = kept
        self._show_draft()

    def commands(self) -> Sequence[Command]:
        """Keeping, importing, exporting."""
        changed = bool(self.changes())
        return (
            Command(words="Keep the changed panel", run=self.keep, shortcut="Ctrl+S", enabled=changed),
            Command(words="Put the panel back as it is kept", run=self.put_back, enabled=changed),
            Command(words="Read a panel’s definition from a file", run=self.choose_file, enabled=self.may_change),
            Command(words="Save this panel’s definition as a file", run=self.choose_place),
        )

    def leave(self) -> bool:
        """Tell of a draft that is not kept; it stays as long as the window is open."""
        if not self.unkept():
            return True
        self.session.messages.say(
            "Changes to a panel are not kept yet; they wait here.",
            remedy="Keep them, or put the panel back.",
        )
        return True

    def unkept(self) -> str:
        """Which panels have changes that nobody has kept."""
        changed = [kept.name for key, kept in self._kept.items() if self._drafts[key] != kept]
        return f"Changes to the {' and the '.join(changed)} are not kept." if changed else ""

    @property
    def draft(self) -> PanelDefinition:
        """The panel in hand as it stands in the forms."""
        return self._drafts[self._key()]

    def changes(self) -> tuple[str, ...]:
        """What keeping the draft would change, in sentences."""
        if not self._kept:
            return ()
        return definition_changes(self._kept[self._key()], self.draft)

    def show_part(self, words: str) -> None:
        """Go to a tab of the definition."""
        self.parts_tabs.setCurrentIndex([part.words for part in self.parts].index(words))

    def keep(self) -> None:
        """Show what changes, and keep it when the person says so."""
        problem = self.problem()
        if problem is not None:
            self.session.messages.say_error(problem)
            return
        if self.changes():
            ChangesDialog(self.draft.name, self.changes(), self._on_keep, self).open()

    def put_back(self) -> None:
        """Forget what is not kept yet."""
        if self._kept:
            self._drafts[self._key()] = self._kept[self._key()]
            self._show_draft()

    def problem(self) -> DeskError | None:
        """Why the draft cannot be kept; None where it can."""
        try:
            parse_definition(to_toml(self.draft), where="The definition")
        except DeskError as error:
            return error
        return None

    def choose_file(self) -> None:
        """Read a definition file into the draft of its panel."""
        ask_open(self, "Read a panel’s definition", lambda paths: self.read_in(paths[0]), kinds=_KINDS, several=False)

    def read_in(self, path: Path) -> None:
        """Take a file's definition as the draft; a panel that the desk does not have yet is kept at once."""
        try:
            read = parse_definition(read_file(path, largest=_LARGEST).decode("utf-8", "replace"), where=path.name)
        except DeskError as error:
            self.session.messages.say_error(error)
            return
        if read.key not in self._kept:
            self._define(read, f"The {read.name} is new at this desk.")
            return
        self._drafts[read.key] = read
        self.tabs.setCurrentIndex(list(self._kept).index(read.key))
        self._show_draft()

    def choose_place(self) -> None:
        """Save the panel in hand as a file."""
        name = f"{str(self._key()).lower()}.toml"
        ask_save(self, "Save the panel’s definition", name, self.write_out, kinds=_KINDS)

    def write_out(self, path: Path) -> None:
        """Write the definition as it is kept."""
        try:
            write_whole(path, to_toml(self._kept[self._key()], heading=_HEADING).encode())
        except DeskError as error:
            self.session.messages.say_error(error)
            return
        self.session.messages.say(f"The definition is saved as {path.name}.", tone=Tone.GREEN)

    def _build(self) -> None:
        self._kept, self._drafts, self._may_keep = {}, {}, False
        read = button("Read from a file…", self.choose_file, icon="folder-open")
        read.setEnabled(self.may_change)
        self.tabs = Tabs("Panels")
        self.tabs.currentChanged.connect(lambda _at: self._show_draft())
        self._add_head(read, button("Save as a file…", self.choose_place, icon="download"), beside=self.tabs)
        self.parts: tuple[DraftPart, ...] = (
            GeneralPart(),
            DeadlinesPart(),
            OrderPart(),
            SeatsPart(),
            OutcomesPart(),
            RiskPart(),
            WordsPart(self.session.reading.language.flags),
            FilePart(),
        )
        self.parts_tabs = Tabs("Parts of the panel", [part.words for part in self.parts])
        self._stack = measured(_Parts(), min_height=300)
        for part in self.parts:
            part.changed.connect(self._on_changed)
            part.setEnabled(self.may_change or isinstance(part, FilePart))
            filling = isinstance(part, ListPart | FilePart)
            self._stack.addWidget(part if filling else scrolled(part, part.words))
        self.parts_tabs.currentChanged.connect(self._on_part)
        self.column.addWidget(self.parts_tabs)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(self._build_bar())

    def _build_bar(self) -> QWidget:
        bar = QWidget()
        row = spaced(QHBoxLayout(bar), spacing=12)
        self._chip = Chip("")
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._back_button = button("Put back", self.put_back)
        self._keep_button = button("Look over and keep…", self.keep, primary=True, tip="Ctrl+S")
        row.addWidget(self._chip)
        row.addWidget(self._problem, 1)
        row.addWidget(self._back_button)
        row.addWidget(self._keep_button)
        return bar

    def _show_tabs(self, names: Sequence[str]) -> None:
        blocked = self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for name in names:
            self.tabs.addTab(name.replace("&", "&&"))
        self.tabs.blockSignals(blocked)

    def _key(self) -> PanelKey:
        return list(self._kept)[max(self.tabs.currentIndex(), 0)]

    def _show_draft(self) -> None:
        if self._kept:
            self.parts[self.parts_tabs.currentIndex()].show_draft(self.draft)
            self._show_bar()

    def _show_bar(self) -> None:
        count = len(self.changes())
        problem = self.problem() if count else None
        self._chip.set(f"{count} changed, not kept yet" if count else "", Tone.AMBER)
        self._problem.set_text(str(problem) if problem else "")
        self._keep_button.setEnabled(bool(count) and problem is None and self._may_keep)
        self._back_button.setEnabled(bool(count))

    def _on_part(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self._show_draft()

    def _on_changed(self) -> None:
        part = self.parts[self.parts_tabs.currentIndex()]
        changed = part.taken(self.draft)
        if changed.key != self._key():
            self._problem.set_text("The short name of a panel does not change: every reference begins with it.")
            return
        self._drafts[self._key()] = changed
        self._show_bar()

    def _on_keep(self) -> None:
        draft = self.draft
        self._define(draft, f"The {draft.name} works this way for meetings planned from now on.")

    def _define(self, definition: PanelDefinition, said: str) -> None:
        actor, text = self.session.actor, to_toml(definition)
        self.session.do(
            lambda desk: desk.people.define_panel(actor, text, where="The definition"),
            said=said,
            done=lambda _kept: self.refresh(),
        )


class ChangesDialog(Dialog):
    """What will change, before it is kept."""

    def __init__(self, name: str, changes: Sequence[str], on_keep: Callable[[], None], parent: QWidget) -> None:
        super().__init__(f"What changes at the {name}", parent, width=600)
        self._on_keep = on_keep
        listed = QWidget()
        column = spaced(QHBoxLayout(listed))
        lines = Words("\n".join(f"•  {change}" for change in changes), wrap=True, selectable=True)
        lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(lines)
        area = scrolled(listed, "Changes")
        measured(area, min_height=min(60 + 26 * len(changes), 360))
        self.body.addWidget(area)
        self.body.addWidget(Words("Meetings already planned keep their definition.", WordsRole.MUTED))
        self.add_button("Cancel")
        self.add_button("Keep", self._keep, primary=True)

    def _keep(self) -> None:
        self.accept()
        self._on_keep()

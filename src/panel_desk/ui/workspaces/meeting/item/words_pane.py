"""The parts of an item's text, each in a field of its own with its own undo, cursor and scroll."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.meeting.item_deeds import LONGEST_NOTE
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.card import Divider
from panel_desk.ui.widgets.flag_marks import FlagsOf
from panel_desk.ui.widgets.tabs import Tabs
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.meeting.item.item_view import PART_WORDS
from panel_desk.ui.workspaces.meeting.item.words_field import WordsField

_NEARLY: Final = LONGEST_NOTE * 95 // 100
_DOT: Final = " •"
_WHAT_BELONGS: Final = {
    NoteSection.CONTRIBUTIONS: "What each agency reports.",
    NoteSection.DISCUSSION: "What is said. Type here or in the line below; it is kept as you type.",
    NoteSection.VOICE: "What the child and the family say, in their own words where they are known.",
    NoteSection.STRENGTHS: "What goes well, and who helps.",
    NoteSection.ANALYSIS: "What the panel makes of it: the risk, and why.",
}


class WordsPane(QWidget):
    """Tabs, and the field of the part in hand."""

    typed = Signal()
    """Somebody typed, or moved the cursor: both are found again after a crash."""
    section_changed = Signal(object)
    paragraph_chosen = Signal(object, str)
    """The part, and the paragraph that is to become an action."""

    def __init__(self, flags: FlagsOf | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flags = flags
        self._fields: dict[NoteSection, WordsField] = {}
        self._parts: tuple[NoteSection, ...] = ()
        self._names = PART_WORDS
        self._section = NoteSection.DISCUSSION
        self._full: dict[NoteSection, bool] = {}
        self._quiet = False
        self.tabs = Tabs("Parts of the item")
        self.tabs.currentChanged.connect(self._on_tab)
        self._kept = Words("", WordsRole.MUTED)
        self._problem = _with_air(Words("", wrap=True, tone=Tone.RED))
        self.room_left = _with_air(Words("", wrap=True, tone=Tone.AMBER))
        self._stack = QStackedWidget()
        self._build()

    @property
    def section(self) -> NoteSection:
        """The part in hand."""
        return self._section

    @property
    def parts(self) -> tuple[NoteSection, ...]:
        """Those that have a tab, in their order."""
        return self._parts

    @property
    def field(self) -> WordsField:
        """Its field."""
        return self._field(self._section)

    def texts(self) -> dict[NoteSection, str]:
        """Every part that has a field, shown or not, as it stands."""
        return {part: field.text() for part, field in self._fields.items()}

    def name_parts(self, names: dict[NoteSection, str]) -> None:
        """Call the parts so from now on; told before another item is shown."""
        if names != self._names:
            self._names, self._parts = names, ()
            for part, field in self._fields.items():
                field.setAccessibleName(names[part])
                field.setPlaceholderText(_what_belongs(part, names))

    def show_texts(
        self, parts: Sequence[NoteSection], texts: dict[NoteSection, str], section: NoteSection, place: int | None
    ) -> None:
        """Show another item, with the part in hand and where in it the cursor stands (None: at the end)."""
        self._quiet = True
        for part in {*parts, *(p for p, text in texts.items() if text), section, *self._fields}:
            field = self._field(part)
            field.show_text(texts.get(part, ""))
            field.set_place(place if place is not None and part is section else len(field.text()))
        self._show_parts({*parts, *(p for p, text in texts.items() if text.strip())}, section)
        self._quiet = False
        self._say_room_left()

    def mend(self, texts: dict[NoteSection, str], parts: Sequence[NoteSection]) -> None:
        """Bring the fields to what they should hold now; cursor, scroll and undo stay."""
        self._quiet = True
        for part, text in texts.items():
            self._field(part).mend_text(text)
        self._show_parts({*parts, *(p for p, text in texts.items() if text.strip())}, self._section)
        self._quiet = False
        self._say_room_left()

    def turn_to(self, section: NoteSection) -> None:
        """Type into another part from now on."""
        if section is not self._section or section not in self._parts:
            self._show_parts({*self._parts, section}, section)
            self.typed.emit()

    def turn(self, step: int) -> None:
        """The part beside the one in hand; after the last comes the first."""
        if self._parts:
            at = self._parts.index(self._section) if self._section in self._parts else 0
            self.turn_to(self._parts[(at + step) % len(self._parts)])

    def show_kept(self, words: str, problem: str) -> None:
        """Say when it was kept, or why it cannot be."""
        self._kept.set_text(words)
        self._problem.set_text(problem)
        self._problem.setVisible(bool(problem))

    def check_again(self) -> None:
        """Look at all words again, after the word list has changed."""
        for field in self._fields.values():
            field.check_again()

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether the meeting's state lets nobody write here any more."""
        for part in NoteSection:
            if self._field(part).isReadOnly() != read_only:
                self._field(part).setReadOnly(read_only)

    def focus_words(self) -> None:
        """Give the field the keyboard."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def minimumSizeHint(self) -> QSize:
        """The tabs, and some lines of text."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), px(280)), least.height())

    def _build(self) -> None:
        row = spaced(QHBoxLayout(), (12, 0, 0, 0), 12)
        row.addWidget(self.tabs, 1)
        row.addWidget(self._kept)
        told = spaced(QVBoxLayout(), (12, 0, 0, 0), 4)
        told.addWidget(self._problem)
        told.addWidget(self.room_left)
        line = spaced(QHBoxLayout(), (12, 0, 0, 0), 0)
        line.addWidget(Divider())
        column = spaced(QVBoxLayout(self), spacing=0)
        column.addLayout(row)
        column.addLayout(line)
        column.addSpacing(px(8))
        column.addLayout(told)
        column.addWidget(self._stack, 1)
        self._problem.hide()
        self.room_left.hide()

    def _field(self, part: NoteSection) -> WordsField:
        found = self._fields.get(part)
        if found is None:
            found = self._fields[part] = WordsField(self._flags, name=self._names[part])
            found.setPlaceholderText(_what_belongs(part, self._names))
            found.words_changed.connect(partial(self._on_typed, part))
            found.cursorPositionChanged.connect(self._on_moved)
            found.paragraph_chosen.connect(partial(self.paragraph_chosen.emit, part))
            self._stack.addWidget(found)
        return found

    def _show_parts(self, wanted: set[NoteSection], section: NoteSection) -> None:
        parts = tuple(part for part in NoteSection if part in wanted or part is section)
        self.tabs.blockSignals(True)
        if parts != self._parts:
            while self.tabs.count():
                self.tabs.removeTab(0)
            for part in parts:
                self.tabs.addTab(self._names[part])
            self._parts, self._full = parts, {}
        for part in parts:
            self._show_dot(part)
        self.tabs.setCurrentIndex(parts.index(section))
        self.tabs.blockSignals(False)
        self._stack.setCurrentWidget(self._field(section))
        changed, self._section = section is not self._section, section
        if changed:
            self._say_room_left()
            self.section_changed.emit(section)

    def _show_dot(self, part: NoteSection) -> None:
        """A dot on the tab of a part that holds words; who hears the screen is told in words."""
        full = not self._field(part).document().isEmpty()
        if self._full.get(part) is full or part not in self._parts:
            return
        self._full[part] = full
        at = self._parts.index(part)
        self.tabs.setTabText(at, self._names[part] + (_DOT if full else ""))
        self.tabs.setAccessibleTabName(at, self._names[part] + (", holds words" if full else ""))

    def _say_room_left(self) -> None:
        length = self.field.document().characterCount() - 1
        if length < _NEARLY:
            self.room_left.hide()
            return
        left = LONGEST_NOTE - length
        said = f"{left:,} characters are left in this part."
        if left < 0:
            said = f"This part is {-left:,} characters too long to be recorded."
        self.room_left.set_text(f"{said} It holds {LONGEST_NOTE:,}: put the rest under another part.")
        self.room_left.show()

    def _on_tab(self, at: int) -> None:
        had = self.field.hasFocus()
        if 0 <= at < len(self._parts):
            self._show_parts(set(self._parts), self._parts[at])
            if had:
                self.focus_words()
            self.typed.emit()

    def _on_typed(self, part: NoteSection) -> None:
        self._show_dot(part)
        if part is self._section:
            self._say_room_left()
        if not self._quiet:
            self.typed.emit()

    def _on_moved(self) -> None:
        if not self._quiet:
            self.typed.emit()


def _what_belongs(part: NoteSection, names: dict[NoteSection, str]) -> str:
    """What is typed here; a child is spoken of under a child's item alone."""
    told = _WHAT_BELONGS[part]
    return told if names is PART_WORDS else told.replace("the child and the family", "young people")


def _with_air(words: Words) -> Words:
    """Room below a sentence that stands above the text."""
    words.setContentsMargins(0, 0, 0, px(8))
    return words

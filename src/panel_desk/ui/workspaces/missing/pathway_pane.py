"""The register of the enhanced pathway: who reaches each child before the next episode, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.missing.pathway_rules import ContactLine, PathwayLine
from panel_desk.ui.names import Names
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.chips import Chip, FilterChips
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.missing.presenter import finds, near_day
from panel_desk.ui.workspaces.missing.tools_row import tools_row

NOW, LEFT, ALL = "now", "left", "all"
_NONE = "Children who carry a marker and go missing most are put here, each with an owner who reaches them in between."
_NONE_FOUND = "Nobody is like that. Esc clears what is typed; another chip shows more."
_PUT = "Put a child on the pathway…"
_MIDDLE = 760
_REASON = 5


class PathwayPane(QWidget):
    """Shows ``PathwayLine``s; what is pressed is told, and done by the page."""

    entering_wanted = Signal()
    contact_wanted = Signal(object)
    change_wanted = Signal(object)
    leaving_wanted = Signal(object)
    ended_wanted = Signal(object)
    """Something was wanted of a stay that has ended."""
    child_wanted = Signal(object)
    chosen_changed = Signal()

    def __init__(
        self, names: Names, today: Callable[[], date], *, may_follow: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._names, self._today, self._may_follow = names, today, may_follow
        self._lines: Sequence[PathwayLine] = ()
        self._model: TableModel[PathwayLine] = TableModel(self._columns(), key=lambda line: line.id)
        self._empty = EmptyState("footprints", _NONE, _PUT if may_follow else "", self.entering_wanted.emit)
        self.table = Table(self._model, name="enhanced pathway", empty=self._empty)
        self.field = SearchField("Filter: an owner, initials, a local ID", goes_to=self.table)
        self.chips = FilterChips("Which stays")
        self.detail = PathwayDetail(may_follow=may_follow)
        self._build()

    def show_lines(self, lines: Sequence[PathwayLine]) -> None:
        """Show these; chip, words, choice and place stay."""
        self._lines = lines
        current = sum(line.is_current for line in lines)
        self.chips.set_choices(
            [(NOW, "On it now", current), (LEFT, "Left", len(lines) - current), (ALL, "All", len(lines))]
        )
        self._find()
        self._show_detail()

    def show_child(self, local_id: str) -> None:
        """Choose the stay of a child."""
        self.field.clear()
        self.chips.choose(ALL)
        self._find()
        self.table.choose(lambda line: line.local_id == local_id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def names_changed(self) -> None:
        """Names, or initials again."""
        self.table.viewport().update()
        self._show_detail()

    def shown(self, line: PathwayLine) -> str:
        """The child as the screen shows it now."""
        return self._names.of(line.initials, line.local_id, line.name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the reason is left to the detail."""
        super().resizeEvent(event)
        self._fit()

    def _columns(self) -> tuple[Column[PathwayLine], ...]:
        return (
            Column(title="Child", text=self.shown, strong=True, whole=True, width=124),
            Column(title="Owner", text=lambda p: p.owner, tip=_owner, stretch=True, width=98),
            Column(
                title="Since",
                text=lambda p: near_day(p.added_on, self._today()),
                sort=lambda p: p.added_on,
                tip=lambda p: p.added,
                whole=True,
                width=66,
            ),
            Column(title="Contacts", text=_contacts, tip=_contacts_tip, stretch=True, width=172),
            Column(
                title="Episodes",
                text=lambda p: f"{p.episodes_since:,}",
                sort=lambda p: -p.episodes_since,
                tip=lambda p: f"{count_words(p.episodes_since, 'episode')} began since the child was added",
                align_right=True,
                width=74,
            ),
            Column(title="Why", text=lambda p: p.reason, tip=lambda p: p.reason, stretch=True, width=120),
            Column(title="Stands", text=_stands, tone=_stands_tone, tip=lambda p: p.left, width=92),
        )

    def _build(self) -> None:
        self.chips.chosen_changed.connect(lambda _key: self._find())
        self.field.typed.connect(lambda _text: self._find())
        self.table.chosen_changed.connect(lambda _row: self._on_chosen())
        self._build_deeds()
        put = button(_PUT, self.entering_wanted.emit, icon="plus")
        if not self._may_follow:
            put.hide()
        measured(self.field, max_width=260)
        self.tools = tools_row(self.field, put)
        column = spaced(QVBoxLayout(self), spacing=12)
        column.addWidget(self.chips)
        column.addWidget(Split("enhanced pathway", self.table, self.detail, right=368), 1)
        self.detail.hide()
        self.setFocusProxy(self.table)

    def _build_deeds(self) -> None:
        table, detail = self.table, self.detail
        if self._may_follow:
            table.row_opened.connect(self._if_current(self.contact_wanted))
            table.add_row_action("Record a contact…", self._if_current(self.contact_wanted), shortcut="C")
            table.add_row_action("Owner and reason…", self._if_current(self.change_wanted), shortcut="W")
            table.add_row_action("Leave the pathway…", self._if_current(self.leaving_wanted), shortcut="L")
        table.add_row_action("Open child", self.child_wanted.emit, shortcut="O")
        for signal, own in (
            (detail.contact_wanted, self.contact_wanted),
            (detail.change_wanted, self.change_wanted),
            (detail.leaving_wanted, self.leaving_wanted),
            (detail.child_wanted, self.child_wanted),
        ):
            signal.connect(lambda own=own: self._tell(own))

    def _if_current(self, told: SignalInstance) -> Callable[[PathwayLine], None]:
        return lambda line: (told if line.is_current else self.ended_wanted).emit(line)

    def _tell(self, told: SignalInstance) -> None:
        line = self.table.chosen()
        if line is not None:
            told.emit(line)

    def _find(self) -> None:
        key, text = self.chips.chosen() or NOW, self.field.text()
        wanted = {NOW: (True,), LEFT: (False,)}.get(key, (True, False))
        self._model.renew([p for p in self._lines if p.is_current in wanted and finds(text, _parts(p))])
        if self._lines:
            self._empty.set_words(_NONE_FOUND)
        else:
            self._empty.set_words(_NONE, _PUT if self._may_follow else "")

    def _on_chosen(self) -> None:
        self._show_detail()
        self.chosen_changed.emit()

    def _show_detail(self) -> None:
        line = self.table.chosen()
        self.detail.setVisible(line is not None)
        if line is not None:
            self.detail.show_line(line, self.shown(line))
        self._fit()

    def _fit(self) -> None:
        beside = px(384) if self.table.chosen() is not None else 0
        self.table.setColumnHidden(_REASON, beside > 0 or self.width() - beside < px(_MIDDLE))


class PathwayDetail(Card):
    """One stay: since when and why, its contacts, and what can be recorded."""

    contact_wanted = Signal()
    change_wanted = Signal()
    leaving_wanted = Signal()
    child_wanted = Signal()

    def __init__(self, *, may_follow: bool, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self.setAccessibleName("The chosen stay")
        self._may_follow = may_follow
        self._rows: list[QWidget] = []
        content = QWidget()
        column = spaced(QVBoxLayout(content), (16, 16, 16, 16), 12)
        self._child, self._chip = Words("", WordsRole.HEADING, selectable=True), Chip(parent=self)
        head = spaced(QHBoxLayout(), spacing=12)
        head.addWidget(self._child)
        head.addWidget(self._chip)
        head.addStretch(1)
        self._facts = Words("", wrap=True, selectable=True)
        self._contacts = Words("", WordsRole.STRONG, wrap=True)
        self._deeds = flow_row(
            button("Record a contact…", self.contact_wanted.emit, tip="C in the table"),
            button("Change…", self.change_wanted.emit, tip="Owner and reason; W in the table"),
            button("Leave…", self.leaving_wanted.emit, tip="L in the table"),
        )
        self._open_child = button("Open child", self.child_wanted.emit, tip="O in the table")
        self._list = spaced(QVBoxLayout(), spacing=10)
        column.addLayout(head)
        column.addWidget(self._facts)
        column.addWidget(self._deeds)
        column.addWidget(self._open_child)
        column.addWidget(Divider())
        column.addWidget(Words("CONTACTS", WordsRole.SECTION))
        column.addWidget(self._contacts)
        column.addLayout(self._list)
        column.addStretch(1)
        self.body.addWidget(scrolled(content, "The chosen stay"))

    def show_line(self, line: PathwayLine, child: str) -> None:
        """Show another stay, or the same one anew."""
        self._child.set_text(child)
        self._chip.set(_stands(line), _stands_tone(line))
        self._open_child.setVisible(line.child_id is not None)
        facts = (f"Owner {_owner(line)}", f"Added {line.added}", line.reason, line.left[:1].upper() + line.left[1:])
        self._facts.set_text("\n".join(fact for fact in facts if fact))
        self._deeds.setVisible(self._may_follow and line.is_current)
        told = line.contacts_words or "Nobody has tried to reach the child yet"
        self._contacts.set_text(told[:1].upper() + told[1:])
        for old in self._rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [_contact_row(contact) for contact in line.contacts]
        for row in self._rows:
            self._list.addWidget(row)


def ended_words(line: PathwayLine) -> tuple[str, str]:
    """Why nothing is recorded of a stay any more, and what to do."""
    left = f"{line.left[:1].upper()}{line.left[1:]}".rstrip(".")
    return f"{left}: nothing is recorded of that stay any more.", f"“{_PUT}” begins another one."


def _contact_row(contact: ContactLine) -> QWidget:
    made = QWidget()
    column = spaced(QVBoxLayout(made), spacing=2)
    head = spaced(QHBoxLayout(), spacing=8)
    head.addWidget(Chip("reached", Tone.GREEN) if contact.reached else Chip("not reached", Tone.AMBER))
    head.addWidget(Words(contact.when, wrap=True), 1)
    column.addLayout(head)
    column.addWidget(Words(f"{contact.way.value[0].upper()}{contact.way.value[1:]} by {contact.by}", wrap=True))
    for words in (contact.words, contact.followed):
        if words:
            column.addWidget(Words(words[:1].upper() + words[1:], WordsRole.SMALL, wrap=True, selectable=True))
    return made


def _owner(line: PathwayLine) -> str:
    return f"{line.owner}, {line.agency}" if line.agency else line.owner


def _contacts(line: PathwayLine) -> str:
    """``2 since the last episode``; how many reached the child is in its tip, and beside the table."""
    words = line.contacts_words.partition(", ")[0]
    return words.replace(" contacts since", " since").replace(" contact since", " since") or "none yet"


def _contacts_tip(line: PathwayLine) -> str:
    return line.contacts_words or "none yet"


def _stands(line: PathwayLine) -> str:
    return "on it now" if line.is_current else "left"


def _stands_tone(line: PathwayLine) -> Tone:
    return Tone.GREEN if line.is_current else Tone.NEUTRAL


def _parts(line: PathwayLine) -> tuple[str, ...]:
    return (line.initials, line.local_id, line.name, line.owner, line.agency, line.reason, line.left)

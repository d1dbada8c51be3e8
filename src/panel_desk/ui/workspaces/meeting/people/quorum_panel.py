"""The quorum of the item in hand (F3): who fulfils each group, the override, and what waits for confirmation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from panel_desk.domain.capture.deeds import ConfirmDeed, QuorumDeed
from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import ItemId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.meeting.quorum import presides
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Divider
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.emptied import emptied
from panel_desk.ui.widgets.fields import LabelledField, line_edit
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.meeting.people.quorum_words import QuorumGroup, Recommendation, quorum_view
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

_LONGEST = 500


class QuorumGroups(QWidget):
    """One line for each group: a sign, its name, and who fulfils it or why nobody does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[QuorumGroup, ...] = ()
        self._grid = spaced(QGridLayout(self), spacing=8)
        self._grid.setColumnStretch(2, 1)

    @property
    def told(self) -> tuple[str, ...]:
        """The lines as they read."""
        return tuple(f"{one.name}: {one.words}" for one in self._shown)

    def show_groups(self, groups: Sequence[QuorumGroup]) -> None:
        """Show these; the same ones are not laid out again."""
        if tuple(groups) == self._shown:
            return
        self._shown = tuple(groups)
        emptied(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for row, group in enumerate(self._shown):
            mark = QLabel()
            set_icon(mark, "circle-check" if group.met else "circle-alert", Tone.GREEN if group.met else Tone.AMBER, 16)
            mark.setAccessibleName("fulfilled" if group.met else "missing")
            self._grid.addWidget(mark, row, 0, top)
            name = Words(group.name, WordsRole.STRONG, wrap=True)
            measured(name, min_width=120, max_width=180)
            self._grid.addWidget(name, row, 1, top)
            self._grid.addWidget(Words(group.words, wrap=True, tone=None if group.met else Tone.AMBER), row, 2, top)


class QuorumPanel(Dialog):
    """Opened with ``open()``; shows itself anew after every deed. Esc closes it."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__("Quorum", parent, width=560)
        self._session, self._deeds = session, deeds
        self.groups = QuorumGroups()
        self.body.addWidget(self.groups)
        self._meaning = Words("", WordsRole.MUTED, wrap=True)
        self.body.addWidget(self._meaning)
        self._ruling = Words("", wrap=True, tone=Tone.INFO)
        self.body.addWidget(self._ruling)
        self._build_override()
        self._build_waiting()
        self.body.addStretch(1)
        self.add_button("Close", primary=False)
        deeds.recorded.connect(self._on_recorded)
        if deeds.has_meeting:
            self.show_meeting(deeds.meeting())

    @property
    def meaning(self) -> str:
        """What it means that the quorum is not met; empty where it is."""
        return "" if self._meaning.isHidden() else self._meaning.text()

    @property
    def ruling(self) -> str:
        """The chair's ruling; empty where there is none."""
        return "" if self._ruling.isHidden() else self._ruling.text()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the quorum of the item in hand."""
        view = quorum_view(meeting, meeting.current)
        self.set_title(view.title)
        self.groups.show_groups(view.groups)
        _say(self._meaning, view.meaning)
        _say(self._ruling, view.override)
        who = presides(meeting, meeting.current)
        name = meeting.person(who).name if who is not None else "whoever presides"
        self._reason_field.set_hint(f"{name} rules; the reason is printed in the minutes.")
        self._override_row.setVisible(view.may_override)
        self._show_waiting(view.waiting)
        QTimer.singleShot(0, self, self._fit)

    def _build_override(self) -> None:
        self._override_row = QWidget()
        self.reason = line_edit(most=_LONGEST)
        self._reason_field = LabelledField("Decide without quorum, because", self.reason)
        self.override = button("Override the quorum", self._on_override)
        self.reason.returnPressed.connect(self._on_override)
        column = spaced(QVBoxLayout(self._override_row), (0, 8, 0, 0), 8)
        column.addWidget(self._reason_field)
        column.addWidget(self.override)
        self.body.addWidget(self._override_row)

    def _build_waiting(self) -> None:
        self._waiting_part = QWidget()
        column = spaced(QVBoxLayout(self._waiting_part), (0, 4, 0, 0), 12)
        column.addWidget(Divider())
        column.addWidget(Words("Recommendations that wait for the chair", WordsRole.STRONG))
        self._waiting = spaced(QVBoxLayout(), spacing=12)
        column.addLayout(self._waiting)
        self._shown_waiting: tuple[Recommendation, ...] = ()
        self.confirms: list[QPushButton] = []
        self.body.addWidget(self._waiting_part)

    def _show_waiting(self, waiting: tuple[Recommendation, ...]) -> None:
        self._waiting_part.setVisible(bool(waiting))
        if waiting == self._shown_waiting:
            return
        self._shown_waiting = waiting
        self.confirms = []
        emptied(self._waiting)
        for one in waiting:
            self._waiting.addWidget(Words(one.words, wrap=True))
            confirm = button("Confirm", lambda item_id=one.item_id: self._confirm(item_id), icon="check")  # type: ignore[misc]
            confirm.setAccessibleDescription(one.words)
            self._waiting.addWidget(confirm)
            self.confirms.append(confirm)

    def _fit(self) -> None:
        """As high as its words now need."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(layout.totalHeightForWidth(self.width()), self.minimumSizeHint().height()))

    def _on_override(self) -> None:
        reason = self.reason.text().strip()
        self._deeds.enter(QuorumDeed(reason=reason), done=lambda _recorded: self.reason.clear(), failed=self._refused)

    def _confirm(self, item_id: ItemId) -> None:
        self._deeds.enter(ConfirmDeed(), item_id=item_id)

    def _refused(self, error: DeskError) -> None:
        self._reason_field.set_problem(str(error))
        self.reason.setFocus()

    def _on_recorded(self, _recorded: object) -> None:
        self.show_meeting(self._deeds.meeting())


def _say(words: Words, text: str) -> None:
    words.set_text(text)
    words.setVisible(bool(text))

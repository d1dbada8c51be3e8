"""Before the meeting is opened: who is here, who presides, and whether the quorum will be met."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from panel_desk.domain.capture.deeds import AttendDeed, NewcomerDeed
from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import ItemId, MeetingId, PersonId, new_id
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.meeting.opening import Chosen, OpeningChoices, as_opened
from panel_desk.domain.people import Person
from panel_desk.domain.permissions import Permission
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.emptied import emptied
from panel_desk.ui.widgets.fields import choice, set_choices
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.meeting.opening_presenter import (
    Check,
    OpeningPresenter,
    OpeningView,
    everybody,
    with_choices,
)
from panel_desk.ui.workspaces.meeting.people.attendance_keys import BEFORE, Change, foot_words, offers_before
from panel_desk.ui.workspaces.meeting.people.attendance_presenter import PersonLine
from panel_desk.ui.workspaces.meeting.people.changing import AttendanceDeed, Changing
from panel_desk.ui.workspaces.meeting.people.finding_a_name import FindingAName
from panel_desk.ui.workspaces.meeting.people.inline_ask import InlineAsk
from panel_desk.ui.workspaces.meeting.people.people_list import PeopleList
from panel_desk.ui.workspaces.meeting.people.quorum_panel import QuorumGroups
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class OpeningPane(QWidget):
    """The seats of the panel, one key for each change, and [Open the meeting] (Ctrl+Enter).

    What is chosen is kept at once, is taken back with Ctrl+Z, and is recorded when the meeting is opened.
    """

    opened = Signal()
    """The meeting is in session."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._deeds = session, deeds
        self._presenter = OpeningPresenter(session.reading)
        self._meeting: Meeting | None = None
        self._choices = OpeningChoices()
        self._before: list[OpeningChoices] = []
        self._after: list[OpeningChoices] = []
        """What was taken back."""
        self._newest: dict[MeetingId, OpeningChoices] = {}
        self.header = PageHeader("Meeting")
        self.header.set_chip("agenda issued", Tone.GREEN)
        column = spaced(QVBoxLayout(self), (28, 24, 28, 20), 16)
        column.addWidget(self.header)
        column.addWidget(Split("opening", self._build_people(), scrolled(self._build_side()), right=360), 1)
        column.addWidget(self._build_foot())
        self._connect()

    @property
    def choices(self) -> OpeningChoices:
        """What was chosen so far."""
        return self._choices

    @property
    def problems(self) -> str:
        """What a rule forbids in what was chosen."""
        return "" if self._problems.isHidden() else self._problems.text()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show a meeting that has not been opened yet; choices made for it are found again."""
        if self._meeting is None or self._meeting.id != meeting.id:
            self._choices = self._session.reading.opening.kept(meeting.id)
            self._before, self._after = [], []
            self.ask.close_asking()
        self._meeting = meeting
        self._show()

    def focus_list(self) -> None:
        """Give the seats the keyboard."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_meeting(self) -> None:
        """Open it, with everything chosen."""
        if self._meeting is None or not self.open_button.isEnabled():
            return
        meeting_id, choices, actor = self._meeting.id, self._choices, self._session.actor
        self.open_button.setEnabled(False)
        self._session.do(
            lambda desk: desk.opening.open_with(actor, meeting_id, choices),
            said=f"{self._meeting.reference} is open.",
            done=lambda _meeting: self._on_opened(),
            failed=self._on_refused,
        )

    def take_back(self) -> None:
        """Ctrl+Z: the last choice."""
        if self._before:
            self._after.append(self._choices)
            self._keep(self._before.pop())
        else:
            self._session.messages.say("Nothing has been chosen yet.")

    def bring_back(self) -> None:
        """Ctrl+Shift+Z: the last choice that was taken back."""
        if self._after:
            self._before.append(self._choices)
            self._keep(self._after.pop())
        else:
            self._session.messages.say("No choice was taken back.")

    # Building

    def _build_people(self) -> QWidget:
        self.card = Card("Who is here", padded=False)
        self.list = PeopleList("Who is here", changes=BEFORE, offers_of=offers_before, wide=True, undoes=True)
        measured(self.list, min_width=300, min_height=120)
        measured(self.card, min_height=320)
        self.ask = InlineAsk()
        self._foot = Words("", WordsRole.SMALL, wrap=True)
        self._all = button("Everybody is here", self._on_everybody, icon="check-check", tip="Shift+P")
        self.card.add_to_head(self._all)
        self.card.body.addWidget(self.list, 1)
        self.card.body.addWidget(self.ask)
        row = spaced(QHBoxLayout(), (15, 6, 15, 10), 0)
        row.addWidget(self._foot)
        self.card.body.addLayout(row)
        return self.card

    def _build_foot(self) -> QWidget:
        """What will be recorded, and the button that does it."""
        foot = QWidget()
        self._will = Words("", WordsRole.MUTED, wrap=True)
        self.open_button = button(
            "Open the meeting", self.open_meeting, icon="play", primary=True, shortcut="Ctrl+Return"
        )
        row = spaced(QHBoxLayout(foot), spacing=16)
        row.addWidget(self._will, 1)
        row.addWidget(self.open_button)
        return foot

    def _build_side(self) -> QWidget:
        side = QWidget()
        column = spaced(QVBoxLayout(side), (0, 0, 0, 0), 16)
        column.addWidget(self._build_quorum())
        column.addWidget(self._build_checks())
        column.addStretch(1)
        return side

    def _build_quorum(self) -> Card:
        card = Card("Quorum")
        self.chip = Chip("")
        card.add_to_head(self.chip)
        self.presiding = choice([], name="Who presides")
        label = Words("Who presides", WordsRole.STRONG)
        label.setBuddy(self.presiding)
        card.body.addWidget(label)
        card.body.addWidget(self.presiding)
        self.groups = QuorumGroups()
        card.body.addWidget(self.groups)
        self._meaning = Words("", WordsRole.MUTED, wrap=True)
        card.body.addWidget(self._meaning)
        self._problems = Words("", wrap=True, tone=Tone.RED)
        card.body.addWidget(self._problems)
        return card

    def _build_checks(self) -> Card:
        card = Card("Before you begin")
        self._course = Words("", wrap=True)
        card.body.addWidget(self._course)
        self._checks = spaced(QVBoxLayout(), spacing=8)
        card.body.addLayout(self._checks)
        self._shown_checks: tuple[Check, ...] = ()
        return card

    def _connect(self) -> None:
        self._changing = Changing(self._session, self.ask, self, self._on_deed)
        self.list.change_wanted.connect(self._on_change)
        self.list.line_changed.connect(self._on_line)
        self.list.everybody_wanted.connect(self._on_everybody)
        self.list.undo_wanted.connect(self.take_back)
        self.list.focus_changed.connect(lambda _has: self._mark())
        self.ask.closed.connect(self.focus_list)
        self._finding = FindingAName(self.list, self.ask)
        self.presiding.activated.connect(lambda _at: self._on_presiding())

    # Showing

    def _show(self) -> None:
        meeting = self._meeting
        if meeting is None:
            return
        view = self._presenter.view(meeting, self._choices, self._session.now)
        self.header.set_title(view.title)
        self.header.set_aside(view.aside)
        self._will.set_text(view.will)
        self.card.set_aside(f"{view.present} present")
        self.list.set_lines(view.lines)
        self._show_quorum(view)
        self._course.set_text("\n".join(view.course))
        self._show_checks(view.checks)
        # What is wrong is said; it is the deed that refuses, with the same sentence.
        self.open_button.setEnabled(view.presiding is not None and self._deeds.may(Permission.TAKE_MINUTES))

    def _show_quorum(self, view: OpeningView) -> None:
        self.chip.set(view.quorum.words, view.quorum.tone, view.quorum.icon)
        self.groups.show_groups(view.groups)
        set_choices(self.presiding, view.may_preside, view.presiding)
        self.presiding.setEnabled(len(view.may_preside) > 1)
        for label, text in ((self._meaning, view.meaning), (self._problems, "\n".join(view.problems))):
            label.set_text(text)
            label.setVisible(bool(text))

    def _show_checks(self, checks: tuple[Check, ...]) -> None:
        if checks == self._shown_checks:
            return
        self._shown_checks = checks
        emptied(self._checks)
        for check in checks:
            row, mark = QWidget(), QLabel()
            set_icon(mark, "triangle-alert", check.tone, 16)
            line = spaced(QHBoxLayout(row), spacing=8)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Words(check.sentence, wrap=True), 1)
            self._checks.addWidget(row)

    # Choosing

    def _keep(self, choices: OpeningChoices) -> None:
        meeting = self._meeting
        if meeting is None:
            return
        self._choices = self._newest[meeting.id] = choices
        # Tried again after a full disk, it keeps what is chosen by then.
        self._session.do(lambda desk: desk.opening.keep(meeting.id, self._newest[meeting.id]))
        self._show()

    def _choose(self, choices: OpeningChoices) -> None:
        if choices != self._choices:
            self._before.append(self._choices)
            self._after = []
            self._keep(choices)

    def _on_change(self, change: Change, line: PersonLine) -> None:
        if self._meeting is None:
            return
        if change is Change.EXPECTED:
            self._choose(self._choices.without(line.person_id))
        elif change is Change.FIND:
            self._finding.begin()
        else:
            who = line.person_id if self._choices.of(line.person_id) is None and line.state == "presides" else None
            self._changing.begin(change, line, with_choices(self._meeting, self._choices, who))

    def _on_deed(
        self,
        deed: AttendanceDeed,
        _item_id: ItemId | None,
        done: Callable[[], None] | None,
        failed: Callable[[DeskError], None] | None,
    ) -> None:
        meeting = self._meeting
        if meeting is None or not isinstance(deed, AttendDeed | NewcomerDeed):
            return
        chosen = self._chosen(deed, meeting)
        choices = self._choices.having(chosen)
        refusals = as_opened(meeting, choices, self._session.now).refusals
        refusal = next((error for person_id, error in refusals if person_id == chosen.person.id), None)
        if refusal is not None:
            (failed or self._session.messages.say_error)(refusal)
            return
        self._choose(choices)
        if done is not None:
            done()
        self.list.choose(chosen.person.id)

    def _chosen(self, deed: AttendDeed | NewcomerDeed, meeting: Meeting) -> Chosen:
        signed = deed.statement_signed
        if isinstance(deed, AttendDeed):
            return Chosen(
                person=self._person(deed.person_id, meeting),
                kind=deed.kind,
                substitute_for=deed.substitute_for,
                information_sent_on=deed.information_sent_on,
                statement_signed=signed,
            )
        person = Person(id=PersonId(new_id()), name=" ".join(deed.name.split()), agency=deed.agency)
        return Chosen(person=person, kind=deed.kind, substitute_for=deed.substitute_for, statement_signed=signed)

    def _person(self, person_id: PersonId, meeting: Meeting) -> Person:
        chosen = self._choices.of(person_id)
        if chosen is not None:
            return chosen.person
        if meeting.role(person_id) is not None:
            return meeting.person(person_id)
        return next(p for p in self._session.reading.people.everyone() if p.id == person_id)

    def _on_everybody(self) -> None:
        if self._meeting is not None:
            self._choose(everybody(self._meeting, self._choices))
            self.focus_list()

    def _on_presiding(self) -> None:
        self._choose(replace(self._choices, presiding=self.presiding.currentData()))

    def _on_line(self, line: PersonLine | None) -> None:
        keys = foot_words(offers_before(line)) if line is not None else ""
        self._foot.set_text(f"{keys} · Space present or expected · Shift+P everybody" if keys else "")

    def _mark(self) -> None:
        self.list.marks = bool(self.ask.asks)
        self.list.viewport().update()

    def _on_opened(self) -> None:
        self._before = []
        self._meeting = None
        self.opened.emit()

    def _on_refused(self, error: DeskError) -> None:
        self._session.messages.say_error(error)
        self._show()

"""The Voice page: what children and families said, how it was gathered, and what changed because of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from panel_desk.domain.permissions import Permission
from panel_desk.domain.strategy.feedback import Feedback
from panel_desk.domain.strategy.feedback_told import FeedbackLine
from panel_desk.ui.asking import ask
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.sending import Outgoing, Sending
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import restyle
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.tabs import Tabs
from panel_desk.ui.workspaces.voice.answer_dialog import AnswerDialog
from panel_desk.ui.workspaces.voice.feedback_dialog import Asked, FeedbackDialog
from panel_desk.ui.workspaces.voice.feedback_pane import FeedbackPane
from panel_desk.ui.workspaces.voice.presenter import VoicePresenter, about_words, copied_text, feedback_of
from panel_desk.ui.workspaces.voice.told_pane import ToldPane
from panel_desk.ui.workspaces.voice.withdraw_answer_dialog import WithdrawAnswerDialog

_FEEDBACK, _TOLD = 0, 1
_PLACE_ADD, _PLACE_TOLD = "add", "told"


class VoicePage(Page):
    """Two views: everything that was said, to be found and answered; and “you said, we did” of a period."""

    key: ClassVar[PageKey] = PageKey.VOICE
    title: ClassVar[str] = "Voice"
    icon: ClassVar[str] = "quote"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = VoicePresenter(session.reading)
        self._sending = Sending(session, self)
        self._build()
        session.names.changed.connect(lambda _shown: self._on_names_changed())

    # What the shell calls

    def refresh(self) -> None:
        """Read again; filter, choice, period and scroll stay."""
        self._presenter.read(self._session.today)
        self._header.set_aside(self._presenter.summary())
        self._pane.show_all()
        self._told.bar.set_years(self._presenter.years())
        self._show_told()

    def open(self, place: Place) -> None:
        """Show one feedback by its id; ``add`` records for the child of the id; ``told`` is “you said, we did”."""
        if not self._presenter.lines:
            self.refresh()
        if place.what == _PLACE_ADD:
            self.record(place.id)
        elif place.what == _PLACE_TOLD:
            self._tabs.setCurrentIndex(_TOLD)
        elif place.id:
            self._tabs.setCurrentIndex(_FEEDBACK)
            self._pane.go_to(place.id)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        records, sends = self._session.can(Permission.FOLLOW_CHILDREN), self._session.can(Permission.TAKE_COPIES)
        chosen = self._tabs.currentIndex() == _FEEDBACK and self._pane.chosen() is not None
        return (
            Command(words="Record feedback…", run=self.record, shortcut="Ctrl+N", enabled=records),
            Command(words="Filter what was said", run=self._go_to_filter, shortcut="Ctrl+F"),
            Command(words="Answer the chosen feedback… (A in the table)", run=self.answer, enabled=records and chosen),
            Command(
                words="Withdraw an answer to the chosen feedback…",
                run=self.withdraw_answer,
                enabled=records and chosen,
            ),
            Command(words="You said, we did", run=self._toggle, shortcut="Ctrl+Shift+Y"),
            Command(words="Copy “you said, we did”", run=self.copy, shortcut="Ctrl+Shift+C"),
            Command(words="Save “you said, we did”…", run=self.save, shortcut="Ctrl+Shift+E", enabled=sends),
        )

    # What tests and commands reach

    @property
    def pane(self) -> FeedbackPane:
        """Everything that was said."""
        return self._pane

    @property
    def told(self) -> ToldPane:
        """You said, we did."""
        return self._told

    @property
    def tabs(self) -> Tabs:
        """The two views."""
        return self._tabs

    @property
    def sending(self) -> Sending:
        """How it leaves."""
        return self._sending

    # Deeds

    def record(self, child_id: str = "") -> None:
        """Ask for something that was said; about a child, where one is given."""
        self._open_form(None, child_id)

    def answer(self) -> None:
        """Ask what was done because of the chosen one."""
        line = self._standing()
        if line is None:
            return
        session, actor, flags = self._session, self._session.actor, self._session.reading.language.flags
        ask(
            session,
            AnswerDialog(line, session.today, self._presenter.agencies(), flags=flags, parent=self),
            lambda desk, answer: desk.voice.answer(actor, line.id, answer),
            lambda _answer: "What changed is recorded.",
        )

    def correct(self) -> None:
        """Put the chosen one right."""
        line = self._standing()
        if line is not None:
            self._open_form(feedback_of(line), "")

    def withdraw(self) -> None:
        """Ask why the chosen one is withdrawn."""
        line = self._standing()
        if line is None:
            return
        self._session.messages.ask_words(
            "Why is this withdrawn?",
            will="It stays to be seen with the reason, and counts no more.",
            yes="Withdraw",
            on_words=lambda reason: self._withdraw(line, reason),
        )

    def withdraw_answer(self) -> None:
        """Ask which answer to the chosen one is withdrawn, and why."""
        line = self._standing()
        if line is None:
            return
        if not line.answers:
            self._session.messages.say("No answer to it stands.", remedy="Choose one that was answered.")
            return
        session, actor = self._session, self._session.actor
        ask(
            session,
            WithdrawAnswerDialog(line, flags=session.reading.language.flags, parent=self),
            lambda desk, which: desk.voice.withdraw_answer(actor, line.id, *which),
            lambda _which: "The answer is withdrawn.",
        )

    def copy(self) -> None:
        """Copy “you said, we did” of the period, as it may leave the vault."""
        told = self._presenter.outside(self._told.bar.period, self._session.today)
        QGuiApplication.clipboard().setText(copied_text(told))
        self._session.messages.say("“You said, we did” is copied, with initials only.", tone=Tone.GREEN)

    def save(self) -> None:
        """Save “you said, we did” of the period for somebody."""
        self._sending.export(self.outgoing())

    def outgoing(self) -> Outgoing:
        """“You said, we did” of the period, as a file."""
        period = self._told.bar.period
        return Outgoing(
            words=f"What was said in {period.words}, and what changed",
            file_name=f"you-said-we-did-{period.file_label}",
            write=lambda desk, actor, path, to: desk.voice.export(actor, path, period, to),
            dated=False,
        )

    def _standing(self) -> FeedbackLine | None:
        """The chosen one, where its deeds may be done; of a withdrawn one it is said that they may not."""
        line = self._pane.chosen()
        if line is None or not self._session.can(Permission.FOLLOW_CHILDREN):
            return None
        if line.withdrawn:
            self._session.messages.say("It was withdrawn: it is not changed any more.", remedy="Record it anew.")
            return None
        return line

    def _open_form(self, begin: Feedback | None, child_id: str) -> None:
        today = self._session.today
        asked = Asked(
            today=today,
            children=self._presenter.children(today, self._session.names.of),
            meetings=self._presenter.meetings(today, str(begin.at_meeting or "") if begin else ""),
            flags=self._session.reading.language.flags,
            told_nowhere=self._session.reading.voice.told_nowhere(),
        )
        actor = self._session.actor
        ask(
            self._session,
            FeedbackDialog(asked, begin=begin, child_id=child_id, parent=self),
            lambda desk, feedback: desk.voice.record(actor, feedback),
            lambda _feedback: "What was said is recorded.",
            then=lambda feedback: self._pane.go_to(feedback.id),
        )

    def _withdraw(self, line: FeedbackLine, reason: str) -> None:
        actor = self._session.actor
        self._session.do(lambda desk: desk.voice.withdraw(actor, line.id, reason), said="It is withdrawn.")

    # Building and showing

    def _build(self) -> None:
        restyle(self, role="page")
        may, sends = self._session.can(Permission.FOLLOW_CHILDREN), self._session.can(Permission.TAKE_COPIES)
        self._header = PageHeader(self.title)
        record = button("Record feedback…", self.record, icon="plus", primary=True, tip="Ctrl+N")
        self._header.add_action(record)
        record.setVisible(may)
        self._tabs = Tabs("Views of what was said", ("What was said", "You said, we did"))
        self._pane = FeedbackPane(self._presenter, self._about, self.record, may_record=may)
        self._told = ToldPane(self._session.today, self.copy, self.save, sends=sends)
        self._connect()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._pane)
        self._stack.addWidget(self._told)
        column = spaced(QVBoxLayout(self), (28, 24, 28, 24), 12)
        column.addWidget(self._header)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self._pane.table)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._on_tab)
        self._told.period_chosen.connect(lambda _period: self._show_told())
        pane = self._pane
        pane.answer_wanted.connect(self.answer)
        pane.correction_wanted.connect(self.correct)
        pane.withdrawal_wanted.connect(self.withdraw)
        pane.answer_withdrawal_wanted.connect(self.withdraw_answer)
        pane.child_wanted.connect(lambda line: self._session.go(Place(PageKey.CHILDREN, str(line.child_id))))
        pane.meeting_wanted.connect(lambda line: self._session.go(Place(PageKey.MINUTES, str(line.meeting_id))))

    def _on_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self._show_told()
        self.commands_changed.emit()

    def _show_told(self) -> None:
        if self._tabs.currentIndex() == _TOLD:
            told = self._presenter.told(self._told.bar.period, self._session.today)
            self._told.show_told(told, self._about)

    def _on_names_changed(self) -> None:
        self._pane.show_names()
        self._show_told()

    def _about(self, line: FeedbackLine) -> str:
        return about_words(line, self._session.names.of)

    def _go_to_filter(self) -> None:
        self._tabs.setCurrentIndex(_FEEDBACK)
        self._pane.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._pane.field.selectAll()

    def _toggle(self) -> None:
        self._tabs.setCurrentIndex(_TOLD if self._tabs.currentIndex() == _FEEDBACK else _FEEDBACK)

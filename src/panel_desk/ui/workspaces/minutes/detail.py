"""The minutes of one meeting: state bar, sections beside the document, and every deed on the way to the signed file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from panel_desk.domain.calendar import day_month
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.minutes.editions import EditionKind
from panel_desk.domain.permissions import Permission, role_words
from panel_desk.services.copies import EditionRow
from panel_desk.services.desk import Desk
from panel_desk.services.editions import Prepared
from panel_desk.ui.session import Session
from panel_desk.ui.tasks import Progress
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, name_button
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.words import set_tip
from panel_desk.ui.workspaces.minutes.dialogs import ApproveDialog, CirculateDialog, CorrectDialog
from panel_desk.ui.workspaces.minutes.document_view import DocumentView
from panel_desk.ui.workspaces.minutes.editions_panel import EditionsPanel, EditionWanted
from panel_desk.ui.workspaces.minutes.panels import CopiesPanel, SectionsPanel, StepsPanel, WordingPanel
from panel_desk.ui.workspaces.minutes.presenter import MinutesPresenter
from panel_desk.ui.workspaces.minutes.sending import Sending
from panel_desk.ui.workspaces.minutes.sign_dialog import SignDialog
from panel_desk.ui.workspaces.minutes.signers import SignerView, agency_signers, presiding_signer
from panel_desk.ui.workspaces.minutes.state_bar import StateBar
from panel_desk.ui.workspaces.minutes.views import FlagLine, MinutesView, NextStep, SectionLine

_NEEDS = {
    "draft": Permission.FINISH_MINUTES,
    "circulate": Permission.FINISH_MINUTES,
    "approve": Permission.TAKE_MINUTES,
    "send": Permission.SEND_DOCUMENTS,
}
"""What who is at the desk must be permitted; a signature asks for the signer's own passphrase instead."""


class MinutesDetail(QWidget):
    """Shows one meeting's minutes and hands every deed to the session."""

    back_wanted = Signal()

    def __init__(self, session: Session, presenter: MinutesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = presenter
        self._view: MinutesView | None = None
        self._build()
        session.names.changed.connect(self._on_names_changed)

    @property
    def view(self) -> MinutesView | None:
        """What is shown."""
        return self._view

    def show_meeting(self, meeting_id: MeetingId) -> None:
        """Read the minutes of a meeting and show them; the place on the screen stays where it is the same one.

        Raises:
            DeskError: where the record has no minutes of that meeting yet.
        """
        view = self._presenter.view(meeting_id, self._session.today)
        if self._view is None or self._view.meeting_id != meeting_id:
            self.document.forget()
            self.sections.table.scrollToTop()
            self.sections.table.clearSelection()
        self._view = view
        self._show_head(view)
        self.state_bar.show_marks(view.marks)
        self.sections.show_sections(view.sections, may_correct=self._may_correct)
        self.wording.show_flags(view.flags, may_correct=self._may_correct)
        self.copies.show_copies(view.copies, may_save=self._may(Permission.SEND_DOCUMENTS))
        self.steps.show_steps(view.steps)
        if self.tabs.chosen() == "editions":
            self._show_editions()
        self.tabs.set_choices(
            [
                ("sections", "Sections", None),
                ("wording", "Wording", len(view.flags)),
                ("editions", "Editions", None),
                ("copies", "Copies", len(view.copies)),
                ("steps", "Steps", None),
            ]
        )
        signed = self._session.reading.publishing.signed_pdf(meeting_id) if view.signed_pdf else None
        self.document.show_minutes(view.document, view.drawing_key, signed)

    # Building

    def _build(self) -> None:
        self.header = PageHeader()
        self._back_button = button("All minutes", self.back_wanted.emit, icon="arrow-left")
        self._return_button = button("Take back…", self.take_back, icon="undo-2")
        self.next_button = button("", self.do_next, primary=True)
        for widget in (self._back_button, self._return_button, self.next_button):
            self.header.add_action(widget)
        self.state_bar = StateBar()
        self.document = measured(DocumentView(self._session), min_width=360, min_height=300)
        self.sending = Sending(self._session, self.document, self)
        column = spaced(QVBoxLayout(self), spacing=16)
        column.addWidget(self.header)
        column.addWidget(self.state_bar)
        column.addWidget(Split("minutes", self._build_left(), self.document, left=440), 1)

    def _build_left(self) -> QWidget:
        left = QWidget()
        self.tabs = FilterChips("Beside the document")
        self.tabs.chosen_changed.connect(self._on_tab)
        self.sections, self.wording = SectionsPanel(), WordingPanel()
        self.copies, self.steps = CopiesPanel(), StepsPanel()
        self.editions = EditionsPanel(self._prepare)
        self._panels = {
            "sections": self.sections,
            "wording": self.wording,
            "editions": self.editions,
            "copies": self.copies,
            "steps": self.steps,
        }
        self._stack = QStackedLayout()
        self.sections.line_chosen.connect(self._on_line_chosen)
        self.wording.flag_chosen.connect(self._on_flag_chosen)
        self.sections.correction_wanted.connect(self.correct)
        self.wording.correction_wanted.connect(self.correct)
        self.editions.preview_wanted.connect(self.document.show_prepared)
        self.editions.edition_wanted.connect(self._on_edition_wanted)
        self.copies.look_wanted.connect(self.sending.look)
        self.copies.save_wanted.connect(self._on_save)
        column = spaced(QVBoxLayout(left), spacing=12)
        column.addWidget(self.tabs)
        column.addLayout(self._stack, 1)
        for panel in self._panels.values():
            self._stack.addWidget(panel)
        return measured(left, min_width=360, min_height=280)

    def _show_head(self, view: MinutesView) -> None:
        self.header.set_title(view.reference)
        self.header.set_chip(view.chip, view.tone)
        self.header.set_aside(" · ".join(filter(None, (view.held, view.version, view.corrections))))
        step = view.next_step
        name_button(self.next_button, step.words)
        why_not = self._why_not(step)
        self.next_button.setEnabled(not why_not)
        set_tip(self.next_button, why_not)
        self._return_button.setVisible(view.may_take_back and self._may(Permission.RETURN_MINUTES))

    def _why_not(self, step: NextStep) -> str:
        """What stands in the way of the next step: the minutes' own state, or who is at the desk."""
        needed = _NEEDS.get(step.deed)
        if needed is not None and not self._may(needed):
            return f"{role_words(self._session.who.role)} may not {needed.value}. Ask the administrator."
        return step.why_not

    @property
    def _may_correct(self) -> bool:
        may = self._view is not None and self._view.may_correct
        return may and self._may(Permission.RECORD_DECISIONS)

    def _may(self, permission: Permission) -> bool:
        """At the panel whose minutes are shown: the chair of one panel is nobody at another."""
        return self._view is not None and self._session.can(permission, self._view.panel)

    def show_panel(self, key: str) -> None:
        """Turn to another panel beside the document."""
        self.tabs.choose(key)

    def _on_tab(self, key: str) -> None:
        self._stack.setCurrentWidget(self._panels[key])
        if key == "editions":
            self._show_editions()

    def _show_editions(self) -> None:
        if self._view is not None:
            self.editions.allow_making(allowed=self._may(Permission.SEND_DOCUMENTS))
            self.editions.show_choices(
                self._session.reading.editions.choices(self._view.meeting_id), self._session.names.of
            )

    def _on_names_changed(self, _shown: bool) -> None:
        """Children are chosen by initials, or by name while names are shown."""
        if self.tabs.chosen() == "editions":
            self.editions.show_children(self._session.names.of)

    def _on_line_chosen(self, line: SectionLine) -> None:
        self.document.go_to(line.heading)

    def _on_flag_chosen(self, flag: FlagLine) -> None:
        line = next((s for s in self._view.sections if s.item_id == flag.item_id), None) if self._view else None
        if line is not None:
            self.document.go_to(line.heading)

    # The way

    def do_next(self) -> None:
        """The one button of the state."""
        if self._view is None or self._why_not(self._view.next_step):
            return
        deeds: dict[str, Callable[[MinutesView], None]] = {
            "draft": self._draft,
            "circulate": self._circulate,
            "approve": self._approve,
            "sign": self._sign,
            "agency": self._sign,
            "send": self._send_signed,
        }
        deed = deeds.get(self._view.next_step.deed)
        if deed is not None:
            deed(self._view)

    def take_back(self) -> None:
        """Circulated or approved minutes become a draft again, with a reason."""
        if self._view is None:
            return
        view, actor = self._view, self._session.actor

        def give_back(reason: str) -> None:
            self._session.do(
                lambda desk: desk.minutes.give_back(actor, view.meeting_id, reason),
                said=f"The minutes of {view.reference} are a draft again.",
            )

        self._session.messages.ask_words(
            f"Why are the minutes of {view.reference} taken back?",
            will="They become a draft of the next version, and go to the members again. The reason is kept.",
            yes="Take them back",
            multiline=True,
            on_words=give_back,
        )

    def correct(self, item_id: ItemId, first: NoteSection | None = None) -> CorrectDialog | None:
        """Word an item better."""
        if self._view is None or not self._may_correct:
            return None
        view, actor = self._view, self._session.actor
        line = next(s for s in view.sections if s.item_id == item_id)
        dialog = CorrectDialog(
            line.heading,
            self._presenter.parts_of(view.meeting_id, item_id),
            self._session.reading.language.flags,
            self,
            asks_why=view.state is MeetingState.CIRCULATED,
            first=first,
        )

        def not_kept(error: DeskError) -> None:
            # A lock may have taken the dialog away meanwhile.
            (dialog.say_not_kept if isValid(dialog) else self._session.messages.say_error)(error)

        def keep(texts: dict[NoteSection, str], why: str) -> None:
            self._session.do(
                lambda desk: desk.minutes.correct(actor, view.meeting_id, item_id, texts, reason=why),
                said=lambda deeds: "The wording is kept." if deeds else "Nothing was worded differently.",
                done=lambda _deeds: dialog.accept() if isValid(dialog) else None,
                failed=not_kept,
            )

        dialog.corrected.connect(keep)
        dialog.open()
        return dialog

    def _send_signed(self, _view: MinutesView) -> None:
        """The signed file leaves the desk as any other copy: with its recipient."""
        self.show_panel("editions")
        self.editions.choose(EditionKind.FULL)

    def _draft(self, view: MinutesView) -> None:
        actor = self._session.actor
        self._session.do(
            lambda desk: desk.minutes.draft(actor, view.meeting_id),
            said=f"The draft of {view.reference} is ready for the chair.",
        )

    def _circulate(self, view: MinutesView) -> None:
        last = self._session.reading.minutes_way.corrections_until(view.meeting_id, self._session.today)
        until = f"Corrections are taken until {day_month(last)}."
        dialog = CirculateDialog(view.reference, self._presenter.recipients(view.meeting_id), until, self)
        dialog.chosen.connect(lambda names: self._send(view, names))
        dialog.open()

    def _send(self, view: MinutesView, names: tuple[str, ...]) -> None:
        actor = self._session.actor

        def job(desk: Desk, progress: Progress) -> int:
            return len(desk.publishing.circulate(actor, view.meeting_id, names, progress.tell))

        def sent(count: int) -> None:
            self.show_panel("copies")
            self._session.messages.say(
                f"{count} copies of {view.reference} are made and entered.",
                remedy="Save them, and send each to the person whose name it carries.",
                tone=Tone.GREEN,
                offer=("Save the copies…", lambda: self._save_latest(view.meeting_id, count)),
            )

        self._session.work(f"Circulating the minutes of {view.reference}", job, done=sent)

    def _approve(self, view: MinutesView) -> None:
        actor = self._session.actor
        dialog = ApproveDialog(view.reference, self._session.reading.minutes_way.may_confirm(view.meeting_id), self)
        dialog.chosen.connect(
            lambda confirming: self._session.do(
                lambda desk: desk.minutes.approve(actor, view.meeting_id, MeetingId(confirming)),
                said=f"The minutes of {view.reference} are approved, and wait for the chair’s signature.",
            )
        )
        dialog.open()

    def _sign(self, view: MinutesView) -> None:
        reading, now = self._session.reading, self._session.now
        try:
            if view.state is MeetingState.APPROVED:
                signers: tuple[SignerView, ...] = (presiding_signer(reading, view.meeting_id, now),)
            else:
                signers = agency_signers(reading, view.meeting_id, now)
        except DeskError as error:
            self._session.messages.say_error(error)
            return
        if not signers:
            self._session.messages.say(
                "Nobody is registered to approve for an agency that is waited for.",
                remedy="Issue a certificate for that role in the settings.",
                tone=Tone.AMBER,
            )
            return
        dialog = SignDialog(view.reference, signers, self)
        dialog.wanted.connect(lambda signer, passphrase: self._make_signature(view, dialog, signer, passphrase))
        dialog.open()

    def _make_signature(self, view: MinutesView, dialog: SignDialog, signer: SignerView, passphrase: str) -> None:
        def job(desk: Desk, progress: Progress) -> None:
            progress.tell("Making the signature")
            if signer.agency is None:
                desk.publishing.sign(view.meeting_id, signer.person, passphrase)
            else:
                desk.publishing.approve(view.meeting_id, signer.agency, signer.person, passphrase)

        def signed(_nothing: None) -> None:
            dialog.signed()
            self._session.messages.say(
                f"{signer.person.name} has signed the minutes of {view.reference}.", tone=Tone.GREEN
            )

        self._session.work(
            f"Signing the minutes of {view.reference}", job, done=signed, failed=dialog.failed, stopped=dialog.stopped
        )

    # Editions and copies

    def _prepare(self, kind: EditionKind, about: str) -> Prepared:
        if self._view is None:
            raise ValueError("no minutes are shown")
        return self._session.reading.editions.prepare(self._view.meeting_id, kind, about)

    def _on_edition_wanted(self, wanted: EditionWanted) -> None:
        if self._view is not None:
            self.sending.make(self._view.meeting_id, wanted)

    def _on_save(self, rows: Sequence[EditionRow]) -> None:
        if self._view is not None:
            self.sending.save(self._view.meeting_id, rows, self._view.reference)

    def _save_latest(self, meeting_id: MeetingId, count: int) -> None:
        rows = self._session.reading.copies.of_meeting(meeting_id)[-count:]
        self.sending.save(meeting_id, rows, self._session.reading.meetings.meeting(meeting_id).reference)

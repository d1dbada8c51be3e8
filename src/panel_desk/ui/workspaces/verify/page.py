"""The Verify page: works with no desk. What is shown beside the verdict are the very bytes that were checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.errors import DeskError
from panel_desk.domain.verification import Verdict
from panel_desk.services.exporting import write_whole
from panel_desk.services.verifying import OpenedFile, TrustOffered, Verifying
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.session import Around, Session
from panel_desk.ui.tasks import Progress
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.file_dialogs import ask_open, ask_save
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.pdf_view import PdfView
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.workspaces.verify.actions_card import ActionsCard
from panel_desk.ui.workspaces.verify.presenter import CheckedFile, VerifyPresenter
from panel_desk.ui.workspaces.verify.trust_card import TrustCard, TrustDialog
from panel_desk.ui.workspaces.verify.verdict_card import VerdictCard

_INVITATION = (
    "Drop signed minutes here, or choose the PDF. You are told who signed it, whether it is as it was signed, "
    "and what it asks of your agency."
)
_PDF = "PDF (*.pdf)"
_TRUST = "Trust file (*.paneltrust)"


class VerifyPage(Page):
    """Checks files one after the other; each stays in the row above until the page is closed."""

    key: ClassVar[PageKey] = PageKey.VERIFY
    title: ClassVar[str] = "Verify"
    icon: ClassVar[str] = "shield-check"

    def __init__(
        self,
        around: Around,
        session: Session | None = None,
        parent: QWidget | None = None,
        *,
        verifying: Verifying | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        """``verifying`` and ``clock`` are the usual ones unless a test brings its own."""
        super().__init__(parent)
        self._clock = clock or (lambda: session.now if session is not None else datetime.now(ENGLAND))
        self._around = around
        pinned_at = around.preferences.paths.settings_file.with_name("trusted.paneltrust")
        self._presenter = VerifyPresenter(
            verifying or Verifying(pinned_at), session.reading if session is not None else None
        )
        self._files: dict[str, CheckedFile] = {}
        self._shown: CheckedFile | None = None
        self._showing_signed = False
        self._build()
        self.refresh()

    # What the shell calls

    def refresh(self) -> None:
        """Whom this reader trusts may have changed."""
        view = self._presenter.trust()
        self._trust_card.show_trust(view)
        self._empty_trust.show_trust(view)

    def open(self, place: Place) -> None:
        """Check the file of a path."""
        if place.id:
            self.take_files([Path(place.id)])

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        shown = self._shown is not None
        return (
            Command(words="Check a PDF…", run=self._choose_files, shortcut="Ctrl+O"),
            Command(words="Copy the report", run=self._copy_report, shortcut="Ctrl+Shift+C", enabled=shown),
            Command(words="Import a trust file…", run=self._choose_trust),
            Command(
                words="Save the signed version…",
                run=self._save_signed,
                enabled=self._shown is not None and self._shown.found.signed_revision is not None,
            ),
        )

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Check PDFs one after the other; a trust file begins its import."""
        for path in paths:
            if path.suffix.lower() == ".paneltrust":
                self._read_trust(path)
            else:
                self._read(path)
        return bool(paths)

    @property
    def shown(self) -> CheckedFile | None:
        """The file on the screen."""
        return self._shown

    # Building

    def _build(self) -> None:
        self._header = PageHeader(self.title)
        self._save_button = button("Save the signed version…", self._save_signed, icon="download")
        self._save_button.hide()
        self._header.add_action(self._save_button)
        self._header.add_action(button("Choose a PDF…", self._choose_files, icon="folder-open", tip="Ctrl+O"))
        self._row = FilterChips("Checked files")
        self._row.chosen_changed.connect(self._on_chosen)
        self._row.hide()
        self._stack = QStackedLayout()
        column = spaced(QVBoxLayout(self), (28, 24, 28, 24), 16)
        column.addWidget(self._header)
        column.addWidget(self._row)
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self._build_result())

    def _build_empty(self) -> QWidget:
        holder = QWidget()
        column = spaced(QVBoxLayout(holder), spacing=16)
        column.addWidget(EmptyState("shield-check", _INVITATION, "Choose a PDF…", self._choose_files), 1)
        self._empty_trust = TrustCard(self._choose_trust)
        column.addWidget(self._empty_trust)
        return holder

    def _build_result(self) -> QWidget:
        inside = QWidget()
        column = spaced(QVBoxLayout(inside), (0, 0, 12, 0), 16)
        self._verdict = VerdictCard()
        self._actions = ActionsCard()
        self._actions.agency_chosen.connect(self._on_agency_chosen)
        self._actions.calendar_wanted.connect(self._save_calendar)
        self._trust_card = TrustCard(self._choose_trust)
        column.addWidget(self._verdict)
        column.addWidget(self._actions)
        column.addWidget(self._trust_card)
        column.addStretch(1)
        scroll = scrolled(inside, "What was found")
        left = QWidget()
        with_foot = spaced(QVBoxLayout(left), spacing=12)
        with_foot.addWidget(scroll, 1)
        with_foot.addLayout(self._build_buttons())
        self._pdf = measured(PdfView("the checked document"), min_width=360, min_height=300)
        return Split("verify", measured(left, min_width=360, min_height=300), self._pdf, left=460)

    def _build_buttons(self) -> QHBoxLayout:
        row = spaced(QHBoxLayout(), spacing=8)
        self._open_button = button("Open the signed version", self._switch_version, primary=True)
        row.addWidget(self._open_button)
        row.addWidget(button("Copy report", self._copy_report, icon="copy"))
        row.addStretch(1)
        return row

    # Files

    def _choose_files(self) -> None:
        ask_open(self, "Choose signed minutes", self.take_files, kinds=_PDF, folder=self._folder())

    def _read(self, path: Path) -> None:
        self._around.tasks.drawing(
            lambda _progress: self._presenter.open_file(path),
            done=self._on_opened,
            failed=self._around.messages.say_error,
        )

    def _on_opened(self, opened: OpenedFile) -> None:
        held, copies = self._presenter.held(opened.meeting_id), self._presenter.copies(opened.sha256)
        now = self._now()

        def check(progress: Progress) -> CheckedFile:
            progress.tell(f"Checking the signatures of {opened.name}")
            return self._presenter.check(opened, now, held, copies)

        self._around.tasks.drawing(
            check,
            done=self._on_checked,
            failed=self._around.messages.say_error,
            title=f"Checking {opened.name}",
        )

    def _on_checked(self, checked: CheckedFile) -> None:
        self._files[checked.opened.sha256] = checked
        self._show(checked)

    def _on_chosen(self, sha256: str) -> None:
        if sha256 in self._files and self._files[sha256] is not self._shown:
            self._show(self._files[sha256])

    def _show(self, checked: CheckedFile) -> None:
        self._shown = checked
        self._row.set_choices([(sha, one.opened.name, None) for sha, one in self._files.items()])
        self._row.choose(checked.opened.sha256)
        self._row.setVisible(len(self._files) > 1)
        self._header.set_title(checked.opened.name)
        self._verdict.show_file(checked)
        has_signed = self._differs(checked)
        self._open_button.setVisible(has_signed)
        self._save_button.setVisible(has_signed)
        self._show_actions(checked)
        self._show_pages(signed=False)
        self._stack.setCurrentIndex(1)

    @staticmethod
    def _differs(checked: CheckedFile) -> bool:
        """Whether there is a signed version other than what is shown."""
        signed = checked.found.signed_revision
        return signed is not None and signed != checked.opened.content

    def _show_pages(self, *, signed: bool) -> None:
        """Show the bytes that were checked, or of them the beginning that was signed; never the path again."""
        if self._shown is None:
            return
        self._showing_signed = signed
        revision = self._shown.found.signed_revision
        if self._shown.found.verdict is Verdict.DAMAGED:
            # What cannot even be checked is not handed to another reader either.
            self._pdf.clear()
            return
        self._pdf.show_bytes(revision if signed and revision is not None else self._shown.opened.content)
        self._open_button.setText("Show the file as it came" if signed else "Open the signed version")
        self._header.set_chip("The version that was signed" if signed else "", Tone.GREEN, "shield-check")

    def _switch_version(self) -> None:
        self._show_pages(signed=not self._showing_signed)

    def _save_signed(self) -> None:
        if self._shown is None or self._shown.found.signed_revision is None:
            return
        self._save("Save the signed version", self._shown.signed_name, _PDF, self._shown.found.signed_revision)

    def _copy_report(self) -> None:
        if self._shown is not None:
            QGuiApplication.clipboard().setText(self._shown.report)
            self._around.messages.say("The report is copied.", tone=Tone.GREEN)

    # My agency

    def _show_actions(self, checked: CheckedFile) -> None:
        mine = self._around.preferences.value.my_agency
        self._actions.setVisible(checked.record is not None)
        self._actions.show_agencies(checked.agencies, mine)
        self._actions.show_actions(checked.actions(mine) if mine else None)

    def _on_agency_chosen(self, agency: str) -> None:
        try:
            self._around.preferences.change(my_agency=agency)
        except DeskError as error:
            self._around.messages.say_error(error)
        if self._shown is not None:
            self._actions.show_actions(self._shown.actions(agency))

    def _save_calendar(self) -> None:
        if self._shown is None or self._shown.record is None:
            return
        content = self._shown.calendar(self._actions.agency, self._now())
        name = f"actions-{self._shown.record.meeting}.ics"
        self._save("Save the due days for your calendar", name, "Calendar (*.ics)", content)

    # Trust

    def _choose_trust(self) -> None:
        ask_open(self, "Choose a trust file", self.take_files, kinds=_TRUST, folder=self._folder(), several=False)

    def _read_trust(self, path: Path) -> None:
        self._around.tasks.drawing(
            lambda _progress: self._presenter.offer(path),
            done=self._on_trust_offered,
            failed=self._around.messages.say_error,
        )

    def _on_trust_offered(self, offered: TrustOffered) -> None:
        if offered.is_known:
            self._accept(offered, None)
            return
        dialog = TrustDialog(offered, self)
        dialog.heard.connect(lambda fingerprint: self._accept(offered, fingerprint))
        dialog.open()

    def _accept(self, offered: TrustOffered, heard: str | None) -> None:
        def accepted(_nothing: None) -> None:
            self._around.messages.say(f"Signatures of {offered.organisation} are recognised here now.", tone=Tone.GREEN)
            self.refresh()
            self._check_again()

        self._around.tasks.drawing(
            lambda _progress: self._presenter.accept(offered, heard),
            done=accepted,
            failed=self._around.messages.say_error,
        )

    def _check_again(self) -> None:
        """Somebody else is trusted now: the files on the screen are checked anew, the one shown last."""
        if self._shown is None:
            return
        others = [one for one in self._files.values() if one is not self._shown]
        for checked in (*others, self._shown):
            self._on_opened(checked.opened)

    # Together

    def _save(self, title: str, name: str, kinds: str, content: bytes) -> None:
        def write(path: Path) -> None:
            self._around.tasks.drawing(
                lambda _progress: write_whole(path, content),
                done=lambda _nothing: self._around.messages.say(f"{path.name} is saved.", tone=Tone.GREEN),
                failed=self._around.messages.say_error,
            )

        ask_save(self, title, name, write, kinds=kinds, folder=self._folder())

    def _folder(self) -> str:
        return self._around.preferences.value.save_folder

    def _now(self) -> datetime:
        return self._clock()

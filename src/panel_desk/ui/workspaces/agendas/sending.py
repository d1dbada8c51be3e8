"""Sending an agenda out from the page: the questions before, the files, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import PersonId
from panel_desk.services.issuing import SentOut
from panel_desk.ui.session import Session
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.file_dialogs import ask_folder
from panel_desk.ui.workspaces.agendas.deeds import AgendaDeeds
from panel_desk.ui.workspaces.agendas.issue_dialog import IssueChoice, IssueDialog
from panel_desk.ui.workspaces.agendas.presenter import AgendasPresenter
from panel_desk.ui.workspaces.agendas.view_values import AgendaView, NextStep


class Sending:
    """Locks, issues and saves; ``on_sent`` shows what went out."""

    def __init__(
        self,
        session: Session,
        presenter: AgendasPresenter,
        deeds: AgendaDeeds,
        page: QWidget,
        on_sent: Callable[[], None],
    ) -> None:
        self._session = session
        self._presenter = presenter
        self._deeds = deeds
        self._page = page
        self._on_sent = on_sent

    def ask_lock(self, view: AgendaView) -> None:
        """For the chair, who approves and does not send: ask, then lock."""
        approvers = self._presenter.approvers(view.meeting_id)
        if not approvers:
            self._session.messages.say("Neither a chair nor a deputy is invited.", tone=Tone.AMBER)
            return
        self._session.messages.ask(
            f"Lock the agenda of {view.title}?",
            will=f"{approvers[0].words} approves it. After that, items come late and with the chair’s reason only; "
            "the administrator issues it.",
            yes="Lock the agenda",
            on_yes=lambda: self._deeds.lock(view.meeting_id, PersonId(approvers[0].id)),
        )

    def ask_issue(self, view: AgendaView) -> bool:
        """Say what will happen and ask what it needs; False where something stops the issue."""
        problems = self._presenter.problems(view.meeting_id)
        if view.step is NextStep.LOCK_AND_ISSUE and any(problem.blocking for problem in problems):
            return False
        IssueDialog(
            view,
            self._presenter.approvers(view.meeting_id),
            problems,
            self._session.reading.issuing.file_names(view.meeting_id),
            folder=self._folder(),
            on_issue=lambda choice: self.issue(view, choice),
            parent=self._page.window(),
        ).open()
        return True

    def issue(self, view: AgendaView, choice: IssueChoice) -> None:
        """Send the agenda out as it was chosen."""
        self._session.keep_folder(choice.folder)

        def done(sent: SentOut) -> None:
            self._on_sent()
            self._tell_saved(sent, f"{view.reference}: the agenda is issued.")

        self._deeds.issue(view.meeting_id, choice, done)

    def save_again(self, view: AgendaView) -> None:
        """Ask where, and save the files of the last issue, or of the cancellation, once more."""
        ask_folder(
            self._page, "Where the files go", lambda folder: self.save_into(view, folder), folder=str(self._folder())
        )

    def save_into(self, view: AgendaView, folder: Path) -> None:
        """Save them there. Nothing is recorded: these very files have gone out already."""
        issuing = self._session.reading.issuing
        save = issuing.save_cancellation if view.state == "cancelled" else issuing.save_again
        try:
            sent = save(self._session.actor, view.meeting_id, folder)
        except DeskError as error:
            self._session.messages.say_error(error)
            return
        self._session.keep_folder(folder)
        self._tell_saved(sent, f"{view.reference}:")

    def _folder(self) -> Path:
        kept = self._session.preferences.value.save_folder
        return Path(kept) if kept and Path(kept).is_dir() else Path.home()

    def _tell_saved(self, sent: SentOut, said: str) -> None:
        """Where the files are, and whom the message draft does not reach."""
        folder = sent.files[0].parent
        told = f"{said} {count_words(len(sent.files), 'file')} saved in {folder.name or folder}."
        remedy = ""
        if sent.without_address:
            remedy = f"No address is known for {', '.join(sent.without_address)}: send it to them yourself."
        if sent.missing_glyphs:
            remedy += f" Some characters print as a box: {'; '.join(sent.missing_glyphs[:3])}."
        self._session.messages.say(
            told,
            remedy=remedy.strip(),
            tone=Tone.AMBER if remedy else Tone.GREEN,
            offer=("Open the folder", lambda: _open(folder)),
        )


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

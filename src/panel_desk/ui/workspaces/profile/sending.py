"""Gives a profile out: as a workbook or as the report for scrutiny, each for a named reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from panel_desk.domain.figures.profile import AnyProfile, PublicProfile
from panel_desk.services.desk import Desk
from panel_desk.ui.sending import say_saved
from panel_desk.ui.session import Session
from panel_desk.ui.tasks import Progress
from panel_desk.ui.widgets.file_dialogs import ask_save
from panel_desk.ui.workspaces.profile.presenter import ProfilePresenter, Reading, file_name
from panel_desk.ui.workspaces.profile.report_dialog import ReportDialog, ReportWanted

_TABLES = "Excel workbook (*.xlsx);;Comma-separated values (*.csv)"
_PDF = "PDF (*.pdf)"


class Sending:
    """Asks for whom, and then where."""

    def __init__(self, session: Session, presenter: ProfilePresenter, page: QWidget) -> None:
        self._session = session
        self._presenter = presenter
        self._page = page

    def export(self, profile: AnyProfile) -> None:
        """Ask for whom the tables are, and write them; first whether at all where earlier copies speak against it."""
        if isinstance(profile, PublicProfile) and profile.to_be_sure_of:
            self._ask_whether(profile.to_be_sure_of, lambda: self._ask_recipient(profile))
        else:
            self._ask_recipient(profile)

    def _ask_whether(self, why: str, on_yes: Callable[[], None]) -> None:
        self._session.messages.ask(
            "Publish this copy beside the earlier ones?",
            will=why,
            yes="Publish it all the same",
            on_yes=on_yes,
            danger=True,
        )

    def _ask_recipient(self, profile: AnyProfile) -> None:
        public = isinstance(profile, PublicProfile)
        what = "with small figures as c, and no marking" if public else "in full, marked OFFICIAL-SENSITIVE"
        self._session.messages.ask_words(
            "Who is to have these tables?",
            will=f"Every table of {profile.period.words} goes into a file, {what}. "
            "The export is entered with its recipient.",
            yes="Choose the file…",
            on_words=lambda recipient: self._ask_file(profile, recipient),
        )

    def report(self, full: AnyProfile, *, public: bool) -> None:
        """Ask for the report for scrutiny, and make it."""
        ReportDialog(
            f"Report for scrutiny, {full.period.words}",
            self._presenter.supporting(full),
            lambda wanted: self._ask_report_file(full, wanted),
            public=public,
            parent=self._page,
        ).open()

    def write(self, profile: AnyProfile, recipient: str, path: Path) -> None:
        """Write the tables, and enter them."""
        actor = self._session.actor

        def job(desk: Desk, progress: Progress) -> None:
            progress.tell(f"Writing {path.name}")
            desk.profiling.export(actor, profile, path, recipient, despite_earlier=True)

        self._session.keep_folder(path.parent)
        self._session.work(
            f"Writing {path.name}", job, done=lambda _nothing: say_saved(self._session, self._page, path)
        )

    def write_report(self, period_profile: AnyProfile, wanted: ReportWanted, path: Path, *, sure: bool = False) -> None:
        """Count the period as the record stands, draw the report, and enter it; ask where earlier copies speak against.

        To find what a public copy must hide takes seconds: what was found for this record is not looked for again.
        """
        actor, period = self._session.actor, period_profile.period
        count = self._presenter.reader(period, public=wanted.public)

        def job(desk: Desk, progress: Progress) -> tuple[int, Reading, str]:
            progress.tell(f"Counting {period.words}")
            head, reading = count(desk)
            doubts = reading.public.to_be_sure_of if reading.public is not None and not sure else ""
            if not doubts:
                progress.tell("Drawing the report")
                desk.profiling.export(
                    actor, reading.shown, path, wanted.recipient, supporting=wanted.supporting, despite_earlier=sure
                )
            return head, reading, doubts

        def done(made: tuple[int, Reading, str]) -> None:
            head, reading, doubts = made
            self._presenter.keep(head, period, reading)
            if doubts:
                self._ask_whether(doubts, lambda: self.write_report(period_profile, wanted, path, sure=True))
            else:
                say_saved(self._session, self._page, path)

        self._session.keep_folder(path.parent)
        self._session.work(f"Report for scrutiny, {period.words}", job, done=done)

    def _ask_file(self, profile: AnyProfile, recipient: str) -> None:
        ask_save(
            self._page,
            "Export the profile",
            file_name(profile, ".xlsx"),
            lambda path: self.write(profile, recipient, path),
            kinds=_TABLES,
            folder=self._session.preferences.value.save_folder,
        )

    def _ask_report_file(self, full: AnyProfile, wanted: ReportWanted) -> None:
        public = "-public" if wanted.public else ""
        ask_save(
            self._page,
            "Save the report",
            f"report-for-scrutiny-{full.period.file_label}{public}.pdf",
            lambda path: self.write_report(full, wanted, path),
            kinds=_PDF,
            folder=self._session.preferences.value.save_folder,
        )

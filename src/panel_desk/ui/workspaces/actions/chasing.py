"""Opens the letters to owners, and keeps the drafts that are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.following.chase_letters import ChaseLetter
from panel_desk.domain.following.followed_actions import FollowedAction
from panel_desk.domain.permissions import Permission
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.file_dialogs import ask_folder
from panel_desk.ui.workspaces.actions.chase_dialog import ChaseDialog, Scope
from panel_desk.ui.workspaces.actions.presenter import OVERDUE, SOON, ActionsPresenter, open_references


class Chase:
    """From the choice of actions to files in a folder."""

    def __init__(self, session: Session, presenter: ActionsPresenter, page: QWidget) -> None:
        self._session = session
        self._presenter = presenter
        self._page = page

    def open(
        self, chosen: Sequence[FollowedAction], shown: Sequence[FollowedAction], *, shown_first: bool = False
    ) -> ChaseDialog:
        """Show who would be asked: for the chosen actions where several are, else for what is overdue.

        Args:
            chosen: In the table.
            shown: All that the table shows.
            shown_first: Whether these are meant rather than what is overdue.
        """
        scopes: list[Scope] = []
        if len(chosen) > 1:
            scopes.append(("chosen", f"The {len(chosen)} chosen", self._of(self._references(chosen))))
        scopes.append((OVERDUE, "Overdue", self._of(self._references(self._presenter.find(OVERDUE, "").rows))))
        due = (*self._presenter.find(OVERDUE, "").rows, *self._presenter.find(SOON, "").rows)
        scopes.append((SOON, "Overdue or due in a fortnight", self._of(self._references(due))))
        everything: Scope = ("shown", "Everything the table shows", self._of(self._references(shown)))
        scopes.insert(0 if shown_first else len(scopes), everything)
        dialog = ChaseDialog(scopes, self._page)
        dialog.saving.connect(lambda letters: self._ask_folder(dialog, letters))
        dialog.open()
        return dialog

    def save(self, letters: Sequence[ChaseLetter], folder: Path, dialog: ChaseDialog | None = None) -> None:
        """Keep the drafts; where that is refused the dialog stays."""
        actor, today = self._session.actor, self._session.today

        def kept(_files: tuple[Path, ...]) -> None:
            if dialog is not None:
                dialog.accept()
            self._session.keep_folder(folder)

        self._session.do(
            lambda desk: desk.chasing.save(actor, folder, letters, today),
            said=lambda files: (
                f"{count_words(len(files), 'draft')} saved in {folder.name}; the history says whom was asked."
            ),
            done=kept,
        )

    def _of(self, references: Sequence[str]) -> Callable[[], Sequence[ChaseLetter]]:
        return lambda: self._presenter.letters(self._session.who, references, self._session.today)

    def _references(self, rows: Sequence[FollowedAction]) -> tuple[str, ...]:
        """The open ones of these that who is at the desk follows: a chair those of their own panels."""
        panels = {row.action.panel for row in rows}
        followed = {panel for panel in panels if self._session.can(Permission.FOLLOW_ACTIONS, panel)}
        return open_references([row for row in rows if row.action.panel in followed])

    def _ask_folder(self, dialog: ChaseDialog, letters: Sequence[ChaseLetter]) -> None:
        ask_folder(
            dialog,
            f"Where the {count_words(len(letters), 'draft')} go",
            on_folder=lambda folder: self.save(letters, folder, dialog),
            folder=self._session.preferences.value.save_folder,
        )

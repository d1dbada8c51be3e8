"""Before an agenda goes out: what will happen, who approved it, where its files go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtWidgets import QHBoxLayout, QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.ids import PersonId
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, LabelledField, choice, line_edit, tick
from panel_desk.ui.widgets.file_dialogs import ask_folder
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.agendas.view_values import AgendaView, Approver, NextStep, ProblemRow


class IssueChoice(Struct, frozen=True, kw_only=True):
    """What was chosen."""

    folder: Path
    approved_by: PersonId | None
    name_key: bool


class IssueDialog(Dialog):
    """Says what [Lock and issue] does, and asks for what it needs."""

    def __init__(
        self,
        view: AgendaView,
        approvers: Sequence[Approver],
        problems: Sequence[ProblemRow],
        file_names: Sequence[str],
        *,
        folder: Path,
        on_issue: Callable[[IssueChoice], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"{view.step.value}: {view.title}", parent, width=560)
        self._on_issue = on_issue
        self._locking = view.step is NextStep.LOCK_AND_ISSUE
        self._say_what_happens(view, file_names)
        self._say_what_is_doubtful(problems)
        form = Form()
        self.body.addWidget(form)
        self._build_approval(form, approvers)
        self._build_folder(form, folder)
        self.name_key = tick("Make the name key too, as a file of its own")
        form.add_widget(self.name_key)
        form.add_widget(
            Words("The name key holds the children’s names. It goes by another way than the agenda.", WordsRole.SMALL)
        )
        self.add_button("Cancel")
        self.issue_button = self.add_button(view.step.value, self._on_accepted, primary=True, icon="lock")
        self.issue_button.setEnabled(bool(approvers) or not self._locking)

    def choice(self) -> IssueChoice:
        """What is filled in."""
        approved_by = self.approver.currentData()
        return IssueChoice(
            folder=Path(self.folder.text()),
            approved_by=PersonId(approved_by) if self._locking and approved_by else None,
            name_key=self.name_key.isChecked(),
        )

    def _say_what_happens(self, view: AgendaView, file_names: Sequence[str]) -> None:
        lock = (
            "The agenda is locked: after that, items come late and with the chair’s reason only. "
            if self._locking
            else ""
        )
        again = "This issue takes the place of the one before. " if view.agenda.issued or view.stale else ""
        self.add_words(f"{lock}{again}These files are made and saved; nothing is sent by itself:")
        self.body.addWidget(Words("\n".join(file_names), WordsRole.MUTED, selectable=True, wrap=True))

    def _say_what_is_doubtful(self, problems: Sequence[ProblemRow]) -> None:
        if problems:
            told = f"{count_words(len(problems), 'thing')} you let stand: " + " ".join(p.sentence for p in problems[:3])
            more = f" And {len(problems) - 3} more: see Check." if len(problems) > 3 else ""
            self.body.addWidget(Words(told + more, wrap=True, tone=Tone.AMBER))

    def _build_approval(self, form: Form, approvers: Sequence[Approver]) -> None:
        self.approver = choice([(each.id, each.words) for each in approvers], name="Approved by")
        field = form.add("Approved by", self.approver, "Stands in the record with the lock.")
        field.setHidden(not self._locking)
        if not approvers:
            field.set_problem("Neither a chair nor a deputy is invited: change who is invited first.")

    def _build_folder(self, form: Form, folder: Path) -> None:
        row = QWidget()
        layout = spaced(QHBoxLayout(row), spacing=8)
        self.folder = line_edit(str(folder), name="Save in")
        layout.addWidget(self.folder, 1)
        layout.addWidget(button("Choose…", self._on_choose, icon="folder-open"))
        self._folder_field = LabelledField("Save in", row)
        row.setFocusProxy(self.folder)
        form.add_widget(self._folder_field)
        self.folder.textChanged.connect(lambda _text: self._folder_field.set_problem(""))

    def _on_choose(self) -> None:
        ask_folder(
            self,
            "Where the agenda’s files go",
            lambda path: self.folder.setText(str(path)),
            folder=self.folder.text(),
        )

    def _on_accepted(self) -> None:
        if not Path(self.folder.text()).is_dir():
            self._folder_field.set_problem("There is no such folder. Choose another one.")
            self.folder.setFocus()
            return
        self._on_issue(self.choice())
        self.accept()

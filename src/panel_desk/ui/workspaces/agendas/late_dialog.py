"""A late item: the chair's reason, and who allows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from panel_desk.domain.ids import PersonId
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, choice
from panel_desk.ui.workspaces.agendas.view_values import Approver


class LateDialog(Dialog):
    """Asks for what a late item needs; both are printed with it."""

    def __init__(
        self,
        what: str,
        approvers: Sequence[Approver],
        on_late: Callable[[str, PersonId], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"Late item: {what}", parent)
        self._on_late = on_late
        self.add_words(
            "The agenda is locked. The item goes on with the chair’s reason, which is printed with it; "
            "issue the agenda again afterwards."
        )
        form = Form()
        self.body.addWidget(form)
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        measured(self.reason, height=84)
        self._reason_field = form.add("The chair’s reason", self.reason)
        self.allowed_by = choice([(each.id, each.words) for each in approvers], name="Allowed by")
        self._allowed_field = form.add("Allowed by", self.allowed_by)
        self.add_button("Cancel")
        self.add_button("Put it on as a late item", self._on_accepted, primary=True)
        if not approvers:
            self._allowed_field.set_problem("Neither a chair nor a deputy is invited to this meeting.")

    def _on_accepted(self) -> None:
        reason, allowed_by = self.reason.toPlainText().strip(), self.allowed_by.currentData()
        self._reason_field.set_problem("" if reason else "Ask the chair, and write the reason down.")
        if reason and allowed_by:
            self._on_late(reason, PersonId(allowed_by))
            self.accept()

"""The report for scrutiny: for whom, in full or as a public copy, and what lies behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from panel_desk.domain.figures.scrutiny_report import SupportingDocument
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, line_edit, radio
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.words import Words, WordsRole, plain_tip

_NONE_YET = "No minutes of this period are approved yet."


class ReportWanted(Struct, frozen=True, kw_only=True):
    """What was asked for."""

    recipient: str
    public: bool
    supporting: tuple[SupportingDocument, ...]


class ReportDialog(Dialog):
    """Asks, and hands over what is wanted; where the file goes is asked next."""

    def __init__(
        self,
        title: str,
        offered: Sequence[SupportingDocument],
        on_wanted: Callable[[ReportWanted], None],
        *,
        public: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent, width=640)
        self._offered = tuple(offered)
        self._on_wanted = on_wanted
        self.add_words(
            "A PDF with every table of the period, each chart before its table and told in words. "
            "It is entered with its recipient."
        ).set_role(WordsRole.MUTED)
        form = Form()
        self.body.addWidget(form)
        self.recipient = line_edit(placeholder="Scrutiny committee, 10 December 2026", name="Who is to have it")
        self._recipient = form.add("Who is to have it", self.recipient)
        self.full = radio("In full, marked OFFICIAL-SENSITIVE", on=not public)
        self.public = radio("Public copy, with small figures as c", on=public)
        form.add_widget(flow_row(self.full, self.public, spacing=20))
        self._build_supporting(form)
        self.add_button("Cancel")
        self.add_button("Choose the file…", self._on_accepted, primary=True)
        self.recipient.setFocus()

    def wanted(self) -> ReportWanted:
        """What is filled in now."""
        chosen = [
            document
            for at, document in enumerate(self._offered)
            if self.documents.item(at).checkState() is Qt.CheckState.Checked
        ]
        others = [line.strip() for line in self.others.toPlainText().splitlines()]
        return ReportWanted(
            recipient=self.recipient.text().strip(),
            public=self.public.isChecked(),
            supporting=(*chosen, *(_written(line) for line in others if line)),
        )

    def _build_supporting(self, form: Form) -> None:
        self.documents = QListWidget()
        self.documents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for document in self._offered:
            words = f"{document.title}: {document.what}" if document.what else document.title
            item = QListWidgetItem(words)
            item.setToolTip(plain_tip(words))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.documents.addItem(item)
        if self._offered:
            self.documents.setCurrentRow(0)
            measured(self.documents, height=min(len(self._offered), 4) * 32 + 8)
            form.add("Supporting documents", self.documents, "Named in the report, not attached.")
        else:
            form.add_widget(Words(_NONE_YET, WordsRole.SMALL))
        self.others = QPlainTextEdit()
        self.others.setTabChangesFocus(True)
        measured(self.others, height=72)
        form.add(
            "Other documents, one a line", self.others, "With a colon before what it is: Audit of cases: June 2026"
        )

    def _on_accepted(self) -> None:
        wanted = self.wanted()
        self._recipient.set_problem("" if wanted.recipient else "Every report is entered with its recipient.")
        if not wanted.recipient:
            self.recipient.setFocus()
            return
        self.accept()
        self._on_wanted(wanted)


def _written(line: str) -> SupportingDocument:
    title, _colon, what = line.partition(":")
    return SupportingDocument(title=title.strip() or line, what=what.strip())

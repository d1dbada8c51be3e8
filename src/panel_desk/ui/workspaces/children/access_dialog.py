"""Everything held on one child: read place by place, more taken out where it must be, then saved for a recipient."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.keeping.subject_access import SubjectAccess, TakeOut
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.fields import LabelledField, line_edit
from panel_desk.ui.widgets.file_dialogs import ask_save
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.tabs import Tabs
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.children import access_lines
from panel_desk.ui.workspaces.children.access_lines import AccessLine

_WIDTH, _LEAST_WIDTH, _MARGIN, _SPARE = 980, 480, 48, 24
"""Pixels at 100 %; the third is the window’s own frame, the last for words that wrap once the bar stands there."""
_TO_READ, _EVERYTHING, _TAKEN_OUT = range(3)
_KINDS = "PDF (*.pdf);;JSON (*.json)"
_COLUMNS = (
    Column[AccessLine](
        title="Where",
        text=lambda line: line.what,
        icon=lambda line: ("check", Tone.GREEN) if line.is_read else None,
        tip=lambda line: line.what,
        strong=True,
        stretch=True,
    ),
    Column[AccessLine](
        title="Why", text=lambda line: line.detail, tip=lambda line: line.detail, muted=True, stretch=True
    ),
)


def open_access(session: Session, local_id: str, parent: QWidget) -> None:
    """Gather what is held on a child, and show it."""
    session.work(
        "Gathering what is held",
        lambda desk, progress: desk.subject_access.gather(local_id, tell=progress.tell),
        done=lambda access: AccessDialog(session, access, parent).open(),
    )


class AccessDialog(Dialog):
    """Three lists – to be read, everything, taken out – and the words of the line in hand beside them."""

    def __init__(self, session: Session, access: SubjectAccess, parent: QWidget) -> None:
        super().__init__(f"Subject access: {access.initials} ({access.local_id})", parent, width=_LEAST_WIDTH)
        self._session = session
        self._access = access
        self._also: list[TakeOut] = []
        self._read: set[str] = set()
        self._is_closed = False
        self._build()
        self._show()

    @property
    def access(self) -> SubjectAccess:
        """As it would be handed over now."""
        return self._access

    def showEvent(self, event: QShowEvent) -> None:
        """As large as everything in it, as far as the screen goes; the rest scrolls. Reading begins at once."""
        super().showEvent(event)
        room, inside = self.screen().availableSize(), self._content.layout()
        self.resize(min(px(_WIDTH), room.width() - px(_MARGIN)), self.height())
        wide = self._area.viewport().width()
        wanted = max(inside.totalHeightForWidth(wide), inside.totalSizeHint().height()) if inside is not None else 0
        around = self.height() - self._area.height()
        self.resize(self.width(), min(around + wanted + px(_SPARE), room.height() - px(_MARGIN)))
        self.table.setFocus()

    def done(self, result: int) -> None:
        """Closed: what comes back later finds no dialog any more."""
        self._is_closed = True
        super().done(result)

    def mark_read(self, line: AccessLine | None = None) -> None:
        """The place in hand has been read; the next one is shown."""
        line = line or self.table.chosen()
        if line is not None and self.tabs.currentIndex() == _TO_READ:
            self._read.add(line.id)
            self._show()
            self.table.choose(lambda other: not other.is_read)

    def take_words_out(self) -> None:
        """Take out the words that are marked in the pane, wherever they stand."""
        line = self.table.chosen()
        marked = self.pane.textCursor().selectedText()
        words = access_lines.marked_words(marked, line) if line is not None else ()
        if not words:
            self.reason_field.set_problem("Mark the words that must go, in the text beside the list.")
            return
        self._take_out(*words)

    def withhold(self) -> None:
        """Hand nothing over of the entry in hand."""
        line = self.table.chosen()
        if line is None or not line.entry:
            self.reason_field.set_problem("Choose the entry that is not to be handed over.")
            return
        self._take_out(entry=line.entry)

    def save(self) -> None:
        """Ask where the file goes, once everything is read and somebody is named who gets it."""
        recipient = self.recipient.text().strip()
        self.recipient_field.set_problem("" if recipient else "Who is to have it?")
        if not recipient:
            return
        if not access_lines.is_all_read(self._access, self._read):
            self.tabs.setCurrentIndex(_TO_READ)
            self.recipient_field.set_problem("Read every place of the first list, and mark it as read.")
            return
        name = f"subject-access-{self._access.local_id}.pdf"
        folder = self._session.preferences.value.save_folder
        ask_save(
            self,
            "Save what is handed over",
            name,
            lambda path: self.write(path, recipient),
            kinds=_KINDS,
            folder=folder,
        )

    def write(self, path: Path, recipient: str) -> None:
        """Write the file, and enter it with its recipient."""
        session, local_id, also = self._session, self._access.local_id, tuple(self._also)
        actor = session.actor
        read = self._access.digest
        session.keep_folder(path.parent)
        session.work(
            f"Writing {path.name}",
            lambda desk, progress: desk.subject_access.export(
                actor, local_id, path, recipient, also=also, read=read, tell=progress.tell
            ),
            done=lambda _handed: self._on_written(path),
            failed=self._on_not_written,
        )

    def _build(self) -> None:
        self._content = QWidget()
        column = spaced(QVBoxLayout(self._content), spacing=12)
        self._area = scrolled(self._content, "What is held")
        self.body.addWidget(self._area, 1)
        self._summary = Words("", wrap=True)
        column.addWidget(self._summary)
        self.tabs = Tabs("What is shown", ("To be read", "Everything", "Taken out"))
        self.tabs.currentChanged.connect(lambda _at: self._show_lines())
        column.addWidget(self.tabs)
        self._empty = EmptyState("check", "")
        self.table = Table(TableModel[AccessLine](_COLUMNS), name="What is held", empty=self._empty)
        self.table.chosen_changed.connect(self._show_words)
        self.table.row_opened.connect(self.mark_read)
        self.table.add_row_action("Mark as read", self.mark_read, shortcut="Space")
        column.addWidget(measured(Split("subject access", self.table, self._build_pane(), left=400), min_height=400), 1)
        self.recipient = line_edit(most=200, placeholder="The child’s solicitor", name="For whom")
        self.recipient_field = LabelledField("For whom", self.recipient, "The export is entered with its recipient")
        column.addWidget(self.recipient_field)
        self.add_button("Close")
        self.add_button("Save…", self.save, icon="download", primary=True)

    def _build_pane(self) -> QWidget:
        pane = QWidget()
        column = spaced(QVBoxLayout(pane), spacing=8)
        self._why = Words("", WordsRole.MUTED, wrap=True)
        column.addWidget(self._why)
        self.pane = QPlainTextEdit()
        self.pane.setReadOnly(True)
        self.pane.setTabChangesFocus(True)
        self.pane.setAccessibleName("Words of the line in hand")
        column.addWidget(measured(self.pane, min_height=120), 1)
        self.reason = line_edit(most=300, placeholder="It tells of her grandmother", name="Reason")
        self.reason_field = LabelledField(
            "Why more is taken out", self.reason, "Is listed in the document; must not tell what was taken out"
        )
        column.addWidget(self.reason_field)
        self._marking = button("Mark as read", self.mark_read, icon="check", tip="Space")
        taking = button("Take marked words out", self.take_words_out, icon="eye-off")
        column.addWidget(
            flow_row(taking, button("Hand over none of it", self.withhold, icon="file-lock"), self._marking)
        )
        return pane

    def _show(self) -> None:
        self._summary.set_text(access_lines.summary(self._access, self._read))
        waiting = sum(one.id not in self._read for one in self._access.to_read)
        entries = sum(len(section.entries) for section in self._access.sections)
        for at, (words, count) in enumerate(
            (("To be read", waiting), ("Everything", entries), ("Taken out", len(self._access.redactions)))
        ):
            self.tabs.setTabText(at, f"{words} ({count})")
        self._show_lines()

    def _show_lines(self) -> None:
        at = self.tabs.currentIndex()
        chosen = self.table.chosen()
        self._empty.set_words("Nothing was taken out." if at == _TAKEN_OUT else "Nothing must be read first.")
        self.table.rows.set_rows(self._lines(at))
        if chosen is None or not self.table.choose(lambda line: line.id == chosen.id):
            self.table.choose(lambda _line: True)
        self._marking.setVisible(at == _TO_READ)
        self._show_words(self.table.chosen())

    def _lines(self, at: int) -> Sequence[AccessLine]:
        if at == _TO_READ:
            return access_lines.to_read(self._access, self._read)
        return access_lines.everything(self._access) if at == _EVERYTHING else access_lines.taken_out(self._access)

    def _show_words(self, line: AccessLine | None) -> None:
        self._why.set_text(line.detail if line is not None else "")
        words = line.words if line is not None else ""
        if self.pane.toPlainText() != words:
            self.pane.setPlainText(words)

    def _take_out(self, *words: str, entry: str = "") -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason_field.set_problem("Why is it taken out? Each removal is listed with its reason.")
            self.reason.setFocus()
            return
        new = [TakeOut(words=one, reason=reason) for one in words]
        also = (*self._also, *new) if new else (*self._also, TakeOut(entry=entry, reason=reason))
        local_id = self._access.local_id
        self._session.do(
            lambda desk: desk.subject_access.gather(local_id, also),
            done=lambda access: self._on_gathered(access, also),
            failed=self._on_refused,
        )

    def _on_gathered(self, access: SubjectAccess, also: Sequence[TakeOut]) -> None:
        self._also = list(also)
        self._access = access
        self.reason.clear()
        self.reason_field.set_problem("")
        self._show()

    def _on_written(self, path: Path) -> None:
        if not self._is_closed:
            self.accept()
        self._session.messages.say(f"{path.name} is saved, and entered with its recipient.", tone=Tone.GREEN)

    def _on_not_written(self, error: DeskError) -> None:
        """What was entered meanwhile is shown; what was read of the rest stays read."""
        if self._is_closed:
            self._session.messages.say_error(error)
            return
        local_id, also = self._access.local_id, tuple(self._also)
        self.recipient_field.set_problem(str(error))
        self._session.do(
            lambda desk: desk.subject_access.gather(local_id, also),
            done=self._on_gathered_anew,
            failed=self._session.messages.say_error,
        )

    def _on_gathered_anew(self, access: SubjectAccess) -> None:
        if not self._is_closed:
            self._access = access
            self._show()

    def _on_refused(self, error: DeskError) -> None:
        self.reason_field.set_problem(str(error))

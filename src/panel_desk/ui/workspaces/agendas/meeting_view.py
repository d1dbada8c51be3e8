"""One meeting on the page: its head with the deeds, what is missing, and the board."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, name_button, tool_button
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.words import Words, WordsRole, set_tip
from panel_desk.ui.workspaces.agendas.board import Board
from panel_desk.ui.workspaces.agendas.problems_card import ProblemsCard
from panel_desk.ui.workspaces.agendas.view_values import AgendaView, NextStep, ProblemRow


class MeetingView(QWidget):
    """Shows an ``AgendaView``; asks for deeds by signals."""

    back_asked = Signal()
    step_asked = Signal()
    reopen_asked = Signal()
    change_asked = Signal()
    cancel_asked = Signal()
    build_asked = Signal()
    save_asked = Signal()
    room_asked = Signal()
    problem_jumped = Signal(object)
    """A ``ProblemRow``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = Board()
        self.problems = ProblemsCard(self.problem_jumped.emit, self.close_check)
        self._column = spaced(QVBoxLayout(self), spacing=12)
        self._column.addLayout(self._make_head())
        self._column.addWidget(self._make_notice())
        self._column.addWidget(self.problems)
        self._column.addWidget(self.board, 1)
        self.problems.hide()

    def hasHeightForWidth(self) -> bool:
        """Its lists take what room there is: only what wraps inside is reckoned, by its own layout."""
        return False

    def show_view(self, view: AgendaView, presenters: tuple[str, ...]) -> None:
        """Show this meeting."""
        self._header.set_title(view.title)
        self._header.set_chip(view.state, view.tone)
        self._about.set_text(view.aside)
        self._show_deeds(view)
        stale = "Late items are on the agenda since it was last issued: issue it again." if view.stale else ""
        told = " ".join(dict.fromkeys(part for part in (stale, view.notice, view.why_not_step) if part))
        self._notice_words.set_text(told)
        self._notice.setVisible(bool(told))
        self.board.pool.show_view(view)
        self.board.agenda.show_view(view, presenters)
        self.board.set_has_pool(has_pool=view.can_add or bool(view.pool))

    def show_check(self, problems: Sequence[ProblemRow] | None) -> None:
        """Show what is missing; None puts the list away."""
        if problems is not None:
            self.problems.show_problems(problems)
        self.problems.setVisible(problems is not None)

    def focus_first(self) -> None:
        """Put the keyboard on the agenda, or on what builds it."""
        agenda = self.board.agenda
        if not agenda.list.agenda_rows:
            agenda.empty.focus_button()
            return
        agenda.list.setFocus()
        if not agenda.list.chosen():
            first = next((row.item_id for row in agenda.list.agenda_rows if row.item_id is not None), None)
            agenda.list.choose([first] if first else [])

    def close_check(self) -> None:
        """Put the list of what is missing away."""
        self.check_button.setChecked(False)

    # Private

    def _make_head(self) -> QHBoxLayout:
        row = spaced(QHBoxLayout(), spacing=8)
        self.back_button = tool_button("arrow-left", "All meetings", self.back_asked.emit)
        self._header = PageHeader("")
        self._header_column = spaced(QVBoxLayout(), spacing=0)
        self._header_column.addWidget(self._header)
        self._about = Words("", WordsRole.MUTED, wrap=True)
        self._header_column.addWidget(self._about)
        row.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._header_column, 1)
        self._make_buttons()
        return row

    def _make_buttons(self) -> None:
        self.more_button = tool_button("ellipsis", "More about this meeting")
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more_button)
        self.more_button.setMenu(self._menu)
        self.preview_button = button("Preview", icon="eye", tip="The pages as they will print")
        self.preview_button.setCheckable(True)
        self.check_button = button("Check", icon="circle-check", tip="What is missing before it can go out")
        self.check_button.setCheckable(True)
        self.save_button = button("Save the files again", self.save_asked.emit, icon="save")
        self.reopen_button = button("Re-open", self.reopen_asked.emit, icon="lock-open")
        self.room_button = button("Open the meeting", self.room_asked.emit, icon="presentation", primary=True)
        self.step_button = button("Lock and issue", self.step_asked.emit, icon="lock", primary=True)
        for each in (
            self.more_button,
            self.preview_button,
            self.check_button,
            self.save_button,
            self.reopen_button,
            self.step_button,
            self.room_button,
        ):
            self._header.add_action(each)

    def _make_notice(self) -> QWidget:
        self._notice = QWidget()
        row = spaced(QHBoxLayout(self._notice), spacing=8)
        mark = QLabel()
        set_icon(mark, "info", Tone.NEUTRAL, 16)
        self._notice_words = Words("", WordsRole.MUTED, wrap=True)
        row.addWidget(mark)
        row.addWidget(self._notice_words, 1)
        return self._notice

    def _show_deeds(self, view: AgendaView) -> None:
        step = view.step
        again_without_need = step is NextStep.ISSUE_AGAIN and not view.stale
        self.step_button.setVisible(step not in {NextStep.NONE, NextStep.BUILD} and not again_without_need)
        name_button(self.step_button, step.value)
        set_icon(self.step_button, "send" if step in {NextStep.ISSUE, NextStep.ISSUE_AGAIN} else "lock")
        # On the day the room is what is wanted; the rest stands in the menu.
        self.reopen_button.setVisible(view.can_reopen and not view.room)
        self.room_button.setVisible(bool(view.room))
        name_button(self.room_button, view.room)
        cancelled = view.state == "cancelled"
        self.save_button.setVisible((view.is_out or cancelled) and view.can_send and not view.room)
        name_button(self.save_button, "Save the cancellation" if cancelled else "Save the files again")
        self.check_button.setVisible(bool(view.rows) and view.can_add)
        self.preview_button.setEnabled(bool(view.rows))
        set_tip(self.preview_button, "The pages as they will print" if view.rows else "Build the agenda first.")
        self._fill_menu(view)

    def _fill_menu(self, view: AgendaView) -> None:
        self._menu.clear()
        for words, on, allowed in self._deeds(view):
            act = self._menu.addAction(words)
            act.setEnabled(allowed)
            act.triggered.connect(lambda _checked=False, on=on: on())

    def _deeds(self, view: AgendaView) -> tuple[tuple[str, Callable[[], None], bool], ...]:
        return (
            ("Change day, time, place or people…", self.change_asked.emit, view.can_replan),
            ("Build the agenda anew…", self.build_asked.emit, view.can_change and bool(view.rows)),
            ("Issue again…", self.step_asked.emit, view.step is NextStep.ISSUE_AGAIN),
            ("Cancel the meeting…", self.cancel_asked.emit, view.can_cancel),
            *self._of_the_day(view),
        )

    def _of_the_day(self, view: AgendaView) -> tuple[tuple[str, Callable[[], None], bool], ...]:
        if not view.room:
            return ()
        return (
            ("Save the files again…", self.save_asked.emit, view.is_out and view.can_send),
            ("Re-open the agenda…", self.reopen_asked.emit, view.can_reopen),
        )

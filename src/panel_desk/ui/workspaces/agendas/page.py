"""The Agendas page: a meeting is chosen or planned, its agenda put in order, checked, looked at and sent out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.agendas.agenda import DroppedChild
from panel_desk.domain.ids import ItemId, MeetingId, PersonId
from panel_desk.domain.permissions import Permission
from panel_desk.services.planning import MeetingPlan
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.panes import Panes
from panel_desk.ui.workspaces.agendas.carrying import Carried, Landing
from panel_desk.ui.workspaces.agendas.chooser import Chooser
from panel_desk.ui.workspaces.agendas.deeds import AgendaDeeds
from panel_desk.ui.workspaces.agendas.dropped_dialog import DroppedDialog
from panel_desk.ui.workspaces.agendas.late_dialog import LateDialog
from panel_desk.ui.workspaces.agendas.meeting_view import MeetingView
from panel_desk.ui.workspaces.agendas.plan_dialog import PlanDialog
from panel_desk.ui.workspaces.agendas.presenter import AgendasPresenter
from panel_desk.ui.workspaces.agendas.preview import Preview
from panel_desk.ui.workspaces.agendas.sending import Sending
from panel_desk.ui.workspaces.agendas.view_values import AgendaView, NextStep, PoolRow, ProblemRow


class AgendasPage(Page):
    """All meetings, or one meeting's agenda."""

    key: ClassVar[PageKey] = PageKey.AGENDAS
    title: ClassVar[str] = "Agendas"
    icon: ClassVar[str] = "list-ordered"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = AgendasPresenter(
            session.reading, lambda: session.who, session.names.of, lambda: session.today
        )
        self._deeds = AgendaDeeds(session)
        self._meeting_id: MeetingId | None = None
        self._view: AgendaView | None = None
        self._arrived = False
        self._follow: tuple[ItemId, ...] = ()
        self.chooser = Chooser()
        self.meeting = MeetingView()
        self.sending = Sending(session, self._presenter, self._deeds, self, self._on_sent)
        self.preview = Preview(session, self.meeting.board.pdf)
        self._stack = Panes()
        self._stack.addWidget(self.chooser)
        self._stack.addWidget(self.meeting)
        spaced(QVBoxLayout(self), (28, 24, 28, 24), 0).addWidget(self._stack)
        self._connect()

    # Page

    def refresh(self) -> None:
        """Read again and show; what is chosen stays chosen."""
        first = not self._arrived
        if first:
            self._arrived = True
            self._meeting_id = self._presenter.first_meeting()
        if self._meeting_id is not None and not self._presenter.exists(self._meeting_id):
            self._meeting_id = None
        if self._meeting_id is None:
            self._show_chooser()
        else:
            self._show_meeting(self._meeting_id)
        if first:
            self._focus_first()

    def open(self, place: Place) -> None:
        """A meeting by its id; ``plan`` plans one, ``check`` and ``preview`` open what they say; nothing: the list."""
        self._arrived = True
        self.open_meeting(MeetingId(place.id) if place.id else None)
        if place.what == "plan":
            self.plan_meeting()
        elif self._view is not None and place.what == "build" and self._view.step is NextStep.BUILD:
            self._deeds.build(self._view.meeting_id)
        elif self._view is not None and place.what == "check":
            self.meeting.check_button.setChecked(True)
        elif self._view is not None and place.what == "preview":
            self.meeting.preview_button.setChecked(True)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        view = self._view if self._meeting_id is not None else None
        found = [
            Command(words="Plan a meeting", run=self.plan_meeting, shortcut="Ctrl+N", enabled=self._may_plan()),
            Command(words="All meetings", run=lambda: self.open_meeting(None), shortcut="Ctrl+Shift+A"),
        ]
        if view is None:
            return found
        board = self.meeting.board
        found += [
            Command(words="Check the agenda", run=self.meeting.check_button.toggle, shortcut="Ctrl+Shift+K"),
            Command(words="Preview the agenda", run=self.meeting.preview_button.toggle, shortcut="Ctrl+Shift+P"),
            Command(words="Put what is chosen on the agenda (Insert)", run=self._on_put_on, enabled=view.can_add),
            Command(
                words="Take what is chosen off the agenda (Delete)", run=self._on_take_off, enabled=view.can_change
            ),
            Command(words="Move up", run=lambda: self._on_moved(-1), shortcut="Alt+Up", enabled=view.can_order),
            Command(words="Move down", run=lambda: self._on_moved(1), shortcut="Alt+Down", enabled=view.can_order),
            Command(words="Filter the proposed", run=board.pool.filter.setFocus, shortcut="Ctrl+Shift+F"),
            Command(words="Change day, place or people", run=self.change_meeting, enabled=view.can_replan),
            Command(words="Build the agenda anew", run=self.build_anew, enabled=view.can_change),
            Command(words="Cancel the meeting", run=self.cancel_meeting, enabled=view.can_cancel),
            Command(words="Re-open the agenda", run=self.reopen, enabled=view.can_reopen),
        ]
        if view.room:
            found.append(Command(words=view.room, run=self.go_to_room))
        if view.step is not NextStep.NONE:
            found.append(Command(words=view.step.value, run=self.take_step, shortcut="Ctrl+Shift+I"))
        return found

    # Deeds with questions

    def open_meeting(self, meeting_id: MeetingId | None) -> None:
        """Show a meeting, or all of them."""
        if meeting_id != self._meeting_id:
            self.preview.forget()
            self.meeting.close_check()
        self._arrived = True
        self._meeting_id = meeting_id
        self.refresh()
        self._focus_first()

    def plan_meeting(self) -> None:
        """Ask for a day, and plan a meeting on it."""
        if self._may_plan():
            PlanDialog(self._session.reading.planning, self._on_planned, parent=self.window()).open()

    def change_meeting(self) -> None:
        """Ask for another day, time, place or other people."""
        if self._view is None or not self._view.can_replan:
            return
        meeting = self._session.reading.meetings.meeting(self._view.meeting_id)
        PlanDialog(self._session.reading.planning, self._on_replanned, moving=meeting, parent=self.window()).open()

    def cancel_meeting(self) -> None:
        """Ask for the reason, and call the meeting off."""
        view = self._view
        if view is None or not view.can_cancel:
            return
        told = " Its agenda has gone out: tell those invited afterwards." if view.is_out else ""
        self._session.messages.ask_words(
            f"Cancel {view.title}?",
            will=f"It does not take place, and the next meeting follows the one before.{told} Why is it cancelled?",
            yes="Cancel the meeting",
            on_words=lambda reason: self._deeds.cancel(view.meeting_id, reason, f"{view.reference} is cancelled."),
            multiline=True,
        )

    def build_anew(self) -> None:
        """Ask, then set the whole running order anew."""
        view = self._view
        if view is None or not view.can_change:
            return
        if not view.rows:
            self._deeds.build(view.meeting_id)
            return
        self._session.messages.ask(
            "Build the agenda anew?",
            will="Its order, presenters and minutes go back to what the panel and the proposals say. It can be undone.",
            yes="Build it anew",
            on_yes=lambda: self._deeds.build(view.meeting_id),
        )

    def reopen(self) -> None:
        """Ask for the reason, and open a locked agenda."""
        view = self._view
        if view is None or not view.can_reopen:
            return
        self._session.messages.ask_words(
            "Re-open the agenda?",
            will="It can be changed again, and goes out as another issue afterwards. Why is it re-opened?",
            yes="Re-open it",
            on_words=lambda reason: self._deeds.reopen(view.meeting_id, reason),
            multiline=True,
        )

    def take_step(self) -> None:
        """The primary deed of the moment."""
        view = self._view
        if view is None:
            return
        if view.step is NextStep.BUILD:
            self._deeds.build(view.meeting_id)
        elif view.step is NextStep.LOCK:
            self.sending.ask_lock(view)
        elif view.step is not NextStep.NONE:
            self._ask_issue(view)

    def go_to_room(self) -> None:
        """The panel sits, or is about to."""
        if self._meeting_id is not None:
            self._session.go(Place(PageKey.MEETING, self._meeting_id))

    # Private

    def _connect(self) -> None:
        board = self.meeting.board
        self.chooser.opened.connect(self.open_meeting)
        self.chooser.plan_asked.connect(self.plan_meeting)
        self.meeting.back_asked.connect(lambda: self.open_meeting(None))
        self.meeting.step_asked.connect(self.take_step)
        self.meeting.reopen_asked.connect(self.reopen)
        self.meeting.room_asked.connect(self.go_to_room)
        self.meeting.change_asked.connect(self.change_meeting)
        self.meeting.cancel_asked.connect(self.cancel_meeting)
        self.meeting.build_asked.connect(self.build_anew)
        self.meeting.save_asked.connect(lambda: self.sending.save_again(self._view) if self._view else None)
        self.meeting.problem_jumped.connect(self._on_jump)
        self.meeting.check_button.toggled.connect(lambda _on: self._show_check())
        self.meeting.preview_button.toggled.connect(self._on_preview_toggled)
        board.pool_wanted.connect(lambda: self.meeting.preview_button.setChecked(False))
        board.pool.put_on_asked.connect(self._on_put_on)
        board.pool.dropped_asked.connect(self._on_dropped_asked)
        board.pool.model.taken_off.connect(self._on_taken_off)
        board.agenda.build_asked.connect(self.take_step)
        board.agenda.model.dropped.connect(self._on_dropped)
        board.agenda.model.edited.connect(self._on_edited)
        board.agenda.list.move_asked.connect(self._on_moved)
        board.agenda.list.take_off_asked.connect(self._on_take_off)
        self._session.names.changed.connect(lambda _shown: self.refresh() if self.isVisible() else None)

    def _focus_first(self) -> None:
        """The keyboard begins where the work is."""
        if self._meeting_id is None:
            self.chooser.focus_first()
        else:
            self.meeting.focus_first()
        # The window hands a page the keyboard once it is shown.
        inside = self.focusWidget()
        if inside is not self:
            self.setFocusProxy(inside)

    def _may_plan(self) -> bool:
        return self._session.can(Permission.PREPARE_AGENDAS)

    def _show_chooser(self) -> None:
        if self._view is not None:
            self._view = None
            self.commands_changed.emit()
        why_not = "" if self._may_plan() else "Only who prepares agendas may plan a meeting. Ask the administrator."
        self.chooser.show_view(self._presenter.meetings(), can_plan=self._may_plan(), why_not=why_not)
        self._stack.setCurrentWidget(self.chooser)

    def _show_meeting(self, meeting_id: MeetingId) -> None:
        view, before = self._presenter.agenda(meeting_id), self._view
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self)
        self._view = view
        self.meeting.show_view(view, self._presenter.presenters(meeting_id))
        self._stack.setCurrentWidget(self.meeting)
        if self._follow:
            self.meeting.board.agenda.list.choose(self._follow)
            self._follow = ()
        self._show_check()
        self._show_preview()
        if had_keyboard and not self.isAncestorOf(self.window().focusWidget() or self):
            # What had it is gone from the screen, as the button that built the agenda is.
            self.meeting.focus_first()
        if before is None or before.step is not view.step or before.can_change is not view.can_change:
            self.commands_changed.emit()

    def _show_check(self) -> None:
        if self._view is not None:
            on = self.meeting.check_button.isChecked()
            self.meeting.show_check(self._presenter.problems(self._view.meeting_id) if on else None)

    def _on_preview_toggled(self, on: bool) -> None:
        self.meeting.board.open_pages(shown=on)
        self._show_preview()

    def _show_preview(self) -> None:
        view = self._view
        if view is None or not self.meeting.board.pages_open:
            return
        if view.is_out and not view.stale:
            self.preview.show_issued(view.meeting_id, view.agenda)
        else:
            self.preview.want(view.agenda)

    # What the person does on the board

    def _on_put_on(self) -> None:
        self._put_on(self.meeting.board.pool.list.chosen(), None)

    def _on_dropped(self, carried: Carried, landing: Landing) -> None:
        if self._view is None:
            return
        if carried.items:
            self._follow = carried.items
            self._deeds.place(self._view.meeting_id, carried.items, landing)
        else:
            self._put_on(carried.pool, landing)

    def _put_on(self, keys: Sequence[str], landing: Landing | None) -> None:
        view = self._view
        rows = [row for row in self.meeting.board.pool.model.rows if row.key in keys]
        if view is None or not rows or not view.can_add:
            return
        if view.step is NextStep.BUILD:
            self._session.messages.say("Build the agenda first: it begins with the panel’s fixed items.")
        elif view.is_late:
            self._ask_late(view, rows, landing)
        else:
            self._deeds.put_on(view.meeting_id, rows, landing)

    def _ask_late(self, view: AgendaView, rows: Sequence[PoolRow], landing: Landing | None) -> None:
        def on_late(reason: str, allowed_by: PersonId) -> None:
            self._deeds.put_on(view.meeting_id, rows, landing, late=(reason, allowed_by))

        what = rows[0].who if len(rows) == 1 else f"{len(rows)} items"
        LateDialog(what, self._presenter.approvers(view.meeting_id), on_late, parent=self.window()).open()

    def _on_take_off(self) -> None:
        self._on_taken_off(self.meeting.board.agenda.list.chosen())

    def _on_taken_off(self, item_ids: Sequence[ItemId]) -> None:
        view = self._view
        rows = [row for row in view.rows if row.item_id in item_ids] if view else []
        if view is None or not rows:
            return
        if view.can_change:
            self._deeds.take_off(view.meeting_id, rows)
        else:
            self._session.messages.say(view.notice or "The agenda cannot be changed now.", tone=Tone.AMBER)

    def _on_moved(self, step: int) -> None:
        view, agenda = self._view, self.meeting.board.agenda
        chosen = agenda.list.chosen()
        if view is None or not chosen:
            return
        if not view.can_order:
            self._session.messages.say(view.notice or "The agenda cannot be changed now.", tone=Tone.AMBER)
            return
        landing = agenda.model.step(chosen, step)
        if landing is not None:
            self._follow = chosen
            self._deeds.place(view.meeting_id, chosen, landing)

    def _on_edited(self, item_id: ItemId, minutes: int, presenter: str) -> None:
        if self._view is not None:
            self._deeds.change(self._view.meeting_id, item_id, minutes, presenter)

    def _on_jump(self, problem: ProblemRow) -> None:
        agenda = self.meeting.board.agenda.list
        if problem.where == "people":
            self.change_meeting()
        elif problem.where == "minutes" and self._view is not None:
            previous = self._session.reading.meetings.meeting(self._view.meeting_id).planned.previous
            self._session.go(Place(PageKey.MINUTES, previous or ""))
        elif problem.where == "section" and self._view is not None:
            rows = [row for row in self._view.pool if row.kind == "fixed" and row.section == problem.section]
            self._deeds.put_on(self._view.meeting_id, rows)
        else:
            items = [row.item_id for row in agenda.agenda_rows if row.item_id is not None]
            wanted = [problem.item_id] if problem.item_id else items[:1]
            agenda.choose(wanted)
            agenda.setFocus()

    def _on_dropped_asked(self) -> None:
        if self._view is not None:
            DroppedDialog(self._view.dropped, self._session.names.of, self._on_child, parent=self.window()).open()

    def _on_child(self, child: DroppedChild) -> None:
        self._session.go(Place(PageKey.CHILDREN, child.child_id))

    # Planning and issuing

    def _ask_issue(self, view: AgendaView) -> None:
        if self.sending.ask_issue(view):
            return
        self.meeting.check_button.setChecked(True)
        self._show_check()
        self.meeting.problems.focus_first()
        self._session.messages.say("The agenda cannot go out yet: see what is to be put right.", tone=Tone.AMBER)

    def _on_sent(self) -> None:
        self.meeting.preview_button.setChecked(True)
        self._show_preview()

    def _on_planned(self, plan: MeetingPlan) -> None:
        self._deeds.plan(plan, self.open_meeting)

    def _on_replanned(self, plan: MeetingPlan) -> None:
        if self._view is not None:
            self._deeds.replan(self._view.meeting_id, plan, self._view.reference)

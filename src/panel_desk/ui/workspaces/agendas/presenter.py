"""What the agenda page shows, read from the services and put into words; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from panel_desk.domain.agendas.agenda import Agenda, AgendaItem, NumberedItem, because_words, parts
from panel_desk.domain.agendas.agenda_check import About, AgendaProblem
from panel_desk.domain.agendas.planning import MeetingLine
from panel_desk.domain.agendas.running_order import expected_starts
from panel_desk.domain.calendar import clock, count_words, date_words, day_words
from panel_desk.domain.children.cases import ListKind
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.domain.meeting.meetings import RECORDING, Meeting, MeetingState
from panel_desk.domain.panels import CASE_KINDS
from panel_desk.domain.people import Role
from panel_desk.domain.permissions import AtTheDesk, Permission, role_words
from panel_desk.services.desk import Desk
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.agendas.pool_rows import REASONS, ShowName, child_facts, pool_rows
from panel_desk.ui.workspaces.agendas.view_values import (
    AgendaRow,
    AgendaView,
    Approver,
    ChooserView,
    MeetingRow,
    NextStep,
    PoolRow,
    ProblemRow,
    RowKind,
)

_TONES = {
    "agenda issued": Tone.GREEN,
    "agenda re-opened": Tone.AMBER,
    "agenda locked, not issued": Tone.AMBER,
    "in session": Tone.ACCENT,
    "adjourned": Tone.AMBER,
    "cancelled": Tone.RED,
}
_CHANGING = (MeetingState.PLANNED, MeetingState.AGENDA_ISSUED)


class AgendasPresenter:
    """Reads one desk for the agenda page."""

    def __init__(
        self,
        desk: Desk,
        who: Callable[[], AtTheDesk],
        show_name: ShowName,
        today: Callable[[], date],
    ) -> None:
        self._desk = desk
        self._who = who
        self._show_name = show_name
        self._today = today

    # Meetings

    def meetings(self) -> ChooserView:
        """Every meeting: ahead, the next first; past and cancelled, the latest first."""
        lines, today = self._desk.planning.all(), self._today()
        ahead = [line for line in lines if line.is_ahead(today)]
        past = [line for line in lines if not line.is_ahead(today)]
        return ChooserView(
            ahead=tuple(_meeting_row(line) for line in reversed(ahead)), past=tuple(_meeting_row(line) for line in past)
        )

    def first_meeting(self) -> MeetingId | None:
        """The next meeting whose agenda is still to be made or sent, else the next one, else the latest."""
        view = self.meetings()
        waiting = [row for row in view.ahead if row.line.state is MeetingState.PLANNED]
        rows = (*waiting, *view.ahead)
        return rows[0].line.id if rows else None

    def exists(self, meeting_id: MeetingId) -> bool:
        """Whether the record still has the meeting: planning it may have been taken back."""
        return any(line.id == meeting_id for line in self._desk.planning.all())

    # One agenda

    def agenda(self, meeting_id: MeetingId) -> AgendaView:
        """One meeting's agenda with its pool."""
        meeting = self._desk.meetings.meeting(meeting_id)
        line = next(line for line in self._desk.planning.all() if line.id == meeting_id)
        agenda = self._desk.issuing.preview(meeting_id)
        may = self._may(meeting, Permission.PREPARE_AGENDAS)
        is_open = meeting.state is MeetingState.PLANNED and not meeting.agenda_locked
        sits = meeting.state in RECORDING
        before = meeting.state in _CHANGING
        pool = self._pool(meeting) if before or sits else ()
        dropped = self._desk.agendas.no_longer_listed() if before else ()
        cases = sum(item.needs_outcome for item in meeting.items)
        proposed = sum(row.kind != "fixed" for row in pool)
        over = agenda.total_minutes - agenda.slot_minutes
        step = _step(meeting, can_approve=self._may(meeting, Permission.APPROVE_AGENDAS), can_send=self._may_send())
        return AgendaView(
            meeting_id=meeting_id,
            reference=meeting.reference,
            title=f"{meeting.definition.key} · {date_words(meeting.held_on)}",
            aside=_aside(meeting),
            state=line.state_words,
            tone=_TONES.get(line.state_words, Tone.NEUTRAL),
            pool=pool,
            pool_words=f"{proposed} of {proposed + cases} left" if proposed + cases else "nobody proposed",
            dropped=dropped,
            dropped_words=_dropped_words(len(dropped)),
            rows=self._rows(agenda),
            minutes=agenda.total_minutes,
            slot=agenda.slot_minutes,
            bar_words=_bar_words(agenda.total_minutes, agenda.slot_minutes),
            over=over > 0,
            step=step,
            can_send=self._may(meeting, Permission.SEND_DOCUMENTS),
            can_change=may and is_open,
            can_order=may and (is_open or sits),
            can_add=may and (before or sits),
            can_replan=may and is_open,
            can_cancel=may and before,
            can_reopen=self._may(meeting, Permission.APPROVE_AGENDAS) and before and meeting.agenda_locked,
            is_late=meeting.agenda_locked and (before or sits),
            is_out=meeting.agenda_locked and meeting.agenda_issue > 0,
            notice=self._notice(meeting),
            why_not_step=self._why_not_step(meeting, step),
            room=_room(meeting, self._today()) if self._may(meeting, Permission.RECORD_DECISIONS) else "",
            stale=_is_stale(meeting),
            agenda=agenda,
        )

    def problems(self, meeting_id: MeetingId) -> tuple[ProblemRow, ...]:
        """What is missing or does not fit, what stops the issue first, each with where it is put right."""
        view_only = not self._may(self._desk.meetings.meeting(meeting_id), Permission.PREPARE_AGENDAS)
        return tuple(_problem_row(problem, view_only=view_only) for problem in self._desk.agendas.check(meeting_id))

    def approvers(self, meeting_id: MeetingId) -> tuple[Approver, ...]:
        """Who may approve the agenda and allow late items: the chair first; who is at the desk before all."""
        meeting = self._desk.meetings.meeting(meeting_id)
        presiding = [i for i in meeting.planned.invited if i.role in (Role.CHAIR, Role.DEPUTY)]
        presiding.sort(key=lambda i: (i.person.id != self._who().person.id, i.role is not Role.CHAIR))
        return tuple(Approver(id=i.person.id, words=f"{i.person.name}, {i.role.value}") for i in presiding)

    def presenters(self, meeting_id: MeetingId) -> tuple[str, ...]:
        """Names to offer for a presenter: who is invited, and whom the agenda names already."""
        meeting = self._desk.meetings.meeting(meeting_id)
        invited = [i.person.name for i in meeting.planned.invited]
        named = [item.agenda.presenter for item in meeting.items if item.agenda.presenter]
        roles = [section.presenter for section in meeting.definition.sections if section.presenter]
        return tuple(sorted(dict.fromkeys((*invited, *named, *roles)), key=str.casefold))

    # Private

    def _may(self, meeting: Meeting, permission: Permission) -> bool:
        return self._desk.may(PersonId(self._who().person.id), permission, meeting.definition.key)

    def _may_send(self) -> bool:
        return self._desk.may(self._who().person.id, Permission.SEND_DOCUMENTS)

    def _pool(self, meeting: Meeting) -> tuple[PoolRow, ...]:
        left_out = self._desk.agendas.left_out(meeting.id) if meeting.items and not meeting.agenda_locked else ()
        return pool_rows(
            meeting.definition,
            self._desk.agendas.candidates(meeting.id),
            left_out,
            show_name=self._show_name,
            latest_list=self._desk.agendas.latest_list(ListKind.PROFILE),
        )

    def _rows(self, agenda: Agenda) -> tuple[AgendaRow, ...]:
        starts = expected_starts((n.item for section in agenda.sections for n in section.items), agenda.starts_at)
        found: list[AgendaRow] = []
        if not starts:
            return ()
        for part in parts(agenda.sections):
            found.append(
                AgendaRow(
                    kind=RowKind.HEADING,
                    section=self._key_of(agenda, part.sections[-1].number),
                    number=part.numbers,
                    title=part.title,
                    minutes=part.minutes,
                    minutes_words=f"{part.minutes} min" if part.minutes else "none",
                )
            )
            found += [
                self._item_row(numbered, clock(starts[numbered.item.id]), fixed=section.kind not in CASE_KINDS)
                for section in part.sections
                for numbered in section.items
            ]
        return tuple(found)

    def _key_of(self, agenda: Agenda, number: int) -> str:
        definition = self._desk.meetings.meeting(agenda.meeting_id).definition
        return definition.sections[number - 1].key

    def _item_row(self, numbered: NumberedItem, starts: str, *, fixed: bool) -> AgendaRow:
        item = numbered.item
        child = item.child
        who = self._show_name(child.initials, child.local_id, child.name) if child else ""
        return AgendaRow(
            kind=RowKind.ITEM,
            section=item.section,
            number=numbered.number,
            title=_subject(item),
            minutes=item.minutes,
            minutes_words=str(item.minutes),
            item_id=item.id,
            who=who,
            presenter=item.presenter,
            starts=starts,
            tip=_tip(item, starts),
            late=bool(item.late_reason),
            fixed=fixed,
        )

    def _notice(self, meeting: Meeting) -> str:
        if meeting.state is MeetingState.CANCELLED:
            reason = meeting.cancelled.reason.rstrip(".") if meeting.cancelled else ""
            return f"The meeting is cancelled: {reason}. Nothing more can be done with its agenda."
        if meeting.state in RECORDING:
            return "The meeting is in session. The order can still change; a new item is a late item."
        if meeting.state not in _CHANGING:
            return f"The meeting is “{meeting.state.value}”: its agenda stays as it was."
        if not self._may(meeting, Permission.PREPARE_AGENDAS):
            return f"{role_words(self._who().role)} may not {Permission.PREPARE_AGENDAS.value}. Ask the administrator."
        if meeting.agenda_locked:
            return (
                "The agenda is locked. A new item is a late item and asks the chair’s reason; "
                "to change anything else, re-open the agenda."
            )
        return ""

    def _why_not_step(self, meeting: Meeting, step: NextStep) -> str:
        """Why the issue is refused to who is at the desk, where it waits for somebody else."""
        if step is not NextStep.NONE or meeting.state not in _CHANGING or not meeting.items:
            return ""
        permission = Permission.SEND_DOCUMENTS if meeting.agenda_locked else Permission.APPROVE_AGENDAS
        if meeting.agenda_locked and meeting.agenda_issue:
            return ""
        return f"{role_words(self._who().role)} may not {permission.value}. Ask the administrator."


def _meeting_row(line: MeetingLine) -> MeetingRow:
    return MeetingRow(
        line=line,
        panel=line.panel,
        day=day_words(line.held_on),
        time=f"{clock(line.starts_at)}–{clock(line.ends_at)}",
        place=line.place,
        items=str(line.items) if line.items else "",
        state=line.state_words,
        tone=_TONES.get(line.state_words, Tone.NEUTRAL),
        tip=f"Cancelled: {line.cancel_reason}" if line.cancel_reason else "",
    )


def _step(meeting: Meeting, *, can_approve: bool, can_send: bool) -> NextStep:
    if meeting.state not in _CHANGING:
        return NextStep.NONE
    if not meeting.items:
        return NextStep.BUILD
    if meeting.agenda_locked:
        if not can_send:
            return NextStep.NONE
        return NextStep.ISSUE_AGAIN if meeting.agenda_issue else NextStep.ISSUE
    if can_approve:
        return NextStep.LOCK_AND_ISSUE if can_send else NextStep.LOCK
    return NextStep.NONE


def _room(meeting: Meeting, today: date) -> str:
    if meeting.state in (MeetingState.IN_SESSION, MeetingState.ADJOURNED):
        return "Go to the room"
    issued = meeting.state is MeetingState.AGENDA_ISSUED and meeting.agenda_locked
    return "Open the meeting" if issued and meeting.held_on <= today else ""


def _aside(meeting: Meeting) -> str:
    planned = meeting.planned
    day = day_words(planned.held_on).split()[0]
    when = f"{day}, {clock(planned.starts_at)}–{clock(planned.ends_at)}"
    invited = f"{len(planned.invited)} invited"
    return " · ".join(part for part in (meeting.reference, when, planned.place, invited) if part)


def _bar_words(minutes: int, slot: int) -> str:
    over = minutes - slot
    return f"{minutes} of {slot} min" + (f" · {over} over" if over > 0 else "")


def _dropped_words(count: int) -> str:
    if not count:
        return ""
    return f"{count_words(count, 'child is', 'children are')} no longer on the list."


def _is_stale(meeting: Meeting) -> bool:
    """Whether something stands on an issued agenda that its last issue does not have."""
    return bool(meeting.issued_items) and any(item.id not in meeting.issued_items for item in meeting.items)


def _subject(item: AgendaItem) -> str:
    """What an item is about besides whom: ``High · Review due · 15 · CCE``."""
    if item.child is None and item.concern is None:
        return item.title
    reasons = ", ".join(dict.fromkeys(REASONS[b.reason][0] for b in item.because[:2]))
    if item.child is None:
        return " · ".join(part for part in (item.title, reasons) if part)
    risk = item.child.risk.level if item.child.risk else ""
    return " · ".join(part for part in (risk, reasons, child_facts(item.child)) if part)


def _tip(item: AgendaItem, starts: str) -> str:
    told = [because_words(item.because), f"Late item: {item.late_words}" if item.late_reason else "", item.link]
    return ". ".join([f"Begins about {starts}", *(part.rstrip(".") for part in told if part)]) + "."


def _problem_row(problem: AgendaProblem, *, view_only: bool) -> ProblemRow:
    jumps: dict[About, tuple[str, str]] = {
        About.ITEM: ("Go to it", "item"),
        About.SECTION: ("" if view_only else "Put it back", "section"),
        About.TIME: ("See the items", "time"),
        About.PEOPLE: ("" if view_only else "Change who is invited", "people"),
        About.LAST_MINUTES: ("Open the minutes", "minutes"),
    }
    jump, where = jumps[problem.about]
    return ProblemRow(
        sentence=problem.sentence,
        blocking=problem.blocking,
        jump=jump,
        item_id=problem.item_id,
        section=problem.section,
        where=where,
    )

"""What the agenda page asks of the services, each one deed of the session with its words and its undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from panel_desk.domain.agendas.agenda import Candidate
from panel_desk.domain.calendar import count_words
from panel_desk.domain.ids import ItemId, MeetingId, PersonId
from panel_desk.services.desk import Desk
from panel_desk.services.issuing import SentOut
from panel_desk.services.planning import MeetingPlan
from panel_desk.ui.session import Session
from panel_desk.ui.workspaces.agendas.carrying import Landing
from panel_desk.ui.workspaces.agendas.issue_dialog import IssueChoice
from panel_desk.ui.workspaces.agendas.view_values import AgendaRow, PoolRow


class AgendaDeeds:
    """Deeds on one meeting at a time. Where one is refused, its sentence is said and the screen stays as it was."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def _actor(self) -> PersonId:
        return self._session.actor

    # The meeting

    def plan(self, plan: MeetingPlan, done: Callable[[MeetingId], None]) -> None:
        """Put a meeting in the calendar."""
        actor = self._actor
        self._session.do(lambda desk: desk.planning.plan(actor, plan), said="The meeting is planned.", done=done)

    def replan(self, meeting_id: MeetingId, plan: MeetingPlan, reference: str) -> None:
        """Another day, time, place or other people."""
        actor = self._actor
        self._session.do(lambda desk: desk.planning.replan(actor, meeting_id, plan), said=f"{reference} is changed.")

    def cancel(self, meeting_id: MeetingId, reason: str, said: str) -> None:
        """Call it off."""
        actor = self._actor
        self._session.do(lambda desk: desk.planning.cancel(actor, meeting_id, reason), said=said)

    # The agenda

    def build(self, meeting_id: MeetingId) -> None:
        """Set the running order from what is proposed."""
        actor = self._actor

        def said(left: Sequence[Candidate]) -> str:
            if not left:
                return "The agenda is built; everybody proposed is on it."
            who = count_words(len(left), "child is", "children are")
            return f"The agenda is built. {who} left over, because the time or the number of children is full."

        self._session.do(lambda desk: desk.agendas.build(actor, meeting_id), said=said)

    def put_on(
        self,
        meeting_id: MeetingId,
        rows: Sequence[PoolRow],
        landing: Landing | None = None,
        *,
        late: tuple[str, PersonId] | None = None,
    ) -> None:
        """Put lines of the pool on the agenda: where they are dropped, or where they are proposed."""
        actor = self._actor
        candidates = [row.candidate for row in rows if row.candidate is not None]
        fixed = [row.section for row in rows if row.kind == "fixed"]
        section, before = (landing.section, landing.before) if landing else ("", None)
        reason, allowed_by = late or ("", None)

        def deed(desk: Desk) -> None:
            with desk.meetings.together(meeting_id):
                if fixed:
                    desk.agendas.put_back(actor, meeting_id, *fixed)
                if candidates:
                    desk.agendas.add(
                        actor,
                        meeting_id,
                        *candidates,
                        section=section,
                        before=before,
                        late_reason=reason,
                        allowed_by=allowed_by,
                    )

        late_words = "as a late item" if len(rows) == 1 else "as late items"
        said = f"{_named([row.who for row in rows])} on the agenda{f' {late_words}' if late else ''}."
        self._session.do(deed, said=said)

    def take_off(self, meeting_id: MeetingId, rows: Sequence[AgendaRow]) -> None:
        """Take items off; children and concerns go back to the pool."""
        actor, item_ids = self._actor, _ids(rows)
        said = f"{_named([row.who or row.title for row in rows])} off the agenda."
        self._session.do(lambda desk: desk.agendas.take_off(actor, meeting_id, item_ids), said=said)

    def place(self, meeting_id: MeetingId, item_ids: Sequence[ItemId], landing: Landing) -> None:
        """Put items elsewhere. Nothing is said: it is seen."""
        actor = self._actor
        self._session.do(
            lambda desk: desk.agendas.place(actor, meeting_id, item_ids, landing.section, before=landing.before)
        )

    def change(self, meeting_id: MeetingId, item_id: ItemId, minutes: int, presenter: str) -> None:
        """Another presenter or other minutes."""
        actor = self._actor
        self._session.do(
            lambda desk: desk.agendas.change(actor, meeting_id, item_id, minutes=minutes, presenter=presenter)
        )

    # Sending it out

    def lock(self, meeting_id: MeetingId, approved_by: PersonId) -> None:
        """The chair approves it; the administrator issues it."""
        actor = self._actor
        self._session.do(
            lambda desk: desk.agendas.lock(actor, meeting_id, approved_by),
            said="The agenda is locked. The administrator issues it.",
        )

    def issue(self, meeting_id: MeetingId, choice: IssueChoice, done: Callable[[SentOut], None]) -> None:
        """Lock it where it is open, make its files and save them."""
        actor = self._actor
        self._session.work(
            "Issuing the agenda",
            lambda desk, _progress: desk.issuing.lock_and_issue(
                actor,
                meeting_id,
                choice.folder,
                approved_by=choice.approved_by,
                name_key=choice.name_key,
            ),
            done=done,
        )

    def reopen(self, meeting_id: MeetingId, reason: str) -> None:
        """Open a locked agenda for change."""
        actor = self._actor
        self._session.do(
            lambda desk: desk.agendas.reopen(actor, meeting_id, reason),
            said="The agenda is open again. Issue it again when it is right.",
        )


def _ids(rows: Sequence[AgendaRow]) -> tuple[ItemId, ...]:
    return tuple(row.item_id for row in rows if row.item_id is not None)


def _named(names: Sequence[str]) -> str:
    """``J.M. · 104233 is``, ``3 items are``."""
    return f"{names[0]} is" if len(names) == 1 else f"{len(names)} items are"

"""What is recorded of episodes: their dialogs, and the deeds that follow them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.ids import InterviewId, new_id
from panel_desk.domain.missing.episode_lines import EpisodeLine
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview
from panel_desk.services.desk import Desk
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.moment_field import Moment
from panel_desk.ui.workspaces.missing import presenter
from panel_desk.ui.workspaces.missing.child_field import ChildField
from panel_desk.ui.workspaces.missing.deed_dialog import DeedDialog
from panel_desk.ui.workspaces.missing.episode_dialogs import EpisodeDialog, Reason, ReasonDialog, ReturnDialog
from panel_desk.ui.workspaces.missing.interview_dialog import InterviewDialog
from panel_desk.ui.workspaces.missing.view_values import EpisodeChoice

T = TypeVar("T")
_MOST_CHOICES = 12
_SAID = {
    InterviewState.OFFERED: "The offer of a return interview to {} is recorded.",
    InterviewState.ACCEPTED: "{} has accepted the return interview.",
    InterviewState.COMPLETED: "The return interview of {} is recorded.",
    InterviewState.REFUSED: "{} refused the return interview; the reason is kept.",
    InterviewState.NOT_OFFERED: "That {} is not to be interviewed is recorded, with the reason.",
}


class EpisodeDeeds:
    """Opens a dialog over the page, does the deed, and leaves the dialog open where it was refused."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session = session
        self._page = page

    def record(self, local_id: str = "") -> EpisodeDialog:
        """Enter an episode by hand."""
        field = self._child_field()
        if local_id:
            field.choose(local_id)
        dialog = EpisodeDialog(field, self._session.now, parent=self._page)
        actor = self._session.actor

        def given(row: EpisodeRow) -> None:
            shown = self._shown_of(row.local_id)
            kind = "missing" if row.kind is EpisodeKind.MISSING else "absent"
            self.do(
                dialog,
                lambda desk: desk.missing.record_episode(actor, row),
                f"An episode of {shown} is recorded." if row.ended_at else f"{shown} is recorded as {kind}.",
            )

        dialog.given.connect(given)
        dialog.open()
        return dialog

    def correct(self, line: EpisodeLine) -> EpisodeDialog:
        """Put an entered episode right."""
        dialog = EpisodeDialog(self._child_field(), self._session.now, row=row_of(line), parent=self._page)
        actor = self._session.actor
        dialog.given.connect(
            lambda row: self.do(
                dialog,
                lambda desk: desk.missing.correct_episode(actor, line.key, row),
                f"The episode of {self._shown(line)} is put right.",
            )
        )
        dialog.open()
        return dialog

    def come_back(self, line: EpisodeLine) -> ReturnDialog:
        """Record a return."""
        kind = "Missing" if line.kind is EpisodeKind.MISSING else "Absent"
        child, actor = self._shown(line), self._session.actor
        dialog = ReturnDialog(child, f"{kind} since {line.started_words}", self._session.now, self._page)

        def given(moment: Moment) -> None:
            self.do(
                dialog,
                lambda desk: desk.missing.record_return(
                    actor, line.local_id, line.key, moment.at, time_known=moment.time_known
                ),
                f"{child} is back: the 72 hours run." if line.interviewed else f"{child} is back.",
            )

        dialog.given.connect(given)
        dialog.open()
        return dialog

    def leave_out(self, line: EpisodeLine) -> ReasonDialog:
        """Leave an episode out of everything that counts."""
        child, actor = self._shown(line), self._session.actor
        dialog = ReasonDialog(
            f"Leave out an episode of {child}?",
            f"The one from {line.started_words} counts no longer: told twice, or it cannot have been. It stays in the "
            "record with your reason, and Ctrl+Z brings it back.",
            "Leave it out",
            "Why does it not count?",
            self._page,
        )

        def given(reason: Reason) -> None:
            self.do(
                dialog,
                lambda desk: desk.missing.set_aside(actor, line.local_id, line.key, reason.words, also=line.keys),
                f"The episode of {child} from {line.started_words} is left out.",
            )

        dialog.given.connect(given)
        dialog.open()
        return dialog

    def interview(
        self, line: EpisodeLine, before: ReturnInterview | None, all_lines: Sequence[EpisodeLine]
    ) -> InterviewDialog:
        """Record an interview, or carry one on."""
        child, actor = self._shown(line), self._session.actor
        dialog = InterviewDialog(
            child,
            line.local_id,
            before.id if before else InterviewId(new_id()),
            choices(line, before, all_lines),
            self._session.now,
            before=before,
            parent=self._page,
        )

        def given(interview: ReturnInterview) -> None:
            said = _SAID[interview.state].format(child)
            self.do(dialog, lambda desk: desk.missing.record_interview(actor, interview), said)

        dialog.given.connect(given)
        if before is not None:
            dialog.withdrawing.connect(lambda: self._withdraw(before, child, dialog))
        else:
            dialog.choose_state(InterviewState.COMPLETED if line.clock.outstanding else InterviewState.OFFERED)
        dialog.open()
        return dialog

    def do(self, dialog: DeedDialog, deed: Callable[[Desk], T], said: str) -> None:
        """Do a deed; the dialog goes once it is kept, and says why where it is refused."""
        self._session.do(
            deed,
            said=said,
            done=lambda _kept: dialog.accept(),
            failed=dialog.show_problem,
            stopped=lambda: dialog.deed_button.setEnabled(True),
        )

    def _withdraw(self, interview: ReturnInterview, child: str, over: InterviewDialog) -> None:
        actor = self._session.actor
        dialog = ReasonDialog(
            f"Withdraw the interview of {child}?",
            "It was recorded by mistake: it counts no longer, and stays in the record with your reason.",
            "Withdraw it",
            "What was the mistake?",
            over,
        )
        dialog.given.connect(
            lambda reason: self.do(
                dialog,
                lambda desk: desk.missing.withdraw_interview(actor, interview.id, reason.words),
                f"The interview of {child} is withdrawn.",
            )
        )
        dialog.accepted.connect(over.reject)
        dialog.open()

    def _child_field(self) -> ChildField:
        return ChildField(presenter.children(self._session.reading), self._session.names)

    def _shown(self, line: EpisodeLine) -> str:
        # What is said stays in sight after names are hidden again: initials always.
        return f"{line.initials} · {line.local_id}"

    def _shown_of(self, local_id: str) -> str:
        known = next((c for c in presenter.children(self._session.reading) if c.local_id == local_id), None)
        return f"{known.initials} · {local_id}" if known else local_id


def choices(
    line: EpisodeLine, before: ReturnInterview | None, lines: Sequence[EpisodeLine]
) -> tuple[EpisodeChoice, ...]:
    """The episodes of a child that an interview may be about: the newest first; those it is about are ticked.

    A new one is about the chosen episode; the others that wait for one come next, to be ticked too.
    """
    own = [e for e in lines if e.local_id == line.local_id and e.interviewed and not e.is_open]
    own = own if any(e.key == line.key for e in own) else [line, *own]
    ticked = {e.key for e in own if set(before.episodes) & {e.key, *e.keys}} if before else {line.key}
    own.sort(key=lambda e: (e.key not in ticked, not e.clock.outstanding, -e.started_at.timestamp()))
    kept = own[: max(_MOST_CHOICES, sum(e.key in ticked for e in own))]
    return tuple(
        EpisodeChoice(
            key=e.key,
            words=f"{e.started_words} to {e.ended_words} ({e.lasted_words})",
            returned_at=e.ended_at,
            returned_time_known=e.end_time_known,
            ticked=e.key in ticked,
        )
        for e in kept
    )


def row_of(line: EpisodeLine) -> EpisodeRow:
    """An entered episode, to be put right."""
    return EpisodeRow(
        local_id=line.local_id,
        kind=line.kind,
        started_at=line.started_at,
        start_time_known=line.start_time_known,
        ended_at=line.ended_at,
        end_time_known=line.end_time_known,
        source_id=line.source_id,
    )

"""What is recorded of episodes: their dialogs, and the deeds that follow them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.ids import InterviewId, new_id
from panel_desk.domain.missing.cross_reference import CrossLine
from panel_desk.domain.missing.episode_lines import EpisodeLine
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview
from panel_desk.domain.missing.pathway_rules import PathwayLine
from panel_desk.ui.asking import ask
from panel_desk.ui.session import Session
from panel_desk.ui.workspaces.missing import presenter
from panel_desk.ui.workspaces.missing.child_field import child_field
from panel_desk.ui.workspaces.missing.episode_dialogs import EpisodeDialog, ReasonDialog, ReturnDialog
from panel_desk.ui.workspaces.missing.interview_dialog import InterviewDialog
from panel_desk.ui.workspaces.missing.view_values import EpisodeChoice

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
        session = self._session
        field, actor = child_field(session), session.actor
        if local_id:
            field.choose(local_id)
        dialog = EpisodeDialog(field, session.now, parent=self._page)
        ask(session, dialog, lambda desk, row: desk.missing.record_episode(actor, row), self._recorded)
        return dialog

    def _recorded(self, row: EpisodeRow) -> str:
        shown = presenter.shown_of(self._session.reading, row.local_id)
        kind = "missing" if row.kind is EpisodeKind.MISSING else "absent"
        return f"An episode of {shown} is recorded." if row.ended_at else f"{shown} is recorded as {kind}."

    def correct(self, line: EpisodeLine) -> EpisodeDialog:
        """Put an entered episode right."""
        session, actor = self._session, self._session.actor
        dialog = EpisodeDialog(child_field(session), session.now, row=row_of(line), parent=self._page)
        ask(
            session,
            dialog,
            lambda desk, row: desk.missing.correct_episode(actor, line.key, row),
            lambda _row: f"The episode of {shown(line)} is put right.",
        )
        return dialog

    def come_back(self, line: EpisodeLine) -> ReturnDialog:
        """Record a return."""
        kind = "Missing" if line.kind is EpisodeKind.MISSING else "Absent"
        child, actor = shown(line), self._session.actor
        due = " A return interview is due within 72 hours of the return." if line.interviewed else ""
        dialog = ReturnDialog(child, f"{kind} since {line.started_words}.{due}", self._session.now, self._page)
        ask(
            self._session,
            dialog,
            lambda desk, moment: desk.missing.record_return(
                actor, line.local_id, line.key, moment.at, time_known=moment.time_known
            ),
            lambda _moment: f"{child} is back: the 72 hours run." if line.interviewed else f"{child} is back.",
        )
        return dialog

    def leave_out(self, line: EpisodeLine) -> ReasonDialog:
        """Leave an episode out of everything that counts."""
        child, actor = shown(line), self._session.actor
        dialog = ReasonDialog(
            f"Leave out an episode of {child}?",
            f"The one from {line.started_words} counts no longer: told twice, or it cannot have been. It stays in the "
            "record with your reason, and Ctrl+Z brings it back.",
            "Leave it out",
            "Why does it not count?",
            self._page,
        )

        ask(
            self._session,
            dialog,
            lambda desk, reason: desk.missing.set_aside(actor, line.local_id, line.key, reason, also=line.keys),
            lambda _reason: f"The episode of {child} from {line.started_words} is left out.",
        )
        return dialog

    def interview(
        self, line: EpisodeLine, before: ReturnInterview | None, all_lines: Sequence[EpisodeLine]
    ) -> InterviewDialog:
        """Record an interview, or carry one on."""
        child, actor = shown(line), self._session.actor
        dialog = InterviewDialog(
            child,
            line.local_id,
            before.id if before else InterviewId(new_id()),
            choices(line, before, all_lines),
            self._session.now,
            before=before,
            parent=self._page,
        )

        if before is not None:
            dialog.withdrawing.connect(lambda: self._withdraw(before, child, dialog))
        else:
            dialog.choose_state(InterviewState.COMPLETED if line.clock.outstanding else InterviewState.OFFERED)
        ask(
            self._session,
            dialog,
            lambda desk, interview: desk.missing.record_interview(actor, interview),
            lambda interview: _SAID[interview.state].format(child),
        )
        return dialog

    def _withdraw(self, interview: ReturnInterview, child: str, over: InterviewDialog) -> None:
        actor = self._session.actor
        dialog = ReasonDialog(
            f"Withdraw the interview of {child}?",
            "It was recorded by mistake: it counts no longer, and stays in the record with your reason.",
            "Withdraw it",
            "What was the mistake?",
            over,
        )
        dialog.accepted.connect(over.reject)
        ask(
            self._session,
            dialog,
            lambda desk, reason: desk.missing.withdraw_interview(actor, interview.id, reason),
            lambda _reason: f"The interview of {child} is withdrawn.",
        )


def shown(line: EpisodeLine | PathwayLine | CrossLine) -> str:
    """A child in what is said: it stays in sight after names are hidden again, so initials always."""
    return f"{line.initials} · {line.local_id}" if line.child_id is not None else line.local_id


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

"""What the interviews recorded about one episode come to, in the columns a list would have for them."""

from __future__ import annotations

from collections.abc import Sequence

from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview

_FURTHEST = (
    InterviewState.COMPLETED,
    InterviewState.ACCEPTED,
    InterviewState.OFFERED,
    InterviewState.REFUSED,
    InterviewState.NOT_OFFERED,
)
"""Which of several counts: one held settles it, one still under way outweighs one that was refused."""


def furthest(interviews: Sequence[ReturnInterview]) -> ReturnInterview:
    """The interview that counts where several are about one episode: of those held the first, of the rest the latest.

    Args:
        interviews: At least one, in the order they were recorded.
    """
    for state in _FURTHEST:
        of_state = [one for one in interviews if one.state is state]
        if of_state and state is InterviewState.COMPLETED:
            return min(of_state, key=lambda one: (one.held_at is None, one.held_at))
        if of_state:
            return of_state[-1]
    raise ValueError("no interview")


def told_by(interviews: Sequence[ReturnInterview]) -> dict[str, object]:
    """The fields of ``EpisodeRow`` that recorded interviews fill in; what they do not say stays as a list tells it.

    Args:
        interviews: About one episode, in the order they were recorded.
    """
    if not interviews:
        return {}
    counts = furthest(interviews)
    states = {one.state for one in interviews}
    said: dict[str, object] = {"interview_recorded": counts.state.value}
    said["interview_offered"] = states != {InterviewState.NOT_OFFERED}
    if states & {InterviewState.ACCEPTED, InterviewState.COMPLETED}:
        said["interview_accepted"] = True
    elif counts.state in (InterviewState.REFUSED, InterviewState.NOT_OFFERED):
        said["interview_accepted"] = False
    if counts.state is InterviewState.COMPLETED and counts.held_at is not None:
        said["interview_at"] = counts.held_at
        said["interview_time_known"] = counts.held_time_known
    if counts.provider:
        said["interview_provider"] = counts.provider
    return said

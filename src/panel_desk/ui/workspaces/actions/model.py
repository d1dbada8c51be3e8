"""The table's columns: reference, what, whose, about whom, due, and how it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from panel_desk.domain.calendar import date_words
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.following.followed_actions import FollowedAction
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.table import Column, TableModel
from panel_desk.ui.workspaces.actions.presenter import due_short, status_tone, status_words

AGENCY = 3
"""The column that is hidden where there is little room: the detail names the agency too."""


def actions_model(about: Callable[[FollowedAction], str], today: Callable[[], date]) -> TableModel[FollowedAction]:
    """A table of actions.

    Args:
        about: The child or place as the screen shows it now.
        today: The day of the desk.
    """
    columns: tuple[Column[FollowedAction], ...] = (
        Column(
            title="Action", text=lambda f: f.action.reference, sort=_by_reference, strong=True, whole=True, width=134
        ),
        Column(title="What", text=lambda f: f.action.what, tip=lambda f: f.action.what, stretch=True, width=120),
        Column(title="Owner", text=lambda f: f.owner_words, width=112),
        Column(title="Agency", text=lambda f: f.action.agency_name, muted=True, width=148),
        Column(title="About", text=about, whole=True, width=112),
        Column(
            title="Due", text=lambda f: due_short(f, today()), sort=_by_due, icon=_asked, tip=_asked_words, width=84
        ),
        Column(title="Status", text=status_words, sort=_by_status, tone=status_tone, width=122),
    )
    return TableModel(columns, key=lambda f: f.action.reference)


def _by_reference(followed: FollowedAction) -> tuple[str, int]:
    meeting, _, number = followed.action.reference.rpartition("/")
    return meeting, int(number) if number.isdecimal() else 0


def _by_due(followed: FollowedAction) -> tuple[date, str]:
    return followed.action.due_on, followed.action.reference


def _asked(followed: FollowedAction) -> tuple[str, Tone] | None:
    """A letter before the day of what its owner was asked about."""
    return ("mail", Tone.NEUTRAL) if followed.chased_on else None


def _asked_words(followed: FollowedAction) -> str:
    return f"Its owner was asked on {date_words(followed.chased_on)}" if followed.chased_on else ""


def _by_status(followed: FollowedAction) -> tuple[bool, int, int]:
    """Overdue first, the latest of them at the top; then as the statuses stand."""
    return not followed.days_late, -followed.days_late, list(ActionStatus).index(followed.action.status)

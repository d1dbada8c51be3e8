"""A desk on 22 November 2026, 10:42, with five children, their episodes, and a number that belongs to nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot
from tests.services.desk_builders import HeldClock, TestDesk, a_list, a_profile, child
from tests.services.desk_folders import OPENS
from tests.services.missing_builders import a_missing_list, told
from tests.ui.desks import NOW, OpenSession, furnished

from panel_desk.domain.missing.cross_reference import CrossLine
from panel_desk.domain.missing.episode_lines import EpisodeLine
from panel_desk.services.desk import Desk
from panel_desk.ui.messages import Message
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.workspaces.missing.page import MissingPage

MOST, AWAY, LATE, QUIET, NO_MARKER = "104233", "104322", "104281", "104206", "104275"
UNKNOWN = "9999001"
_ANSWERED = {"RHI_offered": "Y", "RHI_accepted": "Y"}


def furnished_with_episodes(folder: Path) -> Path:
    """The desk that every test copies.

    104233 goes missing most; 104322 is missing now; the interview of 104281 is overdue; 104206 was missing once, and
    interviewed in time; 104275 goes missing most and carries no marker.
    """
    made = furnished(folder)
    with Desk.open(made, OPENS, clock=HeldClock(NOW)) as desk:
        at = TestDesk(desk, HeldClock(NOW))
        at.bring(
            a_profile(
                child(MOST, surname="Morris"),
                child(AWAY, surname="Underhill"),
                child(LATE, surname="Oakes"),
                child(QUIET, surname="Khan"),
            ),
            "profile.csv",
        )
        bare = a_list(
            ("Person ID", "Surname", "Forename", "DOB", "Date of referral", "Referring agency", "Type", "Reason"),
            (NO_MARKER, "Bright", "Noor", "01/02/2012", "05/10/2026", "Police", "Missing", "Away at night"),
        )
        at.bring(bare, "referrals.csv")
        at.bring(a_missing_list(*_episodes()), "missing.csv")
    return made


def _episodes() -> list[tuple[str, ...]]:
    days = ("2026-09-12", "2026-10-03", "2026-10-24", "2026-11-09")
    most = [
        told(MOST, f"{day} 20:00", f"{day} 23:30", Episode_ID=f"m{at}", **_held(day)) for at, day in enumerate(days)
    ]
    none = [told(NO_MARKER, f"{day} 21:00", f"{day} 23:00", Episode_ID=f"n{at}") for at, day in enumerate(days[1:])]
    return [
        *most,
        *none,
        told(AWAY, "2026-11-20 20:42", "", Episode_ID="a1"),
        told(LATE, "2026-11-16 22:00", "2026-11-18 03:42", Episode_ID="l1"),
        told(LATE, "2026-11-12 22:00", "2026-11-13 03:42", Episode_ID="l2"),
        told(QUIET, "2026-10-02 18:00", "2026-10-03 03:00", Episode_ID="q1", **_held("2026-10-04")),
        told(UNKNOWN, "2026-11-01 20:00", "2026-11-03 08:00", Episode_ID="u1"),
    ]


def _held(day: str) -> dict[str, Any]:
    return {**_ANSWERED, "RHI_date": f"{day} 23:45", "RHI_provider": "Missing People"}


def child_lines(page: MissingPage) -> list[str]:
    """The local IDs of the cross-reference as shown."""
    return [line.local_id for line in page.panes.cross.table.shown_rows()]


def episodes(page: MissingPage, local_id: str) -> list[EpisodeLine]:
    """The episodes of a child, as shown, the newest first."""
    assert page.view is not None
    return [e for e in page.view.episodes if e.local_id == local_id]


def crossed(page: MissingPage, local_id: str) -> CrossLine:
    """The child’s line of the cross-reference."""
    assert page.panes.cross.cross is not None
    return next(line for line in page.panes.cross.cross.lines if line.local_id == local_id)


def keep(qtbot: QtBot, session: OpenSession, dialog: DeedDialog[Any]) -> str:
    """Press the deed’s button, wait until it is kept, and give what was said."""
    with qtbot.waitSignals([session.record_changed, dialog.accepted]):
        dialog.deed_button.click()
    message = session.opened.said[-1]
    assert isinstance(message, Message)
    return message.sentence

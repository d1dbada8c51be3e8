"""Missing episodes at a desk on 22 November 2026: lists with every column, rows entered by hand, interviews."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from msgspec.structs import replace
from tests.services.desk_builders import ASHA, TestDesk, a_list, a_profile

from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.ids import EpisodeId, InterviewId, new_id
from panel_desk.domain.missing.episode_lines import EpisodeLine
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview

TODAY = date(2026, 11, 22)
HEADINGS = (
    "Person ID", "NHS number", "UPN", "DOB", "Surname", "Forename", "Episode ID", "START_DTTM", "END_DTTM",
    "MISSING_STATUS", "RHI offered", "RHI accepted", "RHI date", "RHI provider",
)  # fmt: skip
NHS, OTHER_NHS, UPN = "9434765870", "9434765919", "B801200005001"


def wall(words: str) -> datetime:
    """England’s wall clock: ``2026-11-10 20:00``."""
    return datetime.fromisoformat(words)


def told(
    local_id: str, start: str = "2026-11-10 20:00", end: str = "2026-11-11 08:00", **cells: str
) -> tuple[str, ...]:
    """One line of a missing list; cells by heading, with underscores for spaces."""
    usual = {"Person_ID": local_id, "START_DTTM": start, "END_DTTM": end, "MISSING_STATUS": "Missing", **cells}
    return tuple(usual.get(heading.replace(" ", "_"), "") for heading in HEADINGS)


def a_missing_list(*rows: tuple[str, ...]) -> bytes:
    """A list with every column that is read."""
    return a_list(HEADINGS, *rows)


def numbered(*children: tuple[str, str, str, str]) -> bytes:
    """Children at risk with their other numbers: local ID, NHS number, UPN, date of birth."""
    headings = ("Person ID", "Surname", "Forename", "DOB", "Type", "Risk", "NHS number", "UPN", "Team")
    rows = [
        (local_id, "Archer", "Kim", born, "CCE", "High", nhs, upn, "North") for local_id, nhs, upn, born in children
    ]
    return a_list(headings, *rows)


def on_the_day(at: TestDesk) -> TestDesk:
    """The desk at 10:00 on 22 November 2026, with children 101 and 102."""
    at.bring(a_profile())
    at.clock.set(TODAY, time(10, 0))
    return at


def lines(at: TestDesk, **since: date) -> tuple[EpisodeLine, ...]:
    """Every episode as the page shows it."""
    return at.desk.missing.episodes(TODAY, **since)


def line(at: TestDesk) -> EpisodeLine:
    """The only episode."""
    (found,) = lines(at)
    return found


def an_entry(start: str = "2026-11-10 20:00", end: str | None = "2026-11-11 08:00", **changes: Any) -> EpisodeRow:  # noqa: ANN401 - any field
    """An episode of child 101 as a person enters it."""
    row = EpisodeRow(
        local_id="101", kind=EpisodeKind.MISSING, started_at=wall(start), ended_at=wall(end) if end else None
    )
    return replace(row, **changes)


def entered(at: TestDesk, *times: str | None, **changes: Any) -> EpisodeId:  # noqa: ANN401 - any field
    """An episode entered by hand."""
    return at.desk.missing.record_episode(ASHA, an_entry(*times, **changes))  # type: ignore[arg-type]


def an_interview(*episodes: EpisodeId, **changes: Any) -> ReturnInterview:  # noqa: ANN401 - any field
    """An interview of child 101, held in time for the episodes above."""
    usual = ReturnInterview(
        id=InterviewId(new_id()),
        local_id="101",
        episodes=episodes,
        state=InterviewState.COMPLETED,
        held_at=wall("2026-11-12 10:00"),
    )
    return replace(usual, **changes)

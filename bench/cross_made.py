"""Children and episodes for the bench of the cross-reference: rows as the vault's query gives them."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

from msgspec import Struct

from panel_desk.domain.children.cases import ExploitationType
from panel_desk.domain.children.standing import Decided
from panel_desk.domain.ids import ChildId, MeetingId, PanelKey
from panel_desk.domain.missing.markers import CrossChild
from panel_desk.domain.missing.missing_figures import EpisodeColumns
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.domain.missing.wall_seconds import DAY, Moment

CHILDREN, EACH = 10_000, 10
_TYPES = (
    (),
    (ExploitationType.CCE,),
    (ExploitationType.CSE, ExploitationType.ONLINE),
    (ExploitationType.CCE, ExploitationType.COUNTY_LINES),
)


class Desk(Struct, frozen=True):
    """What is cross-referenced."""

    children: list[CrossChild]
    rows: list[EpisodeColumns]
    moment: Moment


def a_desk(days: int) -> Desk:
    """Ten thousand children with ten episodes each, spread over so many days; two in five have an interview.

    Three in four carry a marker, three in ten were before a panel. One in thirty episodes is told twice.
    """
    drawn = random.Random(7)
    moment = Moment(datetime(2026, 11, 22, 12, tzinfo=UTC), Thresholds())
    last = Decided(
        panel=PanelKey("SAFE"),
        meeting_id=MeetingId("m"),
        reference="SAFE-2026-10",
        held_on=date(2026, 10, 29),
        outcome="continue",
        words="to continue with the plan",
        reason="the plan works",
    )
    children = []
    rows = []
    for number in range(CHILDREN):
        local_id, types, heard = f"1{number:05}", drawn.choice(_TYPES), drawn.random() < 0.3
        children.append(
            CrossChild(
                local_id,
                "J.M.",
                "Jo Moss",
                ChildId(f"id-{number}"),
                None,
                types,
                "the list added on 16 November 2026",
                types if heard else (),
                last if heard else None,
                drawn.choice(("", "Medium", "High")),
            )
        )
        rows += _episodes(drawn, local_id, moment.now, days)
    return Desk(children, sorted(rows, key=lambda row: row[:2]), moment)


def _episodes(drawn: random.Random, local_id: str, now: int, days: int) -> list[EpisodeColumns]:
    made: list[EpisodeColumns] = []
    while len(made) < EACH:
        began = now - 60 * drawn.randrange(days * DAY // 60)
        if made and drawn.random() < 1 / 30:
            began = made[-1][1] + 60 * drawn.randrange(60)
        ended = began + 60 * drawn.randrange(60, 3 * DAY // 60)
        said = drawn.choice((1, 1, 1, 0)) | 2 | drawn.choice((4, 4, 4, 0)) | 8 | drawn.choice((0, 16, 80, 144))
        held = ended + DAY if drawn.random() < 0.4 else None
        made.append((local_id, began, None, said, None) if ended > now else (local_id, began, ended, said, held))
    return made

"""What ends: actions closed, places closed, newer lists, a stay on the pathway."""

from __future__ import annotations

from datetime import date, datetime

from tests.services.desk_builders import TestDesk
from tests.services.subject_builders import a_list

from panel_desk.domain.children.cases import ChildFacts, EpisodeKind, EpisodeRow, ListKind, ReferralRow
from panel_desk.domain.events import Event
from panel_desk.domain.events.actions import ActionStatus, ActionUpdated
from panel_desk.domain.events.missing import PathwayEntered
from panel_desk.domain.events.strategy import ConcernClosed
from panel_desk.domain.ids import ActionId, ChildId, ConcernId, PathwayId
from panel_desk.domain.missing.pathway import PathwayEntry

DAY = date(2026, 11, 20)


def closing_of_places() -> list[tuple[str, Event]]:
    """Both planted concerns are worked on no more."""
    return [(f"place/{c}", ConcernClosed(concern_id=ConcernId(c), on=DAY, reason="Done")) for c in ("c1", "c2")]


def closing_of_actions(at: TestDesk) -> list[tuple[str, Event]]:
    """Every action is done."""
    ids = [ActionId(row[0]) for row in at.desk.book.db.conn.execute("SELECT id FROM action")]
    return [
        (f"action/{one}", ActionUpdated(action_id=one, status=ActionStatus.COMPLETE, on=DAY, reason="Done"))
        for one in ids
    ]


def newer_lists() -> list[tuple[str, Event]]:
    """A newer list of referrals and one of episodes, about another child."""
    facts = ChildFacts(local_id="300300", surname="Vale", forenames="Ida")
    referral = ReferralRow(facts=facts, referred_on=DAY, source_agency="Police")
    started = datetime(2026, 11, 1, 20)  # noqa: DTZ001  England's wall clock
    episode = EpisodeRow(
        local_id="300300", kind=EpisodeKind.MISSING, started_at=started, ended_at=started.replace(hour=23)
    )
    new = {"300300": ChildId("child-300300")}
    return [
        ("import/8", a_list("8", referral, kind=ListKind.REFERRALS, new_children=new)),
        ("import/9", a_list("9", episode, kind=ListKind.MISSING)),
    ]


def stay_of(local_id: str) -> tuple[str, Event]:
    """A child on the enhanced pathway."""
    entry = PathwayEntry(id=PathwayId("p9"), local_id=local_id, owner="Ife Bello", added_on=DAY, reason="4 episodes")
    return ("pathway/p9", PathwayEntered(entry=entry))

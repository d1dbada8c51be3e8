"""Children: what the lists say of them, and where they stand with the panels; always one query per kind of fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct

from panel_desk.domain.agendas.agenda import DroppedChild
from panel_desk.domain.calendar import england_day
from panel_desk.domain.children.cases import ChildFacts, EpisodeRow, ExploitationType, ListKind, ProfileRow, ReferralRow
from panel_desk.domain.children.standing import ChildOnDesk, Decided
from panel_desk.domain.ids import ChildId
from panel_desk.domain.risk import RiskAssessment
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import actions, decided, episodes
from panel_desk.vault.queries.reading import WANTED, Row, array, day, one, rows, wanted

_FACTS = """local_id, surname, forenames, alias, born_on, sex, ethnicity, legal_status, worker, team, school,
nhs_number, upn, address"""
_CHILD = f"SELECT {_FACTS}, id, types, listed, listed_risk, listed_reason FROM child"  # noqa: S608  constants of this module
_WANTED = _CHILD + f" WHERE id IN {WANTED} ORDER BY local_id"
_REFERRALS_OF = """SELECT child_id, row FROM child_referral WHERE child_id IN (SELECT value FROM json_each(?))
ORDER BY referred_on DESC, last_seq DESC, source_agency"""
_episodes: msgspec.json.Decoder[tuple[EpisodeRow, ...]] = msgspec.json.Decoder(tuple[EpisodeRow, ...])
_referral: msgspec.json.Decoder[ReferralRow] = msgspec.json.Decoder(ReferralRow)
_types: msgspec.json.Decoder[tuple[ExploitationType, ...]] = msgspec.json.Decoder(tuple[ExploitationType, ...])


_DROPPED = """SELECT child.id, local_id, surname, forenames, named.file_name, named.imported_at, newest.file_name,
newest.imported_at FROM child
JOIN list_import AS newest ON newest.id = (
    SELECT id FROM list_import WHERE kind = ? AND undone = 0 ORDER BY seq DESC LIMIT 1
)
LEFT JOIN list_import AS named ON named.id = child.last_import
WHERE listed = 0 AND dropped_by = newest.id ORDER BY local_id"""


class ChildRow(Struct, frozen=True, kw_only=True):
    """A child as the list of all children shows it."""

    id: ChildId
    facts: ChildFacts
    types: tuple[ExploitationType, ...]
    listed: bool
    """On the latest profile list."""
    listed_risk: str
    """As the list words it."""
    risk: RiskAssessment | None
    """The last level a panel set."""
    last: Decided | None
    """The last decision of any panel."""


def by_local_id(db: Database, local_id: str) -> ChildRow | None:
    """The child of a local ID; None where no list has named it."""
    found = one(db, "SELECT id FROM child WHERE local_id = ?", (local_id,))
    return by_id(db, found[0]) if found else None


def by_id(db: Database, child_id: ChildId) -> ChildRow | None:
    """The child of an id; None where there is none."""
    found = _child_rows(db, [child_id])
    return found[0] if found else None


def all_children(db: Database) -> tuple[ChildRow, ...]:
    """Every child, by local ID."""
    return _child_rows(db, _all_ids(db))


def ids_by_local_id(db: Database) -> dict[str, ChildId]:
    """The identifier of every child by local ID."""
    return dict(rows(db, "SELECT local_id, id FROM child"))


def facts(db: Database) -> tuple[ChildFacts, ...]:
    """What the lists say of every child."""
    return tuple(_facts(row) for row in rows(db, _CHILD + " ORDER BY local_id"))


def names(db: Database) -> tuple[tuple[str, str, str, str], ...]:
    """Local ID, forenames, surname and alias of every child: what a text may name them by."""
    return tuple(rows(db, "SELECT local_id, forenames, surname, alias FROM child"))


def profile_rows(db: Database) -> tuple[ProfileRow, ...]:
    """The last profile line of every child who is on the latest profile list."""
    found = rows(db, "SELECT profile_row FROM child WHERE listed = 1 ORDER BY local_id")
    return msgspec.json.decode(array(found), type=tuple[ProfileRow, ...])


def referral_rows(db: Database) -> tuple[ReferralRow, ...]:
    """Every referral, the oldest first: of one child's, the last is the latest."""
    found = rows(db, "SELECT row FROM child_referral ORDER BY referred_on, last_seq, child_id, source_agency")
    return msgspec.json.decode(array(found), type=tuple[ReferralRow, ...])


def episode_rows(db: Database) -> tuple[EpisodeRow, ...]:
    """What lists alone say of every missing or absent episode, by number and start.

    To compare a new list with; what counts is read through ``episodes``.
    """
    found = rows(db, "SELECT row FROM episode ORDER BY local_id, started_at, key")
    return _episodes.decode(array(found))


def dropped(db: Database) -> tuple[DroppedChild, ...]:
    """The children whom the latest list of children at risk named no longer, by local ID."""
    found = rows(db, _DROPPED, (ListKind.PROFILE.value,))
    decisions = decided.on_children(db, [row[0] for row in found])
    return tuple(_dropped(row, decisions.get(row[0], ())) for row in found)


def _dropped(row: Row, decisions: Sequence[Decided]) -> DroppedChild:
    last = next(iter(decisions), None)
    return DroppedChild(
        child_id=row[0],
        local_id=row[1],
        initials=ChildFacts(local_id=row[1], surname=row[2], forenames=row[3]).initials,
        named_by=row[4] or "",
        named_on=england_day(datetime.fromisoformat(row[5] or row[7])),
        dropped_by=row[6],
        dropped_on=england_day(datetime.fromisoformat(row[7])),
        last_words=f"{last.reference}: {last.words}" if last else "",
    )


def on_desk(db: Database, ids: Sequence[ChildId] | None = None) -> tuple[ChildOnDesk, ...]:
    """Everything a proposal needs to know, by local ID.

    Args:
        db: Any connection.
        ids: Of which children; None: of all.
    """
    ids = _all_ids(db) if ids is None else ids
    found = rows(db, _WANTED, (wanted(ids),))
    decisions = decided.on_children(db, ids)
    open_actions = actions.open_about_children(db, ids)
    referrals = _referrals(db, ids)
    of_children = episodes.of_children(db, [row[0] for row in found])
    return tuple(
        ChildOnDesk(
            child_id=row[14],
            facts=_facts(row),
            types=_types.decode(row[15]),
            listed=bool(row[16]),
            listed_risk=row[17],
            listed_reason=row[18],
            referrals=referrals.get(row[14], ()),
            decided=decisions.get(row[14], ()),
            episodes=of_children.get(row[0], ()),
            actions=open_actions.get(row[14], ()),
            risk=decided.latest_risk(decisions.get(row[14], ())),
        )
        for row in found
    )


def _all_ids(db: Database) -> list[ChildId]:
    return [row[0] for row in rows(db, "SELECT id FROM child")]


def _child_rows(db: Database, ids: Sequence[ChildId]) -> tuple[ChildRow, ...]:
    decisions = decided.on_children(db, ids)
    return tuple(
        ChildRow(
            id=row[14],
            facts=_facts(row),
            types=_types.decode(row[15]),
            listed=bool(row[16]),
            listed_risk=row[17],
            risk=decided.latest_risk(decisions.get(row[14], ())),
            last=next(iter(decisions.get(row[14], ())), None),
        )
        for row in rows(db, _WANTED, (wanted(ids),))
    )


def _referrals(db: Database, ids: Iterable[str]) -> dict[str, tuple[ReferralRow, ...]]:
    found: dict[str, tuple[ReferralRow, ...]] = {}
    for child_id, row in rows(db, _REFERRALS_OF, (wanted(ids),)):
        found[child_id] = (*found.get(child_id, ()), _referral.decode(row))
    return found


def _facts(row: Row) -> ChildFacts:
    return ChildFacts(
        local_id=row[0],
        surname=row[1],
        forenames=row[2],
        alias=row[3],
        born_on=day(row[4]),
        sex=row[5],
        ethnicity=row[6],
        legal_status=row[7],
        worker=row[8],
        team=row[9],
        school=row[10],
        nhs_number=row[11],
        upn=row[12],
        address=row[13],
    )

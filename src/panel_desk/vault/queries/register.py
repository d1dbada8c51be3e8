"""What the register of all children is read from: few wide queries, none of them for each child."""

from __future__ import annotations

from datetime import date, timedelta
from sys import intern

import msgspec

from panel_desk.domain.children.cases import ExploitationType
from panel_desk.domain.children.register_line import ChildLine, Standing, standing_of
from panel_desk.domain.ids import ChildId
from panel_desk.domain.missing.episodes import summarise
from panel_desk.domain.panels import RegularlyMissing
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import decided, episodes
from panel_desk.vault.queries.reading import day, one, rows

_LINES = """SELECT id, local_id, initials, trim(forenames || ' ' || surname), born_on, types, listed, listed_risk,
concat_ws(' ', nullif(alias, ''), nullif(worker, ''), nullif(team, ''), nullif(school, ''))
FROM child ORDER BY local_id"""
_LISTS = """SELECT count(*), max(seq), sum(undone),
(SELECT count(*) FROM journal WHERE stream > 'missing/' AND stream < 'missing0') FROM list_import"""
_types: msgspec.json.Decoder[tuple[ExploitationType, ...]] = msgspec.json.Decoder(tuple[ExploitationType, ...])
_COUNTED_DAYS = 90


def count(db: Database) -> int:
    """How many children the record holds."""
    found = one(db, "SELECT count(*) FROM child")
    return int(found[0]) if found else 0


def stamp(db: Database) -> str:
    """Changes whenever what the lists say of children and episodes does, or what was recorded of episodes."""
    return ":".join(str(part) for part in one(db, _LISTS) or ())


def lines(db: Database, today: date) -> tuple[ChildLine, ...]:
    """Every child by local ID, with the missing episodes of the last 90 days, without what panels decided."""
    missing = _missing(db, today)
    born: dict[str | None, date | None] = {}
    types: dict[str, tuple[ExploitationType, ...]] = {}
    none = (0, False)
    found = []
    for child_id, local_id, initials, name, born_on, of_types, listed, listed_risk, said in rows(db, _LINES):
        if born_on not in born:
            born[born_on] = day(born_on)
        if of_types not in types:
            types[of_types] = _types.decode(of_types)
        missing_90, now = missing.get(local_id, none)
        found.append(
            ChildLine(
                id=ChildId(child_id),
                local_id=local_id,
                initials=intern(initials),
                name=name,
                born_on=born[born_on],
                types=types[of_types],
                listed=bool(listed),
                listed_risk=intern(listed_risk),
                said=said,
                missing_90=missing_90,
                missing_now=now,
            )
        )
    return tuple(found)


def standing(db: Database) -> dict[str, Standing]:
    """Where every child stands on whom a panel has decided, by child id."""
    ids = [row[0] for row in rows(db, "SELECT DISTINCT child_id FROM decision WHERE child_id IS NOT NULL")]
    found = {child_id: standing_of(decisions) for child_id, decisions in decided.on_children(db, ids).items()}
    return {child_id: stands for child_id, stands in found.items() if stands is not None}


def _missing(db: Database, today: date) -> dict[str, tuple[int, bool]]:
    """By local ID: missing episodes that began within 90 days, and whether one has no end."""
    # A day more, because rows of one episode are told up to an hour apart.
    since = today - timedelta(days=_COUNTED_DAYS + 1)
    rule = RegularlyMissing()
    found = {}
    for local_id, own in episodes.began_since(db, since).items():
        summary = summarise(own, today, rule)
        found[local_id] = (summary.missing.days_90, summary.currently_missing)
    return found

"""Missing and absent episodes that count, of lists and entered here, each under the child whose it is.

Every reader has them from the view ``known_episode``, so that all count the same ones; only what a new list is compared
with is what earlier lists said.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from operator import attrgetter

import msgspec
from msgspec import Struct

from panel_desk.domain.children.cases import EpisodeRow
from panel_desk.domain.ids import ChildId, EpisodeId, ImportId, InterviewId
from panel_desk.domain.missing.interviews import ListedEpisode, ReturnInterview
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import WANTED, Row, array, day, instant, one, rows, wanted

_OF = f"SELECT local_id, row FROM known_episode WHERE local_id IN {WANTED}"  # noqa: S608  constants of this module
_BEGAN = "SELECT local_id, row FROM known_episode WHERE started_at >= ? OR ended_at IS NULL"
_RECENT = "SELECT local_id, row FROM known_episode WHERE started_at >= ?1 OR ended_at >= ?1 OR ended_at IS NULL"
_KNOWN = "SELECT local_id, key, row, listed_as, entered, matched_by FROM known_episode"
_CHILDREN = """SELECT local_id, id, initials, trim(forenames || ' ' || surname), team, born_on FROM child
WHERE local_id IN (SELECT value FROM json_each(?))"""
_DIFFER = """SELECT e.local_id, e.key, e.ended_at, r.ended_at, json_extract(e.row, '$.end_time_known'), r.end_time_known
FROM recorded_return AS r JOIN episode AS e USING (local_id, key) WHERE e.ended_at IS NOT NULL"""
_BORN = "SELECT local_id, born_on FROM child WHERE born_on IS NOT NULL"
_BORN_OTHERWISE = """SELECT e.local_id, e.key, e.row ->> '$.born_on', child.born_on
FROM episode AS e JOIN child USING (local_id) WHERE e.row ->> '$.born_on' <> child.born_on
UNION ALL
SELECT e.local_id, e.key, e.row ->> '$.born_on', child.born_on FROM episode_stranger AS s
LEFT JOIN episode_answer AS m USING (source_id) CROSS JOIN child ON child.local_id = coalesce(m.local_id, s.owner)
CROSS JOIN episode AS e ON e.local_id = s.source_id WHERE e.row ->> '$.born_on' <> child.born_on
UNION ALL
SELECT r.local_id, r.key, r.row ->> '$.born_on', child.born_on FROM recorded_episode AS r
JOIN child USING (local_id) WHERE r.row ->> '$.born_on' <> child.born_on"""
_HELD_OTHERWISE = """SELECT e.local_id, e.key, e.row ->> '$.interview_at', o.interview ->> '$.interview_at',
o.interview ->> '$.interview_recorded',
e.row ->> '$.interview_time_known' IS NOT 0 AND o.interview ->> '$.interview_time_known' IS NOT 0
FROM episode_overlay AS o JOIN episode AS e USING (local_id, key)
WHERE o.interview <> '{}' AND e.row ->> '$.interview_at' IS NOT NULL"""
_SAID = "(o.ended_at IS NOT NULL OR o.interview <> '{}' OR o.aside)"
_RESTS = f"""SELECT 1 FROM episode_overlay AS o CROSS JOIN episode AS e ON e.local_id = o.local_id AND e.key = o.key
WHERE e.first_import = ?1 AND e.last_import = ?1 AND {_SAID} LIMIT 1"""  # noqa: S608  constants of this module
_ASIDE = "SELECT local_id, key, reason FROM episode_set_aside ORDER BY local_id, key"
_NAMES = """SELECT local_id, forenames, surname FROM (
    SELECT coalesce(nullif(coalesce(m.local_id, s.owner), ''), s.source_id) AS local_id,
        coalesce(e.row ->> '$.forenames', '') AS forenames, coalesce(e.row ->> '$.surname', '') AS surname
    FROM episode_stranger AS s CROSS JOIN episode AS e ON e.local_id = s.source_id
    LEFT JOIN episode_answer AS m USING (source_id)
    UNION SELECT coalesce(nullif(m.local_id, ''), r.local_id), coalesce(r.row ->> '$.forenames', ''),
        coalesce(r.row ->> '$.surname', '')
    FROM recorded_episode AS r LEFT JOIN episode_answer AS m ON m.source_id = r.local_id
) WHERE forenames <> '' OR surname <> '' ORDER BY local_id, surname, forenames"""
_INTERVIEWS = """SELECT row, listed_as, key FROM interview JOIN interview_episode ON interview_id = id
ORDER BY recorded_at DESC, id DESC"""
_STARTED = attrgetter("started_at")
_episodes: msgspec.json.Decoder[tuple[EpisodeRow, ...]] = msgspec.json.Decoder(tuple[EpisodeRow, ...])
_row: msgspec.json.Decoder[EpisodeRow] = msgspec.json.Decoder(EpisodeRow)
_interviews: msgspec.json.Decoder[tuple[ReturnInterview, ...]] = msgspec.json.Decoder(tuple[ReturnInterview, ...])


class KnownEpisode(Struct, frozen=True, kw_only=True, gc=False):
    """An episode that counts."""

    local_id: str
    """Of the child; the number of the list where nobody has been found."""
    key: EpisodeId
    row: EpisodeRow
    """With the return and the interviews that were recorded here."""
    listed_as: str
    """The number under which it was told; what people record of it is kept under that."""
    entered: bool
    """By hand, not told by a list."""
    matched_by: str
    """``local ID``, ``answer``, ``NHS number``, ``UPN and date of birth``; empty: nobody has been found."""


class ChildOfEpisode(Struct, frozen=True, kw_only=True):
    """What a line shows of the child."""

    id: ChildId
    initials: str
    name: str
    team: str
    born_on: date | None


class ReturnsDiffer(Struct, frozen=True, kw_only=True):
    """A return entered here, and the end that a list gave later."""

    local_id: str
    """The list’s number."""
    key: EpisodeId
    listed_at: datetime
    recorded_at: datetime
    times_known: bool


class BirthsDiffer(Struct, frozen=True, kw_only=True):
    """The date of birth that an episode gives, where the desk knows the child by another."""

    local_id: str
    """The list’s number."""
    key: EpisodeId
    listed: date
    known: date


class InterviewsDiffer(Struct, frozen=True, kw_only=True):
    """An interview that a list says was held, and what is recorded here of it."""

    local_id: str
    """The list’s number."""
    key: EpisodeId
    listed_at: datetime
    recorded_at: datetime | None
    """When it was held by what is recorded here; None: it was not."""
    state: str
    times_known: bool


def known(db: Database, *, since: date | None = None) -> tuple[KnownEpisode, ...]:
    """Every episode that began on or after a day, or has no end, by child and start; None: all."""
    if since is None:
        found = rows(db, _KNOWN)
    else:
        found = rows(db, f"{_KNOWN} WHERE started_at >= ? OR ended_at IS NULL", (since.isoformat(),))
    decoded = _episodes.decode(array((row[2],) for row in found))
    born = _births(db)
    told = [_known(row, _of_child_born(episode, born.get(row[0]))) for row, episode in zip(found, decoded, strict=True)]
    return tuple(sorted(told, key=lambda e: (e.local_id, e.row.started_at, e.key)))


def told_as(db: Database, local_id: str, key: EpisodeId) -> tuple[KnownEpisode, ...]:
    """An episode of a child by its key, its own number first; empty where there is none that counts.

    One, but where lists tell the child under several numbers and give the same source number and start.
    """
    found = rows(db, f"{_KNOWN} WHERE local_id = ? AND key = ?", (local_id, key))
    return tuple(sorted(_of_one(db, local_id, found), key=lambda e: (e.listed_as != local_id, e.listed_as)))


def of_children(db: Database, local_ids: Iterable[str]) -> dict[str, tuple[EpisodeRow, ...]]:
    """The episodes of some children, the newest first."""
    found = _by_child(db, rows(db, _OF, (wanted(local_ids),)))
    return {
        local_id: tuple(sorted(own, key=_STARTED, reverse=True) if len(own) > 1 else own)
        for local_id, own in found.items()
    }


def began_since(db: Database, since: date) -> dict[str, list[EpisodeRow]]:
    """By child, in no order: the episodes that began on or after a day, and all that have no end."""
    return _by_child(db, rows(db, _BEGAN, (since.isoformat(),)))


def began_or_ended_since(db: Database, since: datetime) -> dict[str, list[EpisodeRow]]:
    """By child, in no order: the episodes that began or ended since a time (England's wall clock), or have no end."""
    return _by_child(db, rows(db, _RECENT, (since.isoformat(),)))


def children(db: Database, local_ids: Iterable[str]) -> dict[str, ChildOfEpisode]:
    """What a line shows of some children, by local ID; those the desk does not know are left out."""
    return {
        row[0]: ChildOfEpisode(id=row[1], initials=row[2], name=row[3], team=row[4], born_on=day(row[5]))
        for row in rows(db, _CHILDREN, (wanted(local_ids),))
    }


def interviews(db: Database) -> tuple[tuple[ReturnInterview, ListedEpisode], ...]:
    """Every recorded interview with every episode it is about, the latest recorded first."""
    found = rows(db, _INTERVIEWS)
    about = (ListedEpisode(listed_as=row[1], key=EpisodeId(row[2])) for row in found)
    return tuple(zip(_interviews.decode(array(found)), about, strict=True))


def interview(db: Database, interview_id: InterviewId) -> ReturnInterview | None:
    """A recorded interview; None where there is none."""
    found = one(db, "SELECT row FROM interview WHERE id = ?", (interview_id,))
    return msgspec.json.decode(found[0], type=ReturnInterview) if found else None


def is_known_number(db: Database, number: str) -> bool:
    """Whether a child of the desk has the number as its local ID."""
    return one(db, "SELECT 1 FROM child WHERE local_id = ?", (number,)) is not None


def tells_under(db: Database, number: str) -> bool:
    """Whether any episode is told under a number, by a list or here."""
    found = "SELECT 1 FROM episode WHERE local_id = ?1 UNION ALL SELECT 1 FROM recorded_episode WHERE local_id = ?1"
    return one(db, f"{found} LIMIT 1", (number,)) is not None


def owners_of(db: Database, number: str) -> tuple[str, ...]:
    """Whose the episodes told under a number are."""
    found = rows(db, "SELECT DISTINCT local_id FROM known_episode WHERE listed_as = ?", (number,))
    return tuple(row[0] for row in found)


def interviewed(db: Database, interview_id: InterviewId) -> frozenset[str]:
    """Whose the episodes are that an interview is about."""
    found = rows(db, "SELECT DISTINCT listed_as FROM interview_episode WHERE interview_id = ?", (interview_id,))
    return frozenset(owner for row in found for owner in owners_of(db, row[0]))


def interviews_about(db: Database, number: str, key: EpisodeId) -> tuple[ReturnInterview, ...]:
    """The recorded interviews about an episode that was told under a number."""
    sql = """SELECT row FROM interview JOIN interview_episode ON interview_id = id
    WHERE listed_as = ? AND key = ? ORDER BY id"""
    return _interviews.decode(array(rows(db, sql, (number, key))))


def has_recorded_return(db: Database, number: str, key: EpisodeId) -> bool:
    """Whether the return of an episode was entered here."""
    return one(db, "SELECT 1 FROM recorded_return WHERE local_id = ? AND key = ?", (number, key)) is not None


def of_child(db: Database, local_id: str) -> tuple[KnownEpisode, ...]:
    """Every episode of one child, by start."""
    found = rows(db, f"{_KNOWN} WHERE local_id = ?", (local_id,))
    return tuple(sorted(_of_one(db, local_id, found), key=lambda e: (e.row.started_at, e.key)))


def returns_that_differ(db: Database) -> tuple[ReturnsDiffer, ...]:
    """Episodes whose list gave another end than was entered here: the list counts."""
    told = (_differs(row) for row in rows(db, _DIFFER))
    return tuple(sorted((t for t in told if t is not None), key=lambda t: (t.local_id, t.key)))


def births_that_differ(db: Database) -> tuple[BirthsDiffer, ...]:
    """Episodes that give another date of birth than the desk has of their child: the desk’s counts."""
    found = sorted(rows(db, _BORN_OTHERWISE))
    return tuple(
        BirthsDiffer(
            local_id=row[0],
            key=EpisodeId(row[1]),
            listed=date.fromisoformat(row[2]),
            known=date.fromisoformat(row[3]),
        )
        for row in found
    )


def interviews_that_differ(db: Database) -> tuple[InterviewsDiffer, ...]:
    """Episodes whose list says another time of the interview than is recorded here, or that it was held at all."""
    found = []
    for local_id, key, listed, recorded, state, times_known in sorted(rows(db, _HELD_OTHERWISE), key=lambda r: r[:2]):
        at, held = datetime.fromisoformat(listed), instant(recorded)
        if held is None or (at != held if times_known else at.date() != held.date()):
            found.append(
                InterviewsDiffer(
                    local_id=local_id,
                    key=EpisodeId(key),
                    listed_at=at,
                    recorded_at=held,
                    state=state,
                    times_known=bool(times_known),
                )
            )
    return tuple(found)


def answered_nobody(db: Database) -> frozenset[str]:
    """The numbers of which a person said that the desk knows no such child."""
    return frozenset(row[0] for row in rows(db, "SELECT source_id FROM episode_match WHERE local_id = ''"))


def only_list_of_recorded(db: Database, import_id: ImportId) -> bool:
    """Whether a return, an interview or a reason recorded here is about an episode that this list alone tells."""
    return one(db, _RESTS, (import_id,)) is not None


def names_told(db: Database) -> tuple[tuple[str, str, str], ...]:
    """Local ID, forenames and surname that episodes tell of who is on no list of children, or was entered here."""
    return tuple((row[0], row[1], row[2]) for row in rows(db, _NAMES))


def set_aside(db: Database) -> tuple[tuple[str, EpisodeId, str], ...]:
    """Number, key and reason of every episode that no longer counts."""
    return tuple((row[0], EpisodeId(row[1]), row[2]) for row in rows(db, _ASIDE))


def _differs(row: Row) -> ReturnsDiffer | None:
    listed, recorded = instant(row[2]), instant(row[3])
    if listed is None or recorded is None:
        return None
    times_known = bool(row[5]) and row[4] != 0
    if listed == recorded if times_known else listed.date() == recorded.date():
        return None
    return ReturnsDiffer(
        local_id=row[0], key=EpisodeId(row[1]), listed_at=listed, recorded_at=recorded, times_known=times_known
    )


def _of_one(db: Database, local_id: str, found: list[Row]) -> list[KnownEpisode]:
    born = _births(db).get(local_id) if found else None
    return [_known(row, _of_child_born(_row.decode(row[2]), born)) for row in found]


def _by_child(db: Database, found: list[Row]) -> dict[str, list[EpisodeRow]]:
    by_child: dict[str, list[EpisodeRow]] = {}
    born = _births(db)
    decoded = _episodes.decode(array((row,) for _local_id, row in found))
    for (local_id, _row_json), episode in zip(found, decoded, strict=True):
        by_child.setdefault(local_id, []).append(_of_child_born(episode, born.get(local_id)))
    return by_child


def _births(db: Database) -> dict[str, date]:
    """Of every child whose date of birth the desk knows."""
    return {local_id: date.fromisoformat(born_on) for local_id, born_on in rows(db, _BORN)}


def _of_child_born(episode: EpisodeRow, born_on: date | None) -> EpisodeRow:
    """With the date of birth that the desk has of the child; the list’s own only where it has none."""
    if born_on is None or episode.born_on == born_on:
        return episode
    return msgspec.structs.replace(episode, born_on=born_on)


def _known(row: Row, episode: EpisodeRow) -> KnownEpisode:
    return KnownEpisode(
        local_id=row[0],
        key=EpisodeId(row[1]),
        row=episode,
        listed_as=row[3],
        entered=bool(row[4]),
        matched_by=row[5],
    )

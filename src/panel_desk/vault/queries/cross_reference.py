"""What the cross-reference is made from: every episode as columns of numbers, and every child with its markers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from panel_desk.domain.calendar import date_words, england_day, turns
from panel_desk.domain.children.cases import EpisodeRow, ExploitationType, ReferralRow
from panel_desk.domain.children.standing import Decided
from panel_desk.domain.ids import ChildId
from panel_desk.domain.missing.markers import CrossChild
from panel_desk.domain.missing.matching import Stranger
from panel_desk.domain.missing.missing_figures import EpisodeColumns
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.domain.missing.wall_seconds import midnight
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import decided
from panel_desk.vault.queries.reading import WANTED, one, rows, wanted

_SAYS = """(kind = 'missing') + 2 * (row ->> '$.start_time_known' IS NOT 0) + 4 * (row ->> '$.end_time_known' IS NOT 0)
+ 8 * (row ->> '$.interview_time_known' IS NOT 0)
+ 16 * (row ->> '$.interview_offered' IS 1) + 32 * (row ->> '$.interview_offered' IS 0)
+ 64 * (row ->> '$.interview_accepted' IS 1) + 128 * (row ->> '$.interview_accepted' IS 0)
+ CASE coalesce(row ->> '$.interview_recorded', '')
    WHEN '' THEN 0 WHEN 'refused' THEN 768 WHEN 'not to be offered' THEN 1280 ELSE 256 END"""
_EPISODES = f"""SELECT local_id, unixepoch(started_at), unixepoch(ended_at), {_SAYS},
unixepoch(row ->> '$.interview_at') FROM known_episode
WHERE started_at >= ? OR ended_at IS NULL ORDER BY local_id, started_at, key"""  # noqa: S608  constants of this module
_BORN = """SELECT k.local_id, max(k.row ->> '$.born_on') FROM known_episode AS k
LEFT JOIN child ON child.local_id = k.local_id WHERE child.born_on IS NULL GROUP BY k.local_id"""
_STARTS = f"""SELECT local_id, unixepoch(started_at) FROM known_episode WHERE local_id IN {WANTED}
AND date(started_at) <= ? ORDER BY local_id, started_at"""  # noqa: S608  constants of this module
_KNOWN = """SELECT 1 FROM child WHERE local_id = ? UNION ALL SELECT 1 FROM known_episode WHERE local_id = ? LIMIT 1"""
_CHILDREN = """SELECT local_id, id, initials, trim(forenames || ' ' || surname), born_on, types, listed_risk,
CASE WHEN types <> '[]' AND profile_row ->> '$.types' = types THEN profile_import ELSE '' END, last_import
FROM child ORDER BY local_id"""
_IMPORTED = "SELECT id, imported_at FROM list_import"
_REFERRALS = f"""SELECT child_id, row FROM child_referral WHERE child_id IN {WANTED}
ORDER BY referred_on, last_seq"""  # noqa: S608  constants of this module
_HEARD = """SELECT decision.child_id, decision.meeting_id, agenda_item.child ->> '$.types'
FROM decision JOIN agenda_item ON agenda_item.id = decision.item_id WHERE decision.child_id IS NOT NULL"""
_JOINED = """SELECT DISTINCT local_id, listed_as, matched_by FROM known_episode WHERE matched_by NOT IN ('', 'local ID')
ORDER BY listed_as"""
_STRANGERS = """SELECT local_id, '[' || group_concat(row ORDER BY started_at, key) || ']' FROM known_episode
WHERE local_id IN (
    SELECT source_id FROM episode_stranger WHERE owner = '' UNION SELECT local_id FROM recorded_episode
    EXCEPT SELECT local_id FROM child EXCEPT SELECT source_id FROM episode_answer
) GROUP BY local_id"""
_types: msgspec.json.Decoder[tuple[ExploitationType, ...]] = msgspec.json.Decoder(tuple[ExploitationType, ...])
_referral: msgspec.json.Decoder[ReferralRow] = msgspec.json.Decoder(ReferralRow)
_episodes: msgspec.json.Decoder[tuple[EpisodeRow, ...]] = msgspec.json.Decoder(tuple[EpisodeRow, ...])
_ADULT = 18


def thresholds(db: Database) -> Thresholds:
    """The settings in force; the usual ones where nobody has set any."""
    found = one(db, "SELECT row FROM thresholds")
    return msgspec.json.decode(found[0], type=Thresholds) if found else Thresholds()


def episodes(db: Database, since: date) -> list[EpisodeColumns]:
    """Every episode that began since a day or has no end, in order of child and start."""
    return rows(db, _EPISODES, (since.isoformat(),))


def births(db: Database) -> dict[str, date]:
    """What lists of episodes say of those whose birth the desk does not know; the latest date where they differ."""
    return {local_id: date.fromisoformat(born_on) for local_id, born_on in rows(db, _BORN) if born_on}


def is_known(db: Database, local_id: str) -> bool:
    """Whether a list of children or an episode has told of the child."""
    return one(db, _KNOWN, (local_id, local_id)) is not None


def starts(db: Database, local_ids: Iterable[str], until: date) -> dict[str, list[int]]:
    """When the episodes of some children began until a day, in order, as ``wall_seconds`` has them."""
    found: dict[str, list[int]] = {}
    for local_id, began in rows(db, _STARTS, (wanted(local_ids), until.isoformat())):
        found.setdefault(local_id, []).append(began)
    return found


def children(db: Database) -> list[CrossChild]:
    """Every child of the desk, with markers, the last decision, and which other numbers joined to it."""
    last = _last(db)
    heard = {(child_id, meeting_id): types for child_id, meeting_id, types in rows(db, _HEARD)}
    imported = {import_id: f"the list added on {_day_words(at)}" for import_id, at in rows(db, _IMPORTED)}
    joined = _joined(db)
    found = rows(db, _CHILDREN)
    referred = _referred(db, [row[1] for row in found if row[5] != "[]" and not row[7]])
    types: dict[str | None, tuple[ExploitationType, ...]] = {None: ()}
    adults: dict[str | None, int | None] = {None: None}
    made = []
    for local_id, child_id, initials, name, born_on, of_types, listed_risk, said, latest in found:
        decision = last.get(child_id)
        of_heard = heard.get((child_id, decision[0].meeting_id)) if decision else None
        for text in (of_types, of_heard):
            if text not in types:
                types[text] = _types.decode(text or "[]")
        if born_on not in adults:
            adults[born_on] = midnight(turns(date.fromisoformat(born_on), _ADULT))
        made.append(
            CrossChild(
                local_id,
                initials,
                name,
                ChildId(child_id),
                adults[born_on],
                types[of_types],
                imported.get(said) or referred.get(child_id) or imported.get(latest, ""),
                types[of_heard],
                decision[0] if decision else None,
                (decision[1] if decision else "") or listed_risk,
                joined.get(local_id, ""),
            )
        )
    return made


def strangers(db: Database) -> tuple[Stranger, ...]:
    """The numbers of episodes, of lists or entered here, that no child has, nothing joined, and nobody answered for."""
    return tuple(
        Stranger(source_id=source_id, episodes=_episodes.decode(documents))
        for source_id, documents in rows(db, _STRANGERS)
    )


def _last(db: Database) -> dict[str, tuple[Decided, str]]:
    """Of every child a panel has decided on: the last decision, and the level a panel set last."""
    ids = [row[0] for row in rows(db, "SELECT DISTINCT child_id FROM decision WHERE child_id IS NOT NULL")]
    found = {}
    for child_id, decisions in decided.on_children(db, ids).items():
        risk = decided.latest_risk(decisions)
        found[child_id] = (decisions[0], risk.level if risk else "")
    return found


def _joined(db: Database) -> dict[str, str]:
    """``NHS number for 9000123``, by local ID."""
    found: dict[str, list[str]] = {}
    for local_id, listed_as, by in rows(db, _JOINED):
        words = "a person’s answer" if by == "answer" else by
        found.setdefault(local_id, []).append(f"{words} for {listed_as}")
    return {local_id: ", ".join(words) for local_id, words in found.items()}


def _referred(db: Database, child_ids: list[str]) -> dict[str, str]:
    """The newest referral of children whose types no profile says: ``the referral by Police of 2 November 2026``."""
    found = {}
    for child_id, document in rows(db, _REFERRALS, (wanted(child_ids),)):
        row = _referral.decode(document)
        if row.types:
            by = f" by {row.source_agency}" if row.source_agency else ""
            found[child_id] = f"the referral{by}{f' of {date_words(row.referred_on)}' if row.referred_on else ''}"
    return found


def _day_words(at: str) -> str:
    return date_words(england_day(datetime.fromisoformat(at)))

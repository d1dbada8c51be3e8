"""What the tables hold on one child, and every other entry whose words name the child, in whatever table it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from panel_desk.domain.children.cases import EpisodeRow
from panel_desk.domain.events import Event
from panel_desk.domain.ids import ChildId
from panel_desk.domain.missing.interviews import ReturnInterview
from panel_desk.domain.missing.pathway import PathwayContact, PathwayEntry
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer
from panel_desk.vault.driver import Database
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.history import events_below
from panel_desk.vault.projections.undo import undone_events
from panel_desk.vault.queries.reading import Row, one, rows
from panel_desk.vault.rebuild import projected_tables

_ITEMS = """SELECT item.id, meeting.id, reference, panel_name, held_on, item.title, item.because, item.late_reason,
item.presenter FROM agenda_item AS item JOIN meeting ON meeting.id = item.meeting_id
WHERE item.child_id = ?1 OR item.child ->> '$.local_id' = ?2 ORDER BY held_on, item.number"""
_NOTES = "SELECT section, text FROM note WHERE item_id = ? AND trim(text) <> ''"
_DISSENT = """SELECT coalesce((SELECT name FROM attendance WHERE attendance.meeting_id = item.meeting_id
    AND attendance.person_id = dissent.person_id), 'a member'), words
FROM dissent JOIN agenda_item AS item ON item.id = dissent.item_id WHERE item_id = ? ORDER BY dissent.seq"""
_INTERESTS = """SELECT coalesce((SELECT name FROM attendance WHERE attendance.meeting_id = item.meeting_id
    AND attendance.person_id = interest.person_id), 'a member'), nature
FROM interest JOIN agenda_item AS item ON item.id = interest.item_id WHERE item_id = ? ORDER BY declared_at"""
_OVERRIDE = "SELECT reason FROM quorum_override WHERE item_id = ?"
_EDITIONS = """SELECT edition.seq, reference, edition, recipient, made_at
FROM edition JOIN meeting ON meeting.id = edition.meeting_id
WHERE edition.meeting_id IN (SELECT meeting_id FROM agenda_item WHERE child_id = ?1 OR child ->> '$.local_id' = ?2)
AND (edition NOT LIKE 'child extract:%' OR instr(edition, '(' || ?2 || ')')) ORDER BY edition.seq"""
_EXPORTS = "SELECT seq, what, title, recipient, made_at, row_count FROM export ORDER BY seq"
_PLACES = """SELECT concern.kind, concern.name, concern.concern, link.why, link.linked_at, link.concern_id
FROM concern_link AS link LEFT JOIN concern ON concern.id = link.concern_id
WHERE link.local_id = ? ORDER BY linked_at"""
_ALERTS = """SELECT alert.seq, alert.kind, alert.sentence,
iif(alert.local_id = ?1, alert.other_local_id, alert.local_id),
coalesce(answer, ''), coalesce(reason, ''), coalesce(file_name, ''), coalesce(imported_at, '')
FROM identity_alert AS alert
LEFT JOIN identity_answer AS said ON said.local_id = min(alert.local_id, alert.other_local_id)
    AND said.other_local_id = max(alert.local_id, alert.other_local_id)
LEFT JOIN list_import ON list_import.id = alert.import_id
WHERE alert.local_id = ?1 OR alert.other_local_id = ?1 ORDER BY alert.seq"""
_SOURCES = """SELECT source_id, how FROM (
    SELECT source_id, 'what a person said' AS how FROM episode_match WHERE local_id = ?1
    UNION SELECT source_id, found_by FROM episode_stranger WHERE owner = ?1
        AND source_id NOT IN (SELECT source_id FROM episode_match)
) WHERE source_id NOT IN (SELECT local_id FROM child)"""
_SAME = """SELECT iif(local_id = ?1, other_local_id, local_id) FROM identity_answer
WHERE ?1 IN (local_id, other_local_id) AND answer = 'same' ORDER BY 1"""
_ASIDE = "SELECT key, reason, set_aside_at FROM episode_set_aside WHERE local_id = ? ORDER BY set_aside_at"
_RETURNS = "SELECT key, ended_at, end_time_known, recorded_at FROM recorded_return WHERE local_id = ? ORDER BY ended_at"
_MATCHES = "SELECT source_id, reason, matched_at FROM episode_match WHERE local_id = ? ORDER BY matched_at"
_BESIDE = """SELECT other.child ->> '$.local_id' FROM agenda_item AS own
JOIN agenda_item AS other ON other.meeting_id = own.meeting_id AND other.child IS NOT NULL
WHERE own.child_id = ?1 OR own.child ->> '$.local_id' = ?2
UNION SELECT iif(local_id = ?2, other_local_id, local_id) FROM identity_alert WHERE ?2 IN (local_id, other_local_id)
UNION SELECT other.local_id FROM concern_link AS own JOIN concern_link AS other USING (concern_id)
WHERE own.local_id = ?2
UNION SELECT other.local_id FROM child AS own JOIN child AS other ON other.address = own.address COLLATE NOCASE
WHERE own.id = ?1 AND own.address <> ''"""
_BRIEFS = """SELECT DISTINCT child ->> '$.local_id', child ->> '$.initials', coalesce(child ->> '$.name', '')
FROM agenda_item WHERE child IS NOT NULL"""
_NUMBERS = """SELECT nhs_number, upn, local_id FROM child UNION ALL
SELECT nhs_number, upn, source_id FROM episode_stranger"""
_OF_SOMEBODY = frozenset({"local_id", "other_local_id", "source_id"})
_PREFIXES = "SELECT DISTINCT substr(stream, 1, instr(stream || '/', '/') - 1) FROM journal"
_LISTS = ("child", "child_referral", "episode", "list_import", "identity_alert", "given_id", "legal_hold", "purge")
"""Told from the lists themselves, or about the keeping of records."""


class Naming(Struct, frozen=True, kw_only=True):
    """A row whose words name the child."""

    table: str
    row: dict[str, Any]
    key: tuple[Any, ...]
    """What tells the row from all others of the table."""


class ItemHeld(Struct, frozen=True, kw_only=True):
    """An item of a meeting about the child."""

    id: str
    meeting_id: str
    reference: str
    panel_name: str
    held_on: str
    title: str
    because: str
    late_reason: str
    presenter: str


def items(db: Database, child_id: ChildId, local_id: str) -> tuple[ItemHeld, ...]:
    """Every item about the child, the first first."""
    names = ItemHeld.__struct_fields__
    return tuple(ItemHeld(**dict(zip(names, row, strict=True))) for row in rows(db, _ITEMS, (child_id, local_id)))


def notes(db: Database, item_id: str) -> tuple[Row, ...]:
    """Section and text."""
    return tuple(rows(db, _NOTES, (item_id,)))


def dissent(db: Database, item_id: str) -> tuple[Row, ...]:
    """Who did not agree, and in what words."""
    return tuple(rows(db, _DISSENT, (item_id,)))


def interests(db: Database, item_id: str) -> tuple[Row, ...]:
    """Who declared an interest, and of what nature."""
    return tuple(rows(db, _INTERESTS, (item_id,)))


def override(db: Database, item_id: str) -> str:
    """Why the chair let it be decided without quorum; empty where that was not so."""
    found = one(db, _OVERRIDE, (item_id,))
    return found[0] if found else ""


def left_the_desk(db: Database, child_id: ChildId, local_id: str) -> tuple[Row, ...]:
    """Place in the register, reference, edition, recipient and time of what meetings about the child sent out."""
    return tuple(rows(db, _EDITIONS, (child_id, local_id)))


def exported(db: Database) -> tuple[Row, ...]:
    """Place in the register, kind, title, recipient, time and rows of every export outside meetings."""
    return tuple(rows(db, _EXPORTS))


def places(db: Database, local_id: str) -> tuple[Row, ...]:
    """Kind, name and concern, why linked, when, and the concern's identifier."""
    return tuple(rows(db, _PLACES, (local_id,)))


def alerts(db: Database, local_id: str) -> tuple[Row, ...]:
    """Kind, sentence, the other's local ID, answer and reason, and the list."""
    return tuple(rows(db, _ALERTS, (local_id,)))


def listed_under(db: Database, local_id: str) -> dict[str, str]:
    """Other numbers, which no child has, under which lists and people told of this one; and how that was found."""
    return {number: how for number, how in rows(db, _SOURCES, (local_id,)) if number != local_id}


def same_as(db: Database, local_id: str) -> tuple[str, ...]:
    """Numbers of whom a person said that they are the same child."""
    return tuple(row[0] for row in rows(db, _SAME, (local_id,)))


def matched_to(db: Database, source_id: str) -> str:
    """The child whose a list's number was found to be; empty where nobody said so."""
    found = one(db, "SELECT local_id FROM episode_match WHERE source_id = ?", (source_id,))
    return found[0] if found else ""


def brief_of(db: Database, local_id: str) -> Row | None:
    """Identifier, initials and name as an agenda gives them; None where the child was on none."""
    return one(
        db,
        "SELECT coalesce(child_id, ''), child ->> '$.initials', coalesce(child ->> '$.name', '') FROM agenda_item "
        "WHERE child ->> '$.local_id' = ? LIMIT 1",
        (local_id,),
    )


def is_anywhere(db: Database, local_id: str) -> bool:
    """Whether any table made from the journal has an entry under a number, one that is added later too."""
    for table in projected_tables(db.conn):
        known = {row[1] for row in db.conn.execute(f'PRAGMA table_info("{table}")')}
        columns = sorted(known & _OF_SOMEBODY) if table not in {"legal_hold", "purge"} else []
        where = " OR ".join(f"{column} = ?1" for column in columns)
        if where and one(db, f'SELECT 1 FROM "{table}" WHERE {where} LIMIT 1', (local_id,)):  # noqa: S608  names from the schema
            return True
    return False


def entered_episodes(db: Database, local_id: str) -> tuple[tuple[str, EpisodeRow, datetime], ...]:
    """Episodes entered by hand."""
    found = rows(
        db, "SELECT key, row, recorded_at FROM recorded_episode WHERE local_id = ? ORDER BY started_at", (local_id,)
    )
    return tuple((k, msgspec.json.decode(row, type=EpisodeRow), datetime.fromisoformat(at)) for k, row, at in found)


def returns(db: Database, local_id: str) -> tuple[Row, ...]:
    """Key, time, whether the time is known, and when it was entered."""
    return tuple(rows(db, _RETURNS, (local_id,)))


def set_aside(db: Database, local_id: str) -> tuple[Row, ...]:
    """Key, reason and time."""
    return tuple(rows(db, _ASIDE, (local_id,)))


def matches(db: Database, local_id: str) -> tuple[Row, ...]:
    """The list's number, reason and time."""
    return tuple(rows(db, _MATCHES, (local_id,)))


def interviews(db: Database, local_id: str) -> tuple[ReturnInterview, ...]:
    """Return interviews about episodes that were told under the number."""
    sql = """SELECT row FROM interview
    WHERE id IN (SELECT interview_id FROM interview_episode WHERE listed_as = ?) ORDER BY recorded_at"""
    found = rows(db, sql, (local_id,))
    return tuple(msgspec.json.decode(row[0], type=ReturnInterview) for row in found)


def stays(db: Database, local_id: str) -> tuple[tuple[PathwayEntry, str | None, str], ...]:
    """Stays on the pathway, with the day and reason of leaving."""
    sql = "SELECT row, left_on, left_because FROM pathway WHERE local_id = ? ORDER BY added_on"
    return tuple((msgspec.json.decode(r[0], type=PathwayEntry), r[1], r[2]) for r in rows(db, sql, (local_id,)))


def contacts(db: Database, pathway_id: str) -> tuple[PathwayContact, ...]:
    """Tries to reach the child."""
    found = rows(db, "SELECT row FROM pathway_contact WHERE pathway_id = ? ORDER BY at", (pathway_id,))
    return tuple(msgspec.json.decode(row[0], type=PathwayContact) for row in found)


def said(db: Database, child_id: ChildId) -> tuple[tuple[Feedback, str | None], ...]:
    """Feedback, with why it was withdrawn where it was."""
    found = rows(db, "SELECT row, withdrawn FROM feedback WHERE child_id = ? ORDER BY said_on, seq", (child_id,))
    return tuple((msgspec.json.decode(row[0], type=Feedback), row[1]) for row in found)


def answers(db: Database, feedback_id: str) -> tuple[tuple[FeedbackAnswer, str | None], ...]:
    """What was done because of it, with why an answer was withdrawn where it was."""
    found = rows(db, "SELECT row, withdrawn FROM feedback_answer WHERE feedback_id = ? ORDER BY seq", (feedback_id,))
    return tuple((msgspec.json.decode(row[0], type=FeedbackAnswer), row[1]) for row in found)


def beside(db: Database, child_id: ChildId, local_id: str) -> frozenset[str]:
    """Children who stand beside this one somewhere: on an agenda, in an alert, at a place, at an address."""
    return frozenset(row[0] for row in rows(db, _BESIDE, (child_id, local_id)) if row[0] and row[0] != local_id)


def briefs(db: Database) -> tuple[Row, ...]:
    """Local ID, initials and name of every child that was ever on an agenda, also where no list names it any more."""
    return tuple(rows(db, _BRIEFS))


def numbers_of_others(db: Database, own: Collection[str]) -> frozenset[str]:
    """NHS numbers and UPNs of everybody else; not where the same one is held of the child.

    Args:
        db: Any connection.
        own: Every local ID of the child.
    """
    mine: set[str] = set()
    others: set[str] = set()
    for *numbers, local_id in rows(db, _NUMBERS):
        (mine if local_id in own else others).update(number for number in numbers if number)
    return frozenset(others - mine)


def reference_of(db: Database, row: dict[str, Any]) -> str:
    """The meeting that a row of some table belongs to, by its reference; empty where it belongs to none."""
    found = one(
        db,
        "SELECT reference FROM meeting WHERE id = ?1 OR id = (SELECT meeting_id FROM agenda_item WHERE id = ?2)",
        (row.get("meeting_id"), row.get("item_id")),
    )
    return found[0] if found else ""


def naming(db: Database, words: Sequence[str]) -> tuple[Naming, ...]:
    """Every row of every table made from the journal in which one of some words stands.

    A table that is added later is searched by itself. Small and capital letters count as one in plain letters, and
    whatever stands for any other character: an accent, an apostrophe.
    """
    likes = [_like(word) for word in words]
    found = []
    for table in projected_tables(db.conn):
        if table in _LISTS:
            continue
        schema = db.conn.execute(f'PRAGMA table_info("{table}")').fetchall()
        columns = [row[1] for row in schema if row[2] == "TEXT"]
        if not columns:
            continue
        joined = " || ' ' || ".join(f"coalesce(\"{column}\", '')" for column in columns)
        where = " OR ".join(f"{joined} LIKE ?{n}" for n in range(1, len(likes) + 1))
        sql = f'SELECT * FROM "{table}" WHERE {where}'  # noqa: S608  names from the schema
        cursor = db.conn.execute(sql, tuple(likes))
        names = [column[0] for column in cursor.description]
        # Of a table without a key of its own the whole row tells.
        keys = [row[1] for row in schema if row[5]] or names
        for values in cursor.fetchall():
            row = dict(zip(names, values, strict=True))
            found.append(Naming(table=table, row=row, key=tuple(row[name] for name in keys)))
    return tuple(found)


def deeds(db: Database) -> Iterator[tuple[StoredEvent[Event], bool]]:
    """Every event but the lists that were added, the first first, and whether it was taken back."""
    undone = undone_events(db.conn)
    prefixes = [row[0] for row in rows(db, _PREFIXES) if row[0] != "import"]
    for line in events_below(db.conn, prefixes):
        yield line, line.event_id in undone


def drafts(db: Database) -> tuple[Row, ...]:
    """Place, field, text and time of whatever is typed and not kept yet."""
    return tuple(rows(db, "SELECT place, field, text, saved_at FROM draft ORDER BY saved_at, place, field"))


def _like(word: str) -> str:
    return "%" + "".join(letter if letter.isascii() and letter.isalnum() else "%" for letter in word) + "%"

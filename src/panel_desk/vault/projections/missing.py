"""Tables of missing episodes entered by hand, of return interviews, matches, and the enhanced pathway."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from panel_desk.domain.events import Event
from panel_desk.domain.events.missing import (
    EpisodeRecorded,
    EpisodeReturned,
    EpisodeSetAside,
    EpisodesMatched,
    InterviewRecorded,
    InterviewWithdrawn,
    PathwayContactMade,
    PathwayEntered,
    PathwayLeft,
)
from panel_desk.domain.missing.interviews import ReturnInterview
from panel_desk.domain.missing.recorded_interviews import told_by
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import as_json, day, instant

_EPISODE = """INSERT INTO recorded_episode (local_id, key, kind, started_at, ended_at, row, recorded_at, recorded_by)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET local_id = excluded.local_id, kind = excluded.kind,
started_at = excluded.started_at, ended_at = excluded.ended_at, row = excluded.row,
recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by"""
_RETURN = """INSERT INTO recorded_return (local_id, key, ended_at, end_time_known, recorded_at, recorded_by)
VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (local_id, key) DO UPDATE SET ended_at = excluded.ended_at,
end_time_known = excluded.end_time_known, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by"""
_ASIDE = """INSERT INTO episode_set_aside (local_id, key, reason, set_aside_at, set_aside_by) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (local_id, key) DO UPDATE SET reason = excluded.reason, set_aside_at = excluded.set_aside_at,
set_aside_by = excluded.set_aside_by"""
_RETURN_LAID = """INSERT INTO episode_overlay (local_id, key, ended_at, returned) VALUES (?, ?, ?, ?)
ON CONFLICT (local_id, key) DO UPDATE SET ended_at = excluded.ended_at, returned = excluded.returned"""
_ASIDE_LAID = """INSERT INTO episode_overlay (local_id, key, aside) VALUES (?, ?, 1)
ON CONFLICT (local_id, key) DO UPDATE SET aside = 1"""
_INTERVIEW_LAID = """INSERT INTO episode_overlay (local_id, key, interview) VALUES (?, ?, ?)
ON CONFLICT (local_id, key) DO UPDATE SET interview = excluded.interview"""
_ABOUT = """SELECT '[' || coalesce(group_concat(row ORDER BY recorded_at, id), '') || ']' FROM interview
JOIN interview_episode ON interview_id = id WHERE listed_as = ? AND key = ?"""
_TOUCHED = "SELECT listed_as, key FROM interview_episode WHERE interview_id = ?"
_INTERVIEW = """INSERT INTO interview (id, local_id, state, row, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET local_id = excluded.local_id, state = excluded.state, row = excluded.row,
recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by"""
_MATCH = """INSERT INTO episode_match (source_id, local_id, reason, matched_at, matched_by) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (source_id) DO UPDATE SET local_id = excluded.local_id, reason = excluded.reason,
matched_at = excluded.matched_at, matched_by = excluded.matched_by"""
_PATHWAY = """INSERT INTO pathway (id, local_id, owner, added_on, row, recorded_by) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET local_id = excluded.local_id, owner = excluded.owner, added_on = excluded.added_on,
row = excluded.row, recorded_by = excluded.recorded_by"""


def episode_recorded(conn: Connection, stored: StoredEvent[Event], event: EpisodeRecorded) -> None:
    """An episode entered by hand."""
    row = event.row
    conn.execute(
        _EPISODE,
        (
            row.local_id,
            event.episode_id,
            row.kind.value,
            instant(row.started_at),
            instant(row.ended_at),
            as_json(row),
            instant(stored.at),
            stored.actor,
        ),
    )


def episode_returned(conn: Connection, stored: StoredEvent[Event], event: EpisodeReturned) -> None:
    """The return of a child whose list gives none yet."""
    returned = (event.local_id, event.episode_id, instant(event.ended_at), event.end_time_known)
    conn.execute(_RETURN, (*returned, instant(stored.at), stored.actor))
    said: dict[str, object] = {"ended_at": instant(event.ended_at)}
    if not event.end_time_known:
        said["end_time_known"] = False
    conn.execute(_RETURN_LAID, (event.local_id, event.episode_id, instant(event.ended_at), as_json(said)))


def set_aside(conn: Connection, stored: StoredEvent[Event], event: EpisodeSetAside) -> None:
    """An episode that no longer counts."""
    conn.execute(_ASIDE, (event.local_id, event.episode_id, event.reason, instant(stored.at), stored.actor))
    conn.execute(_ASIDE_LAID, (event.local_id, event.episode_id))


def interview_recorded(conn: Connection, stored: StoredEvent[Event], event: InterviewRecorded) -> None:
    """An interview as it stands now, and the episodes it is about."""
    interview = event.interview
    before = conn.execute(_TOUCHED, (interview.id,)).fetchall()
    kept = (interview.id, interview.local_id, interview.state.value, as_json(interview))
    conn.execute(_INTERVIEW, (*kept, instant(stored.at), stored.actor))
    conn.execute("DELETE FROM interview_episode WHERE interview_id = ?", (interview.id,))
    about = dict.fromkeys((one.listed_as, one.key) for one in event.about)
    conn.executemany(
        "INSERT INTO interview_episode (interview_id, listed_as, key) VALUES (?, ?, ?)",
        [(interview.id, *one) for one in about],
    )
    _lay(conn, [*before, *about])


def interview_withdrawn(conn: Connection, stored: StoredEvent[Event], event: InterviewWithdrawn) -> None:
    """An interview that was none."""
    del stored
    before = conn.execute(_TOUCHED, (event.interview_id,)).fetchall()
    conn.execute("DELETE FROM interview WHERE id = ?", (event.interview_id,))
    _lay(conn, before)


def _lay(conn: Connection, episodes: Iterable[tuple[str, str]]) -> None:
    """What the interviews about some episodes come to, as the view lays it over what a list tells."""
    for listed_as, key in dict.fromkeys(episodes):
        (documents,) = conn.execute(_ABOUT, (listed_as, key)).fetchone()
        about = msgspec.json.decode(documents, type=tuple[ReturnInterview, ...])
        conn.execute(_INTERVIEW_LAID, (listed_as, key, as_json(told_by(about))))


def episodes_matched(conn: Connection, stored: StoredEvent[Event], event: EpisodesMatched) -> None:
    """Whose the episodes under a number are."""
    conn.execute(_MATCH, (event.source_id, event.local_id, event.reason, instant(stored.at), stored.actor))


def pathway_entered(conn: Connection, stored: StoredEvent[Event], event: PathwayEntered) -> None:
    """A stay as it began, or as it was put right."""
    entry = event.entry
    kept = (entry.id, entry.local_id, entry.owner, day(entry.added_on), as_json(entry), stored.actor)
    conn.execute(_PATHWAY, kept)


def contact_made(conn: Connection, stored: StoredEvent[Event], event: PathwayContactMade) -> None:
    """A try to reach the child."""
    contact = event.contact
    conn.execute(
        "INSERT INTO pathway_contact (seq, pathway_id, at, reached, row, recorded_by) VALUES (?, ?, ?, ?, ?, ?)",
        (stored.seq, event.pathway_id, instant(contact.at), contact.reached, as_json(contact), stored.actor),
    )


def pathway_left(conn: Connection, stored: StoredEvent[Event], event: PathwayLeft) -> None:
    """A stay that ended."""
    del stored
    conn.execute(
        "UPDATE pathway SET left_on = ?, left_because = ? WHERE id = ?",
        (day(event.left_on), event.reason, event.pathway_id),
    )

"""Tables of feedback, the action plan, and what is done about places of concern."""

from __future__ import annotations

from panel_desk.domain.events import Event
from panel_desk.domain.events.strategy import (
    AnswerWithdrawn,
    ConcernClosed,
    ConcernLinked,
    ConcernReopened,
    ConcernUnlinked,
    FeedbackAnswered,
    FeedbackRecorded,
    FeedbackWithdrawn,
    InterventionSet,
    InterventionWithdrawn,
    MilestoneDropped,
    MilestoneReached,
    MilestoneSet,
    ObjectiveClosed,
    ObjectiveRated,
    ObjectiveSet,
)
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import as_json, day, instant

_FEEDBACK = """INSERT INTO feedback (id, seq, speaker, said_on, child_id, panel, meeting_id, item_id, row, recorded_at,
recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET speaker = excluded.speaker,
said_on = excluded.said_on, child_id = excluded.child_id, panel = excluded.panel, meeting_id = excluded.meeting_id,
item_id = excluded.item_id, row = excluded.row, recorded_at = excluded.recorded_at,
recorded_by = excluded.recorded_by"""
_ANSWER_WITHDRAWN = """UPDATE feedback_answer SET withdrawn = ? WHERE seq = (
SELECT seq FROM feedback_answer WHERE feedback_id = ? ORDER BY seq LIMIT 1 OFFSET ?)"""
_STANDING = """INSERT INTO concern_standing (concern_id, closed, changed_on, reason) VALUES (?, ?, ?, ?)
ON CONFLICT (concern_id) DO UPDATE SET closed = excluded.closed, changed_on = excluded.changed_on,
reason = excluded.reason"""
_LINK = """INSERT INTO concern_link (concern_id, local_id, why, linked_at, linked_by) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (concern_id, local_id) DO UPDATE SET why = excluded.why, linked_at = excluded.linked_at,
linked_by = excluded.linked_by"""
_INTERVENTION = """INSERT INTO intervention (id, seq, concern_id, kind, starts_on, ends_on, row)
VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET concern_id = excluded.concern_id, kind = excluded.kind,
starts_on = excluded.starts_on, ends_on = excluded.ends_on, row = excluded.row"""


def feedback_recorded(conn: Connection, stored: StoredEvent[Event], event: FeedbackRecorded) -> None:
    """Something that was said."""
    said = event.feedback
    conn.execute(
        _FEEDBACK,
        (
            said.id,
            stored.seq,
            said.speaker.value,
            day(said.said_on),
            said.child_id,
            said.panel,
            said.at_meeting,
            said.item_id,
            as_json(said),
            instant(stored.at),
            stored.actor,
        ),
    )


def feedback_answered(conn: Connection, stored: StoredEvent[Event], event: FeedbackAnswered) -> None:
    """What was done because of it."""
    conn.execute(
        "INSERT INTO feedback_answer (seq, feedback_id, did_on, row, recorded_by) VALUES (?, ?, ?, ?, ?)",
        (stored.seq, event.feedback_id, day(event.answer.did_on), as_json(event.answer), stored.actor),
    )


def answer_withdrawn(conn: Connection, stored: StoredEvent[Event], event: AnswerWithdrawn) -> None:
    """It stays to be seen, with the reason, and counts no more."""
    del stored
    conn.execute(_ANSWER_WITHDRAWN, (event.reason, event.feedback_id, event.number - 1))


def feedback_withdrawn(conn: Connection, stored: StoredEvent[Event], event: FeedbackWithdrawn) -> None:
    """It stays to be seen, with the reason, and counts no more."""
    del stored
    conn.execute("UPDATE feedback SET withdrawn = ? WHERE id = ?", (event.reason, event.feedback_id))


def objective_set(conn: Connection, stored: StoredEvent[Event], event: ObjectiveSet) -> None:
    """An objective, new or changed."""
    objective = event.objective
    conn.execute(
        "INSERT INTO objective (id, seq, number, row) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET number = excluded.number, row = excluded.row",
        (objective.id, stored.seq, objective.number, as_json(objective)),
    )


def milestone_set(conn: Connection, stored: StoredEvent[Event], event: MilestoneSet) -> None:
    """A milestone, new or changed."""
    milestone = event.milestone
    conn.execute(
        "INSERT INTO milestone (id, seq, objective_id, due_on, row) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET due_on = excluded.due_on, row = excluded.row",
        (milestone.id, stored.seq, event.objective_id, day(milestone.due_on), as_json(milestone)),
    )


def milestone_reached(conn: Connection, stored: StoredEvent[Event], event: MilestoneReached) -> None:
    """The day it was reached."""
    del stored
    reached = (day(event.on), event.words, event.milestone_id)
    conn.execute("UPDATE milestone SET reached_on = ?, reached_words = ? WHERE id = ?", reached)


def milestone_dropped(conn: Connection, stored: StoredEvent[Event], event: MilestoneDropped) -> None:
    """It is no longer part of the plan; the journal keeps it."""
    del stored
    conn.execute("DELETE FROM milestone WHERE id = ?", (event.milestone_id,))


def objective_rated(conn: Connection, stored: StoredEvent[Event], event: ObjectiveRated) -> None:
    """One more rating; the newest counts."""
    given = event.given
    conn.execute(
        "INSERT INTO rating (seq, objective_id, rating, given_on, row, recorded_by) VALUES (?, ?, ?, ?, ?, ?)",
        (stored.seq, event.objective_id, given.rating.value, day(given.on), as_json(given), stored.actor),
    )


def objective_closed(conn: Connection, stored: StoredEvent[Event], event: ObjectiveClosed) -> None:
    """It is no longer followed."""
    del stored
    closed = (day(event.on), event.reason, event.objective_id)
    conn.execute("UPDATE objective SET closed_on = ?, closed_because = ? WHERE id = ?", closed)


def concern_closed(conn: Connection, stored: StoredEvent[Event], event: ConcernClosed) -> None:
    """It is no longer worked on."""
    del stored
    conn.execute(_STANDING, (event.concern_id, True, day(event.on), event.reason))


def concern_reopened(conn: Connection, stored: StoredEvent[Event], event: ConcernReopened) -> None:
    """It came back."""
    del stored
    conn.execute(_STANDING, (event.concern_id, False, day(event.on), event.reason))


def concern_linked(conn: Connection, stored: StoredEvent[Event], event: ConcernLinked) -> None:
    """A child beside a place."""
    conn.execute(_LINK, (event.concern_id, event.local_id, event.why, instant(stored.at), stored.actor))


def concern_unlinked(conn: Connection, stored: StoredEvent[Event], event: ConcernUnlinked) -> None:
    """A child no longer beside it."""
    del stored
    linked = (event.concern_id, event.local_id)
    conn.execute("DELETE FROM concern_link WHERE concern_id = ? AND local_id = ?", linked)


def intervention_set(conn: Connection, stored: StoredEvent[Event], event: InterventionSet) -> None:
    """Something offered or done, new or changed."""
    one = event.intervention
    kept = (one.id, stored.seq, one.concern_id, one.kind.value, day(one.starts_on), day(one.ends_on), as_json(one))
    conn.execute(_INTERVENTION, kept)


def intervention_withdrawn(conn: Connection, stored: StoredEvent[Event], event: InterventionWithdrawn) -> None:
    """It was recorded by mistake."""
    del stored
    conn.execute("DELETE FROM intervention WHERE id = ?", (event.intervention_id,))

"""Tables of what is said and decided under an item.

What was recorded under an item that an undo has since taken away is in no table, as in ``domain.meeting.progress``.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from panel_desk.domain.events import Event
from panel_desk.domain.events.items import (
    DecisionRecorded,
    DissentRecorded,
    InterestDeclared,
    NoteRecorded,
    RecommendationConfirmed,
    SteppedBack,
    SteppedOut,
)
from panel_desk.domain.events.meetings import QuorumOverridden
from panel_desk.domain.panels import Outcome
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import as_json, day, instant

_DECISION = """INSERT INTO decision (id, seq, meeting_id, item_id, panel, child_id, concern_id, outcome, verb, words,
detail, reason, closes, defers, raises_risk, lowers_risk, to_panel, review_on, risk, held_by, quorate, missing,
decided_at)
SELECT ?1, ?2, meeting.id, agenda_item.id, meeting.panel, agenda_item.child_id, agenda_item.concern_id,
?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20
FROM agenda_item JOIN meeting ON meeting.id = agenda_item.meeting_id WHERE agenda_item.id = ?4 AND meeting.id = ?3"""


class _DefinedOutcomes(Struct, frozen=True):
    """The part of a panel's definition that a decision needs."""

    outcomes: tuple[Outcome, ...]


_OUTCOMES = msgspec.json.Decoder(_DefinedOutcomes)


def note_recorded(conn: Connection, stored: StoredEvent[Event], event: NoteRecorded) -> None:
    """The text of one part of an item; an empty one is taken away."""
    if not event.text.strip():
        conn.execute("DELETE FROM note WHERE item_id = ? AND section = ?", (event.item_id, event.section.value))
        return
    conn.execute(
        "INSERT INTO note (item_id, section, text, noted_at, noted_by) "
        "SELECT id, ?, ?, ?, ? FROM agenda_item WHERE id = ? "
        "ON CONFLICT (item_id, section) DO UPDATE SET text = excluded.text, noted_at = excluded.noted_at, "
        "noted_by = excluded.noted_by",
        (event.section.value, event.text, instant(stored.at), stored.actor, event.item_id),
    )


def interest_declared(conn: Connection, stored: StoredEvent[Event], event: InterestDeclared) -> None:
    """An interest; declared again, it begins again."""
    del stored
    conn.execute(
        "INSERT INTO interest (item_id, person_id, nature, declared_at) "
        "SELECT id, ?, ?, ? FROM agenda_item WHERE id = ? "
        "ON CONFLICT (item_id, person_id) DO UPDATE SET nature = excluded.nature, "
        "declared_at = excluded.declared_at, out_at = NULL, back_at = NULL",
        (event.person_id, event.nature, instant(event.at), event.item_id),
    )


def stepped_out(conn: Connection, stored: StoredEvent[Event], event: SteppedOut) -> None:
    """Out of the room for the item."""
    del stored
    conn.execute(
        "UPDATE interest SET out_at = ?, back_at = NULL WHERE item_id = ? AND person_id = ?",
        (instant(event.at), event.item_id, event.person_id),
    )


def stepped_back(conn: Connection, stored: StoredEvent[Event], event: SteppedBack) -> None:
    """Back in the room."""
    del stored
    conn.execute(
        "UPDATE interest SET back_at = ? WHERE item_id = ? AND person_id = ?",
        (instant(event.at), event.item_id, event.person_id),
    )


def quorum_overridden(conn: Connection, stored: StoredEvent[Event], event: QuorumOverridden) -> None:
    """The chair's reason for deciding all the same."""
    del stored
    conn.execute(
        "INSERT INTO quorum_override (item_id, overridden_by, reason, missing, at) "
        "SELECT id, ?, ?, ?, ? FROM agenda_item WHERE id = ? "
        "ON CONFLICT (item_id) DO UPDATE SET overridden_by = excluded.overridden_by, reason = excluded.reason, "
        "missing = excluded.missing, at = excluded.at",
        (event.by, event.reason, as_json(event.missing), instant(event.at), event.item_id),
    )


def decision_recorded(conn: Connection, stored: StoredEvent[Event], event: DecisionRecorded) -> None:
    """A decision with the outcome's words and rules, so that no later reader needs the definition of that day."""
    outcome = _outcome(conn, event)
    conn.execute(
        _DECISION,
        (
            event.decision_id,
            stored.seq,
            event.meeting_id,
            event.item_id,
            event.outcome,
            outcome.verb,
            outcome.words,
            event.detail,
            event.reason,
            outcome.closes,
            outcome.defers,
            outcome.raises_risk,
            outcome.lowers_risk,
            outcome.to_panel,
            day(event.review_on),
            as_json(event.risk) if event.risk else None,
            event.held_by,
            event.quorate,
            as_json(event.missing),
            instant(event.at),
        ),
    )


def _outcome(conn: Connection, event: DecisionRecorded) -> Outcome:
    """As the meeting's own definition has it; one that it does not know stands for itself."""
    row = conn.execute("SELECT definition FROM meeting WHERE id = ?", (event.meeting_id,)).fetchone()
    known = _OUTCOMES.decode(row[0]).outcomes if row else ()
    unknown = Outcome(key=event.outcome, words=event.outcome)
    return next((outcome for outcome in known if outcome.key == event.outcome), unknown)


def dissent_recorded(conn: Connection, stored: StoredEvent[Event], event: DissentRecorded) -> None:
    """Words of a member who did not agree."""
    conn.execute(
        "INSERT INTO dissent (seq, item_id, person_id, words) SELECT ?, id, ?, ? FROM agenda_item WHERE id = ?",
        (stored.seq, event.person_id, event.words, event.item_id),
    )


def recommendation_confirmed(conn: Connection, stored: StoredEvent[Event], event: RecommendationConfirmed) -> None:
    """A recommendation became a decision."""
    del stored
    conn.execute(
        "UPDATE decision SET confirmed_by = ?, confirmed_at = ? WHERE id = ?",
        (event.by, instant(event.at), event.decision_id),
    )

"""Everything the record has of one child; each part by an index, so that a story does not grow with the desk."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from panel_desk.domain.agendas.agenda import ListedBecause
from panel_desk.domain.children.child_story import ActionStep, ActionTold, DecisionTold, Extract, Listing, Voice
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ChildId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.risk import RiskAssessment, RiskScale
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import actions, people
from panel_desk.vault.queries.reading import Row, day, one, rows

_LISTINGS = """SELECT item.id, meeting.id, reference, panel, panel_name, held_on, state, because, late_reason
FROM agenda_item AS item JOIN meeting ON meeting.id = item.meeting_id
WHERE item.child_id = ? ORDER BY held_on DESC, item.number DESC"""
_DECISIONS = """SELECT item_id, meeting.id, reference, decision.panel, panel_name, held_on, verb, words, detail, reason,
review_on, risk, held_by, defers, closes, to_panel, quorate, confirmed_at IS NOT NULL
FROM decision JOIN meeting ON meeting.id = decision.meeting_id
WHERE decision.child_id = ? ORDER BY held_on DESC, decision.seq DESC"""
_NOTES = """SELECT meeting.id, reference, held_on, text
FROM agenda_item AS item JOIN note ON note.item_id = item.id JOIN meeting ON meeting.id = item.meeting_id
WHERE item.child_id = ?1 AND (?2 IS NULL OR note.section = ?2) AND trim(text) <> ''
ORDER BY held_on DESC, item.number DESC"""
_ACTIONS = "SELECT reference FROM action WHERE child_id = ? ORDER BY recorded_at DESC, number DESC"
_EXTRACTS = """SELECT meeting.id, reference, edition, recipient, made_at
FROM edition JOIN meeting ON meeting.id = edition.meeting_id
WHERE meeting.id IN (SELECT meeting_id FROM agenda_item WHERE child_id = ?1) AND edition LIKE '%extract%'
AND (instr(edition, ?2) OR instr(recipient, ?2)) ORDER BY made_at DESC"""
_LISTS = """SELECT file_name, imported_at FROM child JOIN list_import ON list_import.id = {of} WHERE child.id = ?"""
_because: msgspec.json.Decoder[tuple[ListedBecause, ...]] = msgspec.json.Decoder(tuple[ListedBecause, ...])


def listings(db: Database, child_id: ChildId) -> tuple[Listing, ...]:
    """Every agenda the child stands on, the newest first."""
    return tuple(
        Listing(
            item_id=item_id,
            meeting_id=meeting_id,
            reference=reference,
            panel=panel,
            panel_name=panel_name,
            held_on=date.fromisoformat(held_on),
            state=MeetingState(state),
            because=_because.decode(because),
            late_reason=late,
        )
        for item_id, meeting_id, reference, panel, panel_name, held_on, state, because, late in rows(
            db, _LISTINGS, (child_id,)
        )
    )


def decisions(db: Database, child_id: ChildId) -> tuple[DecisionTold, ...]:
    """Every decision of any panel on the child, the newest first."""
    return tuple(_decision(row) for row in rows(db, _DECISIONS, (child_id,)))


def voices(db: Database, child_id: ChildId) -> tuple[Voice, ...]:
    """What was noted as the voice of the child, meeting by meeting, the newest first."""
    return tuple(
        Voice(meeting_id=meeting_id, reference=reference, held_on=date.fromisoformat(held_on), text=text)
        for meeting_id, reference, held_on, text in rows(db, _NOTES, (child_id, NoteSection.VOICE.value))
    )


def texts(db: Database, child_id: ChildId) -> tuple[tuple[str, str], ...]:
    """Everything noted under the child's items, with the reference of the meeting."""
    return tuple((row[1], row[3]) for row in rows(db, _NOTES, (child_id, None)))


def actions_told(db: Database, child_id: ChildId) -> tuple[ActionTold, ...]:
    """Every action about the child with its steps, the newest action first."""
    found = (actions.by_reference(db, row[0]) for row in rows(db, _ACTIONS, (child_id,)))
    return tuple(
        ActionTold(
            action=action,
            steps=tuple(
                ActionStep(
                    change=step.change, status=step.status, on=step.changed_on, due_on=step.due_on, reason=step.reason
                )
                for step in actions.history(db, action.id)
            ),
        )
        for action in found
        if action is not None
    )


def extracts(db: Database, child_id: ChildId, local_id: str) -> tuple[Extract, ...]:
    """Extracts for this child that left the desk, the newest first."""
    return tuple(
        Extract(
            meeting_id=meeting_id,
            reference=reference,
            edition=edition,
            recipient=recipient,
            made_at=datetime.fromisoformat(made_at),
        )
        for meeting_id, reference, edition, recipient, made_at in rows(db, _EXTRACTS, (child_id, local_id))
    )


def list_named(db: Database, child_id: ChildId, *, first: bool) -> tuple[str, datetime] | None:
    """The file that named the child first, or last, and when it was added."""
    found = one(db, _LISTS.format(of="first_import" if first else "last_import"), (child_id,))
    return (found[0], datetime.fromisoformat(found[1])) if found else None


def scales(db: Database) -> dict[str, RiskScale]:
    """Every panel's risk scale by its name, as the panel defines it now."""
    return {panel.risk_scale.name: panel.risk_scale for panel in people.panels(db)}


def _decision(row: Row) -> DecisionTold:
    return DecisionTold(
        item_id=row[0],
        meeting_id=row[1],
        reference=row[2],
        panel=row[3],
        panel_name=row[4],
        held_on=date.fromisoformat(row[5]),
        verb=row[6],
        words=row[7],
        detail=row[8],
        reason=row[9],
        review_on=day(row[10]),
        risk=msgspec.json.decode(row[11], type=RiskAssessment) if row[11] else None,
        held_by=row[12],
        defers=bool(row[13]),
        closes=bool(row[14]),
        to_panel=row[15],
        quorate=bool(row[16]),
        confirmed=bool(row[17]),
    )

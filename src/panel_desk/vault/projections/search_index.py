"""Keeps the full-text index in step with the tables; what a thing is found under is told by the ``searchable_…`` views.

The index holds no text, so before a row changes or goes, its rowid is all that is needed to take it out.
"""

from __future__ import annotations

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.events import Event
from panel_desk.domain.events.actions import ActionRecorded
from panel_desk.domain.events.items import DecisionRecorded, DissentRecorded, NoteRecorded
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.events.meetings import AgendaItemAdded, AgendaItemRemoved, AgendaProposed, MeetingPlanned
from panel_desk.domain.events.strategy import ConcernRecorded
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.meetings import meeting_of
from panel_desk.vault.projections.subjects import Subject, SubjectKind

_FORGET_MINUTES = "DELETE FROM search WHERE rowid IN (SELECT entry FROM searchable_minutes WHERE meeting_id = ?)"
_FORGET_ITEM = "DELETE FROM search WHERE rowid = (SELECT (4 << 58) - 1 - number FROM agenda_item WHERE id = ?)"
_FORGET_CONCERN = "DELETE FROM search WHERE rowid = (SELECT (1 << 58) + number FROM concern WHERE id = ?)"
_FORGET: dict[SubjectKind, tuple[str, ...]] = {
    SubjectKind.MEETING: (
        _FORGET_MINUTES,
        "DELETE FROM search WHERE rowid IN (SELECT entry FROM searchable_meeting WHERE id = ?)",
    ),
    SubjectKind.ACTION: ("DELETE FROM search WHERE rowid IN (SELECT entry FROM searchable_action WHERE id = ?)",),
}
_INDEX_MEETING = (
    "INSERT INTO search (rowid, title, text) SELECT entry, title, text FROM searchable_meeting WHERE id = ?"
)
_INDEX_MINUTES = """INSERT INTO search (rowid, title, text)
SELECT entry, title, text FROM searchable_minutes WHERE meeting_id = ? ORDER BY entry"""
_INDEX_ITEM = """INSERT OR REPLACE INTO search (rowid, title, text)
SELECT entry, title, text FROM searchable_minutes WHERE id = ?"""
_INDEX_ACTION = "INSERT INTO search (rowid, title, text) SELECT entry, title, text FROM searchable_action WHERE id = ?"
_INDEX_CONCERN = (
    "INSERT INTO search (rowid, title, text) SELECT entry, title, text FROM searchable_concern WHERE id = ?"
)
_INDEX: dict[SubjectKind, tuple[str, ...]] = {
    SubjectKind.MEETING: (_INDEX_MEETING, _INDEX_MINUTES),
    SubjectKind.ACTION: (_INDEX_ACTION,),
}

# Of a list of 50,000 children few have changed: only those are written to the index again.
_REMEMBER_LISTED = (
    "CREATE TEMP TABLE listed_before (entry INTEGER PRIMARY KEY, title TEXT, text TEXT)",
    "INSERT INTO listed_before SELECT entry, title, text FROM searchable_child",
    "INSERT INTO listed_before SELECT entry, title, text FROM searchable_concern",
)
_FORGET_GONE = """DELETE FROM search WHERE rowid IN (SELECT entry FROM listed_before
EXCEPT SELECT entry FROM searchable_child EXCEPT SELECT entry FROM searchable_concern)"""
_INDEX_CHANGED_CHILDREN = """INSERT OR REPLACE INTO search (rowid, title, text)
SELECT now.entry, now.title, now.text
FROM searchable_child AS now LEFT JOIN listed_before AS before ON before.entry = now.entry
WHERE before.text IS NOT now.text OR before.title IS NOT now.title ORDER BY now.entry"""
_INDEX_CHANGED_CONCERNS = """INSERT OR REPLACE INTO search (rowid, title, text)
SELECT now.entry, now.title, now.text
FROM searchable_concern AS now LEFT JOIN listed_before AS before ON before.entry = now.entry
WHERE before.text IS NOT now.text OR before.title IS NOT now.title ORDER BY now.entry"""
_INDEX_LISTED = (_FORGET_GONE, _INDEX_CHANGED_CHILDREN, _INDEX_CHANGED_CONCERNS, "DROP TABLE listed_before")


def before_event(conn: Connection, stored: StoredEvent[Event]) -> None:
    """Take out what the event is about to change or take away; to be called before its projection."""
    match stored.event:
        case CaseListImported():
            before_subject(conn, Subject(SubjectKind.LISTS))
        case ConcernRecorded(concern_id=concern_id):
            conn.execute(_FORGET_CONCERN, (concern_id,))
        case MeetingPlanned() as planned:
            before_subject(conn, Subject(SubjectKind.MEETING, planned.meeting_id))
        case AgendaProposed():
            conn.execute(_FORGET_MINUTES, (meeting_of(stored),))
        case AgendaItemRemoved(item_id=item_id) | AgendaItemAdded(item=AgendaItem(id=item_id)):
            conn.execute(_FORGET_ITEM, (item_id,))
        case NoteRecorded() as emptied if not emptied.text.strip():
            conn.execute(_FORGET_ITEM, (emptied.item_id,))


def after_event(conn: Connection, stored: StoredEvent[Event]) -> None:
    """Put in what the event has brought; to be called after its projection."""
    match stored.event:
        case CaseListImported():
            after_subject(conn, Subject(SubjectKind.LISTS))
        case ConcernRecorded(concern_id=concern_id):
            conn.execute(_INDEX_CONCERN, (concern_id,))
        case MeetingPlanned() as planned:
            conn.execute(_INDEX_MEETING, (planned.meeting_id,))
        case AgendaProposed():
            conn.execute(_INDEX_MINUTES, (meeting_of(stored),))
        case NoteRecorded(item_id=item_id) | DecisionRecorded(item_id=item_id) | DissentRecorded(item_id=item_id):
            conn.execute(_INDEX_ITEM, (item_id,))
        case ActionRecorded() as recorded:
            conn.execute(_INDEX_ACTION, (recorded.action_id,))


def before_subject(conn: Connection, subject: Subject) -> None:
    """Make ready for a subject's tables to be changed as a whole."""
    if subject.kind is SubjectKind.LISTS:
        for statement in _REMEMBER_LISTED:
            conn.execute(statement)
    for statement in _FORGET.get(subject.kind, ()):
        conn.execute(statement, (subject.id,))


def after_subject(conn: Connection, subject: Subject) -> None:
    """Bring the index in step with a subject's tables, which have been changed since ``before_subject``."""
    if subject.kind is SubjectKind.LISTS:
        for statement in _INDEX_LISTED:
            conn.execute(statement)
    for statement in _INDEX.get(subject.kind, ()):
        conn.execute(statement, (subject.id,))

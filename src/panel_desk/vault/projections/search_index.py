"""Keeps the full-text index in step with the tables. What a thing is found under is told once, as SQL over its tables.

The index keeps no text of its own. A rowid says what a hit is: its kind above ``KIND_SHIFT``, its number below. Rowids
rise with age for children and concerns, and fall for the rest, so that a search meets the newest meetings first.
"""

from __future__ import annotations

from enum import IntEnum

from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.events.actions import ActionRecorded
from panel_desk.domain.events.items import DecisionRecorded, DissentRecorded, NoteRecorded
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.events.meetings import AgendaItemRemoved, AgendaProposed, MeetingPlanned
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import number
from panel_desk.vault.projections.meetings import meeting_of
from panel_desk.vault.projections.subjects import Subject, SubjectKind

KIND_SHIFT = 58
LARGEST = (1 << KIND_SHIFT) - 1


class Indexed(IntEnum):
    """The kinds of things in the index, in the order in which hits come."""

    CHILD = 0
    CONCERN = 1
    MEETING = 2
    MINUTES = 3
    ACTION = 4


_CHILD_TEXT = """local_id || ' ' || replace(initials, '.', '') || ' ' || forenames || ' ' || surname || ' ' || alias
|| ' ' || worker || ' ' || team || ' ' || school"""
_CHILDREN = f"""INSERT OR REPLACE INTO search (rowid, title, text)
SELECT number, initials || ' ' || local_id, {_CHILD_TEXT} FROM child"""  # noqa: S608  constants of this module
_CONCERNS = """INSERT OR REPLACE INTO search (rowid, title, text)
SELECT (1 << 58) + number, name, concern || ' ' || lead_agency FROM concern"""
_MEETINGS = """INSERT INTO search (rowid, title, text)
SELECT (3 << 58) - 1 - number, reference, panel_name || ' ' || place || ' ' || held_on FROM meeting"""
_MINUTES = """INSERT INTO search (rowid, title, text)
SELECT (4 << 58) - 1 - item.number, meeting.reference || ' ' || item.title, said.text
FROM agenda_item AS item JOIN meeting ON meeting.id = item.meeting_id JOIN (
    SELECT item_id, group_concat(text, ' ') AS text FROM (
        SELECT item_id, text FROM note UNION ALL
        SELECT item_id, words || ' ' || detail || ' ' || reason FROM decision UNION ALL
        SELECT item_id, words FROM dissent
    ) GROUP BY item_id
) AS said ON said.item_id = item.id"""
_ACTIONS = """INSERT INTO search (rowid, title, text)
SELECT (5 << 58) - 1 - number, reference, what || ' ' || agency_name || ' ' || owner || ' ' || about FROM action"""

# Ascending, because the index writes itself out each time a rowid does not follow the one before.
_EVERYTHING = (
    f"{_CHILDREN} ORDER BY number",
    f"{_CONCERNS} ORDER BY number",
    f"{_MEETINGS} ORDER BY number DESC",
    f"{_MINUTES} ORDER BY item.number DESC",
    f"{_ACTIONS} ORDER BY number DESC",
)

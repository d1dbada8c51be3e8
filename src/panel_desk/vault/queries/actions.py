"""Actions as they stand, how they came there, and the next free number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.ids import ActionId, AgencyKey, ItemId, MeetingId, PanelKey, PersonId
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import WANTED, Row, day, one, rows, wanted

_ACTION = """SELECT id, reference, panel, meeting_id, item_id, what, agency, agency_name, due_on, status, recorded_at,
owner_id, owner, child_id, concern_id, about, status_on, status_reason, status_meeting, successor FROM action"""
_BY_REFERENCE = _ACTION + " WHERE reference = ?"
_OPEN = _ACTION + " WHERE panel = ? AND status IN ('open', 'in progress') ORDER BY due_on, number"
_OF_PANEL = _ACTION + " WHERE panel = ? ORDER BY number DESC"
_BY_MEETING = _ACTION + " WHERE meeting_id = ? ORDER BY number"
_BY_ITEM = _ACTION + " WHERE meeting_id = ? AND item_id = ? ORDER BY number"
_BY_AGENCY = _ACTION + " WHERE panel = ? AND agency = ? ORDER BY due_on, number"
_ALL_OPEN = _ACTION + " WHERE status IN ('open', 'in progress') ORDER BY due_on, number"
_ALL = _ACTION + " ORDER BY status NOT IN ('open', 'in progress'), due_on, number"
_CHASED = "SELECT action_id, max(changed_on) FROM action_history WHERE change = 'chased' GROUP BY action_id"
_NAMED = """SELECT id, trim(forenames || ' ' || surname) FROM child
WHERE id IN (SELECT child_id FROM action WHERE child_id IS NOT NULL)"""
_OPEN_COUNTS = """SELECT agency, agency_name, sum(due_on < ?1), count(*) FROM action
WHERE status IN ('open', 'in progress') GROUP BY agency, agency_name ORDER BY 3 DESC, agency_name"""
_ABOUT_CHILDREN = _ACTION + f" WHERE child_id IN {WANTED} AND status IN ('open', 'in progress') ORDER BY due_on, number"
_ABOUT_CONCERNS = (
    _ACTION + f" WHERE concern_id IN {WANTED} AND status IN ('open', 'in progress') ORDER BY due_on, number"
)
_OWING = """WITH about (id) AS (SELECT value FROM json_each(?1))
SELECT child_id, agency FROM action WHERE child_id IN about AND status IN ('open', 'in progress') AND meeting_id <> ?2
UNION
SELECT concern_id, agency FROM action
WHERE concern_id IN about AND status IN ('open', 'in progress') AND meeting_id <> ?2"""
_ABOUT = _ACTION + " WHERE child_id = ?1 UNION ALL " + _ACTION + " WHERE concern_id = ?1"
_HEARD_AT = _ACTION + " WHERE panel = ?1 AND status_meeting = ?2 ORDER BY due_on, number"
_SUPERSEDED = "SELECT reference FROM action WHERE successor = ? ORDER BY number"
_HISTORY = """SELECT change, status, due_on, changed_on, reason, meeting_id, successor, recorded_at, recorded_by
FROM action_history WHERE action_id = ? ORDER BY seq"""


_NAMEABLE = """SELECT reference, what, agency, owner, about, item_id FROM action
WHERE meeting_id = ?1 OR (panel = ?2 AND status IN ('open', 'in progress')) ORDER BY meeting_id <> ?1, due_on, number"""


class NamedAction(Struct, frozen=True):
    """An action with as much as a typed line needs to name it."""

    reference: str
    what: str
    agency: AgencyKey
    owner: str
    about: str
    item_id: ItemId


class ActionChange(Struct, frozen=True, kw_only=True):
    """One step of an action: recorded, a new status, or another due day."""

    change: str
    """``recorded``, ``status``, ``due`` or ``chased`` (``reason`` then says whom the draft was for)."""
    status: ActionStatus
    """After the change."""
    due_on: date
    """After the change."""
    changed_on: date
    reason: str
    meeting_id: MeetingId | None
    successor: str
    recorded_at: datetime
    recorded_by: PersonId


class OpenCount(Struct, frozen=True, kw_only=True):
    """How many actions an agency has to do."""

    agency: AgencyKey
    agency_name: str
    overdue: int
    open: int
    """The overdue ones included."""


def by_reference(db: Database, reference: str) -> ActionState | None:
    """The action of a reference such as ``SAFE-2026-11/07``; None where there is none, or it was taken back."""
    found = one(db, _BY_REFERENCE, (reference,))
    return _state(found) if found else None


def by_id(db: Database, action_id: ActionId) -> ActionState | None:
    """The action of an id; None where there is none, or it was taken back."""
    found = one(db, _ACTION + " WHERE id = ?", (action_id,))
    return _state(found) if found else None


def open_of_panel(db: Database, panel: PanelKey) -> tuple[ActionState, ...]:
    """Every open action of a panel, soonest due first."""
    return _states(rows(db, _OPEN, (panel,)))


def all_open(db: Database) -> tuple[ActionState, ...]:
    """Every open action of any panel, soonest due first."""
    return _states(rows(db, _ALL_OPEN))


def all_actions(db: Database) -> tuple[ActionState, ...]:
    """Every action of every panel: the open ones first, soonest due first."""
    return _states(rows(db, _ALL))


def last_chased(db: Database) -> dict[ActionId, date]:
    """The day each action's owner was last asked for news; actions never chased are left out."""
    return {ActionId(action): date.fromisoformat(on) for action, on in rows(db, _CHASED)}


def open_counts(db: Database, today: date) -> tuple[OpenCount, ...]:
    """Open and overdue actions of every agency that has any, the most overdue first."""
    return tuple(
        OpenCount(agency=agency, agency_name=name, overdue=overdue, open=count)
        for agency, name, overdue, count in rows(db, _OPEN_COUNTS, (today.isoformat(),))
    )


def of_panel(db: Database, panel: PanelKey) -> tuple[ActionState, ...]:
    """Every action a panel ever asked for, newest first."""
    return _states(rows(db, _OF_PANEL, (panel,)))


def by_meeting(db: Database, meeting_id: MeetingId) -> tuple[ActionState, ...]:
    """The actions a meeting asked for, in the order they were recorded."""
    return _states(rows(db, _BY_MEETING, (meeting_id,)))


def by_item(db: Database, meeting_id: MeetingId, item_id: ItemId) -> tuple[ActionState, ...]:
    """The actions a meeting asked for under one item, in the order they were recorded."""
    return _states(rows(db, _BY_ITEM, (meeting_id, item_id)))


def nameable(db: Database, meeting_id: MeetingId, panel: PanelKey) -> tuple[NamedAction, ...]:
    """Those a meeting asked for, open or not, then the panel's other open ones: what may be spoken of there."""
    return tuple(NamedAction(*row) for row in rows(db, _NAMEABLE, (meeting_id, panel)))


def superseded_by(db: Database, reference: str) -> tuple[str, ...]:
    """The references of the actions whose place an action has taken."""
    return tuple(found for (found,) in rows(db, _SUPERSEDED, (reference,)))


def by_agency(db: Database, panel: PanelKey, agency: AgencyKey) -> tuple[ActionState, ...]:
    """All of a panel's actions of one agency, open or not, soonest due first."""
    return _states(rows(db, _BY_AGENCY, (panel, agency)))


def open_about_children(db: Database, ids: Iterable[str]) -> dict[str, tuple[ActionState, ...]]:
    """Open actions of any panel by the child they are about; children without one are left out."""
    found: dict[str, tuple[ActionState, ...]] = {}
    for action in _states(rows(db, _ABOUT_CHILDREN, (wanted(ids),))):
        about = str(action.child_id)
        found[about] = (*found.get(about, ()), action)
    return found


def open_about_concerns(db: Database, ids: Iterable[str]) -> dict[str, tuple[ActionState, ...]]:
    """Open actions of any panel by the concern they are about; concerns without one are left out."""
    found: dict[str, tuple[ActionState, ...]] = {}
    for action in _states(rows(db, _ABOUT_CONCERNS, (wanted(ids),))):
        about = str(action.concern_id)
        found[about] = (*found.get(about, ()), action)
    return found


def owing(db: Database, ids: Iterable[str], *, but_of: MeetingId) -> dict[str, frozenset[AgencyKey]]:
    """Agencies with open actions, by the child or concern they are about; those of one meeting do not count."""
    found: dict[str, frozenset[AgencyKey]] = {}
    for subject, agency in rows(db, _OWING, (wanted(ids), but_of)):
        found[subject] = found.get(subject, frozenset()) | {agency}
    return found


def about(db: Database, subject: str) -> tuple[ActionState, ...]:
    """Every action of any panel about one child or concern, open or not, in no order."""
    return _states(rows(db, _ABOUT, (subject,)))


def heard_at(db: Database, panel: PanelKey, meeting_id: MeetingId) -> tuple[ActionState, ...]:
    """A panel's actions whose last news a meeting heard, soonest due first."""
    return _states(rows(db, _HEARD_AT, (panel, meeting_id)))


def names_of_children(db: Database) -> dict[str, str]:
    """Forenames and surname, by id, of every child whom an action is about: for a screen that shows names."""
    return dict(rows(db, _NAMED))


def next_number(db: Database, meeting_reference: str) -> int:
    """The number of the meeting's next action. One that was given is not given again, not even after an undo."""
    found = one(db, "SELECT max(number) FROM burned_number WHERE meeting_reference = ?", (meeting_reference,))
    return (found[0] or 0) + 1 if found else 1


def history(db: Database, action_id: ActionId) -> tuple[ActionChange, ...]:
    """Every step of an action, the first first."""
    return tuple(_change(row) for row in rows(db, _HISTORY, (action_id,)))


def _change(row: Row) -> ActionChange:
    change, status, due_on, changed_on, reason, meeting_id, successor, recorded_at, recorded_by = row
    return ActionChange(
        change=change,
        status=ActionStatus(status),
        due_on=date.fromisoformat(due_on),
        changed_on=date.fromisoformat(changed_on),
        reason=reason,
        meeting_id=meeting_id,
        successor=successor,
        recorded_at=datetime.fromisoformat(recorded_at),
        recorded_by=recorded_by,
    )


def _states(found: list[Row]) -> tuple[ActionState, ...]:
    return tuple(_state(row) for row in found)


def _state(row: Row) -> ActionState:
    return ActionState(
        id=row[0],
        reference=row[1],
        panel=row[2],
        meeting_id=row[3],
        item_id=row[4],
        what=row[5],
        agency=row[6],
        agency_name=row[7],
        due_on=date.fromisoformat(row[8]),
        status=ActionStatus(row[9]),
        recorded_at=datetime.fromisoformat(row[10]),
        owner_id=row[11],
        owner=row[12],
        child_id=row[13],
        concern_id=row[14],
        about=row[15],
        status_on=day(row[16]),
        status_reason=row[17],
        status_meeting=row[18],
        successor=row[19],
    )

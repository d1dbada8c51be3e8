"""What retention looks at: periods and holds in force, what is still worked with, and the records by class."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import groupby

import msgspec
from msgspec import Struct

from panel_desk.domain.ids import HoldId, ImportId, MeetingId, PanelKey
from panel_desk.domain.keeping.retained import LegalHold, PastMeeting, RecordClass
from panel_desk.domain.keeping.retention import Purged
from panel_desk.domain.people import Person
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import WANTED, day, one, rows, wanted

_HELD = "SELECT row, lifted_at, lifted_because FROM legal_hold ORDER BY seq DESC"
_PURGED = """SELECT record_class, what, events, kept_until, reason, approved_by, purged_at, last_on FROM purge
ORDER BY seq DESC"""
_OPEN_MEETING = "cancelled_at IS NULL AND state IN ('planned', 'agenda issued', 'in session', 'adjourned')"
_FOLLOWED = f"""SELECT local_id, 'on the enhanced pathway' FROM pathway WHERE left_on IS NULL
UNION ALL SELECT child.local_id, 'named in the open action ' || action.reference FROM action
JOIN child ON child.id = action.child_id WHERE status IN ('open', 'in progress')
UNION ALL SELECT item.child ->> '$.local_id', 'on the agenda of ' || reference FROM agenda_item AS item
JOIN meeting ON meeting.id = item.meeting_id WHERE item.child IS NOT NULL AND {_OPEN_MEETING}
UNION ALL SELECT local_id, 'missing now' FROM known_episode WHERE ended_at IS NULL AND started_at >= ?"""  # noqa: S608 - constants of this module
_MEETINGS = f"""SELECT id, reference, panel, held_on, closed_at, previous, previous_held_on, agenda_sha256,
{_OPEN_MEETING} AS is_open,
(SELECT max(changed_on) FROM action JOIN action_history AS step ON step.action_id = action.id
 WHERE action.meeting_id = meeting.id),
(SELECT count(*) FROM action WHERE action.meeting_id = meeting.id AND status IN ('open', 'in progress'))
FROM meeting ORDER BY held_on, number"""  # noqa: S608 - constants of this module
_SUBJECTS = """SELECT meeting_id, child ->> '$.local_id', concern_id FROM agenda_item
WHERE child IS NOT NULL OR concern_id IS NOT NULL
UNION SELECT action.meeting_id, child.local_id, action.concern_id FROM action
LEFT JOIN child ON child.id = action.child_id WHERE action.child_id IS NOT NULL OR action.concern_id IS NOT NULL"""
_FILES = """SELECT meeting_id, sha256 FROM edition
UNION SELECT id, agenda_sha256 FROM meeting WHERE agenda_sha256 <> ''
UNION SELECT meeting_id, signed ->> '$.pdf_sha256' FROM minutes WHERE signed IS NOT NULL
UNION SELECT meeting_id, value ->> '$.pdf_sha256' FROM minutes, json_each(minutes.approvals)"""
_ACTIONS = """SELECT meeting.id, burned_number.action_id FROM burned_number
JOIN meeting ON meeting.reference = burned_number.meeting_reference"""
_LISTS = "SELECT id, kind, row_count, imported_at, undone FROM list_import ORDER BY seq"
_NEWEST_LISTS = (
    "SELECT id FROM list_import WHERE seq IN (SELECT max(seq) FROM list_import WHERE undone = 0 GROUP BY kind)"
)
_ONLY_CHILDREN = "SELECT local_id, id, last_import FROM child"
_RESTING = """SELECT child ->> '$.local_id', 'meeting:' || meeting_id FROM agenda_item WHERE child IS NOT NULL
UNION SELECT child.local_id, 'meeting:' || meeting_id FROM action JOIN child ON child.id = action.child_id
UNION SELECT child.local_id, 'voice:' || feedback.id FROM feedback JOIN child ON child.id = feedback.child_id
UNION SELECT local_id, 'pathway:' || id FROM pathway
UNION SELECT listed_as, 'missing:' || local_id FROM interview JOIN interview_episode ON interview_id = id
UNION SELECT local_id, 'missing:' || local_id FROM recorded_episode
UNION SELECT local_id, 'missing:' || local_id FROM recorded_return
UNION SELECT local_id, 'missing:' || local_id FROM episode_set_aside
UNION SELECT local_id, 'missing:' || local_id FROM episode_match WHERE local_id <> ''
UNION SELECT local_id, 'place:' || concern_id FROM concern_link
UNION SELECT local_id, 'list:' || last_import FROM episode"""
_CONCERNS = """SELECT concern.id, kind, name, last_import, first_import, coalesce(closed, 0),
EXISTS (SELECT 1 FROM action WHERE action.concern_id = concern.id AND status IN ('open', 'in progress')),
EXISTS (SELECT 1 FROM agenda_item AS item JOIN meeting ON meeting.id = item.meeting_id
 WHERE item.concern_id = concern.id AND meeting.cancelled_at IS NULL
 AND state IN ('planned', 'agenda issued', 'in session', 'adjourned'))
FROM concern LEFT JOIN concern_standing ON concern_standing.concern_id = concern.id"""
_CONCERN_RESTS = """SELECT concern_id, 'meeting:' || meeting_id FROM agenda_item WHERE concern_id IS NOT NULL
UNION SELECT concern_id, 'meeting:' || meeting_id FROM action WHERE concern_id IS NOT NULL
UNION SELECT concern_id, 'place:' || concern_id FROM concern_link
UNION SELECT concern_id, 'place:' || concern_id FROM intervention
UNION SELECT concern_id, 'place:' || concern_id FROM concern_standing"""
_SITTINGS = """SELECT meeting.id, panel, previous, closed_at IS NOT NULL, line.kind, line.seq,
EXISTS (SELECT 1 FROM json_each(meeting.definition, '$.sections') WHERE value ->> '$.kind' = 'action plan') FROM meeting
LEFT JOIN journal AS line ON line.stream = 'meeting/' || meeting.id AND line.body IS NOT NULL
 AND line.kind IN ('meeting-opened', 'meeting-closed') AND line.event_id NOT IN (SELECT event_id FROM undone)
ORDER BY meeting.id, line.seq"""
_PAST = "SELECT meeting FROM purge WHERE meeting IS NOT NULL"
_KEPT_ACTIONS = """SELECT action.id, action.panel, action.meeting_id, child.local_id, action.concern_id, step.seq,
step.status IN ('open', 'in progress') FROM action JOIN action_history AS step ON step.action_id = action.id
LEFT JOIN child ON child.id = action.child_id ORDER BY action.id, step.seq"""
_PURGES = "SELECT min(seq), purged_at, count(*), sum(events) FROM purge GROUP BY purged_at ORDER BY 1"
_CHAIRS = """SELECT DISTINCT person.id, person.name, person.agency, title, email FROM seat
JOIN person ON person.id = seat.person_id WHERE role IN ('chair', 'deputy') ORDER BY person.name, person.id"""
_LAST_ENTRY = "SELECT at FROM journal WHERE seq <= ? AND at < ? ORDER BY seq DESC LIMIT 1"
_SAME_CHILD = """SELECT source_id, owner FROM episode_stranger WHERE owner NOT IN ('', '?')
UNION SELECT source_id, local_id FROM episode_match WHERE local_id <> ''
UNION SELECT local_id, other_local_id FROM identity_answer WHERE answer = 'same'"""
_NUMBERS = "SELECT local_id, nhs_number, upn FROM child WHERE nhs_number <> '' OR upn <> ''"
_SPEAKS_OF = """SELECT 1 WHERE EXISTS (SELECT 1 FROM child WHERE local_id = ?1)
OR EXISTS (SELECT 1 FROM episode WHERE local_id = ?1) OR EXISTS (SELECT 1 FROM recorded_episode WHERE local_id = ?1)
OR EXISTS (SELECT 1 FROM recorded_return WHERE local_id = ?1)
OR EXISTS (SELECT 1 FROM episode_set_aside WHERE local_id = ?1)
OR EXISTS (SELECT 1 FROM episode_match WHERE source_id = ?1 OR local_id = ?1)
OR EXISTS (SELECT 1 FROM interview WHERE local_id = ?1) OR EXISTS (SELECT 1 FROM pathway WHERE local_id = ?1)
OR EXISTS (SELECT 1 FROM concern_link WHERE local_id = ?1)
OR EXISTS (SELECT 1 FROM agenda_item WHERE child ->> '$.local_id' = ?1)
OR EXISTS (SELECT 1 FROM identity_alert WHERE local_id = ?1 OR other_local_id = ?1)"""
_EPISODE_LISTS = "SELECT local_id, key, last_import FROM episode"
_ENTRIES = """SELECT event_id, seq FROM journal WHERE body IS NOT NULL AND kind <> 'deed-undone'
AND (stream = ?1 OR (stream >= ?1 || '/' AND stream < ?1 || '0'))"""
_ONE = "SELECT event_id, seq FROM journal WHERE body IS NOT NULL AND event_id = ?"


class MeetingKept(Struct, frozen=True):
    """One meeting, open or over."""

    id: MeetingId
    reference: str
    panel: PanelKey
    held_on: date
    closed_at: datetime | None
    previous: MeetingId | None
    agenda_sha256: str
    is_open: bool
    news_on: date | None
    """Of its actions, the last."""
    open_actions: int


class ListKept(Struct, frozen=True):
    """One added list, standing or taken back."""

    id: ImportId
    kind: str
    rows: int
    imported_at: datetime
    undone: bool


class StepKept(Struct, frozen=True):
    """How an action stood from a place of the journal on."""

    seq: int
    is_open: bool


class ActionKept(Struct, frozen=True):
    """An action, whom it is about, and how it stood over time."""

    id: str
    panel: PanelKey
    meeting_id: MeetingId
    local_id: str | None
    concern_id: str | None
    steps: tuple[StepKept, ...]


class SittingKept(Struct, frozen=True):
    """Where a meeting was opened and closed in the journal; a purged one is gone."""

    id: MeetingId
    panel: PanelKey
    previous: MeetingId | None
    opened: int | None
    closings: tuple[int, ...]
    is_closed: bool
    has_plan: bool = False
    """Whether its minutes tell of the action plan."""
    is_gone: bool = False


class ConcernKept(Struct, frozen=True):
    """A concern and whether it is still worked on."""

    id: str
    kind: str
    name: str
    last_import: str
    first_import: str
    closed: bool
    has_open_action: bool
    on_open_agenda: bool


def years(db: Database) -> dict[RecordClass, int]:
    """What the council set; nothing for a class that has its default."""
    return {RecordClass(key): count for key, count in rows(db, "SELECT record_class, years FROM retention_years")}


def holds(db: Database, *, lifted: bool = False) -> tuple[tuple[LegalHold, str], ...]:
    """Holds, the latest first; of lifted ones, where asked for, with the reason of lifting."""
    return tuple(
        (msgspec.json.decode(row, type=LegalHold), because)
        for row, lifted_at, because in rows(db, _HELD)
        if lifted or lifted_at is None
    )


def has_hold(db: Database, hold_id: HoldId) -> bool:
    """Whether a hold is in force."""
    return one(db, "SELECT 1 FROM legal_hold WHERE id = ? AND lifted_at IS NULL", (hold_id,)) is not None


def purged(db: Database) -> tuple[Purged, ...]:
    """The register of what was purged, the latest first."""
    return tuple(
        Purged(
            record_class=RecordClass(record_class),
            what=what,
            events=events,
            kept_until=date.fromisoformat(kept_until),
            reason=reason,
            approved_by=approved_by,
            on=datetime.fromisoformat(at).date(),
            last_on=day(last_on),
        )
        for record_class, what, events, kept_until, reason, approved_by, at, last_on in rows(db, _PURGED)
    )


def purges(db: Database) -> tuple[tuple[int, datetime, int, int], ...]:
    """Every purge: its place in the journal, when it was, how many records and how many entries went."""
    return tuple((seq, datetime.fromisoformat(at), records, events) for seq, at, records, events in rows(db, _PURGES))


def past_meeting(db: Database, meeting_id: MeetingId) -> PastMeeting | None:
    """What stays of a purged meeting; None where none of that id was purged."""
    found = one(db, "SELECT meeting FROM purge WHERE meeting_id = ?", (meeting_id,))
    return msgspec.json.decode(found[0], type=PastMeeting) if found else None


def followed(db: Database, missing_since: date) -> dict[str, str]:
    """Why a child is being followed now, by local ID, as the rest of a sentence."""
    found: dict[str, str] = {}
    for local_id, why in rows(db, _FOLLOWED, (missing_since.isoformat(),)):
        found.setdefault(local_id, why)
    return found


def meetings(db: Database) -> tuple[MeetingKept, ...]:
    """Every meeting, the first first."""
    return tuple(
        MeetingKept(
            row[0],
            row[1],
            row[2],
            date.fromisoformat(row[3]),
            datetime.fromisoformat(row[4]) if row[4] else None,
            row[5],
            row[7],
            bool(row[8]),
            date.fromisoformat(row[9]) if row[9] else None,
            row[10],
        )
        for row in rows(db, _MEETINGS)
    )


def subjects(db: Database) -> tuple[tuple[MeetingId, str | None, str | None], ...]:
    """Of each meeting the local IDs of children and the concerns on its agenda, or that its actions are about."""
    return tuple(rows(db, _SUBJECTS))


def files(db: Database) -> tuple[tuple[MeetingId, str], ...]:
    """The fingerprints of the files kept for each meeting."""
    return tuple((row[0], row[1]) for row in rows(db, _FILES) if row[1])


def actions(db: Database) -> tuple[tuple[MeetingId, str], ...]:
    """Every action a meeting ever asked for, taken back ones included."""
    return tuple((row[0], row[1]) for row in rows(db, _ACTIONS))


def lists(db: Database) -> tuple[ListKept, ...]:
    """Every list that was ever added, the first first."""
    return tuple(
        ListKept(row[0], row[1], row[2], datetime.fromisoformat(row[3]), bool(row[4])) for row in rows(db, _LISTS)
    )


def newest_lists(db: Database) -> frozenset[str]:
    """The newest standing list of each kind."""
    return frozenset(row[0] for row in rows(db, _NEWEST_LISTS))


def children(db: Database) -> tuple[tuple[str, str, str], ...]:
    """Local ID, identifier, and the last list that names the child."""
    return tuple(rows(db, _ONLY_CHILDREN))


def resting(db: Database) -> dict[str, frozenset[str]]:
    """By local ID, the keys of the records that speak of the child."""
    return _grouped(db, _RESTING)


def initials(db: Database) -> dict[str, str]:
    """By local ID."""
    return dict(rows(db, "SELECT local_id, initials FROM child"))


def concerns(db: Database) -> tuple[ConcernKept, ...]:
    """Every concern."""
    return tuple(ConcernKept(*row[:5], *map(bool, row[5:])) for row in rows(db, _CONCERNS))


def concern_resting(db: Database) -> dict[str, frozenset[str]]:
    """By concern, the keys of the records that speak of it."""
    return _grouped(db, _CONCERN_RESTS)


def episode_lists(db: Database, local_ids: frozenset[str]) -> dict[tuple[str, str], str]:
    """The last list that tells each episode of some children, by local ID and key."""
    found = rows(db, f"{_EPISODE_LISTS} WHERE local_id IN {WANTED}", (wanted(sorted(local_ids)),))
    return {(local_id, key): last for local_id, key, last in found}


def actions_kept(db: Database) -> tuple[ActionKept, ...]:
    """Every action that counts, with its steps, the first first."""
    found: list[ActionKept] = []
    for action, steps in groupby(rows(db, _KEPT_ACTIONS), key=lambda row: row[:5]):
        action_id, panel, meeting_id, local_id, concern_id = action
        told = tuple(StepKept(row[5], bool(row[6])) for row in steps)
        found.append(ActionKept(action_id, panel, meeting_id, local_id, concern_id, told))
    return tuple(found)


def sittings_kept(db: Database) -> tuple[SittingKept, ...]:
    """Every meeting, with purged ones as far as their closings are known."""
    found: list[SittingKept] = []
    for (meeting_id, panel, previous, is_closed), group in groupby(rows(db, _SITTINGS), key=lambda row: row[:4]):
        lines = [row[4:] for row in group]
        opened = next((seq for kind, seq, _has_plan in lines if kind == "meeting-opened"), None)
        closings = tuple(seq for kind, seq, _has_plan in lines if kind == "meeting-closed")
        found.append(SittingKept(meeting_id, panel, previous, opened, closings, bool(is_closed), bool(lines[0][2])))
    for (row,) in rows(db, _PAST):
        past = msgspec.json.decode(row, type=PastMeeting)
        found.append(SittingKept(past.id, past.panel, past.previous, None, past.closings, is_closed=True, is_gone=True))
    return tuple(found)


def chairs(db: Database) -> tuple[Person, ...]:
    """Everybody who sits as chair or deputy at a panel now, by name."""
    return tuple(Person(id=row[0], name=row[1], agency=row[2], title=row[3], email=row[4]) for row in rows(db, _CHAIRS))


def last_entry_at(db: Database, until: int, before: datetime) -> datetime | None:
    """When the last entry up to a place of the journal and before a time was made; None where there is none."""
    found = one(db, _LAST_ENTRY, (until, before.astimezone(UTC).isoformat()))
    return datetime.fromisoformat(found[0]) if found else None


def first_entry_at(db: Database) -> datetime | None:
    """When the journal’s first entry was made; None where there is none."""
    found = one(db, "SELECT at FROM journal ORDER BY seq LIMIT 1")
    return datetime.fromisoformat(found[0]) if found else None


def same_child(db: Database) -> tuple[tuple[str, str], ...]:
    """Pairs of numbers under which one child is told of: as a person answered, and as lists themselves say."""
    return tuple(rows(db, _SAME_CHILD))


def numbers_of_children(db: Database) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The local IDs of the children who have an NHS number, and a UPN."""
    by_nhs: dict[str, tuple[str, ...]] = {}
    by_upn: dict[str, tuple[str, ...]] = {}
    for local_id, nhs_number, upn in rows(db, _NUMBERS):
        for number, by in ((nhs_number, by_nhs), (upn, by_upn)):
            if number:
                by[number] = (*by.get(number, ()), local_id)
    return by_nhs, by_upn


def speaks_of(db: Database, local_id: str) -> bool:
    """Whether anything at all stands under a number, listed as a child or not."""
    return one(db, _SPEAKS_OF, (local_id,)) is not None


def entries_below(db: Database, stream: str) -> tuple[tuple[str, int], ...]:
    """Id and place of every entry of a stream, and below it, that says something; undos say nothing of anybody."""
    return tuple(rows(db, _ENTRIES, (stream,)))


def entry(db: Database, event_id: str) -> tuple[tuple[str, int], ...]:
    """One entry, as ``entries_below`` gives them."""
    return tuple(rows(db, _ONE, (event_id,)))


def _grouped(db: Database, sql: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for about, key in rows(db, sql):
        found.setdefault(about, set()).add(key)
    return {about: frozenset(keys) for about, keys in found.items()}

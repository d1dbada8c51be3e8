"""What the record holds of a period, for the profile: who was named, who was considered, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import msgspec
from msgspec import Struct

from panel_desk.domain.agendas.agenda import ChildBrief
from panel_desk.domain.calendar import england_day
from panel_desk.domain.children.cases import ExploitationType
from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.figures.suppression_figures import Figure
from panel_desk.domain.panels import Seat
from panel_desk.vault.driver import Database
from panel_desk.vault.projections.columns import as_json
from panel_desk.vault.queries.reading import day, rows

_LISTS = "SELECT id, seq, imported_at FROM list_import WHERE kind = 'profile' AND NOT undone ORDER BY seq"
# SQLite takes the other columns from the row that max() found: the last list that says any type.
_NAMED = """SELECT span, m.local_id, min(said_on), m.types,
max(CASE WHEN m.types = '[]' THEN 0 ELSE 1 << 40 END + place)
FROM (SELECT value ->> 0 AS span, value ->> 1 AS import_id, value ->> 2 AS place, value ->> 3 AS said_on
FROM json_each(?)) AS list JOIN list_member AS m ON m.import_id = list.import_id
GROUP BY span, m.local_id"""
_CONSIDERED = """SELECT meeting.panel, meeting.held_on, item.child_id, item.child
FROM agenda_item AS item JOIN meeting ON meeting.id = item.meeting_id
WHERE item.child_id IS NOT NULL AND item.started_at IS NOT NULL AND meeting.cancelled_at IS NULL
ORDER BY meeting.held_on, item.number"""
_DAYS = """SELECT DISTINCT held_on FROM meeting WHERE cancelled_at IS NULL AND EXISTS (SELECT 1 FROM agenda_item AS item
WHERE item.meeting_id = meeting.id AND item.child_id IS NOT NULL AND item.started_at IS NOT NULL)"""
_COPIES = "SELECT title, hidden, printed, starts_on, ends_on FROM public_copy ORDER BY seq"
_KNOWN = "SELECT local_id, born_on, sex, ethnicity FROM child"
_DECISIONS = """SELECT decision.panel, decision.child_id, meeting.held_on, decision.outcome, decision.words,
decision.detail, decision.closes, decision.defers, decision.to_panel
FROM decision JOIN meeting ON meeting.id = decision.meeting_id
WHERE decision.child_id IS NOT NULL AND (decision.quorate OR decision.confirmed_at IS NOT NULL)
AND meeting.cancelled_at IS NULL ORDER BY meeting.held_on, decision.seq"""
_REFERRED = "SELECT child_id, referred_on FROM child_referral WHERE referred_on <> '' ORDER BY child_id, referred_on"
_ACTIONS = (
    "SELECT agency, agency_name, due_on, status, status_on FROM action WHERE due_on BETWEEN ? AND ? ORDER BY number"
)
_HELD = """SELECT id, panel, held_on, definition ->> '$.seats' FROM meeting
WHERE held_on BETWEEN ? AND ? AND opened_at IS NOT NULL AND cancelled_at IS NULL ORDER BY panel, held_on"""
_ATTENDED = """SELECT DISTINCT meeting_id, agency FROM attendance
WHERE meeting_id IN (SELECT value FROM json_each(?)) AND kind IN ('present', 'substitute', 'part')"""
_types: msgspec.json.Decoder[tuple[ExploitationType, ...]] = msgspec.json.Decoder(tuple[ExploitationType, ...])
_seats: msgspec.json.Decoder[tuple[Seat, ...]] = msgspec.json.Decoder(tuple[Seat, ...])
_brief = msgspec.json.Decoder(ChildBrief)
_published = msgspec.json.Decoder(PublishedYear)
_figures: msgspec.json.Decoder[list[tuple[str, list[tuple[str, str]]]]] = msgspec.json.Decoder(
    list[tuple[str, list[tuple[str, str]]]]
)


_given: msgspec.json.Decoder[list[tuple[str, list[tuple[str, str]], int]]] = msgspec.json.Decoder(
    list[tuple[str, list[tuple[str, str]], int]]
)


class PublicCopyRow(Struct, frozen=True):
    """What a public copy hid and gave, and of which days it was; None where that was not kept."""

    title: str
    hidden: frozenset[Figure]
    printed: Mapping[Figure, int]
    starts_on: date | None
    ends_on: date | None


class Named(Struct, frozen=True, gc=False):
    """A child whom lists of a span of days named."""

    span: str
    local_id: str
    first_on: date
    types: tuple[ExploitationType, ...]
    """As the last list that says any type says them."""


class Considered(Struct, frozen=True, gc=False):
    """A child’s item that was begun."""

    panel: str
    held_on: date
    child_id: str
    child: ChildBrief


class KnownChild(Struct, frozen=True, gc=False):
    """What lists last said of a child."""

    born_on: date | None
    sex: str
    ethnicity: str


class DecidedOn(Struct, frozen=True, gc=False):
    """A decision on a child that counts: quorate, or confirmed."""

    panel: str
    child_id: str
    held_on: date
    outcome: str
    words: str
    detail: str
    closes: bool
    defers: bool
    to_panel: str


class DueAction(Struct, frozen=True, gc=False):
    """An action by its due date."""

    key: str
    """The agency’s key, which stays when it is renamed."""
    agency: str
    due_on: date
    status: str
    status_on: date | None


class HeldMeeting(Struct, frozen=True, gc=False):
    """A meeting that took place, with the seats of its panel then, and the agencies of which somebody was there."""

    panel: str
    held_on: date
    seats: tuple[Seat, ...]
    came: frozenset[str]


def lists_added(db: Database) -> tuple[tuple[str, int, date], ...]:
    """Every list of children at risk that counts: its id, its place in the journal, and the day it was added."""
    found = rows(db, _LISTS)
    return tuple((one[0], one[1], england_day(datetime.fromisoformat(one[2]))) for one in found)


def named(db: Database, spans: Iterable[tuple[str, date, date]]) -> list[Named]:
    """Whom lists named in spans of days (name, first, last): each child once a span."""
    lists = lists_added(db)
    wanted = [
        [span, import_id, seq, added_on.isoformat()]
        for span, first, last in spans
        for import_id, seq, added_on in lists
        if first <= added_on <= last
    ]
    found = rows(db, _NAMED, (as_json(wanted),))
    decoded = {text: _types.decode(text) for text in {row[3] for row in found}}
    days = {text: date.fromisoformat(text) for text in {row[2] for row in found}}
    return [Named(row[0], row[1], days[row[2]], decoded[row[3]]) for row in found]


def considered(db: Database) -> list[Considered]:
    """Every child’s item that any panel has begun, the earliest first."""
    found = rows(db, _CONSIDERED)
    return [Considered(row[0], date.fromisoformat(row[1]), row[2], _brief.decode(row[3])) for row in found]


def days_considered(db: Database) -> list[date]:
    """The days of meetings at which a child’s item was begun."""
    return [date.fromisoformat(row[0]) for row in rows(db, _DAYS)]


def known_children(db: Database) -> dict[str, KnownChild]:
    """Every child on the desk, by local ID."""
    return {row[0]: KnownChild(day(row[1]), row[2], row[3]) for row in rows(db, _KNOWN)}


def decided(db: Database) -> list[DecidedOn]:
    """Every decision on a child that counts, the earliest first."""
    found = rows(db, _DECISIONS)
    return [
        DecidedOn(r[0], r[1], date.fromisoformat(r[2]), r[3], r[4], r[5], bool(r[6]), bool(r[7]), r[8]) for r in found
    ]


def referral_days(db: Database) -> dict[str, list[date]]:
    """The days on which each child was referred, the earliest first."""
    found: dict[str, list[date]] = {}
    for child_id, referred_on in rows(db, _REFERRED):
        found.setdefault(child_id, []).append(date.fromisoformat(referred_on))
    return found


def actions_due(db: Database, first: date, last: date) -> list[DueAction]:
    """Every action whose due date lies between two days."""
    found = rows(db, _ACTIONS, (first.isoformat(), last.isoformat()))
    return [DueAction(row[0], row[1], date.fromisoformat(row[2]), row[3], day(row[4])) for row in found]


def meetings_held(db: Database, first: date, last: date) -> list[HeldMeeting]:
    """Every meeting that was opened, of those planned for two days and between them, by panel."""
    held = rows(db, _HELD, (first.isoformat(), last.isoformat()))
    came: dict[str, set[str]] = {}
    for meeting_id, agency in rows(db, _ATTENDED, (as_json([row[0] for row in held]),)):
        came.setdefault(meeting_id, set()).add(agency)
    return [
        HeldMeeting(row[1], date.fromisoformat(row[2]), _seats.decode(row[3]), frozenset(came.get(row[0], ())))
        for row in held
    ]


def published_years(db: Database) -> tuple[PublishedYear, ...]:
    """The years entered as published, the earliest first."""
    return tuple(_published.decode(row[0]) for row in rows(db, "SELECT row FROM published_year ORDER BY year"))


def public_copies(db: Database) -> tuple[PublicCopyRow, ...]:
    """Every public copy that went out, the earliest first."""
    return tuple(
        PublicCopyRow(
            title,
            frozenset(_figure(*one) for one in _figures.decode(hidden)),
            {_figure(counted, places): value for counted, places, value in _given.decode(printed)},
            day(first),
            day(last),
        )
        for title, hidden, printed, first, last in rows(db, _COPIES)
    )


def _figure(counted: str, places: Sequence[tuple[str, str]]) -> Figure:
    return Figure(counted, frozenset((dimension, label) for dimension, label in places))

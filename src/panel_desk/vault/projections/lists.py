"""Tables of case lists, their children and concerns: a whole list is one event and a few bulk statements."""

from __future__ import annotations

from collections.abc import Iterator

from panel_desk.domain.children.cases import (
    ChildFacts,
    ConcernRow,
    EpisodeRow,
    ExploitationType,
    ListKind,
    ProfileRow,
    ReferralRow,
    episode_id,
)
from panel_desk.domain.events import Event
from panel_desk.domain.events.lists import CaseListImported, IdentityAlertAnswered
from panel_desk.domain.events.strategy import ConcernRecorded
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import as_json, day, instant, number
from panel_desk.vault.projections.strangers import keep_strangers

_IMPORT = """INSERT INTO list_import (id, seq, kind, file_name, file_sha256, sheet, source_signature, columns,
row_count, new_children, new_concerns, no_longer_listed, rejected, imported_at, imported_by, undone,
changed, encoding, chosen_sheet, findings)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

# An empty field means that the list does not say it, so what an earlier list said stays; the two parts of a name are
# one thing said. A child who is neither new nor known has no id, which the table refuses.
_CHILD = """INSERT INTO child (id, local_id, number, initials, surname, forenames, alias, born_on, sex, ethnicity,
legal_status, worker, team, school, nhs_number, upn, address, types, listed, listed_risk, listed_reason, profile_row,
profile_import, first_import, last_import)
VALUES (coalesce(?1, (SELECT id FROM child WHERE local_id = ?2),
(SELECT id FROM given_id WHERE about = 'child' AND key = ?2)), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?24)
ON CONFLICT DO UPDATE SET
initials = iif(excluded.surname || excluded.forenames = '', initials, excluded.initials),
surname = iif(excluded.surname || excluded.forenames = '', surname, excluded.surname),
forenames = iif(excluded.surname || excluded.forenames = '', forenames, excluded.forenames),
alias = iif(excluded.alias = '', alias, excluded.alias),
born_on = coalesce(excluded.born_on, born_on),
sex = iif(excluded.sex = '', sex, excluded.sex),
ethnicity = iif(excluded.ethnicity = '', ethnicity, excluded.ethnicity),
legal_status = iif(excluded.legal_status = '', legal_status, excluded.legal_status),
worker = iif(excluded.worker = '', worker, excluded.worker),
team = iif(excluded.team = '', team, excluded.team),
school = iif(excluded.school = '', school, excluded.school),
nhs_number = iif(excluded.nhs_number = '', nhs_number, excluded.nhs_number),
upn = iif(excluded.upn = '', upn, excluded.upn),
address = iif(excluded.address = '', address, excluded.address),
types = iif(excluded.types = '[]', types, excluded.types),
listed = max(listed, excluded.listed),
listed_risk = iif(excluded.profile_row IS NULL, listed_risk, excluded.listed_risk),
listed_reason = iif(excluded.profile_row IS NULL, listed_reason, excluded.listed_reason),
profile_row = coalesce(excluded.profile_row, profile_row),
profile_import = coalesce(excluded.profile_import, profile_import),
last_import = excluded.last_import"""

_REFERRAL = """INSERT INTO child_referral (child_id, referred_on, source_agency, row, first_import, last_import,
last_seq) VALUES ((SELECT id FROM child WHERE local_id = ?1), ?2, ?3, ?4, ?5, ?5, ?6)
ON CONFLICT (child_id, referred_on, source_agency)
DO UPDATE SET row = excluded.row, last_import = excluded.last_import, last_seq = excluded.last_seq"""

# What a list has no column for it says nothing of: that stays as an earlier one told it ({told}: the list's fields).
_EPISODE = """INSERT INTO episode (local_id, key, kind, started_at, ended_at, row, first_import, last_import)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
ON CONFLICT (local_id, key) DO UPDATE SET kind = excluded.kind, started_at = excluded.started_at,
ended_at = {ended_at}, row = json_patch(json_remove(row, {told}), excluded.row), last_import = excluded.last_import"""
_BY_COLUMN = {
    "born_on": ("born_on",),
    "ended_at": ("ended_at", "end_time_known"),
    "interview_offered": ("interview_offered",),
    "interview_accepted": ("interview_accepted",),
    "interview_at": ("interview_at", "interview_time_known"),
    "interview_provider": ("interview_provider",),
    "nhs_number": ("nhs_number",),
    "upn": ("upn",),
    "surname": ("surname", "forenames"),
    "forenames": ("surname", "forenames"),
    "name": ("surname", "forenames"),
}
"""Fields of an episode that a list may have no column for, by the columns they are read from."""
_ALWAYS = ("local_id", "kind", "started_at", "start_time_known", "source_id")

_CONCERN = """INSERT INTO concern (id, number, kind, name, concern, lead_agency, raised_on, first_import, last_import)
VALUES (coalesce(?1, (SELECT id FROM concern WHERE kind = ?3 AND name = ?4),
(SELECT id FROM given_id WHERE about = 'concern' AND key = ?3 || ':' || ?4)), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
ON CONFLICT DO UPDATE SET concern = excluded.concern, lead_agency = excluded.lead_agency,
raised_on = excluded.raised_on, last_import = excluded.last_import"""

_BY_HAND = """INSERT INTO concern (id, number, kind, name, concern, lead_agency, raised_on, first_import, last_import)
VALUES (?, ?, ?, ?, ?, ?, ?, '', '') ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
concern = excluded.concern, lead_agency = excluded.lead_agency, raised_on = excluded.raised_on"""

_GIVEN = """INSERT INTO given_id (about, key, id) VALUES (?, ?, ?)
ON CONFLICT (about, key) DO UPDATE SET id = excluded.id"""

# A list may tell a child on several lines: the types of all of them.
_MEMBER = "INSERT INTO list_member (import_id, local_id, types) VALUES (?, ?, ?)"

_ALERT = """INSERT INTO identity_alert (local_id, other_local_id, kind, sentence, import_id, seq)
VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (local_id, other_local_id, kind)
DO UPDATE SET sentence = excluded.sentence, import_id = excluded.import_id, seq = excluded.seq"""

_ANSWER = """INSERT INTO identity_answer (local_id, other_local_id, answer, reason, seq, answered_at, answered_by)
VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (local_id, other_local_id) DO UPDATE SET answer = excluded.answer,
reason = excluded.reason, seq = excluded.seq, answered_at = excluded.answered_at, answered_by = excluded.answered_by"""


def list_imported(conn: Connection, stored: StoredEvent[Event], event: CaseListImported) -> None:
    """Everything a list says: the import, its children, referrals, episodes, concerns and alerts."""
    _keep_import(conn, stored, event, undone=False)
    conn.executemany(_CHILD, _children(stored.seq, event))
    rows = event.rows
    this = event.import_id
    conn.executemany(_MEMBER, _members(event))
    conn.executemany(_REFERRAL, (_referral(r, this, stored.seq) for r in rows if isinstance(r, ReferralRow)))
    conn.executemany(_episode_sql(event), (_episode(r, this) for r in rows if isinstance(r, EpisodeRow)))
    keep_strangers(conn, rows)
    conn.executemany(_CONCERN, _concerns(stored.seq, event))
    if event.kind is ListKind.PROFILE and event.no_longer_listed:
        conn.execute(
            "UPDATE child SET listed = 0, dropped_by = ? WHERE local_id IN (SELECT value FROM json_each(?))",
            (this, as_json(event.no_longer_listed)),
        )
    conn.executemany(
        _ALERT, [(a.local_id, a.other_local_id, a.kind.value, a.sentence, this, stored.seq) for a in event.alerts]
    )


def undone_list(conn: Connection, stored: StoredEvent[Event], event: CaseListImported) -> None:
    """What stays of a list that was taken back: its line in the register of imports, and the identifiers it gave."""
    _keep_import(conn, stored, event, undone=True)
    conn.executemany(_GIVEN, [("child", local_id, child_id) for local_id, child_id in event.new_children.items()])
    conn.executemany(_GIVEN, [("concern", key, concern_id) for key, concern_id in event.new_concerns.items()])


def alert_answered(conn: Connection, stored: StoredEvent[Event], event: IdentityAlertAnswered) -> None:
    """What a person said of two children, whichever of them the alert named first."""
    first, second = sorted((event.local_id, event.other_local_id))
    answered = (first, second, event.answer, event.reason, stored.seq, instant(stored.at), stored.actor)
    conn.execute(_ANSWER, answered)


def concern_recorded(conn: Connection, stored: StoredEvent[Event], event: ConcernRecorded) -> None:
    """A concern entered or put right by hand."""
    row = event.row
    said = (row.kind.value, row.name, row.concern, row.lead_agency, day(row.raised_on))
    conn.execute(_BY_HAND, (event.concern_id, number(stored.seq), *said))


def concern_key(row: ConcernRow) -> str:
    """What tells a concern from others, as ``CaseListImported.new_concerns`` writes it."""
    return f"{row.kind.value}:{row.name}"


def _keep_import(conn: Connection, stored: StoredEvent[Event], event: CaseListImported, *, undone: bool) -> None:
    conn.execute(
        _IMPORT,
        (
            event.import_id,
            stored.seq,
            event.kind.value,
            event.file_name,
            event.file_sha256,
            event.sheet,
            event.source_signature,
            as_json(event.columns),
            len(event.rows),
            len(event.new_children),
            len(event.new_concerns),
            len(event.no_longer_listed),
            event.rejected,
            instant(stored.at),
            stored.actor,
            undone,
            event.changed,
            event.encoding,
            event.chosen_sheet,
            as_json(event.findings),
        ),
    )


def _children(seq: int, event: CaseListImported) -> Iterator[tuple[object, ...]]:
    this, new = event.import_id, event.new_children
    unseen = dict.fromkeys(new)
    born: dict[str, EpisodeRow] = {}
    first_number = number(seq)
    for place, row in enumerate(event.rows):
        if isinstance(row, ProfileRow):
            said: tuple[object, ...] = (1, row.risk, row.reason, as_json(row), this)
        elif isinstance(row, ReferralRow):
            said = (0, "", "", None, None)
        else:
            if isinstance(row, EpisodeRow):
                born.setdefault(row.local_id, row)
            continue
        local_id = row.facts.local_id
        unseen.pop(local_id, None)
        yield (new.get(local_id), local_id, first_number + place, *_facts(row.facts, row.types), *said, this)
    for place, local_id in enumerate(unseen, len(event.rows)):
        episode = born.get(local_id)
        facts = ChildFacts(local_id=local_id, born_on=episode.born_on if episode else None)
        yield (new[local_id], local_id, number(seq, place), *_facts(facts, ()), 0, "", "", None, None, this)


def _facts(facts: ChildFacts, types: tuple[ExploitationType, ...]) -> tuple[object, ...]:
    return (
        facts.initials,
        facts.surname,
        facts.forenames,
        facts.alias,
        day(facts.born_on),
        facts.sex,
        facts.ethnicity,
        facts.legal_status,
        facts.worker,
        facts.team,
        facts.school,
        facts.nhs_number,
        facts.upn,
        facts.address,
        as_json(types),
    )


def _members(event: CaseListImported) -> Iterator[tuple[object, ...]]:
    types: dict[str, tuple[ExploitationType, ...]] = {}
    for row in event.rows:
        if isinstance(row, ProfileRow):
            said = types.get(row.facts.local_id)
            types[row.facts.local_id] = row.types if said is None else tuple(dict.fromkeys((*said, *row.types)))
    return ((event.import_id, local_id, as_json(said)) for local_id, said in types.items())


def _referral(row: ReferralRow, import_id: str, seq: int) -> tuple[object, ...]:
    return row.facts.local_id, day(row.referred_on) or "", row.source_agency, as_json(row), import_id, seq


def _episode(row: EpisodeRow, import_id: str) -> tuple[object, ...]:
    started, ended = instant(row.started_at), instant(row.ended_at)
    return row.local_id, episode_id(row), row.kind.value, started, ended, as_json(row), import_id


def _episode_sql(event: CaseListImported) -> str:
    """How an episode is kept that an earlier list told too; every field is told where no columns are known."""
    columns = set(event.columns.values()) if event.columns else set(_BY_COLUMN)
    told = dict.fromkeys((*_ALWAYS, *(f for column, own in _BY_COLUMN.items() if column in columns for f in own)))
    ended_at = "excluded.ended_at" if "ended_at" in columns else "coalesce(excluded.ended_at, ended_at)"
    return _EPISODE.format(ended_at=ended_at, told=", ".join(f"'$.{field}'" for field in told))


def _concerns(seq: int, event: CaseListImported) -> Iterator[tuple[object, ...]]:
    for place, row in enumerate(event.rows):
        if isinstance(row, ConcernRow):
            known_as = event.new_concerns.get(concern_key(row))
            yield (
                known_as,
                number(seq, place),
                row.kind.value,
                row.name,
                row.concern,
                row.lead_agency,
                day(row.raised_on),
                event.import_id,
            )

"""Tables of the desk, its panels and its people."""

from __future__ import annotations

from panel_desk.domain.events import Event
from panel_desk.domain.events.agencies import (
    CertificateIssued,
    CertificateRevoked,
    DeskFounded,
    PanelDefined,
    PersonRecorded,
    SeatFilled,
    SeatLeft,
)
from panel_desk.domain.events.language import WordListKept
from panel_desk.domain.people import SINGLE
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import as_json, day, instant


def desk_founded(conn: Connection, stored: StoredEvent[Event], event: DeskFounded) -> None:
    """The desk's one row."""
    conn.execute(
        "INSERT INTO desk (one, council, fictional, founded_at) VALUES (1, ?, ?, ?) ON CONFLICT (one) DO UPDATE "
        "SET council = excluded.council, fictional = excluded.fictional, founded_at = excluded.founded_at",
        (event.council, event.fictional, instant(stored.at)),
    )


def panel_defined(conn: Connection, stored: StoredEvent[Event], event: PanelDefined) -> None:
    """The definition in force from now on."""
    definition = event.definition
    conn.execute(
        "INSERT INTO panel (key, name, full_name, definition, defined_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET name = excluded.name, full_name = excluded.full_name, "
        "definition = excluded.definition, defined_at = excluded.defined_at",
        (definition.key, definition.name, definition.full_name, as_json(definition), instant(stored.at)),
    )


def person_recorded(conn: Connection, stored: StoredEvent[Event], event: PersonRecorded) -> None:
    """What is known of a professional."""
    del stored
    person = event.person
    conn.execute(
        "INSERT INTO person (id, name, agency, title, email) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
        "SET name = excluded.name, agency = excluded.agency, title = excluded.title, email = excluded.email",
        (person.id, person.name, person.agency, person.title, person.email),
    )


def seat_filled(conn: Connection, stored: StoredEvent[Event], event: SeatFilled) -> None:
    """Who sits there now; in a role that one person holds, instead of who did."""
    if event.role in SINGLE:
        conn.execute(
            "DELETE FROM seat WHERE panel = ? AND agency = ? AND role = ?",
            (event.panel, event.agency, event.role.value),
        )
    conn.execute(
        "INSERT INTO seat (panel, agency, role, person_id, since) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (panel, agency, role, person_id) DO UPDATE SET since = excluded.since",
        (event.panel, event.agency, event.role.value, event.person_id, instant(stored.at)),
    )


def seat_left(conn: Connection, stored: StoredEvent[Event], event: SeatLeft) -> None:
    """Who sat there no longer does."""
    del stored
    conn.execute(
        "DELETE FROM seat WHERE panel = ? AND agency = ? AND role = ? AND person_id = ?",
        (event.panel, event.agency, event.role.value, event.person_id),
    )


def certificate_issued(conn: Connection, stored: StoredEvent[Event], event: CertificateIssued) -> None:
    """A line of the register."""
    conn.execute(
        "INSERT INTO certificate (fingerprint, seq, person_id, roles, panels, valid_from, valid_to, certificate) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            event.fingerprint,
            stored.seq,
            event.person_id,
            as_json(event.roles),
            as_json(event.panels),
            day(event.valid_from),
            day(event.valid_to),
            event.certificate,
        ),
    )


def certificate_revoked(conn: Connection, stored: StoredEvent[Event], event: CertificateRevoked) -> None:
    """The line stays, with the time from which it no longer counts."""
    del stored
    conn.execute(
        "UPDATE certificate SET revoked_at = ?, revoked_reason = ? WHERE fingerprint = ?",
        (instant(event.revoked_at), event.reason, event.fingerprint),
    )


def word_list_kept(conn: Connection, stored: StoredEvent[Event], event: WordListKept) -> None:
    """The council's own list in force from now on."""
    del stored
    conn.execute(
        "INSERT INTO word_list (one, words) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET words = excluded.words",
        (as_json(event.words),),
    )

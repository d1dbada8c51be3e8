"""Tables of thresholds, published figures, public copies and retention."""

from __future__ import annotations

from panel_desk.domain.events import Event
from panel_desk.domain.events.keeping import (
    HoldLifted,
    HoldPlaced,
    PublicCopyMade,
    PublishedYearSet,
    RecordPurged,
    RetentionSet,
    ThresholdsSet,
)
from panel_desk.vault.driver import Connection
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.columns import as_json, day, instant


def thresholds_set(conn: Connection, stored: StoredEvent[Event], event: ThresholdsSet) -> None:
    """The thresholds in force from now on."""
    del stored
    conn.execute(
        "INSERT INTO thresholds (one, row) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET row = excluded.row",
        (as_json(event.thresholds),),
    )


def published_year_set(conn: Connection, stored: StoredEvent[Event], event: PublishedYearSet) -> None:
    """One year before the desk."""
    del stored
    conn.execute(
        "INSERT INTO published_year (year, row) VALUES (?, ?) ON CONFLICT (year) DO UPDATE SET row = excluded.row",
        (event.published.year, as_json(event.published)),
    )


def public_copy_made(conn: Connection, stored: StoredEvent[Event], event: PublicCopyMade) -> None:
    """What a public copy hid, and what it gave."""
    hidden = [[figure.counted, sorted(figure.places)] for figure in event.hidden]
    printed = [[one.figure.counted, sorted(one.figure.places), one.value] for one in event.printed]
    of = (day(event.starts_on), day(event.ends_on))
    conn.execute(
        "INSERT INTO public_copy (seq, title, hidden, printed, starts_on, ends_on, made_at, made_by) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            stored.seq,
            event.title,
            as_json(sorted(hidden)),
            as_json(sorted(printed)),
            *of,
            instant(stored.at),
            stored.actor,
        ),
    )


def retention_set(conn: Connection, stored: StoredEvent[Event], event: RetentionSet) -> None:
    """The periods in force from now on."""
    del stored
    conn.execute("DELETE FROM retention_years")
    conn.executemany(
        "INSERT INTO retention_years (record_class, years) VALUES (?, ?)",
        [(record_class.value, years) for record_class, years in event.years.items()],
    )


def hold_placed(conn: Connection, stored: StoredEvent[Event], event: HoldPlaced) -> None:
    """Something that must not be purged."""
    held = (event.hold.id, stored.seq, as_json(event.hold))
    conn.execute("INSERT INTO legal_hold (id, seq, row) VALUES (?, ?, ?)", held)


def hold_lifted(conn: Connection, stored: StoredEvent[Event], event: HoldLifted) -> None:
    """It stays to be seen, with the reason, and holds nothing back."""
    lifted = (instant(stored.at), event.reason, event.hold_id)
    conn.execute("UPDATE legal_hold SET lifted_at = ?, lifted_because = ? WHERE id = ?", lifted)


def record_purged(conn: Connection, stored: StoredEvent[Event], event: RecordPurged) -> None:
    """A line of the register of what was purged."""
    conn.execute(
        "INSERT INTO purge (seq, record_class, what, events, kept_until, last_on, reason, approved_by, meeting_id, "
        "meeting, purged_at, purged_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            stored.seq,
            event.record_class.value,
            event.what,
            event.events,
            day(event.kept_until),
            day(event.last_on),
            event.reason,
            event.approved_by,
            event.meeting.id if event.meeting else None,
            as_json(event.meeting) if event.meeting else None,
            instant(stored.at),
            stored.actor,
        ),
    )

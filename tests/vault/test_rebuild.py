"""The tables are what the journal makes of them, can be made anew, and a difference is found."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.vault.vault_builders import ACTOR, NOW, WordEvent, WordJournal, WordSaid, said

from panel_desk.vault.driver import Database
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.rebuild import TableDifference, differing_tables, needs_rebuild, projected_tables, rebuild

TABLE = "burned_number"


def project(db: Database, events: Sequence[StoredEvent[WordEvent]]) -> None:
    """Every word into one table that stands by itself."""
    db.conn.executemany(
        "INSERT INTO burned_number (reference, meeting_reference, number, action_id) VALUES (?, ?, ?, ?)",
        [(one.event_id, one.stream, one.seq, one.event.word) for one in events if isinstance(one.event, WordSaid)],
    )


@pytest.fixture
def projected(journal: WordJournal) -> WordJournal:
    events = [said(str(number)) for number in range(1100)]
    journal.calls.append(events, actor=ACTOR, device=journal.device, now=NOW, project=project)
    return journal


def test_kept_tables_are_what_the_journal_makes(projected: WordJournal) -> None:
    assert differing_tables(projected.vault, projected.calls, project) == ()


@pytest.mark.parametrize(
    ("statement", "kept", "differing"),
    [
        (f"UPDATE {TABLE} SET action_id = 'other' WHERE number = 7", 1100, 1),
        (f"DELETE FROM {TABLE} WHERE reference = (SELECT max(reference) FROM {TABLE})", 1099, 1),
        (f"INSERT INTO {TABLE} VALUES ('zz', 'talk/1', 1, 'more')", 1101, 1),
    ],
)
def test_a_table_changed_behind_the_journal_is_found(
    projected: WordJournal, statement: str, kept: int, differing: int
) -> None:
    projected.vault.db.conn.execute(statement)
    found = differing_tables(projected.vault, projected.calls, project)
    assert found == (TableDifference(TABLE, kept, 1100, differing),)
    assert TABLE in found[0].sentence


def test_the_order_rows_were_written_in_is_no_difference(projected: WordJournal) -> None:
    conn = projected.vault.db.conn
    conn.execute(f"CREATE TEMP TABLE copy AS SELECT * FROM {TABLE} ORDER BY number DESC")
    conn.execute(f"DELETE FROM {TABLE}")
    conn.execute(f"INSERT INTO {TABLE} SELECT * FROM copy")
    assert differing_tables(projected.vault, projected.calls, project) == ()


def test_rebuilding_mends_the_tables_and_notes_the_revision(projected: WordJournal) -> None:
    projected.vault.db.conn.execute(f"DELETE FROM {TABLE} WHERE number > 5")
    assert needs_rebuild(projected.vault, 2)
    assert rebuild(projected.vault, projected.calls, project, revision=2) == 1100
    assert not needs_rebuild(projected.vault, 2)
    assert differing_tables(projected.vault, projected.calls, project) == ()


def test_a_rebuild_that_fails_leaves_the_tables_as_they_were(projected: WordJournal) -> None:
    def failing(db: Database, events: Sequence[StoredEvent[WordEvent]]) -> None:
        raise RuntimeError("a fault of ours")

    with pytest.raises(RuntimeError):
        rebuild(projected.vault, projected.calls, failing, revision=2)
    assert differing_tables(projected.vault, projected.calls, project) == ()
    assert needs_rebuild(projected.vault, 2)


def test_full_text_tables_are_emptied_too(projected: WordJournal) -> None:
    conn = projected.vault.db.conn
    conn.execute("CREATE VIRTUAL TABLE word_search USING fts5 (word)")
    conn.execute("INSERT INTO word_search VALUES ('stale')")
    rebuild(projected.vault, projected.calls, project, revision=2)
    assert conn.execute("SELECT count(*) FROM word_search").fetchone() == (0,)


def test_the_journal_and_its_belongings_are_no_projection(journal: WordJournal) -> None:
    names = projected_tables(journal.vault.db.conn)
    assert TABLE in names
    assert not set(names) & {"journal", "device", "device_secret", "draft", "anchor", "lease", "purged", "vault"}

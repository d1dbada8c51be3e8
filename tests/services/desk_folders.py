"""Desks in folders: founded with a quick passphrase and furnished, to be opened, copied, backed up and spoilt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.desk_builders import HeldClock, TestDesk, furnish

from panel_desk.services.desk import Desk
from panel_desk.vault.keys.wrapping import QUICK_COST

OPENS = "long enough to found"


def a_desk_in(folder: Path) -> Path:
    """A furnished desk, closed."""
    with Desk.found(folder, OPENS, lambda phrase: phrase, clock=HeldClock(), cost=QUICK_COST) as desk:
        furnish(desk)
    return folder


@contextmanager
def opened(folder: Path, clock: HeldClock | None = None) -> Iterator[TestDesk]:
    """The desk of a folder, open."""
    clock = clock or HeldClock()
    with Desk.open(folder, OPENS, clock=clock) as desk:
        yield TestDesk(desk, clock)


def cut_tail(at: TestDesk, events: int) -> None:
    """What a person with the key could do: the last events and every trace of them inside the vault are gone."""
    from panel_desk.vault.projections import REVISION, project  # noqa: PLC0415 - the one deed that needs the vault's rooms
    from panel_desk.vault.rebuild import rebuild  # noqa: PLC0415 - see above

    book = at.desk.book
    conn = book.db.conn
    guards = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in guards:
        conn.execute(f"DROP TRIGGER {name}")
    conn.execute(f"DELETE FROM journal WHERE seq > {book.head().seq - events}")
    conn.execute("DELETE FROM anchor")
    for _name, sql in guards:
        conn.execute(sql)
    rebuild(book.vault, book.journal, project, revision=REVISION)

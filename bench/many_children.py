"""A desk of 100,000 children with decisions and missing episodes, made once for every bench that needs it."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from bench import imports
from panel_desk.domain.ids import new_id
from panel_desk.domain.risk import RiskAssessment
from panel_desk.services.desk import FOUNDER, Desk
from panel_desk.vault.database import create_vault, new_data_key
from panel_desk.vault.driver import Database

CHILDREN = 100_000
EPISODES = 20_000
DECISIONS = 3_000
TODAY = date(2026, 11, 22)
_MEETINGS = 200
_SEED = 20_261_122


def a_large_desk(folder: Path) -> Desk:
    """The desk, open. Lists go through the import; decisions are put into the tables as their events would put them."""
    desk = Desk(create_vault(folder, new_data_key(), imports.NOW), lambda: imports.NOW)
    desk.people.found(FOUNDER, "Fictional Borough Council", fictional=True)
    desk.people.define_shipped_panels(FOUNDER)
    chance = random.Random(_SEED)  # the same desk every time
    for name, content in (("children.csv", _children()), ("missing.csv", _episodes(chance))):
        desk.importing.add(FOUNDER, desk.importing.preview(content, name), content)
    with desk.book.vault.write() as db:
        _decide(db, chance)
    return desk


def _children() -> bytes:
    return imports.as_csv(CHILDREN)


def _episodes(chance: random.Random) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("Person ID", "START_DTTM", "END_DTTM", "MISSING_STATUS"))
    first = datetime(2025, 11, 25)  # noqa: DTZ001 - lists give England's wall clock
    for _ in range(EPISODES):
        start = first + timedelta(minutes=chance.randrange(340 * 24 * 60))
        end = start + timedelta(minutes=chance.randrange(60, 4_000))
        child = 300_000 + chance.randrange(CHILDREN // 12) * 12
        writer.writerow((child, f"{start:%d/%m/%Y %H:%M}", f"{end:%d/%m/%Y %H:%M}", "Missing"))
    return text.getvalue().encode()


def _decide(db: Database, chance: random.Random) -> None:
    definition = db.conn.execute("SELECT definition FROM panel WHERE key = 'SAFE'").fetchone()[0]
    ids = [row[0] for row in db.conn.execute("SELECT id FROM child ORDER BY number")]
    meetings = [(new_id(), TODAY - timedelta(days=7 * n + 3)) for n in range(_MEETINGS)]
    db.conn.executemany(
        """INSERT INTO meeting (id, number, reference, panel, panel_name, held_on, starts_at, ends_at, place, state,
        previous_reference, definition, invited, planned_at) VALUES (?, ?, ?, 'SAFE', 'SAFE panel', ?, '10:00', '12:30',
        '', 'closed', '', ?, '[]', ?)""",
        [(m, n, f"SAFE-{on}", on.isoformat(), definition, on.isoformat()) for n, (m, on) in enumerate(meetings)],
    )
    for n in range(DECISIONS):
        meeting_id, on = meetings[n % _MEETINGS]
        child_id, item_id = chance.choice(ids), new_id()
        level = RiskAssessment(
            scale="exploitation risk scale", level=chance.choice(("High", "Medium")), assessed_on=on, by="SAFE panel"
        )
        db.conn.execute(
            """INSERT INTO agenda_item (id, number, meeting_id, position, section, title, minutes, presenter, child_id,
            because, late_reason, link) VALUES (?, ?, ?, ?, 'new', ?, 10, '', ?, '[]', '', '')""",
            (item_id, n, meeting_id, n, f"Case {n}", child_id),
        )
        db.conn.execute(
            """INSERT INTO decision (id, seq, meeting_id, item_id, panel, child_id, outcome, verb, words, detail,
            reason, closes, defers, raises_risk, lowers_risk, to_panel, review_on, risk, held_by,
            quorate, missing, decided_at)
            VALUES (?, ?, ?, ?, 'SAFE', ?, 'continue', 'AGREED', 'to continue with the plan', '', 'the plan works', 0,
            0, 0, 0, '', ?, ?, '', 1, '[]', ?)""",
            (
                new_id(),
                n,
                meeting_id,
                item_id,
                child_id,
                (on + timedelta(weeks=8)).isoformat(),
                msgspec.json.encode(level).decode(),
                on.isoformat(),
            ),
        )

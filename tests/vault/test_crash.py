"""Killed two hundred times in the middle of its deeds, a desk has lost nothing that it acknowledged."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.vault import crash_child
from tests.vault.vault_builders import NOW, a_journal

from panel_desk.vault.database import create_vault, open_vault
from panel_desk.vault.integrity import Signatures, examine
from panel_desk.vault.rebuild import differing_tables

KILLS = 200
ROOT = Path(__file__).parents[2]


def killed_after(seconds: float, desk: Path, data_key: bytes) -> list[str]:
    """Let a child do deeds, kill it so many seconds after its first, and give what it had acknowledged."""
    command = [sys.executable, "-m", "tests.vault.crash_child", str(desk), data_key.hex()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        lines = (first + child.stdout.read()).decode().split("\n")
        child.wait()
    # What follows the last line break was being written when the child died.
    return lines[:-1]


@pytest.mark.slow
def test_no_acknowledged_deed_is_lost_to_two_hundred_kills(tmp_path: Path, data_key: bytes) -> None:
    desk, chance, acknowledged, unacknowledged = tmp_path / "desk", random.Random(7), 0, 0
    create_vault(desk, data_key, NOW).close()
    lost: list[str] = []
    seen = 0
    for _ in range(KILLS):
        ids = killed_after(chance.uniform(0, 0.05), desk, data_key)
        with open_vault(desk, data_key) as vault:
            conn = vault.db.conn
            kept = {row[0] for row in conn.execute("SELECT event_id FROM journal WHERE seq > ?", (seen,))}
            tables = {row[0] for row in conn.execute("SELECT reference FROM burned_number WHERE number > ?", (seen,))}
            lost += [one for one in ids if one not in kept]
            unacknowledged += len(kept) - len(set(ids) & kept)
            assert kept == tables
            audit = examine(conn, signatures=Signatures.LAST)
            assert audit.is_whole, audit.sentences
            seen = audit.head.seq
        acknowledged += len(ids)
    with open_vault(desk, data_key) as vault:
        assert examine(vault.db.conn).is_whole
        assert differing_tables(vault, a_journal(vault).calls, crash_child.project) == ()
    print(f"{KILLS} kills, {acknowledged} events acknowledged, {len(lost)} lost, {unacknowledged} kept unacknowledged")  # noqa: T201  the figure that the test is for
    assert lost == []
    assert acknowledged > KILLS

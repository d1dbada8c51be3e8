"""Killed two hundred times in the middle of its deeds, a desk has lost nothing that it acknowledged."""

from __future__ import annotations

import multiprocessing
import random
import time
from pathlib import Path

import pytest
from tests.vault import crash_child
from tests.vault.vault_builders import NOW, a_journal

from panel_desk.vault.database import create_vault, open_vault
from panel_desk.vault.integrity import Signatures, examine
from panel_desk.vault.rebuild import differing_tables

KILLS = 200


def killed_after(seconds: float, desk: Path, data_key: bytes) -> list[str]:
    """Let a child do deeds, kill it so many seconds after its first, and give what it had acknowledged."""
    # A fork server has the libraries ready, so that 200 children start in seconds; it never opens a vault itself.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.vault.crash_child"])
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=crash_child.do_deeds, args=(desk, data_key, sender))
    child.start()
    sender.close()
    ids: list[str] = receiver.recv()
    time.sleep(seconds)
    child.kill()
    try:
        while True:
            ids += receiver.recv()
    except (EOFError, OSError):
        # A report that was being written when the child died was not made.
        receiver.close()
    child.join()
    child.close()
    return ids


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

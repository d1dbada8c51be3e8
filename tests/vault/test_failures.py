"""Errors of the database come out as sentences with a reason; faults of ours stay what they are."""

from __future__ import annotations

import pytest

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.database import Vault
from panel_desk.vault.driver import Error

PARENT = "INSERT INTO device VALUES ('d', zeroblob(32), 'now')"


@pytest.mark.parametrize(
    ("statement", "reason", "part"),
    [
        (PARENT, Reason.CONFLICT, "device.device"),
        ("INSERT INTO device VALUES ('e', zeroblob(31), 'now')", Reason.NOT_ALLOWED, "device_public_key_is_ed25519"),
        ("INSERT INTO device VALUES ('e', NULL, 'now')", Reason.NOT_ALLOWED, "device.public_key"),
        ("INSERT INTO device_secret VALUES ('nobody', zeroblob(32))", Reason.NOT_FOUND, "not in the vault"),
    ],
)
def test_broken_rules_are_told_apart(memory: Vault, statement: str, reason: Reason, part: str) -> None:
    memory.db.conn.execute(PARENT)
    with pytest.raises(DeskError) as refused, memory.write() as db:
        db.conn.execute(statement)
    assert refused.value.reason is reason
    assert part in refused.value.sentence


@pytest.mark.parametrize("statement", ["SELECT * FROM nowhere", "SELEKT", "INSERT INTO draft VALUES (x'00', 1, 1, 1)"])
def test_a_fault_of_ours_is_not_dressed_up(memory: Vault, statement: str) -> None:
    with pytest.raises(Error), memory.write() as db:
        db.conn.execute(statement)

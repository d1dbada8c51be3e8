"""The device key: an Ed25519 pair that signs what this computer appends to the journal.

Its private half is kept inside the vault. The vault's file is encrypted with the data key, which is what would wrap
the device key anywhere else; a second wrapping with the same key would guard against nobody. Backups therefore carry it
too, so a vault restored on another computer is given a new device.
"""

from __future__ import annotations

from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from panel_desk.domain.ids import new_id
from panel_desk.vault.database import Vault
from panel_desk.vault.driver import Connection


class DeviceKey:
    """This computer's signing key.

    Attributes:
        device: The device's id, as the journal names it.
    """

    def __init__(self, device: str, private_bytes: bytes) -> None:
        self.device = device
        self._private = Ed25519PrivateKey.from_private_bytes(private_bytes)

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature."""
        return self._private.sign(message)

    @property
    def public_bytes(self) -> bytes:
        """The 32 bytes of the public key."""
        return self._private.public_key().public_bytes_raw()


def device_key(vault: Vault, now: datetime) -> DeviceKey:
    """The device that writes here: the one last added, or a new one for a vault that has none."""
    row = vault.db.conn.execute(
        "SELECT device, private_key FROM device_secret JOIN device USING (device) ORDER BY added_at DESC, device DESC"
    ).fetchone()
    return DeviceKey(row[0], row[1]) if row else add_device(vault, now)


def add_device(vault: Vault, now: datetime) -> DeviceKey:
    """Make a new device key and record its public half; also used after a restore on another computer."""
    private = Ed25519PrivateKey.generate()
    key = DeviceKey(new_id(), private.private_bytes_raw())
    added_at = now.astimezone(UTC).isoformat()
    with vault.write() as db:
        db.conn.execute(
            "INSERT INTO device (device, public_key, added_at) VALUES (?, ?, ?)",
            (key.device, key.public_bytes, added_at),
        )
        db.conn.execute(
            "INSERT INTO device_secret (device, private_key) VALUES (?, ?)", (key.device, private.private_bytes_raw())
        )
    return key


def public_keys(conn: Connection) -> dict[str, bytes]:
    """The public key of every device that has written to this vault."""
    return dict(conn.execute("SELECT device, public_key FROM device").fetchall())


class SignatureChecker:
    """Checks signatures of known devices."""

    def __init__(self, keys: dict[str, bytes]) -> None:
        self._keys = {device: Ed25519PublicKey.from_public_bytes(key) for device, key in keys.items()}

    def is_sound(self, device: str, signature: bytes, message: bytes) -> bool:
        """Whether the device is known and made this signature."""
        key = self._keys.get(device)
        if key is None:
            return False
        try:
            key.verify(signature, message)
        except InvalidSignature:
            return False
        return True

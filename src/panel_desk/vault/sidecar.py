"""``vault.json`` beside the vault: tells a wrong key from a damaged file before the file is opened.

It holds no secret: the check is an HMAC of the vault's id under the data key, which says nothing about the key.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import msgspec
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.atomic_file import write_atomically

SIDECAR_FILE = "vault.json"
_FORMAT = "panel-desk-vault"
_BIGGEST = 16 * 1024


class Sidecar(Struct, frozen=True):
    """What is known of a vault without its key."""

    vault_id: str
    key_check: str
    """HMAC-SHA256 of the vault id under the data key, in hex."""
    schema: int
    """The number of the newest migration it has had."""
    created_at: str
    format: str = _FORMAT

    def is_key(self, data_key: bytes) -> bool:
        """Whether this key is the vault's."""
        # Bytes: text that is not plain ASCII, which a damaged file may hold, cannot be compared.
        return hmac.compare_digest(self.key_check.encode(), key_check(data_key, self.vault_id).encode())


def key_check(data_key: bytes, vault_id: str) -> str:
    """The HMAC that a sidecar keeps, in hex."""
    return hmac.new(data_key, vault_id.encode(), hashlib.sha256).hexdigest()


def read_sidecar(folder: Path) -> Sidecar | None:
    """The sidecar in a folder; None where there is none.

    Raises:
        DeskError: VAULT_FOREIGN where the file is not a sidecar, STORAGE where it cannot be read.
    """
    path = folder / SIDECAR_FILE
    try:
        untrusted_text = path.read_bytes()[:_BIGGEST]
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DeskError("The vault's description cannot be read.", reason=Reason.STORAGE) from error
    try:
        sidecar = msgspec.json.decode(untrusted_text, type=Sidecar)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _foreign() from error
    if sidecar.format != _FORMAT:
        raise _foreign()
    return sidecar


def write_sidecar(folder: Path, sidecar: Sidecar) -> None:
    """Put the sidecar in place, whole or not at all.

    Raises:
        DeskError: STORAGE.
    """
    try:
        write_atomically(folder / SIDECAR_FILE, msgspec.json.format(msgspec.json.encode(sidecar)) + b"\n")
    except OSError as error:
        raise DeskError("The vault's description cannot be written.", reason=Reason.STORAGE) from error


def _foreign() -> DeskError:
    return DeskError(
        f"The file {SIDECAR_FILE} in this folder does not describe a vault of Panel Desk.",
        reason=Reason.VAULT_FOREIGN,
        remedy="Choose the folder of your desk, or restore a backup.",
    )

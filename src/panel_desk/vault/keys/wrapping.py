"""Wraps the data key under a passphrase (argon2id, then AES-256-GCM) or under a random secret (AES-256-GCM alone).

The header of a wrapped key is authenticated with it, and its costs are checked before any memory is taken.
"""

from __future__ import annotations

import os
import unicodedata

import msgspec
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason

_SALT_BYTES, _NONCE_BYTES, _KEY_BYTES = 16, 12, 32


class Cost(Struct, frozen=True):
    """What one try of a passphrase costs; kept in the header, so that it can grow later."""

    time: int = 3
    memory_kib: int = 256 * 1024
    lanes: int = 4

    def refuse_absurd(self) -> None:
        """Raise DeskError (VAULT_FOREIGN) outside 1–10 rounds, 8 MiB–1 GiB and 1–8 lanes.

        A file from outside must not make this computer work for hours or take all its memory.
        """
        if not (1 <= self.time <= 10 and 8192 <= self.memory_kib <= 1024 * 1024 and 1 <= self.lanes <= 8):
            raise DeskError(
                "The key file asks for an impossible amount of work, so it was not written by Panel Desk.",
                reason=Reason.VAULT_FOREIGN,
                remedy="Restore the key file from a backup.",
            )


STANDARD_COST = Cost()
"""About 0.4 s and 256 MiB a try."""
QUICK_COST = Cost(time=1, memory_kib=8192, lanes=1)
"""For tests and the fictional demo only: no real vault is wrapped with it."""


class Header(Struct, frozen=True):
    """What is known of a wrapped key; authenticated together with it."""

    slot: str
    vault_id: str
    salt: bytes
    cost: Cost | None
    """None where the secret is random, so that stretching it adds nothing."""
    version: int = 1


class WrappedKey(Struct, frozen=True):
    """A data key that only its passphrase or secret brings back."""

    header: Header
    nonce: bytes
    ciphertext: bytes


def wrap(data_key: bytes, secret: str | bytes, *, slot: str, vault_id: str, cost: Cost = STANDARD_COST) -> WrappedKey:
    """Wrap a data key.

    Args:
        data_key: What to keep.
        secret: A passphrase or phrase (text: stretched), or 32 random bytes (used as they are).
        slot: The slot's name; part of what is authenticated.
        vault_id: Whose key it is; the same.
        cost: Of a passphrase; a lesser one is for tests and the demo.
    """
    header = Header(slot, vault_id, os.urandom(_SALT_BYTES), cost if isinstance(secret, str) else None)
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(_wrapping_key(secret, header)).encrypt(nonce, data_key, _associated(header))
    return WrappedKey(header, nonce, sealed)


def unwrap(wrapped: WrappedKey, secret: str | bytes) -> bytes:
    """The data key.

    Raises:
        DeskError: WRONG_KEY for another passphrase or an altered slot; VAULT_FOREIGN for absurd costs.
    """
    key = _wrapping_key(secret, wrapped.header)
    try:
        return AESGCM(key).decrypt(wrapped.nonce, wrapped.ciphertext, _associated(wrapped.header))
    except (InvalidTag, ValueError) as error:
        raise wrong_key() from error


def wrong_key() -> DeskError:
    """What opens nothing."""
    return DeskError(
        "This does not open the vault: it is not the right one, or the key file was altered.",
        reason=Reason.WRONG_KEY,
        remedy="Check capital letters and spaces, or use the recovery kit.",
    )


def _wrapping_key(secret: str | bytes, header: Header) -> bytes:
    if isinstance(secret, bytes):
        if header.cost is not None or len(secret) != _KEY_BYTES:
            raise wrong_key()
        return secret
    if header.cost is None or header.version != 1 or len(header.salt) != _SALT_BYTES:
        raise wrong_key()
    header.cost.refuse_absurd()
    # NFKC, so that an accent typed on another keyboard is the same passphrase.
    typed = unicodedata.normalize("NFKC", secret).strip().encode(errors="surrogatepass")
    cost = header.cost
    try:
        return hash_secret_raw(typed, header.salt, cost.time, cost.memory_kib, cost.lanes, _KEY_BYTES, Type.ID)
    except HashingError as error:
        raise DeskError(
            f"There is not enough memory to try a passphrase ({cost.memory_kib // 1024} MB are needed).",
            reason=Reason.STORAGE,
            remedy="Close other programs and try again.",
        ) from error


def _associated(header: Header) -> bytes:
    return msgspec.json.encode(header, order="deterministic")

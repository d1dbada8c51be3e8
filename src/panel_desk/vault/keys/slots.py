"""``keys.json`` beside the vault: the data key, wrapped once for each way of opening the vault.

Slots: the passphrase, the recovery kit, and the computer's keyring. Of the keyring slot the file holds only the wrapped
key; its random secret lives in the keyring, which ``host`` looks after. There is never a key in the clear.
"""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path

import msgspec
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.atomic_file import write_atomically
from panel_desk.vault.keys.phrase import canonical_phrase
from panel_desk.vault.keys.wrapping import STANDARD_COST, Cost, WrappedKey, unwrap, wrap

SLOTS_FILE = "keys.json"
_BIGGEST = 64 * 1024
_SECRET_BYTES = 32
SHORTEST_PASSPHRASE = 8


class Slot(Enum):
    """A way of opening the vault."""

    PASSPHRASE = "passphrase"  # noqa: S105  a slot's name
    RECOVERY_KIT = "recovery-kit"
    KEYRING = "keyring"


class KeySlots(Struct, frozen=True):
    """All slots of one vault; a value, written with ``write_slots``."""

    vault_id: str
    slots: tuple[WrappedKey, ...] = ()

    def has(self, slot: Slot) -> bool:
        """Whether the vault opens this way."""
        return any(wrapped.header.slot == slot.value for wrapped in self.slots)

    def without(self, slot: Slot) -> KeySlots:
        """The slots that remain.

        Raises:
            DeskError: NOT_ALLOWED for the recovery kit, without which a forgotten passphrase loses the vault.
        """
        if slot is Slot.RECOVERY_KIT:
            raise DeskError(
                "A vault keeps its recovery kit.", reason=Reason.NOT_ALLOWED, remedy="Make a new kit instead."
            )
        return self._without(slot)

    def with_passphrase(self, data_key: bytes, passphrase: str, *, cost: Cost = STANDARD_COST) -> KeySlots:
        """With this passphrase in place of any other.

        Raises:
            DeskError: NOT_ALLOWED for fewer than eight characters.
        """
        if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
            raise DeskError(
                f"A passphrase has at least {SHORTEST_PASSPHRASE} characters.",
                reason=Reason.NOT_ALLOWED,
                remedy="Four or five unrelated words are easy to remember and hard to guess.",
            )
        return self._with(wrap(data_key, passphrase, slot=Slot.PASSPHRASE.value, vault_id=self.vault_id, cost=cost))

    def with_recovery_kit(
        self, data_key: bytes, phrase: str, untrusted_typed_back: str, *, cost: Cost = STANDARD_COST
    ) -> KeySlots:
        """With a recovery phrase (``phrase.new_phrase``), after the person has typed it back from paper.

        Raises:
            DeskError: NOT_ALLOWED where what was typed is not the phrase.
        """
        if canonical_phrase(untrusted_typed_back) != phrase:
            raise DeskError(
                "This is not the phrase of the recovery kit.",
                reason=Reason.NOT_ALLOWED,
                remedy="Read it again from the printed kit and type it back.",
            )
        return self._with(wrap(data_key, phrase, slot=Slot.RECOVERY_KIT.value, vault_id=self.vault_id, cost=cost))

    def with_keyring(self, data_key: bytes) -> tuple[KeySlots, str]:
        """With a keyring slot, and the secret (64 hex digits) that the caller must put into the keyring."""
        secret = os.urandom(_SECRET_BYTES)
        return self._with(wrap(data_key, secret, slot=Slot.KEYRING.value, vault_id=self.vault_id)), secret.hex()

    def unlock(self, slot: Slot, untrusted_secret: str) -> bytes:
        """The data key, by passphrase, recovery phrase or the keyring's secret.

        Raises:
            DeskError: NOT_FOUND without such a slot; WRONG_KEY; VAULT_FOREIGN for absurd costs.
        """
        wrapped = next((one for one in self.slots if one.header.slot == slot.value), None)
        if wrapped is None or wrapped.header.vault_id != self.vault_id:
            raise DeskError(f"This vault has no {slot.value} slot.", reason=Reason.NOT_FOUND)
        return unwrap(wrapped, _as_secret(slot, untrusted_secret))

    def _with(self, wrapped: WrappedKey) -> KeySlots:
        others = self._without(Slot(wrapped.header.slot)).slots
        return KeySlots(self.vault_id, (*others, wrapped))

    def _without(self, slot: Slot) -> KeySlots:
        return KeySlots(self.vault_id, tuple(one for one in self.slots if one.header.slot != slot.value))


def read_slots(folder: Path) -> KeySlots:
    """The slots of the vault in a folder.

    Raises:
        DeskError: NOT_FOUND without a key file; VAULT_FOREIGN where it is none; STORAGE where it cannot be read.
    """
    path = folder / SLOTS_FILE
    try:
        untrusted_text = path.read_bytes()
    except FileNotFoundError as error:
        raise DeskError(
            "The vault's key file is missing.", reason=Reason.NOT_FOUND, remedy="Restore it from a backup."
        ) from error
    except OSError as error:
        raise DeskError("The vault's key file cannot be read.", reason=Reason.STORAGE) from error
    try:
        if len(untrusted_text) > _BIGGEST:
            raise msgspec.ValidationError("too long")
        return msgspec.json.decode(untrusted_text, type=KeySlots)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DeskError(
            "The vault's key file is damaged or is none.",
            reason=Reason.VAULT_FOREIGN,
            remedy="Restore it from a backup.",
        ) from error


def write_slots(folder: Path, slots: KeySlots) -> None:
    """Put the key file in place, whole or not at all, readable by its owner only.

    Raises:
        DeskError: NOT_ALLOWED without a recovery kit; STORAGE.
    """
    if not slots.has(Slot.RECOVERY_KIT):
        raise DeskError(
            "A vault is not made without a recovery kit.",
            reason=Reason.NOT_ALLOWED,
            remedy="Print the kit and type its phrase back.",
        )
    try:
        write_atomically(folder / SLOTS_FILE, msgspec.json.format(msgspec.json.encode(slots)) + b"\n")
    except OSError as error:
        raise DeskError("The vault's key file cannot be written.", reason=Reason.STORAGE) from error


def _as_secret(slot: Slot, untrusted_secret: str) -> str | bytes:
    if slot is Slot.RECOVERY_KIT:
        return canonical_phrase(untrusted_secret)
    if slot is Slot.PASSPHRASE:
        return untrusted_secret
    try:
        return bytes.fromhex(untrusted_secret)
    except ValueError:
        return b""

"""Opens a desk by this computer's keyring where it is remembered there, else by passphrase; anchors it there too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.host.logging_setup import forbid_core_dumps
from panel_desk.services.book import Clock
from panel_desk.services.desk import Desk, system_clock
from panel_desk.services.files import shown
from panel_desk.vault.database import holds_vault
from panel_desk.vault.keys.slots import Slot, read_slots, write_slots

if TYPE_CHECKING:
    from panel_desk.host.keyring_store import KeyringStore


def desk_exists(folder: Path) -> bool:
    """Whether a folder holds a desk, whatever its state."""
    return holds_vault(folder)


def open_desk(folder: Path, ask: Callable[[], str], *, clock: Clock = system_clock) -> Desk:
    """The desk in a folder.

    Args:
        folder: Of the desk.
        ask: Gives the passphrase; called only where the keyring does not open the desk.
        clock: Gives the time.

    Raises:
        DeskError: where there is no desk, or neither keyring nor passphrase opens it.
    """
    return open_by_keyring(folder, clock=clock) or Desk.open(folder, ask(), clock=clock)


class Ways(Struct, frozen=True, kw_only=True):
    """How a desk can be opened."""

    passphrase: bool = False
    recovery_kit: bool = False
    keyring: bool = False


def ways(folder: Path) -> Ways:
    """How the desk in a folder can be opened.

    Raises:
        DeskError: where there is no desk, or its key file is missing or damaged.
    """
    if not holds_vault(folder):
        raise DeskError(
            f"There is no desk in {shown(str(folder))}.",
            reason=Reason.NOT_FOUND,
            remedy="Check that its disk is connected, or choose another folder.",
        )
    slots = read_slots(folder)
    return Ways(
        passphrase=slots.has(Slot.PASSPHRASE),
        recovery_kit=slots.has(Slot.RECOVERY_KIT),
        keyring=slots.has(Slot.KEYRING),
    )


def open_by_passphrase(folder: Path, passphrase: str, *, clock: Clock = system_clock) -> Desk:
    """The desk in a folder, by its passphrase.

    Raises:
        DeskError: WRONG_KEY; VAULT_IN_USE naming the holder; VAULT_DAMAGED and others as ``Desk.open``.
    """
    return Desk.open(folder, passphrase, clock=clock)


def open_by_recovery_kit(folder: Path, phrase: str, *, clock: Clock = system_clock) -> Desk:
    """The desk in a folder, by the phrase of its recovery kit; errors as ``open_by_passphrase``."""
    return Desk.open(folder, phrase, slot=Slot.RECOVERY_KIT, clock=clock)


def open_by_keyring(folder: Path, *, clock: Clock = system_clock) -> Desk | None:
    """The desk in a folder, by this computer's keyring; None where it does not open it, and the passphrase must.

    Raises:
        DeskError: where the key is right and the desk is in use, damaged or gone.
    """
    secret = _secret(folder)
    if secret is None:
        return None
    try:
        return Desk.open(folder, secret, slot=Slot.KEYRING, clock=clock)
    except DeskError as error:
        # The keyring's secret is of an earlier vault in this folder.
        if error.reason in (Reason.WRONG_KEY, Reason.NOT_FOUND):
            return None
        raise


def remember(folder: Path, passphrase: str) -> str:
    """Let this computer's keyring open the desk from now on.

    Returns:
        The keyring's name.

    Raises:
        DeskError: NO_KEYRING where none keeps a secret; WRONG_KEY for another passphrase.
    """
    forbid_core_dumps()
    store = _keyring()
    slots = read_slots(folder)
    with_keyring, secret = slots.with_keyring(slots.unlock(Slot.PASSPHRASE, passphrase))
    # First the keyring, then the file: a slot whose secret is nowhere would only confuse.
    store.store_secret(slots.vault_id, secret)
    write_slots(folder, with_keyring)
    return store.name


def forget(folder: Path) -> None:
    """Take the desk out of this computer's keyring; its passphrase and recovery kit stay."""
    slots = read_slots(folder)
    if slots.has(Slot.KEYRING):
        write_slots(folder, slots.without(Slot.KEYRING))
    try:
        _keyring().forget_secret(slots.vault_id)
    except DeskError as error:
        # A keyring that is gone or locked may keep the secret: without its slot it opens nothing.
        if error.reason is not Reason.NO_KEYRING:
            raise


def leave_anchor(desk: Desk) -> None:
    """Hand the journal's head to the keyring of a computer that remembers the desk: it sees a tail cut later."""
    folder = desk.book.vault.folder
    if folder is None or not read_slots(folder).has(Slot.KEYRING):
        return
    try:
        _keyring().store_anchor(desk.book.vault.vault_id, desk.book.head().text)
    except DeskError as error:
        if error.reason is not Reason.NO_KEYRING:
            raise
        return
    # Noted once it is there: the vault names no place that holds nothing.
    desk.anchor("keyring")


def keyring_anchor(desk: Desk) -> tuple[str, ...]:
    """The head that the keyring holds, for ``audit``; empty where it holds none."""
    folder = desk.book.vault.folder
    if folder is None or not read_slots(folder).has(Slot.KEYRING):
        return ()
    try:
        anchor = _keyring().anchor(desk.book.vault.vault_id)
    except DeskError:
        return ()
    return (anchor,) if anchor else ()


def _secret(folder: Path) -> str | None:
    try:
        slots = read_slots(folder)
        return _keyring().secret(slots.vault_id) if slots.has(Slot.KEYRING) else None
    except DeskError:
        return None


def _keyring() -> KeyringStore:
    """This computer's keyring; its library is imported by the first who asks, because most starts do not."""
    from panel_desk.host.keyring_store import open_keyring  # noqa: PLC0415 - see above

    return open_keyring()

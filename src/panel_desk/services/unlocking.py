"""Opens a desk by this computer's keyring where it is remembered there, else by passphrase; anchors it there too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.host.keyring_store import open_keyring
from panel_desk.host.logging_setup import forbid_core_dumps
from panel_desk.services.book import Clock
from panel_desk.services.desk import Desk, system_clock
from panel_desk.vault.database import holds_vault
from panel_desk.vault.keys.slots import Slot, read_slots, write_slots


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
    secret = _secret(folder)
    if secret is not None:
        try:
            return Desk.open(folder, secret, slot=Slot.KEYRING, clock=clock)
        except DeskError as error:
            # The keyring's secret is of an earlier vault in this folder: the passphrase still opens this one.
            if error.reason not in (Reason.WRONG_KEY, Reason.NOT_FOUND):
                raise
    return Desk.open(folder, ask(), clock=clock)


def remember(folder: Path, passphrase: str) -> str:
    """Let this computer's keyring open the desk from now on.

    Returns:
        The keyring's name.

    Raises:
        DeskError: NO_KEYRING where none keeps a secret; WRONG_KEY for another passphrase.
    """
    forbid_core_dumps()
    store = open_keyring()
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
        open_keyring().forget_secret(slots.vault_id)
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
        open_keyring().store_anchor(desk.book.vault.vault_id, desk.book.head().text)
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
        anchor = open_keyring().anchor(desk.book.vault.vault_id)
    except DeskError:
        return ()
    return (anchor,) if anchor else ()


def _secret(folder: Path) -> str | None:
    try:
        slots = read_slots(folder)
        return open_keyring().secret(slots.vault_id) if slots.has(Slot.KEYRING) else None
    except DeskError:
        return None

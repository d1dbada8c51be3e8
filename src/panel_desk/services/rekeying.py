"""Changes how a desk is opened: another passphrase, a new recovery kit. The record itself stays as it is encrypted."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.host.logging_setup import forbid_core_dumps
from panel_desk.vault.keys.phrase import new_phrase
from panel_desk.vault.keys.slots import KeySlots, Slot, read_slots, write_slots
from panel_desk.vault.keys.wrapping import STANDARD_COST, Cost

log = logging.getLogger(__name__)


def change_passphrase(folder: Path, now_opens: str, will_open: str, *, cost: Cost = STANDARD_COST) -> None:
    """Let another passphrase open the desk from now on; recovery kit and keyring stay, earlier backups keep theirs.

    Args:
        folder: Of the desk.
        now_opens: The passphrase, or the recovery kit's phrase where the passphrase is forgotten.
        will_open: The new passphrase.
        cost: What one try of it costs.

    Raises:
        DeskError: WRONG_KEY; NOT_ALLOWED for a new passphrase that is too short.
    """
    slots, data_key = _unlocked(folder, now_opens)
    write_slots(folder, slots.with_passphrase(data_key, will_open, cost=cost))
    log.info("changed the passphrase")


def new_kit_phrase() -> str:
    """A recovery phrase to be printed; it opens nothing before ``keep_recovery_kit``."""
    return new_phrase()


def kit_page(council: str, folder: Path, phrase: str, made_at: datetime) -> bytes:
    """The kit as a PDF of one page, to print or to save elsewhere than beside the desk."""
    from panel_desk.documents.recovery_kit_pdf import RecoveryKit, render_recovery_kit  # noqa: PLC0415 - loads slowly

    kit = RecoveryKit(council=council, folder=str(folder), phrase=phrase, made_at=made_at)
    return render_recovery_kit(kit).pdf_bytes


def keep_recovery_kit(
    folder: Path, now_opens: str, phrase: str, untrusted_typed_back: str, *, cost: Cost = STANDARD_COST
) -> None:
    """Let a new recovery kit open the desk from now on; the kit before it opens nothing any more.

    Args:
        folder: Of the desk.
        now_opens: The passphrase, or the phrase of the kit before.
        phrase: From ``new_kit_phrase``.
        untrusted_typed_back: What the person read from paper.
        cost: What one try of it costs.

    Raises:
        DeskError: WRONG_KEY; NOT_ALLOWED where what was typed is not the phrase.
    """
    slots, data_key = _unlocked(folder, now_opens)
    write_slots(folder, slots.with_recovery_kit(data_key, phrase, untrusted_typed_back, cost=cost))
    log.info("made a new recovery kit")


def is_remembered(folder: Path) -> bool:
    """Whether a keyring was told to open the desk: on this computer, or on the one the desk was brought from."""
    return read_slots(folder).has(Slot.KEYRING)


def _unlocked(folder: Path, secret: str) -> tuple[KeySlots, bytes]:
    forbid_core_dumps()
    slots = read_slots(folder)
    try:
        return slots, slots.unlock(Slot.PASSPHRASE, secret)
    except DeskError as error:
        if error.reason is not Reason.WRONG_KEY:
            raise
        return slots, slots.unlock(Slot.RECOVERY_KIT, secret)

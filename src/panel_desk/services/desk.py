"""The desk as a whole: opens the vault with a key, builds the services, and hands them over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import PanelKey, PersonId
from panel_desk.domain.permissions import FOUNDER, AtTheDesk, Permission, RoleHeld
from panel_desk.host.logging_setup import forbid_core_dumps
from panel_desk.services.action_lists import ActionLists
from panel_desk.services.actions import Actions
from panel_desk.services.agendas import Agendas
from panel_desk.services.auditing import Auditing
from panel_desk.services.book import Book, Clock
from panel_desk.services.certificates import Certificates
from panel_desk.services.chasing import Chasing
from panel_desk.services.children import Children
from panel_desk.services.closing import Closing
from panel_desk.services.closing_papers import ClosingPapers
from panel_desk.services.copies import Copies
from panel_desk.services.editions import Editions
from panel_desk.services.exporting import Exporting
from panel_desk.services.figures.profiling import Profiling
from panel_desk.services.importing import Importing
from panel_desk.services.issuing import Issuing
from panel_desk.services.keeping.retention import Retention
from panel_desk.services.keeping.subject_access import SubjectAccessing
from panel_desk.services.language import Language
from panel_desk.services.meetings import Meetings
from panel_desk.services.minutes import MinutesDeeds
from panel_desk.services.minutes_way import MinutesWay
from panel_desk.services.missing.cross_referencing import CrossReferencing
from panel_desk.services.missing.missing import MissingChildren
from panel_desk.services.missing.pathway import Pathway
from panel_desk.services.people import People
from panel_desk.services.planning import Planning
from panel_desk.services.publishing import Publishing
from panel_desk.services.room.item_in_hand import Room
from panel_desk.services.room.opening import Opening
from panel_desk.services.room.recording import Recording
from panel_desk.services.room.typed_words import TypedWords
from panel_desk.services.searching import Searching
from panel_desk.services.strategy.action_plan import ActionPlan
from panel_desk.services.strategy.places import Places
from panel_desk.services.strategy.voice import Voice
from panel_desk.services.taking_back import Undoing
from panel_desk.services.today import Today
from panel_desk.vault.anchors import record_anchor
from panel_desk.vault.ballast import BALLAST_FILE
from panel_desk.vault.database import Vault, create_vault, holds_vault, memory_vault, new_data_key, open_vault
from panel_desk.vault.keys.phrase import new_phrase
from panel_desk.vault.keys.slots import KeySlots, Slot, read_slots, write_slots
from panel_desk.vault.keys.wrapping import QUICK_COST, STANDARD_COST, Cost
from panel_desk.vault.reading_vault import ReadingVault

__all__ = ["FOUNDER", "AtTheDesk", "Desk", "system_clock"]

_DRIFT = timedelta(minutes=2)
"""What a clock that is set right by the network may go back."""


def system_clock() -> datetime:
    """The computer's time, in UTC."""
    return datetime.now(UTC)


def _slots(vault_id: str, data_key: bytes, passphrase: str, phrase: str, typed: str, cost: Cost) -> KeySlots:  # noqa: PLR0917 - one call, two places
    slots = KeySlots(vault_id).with_passphrase(data_key, passphrase, cost=cost)
    return slots.with_recovery_kit(data_key, phrase, typed, cost=cost)


class Desk:
    """One open vault and the services above it. Close it, or use it as a context manager."""

    def __init__(self, vault: Vault, clock: Clock, *, began: int | None = None) -> None:
        self._vault = vault
        self._clock = clock
        self.book = Book(vault, clock, began=began)
        self.people = People(self.book)
        self.importing = Importing(self.book)
        self.meetings = Meetings(self.book)
        self.planning = Planning(self.book, self.meetings)
        self.agendas = Agendas(self.book, self.meetings)
        self.actions = Actions(self.book)
        self.undoing = Undoing(self.book, self.meetings, self.importing, self.actions)
        self.minutes = MinutesDeeds(self.book, self.meetings, self.actions)
        self.minutes_way = MinutesWay(self.book, self.meetings)
        self.certificates = Certificates(self.book)
        self.copies = Copies(self.book, self.meetings)
        self.publishing = Publishing(
            self.book, self.meetings, self.agendas, self.minutes, certificates=self.certificates, copies=self.copies
        )
        self.issuing = Issuing(self.book, self.meetings, self.agendas, self.publishing)
        self.editions = Editions(self.book, self.meetings, self.minutes, self.copies)
        self.searching = Searching(self.book)
        self.children = Children(self.book)
        self.language = Language(self.book)
        self.auditing = Auditing(self.book)
        self.exporting = Exporting(self.book)
        self.chasing = Chasing(self.book, self.actions, self.exporting)
        self.action_lists = ActionLists(self.book, self.actions, self.exporting)
        self.today = Today(self.book, self.actions)
        self._furnish_room()
        self._furnish_following()

    def _furnish_following(self) -> None:
        """What goes on between the meetings: missing children, figures, voices, the plan, and what is kept."""
        self.missing = MissingChildren(self.book, self.exporting)
        self.profiling = Profiling(self.book, self.exporting)
        self.cross_referencing = CrossReferencing(self.book, self.exporting)
        self.pathway = Pathway(self.book, self.exporting)
        self.voice = Voice(self.book, self.meetings, self.exporting)
        self.action_plan = ActionPlan(self.book, self.exporting)
        self.places = Places(self.book, self.exporting)
        self.subject_access = SubjectAccessing(self.book, self.exporting)
        self.retention = Retention(self.book, self.meetings)

    def _furnish_room(self) -> None:
        """The meeting room’s own services, which rest on the others."""
        self.opening = Opening(self.book, self.meetings)
        self.room = Room(self.book, self.meetings, self.minutes)
        self.typed_words = TypedWords(self.book, self.meetings)
        self.recording = Recording(
            self.book,
            self.meetings,
            agendas=self.agendas,
            actions=self.actions,
            minutes=self.minutes,
            opening=self.opening,
            planning=self.planning,
            undoing=self.undoing,
            typed_words=self.typed_words,
        )
        papers = ClosingPapers(
            self.book, self.meetings, minutes=self.minutes, publishing=self.publishing, chasing=self.chasing
        )
        self.closing = Closing(
            self.book,
            self.meetings,
            actions=self.actions,
            planning=self.planning,
            papers=papers,
            recording=self.recording,
            typed_words=self.typed_words,
        )

    @classmethod
    def found(
        cls,
        folder: Path,
        passphrase: str,
        type_back: Callable[[str], str],
        *,
        clock: Clock = system_clock,
        cost: Cost = STANDARD_COST,
        phrase: str = "",
    ) -> Self:
        """Make a new, empty desk.

        Args:
            folder: Where; must not hold a desk yet.
            passphrase: Opens it from now on.
            type_back: Is given the recovery kit's phrase and gives back what the person typed from paper. Without
                the right words no desk is made.
            clock: Gives the time.
            cost: What one try of a passphrase costs.
            phrase: Of a recovery kit that was printed already; empty: a new one.

        Raises:
            DeskError: where the folder cannot hold a desk, or the passphrase or phrase will not do.
        """
        if holds_vault(folder):
            raise DeskError(
                "There is a desk in this folder already.",
                reason=Reason.STORAGE,
                remedy="Open it, or choose an empty folder.",
            )
        forbid_core_dumps()
        data_key, phrase = new_data_key(), phrase or new_phrase()
        typed = type_back(phrase)
        # Both slots are tried before anything is written, so that a refused passphrase leaves the folder empty.
        _slots("", data_key, passphrase, phrase, typed, QUICK_COST)
        vault = create_vault(folder, data_key, clock())
        try:
            write_slots(folder, _slots(vault.vault_id, data_key, passphrase, phrase, typed, cost))
            return cls(vault, clock)
        except BaseException:
            vault.close()
            # Without its keys nobody could ever open it, and it would block the folder.
            for name in (*folder.glob("vault.*"), folder / BALLAST_FILE):
                name.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, folder: Path, secret: str, *, slot: Slot = Slot.PASSPHRASE, clock: Clock = system_clock) -> Self:
        """Open a desk by passphrase, recovery phrase or the keyring's secret.

        Raises:
            DeskError: where there is none, the secret is wrong, or the vault is damaged, foreign or in use.
        """
        if not holds_vault(folder):
            raise DeskError(
                f"There is no desk in {folder}.",
                reason=Reason.NOT_FOUND,
                remedy="Choose the folder that holds vault.db, or make a new desk.",
            )
        forbid_core_dumps()
        vault = open_vault(folder, read_slots(folder).unlock(slot, secret))
        try:
            return cls(vault, clock)
        except BaseException:
            vault.close()
            raise

    @classmethod
    def in_memory(cls, clock: Clock) -> Self:
        """A desk that is forgotten when it is closed: for trying things out."""
        return cls(memory_vault(clock()), clock)

    def reading(self) -> Self:
        """The same desk for the calling thread, to read only: a write through it is a fault of ours and says so.

        Close it before the desk itself. After the desk's thread has kept a deed, ``refresh`` it.

        Raises:
            DeskError: where the vault's file cannot be opened once more.
        """
        return type(self)(ReadingVault(self._vault), self._clock, began=self.book.began)

    def refresh(self) -> None:
        """Forget the meetings that were changed since the last time; everything else is read anew in any case.

        Raises:
            DeskError: STORAGE where the vault's file is no longer there.
        """
        self._vault.refuse_gone()
        self.meetings.forget_changed()

    def roles_of(self, person_id: PersonId) -> tuple[RoleHeld, ...]:
        """Every role that somebody holds now, and at which panel."""
        return self.book.permitting.roles_of(person_id)

    def may(self, actor: PersonId, permission: Permission, panel: PanelKey | None = None) -> bool:
        """Whether somebody may do a deed: at one panel, or at any; for hiding what would be refused."""
        return self.book.permitting.may(actor, permission, panel)

    def clock_is_behind(self) -> datetime | None:
        """When the last entry was made, where this computer's clock stands before that; None where it does not.

        Entries keep the journal's order in any case, but would carry a time that cannot be.
        """
        last = self.book.journal.last_at()
        return last if last is not None and self.book.now() < last - _DRIFT else None

    def anchor(self, place: str) -> str:
        """Note that the journal's head was handed to a place outside the vault.

        Returns:
            The head as text.
        """
        head = self.book.head()
        record_anchor(self._vault, place, head, self.book.now())
        return head.text

    def close(self) -> None:
        """Finish the last transaction, close the file and forget the key."""
        self._vault.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

"""A new desk with its council, panels, people and keys: put in place whole, or nothing of it stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason, refused
from panel_desk.domain.ids import AgencyKey, PanelKey, PersonId
from panel_desk.domain.panels import PanelDefinition, Seat, parse_definition
from panel_desk.domain.passphrases import judge
from panel_desk.domain.people import Person, Role
from panel_desk.host.keyring_store import open_keyring
from panel_desk.services import unlocking
from panel_desk.services.book import Clock
from panel_desk.services.demo import demonstration
from panel_desk.services.desk import FOUNDER, Desk, system_clock
from panel_desk.services.files import shown
from panel_desk.shipped import shipped
from panel_desk.vault.database import holds_vault
from panel_desk.vault.keys.phrase import canonical_phrase, new_phrase
from panel_desk.vault.keys.wrapping import STANDARD_COST, Cost
from panel_desk.vault.location import refuse_unsafe

Tell = Callable[[str, float | None], None]
"""Is told what is being done, and how much of it (0 to 1)."""


class ShippedPanel(Struct, frozen=True, kw_only=True):
    """A panel that comes with the application."""

    definition: PanelDefinition
    toml: str
    file_name: str

    @property
    def chairing(self) -> Seat:
        """The seat that presides."""
        return next(seat for seat in self.definition.seats if seat.chairs)


class NewPerson(Struct, frozen=True, kw_only=True):
    """Somebody whom a new desk knows from the beginning."""

    name: str
    agency: AgencyKey
    title: str = ""
    email: str = ""


class NewDesk(Struct, frozen=True, kw_only=True):
    """Everything that a new desk is made from."""

    folder: Path
    council: str
    panels: tuple[ShippedPanel, ...]
    administrator: NewPerson
    """Who is at the desk."""
    chairs: tuple[tuple[PanelKey, NewPerson], ...] = ()
    """Of each panel, as far as they are known."""
    passphrase: str
    phrase: str
    """Of the recovery kit that was printed."""
    typed_back: str
    """The same as the person typed it from paper."""
    remember: bool = False
    """Whether this computer's keyring opens the desk too."""


def shipped_panels() -> tuple[ShippedPanel, ...]:
    """SAFE and MACE as they come with the application; SAFE first, where most children are."""
    found = []
    for path in sorted(shipped("panels").glob("*.toml"), reverse=True):
        toml = path.read_text(encoding="utf-8")
        found.append(ShippedPanel(definition=parse_definition(toml, where=path.name), toml=toml, file_name=path.name))
    return tuple(found)


def new_recovery_phrase() -> str:
    """A fresh phrase for a recovery kit, to be shown and printed before the desk is made."""
    return new_phrase()


def is_phrase(phrase: str, untrusted_typed_back: str) -> bool:
    """Whether somebody typed the phrase back, whatever the dashes, spaces and small letters."""
    return canonical_phrase(untrusted_typed_back) == phrase


def kit_pdf(desk: NewDesk, *, clock: Clock = system_clock) -> bytes:
    """The recovery kit as a page to print or to save."""
    from panel_desk.documents.recovery_kit_pdf import RecoveryKit, render_recovery_kit  # noqa: PLC0415 - loads slowly

    kit = RecoveryKit(council=desk.council, folder=str(desk.folder), phrase=desk.phrase, made_at=clock())
    return render_recovery_kit(kit).pdf_bytes


def keyring_name() -> str:
    """The keyring of this computer that keeps a secret; empty where there is none. May wait for its owner."""
    try:
        return open_keyring().name
    except DeskError:
        return ""


def refuse_folder(folder: Path) -> None:
    """Refuse a folder that cannot become a desk.

    Raises:
        DeskError: where there is a desk or anything else already, or on a network or synchronised disk.
    """
    if not str(folder).strip() or not folder.is_absolute():
        raise refused("In which folder is the desk kept?", "Choose one on this computer’s own disk.")
    if holds_vault(folder):
        raise DeskError(
            "There is a desk in this folder already.", reason=Reason.STORAGE, remedy="Open it, or choose another."
        )
    refuse_unsafe(folder)
    try:
        is_free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    except OSError as error:
        raise DeskError(
            f"{shown(str(folder))} cannot be looked into.", reason=Reason.STORAGE, remedy="Choose another folder."
        ) from error
    if not is_free:
        raise DeskError(
            f"{shown(str(folder))} holds other files.",
            reason=Reason.STORAGE,
            remedy="Choose an empty folder, or name a new one inside it.",
        )


def found_desk(new: NewDesk, tell: Tell, *, clock: Clock = system_clock, cost: Cost = STANDARD_COST) -> Desk:
    """Make the desk and open it.

    Everything is made in a folder beside it first: whatever ends the work, nothing half-made is left.

    Args:
        new: What it is made from.
        tell: Is told each step; what it raises ends the work.
        clock: Gives the time.
        cost: What one try of the passphrase costs.

    Raises:
        DeskError: where the folder, the passphrase or the phrase will not do.
    """
    refuse_folder(new.folder)
    if not judge(new.passphrase).will_do:
        raise refused(judge(new.passphrase).sentence)
    part = new.folder.parent / f".{new.folder.name}.part"
    try:
        shutil.rmtree(part, ignore_errors=True)
        tell("Making the keys", 0.1)
        with Desk.found(
            part, new.passphrase, lambda _: new.typed_back, clock=clock, cost=cost, phrase=new.phrase
        ) as desk:
            tell("Entering council, panels and people", 0.5)
            _furnish(desk, new)
        tell("Putting the desk in place", 0.7)
        _put_in_place(part, new.folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    if new.remember:
        tell("Asking this computer’s keyring", 0.8)
        _remember(new)
    return Desk.open(new.folder, new.passphrase, clock=clock)


def _remember(new: NewDesk) -> None:
    """A keyring that refuses costs nothing: the passphrase opens the desk."""
    try:
        unlocking.remember(new.folder, new.passphrase)
    except DeskError as error:
        if error.reason is not Reason.NO_KEYRING:
            raise


def _furnish(desk: Desk, new: NewDesk) -> None:
    """The founder's only deeds; from the administrator's seat on, the administrator does the rest."""
    desk.people.found(FOUNDER, new.council)
    for panel in new.panels:
        desk.people.define_panel(FOUNDER, panel.toml, where=panel.file_name)
    administrator = _added(desk, FOUNDER, new.administrator)
    desk.people.give_role(FOUNDER, administrator, Role.ADMINISTRATOR)
    known = {new.administrator.name.strip().casefold(): administrator}
    for panel_key, chair in new.chairs:
        name = chair.name.strip().casefold()
        if name not in known:
            known[name] = _added(desk, administrator.id, chair)
        desk.people.seat(administrator.id, panel_key, known[name], Role.CHAIR)


def _added(desk: Desk, actor: PersonId, person: NewPerson) -> Person:
    return desk.people.add(actor, person.name, person.agency, person.title, person.email)


def _put_in_place(part: Path, folder: Path) -> None:
    try:
        if folder.exists():
            folder.rmdir()
        part.replace(folder)
    except OSError as error:
        raise DeskError(
            f"The desk cannot be put into {shown(str(folder))}.",
            reason=Reason.STORAGE,
            remedy="Choose another folder.",
        ) from error


# The fictional example


def example_folder(desk_folder: Path) -> Path:
    """Where the fictional example belongs, beside the usual desk."""
    return desk_folder.parent / "fictional-example"


def open_example(folder: Path, tell: Tell, *, clock: Clock = system_clock) -> Desk:
    """The fictional example, made where there is none yet.

    Args:
        folder: As ``example_folder`` gave it.
        tell: Is told each step; what it raises ends the work.
        clock: Gives the time once it is open.

    Raises:
        DeskError: where something else lies there, or the disk will not do.
    """
    desk = folder / "desk"
    if not holds_vault(desk):
        steps = 0

        def told(words: str, _seconds: float) -> None:
            nonlocal steps
            steps += 1
            tell(words, min(steps / _EXAMPLE_STEPS, 0.95))

        demonstration.Demonstration(folder, told).run()
    return Desk.open(desk, demonstration.PASSPHRASE, clock=clock)


_EXAMPLE_STEPS = 24
"""How many things the demonstration tells, about."""
EXAMPLE_PASSPHRASE = demonstration.PASSPHRASE

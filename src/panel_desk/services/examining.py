"""What this computer offers the desk: versions, keyring, fonts, folders; and a vault's health."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from msgspec import Struct

from panel_desk.domain.errors import DeskError
from panel_desk.host.keyring_store import open_keyring
from panel_desk.host.paths import usual_paths
from panel_desk.services.desk import Desk
from panel_desk.services.unlocking import keyring_anchor
from panel_desk.shipped import shipped

_LIBRARIES = (
    "panel-desk",
    "sqlcipher3",
    "sqlite-utils",
    "msgspec",
    "reportlab",
    "pikepdf",
    "pyhanko",
    "cryptography",
    "python-calamine",
)
_FONTS = ("SourceSans3-Regular.ttf", "SourceSans3-SemiBold.ttf", "SourceSans3-Italic.ttf")


class ComputerFinding(Struct, frozen=True, kw_only=True):
    """One thing that was looked at."""

    what: str
    found: str
    well: bool = True
    remedy: str = ""


def examine_computer() -> list[ComputerFinding]:
    """Everything that needs no vault."""
    findings = [ComputerFinding(what="Python", found=platform.python_version())]
    findings.append(ComputerFinding(what="System", found=f"{platform.system()} {platform.release()}"))
    findings += [_library(name) for name in _LIBRARIES]
    findings += [_fonts(), _keyring(), ComputerFinding(what="Usual desk folder", found=str(usual_paths().desk))]
    return findings


def _library(name: str) -> ComputerFinding:
    try:
        return ComputerFinding(what=name, found=version(name))
    except PackageNotFoundError:
        return ComputerFinding(what=name, found="not installed", well=False, remedy="Run make env.")


def _fonts() -> ComputerFinding:
    missing = [name for name in _FONTS if not shipped("fonts", name).is_file()]
    if missing:
        return ComputerFinding(
            what="Fonts", found=f"missing: {', '.join(missing)}", well=False, remedy="Install Panel Desk again."
        )
    return ComputerFinding(what="Fonts", found="Source Sans 3, shipped")


def _keyring() -> ComputerFinding:
    """A computer without a keyring is in order: the passphrase is then asked for at each start."""
    try:
        return ComputerFinding(what="Keyring", found=open_keyring().name)
    except DeskError as error:
        return ComputerFinding(what="Keyring", found=f"none that can be used: {error.sentence}", remedy=error.remedy)


def examine_vault(opened: Callable[[], Desk]) -> list[ComputerFinding]:
    """The health of the vault that ``opened`` opens. One that cannot be opened is a finding like others."""
    try:
        return _opened_vault(opened())
    except DeskError as error:
        return [ComputerFinding(what="Vault", found=error.sentence, well=False, remedy=error.remedy)]


def _opened_vault(opened: Desk) -> list[ComputerFinding]:
    with opened as desk:
        audit = desk.auditing.audit(keyring_anchor(desk))
        space = desk.book.vault.space()
        council, fictional = desk.people.council()
    return [
        ComputerFinding(what="Desk", found=council + (" (fictional)" if fictional else "")),
        ComputerFinding(
            what="Vault",
            found=" ".join(audit.sentences),
            well=audit.is_whole,
            remedy="" if audit.is_whole else "Restore the newest backup that was verified.",
        ),
        ComputerFinding(what="Space on the disk", found=space.sentence or "plenty"),
    ]

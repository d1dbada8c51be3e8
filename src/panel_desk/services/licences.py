"""Whose work is inside Panel Desk, and under which licence: of the packages installed, and of what is shipped."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from msgspec import Struct

from panel_desk.shipped import shipped

_OURS = "panel-desk"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LICENCE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
_LONGEST_EXPRESSION = 80
_LARGEST = 200_000
_UNTOLD = {"sqlcipher3": "zlib"}
"""Packages that say their licence in its words alone."""


class Licence(Struct, frozen=True, kw_only=True):
    """One part that came from others."""

    name: str
    version: str = ""
    licence: str = ""
    """Its name: ``MIT``."""
    text: str = ""


def version_words() -> str:
    """What this is: ``Panel Desk 0.1.0``."""
    try:
        return f"Panel Desk {distribution(_OURS).version}"
    except PackageNotFoundError:
        return "Panel Desk"


def licences() -> tuple[Licence, ...]:
    """Typeface, icons, and every library that Panel Desk needs to run, with those that they need, by name."""
    own = (
        Licence(name="Lucide icons", licence="ISC", text=_shipped("icons", "LICENSE.txt")),
        Licence(name="Source Sans 3 typeface", licence="OFL-1.1", text=_shipped("fonts", "OFL.txt")),
    )
    libraries = (_licence(found) for found in _needed().values())
    return tuple(sorted((*own, *libraries), key=lambda one: one.name.casefold()))


def _needed() -> dict[str, Distribution]:
    """Every package that is needed to run, by its name in one spelling; what is not installed is passed over."""
    found: dict[str, Distribution] = {}
    waiting = [_OURS]
    while waiting:
        name = waiting.pop()
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue
        for requirement in one.requires or ():
            match = _NAME.match(requirement)
            if match is None or "extra ==" in requirement:
                continue
            needed = re.sub(r"[-_.]+", "-", match[0]).lower()
            if needed not in found and needed != _OURS:
                try:
                    found[needed] = distribution(needed)
                except PackageNotFoundError:
                    continue
                waiting.append(needed)
    return found


def _licence(found: Distribution) -> Licence:
    return Licence(
        name=found.metadata["Name"] or "",
        version=found.version,
        licence=_expression(found),
        text=_text(found),
    )


def _expression(found: Distribution) -> str:
    told = next((text for name in ("License-Expression", "License") for text in found.metadata.get_all(name) or ()), "")
    if told and len(told) <= _LONGEST_EXPRESSION and "\n" not in told:
        return told
    classes = [
        line.rpartition(" :: ")[2]
        for line in found.metadata.get_all("Classifier") or ()
        if line.startswith("License ::") and not line.endswith("OSI Approved")
    ]
    return ", ".join(classes) or told.strip().partition("\n")[0] or _UNTOLD.get(found.metadata["Name"] or "", "")


def _text(found: Distribution) -> str:
    for path in found.files or ():
        if _LICENCE_FILE.search(str(path)) and ".dist-info" in str(path):
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            return text[:_LARGEST]
    return ""


def _shipped(folder: str, name: str) -> str:
    path = shipped(folder, name)
    return path.read_text(encoding="utf-8") if path.is_file() else ""

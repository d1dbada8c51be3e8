"""A line that is not a deed yet: what is understood of it, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from panel_desk.domain.capture.deeds import CapturedDeed
from panel_desk.domain.capture.reading_values import CaptureChip, ChipKind
from panel_desk.domain.capture.typed import Lack


class Half(Struct, frozen=True):
    """Enter records nothing yet."""

    missing: str
    chips: tuple[CaptureChip, ...] = ()


Understood = CapturedDeed | Half
"""What a command makes of its words."""


def lacking(chips: Iterable[CaptureChip | None], *parts: object) -> Half:
    """What is understood, followed by what lacks; the first lack gives the sentence.

    Args:
        chips: Of what is understood; None where a part is not.
        *parts: The parts of the line in their order; those that are lacks are told.
    """
    lacks = [part for part in parts if isinstance(part, Lack)]
    wanted = tuple(CaptureChip(ChipKind.MISSING, lack.wanted) for lack in lacks if lack.wanted)
    return Half(lacks[0].sentence, (*(chip for chip in chips if chip is not None), *wanted))

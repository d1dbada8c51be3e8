"""Markers of exploitation: who carries one, and which list or panel it is from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from panel_desk.domain.calendar import date_words
from panel_desk.domain.children.cases import ExploitationType
from panel_desk.domain.children.standing import Decided
from panel_desk.domain.ids import ChildId


class CrossChild(Struct, frozen=True, gc=False):
    """A child of the desk, as the cross-reference needs it."""

    local_id: str
    initials: str = "?.?."
    name: str = ""
    child_id: ChildId | None = None
    """None: no list of children knows the child."""
    adult_from: int | None = None
    """The 18th birthday, as ``wall_seconds`` has them."""
    types: tuple[ExploitationType, ...] = ()
    """As the lists say."""
    said_by: str = ""
    """``the list added on 16 November 2026``."""
    heard_types: tuple[ExploitationType, ...] = ()
    """Those the child had when a panel decided last."""
    last: Decided | None = None
    """That decision."""
    risk: str = ""
    """The level a panel set last, else as the list words it."""
    matched: str = ""
    """Where other numbers than the local ID joined too: ``NHS number for 9000123``."""


def markers_of(child: CrossChild) -> tuple[ExploitationType, ...]:
    """Types of exploitation: those of the lists, and those of the last decision unless it closed the case."""
    said = child.types
    if _goes_on(child):
        said = (*said, *(t for t in child.heard_types if t not in said))
    return tuple(t for t in said if t is not ExploitationType.MISSING)


def _goes_on(child: CrossChild) -> bool:
    """Whether a panel has decided, and did not close the case."""
    return child.last is not None and not (child.last.closes and child.last.quorate)


class MarkerWords:
    """Tells of children what they carry; keeps what many have in common."""

    def __init__(self) -> None:
        self._kept: dict[object, tuple[str, str]] = {}

    def of(self, child: CrossChild) -> tuple[str, str]:
        """The markers, and where each is from.

        Returns:
            ``CCE, online`` and ``CCE marker from SAFE on 29 October 2026, online marker from the list added on …``;
            nothing and ``no marker is known`` where there is none.
        """
        last = child.last
        decided = (last.panel, last.held_on, last.closes, last.quorate) if last is not None else None
        # By identity: hashing types takes longer than all the rest, and children share few tuples of them.
        key = (id(child.types), id(child.heard_types), child.said_by, decided, child.child_id is None)
        words = self._kept.get(key)
        if words is None:
            markers = markers_of(child)
            words = self._kept[key] = (", ".join(marker.label for marker in markers), _carries(child, markers))
        return words


def _carries(child: CrossChild, markers: Sequence[ExploitationType]) -> str:
    if not markers:
        return "no list of children knows the child" if child.child_id is None else "no marker is known"
    by_source: dict[str, list[ExploitationType]] = {}
    for marker in markers:
        by_source.setdefault(_source(child, marker), []).append(marker)
    return ", ".join(
        f"{_and(marker.label for marker in own)} marker{'s' if len(own) > 1 else ''} from {source}"
        for source, own in by_source.items()
    )


def _source(child: CrossChild, marker: ExploitationType) -> str:
    """The panel that decided last, where the child had the marker then and the case went on; else the list."""
    if child.last is not None and _goes_on(child) and marker in child.heard_types:
        return f"{child.last.panel} on {date_words(child.last.held_on)}"
    return child.said_by or "a list"


def _and(words: Iterable[str]) -> str:
    """``CCE, online and county lines``."""
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last

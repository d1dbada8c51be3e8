"""The cross-reference as a table: a child on each line, its figures, and its flags as chips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from panel_desk.domain.missing.cross_reference import CrossLine, FlagKind
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.table import Column, TableModel
from panel_desk.ui.workspaces.missing.presenter import near_day

F = FlagKind
FLAG_TONES = {
    F.MISSING_NOW: Tone.RED,
    F.ENHANCED_PATHWAY: Tone.RED,
    F.INTERVIEW_OVERDUE: Tone.AMBER,
    F.CONSIDER_REFERRAL: Tone.INFO,
}
ON_PATHWAY = "On the pathway"
MISSING_NOW = "missing now"
FLAGGED, EVERYBODY, ON = "flagged", "all", "on the pathway"
TYPES, LAST_DECISION = 1, 3
_UNDERSTOOD = (" the case", " the referral", " with the plan")
"""Left out of a decision in the table: every line is about a case."""
_ORDER = {kind: at for at, kind in enumerate(FlagKind)}


def cross_model(shown: Callable[[CrossLine], str], today: Callable[[], date]) -> TableModel[CrossLine]:
    """A table of the cross-reference.

    Args:
        shown: The child as the screen shows it now.
        today: The day of the desk.
    """
    columns: tuple[Column[CrossLine], ...] = (
        Column(title="Child", text=shown, strong=True, aside=unknown_here, whole=True, width=108),
        Column(title="Markers", text=lambda c: c.types, tip=lambda c: c.types, stretch=True, width=88),
        Column(title="Panel · risk", text=lambda c: c.standing, stretch=True, width=114),
        Column(title="Last decision", text=decision_words, tip=lambda c: c.last_decision, stretch=True, width=118),
        Column(title="30 d", text=lambda c: str(c.days_30), sort=lambda c: -c.days_30, align_right=True, width=46),
        Column(title="90 d", text=lambda c: str(c.days_90), sort=lambda c: -c.days_90, align_right=True, width=46),
        Column(title="365 d", text=lambda c: str(c.days_365), sort=lambda c: -c.days_365, align_right=True, width=52),
        Column(title="Time away", text=lambda c: c.time_away, sort=lambda c: -c.hours, whole=True, width=88),
        Column(title="Last", text=lambda c: last_words(c, today()), sort=_by_last, whole=True, width=60),
        Column(title="Interview", text=interview_words, tip=lambda c: c.interview, stretch=True, width=124),
        Column(title="", text=flags_words, sort=_by_flags, chips=flag_chips, tip=flags_tip, stretch=True, width=166),
    )
    return TableModel(columns, key=lambda c: c.local_id)


def last_words(line: CrossLine, today: date) -> str:
    """``now``, ``9 Nov``, ``9 Nov 2025``."""
    if line.last == MISSING_NOW:
        return "now"
    if line.last_started_on is None:
        return line.last
    return near_day(line.last_started_on, today)


def decision_words(line: CrossLine) -> str:
    """``step up to MACE``; whole, with its day, in the tip."""
    words = line.last_decision.rpartition(", ")[0].removeprefix("to ") or line.last_decision
    for plain in _UNDERSTOOD:
        words = words.replace(plain, "")
    return words


def interview_words(line: CrossLine) -> str:
    """``31 h over``, ``22 h left``, ``completed in 46 h``; whole in its tip."""
    over = line.interview.removeprefix("overdue by ")
    return f"{over} over" if over != line.interview else line.interview.rpartition(" · ")[2]


def unknown_here(line: CrossLine) -> str:
    """Said of a number that belongs to no child of the desk."""
    return "" if line.child_id is not None else "unknown"


def flag_chips(line: CrossLine) -> Sequence[tuple[str, Tone]]:
    """The flags; of a child who is on the pathway already, that."""
    chips = [(flag_words(line, flag.kind), flag_tone(line, flag.kind)) for flag in line.flags]
    if line.pathway_id is not None and not _is_for_pathway(line):
        chips.append((ON_PATHWAY, Tone.GREEN))
    return chips


def flag_words(line: CrossLine, kind: FlagKind) -> str:
    """``Enhanced pathway``; ``On the pathway`` where the child is on it already."""
    return ON_PATHWAY if kind is F.ENHANCED_PATHWAY and line.pathway_id is not None else kind.value


def flag_tone(line: CrossLine, kind: FlagKind) -> Tone:
    """Green where what the flag asks for is done."""
    return Tone.GREEN if kind is F.ENHANCED_PATHWAY and line.pathway_id is not None else FLAG_TONES[kind]


def flags_words(line: CrossLine) -> str:
    """As they are copied and spoken."""
    return ", ".join(words for words, _tone in flag_chips(line))


def flags_tip(line: CrossLine) -> str:
    """Every flag with its facts."""
    return "\n".join(f"{flag_words(line, flag.kind)}: {flag.why}" for flag in line.flags)


def filter_choices(lines: Sequence[CrossLine]) -> list[tuple[str, str, int | None]]:
    """The chips above the table: what leaves somebody."""
    counted = [(kind.value, kind.value, sum(_has(line, kind) for line in lines)) for kind in FlagKind]
    return [
        (FLAGGED, "Flagged", sum(bool(line.flags) for line in lines)),
        *(choice for choice in counted if choice[2]),
        (ON, "On the pathway", sum(line.pathway_id is not None for line in lines)),
        (EVERYBODY, "Everybody", len(lines)),
    ]


def leaves(line: CrossLine, key: str) -> bool:
    """Whether a chip leaves a line."""
    if key == EVERYBODY:
        return True
    if key == FLAGGED:
        return bool(line.flags)
    if key == ON:
        return line.pathway_id is not None
    return _has(line, FlagKind(key))


def _has(line: CrossLine, kind: FlagKind) -> bool:
    """A child on the pathway is not told again to be put on it."""
    return any(flag_words(line, flag.kind) == kind.value for flag in line.flags)


def _is_for_pathway(line: CrossLine) -> bool:
    return any(flag.kind is F.ENHANCED_PATHWAY for flag in line.flags)


def _by_last(line: CrossLine) -> tuple[bool, int]:
    started = line.last_started_on
    return line.last != MISSING_NOW, -(started.toordinal() if started else 0)


def _by_flags(line: CrossLine) -> tuple[int, int]:
    return min((_ORDER[flag.kind] for flag in line.flags), default=len(_ORDER)), -line.days_90

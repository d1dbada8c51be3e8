"""Reads one captured line: the deed that Enter will record, or what is missing, and how to go on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from panel_desk.domain.capture import asking, attending, deciding, declaring, following, noting, presiding, turning
from panel_desk.domain.capture.chips import chips_of, head
from panel_desk.domain.capture.commands import COMMANDS, Command, command_named
from panel_desk.domain.capture.completing import completions
from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.deeds import (
    CapturedDeed,
    ConfirmDeed,
    MinutesConfirmedDeed,
    NextDeed,
    RedoDeed,
    ReminderReadDeed,
    ResumeDeed,
    UndoDeed,
)
from panel_desk.domain.capture.half import Half, Understood, lacking
from panel_desk.domain.capture.nearest import nearest
from panel_desk.domain.capture.outcomes import outcome_of
from panel_desk.domain.capture.reading_values import Reading
from panel_desk.domain.capture.typed import Lack, clean, fold, fold_name, one_line
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import NoteSection

_SPOKEN = frozenset(["item", "please", "item please", "that", "meeting", "the meeting", "the minutes", "out"])
"""Said after a command that takes no words, and changes nothing."""
_COMMAND = re.compile(r"/([^\s:/]*):?[ \t]*(?:\n\s*)?(.*)", re.DOTALL)
_LONGEST_WORD = 20
Reader = Callable[[str, CaptureContext], Understood]


def read(line: str, at: CaptureContext, *, cursor: int | None = None) -> Reading:
    """A line as it is understood in a context; never raises, and is quick enough to be asked at every key.

    Args:
        line: As typed or pasted.
        at: What the line may name.
        cursor: Where completions are wanted, in characters; None for none.
    """
    offered = completions(line, cursor, at) if cursor is not None else ()
    understood = _understood(clean(line), at)
    if understood is None:
        return Reading(completions=offered)
    if isinstance(understood, Half):
        return Reading(missing=understood.missing, chips=understood.chips, completions=offered)
    return Reading(deed=understood, chips=chips_of(understood, at), completions=offered)


def _understood(text: str, at: CaptureContext) -> Understood | None:
    if not text:
        return None
    found = _COMMAND.fullmatch(text)
    if found is None or text.startswith("//"):
        return noting.say(text, at)
    word, rest = fold(found[1]).rstrip(".,;!?"), found[2].strip()
    command = command_named(word, whole=True)
    if command is None and rest:
        # Two words as one: ``/not done 03``, ``/more time 03``.
        second, _, after = rest.partition(" ")
        command = command_named(f"{word}{fold(second)}", whole=True) if len(second) < _LONGEST_WORD else None
        rest = after.strip() if command else rest
    command = command or command_named(word)
    return _commanded(command, rest, at) if command else _unknown(word, at)


def _commanded(command: Command, rest: str, at: CaptureContext) -> Understood:
    plain = _PLAIN.get(command.word)
    if plain is not None:
        told = (head(plain[1]),)
        rest = "" if fold_name(rest) in _SPOKEN else rest
        return lacking(told, Lack(f"/{command.word} takes no more words.", "no more words")) if rest else plain[0]
    section = _SECTIONS.get(command.word)
    if section is not None:
        return noting.note(section, rest)
    return _READERS[command.word](rest if command.word in _OF_TEXT else one_line(rest), at)


def _go(rest: str, at: CaptureContext) -> Understood:
    return NextDeed() if fold(rest) in ("next", "on") else turning.go(rest, at)


def _unknown(word: str, at: CaptureContext) -> Half:
    """No such command: an outcome is decided with ``/d``, and a slip is mended."""
    if not word:
        return Half("Which command? Type a letter for the list, or // for a text that begins with a slash.")
    if word in ("close", "closed"):
        return Half("Type /d close to close the case, or /finish to close the meeting.")
    outcome = outcome_of(word, at.outcomes) if len(word) > 2 else None
    if outcome is not None and not isinstance(outcome, Lack):
        return Half(f"An outcome is decided with /d. Type /d {outcome.outcome.key} because …")
    close = nearest(word, [name for command in COMMANDS for name in (command.word, *command.also) if len(name) > 1])
    decided = "" if close else nearest(word, [o.key for o in at.outcomes])
    close = f"d {decided}" if decided else close
    hint = f"Did you mean /{close}?" if close else "For a text that begins with a slash, type // first."
    return Half(f"There is no command /{word[:30]}{'…' if len(word) > 30 else ''}. {hint}")


_PLAIN: Mapping[str, tuple[CapturedDeed, str]] = MappingProxyType(
    {
        "n": (NextDeed(), "Next item"),
        "read": (ReminderReadDeed(), "Confidentiality statement read"),
        "resume": (ResumeDeed(), "Resume"),
        "confirm": (ConfirmDeed(), "Confirm the recommendation"),
        "approve": (MinutesConfirmedDeed(), "Confirm the last minutes"),
        "undo": (UndoDeed(), "Undo"),
        "redo": (RedoDeed(), "Redo"),
    }
)
"""Commands that take no words, and what their chip says."""
_SECTIONS: Mapping[str, NoteSection] = MappingProxyType(
    {
        "discussion": NoteSection.DISCUSSION,
        "strengths": NoteSection.STRENGTHS,
        "analysis": NoteSection.ANALYSIS,
        "contributions": NoteSection.CONTRIBUTIONS,
    }
)
_OF_TEXT = frozenset({"v", "from"})
"""Commands whose words keep their line breaks."""
_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "a": asking.action,
        "lift": asking.from_note,
        "d": deciding.decision,
        "risk": deciding.risk,
        "defer": deciding.defer,
        "v": noting.voice,
        "from": noting.contribution,
        "go": _go,
        "before": turning.before,
        "move": turning.move,
        "last": turning.last,
        "late": turning.late,
        "declare": declaring.declare,
        "back": declaring.back,
        "dissent": declaring.dissent,
        "left": attending.left,
        "arrived": attending.arrived,
        "present": attending.present,
        "part": attending.part,
        "absent": attending.absent,
        "apologies": attending.apologies,
        "sub": attending.substitute,
        "observer": attending.observer,
        "presenter": attending.presenter,
        "open": presiding.opening,
        "adjourn": presiding.adjourn,
        "finish": presiding.finish,
        "quorum": presiding.quorum,
        "done": partial(following.news, ActionStatus.COMPLETE),
        "progress": partial(following.news, ActionStatus.IN_PROGRESS),
        "notdone": partial(following.news, ActionStatus.NOT_DONE),
        "notpossible": partial(following.news, ActionStatus.NOT_POSSIBLE),
        "superseded": partial(following.news, ActionStatus.SUPERSEDED),
        "transferred": partial(following.news, ActionStatus.TRANSFERRED),
        "stillopen": partial(following.news, ActionStatus.OPEN),
        "moretime": following.more_time,
        "note": following.note_instead,
    }
)

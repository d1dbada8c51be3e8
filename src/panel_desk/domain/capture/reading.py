"""Reads one captured line: the deed that Enter will record, or what is missing, and how to go on."""

from __future__ import annotations

from collections.abc import Callable

from panel_desk.domain.capture import asking, deciding
from panel_desk.domain.capture.chips import chips_of
from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.deeds import NextDeed, SayDeed
from panel_desk.domain.capture.half import Half, Understood
from panel_desk.domain.capture.reading_values import Reading
from panel_desk.domain.capture.typed import clean, one_line


def read(line: str, at: CaptureContext, *, cursor: int | None = None) -> Reading:
    """A line as it is understood in a context; never raises, and is quick enough to be asked at every key.

    Args:
        line: As typed or pasted.
        at: What the line may name.
        cursor: Where completions are wanted, in characters; None for none.
    """
    understood = _understood(clean(line), at)
    if understood is None:
        return Reading()
    if isinstance(understood, Half):
        return Reading(missing=understood.missing, chips=understood.chips)
    return Reading(deed=understood, chips=chips_of(understood, at))


def _understood(text: str, at: CaptureContext) -> Understood | None:
    if not text:
        return None
    if not text.startswith("/") or text.startswith("//"):
        return SayDeed(section=at.section, text=text[text.startswith("//") :])
    word, _, rest = one_line(text[1:]).partition(" ")
    readers: dict[str, Callable[[str, CaptureContext], Understood]] = {
        "a": asking.action,
        "d": deciding.decision,
        "risk": deciding.risk,
        "defer": deciding.defer,
        "n": lambda _rest, _at: NextDeed(),
    }
    reader = readers.get(word.casefold())
    return reader(rest, at) if reader else Half(f"There is no command /{word[:40]}.")

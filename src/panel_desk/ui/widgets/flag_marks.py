"""Wording to look at again, as fields show it: its place as Qt counts, the wave below, and what to say instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from msgspec import Struct
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from panel_desk.domain.language import Flag, Wording
from panel_desk.ui.theme.current import colour, px, tokens
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.words import Words, WordsRole

FlagsOf = Callable[[str], Sequence[Flag]]
"""What is to be looked at in a text: ``lambda text: session.reading.language.flags(text)``."""
_WHY_WIDTH: Final = 400


class Mark(Struct, frozen=True):
    """A flag where Qt counts it: in UTF-16 units."""

    start: int
    end: int
    flag: Flag


def as_qt_counts(text: str, flags: Sequence[Flag]) -> tuple[Mark, ...]:
    """Flags in UTF-16 units: a character outside the basic plane counts twice there."""
    if text.isascii() or not any(character > "\uffff" for character in text):
        return tuple(Mark(flag.start, flag.end, flag) for flag in flags)
    units, widths = 0, [0]
    for character in text:
        units += 2 if character > "\uffff" else 1
        widths.append(units)
    return tuple(Mark(widths[flag.start], widths[flag.end], flag) for flag in flags)


def wave_of(flag: Flag) -> QTextCharFormat:
    """The wave below flagged words: red where they blame, amber where they say nothing."""
    wave = QTextCharFormat()
    wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    ink = tokens().red if flag.wording is Wording.BLAMES else tokens().amber
    wave.setUnderlineColor(colour(ink.text))
    return wave


def tip_of(flag: Flag) -> str:
    """Why words are flagged, and what to say instead."""
    return f"{flag.why} Instead: {' · '.join(flag.alternatives)}"


def flag_menu(parent: QWidget, words: str, flag: Flag, on: Callable[[str], None] | None) -> QMenu:
    """The alternatives to flagged words, and why they are flagged; ``on`` takes the one chosen, None: none may be."""
    menu = QMenu(parent)
    menu.setAccessibleName(f"{words}: what to say instead")
    menu.setAccessibleDescription(flag.why)
    for instead in flag.alternatives:
        act = menu.addAction(instead.replace("&", "&&"))
        act.setEnabled(on is not None)
        if on is not None:
            act.triggered.connect(partial(_chosen, on, instead))
    menu.addSeparator()
    why = Words(flag.why, WordsRole.MUTED, wrap=True)
    why.setContentsMargins(px(20), px(4), px(12), px(8))
    measured(why, width=_WHY_WIDTH)
    line = QWidgetAction(menu)
    line.setDefaultWidget(why)
    menu.addAction(line)
    return menu


def _chosen(on: Callable[[str], None], instead: str, _checked: bool = False) -> None:  # noqa: FBT002 - as Qt tells it
    on(instead)

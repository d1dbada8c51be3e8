"""What a colour means in the window; presenters name a tone and never a colour."""

from __future__ import annotations

from enum import Enum


class Tone(Enum):
    """One meaning each; a word or an icon always stands beside the colour."""

    NEUTRAL = "neutral"
    INFO = "info"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    ACCENT = "accent"

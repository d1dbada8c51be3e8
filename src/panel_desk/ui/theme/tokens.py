"""The colours of the light and the dark scheme, and the steps of type and space; no Qt here.

Every pair of text and background below reads at 4.5:1 or better (WCAG 2.2, 1.4.3) and every edge of a field at 3:1
(1.4.11); ``tests/ui/theme`` computes it.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from panel_desk.ui.theme.tones import Tone

"""All spaces are multiples of this many pixels at 100 % text size."""
RADIUS: Final = 6
ROW_HEIGHT: Final = 32
SMALL, BODY, LARGE, HEADING, TITLE = 12, 14, 16, 20, 28
"""The type scale in pixels at 100 % text size."""
REGULAR, SEMIBOLD = 400, 600


class Ink(Struct, frozen=True):
    """A tone's two colours."""

    text: str
    on: str
    """The tint the text stands on, as in a chip."""


class Tokens(Struct, frozen=True, kw_only=True):
    """The colours of one scheme, as ``#rrggbb``."""

    dark: bool
    bg: str
    surface: str
    rail: str
    hover: str
    """A row or a button under the pointer."""
    line: str
    edge: str
    """The border of what can be typed in or ticked."""
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    tint: str
    """Behind what is selected."""
    red: Ink
    amber: Ink
    green: Ink
    blue: Ink

    def ink(self, tone: Tone) -> Ink:
        """The two colours of a tone."""
        match tone:
            case Tone.RED:
                return self.red
            case Tone.AMBER:
                return self.amber
            case Tone.GREEN:
                return self.green
            case Tone.INFO:
                return self.blue
            case Tone.ACCENT:
                return Ink(self.accent, self.tint)
            case Tone.NEUTRAL:
                return Ink(self.muted, self.rail)


LIGHT: Final = Tokens(
    dark=False,
    bg="#f7f8f8",
    surface="#ffffff",
    rail="#eef1f1",
    hover="#f1f5f5",
    line="#dce2e3",
    edge="#7f8c8f",
    text="#1a2527",
    muted="#566568",
    disabled="#7d898c",
    accent="#0b6468",
    accent_hover="#084d50",
    on_accent="#ffffff",
    tint="#e1efee",
    red=Ink("#a8231b", "#fbe9e7"),
    amber=Ink("#7a4e00", "#fff1d2"),
    green=Ink("#1d6437", "#e3f2e7"),
    blue=Ink("#1c5596", "#e5eef8"),
)

DARK: Final = Tokens(
    dark=True,
    bg="#14191a",
    surface="#1b2122",
    rail="#171d1e",
    hover="#232b2c",
    line="#2e3739",
    edge="#6c7a7d",
    text="#e8eded",
    muted="#9daaac",
    disabled="#75817f",
    accent="#63c2c0",
    accent_hover="#85d3d1",
    on_accent="#14191a",
    tint="#203233",
    red=Ink("#ff9a90", "#3b2321"),
    amber=Ink("#f2c26b", "#3a2f1a"),
    green=Ink("#8ad3a2", "#1e3326"),
    blue=Ink("#93bef2", "#1f2c3c"),
)

"""Writes the arrows and ticks that the stylesheet shows, coloured from the tokens: stylesheets cannot do it."""

from __future__ import annotations

from pathlib import Path

from panel_desk.ui.theme.tokens import DARK, LIGHT, Tokens

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    '<circle cx="12" cy="12" r="6" fill="currentColor"/></svg>\n'
)


def drawings(tokens: Tokens) -> dict[str, str]:
    """Name and drawing of every control in a scheme."""
    colours = {"chevron-down": tokens.muted, "chevron-up": tokens.muted, "chevron-left": tokens.muted}
    colours |= {
        "chevron-right": tokens.muted,
        "check": tokens.on_accent,
        "minus": tokens.on_accent,
        "dot": tokens.on_accent,
    }
    drawn = {}
    for name, colour in colours.items():
        source = DOT if name == "dot" else (ICONS / f"{name}.svg").read_text(encoding="utf-8")
        drawn[name] = source.replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="2.5"')
    return drawn


def main() -> None:
    """Write both schemes."""
    for folder, tokens in (("light", LIGHT), ("dark", DARK)):
        (ICONS / "controls" / folder).mkdir(parents=True, exist_ok=True)
        for name, drawing in drawings(tokens).items():
            (ICONS / "controls" / folder / f"{name}.svg").write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()

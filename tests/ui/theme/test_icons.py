"""Icons are there, carry their licence, and are coloured by the tokens."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.looking import pixels_of
from tools.make_controls import drawings

from panel_desk.shipped import shipped
from panel_desk.ui.theme.current import apply_theme, icon, tokens
from panel_desk.ui.theme.icons import pixmap, svg
from panel_desk.ui.theme.stylesheet import control
from panel_desk.ui.theme.tokens import DARK, LIGHT
from panel_desk.ui.theme.tones import Tone

UI = Path(__file__).parents[3] / "src" / "panel_desk" / "ui"


def icons_named_in_code() -> set[tuple[str, str]]:
    """(icon, file) for every icon written as text in a call that takes one."""
    found = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found |= {(name, path.name) for name in _icons_of(node)}
    return found


def _icons_of(call: ast.Call) -> list[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    given: list[ast.expr] = [word.value for word in call.keywords if word.arg == "icon"]
    if name in {"icon", "tool_button", "EmptyState", "SentenceRow"} and call.args:
        given.append(call.args[0])
    if name == "set_icon" and len(call.args) > 1:
        given.append(call.args[1])
    return [
        each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value
    ]


def test_every_icon_named_in_the_window_is_shipped() -> None:
    named = icons_named_in_code()

    assert len(named) > 10
    assert [pair for pair in named if not shipped("icons", f"{pair[0]}.svg").exists()] == []


def test_icons_carry_their_licence() -> None:
    licence = shipped("icons", "LICENSE.txt").read_text(encoding="utf-8")

    assert "ISC License" in licence
    assert "Lucide" in shipped("icons", "README.md").read_text(encoding="utf-8")
    ours = {"panel-desk.svg"}
    lucide = [path for path in shipped("icons").glob("*.svg") if path.name not in ours]
    assert all("@license lucide-static" in path.read_text(encoding="utf-8") for path in lucide)


def test_no_icon_reaches_outside_its_file() -> None:
    for path in shipped("icons").rglob("*.svg"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text, path.name
        assert "<image" not in text, path.name


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_arrows_and_ticks_of_the_stylesheet_are_in_the_colours_of_the_scheme(scheme: object) -> None:
    tokens_of = LIGHT if scheme is LIGHT else DARK

    for name, drawing in drawings(tokens_of).items():
        path = control(tokens_of, name).removeprefix('url("').removesuffix('")')
        assert Path(path).read_text(encoding="utf-8") == drawing, "run tools/make_controls.py"


def test_an_icon_is_drawn_in_the_tone_it_is_asked_in(themed: QApplication) -> None:
    drawn = icon("square", Tone.RED, 64).pixmap(64).toImage()

    assert pixels_of(drawn, LIGHT.red.text) > 100


def test_an_icon_follows_the_scheme(themed: QApplication) -> None:
    apply_theme(themed, "dark")

    assert pixels_of(icon("square", None, 64).pixmap(64).toImage(), tokens().text) > 100
    assert tokens().text == DARK.text


def test_an_icon_has_twice_the_pixels_on_a_dense_screen(themed: QApplication) -> None:
    assert pixmap("sun", "#000000", 16, 2.0).width() == 32
    assert pixmap("sun", "#000000", 16, 2.0).deviceIndependentSize().width() == 16


def test_an_icon_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(FileNotFoundError):
        svg("no such icon")

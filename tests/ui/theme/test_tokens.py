"""Every text is read on every ground it stands on, in light and in dark."""

from __future__ import annotations

import re

import pytest
from tests.ui.looking import contrast

from panel_desk.ui.theme.stylesheet import stylesheet
from panel_desk.ui.theme.tokens import DARK, LIGHT, Tokens
from panel_desk.ui.theme.tones import Tone

SCHEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("bg", "surface", "rail", "hover", "tint")


@SCHEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["text", "muted", "accent"])
def test_words_are_read_on_every_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@SCHEMES
@pytest.mark.parametrize("tone", list(Tone))
def test_a_meaning_is_read_on_its_tint_and_on_every_ground(tokens: Tokens, tone: Tone) -> None:
    ink = tokens.ink(tone)

    for ground in (ink.on, *(getattr(tokens, name) for name in GROUNDS)):
        assert contrast(ink.text, ground) >= 4.5, ground


@SCHEMES
def test_words_of_a_message_are_read_on_the_tint_of_its_tone(tokens: Tokens) -> None:
    for tone in Tone:
        assert contrast(tokens.text, tokens.ink(tone).on) >= 4.5
        assert contrast(tokens.muted, tokens.ink(tone).on) >= 4.5


@SCHEMES
def test_the_primary_button_is_read_at_rest_and_under_the_pointer(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent_hover) >= 4.5


@SCHEMES
@pytest.mark.parametrize("ground", ["bg", "surface", "rail"])
def test_what_is_disabled_can_still_be_made_out(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.disabled, getattr(tokens, ground)) >= 3


@SCHEMES
def test_a_disabled_primary_button_is_read_on_its_line_colour(tokens: Tokens) -> None:
    assert contrast(tokens.muted, tokens.line) >= 3


@SCHEMES
@pytest.mark.parametrize("ground", ["bg", "surface"])
def test_edges_of_fields_and_the_ring_of_focus_stand_out(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.edge, getattr(tokens, ground)) >= 3
    assert contrast(tokens.accent, getattr(tokens, ground)) >= 3


@SCHEMES
def test_the_stylesheet_names_no_colour_but_those_of_the_tokens(tokens: Tokens) -> None:
    known = set(re.findall(r"#[0-9a-f]{6}", repr(tokens)))

    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", stylesheet(tokens, 100))) <= known


def test_every_length_but_hairlines_doubles_at_twice_the_text_size() -> None:
    def lengths(percent: int) -> list[int]:
        return [int(found) for found in re.findall(r"(-?\d+)px", stylesheet(LIGHT, percent))]

    once, twice = lengths(100), lengths(200)

    hairlines = [(a, b) for a, b in zip(once, twice, strict=True) if b != 2 * a]
    assert all(abs(b - a) <= a + 2 for a, b in hairlines)
    assert all(a <= 11 for a, _ in hairlines), "only hairlines, and paddings that make room for a ring, may stay"

"""How well a passphrase holds: refused, weak, and what is good for years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_desk.domain.passphrases import Strength, judge


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("", Strength.TOO_SHORT),
        ("giraffe", Strength.TOO_SHORT),
        ("  giraffe  ", Strength.TOO_SHORT),
        ("Password1!", Strength.WEAK),
        ("aaaaaaaaaaaaaaaa", Strength.WEAK),
        ("abcdefghijklmnop", Strength.WEAK),
        ("qwertyuiopasdf", Strength.WEAK),
        ("12345678901234", Strength.WEAK),
        ("Liverpool2026", Strength.WEAK),
        ("correct horse battery staple", Strength.WEAK),
        ("safe panel 2026", Strength.WEAK),
        ("lantern lantern lantern lantern", Strength.WEAK),
        ("lantern orbit pickle", Strength.FAIR),
        ("table river candle moth", Strength.GOOD),
        ("tangible-mango-orbit-quilt-lamp-oven", Strength.STRONG),
    ],
)
def test_a_passphrase_is_judged(passphrase: str, strength: Strength) -> None:
    judgement = judge(passphrase)
    assert judgement.strength is strength
    assert judgement.will_do is (strength not in (Strength.TOO_SHORT, Strength.WEAK))
    assert judgement.sentence.endswith(".")


@given(st.text(max_size=60))
def test_whatever_is_typed_is_judged_without_repeating_it(passphrase: str) -> None:
    judgement = judge(passphrase)
    assert judgement.strength in Strength
    assert len(passphrase) < 8 or passphrase not in judgement.sentence

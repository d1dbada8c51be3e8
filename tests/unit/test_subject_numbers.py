"""Numbers of others are found however they are written, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_desk.domain.names.subject_numbers import OthersNumbers, like_nhs_number, numbers_in

NHS, UPN = "9434765919", "A123456789012"
GAPS = st.lists(st.sampled_from(["", " ", "-", ".", " - ", "\u00a0", "\n"]), min_size=9, max_size=9)


@given(
    gaps=GAPS, before=st.sampled_from(["", "NHS ", "NHS", "(", "no."]), after=st.sampled_from(["", ".", ")", " was"])
)
def test_a_number_goes_with_whatever_gaps(gaps: list[str], before: str, after: str) -> None:
    written = "".join(digit + gap for digit, gap in zip(NHS, [*gaps, ""], strict=True))
    text = f"{before}{written}{after}"
    assert numbers_in(text, [NHS, UPN]) == (NHS,)
    assert OthersNumbers([NHS]).out_of(text, "[x]") == f"{before}[x]{after}"
    assert OthersNumbers([NHS]).stand_in(text)


@pytest.mark.parametrize("written", ["A123456789012", "a1234 5678 9012", "A-123456789012"])
def test_a_pupil_number_goes_in_small_letters_too(written: str) -> None:
    assert OthersNumbers([UPN]).out_of(f"UPN {written}.", "[x]") == "UPN [x]."


@pytest.mark.parametrize(
    "text", ["19434765919 x", "94347659191", "943 476 591", "Rang 9434 765 918.", "XA123456789012", "n/a", ""]
)
def test_another_number_stays(text: str) -> None:
    assert OthersNumbers([NHS, UPN, "n/a", "12"]).out_of(text, "[x]") == text


def test_without_numbers_nothing_is_looked_for() -> None:
    assert OthersNumbers([]).out_of(NHS, "[x]") == NHS
    assert not OthersNumbers(["n/a"]).stand_in("n/a")


@pytest.mark.parametrize(
    ("text", "found"),
    [("NHS 943 476 5919.", ("9434765919",)), ("Seen 2026-10-04 at 20:00.", ()), ("943476591", ()), ("94347659190", ())],
)
def test_ten_digits_are_like_an_nhs_number(text: str, found: tuple[str, ...]) -> None:
    assert like_nhs_number(text) == found

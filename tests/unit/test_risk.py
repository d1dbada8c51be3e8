"""A risk scale reads its own levels and no others."""

from __future__ import annotations

import pytest

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.risk import RiskScale

SCALE = RiskScale(name="exploitation risk scale", levels=("None", "Standard", "Medium", "High"))


@pytest.mark.parametrize(
    ("words", "level", "place"), [("High", "High", 3), (" mEDIUM ", "Medium", 2), ("none", "None", 0)]
)
def test_a_level_is_read_whatever_its_case_and_written_as_the_scale_has_it(words: str, level: str, place: int) -> None:
    assert (SCALE.level(words), SCALE.ordinal(words)) == (level, place)


@pytest.mark.parametrize("words", ["Significant", "", "Hi", "3"])
def test_a_level_of_another_scale_is_refused_and_never_converted(words: str) -> None:
    assert SCALE.ordinal(words) == -1
    with pytest.raises(DeskError) as refusal:
        SCALE.level(words)
    assert refusal.value.reason is Reason.NOT_ALLOWED
    assert refusal.value.sentence == f"“{words}” is not a level of the exploitation risk scale."
    assert refusal.value.remedy == "Its levels are: None, Standard, Medium, High."

"""What a panel may decide on an item, with what it needs, and what excludes what."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from tests.unit.builders import (
    HELD_ON,
    JM,
    OTHER_SCALE,
    PARK,
    REVIEW_ON,
    SCALE,
    WELCOME,
    a_decision_event,
    a_meeting,
    a_risk,
    at,
    refused,
    then,
)
from tests.unit.deciding import OUTCOME, a_child_meeting, decide

from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.meetings import ItemStarted
from panel_desk.domain.meeting import decisions
from panel_desk.domain.risk import RiskAssessment

# What a decision holds


def test_a_decision_holds_what_was_said() -> None:
    made = decide(a_meeting(), reason=" the plan is holding. ", held_by=" Ife Bello ", detail=" until spring ")
    assert (made.outcome, made.reason, made.at, made.review_on) == (
        "continue",
        "the plan is holding",
        at(20),
        REVIEW_ON,
    )
    assert (made.held_by, made.detail, made.risk, made.quorate, made.missing) == (
        "Ife Bello",
        "until spring",
        None,
        True,
        (),
    )


def test_every_decision_has_an_identifier_of_its_own() -> None:
    assert decide(a_meeting()).decision_id != decide(a_meeting()).decision_id


def test_an_outcome_of_another_panel_is_refused() -> None:
    with refused("“adopt” is not an outcome of the SAFE panel. Its outcomes are: continue, mapping"):
        decide(a_meeting(), "adopt")


@pytest.mark.parametrize("outcome", list(OUTCOME))
@pytest.mark.parametrize("reason", ["", "  ", " . ", "..."])
def test_no_outcome_goes_without_its_reason(outcome: str, reason: str) -> None:
    with refused(f"Why has the panel {OUTCOME[outcome].verb.lower()} {OUTCOME[outcome].words}?"):
        decide(a_meeting(), outcome, reason=reason)


def test_a_standing_item_is_noted_not_decided() -> None:
    meeting = then(a_meeting(), ItemStarted(item_id=WELCOME, at=at(12)))
    with refused("1 is a standing item: what is said there is noted, not decided."):
        decide(meeting, item_id=WELCOME)


def test_an_item_the_meeting_has_not_come_to_is_not_decided() -> None:
    with refused("The meeting has not come to 5.1 yet. Turn to the item first."):
        decide(a_meeting(), item_id=PARK)


def test_an_item_left_behind_may_still_be_decided() -> None:
    assert decide(then(a_meeting(), ItemStarted(item_id=PARK, at=at(19)))).item_id == JM


@pytest.mark.parametrize("outcome", ["close", "step-down"])
def test_who_holds_the_case_is_named_on_closing_and_stepping_down(outcome: str) -> None:
    with refused("Who holds the case once the SAFE panel has agreed"):
        decisions.decide(a_meeting(), JM, outcome=outcome, reason="stable", at=at(20), review_on=None, held_by="  ")
    assert decide(a_meeting(), outcome, held_by="Ife Bello").held_by == "Ife Bello"


# Review


@pytest.mark.parametrize("outcome", list(OUTCOME))
def test_every_outcome_but_those_that_close_or_defer_needs_a_review_date(outcome: str) -> None:
    if OUTCOME[outcome].closes or OUTCOME[outcome].defers:
        assert decide(a_meeting(), outcome).review_on is None
        return
    with refused("When does the panel look again"):
        decide(a_meeting(), outcome, review=False)


def test_a_closed_case_has_no_review_date() -> None:
    with refused("A closed case has no review date."):
        decide(a_meeting(), "close", review_on=REVIEW_ON)


@pytest.mark.parametrize("day", [HELD_ON, date(2026, 11, 25)])
def test_a_review_is_after_the_meeting_that_sets_it(day: date) -> None:
    with refused("A review must be after the meeting that sets it."):
        decide(a_meeting(), review_on=day)


def test_a_deferred_item_may_name_the_day_it_comes_back() -> None:
    assert decide(a_meeting(), "defer", review_on=REVIEW_ON).review_on == REVIEW_ON


# What excludes what: T both hold in one item, F they exclude each other; rows decided first, columns second

ORDER = (
    "continue",
    "mapping",
    "close",
    "no-further-action",
    "step-up",
    "step-down",
    "risk-raised",
    "risk-lowered",
    "defer",
)
TOGETHER = {
    "continue": "FTFFTTTTF",
    "mapping": "TFFFTTTTF",
    "close": "FFFFFFFTF",
    "no-further-action": "FFFFFFFTF",
    "step-up": "TTFFFFTTF",
    "step-down": "TTFFFFTTF",
    "risk-raised": "TTFFTTFFF",
    "risk-lowered": "TTFFTTFFF",
    "defer": "FFFFFFFFF",
}


@pytest.mark.parametrize(("first", "second"), list(product(ORDER, ORDER)))
def test_two_outcomes_hold_together_or_exclude_each_other(first: str, second: str) -> None:
    meeting = then(a_meeting(), decide(a_meeting(), first))
    # After closing, a lowered risk needs no review.
    review = not OUTCOME[first].closes
    if TOGETHER[first][ORDER.index(second)] == "T":
        assert decide(meeting, second, review=review).outcome == second
        return
    with pytest.raises(DeskError):
        decide(meeting, second, review=review)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("continue", "continue", "The panel has already agreed to continue with the plan on 4.1."),
        ("risk-raised", "close", "The risk on 4.1 is raised: a case cannot be closed in the same item."),
        ("close", "risk-raised", "The risk on 4.1 is raised: a case cannot be closed in the same item."),
        ("risk-raised", "risk-lowered", "The risk on 4.1 cannot be both raised and lowered."),
        (
            "continue",
            "close",
            "The panel cannot have agreed to close the case and agreed to continue with the plan on 4.1 at once.",
        ),
        (
            "defer",
            "risk-lowered",
            "The panel cannot have deferred the item and agreed to lower the risk on 4.1 at once.",
        ),
        ("step-up", "step-down", "4.1 cannot be sent to two panels at once."),
        ("risk-lowered", "close", "A review of 4.1 is set: a closed case has none."),
    ],
)
def test_what_excludes_what_is_told_in_a_sentence(first: str, second: str, words: str) -> None:
    with refused(words):
        decide(then(a_meeting(), decide(a_meeting(), first)), second)


def test_what_another_item_decided_excludes_nothing() -> None:
    meeting = then(a_meeting(started=(JM, PARK)), a_decision_event(PARK, "continue"))
    assert decide(meeting, "close").outcome == "close"


def test_closing_and_a_lower_level_go_together_in_one_decision() -> None:
    made = decide(a_meeting(), "close", level="Standard")
    assert made.risk is not None
    assert made.risk.level == "Standard"


# Risk


@pytest.mark.parametrize(
    ("outcome", "level", "allowed"),
    [
        ("risk-raised", "None", False),
        ("risk-raised", "Standard", False),
        ("risk-raised", "Medium", False),
        ("risk-raised", "High", True),
        ("risk-lowered", "None", True),
        ("risk-lowered", "Standard", True),
        ("risk-lowered", "Medium", False),
        ("risk-lowered", "High", False),
        ("close", "None", True),
        ("close", "Medium", True),
        ("close", "High", False),
        ("continue", "None", True),
        ("continue", "High", True),
    ],
)
def test_from_medium_a_raised_risk_is_higher_a_lowered_one_lower_and_a_closed_one_not_higher(
    outcome: str, level: str, allowed: bool
) -> None:
    if allowed:
        made = decide(a_child_meeting(a_risk("Medium")), outcome, level=level)
        assert made.risk == RiskAssessment(scale=SCALE.name, level=level, assessed_on=HELD_ON, by="SAFE panel")
        return
    told = {
        "risk-raised": f"The risk is Medium now: it is not raised by setting {level}. The levels of the SAFE scale are",
        "risk-lowered": f"The risk is Medium now: it is not lowered by setting {level}.",
        "close": f"The risk is Medium now, and {level} is higher: a raised risk cannot be closed in the same item.",
    }
    with refused(told[outcome]):
        decide(a_child_meeting(a_risk("Medium")), outcome, level=level)


@pytest.mark.parametrize("outcome", ["risk-raised", "risk-lowered"])
@pytest.mark.parametrize(
    "before",
    [
        pytest.param(None, id="no level before"),
        pytest.param(a_risk("Category 3", OTHER_SCALE), id="another scale"),
        pytest.param(a_risk("High", OTHER_SCALE), id="another scale with a level of the same word"),
        pytest.param(a_risk("Severe"), id="a level the scale no longer has"),
    ],
)
def test_a_level_that_cannot_be_compared_is_never_converted(before: RiskAssessment | None, outcome: str) -> None:
    for level in SCALE.levels:
        made = decide(a_child_meeting(before), outcome, level=level)
        assert made.risk is not None
        assert (made.risk.scale, made.risk.level) == (SCALE.name, level)


def test_a_level_of_another_scale_is_no_level_here() -> None:
    with refused("“Category 2” is not a level of the SAFE scale. Its levels are: None, Standard, Medium, High."):
        decide(a_meeting(), "risk-raised", level="Category 2")


def test_a_level_is_written_as_the_scale_writes_it() -> None:
    made = decide(a_meeting(), "risk-raised", level=" high ")
    assert made.risk is not None
    assert made.risk.level == "High"


@pytest.mark.parametrize("outcome", ["risk-raised", "risk-lowered"])
def test_raising_and_lowering_say_to_which_level(outcome: str) -> None:
    with refused("The levels of the SAFE scale are, from the lowest: None, Standard, Medium, High."):
        decide(a_meeting(), outcome, level=" ")


@pytest.mark.parametrize(("outcome", "level"), [("risk-raised", ""), ("risk-raised", "High"), ("continue", "High")])
def test_a_place_has_no_risk_level(outcome: str, level: str) -> None:
    with refused("Risk is set for a child, not for a place, a theme or a person of concern."):
        decide(a_meeting(started=(PARK,)), outcome, item_id=PARK, level=level)


def test_a_place_is_decided_without_a_level() -> None:
    assert decide(a_meeting(started=(PARK,)), "mapping", item_id=PARK).risk is None


def test_one_item_does_not_set_two_levels() -> None:
    meeting = then(a_meeting(), decide(a_meeting(), "risk-raised"))
    with refused("The risk on 4.1 is set to High in this item already."):
        decide(meeting, "continue", level="Standard")
    assert decide(meeting, "continue", level="high").risk == decide(a_meeting(), "risk-raised").risk


def test_a_deferred_item_sets_no_level() -> None:
    with refused("A deferred item sets no risk."):
        decide(a_meeting(), "defer", level="High")

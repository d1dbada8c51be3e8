"""``/d``, ``/risk`` and ``/defer``: the panel's outcomes with their reason, review, level and holder, in any order."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.capture.capture_builders import BEFORE, MACE, SAFE, a_context, chip_words, sentence

from panel_desk.domain.capture.deeds import DecisionDeed
from panel_desk.domain.capture.reading import read
from panel_desk.domain.panels import Outcome
from panel_desk.domain.risk import RiskScale

IN_3W, IN_2W = date(2026, 12, 14), date(2026, 12, 7)
"""Three and two weeks from Sunday 22 November, moved on to their Mondays."""
NEXT = date(2026, 12, 17)


def decided(outcome: str, reason: str, review_on: date | None = None, **facts: str) -> DecisionDeed:
    """The deed."""
    return DecisionDeed(outcome=outcome, reason=reason, review_on=review_on, **facts)


@pytest.mark.parametrize(
    ("line", "deed"),
    [
        ("/d continue because it works review 3w", decided("continue", "it works", IN_3W)),
        ("/d continue, because it works, review 3w", decided("continue", "it works", IN_3W)),
        ("/d continue review 3w because it works", decided("continue", "it works", IN_3W)),
        ("/d continue because it works review in 3w.", decided("continue", "it works", IN_3W)),
        ("/d continue because it works. Review on 17 dec", decided("continue", "it works.", NEXT)),
        ("/d continue because it works to review next panel", decided("continue", "it works", NEXT)),
        ("/d continue bc it works review next panel", decided("continue", "it works", NEXT)),
        (
            "/d continue because the debt is being dealt with review next panel",
            decided("continue", "the debt is being dealt with", NEXT),
        ),
        ("/D CONTINUE BECAUSE it works REVIEW 3W", decided("continue", "it works", IN_3W)),
        ("/agreed continue because it works review 3w", decided("continue", "it works", IN_3W)),
        # “as” and “since” are ordinary words of a reason.
        ("/d continue because as before since May review 3w", decided("continue", "as before since May", IN_3W)),
        ("/d continue because he left because of her review 3w", decided("continue", "he left because of her", IN_3W)),
        # Where no “because” stands they begin the reason.
        ("/d continue as the plan works review 3w", decided("continue", "the plan works", IN_3W)),
        ("/d agreed to continue because x review 3w", decided("continue", "x", IN_3W)),
        ("/d the panel agreed to close held by CSC because x", decided("close", "x", held_by="CSC")),
        ("/d keep under review because x review 3w", decided("review", "x", IN_3W)),
        ("/d nrm: RG awaited because x review 3w", decided("nrm", "x", IN_3W, detail="RG awaited")),
        ("/d continue: it works review 3w", decided("continue", "it works", IN_3W)),
        ("/d continue due to his progress review 3w", decided("continue", "of his progress", IN_3W)),
        ("/d continue review 3w as it works", decided("continue", "it works", IN_3W)),
        ("/d transition at 18 as he turns review 3w", decided("transition", "he turns", IN_3W, detail="at 18")),
        ("/risk to high as x review 2w", decided("risk-raised", "x", IN_2W, level="High")),
        ("/defer as no report came", decided("defer", "no report came")),
        ("/defer to 17 dec due to leave", decided("defer", "of leave")),
        ("/defer due to leave", decided("defer", "of leave")),
        ("/d continue because it works, next review 3w", decided("continue", "it works", IN_3W)),
        ('/d continue "risk of harm" because x review 3w', decided("continue", "x", IN_3W, detail="risk of harm")),
        # By key, by words, by a beginning, by what it does.
        ("/d con because x review 3w", decided("continue", "x", IN_3W)),
        ("/d continue with the plan because x review 3w", decided("continue", "x", IN_3W)),
        ("/d step up because x review 3w", decided("step-up", "x", IN_3W)),
        ("/d step-up because x review 3w", decided("step-up", "x", IN_3W)),
        ("/d stepup because x review 3w", decided("step-up", "x", IN_3W)),
        ("/d step up to mace because x review 3w", decided("step-up", "x", IN_3W)),
        ("/d mace because x review 3w", decided("step-up", "x", IN_3W)),
        ("/d nfa because x review 3w", decided("no-further-action", "x", IN_3W)),
        ("/d early because x review 3w", decided("early-help", "x", IN_3W)),
        ("/d nrm because x review 3w", decided("nrm", "x", IN_3W)),
        ("/d strategy because x review 3w", decided("strategy-discussion", "x", IN_3W)),
        ("/d adult services because x review 3w", decided("transition", "x", IN_3W)),
        ("/d map peers because x review 3w", decided("mapping", "x", IN_3W)),
        ("/d review because x review 3w", decided("review", "x", IN_3W)),
        ("/d review 3w because x", decided("review", "x", IN_3W)),
        # Detail follows a whole name.
        (
            "/d nrm, reasonable grounds awaited because x review 3w",
            decided("nrm", "x", IN_3W, detail="reasonable grounds awaited"),
        ),
        (
            "/d continue until an interview is held because x review 3w",
            decided("continue", "x", IN_3W, detail="until an interview is held"),
        ),
        # Who holds the case.
        ("/d close held by Ruth Bell because he is safe", decided("close", "he is safe", held_by="Ruth Bell")),
        ("/d close because he is safe held by Ruth Bell", decided("close", "he is safe", held_by="Ruth Bell")),
        (
            "/d close because he is safe, held by the youth team.",
            decided("close", "he is safe", held_by="the youth team."),
        ),
        ("/d step down because x held by CSC review 3w", decided("step-down", "x", IN_3W, held_by="CSC")),
        ("/d step down because x review 3w held by CSC", decided("step-down", "x", IN_3W, held_by="CSC")),
        ("/d step down review 3w held by CSC because x", decided("step-down", "x", IN_3W, held_by="CSC")),
        ("/d continue because x review 3w held by CSC", decided("continue", "x", IN_3W, held_by="CSC")),
        # Of an outcome that needs no holder, “held by” in a reason is a part of it.
        ("/d continue because he is held by police review 3w", decided("continue", "he is held by police", IN_3W)),
        # Levels.
        (
            "/risk high because he was found in Hull review 2w",
            decided("risk-raised", "he was found in Hull", IN_2W, level="High"),
        ),
        ("/risk to high because x review 2w", decided("risk-raised", "x", IN_2W, level="High")),
        ("/risk h because x review 2w", decided("risk-raised", "x", IN_2W, level="High")),
        ("/risk standard because x review 2w", decided("risk-lowered", "x", IN_2W, level="Standard")),
        ("/risk none review 2w because x", decided("risk-lowered", "x", IN_2W, level="None")),
        ("/d risk high because x review 2w", decided("risk-raised", "x", IN_2W, level="High")),
        ("/d raise risk high because x review 2w", decided("risk-raised", "x", IN_2W, level="High")),
        ("/d risk raised high because x review 2w", decided("risk-raised", "x", IN_2W, level="High")),
        ("/d lower to standard because x review 2w", decided("risk-lowered", "x", IN_2W, level="Standard")),
        ("/d raised because x review 2w risk high", decided("risk-raised", "x", IN_2W, level="High")),
        ("/d continue because of the high risk review 3w", decided("continue", "of the high risk", IN_3W)),
        # A reason may speak of the risk, of a review and of a holder: they are clauses only where they stand apart.
        ("/d continue because the risk is high review 3w", decided("continue", "the risk is high", IN_3W)),
        (
            "/d continue because her level of risk medium review 3w",
            decided("continue", "her level of risk medium", IN_3W),
        ),
        ("/d continue because concern level high review 3w", decided("continue", "concern level high", IN_3W)),
        ("/d continue because police say level high review 3w", decided("continue", "police say level high", IN_3W)),
        ("/d continue because of risk none review 3w", decided("continue", "of risk none", IN_3W)),
        ("/d continue because out, risk is high, review 3w", decided("continue", "out, risk is high", IN_3W)),
        ("/d continue because out, risk high, review 3w", decided("continue", "out", IN_3W, level="High")),
        ("/d continue because it fails if risk high review 3w", decided("continue", "it fails if risk high", IN_3W)),
        (
            "/d close because the risk is standard held by lee",
            decided("close", "the risk is standard", held_by="lee"),
        ),
        ("/defer because the risk is high", decided("defer", "the risk is high")),
        ("/defer because of the review on 3 dec", decided("defer", "of the review on 3 dec")),
        # Deferring.
        ("/defer because no report came", decided("defer", "no report came")),
        ("/defer no report came", decided("defer", "no report came")),
        ("/d defer because no report came", decided("defer", "no report came")),
        ("/defer to next panel because no report came", decided("defer", "no report came")),
        ("/defer until 17 dec because no report came", decided("defer", "no report came")),
        # Words in straight quotes are nobody's clause.
        (
            '/d continue because "he asked for a review 3w" review 2w',
            decided("continue", "he asked for a review 3w", IN_2W),
        ),
        ("/d continue because “safe” is what he said review 3w", decided("continue", "“safe” is what he said", IN_3W)),
    ],
)
def test_a_line_decides(line: str, deed: DecisionDeed) -> None:
    assert read(line, BEFORE).deed == deed


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/d", "What does the panel decide? For example accept,"),
        ("/d because x", "What does the panel decide?"),
        ("/d step because x review 3w", "“step” may be step-up or step-down."),
        ("/d refer because x review 3w", "may be early-help, social-care or nrm"),
        ("/d continue step-down because x review 3w", "These are two outcomes, continue and step-down."),
        ("/d continue, and close because x", "These are two outcomes, continue and close."),
        ("/d contiune because x review 3w", "“contiune” is no outcome of this panel. Did you mean continue?"),
        ("/d zzz because x", "is no outcome of this panel"),
        ("/d continue review 3w", "Why? Add because"),
        ("/d continue because review 3w", "Why? Add because"),
        ("/d continue because", "Why? Add because"),
        ("/d continue because x", "When does the panel look again? Add review 3w"),
        ("/d continue because x review", "When does the panel look again?"),
        ("/d continue because x review 12 nov 2026", "is past"),
        ("/d continue because x review today", "A review must be after the meeting that sets it."),
        ("/d close because x", "Who holds the case from now on?"),
        ("/d close because he is held by police", "Who holds the case from now on?"),
        ("/d continue because of the review on 3 dec", "When does the panel look again?"),
        ("/d continue because the school will review in January", "When does the panel look again?"),
        ("/d risk-raised because he was found risk high review 3w", "To which level?"),
        ("/d close because x held by", "Who holds the case from now on?"),
        ("/d close because x held by Ruth review 3w", "A closed case has no review date."),
        ("/d risk-raised because x review 3w", "To which level? None, Standard, Medium, High."),
        ("/d risk-raised risk low because x review 3w", "“low” is no level"),
        (
            "/d risk-raised risk standard because x review 3w",
            "The risk is Medium now: it is not raised by setting Standard.",
        ),
        ("/d close risk high held by CSC because x", "a raised risk cannot be closed in the same item"),
        ("/d defer risk high because x", "A deferred item sets no risk."),
        ("/risk", "To which level? None, Standard, Medium, High."),
        ("/risk because x", "To which level?"),
        ("/risk dire because x", "“dire” is no level of the exploitation risk scale: None, Standard, Medium, High."),
        ("/risk medium because x", "The risk is Medium already. To leave it so, type /d continue because … review 3w."),
        ("/risk stays medium because x", "To leave the risk as it is, type /d continue because … review 3w."),
        ("/risk no change", "To leave the risk as it is"),
        ("/risk high", "Why? Add because"),
        ("/risk high because x", "When does the panel look again?"),
        ("/defer", "Why? Add because"),
        ("/close because x", "Type /d close to close the case, or /finish to close the meeting."),
        ("/continue because x", "An outcome is decided with /d. Type /d continue because …"),
    ],
)
def test_what_a_decision_lacks_is_told(line: str, words: str) -> None:
    assert words in sentence(line)


def test_an_unknown_earlier_level_says_what_to_type_instead() -> None:
    told = sentence("/risk high because x review 3w", a_context(risk_now=""))
    assert "No earlier level of the exploitation risk scale is known" in told
    assert "Type /d risk-raised or risk-lowered, then risk high because …" in told
    line = "/d risk-raised risk high because x review 3w"
    assert read(line, a_context(risk_now="")).deed == decided("risk-raised", "x", IN_3W, level="High")


def test_no_level_is_set_where_there_is_no_scale() -> None:
    assert "Risk is set for a child" in sentence("/risk high because x", a_context(risk_scale=None))


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        ((), "no panel’s outcomes are known"),
        (tuple(o for o in SAFE.outcomes if not o.raises_risk), "This panel has no outcome that raises the risk."),
        (
            (*SAFE.outcomes, Outcome(key="alarm", words="to raise the alarm", raises_risk=True)),
            "/d risk-raised or alarm",
        ),
    ],
)
def test_a_panel_without_one_outcome_that_raises_says_so(outcomes: tuple[Outcome, ...], words: str) -> None:
    if outcomes:
        assert words in sentence("/risk high because x review 3w", a_context(outcomes=outcomes))
    else:
        assert words in sentence("/d continue because x", a_context(outcomes=outcomes))


def test_a_panel_may_have_no_outcome_that_defers_or_several() -> None:
    none = tuple(o for o in SAFE.outcomes if not o.defers)
    assert "no outcome that defers" in sentence("/defer because x", a_context(outcomes=none))
    two = (*SAFE.outcomes, Outcome(key="later", words="the item to a later day", defers=True))
    assert "Which one? Type /d defer or later." in sentence("/defer because x", a_context(outcomes=two))


def test_levels_of_several_words_are_levels() -> None:
    scale = RiskScale(name="MACE categories", levels=("Category 1", "Category 2", "Category 3"))
    at = a_context(risk_scale=scale, risk_now="Category 1")
    assert read("/risk category 2 because x review 3w", at).deed == decided(
        "risk-raised", "x", IN_3W, level="Category 2"
    )


def test_each_panel_has_outcomes_of_its_own() -> None:
    at = a_context(outcomes=MACE.outcomes)
    deed = read("/d step down to safe because x held by CSC review 3w", at).deed
    assert deed == decided("step-down", "x", IN_3W, held_by="CSC")
    assert (
        chip_words(read("/d step up because x review 3w", at))[1] == "escalate the case to the safeguarding partnership"
    )


@pytest.mark.parametrize(
    ("line", "chips"),
    [
        (
            "/d step up because he went missing again review 3w",
            ("Decision", "step the case up to MACE", "review Mon 14 Dec", "because he went missing again"),
        ),
        (
            "/risk high because x review 2w",
            ("Decision", "raise the level of risk", "risk High", "review Mon 7 Dec", "because x"),
        ),
        ("/defer because x", ("Decision", "deferred: the item to the next meeting", "because x")),
        ("/d close held by CSC because x", ("Decision", "close the case", "held by CSC", "because x")),
        (
            "/d nrm, RG awaited because x review 3w",
            (
                "Decision",
                "refer the case to the National Referral Mechanism, RG awaited",
                "review Mon 14 Dec",
                "because x",
            ),
        ),
        (
            "/d continue because x review 12 dec",
            ("Decision", "continue with the plan", "review Sat 12 Dec", "because x", "! a Saturday"),
        ),
        ("/d continue because x", ("Decision", "continue with the plan", "because x", "? review when?")),
        ("/d step", ("Decision", "? which outcome?")),
        ("/d close", ("Decision", "close the case", "? because?", "? held by?")),
    ],
)
def test_chips_tell_outcome_risk_holder_review_and_reason(line: str, chips: tuple[str, ...]) -> None:
    assert chip_words(read(line, BEFORE)) == chips


@pytest.mark.parametrize(
    ("line", "decided_already", "words"),
    [
        ("/d close held by CSC because x", ("continue",), "The panel cannot have agreed to close the case and agreed"),
        ("/d close held by CSC because x", ("risk-raised",), "a case cannot be closed in the same item"),
        ("/d continue because x review 3w", ("defer",), "at once"),
        (
            "/d continue because x review 3w",
            ("continue",),
            "The panel has already agreed to continue with the plan on 7.1",
        ),
        ("/risk standard because x review 3w", ("risk-raised",), "cannot be both raised and lowered"),
    ],
)
def test_outcomes_that_exclude_each_other_warn_while_typing(
    line: str, decided_already: tuple[str, ...], words: str
) -> None:
    reading = read(line, a_context(decided=decided_already))
    assert reading.deed is not None
    assert words in chip_words(reading)[-1]


def test_a_lower_risk_beside_a_closed_case_needs_no_review() -> None:
    reading = read("/risk standard because x", a_context(decided=("close",)))
    assert reading.deed == decided("risk-lowered", "x", level="Standard")
    assert not any(chip.startswith("!") for chip in chip_words(reading))


def test_what_is_decided_on_no_case_warns() -> None:
    line = "/d continue because x review 3w"
    assert "! no item is in hand" in chip_words(read(line, a_context(item=None)))
    standing = a_context(item=replace(BEFORE.items[0]), decides=False)
    assert "! 1 is a standing item: noted, not decided" in chip_words(read(line, standing))

"""Reading a panel's definition, and what a wrong one is told."""

from __future__ import annotations

import pytest

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.panels import PanelDefinition, SectionKind, parse_definition

SMALL = """
key = "SAFE"
name = "SAFE panel"
full_name = "Safeguarding Adolescents from Exploitation panel"
quorum = [["chair"], ["police", "health"]]
approvals = ["police"]
[risk_scale]
name = "exploitation risk scale"
levels = ["Standard", "High"]
[[sections]]
key = "welcome"
title = "Welcome"
[[sections]]
key = "reviews"
title = "Reviews"
kind = "children"
reasons = ["review due"]
[[seats]]
agency = "police"
name = "Police"
chairs = true
[[seats]]
agency = "health"
name = "Health"
[[outcomes]]
key = "continue"
words = "to continue"
"""


def parsed(text: str = SMALL) -> PanelDefinition:
    return parse_definition(text, where="our-safe.toml")


def test_what_a_definition_does_not_say_has_the_usual_value() -> None:
    panel = parsed()
    assert (panel.marking, panel.slot_minutes, panel.cases_per_meeting) == ("OFFICIAL-SENSITIVE", 150, 15)
    assert (panel.deadlines.agenda_before, panel.deadlines.cross_reference_before) == (3, 4)
    assert (panel.regularly_missing.episodes, panel.regularly_missing.days) == (3, 90)
    assert panel.section("welcome").kind is SectionKind.STANDING


def test_sections_are_numbered_from_one_as_they_stand() -> None:
    assert [parsed().number_of(key) for key in ("welcome", "reviews")] == [1, 2]


def test_an_agency_is_told_in_words_even_without_a_seat() -> None:
    panel = parsed()
    assert panel.agency_name(AgencyKey("police")) == "Police"
    assert panel.agency_name(AgencyKey("youth-justice")) == "Youth justice"
    assert panel.seat(AgencyKey("youth-justice")) is None


def test_an_outcome_the_panel_does_not_have_is_refused_with_those_it_has() -> None:
    assert parsed().outcome("continue").words == "to continue"
    with pytest.raises(DeskError) as refusal:
        parsed().outcome("close")
    assert refusal.value.reason is Reason.NOT_ALLOWED
    assert str(refusal.value) == "“close” is not an outcome of the SAFE panel. Its outcomes are: continue."


@pytest.mark.parametrize(
    ("now", "then", "sentence"),
    [
        ('key = "SAFE"', 'key = "SAFE', "cannot be used: Illegal character"),
        ('name = "SAFE panel"\n', "", "missing required field `name`"),
        ('title = "Welcome"', 'title = "Welcome"\ncolour = "red"', "unknown field `colour`"),
        ('title = "Welcome"', 'title = "Welcome"\nminutes = "ten"', "Expected `int`, got `str`"),
        ('kind = "children"', 'kind = "kids"', "Invalid enum value 'kids'"),
        ('reasons = ["review due"]', 'reasons = ["because"]', "Invalid enum value 'because'"),
        ('key = "reviews"', 'key = "welcome"', "names the section “welcome” twice"),
        ('agency = "health"', 'agency = "police"', "names the seat “police” twice"),
        (
            'words = "to continue"',
            'words = "x"\n[[outcomes]]\nkey = "continue"\nwords = "y"',
            "outcome “continue” twice",
        ),
        ('approvals = ["police"]', 'approvals = ["housing"]', "asks for “housing”, which has no seat"),
        ('["police", "health"]]', '["police", "fire"]]', "asks for “fire”, which has no seat"),
        ('levels = ["Standard", "High"]', "levels = []", "a risk scale without levels"),
        ("chairs = true\n", "", "no seat that chairs the panel"),
    ],
)
def test_a_wrong_definition_is_refused_with_a_sentence(now: str, then: str, sentence: str) -> None:
    assert now in SMALL
    with pytest.raises(DeskError) as refusal:
        parsed(SMALL.replace(now, then, 1))
    assert refusal.value.reason is Reason.BAD_FILE
    assert sentence in refusal.value.sentence
    assert "our-safe.toml" in refusal.value.sentence
    assert refusal.value.sentence.endswith(".")

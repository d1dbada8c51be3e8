"""What a changed panel definition will change is said in sentences, and nothing is left out."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.meeting.definition_changes import (
    DEADLINE_WORDS,
    FIELD_WORDS,
    MISSING_WORDS,
    definition_changes,
    quorum_words,
)
from panel_desk.domain.panels import Deadlines, Outcome, PanelDefinition, RegularlyMissing, Seat, parse_definition
from panel_desk.domain.risk import RiskScale
from panel_desk.shipped import shipped

SAFE = parse_definition(shipped("panels", "safe.toml").read_text(encoding="utf-8"), where="safe.toml")
OTHER: dict[str, object] = {
    "key": "OTHER",
    "name": "Other",
    "full_name": "Other panel",
    "risk_scale": RiskScale(name="lights", levels=("Green", "Red")),
    "sections": SAFE.sections[:-1],
    "seats": (*SAFE.seats, Seat(agency=AgencyKey("probation"), name="Probation")),
    "quorum": (("chair",),),
    "outcomes": (*SAFE.outcomes[1:], Outcome(key="own", words="to do our own thing")),
    "marking": "OFFICIAL",
    "handling": "",
    "confidentiality": "Say nothing.",
    "safeguarding_note": "Call.",
    "slot_minutes": 90,
    "cases_per_meeting": 5,
    "approvals": ("police",),
    "deadlines": Deadlines(agenda_before=7),
    "regularly_missing": RegularlyMissing(hours=6),
}


def changed(**fields: object) -> PanelDefinition:
    return msgspec.structs.replace(SAFE, **fields)


def test_nothing_changes_where_nothing_was_changed() -> None:
    assert definition_changes(SAFE, changed()) == ()


@pytest.mark.parametrize("field", PanelDefinition.__struct_fields__)
def test_a_change_of_any_field_is_said(field: str) -> None:
    assert definition_changes(SAFE, changed(**{field: OTHER[field]}))


@given(st.sampled_from(PanelDefinition.__struct_fields__), st.sampled_from(PanelDefinition.__struct_fields__))
def test_two_changes_say_what_each_says_alone(one: str, two: str) -> None:
    both = definition_changes(SAFE, changed(**{one: OTHER[one], two: OTHER[two]}))
    apart = {*definition_changes(SAFE, changed(**{one: OTHER[one]}))}
    assert {*both} >= apart or "quorum" in (one, two) or "seats" in (one, two)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "Circle"}, "The name “SAFE panel” becomes “Circle”."),
        ({"handling": ""}, "The handling line “Named recipients only. Do not copy or forward without the c…” is taken"),
        ({"slot_minutes": 90}, "The length of the meeting in minutes changes from 150 to 90."),
        (
            {"deadlines": Deadlines(agenda_before=1)},
            "Deadline, agenda locked and issued: 1 working day before the meeting (was 3).",
        ),
        ({"outcomes": SAFE.outcomes[1:]}, "The outcome “to accept the referral” is taken away."),
        ({"sections": SAFE.sections[::-1]}, "The sections stand in another order."),
        (
            {"seats": (msgspec.structs.replace(SAFE.seats[0], role="Anyone"), *SAFE.seats[1:])},
            "The seat “Children’s social care” changes: role.",
        ),
    ],
)
def test_a_change_is_a_sentence_with_both_sides(fields: dict[str, object], sentence: str) -> None:
    assert definition_changes(SAFE, changed(**fields))[0].startswith(sentence)


def test_the_quorum_reads_as_a_person_would_say_it() -> None:
    either = changed(quorum=((AgencyKey("chair"),), (AgencyKey("police"), AgencyKey("health"))))
    assert quorum_words(either) == "chair; Police or Health"


def test_every_field_has_its_words() -> None:
    assert set(FIELD_WORDS) == set(PanelDefinition.__struct_fields__)
    assert set(DEADLINE_WORDS) == set(Deadlines.__struct_fields__)
    assert set(MISSING_WORDS) == set(RegularlyMissing.__struct_fields__)

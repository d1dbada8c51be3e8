"""The SAFE and MACE definitions that come with the application, and that a council can edit a copy."""

from __future__ import annotations

import pytest
from tests.unit.agenda_builders import MACE, SAFE

from panel_desk.domain.panels import CASE_KINDS, ListingReason, PanelDefinition, SectionKind, parse_definition
from panel_desk.shipped import shipped

BOTH = pytest.mark.parametrize("panel", [SAFE, MACE], ids=["SAFE", "MACE"])
OUTCOMES = {
    "accept",
    "return",
    "no-further-action",
    "early-help",
    "social-care",
    "single-agency",
    "strategy-discussion",
    "nrm",
    "continue",
    "step-up",
    "step-down",
    "risk-raised",
    "risk-lowered",
    "disruption",
    "mapping",
    "review",
    "close",
    "transition",
    "cross-border",
    "defer",
}


def sections(panel: PanelDefinition) -> list[str]:
    return [section.key for section in panel.sections]


def test_safe_runs_from_welcome_over_urgent_and_reviews_to_any_other_business() -> None:
    expected = "welcome declarations minutes actions urgent referrals reviews missing moves mace aob"
    assert sections(SAFE) == expected.split()
    assert [s.key for s in SAFE.sections if s.urgent] == ["urgent"]


def test_mace_runs_in_volt_order() -> None:
    opening = "welcome declarations minutes actions data"
    expected = f"{opening} victims persons locations themes referrals voice strategy aob"
    assert sections(MACE) == expected.split()
    kinds = [s.kind for s in MACE.sections if s.kind in CASE_KINDS]
    assert kinds == [SectionKind.CHILDREN, SectionKind.PERSONS, SectionKind.LOCATIONS, SectionKind.THEMES]


@BOTH
def test_every_outcome_is_there(panel: PanelDefinition) -> None:
    assert {o.key for o in panel.outcomes} == OUTCOMES


@BOTH
def test_every_outcome_but_close_needs_a_review_and_a_deferred_item_comes_back_by_itself(
    panel: PanelDefinition,
) -> None:
    assert {o.key for o in panel.outcomes if not o.needs_review} == {"close", "defer"}
    assert panel.outcome("defer").defers
    assert panel.outcome("defer").verb == "DEFERRED"


@BOTH
def test_closing_and_stepping_down_need_a_holder(panel: PanelDefinition) -> None:
    assert {o.key for o in panel.outcomes if o.needs_holder} == {"close", "step-down", "cross-border"}
    assert [o.key for o in panel.outcomes if o.closes] == ["close"]


@BOTH
def test_a_changed_risk_needs_its_level(panel: PanelDefinition) -> None:
    assert {o.key for o in panel.outcomes if o.needs_level} == {"risk-raised", "risk-lowered"}
    assert panel.outcome("risk-raised").raises_risk
    assert panel.outcome("risk-lowered").lowers_risk


def test_children_are_stepped_up_to_mace_and_down_to_safe() -> None:
    assert {o.key: o.to_panel for o in SAFE.outcomes if o.to_panel} == {"step-up": "MACE"}
    assert {o.key: o.to_panel for o in MACE.outcomes if o.to_panel} == {"step-down": "SAFE"}
    taken = {panel.key: {r for s in panel.sections for r in s.reasons} for panel in (SAFE, MACE)}
    assert ListingReason.STEPPED_UP in taken[MACE.key]
    assert ListingReason.STEPPED_DOWN in taken[SAFE.key]


@BOTH
def test_quorum_is_the_chair_social_care_police_and_health(panel: PanelDefinition) -> None:
    assert panel.quorum == (("chair",), ("csc",), ("police",), ("health",))
    assert [s.agency for s in panel.seats if s.chairs] == ["csc"]
    assert [s.agency for s in panel.seats if s.deputises] == ["police"]


def test_police_and_health_approve_the_minutes_of_safe() -> None:
    assert SAFE.approvals == ("police", "health")


@BOTH
def test_each_reason_is_taken_by_one_section_of_a_kind(panel: PanelDefinition) -> None:
    pairs = [(s.kind, reason) for s in panel.sections for reason in s.reasons]
    assert len(pairs) == len(set(pairs))
    assert all(s.reasons for s in panel.sections if s.kind in CASE_KINDS)


@BOTH
def test_the_statement_and_the_marking_are_there(panel: PanelDefinition) -> None:
    assert panel.marking == "OFFICIAL-SENSITIVE"
    assert "confidential" in panel.confidentiality
    assert "\n" not in panel.confidentiality
    assert panel.safeguarding_note.startswith("Immediate risk to a child: call the police or the MASH now.")


@BOTH
def test_the_standing_items_leave_most_of_the_slot_for_cases(panel: PanelDefinition) -> None:
    assert sum(s.minutes for s in panel.sections if s.kind not in CASE_KINDS) < panel.slot_minutes / 2


def test_a_council_edits_a_copy_without_touching_code() -> None:
    text = shipped("panels", "safe.toml").read_text(encoding="utf-8")
    edited = text.replace('"None", "Standard", "Medium", "High"', '"Emerging", "Significant", "Experiencing"')
    edited = edited.replace("slot_minutes = 150", "slot_minutes = 180").replace(
        'title = "Reviews due, by risk"', 'title = "Young people we know"'
    )
    panel = parse_definition(edited, where="our-safe.toml")
    assert panel.risk_scale.ordinal("experiencing") == 2
    assert panel.slot_minutes == 180
    assert panel.section("reviews").title == "Young people we know"

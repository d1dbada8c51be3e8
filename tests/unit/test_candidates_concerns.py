"""Which places, themes and persons of concern are proposed, and why."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.agenda_builders import HELD_ON, MACE, PREVIOUS, SAFE, a_concern, a_decision, an_action

from panel_desk.domain.agendas.candidates import propose
from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.children.standing import ConcernOnDesk
from panel_desk.domain.panels import PanelDefinition


def concern_lines(*concerns: ConcernOnDesk, definition: PanelDefinition = MACE) -> list[tuple[str, str]]:
    found = propose(definition, HELD_ON, (), concerns, since=PREVIOUS)
    return [(c.section, b.sentence) for c in found for b in c.because]


@pytest.mark.parametrize(
    ("kind", "section"),
    [(ConcernKind.PERSON, "persons"), (ConcernKind.LOCATION, "locations"), (ConcernKind.THEME, "themes")],
)
def test_a_new_concern_stands_in_the_section_of_its_kind(kind: ConcernKind, section: str) -> None:
    assert concern_lines(a_concern(kind=kind)) == [(section, "Raised on 3 September 2026, not yet before this panel")]


def test_safe_takes_no_concerns() -> None:
    assert concern_lines(a_concern(), definition=SAFE) == []


def test_a_concern_comes_back_for_its_review_and_presents_by_its_lead_agency() -> None:
    reviewed = a_concern(decided=(a_decision(panel="MACE", review_on=HELD_ON),))
    assert concern_lines(reviewed) == [("locations", "Review due on 26 November 2026, set at MACE-2026-10")]
    (candidate,) = propose(MACE, HELD_ON, (), (reviewed,), since=None)
    assert candidate.presenter == "Police"
    assert candidate.child is None


def test_a_concern_without_a_lead_agency_is_presented_by_its_section() -> None:
    (candidate,) = propose(MACE, HELD_ON, (), (a_concern(kind=ConcernKind.THEME, lead_agency=""),), since=None)
    assert candidate.presenter == "Chair"


def test_an_action_of_the_panel_brings_a_concern_back() -> None:
    actions = (an_action(panel="MACE"), an_action(number=5))
    concern = a_concern(decided=(a_decision(panel="MACE"),), actions=actions)
    assert concern_lines(concern) == [("locations", "Action MACE-2026-10/04 (Police) due on 20 November 2026")]
    (candidate,) = propose(MACE, HELD_ON, (), (concern,), since=None)
    assert candidate.open_actions == ("action-MACE-4",)


def test_a_closed_concern_comes_back_only_when_it_is_raised_again() -> None:
    closed = (a_decision(panel="MACE", closes=True),)
    assert concern_lines(a_concern(decided=closed)) == []
    again = a_concern(decided=closed, raised_on=date(2026, 11, 2))
    assert concern_lines(again) == [("locations", "Raised again on 2 November 2026, since it was closed")]


def test_concerns_are_ordered_by_when_they_were_raised() -> None:
    concerns = (
        a_concern("B"),
        a_concern("A"),
        a_concern("C", raised_on=date(2026, 8, 1)),
        a_concern("D", raised_on=None),
    )
    found = propose(MACE, HELD_ON, (), concerns, since=None)
    assert [c.concern.name for c in found if c.concern] == ["C", "A", "B", "D"]

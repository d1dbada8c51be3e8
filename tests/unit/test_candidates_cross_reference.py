"""What the cross-reference brings to an agenda: who it marks, with the facts of the flag."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from tests.unit.agenda_builders import HELD_ON, PREVIOUS, SAFE, a_child, a_decision, a_referral, an_episode, wall

from panel_desk.domain.agendas.agenda import Candidate
from panel_desk.domain.agendas.candidates import chosen_by_chair, propose
from panel_desk.domain.agendas.filling import fill
from panel_desk.domain.children.standing import ChildOnDesk
from panel_desk.domain.missing.cross_reference import CrossLine, Flag, FlagKind
from panel_desk.domain.panels import ListingReason

WHY = "4 episodes since 28 August 2026; CCE marker from SAFE on 29 October 2026"
STAY = "on the enhanced pathway since 3 October 2026, 2 contacts since the last episode, 1 reached the child"


def a_line(kind: FlagKind | None = FlagKind.ENHANCED_PATHWAY, why: str = WHY, **changes: object) -> CrossLine:
    """A line of the cross-reference."""
    facts: dict[str, object] = {
        "local_id": "104233",
        "initials": "J.M.",
        "name": "Jo Moss",
        "flags": (Flag(kind=kind, facts=tuple(why.split("; "))),) if kind else (),
        "last_started_on": date(2026, 11, 9),
    }
    return CrossLine(**{**facts, **changes})  # type: ignore[arg-type]


def on_pathway(last_started_on: date = date(2026, 11, 9)) -> CrossLine:
    """A line of somebody on the pathway whom nothing flags."""
    contacts = "2 contacts since the last episode, 1 reached the child"
    return a_line(None, pathway_since=date(2026, 10, 3), contacts=contacts, last_started_on=last_started_on)


def candidates(child: ChildOnDesk, line: CrossLine | None) -> tuple[Candidate, ...]:
    crossed = {child.facts.local_id: line} if line else {}
    return propose(SAFE, HELD_ON, (child,), (), since=PREVIOUS, crossed=crossed)


def told(child: ChildOnDesk, line: CrossLine | None) -> list[tuple[str, str, str]]:
    return [(c.section, b.reason.value, b.sentence) for c in candidates(child, line) for b in c.because]


def test_who_is_flagged_is_proposed_in_the_cross_reference_section_with_the_facts() -> None:
    assert told(a_child(), a_line()) == [("missing", "enhanced pathway", WHY)]


def test_what_the_flag_says_is_not_said_twice() -> None:
    episodes = tuple(an_episode(wall(f"2026-11-{day} 20:00")) for day in (10, 15, 20))
    assert [reason for _, reason, _ in told(a_child(episodes=episodes), a_line())] == ["enhanced pathway"]
    assert [reason for _, reason, _ in told(a_child(episodes=episodes), None)] == ["regularly missing"]


def test_that_a_child_is_missing_now_is_told_once() -> None:
    away = "missing since 19 November 2026, 21:10 (14 h)"
    flags = (
        Flag(kind=FlagKind.MISSING_NOW, facts=(away,)),
        Flag(kind=FlagKind.ENHANCED_PATHWAY, facts=(away, "CCE marker from SAFE on 29 October 2026")),
    )
    child = a_child(episodes=(an_episode(wall("2026-11-19 21:10"), hours=None),))
    sentences = [sentence for *_, sentence in told(child, replace(a_line(), flags=flags))]
    assert sentences == ["Missing since 19 November 2026, 21:10", "CCE marker from SAFE on 29 October 2026"]


def test_who_carries_no_marker_is_regularly_missing_with_the_advice_to_refer() -> None:
    line = a_line(FlagKind.CONSIDER_REFERRAL, "4 episodes since 28 August 2026; no marker is known")
    assert told(a_child(), line) == [
        ("missing", "regularly missing", "4 episodes since 28 August 2026; no marker is known")
    ]


def test_episodes_the_panel_has_considered_do_not_propose_again() -> None:
    child = a_child(decided=(a_decision(),))
    assert told(child, a_line(last_started_on=date(2026, 10, 28))) == []
    assert told(child, a_line(last_started_on=PREVIOUS)) == [("missing", "enhanced pathway", WHY)]


def test_considered_episodes_are_told_beside_another_reason() -> None:
    child = a_child(decided=(a_decision(review_on=HELD_ON),))
    lines = told(child, a_line(last_started_on=date(2026, 10, 28)))
    assert [(section, reason) for section, reason, _ in lines] == [
        ("reviews", "review due"),
        ("reviews", "enhanced pathway"),
    ]


def test_who_is_on_the_pathway_is_proposed_after_a_new_episode() -> None:
    child = a_child(decided=(a_decision(),))
    assert told(child, on_pathway(last_started_on=date(2026, 10, 1))) == []
    assert told(child, on_pathway()) == [("missing", "enhanced pathway", STAY[0].upper() + STAY[1:])]


def test_who_was_put_on_the_pathway_since_the_last_decision_is_proposed() -> None:
    child = a_child(decided=(a_decision(),))
    line = a_line(None, last_started_on=None, pathway_since=date(2026, 11, 2), contacts="no contact yet")
    assert told(child, line) == [
        ("missing", "enhanced pathway", "On the enhanced pathway since 2 November 2026, no contact yet")
    ]


def test_flag_and_stay_are_one_reason() -> None:
    line = a_line(pathway_since=date(2026, 10, 3), contacts="no contact yet")
    (found,) = told(a_child(), line)
    assert found[2] == f"{WHY}; on the enhanced pathway since 3 October 2026, no contact yet"


def test_a_referral_comes_first_and_the_flag_is_told_beside_it() -> None:
    lines = told(a_child(referrals=(a_referral(),)), a_line())
    assert [(section, reason) for section, reason, _ in lines] == [
        ("referrals", "new referral"),
        ("referrals", "enhanced pathway"),
    ]


def test_who_was_never_heard_is_heard_where_the_cross_reference_asks_for_it() -> None:
    lines = told(a_child(listed=True), a_line())
    assert [(section, reason) for section, reason, _ in lines] == [
        ("missing", "enhanced pathway"),
        ("missing", "not yet discussed"),
    ]


def test_a_definition_from_before_the_pathway_takes_it_where_it_takes_the_regularly_missing() -> None:
    older = tuple(
        replace(s, reasons=tuple(r for r in s.reasons if r is not ListingReason.ENHANCED_PATHWAY))
        for s in SAFE.sections
    )
    definition = replace(SAFE, sections=older)
    (candidate,) = propose(definition, HELD_ON, (a_child(),), (), since=PREVIOUS, crossed={"104233": a_line()})
    assert candidate.section == "missing"


def test_where_not_all_can_stay_the_flagged_stay_before_open_actions_and_first_discussions() -> None:
    new = [a_child(f"20000{n}", listed=True) for n in range(3)]
    found = propose(SAFE, HELD_ON, (*new, a_child()), (), since=PREVIOUS, crossed={"104233": a_line()})
    items, left = fill(SAFE, found, limit=1)
    assert [item.child.local_id for item in items if item.child] == ["104233"]
    assert len(left) == 3


def test_at_the_chairs_request_the_flag_is_told_too() -> None:
    candidate = chosen_by_chair(SAFE, a_child(), HELD_ON, a_line())
    assert [b.sentence for b in candidate.because] == ["At the chair’s request", WHY]

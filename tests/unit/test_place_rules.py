"""Places of concern: what may be recorded, how they stand in words, and what may leave the vault."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.unit.builders import refused

from panel_desk.domain.children.cases import ConcernKind, ConcernRow
from panel_desk.domain.errors import Reason
from panel_desk.domain.ids import ConcernId, InterventionId
from panel_desk.domain.names.hiding import ChildNamed, texts_in
from panel_desk.domain.room.pseudonyms import bird_names
from panel_desk.domain.strategy import place_rules as rules
from panel_desk.domain.strategy.places import Intervention, InterventionKind
from panel_desk.domain.strategy.places_outside import places_outside, pseudonyms_of
from panel_desk.domain.strategy.places_told import LinkedChild, PlaceState, intervention_line, place_line

TODAY = date(2026, 11, 22)
KEY = "0123456789abcdef"
WHARF = ConcernRow(kind=ConcernKind.LOCATION, name="Canal Wharf", concern="Lights are out")


def offer(**changes: object) -> Intervention:
    facts: dict[str, object] = {
        "id": InterventionId("i"),
        "concern_id": ConcernId("c"),
        "kind": InterventionKind.OUTREACH,
        "what": "Evening walk",
        "starts_on": date(2026, 11, 3),
    }
    return Intervention(**{**facts, **changes})  # type: ignore[arg-type]


def place(*children: str, **changes: object) -> PlaceState:
    linked = tuple(
        LinkedChild(local_id=c, initials="J.M.", name="Jo Moss", why="seen", linked_on=TODAY) for c in children
    )
    facts: dict[str, object] = {"concern_id": ConcernId("c"), "row": WHARF, "children": linked}
    return PlaceState(**{**facts, **changes})  # type: ignore[arg-type]


def test_a_name_is_needed_and_taken_once_for_a_kind() -> None:
    known = [(ConcernId("c"), WHARF)]
    with refused("What is it called?"):
        rules.checked_concern(replace(WHARF, name="  "), (), None, TODAY)
    with refused("is known already"):
        rules.checked_concern(replace(WHARF, name="canal  wharf"), known, None, TODAY)
    assert rules.checked_concern(replace(WHARF, name=" Canal  Wharf "), known, ConcernId("c"), TODAY) == WHARF
    theme = replace(WHARF, kind=ConcernKind.THEME)
    assert rules.checked_concern(theme, known, None, TODAY) == theme


def test_a_concern_is_not_raised_in_the_future() -> None:
    with refused("still to come"):
        rules.checked_concern(replace(WHARF, raised_on=TODAY + timedelta(days=1)), (), None, TODAY)


def test_closing_needs_an_open_place_a_reason_and_a_day_that_has_come() -> None:
    rules.refuse_closing("Wharf", closed=False, on=TODAY, reason="lit", today=TODAY)
    with refused("closed already"):
        rules.refuse_closing("Wharf", closed=True, on=TODAY, reason="lit", today=TODAY)
    with refused("Why is Wharf closed?"):
        rules.refuse_closing("Wharf", closed=False, on=TODAY, reason=" ", today=TODAY)
    with refused("still to come"):
        rules.refuse_closing("Wharf", closed=False, on=TODAY + timedelta(days=1), reason="lit", today=TODAY)


def test_opening_again_needs_a_closed_place_a_reason_and_a_later_day() -> None:
    rules.refuse_reopening("Wharf", closed_on=TODAY, on=TODAY, reason="dark", today=TODAY)
    with refused("Wharf is open."):
        rules.refuse_reopening("Wharf", closed_on=None, on=TODAY, reason="dark", today=TODAY)
    with refused("Why is Wharf opened again?"):
        rules.refuse_reopening("Wharf", closed_on=TODAY, on=TODAY, reason="", today=TODAY)
    with refused("cannot come back before that"):
        rules.refuse_reopening("Wharf", closed_on=TODAY, on=TODAY - timedelta(days=1), reason="dark", today=TODAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"what": " "}, "What is offered or done?"),
        ({"ends_on": date(2026, 11, 2)}, "before it starts on 3 November 2026"),
        ({"sessions": -1}, "number of sessions cannot be below 0"),
        ({"reached": -1}, "reached cannot be below 0"),
    ],
)
def test_what_cannot_be_offered_is_refused_in_a_sentence(changes: dict[str, object], words: str) -> None:
    with refused(words):
        rules.checked_intervention(offer(**changes), "Wharf", closed=False)


def test_nobody_reached_and_one_day_alone_are_fine() -> None:
    one = offer(reached=0, sessions=0, ends_on=date(2026, 11, 3))
    assert rules.checked_intervention(one, "Wharf", closed=False) == one


def test_nothing_goes_on_at_a_closed_place() -> None:
    with refused("nothing can go on there"):
        rules.checked_intervention(offer(), "Wharf", closed=True)
    assert rules.checked_intervention(offer(ends_on=TODAY), "Wharf", closed=True).ends_on == TODAY


def test_a_link_needs_a_known_child_and_a_reason() -> None:
    with refused("knows no child 999"):
        rules.refuse_link("Wharf", "seen", known=False, local_id="999")
    with refused("Why is the child linked"):
        rules.refuse_link("Wharf", " ", known=True, local_id="101")
    with refused("101 is not linked to Wharf"):
        rules.refuse_unlink("Wharf", "why", linked=False, local_id="101")
    with refused("Why is the link taken away?"):
        rules.refuse_unlink("Wharf", "", linked=True, local_id="101")
    with refused("Nothing such", Reason.NOT_FOUND):
        rules.refuse_withdrawal("Wharf", "why", known=False)


@pytest.mark.parametrize(
    ("changes", "when", "reach", "current"),
    [
        ({}, "since 3 November 2026", "reach not counted", True),
        ({"starts_on": date(2026, 12, 1)}, "from 1 December 2026", "reach not counted", True),
        ({"ends_on": TODAY}, "3 November 2026 to 22 November 2026", "reach not counted", True),
        ({"ends_on": date(2026, 11, 3), "reached": 1}, "on 3 November 2026", "1 young person reached", False),
        ({"sessions": 6, "reached": 40}, "since 3 November 2026", "6 sessions, 40 young people reached", True),
    ],
)
def test_dates_and_reach_are_told_in_words(changes: dict[str, object], when: str, reach: str, current: bool) -> None:
    line = intervention_line(offer(**changes), TODAY)
    assert (line.when_words, line.reach_words, line.current) == (when, reach, current)


def test_what_is_offered_is_summed_over_what_was_counted() -> None:
    offered = (offer(reached=12), offer(reached=3, ends_on=date(2026, 11, 5)), offer())
    assert place_line(place(interventions=offered), TODAY).offered_words == (
        "2 offered now, 3 in all; 15 young people reached."
    )
    assert place_line(place(), TODAY).offered_words == "Nothing is offered there yet."


def test_what_begins_later_is_not_offered_now() -> None:
    offered = (offer(starts_on=TODAY + timedelta(days=1), ends_on=None),)
    assert place_line(place(interventions=offered), TODAY).offered_words == (
        "None offered now, 1 to come, 1 in all; reach not counted."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "open"),
        ({"row": replace(WHARF, raised_on=TODAY)}, "open since 22 November 2026"),
        ({"closed": True, "changed_on": TODAY, "reason": "lit"}, "closed 22 November 2026: lit"),
        ({"changed_on": TODAY, "reason": "dark"}, "opened again 22 November 2026: dark"),
    ],
)
def test_how_a_place_stands_is_told_in_words(changes: dict[str, object], words: str) -> None:
    assert place_line(place(**changes), TODAY).standing_words == words


CHILDREN = st.lists(st.integers(1, 10**7).map(str), min_size=1, max_size=60)


@given(CHILDREN, st.text("0123456789abcdef", min_size=16, max_size=32))
def test_a_pseudonym_is_one_childs_alone_and_the_same_in_whatever_order(children: list[str], key: str) -> None:
    shown = pseudonyms_of(children, key, bird_names())
    assert shown == pseudonyms_of(reversed(children), key, bird_names())
    assert len(set(shown.values())) == len(set(children)) == len(shown)
    assert not any(child in name.split()[0] for child, name in shown.items())


def test_without_the_key_a_pseudonym_tells_nothing() -> None:
    names = {pseudonyms_of(["104233"], f"{n:032}", bird_names())["104233"] for n in range(400)}
    assert len(names) > len(bird_names()) // 2


@given(st.lists(st.sets(st.sampled_from(["104233", "104311", "104400"])), max_size=5))
def test_no_number_name_or_initials_of_a_linked_child_leave(linked: list[set[str]]) -> None:
    states = [
        place(*sorted(of), row=replace(WHARF, name=f"Place {n}", concern="104233 J.M. (104311) Jo Moss, Moss"))
        for n, of in enumerate(linked)
    ]
    named = [ChildNamed(local_id=c, initials="J.M.", name="Jo Moss") for c in ("104233", "104311", "104400")]
    outside = places_outside(states, TODAY, key=KEY, names=bird_names(), named=named)
    text = " ".join(texts_in(outside))
    assert not any(word in text for word in ("104", "Moss"))
    assert [len(p.children) for p in outside.places] == [len(of) for of in linked]


def test_a_name_in_the_words_becomes_the_childs_own_pseudonym() -> None:
    states = [place("104233", row=replace(WHARF, concern="Jo Moss hides there"))]
    named = [ChildNamed(local_id="104233", initials="J.M.", name="Jo Moss")]
    (told,) = places_outside(states, TODAY, key=KEY, names=bird_names(), named=named).places
    assert told.concern == f"{told.children[0]} hides there"


def test_an_empty_register_says_so() -> None:
    told = places_outside([], TODAY, key=KEY, names=bird_names(), named=())
    assert told.sentence == "The register holds no place or theme of concern."

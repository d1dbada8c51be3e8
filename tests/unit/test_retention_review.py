"""Which records are due, and what holds them back: rules without a desk."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_desk.domain.ids import HoldId
from panel_desk.domain.keeping.retained import LegalHold, RecordClass
from panel_desk.domain.keeping.retention import Candidate, DueForReview, review

TODAY = date(2030, 6, 1)
YEARS = dict.fromkeys(RecordClass, 6)


def a_record(key: str, last_on: date = date(2020, 1, 1), **more: object) -> Candidate:
    facts: dict[str, object] = {
        "record_class": RecordClass.MEETING,
        "key": key,
        "what": key.upper(),
        "last_on": last_on,
    }
    return Candidate(**(facts | more))  # type: ignore[arg-type]  # names are those of the Struct


def reviewed(
    *candidates: Candidate, holds: tuple[LegalHold, ...] = (), followed: dict[str, str] | None = None
) -> dict[str, DueForReview]:
    lines = review(candidates, YEARS, TODAY, holds=holds, followed=followed or {}, events={})
    return {line.key: line for line in lines}


def a_hold(**what: str) -> LegalHold:
    return LegalHold(id=HoldId("h"), reason="Inquiry", placed_on=date(2029, 1, 1), **what)


@pytest.mark.parametrize(
    ("last_on", "is_due"),
    [(date(2024, 6, 1), True), (date(2024, 6, 2), False), (date(2020, 2, 29), True), (date(2031, 1, 1), False)],
)
def test_a_record_is_due_on_the_day_its_years_are_over(last_on: date, is_due: bool) -> None:
    assert ("a" in reviewed(a_record("a", last_on))) == is_due


def test_the_longest_due_stands_first() -> None:
    lines = reviewed(a_record("young", date(2023, 1, 1)), a_record("old", date(2001, 1, 1)))
    assert list(lines) == ["old", "young"]


def test_what_is_in_use_is_not_due_however_old() -> None:
    assert reviewed(a_record("a", in_use=("It is not over yet.",))) == {}


@pytest.mark.parametrize("hold", [a_hold(local_id="101"), a_hold(reference="SAFE-1"), a_hold()])
def test_a_hold_holds_what_it_names(hold: LegalHold) -> None:
    named = a_record("a", children=frozenset({"101"}), references=frozenset({"SAFE-1"}))
    assert reviewed(named, holds=(hold,))["a"].held_by == ("Held since 1 January 2029: Inquiry",)


def test_a_hold_on_somebody_else_holds_nothing() -> None:
    assert reviewed(a_record("a", children=frozenset({"102"})), holds=(a_hold(local_id="101"),))["a"].may_go


def test_of_many_followed_children_three_are_named_and_the_rest_counted() -> None:
    followed = {f"c{n}": f"Child {n} is missing now." for n in range(5)}
    held = reviewed(a_record("a", children=frozenset(followed)), followed=followed)["a"].held_by
    assert len(held) == 4
    assert held[-1] == "So are 2 more children."


def test_what_rests_on_something_that_stays_stays_too_along_the_whole_chain() -> None:
    found = reviewed(
        a_record("a", rests_on=frozenset({"b"})),
        a_record("b", rests_on=frozenset({"c"})),
        a_record("c", date(2029, 1, 1)),
    )
    assert found["b"].held_by == ("It rests on C, which stays until 1 January 2035.",)
    assert found["a"].held_by == ("It rests on B, which is held back.",)


def test_two_that_rest_on_each_other_go_together() -> None:
    found = reviewed(a_record("a", rests_on=frozenset({"b"})), a_record("b", rests_on=frozenset({"a"})))
    assert all(line.may_go for line in found.values())
    assert found["a"].goes_with == ("b",)


def test_what_is_gone_already_holds_nothing() -> None:
    assert reviewed(a_record("a", rests_on=frozenset({"gone"})))["a"].may_go


KEYS = st.sampled_from("abcdefgh")


@given(st.dictionaries(KEYS, st.tuples(st.integers(2015, 2029), st.frozensets(KEYS), st.booleans()), min_size=1))
def test_what_may_go_never_rests_on_anything_that_stays(given: dict[str, tuple[int, frozenset[str], bool]]) -> None:
    candidates = [
        a_record(key, date(year, 1, 1), rests_on=rests - {key}, holding=("Why.",) if held else ())
        for key, (year, rests, held) in given.items()
    ]
    lines = reviewed(*candidates)
    for key, line in lines.items():
        if line.may_go:
            rests = given[key][1] & given.keys() - {key}
            assert all(other in lines and lines[other].may_go for other in rests)
        else:
            assert given[key][2] or given[key][1] & given.keys() - {key}

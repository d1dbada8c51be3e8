"""The register of all children: what is found by which words, in which order, and where a child stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_desk.domain.children.cases import ExploitationType
from panel_desk.domain.children.register import Register, RegisterOrder, plain_words
from panel_desk.domain.children.register_line import ChildLine, Standing, standing_of
from panel_desk.domain.children.standing import Decided
from panel_desk.domain.ids import ChildId, MeetingId, PanelKey
from panel_desk.domain.risk import RiskAssessment, RiskScale

TODAY = date(2026, 11, 22)
SCALE = RiskScale(name="exploitation risk scale", levels=("Standard", "Medium", "High"))
SAFE, MACE = PanelKey("SAFE"), PanelKey("MACE")


def line(local_id: str, **changes: object) -> ChildLine:
    facts: dict[str, object] = {
        "id": ChildId(f"id-{local_id}"),
        "local_id": local_id,
        "initials": "J.M.",
        "name": "Jo Moss",
        "born_on": date(2011, 3, 12),
        "types": (ExploitationType.CCE,),
        "listed": True,
        "listed_risk": "",
        "said": "Ife Bello Hub School",
    }
    return ChildLine(**{**facts, **changes})  # type: ignore[arg-type]


def decided(panel: PanelKey = SAFE, held_on: date = date(2026, 10, 22), **changes: object) -> Decided:
    facts: dict[str, object] = {
        "panel": panel,
        "meeting_id": MeetingId("m"),
        "reference": f"{panel}-{held_on:%Y-%m}",
        "held_on": held_on,
        "outcome": "continue",
        "words": "to continue",
        "reason": "it works",
    }
    return Decided(**{**facts, **changes})  # type: ignore[arg-type]


def risk(level: str) -> RiskAssessment:
    return RiskAssessment(scale=SCALE.name, level=level, assessed_on=date(2026, 10, 22), by="SAFE panel")


def register(*lines: ChildLine, **standing: Standing | None) -> Register:
    known: dict[str, Standing] = {f"id-{key.removeprefix('c')}": stands for key, stands in standing.items() if stands}
    return Register(lines, today=TODAY, scales=[SCALE]).with_standing(known)


def ids(found: tuple[ChildLine, ...]) -> list[str]:
    return [child.local_id for child in found]


@pytest.mark.parametrize(
    "typed",
    ["104", "104233", "jm", "J.M.", "j.m", "moss", "JO MOSS", "moss jo", "bello", "cce", "hub sch", " moss  104 "],
)
def test_a_child_is_found_by_the_beginning_of_any_word_on_its_line(typed: str) -> None:
    other = line("200", initials="A.B.", name="Ann Byrd", types=(), said="")
    assert ids(register(line("104233"), other).find(typed)) == ["104233"]


@pytest.mark.parametrize("typed", ["oss", "04233", "jmx", "moss 200", "cse"])
def test_a_child_is_not_found_by_the_middle_of_a_word_or_with_a_word_it_has_not(typed: str) -> None:
    assert ids(register(line("104233")).find(typed)) == []


def test_accents_quotes_and_hyphens_do_not_have_to_be_typed() -> None:
    child = line("1", name="Zoë O’Brien-Łuczak")
    for typed in ("zoe", "brien", "o'brien", "o'brien-łuczak"):
        assert ids(register(child).find(typed)) == ["1"]


@pytest.mark.parametrize("name", ["محمد الأمين", "😀 Smile", "שרה כהן", "A" * 200, "Line\nBreak", "a\x1eb"])
def test_any_name_is_found_by_its_words(name: str) -> None:
    everyone = register(line("1", name="Other"), line("2", name=name), line("3", name="Last"))
    assert ids(everyone.find(name)) == ["2"]


def test_high_and_cce_are_found_together_by_the_level_the_list_shows() -> None:
    high = Standing(panels=(SAFE,), risk=risk("High"), last=decided(), review_on=None)
    lowered = Standing(panels=(SAFE,), risk=risk("Standard"), last=decided(), review_on=None)
    lines = line("1", listed_risk="Medium"), line("2", listed_risk="High"), line("3", listed_risk="High", types=())
    assert ids(register(*lines, c1=high, c2=lowered).find("high cce")) == ["1"]
    assert ids(register(*lines).find("high")) == ["2", "3"]


def test_safe_is_the_panel_and_no_beginning_of_safeguarding() -> None:
    held = Standing(panels=(SAFE,), risk=None, last=decided(), review_on=None)
    lines = line("1"), line("2", said="Safeguarding Team")
    assert ids(register(*lines, c1=held).find("safe")) == ["1"]
    assert ids(register(*lines, c1=held).find("safeg")) == ["2"]


def test_missing_finds_who_was_missing_within_90_days() -> None:
    lines = line("1", missing_90=2), line("2"), line("3", missing_now=True)
    assert ids(register(*lines).find("missing")) == ["1", "3"]
    assert ids(register(*lines).find("missing now")) == ["3"]


def test_an_equals_sign_means_the_state_and_no_word_of_the_same_letters() -> None:
    lines = line("1", said="New Road School"), line("2")
    everyone = register(*lines, c1=Standing(panels=(), risk=None, last=decided(closes=True), review_on=None))
    assert ids(everyone.find("=new")) == ["2"]
    assert ids(everyone.find("=closed")) == ["1"]
    assert everyone.count_of("=new") == 1


def test_an_overdue_review_is_found_and_one_ahead_is_not() -> None:
    late = Standing(panels=(SAFE,), risk=None, last=decided(), review_on=date(2026, 11, 21))
    ahead = Standing(panels=(SAFE,), risk=None, last=decided(), review_on=TODAY)
    assert ids(register(line("1"), line("2"), c1=late, c2=ahead).find("=overdue")) == ["1"]


def test_typing_on_gives_the_same_as_typing_anew() -> None:
    lines = [line(str(n), name=f"Ami{'' if n % 3 else 'na'} No{n}") for n in range(40)]
    typed_on, anew = register(*lines), register(*lines)
    for text in ("a", "am", "ami", "amin", "amina"):
        found = typed_on.find(text)
    assert ids(found) == ids(anew.find("amina"))
    assert len(found) == 14


def test_a_longer_word_is_found_though_its_beginning_is_a_word_taken_whole() -> None:
    closed = Standing(panels=(), risk=None, last=decided(closes=True), review_on=None)
    lines = [line("1", said="Newlands"), *(line(str(n)) for n in range(2, 9))]
    everyone = register(*lines, **{f"c{n}": closed for n in range(1, 8)})
    assert ids(everyone.find("new")) == ["8"]
    assert ids(everyone.find("newl")) == ["1"]


def test_children_without_a_value_come_last_whichever_way_the_order_goes() -> None:
    lines = line("1", born_on=None), line("2", born_on=date(2010, 1, 1)), line("3", born_on=date(2014, 1, 1))
    everyone = register(*lines)
    assert ids(everyone.find("", RegisterOrder.AGE)) == ["3", "2", "1"]
    assert ids(everyone.find("", RegisterOrder.AGE, descending=True)) == ["2", "3", "1"]


def test_risk_is_put_in_order_by_the_place_on_its_scale_and_a_lists_word_below_a_panels() -> None:
    lines = line("1", listed_risk="High"), line("2"), line("3"), line("4")
    stands = {
        f"c{n}": Standing(panels=(SAFE,), risk=risk(level), last=decided(), review_on=None)
        for n, level in ((2, "Standard"), (3, "High"))
    }
    assert ids(register(*lines, **stands).find("", RegisterOrder.RISK, descending=True)) == ["3", "2", "1", "4"]


@pytest.mark.parametrize("order", list(RegisterOrder))
def test_every_order_keeps_every_child(order: RegisterOrder) -> None:
    stands = Standing(panels=(SAFE,), risk=risk("High"), last=decided(), review_on=TODAY)
    lines = line("1"), line("2", name="", types=(), born_on=None), line("3", missing_90=4)
    everyone = register(*lines, c3=stands)
    assert sorted(ids(everyone.find("", order))) == ["1", "2", "3"]
    assert ids(everyone.find("jm", order)) == ids(everyone.find("", order))


def test_a_later_standing_replaces_the_one_before_and_leaves_the_lists_alone() -> None:
    before = register(
        line("1", listed_risk="High"),
        c1=Standing(panels=(SAFE,), risk=risk("Standard"), last=decided(), review_on=None),
    )
    after = before.with_standing({})
    assert ids(before.find("safe")) == ["1"]
    assert ids(after.find("safe")) == []
    assert ids(after.find("high new")) == ["1"]


@given(st.lists(st.text(max_size=30), max_size=12), st.text(max_size=12), st.sampled_from(RegisterOrder))
def test_whatever_is_typed_every_child_found_has_every_word(names: list[str], typed: str, order: RegisterOrder) -> None:
    everyone = register(*(line(str(n), name=name) for n, name in enumerate(names)))
    found = everyone.find(typed, order)
    assert len(found) == everyone.count_of(typed)
    for child in found:
        words = plain_words(f"{child.local_id} {child.initials} {child.name} {child.said} cce new missing listed =new")
        assert all(any(word.startswith(part) for word in words) for part in plain_words(typed))


def test_a_stepped_up_case_is_held_by_the_other_panel_until_the_first_decides_again() -> None:
    up = decided(SAFE, to_panel=MACE, review_on=date(2026, 12, 17))
    assert standing_of([up]).panels == (MACE,)  # type: ignore[union-attr]
    at_mace = decided(MACE, date(2026, 11, 5), review_on=date(2026, 12, 3))
    both = standing_of([decided(SAFE, date(2026, 11, 19), review_on=date(2026, 12, 17)), at_mace, up])
    assert both is not None
    assert set(both.panels) == {SAFE, MACE}
    assert both.review_on == date(2026, 12, 3)


def test_a_closed_case_is_held_by_nobody_and_a_stepped_down_one_by_the_panel_it_came_from() -> None:
    closed = standing_of([decided(closes=True, review_on=date(2026, 12, 1))])
    assert closed is not None
    assert (closed.panels, closed.review_on) == ((), None)
    down = standing_of([decided(MACE, date(2026, 11, 5), to_panel=SAFE), decided(SAFE, to_panel=MACE)])
    assert down is not None
    assert down.panels == (SAFE,)


def test_a_recommendation_that_nobody_confirmed_sets_no_level_and_closes_nothing() -> None:
    recommended = decided(held_on=date(2026, 11, 19), quorate=False, closes=True, risk=risk("High"))
    found = standing_of([recommended, decided(risk=risk("Medium"))])
    assert found is not None
    assert found.panels == (SAFE,)
    assert found.risk == risk("Medium")
    assert found.last is recommended


def test_no_decision_is_no_standing() -> None:
    assert standing_of([]) is None

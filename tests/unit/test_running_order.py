"""The chair's order: moves, late items, numbers, expected times."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.unit.agenda_builders import MACE, SAFE, an_item

from panel_desk.domain.agendas.agenda import AgendaItem, ConcernBrief
from panel_desk.domain.agendas.filling import standing_items
from panel_desk.domain.agendas.running_order import (
    expected_starts,
    in_sections,
    item_named,
    move,
    numbers,
    put_in_order,
    put_into,
    put_late,
    put_on,
    take_off,
)
from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import ConcernId, ItemId

SECTIONS = ("urgent", "referrals", "reviews", "missing", "moves")


def a_person_of_concern(item_id: str = "p") -> AgendaItem:
    concern = ConcernBrief(concern_id=ConcernId("c"), kind=ConcernKind.PERSON, name="Nominal A")
    return replace(an_item(item_id, section="persons"), title=concern.name, child=None, concern=concern)


def three_reviews() -> tuple[AgendaItem, ...]:
    return tuple(an_item(name) for name in ("a", "b", "c"))


def a_whole_agenda() -> tuple[AgendaItem, ...]:
    fixed = [replace(item, id=ItemId(item.section)) for item in standing_items(SAFE)]
    return in_sections(SAFE, (*three_reviews(), an_item("u", section="urgent"), *fixed))


def ids(items: tuple[AgendaItem, ...]) -> str:
    return "".join(item.id for item in items)


@pytest.mark.parametrize(
    ("moved", "before", "expected"),
    [("c", "a", "cab"), ("a", "c", "bac"), ("a", None, "bca"), ("c", None, "abc"), ("b", "b", "abc")],
)
def test_an_item_moves_before_another_or_to_the_end_of_its_section(
    moved: str, before: str | None, expected: str
) -> None:
    assert ids(move(three_reviews(), ItemId(moved), before=ItemId(before) if before else None)) == expected


def test_the_end_of_a_section_is_not_the_end_of_the_agenda() -> None:
    moved = move(a_whole_agenda(), ItemId("a"))
    assert [i.id for i in moved if i.section == "reviews"] == ["b", "c", "a"]
    assert [i.section for i in moved] == [i.section for i in a_whole_agenda()]


def test_the_only_item_of_a_section_stays_where_it_is() -> None:
    assert move(a_whole_agenda(), ItemId("u")) == a_whole_agenda()


def test_an_item_cannot_move_among_those_of_another_section() -> None:
    with pytest.raises(DeskError, match=r"“J\.M\. \(a\)” and “J\.M\. \(u\)” stand in different sections"):
        move(a_whole_agenda(), ItemId("a"), before=ItemId("u"))


def test_an_item_that_is_not_there_is_not_found() -> None:
    with pytest.raises(DeskError) as refusal:
        move(three_reviews(), ItemId("z"))
    assert refusal.value.reason is Reason.NOT_FOUND
    with pytest.raises(DeskError):
        take_off(three_reviews(), ItemId("z"))


def test_the_chair_puts_a_child_into_another_section() -> None:
    moved = put_into(SAFE, a_whole_agenda(), ItemId("a"), "referrals")
    assert numbers(SAFE, moved)[ItemId("a")] == "6.1"
    assert numbers(SAFE, moved)[ItemId("b")] == "7.1"


@pytest.mark.parametrize(("section", "sentence"), [("welcome", "cannot stand under"), ("nowhere", "has no section")])
def test_a_child_is_not_put_where_no_children_stand(section: str, sentence: str) -> None:
    with pytest.raises(DeskError, match=sentence):
        put_into(SAFE, a_whole_agenda(), ItemId("a"), section)


def test_a_person_of_concern_never_stands_among_children() -> None:
    person = a_person_of_concern()
    with pytest.raises(DeskError, match="holds something else"):
        put_into(MACE, (person,), ItemId("p"), "victims")


@pytest.mark.parametrize("order", ["ab", "abca", "abd", ""])
def test_an_order_that_loses_or_repeats_an_item_is_refused(order: str) -> None:
    with pytest.raises(DeskError, match="exactly once"):
        put_in_order(three_reviews(), [ItemId(i) for i in order])


def test_an_order_that_names_every_item_is_taken() -> None:
    assert ids(put_in_order(three_reviews(), [ItemId(i) for i in "cab"])) == "cab"


def test_an_item_is_taken_off() -> None:
    assert ids(take_off(three_reviews(), ItemId("b"))) == "ac"


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_a_late_item_without_the_chairs_reason_is_refused(reason: str) -> None:
    with pytest.raises(DeskError) as refusal:
        put_late(SAFE, three_reviews(), an_item("l"), reason)
    assert refusal.value.sentence == "After the agenda is locked an item needs the chair’s reason."


def test_a_late_item_keeps_its_reason_and_stands_at_the_end_of_its_section() -> None:
    items = put_late(SAFE, a_whole_agenda(), an_item("l"), "  Arrested last night. ")
    assert [i.id for i in items if i.section == "reviews"] == ["a", "b", "c", "l"]
    assert item_named(items, ItemId("l")).late_reason == "Arrested last night."


def test_a_late_item_may_stand_before_another_of_its_section() -> None:
    items = put_late(SAFE, a_whole_agenda(), an_item("l"), "Arrested.", before=ItemId("b"))
    assert [i.id for i in items if i.section == "reviews"] == ["a", "l", "b", "c"]


def test_the_first_item_of_an_empty_section_stands_between_its_neighbours() -> None:
    items = put_on(SAFE, a_whole_agenda(), an_item("r", section="referrals"))
    assert [i.section for i in items][4:8] == ["urgent", "referrals", "reviews", "reviews"]
    assert numbers(SAFE, items)[ItemId("r")] == "6.1"


def test_a_child_is_not_put_on_twice() -> None:
    with pytest.raises(DeskError, match=r"J\.M\. \(a\) is on the agenda already, as item 7\.1\."):
        put_on(SAFE, a_whole_agenda(), an_item("other", local_id="a", section="missing"))


def test_a_concern_is_put_on_once_beside_the_children() -> None:
    items = put_on(MACE, (an_item("v", section="victims"),), a_person_of_concern())
    assert numbers(MACE, items) == {"v": "6.1", "p": "7.1"}
    with pytest.raises(DeskError, match=r"Nominal A is on the agenda already, as item 7\.1\."):
        put_on(MACE, items, a_person_of_concern("again"))


def test_cases_are_numbered_under_their_section_and_fixed_items_by_it() -> None:
    items = a_whole_agenda()
    assert list(numbers(SAFE, items).values()) == ["1", "2", "3", "4", "5.1", "7.1", "7.2", "7.3", "10", "11"]


def test_items_begin_when_those_before_them_have_had_their_time() -> None:
    items = (an_item("a", minutes=5), an_item("b", minutes=70), an_item("c"))
    assert expected_starts(items, time(9, 50)) == {"a": time(9, 50), "b": time(9, 55), "c": time(11, 5)}


@given(st.lists(st.tuples(st.integers(0, 19), st.none() | st.integers(0, 19), st.sampled_from(SECTIONS)), max_size=30))
def test_whatever_is_moved_every_item_stays_exactly_once(moves: list[tuple[int, int | None, str]]) -> None:
    cases = [an_item(f"c{n}", section=SECTIONS[n % len(SECTIONS)]) for n in range(14)]
    items = in_sections(SAFE, (*cases, *standing_items(SAFE)))
    before = sorted(item.id for item in items)
    for moved, target, section in moves:
        item_id = items[moved].id
        try:
            items = move(items, item_id, before=items[target].id if target is not None else None)
        except DeskError:
            items = put_into(SAFE, items, item_id, section) if items[moved].child else items
        assert sorted(item.id for item in items) == before
        assert in_sections(SAFE, items) == items
        printed = list(numbers(SAFE, items).values())
        assert len(set(printed)) == len(printed)

"""Birds in the place of children: stable, unique, and nothing of the child leads to one."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.unit.builders import AGENDA, JM, PARK, WELCOME, a_child_item, a_meeting, then

from panel_desk.domain.events.meetings import AgendaItemAdded, AgendaItemRemoved, AgendaProposed, AgendaReordered
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.room.pseudonyms import assigned, bird_names, pseudonyms

IDS = st.lists(st.uuids().map(lambda u: ItemId(str(u))), unique=True, max_size=60)
MEETINGS = st.uuids().map(lambda u: MeetingId(str(u)))

UNKIND = re.findall(
    r"[a-z]+",
    """robin jay martin merlin raven ruff reeve cuckoo gull coot magpie crow rook shag tit booby goose turkey quail dodo
    kite hawk vulture shrike redshank greenshank razor black white brown snow thrush swallow cock pecker snipe crake
    spoon puffin buzzard pigeon hen chick peewit dotterel dunnock twite crack needle grouse speed""",
)
"""First names, insults, colours of skin, weapons, drugs, and words that this trade uses for harm."""


@pytest.mark.parametrize("unkind", UNKIND)
def test_no_name_holds_a_word_that_could_hurt(unkind: str) -> None:
    words = {word.casefold() for name in bird_names() for word in re.split(r"[ -]", name)}
    assert unkind not in words


def test_there_are_names_enough_each_once_and_short_enough_to_read_across_a_room() -> None:
    names = bird_names()
    assert len(names) >= 120
    assert not [name for name, count in Counter(n.casefold() for n in names).items() if count > 1]
    assert all(re.fullmatch(r"[A-Z][a-z]+(?:[ -][A-Za-z][a-z]+)*", name) and len(name) <= 16 for name in names)


@given(meeting_id=MEETINGS, items=IDS)
def test_every_item_has_a_name_of_its_own_and_the_same_one_each_time(
    meeting_id: MeetingId, items: list[ItemId]
) -> None:
    names = assigned(meeting_id, items, bird_names())
    assert list(names) == items
    assert len(set(names.values())) == len(items)
    assert names == assigned(meeting_id, items, tuple(reversed(bird_names())))


@given(meeting_id=MEETINGS, items=IDS, late=st.integers(0, 60))
def test_a_late_item_changes_no_other_name(meeting_id: MeetingId, items: list[ItemId], late: int) -> None:
    before = assigned(meeting_id, items[:late], bird_names())
    assert before.items() <= assigned(meeting_id, items, bird_names()).items()


@given(meeting_id=MEETINGS, items=IDS)
def test_more_items_than_names_begin_again_with_a_number(meeting_id: MeetingId, items: list[ItemId]) -> None:
    names = assigned(meeting_id, items, ("Heron", "Wren", "Teal"))
    assert len(set(names.values())) == len(items)
    assert sum(name.isalpha() for name in names.values()) == min(3, len(items))
    assert len(items) <= 3 or any(name.endswith(" 2") for name in names.values())


def test_another_meeting_calls_the_same_items_otherwise() -> None:
    items = [ItemId(f"item-{n}") for n in range(30)]
    one, other = (assigned(MeetingId(m), items, bird_names()) for m in ("one", "other"))
    assert sum(one[item] == other[item] for item in items) < 5


def test_nothing_of_the_child_leads_to_the_name() -> None:
    """Another child, other facts, under the same item: the same bird."""
    plain, changed = a_meeting(), a_meeting(items=(AGENDA[0], a_child_item("jm", local_id="999999"), AGENDA[2]))
    assert pseudonyms(plain) == pseudonyms(changed)
    assert plain.items[1].agenda.child != changed.items[1].agenda.child


def test_only_cases_have_one() -> None:
    assert set(pseudonyms(a_meeting())) == {JM, PARK}
    assert WELCOME not in pseudonyms(a_meeting())


def test_the_order_of_the_agenda_does_not_matter() -> None:
    meeting = a_meeting()
    moved = then(meeting, AgendaReordered(order=(PARK, JM, WELCOME)))
    assert pseudonyms(moved) == pseudonyms(meeting)


def test_an_item_that_came_late_or_went_leaves_the_others_their_names() -> None:
    meeting = a_meeting()
    late = then(meeting, *(AgendaItemAdded(item=a_child_item(f"late-{n}", local_id=f"9{n}")) for n in range(20)))
    assert pseudonyms(meeting).items() <= pseudonyms(late).items()
    without = then(late, AgendaItemRemoved(item_id=JM))
    assert pseudonyms(without) == {i: name for i, name in pseudonyms(late).items() if i != JM}


def test_an_agenda_that_is_proposed_anew_names_its_own_items_alone() -> None:
    meeting = then(a_meeting(), AgendaProposed(items=(replace(AGENDA[1], id=ItemId("new")),)))
    assert list(pseudonyms(meeting)) == ["new"]
    assert meeting.listed == ("new",)

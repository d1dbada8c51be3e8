"""Several items are put, moved and taken off as one deed; sections keep their rules; the pool says what it holds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.services.desk_builders import (
    ASHA,
    CONCERN_HEADINGS,
    MACE,
    NOVEMBER,
    TestDesk,
    a_desk,
    a_list,
    a_profile,
    a_referral,
    child,
    refusal,
)

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import ItemId, MeetingId


def titles(at: TestDesk, meeting_id: MeetingId, section: str = "") -> list[str]:
    items = at.desk.meetings.meeting(meeting_id).items
    return [i.agenda.child.local_id for i in items if i.agenda.child and section in {"", i.agenda.section}]


@pytest.fixture
def planned(at: TestDesk) -> MeetingId:
    at.bring(a_profile(*(child(str(n)) for n in range(101, 105))))
    return at.planned()


def ids(at: TestDesk, meeting_id: MeetingId, *local_ids: str) -> tuple[ItemId, ...]:
    by = {i.agenda.child.local_id: i.id for i in at.cases(meeting_id) if i.agenda.child}
    return tuple(by[local_id] for local_id in local_ids)


def test_several_go_off_and_come_back_each_with_one_undo(at: TestDesk, planned: MeetingId) -> None:
    before = at.desk.meetings.meeting(planned)
    deed = at.desk.agendas.take_off(ASHA, planned, ids(at, planned, "101", "103"))
    assert titles(at, planned) == ["102", "104"]
    at.desk.meetings.undo(ASHA, planned, deed)
    assert at.desk.meetings.meeting(planned) == before


def test_several_are_put_on_before_another_in_their_order(at: TestDesk, planned: MeetingId) -> None:
    at.desk.agendas.take_off(ASHA, planned, ids(at, planned, "101", "102"))
    (third,) = ids(at, planned, "103")
    pool = [at.desk.agendas.candidate_for(planned, local_id) for local_id in ("102", "101")]
    deed = at.desk.agendas.add(ASHA, planned, *pool, before=third)
    assert titles(at, planned) == ["102", "101", "103", "104"]
    assert len(deed) == 2
    at.desk.meetings.undo(ASHA, planned, deed)
    assert titles(at, planned) == ["103", "104"]


def test_where_one_of_several_may_not_come_on_none_does(at: TestDesk, planned: MeetingId) -> None:
    at.desk.agendas.take_off(ASHA, planned, ids(at, planned, "101"))
    pool = [at.desk.agendas.candidate_for(planned, local_id) for local_id in ("101", "102")]
    with refusal(match="already"):
        at.desk.agendas.add(ASHA, planned, *pool)
    assert titles(at, planned) == ["102", "103", "104"]


def test_several_move_together_and_keep_their_order(at: TestDesk, planned: MeetingId) -> None:
    first, last, before = ids(at, planned, "101", "104", "103")
    at.desk.agendas.place(ASHA, planned, (last, first), "referrals", before=before)
    assert titles(at, planned) == ["102", "101", "104", "103"]


def test_a_child_moves_into_another_section_of_children(at: TestDesk, planned: MeetingId) -> None:
    (first,) = ids(at, planned, "101")
    deed = at.desk.agendas.place(ASHA, planned, (first,), "reviews")
    assert titles(at, planned, "reviews") == ["101"]
    assert at.desk.meetings.meeting(planned).number(first) == "7.1"
    at.desk.meetings.undo(ASHA, planned, deed)
    assert titles(at, planned, "reviews") == []


def test_a_child_stands_under_no_fixed_item(at: TestDesk, planned: MeetingId) -> None:
    with refusal(match="1 Welcome.* is one fixed item"):
        at.desk.agendas.place(ASHA, planned, ids(at, planned, "101"), "welcome")
    with refusal(Reason.NOT_FOUND, match="no section"):
        at.desk.agendas.place(ASHA, planned, ids(at, planned, "101"), "nowhere")


def test_a_fixed_item_stays_in_its_section(at: TestDesk, planned: MeetingId) -> None:
    welcome = at.desk.meetings.meeting(planned).items[0]
    with refusal(match="stays under 1"):
        at.desk.agendas.place(ASHA, planned, (welcome.id,), "reviews")


def test_a_child_does_not_stand_under_places(at: TestDesk) -> None:
    at.bring(a_list(CONCERN_HEADINGS, ("Location", "Mill Park", "Gathering at night", "Police", "01/10/2026")))
    meeting_id = at.planned(MACE)
    (place,) = at.cases(meeting_id)
    with refusal(match="which holds children"):
        at.desk.agendas.place(ASHA, meeting_id, (place.id,), "victims")


def test_a_move_to_where_it_stands_records_nothing(at: TestDesk, planned: MeetingId) -> None:
    seq = at.desk.book.head().seq
    assert at.desk.agendas.place(ASHA, planned, ids(at, planned, "104"), "referrals") == ()
    assert at.desk.book.head().seq == seq


def test_a_fixed_item_that_was_taken_off_is_put_back_where_it_belongs(at: TestDesk, planned: MeetingId) -> None:
    before = [i.agenda.section for i in at.desk.meetings.meeting(planned).items]
    declarations = at.desk.meetings.meeting(planned).items[1]
    at.desk.agendas.remove(ASHA, planned, declarations.id)
    assert [item.section for item in at.desk.agendas.left_out(planned)] == ["declarations"]
    at.desk.agendas.put_back(ASHA, planned, "declarations")
    assert [i.agenda.section for i in at.desk.meetings.meeting(planned).items] == before
    with refusal(match="already"):
        at.desk.agendas.put_back(ASHA, planned, "declarations")


def test_building_the_agenda_is_undone(at: TestDesk, planned: MeetingId) -> None:
    at.desk.agendas.take_off(ASHA, planned, ids(at, planned, "101"))
    before = at.desk.meetings.meeting(planned)
    seq = at.desk.book.head().seq
    at.desk.agendas.build(ASHA, planned)
    at.desk.meetings.undo(ASHA, planned, tuple(at.desk.book.journal.since(seq)))
    assert at.desk.meetings.meeting(planned) == before


def test_the_children_that_the_newest_list_drops_are_told_with_both_lists(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102"), child("103")), "october.csv")
    assert at.desk.agendas.no_longer_listed() == ()
    deed = at.bring(a_profile(child("101"), child("103")), "november.csv")
    (dropped,) = at.desk.agendas.no_longer_listed()
    assert (dropped.local_id, dropped.initials) == ("102", "K.A.")
    assert (dropped.named_by, dropped.dropped_by) == ("october.csv", "november.csv")
    at.desk.importing.undo(ASHA, deed)
    assert at.desk.agendas.no_longer_listed() == ()


def test_a_child_that_a_later_list_names_again_is_not_told(at: TestDesk) -> None:
    for rows in (("101", "102"), ("101",), ("101", "102")):
        at.bring(a_profile(*(child(local_id, risk=f"High {len(rows)}") for local_id in rows)), f"{rows}.csv")
    assert at.desk.agendas.no_longer_listed() == ()


def test_the_pool_follows_a_list_that_comes_in_and_a_meeting_that_moves(at: TestDesk, planned: MeetingId) -> None:
    assert at.desk.agendas.candidates(planned) == ()
    at.bring(a_referral("109"))
    assert [c.child.local_id for c in at.desk.agendas.candidates(planned) if c.child] == ["109"]
    at.desk.agendas.take_off(ASHA, planned, ids(at, planned, "101"))
    assert len(at.desk.agendas.candidates(planned)) == 2


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sets(st.integers(0, 11), min_size=1, max_size=3),
            st.sampled_from(["urgent", "referrals", "reviews", "missing", "moves", "welcome", "off", "on"]),
            st.none() | st.integers(0, 11),
        ),
        max_size=12,
    )
)
def test_any_moves_keep_every_case_exactly_once_in_the_order_of_the_sections(
    moves: list[tuple[set[int], str, int | None]],
) -> None:
    with a_desk() as at:
        at.bring(a_profile(*(child(str(100 + n)) for n in range(8))))
        meeting_id = at.planned(held_on=NOVEMBER)
        everybody = sorted(titles(at, meeting_id))
        for which, where, other in moves:
            items = at.desk.meetings.meeting(meeting_id).items
            chosen = tuple(items[n].id for n in sorted(which) if n < len(items))
            before = items[other].id if other is not None and other < len(items) else None
            try:
                if where == "off":
                    at.desk.agendas.take_off(ASHA, meeting_id, chosen)
                elif where == "on":
                    at.desk.agendas.add(ASHA, meeting_id, *at.desk.agendas.candidates(meeting_id), before=before)
                else:
                    at.desk.agendas.place(ASHA, meeting_id, chosen, where, before=before)
            except DeskError:
                assert at.desk.meetings.meeting(meeting_id).items == items
            pool = [c.child.local_id for c in at.desk.agendas.candidates(meeting_id) if c.child]
            assert sorted([*titles(at, meeting_id), *pool]) == everybody
            meeting = at.desk.meetings.meeting(meeting_id)
            numbers = [meeting.definition.number_of(i.agenda.section) for i in meeting.items]
            assert numbers == sorted(numbers)

"""The laws of a meeting: they hold whatever happens, in whatever order, and whatever is undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.builders import (
    ABENA,
    DANA,
    HEALTH,
    IFE,
    IMRAN,
    JM,
    JOEL,
    MARTA,
    PARK,
    REVIEW_ON,
    RUTH,
    WELCOME,
    a_child_item,
    a_decision_event,
    a_meeting,
    a_person,
    at,
    events_up_to,
    planned,
    then,
)

from panel_desk.domain.errors import DeskError
from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.items import (
    DissentRecorded,
    InterestDeclared,
    NoteRecorded,
    NoteSection,
    RecommendationConfirmed,
    SteppedBack,
    SteppedOut,
)
from panel_desk.domain.events.meetings import (
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaReordered,
    AttendanceKind,
    AttendanceRecorded,
    ItemStarted,
    MeetingAdjourned,
    MeetingResumed,
    MemberArrived,
    MemberLeft,
    QuorumOverridden,
)
from panel_desk.domain.ids import DecisionId, ItemId, MeetingId
from panel_desk.domain.meeting import approval, decisions, item_deeds, sitting
from panel_desk.domain.meeting.meetings import Attendance, Meeting, MeetingState
from panel_desk.domain.meeting.progress import after, meeting_from

S = MeetingState
MEETING = MeetingId("meeting-SAFE-2026-11")
NEW = a_child_item("new", section="new", local_id="200001")


def order(meeting: Meeting) -> list[str]:
    return [item.id for item in meeting.items]


def line(meeting: Meeting, person_id: str) -> Attendance:
    return next(a for a in meeting.attendance if a.person.id == person_id)


# Laws


def _note(item_id: ItemId) -> NoteRecorded:
    return NoteRecorded(meeting_id=MEETING, item_id=item_id, section=NoteSection.DISCUSSION, text="What was said.")


NURSE = a_person("Substitute Nurse", HEALTH)
ITEMS = [WELCOME, JM, PARK, ItemId("new"), ItemId("unknown")]
item_ids = st.sampled_from(ITEMS)
people = st.sampled_from([DANA, IMRAN, ABENA, MARTA, IFE, JOEL, NURSE])
times = st.integers(0, 200).map(at)
KNOWN = a_decision_event(JM, quorate=False)


def _in_item(item_id: ItemId, person_id: str, when: datetime) -> st.SearchStrategy[MeetingEvent]:
    who = next(p.id for p in (DANA, IMRAN, ABENA, MARTA, IFE, JOEL, NURSE) if p.id == person_id)
    return st.sampled_from(
        [
            ItemStarted(item_id=item_id, at=when),
            _note(item_id),
            InterestDeclared(meeting_id=MEETING, item_id=item_id, person_id=who, nature="neighbour", at=when),
            SteppedOut(meeting_id=MEETING, item_id=item_id, person_id=who, at=when),
            SteppedBack(meeting_id=MEETING, item_id=item_id, person_id=who, at=when),
            a_decision_event(item_id),
            DissentRecorded(meeting_id=MEETING, item_id=item_id, person_id=who, words="too soon"),
            RecommendationConfirmed(
                meeting_id=MEETING, item_id=item_id, decision_id=KNOWN.decision_id, by=who, at=when
            ),
            QuorumOverridden(item_id=item_id, by=who, reason="urgent", missing=(HEALTH,), at=when),
            AgendaItemChanged(item_id=item_id, minutes=15),
            MemberArrived(person_id=who, at=when),
            MemberLeft(person_id=who, at=when),
            MeetingAdjourned(at=when, reason="fire alarm"),
            MeetingResumed(at=when),
        ]
    )


happenings: st.SearchStrategy[MeetingEvent] = st.one_of(
    st.tuples(item_ids, people.map(lambda p: str(p.id)), times).flatmap(lambda t: _in_item(*t)),
    st.lists(item_ids, max_size=8).map(lambda ids: AgendaReordered(order=tuple(ids))),
    st.tuples(people, st.sampled_from(AttendanceKind), times).map(
        lambda t: AttendanceRecorded(person=t[0], kind=t[1], at=t[2])
    ),
)
histories = st.lists(happenings, max_size=25)


@given(histories)
def test_folding_is_deterministic_and_may_stop_and_go_on_anywhere(history: list[MeetingEvent]) -> None:
    events = [*events_up_to(S.IN_SESSION), *history]
    whole = meeting_from(events)
    assert whole == meeting_from(events)
    half = meeting_from(events[: len(events) // 2])
    for event in events[len(events) // 2 :]:
        half = after(half, event)
    assert half == whole


@given(histories.flatmap(st.permutations))
def test_whatever_happens_in_whatever_order_no_item_is_lost_or_doubled(history: Sequence[MeetingEvent]) -> None:
    assert sorted(order(then(a_meeting(), *history))) == sorted(order(a_meeting()))


@given(histories.flatmap(st.permutations))
def test_nobody_stands_in_the_attendance_twice(history: Sequence[MeetingEvent]) -> None:
    there = [a.person.id for a in then(a_meeting(), *history).attendance]
    assert len(there) == len(set(there))


@given(st.permutations([WELCOME, JM, PARK, ItemId("new")]))
def test_a_new_order_is_kept_exactly(new: list[ItemId]) -> None:
    meeting = then(a_meeting(S.PLANNED), AgendaItemAdded(item=NEW), AgendaReordered(order=tuple(new)))
    assert order(meeting) == new


@given(histories, st.data())
def test_a_record_can_be_read_whatever_is_undone(history: list[MeetingEvent], data: st.DataObject) -> None:
    events = [*events_up_to(S.SIGNED)[1:], AgendaItemAdded(item=NEW), *history]
    kept = data.draw(st.lists(st.booleans(), min_size=len(events), max_size=len(events)))
    meeting = meeting_from([planned(), *(e for e, keep in zip(events, kept, strict=True) if keep)])
    assert meeting is not None
    assert all(meeting.number(item.id) for item in meeting.items)
    in_hand = {m.item_id for a in meeting.attendance for m in a.movements} | {meeting.current}
    assert in_hand - {None} <= {item.id for item in meeting.items}


def test_what_happened_to_an_item_that_is_gone_changes_nothing() -> None:
    gone = ItemId("gone")
    events: list[MeetingEvent] = [
        ItemStarted(item_id=gone, at=at(5)),
        _note(gone),
        a_decision_event(gone),
        AgendaItemChanged(item_id=gone, minutes=1),
        RecommendationConfirmed(meeting_id=MEETING, item_id=gone, decision_id=DecisionId("gone"), by=DANA.id, at=at(5)),
        MemberArrived(person_id=RUTH.id, at=at(5)),
    ]
    assert then(a_meeting(), *events) == a_meeting()


# Laws of the deeds: nothing that is refused is recorded, and what is recorded keeps the rules

Deed = Callable[[Meeting, datetime], MeetingEvent]
REASONS = st.sampled_from(["", "because"])


def _decide(item_id: ItemId, outcome: str, level: str, review: bool) -> Deed:
    return lambda m, now: decisions.decide(
        m,
        item_id,
        outcome=outcome,
        reason="stable",
        at=now,
        review_on=REVIEW_ON if review else None,
        level=level,
        held_by="Ife Bello",
    )


def _simple(item_id: ItemId, reason: str) -> st.SearchStrategy[Deed]:
    deeds: list[Deed] = [
        lambda m, now: sitting.open_meeting(m, DANA.id, now),
        lambda m, now: sitting.turn_to(m, item_id, now),
        lambda m, now: sitting.adjourn(m, reason, now),
        sitting.resume,
        sitting.close,
        lambda m, now: sitting.reopen(m, reason, now),
        lambda m, now: sitting.leave(m, ABENA.id, now),
        lambda m, now: sitting.arrive(m, ABENA.id, now),
        lambda m, _: item_deeds.write(m, item_id, NoteSection.DISCUSSION, reason),
        approval.draft,
        lambda m, now: approval.circulate(m, (), now),
        lambda m, now: approval.give_back(m, reason, now),
        lambda m, now: approval.approve(m, a_meeting(plan=planned(held_on=REVIEW_ON)), now),
        lambda m, now: approval.signed(m, DANA.id, "c" * 64, "0" * 64, now),
    ]
    return st.sampled_from(deeds)


deeds: st.SearchStrategy[Deed] = st.one_of(
    st.builds(
        _decide,
        st.sampled_from([JM, PARK, WELCOME]),
        st.sampled_from(["continue", "mapping", "close", "defer", "step-up", "risk-raised", "risk-lowered"]),
        st.sampled_from(["", "None", "Standard", "Medium", "High"]),
        st.booleans(),
    ),
    st.tuples(st.sampled_from([JM, PARK, WELCOME]), REASONS).flatmap(lambda t: _simple(*t)),
)


def _lived(tried: list[Deed], start: MeetingState) -> list[Meeting]:
    """The meeting after each deed that was not refused."""
    lived = [a_meeting(start, started=(JM, PARK))]
    for minute, deed in enumerate(tried, 200):
        try:
            event = deed(lived[-1], at(minute))
        except DeskError:
            continue
        lived.append(then(lived[-1], event))
    return lived


@given(st.lists(deeds, max_size=30), st.sampled_from([S.AGENDA_ISSUED, S.IN_SESSION, S.DRAFT]))
def test_states_go_one_way_but_for_what_has_a_reason(tried: list[Deed], start: MeetingState) -> None:
    back = {
        (S.ADJOURNED, S.IN_SESSION),
        (S.CLOSED, S.IN_SESSION),
        (S.DRAFT, S.IN_SESSION),
        (S.CIRCULATED, S.DRAFT),
        (S.APPROVED, S.DRAFT),
    }
    states = [meeting.state for meeting in _lived(tried, start)]
    for one, next_one in pairwise(states):
        onward = list(S).index(next_one) >= list(S).index(one)
        assert onward or (one, next_one) in back


@given(st.lists(deeds, max_size=30), st.sampled_from([S.AGENDA_ISSUED, S.IN_SESSION, S.DRAFT]))
def test_what_is_recorded_keeps_the_rules_of_the_panel(tried: list[Deed], start: MeetingState) -> None:
    for meeting in _lived(tried, start):
        for item in meeting.items:
            made = [meeting.definition.outcome(d.decision.outcome) for d in item.decisions]
            closes = any(o.closes for o in made)
            assert not (closes and any(o.raises_risk for o in made))
            assert not closes or all(o.closes or o.lowers_risk for o in made)
            assert not closes or all(d.decision.review_on is None for d in item.decisions)
            assert len({d.decision.risk.level for d in item.decisions if d.decision.risk is not None}) <= 1
            assert item.needs_outcome or not made
        if meeting.state in (S.CLOSED, S.DRAFT, S.CIRCULATED, S.APPROVED, S.SIGNED):
            assert sitting.undecided(meeting) == ()


@given(st.lists(deeds, max_size=15))
def test_nothing_changes_after_signing(tried: list[Deed]) -> None:
    assert len(_lived(tried, S.SIGNED)) == 1

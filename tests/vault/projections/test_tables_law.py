"""Laws over any sequence of deeds: kept tables are rebuilt tables, and a meeting's tables say what its events tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.vault.scenario import (
    ABENA,
    DANA,
    IMRAN,
    NOW,
    Deed,
    Story,
    a_concern,
    a_decision,
    a_note,
    a_plan,
    a_profile,
    a_referral,
    an_action,
    an_agenda,
    an_attendance,
    an_episode,
    an_item,
)

from panel_desk.domain.children.cases import CaseRow
from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.actions import ActionDueChanged, ActionStatus, ActionUpdated
from panel_desk.domain.events.items import DissentRecorded, InterestDeclared, RecommendationConfirmed, SteppedOut
from panel_desk.domain.events.meetings import (
    AgendaIssued,
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaItemRemoved,
    AgendaItemsPlaced,
    AgendaLocked,
    AgendaReopened,
    AgendaReordered,
    AttendanceKind,
    ItemStarted,
    MeetingAdjourned,
    MeetingCancelled,
    MeetingClosed,
    MeetingOpened,
    MeetingReopened,
    MeetingReplanned,
    MeetingResumed,
    MemberArrived,
    MemberLeft,
)
from panel_desk.domain.events.minutes import MinutesCirculated, MinutesDrafted
from panel_desk.domain.ids import ActionId, DecisionId, ItemId, MeetingId
from panel_desk.domain.people import Person
from panel_desk.vault.database import memory_vault
from panel_desk.vault.projections.columns import instant
from panel_desk.vault.queries import actions, meetings

M1 = MeetingId("m1")
Do = Callable[[Story, list[Deed]], Deed | None]
items = st.sampled_from(["i1", "i2", "i3", "i4"])
sections = st.sampled_from(["welcome", "referrals", "reviews", "elsewhere"])
people: st.SearchStrategy[Person] = st.sampled_from([DANA, IMRAN, ABENA])
minutes = st.integers(0, 90).map(lambda n: NOW + timedelta(minutes=n))
children = st.sampled_from(["1", "2", "3"])
words = st.sampled_from(["", "  ", "harbour", "canal bridge"])
agenda = st.lists(st.tuples(items, sections), unique_by=lambda pair: pair[0])


def _in_meeting(events: st.SearchStrategy[MeetingEvent]) -> st.SearchStrategy[Do]:
    return events.map(lambda event: lambda story, _done: story.tell_meeting("m1", event))


def _about_a_meeting() -> st.SearchStrategy[MeetingEvent]:
    ids = items.map(ItemId)
    return st.one_of(
        agenda.map(lambda listed: an_agenda(*(an_item(i, s, child=f"c{i}") for i, s in listed))),
        st.builds(lambda i, s, b: AgendaItemAdded(item=an_item(i, s), before=b), items, sections, st.none() | ids),
        st.builds(AgendaItemRemoved, item_id=ids),
        st.builds(AgendaItemChanged, item_id=ids, minutes=st.integers(1, 20)),
        st.builds(AgendaItemChanged, item_id=ids, minutes=st.integers(1, 20), title=st.sampled_from(["", "Minutes"])),
        st.builds(
            AgendaItemsPlaced,
            item_ids=st.lists(ids, unique=True, max_size=3).map(tuple),
            section=sections,
            before=st.none() | ids,
        ),
        st.builds(MeetingCancelled, at=minutes, reason=st.just("half term")),
        st.builds(
            MeetingReplanned,
            held_on=st.dates(date(2026, 10, 1), date(2026, 12, 1)),
            starts_at=st.just(time(9)),
            ends_at=st.just(time(11)),
        ),
        st.builds(AgendaReordered, order=st.lists(ids, unique=True).map(tuple)),
        st.builds(AgendaLocked, approved_by=st.just(DANA.id)),
        st.builds(AgendaReopened, reason=st.just("late")),
        st.builds(AgendaIssued, issue=st.integers(1, 3), pdf_sha256=st.just("ab")),
        st.builds(MeetingOpened, at=minutes, presiding=people.map(lambda p: p.id)),
        st.builds(an_attendance, people, st.sampled_from(AttendanceKind)),
        st.builds(MemberArrived, person_id=people.map(lambda p: p.id), at=minutes),
        st.builds(MemberLeft, person_id=people.map(lambda p: p.id), at=minutes),
        st.builds(ItemStarted, item_id=ids, at=minutes),
        st.builds(MeetingAdjourned, at=minutes, reason=st.just("alarm")),
        st.builds(MeetingResumed, at=minutes),
        st.builds(MeetingClosed, at=minutes),
        st.builds(MeetingReopened, at=minutes, reason=st.just("more")),
        st.builds(a_note, items, words),
        st.builds(SteppedOut, meeting_id=st.just(M1), item_id=ids, person_id=people.map(lambda p: p.id), at=minutes),
        st.builds(DissentRecorded, meeting_id=st.just(M1), item_id=ids, person_id=st.just(IMRAN.id), words=words),
        st.builds(MinutesDrafted, meeting_id=st.just(M1), revision=st.integers(1, 3), at=minutes),
        st.builds(MinutesCirculated, meeting_id=st.just(M1), revision=st.integers(1, 3), at=minutes),
        st.builds(
            RecommendationConfirmed,
            meeting_id=st.just(M1),
            item_id=ids,
            decision_id=st.integers(0, 9).map(lambda n: DecisionId(f"d{n}")),
            by=st.just(DANA.id),
            at=minutes,
        ),
    )


def _decide(item_id: str, outcome: str) -> Do:
    def do(story: Story, _done: list[Deed]) -> Deed:
        made = story.journal.head().seq % 10
        if story.db.conn.execute("SELECT 1 FROM decision WHERE id = ?", (f"d{made}",)).fetchone():
            return story.tell_meeting("m1", a_note(item_id, "decided already"))
        return story.tell_meeting("m1", a_decision(item_id, outcome, decision_id=f"d{made}", level="High"))

    return do


def _declare(item_id: str, person: Person) -> Do:
    def do(story: Story, _done: list[Deed]) -> Deed | None:
        if any(i.person_id == person.id for item in story.meeting("m1").items for i in item.interests):
            return None
        event = InterestDeclared(
            meeting_id=M1, item_id=ItemId(item_id), person_id=person.id, nature="Knows them", at=NOW
        )
        return story.tell_meeting("m1", event)

    return do


def _ask(story: Story, _done: list[Deed]) -> Deed:
    number = actions.next_number(story.db, "SAFE-2026-10")
    return story.tell(f"action/a{number}", an_action(number))


def _follow(number: int, status: ActionStatus) -> Do:
    def do(story: Story, _done: list[Deed]) -> Deed:
        action = ActionId(f"a{number}")
        update = ActionUpdated(action_id=action, status=status, on=date(2026, 11, 1), reason="heard")
        later = ActionDueChanged(action_id=action, due_on=date(2026, 12, number), reason="leave")
        return story.tell(f"action/{action}", update, later)

    return do


def _list(kind: int, local_ids: list[str], word: str) -> Do:
    def do(story: Story, _done: list[Deed]) -> Deed:
        makers: tuple[Callable[[str], CaseRow], ...] = (
            lambda i: a_profile(i, worker=word.strip()),
            a_referral,
            lambda i: an_episode(i, int(i), source_id=word.strip()),
            lambda i: a_concern(f"Park {i}", word),
        )
        rows = [makers[kind](i) for i in local_ids]
        return story.add_list(*rows, no_longer_listed=("3",) if kind == 0 and "3" not in local_ids else ())

    return do


def _undo(place: int) -> Do:
    return lambda story, done: story.undo(done[place % len(done)]) if done else None


deeds: st.SearchStrategy[Do] = st.one_of(
    _in_meeting(_about_a_meeting()),
    _in_meeting(_about_a_meeting()),
    st.builds(_decide, items, st.sampled_from(["continue", "close", "not of this panel"])),
    st.builds(_declare, items, people),
    st.just(_ask),
    st.builds(_follow, st.integers(1, 3), st.sampled_from(ActionStatus)),
    st.builds(_list, st.integers(0, 3), st.lists(children, min_size=1, max_size=3), words),
    st.integers(0, 50).map(_undo),
)


def _told(story: Story, chosen: list[Do]) -> None:
    """A planned meeting with two items, then what was chosen; only what follows the plan may be taken back."""
    story.tell_meeting("m1", a_plan(), an_agenda(an_item("i1", child="ci1"), an_item("i2", "referrals")))
    done: list[Deed] = []
    for do in chosen:
        deed = do(story, done)
        if deed is not None:
            done.append(deed)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(deeds, min_size=3, max_size=25))
def test_kept_tables_are_rebuilt_tables_and_say_what_the_events_tell(chosen: list[Do]) -> None:
    with memory_vault(NOW) as vault:
        story = Story(vault)
        _told(story, chosen)
        assert story.differences() == ()
        _same_meeting(story)


def _same_meeting(story: Story) -> None:
    """The tables against ``domain.meeting.progress``, which folds the same events without any table."""
    meeting, conn = story.meeting("m1"), story.db.conn
    row = meetings.by_id(story.db, M1)
    assert row is not None
    assert (row.state, row.agenda_locked, row.agenda_issue) == (
        meeting.state,
        meeting.agenda_locked,
        meeting.agenda_issue,
    )
    assert (row.presiding, row.opened_at, row.closed_at) == (meeting.presiding, meeting.opened_at, meeting.closed_at)
    assert row.revision == meeting.revision
    assert (row.held_on, row.starts_at) == (meeting.held_on, meeting.planned.starts_at)
    assert meetings.items(story.db, M1) == tuple(item.agenda for item in meeting.items)
    assert conn.execute("SELECT current_item FROM meeting").fetchone() == (meeting.current,)
    assert set(conn.execute("SELECT id, started_at, ended_at FROM agenda_item")) == {
        (item.id, instant(item.started_at), instant(item.ended_at)) for item in meeting.items
    }
    assert dict(conn.execute("SELECT item_id, text FROM note WHERE section = 'discussion'")) == {
        item.id: text for item in meeting.items for text in item.notes.values()
    }
    assert set(conn.execute("SELECT person_id, kind, in_room FROM attendance")) == {
        (line.person.id, line.kind.value, line.in_room) for line in meeting.attendance
    }
    assert sorted(conn.execute("SELECT person_id, arrived, item_id FROM movement"), key=repr) == sorted(
        ((line.person.id, m.arrived, m.item_id) for line in meeting.attendance for m in line.movements), key=repr
    )
    assert set(conn.execute("SELECT id, confirmed_at IS NOT NULL FROM decision")) == {
        (d.decision.decision_id, d.confirmed is not None) for item in meeting.items for d in item.decisions
    }
    assert sorted(conn.execute("SELECT item_id, person_id, out_at IS NULL FROM interest")) == sorted(
        (item.id, i.person_id, i.out_at is None) for item in meeting.items for i in item.interests
    )
    assert sorted(conn.execute("SELECT item_id, words FROM dissent")) == sorted(
        (item.id, d.words) for item in meeting.items for d in item.dissent
    )

"""A law over any lists, decisions, actions and undos: the desk says what a plain fold over the events says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.vault.scenario import (
    NOW,
    Deed,
    Story,
    a_decision,
    a_plan,
    a_profile,
    a_referral,
    an_action,
    an_agenda,
    an_episode,
    an_item,
)

from panel_desk.domain.children.cases import CaseRow, ChildFacts, EpisodeRow, ProfileRow, ReferralRow
from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.events.actions import ActionRecorded, ActionStatus, ActionUpdated
from panel_desk.domain.events.items import DecisionRecorded, RecommendationConfirmed
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.ids import ActionId, DecisionId, ItemId, MeetingId, PersonId
from panel_desk.vault.database import memory_vault
from panel_desk.vault.queries import children

LOCAL_IDS = ("1", "01", "2")
Do = Callable[[Story, list[Deed]], Deed | None]


class Folded:
    """The desk as a plain walk over the events that count tells it."""

    def __init__(self, story: Story) -> None:
        self.facts: dict[str, ChildFacts] = {}
        self.listed: dict[str, bool] = {}
        self.risk: dict[str, str] = {}
        self.referrals: dict[str, set[tuple[date | None, str]]] = {}
        self.episodes: dict[str, dict[object, EpisodeRow]] = {}
        self.decisions: dict[str, DecisionRecorded] = {}
        self.actions: dict[str, ActionStatus] = {}
        self.about: dict[str, str | None] = {}
        lines = [(line.event_id, line.event) for line in story.journal.since(0)]
        undone: set[str] = set()
        for event_id, event in reversed(lines):
            if isinstance(event, DeedUndone) and event_id not in undone:
                undone.update(event.event_ids)
        for event_id, event in lines:
            if event_id not in undone:
                self._tell(event)

    def _tell(self, event: Event | None) -> None:
        match event:
            case CaseListImported():
                for row in event.rows:
                    self._list(row)
                for local_id in event.no_longer_listed:
                    self.listed[local_id] = False
            case DecisionRecorded():
                self.decisions[event.decision_id] = event
            case RecommendationConfirmed() if event.decision_id in self.decisions:
                self.decisions[event.decision_id] = _confirmed(self.decisions[event.decision_id])
            case ActionRecorded():
                self.actions[event.action_id] = ActionStatus.OPEN
                self.about[event.action_id] = event.child_id
            case ActionUpdated() if event.action_id in self.actions:
                self.actions[event.action_id] = event.status

    def _list(self, row: CaseRow) -> None:
        if isinstance(row, EpisodeRow):
            self.episodes.setdefault(row.local_id, {})[row.source_id or row.started_at] = row
        if not isinstance(row, ProfileRow | ReferralRow):
            return
        local_id = row.facts.local_id
        known = self.facts.get(local_id, ChildFacts(local_id=local_id))
        self.facts[local_id] = ChildFacts(
            **{f: getattr(row.facts, f) or getattr(known, f) for f in known.__struct_fields__}
        )
        self.listed.setdefault(local_id, False)
        if isinstance(row, ReferralRow):
            self.referrals.setdefault(local_id, set()).add((row.referred_on, row.source_agency))
        else:
            self.listed[local_id] = True
            self.risk[local_id] = row.risk


def _confirmed(decision: DecisionRecorded) -> DecisionRecorded:
    fields = {name: getattr(decision, name) for name in decision.__struct_fields__}
    return DecisionRecorded(**fields | {"quorate": True})


def _imported(kind: int, local_ids: list[str], word: str) -> Do:
    makers: tuple[Callable[[str], CaseRow], ...] = (
        lambda i: a_profile(i, word, worker=word),
        lambda i: a_referral(i, date(2026, 10, 1 + len(word)), word),
        lambda i: an_episode(i, 1 + len(word)),
    )

    def do(story: Story, _done: list[Deed]) -> Deed:
        gone = tuple(i for i in LOCAL_IDS if kind == 0 and i not in local_ids)
        return story.add_list(*(makers[kind](i) for i in local_ids), no_longer_listed=gone)

    return do


def _decide(item: int, level: str, *, quorate: bool) -> Do:
    def do(story: Story, _done: list[Deed]) -> Deed:
        made = f"d{story.journal.head().seq}"
        return story.tell_meeting("m1", a_decision(f"i{item}", decision_id=made, level=level, quorate=quorate))

    return do


def _confirm(story: Story, _done: list[Deed]) -> Deed | None:
    found = story.db.conn.execute("SELECT id FROM decision WHERE quorate = 0 ORDER BY seq DESC LIMIT 1").fetchone()
    if found is None:
        return None
    confirmed = RecommendationConfirmed(
        meeting_id=MeetingId("m1"),
        item_id=ItemId("i0"),
        decision_id=DecisionId(found[0]),
        by=PersonId("dana"),
        at=NOW,
    )
    return story.tell_meeting("m1", confirmed)


def _act(item: int, status: ActionStatus) -> Do:
    def do(story: Story, _done: list[Deed]) -> Deed:
        number = story.journal.head().seq
        heard = ActionUpdated(action_id=ActionId(f"a{number}"), status=status, on=date(2026, 11, 1), reason="heard")
        return story.tell(f"action/a{number}", an_action(number, child=f"c{item}"), heard)

    return do


_DEEDS: st.SearchStrategy[Do] = st.one_of(
    st.builds(
        _imported,
        st.integers(0, 2),
        st.lists(st.sampled_from(LOCAL_IDS), min_size=1, unique=True),
        st.sampled_from(["", "Low", "High"]),
    ),
    st.builds(_decide, st.integers(0, 2), st.sampled_from(["", "Low", "High"]), quorate=st.booleans()),
    st.just(_confirm),
    st.builds(_act, st.integers(0, 2), st.sampled_from(ActionStatus)),
    st.integers(0, 20).map(lambda n: lambda story, done: story.undo(done[n % len(done)]) if done else None),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(deeds=st.lists(_DEEDS, max_size=14))
def test_the_desk_says_what_a_fold_over_the_events_says(deeds: list[Do]) -> None:
    with memory_vault(NOW) as vault:
        story = Story(vault)
        first = story.add_list(
            *(a_profile(i) for i in LOCAL_IDS), new_children={i: f"c{n}" for n, i in enumerate(LOCAL_IDS)}
        )
        items = (an_item(f"i{n}", child=f"c{n}") for n in range(len(LOCAL_IDS)))
        story.tell_meeting("m1", a_plan(), an_agenda(*items))
        done = [first]
        for do in deeds:
            deed = do(story, done[1:])
            done += [deed] if deed else []
        folded, on_desk = Folded(story), children.on_desk(story.db)
        assert {c.facts.local_id: c.facts for c in on_desk} == folded.facts
        for child in on_desk:
            _compare(child.facts.local_id, folded, story)


def _compare(local_id: str, folded: Folded, story: Story) -> None:
    place = LOCAL_IDS.index(local_id)
    (child,) = (c for c in children.on_desk(story.db) if c.facts.local_id == local_id)
    decided = [d for d in reversed(folded.decisions.values()) if d.item_id == f"i{place}"]
    risk = next((d.risk for d in decided if d.risk and d.quorate), None)
    still_open = {a for a, status in folded.actions.items() if status.is_open and folded.about[a] == f"c{place}"}
    assert (child.child_id, child.listed, child.listed_risk) == (
        f"c{place}",
        folded.listed[local_id],
        folded.risk.get(local_id, ""),
    )
    assert {(r.referred_on, r.source_agency) for r in child.referrals} == folded.referrals.get(local_id, set())
    assert sorted(r.referred_on or date.min for r in child.referrals)[::-1] == [r.referred_on for r in child.referrals]
    # What the desk knows of a birth outweighs what the list of episodes says.
    born = child.facts.born_on
    told = folded.episodes.get(local_id, {}).values()
    episodes = [msgspec.structs.replace(e, born_on=born or e.born_on) for e in told]
    assert child.episodes == tuple(sorted(episodes, key=lambda e: e.started_at, reverse=True))
    assert [(d.outcome, d.risk, d.quorate) for d in child.decided] == [(d.outcome, d.risk, d.quorate) for d in decided]
    assert (child.risk, {a.id for a in child.actions}) == (risk, still_open)

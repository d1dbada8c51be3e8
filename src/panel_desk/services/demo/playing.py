"""Plays one scripted meeting through the services, as an administrator would at the keyboard."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from panel_desk.domain.calendar import ENGLAND, deadlines
from panel_desk.domain.errors import not_found
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Item
from panel_desk.domain.people import Person
from panel_desk.services.demo.scenario import ScriptedDecision, ScriptedItem, ScriptedMeeting, ScriptedNews
from panel_desk.services.desk import Desk
from panel_desk.services.publishing import AgendaPack


class StagedClock:
    """A clock that stands at the time the script has reached, or runs with the computer's."""

    def __init__(self) -> None:
        self._stands_at: datetime | None = None

    def __call__(self) -> datetime:
        """The time on stage."""
        return self._stands_at or datetime.now(UTC)

    def set(self, day: date, at: time) -> None:
        """Stand at a time of England's clock."""
        self._stands_at = datetime.combine(day, at, ENGLAND).astimezone(UTC)

    def advance(self, seconds: float) -> None:
        """Let time pass on stage."""
        self._stands_at = self() + timedelta(seconds=seconds)

    def stand(self, at: datetime) -> None:
        """Stand at a time taken earlier."""
        self._stands_at = at

    def run(self) -> None:
        """Go with the computer's clock from now on: signatures state the true time."""
        self._stands_at = None


class Playing:
    """One scripted meeting on a desk."""

    def __init__(self, desk: Desk, clock: StagedClock, script: ScriptedMeeting, administrator: Person) -> None:
        self._desk = desk
        self._clock = clock
        self._script = script
        self._actor = administrator.id
        self.meeting_id = MeetingId("")

    def prepare(self) -> AgendaPack:
        """Plan, build, check, lock and issue the agenda; what comes late is added and the agenda issued again."""
        desk, script = self._desk, self._script
        cycle = deadlines(script.held_on, desk.people.panel(script.panel).deadlines)
        for news in script.news:
            if news.on is not None:
                self._clock.set(news.on, time(15, 0))
                self._hear(news)
        self._clock.set(cycle.triage_by, time(16, 0))
        self.meeting_id = desk.meetings.plan(
            self._actor,
            script.panel,
            script.held_on,
            starts_at=script.starts_at,
            ends_at=script.ends_at,
            place=script.place,
        )
        desk.agendas.build(self._actor, self.meeting_id)
        self._clock.set(cycle.agenda_by, time(14, 0))
        chair = desk.people.named(script.presides)
        desk.agendas.lock(self._actor, self.meeting_id, chair.id)
        pack = desk.publishing.issue_agenda(self._actor, self.meeting_id)
        for late in script.late:
            self._clock.advance(3600)
            candidate = desk.agendas.candidate_for(self.meeting_id, late.child)
            desk.agendas.add(self._actor, self.meeting_id, candidate, late_reason=late.reason, allowed_by=chair.id)
            pack = desk.publishing.issue_agenda(self._actor, self.meeting_id)
        return pack

    def hold(self) -> None:
        """The meeting itself, from opening to closing."""
        desk, script = self._desk, self._script
        self._clock.set(script.held_on, script.starts_at)
        desk.meetings.open(self._actor, self.meeting_id, desk.people.named(script.presides).id)
        self._attend()
        for item in desk.meetings.meeting(self.meeting_id).items:
            self._take(item)
        desk.meetings.close(self._actor, self.meeting_id, script.next_on)

    def _attend(self) -> None:
        for line in self._script.attendance:
            self._clock.advance(4)
            replaced = self._desk.people.named(line.substitute_for).id if line.substitute_for else None
            self._desk.meetings.attend(
                self._actor,
                self.meeting_id,
                self._desk.people.named(line.person),
                line.kind,
                substitute_for=replaced,
                information_sent_on=line.information_sent,
                statement_signed=line.statement_signed,
            )

    def _take(self, item: Item) -> None:
        """One item: turn to it, write what is said, decide, ask."""
        desk, scripted = self._desk, self._scripted(item)
        if scripted.arrives:
            desk.meetings.arrive(self._actor, self.meeting_id, desk.people.named(scripted.arrives).id)
        began = self._clock()
        desk.meetings.turn_to(self._actor, self.meeting_id, item.id)
        minutes = scripted.minutes or item.agenda.minutes
        if item is desk.meetings.meeting(self.meeting_id).items[0] or item.agenda.section == "welcome":
            self._clock.advance(60)
            desk.meetings.read_confidentiality(self._actor, self.meeting_id)
        self._step_out(item, scripted)
        for section, text in scripted.notes():
            self._clock.advance(minutes * 10)
            desk.meetings.write(self._actor, self.meeting_id, item.id, section, text)
        self._hear_news(item)
        self._confirm_last_minutes(item)
        self._decide(item, scripted)
        self._ask(item, scripted)
        self._clock_at_least(began + timedelta(minutes=minutes))
        if scripted.interest is not None:
            person = desk.people.named(scripted.interest.person)
            desk.meetings.step_back(self._actor, self.meeting_id, item.id, person.id)
        if scripted.leaves:
            desk.meetings.leave(self._actor, self.meeting_id, desk.people.named(scripted.leaves).id)

    def _clock_at_least(self, at: datetime) -> None:
        self._clock.advance(max(1.0, (at - self._clock()).total_seconds()))

    def _scripted(self, item: Item) -> ScriptedItem:
        for scripted in self._script.items:
            if item.agenda.child and scripted.child == item.agenda.child.local_id:
                return scripted
            if item.agenda.concern and scripted.concern == item.agenda.concern.name:
                return scripted
            if not item.needs_outcome and scripted.section == item.agenda.section:
                return scripted
        return ScriptedItem(decisions=(self._script.otherwise,) if item.needs_outcome else ())

    def _step_out(self, item: Item, scripted: ScriptedItem) -> None:
        if scripted.interest is None:
            return
        person = self._desk.people.named(scripted.interest.person)
        meetings = self._desk.meetings
        meetings.declare(self._actor, self.meeting_id, item.id, person.id, scripted.interest.nature)
        self._clock.advance(20)
        meetings.step_out(self._actor, self.meeting_id, item.id, person.id)

    def _hear_news(self, item: Item) -> None:
        """At the action log: what became of earlier actions."""
        if item.agenda.section != "actions":
            return
        for news in self._script.news:
            if news.on is None:
                self._clock.advance(15)
                self._hear(news)

    def _hear(self, news: ScriptedNews) -> None:
        found = next((a for a in self._desk.actions.open_of(news.panel) if a.what.startswith(news.begins)), None)
        if found is None:
            raise not_found(f"The demonstration’s script speaks of an action “{news.begins}” that is not open.")
        self._desk.actions.set_status(
            self._actor,
            found.reference,
            news.status,
            on=news.on or self._script.held_on,
            reason=news.reason,
            meeting_id=None if news.on else self.meeting_id,
        )

    def _confirm_last_minutes(self, item: Item) -> None:
        """At the last minutes: the panel confirms those of its meeting before this one."""
        previous = self._desk.meetings.meeting(self.meeting_id).planned.previous
        if item.agenda.section == "minutes" and previous is not None:
            self._desk.minutes.approve(self._actor, previous, self.meeting_id)

    def _decide(self, item: Item, scripted: ScriptedItem) -> None:
        meetings = self._desk.meetings
        if scripted.override:
            chair = self._desk.people.named(self._script.presides)
            meetings.override_quorum(self._actor, self.meeting_id, item.id, chair.id, scripted.override)
        for decision in scripted.decisions:
            self._clock.advance(30)
            self._record(item.id, decision)
        if scripted.dissent is not None:
            person = self._desk.people.named(scripted.dissent.person)
            meetings.dissent(self._actor, self.meeting_id, item.id, person.id, scripted.dissent.words)

    def _record(self, item_id: ItemId, decision: ScriptedDecision) -> None:
        self._desk.meetings.decide(
            self._actor,
            self.meeting_id,
            item_id,
            outcome=decision.outcome,
            reason=decision.reason,
            review_on=decision.review,
            level=decision.level,
            held_by=decision.held_by,
            detail=decision.detail,
        )

    def _ask(self, item: Item, scripted: ScriptedItem) -> None:
        for action in scripted.actions:
            self._clock.advance(20)
            owner = self._desk.people.named(action.owner) if action.owner else None
            self._desk.meetings.ask(
                self._actor,
                self.meeting_id,
                item.id,
                what=action.what,
                agency=action.agency,
                due_on=action.due,
                owner=owner,
            )

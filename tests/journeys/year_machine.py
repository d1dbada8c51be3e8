"""A year of panels: any deed in any order, each done or refused whole, with a model beside the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.journeys.year_desk import YearDesk, one
from tests.journeys.year_model import waits
from tests.services.desk_builders import ASHA, POLICE, a_profile, a_referral, child, missing
from tests.services.signing_keys import SECRET

from panel_desk.domain.events import Event
from panel_desk.domain.events.actions import ActionRecorded, ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey, MeetingId, PanelKey
from panel_desk.domain.meeting.meetings import WRITING, Meeting, MeetingState
from panel_desk.services.book import Deed

S = MeetingState
FIRST = date(2026, 10, 1)
FIT = {
    "open": (S.AGENDA_ISSUED,),
    "adjourn": (S.IN_SESSION,),
    "resume": (S.ADJOURNED,),
    "close": (S.IN_SESSION,),
    "re-open": (S.CLOSED, S.DRAFT),
    "draft": (S.CLOSED,),
    "circulate": (S.DRAFT,),
    "give back": (S.CIRCULATED, S.APPROVED),
    "approve": (S.CIRCULATED,),
}
"""The states in which a deed is mostly tried; now and then it is tried in any."""
MOST_MEETINGS = 9
MOST_SIGNINGS = 3
"""Each takes a second."""


class YearOfPanels(YearDesk):
    """Everything that may happen, from case lists to signatures."""

    # Lists

    def a_list_of_children_comes(self, rows: dict[str, str]) -> None:
        self._bring(a_profile(*(child(local_id, risk=risk) for local_id, risk in rows.items())), set(rows))

    def a_referral_or_an_episode_comes(self, pick: int) -> None:
        local_id = str(105 + pick % 6)
        if pick < 32:
            self._bring(a_referral(local_id, "30/09/2026"), {local_id})
        else:
            self._bring(missing(local_id, f"2026-09-{pick % 28 + 1:02} 20:00:00"), set())

    def _bring(self, content: bytes, children: set[str]) -> None:
        deed = self.attempt("import", lambda: self.at.bring(content))
        if deed is not None:
            self.model.brought(children, deed)

    # Before a meeting

    def a_meeting_is_planned(self, panel: PanelKey, months: int, day: int) -> None:
        if len(self.meetings) >= MOST_MEETINGS:
            return
        latest = [m.held_on for m in self.all() if m.definition.key == panel]
        begin = max(latest, default=FIRST).replace(day=1)
        held_on = (begin + timedelta(days=31 * months)).replace(day=day)
        made = self.attempt("plan", lambda: self.at.planned(panel, held_on))
        if made is not None:
            self.meetings.append(made)

    def the_agenda_is_changed(self, pick: int, which: int, other: int, deed: str) -> None:
        meeting, agendas = self.meeting(pick), self.at.desk.agendas
        item, before = one(meeting.items, which), one(meeting.items, other)
        if item is None or before is None:
            return
        if deed == "build":
            self.attempt(deed, lambda: agendas.build(ASHA, meeting.id))
            return
        reason = "the chair asks" if deed == "late" else ""
        tries: dict[str, Callable[[], Deed]] = {
            "remove": lambda: agendas.remove(ASHA, meeting.id, item.id),
            "move": lambda: agendas.move(ASHA, meeting.id, item.id, before.id),
            "change": lambda: agendas.change(ASHA, meeting.id, item.id, minutes=other, presenter="Chair"),
        }
        add = lambda: agendas.add(  # noqa: E731 - one of several deeds
            ASHA,
            meeting.id,
            agendas.candidate_for(meeting.id, str(101 + which % 8)),
            late_reason=reason,
            allowed_by=self.person(0).id,
        )
        self.undoable(deed, meeting.id, tries.get(deed, add))

    def the_agenda_goes_out(self, pick: int, deed: str, who: int) -> None:
        meeting, agendas = self.meeting(pick), self.at.desk.agendas
        tries: dict[str, Callable[[], Deed]] = {
            "lock": lambda: agendas.lock(ASHA, meeting.id, self.person(who).id),
            "issue": lambda: agendas.issued(ASHA, meeting.id, f"{who:064}"),
            "re-open agenda": lambda: agendas.reopen(ASHA, meeting.id, "something was missed"),
        }
        self.attempt(deed, tries[deed])

    # In session

    def somebody_takes_part(self, pick: int, who: int, other: int, kind: AttendanceKind) -> None:
        meeting = self.meeting(pick)
        person = self.person(who)
        seated = [i.person.id for i in meeting.planned.invited if i.person.agency == person.agency]
        sits_for = one(seated, other) if kind is AttendanceKind.SUBSTITUTE else None
        sent = FIRST if kind is AttendanceKind.APOLOGIES and other % 2 else None
        self.undoable(
            f"attend {kind.value}",
            meeting.id,
            lambda: self.at.desk.meetings.attend(
                ASHA,
                meeting.id,
                person,
                kind,
                substitute_for=sits_for,
                information_sent_on=sent,
                statement_signed=other % 4 > 0,
            ),
        )

    def the_meeting_moves(self, pick: int, which: int, who: int, deed: str) -> None:
        meeting, deeds = self.meeting(pick), self.at.desk.meetings
        person_id = self.person(who).id
        item_id = self.case_id(meeting, which * 4) if which % 3 else self.item_id(meeting, which)
        tries: dict[str, Callable[[], Deed]] = {
            "arrive": lambda: deeds.arrive(ASHA, meeting.id, person_id),
            "leave": lambda: deeds.leave(ASHA, meeting.id, person_id),
            "read": lambda: deeds.read_confidentiality(ASHA, meeting.id),
            "turn to": lambda: deeds.turn_to(ASHA, meeting.id, item_id),
        }
        self.undoable(deed, meeting.id, tries[deed])

    def something_is_written(self, pick: int, which: int, part: NoteSection, empty: bool) -> None:
        meeting = self.meeting(pick)
        item_id = self.item_id(meeting, which)
        word = "" if empty and which % 4 == 0 else f"rare{len(self.model.words):05}word"
        text = f"It was said: {word}." if word else ""
        write = self.at.desk.meetings.write
        deed = self.in_meeting("write", meeting.id, lambda: write(ASHA, meeting.id, item_id, part, text))
        if deed is not None:
            self.model.words.append(word or "never")
            self.model.wrote(meeting.id, item_id, part.value, word, deed)

    def an_interest_is_dealt_with(self, pick: int, which: int, who: int, deed: str) -> None:
        meeting, deeds = self.meeting(pick), self.at.desk.meetings
        item_id = self.case_id(meeting, which)
        declared = [(i.id, interest.person_id) for i in meeting.items for interest in i.interests]
        if deed != "declare" and declared and who % 4:
            item_id, person_id = declared[-1]
        else:
            here = [a.person for a in meeting.attendance if a.in_room]
            person_id = (one(here, who // 4) or self.person(who)).id
        tries: dict[str, Callable[[], Deed]] = {
            "declare": lambda: deeds.declare(ASHA, meeting.id, item_id, person_id, "a neighbour"),
            "step out": lambda: deeds.step_out(ASHA, meeting.id, item_id, person_id),
            "step back": lambda: deeds.step_back(ASHA, meeting.id, item_id, person_id),
        }
        self.undoable(deed, meeting.id, tries[deed])

    def a_case_is_decided(self, pick: int, which: int, how: int, review: bool, level: str) -> None:
        meeting = self.meeting(pick)
        item_id = self.case_id(meeting, which)
        if pick % 2:
            self.undoable("turn to", meeting.id, lambda: self.at.desk.meetings.turn_to(ASHA, meeting.id, item_id))
        outcome = meeting.definition.outcomes[how % len(meeting.definition.outcomes)]
        self.undoable(
            "decide",
            meeting.id,
            lambda: self.at.desk.meetings.decide(
                ASHA,
                meeting.id,
                item_id,
                outcome=outcome.key,
                reason="the facts say so",
                review_on=meeting.held_on + timedelta(days=28) if review else None,
                level=level,
                held_by="Ife Bello" if how % 3 else "",
            ),
        )

    def the_decision_is_questioned(self, pick: int, which: int, who: int, deed: str) -> None:
        meeting, deeds = self.meeting(pick), self.at.desk.meetings
        person = self.presiding(meeting, who)
        item_id = self.case_id(meeting, which)
        if pick % 2:
            self.undoable("turn to", meeting.id, lambda: deeds.turn_to(ASHA, meeting.id, item_id))
        tries: dict[str, Callable[[], Deed]] = {
            "dissent": lambda: deeds.dissent(ASHA, meeting.id, item_id, person.id, "it is too soon"),
            "override": lambda: deeds.override_quorum(ASHA, meeting.id, item_id, person.id, "it cannot wait"),
        }
        if deed in tries:
            self.undoable(deed, meeting.id, tries[deed])
            return
        waiting = [(i.id, d.decision.decision_id) for i in meeting.items for d in i.decisions if not d.decision.quorate]
        found = one(waiting, which)
        if found is not None:
            confirm = self.at.desk.meetings.confirm
            self.in_meeting(deed, meeting.id, lambda: confirm(ASHA, meeting.id, found[0], found[1], person.id))

    # Actions

    def somebody_is_asked(self, pick: int, which: int, days: int, agency: AgencyKey) -> None:
        meeting = self.meeting(pick)
        ask = self.at.desk.meetings.ask
        due_on = meeting.held_on + timedelta(days=days)
        deed = self.in_meeting(
            "ask",
            meeting.id,
            lambda: ask(
                ASHA,
                meeting.id,
                self.item_id(meeting, which),
                what="Call the school",
                agency=agency,
                due_on=due_on,
            ),
        )
        if deed is not None:
            self.model.asked(meeting.id, meeting.definition.key, recorded(deed[0].event).reference, deed)

    def news_of_an_action_is_heard(self, pick: int, status: ActionStatus, reason: str, here: int) -> None:
        reference = one(sorted(self.model.given), pick)
        if reference is None:
            return
        heard_at = self.meeting(here) if here % 2 else None
        meeting_id = heard_at.id if heard_at is not None and heard_at.state is S.IN_SESSION else None
        set_status, successor = self.at.desk.actions.set_status, reference if here % 3 else ""
        deed = self.attempt(
            "news",
            lambda: set_status(
                ASHA, reference, status, on=self.today(), reason=reason, meeting_id=meeting_id, successor=successor
            ),
        )
        if deed is not None:
            self.model.heard(reference, status.is_open, meeting_id, deed)

    def an_action_is_given_more_time(self, pick: int, days: int) -> None:
        reference = one(sorted(self.model.given), pick)
        if reference is None:
            return
        due_on = self.today() + timedelta(days=days)
        self.attempt("postpone", lambda: self.at.desk.actions.postpone(ASHA, reference, due_on, "the owner was ill"))

    # Back

    def a_deed_is_taken_back(self, pick: int) -> None:
        wanted, desk = one(self.model.undoable[-6:], pick), self.at.desk
        if wanted is None:
            return
        of_list = wanted.deed[0].stream.startswith("import/")

        def undo() -> Deed:
            if of_list:
                return desk.importing.undo(ASHA, wanted.deed)
            if wanted.meeting_id is None:
                return desk.actions.undo(ASHA, wanted.deed)
            return desk.meetings.undo(ASHA, wanted.meeting_id, wanted.deed)

        if self.attempt("undo a list" if of_list else "undo", undo) is not None:
            wanted.forget()
            self.model.undoable.remove(wanted)

    def the_last_deed_is_undone_and_redone(self) -> None:
        """Whatever it was: the record then says what it said before, but for what says that this happened."""
        undoing, before = self.at.desk.undoing, self.at.tables()
        if undoing.last(ASHA) is None:
            return
        words = self.attempt("undo and redo", lambda: undoing.undo(ASHA))
        if words is not None:
            assert undoing.redo(ASHA) == words
            after = self.at.tables()
            assert {name for name in after if after[name] != before[name]} <= {"undo", "undone", "burned_number"}

    # From meeting to meeting

    def the_sitting_changes(self, pick: int, who: int, deed: str) -> None:
        meeting, deeds = self.meeting_fit(pick, FIT[deed]), self.at.desk.meetings
        tries: dict[str, Callable[[], Deed]] = {
            "open": lambda: deeds.open(ASHA, meeting.id, self.person(who).id),
            "adjourn": lambda: deeds.adjourn(ASHA, meeting.id, "the alarm went", self.today()),
            "resume": lambda: deeds.resume(ASHA, meeting.id),
            "close": lambda: deeds.close(ASHA, meeting.id),
            "re-open": lambda: deeds.reopen(ASHA, meeting.id, "one case was left out"),
        }
        if deed == "open":
            self.wait_until(meeting.held_on)
        if self.attempt(deed, tries[deed]) is not None:
            self._closed_or_not(meeting.id)

    def _closed_or_not(self, meeting_id: MeetingId) -> None:
        if self.at.desk.meetings.meeting(meeting_id).closed_at is None:
            self.model.closed.pop(meeting_id, None)
        else:
            self.model.closed[meeting_id] = self.at.desk.minutes.value(meeting_id).sections

    def the_minutes_go_on(self, pick: int, later: int, deed: str) -> None:
        meeting, minutes = self.meeting_fit(pick, FIT[deed]), self.at.desk.minutes
        confirming = self.meeting_fit(later, WRITING)
        tries: dict[str, Callable[[], Deed]] = {
            "draft": lambda: minutes.draft(ASHA, meeting.id),
            "circulate": lambda: minutes.circulate(ASHA, meeting.id),
            "give back": lambda: minutes.give_back(ASHA, meeting.id, "a name was wrong"),
            "approve": lambda: minutes.approve(ASHA, meeting.id, confirming.id),
        }
        if self.in_meeting(deed, meeting.id, tries[deed]) is not None and deed == "approve":
            assert confirming.state in WRITING, "minutes that went out would say something new"
            self.retell(confirming.id)

    def approved_minutes_are_signed(self, agency: str | None) -> None:
        meeting = next((m for m in self.all() if m.approved is not None), None)
        if meeting is None or self.signings == MOST_SIGNINGS:
            return
        publishing, named = self.at.desk.publishing, self.at.person
        assert meeting.approved is not None
        if agency is None:
            chair = named(meeting.approved.presiding_name)
            signed = self.attempt("sign", lambda: publishing.sign(meeting.id, chair, SECRET))
        else:
            who = named("Imran Khan" if agency == POLICE else "Abena Osei")
            signed = self.attempt("approve for an agency", lambda: publishing.approve(meeting.id, agency, who, SECRET))  # type: ignore[arg-type]
        if signed is not None:
            self.signings += 1
            assert signed.startswith(self.model.signed.get(meeting.id, b"%PDF"))
            self.model.signed[meeting.id] = signed

    def a_meeting_goes_its_way(self, pick: int, steps: int) -> None:
        """What usually comes next, so that a year gets further than chance would take it."""
        for _ in range(steps):
            meeting = self.meeting(pick)
            self.attempt(f"go on from {meeting.state.value}", lambda m=meeting: self._go_on(m))  # type: ignore[misc]
            self._closed_or_not(meeting.id)

    def _go_on(self, meeting: Meeting) -> None:
        desk, dana = self.at.desk, self.at.person("Dana Prior")
        match meeting.state:
            case S.PLANNED if not meeting.agenda_locked:
                desk.agendas.lock(ASHA, meeting.id, dana.id)
            case S.PLANNED:
                desk.agendas.issued(ASHA, meeting.id, "0" * 64)
            case S.AGENDA_ISSUED:
                self.wait_until(meeting.held_on)
                desk.meetings.open(ASHA, meeting.id, dana.id)
            case S.ADJOURNED:
                desk.meetings.resume(ASHA, meeting.id)
            case S.IN_SESSION:
                self._finish(meeting)
            case S.CLOSED:
                desk.minutes.draft(ASHA, meeting.id)
            case S.DRAFT:
                self._confirm_and_circulate(meeting)
            case _:
                self._confirm_minutes(meeting)

    def _finish(self, meeting: Meeting) -> None:
        """Everybody who may comes in, or the next case is deferred, or the meeting is closed."""
        desk = self.at.desk
        here = {a.person.id for a in meeting.attendance}
        coming = next((i.person for i in meeting.planned.invited if i.person.id not in here), None)
        left = next((item for item in meeting.items if item.needs_outcome and not item.decisions), None)
        if coming is not None:
            desk.meetings.attend(ASHA, meeting.id, coming)
        elif left is None:
            desk.meetings.close(ASHA, meeting.id)
        elif left.started_at is None:
            desk.meetings.turn_to(ASHA, meeting.id, left.id)
        else:
            desk.meetings.decide(ASHA, meeting.id, left.id, outcome="defer", reason="time was short")

    def _confirm_and_circulate(self, meeting: Meeting) -> None:
        made = [(item, d) for item in meeting.items for d in item.decisions]
        waiting = [(item, d.decision) for item, d in made if waits(d.decision.quorate, d.confirmed)]
        if waiting:
            item, decision = waiting[0]
            dana = self.at.person("Dana Prior")
            self.at.desk.meetings.confirm(ASHA, meeting.id, item.id, decision.decision_id, dana.id)
        else:
            self.at.desk.minutes.circulate(ASHA, meeting.id)

    def _confirm_minutes(self, meeting: Meeting) -> None:
        later = [m for m in self.all() if m.planned.previous == meeting.id and m.state in WRITING]
        if later:
            self.at.desk.minutes.approve(ASHA, meeting.id, later[0].id)
            self.retell(later[0].id)


def recorded(event: Event | None) -> ActionRecorded:
    """The event that recorded an action."""
    assert isinstance(event, ActionRecorded)
    return event

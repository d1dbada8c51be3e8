"""What a meeting leaves to be done: sheets, draft, minutes, corrections, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from panel_desk.domain.calendar import corrections_close, count_words, date_words, day_month
from panel_desk.domain.following.duties import Duty, DutyKind, DutyTone
from panel_desk.domain.following.meeting_facts import MeetingFacts
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.people import Role

S = MeetingState
_CHAIR = frozenset({Role.CHAIR})
_EVERYONE = frozenset({Role.ADMINISTRATOR, Role.CHAIR, Role.DEPUTY, Role.CORE_MEMBER})


def minutes_duties(meeting: MeetingFacts, today: date) -> Iterator[Duty]:
    """What is due once the meeting has been closed."""
    if meeting.sheet_agencies and not meeting.sheets_sent:
        yield Duty(
            key=f"sheets/{meeting.id}",
            kind=DutyKind.SHEETS,
            sentence=f"Send decisions and actions of {meeting.name}",
            detail=f"One sheet for {_agencies(meeting.sheet_agencies)}",
            due_on=meeting.cycle.action_sheet_by,
            button="Open sheets",
            page="minutes",
            id=meeting.id,
            what="editions",
        )
    if meeting.unconfirmed and meeting.state in (S.CLOSED, S.DRAFT):
        yield from _confirming(meeting)
    by_state = {S.CLOSED: _drafting, S.DRAFT: _issuing, S.CIRCULATED: _correcting, S.APPROVED: _signing}
    if rule := by_state.get(meeting.state):
        yield from rule(meeting, today)
    elif meeting.state is S.SIGNED:
        yield from _approvals(meeting)


def _late_words(meeting: MeetingFacts, due_on: date, today: date, otherwise: str, before: str = "Minutes") -> str:
    """``Minutes of SAFE 29 October are 1 day late``, else what is to be done."""
    days = (today - due_on).days
    return f"{before} of {meeting.name} are {count_words(days, 'day')} late" if days > 0 else otherwise


def _confirming(meeting: MeetingFacts) -> Iterator[Duty]:
    """What was decided without quorum: the minutes do not go out before the chair has confirmed it."""
    one = meeting.unconfirmed == 1
    what = f"{count_words(meeting.unconfirmed, 'recommendation')} of {meeting.name} wait{'s' if one else ''} for"
    for key, whom, roles in (
        ("confirm", "your confirmation", _CHAIR),
        ("unconfirmed", "the chair’s confirmation", frozenset({Role.ADMINISTRATOR})),
    ):
        yield Duty(
            key=f"{key}/{meeting.id}",
            kind=DutyKind.MINUTES,
            sentence=f"{what} {whom}",
            detail="Made without quorum; the minutes cannot go to the members before",
            due_on=meeting.cycle.minutes_issued_by,
            tone=DutyTone.NEUTRAL if roles is _CHAIR else DutyTone.BLUE,
            button="Open minutes",
            page="minutes",
            id=meeting.id,
            what="sections",
            roles=roles,
            person_id=meeting.chair if roles is _CHAIR else None,
        )


def _drafting(meeting: MeetingFacts, today: date) -> Iterator[Duty]:
    due = meeting.cycle.draft_minutes_by
    sentence = f"Draft the minutes of {meeting.name} for the chair"
    yield Duty(
        key=f"minutes/{meeting.id}",
        kind=DutyKind.MINUTES,
        sentence=_late_words(meeting, due, today, sentence, "Draft minutes"),
        detail=f"Members have them by {date_words(meeting.cycle.minutes_issued_by)}",
        due_on=due,
        button="Open minutes",
        page="minutes",
        id=meeting.id,
    )


def _issuing(meeting: MeetingFacts, today: date) -> Iterator[Duty]:
    due = meeting.cycle.minutes_issued_by
    yield Duty(
        key=f"minutes/{meeting.id}",
        kind=DutyKind.MINUTES,
        sentence=_late_words(meeting, due, today, f"Send the minutes of {meeting.name} to the members"),
        detail="The draft is with the chair",
        due_on=due,
        button="Open minutes",
        page="minutes",
        id=meeting.id,
        what="circulate",
    )
    yield Duty(
        key=f"read/{meeting.id}",
        kind=DutyKind.MINUTES,
        sentence=f"Read the draft minutes of {meeting.name}",
        detail=f"They go to the members by {date_words(due)}",
        due_on=due,
        button="Read draft",
        page="minutes",
        id=meeting.id,
        roles=_CHAIR,
        person_id=meeting.chair,
    )


def _correcting(meeting: MeetingFacts, today: date) -> Iterator[Duty]:
    """Members have the panel's number of working days, and never fewer because the minutes came early or late."""
    sent = meeting.circulated_on or meeting.cycle.minutes_issued_by
    until = corrections_close(meeting.held_on, meeting.deadlines, sent)
    if until < today:
        return
    yield Duty(
        key=f"corrections/{meeting.id}",
        kind=DutyKind.MINUTES,
        sentence=f"Corrections to the minutes of {meeting.name} are taken until {day_month(until)}",
        detail=f"They went to the members on {day_month(sent)}",
        due_on=until,
        button="Open minutes",
        page="minutes",
        id=meeting.id,
        roles=_EVERYONE,
    )


def _signing(meeting: MeetingFacts, today: date) -> Iterator[Duty]:
    del today
    approved = f"Approved on {day_month(meeting.approved_on)}" if meeting.approved_on else "Approved"
    yield Duty(
        key=f"signature/{meeting.id}",
        kind=DutyKind.SIGNATURE,
        sentence=f"Minutes of {meeting.name} wait for {_possessive(meeting.signer_name)} signature",
        detail=approved,
        chip=f"with {_short(meeting.signer_name)}",
        tone=DutyTone.BLUE,
        button="Open minutes",
        page="minutes",
        id=meeting.id,
    )
    yield Duty(
        key=f"sign/{meeting.id}",
        kind=DutyKind.SIGNATURE,
        sentence=f"Minutes of {meeting.name} wait for your signature",
        detail=approved,
        chip="with you",
        tone=DutyTone.AMBER,
        button="Sign minutes",
        page="minutes",
        id=meeting.id,
        what="sign",
        roles=frozenset(),
        person_id=meeting.signer,
    )


def _approvals(meeting: MeetingFacts) -> Iterator[Duty]:
    if not meeting.unsigned:
        return
    names = " and ".join(name for _key, name, _person in meeting.unsigned)
    yield Duty(
        key=f"approvals/{meeting.id}",
        kind=DutyKind.SIGNATURE,
        sentence=f"Signed minutes of {meeting.name} wait for the approval of {names}",
        detail=f"Signed by {meeting.signer_name}" if meeting.signer_name else "",
        chip=f"with {names}"
        if len(names) <= 20
        else f"with {count_words(len(meeting.unsigned), 'agency', 'agencies')}",
        tone=DutyTone.BLUE,
        button="Open minutes",
        page="minutes",
        id=meeting.id,
    )
    for key, name, person in meeting.unsigned:
        if person is not None:
            yield Duty(
                key=f"approval/{meeting.id}/{key}",
                kind=DutyKind.SIGNATURE,
                sentence=f"Signed minutes of {meeting.name} wait for your approval for {name}",
                chip="with you",
                tone=DutyTone.AMBER,
                button="Approve minutes",
                page="minutes",
                id=meeting.id,
                what="approve",
                roles=frozenset(),
                person_id=person,
            )


def _agencies(count: int) -> str:
    return "the one agency that has something to do" if count == 1 else f"each of {count} agencies"


def _possessive(name: str) -> str:
    return f"{name}’s" if name else "its"


def _short(name: str) -> str:
    """``D. Prior``."""
    first, _, rest = name.partition(" ")
    return f"{first[:1]}. {rest}" if rest else name or "the chair"

"""What the cycle before a panel's meetings makes due: every day counted from the panel's own deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from panel_desk.domain.calendar import (
    ENGLAND,
    add_working_days,
    clock,
    count_words,
    date_words,
    day_month,
    day_words,
    deadlines,
    england_day,
)
from panel_desk.domain.following.duties import AHEAD_DAYS, Duty, DutyGroup, DutyKind
from panel_desk.domain.following.meeting_facts import ListFacts, MeetingFacts, PanelFacts, Pool
from panel_desk.domain.following.minutes_duties import minutes_duties
from panel_desk.domain.ids import PanelKey
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.people import Role

S = MeetingState
_ADMIN = frozenset({Role.ADMINISTRATOR})
_CHAIR = frozenset({Role.CHAIR})
_LEADING = frozenset({Role.ADMINISTRATOR, Role.CHAIR, Role.DEPUTY})
_EVERYONE = _LEADING | {Role.CORE_MEMBER}


def meeting_duties(meeting: MeetingFacts, today: date) -> Iterator[Duty]:
    """What one meeting makes due."""
    if meeting.state in (S.PLANNED, S.AGENDA_ISSUED):
        yield from _before(meeting, today)
    elif meeting.state in (S.IN_SESSION, S.ADJOURNED):
        yield _sitting(meeting, today)
    elif meeting.state is not S.CANCELLED:
        yield from minutes_duties(meeting, today)


def _before(meeting: MeetingFacts, today: date) -> Iterator[Duty]:
    if meeting.held_on < today:
        yield Duty(
            key=f"meeting/{meeting.id}",
            kind=DutyKind.MEETING,
            sentence=f"{meeting.name} was planned and never opened",
            detail="Put it on another day, or cancel it with a reason",
            due_on=meeting.held_on,
            button="Open meeting",
            page="agendas",
            id=meeting.id,
            roles=_LEADING,
        )
        return
    if meeting.held_on == today and meeting.agenda_issued:
        yield _begins(meeting)
    if (meeting.held_on - today).days <= 1:
        yield _meets(meeting, today)
    if meeting.unasked:
        yield _chase(meeting)
    if not meeting.agenda_locked:
        yield from _building(meeting, today)
    elif not meeting.agenda_issued:
        yield Duty(
            key=f"agenda/{meeting.id}",
            kind=DutyKind.AGENDA,
            sentence=f"Issue the agenda of {meeting.name}",
            detail=f"Approved and locked: {count_words(meeting.items, 'item')}",
            due_on=meeting.cycle.agenda_by,
            button="Open agenda",
            page="agendas",
            id=meeting.id,
            what="issue",
        )


def _chase(meeting: MeetingFacts) -> Duty:
    return Duty(
        key=f"chase/{meeting.id}",
        kind=DutyKind.ACTIONS,
        sentence=f"Ask owners for news before {meeting.name}",
        detail=f"{count_words(meeting.unasked, 'open action')} nobody has been asked about since the last meeting",
        due_on=meeting.cycle.chase_on,
        button="Chase owners",
        page="actions",
        id=meeting.panel,
        what="chase",
    )


def _meets(meeting: MeetingFacts, today: date) -> Duty:
    when = "today" if meeting.held_on == today else "tomorrow"
    return Duty(
        key=f"meeting/{meeting.id}",
        kind=DutyKind.MEETING,
        sentence=f"{meeting.panel} meets {when} at {clock(meeting.starts_at)}",
        detail=" · ".join(part for part in (meeting.place, count_words(meeting.items, "item")) if part),
        due_on=meeting.held_on,
        chip=when,
        button="Open agenda",
        page="agendas",
        id=meeting.id,
        roles=_EVERYONE,
    )


def _begins(meeting: MeetingFacts) -> Duty:
    """For who records it; everybody else is only told that it meets."""
    return Duty(
        key=f"meeting/{meeting.id}",
        kind=DutyKind.MEETING,
        sentence=f"{meeting.name} begins at {clock(meeting.starts_at)}",
        detail=" · ".join(part for part in (meeting.place, count_words(meeting.items, "item")) if part),
        due_on=meeting.held_on,
        chip="today",
        button="Open the room",
        page="meeting",
        id=meeting.id,
        roles=_LEADING,
    )


def _building(meeting: MeetingFacts, today: date) -> Iterator[Duty]:
    cycle, pool = meeting.cycle, meeting.pool or Pool()
    if meeting.items:
        yield from _locking(meeting)
        return
    if pool.new and today <= cycle.triage_by:
        yield Duty(
            key=f"triage/{meeting.id}",
            kind=DutyKind.POOL,
            sentence=f"{count_words(pool.new, 'new case')} to triage for {meeting.name}",
            detail="Accept, return for information, or redirect",
            due_on=cycle.triage_by,
            button="Open pool",
            page="agendas",
            id=meeting.id,
            what="pool",
            roles=_CHAIR,
            person_id=meeting.chair,
        )
    if (pool.stepped or pool.concerns) and today < cycle.case_list_by:
        yield _pool(meeting, pool)
        return
    yield Duty(
        key=f"agenda/{meeting.id}",
        kind=DutyKind.AGENDA,
        sentence=f"Build the agenda for {meeting.name}",
        detail=_pool_words(meeting, pool),
        due_on=cycle.agenda_by,
        button="Build agenda",
        page="agendas",
        id=meeting.id,
        what="build",
    )


def _locking(meeting: MeetingFacts) -> Iterator[Duty]:
    fits = f"{count_words(meeting.items, 'item')}, {meeting.item_minutes} of {meeting.slot_minutes} minutes"
    yield Duty(
        key=f"agenda/{meeting.id}",
        kind=DutyKind.AGENDA,
        sentence=f"Check and lock the agenda of {meeting.name}",
        detail=fits,
        due_on=meeting.cycle.agenda_by,
        button="Open agenda",
        page="agendas",
        id=meeting.id,
        what="check",
    )
    yield Duty(
        key=f"approve/{meeting.id}",
        kind=DutyKind.AGENDA,
        sentence=f"The agenda of {meeting.name} waits for your approval",
        detail=fits,
        due_on=meeting.cycle.agenda_by,
        button="Open agenda",
        page="agendas",
        id=meeting.id,
        what="check",
        roles=_CHAIR,
        person_id=meeting.chair,
    )


def _pool(meeting: MeetingFacts, pool: Pool) -> Duty:
    parts = []
    if pool.stepped:
        parts.append(f"{count_words(pool.stepped, 'child', 'children')} stepped up or down")
    if pool.concerns:
        parts.append(count_words(pool.concerns, "place, theme or person", "places, themes and people"))
    return Duty(
        key=f"agenda/{meeting.id}",
        kind=DutyKind.POOL,
        sentence=f"{meeting.name}: {', '.join(parts)}",
        detail=f"Case lists are taken until {day_month(meeting.cycle.case_list_by)}",
        due_on=meeting.cycle.case_list_by,
        button="Open pool",
        page="agendas",
        id=meeting.id,
        what="pool",
        roles=_LEADING,
    )


def _pool_words(meeting: MeetingFacts, pool: Pool) -> str:
    listed = f"{pool.new} new, {pool.returning} returning and {pool.no_longer_listed} no longer listed"
    proposed = pool.new + pool.returning
    fitting = f"{proposed} proposed" if pool.fitting == proposed else f"{pool.fitting} of {proposed} fit"
    return f"{listed}; {fitting}, {pool.minutes} of {meeting.slot_minutes} minutes"


def _sitting(meeting: MeetingFacts, today: date) -> Duty:
    adjourned = meeting.state is S.ADJOURNED
    since = "" if meeting.held_on == today else f" since {day_month(meeting.held_on)}"
    opened = meeting.opened_at
    at = f" since {clock(opened.astimezone(ENGLAND))}" if opened and england_day(opened) == today else ""
    return Duty(
        key=f"meeting/{meeting.id}",
        kind=DutyKind.MEETING,
        sentence=f"{meeting.name} is {'adjourned' if adjourned else f'in session{at}'}",
        detail="What was typed is kept; it goes on when it is resumed" if adjourned else "It goes on where it was left",
        due_on=None if adjourned else meeting.held_on,
        chip=f"open{since}",
        button="Go to the room",
        page="meeting",
        id=meeting.id,
        roles=_LEADING,
    )


def panel_duties(panel: PanelFacts, today: date) -> Iterator[Duty]:
    """A panel without a meeting in the calendar has its next one planned."""
    if panel.planned:
        return
    parts = []
    if panel.stepped:
        wait = "waits" if panel.stepped == 1 else "wait"
        parts.append(f"{count_words(panel.stepped, 'child', 'children')} stepped up or down {wait} for it")
    if panel.next_on:
        parts.append(f"set for {day_words(panel.next_on)}")
    elif panel.last_held_on:
        parts.append(f"the last was on {date_words(panel.last_held_on)}")
    words = "; ".join(parts)
    due = deadlines(panel.next_on, panel.deadlines).case_list_by if panel.next_on else None
    yield Duty(
        key=f"plan/{panel.key}",
        kind=DutyKind.MEETING,
        sentence=f"Plan the next {panel.key} meeting" if panel.last_held_on else f"Plan the first {panel.key} meeting",
        detail=f"{words[:1].upper()}{words[1:]}",
        # Never late before its day: what is due until then has not begun.
        due_on=max(due, today) if due and panel.next_on and panel.next_on >= today else due,
        button="Plan meeting",
        page="agendas",
        what="plan",
        roles=_ADMIN,
    )


def list_duty(
    known: ListFacts | None, coming: Iterable[MeetingFacts], since: Mapping[PanelKey, date], today: date
) -> Duty | None:
    """The profile list, where the next meeting has none of its own yet, or an old one before its cut-off.

    Args:
        known: The list that counts now; None where none was ever added.
        coming: Meetings whose agenda is not locked.
        since: The day each panel met last: a list added before it was that meeting's.
        today: The day.
    """
    ahead = sorted((m for m in coming if m.held_on >= today and not m.agenda_locked), key=lambda m: m.held_on)
    for meeting in ahead:
        due = meeting.cycle.case_list_by
        if known is None:
            return _list(meeting, "No profile list has been added yet", "Children at risk come from it", due)
        detail = f"{known.file_name}, {day_month(known.added_on)} · {count_words(known.children, 'child', 'children')}"
        age = count_words((today - known.added_on).days, "day")
        before = since.get(meeting.panel)
        if before is not None and known.added_on < before:
            sentence = f"The profile list is {age} old: {meeting.panel} has met since"
            return _list(meeting, sentence, detail, due)
        old = add_working_days(known.added_on, meeting.deadlines.case_list_before) < today
        if old and today <= due <= today + timedelta(days=AHEAD_DAYS):
            return _list(meeting, f"The profile list is {age} old", detail, due)
    return None


def _list(meeting: MeetingFacts, sentence: str, detail: str, due: date) -> Duty:
    return Duty(
        key="list",
        kind=DutyKind.CASE_LIST,
        sentence=sentence,
        detail=f"{detail} · cut-off for {meeting.name}",
        due_on=due,
        group=DutyGroup.NEXT,
        button="Add a newer one" if "old" in sentence else "Add a list",
        page="case lists",
        what="choose",
    )

"""Before the meeting is opened, in ready words: who is there, who presides, the quorum, and what is still missing."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import clock, count_words, day_month, day_words
from panel_desk.domain.capture.context import Whereabouts
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import PersonId
from panel_desk.domain.meeting.meetings import Attendance, Meeting
from panel_desk.domain.meeting.opening import Chosen, OpeningChoices, as_opened, may_preside, presiding
from panel_desk.domain.people import Role
from panel_desk.services.desk import Desk
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.meeting.people.attendance_presenter import STILL_EXPECTED, PersonLine, attendance_view
from panel_desk.ui.workspaces.meeting.people.quorum_words import (
    MEANING,
    QuorumChip,
    QuorumGroup,
    quorum_groups,
    quorum_words,
)

_GUESTS = (Role.OBSERVER, Role.READER)


class Check(Struct, frozen=True, kw_only=True):
    """Something to know before the meeting begins; none of it stops it."""

    sentence: str
    tone: Tone = Tone.AMBER


class OpeningView(Struct, frozen=True, kw_only=True):
    """What stands on the pane."""

    title: str
    """``SAFE · Thursday 17 December 2026``."""
    aside: str
    """``SAFE-2026-12 · 10:00, Room 6``."""
    will: str
    """What opening records: ``Opening records 6 present and 1 apology; 2 are still expected.``"""
    lines: tuple[PersonLine, ...]
    present: int
    presiding: PersonId | None
    may_preside: tuple[tuple[PersonId, str], ...]
    groups: tuple[QuorumGroup, ...]
    quorum: QuorumChip
    meaning: str = ""
    problems: tuple[str, ...] = ()
    """What a rule forbids in what was chosen; the meeting is not opened before it is put right."""
    course: tuple[str, ...] = ()
    """How many items, how long, the planned end."""
    checks: tuple[Check, ...] = ()


class OpeningPresenter:
    """Reads what the pane shows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self, meeting: Meeting, choices: OpeningChoices, now: datetime) -> OpeningView:
        """The pane with what was chosen so far."""
        who = presiding(meeting, choices)
        stands = as_opened(meeting, choices, now)
        shown = attendance_view(with_choices(meeting, choices, who))
        lines = tuple(_presides(line) if line.person_id == who else line for line in shown.lines)
        chip = quorum_words(stands.meeting, None)
        return OpeningView(
            title=f"{meeting.definition.key} · {day_words(meeting.held_on)}",
            aside=f"{meeting.reference} · {_when_and_where(meeting)}",
            will=_will(lines),
            lines=lines,
            present=sum(line.where is Whereabouts.IN_ROOM for line in lines),
            presiding=who,
            may_preside=tuple((one, meeting.person(one).name) for one in may_preside(meeting, choices)),
            groups=quorum_groups(stands.meeting, None),
            quorum=chip,
            meaning="" if chip.tone is Tone.GREEN else MEANING,
            problems=tuple(str(error) for _person, error in stands.refusals),
            course=_course(meeting),
            checks=self._checks(meeting, now),
        )

    def _checks(self, meeting: Meeting, now: datetime) -> tuple[Check, ...]:
        found = [Check(sentence=problem.sentence) for problem in self._desk.agendas.check(meeting.id)]
        day = now.date()
        if meeting.held_on != day:
            found.insert(
                0, Check(sentence=f"The meeting is planned for {day_words(meeting.held_on)}, and not for today.")
            )
        return tuple(found)


def list_words(meeting: Meeting, brought_on: date | None) -> str:
    """Whether the list of children at risk is from before the last meeting; nothing where it is of this cycle."""
    if brought_on is None:
        return "No list of children at risk has been added to the desk."
    before = meeting.planned.previous_held_on
    if before is None or brought_on > before:
        return ""
    return f"The list of children at risk was added on {day_month(brought_on)}, before the last meeting."


def with_choices(meeting: Meeting, choices: OpeningChoices, who: PersonId | None) -> Meeting:
    """The meeting as it looks with the choices, whether or not a rule allows them; who presides is there."""
    chosen = choices
    if who is not None and choices.of(who) is None:
        chosen = choices.having(Chosen(person=meeting.person(who), kind=AttendanceKind.PRESENT))
    lines = tuple(
        Attendance(
            person=one.person,
            kind=one.kind,
            in_room=not one.is_away,
            substitute_for=one.substitute_for,
            information_sent_on=one.information_sent_on,
            statement_signed=one.statement_signed,
        )
        for one in chosen.people
    )
    return replace(meeting, attendance=lines)


def everybody(meeting: Meeting, choices: OpeningChoices) -> OpeningChoices:
    """Everybody of whom nothing was said is present; observers sign first."""
    silent = [
        Chosen(
            person=invited.person,
            kind=AttendanceKind.PRESENTER if invited.role is Role.PRESENTER else AttendanceKind.PRESENT,
        )
        for invited in meeting.planned.invited
        if invited.role not in _GUESTS and not _is_settled(choices, invited.person.id)
    ]
    return choices.having(*silent)


def _is_settled(choices: OpeningChoices, person_id: PersonId) -> bool:
    """Something was chosen for them, or somebody sits in their place."""
    sits = any(one.substitute_for == person_id for one in choices.people)
    return sits or choices.of(person_id) is not None


def _presides(line: PersonLine) -> PersonLine:
    return replace(line, state="presides") if line.where is Whereabouts.IN_ROOM else line


def _course(meeting: Meeting) -> tuple[str, ...]:
    minutes = sum(item.agenda.minutes for item in meeting.items)
    starts = datetime.combine(meeting.held_on, meeting.planned.starts_at)
    cases = sum(item.needs_outcome for item in meeting.items)
    return (
        f"{count_words(len(meeting.items), 'item')}, {cases} of them to be decided",
        f"{count_words(minutes, 'minute')} on the agenda: to {clock((starts + timedelta(minutes=minutes)).time())}",
        f"The slot ends at {clock(meeting.planned.ends_at)}",
    )


def _when_and_where(meeting: Meeting) -> str:
    return ", ".join(filter(None, (clock(meeting.planned.starts_at), meeting.planned.place)))


def _will(lines: tuple[PersonLine, ...]) -> str:
    counts = Counter(line.where for line in lines)
    here, away = counts[Whereabouts.IN_ROOM], counts[Whereabouts.AWAY]
    silent = sum(line.state == STILL_EXPECTED for line in lines)
    told = f"Opening records {here} present" + (f" and {away} away" if away else "")
    if not silent:
        return f"{told}."
    return f"{told}; {silent} {'is' if silent == 1 else 'are'} still expected, and may come later."

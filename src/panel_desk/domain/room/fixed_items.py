"""What there is to do at a fixed item, as one line above its words: who is here, whose minutes, which actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from panel_desk.domain.calendar import clock, count_words, day_month, day_words
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.meeting.meetings import SEATED, Item, Meeting, MeetingState
from panel_desk.domain.minutes.attendance_words import name_of
from panel_desk.domain.panels import CASE_KINDS, SectionKind
from panel_desk.domain.people import Person, Role
from panel_desk.domain.room.item_facts import ActionFate

_EXPECTED = (*SEATED, Role.PRESENTER, Role.OBSERVER)
_CONFIRMED = (MeetingState.APPROVED, MeetingState.SIGNED)


def fixed_sentence(
    meeting: Meeting, item: Item, told: Sequence[ActionFate], *, before: Meeting | None, coming: date | None
) -> str:
    """The line of one fixed item; empty where there is nothing to tell.

    Args:
        meeting: As it stands.
        item: The fixed item.
        told: On the action log: the actions it shows.
        before: At the last minutes: the panel's meeting before this one.
        coming: The day of the panel's next meeting, where one is planned.
    """
    kind = meeting.definition.section(item.agenda.section).kind
    if kind is SectionKind.ACTION_LOG:
        return action_sentence(told)
    if kind is SectionKind.LAST_MINUTES:
        return minutes_sentence(before)
    if kind is SectionKind.DECLARATIONS:
        return interests_sentence(meeting)
    sections = [section.key for section in meeting.definition.sections]
    if item.agenda.section == sections[0]:
        return f"{attendance_sentence(meeting)} {reminder_sentence(meeting)}"
    if item.agenda.section == sections[-1]:
        return f"Next meeting: {day_words(coming)}." if coming else "The next meeting is not planned yet."
    return steps_sentence(meeting) if _after_cases(meeting, item) else ""


def attendance_sentence(meeting: Meeting) -> str:
    """``7 in the room. Apologies: Ruth Bell. Not recorded yet: Joel Hart.``"""
    here = sum(a.in_room for a in meeting.attendance)
    parts = [f"{here or 'Nobody'} in the room."]
    sorry = [a.person.name for a in meeting.attendance if a.kind is AttendanceKind.APOLOGIES]
    if sorry:
        parts.append(f"Apologies: {', '.join(sorry)}.")
    waiting = [person.name for person in not_recorded(meeting)]
    if waiting:
        parts.append(f"Not recorded yet: {', '.join(waiting)}.")
    return " ".join(parts)


def not_recorded(meeting: Meeting) -> tuple[Person, ...]:
    """Members, presenters and observers who were invited, and of whom nothing is recorded: not even by a substitute."""
    known = {a.person.id for a in meeting.attendance} | {a.substitute_for for a in meeting.attendance}
    return tuple(i.person for i in meeting.planned.invited if i.role in _EXPECTED and i.person.id not in known)


def reminder_sentence(meeting: Meeting) -> str:
    """Whether the confidentiality statement was read, and when."""
    if meeting.confidentiality_read_at is None:
        return "The confidentiality statement has not been read yet."
    return f"The confidentiality statement was read at {clock(meeting.confidentiality_read_at)}."


def action_sentence(told: Iterable[ActionFate]) -> str:
    """``7 open actions, 2 of them overdue.``"""
    still = [fate for fate in told if fate.is_open]
    if not still:
        return "No action of an earlier meeting is open."
    overdue = sum(fate.tone == "red" for fate in still)
    late = f", {overdue} of them overdue" if overdue else ", none overdue"
    return f"{count_words(len(still), 'open action')}{late}."


def minutes_sentence(before: Meeting | None) -> str:
    """How far the last minutes are, and what can be done with them here."""
    if before is None:
        return "There is no meeting before this one, and so no minutes to confirm."
    which = f"The minutes of {before.reference} ({day_month(before.held_on)})"
    if before.approved is not None and before.state in _CONFIRMED:
        return f"{which} are confirmed{' and signed' if before.signed_pdf else ''}."
    if before.state is MeetingState.CIRCULATED:
        return f"{which} are circulated and wait to be confirmed."
    return f"{which} have not been circulated: they cannot be confirmed today."


def interests_sentence(meeting: Meeting) -> str:
    """``Interests declared: Marta Lee in 7.1.``"""
    declared = [
        f"{name_of(meeting, interest.person_id)} in {meeting.number(item.id)}"
        for item in meeting.items
        for interest in item.interests
    ]
    return f"Interests declared: {', '.join(declared)}." if declared else "No interest has been declared yet."


def steps_sentence(meeting: Meeting) -> str:
    """``To MACE: 7.1, 7.3.``: what this meeting passes to another panel."""
    found: dict[str, dict[str, None]] = {}
    for item in meeting.items:
        for made in item.decisions:
            panel = meeting.definition.outcome(made.decision.outcome).to_panel
            if panel:
                found.setdefault(panel, {})[meeting.number(item.id)] = None
    return " ".join(f"Passed to {panel}: {', '.join(numbers)}." for panel, numbers in found.items())


def _after_cases(meeting: Meeting, item: Item) -> bool:
    sections = meeting.definition.sections
    own = next(i for i, section in enumerate(sections) if section.key == item.agenda.section)
    return any(section.kind in CASE_KINDS for section in sections[:own])

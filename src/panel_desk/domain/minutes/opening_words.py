"""What the minutes say of the meeting as a whole: the head of the first page, quorum, declarations of interest."""

from __future__ import annotations

import re
from datetime import datetime

from panel_desk.domain.calendar import clock, day_words
from panel_desk.domain.meeting import quorum
from panel_desk.domain.meeting.meetings import Interest, Item, Meeting
from panel_desk.domain.minutes.attendance_words import (
    known_person,
    list_words,
    name_of,
    out_words,
    span_words,
    time_words,
)
from panel_desk.domain.minutes.minutes import Block, Text
from panel_desk.domain.people import Role


def facts_of(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """The head of the first page, each line with its label; what is not known has no line."""
    chair = _person_words(meeting, Role.CHAIR)
    if meeting.presiding is not None and (presiding := known_person(meeting, meeting.presiding)) is not None:
        chair = ", ".join(filter(None, (presiding.name, presiding.title)))
        if meeting.role(presiding.id) is Role.DEPUTY:
            chair += " (deputy, presiding)"
    facts = [
        ("Meeting", f"{meeting.reference}, {day_words(meeting.held_on)}{_times(meeting)}"),
        ("Place", meeting.planned.place),
        ("Chair", chair),
        ("Minutes", _person_words(meeting, Role.ADMINISTRATOR)),
    ]
    facts += [("Adjourned", _adjournment(meeting, stop)) for stop in meeting.adjournments]
    if meeting.next_on is not None:
        facts.append(("Next meeting", day_words(meeting.next_on)))
    if (approved := meeting.approved) is not None:
        deputy = " (deputy)" if approved.presiding_role == "deputy" else ""
        facts.append(("Confirmed", f"at {approved.confirmed_reference}, {approved.presiding_name}{deputy} presiding"))
    return tuple((label, value) for label, value in facts if value)


def _times(meeting: Meeting) -> str:
    opened, closed = meeting.opened_at, meeting.closed_at
    if opened is None or closed is None:
        return ""
    return f", {clock(opened)} to {time_words(meeting, closed)}"


def _person_words(meeting: Meeting, role: Role) -> str:
    people = [i.person for i in meeting.planned.invited if i.role is role]
    return "; ".join(", ".join(filter(None, (p.name, p.title))) for p in people)


def _adjournment(meeting: Meeting, stop: tuple[datetime, datetime | None, str]) -> str:
    stopped, resumed, reason = stop
    told = span_words(meeting, stopped, resumed) if resumed is not None else time_words(meeting, stopped)
    return f"{told}: {reason}"


def opening_words(meeting: Meeting) -> list[Block]:
    """Whether quorum was met for what was decided, and when the confidentiality statement was read."""
    read = meeting.confidentiality_read_at
    statement = f"The confidentiality statement was read at {time_words(meeting, read)}." if read else ""
    said = f"{_quorum_words(meeting)} {statement}".strip()
    return [Text(text=said)] if said else []


def _quorum_words(meeting: Meeting) -> str:
    groups = quorum.words(meeting, meeting.definition.quorum)
    decided = [item for item in meeting.items if item.decisions]
    if not groups:
        return ""
    if not decided:
        return f"Quorum is {groups}; no item was decided."
    without = [
        meeting.number(item.id)
        for item in decided
        if any(made.decision.missing or not made.decision.quorate for made in item.decisions)
    ]
    except_for = f" except {'item' if len(without) == 1 else 'items'} {list_words(without)}" if without else ""
    return f"Quorum ({groups}) was met for every item decided{except_for}."


def declarations(meeting: Meeting) -> list[Block]:
    """Every interest declared, in the order of the items; “None.” where there was none."""
    lines: list[Block] = [
        Text(text=_interest_words(meeting, item, interest)) for item in meeting.items for interest in item.interests
    ]
    return lines or [Text(text="None.")]


def _interest_words(meeting: Meeting, item: Item, interest: Interest) -> str:
    who = f"{name_of(meeting, interest.person_id)}, item {meeting.number(item.id)}"
    return f"{who}: {without_stop(interest.nature)}; {out_words(meeting, interest)}."


def without_stop(words: str) -> str:
    """Without the full stop of a sentence; that of initials (“coaches K.A.”) belongs to them."""
    return words if _INITIALS_LAST.search(words) else words.rstrip(".")


_INITIALS_LAST = re.compile(r"\b[A-Z]\.$")

"""The line a deed would be typed as: ``read(line_of(deed, at), at).deed == deed``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from panel_desk.domain.capture import deeds
from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.due import typed_day
from panel_desk.domain.capture.naming import person_of, typed_name
from panel_desk.domain.capture.reading import read
from panel_desk.domain.capture.typed import quoted
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import ItemId, PersonId

Wording = Callable[[str], str]
"""How somebody's own words stand in the line: plainly, or in straight quotes where they would be read as clauses."""


def line_of(deed: deeds.CapturedDeed, at: CaptureContext) -> str:
    """The line that reads as the deed, in the plainest way that is not misread.

    Of a deed that no line can ask for in this context (words of nothing but spaces, a person nobody knows, a decision
    that lacks what its outcome needs) it is the nearest line.
    """
    write = _WRITERS[type(deed)]
    plain = write(deed, at, str)
    return plain if read(plain, at).deed == deed else write(deed, at, quoted)


def _say(deed: deeds.SayDeed, at: CaptureContext, _to: Wording) -> str:
    if deed.section is not at.section:
        return f"/{_SECTION_COMMANDS[deed.section]} {deed.text}"
    return f"/{deed.text}" if deed.text.startswith("/") else deed.text


def _section(deed: deeds.SectionDeed, _at: CaptureContext, _to: Wording) -> str:
    return f"/{_SECTION_COMMANDS[deed.section]}"


def _asked(deed: deeds.ActionDeed, at: CaptureContext, to: Wording) -> str:
    who = _name(deed.owner_id, at) if deed.owner_id is not None else deed.agency
    return f"{who}: {to(deed.what)} by {typed_day(deed.due_on)}"


def _action(deed: deeds.ActionDeed, at: CaptureContext, to: Wording) -> str:
    return f"/a {_asked(deed, at, to)}"


def _from_note(deed: deeds.ActionFromNoteDeed, at: CaptureContext, to: Wording) -> str:
    return f"/lift {_SECTION_COMMANDS[deed.section]} {quoted(deed.paragraph)} {_asked(deed.action, at, to)}"


def _decision(deed: deeds.DecisionDeed, _at: CaptureContext, to: Wording) -> str:
    parts = ["/d", deed.outcome]
    parts += [to(deed.detail)] if deed.detail else []
    parts += [f"review {typed_day(deed.review_on)}"] if deed.review_on else []
    parts += [f"risk {deed.level}"] if deed.level else []
    parts += [f"held by {to(deed.held_by)}"] if deed.held_by else []
    return f"{' '.join(parts)} because {to(deed.reason)}"


def _dissent(deed: deeds.DissentDeed, at: CaptureContext, to: Wording) -> str:
    return f"/dissent {_name(deed.person_id, at)}: {to(deed.words)}"


def _declare(deed: deeds.DeclareDeed, at: CaptureContext, to: Wording) -> str:
    about = f" in item {_number(deed.item_id, at)}" if deed.item_id is not None else ""
    stays = " stays" if deed.stays else ""
    why = f" because {to(deed.nature)}" if deed.nature else ""
    return f"/declare {_name(deed.person_id, at)}{about}{stays}{why}"


def _person(word: str) -> Callable[[Any, CaptureContext, Wording], str]:
    return lambda deed, at, _to: f"/{word} {_name(deed.person_id, at)}"


def _attend(deed: deeds.AttendDeed, at: CaptureContext, _to: Wording) -> str:
    return f"/{_ATTEND_COMMANDS[deed.kind]} {_name(deed.person_id, at)}{_attend_facts(deed, at)}"


def _newcomer(deed: deeds.NewcomerDeed, at: CaptureContext, to: Wording) -> str:
    agency = deed.agency if deed.agency in dict(at.agencies) else to(deed.agency)
    return f"/{_ATTEND_COMMANDS[deed.kind]} {to(deed.name)} of {agency}{_attend_facts(deed, at)}"


def _attend_facts(deed: deeds.AttendDeed | deeds.NewcomerDeed, at: CaptureContext) -> str:
    words = " signed" if deed.statement_signed else ""
    if isinstance(deed, deeds.AttendDeed) and deed.information_sent_on is not None:
        words += f" sent {typed_day(deed.information_sent_on)}"
    return words + (f" for {_name(deed.substitute_for, at)}" if deed.substitute_for is not None else "")


def _open(deed: deeds.OpenDeed, at: CaptureContext, _to: Wording) -> str:
    return f"/open {_name(deed.presiding, at)}"


def _adjourn(deed: deeds.AdjournDeed, _at: CaptureContext, to: Wording) -> str:
    until = f"until {typed_day(deed.resumes_on)} " if deed.resumes_on else ""
    return f"/adjourn {until}because {to(deed.reason)}"


def _close(deed: deeds.CloseDeed, _at: CaptureContext, _to: Wording) -> str:
    return f"/finish next {typed_day(deed.next_on)}" if deed.next_on else "/finish"


def _quorum(deed: deeds.QuorumDeed, _at: CaptureContext, to: Wording) -> str:
    return f"/quorum because {to(deed.reason)}"


def _late(deed: deeds.LateDeed, at: CaptureContext, to: Wording) -> str:
    concern = next((c.name for c in at.concerns if c.id == deed.concern_id), "")
    subject = to(concern) if concern else _local_id(deed.local_id, to)
    return f"/late {subject} because {to(deed.reason)}"


def _local_id(local_id: str, to: Wording) -> str:
    """One without a figure, or with a space, is announced: the name of a place would look the same."""
    plain = to is str and " " not in local_id and any(c.isdigit() for c in local_id)
    return local_id if plain else f"child {to(local_id)}"


def _turn(deed: deeds.TurnDeed, at: CaptureContext, _to: Wording) -> str:
    return f"/go {_number(deed.item_id, at)}"


def _move(deed: deeds.MoveDeed, at: CaptureContext, _to: Wording) -> str:
    place = f"before {_number(deed.before, at)}" if deed.before is not None else "last"
    return f"/move {_number(deed.item_id, at)} {place}"


def _news(deed: deeds.NewsDeed, _at: CaptureContext, to: Wording) -> str:
    successor = f" by {deed.successor}" if deed.successor else ""
    reason = f" because {to(deed.reason)}" if deed.reason else ""
    return f"/{_NEWS_COMMANDS[deed.status]} {deed.reference}{successor}{reason}"


def _more_time(deed: deeds.MoreTimeDeed, _at: CaptureContext, to: Wording) -> str:
    return f"/moretime {deed.reference} until {typed_day(deed.due_on)} because {to(deed.reason)}"


def _note(deed: deeds.NoteFromActionDeed, _at: CaptureContext, _to: Wording) -> str:
    return f"/note {deed.reference}"


def _word(word: str) -> Callable[[Any, CaptureContext, Wording], str]:
    return lambda _deed, _at, _to: f"/{word}"


def _name(person_id: PersonId, at: CaptureContext) -> str:
    person = person_of(person_id, at)
    return typed_name(person, at) if person is not None else person_id


def _number(item_id: ItemId, at: CaptureContext) -> str:
    return next((i.number for i in (*at.items, at.item) if i is not None and i.id == item_id), item_id)


_SECTION_COMMANDS: Mapping[NoteSection, str] = MappingProxyType(
    {
        NoteSection.CONTRIBUTIONS: "contributions",
        NoteSection.DISCUSSION: "discussion",
        NoteSection.VOICE: "v",
        NoteSection.STRENGTHS: "strengths",
        NoteSection.ANALYSIS: "analysis",
    }
)
_ATTEND_COMMANDS: Mapping[AttendanceKind, str] = MappingProxyType(
    {
        AttendanceKind.PRESENT: "present",
        AttendanceKind.APOLOGIES: "apologies",
        AttendanceKind.SUBSTITUTE: "sub",
        AttendanceKind.PART: "part",
        AttendanceKind.ABSENT: "absent",
        AttendanceKind.OBSERVER: "observer",
        AttendanceKind.PRESENTER: "presenter",
    }
)
_NEWS_COMMANDS: Mapping[ActionStatus, str] = MappingProxyType(
    {
        ActionStatus.OPEN: "stillopen",
        ActionStatus.IN_PROGRESS: "progress",
        ActionStatus.COMPLETE: "done",
        ActionStatus.NOT_POSSIBLE: "notpossible",
        ActionStatus.NOT_DONE: "notdone",
        ActionStatus.SUPERSEDED: "superseded",
        ActionStatus.TRANSFERRED: "transferred",
    }
)
_WRITERS: Mapping[type, Callable[[Any, CaptureContext, Wording], str]] = MappingProxyType(
    {
        deeds.SayDeed: _say,
        deeds.SectionDeed: _section,
        deeds.ActionDeed: _action,
        deeds.ActionFromNoteDeed: _from_note,
        deeds.DecisionDeed: _decision,
        deeds.DissentDeed: _dissent,
        deeds.DeclareDeed: _declare,
        deeds.BackDeed: _person("back"),
        deeds.ArriveDeed: _person("arrived"),
        deeds.LeaveDeed: _person("left"),
        deeds.AttendDeed: _attend,
        deeds.NewcomerDeed: _newcomer,
        deeds.ReminderReadDeed: _word("read"),
        deeds.OpenDeed: _open,
        deeds.AdjournDeed: _adjourn,
        deeds.ResumeDeed: _word("resume"),
        deeds.CloseDeed: _close,
        deeds.QuorumDeed: _quorum,
        deeds.ConfirmDeed: _word("confirm"),
        deeds.LateDeed: _late,
        deeds.TurnDeed: _turn,
        deeds.NextDeed: _word("n"),
        deeds.MoveDeed: _move,
        deeds.NewsDeed: _news,
        deeds.MoreTimeDeed: _more_time,
        deeds.MinutesConfirmedDeed: _word("approve"),
        deeds.NoteFromActionDeed: _note,
        deeds.UndoDeed: _word("undo"),
        deeds.RedoDeed: _word("redo"),
    }
)

"""What somebody should look at twice before Enter: a due day nobody works, an outcome that excludes another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from panel_desk.domain.capture import deeds
from panel_desk.domain.capture.context import CaptureContext, Whereabouts
from panel_desk.domain.capture.due import day_off
from panel_desk.domain.capture.naming import person_of
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import PersonId
from panel_desk.domain.meeting.decisions import clash

_FAR = 366
"""Days; a due day further ahead is rarely meant."""
_NEXT_YEARS = 270
"""Days; a day that is just over, typed without its year, is next year’s."""


def warnings_of(deed: deeds.CapturedDeed, at: CaptureContext) -> tuple[str, ...]:
    """In words, each short; the deed is recorded all the same unless a rule of the panel refuses it."""
    return tuple(words for words in _warnings(deed, at) if words)


def _warnings(deed: deeds.CapturedDeed, at: CaptureContext) -> Iterator[str]:
    match deed:
        case deeds.ActionFromNoteDeed():
            yield from _warnings(deed.action, at)
        case deeds.ActionDeed() | deeds.MoreTimeDeed():
            yield from _day_warnings(deed.due_on, at)
        case deeds.DecisionDeed():
            yield from _decision_warnings(deed, at)
        case deeds.AdjournDeed() if deed.resumes_on is not None:
            yield from _day_warnings(deed.resumes_on, at)
        case deeds.CloseDeed() if deed.next_on is not None:
            yield from _day_warnings(deed.next_on, at)
        case deeds.NewcomerDeed() if all(key != deed.agency for key, _ in at.agencies):
            yield "an agency without a seat"
        case _:
            yield _whereabouts_warning(deed, at)


def _day_warnings(day: date, at: CaptureContext) -> Iterator[str]:
    if off := day_off(day):
        yield off
    ahead = (day - at.today).days
    if ahead > _FAR:
        yield "more than a year ahead"
    elif ahead > _NEXT_YEARS:
        yield "almost a year ahead"


def _decision_warnings(deed: deeds.DecisionDeed, at: CaptureContext) -> Iterator[str]:
    chosen = next((o for o in at.outcomes if o.key == deed.outcome), None)
    if at.item is None:
        yield "no item is in hand"
    elif not at.decides:
        yield f"{at.item.number} is a standing item: noted, not decided"
    elif chosen is not None:
        others = [o for o in at.outcomes if o.key in at.decided]
        refusal = clash(chosen, others, at.item.number)
        if refusal is not None:
            yield refusal.sentence.removesuffix(".")
    if deed.review_on is not None:
        yield from _day_warnings(deed.review_on, at)


def _whereabouts_warning(deed: deeds.CapturedDeed, at: CaptureContext) -> str:
    expected = _EXPECTED.get(type(deed))
    if isinstance(deed, deeds.AttendDeed):
        expected = _ATTENDING.get(deed.kind)
    person = person_of(getattr(deed, "person_id", PersonId("")), at)
    if expected is None or person is None or person.whereabouts in expected[0]:
        return ""
    return expected[1]


_IN = frozenset({Whereabouts.IN_ROOM})
_NOT_IN = frozenset(Whereabouts) - _IN
_EXPECTED: Mapping[type, tuple[frozenset[Whereabouts], str]] = MappingProxyType(
    {
        deeds.LeaveDeed: (_IN | {Whereabouts.STEPPED_OUT}, "not in the room"),
        deeds.BackDeed: (frozenset({Whereabouts.STEPPED_OUT}), "has not stepped out"),
        deeds.DeclareDeed: (_IN, "not in the room"),
        deeds.DissentDeed: (_IN | {Whereabouts.LEFT}, "not in the room"),
        deeds.ArriveDeed: (_NOT_IN, "in the room already"),
    }
)
"""Where somebody is of whom a deed makes sense, and what is said of who is elsewhere."""
_LISTED = (frozenset(Whereabouts) - {Whereabouts.ELSEWHERE}, "not on this meeting’s list")
_ATTENDING: Mapping[AttendanceKind, tuple[frozenset[Whereabouts], str]] = MappingProxyType(
    {
        AttendanceKind.PRESENT: _LISTED,
        AttendanceKind.PART: _LISTED,
        AttendanceKind.APOLOGIES: (_NOT_IN, "in the room now"),
        AttendanceKind.ABSENT: (_NOT_IN, "in the room now"),
    }
)

"""The line a deed would be typed as: ``read(line_of(deed, at), at).deed == deed``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from panel_desk.domain.capture import deeds
from panel_desk.domain.capture.context import CaptureContext, KnownPerson
from panel_desk.domain.capture.due import typed_day
from panel_desk.domain.capture.naming import person_of, typed_name
from panel_desk.domain.capture.reading import read
from panel_desk.domain.capture.typed import quoted
from panel_desk.domain.events.items import NoteSection

Wording = Callable[[str], str]
"""How somebody's own words stand in the line: plainly, or in straight quotes where they would be read as clauses."""


def line_of(deed: deeds.CapturedDeed, at: CaptureContext) -> str:
    """The line that reads as the deed, in the plainest way that is not misread.

    A deed that no line can ask for in this context (words of spaces, a person nobody knows) gives the nearest line.
    """
    write = _WRITERS[type(deed)]
    plain = write(deed, at, _plainly)
    return plain if read(plain, at).deed == deed else write(deed, at, quoted)


def _plainly(words: str) -> str:
    return words


def _say(deed: deeds.SayDeed, at: CaptureContext, _in: Wording) -> str:
    if deed.section is not at.section:
        return f"/{SECTION_COMMANDS[deed.section]} {deed.text}"
    return f"/{deed.text}" if deed.text.startswith("/") else deed.text


SECTION_COMMANDS: Mapping[NoteSection, str] = MappingProxyType(
    {
        NoteSection.CONTRIBUTIONS: "contributions",
        NoteSection.DISCUSSION: "discussion",
        NoteSection.VOICE: "v",
        NoteSection.STRENGTHS: "strengths",
        NoteSection.ANALYSIS: "analysis",
    }
)


def _asked(deed: deeds.ActionDeed, at: CaptureContext, to: Wording) -> str:
    person = person_of(deed.owner_id, at) if deed.owner_id is not None else None
    who = typed_owner(person, at) if person else deed.agency
    return f"{who}: {to(deed.what)} by {typed_day(deed.due_on)}"


def typed_owner(person: KnownPerson, at: CaptureContext) -> str:
    """``police khan``-like, whole and never somebody else."""
    return typed_name(person, at)


def _action(deed: deeds.ActionDeed, at: CaptureContext, to: Wording) -> str:
    return f"/a {_asked(deed, at, to)}"


def _next(_deed: deeds.NextDeed, _at: CaptureContext, _in: Wording) -> str:
    return "/n"


def _decision(deed: deeds.DecisionDeed, _at: CaptureContext, to: Wording) -> str:
    parts = ["/d", deed.outcome]
    parts += [to(deed.detail)] if deed.detail else []
    parts += [f"review {typed_day(deed.review_on)}"] if deed.review_on else []
    parts += [f"risk {deed.level}"] if deed.level else []
    parts += [f"held by {to(deed.held_by)}"] if deed.held_by else []
    return f"{' '.join(parts)} because {to(deed.reason)}"


_WRITERS: Mapping[type, Callable[[Any, CaptureContext, Wording], str]] = MappingProxyType(
    {
        deeds.SayDeed: _say,
        deeds.ActionDeed: _action,
        deeds.DecisionDeed: _decision,
        deeds.NextDeed: _next,
    }
)

"""A fictional council's meetings as a script: what the demonstration plays, read from ``resources/demo/``."""

from __future__ import annotations

import tomllib
from datetime import date, time
from pathlib import Path

import msgspec
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey, PanelKey
from panel_desk.domain.people import Role
from panel_desk.services.demo.between_script import Between


class ScriptedSeat(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role on a panel."""

    panel: PanelKey
    role: Role = Role.CORE_MEMBER


class ScriptedPerson(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A professional, the seats held, and what the person signs as."""

    name: str
    agency: AgencyKey
    title: str = ""
    email: str = ""
    seats: tuple[ScriptedSeat, ...] = ()
    signs_as: tuple[str, ...] = ()
    """As the register knows roles: ``chair``, ``approver:police``."""


class ScriptedDecision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision; ``review`` is left out where the outcome needs none."""

    outcome: str
    reason: str
    review: date | None = None
    level: str = ""
    held_by: str = ""
    detail: str = ""


class ScriptedAction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An action; ``owner`` is a person's name."""

    what: str
    agency: AgencyKey
    due: date
    owner: str = ""


class ScriptedInterest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Someone declares an interest and leaves for the item."""

    person: str
    nature: str


class ScriptedDissent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member does not agree."""

    person: str
    words: str


class ScriptedItem(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said and decided under one item: a child's (local ID), a concern's (name) or a section's (key)."""

    child: str = ""
    concern: str = ""
    section: str = ""
    minutes: int = 0
    """How long it takes; 0: as planned."""
    contributions: str = ""
    discussion: str = ""
    voice: str = ""
    strengths: str = ""
    analysis: str = ""
    interest: ScriptedInterest | None = None
    decisions: tuple[ScriptedDecision, ...] = ()
    dissent: ScriptedDissent | None = None
    actions: tuple[ScriptedAction, ...] = ()
    leaves: str = ""
    """Who leaves the meeting after the item."""
    arrives: str = ""
    """Who comes in before the item."""
    override: str = ""
    """The chair's reason for deciding without quorum."""

    def notes(self) -> tuple[tuple[NoteSection, str], ...]:
        """The texts that are not empty, in the order of the item's parts."""
        texts = (
            (NoteSection.CONTRIBUTIONS, self.contributions),
            (NoteSection.DISCUSSION, self.discussion),
            (NoteSection.VOICE, self.voice),
            (NoteSection.STRENGTHS, self.strengths),
            (NoteSection.ANALYSIS, self.analysis),
        )
        return tuple((section, text.strip()) for section, text in texts if text.strip())


class ScriptedAttendance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How someone takes part."""

    person: str
    kind: AttendanceKind = AttendanceKind.PRESENT
    substitute_for: str = ""
    information_sent: date | None = None
    statement_signed: bool = False


class ScriptedNews(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a meeting hears of an earlier action, told by the first words of what was asked."""

    panel: PanelKey
    begins: str
    status: ActionStatus
    reason: str = ""
    on: date | None = None
    """The day the desk heard it when owners were chased; None: at the meeting."""


class ScriptedLate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A child added after the agenda was locked, with the chair's reason."""

    child: str
    reason: str


class ScriptedMeeting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One meeting from its case lists to its closing."""

    panel: PanelKey
    held_on: date
    starts_at: time
    ends_at: time
    place: str
    lists: tuple[str, ...] = ()
    """Files of ``resources/demo/``, imported on the cut-off day."""
    presides: str
    attendance: tuple[ScriptedAttendance, ...]
    items: tuple[ScriptedItem, ...]
    news: tuple[ScriptedNews, ...] = ()
    late: tuple[ScriptedLate, ...] = ()
    otherwise: ScriptedDecision
    """For whatever else the agenda proposes."""
    next_on: date | None = None


class Scenario(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole demonstration."""

    council: str
    administrator: str
    people: tuple[ScriptedPerson, ...]
    meetings: tuple[ScriptedMeeting, ...]
    between: Between
    """What goes on between them."""


def read_scenario(folder: Path) -> Scenario:
    """The script of ``people.toml``, ``meeting-*.toml`` and, where there is one, ``between.toml``.

    Raises:
        DeskError: where a file is missing or is no script.
    """
    try:
        head = tomllib.loads((folder / "people.toml").read_text(encoding="utf-8"))
        meetings = [tomllib.loads(f.read_text(encoding="utf-8")) for f in sorted(folder.glob("meeting-*.toml"))]
        written = folder / "between.toml"
        between = tomllib.loads(written.read_text(encoding="utf-8")) if written.exists() else {}
        scenario = msgspec.convert({**head, "meetings": meetings, "between": between}, Scenario)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DeskError(
            f"The demonstration’s script cannot be read: {error}.",
            reason=Reason.BAD_FILE,
            remedy="Install Panel Desk again.",
        ) from error
    return msgspec.structs.replace(scenario, meetings=tuple(sorted(scenario.meetings, key=lambda m: m.held_on)))

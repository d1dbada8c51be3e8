"""Minutes as a value: sections and paragraphs, no page and no font. The screen previews it, the PDF prints it."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from panel_desk.domain.agendas.agenda import ActionLine
from panel_desk.domain.ids import ItemId, MeetingId, PanelKey


class MinutesState(Enum):
    """How far the minutes have come; one-way, and re-opening needs a reason."""

    DRAFT = "draft"
    CIRCULATED = "circulated"
    APPROVED = "approved"
    SIGNED = "signed"


class Text(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="text"):
    """A paragraph; the label prints in bold before it: ``Voice of the child.``"""

    text: str
    label: str = ""
    muted: bool = False
    """Small and grey: facts in brief, why listed."""


class Resolved(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="resolved"):
    """A decision in its tinted box: who agreed what and why, then what follows from it."""

    verb: str
    """``AGREED``, ``NOTED``, ``RESOLVED``, ``DEFERRED``."""
    words: str
    """Completes “The panel AGREED …”, the reason included, with its full stop."""
    risk: str = ""
    held_by: str = ""
    review: str = ""
    """``Review 10 December 2026.``"""
    dissent: tuple[str, ...] = ()
    standing: str = ""
    """Printed for an inquorate decision: why it is a recommendation, and who has confirmed it."""


class ActionTable(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="actions"):
    """Actions as a table; with ``carried`` the state column stands instead of nothing."""

    lines: tuple[ActionLine, ...]
    carried: bool = False
    """Actions from earlier meetings: the table has a state column."""


class AttendanceLine(Struct, frozen=True, kw_only=True):
    """One person's line in the attendance table."""

    name: str
    agency_and_role: str
    attendance: str
    """In words: ``Present, left 11:26 after item 7.4``."""


class AttendanceTable(Struct, frozen=True, kw_only=True, tag="attendance"):
    """Everyone in the order of the seats, then presenters and observers."""

    lines: tuple[AttendanceLine, ...]


class PlanLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One objective of the strategy's action plan, in words alone."""

    number: str
    title: str
    owner: str
    agency: str = ""
    due: str = ""
    """``by 31 March 2027``, ``overdue by 5 days``."""
    rating: str = ""
    """``On track (green)``: never a colour alone."""
    why: str = ""
    milestones: tuple[str, ...] = ()
    """Each with how it stands: ``A map of routes: late by 5 days``."""


class PlanTable(Struct, frozen=True, kw_only=True, tag="plan"):
    """The action plan as it stood when the meeting was closed."""

    lines: tuple[PlanLine, ...]


Block = Text | Resolved | ActionTable | AttendanceTable | PlanTable


class MinutesItem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One item's heading and what was said and decided under it."""

    item_id: ItemId
    number: str
    heading: str
    """Empty for a standing item, whose section title says it all."""
    blocks: tuple[Block, ...]
    person_of_concern: bool = False
    """Never reaches a child's extract."""
    local_id: str = ""
    """Of the child the item is about; empty for all others."""


class MinutesSection(Struct, frozen=True, kw_only=True):
    """A numbered section."""

    number: int
    title: str
    items: tuple[MinutesItem, ...]


class SignatureBlock(Struct, frozen=True, kw_only=True):
    """A field that someone will sign."""

    field: str
    """The PDF field's name: ``Chair``, ``Approval-police``."""
    role: str
    """As the register knows it: ``chair``, ``approver:police``."""
    label: str
    """``Chair``, ``Approved for Police``."""


class Minutes(Struct, frozen=True, kw_only=True):
    """The whole record of one meeting as a document."""

    meeting_id: MeetingId
    panel: PanelKey
    panel_name: str
    reference: str
    title: str
    """``SAFE panel: minutes``."""
    facts: tuple[tuple[str, str], ...]
    """The head of the first page: ``("Meeting", "SAFE-2026-11, Thursday 26 November 2026, 10:00 to 12:31")``."""
    held_on: date
    state: MinutesState
    revision: int
    """From 1; grows each time a changed text is circulated or signed."""
    marking: str
    handling: str
    sections: tuple[MinutesSection, ...]
    signatures: tuple[SignatureBlock, ...]
    """Empty while a draft: nobody can sign what is not approved."""
    composed_at: datetime
    name_key: tuple[tuple[str, str, str], ...] = ()
    """Initials, local ID, name: for the separate sheet, never for the minutes."""
    journal_head: str = ""
    """The hash of the journal's last entry when the minutes were made, in hexadecimal: an anchor outside the vault."""
    council: str = ""
    fictional: bool = False


class ActionSheet(Struct, frozen=True, kw_only=True):
    """The decisions-and-actions sheet of one agency: due the working day after the meeting."""

    meeting_id: MeetingId
    panel_name: str
    reference: str
    held_on: date
    agency: str
    """In words; the sheet's reader."""
    marking: str
    handling: str
    decisions: tuple[tuple[str, str, Resolved], ...]
    """Item number, heading and decision, of the items the agency has an action in; of no others."""
    actions: tuple[ActionLine, ...]
    """Of this meeting, this agency's own."""
    carried: tuple[ActionLine, ...]
    """This agency's open actions from earlier meetings."""
    made_at: datetime
    council: str = ""
    fictional: bool = False

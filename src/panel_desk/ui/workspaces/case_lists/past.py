"""The lists that were added, and what was found in them, as the page shows it; knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from panel_desk.domain.calendar import ENGLAND, england_day
from panel_desk.domain.children.cases import AlertKind, IdentityAlert
from panel_desk.domain.children.list_findings import FindingKind, ListFinding
from panel_desk.domain.ids import ImportId
from panel_desk.services.desk import Desk
from panel_desk.services.importing import ImportRow, ListKind
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.case_lists.hiding import hidden_text
from panel_desk.ui.workspaces.case_lists.presenter import KINDS

_MOST_ALERTS = 3
MOST_COUNTED = 200
"""Pairs; whether more wait, nobody needs to know before these are judged."""
_ROWS_TOLD = 12
_SHORT = {
    ListKind.PROFILE: "profile",
    ListKind.REFERRALS: "referrals",
    ListKind.MISSING: "missing episodes",
    ListKind.CONCERNS: "places and people",
}
FINDINGS = {
    FindingKind.NOT_USABLE: ("not usable", Tone.RED),
    FindingKind.WARNING: ("to look at", Tone.AMBER),
    FindingKind.REPAIRED: ("repaired", Tone.AMBER),
}


class AddedList(Struct, frozen=True, kw_only=True):
    """One list that was added."""

    id: ImportId
    file_name: str
    about: str
    kind: str
    added_at: datetime
    added_by: str
    rows: int
    new: int
    changed: int
    no_longer_listed: int
    not_usable: int
    taken_back: bool

    @property
    def when(self) -> str:
        """``19 Nov 2026, 10:42``."""
        return f"{self.day}, {self.added_at.astimezone(ENGLAND):%H:%M}"

    @property
    def day(self) -> str:
        """``19 Nov 2026``."""
        day = england_day(self.added_at)
        return f"{day.day} {day:%b %Y}"

    @property
    def brought(self) -> str:
        """``3 new, 12 changed, 2 no longer listed``."""
        parts = (self.new, "new"), (self.changed, "changed"), (self.no_longer_listed, "no longer listed")
        return ", ".join(f"{count:,} {words}" for count, words in parts if count) or "nothing new"

    @property
    def state(self) -> tuple[str, Tone]:
        """Whether it stands."""
        return ("taken back", Tone.NEUTRAL) if self.taken_back else ("on the desk", Tone.GREEN)


class Alert(Struct, frozen=True, kw_only=True):
    """Two children that may be one, or belong together."""

    local_id: str
    other_local_id: str
    title: str
    detail: str
    answers: tuple[tuple[str, str], ...]
    """The answer and the words on its button."""


def added_lists(desk: Desk) -> list[AddedList]:
    """Every list, the newest first."""
    names = {person.id: person.name for person in desk.people.everyone()}
    return [_added(row, names.get(row.imported_by, "the desk")) for row in desk.importing.added()]


def _added(row: ImportRow, by: str) -> AddedList:
    return AddedList(
        id=row.id,
        file_name=row.file_name,
        about=KINDS[row.kind],
        kind=_SHORT[row.kind],
        added_at=row.imported_at,
        added_by=by,
        rows=row.rows,
        new=row.new_children + row.new_concerns,
        changed=row.changed,
        no_longer_listed=row.no_longer_listed,
        not_usable=row.rejected,
        taken_back=row.undone,
    )


def alerts(desk: Desk, *, names_shown: bool) -> tuple[list[Alert], int]:
    """The pairs that wait for an answer, at most as many as a person looks at in one go; and how many there are."""
    waiting = desk.importing.open_alerts(most=MOST_COUNTED)
    shown = waiting[:_MOST_ALERTS]
    names = desk.importing.names_of({i for a in shown for i in (a.local_id, a.other_local_id)})
    return [_alert(a, names, names_shown=names_shown) for a in shown], len(waiting)


def _alert(alert: IdentityAlert, names: dict[str, tuple[str, str]], *, names_shown: bool) -> Alert:
    def child(local_id: str) -> str:
        initials, name = names.get(local_id, ("", ""))
        return " · ".join(filter(None, ((name if names_shown else initials), local_id)))

    twice = alert.kind is AlertKind.LISTED_TWICE
    pair = child(alert.local_id) if twice else f"{child(alert.local_id)} and {child(alert.other_local_id)}"
    answers = (("same", "Same child"), ("related", "Brothers or sisters"), ("different", "Different children"))
    return Alert(
        local_id=alert.local_id,
        other_local_id=alert.other_local_id,
        title=f"{pair}: {alert.kind.value}?" if not twice else f"{pair}: listed twice",
        detail=alert.sentence,
        answers=(("same", "I have looked"),) if twice else answers,
    )


class Found(Struct, frozen=True, kw_only=True):
    """One thing found in a list."""

    finding: ListFinding
    place: int
    read: str
    """As it may stand on the screen now; so is what it became."""
    became: str

    @property
    def state(self) -> tuple[str, Tone]:
        """What came of the rows."""
        return FINDINGS[self.finding.kind]

    @property
    def rows(self) -> str:
        """``6, 9, 12 and 40 more``."""
        held = self.finding.rows
        more = f" and {len(held) - _ROWS_TOLD:,} more" if len(held) > _ROWS_TOLD else ""
        return ", ".join(f"{row:,}" for row in held[:_ROWS_TOLD]) + more

    @property
    def first_row(self) -> int:
        """To sort by."""
        return min(self.finding.rows, default=0)


def found_in(desk: Desk, import_id: ImportId, *, names_shown: bool) -> list[Found]:
    """What was found in a list, by rows; names are hidden where they are to be."""
    held, fields = desk.importing.findings(import_id), desk.importing.columns_of(import_id)

    def shown(finding: ListFinding, text: str) -> str:
        return text if names_shown else hidden_text(fields.get(finding.column, ""), text, None)

    order = list(FINDINGS)
    found = sorted(held, key=lambda f: (order.index(f.kind), min(f.rows, default=0)))
    return [
        Found(finding=f, place=place, read=shown(f, f.read), became=shown(f, f.became)) for place, f in enumerate(found)
    ]


def told_by(found: Sequence[Found], kind: FindingKind | None) -> list[Found]:
    """The findings of a kind, or all."""
    return [f for f in found if kind is None or f.finding.kind is kind]

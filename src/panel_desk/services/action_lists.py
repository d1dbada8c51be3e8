"""Actions that were chosen on the screen, as a table or as a PDF for one reader; each is entered."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from panel_desk.domain.agendas.running_order import action_lines
from panel_desk.domain.errors import refused
from panel_desk.domain.events.minutes import ExportMade
from panel_desk.domain.following.action_lists import ActionList
from panel_desk.domain.following.followed_actions import FollowedAction
from panel_desk.domain.ids import AgencyKey, PersonId
from panel_desk.services.actions import Actions
from panel_desk.services.book import Book
from panel_desk.services.exporting import Cell, Exporting
from panel_desk.services.initials import initials_only
from panel_desk.services.leaving import marking_of
from panel_desk.vault.queries import people as people_queries

HEADINGS = (
    "Reference",
    "Action",
    "About",
    "Agency",
    "Owner",
    "Due",
    "Status",
    "Days late",
    "Last asked",
    "Reason",
    "In its place",
)


class ActionLists:
    """Gives out lists of actions, with initials only."""

    def __init__(self, book: Book, actions: Actions, exporting: Exporting) -> None:
        self._book = book
        self._actions = actions
        self._exporting = exporting

    def export(
        self, actor: PersonId, path: Path, references: Sequence[str], today: date, *, title: str, recipient: str
    ) -> None:
        """Write actions as CSV or XLSX, in the order of the references, and enter the export."""
        chosen = self._chosen(references, today)
        marking, _handling = marking_of(self._book)
        self._exporting.table(
            actor,
            path,
            HEADINGS,
            [_row(followed) for followed in chosen],
            title=title,
            marking=marking,
            recipient=recipient,
            agency=_only_agency(chosen),
        )

    def print(self, actor: PersonId, references: Sequence[str], today: date, *, title: str, recipient: str) -> bytes:
        """The PDF of actions, overdue first, entered as made for its reader."""
        from panel_desk.documents.action_list_pdf import render_action_list  # noqa: PLC0415 - reportlab loads slowly

        if not recipient.strip():
            raise refused("Who is to have this list?", "Every copy is entered with its recipient.")
        desk = people_queries.desk(self._book.db)
        marking, handling = marking_of(self._book)
        chosen = self._chosen(references, today)
        value = ActionList(
            title=title,
            recipient=recipient.strip(),
            marking=marking,
            handling=handling,
            lines=action_lines([followed.action for followed in chosen], today),
            made_at=self._book.now(),
            council=desk.council if desk else "",
            fictional=desk.fictional if desk else False,
        )
        pdf_bytes = render_action_list(value).pdf_bytes
        event = ExportMade(
            what="action list",
            title=title,
            recipient=value.recipient,
            sha256=hashlib.sha256(pdf_bytes).hexdigest(),
            at=self._book.now(),
            rows=len(value.lines),
            agency=_only_agency(chosen),
        )
        self._book.record(actor, ("desk", event))
        return pdf_bytes

    def _chosen(self, references: Sequence[str], today: date) -> list[FollowedAction]:
        """The actions of these references, in their order, told with initials."""
        known = {f.action.reference: f for f in self._actions.followed(today)}
        hidden = initials_only(self._book.db)
        return [hidden(known[reference]) for reference in references if reference in known]


def _only_agency(chosen: Sequence[FollowedAction]) -> AgencyKey:
    """Whose actions alone these are; empty where they are of several agencies, or there are none."""
    agencies = {followed.action.agency for followed in chosen}
    return agencies.pop() if len(agencies) == 1 else AgencyKey("")


def _row(followed: FollowedAction) -> tuple[Cell, ...]:
    action = followed.action
    return (
        action.reference,
        action.what,
        action.about,
        action.agency_name,
        action.owner,
        action.due_on,
        "overdue" if followed.days_late else action.status.value,
        followed.days_late or None,
        followed.chased_on,
        action.status_reason,
        action.successor,
    )

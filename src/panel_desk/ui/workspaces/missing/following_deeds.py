"""What follows from the cross-reference: the pathway, agendas, answers to the queue, and the thresholds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from panel_desk.domain.missing.cross_reference import CrossLine
from panel_desk.domain.missing.matching import MatchCandidate, Suggestion
from panel_desk.domain.missing.pathway import PathwayContact
from panel_desk.domain.missing.pathway_rules import PathwayLine
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.domain.permissions import Permission
from panel_desk.services.desk import Desk
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.missing import presenter
from panel_desk.ui.workspaces.missing.child_field import ChildField
from panel_desk.ui.workspaces.missing.choose_child_dialog import ChooseChildDialog
from panel_desk.ui.workspaces.missing.deed_dialog import DeedDialog
from panel_desk.ui.workspaces.missing.match_dialog import Match, MatchDialog
from panel_desk.ui.workspaces.missing.pathway_dialogs import (
    ContactDialog,
    Entry,
    EntryDialog,
    LeaveDialog,
    Leaving,
)
from panel_desk.ui.workspaces.missing.thresholds_dialog import ThresholdsDialog
from panel_desk.ui.workspaces.missing.view_values import AgendaChoice

T = TypeVar("T")
_MANY = "There are many children here: “Try them once” shows whom these numbers name."


class FollowingDeeds:
    """Opens a dialog over the page, does the deed, and leaves the dialog open where it was refused."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session = session
        self._page = page

    # The pathway

    def enter(self, line: CrossLine) -> EntryDialog:
        """Put a child of the cross-reference on the pathway, with the flag’s facts as the reason."""
        return self.enter_child(line.local_id, line.initials, line.reason)

    def enter_anybody(self) -> ChooseChildDialog:
        """Ask for the child first."""
        known = presenter.children(self._session.reading)
        dialog = ChooseChildDialog(
            "Put a child on the enhanced pathway", ChildField(known, self._session.names), self._page
        )
        initials = {child.local_id: child.initials for child in known}

        def given(local_id: str) -> None:
            dialog.accept()
            self.enter_child(local_id, initials.get(local_id, ""), "")

        dialog.given.connect(given)
        dialog.open()
        return dialog

    def enter_child(self, local_id: str, initials: str, reason: str) -> EntryDialog:
        """Put a child on the pathway."""
        child, actor = f"{initials} · {local_id}", self._session.actor
        people = presenter.owners(self._session.reading)
        dialog = EntryDialog(child, reason, people, self._session.today, parent=self._page)

        def given(entry: Entry) -> None:
            self._do(
                dialog,
                lambda desk: desk.pathway.enter(
                    actor, local_id, entry.owner, entry.reason, agency=entry.agency, on=entry.on
                ),
                f"{child} is on the enhanced pathway with {entry.owner}.",
            )

        dialog.given.connect(given)
        dialog.open()
        return dialog

    def change(self, line: PathwayLine) -> EntryDialog:
        """Give a stay another owner, or put its reason right."""
        child, actor = _shown(line), self._session.actor
        people = presenter.owners(self._session.reading)
        dialog = EntryDialog(child, line.reason, people, self._session.today, before=line, parent=self._page)

        def given(entry: Entry) -> None:
            self._do(
                dialog,
                lambda desk: desk.pathway.change(
                    actor, line.id, owner=entry.owner, reason=entry.reason, agency=entry.agency
                ),
                f"{child} is with {entry.owner} on the enhanced pathway.",
            )

        dialog.given.connect(given)
        dialog.open()
        return dialog

    def contact(self, line: PathwayLine) -> ContactDialog:
        """Record a try to reach a child."""
        child, actor = _shown(line), self._session.actor
        people = presenter.owners(self._session.reading)
        dialog = ContactDialog(child, line.owner, people, self._session.now, self._page)

        def given(contact: PathwayContact) -> None:
            how = "was reached" if contact.reached else "was not reached; the try is kept"
            self._do(dialog, lambda desk: desk.pathway.contact(actor, line.id, contact), f"{child} {how}.")

        dialog.given.connect(given)
        dialog.open()
        return dialog

    def leave(self, line: PathwayLine) -> LeaveDialog:
        """End a stay."""
        child, actor = _shown(line), self._session.actor
        dialog = LeaveDialog(child, self._session.today, self._page)

        def given(leaving: Leaving) -> None:
            self._do(
                dialog,
                lambda desk: desk.pathway.leave(actor, line.id, leaving.on, leaving.reason),
                f"{child} has left the enhanced pathway.",
            )

        dialog.given.connect(given)
        dialog.open()
        return dialog

    # The queue

    def match(self, candidate: MatchCandidate, suggestion: Suggestion | None) -> MatchDialog:
        """Say whose the episodes under a number are."""
        field = ChildField(presenter.children(self._session.reading), self._session.names)
        return self._answer(candidate, MatchDialog(candidate, field, suggestion, self._page))

    def nobody(self, candidate: MatchCandidate) -> MatchDialog:
        """Say that the desk knows nobody of that number."""
        return self._answer(candidate, MatchDialog(candidate, None, parent=self._page))

    def _answer(self, candidate: MatchCandidate, dialog: MatchDialog) -> MatchDialog:
        actor = self._session.actor

        def given(match: Match) -> None:
            theirs = f"The episodes under {candidate.source_id} are those of {match.local_id}."
            self._do(
                dialog,
                lambda desk: desk.missing.match(actor, candidate.source_id, match.local_id, match.reason),
                theirs if match.local_id else f"Nobody the desk knows has the number {candidate.source_id}.",
            )

        dialog.given.connect(given)
        dialog.open()
        return dialog

    # Thresholds

    def thresholds(self, trying: Callable[[Thresholds], None]) -> ThresholdsDialog:
        """Show when a child counts as one of those who go missing most; keep other numbers, or try them once."""
        reading, session = self._session.reading, self._session
        quick = presenter.is_quick(reading)
        dialog = ThresholdsDialog(
            reading.cross_referencing.thresholds(),
            lambda rule: reading.cross_referencing.run(session.now, rule).sentence if quick else _MANY,
            may_set=session.can(Permission.SET_UP),
            parent=self._page,
        )
        actor = session.actor

        def tried(rule: Thresholds) -> None:
            dialog.accept()
            trying(rule)

        dialog.trying.connect(tried)
        dialog.given.connect(
            lambda rule: self._do(
                dialog,
                lambda desk: desk.cross_referencing.set_thresholds(actor, rule),
                "The thresholds are kept for this desk.",
            )
        )
        dialog.open()
        return dialog

    # Agendas

    def put_on_agenda(self, line: CrossLine, at: QPoint) -> None:
        """Put a child on the agenda of a meeting to come; asks which where there are several."""
        session = self._session
        offers = presenter.agendas(session.reading, session.today, session.can)
        if not offers:
            session.messages.say(
                "No meeting is planned whose agenda the child could go on.",
                remedy="Plan one on the Agendas page; the child is proposed there by itself.",
                tone=Tone.AMBER,
                offer=("Agendas", lambda: session.go(Place(PageKey.AGENDAS))),
            )
        elif len(offers) == 1:
            self.put_on(line, offers[0])
        else:
            menu = QMenu(self._page)
            for offer in offers:
                menu.addAction(offer.words.replace("&", "&&")).triggered.connect(partial(self._put_on, line, offer))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(at)

    def _put_on(self, line: CrossLine, offer: AgendaChoice, _checked: bool = False) -> None:  # noqa: FBT002 - as Qt tells it
        self.put_on(line, offer)

    def put_on(self, line: CrossLine, offer: AgendaChoice) -> None:
        """Put a child on one agenda."""
        session = self._session
        if offer.locked:
            session.messages.say(
                f"The agenda of {offer.reference} is locked.",
                remedy="A late item needs the chair’s reason: add it on the agenda’s own page.",
                tone=Tone.AMBER,
                offer=("Open the agenda", lambda: session.go(Place(PageKey.AGENDAS, offer.meeting_id))),
            )
            return
        actor, meeting_id, local_id = session.actor, offer.meeting_id, line.local_id
        session.do(
            lambda desk: desk.agendas.add(actor, meeting_id, desk.agendas.candidate_for(meeting_id, local_id)),
            said=f"{line.initials} · {local_id} is on the agenda of {offer.reference}.",
        )

    def _do(self, dialog: DeedDialog, deed: Callable[[Desk], T], said: str) -> None:
        self._session.do(
            deed,
            said=said,
            done=lambda _kept: dialog.accept(),
            failed=dialog.show_problem,
            stopped=lambda: dialog.deed_button.setEnabled(True),
        )


def _shown(line: PathwayLine) -> str:
    # What is said stays in sight after names are hidden again: initials always.
    return f"{line.initials} · {line.local_id}"

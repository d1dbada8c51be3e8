"""What follows from the cross-reference: the pathway, agendas, answers to the queue, and the thresholds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from panel_desk.domain.missing.cross_reference import CrossLine
from panel_desk.domain.missing.matching import MatchCandidate, Suggestion
from panel_desk.domain.missing.pathway import PathwayContact
from panel_desk.domain.missing.pathway_rules import PathwayLine
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.domain.permissions import Permission
from panel_desk.ui.asking import ask
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.missing import presenter
from panel_desk.ui.workspaces.missing.child_field import child_field
from panel_desk.ui.workspaces.missing.choose_child_dialog import ChooseChildDialog
from panel_desk.ui.workspaces.missing.episode_deeds import shown
from panel_desk.ui.workspaces.missing.match_dialog import Match, MatchDialog
from panel_desk.ui.workspaces.missing.pathway_dialogs import ContactDialog, EntryDialog, LeaveDialog
from panel_desk.ui.workspaces.missing.thresholds_dialog import ThresholdsDialog
from panel_desk.ui.workspaces.missing.view_values import AgendaChoice

_MANY = "There are many children here: “Try them once” shows whom these numbers name."


class FollowingDeeds:
    """Opens a dialog over the page, does the deed, and leaves the dialog open where it was refused."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session = session
        self._page = page

    # The pathway

    def enter(self, line: CrossLine) -> EntryDialog:
        """Put a child of the cross-reference on the pathway, with the flag’s facts as the reason."""
        return self.enter_child(line.local_id, shown(line), line.reason)

    def enter_anybody(self) -> ChooseChildDialog:
        """Ask for the child first."""
        session = self._session
        dialog = ChooseChildDialog("Put a child on the enhanced pathway", child_field(session), self._page)

        def given(local_id: str) -> None:
            dialog.accept()
            self.enter_child(local_id, presenter.shown_of(session.reading, local_id), "")

        dialog.given.connect(given)
        dialog.open()
        return dialog

    def enter_child(self, local_id: str, child: str, reason: str) -> EntryDialog:
        """Put a child on the pathway."""
        session, actor = self._session, self._session.actor
        dialog = EntryDialog(child, reason, presenter.owners(session.reading), session.today, parent=self._page)
        ask(
            session,
            dialog,
            lambda desk, entry: desk.pathway.enter(
                actor, local_id, entry.owner, entry.reason, agency=entry.agency, on=entry.on
            ),
            lambda entry: f"{child} is on the enhanced pathway with {entry.owner}.",
        )
        return dialog

    def change(self, line: PathwayLine) -> EntryDialog:
        """Give a stay another owner, or put its reason right."""
        session, actor, child = self._session, self._session.actor, shown(line)
        people = presenter.owners(session.reading)
        dialog = EntryDialog(child, line.reason, people, session.today, before=line, parent=self._page)
        ask(
            session,
            dialog,
            lambda desk, entry: desk.pathway.change(
                actor, line.id, owner=entry.owner, reason=entry.reason, agency=entry.agency
            ),
            lambda entry: f"{child} is with {entry.owner} on the enhanced pathway.",
        )
        return dialog

    def contact(self, line: PathwayLine) -> ContactDialog:
        """Record a try to reach a child."""
        session, actor, child = self._session, self._session.actor, shown(line)
        dialog = ContactDialog(child, line.owner, presenter.owners(session.reading), session.now, self._page)

        def said(contact: PathwayContact) -> str:
            return f"{child} was reached." if contact.reached else f"{child} was not reached; the try is kept."

        ask(session, dialog, lambda desk, contact: desk.pathway.contact(actor, line.id, contact), said)
        return dialog

    def leave(self, line: PathwayLine) -> LeaveDialog:
        """End a stay."""
        session, actor, child = self._session, self._session.actor, shown(line)
        dialog = LeaveDialog(child, session.today, self._page)
        ask(
            session,
            dialog,
            lambda desk, leaving: desk.pathway.leave(actor, line.id, leaving.on, leaving.reason),
            lambda _leaving: f"{child} has left the enhanced pathway.",
        )
        return dialog

    # The queue

    def match(self, candidate: MatchCandidate, suggestion: Suggestion | None) -> MatchDialog:
        """Say whose the episodes under a number are."""
        return self._answer(candidate, MatchDialog(candidate, child_field(self._session), suggestion, self._page))

    def nobody(self, candidate: MatchCandidate) -> MatchDialog:
        """Say that the desk knows nobody of that number."""
        return self._answer(candidate, MatchDialog(candidate, None, parent=self._page))

    def _answer(self, candidate: MatchCandidate, dialog: MatchDialog) -> MatchDialog:
        session, actor, number = self._session, self._session.actor, candidate.source_id

        def said(match: Match) -> str:
            if not match.local_id:
                return f"Nobody the desk knows has the number {number}."
            return f"The episodes under {number} are those of {presenter.shown_of(session.reading, match.local_id)}."

        ask(session, dialog, lambda desk, match: desk.missing.match(actor, number, match.local_id, match.reason), said)
        return dialog

    # Thresholds

    def thresholds(self, trying: Callable[[Thresholds], None]) -> ThresholdsDialog:
        """Show when a child counts as one of those who go missing most; keep other numbers, or try them once."""
        session, reading, actor = self._session, self._session.reading, self._session.actor
        quick = presenter.is_quick(reading)
        dialog = ThresholdsDialog(
            reading.cross_referencing.thresholds(),
            lambda rule: reading.cross_referencing.run(session.now, rule).sentence if quick else _MANY,
            may_set=session.can(Permission.SET_UP),
            parent=self._page,
        )

        def tried(rule: Thresholds) -> None:
            dialog.accept()
            trying(rule)

        dialog.trying.connect(tried)
        ask(
            session,
            dialog,
            lambda desk, rule: desk.cross_referencing.set_thresholds(actor, rule),
            lambda _rule: "The thresholds are kept for this desk.",
        )
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
            said=f"{shown(line)} is on the agenda of {offer.reference}.",
        )

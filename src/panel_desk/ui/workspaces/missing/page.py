"""The Missing page: five figures, the cross-reference, episodes with their clocks, oversight, pathway, match queue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.figures.reporting_year import Period
from panel_desk.domain.ids import ChildId
from panel_desk.domain.missing.cross_reference import CrossLine, CrossReference
from panel_desk.domain.missing.episode_lines import EpisodeLine
from panel_desk.domain.missing.interviews import ReturnInterview
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.domain.permissions import Permission
from panel_desk.services.desk import Desk
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.sending import Outgoing, Sending
from panel_desk.ui.session import Session
from panel_desk.ui.tasks import Progress
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.workspaces.missing import presenter
from panel_desk.ui.workspaces.missing.cards import FigureRow
from panel_desk.ui.workspaces.missing.episode_deeds import EpisodeDeeds
from panel_desk.ui.workspaces.missing.episode_model import (
    NO_CORRECTION,
    NOBODY,
    no_interview_words,
    no_return_words,
    takes_interview,
)
from panel_desk.ui.workspaces.missing.following_deeds import FollowingDeeds
from panel_desk.ui.workspaces.missing.panes import CROSS, EPISODES, OVERSIGHT, PATHWAY, QUEUE, TABS, MissingPanes
from panel_desk.ui.workspaces.missing.pathway_pane import ended_words
from panel_desk.ui.workspaces.missing.period_field import PeriodField
from panel_desk.ui.workspaces.missing.presenter import MissingView

_PLACES = {"cross-reference": CROSS, "oversight": OVERSIGHT, "pathway": PATHWAY, "match queue": QUEUE}
_MINUTE = 60_000


class MissingPage(Page):
    """Figures above; below them one of five tabs, the one that was shown last."""

    key: ClassVar[PageKey] = PageKey.MISSING
    title: ClassVar[str] = "Missing"
    icon: ClassVar[str] = "clock"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: MissingView | None = None
        self._asked: presenter.Asked | None = None
        self._crossed: tuple[int, Thresholds | None] | None = None
        self._trying: Thresholds | None = None
        self._reading = self._crossing = False
        self.episode_deeds = EpisodeDeeds(session, self)
        self.following_deeds = FollowingDeeds(session, self)
        self.sending = Sending(session, self)
        self._build()
        session.names.changed.connect(lambda _shown: self._show_figures())
        # The 72 hours run on while nobody presses anything.
        self._clock = QTimer(self, interval=_MINUTE)
        self._clock.timeout.connect(self._on_minute)
        self._clock.start()

    # What the shell calls

    def refresh(self) -> None:
        """Read again where something was recorded or the clock went on; choices, words and places stay."""
        session = self._session
        self.period_field.set_choices(presenter.period_choices(session.today))
        period, now = self.period(), session.now
        wanted = presenter.asked(session.reading, now, period)
        if self._reading:
            return
        if wanted == self._asked:
            self._cross_again()
        elif self._is_quick():
            self._show(presenter.read(session.reading, now, period), wanted)
        else:
            self._reading = True
            if self._view is None:
                self._header.set_aside("reading the episodes …")
            session.do(
                lambda desk: presenter.read(desk, now, period),
                done=lambda view: self._on_read(view, wanted),
                failed=self._on_reading_failed,
                stopped=self._on_reading_stopped,
            )

    def open(self, place: Place) -> None:
        """Show a tab (``what``), or some episodes: ``open``, ``overdue``, ``due``; with a child’s id its own."""
        if self._view is None:
            self.refresh()
        if place.what in _PLACES:
            self.panes.show_tab(_PLACES[place.what], focus=True)
        elif place.what or place.id:
            self.panes.show_tab(EPISODES, focus=True)
            self.panes.episodes.show_filter(place.what)
            if place.id:
                self.panes.episodes.show_child(presenter.local_id_of(self._session.reading, place.id))

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        may, exports = self._session.can(Permission.FOLLOW_CHILDREN), self._session.can(Permission.TAKE_COPIES)
        return (
            Command(words="Cross-reference now", run=self.cross_reference, shortcut="Ctrl+Return"),
            Command(words="Record an episode…", run=self.record_episode, shortcut="Ctrl+N", enabled=may),
            Command(
                words="Record an interview… (of the chosen episode; I in the table)",
                run=self._interview_of_chosen,
                enabled=may and self._chosen_episode() is not None,
            ),
            Command(words="Filter the table", run=self.panes.go_to_filter, shortcut="Ctrl+F"),
            Command(words="Next tab", run=partial(self.panes.step, 1), shortcut="Ctrl+PgDown"),
            Command(words="Previous tab", run=partial(self.panes.step, -1), shortcut="Ctrl+PgUp"),
            *(
                Command(words=f"Show {words.lower()}", run=partial(self.panes.show_tab, at, focus=True))
                for at, words in enumerate(TABS)
            ),
            Command(words="Thresholds of the cross-reference…", run=self.ask_thresholds),
            Command(words="Another period…", run=self.ask_period),
            Command(words="Export what the tab shows…", run=self.export, shortcut="Ctrl+Shift+E", enabled=exports),
        )

    # What tests and commands reach

    @property
    def view(self) -> MissingView | None:
        """What is shown; None before it was read."""
        return self._view

    def period(self) -> Period:
        """Whose episodes are shown."""
        return self.period_field.period()

    # Deeds

    def cross_reference(self) -> None:
        """Run the cross-reference with progress, and show it."""
        self._trying = None
        self._run("Cross-referencing")

    def record_episode(self) -> None:
        """Enter an episode by hand; of the chosen child, where one is chosen."""
        line = self._chosen_episode()
        self.episode_deeds.record(line.local_id if line is not None else "")

    def ask_thresholds(self) -> None:
        """Show when a child counts as one of those who go missing most."""
        self.following_deeds.thresholds(self.try_thresholds)

    def try_thresholds(self, rule: Thresholds) -> None:
        """Run once with other thresholds than those kept."""
        self._trying = rule
        self._run("Trying other thresholds")

    def ask_period(self) -> None:
        """Ask for a period in words."""
        self._session.messages.ask_words(
            "Which period?",
            will="A year (2025-26), a quarter (Q2 2026-27), a month (2026-10) or two dates "
            "(1 October 2026 to 15 November 2026). Episodes count by the day they began.",
            yes="Show it",
            on_words=self._on_period_typed,
        )

    def export(self) -> None:
        """Give out what the tab shows."""
        self.sending.export(self.outgoing())

    def outgoing(self) -> Outgoing | None:
        """What the tab shows, as it may leave the desk."""
        return self.panes.outgoing(self.period(), self._session.now)

    # Building

    def _build(self) -> None:
        self.setProperty("role", "page")
        self._build_header()
        self.figures = FigureRow()
        self.figures.followed.connect(self._on_figure_followed)
        session = self._session
        self.panes = MissingPanes(
            session.names,
            lambda: session.today,
            may_follow=session.can(Permission.FOLLOW_CHILDREN),
            may_prepare=session.can(Permission.PREPARE_AGENDAS),
        )
        self._connect_panes()
        column = spaced(QVBoxLayout(self), (28, 24, 28, 24), 14)
        column.addWidget(self._header)
        column.addWidget(self.figures)
        column.addWidget(self.panes, 1)
        self.setFocusProxy(self.panes)

    def _build_header(self) -> None:
        self._header = PageHeader(self.title)
        self.period_field = PeriodField()
        self.period_field.set_choices(presenter.period_choices(self._session.today))
        self.period_field.chosen.connect(lambda _period: self.refresh())
        self.period_field.other_wanted.connect(self.ask_period)
        self._header.add_action(self.period_field)
        self._header.add_action(button("Thresholds…", self.ask_thresholds, icon="sliders-horizontal"))
        export = button("Export…", self.export, icon="download", tip="What the tab shows")
        self._header.add_action(export)
        export.setVisible(self._session.can(Permission.TAKE_COPIES))
        self._header.add_action(button("Cross-reference now", self.cross_reference, primary=True, tip="Ctrl+Enter"))

    def _connect_panes(self) -> None:
        panes, deeds, following = self.panes, self.episode_deeds, self.following_deeds
        cross, episodes, pathway, queue = panes.cross, panes.episodes, panes.pathway, panes.queue
        cross.run_wanted.connect(self.cross_reference)
        cross.lists_wanted.connect(lambda: self._session.go(Place(PageKey.CASE_LISTS)))
        cross.pathway_wanted.connect(self._on_pathway_wanted)
        cross.agenda_wanted.connect(self._on_agenda_wanted)
        cross.episodes_wanted.connect(self._on_episodes_wanted)
        episodes.recording_wanted.connect(self.record_episode)
        episodes.interview_wanted.connect(self._on_interview_wanted)
        episodes.return_wanted.connect(self._on_return_wanted)
        episodes.correct_wanted.connect(self._on_correction_wanted)
        episodes.aside_wanted.connect(deeds.leave_out)
        pathway.entering_wanted.connect(following.enter_anybody)
        pathway.contact_wanted.connect(following.contact)
        pathway.change_wanted.connect(following.change)
        pathway.leaving_wanted.connect(following.leave)
        pathway.ended_wanted.connect(lambda line: self._say_why_not(ended_words(line)))
        queue.match_wanted.connect(following.match)
        queue.nobody_wanted.connect(following.nobody)
        for wanted in (cross.child_wanted, episodes.child_wanted, pathway.child_wanted):
            wanted.connect(lambda line: self._open_child(line.child_id))
        panes.chosen_changed.connect(self.commands_changed.emit)
        panes.tab_changed.connect(self.commands_changed.emit)

    # Reading and showing

    def _on_read(self, view: MissingView, wanted: presenter.Asked) -> None:
        self._reading = False
        self._show(view, wanted)
        # Something may have been recorded while it was read.
        self.refresh()

    def _on_reading_failed(self, error: DeskError) -> None:
        self._reading = False
        self._session.messages.say_error(error)

    def _on_reading_stopped(self) -> None:
        self._reading = False

    def _show(self, view: MissingView, wanted: presenter.Asked) -> None:
        self._view, self._asked = view, wanted
        self._header.set_aside(presenter.period_words(view.period))
        self._show_figures()
        self.panes.show_view(view)
        self._cross_again()

    def _show_figures(self) -> None:
        if self._view is not None:
            names = self._session.names
            self.figures.show_figures(
                presenter.figures(self._view, lambda initials, _id, name: name if names.shown and name else initials)
            )

    def _cross_again(self) -> None:
        """Run it quietly where the record has changed since: what the page shows is never behind the record."""
        now = self._session.reading.book.head().seq, self._trying
        if now != self._crossed and not self._crossing:
            self._run("")

    def _run(self, title: str) -> None:
        """Run the cross-reference: with progress under a title, or quietly."""
        session, rule = self._session, self._trying
        now, seq = session.now, session.reading.book.head().seq

        def job(desk: Desk) -> CrossReference:
            return desk.cross_referencing.run(now, rule)

        def told_job(desk: Desk, progress: Progress) -> CrossReference:
            progress.tell("Setting who goes missing beside who carries a marker", None)
            found = job(desk)
            # Pressed meanwhile, Cancel still leaves the table as it was.
            progress.tell("Showing the table", None)
            return found

        def done(cross: CrossReference) -> None:
            self._crossing, self._crossed = False, (seq, rule)
            self._show_cross(cross, said=bool(title))

        def failed(error: DeskError) -> None:
            # Not run again by itself with thresholds that were refused.
            self._crossing, self._crossed, self._trying = False, (seq, None), None
            session.messages.say_error(error)

        if not title and self._is_quick():
            done(job(session.reading))
            return
        self._crossing = True
        if title:
            session.work(title, told_job, done=done, failed=failed, stopped=self._on_cross_stopped)
        else:
            session.do(job, done=done, failed=failed, stopped=self._on_cross_stopped)

    def _is_quick(self) -> bool:
        """Whether reading takes no longer than a person notices: few children, and few episodes the last time."""
        few = self._view is None or len(self._view.episodes) <= presenter.MANY_LINES
        return few and presenter.is_quick(self._session.reading)

    def _on_cross_stopped(self) -> None:
        self._crossing = False

    def _show_cross(self, cross: CrossReference, *, said: bool) -> None:
        tried = presenter.tried_words(cross.thresholds) if self._trying else ""
        self.panes.show_cross(cross, f"{cross.sentence} {tried}".strip())
        if said:
            self.panes.show_tab(CROSS, focus=True)
            self._session.messages.say(f"Cross-referenced: {cross.period_words}.", tone=Tone.GREEN)

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()

    # What is pressed

    def _on_figure_followed(self, key: str) -> None:
        if key in ("offered", "accepted"):
            self.panes.show_tab(OVERSIGHT, focus=True)
        else:
            self.panes.show_tab(EPISODES, focus=True)
            self.panes.episodes.show_filter(key)

    def _on_period_typed(self, untrusted_text: str) -> None:
        try:
            self.period_field.choose(presenter.typed_period(untrusted_text))
        except DeskError as error:
            self._session.messages.say_error(error, offer=("Another period…", self.ask_period))

    def _on_pathway_wanted(self, line: CrossLine) -> None:
        if line.pathway_id is not None:
            self.panes.show_tab(PATHWAY)
            self.panes.pathway.show_child(line.local_id)
        elif line.child_id is not None:
            self.following_deeds.enter(line)
        else:
            self._say_why_not(NOBODY)

    def _on_agenda_wanted(self, line: CrossLine) -> None:
        under = self.panes.cross.why.agenda_button
        if line.child_id is not None:
            self.following_deeds.put_on_agenda(line, under.mapToGlobal(QPoint(0, under.height())))
        else:
            self._say_why_not(NOBODY)

    def _on_episodes_wanted(self, line: CrossLine) -> None:
        self.panes.show_tab(EPISODES, focus=True)
        self.panes.episodes.show_child(line.local_id)

    def _on_interview_wanted(self, line: EpisodeLine, before: ReturnInterview | None) -> None:
        if takes_interview(line):
            self.episode_deeds.interview(line, before, self._view.episodes if self._view else ())
        else:
            self._say_why_not(no_interview_words(line))

    def _on_return_wanted(self, line: EpisodeLine) -> None:
        if line.is_open:
            self.episode_deeds.come_back(line)
        else:
            self._say_why_not(no_return_words(line))

    def _on_correction_wanted(self, line: EpisodeLine) -> None:
        if line.entered:
            self.episode_deeds.correct(line)
        else:
            self._say_why_not(NO_CORRECTION)

    def _say_why_not(self, why: tuple[str, str]) -> None:
        self._session.messages.say(why[0], remedy=why[1])

    def _interview_of_chosen(self) -> None:
        if (line := self._chosen_episode()) is not None:
            self._on_interview_wanted(line, None)

    def _chosen_episode(self) -> EpisodeLine | None:
        line: EpisodeLine | None = self.panes.episodes.table.chosen() if self.panes.at() == EPISODES else None
        return line

    def _open_child(self, child_id: ChildId | None) -> None:
        if child_id is not None:
            self._session.go(Place(PageKey.CHILDREN, child_id))
        else:
            self._say_why_not(NOBODY)

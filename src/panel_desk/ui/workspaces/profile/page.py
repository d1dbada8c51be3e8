"""The Profile page: what the service reports of a period, with charts beside their tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from panel_desk.domain.errors import DeskError
from panel_desk.domain.figures.profile import PublicProfile
from panel_desk.domain.figures.published import PublishedYear
from panel_desk.domain.figures.reporting_year import Period, parse_period, reporting_year
from panel_desk.domain.permissions import Permission
from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import px, restyle
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.fields import choice, set_choices
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.period_bar import PeriodBar
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.words import Words, WordsRole, plain_tip
from panel_desk.ui.workspaces.profile.earlier_years_dialog import EarlierYearsDialog
from panel_desk.ui.workspaces.profile.hidden_pane import HiddenPane
from panel_desk.ui.workspaces.profile.presenter import (
    HIDDEN,
    ProfilePresenter,
    Reading,
    SectionLine,
    about,
    has_figures,
    headline,
    public_words,
    sections,
)
from panel_desk.ui.workspaces.profile.section_pane import SectionPane
from panel_desk.ui.workspaces.profile.sending import Sending

_MARKING = "OFFICIAL-SENSITIVE"
_SIDE, _NARROW, _LEAST_SECTION = 204, 800, 340
_BRING = "Go to the case lists"
_HOW_FILLED = "A profile counts the children of the case lists, what panels decided, and who went missing."
_ITEM_EDGES, _TWO_LINES = 36, 52
_COUNTING = "counting…"
_PLACE_PUBLIC, _PLACE_REPORT = "public", "report"


class ProfilePage(Page):
    """Sections at the left, the chosen one beside them; a switch shows what the public may see."""

    key: ClassVar[PageKey] = PageKey.PROFILE
    title: ClassVar[str] = "Profile"
    icon: ClassVar[str] = "chart-column"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = ProfilePresenter(session.reading)
        self._sending = Sending(session, self._presenter, self)
        self._reading: Reading | None = None
        self._waiting: tuple[Period, bool] | None = None
        self._begun = False
        self._build()

    # What the shell calls

    def refresh(self) -> None:
        """Count again where the record has gone on: on the desk's thread, while the last figures stay."""
        years = self._presenter.years()
        if not self._begun:
            self._begun = True
            if years:
                self._bar.choose(reporting_year(years[0]))
        self._bar.set_years(years)
        self._read()

    def open(self, place: Place) -> None:
        """Show a period (``2025-26``) or a section by its key; ``public`` and ``report`` begin these."""
        self._begun = True
        if place.id and any(line.key == place.id for line in self._lines):
            self.show_section(place.id)
        elif place.id:
            try:
                self._bar.choose(parse_period(place.id))
            except DeskError as error:
                self._session.messages.say_error(error)
        if place.what == _PLACE_PUBLIC:
            self._public.setChecked(True)
        elif place.what == _PLACE_REPORT:
            self.report()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        sends, has = self._session.can(Permission.TAKE_COPIES), self._has_figures()
        return (
            Command(words="Public copy on or off", run=self._public.toggle, shortcut="Ctrl+Shift+U"),
            Command(words="Next section", run=lambda: self._step(1), shortcut="Ctrl+PgDown", enabled=has),
            Command(words="Section before", run=lambda: self._step(-1), shortcut="Ctrl+PgUp", enabled=has),
            Command(words="Export the profile…", run=self.export, shortcut="Ctrl+Shift+E", enabled=sends and has),
            Command(words="Report for scrutiny…", run=self.report, shortcut="Ctrl+P", enabled=sends and has),
            Command(words="Enter earlier years…", run=self.earlier_years, enabled=self._session.can(Permission.SET_UP)),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the page is narrow or the text large, the sections are chosen above and not at the side."""
        super().resizeEvent(event)
        self._place_sections()

    def changeEvent(self, event: QEvent) -> None:
        """Look again when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_side"):
            self._place_sections()
            self._show_lines()

    # What tests and commands reach

    @property
    def bar(self) -> PeriodBar:
        """The period."""
        return self._bar

    @property
    def sections(self) -> QListWidget:
        """The list at the left."""
        return self._side

    @property
    def pane(self) -> SectionPane:
        """The section in sight."""
        return self._pane

    @property
    def hidden(self) -> HiddenPane:
        """What the public copy hides."""
        return self._hidden

    @property
    def sentence(self) -> str:
        """The first sentence of the page."""
        return self._sentence.text()

    @property
    def sending(self) -> Sending:
        """How figures leave."""
        return self._sending

    # Deeds

    def set_public(self, on: bool) -> None:
        """Show the public copy, or all figures again."""
        self._public.setChecked(on)

    def show_section(self, key: str) -> None:
        """Go to a section."""
        at = next((at for at, line in enumerate(self._lines) if line.key == key), -1)
        if at >= 0:
            self._side.setCurrentRow(at)

    def export(self) -> None:
        """Ask for whom and where, and write what is shown."""
        if self._reading is not None:
            self._sending.export(self._reading.shown)

    def report(self) -> None:
        """Ask for the report for scrutiny."""
        if self._reading is not None:
            self._sending.report(self._reading.full, public=self._public.isChecked())

    def earlier_years(self) -> None:
        """Enter figures of years before the desk."""
        EarlierYearsDialog(self._session.reading.profiling.published_years(), self._keep_year, self).open()

    def _keep_year(self, year: PublishedYear, dialog: EarlierYearsDialog) -> None:
        actor = self._session.actor
        self._session.do(
            lambda desk: desk.profiling.set_published_year(actor, year),
            said=f"{year.year} is entered: {year.children:,} children.",
            done=lambda _nothing: self._show_years(dialog),
            failed=lambda error: (
                dialog.show_refusal(error) if isValid(dialog) else self._session.messages.say_error(error)
            ),
        )

    def _show_years(self, dialog: EarlierYearsDialog) -> None:
        if isValid(dialog):
            dialog.show_years(self._session.reading.profiling.published_years())

    # Building

    def _build(self) -> None:
        restyle(self, role="page")
        self._lines: tuple[SectionLine, ...] = ()
        self._build_header()
        self._bar = PeriodBar(self._session.today)
        self._bar.period_chosen.connect(lambda _period: self._read())
        self._sentence = Words("", WordsRole.SUBHEADING, wrap=True, selectable=True)
        self._more = Words("", wrap=True, selectable=True)
        self._published = Words("", wrap=True, tone=Tone.AMBER)
        for words in (self._sentence, self._more):
            words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty = EmptyState("chart-column", "", _BRING, lambda: self._session.go(Place(PageKey.CASE_LISTS)))
        column = spaced(QVBoxLayout(self), (28, 24, 28, 16), 12)
        for part in (self._header, self._bar, self._sentence, self._more, self._published):
            column.addWidget(part)
        column.addWidget(self._build_sections(), 1)
        column.addWidget(self._empty, 1)
        self._empty.hide()

    def _build_header(self) -> None:
        self._header = PageHeader("Exploitation profile")
        self._public = button("Public copy", icon="eye-off", tip="Ctrl+Shift+U")
        self._public.setCheckable(True)
        self._public.toggled.connect(lambda _on: self._read())
        self._header.add_action(self._public)
        self._export = button("Excel…", self.export, icon="download", tip="As Excel or CSV · Ctrl+Shift+E")
        self._report = button("Report for scrutiny…", self.report, icon="file-text", primary=True, tip="Ctrl+P")
        earlier = button("Earlier years…", self.earlier_years, icon="history")
        if not self._session.can(Permission.SET_UP):
            earlier.hide()
        for made in (earlier, self._export, self._report):
            self._header.add_action(made)
        for made in (self._export, self._report):
            made.setVisible(self._session.can(Permission.TAKE_COPIES))

    def _build_sections(self) -> QWidget:
        self._choice = choice([], name="Section")
        self._side = QListWidget()
        self._choice.currentIndexChanged.connect(self._side.setCurrentRow)
        self._side.setAccessibleName("Sections of the profile")
        self._side.setProperty("role", "sections")
        self._side.setWordWrap(True)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        measured(self._side, width=_SIDE)
        self._side.currentRowChanged.connect(lambda _at: self._show_section())
        self._pane, self._hidden = SectionPane(), HiddenPane()
        self._stack = QStackedWidget()
        self._section_area = scrolled(self._pane, "Section")
        self._hidden_area = scrolled(self._hidden, "Hidden figures")
        self._stack.addWidget(self._section_area)
        self._stack.addWidget(self._hidden_area)
        measured(self._stack, min_height=_LEAST_SECTION)
        self._body = QWidget()
        column = spaced(QVBoxLayout(self._body), spacing=12)
        column.addWidget(self._choice, 0, Qt.AlignmentFlag.AlignLeft)
        row = spaced(QHBoxLayout(), spacing=16)
        row.addWidget(self._side)
        row.addWidget(self._stack, 1)
        column.addLayout(row, 1)
        self.setFocusProxy(self._side)
        return self._body

    def _place_sections(self) -> None:
        narrow = self.width() < px(_NARROW)
        self._side.setVisible(not narrow)
        self._more.setVisible(bool(self._more.text()) and not narrow)
        self._choice.setVisible(narrow)
        self.setFocusProxy(self._choice if narrow else self._side)

    # Showing

    def _read(self) -> None:
        """Show what is known of the period; else have it counted, and show that when it has come."""
        period, public = self._bar.period, self._public.isChecked()
        known = self._presenter.known(period, public=public)
        if known is not None:
            self._waiting = None
            self._show(known)
            return
        if self._waiting == (period, public):
            return
        self._waiting = (period, public)
        self._bar.set_aside(_COUNTING)
        self._session.do(
            self._presenter.reader(period, public=public),
            done=lambda read: self._on_read(period, *read),
            failed=self._on_failed,
            stopped=self._on_stopped,
        )

    def _on_read(self, period: Period, head: int, reading: Reading) -> None:
        self._presenter.keep(head, period, reading)
        # Counting takes a moment; the page may have gone meanwhile.
        if isValid(self) and self._waiting == (period, reading.public is not None):
            self._waiting = None
            self._show(reading)

    def _on_failed(self, error: DeskError) -> None:
        """The screen stays as it was; a public copy that cannot be proved safe is none."""
        self._on_stopped()
        self._session.messages.say_error(error)

    def _on_stopped(self) -> None:
        if not isValid(self):
            return
        self._waiting = None
        shown = None if self._reading is None else self._reading.shown
        self._bar.set_aside("" if shown is None else about(shown, self._session.today))
        with QSignalBlocker(self._public):
            self._public.setChecked(isinstance(shown, PublicProfile))

    def _show(self, reading: Reading) -> None:
        same = reading is self._reading
        self._reading = reading
        shown = reading.shown
        public = isinstance(shown, PublicProfile)
        self._header.set_chip("Public copy" if public else "", Tone.AMBER, "eye-off")
        self._bar.set_aside(about(shown, self._session.today))
        if same:
            return
        first, more = headline(shown)
        self._sentence.set_text(first)
        self._more.set_text(more)
        self._place_sections()
        self._published.set_text(public_words(shown) if isinstance(shown, PublicProfile) else "")
        self._published.setVisible(public)
        has = has_figures(shown)
        self._body.setVisible(has)
        self._empty.setVisible(not has)
        self._empty.set_words(_HOW_FILLED, _BRING)
        self._export.setEnabled(has)
        self._report.setEnabled(has)
        self._show_lines()
        self._show_section()
        self.commands_changed.emit()

    def _show_lines(self) -> None:
        """The list of sections; the one in sight stays where it is still there."""
        if self._reading is None:
            return
        here = self._here()
        self._lines = sections(self._reading.shown)
        with QSignalBlocker(self._side):
            self._side.clear()
            for line in self._lines:
                item = QListWidgetItem(line.words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, line.whole)
                item.setToolTip(plain_tip(line.whole))
                if self._side.fontMetrics().horizontalAdvance(line.words) > px(_SIDE - _ITEM_EDGES):
                    item.setSizeHint(QSize(0, px(_TWO_LINES)))
                self._side.addItem(item)
            at = next((at for at, line in enumerate(self._lines) if line.key == here), 0)
            self._side.setCurrentRow(at)
        set_choices(self._choice, [(line.key, line.whole) for line in self._lines], self._here())

    def _show_section(self) -> None:
        reading, here = self._reading, self._here()
        if reading is None or not here:
            return
        shown = reading.shown
        with QSignalBlocker(self._choice):
            self._choice.setCurrentIndex(self._choice.findData(here))
        if here == HIDDEN and isinstance(shown, PublicProfile):
            self._hidden.show_copy(shown)
            self._stack.setCurrentWidget(self._hidden_area)
            return
        public = isinstance(shown, PublicProfile)
        table = next(table for table in shown.tables if table.key == here)
        # Who counts is said once, with the first table.
        note = shown.note if table is shown.tables[0] else ""
        self._pane.show_table(table, note, public=public, marking="" if public else _MARKING, said=self._said())
        self._stack.setCurrentWidget(self._section_area)

    def _said(self) -> str:
        """What the top of the page says already."""
        return f"{self._sentence.text()} {self._more.text()}"

    def _here(self) -> str:
        at = self._side.currentRow()
        return self._lines[at].key if 0 <= at < len(self._lines) else ""

    def _step(self, by: int) -> None:
        at = self._side.currentRow() + by
        if 0 <= at < len(self._lines):
            self._side.setCurrentRow(at)

    def _has_figures(self) -> bool:
        return self._reading is not None and has_figures(self._reading.shown)

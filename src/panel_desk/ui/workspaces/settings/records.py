"""Records: what is due to go, how long each class is kept, what is held, and what was purged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QStackedWidget, QWidget

from panel_desk.domain.calendar import count_words, date_words
from panel_desk.domain.ids import PersonId
from panel_desk.domain.keeping.retained import LegalHold, RecordClass
from panel_desk.domain.keeping.retention import DueForReview, KeptFor, Purged, PurgeDone
from panel_desk.services.desk import Desk
from panel_desk.ui.places import Command
from panel_desk.ui.tasks import Progress
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.settings.group import Group
from panel_desk.ui.workspaces.settings.records_dialogs import HoldDialog, PeriodDialog, PurgeAsked, PurgeDialog

_DUE, _PERIODS, _HOLDS, _PURGED = "due", "periods", "holds", "purged"
_SENTENCES = {
    _DUE: "Looking through the record …",
    _PERIODS: "Enter on a line changes its period, and tells where the shipped one comes from.",
    _HOLDS: "Enter on a line lifts a hold, with a reason.",
    _PURGED: "What went, when and why. Signed files that others were given are theirs.",
}


def held_words(line: DueForReview) -> str:
    """Why it stays, in the table; empty where it may go."""
    more = len(line.held_by) - 1
    return line.held_by[0] + (f" And {count_words(more, 'reason')} more." if more > 0 else "") if line.held_by else ""


def begun(words: str) -> str:
    """As a line begins."""
    return words[:1].upper() + words[1:]


def hold_words(hold: LegalHold) -> str:
    """What is held."""
    if hold.local_id:
        return f"Whatever speaks of child {hold.local_id}"
    return hold.reference or "Everything"


_OF_DUE = (
    Column[DueForReview](
        title="What", text=lambda line: begun(line.what), aside=lambda line: line.about, strong=True, stretch=True
    ),
    Column[DueForReview](
        title="Due since",
        text=lambda line: date_words(line.due_since),
        sort=lambda line: line.due_since,
        width=150,
    ),
    Column[DueForReview](
        title="Entries", text=lambda line: f"{line.events:,}", sort=lambda line: line.events, align_right=True, width=80
    ),
    Column[DueForReview](
        title="",
        text=lambda line: "May go" if line.may_go else "Stays",
        tone=lambda line: Tone.NEUTRAL if line.may_go else Tone.AMBER,
        width=90,
    ),
    Column[DueForReview](
        title="Why it stays",
        text=held_words,
        tip=lambda line: "\n".join(line.held_by),
        muted=True,
        stretch=True,
    ),
)
_OF_PERIODS = (
    Column[KeptFor](title="Class", text=lambda line: line.record_class.value.capitalize(), strong=True, width=270),
    Column[KeptFor](title="Kept for", text=lambda line: line.words, sort=lambda line: line.years, width=110),
    Column[KeptFor](title="From", text=lambda line: line.counted_from, muted=True, stretch=True),
    Column[KeptFor](
        title="",
        text=lambda line: "Set here" if line.set_here else "As shipped",
        tone=lambda line: Tone.ACCENT if line.set_here else Tone.NEUTRAL,
        tip=lambda line: line.source,
        width=110,
    ),
)
_OF_HOLDS = (
    Column[LegalHold](title="What is held", text=hold_words, strong=True, width=270),
    Column[LegalHold](
        title="Since", text=lambda hold: date_words(hold.placed_on), sort=lambda hold: hold.placed_on, width=150
    ),
    Column[LegalHold](title="Why", text=lambda hold: hold.reason, stretch=True),
)
_OF_PURGED = (
    Column[Purged](title="On", text=lambda line: date_words(line.on), sort=lambda line: line.on, width=150),
    Column[Purged](title="What", text=lambda line: begun(line.what), strong=True, stretch=True),
    Column[Purged](title="Entries", text=lambda line: f"{line.events:,}", align_right=True, width=80),
    Column[Purged](title="Why", text=lambda line: line.reason, stretch=True),
    Column[Purged](title="Approved by", text=lambda line: line.approved_by, width=150),
)


class RecordsGroup(Group):
    """Four tables; the one of what is due is where one begins."""

    key: ClassVar[str] = "records"
    words: ClassVar[str] = "Records"
    sentence: ClassVar[str] = (
        "How long records are kept, and what is due to go. Nothing goes by itself: somebody looks at the list, and "
        "somebody else approves. What is purged is gone for good, while the chain over it still verifies."
    )
    icon: ClassVar[str] = "archive"

    _looking = False
    """Whether what is due is being looked for."""
    _again = False

    def refresh(self) -> None:
        """Read periods, holds and the register; what is due is looked for on the desk’s own thread."""
        retention = self.session.reading.retention
        self.periods.rows.set_rows(retention.periods())
        self.holds.rows.set_rows(retention.holds())
        self.purged.rows.set_rows(retention.purged())
        self._show_counts()
        self._again = self._looking
        if not self._looking:
            self._looking = True
            today = self.session.today
            self.session.do(
                lambda desk: desk.retention.review(today),
                done=self._on_due,
                failed=lambda error: self._on_failed(str(error)),
                stopped=lambda: self._on_failed("It could not be looked for."),
            )

    def commands(self) -> Sequence[Command]:
        """Holding, setting, purging."""
        may = self.may_change
        return (
            Command(words="Place a legal hold", run=self.place_hold, enabled=may),
            Command(words="Purge what is chosen", run=self.ask_purge, enabled=self._may_purge),
            Command(words="Choose everything that may go", run=self.choose_all, enabled=self._may_purge),
        )

    def show_part(self, key: str) -> None:
        """Show one of the four tables."""
        self.chips.choose(key)
        self._stack.setCurrentWidget(self._tables[key])
        self._show_sentence()

    def place_hold(self) -> None:
        """Ask what must be kept, and why."""
        HoldDialog(self._on_hold, self).open()

    def change_period(self, line: KeptFor) -> None:
        """Ask for other years."""
        if self.may_change:
            PeriodDialog(line, self._on_period, self).open()

    def lift(self, hold: LegalHold) -> None:
        """Ask why it may go again."""
        if self.may_change:
            self.session.messages.ask_words(
                f"Lift the hold on {hold_words(hold)[:1].lower()}{hold_words(hold)[1:]}?",
                will="What it holds goes back to the review list when its time is over. The hold stays in the record.",
                yes="Lift it",
                on_words=lambda reason: self._on_lift(hold, reason),
            )

    def choose_all(self) -> None:
        """Choose every line that nothing holds back."""
        self.show_part(_DUE)
        self._choose([line for line in self.due.rows.rows if line.may_go])

    def ask_purge(self) -> None:
        """Say what would go, with what hangs on it, and ask for the reason and who approved it."""
        self.show_part(_DUE)
        chosen = [line for line in self.due.chosen_rows() if line.may_go]
        if not chosen:
            self.session.messages.say("Choose from the list what is to go, and may.", tone=Tone.AMBER)
            return
        every = {line.key: line for line in self.due.rows.rows}
        lines = with_what_hangs_on(chosen, every)
        self._ask(lines, self.session.preferences.backup_folder)

    def _ask(
        self, lines: Sequence[DueForReview], folder: Path, asked: PurgeAsked | None = None, problem: str = ""
    ) -> None:
        retention = self.session.reading.retention
        PurgeDialog(
            lines,
            retention.backups_holding(folder),
            retention.approvers(self.session.actor),
            lambda answered: self.purge(lines, answered, folder),
            self,
            doubt=retention.clock_doubt(),
            asked=asked,
            problem=problem,
        ).open()

    def purge(self, lines: Sequence[DueForReview], asked: PurgeAsked, folder: Path) -> None:
        """Empty them for good; where it is refused, ask again with what was answered."""
        actor = self.session.actor

        def emptied(desk: Desk, progress: Progress) -> PurgeDone:
            return desk.retention.purge(
                actor,
                lines,
                reason=asked.reason,
                approved_by=asked.approved_by or PersonId(""),
                tell=progress.tell,
                backups=folder,
                day_confirmed=asked.day_confirmed,
            )

        self.session.work(
            "Purging",
            emptied,
            done=self._on_purged,
            failed=lambda error: self._ask(lines, folder, asked, str(error)),
        )

    @property
    def _may_purge(self) -> bool:
        return self.may_change and any(line.may_go for line in self.due.rows.rows)

    def _build(self) -> None:
        self._sentences = dict(_SENTENCES)
        hold = button("Place a hold…", self.place_hold, icon="lock")
        hold.setEnabled(self.may_change)
        self.all_button = button("Choose all that may go", self.choose_all)
        self.purge_button = button("Purge…", self.ask_purge, icon="trash-2", danger=True)
        self._add_head(hold, self.all_button, self.purge_button)
        self.chips = FilterChips("Which records")
        self.chips.chosen_changed.connect(self.show_part)
        self.column.addWidget(self.chips)
        self.words_above = Words("", WordsRole.MUTED, wrap=True)
        self.column.addWidget(self.words_above)
        self.due: Table = self._table(_OF_DUE, "Due for review", "Nothing is due.")
        self.periods: Table = self._table(_OF_PERIODS, "Periods", "")
        self.holds: Table = self._table(
            _OF_HOLDS,
            "Legal holds",
            "Nothing is held. A hold keeps a child’s record, a meeting or everything.",
        )
        self.purged: Table = self._table(_OF_PURGED, "What was purged", "Nothing was ever purged.")
        self.periods.row_opened.connect(self.change_period)
        self.holds.row_opened.connect(self.lift)
        self.holds.add_row_action("Lift…", self.lift)
        self._stack = QStackedWidget()
        self._tables: dict[str, QWidget] = {
            _DUE: self.due,
            _PERIODS: self.periods,
            _HOLDS: self.holds,
            _PURGED: self.purged,
        }
        for table in self._tables.values():
            self._stack.addWidget(table)
        self.column.addWidget(measured(self._stack, min_height=240), 1)
        self._show_counts()
        self.show_part(_DUE)

    def _table(self, columns: Sequence[Column[Any]], name: str, empty: str) -> Table:
        model = TableModel[Any](columns, key=lambda row: getattr(row, "key", None) or row)
        return Table(model, name=name, empty=EmptyState("archive", empty) if empty else None)

    def _show_counts(self) -> None:
        chosen = self.chips.chosen() or _DUE
        self.chips.set_choices(
            [
                (_DUE, "Due for review", None if self._looking else len(self.due.rows.rows)),
                (_PERIODS, "Periods", None),
                (_HOLDS, "Legal holds", len(self.holds.rows.rows)),
                (_PURGED, "Purged", len(self.purged.rows.rows)),
            ]
        )
        self.chips.choose(chosen)
        for made in (self.all_button, self.purge_button):
            made.setEnabled(self._may_purge)

    def _show_sentence(self) -> None:
        words = self._sentences[self.chips.chosen() or _DUE]
        self.words_above.set_text(words)
        self.words_above.setVisible(bool(words))

    def _on_due(self, lines: tuple[DueForReview, ...]) -> None:
        self._looking = False
        self.due.rows.set_rows(lines)
        self._show_counts()
        may_go = sum(line.may_go for line in lines)
        self._sentences[_DUE] = due_sentence(len(lines), may_go)
        self._show_sentence()
        if self._again:
            # The record moved on while it was looked through.
            self.refresh()

    def _on_failed(self, sentence: str) -> None:
        self._looking = False
        self._sentences[_DUE] = sentence
        self._show_sentence()

    def _on_period(self, record_class: RecordClass, years: int) -> None:
        actor = self.session.actor
        self.session.do(
            lambda desk: desk.retention.set_periods(actor, {record_class: years}),
            said=f"The period of {record_class.value} is set.",
        )

    def _on_hold(self, local_id: str, reference: str, reason: str) -> None:
        actor = self.session.actor
        self.session.do(
            lambda desk: desk.retention.place_hold(actor, reason, local_id=local_id, reference=reference),
            said="It is held.",
            done=lambda _hold: self.show_part(_HOLDS),
        )

    def _on_lift(self, hold: LegalHold, reason: str) -> None:
        actor = self.session.actor
        self.session.do(lambda desk: desk.retention.lift_hold(actor, hold.id, reason), said="The hold is lifted.")

    def _on_purged(self, done: PurgeDone) -> None:
        self.show_part(_PURGED)
        self.refresh()
        # AMBER: the backups that still hold it must be read, and not go by themselves.
        self.session.messages.say(done.sentences[0], remedy=" ".join(done.sentences[1:]), tone=Tone.AMBER)

    def _choose(self, lines: Sequence[DueForReview]) -> None:
        keys, model = {line.key for line in lines}, self.due.rows
        chosen = QItemSelection()
        for place, line in enumerate(model.rows):
            if line.key in keys:
                chosen.select(model.index(place, 0), model.index(place, model.columnCount() - 1))
        self.due.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def due_sentence(count: int, may_go: int) -> str:
    """``3 records are due. 2 may go; 1 stays.``"""
    if not count:
        return ""
    are = "is" if count == 1 else "are"
    stay = count - may_go
    go_words = f"{may_go} may go" if may_go else "None may go"
    stay_words = f"; {stay} {'stays' if stay == 1 else 'stay'}" if stay else ""
    return f"{count_words(count, 'record')} {are} due. {go_words}{stay_words}."


def with_what_hangs_on(chosen: Sequence[DueForReview], every: dict[str, DueForReview]) -> tuple[DueForReview, ...]:
    """The chosen lines and whatever they rest on: it goes with them."""
    found: dict[str, DueForReview] = {}
    waiting = list(chosen)
    while waiting:
        line = waiting.pop()
        if line.key not in found:
            found[line.key] = line
            waiting += [every[key] for key in line.goes_with if key in every]
    return tuple(sorted(found.values(), key=lambda line: (line.due_since, line.key)))

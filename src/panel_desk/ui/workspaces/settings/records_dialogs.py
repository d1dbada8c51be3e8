"""What is asked of retention: a period, a hold, and the purge with its reason and who approved it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.retained import RecordClass
from panel_desk.domain.retention import LONGEST, DueForReview, KeptFor, period_words
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, choice, line_edit, spin
from panel_desk.ui.widgets.words import WordsRole

_SHOWN = 8


class PeriodDialog(Dialog):
    """Another number of years, beside where the shipped one comes from."""

    def __init__(self, line: KeptFor, on_years: Callable[[RecordClass, int], None], parent: QWidget) -> None:
        super().__init__(f"How long {line.record_class.value} are kept", parent, width=520)
        self._line = line
        self._on_years = on_years
        self.add_words(f"Counted from {line.counted_from}. Shipped: {period_words(line.default_years)}.")
        self.add_words(line.source).set_role(WordsRole.MUTED)
        self.years = spin(line.years, 0, LONGEST, suffix=" years", name="Years")
        self.years.setSpecialValueText("Without an end")
        form = Form()
        form.add("Kept for", self.years, "Below 1: without an end, so never due")
        self.body.addWidget(form)
        self.add_button("Cancel")
        self.add_button("Keep", self._on_keep, primary=True)

    def _on_keep(self) -> None:
        years = self.years.value()
        self.accept()
        self._on_years(self._line.record_class, years)


class HoldDialog(Dialog):
    """A child, a meeting, or everything; and why."""

    def __init__(self, on_hold: Callable[[str, str, str], None], parent: QWidget) -> None:
        super().__init__("Place a legal hold", parent, width=520)
        self._on_hold = on_hold
        self.add_words("What is held is never purged until the hold is lifted, however old it is.")
        self.what = choice([("child", "One child"), ("meeting", "One meeting"), ("all", "Everything")], "child")
        self.what.setAccessibleName("What is held")
        self.which = line_edit(most=80, name="Which")
        self.reason = line_edit(most=300, placeholder="Claim of March 2026", name="Reason")
        form = Form()
        form.add("What is held", self.what)
        self.which_field = form.add("Which", self.which, "The child’s local ID, or the meeting’s reference")
        self.reason_field = form.add("Reason", self.reason, "An inquiry, a claim, a review")
        self.what.currentIndexChanged.connect(lambda _at: self._on_what())
        self.body.addWidget(form)
        self.add_button("Cancel")
        self.add_button("Hold it", self._on_press, primary=True)

    def _on_what(self) -> None:
        self.which_field.setVisible(self.what.currentData() != "all")

    def _on_press(self) -> None:
        what, which, reason = self.what.currentData(), self.which.text().strip(), self.reason.text().strip()
        self.which_field.set_problem("" if which or what == "all" else "Which one?")
        self.reason_field.set_problem("" if reason else "Why must it be kept?")
        if (not which and what != "all") or not reason:
            return
        self.accept()
        self._on_hold(which if what == "child" else "", which if what == "meeting" else "", reason)


class PurgeDialog(Dialog):
    """What would go, what would not come back, which backups still hold it; reason and approval."""

    def __init__(
        self,
        lines: Sequence[DueForReview],
        backups: Sequence[str],
        on_purge: Callable[[str, str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(f"Purge {count_words(len(lines), 'record')} for good?", parent, width=620)
        self._on_purge = on_purge
        events = sum(line.events for line in lines)
        self.add_words(
            f"{count_words(events, 'entry', 'entries')} of the journal lose their words, and tables, drafts and kept "
            "files made from them go too. It cannot be taken back. Who made which entry, and when, stays."
        )
        shown = [f"•  {line.what}{f' of {line.about}' if line.about else ''}" for line in lines[:_SHOWN]]
        more = len(lines) - _SHOWN
        self.add_words("\n".join([*shown, *([f"•  and {more} more"] if more > 0 else [])]))
        for sentence in backups:
            self.add_words(sentence).set_role(WordsRole.MUTED)
        self.reason = line_edit("The period is over", most=300, name="Reason")
        self.approved_by = line_edit(most=200, placeholder="Dana Prior", name="Approved by")
        form = Form()
        self.reason_field = form.add("Reason", self.reason)
        self.approved_field = form.add("Approved by", self.approved_by, "Who looked at this list and agreed; not you")
        self.body.addWidget(form)
        self.add_button("Cancel")
        self.yes = self.add_button("Purge for good", self._on_press, danger=True)

    def _on_press(self) -> None:
        reason, by = self.reason.text().strip(), self.approved_by.text().strip()
        self.reason_field.set_problem("" if reason else "Why is it purged?")
        self.approved_field.set_problem("" if by else "Who approved it?")
        if not reason or not by:
            return
        self.accept()
        self._on_purge(reason, by)

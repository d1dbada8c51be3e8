"""What is asked of retention: a period, a hold, and the purge with its reason and who approved it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.ids import PersonId
from panel_desk.domain.keeping.retained import RecordClass
from panel_desk.domain.keeping.retention import LONGEST, DueForReview, KeptFor, period_words
from panel_desk.domain.people import Person
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, choice, line_edit, spin, tick
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


class PurgeAsked(Struct, frozen=True, kw_only=True):
    """What somebody answered who purges."""

    reason: str = "The period is over"
    approved_by: PersonId | None = None
    day_confirmed: bool = False


class PurgeDialog(Dialog):
    """What would go, what would not come back, which backups still hold it; reason and approval."""

    def __init__(
        self,
        lines: Sequence[DueForReview],
        backups: Sequence[str],
        approvers: Sequence[Person],
        on_purge: Callable[[PurgeAsked], None],
        parent: QWidget,
        *,
        doubt: str = "",
        asked: PurgeAsked | None = None,
        problem: str = "",
    ) -> None:
        """A dialog.

        Args:
            lines: What would go.
            backups: What still holds it, in sentences.
            approvers: Who may approve.
            on_purge: Is handed what was answered.
            parent: Its window.
            doubt: Why the day may be wrong; it is confirmed then.
            asked: What was answered before it was refused.
            problem: Why it was refused.
        """
        super().__init__(f"Purge {count_words(len(lines), 'record')} for good?", parent, width=620)
        asked = asked or PurgeAsked()
        self._on_purge = on_purge
        if problem:
            self.add_words(problem).set_role(WordsRole.PROBLEM)
        self._add_what_goes(lines)
        for sentence in backups:
            self.add_words(sentence).set_role(WordsRole.MUTED)
        self.reason = line_edit(asked.reason, most=300, name="Reason")
        people = [("", "Choose who approved it"), *((one.id, f"{one.name}, {one.title}") for one in approvers)]
        self.approved_by = choice(people, asked.approved_by or "", name="Approved by")
        self.day = tick("The day is right", on=asked.day_confirmed)
        form = Form()
        self.reason_field = form.add("Reason", self.reason)
        self.approved_field = form.add("Approved by", self.approved_by, "A chair or deputy who looked at this list")
        self.day_field = form.add("Today", self.day, doubt)
        self.day_field.setVisible(bool(doubt))
        self._must_confirm = bool(doubt)
        self.body.addWidget(form)
        self.add_button("Cancel")
        self.yes = self.add_button("Purge for good", self._on_press, danger=True)

    def _add_what_goes(self, lines: Sequence[DueForReview]) -> None:
        events = sum(line.events for line in lines)
        self.add_words(
            f"{count_words(events, 'entry', 'entries')} of the journal lose their words, and tables, drafts and kept "
            "files made from them go too. It cannot be taken back. Who made which entry, and when, stays."
        )
        shown = [f"•  {line.what}{f' of {line.about}' if line.about else ''}" for line in lines[:_SHOWN]]
        more = len(lines) - _SHOWN
        self.add_words("\n".join([*shown, *([f"•  and {more} more"] if more > 0 else [])]))

    def _on_press(self) -> None:
        reason, by = self.reason.text().strip(), self.approved_by.currentData()
        unsure = self._must_confirm and not self.day.isChecked()
        self.reason_field.set_problem("" if reason else "Why is it purged?")
        self.approved_field.set_problem("" if by else "Who approved it?")
        self.day_field.set_problem("Is this day right?" if unsure else "")
        if not reason or not by or unsure:
            return
        self.accept()
        self._on_purge(PurgeAsked(reason=reason, approved_by=PersonId(by), day_confirmed=self.day.isChecked()))

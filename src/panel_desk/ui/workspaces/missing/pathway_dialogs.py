"""Small dialogs for the enhanced pathway: put a child on it, put a stay right, record a contact, leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from panel_desk.domain.missing.pathway import ContactWay, PathwayContact
from panel_desk.domain.missing.pathway_rules import PathwayLine
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.fields import LabelledField, choice, date_edit, line_edit
from panel_desk.ui.widgets.moment_field import Moment, MomentField

_REASON_HEIGHT = 76


class Entry(Struct, frozen=True, kw_only=True):
    """A stay as filled in."""

    owner: str
    agency: str
    reason: str
    on: date


class Leaving(Struct, frozen=True):
    """When a stay ended, and why."""

    on: date
    reason: str


class EntryDialog(DeedDialog[Entry]):
    """Hands over an ``Entry``: of a new stay, or of one that is put right."""

    def __init__(
        self,
        child: str,
        reason: str,
        people: Sequence[str],
        today: date,
        *,
        before: PathwayLine | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = f"{child} on the enhanced pathway" if before else f"Put {child} on the enhanced pathway"
        super().__init__(title, "Keep the change" if before else "Put on the pathway", parent, width=560)
        self.about("The owner reaches the child before the next episode, and each contact is kept.")
        self.owner = completed(line_edit(before.owner if before else "", most=120), people)
        self.agency = line_edit(before.agency if before else "", most=120)
        owner = LabelledField("Owner", self.owner)
        self.need(owner, self.owner.text, "Who reaches the child before the next episode?")
        self.form.add_row([owner, LabelledField("Agency", self.agency)])
        self.on = date_edit(before.added_on if before else today, name="Since")
        since = self.form.add("Since", self.on)
        # The day a stay began is told to those who were there; it is not put right by hand.
        since.setVisible(before is None)
        self.reason = QPlainTextEdit(before.reason if before else reason)
        self.reason.setTabChangesFocus(True)
        measured(self.reason, height=_REASON_HEIGHT)
        why = self.form.add("Reason", self.reason, "With the facts: they are shown with the child.")
        self.need(why, self.reason.toPlainText, "Why is the child on the pathway?")

    def value(self) -> Entry | None:
        """The stay as filled in."""
        on = self.on.value()
        if on is None:
            return None
        owner, reason = self.owner.text().strip(), self.reason.toPlainText().strip()
        return Entry(owner=owner, agency=self.agency.text().strip(), reason=reason, on=on)


class ContactDialog(DeedDialog[PathwayContact]):
    """Hands over a ``PathwayContact``."""

    def __init__(
        self, child: str, by: str, people: Sequence[str], now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"A contact with {child}", "Record it", parent)
        self.at = MomentField("When", Moment(now.replace(tzinfo=None)), needs_time=True)
        self.form.add_widget(self.at)
        self.by = completed(line_edit(by, most=120), people)
        who = LabelledField("By", self.by)
        self.need(who, self.by.text, "Who tried to reach the child?")
        self.way = choice([(way, way.value[0].upper() + way.value[1:]) for way in ContactWay], ContactWay.VISIT)
        self.form.add_row([who, LabelledField("How", self.way)])
        self.reached = choice([(True, "The child was reached"), (False, "The child was not reached")], True)
        self.form.add("Outcome", self.reached)
        self.words = line_edit(most=500)
        self.form.add("What came of it", self.words)

    def value(self) -> PathwayContact | None:
        """The contact as filled in."""
        unfit, at = self.at.is_unfit(needed=True), self.at.value()
        if unfit or at is None:
            return None
        return PathwayContact(
            at=at.at,
            by=self.by.text().strip(),
            way=self.way.currentData(),
            reached=bool(self.reached.currentData()),
            words=self.words.text().strip(),
        )


class LeaveDialog(DeedDialog[Leaving]):
    """Hands over a ``Leaving``."""

    def __init__(self, child: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(f"{child} leaves the enhanced pathway", "Leave the pathway", parent)
        self.on = date_edit(today, name="Left on")
        self.form.add("Left on", self.on)
        self.reason = line_edit(most=500)
        why = self.form.add(
            "Reason", self.reason, "For example: no episode for 60 days, and the plan holds without it."
        )
        self.need(why, self.reason.text, "Nobody leaves the pathway without a reason.")

    def value(self) -> Leaving | None:
        """When the stay ended, and why."""
        on = self.on.value()
        return None if on is None else Leaving(on, self.reason.text().strip())


def completed(field: QLineEdit, words: Sequence[str]) -> QLineEdit:
    """A field that offers names while one types."""
    completer = QCompleter(list(words), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    offered = completer.popup()
    if offered is not None:
        offered.setAccessibleName("Names")
    field.setCompleter(completer)
    return field

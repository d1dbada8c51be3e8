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
from panel_desk.ui.widgets.fields import LabelledField, choice, date_edit, line_edit
from panel_desk.ui.widgets.moment_field import Moment, MomentField
from panel_desk.ui.widgets.words import WordsRole
from panel_desk.ui.workspaces.missing.deed_dialog import DeedDialog

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


class EntryDialog(DeedDialog):
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
        self._reason_text, self._people, self._today, self._before = reason, people, today, before
        title = f"{child} on the enhanced pathway" if before else f"Put {child} on the enhanced pathway"
        super().__init__(title, "Keep the change" if before else "Put on the pathway", parent, width=560)

    def build(self) -> None:
        """Who reaches the child, since when, and why."""
        words = self.add_words("The owner reaches the child before the next episode, and each contact is kept.")
        words.set_role(WordsRole.MUTED)
        self.form.add_widget(words)
        before = self._before
        self.owner = completed(line_edit(before.owner if before else "", most=120), self._people)
        self.agency = line_edit(before.agency if before else "", most=120)
        self._owner_field = LabelledField("Owner", self.owner)
        self.form.add_row([self._owner_field, LabelledField("Agency", self.agency)])
        self.on = date_edit(before.added_on if before else self._today, name="Since")
        since = self.form.add("Since", self.on)
        # The day a stay began is told to those who were there; it is not put right by hand.
        since.setVisible(before is None)
        self.reason = QPlainTextEdit(before.reason if before else self._reason_text)
        self.reason.setTabChangesFocus(True)
        measured(self.reason, height=_REASON_HEIGHT)
        self._reason_field = self.form.add("Reason", self.reason, "With the facts: they are shown with the child.")

    def value(self) -> Entry | None:
        """The stay as filled in."""
        owner, reason, on = self.owner.text().strip(), self.reason.toPlainText().strip(), self.on.value()
        self._owner_field.set_problem("" if owner else "Who reaches the child before the next episode?")
        self._reason_field.set_problem("" if reason else "Why is the child on the pathway?")
        if not owner or not reason or on is None:
            return None
        return Entry(owner=owner, agency=self.agency.text().strip(), reason=reason, on=on)


class ContactDialog(DeedDialog):
    """Hands over a ``PathwayContact``."""

    def __init__(
        self, child: str, by: str, people: Sequence[str], now: datetime, parent: QWidget | None = None
    ) -> None:
        self._by_text, self._people, self._now = by, people, now.replace(tzinfo=None)
        super().__init__(f"A contact with {child}", "Record it", parent)

    def build(self) -> None:
        """When, by whom, how, and whether the child was reached."""
        self.at = MomentField("When", Moment(self._now), needs_time=True)
        self.form.add_widget(self.at)
        self.by = completed(line_edit(self._by_text, most=120), self._people)
        self._by_field = LabelledField("By", self.by)
        self.way = choice([(way, way.value[0].upper() + way.value[1:]) for way in ContactWay], ContactWay.VISIT)
        self.form.add_row([self._by_field, LabelledField("How", self.way)])
        self.reached = choice([(True, "The child was reached"), (False, "The child was not reached")], True)
        self.form.add("Outcome", self.reached)
        self.words = line_edit(most=500)
        self.form.add("What came of it", self.words)

    def value(self) -> PathwayContact | None:
        """The contact as filled in."""
        by = self.by.text().strip()
        self._by_field.set_problem("" if by else "Who tried to reach the child?")
        unfit, at = self.at.is_unfit(needed=True), self.at.value()
        if not by or unfit or at is None:
            return None
        return PathwayContact(
            at=at.at,
            by=by,
            way=self.way.currentData(),
            reached=bool(self.reached.currentData()),
            words=self.words.text().strip(),
        )


class LeaveDialog(DeedDialog):
    """Hands over a ``Leaving``."""

    def __init__(self, child: str, today: date, parent: QWidget | None = None) -> None:
        self._today = today
        super().__init__(f"{child} leaves the enhanced pathway", "Leave the pathway", parent)

    def build(self) -> None:
        """When, and why."""
        self.on = date_edit(self._today, name="Left on")
        self.form.add("Left on", self.on)
        self.reason = line_edit(most=500)
        self._field = self.form.add(
            "Reason", self.reason, "For example: no episode for 60 days, and the plan holds without it."
        )

    def value(self) -> Leaving | None:
        """When the stay ended, and why."""
        reason, on = self.reason.text().strip(), self.on.value()
        self._field.set_problem("" if reason else "Nobody leaves the pathway without a reason.")
        return Leaving(on, reason) if reason and on is not None else None


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

"""Small dialogs for an episode: enter one by hand or put it right, record a return, leave one out."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from panel_desk.domain.calendar import date_words
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.ui.widgets.fields import choice, line_edit
from panel_desk.ui.widgets.moment_field import Moment, MomentField
from panel_desk.ui.widgets.words import WordsRole
from panel_desk.ui.workspaces.missing.child_field import ChildField
from panel_desk.ui.workspaces.missing.deed_dialog import DeedDialog

_KINDS = (
    (EpisodeKind.MISSING, "Missing: nobody knows where the child is"),
    (EpisodeKind.ABSENT, "Absent: not where the child should be"),
)


class EpisodeDialog(DeedDialog):
    """Hands over an ``EpisodeRow``."""

    def __init__(
        self,
        child: ChildField,
        now: datetime,
        *,
        row: EpisodeRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.child, self._now, self._row = child, now.replace(tzinfo=None), row
        title = "Put an episode right" if row else "Record an episode"
        super().__init__(title, "Keep the change" if row else "Record it", parent, width=560)

    def build(self) -> None:
        """Who, what, from when, until when."""
        row = self._row
        self._child_field = self.form.add("Child", self.child)
        if row is not None:
            self.child.choose(row.local_id)
            self.child.setReadOnly(True)
        self.kind = choice(_KINDS, row.kind if row else EpisodeKind.MISSING, name="What kind")
        self.form.add("What kind", self.kind)
        begun = MomentField.of(row.started_at, time_known=row.start_time_known) if row else Moment(self._now)
        self.started = MomentField("Missing since", begun)
        ended = MomentField.of(row.ended_at, time_known=row.end_time_known) if row else None
        self.ended = MomentField("Returned", ended, optional=True, hint="Leave it at “no date” while still missing.")
        self.form.add_row([self.started, self.ended])
        self.source = line_edit(row.source_id if row else "", most=60)
        self.form.add("Reference", self.source, "The police or the case system’s number for it, where there is one.")

    def value(self) -> EpisodeRow | None:
        """The episode as filled in."""
        known = bool(self.child.local_id())
        self._child_field.set_problem("" if known else "Which child? Type initials or the local ID.")
        unfit = [self.started.is_unfit(needed=True), self.ended.is_unfit()]
        started = self.started.value()
        if not known or any(unfit) or started is None:
            return None
        ended = self.ended.value()
        return EpisodeRow(
            local_id=self.child.local_id(),
            kind=self.kind.currentData(),
            started_at=started.at,
            start_time_known=started.time_known,
            ended_at=ended.at if ended else None,
            end_time_known=ended.time_known if ended else True,
            source_id=self.source.text().strip(),
        )


class ReturnDialog(DeedDialog):
    """Hands over the ``Moment`` at which a child came back."""

    def __init__(self, child: str, began: str, now: datetime, parent: QWidget | None = None) -> None:
        self._began, self._now = began, now.replace(tzinfo=None)
        super().__init__(f"{child} is back", "Record the return", parent)

    def build(self) -> None:
        """When."""
        self.form.add_widget(_muted(self, f"{self._began}. A return interview is due within 72 hours of the return."))
        self.at = MomentField("Returned", Moment(self._now))
        self.form.add_widget(self.at)

    def value(self) -> Moment | None:
        """When the child came back."""
        return None if self.at.is_unfit(needed=True) else self.at.value()


class Reason(Struct, frozen=True):
    """Why."""

    words: str


class ReasonDialog(DeedDialog):
    """Hands over a ``Reason``: of leaving an episode out, of withdrawing an interview."""

    def __init__(self, title: str, will: str, deed: str, needed: str, parent: QWidget | None = None) -> None:
        self._will, self._needed = will, needed
        super().__init__(title, deed, parent)

    def build(self) -> None:
        """What happens, and why."""
        self.form.add_widget(_muted(self, self._will))
        self.reason = line_edit(most=500)
        self._field = self.form.add("Reason", self.reason)

    def value(self) -> Reason | None:
        """The reason."""
        words = self.reason.text().strip()
        self._field.set_problem("" if words else self._needed)
        return Reason(words) if words else None


def _muted(dialog: DeedDialog, text: str) -> QWidget:
    words = dialog.add_words(text)
    words.set_role(WordsRole.MUTED)
    return words


def began_words(row: EpisodeRow) -> str:
    """``Missing since 20 November 2026, 20:00``."""
    kind = "Missing" if row.kind is EpisodeKind.MISSING else "Absent"
    at = f", {row.started_at:%H:%M}" if row.start_time_known else ", time not known"
    return f"{kind} since {date_words(row.started_at.date())}{at}"

"""Small dialogs for an episode: enter one by hand or put it right, record a return, leave one out."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.fields import choice, line_edit
from panel_desk.ui.widgets.moment_field import Moment, MomentField
from panel_desk.ui.widgets.pick_field import PickField

_KINDS = (
    (EpisodeKind.MISSING, "Missing: nobody knows where the child is"),
    (EpisodeKind.ABSENT, "Absent: not where the child should be"),
)
_UNKNOWN = "No child of the desk has this number: the episode waits in the match queue until somebody says whose it is."


class EpisodeDialog(DeedDialog[EpisodeRow]):
    """Hands over an ``EpisodeRow``."""

    def __init__(
        self, child: PickField, now: datetime, *, row: EpisodeRow | None = None, parent: QWidget | None = None
    ) -> None:
        title = "Put an episode right" if row else "Record an episode"
        super().__init__(title, "Keep the change" if row else "Record it", parent, width=560)
        self.child, self._row = child, row
        self._child_field = self.form.add("Child", child)
        self.need(self._child_field, self._local_id, "Which child? Type initials or the local ID.")
        if row is not None:
            child.choose(row.local_id)
            child.setText(child.text() or row.local_id)
            child.setReadOnly(True)
        else:
            child.textChanged.connect(lambda _text: self._tell_unknown())
        self.kind = choice(_KINDS, row.kind if row else EpisodeKind.MISSING, name="What kind")
        self.form.add("What kind", self.kind)
        begun = MomentField.of(row.started_at, time_known=row.start_time_known) if row else _to_now(now)
        self.started = MomentField("Missing since", begun)
        ended = MomentField.of(row.ended_at, time_known=row.end_time_known) if row else None
        self.ended = MomentField("Returned", ended, optional=True, hint="Leave it at “no date” while still missing.")
        self.form.add_row([self.started, self.ended])
        self.source = line_edit(row.source_id if row else "", most=60)
        self.form.add("Reference", self.source, "The police or the case system’s number for it, where there is one.")

    def value(self) -> EpisodeRow | None:
        """The episode as filled in."""
        unfit = [self.started.is_unfit(needed=True), self.ended.is_unfit()]
        started = self.started.value()
        if any(unfit) or started is None:
            return None
        ended = self.ended.value()
        return EpisodeRow(
            local_id=self._local_id(),
            kind=self.kind.currentData(),
            started_at=started.at,
            start_time_known=started.time_known,
            ended_at=ended.at if ended else None,
            end_time_known=ended.time_known if ended else True,
            source_id=self.source.text().strip(),
        )

    def _local_id(self) -> str:
        """Of the child that is meant; what was typed itself where the desk knows nobody of it."""
        return self._row.local_id if self._row else self.child.value() or self.child.text().strip()

    def _tell_unknown(self) -> None:
        typed = self.child.text().strip()
        self._child_field.set_hint(_UNKNOWN if typed and not self.child.value() and not self.child.offers() else "")
        self.fit()


class ReturnDialog(DeedDialog[Moment]):
    """Hands over the ``Moment`` at which a child came back."""

    def __init__(self, child: str, began: str, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(f"{child} is back", "Record the return", parent)
        self.about(began)
        self.at = MomentField("Returned", _to_now(now))
        self.form.add_widget(self.at)

    def value(self) -> Moment | None:
        """When the child came back."""
        return None if self.at.is_unfit(needed=True) else self.at.value()


class ReasonDialog(DeedDialog[str]):
    """Hands over a reason: of leaving an episode out, of withdrawing an interview."""

    def __init__(self, title: str, will: str, deed: str, needed: str, parent: QWidget | None = None) -> None:
        super().__init__(title, deed, parent)
        self.about(will)
        self.reason = line_edit(most=500)
        self.need(self.form.add("Reason", self.reason), self.value, needed)

    def value(self) -> str:
        """The reason."""
        return self.reason.text().strip()


def _to_now(now: datetime) -> Moment:
    return Moment(now.replace(tzinfo=None))

"""A return interview: which episodes it is about, how far it came, when, and why where it was not held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QVBoxLayout, QWidget

from panel_desk.domain.calendar import count_words, elapsed_hours
from panel_desk.domain.ids import EpisodeId, InterviewId
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.fields import LabelledField, line_edit, radio, tick
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.moment_field import Moment, MomentField
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.tab_order import next_stop
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.missing.view_values import EpisodeChoice

S = InterviewState
_STATES = (
    (S.OFFERED, "Offered"),
    (S.ACCEPTED, "Accepted"),
    (S.COMPLETED, "Completed"),
    (S.REFUSED, "Refused"),
    (S.NOT_OFFERED, "Not to be offered"),
)
_SAID = {
    S.OFFERED: "It was offered, and the child has not answered yet. The 72 hours go on.",
    S.ACCEPTED: "The child said yes, and it has not been held yet. The 72 hours go on.",
    S.COMPLETED: "It was held. Whether it was within 72 hours is counted from each return.",
    S.REFUSED: "It was offered, and the child said no. The reason is kept.",
    S.NOT_OFFERED: "Somebody decided not to interview. Who, and why, is kept.",
}
_REASONS = {
    S.REFUSED: ("Why the child said no", "In the child’s own words, where they gave any."),
    S.NOT_OFFERED: ("Why it is not offered", "Every return asks for an offer: say what stands against it."),
}
_WITHIN = 72
_LIST_HEIGHT = 118


class InterviewDialog(DeedDialog[ReturnInterview]):
    """Hands over a ``ReturnInterview``; only the fields of the chosen state are shown."""

    withdrawing = Signal()
    """It was recorded by mistake."""

    def __init__(
        self,
        child: str,
        local_id: str,
        interview_id: InterviewId,
        episodes: Sequence[EpisodeChoice],
        now: datetime,
        *,
        before: ReturnInterview | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"Return interview of {child}", "Keep the change" if before else "Record it", parent, width=680
        )
        self._local_id, self._id, self._before = local_id, interview_id, before
        self._episodes, self._now = tuple(episodes), now.replace(tzinfo=None)
        self.boxes: dict[EpisodeId, QCheckBox] = {}
        self._build_episodes()
        self._build_states()
        self._build_times()
        self._build_words()
        if before is not None:
            self.add_beside("Withdraw…", self.withdrawing.emit, left=True)
            self.choose_state(before.state)
        self._connect()
        self._show_state()

    # Building

    def _build_episodes(self) -> None:
        holder = QWidget()
        column = spaced(QVBoxLayout(holder), (2, 2, 2, 2), 6)
        for one in self._episodes:
            box = tick(one.words, on=one.ticked)
            column.addWidget(box)
            self.boxes[one.key] = box
        column.addStretch(1)
        area = scrolled(holder, "Episodes it is about")
        measured(area, height=min(_LIST_HEIGHT, 4 + 38 * max(len(self._episodes), 1)))
        self._about = LabelledField("It is about", area)
        self.form.add_widget(self._about)

    def _build_states(self) -> None:
        self._group = QButtonGroup(self)
        self.states = {state: radio(words) for state, words in _STATES}
        for made in self.states.values():
            self._group.addButton(made)
        row = LabelledField("How far it came", flow_row(*self.states.values(), spacing=16))
        self._state_field = row
        self.form.add_widget(row)

    def _build_times(self) -> None:
        before = self._before
        offered = MomentField.of(before.offered_at) if before else None
        held = MomentField.of(before.held_at, time_known=before.held_time_known) if before else None
        self.offered = MomentField("Offered", offered, optional=True)
        self.held = MomentField("Held", held, optional=True)
        self.form.add_row([self.offered, self.held])
        self._clock = Words("", WordsRole.SMALL, wrap=True)
        self.form.add_widget(self._clock)

    def _build_words(self) -> None:
        before = self._before
        self.provider = line_edit(before.provider if before else "", most=120)
        self.interviewer = line_edit(before.interviewer if before else "", most=120)
        self._provider = LabelledField("Provider", self.provider, "Who is commissioned to hold it.")
        self._interviewer = LabelledField("Interviewer", self.interviewer)
        self.form.add_row([self._provider, self._interviewer])
        self.decided_by = line_edit(before.decided_by if before else "", most=120)
        self._decided = self.form.add("Who decided", self.decided_by, "Name and role.")
        self.reason = line_edit(before.reason if before else "", most=1000)
        self._reason = self.form.add("Reason", self.reason)

    def _connect(self) -> None:
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self._tell())
        for made in self.states.values():
            made.toggled.connect(lambda _on: self._show_state())
        self.held.day.dateChanged.connect(lambda _day: self._tell())
        self.held.time.textChanged.connect(lambda _text: self._tell())

    # Filling

    def choose_state(self, state: InterviewState) -> None:
        """Choose how far it came. What is recorded as offered is offered now, until somebody says otherwise."""
        self.states[state].setChecked(True)
        if state is S.OFFERED and self.offered.value() is None:
            self.offered.set_value(Moment(self._now))

    def state(self) -> InterviewState | None:
        """How far it came."""
        return next((state for state, made in self.states.items() if made.isChecked()), None)

    def chosen(self) -> tuple[EpisodeChoice, ...]:
        """The episodes that are ticked."""
        return tuple(one for one in self._episodes if self.boxes[one.key].isChecked())

    def value(self) -> ReturnInterview | None:
        """The interview as filled in."""
        state, reason, decided_by = self.state(), self.reason.text().strip(), self.decided_by.text().strip()
        offers, holds = state is not S.NOT_OFFERED, state is S.COMPLETED
        if self._says_what_is_missing(state, reason, decided_by) or state is None:
            return None
        offered, held = self.offered.value() if offers else None, self.held.value() if holds else None
        return ReturnInterview(
            id=self._id,
            local_id=self._local_id,
            episodes=tuple(one.key for one in self.chosen()),
            state=state,
            offered_at=offered.at if offered else None,
            held_at=held.at if held else None,
            held_time_known=held.time_known if held else True,
            provider=self.provider.text().strip() if offers else "",
            interviewer=self.interviewer.text().strip() if holds else "",
            reason=reason if state in _REASONS else "",
            decided_by=decided_by if state is S.NOT_OFFERED else "",
        )

    def _says_what_is_missing(self, state: InterviewState | None, reason: str, decided_by: str) -> bool:
        """Say below each field what it lacks; the keyboard goes to the first of them."""
        wanting = {
            self._about: "" if self.chosen() else "Tick at least one episode.",
            self._state_field: "" if state else "Choose how far it came.",
            self._decided: "Who decided it?" if state is S.NOT_OFFERED and not decided_by else "",
            self._reason: "A reason is kept with it." if state in _REASONS and not reason else "",
        }
        for field, sentence in wanting.items():
            field.set_problem(sentence)
        unfit: list[QWidget] = [field for field, sentence in wanting.items() if sentence]
        if state is not S.NOT_OFFERED and self.offered.is_unfit():
            unfit.append(self.offered)
        if state is S.COMPLETED and self.held.is_unfit(needed=True):
            unfit.append(self.held)
        if not unfit:
            return False
        stop = next_stop(unfit[0], None, forward=True)
        if stop is not None:
            stop.setFocus()
        return True

    def clock_words(self) -> str:
        """What the 72 hours make of it."""
        return self._clock.text()

    def _show_state(self) -> None:
        state = self.state()
        self._state_field.set_hint(_SAID[state] if state else "")
        self.offered.setVisible(state is not S.NOT_OFFERED)
        for field in (self.held, self._clock, self._interviewer):
            field.setVisible(state is S.COMPLETED)
        self._provider.setVisible(state is not S.NOT_OFFERED)
        self._decided.setVisible(state is S.NOT_OFFERED)
        self._reason.setVisible(state in _REASONS)
        if state in _REASONS:
            label, hint = _REASONS[state]
            self._reason.set_label(label)
            self._reason.set_hint(hint)
        self._tell()
        self.fit()

    def _tell(self) -> None:
        held = self.held.value() if self.state() is S.COMPLETED else None
        self._clock.set_text(_clock_sentence(self.chosen(), held))
        self._clock.setVisible(bool(self._clock.text()))


def _clock_sentence(episodes: Sequence[EpisodeChoice], held: Moment | None) -> str:
    """``46 hours after the latest return: within 72 hours.``"""
    returns = [one for one in episodes if one.returned_at is not None]
    if held is None or not returns:
        return ""
    latest = max(returns, key=lambda one: one.returned_at or datetime.min)  # noqa: DTZ901 - never None here
    if latest.returned_at is None or not (held.time_known and latest.returned_time_known):
        return "A time is not known: it counts until the end of the third day after the return."
    hours = elapsed_hours(latest.returned_at, held.at)
    if hours < 0:
        return "That is before the child returned."
    verdict = "within 72 hours" if hours <= _WITHIN else "not within 72 hours"
    return f"{count_words(int(hours), 'hour')} after the latest return: {verdict}."

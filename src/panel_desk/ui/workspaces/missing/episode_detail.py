"""One episode beside the table: its times and clock, what to look at, its interviews, and what can be recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from panel_desk.domain.calendar import date_words, moment_words
from panel_desk.domain.missing.episode_lines import EpisodeLine
from panel_desk.domain.missing.interviews import InterviewState, ReturnInterview
from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, link
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.missing.episode_model import clock_chip, clock_tone, takes_interview

_STATE_TONES = {
    InterviewState.OFFERED: Tone.INFO,
    InterviewState.ACCEPTED: Tone.INFO,
    InterviewState.COMPLETED: Tone.GREEN,
    InterviewState.REFUSED: Tone.AMBER,
    InterviewState.NOT_OFFERED: Tone.NEUTRAL,
}


class EpisodeDetail(Card):
    """Shows one episode; what is pressed is told."""

    interview_wanted = Signal(object)
    """A ``ReturnInterview`` to be carried on, or None for a new one."""
    return_wanted = Signal()
    correct_wanted = Signal()
    aside_wanted = Signal()
    child_wanted = Signal()

    def __init__(self, *, may_follow: bool, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self.setAccessibleName("The chosen episode")
        self._may_follow = may_follow
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        content = QWidget()
        self._column = spaced(QVBoxLayout(content), (16, 16, 16, 16), 12)
        self._build_head()
        self._build_deeds()
        self._lists = [_Section("TO LOOK AT"), _Section("INTERVIEWS")]
        for section in self._lists:
            self._column.addWidget(section)
        self._column.addStretch(1)
        self._area = scrolled(content, "The chosen episode")
        self._stack.addWidget(
            EmptyState("clock", "Choose an episode to see its clock and interviews, and to record what happened.")
        )
        self._stack.addWidget(self._area)
        self.body.addWidget(holder)

    def show_line(self, line: EpisodeLine | None, child: str) -> None:
        """Show another episode, or the same one anew; None: none."""
        self._stack.setCurrentIndex(0 if line is None else 1)
        if line is None:
            return
        self._child.set_text(child)
        self._kind.set(f"{line.kind.value} now" if line.is_open else line.kind.value, _kind_tone(line))
        self._clock.set("" if line.is_open else clock_chip(line), clock_tone(line) or Tone.NEUTRAL, "clock")
        self._unknown.set("time unknown" if line.time_unknown else "", Tone.AMBER)
        self._chips.setVisible(bool(self._clock.text() or self._unknown.text()))
        self._facts.set_text("\n".join(fact for fact in _facts(line) if fact))
        self._show_deeds(line)
        self._lists[0].show_rows([_raised_row(sentence) for sentence in line.raised])
        self._lists[1].show_rows(self._interview_rows(line))

    # Building

    def _build_head(self) -> None:
        self._child, self._kind = Words("", WordsRole.HEADING, selectable=True), Chip(parent=self)
        row = spaced(QHBoxLayout(), spacing=12)
        row.addWidget(self._child)
        row.addWidget(self._kind)
        row.addStretch(1)
        self._column.addLayout(row)
        self._clock, self._unknown = Chip(parent=self), Chip(parent=self)
        self._chips = flow_row(self._clock, self._unknown)
        self._column.addWidget(self._chips)
        self._facts = Words("", wrap=True, selectable=True)
        self._column.addWidget(self._facts)

    def _build_deeds(self) -> None:
        self.return_button = button("Record the return…", self.return_wanted.emit, tip="R in the table")
        self.interview_button = button(
            "Record an interview…", lambda: self.interview_wanted.emit(None), tip="I in the table"
        )
        self.correct_button = button("Put right…", self.correct_wanted.emit, tip="C in the table")
        self.aside_button = button("Leave out…", self.aside_wanted.emit, tip="Del in the table")
        self._open_child = button("Open child", self.child_wanted.emit, tip="O in the table")
        self._deeds = (self.return_button, self.interview_button, self.correct_button, self.aside_button)
        self._column.addWidget(flow_row(*self._deeds, self._open_child))

    # Showing

    def _show_deeds(self, line: EpisodeLine) -> None:
        wanted = (line.is_open, takes_interview(line), line.entered, True)
        for made, shown in zip(self._deeds, wanted, strict=True):
            made.setVisible(shown and self._may_follow)
        self._open_child.setVisible(line.child_id is not None)

    def _interview_rows(self, line: EpisodeLine) -> list[QWidget]:
        rows = [self._interview_row(one) for one in line.interviews]
        if line.interview_words and not rows:
            rows.append(Words(f"As listed: {line.interview_words}", wrap=True, selectable=True))
        return rows

    def _interview_row(self, interview: ReturnInterview) -> QWidget:
        made = QWidget()
        column = spaced(QVBoxLayout(made), spacing=2)
        head = spaced(QHBoxLayout(), spacing=8)
        head.addWidget(Chip(interview.state.value, _STATE_TONES[interview.state]))
        head.addStretch(1)
        if self._may_follow:
            change = link("Change…", lambda: self.interview_wanted.emit(interview))
            change.setAccessibleName(f"Change the interview: {interview.state.value}")
            head.addWidget(change)
        column.addLayout(head)
        for words in interview_facts(interview):
            column.addWidget(Words(words, WordsRole.SMALL, wrap=True, selectable=True))
        return made


class _Section(QWidget):
    """A hairline, a heading and rows; gone where there are none."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._rows: list[QWidget] = []
        self._column = spaced(QVBoxLayout(self), spacing=10)
        self._column.addWidget(Divider())
        self._column.addWidget(Words(title, WordsRole.SECTION))

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = list(rows)
        for row in rows:
            self._column.addWidget(row)
            row.show()
        self.setVisible(bool(rows))


def _raised_row(sentence: str) -> QWidget:
    made, mark = QWidget(), QLabel()
    set_icon(mark, "triangle-alert", Tone.AMBER, 16)
    measured(mark, width=20)
    row = spaced(QHBoxLayout(made), spacing=6)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(sentence[:1].upper() + sentence[1:], wrap=True, selectable=True), 1)
    return made


def _kind_tone(line: EpisodeLine) -> Tone:
    return Tone.RED if line.is_open else Tone.NEUTRAL


def _facts(line: EpisodeLine) -> tuple[str, ...]:
    if line.is_open:
        ended = f"{line.lasted_words[:1].upper()}{line.lasted_words[1:]}"
        clock = "A return interview is due within 72 hours of the return" if line.interviewed else ""
    else:
        ended = f"Returned {line.ended_words}" + (f", after {line.lasted_words}" if line.lasted_words else "")
        clock = f"Interview {line.clock_words}" if line.clock_words and line.interviewed else ""
    named = " · ".join(part for part in (line.team, line.provider) if part)
    return f"Began {line.started_words}", ended, clock, named, _origin(line)


def interview_facts(interview: ReturnInterview) -> tuple[str, ...]:
    """When, by whom, and why: a line each."""
    offered, held = interview.offered_at, interview.held_at
    lines = (
        f"Offered {_when(offered)}" if offered else "",
        f"Held {_when(held)}{'' if interview.held_time_known else ', time not known'}" if held else "",
        " · ".join(part for part in (interview.provider, interview.interviewer) if part),
        f"Decided by {interview.decided_by}" if interview.decided_by else "",
        interview.reason,
        f"About {len(interview.episodes)} episodes" if len(interview.episodes) > 1 else "",
    )
    return tuple(line for line in lines if line)


def _when(at: datetime) -> str:
    return date_words(at.date()) if at.time() == time(0) else moment_words(at)


def _origin(line: EpisodeLine) -> str:
    parts = (
        "Entered here" if line.entered else "",
        f"listed as {line.listed_as}" if line.listed_as else "",
        line.matched,
    )
    told = " · ".join(part for part in parts if part)
    return told[:1].upper() + told[1:]

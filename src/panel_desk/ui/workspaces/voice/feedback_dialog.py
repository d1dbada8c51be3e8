"""Record what a child, a family or a group said; or put an entry right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import ChildId, FeedbackId, MeetingId, PanelKey, new_id
from panel_desk.domain.strategy.feedback import Feedback, Gathered, Speaker
from panel_desk.domain.strategy.feedback_told import speaker_words
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.fields import Form, LabelledField, choice, date_edit, line_edit
from panel_desk.ui.widgets.pick_field import PickField
from panel_desk.ui.widgets.text_field import FlagsOf, TextField
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.voice.presenter import ABOUT_ONE_CHILD, Choice


class Asked(Struct, frozen=True, kw_only=True):
    """What the form offers."""

    today: date
    children: Sequence[tuple[str, str]]
    meetings: Sequence[Choice]
    flags: FlagsOf


class FeedbackDialog(Dialog):
    """Asks whose words they are, what was said, and how it was gathered."""

    def __init__(
        self,
        asked: Asked,
        on_kept: Callable[[Feedback, FeedbackDialog], None],
        *,
        begin: Feedback | None = None,
        child_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Put feedback right" if begin else "Record feedback", parent, width=560)
        self._begin = begin
        self._asked = asked
        self._on_kept = on_kept
        self._form = Form()
        self.body.addWidget(self._form)
        self._build_who(child_id)
        self._build_said()
        self._build_how()
        self._problem = Words("", WordsRole.PROBLEM, wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_button("Cancel")
        self.add_button("Keep the changes" if begin else "Record", self._on_accepted, primary=True)
        self._show_child()
        (self.said if child_id or begin else self.speaker).setFocus()

    @property
    def problem(self) -> str:
        """Why it was not kept."""
        return self._problem.text()

    def show_refusal(self, error: DeskError) -> None:
        """The form stays with its words; the sentence is added."""
        self._problem.set_text(str(error))
        self._problem.show()

    def filled_in(self) -> Feedback | None:
        """What is filled in, or None where something is missing; the field then says what."""
        said, one_child = self.said.text().strip(), self.speaker.currentData() in ABOUT_ONE_CHILD
        child = self.child.value() if one_child else ""
        self._said.set_problem("" if said else "What was said? In their own words as far as possible.")
        self._child.set_problem("" if child or not one_child else "Which child is this about?")
        if not said or (one_child and not child):
            (self.said if not said else self.child).setFocus()
            return None
        begin = self._begin
        meeting = self.meeting.currentData()
        stays = begin is not None and str(begin.at_meeting or "") == meeting
        return Feedback(
            id=begin.id if begin else FeedbackId(new_id()),
            speaker=self.speaker.currentData(),
            gathered=self.gathered.currentData(),
            gathered_by=self.gathered_by.text().strip(),
            said_on=self.said_on.value() or self._asked.today,
            said=said,
            child_id=ChildId(child) if child else None,
            panel=begin.panel if begin and stays else PanelKey(""),
            at_meeting=MeetingId(meeting) if meeting else None,
            item_id=begin.item_id if begin and stays else None,
        )

    def _build_who(self, child_id: str) -> None:
        begin = self._begin
        speakers = [(speaker, speaker_words(speaker)) for speaker in Speaker]
        self.speaker = choice(speakers, begin.speaker if begin else Speaker.CHILD, name="Whose words they are")
        self.speaker.currentIndexChanged.connect(lambda _at: self._show_child())
        self.child = PickField(self._asked.children, "Initials or local ID", name="About which child")
        self.child.choose(str(begin.child_id or "") if begin else child_id)
        # An entry stays with its child: for another one it is recorded anew.
        self.child.setReadOnly(begin is not None)
        self._child = LabelledField("About which child", self.child)
        self._form.add_row([LabelledField("Whose words they are", self.speaker), self._child])

    def _build_said(self) -> None:
        self.said = TextField(self._asked.flags, name="What was said", lines=5)
        self.said.set_text(self._begin.said if self._begin else "")
        self._said = self._form.add("What was said", self.said, "In their own words as far as possible.")

    def _build_how(self) -> None:
        begin = self._begin
        self.gathered = choice(
            [(how, f"{how.value[:1].upper()}{how.value[1:]}") for how in Gathered],
            begin.gathered if begin else Gathered.IN_PERSON,
            name="How it was gathered",
        )
        self.gathered_by = line_edit(begin.gathered_by if begin else "", most=120)
        self.said_on = date_edit(begin.said_on if begin else self._asked.today)
        self._form.add_row(
            [
                LabelledField("How it was gathered", self.gathered),
                LabelledField("By whom", self.gathered_by),
                LabelledField("On", self.said_on),
            ]
        )
        meeting = str(begin.at_meeting or "") if begin else ""
        self.meeting = choice([(each.value, each.words) for each in self._asked.meetings], meeting)
        self._form.add("The meeting that hears it", self.meeting)

    def _show_child(self) -> None:
        """A group says nothing about one child."""
        self._child.setVisible(self.speaker.currentData() in ABOUT_ONE_CHILD)

    def _on_accepted(self) -> None:
        filled_in = self.filled_in()
        if filled_in is not None:
            self._on_kept(filled_in, self)

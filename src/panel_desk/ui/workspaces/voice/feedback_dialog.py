"""Record what a child, a family or a group said; or put an entry right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from panel_desk.domain.ids import ChildId, FeedbackId, MeetingId, PanelKey, new_id
from panel_desk.domain.strategy.feedback import Feedback, Gathered, Speaker
from panel_desk.domain.strategy.feedback_told import speaker_words
from panel_desk.ui.widgets.deed_dialog import DeedDialog
from panel_desk.ui.widgets.fields import LabelledField, choice, date_edit, line_edit
from panel_desk.ui.widgets.pick_field import PickField
from panel_desk.ui.widgets.text_field import FlagsOf, TextField
from panel_desk.ui.workspaces.voice.presenter import ABOUT_ONE_CHILD, Choice


class Asked(Struct, frozen=True, kw_only=True):
    """What the form offers."""

    today: date
    children: Sequence[tuple[str, str]]
    meetings: Sequence[Choice]
    flags: FlagsOf
    told_nowhere: str = ""
    """Why no minutes will tell what a group says, where no meeting is chosen."""


class FeedbackDialog(DeedDialog[Feedback]):
    """Asks whose words they are, what was said, and how it was gathered."""

    def __init__(
        self, asked: Asked, *, begin: Feedback | None = None, child_id: str = "", parent: QWidget | None = None
    ) -> None:
        title = "Put feedback right" if begin else "Record feedback"
        super().__init__(title, "Keep the changes" if begin else "Record", parent, width=560)
        self._begin = begin
        self._asked = asked
        self._build_who(child_id)
        self._build_said()
        self._build_how()
        self._show_child()
        (self.said if child_id or begin else self.speaker).setFocus()

    def value(self) -> Feedback:
        """The entry."""
        begin = self._begin
        child = self.child.value() if self._about_one_child() else ""
        meeting = self.meeting.currentData()
        stays = begin is not None and str(begin.at_meeting or "") == meeting
        return Feedback(
            id=begin.id if begin else FeedbackId(new_id()),
            speaker=self.speaker.currentData(),
            gathered=self.gathered.currentData(),
            gathered_by=self.gathered_by.text().strip(),
            said_on=self.said_on.value() or self._asked.today,
            said=self.said.text().strip(),
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
        self.form.add_row([LabelledField("Whose words they are", self.speaker), self._child])
        self.need(self._child, self._child_or_none, "Which child is this about?")

    def _build_said(self) -> None:
        self.said = TextField(self._asked.flags, name="What was said", lines=5)
        self.said.set_text(self._begin.said if self._begin else "")
        said = self.form.add("What was said", self.said, "In their own words as far as possible.")
        self.need(said, self.said.text, "What was said? In their own words as far as possible.")

    def _build_how(self) -> None:
        begin = self._begin
        self.gathered = choice(
            [(how, how.value.capitalize()) for how in Gathered],
            begin.gathered if begin else Gathered.IN_PERSON,
            name="How it was gathered",
        )
        self.gathered_by = line_edit(begin.gathered_by if begin else "", most=120)
        self.said_on = date_edit(begin.said_on if begin else self._asked.today)
        self.form.add_row(
            [
                LabelledField("How it was gathered", self.gathered),
                LabelledField("By whom", self.gathered_by),
                LabelledField("On", self.said_on),
            ]
        )
        meeting = str(begin.at_meeting or "") if begin else ""
        self.meeting = choice([(each.value, each.words) for each in self._asked.meetings], meeting)
        self.meeting.currentIndexChanged.connect(lambda _at: self._show_hearing())
        self._hearing = self.form.add("The meeting that hears it", self.meeting)

    def _show_child(self) -> None:
        """A group says nothing about one child."""
        self._child.setVisible(self._about_one_child())

        self._show_hearing()

    def _show_hearing(self) -> None:
        """Say at the meeting where nobody would hear it."""
        begin = self._begin
        general = not self._about_one_child() and not self.meeting.currentData() and not (begin and begin.panel)
        self._hearing.set_hint(self._asked.told_nowhere if general else "")
        self.fit()

    def _about_one_child(self) -> bool:
        return self.speaker.currentData() in ABOUT_ONE_CHILD

    def _child_or_none(self) -> str:
        """The child that is meant; something too where none is asked for."""
        return self.child.value() if self._about_one_child() else "none"

"""Writes ``docs/stop-watch.md``: keys for a deed by the line and by the form, counted in the real window.

Both ways are played and must record the same; seconds are those of the keystroke-level model (Card, Moran and Newell,
1980) with its published operators. They are a model of a practised person, not people with a watch beside them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec import Struct
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from tools import room_pictures
from tools.make_screenshots import studio_on

from panel_desk.domain.capture.deeds import UndoDeed
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.meeting.meetings import DecisionMade
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.workspaces.meeting.line.deed_forms import DeedForm
from panel_desk.ui.workspaces.meeting.line.line_editor import LineEditor
from panel_desk.ui.workspaces.meeting.page import MeetingPage

PAGE = Path(__file__).resolve().parents[1] / "docs" / "stop-watch.md"
KEY, POINT, PRESS, HOME, THINK = 0.28, 1.1, 0.1, 0.4, 1.35
"""Seconds of the model: a key of an average typist (40 words a minute), pointing, a button down or up, a hand going
between keys and mouse, making up one's mind about one thing."""
_SHIFTED = set('!"£$%^&*()_+{}:@~<>?|')
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PATIENCE = 30_000


class Field(Struct, frozen=True):
    """One field of a form: what is typed into it (``↓`` is that key), and whether it is a list to choose from."""

    typed: str
    chosen: bool = False


class Deed(Struct, frozen=True, kw_only=True):
    """The same deed both ways."""

    words: str
    line: str
    form: str
    """``A``, ``D``, or what the finder is asked for."""
    fields: tuple[Field, ...]

    @property
    def things(self) -> int:
        """About which somebody makes up their mind: which deed, and each thing it says."""
        return 1 + len(self.fields)


DEEDS = (
    Deed(
        words="Action for a person",
        line="/a khan: visit the address in Mill Lane by fri",
        form="A",
        fields=(Field("police,", chosen=True), Field("visit the address in Mill Lane"), Field("fri")),
    ),
    Deed(
        words="Action for an agency",
        line="/a health: offer a first appointment by 2w",
        form="A",
        fields=(Field("health", chosen=True), Field("offer a first appointment"), Field("2w")),
    ),
    Deed(
        words="Decision with a review",
        line="/d mapping because the links are known only in part review 3w",
        form="D",
        fields=(Field("map", chosen=True), Field("the links are known only in part"), Field("3w")),
    ),
    Deed(
        words="Risk lowered",
        line="/risk medium because nobody has been seen with him since May review 3w",
        form="D",
        fields=(
            Field("lower", chosen=True),
            Field("medium", chosen=True),
            Field("nobody has been seen with him since May"),
            Field("3w"),
        ),
    ),
    Deed(
        words="Decision that names a holder",
        line="/d step down because the plan can be smaller review 3w held by Early Help",
        form="D",
        fields=(
            Field("step↓", chosen=True),
            Field("the plan can be smaller"),
            Field("3w"),
            Field("Early Help"),
        ),
    ),
)


class Played(Struct, frozen=True, kw_only=True):
    """How many keys each way took."""

    deed: Deed
    by_line: int
    by_form: int

    @property
    def line_seconds(self) -> float:
        """Of the model."""
        return self.by_line * KEY + self.deed.things * THINK

    @property
    def form_seconds(self) -> float:
        """The form worked by keys alone."""
        return self.by_form * KEY + self.deed.things * THINK

    @property
    def mouse_seconds(self) -> float:
        """The same form with the mouse: the button and its menu, each control pointed at, hands going to and fro."""
        click = POINT + 2 * PRESS
        told = 2 * click + self.deed.things * THINK + click
        for field in self.deed.fields:
            told += 2 * click if field.chosen else click + 2 * HOME + sum(map(keys_of, field.typed)) * KEY
        return told


def keys_of(letter: str) -> int:
    """Keys of a letter: one, and Shift where a British keyboard needs it."""
    return 2 if letter.isupper() or letter in _SHIFTED else 1


class Hands:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self) -> None:
        self.keys = 0

    def type(self, text: str) -> None:
        """Letter by letter."""
        for letter in text:
            if letter == "↓":
                QTest.keyClick(focus(), Qt.Key.Key_Down)
            else:
                QTest.keyClicks(focus(), letter)
            self.keys += keys_of(letter)

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """One key and what is held with it."""
        held = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            held |= one
        QTest.keyClick(focus(), key, held)
        self.keys += 1 + len(modifiers)


def focus() -> QWidget:
    """Where the keys go."""
    until(lambda: QApplication.focusWidget() is not None)
    found = QApplication.focusWidget()
    if found is None:
        raise TimeoutError("nothing has the keyboard")
    return found


def until(holds: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    patience = QDeadlineTimer(PATIENCE)
    while not holds():
        if patience.hasExpired():
            raise TimeoutError("the window did not come to it")
        QTest.qWait(5)


def play(session: Session, page: MeetingPage) -> Iterator[Played]:
    """Every deed by the line and by the form in the item in hand, taken back after each."""
    for deed in DEEDS:
        by_line = _once(session, page, lambda hands, deed=deed: _by_line(hands, deed))  # type: ignore[misc]  # bound at once
        by_form = _once(session, page, lambda hands, deed=deed: _by_form(hands, deed))  # type: ignore[misc]  # as above
        if by_line[1] != by_form[1]:
            raise AssertionError(f"{deed.words}: the line recorded {by_line[1]}, the form {by_form[1]}")
        yield Played(deed=deed, by_line=by_line[0], by_form=by_form[0])


def _once(session: Session, page: MeetingPage, way: Callable[[Hands], None]) -> tuple[int, object]:
    """Keys of one way, and what it recorded."""
    kept: list[object] = []
    page.room.focus_line()
    connection = page.deeds.recorded.connect(kept.append)
    hands = Hands()
    way(hands)
    until(lambda: bool(kept) and not session.tasks.busy)
    recorded = _last(session, page)
    page.deeds.enter(UndoDeed())
    until(lambda: len(kept) > 1 and not session.tasks.busy)
    page.deeds.recorded.disconnect(connection)
    return hands.keys, recorded


def _last(session: Session, page: MeetingPage) -> object:
    """What was recorded last under the item in hand, without what differs every time."""
    meeting = page.deeds.meeting()
    item = meeting.item(meeting.current) if meeting.current else None
    actions = [a for a in session.reading.actions.of_meeting(meeting.id) if item is not None and a.item_id == item.id]
    made: list[DecisionMade | ActionState] = [*(item.decisions if item else ()), *actions]
    newest = max(made, key=lambda one: one.recorded_at if isinstance(one, ActionState) else one.decision.at)
    if isinstance(newest, ActionState):
        return newest.what, newest.agency, newest.owner_id, newest.due_on
    told = newest.decision
    return told.outcome, told.reason, told.review_on, told.risk, told.held_by


def _by_line(hands: Hands, deed: Deed) -> None:
    until(lambda: isinstance(QApplication.focusWidget(), LineEditor))
    hands.type(deed.line)
    hands.key(Qt.Key.Key_Return)


def _by_form(hands: Hands, deed: Deed) -> None:
    hands.key(Qt.Key.Key_A if deed.form == "A" else Qt.Key.Key_D, _CONTROL, _SHIFT)
    until(lambda: isinstance(focus().window(), DeedForm))
    for place, field in enumerate(deed.fields):
        if place:
            hands.key(Qt.Key.Key_Tab)
        if field.chosen != isinstance(focus(), QComboBox):
            raise AssertionError(f"{deed.words}: the form has another field in place {place + 1}")
        hands.type(field.typed)
    hands.key(Qt.Key.Key_Return, _CONTROL)


def page_of(played: list[Played]) -> str:
    """The page as it stands in the manual."""
    rows = [
        f"| {one.deed.words} | `{one.deed.line}` | {one.by_line} | {one.line_seconds:.1f} | {one.by_form} | "
        f"{one.form_seconds:.1f} | {one.mouse_seconds:.1f} |"
        for one in played
    ]
    saved = sorted(one.mouse_seconds - one.line_seconds for one in played)
    lost = sorted(one.line_seconds - one.form_seconds for one in played)
    told = (
        f"So the line costs {saved[0]:.0f} to {saved[-1]:.0f} seconds less than the form with the mouse, and "
        f"{max(lost[0], 0):.0f} to {lost[-1]:.0f} seconds\n"
        "more than the form worked by keys alone, which does not spell out “because” and “review”. What speaks for\n"
        "the line is what no model counts: the item, its words and the people stay in sight, and the eyes in one place."
    )
    return "\n".join((_HEAD, *rows, "", told, "", _FOOT))


_HEAD = f"""# The stop-watch: the line and the form

What one deed costs at the keyboard, recorded by the line of the [meeting room](help/meeting.md) and by its form. The
keys are counted by `tools/make_stop_watch.py`, which plays both ways in the real window and sees that they record the
same.

**The seconds are a model, not people with a watch beside them**: the keystroke-level model of Card, Moran and Newell
(1980) with its published figures: {KEY:.2f} s for a key of an average typist, {THINK:.2f} s to make up one’s mind about
one thing, {POINT:.1f} s to point at something, {PRESS:.1f} s for a mouse button down or up, {HOME:.1f} s for a hand
between keys and mouse. What is said in the deed is the same in every column; the model leaves out listening.

| deed | the line | keys | s | keys in the form | s by keys | s with the mouse |
|---|---|---|---|---|---|---|"""
_FOOT = """The form opens by `Ctrl+Shift+A` or `Ctrl+Shift+D`, choices are taken by their first letters, `Tab` goes on
and `Ctrl+Enter` records. With the mouse, every field is pointed at and hands go to and fro. The form says what it asks
for, and the line must be known: it is learned from the form’s own last row, which is the line.
"""


def main() -> None:
    """Play both ways on the demonstration’s December, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--demo", type=Path, help="a demonstration that is there already")
    asked = parser.parse_args()
    application = QApplication(sys.argv[:1])
    apply_theme(application, "light", 100)
    with studio_on(asked.demo) as studio:
        studio.window.resize(1280, 800)
        studio.window.show()
        studio.window.activateWindow()
        room_pictures.undecided(studio)
        page = studio.view.page
        if not isinstance(page, MeetingPage):
            raise TypeError("the meeting is not in sight")
        PAGE.write_text(page_of(list(play(studio.session, page))), encoding="utf-8")


if __name__ == "__main__":
    main()

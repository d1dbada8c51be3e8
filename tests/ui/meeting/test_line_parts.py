"""The parts of the line that need no room: pasted text, history, the queue of lines, where chips stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from PySide6.QtWidgets import QApplication

from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.deeds import CapturedDeed, NextDeed, SayDeed, UndoDeed
from panel_desk.domain.capture.reading_values import CaptureChip, ChipKind, Reading
from panel_desk.domain.errors import DeskError, refused
from panel_desk.domain.events.items import NoteSection
from panel_desk.ui.workspaces.meeting.line.line_aside import LineAside
from panel_desk.ui.workspaces.meeting.line.line_asides import LineAsides
from panel_desk.ui.workspaces.meeting.line.line_editor import as_paragraphs
from panel_desk.ui.workspaces.meeting.line.line_history import LineHistory
from panel_desk.ui.workspaces.meeting.line.line_queue import Entry, LineQueue, Refusal

# Pasted text


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("one line", "one line"),
        ("with its end\n", "with its end"),
        ("first\nsecond", "first\nsecond"),
        ("first\r\n\r\n\tsecond \u2029third", "first\nsecond\nthird"),
        (" a part of a sentence ", " a part of a sentence "),
        ("\x00bell\x07", "bell"),
        ("👨\u200d👩\u200d👧 می\u200cخواهم \u202eevil\u202c", "👨\u200d👩\u200d👧 می\u200cخواهم evil"),
        ("/a police: call\nby fri", "/a police: call by fri"),
        ("//not a command\nbut text", "//not a command\nbut text"),
        ("\n\n", ""),
    ],
)
def test_pasted_text_becomes_paragraphs(pasted: str, line: str) -> None:
    assert as_paragraphs(pasted) == line


@given(st.text())
def test_no_control_character_and_no_empty_paragraph_is_ever_pasted(text: str) -> None:
    line = as_paragraphs(text)
    assert not any(unicodedata.category(letter) == "Cc" and letter != "\n" for letter in line)
    assert line == "" or "\n" not in line or all(each.strip() for each in line.split("\n"))


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1))
def test_words_are_pasted_as_they_are(text: str) -> None:
    assert as_paragraphs(text) == text


# History


def test_history_goes_back_and_forward_to_what_was_typed() -> None:
    history = LineHistory()
    for line in ("one", "two", "two", " "):
        history.add(line)
    assert [history.step(by, "typed") for by in (-1, -1, -1, 1, 1, 1)] == ["two", "one", None, "two", "typed", None]


# The queue


class Kept(Struct, frozen=True):
    said: str = "kept"


class SlowDeeds:
    """Keeps a deed only when it is told to; stands in for the desk's thread."""

    def __init__(self) -> None:
        self.handed: list[CapturedDeed] = []
        self._answers: list[tuple[Callable[[Kept], None], Callable[[DeskError], None], Callable[[], None]]] = []

    def context(self) -> None:
        """Nothing is named in these lines."""

    def enter(
        self,
        deed: CapturedDeed,
        *,
        done: Callable[[Kept], None],
        failed: Callable[[DeskError], None],
        stopped: Callable[[], None],
    ) -> None:
        self.handed.append(deed)
        self._answers.append((done, failed, stopped))

    def keep(self) -> None:
        self._answers.pop(0)[0](Kept())

    def refuse(self) -> None:
        self._answers.pop(0)[1](refused("No.", "Try otherwise."))

    def break_down(self) -> None:
        self._answers.pop(0)[2]()


def says(text: str) -> SayDeed:
    return SayDeed(section=NoteSection.DISCUSSION, text=text)


def reads(line: str, at: CaptureContext) -> Reading:
    del at
    return Reading(missing="Half.") if line.startswith("/") else Reading(deed=says(line))


@pytest.fixture
def deeds() -> SlowDeeds:
    return SlowDeeds()


def a_queue(deeds: SlowDeeds, *, asks: bool = False) -> tuple[LineQueue, list[object]]:
    told: list[object] = []
    queue = LineQueue(deeds, reads, lambda _deed: asks)  # type: ignore[arg-type]  # what the queue needs of them
    queue.kept.connect(lambda entry, _said: told.append(entry.text))
    queue.refused.connect(lambda _entry, refusal: told.append(refusal))
    return queue, told


def test_one_line_is_handed_over_at_a_time_and_each_once(deeds: SlowDeeds) -> None:
    queue, told = a_queue(deeds)
    for text in ("a", "b", "c"):
        queue.add(Entry(text=text))
    assert deeds.handed == [says("a")]
    assert queue.texts() == ("b", "c")
    for _each in range(3):
        deeds.keep()
    assert deeds.handed == [says("a"), says("b"), says("c")]
    assert told == ["a", "b", "c"]
    assert not queue.busy


def test_nothing_behind_a_refused_line_is_handed_over(deeds: SlowDeeds) -> None:
    queue, told = a_queue(deeds)
    rest: list[tuple[str, ...]] = []
    queue.refused.connect(lambda _entry, _refusal: rest.append(queue.take_rest()))
    queue.add(Entry(text="a"))
    queue.add(Entry(text="b"))
    queue.add(Entry(deed=UndoDeed()))
    deeds.refuse()
    assert told == [Refusal(sentence="No. Try otherwise.")]
    assert rest == [("b",)]
    assert deeds.handed == [says("a")]


def test_a_line_that_a_fault_of_ours_broke_comes_back_and_the_next_is_recorded(deeds: SlowDeeds) -> None:
    queue, told = a_queue(deeds)
    queue.add(Entry(text="a"))
    deeds.break_down()
    assert told == [Refusal(sentence="Something went wrong here; the line was not recorded.")]
    assert not queue.busy
    queue.add(Entry(text="b"))
    assert deeds.handed == [says("a"), says("b")]


def test_a_line_that_became_incomplete_while_it_waited_is_refused_unhanded(deeds: SlowDeeds) -> None:
    queue, told = a_queue(deeds)
    queue.add(Entry(text="/half"))
    assert told == [Refusal(sentence="Half.", incomplete=True)]
    assert deeds.handed == []


def test_a_turn_waits_for_the_read_back_and_staying_lets_the_next_line_pass(deeds: SlowDeeds) -> None:
    queue, _told = a_queue(deeds, asks=True)
    queue.add(Entry(text="", deed=NextDeed()))
    assert (deeds.handed, queue.busy) == ([], True)
    queue.stay()
    queue.add(Entry(text="a"))
    assert deeds.handed == [says("a")]
    queue.go_on()
    assert deeds.handed == [says("a")]


# Where chips stand

FEW = (CaptureChip(ChipKind.DEED, "Action"), CaptureChip(ChipKind.WHO, "Police, Khan"))
LONG = (*FEW, CaptureChip(ChipKind.WHY, "because three children now name the same place " * 4))
MANY = tuple(CaptureChip(ChipKind.WHO, f"Agency number {number}") for number in range(12))


def shown(qapp: QApplication, chips: tuple[CaptureChip, ...], width: int) -> LineAsides:
    del qapp
    asides = LineAsides("hint")
    asides.fit(width, 41)
    asides.show_chips(chips)
    return asides


def test_few_chips_stand_beside_the_line_and_many_above_it(themed: QApplication) -> None:
    few, many = shown(themed, FEW, 1280), shown(themed, MANY, 1280)
    assert (few.above.isHidden(), few.beside.chips) == (True, FEW)
    assert (many.above.isHidden(), many.above.chips, many.beside.chips) == (False, MANY, ())


def test_running_words_are_shortened_before_chips_go_above(themed: QApplication) -> None:
    assert shown(themed, LONG, 1280).above.isHidden()


def test_chips_that_went_above_stay_there_until_the_line_is_empty(themed: QApplication) -> None:
    asides = shown(themed, MANY, 1280)
    asides.show_chips(FEW)
    assert not asides.above.isHidden()
    asides.say("")
    asides.show_chips(FEW)
    assert asides.above.isHidden()


def test_chips_in_several_rows_are_all_in_sight(themed: QApplication) -> None:
    del themed
    aside = LineAside()
    aside.show_chips(MANY)
    one, three = aside.heightForWidth(2_000), aside.heightForWidth(400)
    assert one < three
    assert aside.heightForWidth(200) > three


def test_the_chips_are_named_for_those_who_hear_the_screen(themed: QApplication) -> None:
    assert shown(themed, FEW, 1280).beside.accessibleName() == "Enter records: Action · Police, Khan"

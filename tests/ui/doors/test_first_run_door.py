"""The first run by keyboard alone: a desk with its recovery kit typed back, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar
from pytestqt.qtbot import QtBot
from tests.ui.doors.keys import Keyboard

from panel_desk.domain.people import Role
from panel_desk.services.desk import Desk
from panel_desk.services.founding import example_folder
from panel_desk.services.unlocking import desk_exists, open_by_recovery_kit
from panel_desk.ui.messages import Message
from panel_desk.ui.session import Around
from panel_desk.ui.shell.first_run import FirstRun
from panel_desk.ui.shell.passphrase_field import PassphraseField
from panel_desk.ui.shell.recovery_kit_steps import ShowKitStep

OPENS = "lantern orbit pickle moth"
Key = Qt.Key


class Run:
    """The door with hands on the keyboard, and what came out of it."""

    def __init__(self, around: Around, qtbot: QtBot) -> None:
        self.around = around
        self.qtbot = qtbot
        self.door = FirstRun(around)
        self.keys = Keyboard(self.door, qtbot)
        self.said: list[Message] = []
        around.messages.said.connect(self.said.append)
        self.opened: list[Desk] = []
        self.door.opened.connect(self.opened.append)

    @property
    def folder(self) -> Path:
        return self.around.preferences.paths.desk

    def words(self) -> str:
        """Everything that stands on the door now."""
        return " ".join(label.text() for label in self.door.findChildren(QLabel) if label.isVisible())

    def phrase(self) -> str:
        """Read off the screen, as a person copies it to paper."""
        step = self.door.step
        assert isinstance(step, ShowKitStep)
        groups = [label.text() for label in step.findChildren(QLabel) if len(label.text()) == 4]
        return "-".join(groups)

    def to_people(self) -> None:
        self.keys.press(Key.Key_Return)
        assert self.keys.name == "Council"
        self.keys.type("Fictional Borough Council")
        self.keys.press(Key.Key_Return)

    def to_passphrase(self) -> None:
        self.to_people()
        assert self.keys.name == "Your name"
        self.keys.type("Asha Rahman")
        self.keys.tab_to("Name of the chair of SAFE")
        self.keys.type("Dana Prior")
        self.keys.press(Key.Key_Return)

    def to_kit(self) -> None:
        self.to_passphrase()
        assert self.keys.name == "Passphrase"
        self.keys.type(OPENS)
        self.keys.tab_to("The same once more")
        self.keys.type(OPENS)
        self.keys.press(Key.Key_Return)

    def to_typing_back(self) -> str:
        self.to_kit()
        phrase = self.phrase()
        self.keys.tab_to("I have it on paper")
        self.keys.press(Key.Key_Return)
        assert self.keys.name == "Recovery phrase"
        return phrase

    def wait_opened(self, within: int = 20_000) -> Desk:
        self.qtbot.waitUntil(lambda: bool(self.opened), timeout=within)
        return self.opened[0]


@pytest.fixture
def run(around: Around, qtbot: QtBot) -> Iterator[Run]:
    made = Run(around, qtbot)
    yield made
    for desk in made.opened:
        around.tasks.wait_for(desk.close)


def test_a_desk_is_made_by_keyboard_alone(run: Run) -> None:
    phrase = run.to_typing_back()
    run.keys.type(phrase.lower().replace("-", " "))
    run.keys.press(Key.Key_Return)
    desk = run.wait_opened()
    reading = desk.reading()
    who = {(one.person.name, one.role) for one in reading.people.possible_at_desk()}
    assert who == {("Asha Rahman", Role.ADMINISTRATOR), ("Dana Prior", Role.CHAIR)}
    assert reading.people.council() == ("Fictional Borough Council", False)
    assert run.around.preferences.value.who == reading.people.named("Asha Rahman").id
    assert run.around.preferences.value.recent_desks == (str(run.folder),)
    reading.close()
    run.around.tasks.wait_for(desk.close)
    open_by_recovery_kit(run.folder, phrase).close()
    assert run.said == []


def test_nothing_secret_stays_in_the_door_afterwards(run: Run) -> None:
    phrase = run.to_typing_back()
    run.keys.type(phrase)
    run.keys.press(Key.Key_Return)
    run.wait_opened()
    assert run.door._draft is not None
    assert (run.door._draft.passphrase, run.door._draft.phrase, run.door._draft.typed_back) == ("", "", "")
    assert all(field.text() == "" for field in run.door.findChildren(PassphraseField))


def test_a_wrong_phrase_is_refused_and_no_desk_is_made(run: Run) -> None:
    phrase = run.to_typing_back()
    run.keys.type(phrase[:-1])
    run.keys.press(Key.Key_Return)
    assert "That is not the phrase" in run.words()
    assert phrase not in run.words(), "the phrase is not shown where it is typed back"
    assert not run.folder.exists()
    run.keys.press(Key.Key_Escape)
    assert run.phrase() == phrase, "Back shows the very same phrase once more"


@pytest.mark.parametrize(
    ("first", "again", "sentence"),
    [
        ("short", "short", "Too short"),
        ("password1", "password1", "Weak"),
        (OPENS, OPENS + "s", "The two are not the same."),
    ],
)
def test_a_poor_or_mistyped_passphrase_goes_no_further(run: Run, first: str, again: str, sentence: str) -> None:
    run.to_passphrase()
    run.keys.type(first)
    run.keys.tab_to("The same once more")
    run.keys.type(again)
    run.keys.press(Key.Key_Return)
    assert sentence in run.words()
    assert "A passphrase for the desk" in run.words()


def test_the_strength_is_told_while_typing(run: Run) -> None:
    run.to_passphrase()
    run.keys.type("lantern orbit pickle")
    assert "Fair." in run.words()
    run.keys.type(" moth")
    assert "Good." in run.words()


def test_a_council_and_a_panel_are_asked_for(run: Run) -> None:
    run.keys.press(Key.Key_Return)
    run.keys.press(Key.Key_Tab)
    run.keys.press(Key.Key_Space)
    run.keys.press(Key.Key_Tab)
    run.keys.press(Key.Key_Space)
    run.keys.tab_to("Next")
    run.keys.press(Key.Key_Return)
    assert "For which council is this desk kept?" in run.words()
    assert "Tick at least one panel." in run.words()


def test_a_folder_that_holds_other_files_is_refused_beside_its_field(run: Run) -> None:
    run.folder.mkdir(parents=True)
    (run.folder / "letter.txt").write_text("Dear all", encoding="utf-8")
    run.to_people()
    assert "holds other files" in run.words()
    assert run.keys.name == "Council"


def test_escape_walks_back_to_the_first_choice_and_keeps_what_was_filled_in(run: Run) -> None:
    run.to_people()
    run.keys.press(Key.Key_Escape, times=2)
    assert "What is this computer for?" in run.words()
    run.keys.press(Key.Key_Return)
    assert run.keys.focus.property("text") == "Fictional Borough Council"


def test_cancel_while_the_desk_is_made_leaves_nothing_and_shows_the_last_step(run: Run) -> None:
    phrase = run.to_typing_back()
    run.keys.type(phrase)
    run.keys.press(Key.Key_Return)
    assert [bar.isVisible() for bar in run.door.findChildren(QProgressBar)] == [True]
    run.keys.press(Key.Key_Escape)
    run.qtbot.waitUntil(lambda: "Type the phrase from paper" in run.words(), timeout=20_000)
    assert run.opened == []
    assert list(run.folder.parent.glob("*desk*")) == []
    assert list(run.folder.parent.glob(".*")) == []


def test_a_panel_that_is_not_wanted_asks_for_no_chair(run: Run) -> None:
    run.keys.press(Key.Key_Return)
    run.keys.type("Fictional Borough Council")
    run.keys.press(Key.Key_Tab, times=2)
    run.keys.press(Key.Key_Space)
    run.keys.press(Key.Key_Return)
    assert "SAFE panel" in run.words()
    assert "MACE panel" not in run.words()


def test_the_kit_is_saved_as_a_pdf_but_not_beside_the_desk(run: Run, tmp_path: Path) -> None:
    run.to_kit()
    step = run.door.step
    assert isinstance(step, ShowKitStep)
    step._write(run.folder / "kit.pdf", b"%PDF")
    assert "whoever has the desk’s folder would have its key" in run.words()
    assert not run.folder.exists()
    run.keys.tab_to("Save as PDF…")
    run.keys.press(Key.Key_Return)
    run.qtbot.waitUntil(lambda: bool(run.door.findChildren(QFileDialog)), timeout=20_000)
    dialog = run.door.findChildren(QFileDialog)[0]
    dialog.fileSelected.emit(str(tmp_path / "kit.pdf"))
    dialog.reject()
    assert (tmp_path / "kit.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "kit.pdf").stat().st_mode & 0o077 == 0
    assert "keep the paper in a safe" in run.words()


def test_reading_minutes_needs_no_desk(run: Run) -> None:
    run.keys.press(Key.Key_Down)
    assert run.keys.name == "Verify only"
    with run.qtbot.waitSignal(run.door.reads_only):
        run.keys.press(Key.Key_Return)
    assert not run.folder.exists()


def test_a_desk_that_is_there_already_can_be_opened(run: Run) -> None:
    run.keys.press(Key.Key_Down, times=2)
    with run.qtbot.waitSignal(run.door.unlock_wanted):
        run.keys.press(Key.Key_Return)


@pytest.mark.slow
def test_the_fictional_example_is_made_with_progress_and_opened(run: Run) -> None:
    run.keys.press(Key.Key_Down, times=3)
    assert run.keys.name == "Load the fictional example"
    run.keys.press(Key.Key_Return)
    bar = run.door.findChildren(QProgressBar)[0]
    run.qtbot.waitUntil(lambda: bar.value() > 0, timeout=60_000)
    desk = run.wait_opened(within=120_000)
    assert desk.book.vault.folder == example_folder(run.folder) / "desk"
    assert desk_exists(example_folder(run.folder) / "desk")

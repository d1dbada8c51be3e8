"""Typing: words are plain, flags are underlined where they stand, and an alternative is one step to undo."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from panel_desk.domain.language import Flag, LanguageCheck, Phrase, Wording, WordList
from panel_desk.ui.widgets.text_field import TextField
from panel_desk.ui.widgets.words import Words

WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline
CHECK = LanguageCheck(
    WordList(
        phrases=(
            Phrase(phrase="run away", instead=("went missing", "goes missing"), why="There is a push or a pull."),
            Phrase(phrase="bad choice", instead=("few real choices",), why="Nothing was free."),
            Phrase(phrase="asap", instead=("by (date)",), why="No date.", wording=Wording.VAGUE),
        )
    )
)


@pytest.fixture
def field(themed: QApplication, qtbot: QtBot) -> TextField:
    made = TextField(CHECK.flags, name="Discussion")
    qtbot.addWidget(made)
    return made


def underlined(field: TextField) -> list[str]:
    """What the screen shows with a wave, paragraph by paragraph."""
    found: list[str] = []
    block = field.document().begin()
    while block.isValid():
        units = block.text().encode("utf-16-le")
        waves = [run for run in block.layout().formats() if run.format.underlineStyle() is WAVE]
        found += [units[2 * run.start : 2 * (run.start + run.length)].decode("utf-16-le") for run in waves]
        block = block.next()
    return found


def test_flagged_words_are_underlined_as_they_are_typed(field: TextField) -> None:
    QTest.keyClicks(field, "He run awa")
    assert underlined(field) == []
    QTest.keyClicks(field, "y.")
    assert underlined(field) == ["run away"]


def test_words_that_are_mended_by_hand_lose_their_underline(field: TextField) -> None:
    field.set_text("run away")
    field.moveCursor(field.textCursor().MoveOperation.End)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert underlined(field) == []
    assert field.flags == ()


def test_a_phrase_is_underlined_beside_characters_that_count_twice(field: TextField) -> None:
    field.set_text("😀😀 a bad choice\n😀 run away")
    assert underlined(field) == ["bad choice", "run away"]


def test_a_phrase_broken_over_two_lines_is_underlined_in_both(field: TextField) -> None:
    field.set_text("he run\naway")
    assert underlined(field) == ["run", "away"]


def test_a_quotation_opened_far_above_takes_the_underline_away(field: TextField) -> None:
    field.set_text("“I said\nthat I will run away” he told us")
    assert underlined(field) == []
    cursor = field.textCursor()
    cursor.setPosition(0)
    cursor.deleteChar()
    assert underlined(field) == ["run away"]


def test_whoever_listens_is_told_the_flags_once_for_each_change(field: TextField, qtbot: QtBot) -> None:
    told: list[Sequence[Flag]] = []
    field.flags_changed.connect(told.append)
    field.set_text("a bad choice")
    field.insertPlainText(" ")
    field.moveCursor(field.textCursor().MoveOperation.End)
    field.insertPlainText("s")
    assert [[flag.phrase for flag in flags] for flags in told] == [["bad choice"], ["bad choice"], []]


def test_f7_goes_from_flag_to_flag_and_begins_again(field: TextField) -> None:
    field.set_text("bad choice, run away")
    seen = [field.next_flag(), field.next_flag(), field.next_flag()]
    assert [flag.phrase for flag in seen if flag] == ["bad choice", "run away", "bad choice"]
    assert field.textCursor().selectedText() == "bad choice"


def test_a_text_without_flags_has_no_next_one(field: TextField) -> None:
    field.set_text("nothing here")
    assert field.next_flag() is None


def test_an_alternative_is_put_in_place_in_one_step_that_undo_takes_back(field: TextField) -> None:
    field.set_text("Run away again")
    field.replace(field.flags[0], "went missing")
    assert field.text() == "Went missing again"
    field.undo()
    assert field.text() == "Run away again"


def test_a_part_that_only_the_writer_knows_is_selected(field: TextField) -> None:
    field.set_text("Call ASAP.")
    field.replace(field.flags[0], field.flags[0].instead)
    assert field.text() == "Call By (date)."
    assert field.textCursor().selectedText() == "(date)"


def test_the_menu_of_a_flag_offers_each_alternative_and_says_why(field: TextField, qtbot: QtBot) -> None:
    field.set_text("run away")
    menu = field.flag_menu(field.flags[0])
    assert [act.text() for act in menu.actions() if act.text()] == ["went missing", "goes missing"]
    assert [words.text() for words in menu.findChildren(Words)] == ["There is a push or a pull."]
    menu.actions()[1].trigger()
    assert field.text() == "goes missing"


def test_f7_opens_the_menu_and_enter_takes_the_first_alternative(field: TextField, qtbot: QtBot) -> None:
    field.set_text("run away")
    field.show()
    QTest.keyClick(field, Qt.Key.Key_F7)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert field.text() == "went missing"


def test_a_text_that_may_only_be_read_is_not_replaced(field: TextField) -> None:
    field.set_text("run away")
    field.setReadOnly(True)
    field.replace(field.flags[0], "went missing")
    assert field.text() == "run away"
    assert not field.flag_menu(field.flags[0]).actions()[0].isEnabled()


def test_only_the_words_are_pasted(field: TextField) -> None:
    rich = QMimeData()
    rich.setHtml('<b>bold</b> <img src="file:///nowhere.png"> word')
    rich.setText("bold\u200b \x07word\nnext")
    rich.setUrls([QUrl("file:///nowhere.png")])
    field.insertFromMimeData(rich)
    assert field.text() == "bold word\nnext"


def test_what_looks_like_markup_stays_as_it_was_typed(field: TextField) -> None:
    QTest.keyClicks(field, "<b>run away</b>")
    assert field.text() == "<b>run away</b>"


def test_tab_leaves_the_field(themed: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row = QVBoxLayout(page)
    first, second = TextField(), TextField()
    row.addWidget(first)
    row.addWidget(second)
    page.show()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert first.text() == ""
    assert page.focusWidget() is second


def test_showing_the_same_text_again_keeps_the_undo(field: TextField) -> None:
    QTest.keyClicks(field, "abc")
    field.set_text("abc")
    assert field.document().isUndoAvailable()


def test_another_word_list_counts_at_once(field: TextField) -> None:
    field.set_text("run away")
    field.set_flags_of(None)
    assert underlined(field) == []
    field.set_flags_of(CHECK.flags)
    assert underlined(field) == ["run away"]

"""Sizes are found again after the next start, and a spoilt file costs no more than the sizes in it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from panel_desk.ui.widgets.remembering import Remembering, remembering


def test_sizes_are_read_as_they_were_written(themed: QApplication) -> None:
    first, second = Remembering(), Remembering()
    first.keep("table Children", (80, 120, 300))
    first.keep("split agenda", (420,))

    second.read(first.written())

    assert second.recall("table Children") == (80, 120, 300)
    assert second.recall("split agenda") == (420,)


def test_what_is_no_row_of_numbers_is_left_out(themed: QApplication) -> None:
    sizes = Remembering()

    sizes.read({"a": "80 x", "b": "-4", "c": "1.5", "d": "12 13"})

    assert [sizes.recall(name) for name in "abcd"] == [(), (), (), (12, 13)]


def test_only_a_new_size_is_told(themed: QApplication, qtbot: QtBot) -> None:
    sizes = Remembering()
    sizes.keep("a", (1,))

    with qtbot.assertNotEmitted(sizes.kept):
        sizes.keep("a", (1,))
        sizes.fill({"b": (2,)})


def test_there_is_one_for_the_application(themed: QApplication) -> None:
    assert remembering() is remembering()

"""The Missing page in a window: figures that lead on, five tabs, filters, the cross-reference, and other pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook
from tests.ui.desks import OpenSession, copied, session_on
from tests.ui.looking import picture, shown
from tests.ui.missing.missing_desk import AWAY, LATE, MOST, NO_MARKER, QUIET, UNKNOWN, child_lines

from panel_desk.domain.figures.reporting_year import parse_period
from panel_desk.domain.missing.thresholds import Thresholds
from panel_desk.domain.people import Role
from panel_desk.ui.messages import Message, Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.workspaces.missing import presenter
from panel_desk.ui.workspaces.missing.page import MissingPage
from panel_desk.ui.workspaces.missing.panes import CROSS, EPISODES, OVERSIGHT, PATHWAY, QUEUE


def figures(page: MissingPage) -> dict[str, str]:
    """The cards as they are spoken."""
    spoken = [card.accessibleName() for card in page.figures.cards]
    return {words.partition(":")[0].partition(" ")[2].removeprefix("% "): words for words in spoken}


def choose(page: MissingPage, local_id: str) -> None:
    """Choose a child of the cross-reference."""
    page.panes.cross.show_child(local_id)


def type_words(qtbot: QtBot, field: SearchField, words: str) -> None:
    """Type, and wait for the frame in which it is answered."""
    with qtbot.waitSignal(field.typed):
        QTest.keyClicks(field, words)


def test_the_page_says_who_is_missing_and_of_how_many_each_share_is(page: MissingPage) -> None:
    told = figures(page)
    assert told["missing now"] == "1 missing now: K.U., 38 hours"
    assert told["episodes"] == "12 episodes: of 6 children"
    assert told["interviews offered"] == "45 % interviews offered: 5 of 11 returned"
    assert told["accepted"] == "100 % accepted: 5 of 5 offered"
    assert told["completed within 72 h"] == "45 % completed within 72 h: 5 of 11 returned"
    picture(page, "missing")


def test_the_cross_reference_begins_with_who_is_flagged(page: MissingPage) -> None:
    assert page.panes.at() == CROSS
    assert page.panes.cross.chips.chosen() == "flagged"
    assert {MOST, AWAY, NO_MARKER, LATE} <= set(child_lines(page))
    assert "carry a marker" in page.panes.cross.sentence


def test_a_chip_leaves_those_it_names(page: MissingPage) -> None:
    page.panes.cross.show_filter("Missing now")
    assert child_lines(page) == [AWAY]
    page.panes.cross.show_filter("all")
    assert QUIET in child_lines(page)


def test_typing_filters_the_cross_reference(page: MissingPage, qtbot: QtBot) -> None:
    type_words(qtbot, page.panes.cross.field, "n.b.")
    assert child_lines(page) == [NO_MARKER]
    with qtbot.waitSignal(page.panes.cross.field.typed):
        QTest.keyClick(page.panes.cross.field, Qt.Key.Key_Escape)
    assert MOST in child_lines(page)


def test_the_chosen_child_is_explained(page: MissingPage) -> None:
    choose(page, MOST)
    why = page.panes.cross.why
    assert why.isVisible()
    assert why.title == f"Why K.M. · {MOST} is for the enhanced pathway"
    assert "threshold 3 in 90 days" in why.words
    assert f"atched on local ID {MOST}" in why.words


def test_a_number_that_nobody_has_cannot_be_put_on_the_pathway(page: MissingPage) -> None:
    choose(page, UNKNOWN)
    why = page.panes.cross.why
    assert not why.pathway_button.isVisible()
    assert not why.child_button.isEnabled()


def test_enter_on_a_child_opens_the_child(page: MissingPage, following: OpenSession) -> None:
    choose(page, MOST)
    page.panes.cross.table.setFocus()
    QTest.keyClick(page.panes.cross.table, Qt.Key.Key_Return)
    gone = following.opened.gone[-1]
    assert (gone.page, gone.id) == (PageKey.CHILDREN, following.reading.children.id_of(MOST))


def test_a_key_shows_the_childs_episodes(page: MissingPage, qtbot: QtBot) -> None:
    choose(page, LATE)
    page.panes.cross.table.setFocus()
    QTest.keyClick(page.panes.cross.table, Qt.Key.Key_E)
    assert page.panes.at() == EPISODES
    assert [e.local_id for e in page.panes.episodes.table.shown_rows()] == [LATE, LATE]


@pytest.mark.parametrize(
    ("figure", "tab", "chip"),
    [(0, EPISODES, "open"), (1, EPISODES, "all"), (2, OVERSIGHT, ""), (3, OVERSIGHT, ""), (4, EPISODES, "overdue")],
)
def test_a_figure_leads_to_what_is_behind_it(page: MissingPage, figure: int, tab: int, chip: str) -> None:
    page.figures.cards[figure].followed.emit(page.figures.cards[figure]._key)
    assert page.panes.at() == tab
    if chip:
        assert page.panes.episodes.chips.chosen() == chip


def test_cross_referencing_again_is_said_and_shown(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    page.panes.show_tab(QUEUE)
    with qtbot.waitSignal(following.messages.said) as said:
        page.cross_reference()
    assert isinstance(said.args[0], Message)
    assert said.args[0].sentence.startswith("Cross-referenced: ")
    assert page.panes.at() == CROSS


def test_other_thresholds_are_tried_without_being_kept(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    with qtbot.waitSignal(following.messages.said):
        page.try_thresholds(Thresholds(episodes=10, days=30, top=1, longer_than_hours=1000))
    assert "Tried once with 10 in 30 days" in page.panes.cross.sentence
    assert following.reading.cross_referencing.thresholds() == Thresholds()


def test_thresholds_that_cannot_be_are_refused_and_the_table_stays(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    before = child_lines(page)
    with qtbot.waitSignal(following.messages.said) as said:
        page.try_thresholds(Thresholds(episodes=0))
    assert isinstance(said.args[0], Message)
    assert said.args[0].sentence == "The number of episodes cannot be 0."
    assert child_lines(page) == before
    page.refresh()
    assert "Tried" not in page.panes.cross.sentence


def test_another_period_is_typed_and_shown(page: MissingPage, following: OpenSession) -> None:
    page.ask_period()
    question = following.opened.asked[-1]
    assert isinstance(question, Question)
    assert question.on_words is not None
    question.on_words("1 October 2026 to 15 November 2026")
    assert page.period() == parse_period("2026-10-01 to 2026-11-15")
    assert figures(page)["episodes"] == "9 episodes: of 5 children"
    assert page.period_field.combo.currentText() == "1 October 2026 to 15 November 2026"


def test_what_is_no_period_leaves_the_page_as_it_was(page: MissingPage, following: OpenSession) -> None:
    before = page.period()
    page._on_period_typed("whenever")
    message = following.opened.said[-1]
    assert isinstance(message, Message)
    assert "is not a period" in message.sentence
    assert page.period() == before


def test_a_period_with_no_data_says_so(page: MissingPage) -> None:
    page.period_field.choose(parse_period("2019-20"))
    page.panes.show_tab(OVERSIGHT)
    assert not page.panes.oversight.table.shown_rows()
    assert "nothing to measure" in page.panes.oversight._empty._sentence.text()


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("month", {"All", "September 2026", "October 2026", "1 to 22 November 2026"}),
        ("provider", {"All", "Missing People"}),
    ],
)
def test_oversight_is_by_month_team_and_provider(page: MissingPage, by: str, names: set[str]) -> None:
    page.panes.show_tab(OVERSIGHT)
    page.panes.oversight.chips.choose(by)
    assert names <= {m.name for m in page.panes.oversight.table.shown_rows()}
    picture(page, f"missing oversight {by}")


def test_a_share_is_told_with_its_denominator(page: MissingPage) -> None:
    page.panes.show_tab(OVERSIGHT)
    page.panes.oversight.table.choose(lambda m: m.name == "All")
    page.panes.oversight.table.copy()
    assert "45 % 5 of 11" in QApplication.clipboard().text()


def test_the_tab_is_found_again(page: MissingPage, following: OpenSession, qtbot: QtBot) -> None:
    page.panes.show_tab(PATHWAY)
    again = MissingPage(following)
    qtbot.addWidget(again)
    assert again.panes.at() == PATHWAY
    page.panes.show_tab(CROSS)


@pytest.mark.parametrize(("what", "tab"), [("pathway", PATHWAY), ("oversight", OVERSIGHT), ("match queue", QUEUE)])
def test_a_place_opens_its_tab(page: MissingPage, what: str, tab: int) -> None:
    page.open(Place(PageKey.MISSING, what=what))
    assert page.panes.at() == tab


@pytest.mark.parametrize(("what", "whose"), [("overdue", {LATE}), ("open", {AWAY})])
def test_a_place_opens_the_episodes_it_names(page: MissingPage, what: str, whose: set[str]) -> None:
    page.open(Place(PageKey.MISSING, what=what))
    assert whose <= {e.local_id for e in page.panes.episodes.table.shown_rows()}
    assert page.panes.episodes.chips.chosen() == what


def test_a_place_opens_the_episodes_of_a_child(page: MissingPage, following: OpenSession) -> None:
    page.open(Place(PageKey.MISSING, str(following.reading.children.id_of(LATE))))
    assert {e.local_id for e in page.panes.episodes.table.shown_rows()} == {LATE}


def test_names_show_only_while_they_are_asked_for(page: MissingPage, following: OpenSession) -> None:
    choose(page, MOST)
    line = page.panes.cross.table.chosen()
    assert page.panes.cross.shown(line) == f"K.M. · {MOST}"
    following.names.show(shown=True)
    assert page.panes.cross.shown(line) == f"Kim Morris · {MOST}"
    assert "Kim Morris" in page.panes.cross.why.title
    following.names.hide()
    assert "Kim" not in page.panes.cross.why.title


@pytest.mark.parametrize(
    ("tab", "ending", "holds"),
    [
        (CROSS, "csv", "Enhanced pathway"),
        (EPISODES, "csv", "Missing People"),
        (OVERSIGHT, "csv", "Missing People"),
        (PATHWAY, "csv", "Enhanced pathway"),
        (QUEUE, "csv", "104233"),
    ],
)
def test_every_tab_is_given_out_without_a_name_and_entered(
    page: MissingPage, following: OpenSession, qtbot: QtBot, tmp_path: Path, tab: int, ending: str, holds: str
) -> None:
    following.names.show(shown=True)
    page.panes.show_tab(tab)
    page.export()
    question = following.opened.asked[-1]
    assert isinstance(question, Question)
    assert question.question == "Who is to have this?"
    out, path = page.outgoing(), tmp_path / f"file.{ending}"
    assert out is not None
    with qtbot.waitSignal(following.record_changed):
        page.sending.write(out, "Dana Prior", path)
    text = path.read_text("utf-8-sig")
    assert holds in text
    assert "Morris" not in text
    assert following.reading.exporting.made()[0].recipient == "Dana Prior"
    following.names.hide()


def test_only_the_episodes_that_are_shown_are_given_out(
    page: MissingPage, following: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    page.open(Place(PageKey.MISSING, what="overdue"))
    out = page.outgoing()
    assert out is not None
    assert out.words.startswith("The return interviews and 6 episodes of ")
    with qtbot.waitSignal(following.record_changed):
        page.sending.write(out, "Dana Prior", tmp_path / "file.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "file.xlsx"))
    cells = {str(cell) for row in book.get_sheet_by_name("Episodes").to_python() for cell in row}
    assert LATE in cells
    assert MOST not in cells


def test_a_paper_is_made_of_what_is_shown(
    page: MissingPage, following: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    out = page.outgoing()
    assert out is not None
    with qtbot.waitSignal(following.record_changed, timeout=20_000):
        page.sending.write(out, "Dana Prior", tmp_path / "cross.pdf")
    assert (tmp_path / "cross.pdf").read_bytes().startswith(b"%PDF")


def test_rows_are_copied_with_their_flags(page: MissingPage) -> None:
    choose(page, AWAY)
    page.panes.cross.table.copy()
    text = QApplication.clipboard().text()
    assert f"K.U. · {AWAY}" in text
    assert "Missing now" in text


def test_every_tab_and_deed_can_be_reached_by_keys(page: MissingPage) -> None:
    keys = {command.shortcut: command.words for command in page.commands() if command.shortcut}
    assert keys["Ctrl+PgDown"] == "Next tab"
    assert keys["Ctrl+N"] == "Record an episode…"
    assert keys["Ctrl+Return"] == "Cross-reference now"
    next(c for c in page.commands() if c.words == "Show pathway").run()
    assert page.panes.at() == PATHWAY
    next(c for c in page.commands() if c.shortcut == "Ctrl+PgDown").run()
    assert page.panes.at() == QUEUE
    next(c for c in page.commands() if c.shortcut == "Ctrl+PgDown").run()
    assert page.panes.at() == CROSS
    next(c for c in page.commands() if c.shortcut == "Ctrl+PgUp").run()
    assert page.panes.at() == QUEUE


def test_who_may_not_follow_children_reads_and_records_nothing(
    themed: QApplication, episodes_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = copied(episodes_template, tmp_path / "member")
    with session_on(desk, tmp_path, name="Abena Osei", role=Role.CORE_MEMBER) as member:
        page = MissingPage(member)
        page.resize(1180, 800)
        shown(qtbot, page)
        page.refresh()
        choose(page, MOST)
        assert not page.panes.cross.why.pathway_button.isVisible()
        assert not next(c for c in page.commands() if c.shortcut == "Ctrl+N").enabled
        page.close()


def test_a_large_desk_is_read_on_the_desks_thread(
    following: OpenSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presenter, "MANY_LINES", 0)
    page = MissingPage(following)
    page.resize(1180, 800)
    shown(qtbot, page)
    page.refresh()
    assert not page.figures.cards
    page.panes.show_tab(CROSS)
    qtbot.waitUntil(lambda: page.panes.cross.cross is not None)
    assert page.view is not None
    assert MOST in child_lines(page)


def test_a_cancelled_cross_reference_leaves_the_table_and_can_be_run_again(
    page: MissingPage, following: OpenSession, qtbot: QtBot
) -> None:
    before = child_lines(page)
    page.cross_reference()
    following.tasks.cancel_all()
    qtbot.waitUntil(lambda: not following.tasks.busy)
    assert child_lines(page) == before
    with qtbot.waitSignal(following.messages.said):
        page.cross_reference()


def test_the_clock_goes_on_while_nobody_presses_anything(page: MissingPage, following: OpenSession) -> None:
    assert page.view is not None
    before = next(e.hours for e in page.view.episodes if e.is_open)
    # The clock that tests hold goes on by a second each time it is read.
    for _second in range(120):
        assert following.now
    page._on_minute()
    after = next(e.hours for e in page.view.episodes if e.is_open)
    assert before is not None
    assert after is not None
    assert after > before


def test_an_empty_desk_says_what_belongs_here(session: OpenSession, qtbot: QtBot) -> None:
    page = MissingPage(session)
    page.resize(1180, 800)
    shown(qtbot, page)
    page.refresh()
    assert page.figures.cards[0].accessibleName() == "0 missing now: nobody"
    assert not page.panes.cross.table.shown_rows()
    picture(page, "missing empty")


def test_who_comes_to_the_page_has_the_table_of_the_tab_in_hand(page: MissingPage) -> None:
    page.setFocus()
    assert page.panes.cross.table.hasFocus()
    page.panes.show_tab(EPISODES)
    page.setFocus()
    assert page.panes.episodes.table.hasFocus()


def test_where_nothing_is_set_beside_anything_yet_the_case_lists_are_offered(
    session: OpenSession, qtbot: QtBot
) -> None:
    made = MissingPage(session)
    shown(qtbot, made)
    made.refresh()
    made.panes.show_tab(CROSS)
    offered = next(b for b in made.panes.cross.table.findChildren(QPushButton) if b.isVisible())
    assert offered.text() == "Go to the case lists"
    offered.click()
    assert session.opened.gone == [Place(PageKey.CASE_LISTS)]

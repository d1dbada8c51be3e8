"""The Children page: the list, the story in its place, and what is done from there."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import DECEMBER, a_list, a_profile, child
from tests.ui.desks import OpenSession
from tests.ui.looking import shown

from panel_desk.domain.children.register import RegisterOrder
from panel_desk.domain.ids import MeetingId, PanelKey
from panel_desk.services.desk import Desk
from panel_desk.ui.messages import Message, Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.widgets.drawing import StepChart, StripChart
from panel_desk.ui.workspaces.children import presenter
from panel_desk.ui.workspaces.children.page import ChildrenPage

KIRAN = "200130"
"""Of the demonstration: before both panels, with episodes, actions and a voice."""


def add(session: OpenSession, qtbot: QtBot, content: bytes) -> None:
    """Add a list on the desk's thread, as the window would."""

    def deed(desk: Desk) -> None:
        desk.importing.add(session.actor, desk.importing.preview(content, "list.csv"), content)

    with qtbot.waitSignal(session.record_changed):
        session.do(deed)


@pytest.fixture
def page(demo_session: OpenSession, qtbot: QtBot) -> ChildrenPage:
    made = ChildrenPage(demo_session)
    made.resize(1084, 740)
    shown(qtbot, made)
    made.refresh()
    return made


def words_on(widget: QWidget) -> str:
    """Everything that can be read on it."""
    labels = [label.text() for label in widget.findChildren(QLabel)]
    return "\n".join([*labels, *(b.text() for b in widget.findChildren(QPushButton))])


def local_ids(page: ChildrenPage) -> list[str]:
    return [line.local_id for line in page.table.shown_rows()]


def cells(page: ChildrenPage, column: int) -> list[str]:
    model = page.table.rows
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def typed(page: ChildrenPage, qtbot: QtBot, text: str) -> None:
    with qtbot.waitSignal(page.field.typed):
        page.field.setText(text)


def test_all_children_are_listed_with_what_is_known(page: ChildrenPage) -> None:
    assert len(local_ids(page)) == 37
    row = local_ids(page).index(KIRAN)
    assert [cells(page, column)[row] for column in range(9)] == [
        "K.A.",
        KIRAN,
        "13",
        "CCE",
        "SAFE, MACE",
        "High",
        "SAFE-2026-11",
        "3 Dec",
        "3",
    ]
    assert "37 children" in words_on(page)


def test_typing_filters_the_list_and_says_how_many_are_left(page: ChildrenPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "high cce")
    left = local_ids(page)
    assert KIRAN in left
    assert 0 < len(left) < 37
    assert f"{len(left)} of 37 children" in words_on(page)


def test_a_chip_filters_on_top_of_what_is_typed(page: ChildrenPage, qtbot: QtBot) -> None:
    mace = next(chip for chip in page.findChildren(QPushButton) if chip.text() == "Before MACE 3")
    QTest.mouseClick(mace, Qt.MouseButton.LeftButton)
    assert len(local_ids(page)) == 3
    typed(page, qtbot, KIRAN)
    assert local_ids(page) == [KIRAN]


def test_nothing_found_says_so_and_esc_brings_all_back(page: ChildrenPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "zzzz")
    assert local_ids(page) == []
    assert "No child has all these words" in words_on(page.table)
    with qtbot.waitSignal(page.field.typed):
        QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert len(local_ids(page)) == 37


def test_an_empty_desk_says_how_children_come_onto_it(session: OpenSession, qtbot: QtBot) -> None:
    page = ChildrenPage(session)
    shown(qtbot, page)
    page.refresh()
    assert "Children come onto the desk with a case list" in words_on(page.table)
    next(b for b in page.findChildren(QPushButton) if b.text() == "Go to the case lists").click()
    assert session.opened.gone == [Place(PageKey.CASE_LISTS)]


def test_a_header_puts_the_children_in_its_order_and_the_unknown_last(page: ChildrenPage) -> None:
    page.table.horizontalHeader().setSortIndicator(7, Qt.SortOrder.AscendingOrder)
    reviews = cells(page, 7)
    known = [words for words in reviews if words]
    assert reviews == [*known, *[""] * (37 - len(known))]
    assert known[0] == "3 Dec"
    register = page.table.rows.register  # type: ignore[attr-defined]
    assert [c.local_id for c in register.find("", RegisterOrder.REVIEW)] == local_ids(page)


def test_enter_opens_the_story_and_esc_goes_back_to_the_same_child(page: ChildrenPage, qtbot: QtBot) -> None:
    page.table.choose(lambda line: line.local_id == KIRAN)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.story.view is not None
    assert page.story.view.title == f"K.A. · {KIRAN}"
    assert page.story.isVisible()
    QTest.keyClick(page.story.timeline, Qt.Key.Key_Escape)
    assert page.table.isVisible()
    assert page.table.chosen().local_id == KIRAN


def test_the_story_shows_charts_with_their_words_and_the_voice(page: ChildrenPage) -> None:
    page.open(Place(PageKey.CHILDREN, KIRAN))
    (steps,), (strip,) = page.story.findChildren(StepChart), page.story.findChildren(StripChart)
    assert "High from 22 October 2026" in steps.accessibleDescription()
    assert "missing 8 November 2026, 22:30, 11 hours" in strip.accessibleDescription()
    assert "If I don’t go, they come to the house." in words_on(page.story)
    assert "Risk as listed" in words_on(page.story)


def test_a_child_is_opened_by_its_id_and_by_its_local_id(page: ChildrenPage, demo_session: OpenSession) -> None:
    child_id = demo_session.reading.children.id_of(KIRAN)
    assert child_id is not None
    for place in (Place(PageKey.CHILDREN, child_id), Place(PageKey.CHILDREN, KIRAN)):
        page.show_list()
        page.open(place)
        assert page.story.view is not None
        assert page.story.view.local_id == KIRAN


def test_a_child_nobody_knows_is_a_sentence_and_the_list_stays(page: ChildrenPage, demo_session: OpenSession) -> None:
    page.open(Place(PageKey.CHILDREN, "nobody"))
    assert isinstance(demo_session.opened.said[-1], Message)
    assert "no such child" in demo_session.opened.said[-1].sentence
    assert page.table.isVisible()


def test_no_name_stands_on_the_page_until_names_are_shown_and_then_at_once(
    page: ChildrenPage, demo_session: OpenSession
) -> None:
    page.open(Place(PageKey.CHILDREN, "200221"))
    assert "Fairweather" not in words_on(page)
    assert not any("Fairweather" in words for words in cells(page, 0))
    demo_session.names.show(shown=True)
    assert "Jade Fairweather · 200221" in words_on(page.story)
    assert "Jordan Fairweather · 200234" in words_on(page.story)
    assert "Jade Fairweather" in cells(page, 0)
    demo_session.names.hide()
    assert "Fairweather" not in words_on(page)
    assert "Jade Fairweather" not in cells(page, 0)


def test_a_link_opens_the_sibling(page: ChildrenPage, qtbot: QtBot) -> None:
    page.open(Place(PageKey.CHILDREN, "200221"))
    sibling = next(b for b in page.story.findChildren(QPushButton) if b.text() == "J.F. · 200234")
    QTest.mouseClick(sibling, Qt.MouseButton.LeftButton)
    assert page.story.view is not None
    assert page.story.view.local_id == "200234"


def test_the_timeline_filters_by_kind_and_enter_opens_the_meeting(
    page: ChildrenPage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    page.open(Place(PageKey.CHILDREN, KIRAN))
    everything = len(page.story.timeline.entries)
    panels = next(chip for chip in page.story.findChildren(QPushButton) if chip.text() == "Panels 6")
    QTest.mouseClick(panels, Qt.MouseButton.LeftButton)
    assert len(page.story.timeline.entries) == 6 < everything
    page.story.timeline.setCurrentIndex(page.story.timeline.model().index(0, 0))
    QTest.keyClick(page.story.timeline, Qt.Key.Key_Return)
    assert demo_session.opened.gone[-1].page is PageKey.MINUTES


def test_the_same_record_read_again_leaves_the_story_where_it_was(page: ChildrenPage, qtbot: QtBot) -> None:
    page.open(Place(PageKey.CHILDREN, KIRAN))
    chart = page.story.findChild(StepChart)
    page.story.timeline.verticalScrollBar().setValue(200)
    page.refresh()
    assert page.story.findChild(StepChart) is chart
    assert page.story.timeline.verticalScrollBar().value() == 200


def test_ctrl_page_down_goes_along_the_list_as_it_is_filtered(page: ChildrenPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "fairw")
    order = local_ids(page) or ["200221", "200234"]
    page.open(Place(PageKey.CHILDREN, "200221"))
    following = next(c for c in page.commands() if c.shortcut == "Ctrl+PgDown")
    following.run()
    assert page.story.view is not None
    assert page.story.view.local_id == order[1]
    following.run()
    assert page.story.view.local_id == order[1]


def test_the_story_is_copied_with_initials_only(page: ChildrenPage, demo_session: OpenSession) -> None:
    demo_session.names.show(shown=True)
    page.open(Place(PageKey.CHILDREN, KIRAN))
    next(c for c in page.commands() if c.words == "Copy the story as text").run()
    text = QGuiApplication.clipboard().text()
    assert text.startswith(f"K.A. · {KIRAN}")
    assert "Anand" not in text


def plan(session: OpenSession, qtbot: QtBot, held_on: date = DECEMBER) -> MeetingId:
    made: list[MeetingId] = []

    def deed(desk: Desk) -> MeetingId:
        return desk.meetings.plan(
            session.actor, PanelKey("SAFE"), held_on, starts_at=time(10), ends_at=time(12), place="Room 6"
        )

    with qtbot.waitSignal(session.record_changed):
        session.do(deed, done=made.append)
    qtbot.waitUntil(lambda: bool(made))
    return made[0]


def test_a_child_is_put_on_the_next_agenda_and_that_can_be_undone(
    page: ChildrenPage, demo_session: OpenSession, qtbot: QtBot
) -> None:
    meeting_id = plan(demo_session, qtbot)
    page.refresh()
    page.open(Place(PageKey.CHILDREN, KIRAN))
    with qtbot.waitSignal(demo_session.messages.said) as told:
        page.story.choose_agenda()
    assert told.args is not None
    message = told.args[0]
    assert message.sentence == f"K.A. · {KIRAN} is on the agenda of SAFE-2026-12."
    on = [i.agenda.child.local_id for i in demo_session.reading.meetings.meeting(meeting_id).items if i.agenda.child]
    assert on == [KIRAN]
    assert message.offer is not None


def test_with_no_meeting_to_come_the_way_to_plan_one_is_offered(page: ChildrenPage, demo_session: OpenSession) -> None:
    page.open(Place(PageKey.CHILDREN, KIRAN))
    page.story.choose_agenda()
    message = demo_session.opened.said[-1]
    assert isinstance(message, Message)
    assert message.offer is not None
    message.offer[1]()
    assert demo_session.opened.gone[-1] == Place(PageKey.AGENDAS)


def test_the_list_is_exported_as_it_stands_and_entered_with_its_recipient(
    page: ChildrenPage, demo_session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    typed(page, qtbot, KIRAN)
    next(c for c in page.commands() if c.words.startswith("Export")).run()
    question = demo_session.opened.asked[-1]
    assert isinstance(question, Question)
    assert question.on_words is not None
    question.on_words("Dana Prior")
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    with qtbot.waitSignal(demo_session.messages.said):
        dialog.fileSelected.emit(str(tmp_path / "children.csv"))
        dialog.reject()
    text = (tmp_path / "children.csv").read_text(encoding="utf-8-sig")
    assert KIRAN in text
    assert "Anand" not in text
    assert "200221" not in text
    assert demo_session.reading.exporting.made()[0].recipient == "Dana Prior"


def test_many_children_are_read_on_the_desks_thread_and_then_shown(
    session: OpenSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presenter, "MANY_CHILDREN", 1)
    add(session, qtbot, a_profile())
    page = ChildrenPage(session)
    shown(qtbot, page)
    page.refresh()
    assert "reading 2 children" in words_on(page)
    qtbot.waitUntil(lambda: local_ids(page) == ["101", "102"])
    assert "2 children" in words_on(page)


@pytest.mark.parametrize("name", ["N" + "n" * 199, "محمد", "שרה", "Ann 😀"])
def test_any_name_fits_on_the_page(session: OpenSession, qtbot: QtBot, name: str) -> None:
    add(session, qtbot, a_profile(child("101", surname=name)))
    page = ChildrenPage(session)
    shown(qtbot, page)
    page.refresh()
    session.names.show(shown=True)
    page.open(Place(PageKey.CHILDREN, "101"))
    assert page.story.view is not None
    assert page.story.view.title == f"Kim {name} · 101"
    page.grab()
    page.show_list()
    page.grab()
    assert page.minimumSizeHint().width() < 1084


def test_a_child_with_nothing_has_a_page_of_plain_sentences(session: OpenSession, qtbot: QtBot) -> None:
    add(session, qtbot, a_list(("Person ID", "Surname", "Type"), ("777", "", "")))
    page = ChildrenPage(session)
    shown(qtbot, page)
    page.open(Place(PageKey.CHILDREN, "777"))
    page.grab()
    for sentence in (
        "No panel has set a level yet.",
        "The lists name no missing episode.",
        "Nothing is recorded as said",
    ):
        assert sentence in words_on(page.story)
    assert page.story.timeline.entries == ()


def test_a_child_whose_list_was_taken_back_leaves_the_story_for_the_list(session: OpenSession, qtbot: QtBot) -> None:
    add(session, qtbot, a_profile())
    page = ChildrenPage(session)
    shown(qtbot, page)
    page.refresh()
    page.open(Place(PageKey.CHILDREN, "101"))
    with qtbot.waitSignal(session.record_changed):
        session.undo()
    page.refresh()
    assert page.table.isVisible()
    assert local_ids(page) == []

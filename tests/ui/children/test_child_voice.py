"""The voice on a child's page: what was said, what changed, and the way to add more."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.looking import picture, shown

from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.widgets.words import Words
from panel_desk.ui.workspaces.children.page import ChildrenPage
from panel_desk.ui.workspaces.children.presenter import ChildrenPresenter, copied_text

_WAITS, _ANSWERED = "200442", "200221"


def story_of(session: OpenSession, qtbot: QtBot, local_id: str) -> ChildrenPage:
    page = ChildrenPage(session)
    page.resize(1084, 740)
    shown(qtbot, page)
    page.refresh()
    page.open(Place(PageKey.CHILDREN, local_id))
    return page


def said_on(page: ChildrenPage) -> str:
    return "\n".join(words.text() for words in page.story.findChildren(Words))


def test_what_was_said_stands_with_what_changed(demo_session: OpenSession, qtbot: QtBot) -> None:
    page = story_of(demo_session, qtbot, _ANSWERED)
    view = page.story.view
    assert view is not None
    assert view.feedback[0].said in said_on(page)
    assert f"What changed: {view.feedback[0].changes[0]}" in said_on(page)
    picture(page, "child voice")


def test_add_feedback_goes_to_the_voice_page_with_the_child(demo_session: OpenSession, qtbot: QtBot) -> None:
    page = story_of(demo_session, qtbot, _WAITS)
    add = next(each for each in page.story.findChildren(QPushButton) if each.text() == "Add feedback…")
    add.click()
    assert page.story.view is not None
    assert demo_session.opened.gone[-1] == Place(PageKey.VOICE, str(page.story.view.id), "add")


def test_who_may_not_record_is_not_offered_it(demo_session: OpenSession) -> None:
    child_id = demo_session.reading.children.id_of(_WAITS)
    assert child_id is not None
    view = ChildrenPresenter(demo_session.reading).story(child_id, demo_session.today, demo_session.names.of)
    assert not view.adds_feedback
    assert view.feedback[0].state.startswith("no answer for")


def test_the_copied_story_tells_what_was_said(demo_session: OpenSession) -> None:
    child_id = demo_session.reading.children.id_of(_ANSWERED)
    assert child_id is not None
    view = ChildrenPresenter(demo_session.reading).story(child_id, demo_session.today, demo_session.names.of)
    text = copied_text(view)
    assert f"{view.feedback[0].said} (answered, and told)" in text
    assert "What changed: " in text

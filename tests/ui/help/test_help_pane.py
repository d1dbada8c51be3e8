"""The help beside the page: opened, followed, searched, closed; it loads nothing that is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.hostile import RED, hostile_texts
from tests.ui.looking import pixels_of, shown

from panel_desk.ui.shell.help import HelpPane
from panel_desk.ui.shell.help_browser import HelpBrowser, anchor, help_file
from panel_desk.ui.shell.pages import RAIL
from panel_desk.ui.theme.current import apply_theme


@pytest.fixture
def pane(themed: QApplication, qtbot: QtBot) -> HelpPane:
    made = HelpPane()
    made.resize(400, 700)
    shown(qtbot, made)
    return made


@pytest.mark.parametrize("line", RAIL, ids=lambda line: line.module)
def test_every_page_of_the_rail_opens_its_own_help(pane: HelpPane, line: object) -> None:
    module = getattr(line, "module", "")
    pane.show_page(module)
    assert pane.page == module.replace("_", "-")
    assert pane.browser.toPlainText().startswith(getattr(line, "words", ""))


def test_asking_for_the_same_page_again_closes_the_help(pane: HelpPane, qtbot: QtBot) -> None:
    pane.show_page("today")
    with qtbot.waitSignal(pane.closed, timeout=1000):
        pane.show_page("today")
    assert pane.isHidden()


def test_escape_closes_the_help(pane: HelpPane) -> None:
    pane.show_page("today")
    QTest.keyClick(pane.browser, Qt.Key.Key_Escape)
    assert pane.isHidden()


def test_a_link_leads_to_another_page_and_back_again(pane: HelpPane) -> None:
    pane.show_page("today")
    pane.browser.anchorClicked.emit(QUrl("settings.md#panels"))
    assert pane.page == "settings"
    assert pane.browser.verticalScrollBar().value() > 0
    pane._on_back()
    assert pane.page == "today"


@pytest.mark.parametrize(
    ("link", "page"), [("../guides/chair.md", "chair"), ("help/today.md", "today"), ("../settings.md", "every-setting")]
)
def test_guides_and_the_list_of_settings_can_be_reached(pane: HelpPane, link: str, page: str) -> None:
    pane.show_page("today")
    pane.browser.anchorClicked.emit(QUrl(link))
    assert pane.page == page


@pytest.mark.parametrize("link", ["https://example.com/", "file:///etc/hosts", "../../LICENSE", "nowhere.txt"])
def test_a_link_that_leads_out_of_the_help_leads_nowhere(pane: HelpPane, link: str) -> None:
    pane.show_page("today")
    pane.browser.anchorClicked.emit(QUrl(link))
    assert pane.page == "today"


@pytest.mark.parametrize("name", ["../../LICENSE", "today.md", "", "TODAY", "a/b"])
def test_only_names_of_pages_are_files_of_the_help(name: str) -> None:
    assert help_file(name) is None


def test_searching_finds_the_heading_and_its_link_leads_there(pane: HelpPane) -> None:
    pane.show_page("today")
    pane._on_typed("fingerprint aloud")
    text = pane.browser.toPlainText()
    assert "Settings: Certificates" in text
    pane.browser.anchorClicked.emit(QUrl("settings.md#certificates"))
    assert pane.page == "settings"


def test_words_that_stand_nowhere_are_told(pane: HelpPane) -> None:
    pane.show_page("today")
    pane._on_typed("zebra crossing")
    assert "Nothing found" in pane.browser.toPlainText()


def test_a_search_that_is_cleared_shows_the_page_again(pane: HelpPane) -> None:
    pane.show_page("today")
    pane._on_typed("zebra")
    pane._on_typed("")
    assert pane.browser.toPlainText().startswith("Today")


def test_no_picture_from_elsewhere_is_loaded_and_nobody_is_asked(
    themed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    browser = HelpBrowser()
    browser.resize(400, 300)
    shown(qtbot, browser)
    with hostile_texts(tmp_path) as hostile:
        forms = (f"![x]({hostile.picture})", f"![x](file://{hostile.picture})", f"![x](../pictures/{hostile.picture})")
        for text in (*hostile.texts, *forms):
            browser.show_markdown(f"# J.M.\n\n{text}\n")
            assert pixels_of(browser.grab().toImage(), RED) == 0
            browser.setHtml(text.replace(f' bgcolor="{RED}"', "").replace(f'color="{RED}"', ""))
            assert pixels_of(browser.grab().toImage(), RED) == 0
        assert hostile.asked == []


def test_a_shipped_picture_is_shown_no_wider_than_the_room(pane: HelpPane) -> None:
    found = pane.browser.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("../pictures/minutes.png"))
    assert 100 < found.width() <= pane.browser.viewport().width()  # type: ignore[attr-defined]


def test_a_picture_that_is_not_there_leaves_no_mark(pane: HelpPane) -> None:
    found = pane.browser.loadResource(
        QTextDocument.ResourceType.ImageResource.value, QUrl("../pictures/nowhere-light-1280x800.png")
    )
    assert (found.width(), found.height()) == (1, 1)  # type: ignore[attr-defined]


def test_the_help_stays_where_it_is_when_the_colours_change(pane: HelpPane, themed: QApplication) -> None:
    pane.show_page("settings")
    pane.browser.verticalScrollBar().setValue(200)
    apply_theme(themed, "dark", 100)
    assert pane.browser.verticalScrollBar().value() == 200
    assert pane.browser.toPlainText().startswith("Settings")


def test_a_heading_is_named_as_links_name_it() -> None:
    assert anchor("Opening the desk: when?") == "opening-the-desk-when"

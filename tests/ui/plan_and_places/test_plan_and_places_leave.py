"""The plan and the register of places leave as files for a named reader, with children as they may be shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.looking import shown

from panel_desk.ui.messages import Message, Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.widgets.pdf_dialog import PdfDialog
from panel_desk.ui.workspaces.plan_and_places.page import StrategyPage


@pytest.mark.parametrize(
    ("tab", "shown_as"), [("plan", "without the names of children"), ("places", "with children as pseudonyms")]
)
def test_a_tab_is_given_out_to_a_reader_and_can_be_looked_at(
    demo_session: OpenSession, qtbot: QtBot, tmp_path: Path, tab: str, shown_as: str
) -> None:
    page = StrategyPage(demo_session)
    shown(qtbot, page)
    page.open(Place(PageKey.STRATEGY, what=tab))
    page._send()
    asked = demo_session.opened.asked[-1]
    assert isinstance(asked, Question)
    assert shown_as in asked.will

    page.sending.write(page._tab.outgoing(), "Scrutiny", tmp_path / f"{tab}.pdf")
    qtbot.waitUntil(lambda: (tmp_path / f"{tab}.pdf").exists() and not demo_session.tasks.busy)

    assert demo_session.reading.exporting.made()[0].recipient == "Scrutiny"
    said = demo_session.opened.said[-1]
    assert isinstance(said, Message)
    assert said.offer is not None
    said.offer[1]()
    dialog = next(one for one in page.findChildren(PdfDialog) if one.isVisible())
    qtbot.waitUntil(lambda: dialog.pages > 0)
    dialog.reject()

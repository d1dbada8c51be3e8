"""A chair at the desk: what is theirs at their own panel is shown there, and at no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import HeldClock
from tests.ui.desks import NOW, OpenSession, copied, session_on
from tests.ui.looking import shown

from panel_desk.domain.ids import PanelKey
from panel_desk.domain.people import Role
from panel_desk.services.demo.demonstration import PASSPHRASE
from panel_desk.services.desk import Desk
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.workspaces.actions.chase_dialog import ChaseDialog
from panel_desk.ui.workspaces.actions.page import ActionsPage
from panel_desk.ui.workspaces.children.page import ChildrenPage
from panel_desk.ui.workspaces.minutes.page import MinutesPage

SAFE, MACE = PanelKey("SAFE"), PanelKey("MACE")


@pytest.fixture
def chair(themed: QApplication, demo_template: Path, tmp_path: Path) -> Iterator[OpenSession]:
    """Dana Prior, who chairs SAFE and no longer MACE."""
    folder = copied(demo_template / "desk", tmp_path / "desk")
    with Desk.open(folder, PASSPHRASE, clock=HeldClock(NOW)) as desk:
        asha, dana = desk.people.named("Asha Rahman"), desk.people.named("Dana Prior")
        desk.people.unseat(asha.id, MACE, dana, Role.CHAIR)
        for panel in (SAFE, MACE):
            desk.planning.plan(asha.id, desk.planning.suggestion(desk.people.panel(panel)))
    with session_on(folder, tmp_path, secret=PASSPHRASE, name="Dana Prior", role=Role.CHAIR) as session:
        yield session


def actions(chair: OpenSession, qtbot: QtBot) -> ActionsPage:
    page = ActionsPage(chair)
    shown(qtbot, page)
    page.refresh()
    return page


@pytest.mark.parametrize(("reference", "may"), [("SAFE-2026-11", True), ("MACE-2026-11", False)])
def test_the_wording_is_the_chairs_at_their_own_panel(
    chair: OpenSession, qtbot: QtBot, reference: str, *, may: bool
) -> None:
    page = MinutesPage(chair)
    qtbot.addWidget(page)
    page.open(Place(PageKey.MINUTES, reference))
    view = page.detail.view
    assert view is not None
    item = next(line.item_id for line in view.sections if line.item_id is not None)
    dialog = page.detail.correct(item)
    assert (dialog is not None) is may
    if dialog is not None:
        dialog.reject()


def test_what_is_another_roles_is_said_with_the_role(chair: OpenSession, qtbot: QtBot) -> None:
    page = MinutesPage(chair)
    qtbot.addWidget(page)
    page.open(Place(PageKey.MINUTES, "SAFE-2026-11"))
    told = page.detail.next_button.accessibleDescription()
    assert told == "The chair may not draft or circulate minutes. Ask the administrator."


@pytest.mark.parametrize(("reference", "may"), [("SAFE-2026-11/01", True), ("MACE-2026-11/02", False)])
def test_actions_are_given_time_at_their_own_panel(
    chair: OpenSession, qtbot: QtBot, reference: str, *, may: bool
) -> None:
    page = actions(chair, qtbot)
    page.open(Place(PageKey.ACTIONS, reference))
    page.more_time()
    assert page.panel.time.isHidden() is not may


def test_the_chair_chases_exports_and_prints(chair: OpenSession, qtbot: QtBot, tmp_path: Path) -> None:
    page = actions(chair, qtbot)
    enabled = {command.words for command in page.commands() if command.enabled}
    assert {"Chase owners…", "Export these actions…", "Print these actions…"} <= enabled
    with qtbot.waitSignal(chair.record_changed):
        page.write_table("Imran Khan", tmp_path / "actions.csv")
    assert chair.reading.exporting.made()[0].recipient == "Imran Khan"


def test_owners_are_chased_for_the_chairs_own_panel_only(chair: OpenSession, qtbot: QtBot, tmp_path: Path) -> None:
    page = actions(chair, qtbot)
    page.chase()
    dialog = page.findChild(ChaseDialog)
    assert dialog is not None
    letters = dialog.chosen()
    assert {reference[:4] for letter in letters for reference in letter.references} == {"SAFE"}
    with qtbot.waitSignal(chair.record_changed):
        page.save_drafts(letters, tmp_path)
    assert len(list(tmp_path.glob("chase-*.eml"))) == len(letters)
    dialog.reject()


def test_a_child_is_offered_to_the_chairs_own_agendas_only(chair: OpenSession, qtbot: QtBot) -> None:
    page = ChildrenPage(chair)
    shown(qtbot, page)
    page.open(Place(PageKey.CHILDREN, "200130"))
    view = page.story.view
    assert view is not None
    assert {offer.reference[:4] for offer in view.offers} == {"SAFE"}

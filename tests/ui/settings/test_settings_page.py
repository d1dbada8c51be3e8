"""The page goes from group to group by mouse, by keys, by place; and forms give back what they were shown."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.settings.conftest import At

from panel_desk.domain.ids import AgencyKey
from panel_desk.domain.panels import Deadlines, PanelDefinition, RegularlyMissing, Seat, parse_definition
from panel_desk.domain.risk import RiskScale
from panel_desk.services.licences import licences, version_words
from panel_desk.shipped import shipped
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.workspaces.settings.group import Group
from panel_desk.ui.workspaces.settings.page import PARTS
from panel_desk.ui.workspaces.settings.panel_lists import OrderPart, OutcomesPart, SeatsPart
from panel_desk.ui.workspaces.settings.panel_parts import (
    DeadlinesPart,
    DraftPart,
    GeneralPart,
    RiskPart,
    WordsPart,
)
from panel_desk.ui.workspaces.settings.panels import FilePart

KEYS = [line.key for _words, lines in PARTS for line in lines]
FORMS = (GeneralPart, DeadlinesPart, OrderPart, SeatsPart, OutcomesPart, RiskPart, WordsPart, FilePart)


def a_definition(name: str) -> PanelDefinition:
    return parse_definition(shipped("panels", name).read_text(encoding="utf-8"), where=name)


SAFE, MACE = a_definition("safe.toml"), a_definition("mace.toml")
UNUSUAL = msgspec.structs.replace(
    SAFE,
    name='Circle & "friends" <b>',
    handling="",
    confidentiality="First line\n\nSecond ‘line’",
    slot_minutes=1,
    cases_per_meeting=99,
    approvals=(),
    quorum=((AgencyKey("police"), AgencyKey("health")), (AgencyKey("chair"),)),
    risk_scale=RiskScale(name="lights", levels=("Green", "Amber", "Red")),
    deadlines=Deadlines(case_list_before=0, agenda_before=20),
    regularly_missing=RegularlyMissing(episodes=1, days=7, hours=1),
    seats=(*SAFE.seats, Seat(agency=AgencyKey("fire"), name="Fire service")),
)


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("definition", [SAFE, MACE, UNUSUAL], ids=lambda one: one.name)
def test_a_form_that_is_shown_a_definition_gives_it_back(
    themed: QApplication, qtbot: QtBot, kind: type[DraftPart], definition: PanelDefinition
) -> None:
    part = kind()
    qtbot.addWidget(part)
    told: list[None] = []
    part.changed.connect(lambda: told.append(None))
    part.show_draft(SAFE)
    part.show_draft(definition)
    taken = part.taken(definition)
    order = sorted if kind is RiskPart else list
    assert [order(group) for group in taken.quorum] == [order(group) for group in definition.quorum]
    assert msgspec.structs.replace(taken, quorum=definition.quorum) == definition
    assert told == []


def test_showing_one_panel_after_another_mixes_nothing(themed: QApplication, qtbot: QtBot) -> None:
    part = RiskPart()
    qtbot.addWidget(part)
    part.show_draft(UNUSUAL)
    part.show_draft(MACE)
    assert part.taken(MACE).quorum == MACE.quorum
    assert part.taken(MACE).approvals == MACE.approvals


def test_arrow_keys_go_along_the_groups(at: At) -> None:
    lines = list(at.page._buttons.values())
    lines[0].setFocus()
    QTest.keyClick(lines[0], Qt.Key.Key_Down)
    assert lines[1].hasFocus()
    QTest.keyClick(lines[1], Qt.Key.Key_Up)
    assert lines[0].hasFocus()
    QTest.keyClick(lines[0], Qt.Key.Key_Down)
    QTest.keyClick(lines[1], Qt.Key.Key_Space)
    assert at.page.group.key == "seats"


def test_a_place_names_a_group_and_an_unknown_one_changes_nothing(at: At) -> None:
    at.page.open(Place(PageKey.SETTINGS, "language"))
    at.page.open(Place(PageKey.SETTINGS, "nowhere"))
    assert at.page.group.key == "language"


def test_the_keys_of_the_group_in_sight_are_told_anew(at: At, qtbot: QtBot) -> None:
    with qtbot.waitSignal(at.page.commands_changed, timeout=1000):
        at.page.go_to("seats")
    (new,) = [command for command in at.page.commands() if command.shortcut == "Ctrl+N"]
    assert new.words == "Give a seat or role"


@pytest.mark.parametrize("key", KEYS)
def test_no_group_has_one_key_for_two_things(at: At, key: str) -> None:
    shortcuts = [command.shortcut for command in at.group(key).commands() if command.shortcut]
    assert len(shortcuts) == len(set(shortcuts))


def test_where_the_page_is_narrow_groups_are_chosen_above(at: At) -> None:
    at.page.resize(700, 760)
    at.until(lambda: at.page._choice.isVisible() and not at.page._side.isVisible())
    at.page._choice.setCurrentIndex(at.page._choice.findData("language"))
    assert at.page.group.key == "language"
    at.page.resize(1100, 760)
    at.until(lambda: at.page._side.isVisible() and not at.page._choice.isVisible())


def clipped(group: Group) -> list[str]:
    """What is shown smaller than it needs to be; a pixel is lost in rounding."""
    buttons = [b for b in group.findChildren(QPushButton) if b.isVisibleTo(group) and not b.property("role")]
    labels = [w for w in group.findChildren(QLabel) if w.isVisibleTo(group) and w.wordWrap() and w.text()]
    cut = [b.text() for b in buttons if b.height() < b.minimumSizeHint().height() - 1]
    cut += [b.text() for b in buttons if b.width() < b.minimumSizeHint().width() - 1]
    return cut + [w.text() for w in labels if w.height() < w.heightForWidth(w.width()) - 1]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("percent", [100, 200])
def test_no_button_and_no_sentence_is_clipped(at: At, themed: QApplication, key: str, percent: int) -> None:
    apply_theme(themed, "light", percent)
    group = at.group(key)
    at.until(lambda: clipped(group) == [])


def test_every_group_says_what_it_is_for(at: At) -> None:
    for key in KEYS:
        group = at.group(key)
        assert group.words == at.page._lines[key].words
        assert group.sentence.endswith(".")
        assert group.accessibleName() == group.words


def test_licences_name_the_typeface_the_icons_and_the_window_library() -> None:
    names = {one.name: one for one in licences()}
    assert {"Lucide icons", "Source Sans 3 typeface", "PySide6", "cryptography", "sqlcipher3"} <= set(names)
    assert "LGPL" in names["PySide6"].licence
    assert "SIL OPEN FONT LICENSE" in names["Source Sans 3 typeface"].text.upper()
    assert not [name for name in names if name in ("pytest", "ruff", "mypy", "hypothesis")]
    assert version_words().startswith("Panel Desk ")

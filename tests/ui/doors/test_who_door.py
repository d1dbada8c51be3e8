"""Who is at the desk: everyone who can be, once for each role, and the last one first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.doors.keys import Keyboard

from panel_desk.domain.ids import AgencyKey, PanelKey, PersonId
from panel_desk.domain.people import Person, Role
from panel_desk.services.desk import AtTheDesk
from panel_desk.ui.shell.who import ChooseWho, role_words

SAFE, MACE = PanelKey("SAFE"), PanelKey("MACE")
DANA = Person(id=PersonId("dana"), name="Dana Prior", agency=AgencyKey("csc"))


def test_who_was_here_last_is_chosen_with_one_key(session: OpenSession, qtbot: QtBot) -> None:
    imran = session.reading.people.named("Imran Khan")
    door = ChooseWho(session.reading, imran.id)
    keys = Keyboard(door, qtbot)
    assert keys.name == "Imran Khan, Deputy of MACE and SAFE"
    with qtbot.waitSignal(door.chosen) as came:
        keys.press(Qt.Key.Key_Return)
    assert came.args == [AtTheDesk(person=imran, role=Role.DEPUTY, panels=(MACE, SAFE))]


def test_without_anybody_remembered_the_administrator_comes_first(session: OpenSession, qtbot: QtBot) -> None:
    keys = Keyboard(ChooseWho(session.reading), qtbot)
    assert keys.name == "Asha Rahman, Administrator"
    keys.press(Qt.Key.Key_Down)
    assert keys.name == "Dana Prior, Chair of MACE and SAFE"


@pytest.mark.parametrize(
    ("role", "panels", "words"),
    [
        (Role.ADMINISTRATOR, (MACE, SAFE), "Administrator"),
        (Role.CHAIR, (SAFE,), "Chair of SAFE"),
        (Role.CORE_MEMBER, (MACE, SAFE), "Core member of MACE and SAFE"),
        (Role.ADMINISTRATOR, (PanelKey(""),), "Administrator"),
    ],
)
def test_a_role_in_words(role: Role, panels: tuple[PanelKey, ...], words: str) -> None:
    assert role_words(AtTheDesk(person=DANA, role=role, panels=panels)) == words

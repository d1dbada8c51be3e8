"""A desk whose folder is moved or unplugged while it is open: a sentence, nothing lost, and on once it is back."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession

from panel_desk.domain.ids import AgencyKey
from panel_desk.services.desk import Desk
from panel_desk.ui.messages import Message

CSC = AgencyKey("csc")


def folder_of(session: OpenSession) -> Path:
    folder = session.reading.book.vault.folder
    assert folder is not None
    return folder


def names(session: OpenSession) -> set[str]:
    return {person.name for person in session.reading.people.everyone()}


def test_a_deed_is_refused_in_words_and_done_once_the_folder_is_back(session: OpenSession, qtbot: QtBot) -> None:
    folder = folder_of(session)
    elsewhere = folder.with_name("elsewhere")

    def add_ruth(desk: Desk) -> object:
        return desk.people.add(session.actor, "Ruth Bell", CSC)

    folder.rename(elsewhere)
    session.do(add_ruth, said="Ruth Bell is known")
    qtbot.waitUntil(lambda: bool(session.opened.said))
    (told,) = session.opened.said
    assert isinstance(told, Message)
    assert told.sentence.endswith("no longer where it was opened. Nothing of this deed was saved.")
    assert "Ruth Bell" not in names(session)
    elsewhere.rename(folder)
    session.do(add_ruth)
    qtbot.waitUntil(lambda: "Ruth Bell" in names(session))


def test_a_folder_that_goes_right_after_a_deed_is_told_and_the_deed_was_kept(
    session: OpenSession, qtbot: QtBot
) -> None:
    folder = folder_of(session)
    elsewhere = folder.with_name("elsewhere")

    def add_and_go(desk: Desk) -> object:
        person = desk.people.add(session.actor, "Ruth Bell", CSC)
        folder.rename(elsewhere)
        return person

    with qtbot.waitSignal(session.record_changed):
        session.do(add_and_go)
    assert [m.sentence for m in session.opened.said if isinstance(m, Message)] == [
        "The desk’s folder is no longer where it was opened."
    ]
    elsewhere.rename(folder)
    session.reading.refresh()
    assert "Ruth Bell" in names(session)

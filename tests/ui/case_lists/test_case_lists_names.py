"""Names of children on the Case lists page: only while they are shown, in an opened list and in an added one."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.services.desk_builders import a_profile, child
from tests.ui.case_lists.test_case_lists_page import a_file, add, drop, words_on
from tests.ui.desks import OpenSession

from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.workspaces.case_lists.page import CaseListsPage


def test_names_stand_on_the_screen_only_while_they_are_shown(
    page: CaseListsPage, session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(page, qtbot, a_file(tmp_path, a_profile(child("101", surname="Quillfeather"))))
    table = page.preview.table

    def everything() -> str:
        model = table.model()
        texts = [str(model.index(0, at).data()) for at in range(model.columnCount())]
        return words_on(page) + " ".join(texts)

    assert "Quillfeather" not in everything()
    session.names.show(shown=True)
    assert "Quillfeather" in everything()
    session.names.hide()
    assert "Quillfeather" not in everything()


def test_names_in_what_was_found_in_an_added_list_are_hidden_too(
    page: CaseListsPage, session: OpenSession, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(page, qtbot, a_file(tmp_path, a_profile(child("101", surname="Quill\u00a0\u00a0feather"))))
    add(page, qtbot)
    session.names.changed.connect(page.refresh)
    page.open(Place(PageKey.CASE_LISTS, page.landing.table.rows.rows[0].id))

    def cells() -> str:
        model = page.found.table.model()
        places = [(row, at) for row in range(model.rowCount()) for at in range(model.columnCount())]
        return " ".join(str(model.index(row, at).data()) for row, at in places)

    assert "Surname" in cells()
    assert "feather" not in cells()
    session.names.show(shown=True)
    assert "feather" in cells()
    session.names.hide()
    assert "feather" not in cells()

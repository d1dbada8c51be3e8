"""People, seats, panels and words are changed through the window, looked over, refused beside the field, taken back."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import OCTOBER, SAFE
from tests.ui.desks import copied, session_on
from tests.ui.settings.conftest import At, opened_at

from panel_desk.domain.people import Role
from panel_desk.domain.toml_text import to_toml
from panel_desk.ui.workspaces.settings.language import LanguageGroup, PhraseDialog
from panel_desk.ui.workspaces.settings.page import PARTS
from panel_desk.ui.workspaces.settings.panel_lists import LineDialog, ListPart
from panel_desk.ui.workspaces.settings.panel_parts import DeadlinesPart, GeneralPart, RiskPart
from panel_desk.ui.workspaces.settings.panels import ChangesDialog, FilePart, PanelsGroup
from panel_desk.ui.workspaces.settings.people import PeopleGroup, PersonDialog
from panel_desk.ui.workspaces.settings.seats import SeatDialog, SeatsGroup


def people(at: At) -> PeopleGroup:
    group = at.group("people")
    assert isinstance(group, PeopleGroup)
    return group


def seats(at: At) -> SeatsGroup:
    group = at.group("seats")
    assert isinstance(group, SeatsGroup)
    group.tabs.setCurrentIndex(1)  # SAFE, after MACE
    return group


def panels(at: At, part: str = "General") -> PanelsGroup:
    group = at.group("panels")
    assert isinstance(group, PanelsGroup)
    group.tabs.setCurrentIndex(1)
    group.show_part(part)
    return group


def language(at: At) -> LanguageGroup:
    group = at.group("language")
    assert isinstance(group, LanguageGroup)
    return group


@pytest.mark.parametrize("key", [line.key for _words, lines in PARTS for line in lines])
def test_every_group_opens_with_its_heading_and_commands(at: At, key: str) -> None:
    group = at.group(key)
    assert group.isVisible()
    assert group.key == key
    assert f"Settings: {group.words}" in {command.words for command in at.page.commands()}


def test_a_person_is_added_and_chosen(at: At) -> None:
    group = people(at)
    group.add_person()
    dialog = at.dialog(PersonDialog)
    dialog.name.setText("Ife Bello")
    dialog.agency.setEditText("Children’s social care")
    dialog.email.setText("ife.bello@fictional.example")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    at.until_said("Ife Bello is added.")
    assert group.table.chosen().name == "Ife Bello"
    assert at.session.reading.people.named("Ife Bello").agency == "csc"


def test_an_agency_that_nobody_has_yet_can_be_typed(at: At) -> None:
    people(at).add_person()
    dialog = at.dialog(PersonDialog)
    dialog.name.setText("Alex Morgan")
    dialog.agency.setEditText("Fire service")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    at.until_said("is added")
    assert at.session.reading.people.named("Alex Morgan").agency == "fire-service"


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(at: At) -> None:
    people(at).add_person()
    dialog = at.dialog(PersonDialog)
    dialog.email.setText("no address")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.fields["name"].editor.accessibleDescription() == "What is the person’s name?"
    assert dialog.fields["email"].editor.accessibleDescription() == "This is no e-mail address."
    assert at.said() == []
    dialog.reject()


def test_a_person_is_changed_and_keeps_their_seats(at: At) -> None:
    group = people(at)
    group.table.choose(lambda line: line.name == "Imran Khan")
    at.press(group.table, Qt.Key.Key_Return)
    dialog = at.dialog(PersonDialog)
    dialog.job_title.setText("Detective Inspector")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    at.until_said("Imran Khan is changed.")
    line = group.table.chosen()
    assert (line.title, line.roles) == ("Detective Inspector", "deputy")


def test_an_empty_seat_is_filled_and_left_again(at: At) -> None:
    at.session.tasks.wait_for(lambda: None)
    people(at).add_person()
    dialog = at.dialog(PersonDialog)
    dialog.name.setText("Ruth Bell")
    dialog.agency.setEditText("Voluntary sector")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    at.until_said("Ruth Bell is added.")
    group = seats(at)
    group.table.choose(lambda line: line.agency == "Voluntary sector")
    at.press(group.table, Qt.Key.Key_Return)
    giving = at.dialog(SeatDialog)
    assert giving.person.currentText().startswith("Ruth Bell")
    QTest.keyClick(giving, Qt.Key.Key_Return)
    at.until_said("Ruth Bell is core member of SAFE.")
    group.table.choose(lambda line: line.who == "Ruth Bell")
    at.press(group.table, Qt.Key.Key_Delete)
    at.question().on_yes()  # type: ignore[misc]
    at.until_said("no longer core member")


def test_the_last_administrator_stays_and_the_reason_is_told(at: At) -> None:
    group = seats(at)
    group.table.choose(lambda line: line.role is Role.ADMINISTRATOR)
    at.press(group.table, Qt.Key.Key_Delete)
    at.question().on_yes()  # type: ignore[misc]
    at.until_said("is the last administrator")


def test_taking_somebodys_chair_says_who_leaves(at: At) -> None:
    seats(at).give()
    dialog = at.dialog(SeatDialog)
    dialog.person.setCurrentIndex(dialog.person.findText("Asha Rahman · Children’s social care"))
    dialog.role.setCurrentIndex(next(i for i in range(dialog.role.count()) if dialog.role.itemData(i) is Role.CHAIR))
    assert "Dana Prior no longer has this seat" in dialog.role.accessibleDescription()
    dialog.reject()


def test_a_changed_deadline_is_looked_over_and_kept_for_later_meetings(at: At) -> None:
    group = panels(at, "Deadlines")
    part = next(one for one in group.parts if isinstance(one, DeadlinesPart))
    part.numbers["agenda_before"].setValue(5)
    assert group.changes() == ("Deadline, agenda locked and issued: 5 working days before the meeting (was 3).",)
    group.keep()
    QTest.keyClick(at.dialog(ChangesDialog), Qt.Key.Key_Return)
    at.until_said("works this way for meetings planned from now on")
    assert at.session.reading.people.panel(SAFE).deadlines.agenda_before == 5
    assert group.changes() == ()


def test_a_meeting_that_is_planned_keeps_its_definition(at: At) -> None:
    made: list[str] = []
    at.session.do(
        lambda desk: desk.meetings.plan(
            at.session.actor, SAFE, OCTOBER, starts_at=time(10), ends_at=time(12), place="Room 6"
        ),
        done=made.append,
    )
    at.until(lambda: bool(made))
    group = panels(at)
    part = next(one for one in group.parts if isinstance(one, GeneralPart))
    part.lines["marking"].setText("OFFICIAL")
    part.lines["marking"].textEdited.emit("OFFICIAL")
    group.keep()
    QTest.keyClick(at.dialog(ChangesDialog), Qt.Key.Key_Return)
    at.until_said("works this way")
    planned = at.session.reading.meetings.meeting(made[0])  # type: ignore[arg-type]
    assert planned.definition.marking == "OFFICIAL-SENSITIVE"


def test_putting_back_forgets_what_is_not_kept(at: At) -> None:
    group = panels(at)
    part = next(one for one in group.parts if isinstance(one, GeneralPart))
    part.numbers["slot_minutes"].setValue(90)
    assert len(group.changes()) == 1
    group.put_back()
    assert group.changes() == ()
    assert part.numbers["slot_minutes"].value() == 150


def test_a_draft_outlives_a_refresh_and_another_group(at: At) -> None:
    group = panels(at)
    part = next(one for one in group.parts if isinstance(one, GeneralPart))
    part.numbers["slot_minutes"].setValue(90)
    at.group("people")
    at.page.go_to("panels")
    at.page.refresh()
    assert part.numbers["slot_minutes"].value() == 90
    assert len(group.changes()) == 1


def test_a_definition_that_contradicts_itself_cannot_be_kept(at: At) -> None:
    group = panels(at, "Risk and quorum")
    part = next(one for one in group.parts if isinstance(one, RiskPart))
    part.levels.setPlainText("")
    assert "risk scale without levels" in str(group.problem())
    assert not group._keep_button.isEnabled()


def test_the_quorum_is_ticked_line_by_line(at: At) -> None:
    group = panels(at, "Risk and quorum")
    part = next(one for one in group.parts if isinstance(one, RiskPart))
    part._ticks[2][next(key for key in part._ticks[2] if key == "health")].setChecked(True)
    assert group.draft.quorum[2] == ("police", "health")
    part._add_line()
    part._ticks[-1][next(key for key in part._ticks[-1] if key == "education")].setChecked(True)
    assert group.draft.quorum[-1] == ("education",)


@pytest.mark.parametrize("words", ["Running order", "Seats", "Outcomes"])
def test_a_line_is_moved_changed_and_taken_away(at: At, words: str) -> None:
    group = panels(at, words)
    part = group.parts[group.parts_tabs.currentIndex()]
    assert isinstance(part, ListPart)
    before = list(part.lines)
    part.table.choose(lambda line: line == before[0])
    at.press(part.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert part.lines[:2] == [before[1], before[0]]
    part.table.choose(lambda line: line == before[-1])
    at.press(part.table, Qt.Key.Key_Delete)
    assert before[-1] not in part.lines
    assert len(group.changes()) == 2


def test_a_new_outcome_gets_a_key_and_its_problem_stands_beside_the_field(at: At) -> None:
    group = panels(at, "Outcomes")
    part = group.parts[group.parts_tabs.currentIndex()]
    assert isinstance(part, ListPart)
    part._on_add()
    dialog = at.dialog(LineDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.labelled["words"].editor.accessibleDescription() == "What does the panel agree?"
    QTest.keyClicks(dialog.labelled["words"].editor, "to write to the landlord")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert (part.lines[-1].key, part.lines[-1].words) == ("write-to-the-landlord", "to write to the landlord")
    assert group.changes() == ("The outcome “to write to the landlord” is added.",)


def test_the_whole_file_is_checked_while_it_is_typed(at: At) -> None:
    group = panels(at, "Whole file")
    part = next(one for one in group.parts if isinstance(one, FilePart))
    before = part.text.toPlainText()
    part.text.setPlainText(before + "\ncolour = 3\n")
    part.check()
    assert "cannot be used" in part.state
    assert group.changes() == ()
    part.text.setPlainText(before.replace('name = "SAFE panel"', 'name = "Circle"', 1))
    part.check()
    assert group.changes() == ("The name “SAFE panel” becomes “Circle”.",)


def test_a_panel_keeps_its_short_name(at: At) -> None:
    group = panels(at, "Whole file")
    part = next(one for one in group.parts if isinstance(one, FilePart))
    part.text.setPlainText(part.text.toPlainText().replace('key = "SAFE"', 'key = "OTHER"', 1))
    part.check()
    assert group.changes() == ()


def test_a_definition_saved_as_a_file_reads_in_as_a_draft(at: At, tmp_path: Path) -> None:
    group = panels(at)
    file = tmp_path / "safe.toml"
    group.write_out(file)
    at.until_said("is saved as safe.toml")
    file.write_text(file.read_text(encoding="utf-8").replace("SAFE panel", "Circle"), encoding="utf-8")
    group.read_in(file)
    assert any("becomes “Circle”" in change for change in group.changes())
    file.write_text("key = 3", encoding="utf-8")
    group.read_in(file)
    at.until_said("cannot be used")


def test_a_panel_that_is_new_to_the_desk_is_added_from_its_file(at: At, tmp_path: Path) -> None:
    other = msgspec.structs.replace(at.session.reading.people.panel(SAFE), key="CIRCLE", name="Circle")
    (tmp_path / "circle.toml").write_text(to_toml(other), encoding="utf-8")
    panels(at).read_in(tmp_path / "circle.toml")
    at.until_said("The Circle is new at this desk.")
    assert at.session.reading.people.panel(other.key).name == "Circle"


def test_a_phrase_of_our_own_is_added_and_taken_off(at: At) -> None:
    group = language(at)
    group.add_phrase()
    dialog = at.dialog(PhraseDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.instead.accessibleDescription() == "What is to be said instead?"
    dialog.instead.setPlainText("plain words")
    dialog.why.setText("Nobody outside knows it.")
    dialog.phrase.setText("run!")
    QTest.keyClick(dialog.why, Qt.Key.Key_Return)
    assert "is not a word" in dialog.phrase.accessibleDescription()
    dialog.phrase.setText("our special word")
    QTest.keyClick(dialog.why, Qt.Key.Key_Return)
    at.until_said("is on our own list")
    assert [flag.instead for flag in at.session.reading.language.flags("our special word")] == ["plain words"]
    group.chips.choose("own")
    assert [line.example for line in group.table.shown_rows()] == ["our special word"]
    group.switch(group.table.shown_rows()[0])
    at.until_said("is off our own list")


def test_space_switches_a_phrase_off_and_on(at: At) -> None:
    group = language(at)
    group.table.choose(lambda line: line.example == "lifestyle choice")
    at.press(group.table, Qt.Key.Key_Space)
    at.until_said("no longer underlined")
    assert at.session.reading.language.flags("a lifestyle choice") == ()
    group.table.choose(lambda line: line.example == "lifestyle choice")
    at.press(group.table, Qt.Key.Key_Space)
    at.until_said("underlined again")


def test_a_switched_off_phrase_is_brought_back_by_undo(at: At) -> None:
    group = language(at)
    group.table.choose(lambda line: line.example == "lifestyle choice")
    at.press(group.table, Qt.Key.Key_Space)
    at.until_said("no longer underlined")
    at.session.undo()
    at.until_said("Taken back")
    assert len(at.session.reading.language.flags("a lifestyle choice")) == 1


def test_a_person_who_was_added_by_mistake_goes_by_undo(at: At) -> None:
    group = people(at)
    group.add_person()
    dialog = at.dialog(PersonDialog)
    dialog.name.setText("Ife Bello")
    dialog.agency.setEditText("Police")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    at.until_said("Ife Bello is added.")
    at.session.undo()
    at.until_said("Taken back")
    assert "Ife Bello" not in [line.name for line in group.table.shown_rows()]


def test_our_own_list_is_saved_and_read_in_elsewhere(at: At, tmp_path: Path) -> None:
    group = language(at)
    group.table.choose(lambda line: line.example == "lifestyle choice")
    at.press(group.table, Qt.Key.Key_Space)
    at.until_said("no longer underlined")
    group.write_out(tmp_path / "own.toml")
    group.switch(group.table.chosen())
    at.until_said("underlined again")
    group.read_in(tmp_path / "own.toml")
    at.question().on_yes()  # type: ignore[misc]
    at.until_said("The list own.toml counts from now on.")
    assert at.session.reading.language.flags("a lifestyle choice") == ()


def test_phrases_are_searched_in_every_column(at: At) -> None:
    group = language(at)
    group.search.setText("streetwise")
    at.until(lambda: len(group.table.shown_rows()) == 1)


def test_who_may_not_set_up_sees_and_does_not_change(
    themed: QApplication, furnished_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = copied(furnished_template, tmp_path / "desk")
    with session_on(folder, tmp_path, name="Imran Khan", role=Role.DEPUTY) as session:
        at = opened_at(session, qtbot)
        for key in ("people", "seats", "panels", "language", "certificates"):
            assert not at.group(key).may_change
            keys = [command for command in at.page.group.commands() if command.shortcut in ("Ctrl+N", "Ctrl+S")]
            assert all(not command.enabled for command in keys)
        at.page.close()

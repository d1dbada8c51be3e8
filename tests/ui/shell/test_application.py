"""The whole application: its doors, the lock, the keys that are held, what it leaves when it is closed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import HeldClock
from tests.ui.desks import NOW, copied
from tests.ui.touring import sitting

from panel_desk.domain.ids import AgencyKey
from panel_desk.services.demo.demonstration import PASSPHRASE
from panel_desk.services.desk import Desk
from panel_desk.services.preferences import preferences_of
from panel_desk.ui.app import PanelDesk
from panel_desk.ui.messages import Message
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.shell.away import Away
from panel_desk.ui.shell.desk_view import DeskView
from panel_desk.ui.shell.unlock import Unlock
from panel_desk.ui.theme.current import theme
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.remembering import remembering


@pytest.fixture
def application(themed: QApplication, demo_template: Path, tmp_path: Path) -> Iterator[PanelDesk]:
    """Panel Desk at the door of the demonstration's desk."""
    copied(demo_template / "desk", tmp_path / "desk")
    made = PanelDesk(preferences_of(tmp_path))
    made.start()
    yield made
    made.window.close()


def _shown(application: PanelDesk, words: str) -> QPushButton:
    return next(
        b
        for b in application.window.findChildren(QPushButton)
        if b.text() == words and b.isVisibleTo(application.window)
    )


def _open(application: PanelDesk, qtbot: QtBot, passphrase: str = PASSPHRASE) -> None:
    field = next(e for e in application.window.findChildren(QLineEdit) if e.isVisibleTo(application.window))
    field.setText(passphrase)
    qtbot.waitUntil(lambda: _shown(application, "Open").isEnabled())
    QTest.keyClick(field, Qt.Key.Key_Return)


def _sit_down(application: PanelDesk, qtbot: QtBot) -> DeskView:
    _open(application, qtbot)
    qtbot.waitUntil(lambda: bool(_of_me(application)), timeout=20_000)
    _of_me(application)[0].click()
    qtbot.waitUntil(lambda: application.session is not None)
    assert application.window.desk_view is not None
    return application.window.desk_view


def _problems(application: PanelDesk) -> list[str]:
    labels = application.window.findChildren(QLabel)
    return [w.text() for w in labels if w.property("role") == "problem" and w.text()]


def _of_me(application: PanelDesk) -> list[QPushButton]:
    return [b for b in application.window.findChildren(QPushButton) if b.text() == "This is me"]


def test_the_right_passphrase_and_a_name_open_today(application: PanelDesk, qtbot: QtBot) -> None:
    view = _sit_down(application, qtbot)
    assert view.page is not None
    assert view.page.key is PageKey.TODAY
    assert application.session is not None
    assert application.session.who.person.name == "Asha Rahman"


def test_the_keyboard_stays_on_the_page_when_what_had_it_goes(application: PanelDesk, qtbot: QtBot) -> None:
    view = _sit_down(application, qtbot)
    view.go(Place(PageKey.CASE_LISTS))
    application.window.activateWindow()
    page = view.page
    assert page is not None
    gone = QPushButton("gone", page)
    gone.show()
    gone.setFocus()
    gone.hide()
    assert application.window.focusWidget() is page


def test_the_tab_key_reaches_the_message_at_the_foot(application: PanelDesk, qtbot: QtBot) -> None:
    _sit_down(application, qtbot)
    application.window.activateWindow()
    bar = application.window.message_bar
    bar.say(Message(sentence="The disk is full.", tone=Tone.RED))
    for _ in range(60):
        QTest.keyClick(application.window.windowHandle(), Qt.Key.Key_Tab)
        if bar.isAncestorOf(application.window.focusWidget()):
            break
    assert bar.isAncestorOf(application.window.focusWidget())


def test_the_window_speaks_in_its_own_letters(application: PanelDesk) -> None:
    bar = application.window.message_bar
    bar.say(Message(sentence="The disk is full.", tone=Tone.RED))
    assert {label.font().family() for label in bar.findChildren(QLabel)} == {theme().font().family()}


def test_a_wrong_passphrase_says_so_and_the_door_stays(application: PanelDesk, qtbot: QtBot) -> None:
    _open(application, qtbot, "wrong words entirely")
    qtbot.waitUntil(lambda: bool(_problems(application)), timeout=20_000)
    assert application.session is None
    assert isinstance(application.window.content, Unlock)


def test_locking_leaves_the_door_and_nothing_of_the_record(application: PanelDesk, qtbot: QtBot) -> None:
    view = _sit_down(application, qtbot)
    view.go(Place(PageKey.CHILDREN))
    application.lock()
    QTest.qWait(50)
    assert application.session is None
    assert isinstance(application.window.content, Unlock)
    assert not application.window.findChildren(DeskView)


def test_a_dialog_does_not_keep_the_desk_from_being_locked(application: PanelDesk, qtbot: QtBot) -> None:
    _sit_down(application, qtbot)
    assert application.session is not None
    application.session.messages.ask("Lock and issue?", will="It goes out.", yes="Issue", on_yes=lambda: None)
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    application.lock()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def test_a_desk_that_was_locked_opens_again_for_who_sat_there(application: PanelDesk, qtbot: QtBot) -> None:
    _sit_down(application, qtbot)
    application.lock()
    _open(application, qtbot)
    qtbot.waitUntil(lambda: application.session is not None, timeout=20_000)
    assert application.session is not None
    assert application.session.who.person.name == "Asha Rahman"


def test_names_show_while_alt_is_held(application: PanelDesk, qtbot: QtBot) -> None:
    _sit_down(application, qtbot)
    assert application.session is not None
    application.window.activateWindow()
    qtbot.waitActive(application.window)
    handle = application.window.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    assert application.session.names.shown
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    assert not application.session.names.shown


def test_the_bus_telling_of_sleep_locks_the_desk(application: PanelDesk, qtbot: QtBot) -> None:
    _sit_down(application, qtbot)
    running = QApplication.instance()
    assert running is not None
    watch = running.findChildren(Away)[-1]
    watch.on_away(False)
    assert application.session is not None
    watch.on_away(True)
    assert application.session is None


def test_closing_ends_every_thread_and_lets_the_next_one_open_the_desk(application: PanelDesk, qtbot: QtBot) -> None:
    _sit_down(application, qtbot)
    application.window.close()
    assert not [t for t in threading.enumerate() if t.name.startswith(("desk", "drawing"))]
    held = [str(fd.resolve()) for fd in Path("/proc/self/fd").iterdir() if fd.exists()]
    assert not [path for path in held if "vault.db" in path]


def test_size_and_who_are_found_again_at_the_next_start(application: PanelDesk, qtbot: QtBot, tmp_path: Path) -> None:
    _sit_down(application, qtbot)
    application.window.close()
    kept = preferences_of(tmp_path)
    assert kept.read().who
    assert kept.value.window


def test_a_settings_file_that_is_no_settings_is_told_and_left(
    themed: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "settings.json").write_text("{broken", encoding="utf-8")
    made = PanelDesk(preferences_of(tmp_path))
    made.start()
    shown = made.window.message_bar.shown
    assert shown is not None
    assert "settings" in shown.sentence
    made.window.close()


def test_a_desk_that_is_taken_away_keeps_the_screen_and_goes_on_when_it_is_back(
    application: PanelDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    view = _sit_down(application, qtbot)
    session = application.session
    assert session is not None
    (tmp_path / "desk").rename(tmp_path / "unplugged")
    session.do(lambda desk: desk.people.add(session.actor, "Robin Field", AgencyKey("police")), said="Added.")
    qtbot.waitUntil(lambda: application.window.message_bar.shown is not None)
    told = application.window.message_bar.shown
    assert told is not None
    assert told.tone is Tone.RED
    assert application.window.desk_view is view
    (tmp_path / "unplugged").rename(tmp_path / "desk")
    with qtbot.waitSignal(session.record_changed):
        _shown(application, "Try again").click()
    assert "Robin Field" in {person.name for person in session.reading.people.everyone()}


def test_a_change_of_person_leaves_nothing_said_or_offered_to_the_one_before(
    application: PanelDesk, qtbot: QtBot
) -> None:
    _sit_down(application, qtbot)
    before = application.session
    assert before is not None
    before.messages.say("The disk is full.", tone=Tone.RED, offer=("Try again", before.undo))
    application.window.desk_view.who_wanted.emit()  # type: ignore[union-attr]  # it is there
    assert application.session is None
    assert application.window.message_bar.shown is None
    assert not [b for b in application.window.findChildren(QPushButton) if b.text() == "Try again" and b.isVisible()]


def test_an_open_desk_locks_at_its_inner_door_too(application: PanelDesk, qtbot: QtBot) -> None:
    _open(application, qtbot)
    qtbot.waitUntil(lambda: bool(_of_me(application)), timeout=20_000)
    running = QApplication.instance()
    assert running is not None
    watch = running.findChildren(Away)[-1]
    assert watch.watching
    watch.left.emit()
    assert isinstance(application.window.content, Unlock)
    assert not _of_me(application) or not _of_me(application)[0].isVisible()


def test_sizes_are_written_when_the_hand_rests_and_at_the_end(
    application: PanelDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    _sit_down(application, qtbot)
    for width in range(300, 320):
        remembering().keep("split of a test", (width,))
    assert "split of a test" not in preferences_of(tmp_path).read().sizes
    application.window.close()
    assert preferences_of(tmp_path).read().sizes["split of a test"] == "319"


def test_a_door_cannot_be_left_while_its_desk_is_opening(application: PanelDesk, qtbot: QtBot) -> None:
    _open(application, qtbot)
    links = [_shown(application, words) for words in ("Choose another folder…", "Make a new desk…")]
    assert not any(link.isEnabled() for link in links)
    qtbot.waitUntil(lambda: bool(_of_me(application)), timeout=20_000)


def test_while_a_panel_sits_the_window_opens_in_its_room(
    themed: QApplication, demo_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = copied(demo_template / "desk", tmp_path / "desk")
    with Desk.open(folder, PASSPHRASE, clock=HeldClock(NOW)) as desk:
        meeting_id = sitting(desk)
    made = PanelDesk(preferences_of(tmp_path))
    made.start()
    view = _sit_down(made, qtbot)
    assert view.page is not None
    assert view.page.key is PageKey.MEETING
    assert view.page.wants_room
    assert made.session is not None
    assert made.session.reading.typed_words.sitting() == meeting_id
    made.window.close()

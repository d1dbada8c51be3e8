"""A SAFE panel and a MACE held in the real window by keys alone, from the opening to signed and verified minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.journeys.keyboard import Keyboard
from tests.journeys.minutes_text import minutes_text
from tests.journeys.room_desk import DECEMBERS, MACES, NOVEMBERS, founded, issue
from tests.journeys.room_recorded import Recorder
from tests.journeys.room_script import RoomClock, expected, read_script
from tests.journeys.room_window import CONTROL, RoomTyping
from tests.journeys.x_display import passes_on_a_real_display
from tests.services.desk_builders import ASHA, TestDesk
from tests.services.desk_folders import OPENS
from tests.services.signing_keys import SECRET, make_keys
from tests.ui.conftest import themed  # noqa: F401 - the window's own fixture
from tests.ui.desks import copied

from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.verification import Verdict
from panel_desk.services.desk import Desk
from panel_desk.services.preferences import preferences_of
from panel_desk.services.verifying import Verifying
from panel_desk.signing.register import fingerprint, read_trust_file
from panel_desk.ui.app import PanelDesk
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.workspaces.meeting.page import MeetingPage


@pytest.fixture(scope="session")
def room_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk of the journeys, made once."""
    return founded(tmp_path_factory.mktemp("room") / "desk", make_keys())


class Held:
    """The window on a copy of that desk, with a clock that the script sets."""

    def __init__(self, application: PanelDesk, keys: Keyboard, clock: RoomClock) -> None:
        self.application, self.keys, self.clock = application, keys, clock
        self.typing = RoomTyping(application, keys, clock)

    @property
    def session(self) -> Session:
        """The open desk."""
        session = self.application.session
        assert session is not None
        return session

    def do(self, deed: Callable[[TestDesk], object]) -> None:
        """Something that is not the room's, on the desk's thread."""
        self.session.do(lambda desk: deed(TestDesk(desk, self.clock)))  # type: ignore[arg-type]  # it stands still
        self.keys.settled()

    def meeting(self, reference: str) -> Meeting:
        """As it stands."""
        return self.session.reading.meetings.by_reference(reference)

    def enter_room(self, reference: str, at: datetime) -> None:
        """Ctrl+5 on the day of the meeting; from one that is over, Ctrl+K and the other."""
        self.clock.set(at)
        self.keys.key(Qt.Key.Key_5, CONTROL)
        self.keys.settled()
        page = self.application.window.findChild(MeetingPage)
        assert page is not None
        wanted = self.meeting(reference).id
        if page.deeds.meeting_id != wanted:
            self.keys.key(Qt.Key.Key_K, CONTROL)
            self.keys.type(reference)
            self.keys.settled()
            self.keys.key(Qt.Key.Key_Return)
            self.keys.press("Open the meeting")
            self.keys.until(lambda: page.deeds.meeting_id == wanted)

    def play(self, name: str) -> None:
        """A whole script."""
        self.typing.play(read_script(name))

    def minutes(self, reference: str) -> str:
        """As they are composed now."""
        return minutes_text(self.session.reading.minutes.value(self.meeting(reference).id))


@contextmanager
def opened(root: Path, qtbot: QtBot, at: datetime) -> Iterator[Held]:
    """Panel Desk, started, unlocked by typing, with Asha Rahman at it."""
    clock = RoomClock(at)
    preferences_of(root).change(who=ASHA)
    application = PanelDesk(preferences_of(root), clock=clock)
    application.start()
    keys = Keyboard(application, qtbot)
    try:
        application.window.activateWindow()
        keys.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        keys.type(OPENS)
        keys.key(Qt.Key.Key_Return)
        keys.until(lambda: application.session is not None)
        yield Held(application, keys, clock)
    finally:
        application.window.close()


SAFES_DAY, MACES_DAY = datetime(2026, 11, 19, 9, 55, tzinfo=UTC), datetime(2026, 12, 3, 9, 55, tzinfo=UTC)


@pytest.mark.slow
def test_a_safe_and_a_mace_held_by_keys_alone_give_the_minutes_written_by_hand(
    themed: QApplication,  # noqa: F811 - pytest's way
    room_template: Path,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    copied(room_template, tmp_path / "desk")
    with opened(tmp_path, qtbot, datetime(2026, 11, 19, 9, 0, tzinfo=UTC)) as held:
        held.enter_room(NOVEMBERS, SAFES_DAY)
        held.play("safe-2026-11")
        assert held.minutes(NOVEMBERS) == expected("safe-2026-11")
        held.do(lambda at: issue(at, at.desk.meetings.by_reference(MACES).id))
        held.enter_room(MACES, MACES_DAY)
        held.play("mace-2026-12")
        assert held.minutes(MACES) == expected("mace-2026-12")
        told = [line for words in held.typing.read_back for line in words]
    assert any("step the case up to MACE" in line for line in told)
    assert any("red Corsa" in line for line in told)


@pytest.fixture(scope="session")
def recorded_template(tmp_path_factory: pytest.TempPathFactory, room_template: Path) -> Path:
    """November held by its script, its minutes drafted; December's agenda issued."""
    folder = copied(room_template, tmp_path_factory.mktemp("recorded") / "desk")
    clock = RoomClock(SAFES_DAY)
    with Desk.open(folder, OPENS, clock=clock) as desk:
        at = TestDesk(desk, clock)  # type: ignore[arg-type]  # it stands still
        meeting_id = desk.meetings.by_reference(NOVEMBERS).id
        Recorder(at, clock, meeting_id).play(read_script("safe-2026-11"))
        clock.set(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
        desk.minutes.draft(ASHA, meeting_id)
        clock.set(datetime(2026, 12, 14, 9, 0, tzinfo=UTC))
        issue(at, desk.meetings.by_reference(DECEMBERS).id)
    return folder


def _sign(keys: Keyboard, step: str) -> None:
    keys.press(step)
    keys.to("Passphrase")
    keys.type(SECRET)
    keys.press("Sign")
    keys.settled()


@pytest.mark.slow
def test_minutes_of_the_room_are_circulated_confirmed_in_the_next_room_signed_and_verified(
    themed: QApplication,  # noqa: F811
    recorded_template: Path,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    copied(recorded_template, tmp_path / "desk")
    with opened(tmp_path, qtbot, datetime(2026, 12, 14, 10, 0, tzinfo=UTC)) as held:
        keys = held.keys
        held.session.go(Place(PageKey.MINUTES, NOVEMBERS))
        keys.settled()
        keys.press("Circulate…")
        keys.press("Circulate")
        keys.settled()
        held.enter_room(DECEMBERS, datetime(2026, 12, 17, 10, 0, tzinfo=UTC))
        held.play("safe-2026-12")
        assert held.meeting(NOVEMBERS).state is MeetingState.APPROVED
        held.session.go(Place(PageKey.MINUTES, NOVEMBERS))
        keys.settled()
        _sign(keys, "Sign…")
        _sign(keys, "Sign for")
        _sign(keys, "Sign for")
        meeting_id = held.meeting(NOVEMBERS).id
        (tmp_path / "minutes.pdf").write_bytes(held.session.reading.publishing.signed_pdf(meeting_id))
        made: list[bytes] = []
        held.session.do(lambda desk: desk.certificates.trust_file(SECRET), done=made.append)
        keys.settled()
    trust = Verifying(tmp_path / "trusted.paneltrust").accept(made[0], fingerprint(read_trust_file(made[0])))
    found = Verifying().verify_file(tmp_path / "minutes.pdf", now=held.clock(), trust=trust)
    assert found.verdict is Verdict.GENUINE


_SHORT = "test_the_first_children_of_a_meeting_on_the_platform_of_the_day"


@pytest.mark.slow
def test_the_first_children_of_a_meeting_on_the_platform_of_the_day(
    themed: QApplication,  # noqa: F811
    room_template: Path,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    """Run again below on a real display, with a second screen."""
    copied(room_template, tmp_path / "desk")
    with opened(tmp_path, qtbot, datetime(2026, 11, 19, 9, 0, tzinfo=UTC)) as held:
        held.enter_room(NOVEMBERS, SAFES_DAY)
        steps = read_script("safe-2026-11")
        end = next(place for place, step in enumerate(steps) if step.text.startswith("/late"))
        held.typing.play(steps[:end])
        held.keys.key(Qt.Key.Key_F8)
        held.keys.settled()
        text = held.minutes(NOVEMBERS)
    assert expected("safe-2026-11").split("6.1 F.N.")[1].split("6.2 G.O.")[0] in text


@pytest.mark.slow
def test_the_same_on_a_real_display() -> None:
    passes_on_a_real_display(f"{__file__}::{_SHORT}")

"""Makes the pictures of every page from a demonstration, at a fixed time: ``python -m tools.make_screenshots``.

With ``--into`` they go elsewhere; with words (``today children``) only those pages are made; ``--all`` makes every
scheme at every size, for looking at; without it only the pictures that the documents show.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec import Struct
from PIL import Image
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from tools import following_pictures, room_pictures

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.ids import PanelKey
from panel_desk.domain.people import Role
from panel_desk.services.demo.demonstration import PASSPHRASE, Demonstration
from panel_desk.services.desk import AtTheDesk, Desk
from panel_desk.services.preferences import preferences_of
from panel_desk.shipped import shipped
from panel_desk.ui.messages import Messages
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.session import Around, Session
from panel_desk.ui.shell.desk_view import DeskView
from panel_desk.ui.shell.first_run import FirstRun
from panel_desk.ui.shell.unlock import Unlock
from panel_desk.ui.shell.window import MainWindow
from panel_desk.ui.tasks import Tasks
from panel_desk.ui.theme.current import Scheme, apply_theme

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
NOW = datetime(2026, 11, 22, 10, 42, 7, tzinfo=ENGLAND)
SIZES = ((1280, 800), (1920, 1080))
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LARGE_TEXT = 200
QUIET_TURNS = 15


class Studio:
    """A window on the demonstration's desk, made for each picture's page anew."""

    def __init__(self, demo: Path, folder: Path) -> None:
        self.demo = demo
        self.tasks, self.messages = Tasks(), Messages()
        self.window = MainWindow(self.messages)
        self.around = Around(self.tasks, self.messages, preferences_of(folder), self.go)
        self._now = NOW
        self.desk = self.tasks.wait_for(lambda: Desk.open(demo / "desk", PASSPHRASE, clock=lambda: self._now))
        self.reading = self.desk.reading()
        # The demonstration is signed at the time of this computer, and no clock may stand before its record.
        self._now = max(NOW, (self.reading.clock_is_behind() or NOW) + timedelta(minutes=5))
        self.who = AtTheDesk(person=self.reading.people.named("Asha Rahman"), role=Role.ADMINISTRATOR)
        self.session = Session(self.desk, self.reading, self.who, self.around)
        self._planned = ""
        self.view = self.sit_down()

    def sit_down(self) -> DeskView:
        """The open desk in the window."""
        self.view = DeskView(self.around, self.session)
        self.window.show_content(self.view)
        return self.view

    def go(self, place: Place) -> None:
        """Show a place."""
        self.view.go(place)

    def set_time(self, now: datetime) -> None:
        """The clock stands there; never before what is in the record."""
        self._now = max(now, self._now) if now.date() == self._now.date() else now

    def next_meeting(self) -> str:
        """The SAFE panel of December, planned and with its agenda built when first asked for."""
        if not self._planned:
            self._planned = self.tasks.wait_for(self._plan)
            self.reading.refresh()
        return self._planned

    def settle(self) -> None:
        """Let everything that is under way come to its end, and be laid out and drawn."""
        patience = QDeadlineTimer(60_000)
        quiet = 0
        while quiet < QUIET_TURNS and not patience.hasExpired():
            QTest.qWait(20)
            quiet = 0 if self.tasks.busy else quiet + 1

    def _plan(self) -> str:
        meetings, actor = self.desk.meetings, self.session.actor
        day, start, end = date(2026, 12, 17), time(10), time(12, 30)
        made = meetings.plan(actor, PanelKey("SAFE"), day, starts_at=start, ends_at=end, place="Civic Centre, room 6")
        self.desk.agendas.build(actor, made)
        return made

    def close(self) -> None:
        """Everything closed."""
        self.window.close_dialogs()
        self.window.close()
        self.session.end()
        self.reading.close()
        self.tasks.wait_for(self.desk.close)
        self.tasks.close()


class Shot(Struct, frozen=True):
    """One picture: its name and how the window comes to show it."""

    name: str
    show: Callable[[Studio], QWidget | None]
    """Shows it in the window, or gives a window of its own."""
    large: bool = False
    """Whether the documents show it at 1920×1080 too."""
    shown: bool = True
    """Whether the documents show it at all; the door of the desk names a folder of this computer."""


def _place(page: PageKey, id: str = "", what: str = "") -> Callable[[Studio], None]:  # noqa: A002 - the place's own name
    return lambda studio: studio.go(Place(page, id, what))


def _list(studio: Studio) -> None:
    studio.view.take_files([shipped("demo", "exploitation-profile-2026-11.xlsx")])


def _child(studio: Studio) -> None:
    studio.go(Place(PageKey.CHILDREN, "200221"))


def _verify(studio: Studio) -> None:
    studio.view.take_files([studio.demo / "minutes-SAFE-2026-10.pdf"])


def _changed(studio: Studio) -> None:
    """A signed file of which one byte is another."""
    copy = studio.demo / "minutes-changed.pdf"
    source = bytearray((studio.demo / "minutes-SAFE-2026-10.pdf").read_bytes())
    source[len(source) // 2] ^= 1
    copy.write_bytes(source)
    studio.view.take_files([copy])


def _finder(studio: Studio) -> None:
    studio.go(Place(PageKey.TODAY))
    next(command for command in studio.view.commands() if command.shortcut == "Ctrl+K").run()


def _first_run(studio: Studio) -> None:
    studio.window.show_content(FirstRun(studio.around))


def _unlock(studio: Studio) -> None:
    studio.window.show_content(Unlock(studio.around, studio.demo / "desk"))


SHOTS = (
    Shot("today", _place(PageKey.TODAY), large=True),
    Shot("case-lists", _place(PageKey.CASE_LISTS)),
    Shot("case-list", _list, large=True),
    Shot("children", _place(PageKey.CHILDREN), large=True),
    Shot("child", _child),
    Shot("agendas", _place(PageKey.AGENDAS)),
    Shot("agenda", lambda studio: studio.go(Place(PageKey.AGENDAS, studio.next_meeting())), large=True),
    Shot("minutes", _place(PageKey.MINUTES)),
    Shot("minutes-draft", _place(PageKey.MINUTES, "SAFE-2026-11"), large=True),
    Shot("minutes-signed", _place(PageKey.MINUTES, "SAFE-2026-10")),
    Shot("actions", _place(PageKey.ACTIONS), large=True),
    Shot("verify", _place(PageKey.VERIFY)),
    Shot("verified", _verify),
    Shot("verify-changed", _changed),
    Shot("action", _place(PageKey.ACTIONS, "SAFE-2026-11/08")),
    Shot("missing", following_pictures.missing, large=True),
    Shot("episodes", following_pictures.tab("episodes")),
    Shot("oversight", following_pictures.tab("oversight")),
    Shot("pathway", following_pictures.tab("pathway")),
    Shot("profile", following_pictures.profile, large=True),
    Shot("profile-public", following_pictures.public_copy),
    Shot("voice", _place(PageKey.VOICE)),
    Shot("plan", following_pictures.plan),
    Shot("places", following_pictures.places),
    Shot("settings", _place(PageKey.SETTINGS)),
    Shot("appearance", _place(PageKey.SETTINGS, "appearance")),
    Shot("finder", _finder),
    Shot("room-opening", room_pictures.opening),
    Shot("room-case", room_pictures.case, large=True),
    Shot("room-line", room_pictures.line),
    Shot("room-read-back", room_pictures.read_back),
    Shot("room-closing", room_pictures.closing),
    Shot("second-screen", room_pictures.second_screen),
    Shot("first-run", _first_run),
    Shot("unlock", _unlock, shown=False),
)


class Look(Struct, frozen=True):
    """How a picture is taken."""

    scheme: Scheme
    width: int
    height: int
    text_percent: int = 100

    @property
    def words(self) -> str:
        """The end of the picture's name."""
        large = f"-{self.text_percent}" if self.text_percent != 100 else ""
        return f"{self.scheme}-{self.width}x{self.height}{large}"


def looks(shot: Shot, *, everything: bool) -> Iterator[Look]:
    """All looks, or those that the documents show."""
    if not (shot.shown or everything):
        return
    for width, height in SIZES:
        for scheme in SCHEMES:
            if everything or (width, height) == SIZES[0] or (shot.large and scheme == "light"):
                yield Look(scheme, width, height)
    if everything:
        yield Look("light", *SIZES[0], LARGE_TEXT)


def take(studio: Studio, shot: Shot, look: Look, into: Path) -> Path:
    """One picture, with no more colours than it needs."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        apply_theme(application, look.scheme, look.text_percent)
    studio.sit_down()
    studio.window.resize(look.width, look.height)
    studio.window.show()
    of_its_own = shot.show(studio)
    studio.settle()
    path = into / f"{shot.name}-{look.words}.png"
    if of_its_own is not None:
        of_its_own.resize(look.width, look.height)
        of_its_own.grab().save(str(path))
        of_its_own.deleteLater()
    else:
        _with_dialogs(studio.window).save(str(path))
    studio.window.close_dialogs()
    studio.window.forget_messages()
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, kmeans=1, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    return path


def _with_dialogs(window: QWidget) -> QPixmap:
    """The window, and in its middle the dialogs that stand over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            left, top = (window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2
            painter.fillRect(picture.rect(), QColor(0, 0, 0, 40))
            painter.drawPixmap(left, top, dialog.grab())
    painter.end()
    return picture


@contextmanager
def studio_on(demo: Path | None) -> Iterator[Studio]:
    """A studio on a copy of a demonstration, or on one played now."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / "demo"
        if demo is None:
            Demonstration(here, lambda words, _seconds: print(words)).run()
        else:
            shutil.copytree(demo, here)
        studio = Studio(here, Path(folder) / "preferences")
        try:
            yield studio
        finally:
            studio.close()


def main() -> None:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these pictures")
    parser.add_argument("--demo", type=Path, help="a demonstration that is there already")
    parser.add_argument("--into", type=Path, default=PICTURES)
    parser.add_argument("--all", action="store_true", help="every scheme at every size, and text at 200 %%")
    asked = parser.parse_args()
    application = QApplication(sys.argv[:1])
    apply_theme(application, "light", 100)
    asked.into.mkdir(parents=True, exist_ok=True)
    with studio_on(asked.demo) as studio:
        for shot in SHOTS:
            if asked.names and shot.name not in asked.names:
                continue
            for look in looks(shot, everything=asked.all):
                print(take(studio, shot, look, asked.into).name, flush=True)


if __name__ == "__main__":
    main()

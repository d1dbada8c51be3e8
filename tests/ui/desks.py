"""Desks for the window's tests: one furnished, one that has played the demonstration; each test has its own copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tests.services.desk_builders import ENGLAND, HeldClock
from tests.services.desk_folders import OPENS, a_desk_in

from panel_desk.domain.people import Role
from panel_desk.services.demo.demonstration import Demonstration
from panel_desk.services.desk import AtTheDesk, Desk
from panel_desk.services.preferences import preferences_of
from panel_desk.ui.messages import Messages
from panel_desk.ui.places import Place
from panel_desk.ui.session import Around, Session
from panel_desk.ui.tasks import Tasks

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=ENGLAND)


class Opened:
    """What a page finds around it, with what was said, asked and gone to."""

    def __init__(self, root: Path) -> None:
        self.said: list[object] = []
        self.asked: list[object] = []
        self.gone: list[Place] = []
        self.tasks = Tasks()
        self.messages = Messages()
        self.messages.said.connect(self.said.append)
        self.messages.asked.connect(self.asked.append)
        store = preferences_of(root)
        self.around = Around(self.tasks, self.messages, store, self.gone.append)


def furnished(folder: Path) -> Path:
    """A desk with panels and people, closed."""
    return a_desk_in(folder / "desk")


def played(folder: Path) -> Path:
    """The demonstration's folder."""
    Demonstration(folder / "demo", lambda _words, _seconds: None).run()
    return folder / "demo"


class OpenSession(Session):
    """A session that remembers what was said around it."""

    opened: Opened


@contextmanager
def session_on(
    folder: Path, root: Path, *, secret: str = OPENS, name: str = "Asha Rahman", role: Role = Role.ADMINISTRATOR
) -> Iterator[OpenSession]:
    """A session on the desk of a folder; deeds run on its thread as in the window."""
    opened = Opened(root)
    desk = opened.tasks.wait_for(lambda: Desk.open(folder, secret, clock=HeldClock(NOW)))
    reading = desk.reading()
    try:
        who = AtTheDesk(person=reading.people.named(name), role=role)
        session = OpenSession(desk, reading, who, opened.around)
        session.opened = opened
        yield session
    finally:
        reading.close()
        opened.tasks.wait_for(desk.close)
        opened.tasks.close()


def copied(template: Path, into: Path) -> Path:
    """A copy of a closed desk."""
    shutil.copytree(template, into, dirs_exist_ok=True)
    return into

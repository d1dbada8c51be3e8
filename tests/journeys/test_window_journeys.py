"""Whole jobs through the real window: a list becomes an issued agenda, a draft becomes verified minutes, and a member
reads with a PDF and a trust file alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.journeys.keyboard import Keyboard
from tests.journeys.x_display import passes_on_a_real_display
from tests.services.desk_folders import OPENS
from tests.services.signing_keys import SECRET
from tests.ui.conftest import furnished_template, themed  # noqa: F401 - the window's own fixtures
from tests.ui.desks import copied
from tests.ui.minutes.conftest import drafted_template, signing_keys  # noqa: F401 - a desk with a draft
from tests.ui.verify.conftest import SignedFiles, files  # noqa: F401 - what a member is sent

from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.verification import Verdict
from panel_desk.services.preferences import preferences_of
from panel_desk.services.verifying import Verifying
from panel_desk.signing.register import fingerprint, read_trust_file
from panel_desk.ui.app import PanelDesk
from panel_desk.ui.shell.who import ChooseWho
from panel_desk.ui.workspaces.verify.page import VerifyPage
from panel_desk.ui.workspaces.verify.presenter import GAPS
from panel_desk.ui.workspaces.verify.trust_card import TrustDialog

ROOT = Path(__file__).parents[2]
_LIST_TO_AGENDA = "test_a_list_that_is_dropped_becomes_an_issued_agenda"
CONTROL = Qt.KeyboardModifier.ControlModifier


@contextmanager
def opened(root: Path, qtbot: QtBot, passphrase: str) -> Iterator[tuple[PanelDesk, Keyboard]]:
    """Panel Desk, started, unlocked by typing, with Asha Rahman at it."""
    application = PanelDesk(preferences_of(root))
    application.start()
    keys = Keyboard(application, qtbot)
    try:
        application.window.activateWindow()
        keys.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        keys.type(passphrase)
        keys.press("Open")
        keys.until(lambda: isinstance(application.window.content, ChooseWho))
        keys.until(lambda: QApplication.focusWidget() is not None)
        keys.key(Qt.Key.Key_Return)
        keys.until(lambda: application.session is not None)
        yield application, keys
    finally:
        application.window.close()


@pytest.mark.slow
def test_a_list_that_is_dropped_becomes_an_issued_agenda(
    themed: QApplication,  # noqa: F811 - pytest's way
    furnished_template: Path,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    copied(furnished_template, tmp_path / "desk")
    (out := tmp_path / "out").mkdir()
    with opened(tmp_path, qtbot, OPENS) as (application, keys):
        session = application.session
        assert session is not None
        application.open_files([ROOT / "tests/caselists/samples/exploitation-profile-2026-10.xlsx"])
        keys.press("Add to the desk")
        keys.settled()
        keys.until(lambda: session.reading.children.count() > 0)
        keys.key(Qt.Key.Key_4, CONTROL)
        keys.press("Plan a meeting")
        keys.press("Plan it")
        keys.settled()
        keys.press("Build the agenda")
        keys.settled()
        keys.press("Lock and issue")
        keys.to("Save in")
        keys.key(Qt.Key.Key_A, CONTROL)
        keys.type(str(out))
        keys.press("Lock and issue")
        keys.settled()
        (line,) = session.reading.planning.all()
        assert session.reading.meetings.meeting(line.id).state is MeetingState.AGENDA_ISSUED
    assert sorted(path.suffix for path in out.iterdir()) == [".eml", ".ics", ".pdf"]


def _sign(keys: Keyboard, step: str) -> None:
    keys.press(step)
    keys.to("Passphrase")
    keys.type(SECRET)
    keys.press("Sign")
    keys.settled()


@pytest.mark.slow
def test_a_draft_is_circulated_approved_signed_and_verified(
    themed: QApplication,  # noqa: F811
    drafted_template: Path,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    copied(drafted_template, tmp_path / "desk")
    with opened(tmp_path, qtbot, OPENS) as (application, keys):
        session = application.session
        assert session is not None
        keys.key(Qt.Key.Key_6, CONTROL)
        keys.settled()
        keys.key(Qt.Key.Key_Home)
        keys.key(Qt.Key.Key_Return)
        keys.press("Circulate…")
        keys.press("Circulate")
        keys.settled()
        keys.press("Approve…")
        keys.press("Approve")
        keys.settled()
        meeting = session.reading.meetings.by_reference("SAFE-2026-10")
        assert meeting.state is MeetingState.APPROVED
        _sign(keys, "Sign…")
        assert session.reading.meetings.by_reference("SAFE-2026-10").state is MeetingState.SIGNED
        _sign(keys, "Sign for")
        _sign(keys, "Sign for")
        (tmp_path / "minutes.pdf").write_bytes(session.reading.publishing.signed_pdf(meeting.id))
        made: list[bytes] = []
        session.do(lambda desk: desk.certificates.trust_file(SECRET), done=made.append)
        keys.settled()
    trust = Verifying(tmp_path / "trusted.paneltrust").accept(made[0], fingerprint(read_trust_file(made[0])))
    found = Verifying().verify_file(tmp_path / "minutes.pdf", now=datetime.now(UTC), trust=trust)
    assert found.verdict is Verdict.GENUINE


@pytest.mark.slow
def test_a_member_reads_with_a_pdf_and_a_trust_file_alone(
    themed: QApplication,  # noqa: F811
    files: SignedFiles,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "minutes.pdf").write_bytes(files.signed)
    (tmp_path / "council.paneltrust").write_bytes(files.trust)
    application = PanelDesk(preferences_of(tmp_path / "panel-desk"))
    application.start()
    keys = Keyboard(application, qtbot)
    application.window.activateWindow()
    keys.press("Verify only")
    keys.until(lambda: application.window.desk_view is not None)
    application.open_files([tmp_path / "council.paneltrust"])
    heard = fingerprint(read_trust_file(files.trust)).split()
    keys.until(lambda: bool(_dialogs()))
    for place in GAPS:
        keys.to(f"Group {place + 1} as you hear it")
        keys.type(heard[place])
    keys.press("Trust these signers")
    keys.until(lambda: not _dialogs())
    application.open_files([tmp_path / "minutes.pdf"])
    view = application.window.desk_view
    assert view is not None
    page = view.page
    assert isinstance(page, VerifyPage)
    keys.until(lambda: page.shown is not None)
    assert page.shown is not None
    assert page.shown.found.verdict is Verdict.GENUINE
    application.window.close()
    assert preferences_of(tmp_path / "panel-desk").read().reads_only


def _dialogs() -> list[TrustDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, TrustDialog) and w.isVisible()]


@pytest.mark.slow
def test_the_same_journey_on_a_real_display() -> None:
    passes_on_a_real_display(f"{__file__}::{_LIST_TO_AGENDA}")

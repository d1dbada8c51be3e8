"""The command line in this process, in a home of its own; and one small desk with signed minutes for all tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.cli_runs import Cli
from tests.services.desk_builders import HeldClock, TestDesk, furnish
from tests.services.signing_keys import SECRET, make_keys, plant

from panel_desk.domain.ids import AgencyKey
from panel_desk.services.desk import Desk
from panel_desk.vault.keys.wrapping import QUICK_COST


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's settings are read or written."""
    own = tmp_path / "home"
    own.mkdir()
    monkeypatch.setenv("HOME", str(own))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return own


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """The command line."""
    return Cli(capsys)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A furnished desk, its signed and its draft minutes, its trust file and its passphrase."""
    folder = tmp_path_factory.mktemp("made-once")
    clock = HeldClock()
    with Desk.found(folder / "desk", SECRET, lambda phrase: phrase, clock=clock, cost=QUICK_COST) as desk:
        furnish(desk)
        at = TestDesk(desk, clock)
        plant(at, make_keys())
        (folder / "trust.paneltrust").write_bytes(desk.certificates.trust_file(SECRET))
        meeting_id = at.approved()
        (folder / "draft.pdf").write_bytes(desk.publishing.minutes_pdf(at.closed(held_on=at.clock().date())).content)
        desk.publishing.sign(meeting_id, at.person("Dana Prior"), SECRET)
        (folder / "incomplete.pdf").write_bytes(desk.publishing.signed_pdf(meeting_id))
        for agency, name in (("police", "Imran Khan"), ("health", "Abena Osei")):
            desk.publishing.approve(meeting_id, AgencyKey(agency), at.person(name), SECRET)
        (folder / "minutes.pdf").write_bytes(desk.publishing.signed_pdf(meeting_id))
    (folder / "secret.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    return folder


@pytest.fixture
def made(made_once: Path, tmp_path: Path) -> Path:
    """A copy of the desk and its files that a test may spoil."""
    return Path(shutil.copytree(made_once, tmp_path / "made"))

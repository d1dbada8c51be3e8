"""Folders, settings and the log of this computer: private, whole, and free of case text."""

from __future__ import annotations

import logging
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.host.logging_setup import start_log, stop_log
from panel_desk.host.paths import paths_below, private_folder, usual_paths
from panel_desk.host.settings_file import read_settings, write_settings


class Settings(Struct, frozen=True):
    """Some settings."""

    lock_after_minutes: int = 10
    theme: str = "system"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "log" / "panel-desk.log"
    stop_log()


def test_the_desk_lies_with_the_persons_own_data() -> None:
    paths = usual_paths()
    assert paths.desk.is_absolute()
    assert "panel-desk" in paths.desk.parts
    assert paths.desk.parent == paths.backups.parent


def test_everything_can_lie_below_one_folder(tmp_path: Path) -> None:
    paths = paths_below(tmp_path)
    assert {path.parent for path in (paths.desk, paths.backups, paths.settings_file, paths.log_file)} == {tmp_path}


def test_a_private_folder_is_open_to_its_owner_only(tmp_path: Path) -> None:
    assert private_folder(tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert private_folder(tmp_path / "a").is_dir()


def test_settings_come_back_and_are_private(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.json"
    write_settings(path, Settings(5, "dark"))
    assert read_settings(path, Settings) == Settings(5, "dark")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


def test_without_a_file_the_usual_settings_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.json", Settings) == Settings()


def test_settings_of_a_newer_version_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text('{"theme": "dark", "hologram": true}')
    assert read_settings(tmp_path / "s.json", Settings) == Settings(theme="dark")


@pytest.mark.parametrize("content", [b"", b"{", b'{"theme": 7}', b"\xff", b" " * 2_000_000])
def test_settings_that_are_none_are_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "s.json").write_bytes(content)
    with pytest.raises(DeskError) as refused:
        read_settings(tmp_path / "s.json", Settings)
    assert refused.value.reason is Reason.BAD_FILE


def test_settings_where_a_folder_stands_are_told(tmp_path: Path) -> None:
    for deed in (lambda: read_settings(tmp_path, Settings), lambda: write_settings(tmp_path, Settings())):
        with pytest.raises(DeskError) as refused:
            deed()
        assert refused.value.reason is Reason.STORAGE


def test_the_log_holds_kinds_and_ids_and_no_message_of_an_exception(log_file: Path) -> None:
    log = start_log(log_file)
    try:
        try:
            raise ValueError("a child's name that a library quoted")
        except ValueError as error:
            raise KeyError("and another") from error
    except KeyError:
        log.exception("import-failed id=%s", "01a2")
    text = log_file.read_text()
    assert "import-failed id=01a2" in text
    assert "KeyError at test_host_files.py" in text
    assert "from ValueError at test_host_files.py" in text
    assert "name" not in text
    assert "another" not in text


def test_the_log_is_private_and_starts_once(log_file: Path) -> None:
    start_log(log_file)
    start_log(log_file).info("deed kind=%s", "word-said")
    assert log_file.stat().st_mode & 0o777 == 0o600
    assert log_file.read_text().count("word-said") == 1


def test_a_log_that_cannot_be_written_is_silent(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file")
    start_log(tmp_path / "log" / "panel-desk.log").warning("deed kind=x")
    stop_log()
    assert logging.getLogger("panel_desk").handlers == []


def test_a_crash_leaves_no_core_dump() -> None:
    code = (
        "import resource; from panel_desk.host.logging_setup import forbid_core_dumps\n"
        "assert forbid_core_dumps(); print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(0, 0)"
    assert resource.RLIMIT_CORE is not None

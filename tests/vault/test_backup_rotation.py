"""Backups over months, summer time and busy days, and what a backup that does not succeed leaves behind."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.vault.vault_builders import NOW, a_journal

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.backup import MANIFEST_FILE, back_up, list_backups, rehearse_restore, restore
from panel_desk.vault.database import Vault, create_vault, memory_vault
from panel_desk.vault.retention import expired

LONDON = ZoneInfo("Europe/London")


def kept_of(days: list[datetime]) -> list[date]:
    """The days whose verified backup stays, the newest first."""
    gone = set(expired([(day, True) for day in days]))
    return sorted((day.date() for day in days if day not in gone), reverse=True)


def evenings(first: date, count: int) -> list[datetime]:
    """One backup at six every evening in London, in UTC."""
    return [
        datetime(first.year, first.month, first.day, 18, tzinfo=LONDON).astimezone(UTC) + timedelta(days=n)
        for n in range(count)
    ]


def names(into: Path) -> list[str]:
    """What lies in the backups' folder."""
    return sorted(path.name for path in into.iterdir())


@pytest.mark.parametrize("first", [date(2026, 3, 20), date(2026, 10, 16), date(2025, 12, 22), date(2028, 2, 20)])
def test_across_a_month_a_year_or_a_clock_change_the_last_seven_days_stay(first: date) -> None:
    days = evenings(first, 14)
    assert kept_of(days)[:7] == [day.date() for day in days[:-8:-1]]


def test_two_years_of_days_leave_the_last_day_of_each_of_twelve_months() -> None:
    days = evenings(date(2025, 1, 1), 730)
    month_ends = {day for day in kept_of(days) if (day + timedelta(days=1)).day == 1}
    assert {day.month for day in month_ends} >= set(range(1, 13))
    assert min(kept_of(days)) == date(2026, 1, 31)


def test_of_a_busy_day_only_the_last_backup_stays_once_the_day_is_over() -> None:
    busy = [datetime(2026, 11, 21, hour, tzinfo=UTC) for hour in (9, 12, 17)]
    assert expired([(made_at, True) for made_at in busy]) == tuple(busy[:2])
    assert expired([(made_at, True) for made_at in [*busy, busy[-1] + timedelta(days=1)]]) == tuple(busy[:2])


def test_a_desk_used_once_a_month_keeps_a_year_of_it() -> None:
    days = [datetime(2024 + n // 12, n % 12 + 1, 15, tzinfo=UTC) for n in range(24)]
    assert kept_of(days) == [day.date() for day in days[:-13:-1]]


def test_a_backup_that_failed_its_check_goes_once_a_later_one_is_good() -> None:
    first, second = NOW, NOW + timedelta(hours=1)
    assert expired([(first, False)]) == ()
    assert expired([(first, False), (second, True)]) == (first,)
    assert expired([(first, True), (second, False)]) == ()


def test_rotation_removes_the_folders_whose_time_is_over(vault: Vault, tmp_path: Path) -> None:
    into = tmp_path / "backups"
    for hour in (9, 12, 17):
        back_up(vault, into, datetime(2026, 11, 21, hour, tzinfo=UTC))
    back_up(vault, into, datetime(2026, 11, 22, 9, tzinfo=UTC))
    assert names(into) == ["desk-2026-11-21T170000Z", "desk-2026-11-22T090000Z"]


def test_of_the_hour_that_comes_twice_the_second_is_the_newer(vault: Vault, tmp_path: Path) -> None:
    for fold in (0, 1):
        back_up(vault, tmp_path / "backups", datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=fold))
    (only,) = list_backups(tmp_path / "backups")
    assert only.folder.name == "desk-2026-10-25T013000Z"
    assert only.manifest.made_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_second_backup_in_the_same_second_leaves_the_first_as_it_was(vault: Vault, tmp_path: Path) -> None:
    first = back_up(vault, tmp_path / "backups", NOW)
    a_journal(vault).say("later")
    with pytest.raises(DeskError) as refused:
        back_up(vault, tmp_path / "backups", NOW + timedelta(milliseconds=300))
    assert refused.value.reason is Reason.STORAGE
    assert list_backups(tmp_path / "backups") == (first,)
    assert rehearse_restore(first, vault.data_key).would_restore
    assert names(tmp_path / "backups") == [first.folder.name]


def test_what_else_lies_among_the_backups_is_left_alone(vault: Vault, tmp_path: Path) -> None:
    into = tmp_path / "backups"
    (into / "Photos").mkdir(parents=True)
    (into / "desk-notes.txt").write_text("mine")
    (into / "desk-2020-01-01T000000Z").mkdir()
    back_up(vault, into, NOW)
    assert names(into) == ["Photos", "desk-2020-01-01T000000Z", "desk-2026-11-22T093000Z", "desk-notes.txt"]


@pytest.mark.parametrize("manifest", ["", "{}", "[]", '{"vault_id": 1}', "nonsense"])
def test_a_folder_whose_manifest_is_none_is_no_backup_and_stays(vault: Vault, tmp_path: Path, manifest: str) -> None:
    backup = back_up(vault, tmp_path / "backups", NOW)
    (backup.folder / MANIFEST_FILE).write_text(manifest)
    later = back_up(vault, tmp_path / "backups", NOW + timedelta(hours=1))
    assert list_backups(tmp_path / "backups") == (later,)
    assert backup.folder.is_dir()


def test_a_backup_moved_under_another_name_is_not_listed_as_of_that_day(vault: Vault, tmp_path: Path) -> None:
    backup = back_up(vault, tmp_path / "backups", NOW)
    backup.folder.rename(backup.folder.with_name("desk-2026-12-24T093000Z"))
    assert list_backups(tmp_path / "backups") == ()


def test_a_vault_in_memory_has_no_backups(tmp_path: Path) -> None:
    with memory_vault(NOW) as vault, pytest.raises(DeskError) as refused:
        back_up(vault, tmp_path, NOW)
    assert refused.value.reason is Reason.NOT_ALLOWED


def test_a_backup_made_while_a_deed_is_open_holds_what_was_kept_before(vault: Vault, tmp_path: Path) -> None:
    a_journal(vault).say("one")
    with vault.write() as db:
        db.conn.execute("INSERT INTO draft VALUES ('a', 'b', 'unfinished', 'd')")
        backup = back_up(vault, tmp_path / "backups", NOW)
    assert backup.manifest.events == 1
    assert rehearse_restore(backup, vault.data_key).would_restore


def test_a_restored_backup_is_opened_and_backed_up_like_any_other(
    vault: Vault, tmp_path: Path, data_key: bytes
) -> None:
    a_journal(vault).say("one")
    restore(back_up(vault, tmp_path / "backups", NOW), tmp_path / "again", data_key)
    assert not list((tmp_path / "again").glob("*.part"))
    assert (tmp_path / "again").stat().st_mode & 0o777 == 0o700
    with pytest.raises(DeskError) as refused:
        create_vault(tmp_path / "again", data_key, NOW)
    assert refused.value.reason is Reason.CONFLICT


FULL = """
import pathlib, resource, sys
from datetime import timedelta
from tests.vault.vault_builders import NOW
from panel_desk.domain.errors import DeskError
from panel_desk.vault.backup import back_up
from panel_desk.vault.database import open_vault
vault = open_vault(pathlib.Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
back_up(vault, pathlib.Path(sys.argv[3]), NOW)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
try:
    back_up(vault, pathlib.Path(sys.argv[3]), NOW + timedelta(days=1))
except DeskError as error:
    print(error.reason.name)
"""


@pytest.mark.parametrize("room", [0, 100])
def test_a_disk_without_room_for_a_backup_keeps_the_older_one_and_nothing_half_made(
    desk: Path, data_key: bytes, tmp_path: Path, room: int
) -> None:
    create_vault(desk, data_key, NOW).close()
    arguments = [sys.executable, "-c", FULL, str(desk), data_key.hex(), str(tmp_path / "backups"), str(room)]
    root = Path(__file__).parents[2]
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=root, check=False)
    assert (done.stdout.split(), done.stderr) == (["STORAGE"], "")
    assert names(tmp_path / "backups") == ["desk-2026-11-22T093000Z"]
    (older,) = list_backups(tmp_path / "backups")
    assert rehearse_restore(older, data_key).would_restore

"""Files that people drop: each that cannot be read is a sentence with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.services.desk_builders import a_profile

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.services import list_files
from panel_desk.services.list_files import read_list


def told(path: Path) -> DeskError:
    with pytest.raises(DeskError) as caught:
        read_list(path)
    assert caught.value.remedy
    return caught.value


def test_a_list_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(a_profile())
    found = read_list(path)
    assert (found.label, found.untrusted_bytes, found.open_elsewhere) == ("list.csv", a_profile(), False)


@pytest.mark.parametrize(
    ("name", "said"),
    [("~$profile.xlsx", "Excel"), (".~lock.profile.ods#", "LibreOffice")],
)
def test_the_mark_of_an_open_list_is_not_taken_for_the_list(tmp_path: Path, name: str, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x05asha")
    assert said in told(path).sentence


@pytest.mark.parametrize("mark", ["~$profile.xlsx", "~$ofile.xlsx", ".~lock.profile.xlsx#"])
def test_a_list_open_in_a_spreadsheet_is_read_and_told(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "profile.xlsx"
    path.write_bytes(b"PK")
    (tmp_path / mark).write_bytes(b"")
    assert read_list(path).open_elsewhere


def test_a_folder_is_told_as_one(tmp_path: Path) -> None:
    assert "is a folder" in told(tmp_path).sentence


def test_a_file_that_has_gone_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "gone.csv").reason is Reason.NOT_FOUND


def test_a_huge_file_is_told_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _path: pytest.fail("it was read"))
    assert "300 MB" in told(path).sentence


@pytest.mark.parametrize(("code", "said"), [(32, "open in another program"), (5, "may not read")])
def test_a_file_that_is_kept_by_another_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"")

    def refuse(_path: Path) -> bytes:
        error = PermissionError(13, "denied")
        error.winerror = code  # type: ignore[attr-defined,unused-ignore]  # only Windows has it
        raise error

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert said in told(path).sentence


def test_a_name_that_no_file_can_have_is_told() -> None:
    assert told(Path("list\0.csv")).reason in {Reason.BAD_FILE, Reason.NOT_FOUND}


def test_the_limit_is_above_what_the_reader_takes() -> None:
    assert list_files.LARGEST >= 40 << 20

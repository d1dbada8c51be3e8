"""``check-list``: the preview in words and as JSON; exit 0 where any row is usable; nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.cli_runs import Cli, sentence, snapshot
from tests.services.desk_builders import PROFILE_HEADINGS, a_list, a_profile, child

from panel_desk.shipped import shipped


def put(folder: Path, content: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_the_json_tells_kind_counts_columns_repairs_and_problems(cli: Cli, tmp_path: Path) -> None:
    rows = (child("101.0"), child("102"), child(""))
    ran = cli("check-list", put(tmp_path, a_profile(*rows)), "--json")
    data = ran.data
    assert (ran.code, data["kind"], data["rows"], data["accepted"], data["rejected"]) == (0, "profile", 3, 2, 1)
    assert data["columns"]["Person ID"] == "local_id"
    repair = next(r for r in data["repairs"] if r["column"] == "Person ID")
    assert (repair["row"], repair["read"], repair["became"]) == (2, "101.0", "101")
    assert repair["why"]
    problem = next(p for p in data["problems"] if p["row"] == 4)
    assert (problem["column"], bool(problem["why"])) == ("Person ID", True)


def test_the_words_tell_the_same(cli: Cli, tmp_path: Path) -> None:
    ran = cli("check-list", put(tmp_path, a_profile(child("101.0"), child(""))))
    assert ran.code == 0
    assert "2 rows" in ran.out
    assert "“101.0” became “101”" in ran.out
    assert "row 3" in ran.out


def test_nothing_is_written(cli: Cli, tmp_path: Path) -> None:
    path = put(tmp_path, a_profile())
    before = snapshot(tmp_path)
    cli("check-list", path)
    assert snapshot(tmp_path) == before


def test_without_a_usable_row_one_sentence_and_still_the_json(cli: Cli, tmp_path: Path) -> None:
    ran = cli("check-list", put(tmp_path, a_profile(child(""))), "--json")
    assert (ran.code, ran.data["accepted"]) == (1, 0)
    assert "No row" in sentence(ran)


def test_a_list_of_headings_alone_is_told(cli: Cli, tmp_path: Path) -> None:
    ran = cli("check-list", put(tmp_path, a_list(PROFILE_HEADINGS)))
    assert ran.code == 1
    assert sentence(ran)


@pytest.mark.parametrize("file", sorted(path.name for path in shipped("demo").iterdir() if path.suffix != ".toml"))
def test_every_list_of_the_demonstration_is_usable(cli: Cli, file: str) -> None:
    ran = cli("check-list", shipped("demo", file), "--json")
    assert ran.code == 0
    assert ran.data["rows"] == ran.data["accepted"] + ran.data["rejected"]


def test_a_sheet_is_chosen_by_name_and_an_unknown_one_is_told(cli: Cli) -> None:
    workbook = shipped("demo", "annex-a-2026.ods")
    chosen = cli("check-list", workbook, "--json").data["sheet"]
    assert cli("check-list", workbook, "--sheet", chosen, "--json").data["sheet"] == chosen
    ran = cli("check-list", workbook, "--sheet", "No such sheet")
    assert ran.code == 1
    assert sentence(ran)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("letter.txt", b"Dear all,\nplease find nothing here.\n"),
        ("broken.xlsx", b"PK\x03\x04" + bytes(50)),
        ("minutes.pdf", b"%PDF-1.7\n%%EOF\n"),
    ],
)
def test_what_is_no_list_is_one_sentence(cli: Cli, tmp_path: Path, name: str, content: bytes) -> None:
    ran = cli("check-list", put(tmp_path, content, name))
    assert (ran.code, ran.out) == (1, "")
    assert sentence(ran)


@pytest.mark.parametrize("name", ["missing.csv", "folder", "bad\0name"])
def test_a_file_that_cannot_be_had_is_one_sentence(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    ran = cli("check-list", f"{tmp_path}/{name}")
    assert ran.code == 1
    assert "\0" not in sentence(ran)


@pytest.mark.parametrize(
    "name",
    ["a b.csv", "–‘ä’.csv", "\x1b[2J.csv", "\x1b]0;x\x07.csv", "\u202egnp.csv", "new\nline.csv", "-x.csv", "%s{}.csv"],
)
def test_file_names_with_odd_characters_are_read_and_shown_harmlessly(cli: Cli, tmp_path: Path, name: str) -> None:
    ran = cli("check-list", put(tmp_path, a_profile(), name))
    assert ran.code == 0
    assert all(line.isprintable() for line in ran.out.split("\n"))
    assert ran.out.splitlines()[0].endswith("0 no longer listed.")
    assert ran.out.splitlines()[1] == ""


def test_a_cell_cannot_move_the_cursor(cli: Cli, tmp_path: Path) -> None:
    ran = cli("check-list", put(tmp_path, a_profile(child("101", risk="\x1b[31mHigh\x07"), child("\x1b[2J"))))
    assert not {"\x1b", "\x07"} & set(ran.out + ran.err)

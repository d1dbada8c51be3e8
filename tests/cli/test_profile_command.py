"""``panel-desk profile`` and ``published-year``: the figures in words, as JSON and as files, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.cli_runs import Cli, Ran, sentence
from tests.services.desk_folders import OPENS, a_desk_in, opened
from tests.services.profile_lists import SEPTEMBER, on, the_list


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the list of 239."""
    made = a_desk_in(tmp_path_factory.mktemp("profile") / "desk")
    with opened(made) as at:
        on(at, SEPTEMBER, the_list(44, 175, 20))
    return made


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may write to."""
    (tmp_path / "secret.txt").write_text(f"{OPENS}\n", encoding="utf-8")
    return Path(shutil.copytree(founded, tmp_path / "desk"))


def run(cli: Cli, folder: Path, *words: object) -> Ran:
    command, *more = words
    return cli(command, *more, "--desk", folder, "--passphrase-file", folder.parent / "secret.txt")


def test_a_published_year_is_entered_and_compared_with(cli: Cli, folder: Path) -> None:
    entered = run(cli, folder, "published-year", "2024-25", "--children", 248, "--source", "Report of May 2025")
    assert (entered.code, entered.out) == (0, "2024-25: 248 children, as published (Report of May 2025).\n")
    ran = run(cli, folder, "profile", "--year", "2025-26")
    assert ran.code == 0
    told = " ".join(ran.out.split())
    assert "239 children were experiencing or at risk of exploitation in 2025-26, 9 fewer than in 2024-25" in told
    assert "CSE only – 44 18.4 % –" in told
    assert "All children 248 239 100.0 % −3.6 %" in told


def test_a_year_that_was_published_has_its_own_profile(cli: Cli, folder: Path) -> None:
    run(cli, folder, "published-year", "2021-22", "--children", 248, "--source", "Report of 2022")
    split = ("--cse-only", 44, "--cce-only", 175, "--both", 20, "--source", "Report of 2023")
    run(cli, folder, "published-year", "2022-23", "--children", 239, *split)
    told = " ".join(run(cli, folder, "profile", "--year", "2022-23").out.split())
    assert "All children 248 239 100.0 % −3.6 % any CSE – 64 26.8 % – any CCE – 195 81.6 % –" in told
    assert "The published figures of 2022-23 do not tell how old the children were." in told
    assert "told as they were published (Report of 2023); the desk did not count them itself" in told


def test_without_a_year_it_is_the_latest_with_figures(cli: Cli, folder: Path) -> None:
    ran = run(cli, folder, "profile")
    assert ran.out.startswith("Exploitation profile 2025-26: 1 April 2025 to 31 March 2026")


def test_json_has_numbers_words_and_charts(cli: Cli, folder: Path) -> None:
    data = run(cli, folder, "profile", "--json").data
    table = data["tables"][0]
    row = next(row for row in table["rows"] if row["label"] == "both")
    assert data["period"]["words"] == "2025-26"
    assert row["cells"][-1]["number"] == 8.4
    assert "Stacked bars of children" in table["chart"]["alternative"]


def test_a_public_copy_goes_out_under_its_recipient(cli: Cli, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "profile.csv"
    ran = run(cli, folder, "profile", "--public", "--out", out, "--for", "The public")
    assert ran.code == 0
    assert out.read_text(encoding="utf-8-sig").startswith('"Exploitation profile 2025-26, public copy"')
    with opened(folder) as at:
        assert [(one.what, one.recipient) for one in at.desk.exporting.made()] == [("profile", "The public")]


def test_a_quarter_without_anything_says_so(cli: Cli, folder: Path) -> None:
    ran = run(cli, folder, "profile", "--year", "Q1 2025-26", "--no-compare")
    assert ran.code == 0
    assert "No list of children at risk was added and no panel considered a child in April to June 2025." in ran.out


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("profile", "--year", "2025-27"), "the year after 2025 is 2026"),
        (("profile", "--year", "soon"), "is not a period"),
        (("profile", "--out", "profile.csv"), "Who is to have this file"),
        (("profile", "--out", "profile.txt", "--for", "Me"), "ends in none of .pdf, .xlsx and .csv"),
        (("published-year", "2024", "--children", 1, "--source", "x"), "is not a reporting year"),
        (("published-year", "2024-25", "--children", 1, "--both", 2, "--source", "x"), "more than 1 children"),
        (("published-year", "2024-25", "--children", 1, "--source", " "), "Where were these figures published"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(cli: Cli, folder: Path, more: tuple[object, ...], why: str) -> None:
    ran = run(cli, folder, *more)
    assert ran.code == 1
    assert why in sentence(ran)


def test_less_than_nobody_is_not_understood(cli: Cli, folder: Path) -> None:
    assert run(cli, folder, "published-year", "2024-25", "--children", -1, "--source", "x").code == 2


def test_a_second_public_copy_of_overlapping_days_waits_for_a_yes(cli: Cli, folder: Path, tmp_path: Path) -> None:
    out = ("--public", "--out", tmp_path / "profile.csv", "--for", "The public")
    assert run(cli, folder, "profile", *out).code == 0
    refused = run(cli, folder, "profile", "--year", "Q2 2025-26", *out)
    assert refused.code == 1
    assert "Public copies of days that overlap with these went out already (2025-26)" in sentence(refused)
    assert "--despite-overlap" in refused.err
    ran = run(cli, folder, "profile", "--year", "Q2 2025-26", *out, "--despite-overlap")
    assert ran.code == 0
    assert "Before it is published: Public copies of days that overlap" in " ".join(ran.err.split())


def test_a_public_copy_that_is_only_printed_says_that_it_is_not_kept(cli: Cli, folder: Path) -> None:
    ran = run(cli, folder, "profile", "--public", "--json")
    assert ran.data["public"] is True
    assert "Not kept as a public copy" in ran.err

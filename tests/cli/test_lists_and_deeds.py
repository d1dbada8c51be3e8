"""What holds for every command that lists something or does one thing: its options, its file, and days as typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.cli_runs import Cli, Ran

LISTS = ("missing", "cross-reference", "pathway", "profile", "voice", "plan", "places")
OBJECTIVE = ("objective", "2.1", "--title", "Safe routes", "--owner", "Dana Prior")


class Given:
    """A desk’s options, given where a test wants them."""

    def __init__(self, cli: Cli, made: Path) -> None:
        self.cli = cli
        self.where = ("--desk", made / "desk", "--passphrase-file", made / "secret.txt")

    def __call__(self, *words: object) -> Ran:
        return self.cli(*words)


@pytest.fixture
def given(cli: Cli, made: Path) -> Given:
    return Given(cli, made)


@pytest.mark.parametrize("name", LISTS)
def test_of_a_file_the_place_is_told_and_the_list_is_not_printed_beside_it(
    given: Given, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "list.csv"
    ran = given(name, *given.where, "--out", out, "--for", "Head of Service")
    assert ran.code == 0, ran.err
    *sentences, place = ran.out.splitlines()
    assert (place, out.exists()) == (str(out), True)
    assert sentences
    assert all(sentence.endswith(".") for sentence in sentences), sentences


@pytest.mark.parametrize("name", LISTS)
def test_a_file_for_nobody_is_refused_before_the_desk_is_opened(cli: Cli, tmp_path: Path, name: str) -> None:
    ran = cli(name, "--desk", tmp_path / "none", "--out", tmp_path / "list.csv")
    assert (ran.code, "Who is to have this file?" in ran.err) == (1, True)


def test_a_deed_takes_from_before_its_name_what_every_deed_takes(given: Given) -> None:
    assert given("plan", *given.where, "--as", "Asha Rahman", *OBJECTIVE).code == 0
    assert "2.1  Safe routes" in given("plan", *given.where).out
    assert "Nobody" in given("plan", *given.where, "--as", "Nobody Atall", *OBJECTIVE).err


@pytest.mark.parametrize("option", [("--json",), ("--out", "plan.pdf")])
def test_a_deed_that_is_asked_for_a_list_says_that_it_shows_none(given: Given, option: tuple[str, ...]) -> None:
    ran = given("plan", *given.where, *option, *OBJECTIVE)
    assert (ran.code, "shows no list" in ran.err) == (2, True)
    assert "Safe routes" not in given("plan", *given.where).out


@pytest.mark.parametrize("day", ["2026-10-02", "02/10/2026"])
def test_a_day_is_understood_both_ways_it_is_written(given: Given, day: str) -> None:
    said = ("--who", "young-people", "--how", "group", "--said", "The bus stop is dark", "--on", day)
    assert given("voice", "add", *said, *given.where).code == 0
    assert "2 October 2026" in given("voice", "--period", "2026-27", *given.where).out


@pytest.mark.parametrize(("name", "option"), [("voice", "--period"), ("profile", "--year")])
def test_a_period_that_is_none_is_refused_before_the_desk_is_opened(
    cli: Cli, tmp_path: Path, name: str, option: str
) -> None:
    ran = cli(name, "--desk", tmp_path / "none", option, "2026-99")
    assert (ran.code, "2026-99" in ran.err) == (1, True)

"""``panel-desk cross-reference`` and ``pathway``: in words, as JSON and as files, children by initials and local ID."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cli.cli_runs import Cli, Ran, sentence
from tests.services.desk_builders import a_profile, child, missing
from tests.services.desk_folders import OPENS, a_desk_in, opened

from panel_desk.domain.calendar import ENGLAND
from panel_desk.services.unlocking import open_desk

NOW = datetime.now(UTC).astimezone(ENGLAND)
"""Commands run at the computer's own time."""


def days_ago(days: int, hour: int) -> str:
    return f"{NOW - timedelta(days=days):%d/%m/%Y} {hour:02}:00"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk with a child who goes missing most, one without episodes, and a number that nobody has."""
    made = a_desk_in(tmp_path / "desk")
    with opened(made) as at:
        at.clock.set(NOW.date())
        at.bring(a_profile(child("101"), child("102", surname="Young")))
        for days in (30, 20, 10):
            at.bring(missing("101", days_ago(days, 20), days_ago(days, 22)), f"missing-{days}.csv")
        at.bring(missing("900", days_ago(9, 20), days_ago(9, 22)), "other.csv")
    (tmp_path / "secret.txt").write_text(f"{OPENS}\n", encoding="utf-8")
    return made


def run(cli: Cli, folder: Path, *words: object) -> Ran:
    """A command on the desk."""
    return cli(*words, "--desk", folder, "--passphrase-file", folder.parent / "secret.txt")


def test_it_says_who_is_flagged_and_why(cli: Cli, folder: Path) -> None:
    ran = run(cli, folder, "cross-reference")
    assert ran.code == 0
    assert "1 child goes missing most and carries a marker." in ran.out
    assert "K.A. 101: Enhanced pathway, Interview overdue" in ran.out
    assert "  3 episodes since " in ran.out
    assert "900: last on " in ran.out
    assert "Archer" not in ran.out


def test_thresholds_count_for_one_run_unless_they_are_kept(cli: Cli, folder: Path) -> None:
    few = ("cross-reference", "--episodes", 5, "--top", 1, "--days", 15, "--longer-than", 48)
    assert "No child meets a threshold" in run(cli, folder, *few).out
    assert "1 child goes missing most" in run(cli, folder, "cross-reference").out
    assert run(cli, folder, *few, "--keep").code == 0
    assert "No child meets a threshold" in run(cli, folder, "cross-reference").out


def test_interviews_after_missing_episodes_alone_are_kept_and_said_beneath_the_measures(cli: Cli, folder: Path) -> None:
    assert "A return interview is due after every episode, missing or absent." in run(cli, folder, "missing").out
    ran = run(cli, folder, "cross-reference", "--interviews", "missing", "--keep", "--json")
    assert ran.data["thresholds"]["interviews_after_absence"] is False
    assert "A return interview is due after missing episodes alone." in run(cli, folder, "missing").out
    ran = run(cli, folder, "cross-reference", "--interviews", "every", "--json")
    assert ran.data["thresholds"]["interviews_after_absence"] is True


@pytest.mark.parametrize("option", ["--episodes", "--days", "--top", "--longer-than"])
def test_a_threshold_of_nothing_is_refused_with_a_sentence(cli: Cli, folder: Path, option: str) -> None:
    ran = run(cli, folder, "cross-reference", option, 0)
    assert ran.code == 1
    assert "cannot be 0." in sentence(ran)


def test_json_holds_every_fact_and_no_name(cli: Cli, folder: Path) -> None:
    ran = run(cli, folder, "cross-reference", "--json")
    (line,) = ran.data["lines"]
    assert line["local_id"] == "101"
    assert [flag["kind"] for flag in line["flags"]] == ["Enhanced pathway", "Interview overdue"]
    assert ran.data["queue"][0]["source_id"] == "900"
    assert ran.data["thresholds"]["episodes"] == 3
    assert "Archer" not in ran.out


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_a_file_is_written_and_entered_with_its_recipient(cli: Cli, folder: Path, tmp_path: Path, ending: str) -> None:
    for command in ("cross-reference", "pathway"):
        path = tmp_path / f"{command}.{ending}"
        ran = run(cli, folder, command, "--out", path, "--for", "SAFE panel")
        assert ran.code == 0, ran.err
        assert path.stat().st_size > 100
    with open_desk(folder, lambda: OPENS) as desk:
        assert [e.recipient for e in desk.exporting.made()] == ["SAFE panel"] * 2


def test_a_file_for_nobody_is_refused(cli: Cli, folder: Path, tmp_path: Path) -> None:
    for command in ("cross-reference", "pathway"):
        ran = run(cli, folder, command, "--out", tmp_path / "x.csv")
        assert ran.code == 1
        assert "Who is to have this file?" in ran.err


def test_the_register_is_kept_from_the_command_line(cli: Cli, folder: Path) -> None:
    assert "Nobody is on the enhanced pathway." in run(cli, folder, "pathway").out
    entered = run(cli, folder, "pathway", "enter", "101", "--owner", "Ife Bello")
    assert entered.code == 0, entered.err
    assert "K.A. 101: on the enhanced pathway since " in entered.out
    made = run(cli, folder, "pathway", "contact", "101", "--by", "Ife Bello", "--way", "visit", "--reached")
    assert "1 contact since the last episode, 1 reached the child" in made.out
    assert "owner Alex Morgan" in run(cli, folder, "pathway", "change", "101", "--owner", "Alex Morgan").out
    told = run(cli, folder, "pathway", "--json").data
    assert told[0]["reason"].startswith("3 episodes since ")
    assert told[0]["contacts"][0]["followed"] == "no episode since"
    assert "left on " in run(cli, folder, "pathway", "leave", "101", "--reason", "Settled").out
    assert "Left on " in run(cli, folder, "pathway").out


def test_who_is_flagged_by_nothing_needs_a_reason(cli: Cli, folder: Path) -> None:
    ran = run(cli, folder, "pathway", "enter", "102", "--owner", "Ife Bello")
    assert ran.code == 1
    assert "Why is the child put on the enhanced pathway?" in ran.err
    assert run(cli, folder, "pathway", "contact", "102", "--by", "I", "--way", "call", "--not-reached").code == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("change", "101"), "Give --owner, --agency or --reason."),
        (
            ("contact", "101", "--by", "I", "--way", "call", "--reached", "--at", "2026-11-22T10:00+02:00"),
            "is no time. Write England's clock as 2026-11-12T16:30.",
        ),
    ],
)
def test_what_cannot_be_read_of_a_deed_is_said(cli: Cli, folder: Path, more: tuple[str, ...], words: str) -> None:
    ran = run(cli, folder, "pathway", *more)
    assert ran.code == 2
    assert words in " ".join(ran.err.split())


def test_without_a_desk_the_command_says_what_is_wanted(cli: Cli) -> None:
    for command in ("cross-reference", "pathway"):
        assert cli(command).code == 2

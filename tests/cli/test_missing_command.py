"""``panel-desk missing``: in words, as JSON and as a file for its reader, children by initials and local ID."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.cli.cli_runs import Cli, Ran
from tests.services.desk_builders import ASHA, a_profile
from tests.services.desk_folders import OPENS, a_desk_in, opened
from tests.services.missing_builders import NHS, a_missing_list, an_interview, told

from panel_desk.domain.calendar import ENGLAND
from panel_desk.domain.missing.interviews import InterviewState
from panel_desk.services.unlocking import open_desk

LIST_DAY = datetime.now(UTC).astimezone(ENGLAND) - timedelta(days=10)
"""Commands run at the computer's own time, so that the list lies some days before it."""


def at_hour(days: int, hour: int) -> str:
    return f"{LIST_DAY + timedelta(days=days):%Y-%m-%d} {hour:02}:00"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk with two episodes: one whose interview was refused, with a name in the reason; one still open."""
    made = a_desk_in(tmp_path / "desk")
    with opened(made) as at:
        at.clock.set(LIST_DAY.date() + timedelta(days=4))
        at.bring(a_profile())
        rows = (
            told("101", at_hour(-3, 20), at_hour(-2, 8), Episode_ID="1"),
            told("102", at_hour(2, 20), "", Episode_ID="2"),
            told("P77", at_hour(-3, 2), at_hour(-3, 8), Episode_ID="3"),
            told("", at_hour(-60, 2), at_hour(-60, 8), Episode_ID="4", NHS_number=NHS, Forename="Lee", Surname="Field"),
        )
        at.bring(a_missing_list(*rows))
        said_no = an_interview(
            at.desk.missing.key_of("101", "1"),
            state=InterviewState.REFUSED,
            held_at=None,
            reason="Kim Archer said: not now",
        )
        at.desk.missing.record_interview(ASHA, said_no)
    (tmp_path / "secret.txt").write_text(f"{OPENS}\n", encoding="utf-8")
    return made


def missing(cli: Cli, folder: Path, *more: object) -> Ran:
    secret = folder.parent / "secret.txt"
    since = f"{LIST_DAY - timedelta(days=20):%Y-%m-%d}"
    return cli("missing", "--desk", folder, "--passphrase-file", secret, "--since", since, *more)


def test_it_says_who_is_missing_and_what_the_measures_are(cli: Cli, folder: Path) -> None:
    ran = missing(cli, folder)
    assert ran.code == 0
    assert "3 missing episodes of 3 children began in the period" in ran.out
    assert "1 child missing now, whenever the episode began." in ran.out
    assert "P77 no child of the desk has the number P77" in ran.out
    assert "Archer" not in ran.out


def test_as_json_it_tells_measures_with_their_denominators_and_no_name(cli: Cli, folder: Path) -> None:
    data = missing(cli, folder, "--json").data
    assert (data["measures"]["returned"], data["measures"]["refused"], data["measures"]["open"]) == (2, 1, 1)
    assert data["measures"]["shares"]["offered"] == {"percent": "50 %", "words": "1 of 2 returned"}
    assert [line["local_id"] for line in data["open_now"]] == ["102"]
    assert "Archer" not in str(data)
    assert (
        "because K.A. said: not now" in next(e for e in data["episodes"] if e["local_id"] == "101")["interview_words"]
    )


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_a_file_is_written_and_entered_with_its_recipient(cli: Cli, folder: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"missing.{ending}"
    ran = missing(cli, folder, "--out", out, "--for", "Head of Service")
    assert (ran.code, out.exists()) == (0, True)
    with open_desk(folder, lambda: OPENS) as desk:
        (made,) = desk.exporting.made()
    assert (made.what, made.recipient) == ("missing children", "Head of Service")
    assert b"Archer" not in out.read_bytes()


def test_the_workbook_has_a_sheet_for_each_table(cli: Cli, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "missing.xlsx"
    missing(cli, folder, "--out", out, "--for", "Head of Service")
    book = CalamineWorkbook.from_path(str(out))
    assert book.sheet_names == ["Measures", "By month", "By team", "By provider", "Episodes", "To look at"]
    rows = book.get_sheet_by_name("Episodes").to_python()
    assert [row[0] for row in rows[3:]] == ["102", "101", "P77"]
    assert "Archer" not in str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--out", "x.pdf"), "Who is to have this file?"),
        (("--out", "x.docx", "--for", "Head"), "ends in none of .pdf, .xlsx and .csv"),
        (("--until", "2020-01-01"), "is before"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    cli: Cli, folder: Path, more: tuple[str, ...], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    ran = missing(cli, folder, *more)
    assert ran.code == 1
    assert words in ran.err
    assert not (folder.parent / "x.pdf").exists()


def test_a_period_without_episodes_is_a_sentence(cli: Cli, folder: Path) -> None:
    ran = missing(cli, folder, "--since", "2020-04-01", "--until", "2021-03-31")
    assert "The desk knows of no missing or absent episode that began in the period, 2020-21." in ran.out


def test_a_day_that_is_none_is_not_understood(cli: Cli, folder: Path) -> None:
    ran = missing(cli, folder, "--until", "yesterday")
    assert (ran.code, "yesterday" in ran.err) == (2, True)


def test_an_nhs_number_does_not_leave_the_desk(cli: Cli, folder: Path) -> None:
    ran = missing(cli, folder, "--since", f"{LIST_DAY - timedelta(days=90):%Y-%m-%d}", "--json")
    (found,) = (line for line in ran.data["episodes"] if line["initials"] == "L.F.")
    assert (found["local_id"], found["raised"]) == ("NHS …5870", ["no child of the desk has the number NHS …5870"])
    assert NHS not in ran.out
    assert "Field" not in ran.out

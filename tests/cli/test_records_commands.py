"""``panel-desk subject-access`` and ``panel-desk retention`` on a desk that holds old records."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import click
import pytest
from tests.cli.cli_runs import Cli, Ran, sentence
from tests.services.desk_builders import ASHA, SAFE, HeldClock, TestDesk, a_profile, child
from tests.services.desk_folders import OPENS, a_desk_in

from panel_desk.domain.keeping.retained import RecordClass
from panel_desk.services.desk import Desk


class On:
    """One command after another on one desk."""

    def __init__(self, cli: Cli, folder: Path) -> None:
        self._cli = cli
        secret = folder.parent / "secret.txt"
        secret.write_text(f"{OPENS}\n", encoding="utf-8")
        self._where = ("--desk", folder, "--passphrase-file", secret)
        self.folder = folder

    def __call__(self, *words: object) -> Ran:
        return self._cli(*words, *self._where)

    def done(self, *words: object) -> Ran:
        """What must be understood and done."""
        ran = self(*words)
        assert ran.code == 0, ran.err
        return ran


@pytest.fixture
def on(cli: Cli, tmp_path: Path) -> On:
    """A list and a meeting of 2012, and a newer list."""
    folder = a_desk_in(tmp_path / "desk")
    clock = HeldClock(datetime(2012, 10, 1, 9, 0, tzinfo=UTC))
    with Desk.open(folder, OPENS, clock=clock) as desk:
        at = TestDesk(desk, clock)
        desk.retention.set_periods(ASHA, {RecordClass.MEETING: 6})
        at.bring(a_profile(child("101"), child("102", surname="Young")))
        meeting_id = at.opened(SAFE, date(2012, 10, 18))
        for item in at.cases(meeting_id):
            at.decide(meeting_id, item, outcome="close", held_by="School", reason="his mother helps", review_on=None)
        at.close(meeting_id)
        at.bring(a_profile(child("103")), "newer.csv")
    return On(cli, folder)


def test_what_is_held_is_told_with_the_places_to_read(on: On) -> None:
    told = on.done("subject-access", "101").out
    assert "Everything held on" in told
    assert "to be read: It speaks of family or friends." in told
    assert "Young" not in told


def test_json_holds_the_same_sections(on: On) -> None:
    data = on.done("subject-access", "101", "--json").data
    assert [section["key"] for section in data["sections"]][:2] == ["lists", "referrals"]
    assert data["to_read"]


def test_no_file_goes_out_before_somebody_has_read_it(on: On, tmp_path: Path) -> None:
    path = tmp_path / "all.pdf"
    refused = on("subject-access", "101", "--out", path, "--for", "The solicitor")
    assert "must be read by a person" in refused.err
    assert not path.exists()
    code = on.done("subject-access", "101").out.rpartition("--read ")[2].strip()
    on.done("subject-access", "101", "--out", path, "--for", "The solicitor", "--read", code)
    assert path.read_bytes().startswith(b"%PDF")


def test_words_and_entries_are_taken_out_with_their_reasons(on: On, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    data = on.done("subject-access", "101", "--json").data
    key = data["sections"][0]["entries"][0]["key"]
    more = ("--take-out", "his mother=It tells of a relative", "--withhold", f"{key}=It is not needed")
    unread = on("subject-access", "101", "--out", path, "--for", "The solicitor", "--read", data["digest"], *more)
    assert "is not what was read" in unread.err
    code = on.done("subject-access", "101", "--json", *more).data["digest"]
    on.done("subject-access", "101", "--out", path, "--for", "The solicitor", "--read", code, *more)
    handed = path.read_text(encoding="utf-8")
    assert "his mother" not in handed
    reasons = {one["reason"] for one in json.loads(handed)["redactions"]}
    assert {"It tells of a relative.", "It is not needed."} <= reasons


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("999",), "Nothing is held under the number 999."),
        (("101", "--out", "x.pdf"), "Who is to have this file?"),
        (("101", "--take-out", "mother"), "does not say what and why"),
        (("101", "--out", "x.docx", "--for", "X", "--read", "1"), "ends neither in .pdf nor in .json"),
    ],
)
def test_what_cannot_be_handed_over_is_a_sentence(on: On, words: tuple[str, ...], refusal: str) -> None:
    ran = on("subject-access", *words)
    assert ran.code == 1
    assert refusal in sentence(ran)


def test_the_review_list_names_what_is_due(on: On) -> None:
    told = on.done("retention").out
    assert "SAFE-2012-10: due since 18 October 2018" in told
    assert "panel meetings and their minutes: 6 years" in told
    assert {line["record_class"] for line in on.done("retention", "--json").data["review"]} == {
        "case lists",
        "panel meetings and their minutes",
    }


def test_a_purge_is_made_and_told_and_the_audit_is_clean(on: On, tmp_path: Path) -> None:
    words = ("--reason", "Over", "--approved-by", "Dana Prior", "--backups", tmp_path, "--yes", "--day-confirmed")
    told = on.done("retention", "purge", "--all", *words).out
    assert "2 records purged" in told
    assert "backup" in told
    audit = on.done("audit").out
    assert "The record is whole." in audit
    assert "SAFE-2012-10" in audit


@pytest.mark.parametrize(
    ("by", "refusal"),
    [("Nobody", "Nobody at this desk is called Nobody"), ("Dana Prior", "The last entry was made on 18 October 2012")],
)
def test_a_purge_that_nobody_approved_or_whose_day_is_doubtful_is_refused(on: On, by: str, refusal: str) -> None:
    ran = on("retention", "purge", "--all", "--reason", "Over", "--approved-by", by, "--yes")
    assert refusal in sentence(ran)
    assert len(on.done("retention", "--json").data["review"]) == 2


def test_a_purge_nobody_confirms_does_nothing(on: On, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_words: object, **_more: object) -> bool:
        raise click.Abort

    monkeypatch.setattr(click, "confirm", no)
    assert on("retention", "purge", "SAFE-2012-10", "--reason", "Over", "--approved-by", "Dana Prior").code == 130
    assert len(on.done("retention", "--json").data["review"]) == 2


def test_a_hold_keeps_a_child_until_it_is_lifted(on: On) -> None:
    number = on.done("retention", "hold", "--child", "101", "--reason", "Claim").out.split()[1]
    assert "stays: Held since" in on.done("retention").out
    words = ("--reason", "Over", "--approved-by", "Dana Prior", "--yes", "--day-confirmed")
    refused = on("retention", "purge", "SAFE-2012-10", *words)
    assert "Held back: SAFE-2012-10." in refused.err
    on.done("retention", "lift", number, "--reason", "Settled")
    assert "stays:" not in on.done("retention").out


def test_a_period_is_set(on: On) -> None:
    told = on.done("retention", "set", "place", "10").out
    assert told.startswith("Places of concern are kept 10 years from")
    assert "is no period" in on("retention", "set", "place", "900").err

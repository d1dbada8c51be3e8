"""``panel-desk voice``, ``plan`` and ``places``: deeds, lists, JSON and files with their recipients."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.cli_runs import Cli, Ran, sentence
from tests.services.signing_keys import SECRET
from tests.services.strategy_sections import without_sections

from panel_desk.services.desk import Desk as OpenDesk


class Desk:
    """One command after another on one desk."""

    def __init__(self, cli: Cli, made: Path) -> None:
        self._cli = cli
        self._where = ("--desk", made / "desk", "--passphrase-file", made / "secret.txt")

    def __call__(self, *words: object) -> Ran:
        return self._cli(*words, *self._where)

    def done(self, *words: object) -> Ran:
        """What must be understood and done."""
        ran = self(*words)
        assert ran.code == 0, ran.err
        return ran


@pytest.fixture
def desk(cli: Cli, made: Path) -> Desk:
    return Desk(cli, made)


@pytest.fixture
def said(desk: Desk) -> str:
    """The end of the number of something that was said."""
    words = ("--who", "young-people", "--how", "group", "--said", "The bus stop is dark", "--on", "2026-10-01")
    return desk.done("voice", "add", *words).out.split("…")[1].split(".")[0]


def test_what_is_said_is_shown_with_what_was_done(desk: Desk, said: str) -> None:
    desk.done("voice", "answer", said, "--did", "Lights repaired", "--by", "Police", "--on", "2026-10-05", "--told")
    shown = desk.done("voice", "--period", "2026-27").out
    assert "Young people in a group, 1 October 2026: “The bus stop is dark”" in shown
    assert "We did: 5 October 2026, Police: Lights repaired. Young people have been told." in shown


def test_json_of_voices_has_no_name(desk: Desk, said: str) -> None:
    (line,) = desk.done("voice", "--period", "2026-27", "--json").data["waiting"]
    assert line["id"].endswith(said)
    assert "name" not in line


def test_withdrawn_words_are_shown_no_more(desk: Desk, said: str) -> None:
    desk.done("voice", "withdraw", said, "--reason", "recorded twice")
    assert "bus stop" not in desk.done("voice", "--period", "2026-27").out


def test_one_answer_is_withdrawn_and_what_was_said_stands(desk: Desk, said: str) -> None:
    for did in ("Lights repaired", "Another street lit"):
        desk.done("voice", "answer", said, "--did", did, "--by", "Police", "--on", "2026-10-05")
    assert "We did (2): 5 October 2026, Police: Another street lit." in desk.done("voice", "--period", "2026-27").out
    desk.done("voice", "withdraw", said, "--answer", 2, "--reason", "of another street")
    shown = desk.done("voice", "--period", "2026-27").out
    assert "The bus stop is dark" in shown
    assert "Another street" not in shown
    assert "no such answer" in desk("voice", "withdraw", said, "--answer", 3, "--reason", "x").err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("voice", "add", "--who", "child", "--how", "in-person", "--said", "x", "--child", "999"),
            "knows no child 999",
        ),
        (("voice", "add", "--who", "child", "--how", "in-person", "--said", "x"), "Which child"),
        (("voice", "answer", " ", "--did", "x", "--by", "y"), "Which entry?"),
        (("voice", "answer", "nobody", "--did", "x", "--by", "y"), "No entry"),
        (("plan", "rate", "9", "red", "--words", "x"), "no objective 9"),
        (("plan", "objective", "2.1", "--owner", "Dana Prior"), "What is the objective?"),
        (("places", "link", "Nowhere", "101", "--why", "x"), "No concern is called Nowhere"),
        (("places", "--out", "places.pdf"), "Who is to have this file?"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(desk: Desk, words: tuple[str, ...], told: str) -> None:
    ran = desk(*words)
    assert ran.code == 1
    assert told in sentence(ran)


def test_a_day_that_is_none_is_not_understood(desk: Desk) -> None:
    ran = desk("plan", "milestone", "2.1", "--what", "x", "--due", "tomorrow")
    assert (ran.code, "2026-11-22" in ran.err) == (2, True)


def test_without_a_desk_the_command_says_what_it_needs(cli: Cli) -> None:
    ran = cli("plan")
    assert (ran.code, "--desk DIR" in ran.err) == (2, True)


def test_the_help_of_a_deed_needs_no_desk(cli: Cli) -> None:
    assert "Example: panel-desk plan rate" in cli("plan", "rate", "--help").out


def test_the_plan_is_kept_by_its_numbers(desk: Desk) -> None:
    desk.done("plan", "objective", "2.1", "--title", "Safe routes", "--owner", "Dana Prior", "--due", "2099-03-31")
    desk.done("plan", "milestone", "2.1", "--what", "A map", "--due", "2026-10-01")
    desk.done("plan", "rate", "2.1", "amber", "--words", "one partner is late")
    shown = desk.done("plan").out
    assert "At risk of delay (amber)" in shown
    assert "1. A map: late by" in shown
    desk.done("plan", "reach", "2.1", "1", "--words", "printed")
    desk.done("plan", "objective", "2.1", "--agency", "Police")
    (line,) = desk.done("plan", "--json").data["objectives"]
    assert (line["milestones"][0]["reached_words"], line["agency"], line["title"]) == (
        "printed",
        "Police",
        "Safe routes",
    )
    desk.done("plan", "close", "2.1", "--reason", "reached")
    assert "Closed" in desk.done("plan").out


def test_places_are_kept_and_leave_as_a_file(desk: Desk, tmp_path: Path) -> None:
    desk.done("places", "add", "Canal Wharf", "--concern", "Lights are out", "--lead", "Police")
    desk.done("places", "offer", "canal wharf", "--kind", "outreach", "--what", "Evening walk", "--reached", "12")
    desk.done("places", "close", "Canal Wharf", "--reason", "lit again")
    desk.done("places", "reopen", "Canal Wharf", "--reason", "dark again")
    assert "opened again" in desk.done("places").out
    out = tmp_path / "places.csv"
    desk.done("places", "--out", out, "--for", "Community safety partnership")
    assert "Evening walk" in out.read_text(encoding="utf-8-sig")
    assert desk.done("places", "--json").data["places"][0]["children_words"] == "No child is linked."


def test_what_no_minutes_will_tell_is_said_with_what_to_do(desk: Desk, made: Path) -> None:
    with OpenDesk.open(made / "desk", SECRET) as opened:
        without_sections(opened, opened.people.named("Asha Rahman").id)
    said = ("--who", "young-people", "--how", "group", "--said", "The bus stop is dark")
    assert "No minutes will tell this" in desk.done("voice", "add", *said).out
    assert "No minutes" not in desk.done("voice", "add", *said, "--panel", "SAFE").out
    assert "No minutes will tell the plan" in desk.done("plan").err

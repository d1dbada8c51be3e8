"""Lines nobody should type: slips, pasted pages, control characters, other scripts."""

from __future__ import annotations

import pytest
from tests.unit.capture.capture_builders import BEFORE, a_context, sentence

from panel_desk.domain.capture.deeds import ActionDeed, DecisionDeed, SayDeed
from panel_desk.domain.capture.reading import read
from panel_desk.domain.capture.reading_values import Reading
from panel_desk.domain.events.items import NoteSection


@pytest.mark.parametrize("line", ["", " ", "\n\t ", "\x00", "\u202e\ufeff", "\x1b\x07"])
def test_an_empty_line_is_nothing_and_lacks_nothing(line: str) -> None:
    assert read(line, BEFORE) == Reading()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/", "Which command?"),
        ("/zzz", "There is no command /zzz. For a text that begins with a slash, type // first."),
        ("/aciton police: x by fri", "There is no command /aciton. Did you mean /action?"),
        ("/decied continue", "Did you mean /decide?"),
        ("/udno", "Did you mean /undo?"),
        ("/defre because x", "Did you mean /defer?"),
        ("/contineu because x", "Did you mean /d continue?"),
        ("/" + "x" * 200, "There is no command /xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…."),
        ("/👍", "There is no command /👍."),
        ("/שלום", "There is no command /שלום."),
    ],
)
def test_a_command_that_is_none_proposes_the_nearest(line: str, words: str) -> None:
    assert words in sentence(line)


def test_a_space_after_the_slash_is_overlooked() -> None:
    assert read("/ a police: ring by fri", BEFORE).deed == read("/a police: ring by fri", BEFORE).deed


@pytest.mark.parametrize(
    ("line", "word"),
    [("/disc x", "disc"), ("/apol hart", "apol"), ("/pres bell", "pres"), ("/stren x", "stren"), ("/prog 04", "prog")],
)
def test_a_beginning_is_enough_where_it_is_plain(line: str, word: str) -> None:
    reading = read(line, BEFORE)
    # “pres” begins present and presenter: there the list helps.
    assert (reading.deed is None) == (word == "pres")


@pytest.mark.parametrize(
    "text",
    ["He said 👍🏽 and left.", "قال إنه بخير", "הוא אמר שלום", "e\u0301te\u0301", "a\u200db", "5\u00a0km", "½ – “so”"],
)
def test_every_script_is_kept_as_it_was_typed(text: str) -> None:
    assert read(text, BEFORE).deed == SayDeed(section=NoteSection.DISCUSSION, text=text)


def test_what_is_no_text_is_left_out() -> None:
    deed = read("a\x00b\x07c\u202ed\ufeffe\ud800f\x9fg", BEFORE).deed
    assert deed == SayDeed(section=NoteSection.DISCUSSION, text="abcdefg")


def test_a_pasted_page_becomes_paragraphs() -> None:
    page = "\r\n".join(f"Line {n} by fri because review 3w." for n in range(300))
    deed = read(page, BEFORE).deed
    assert isinstance(deed, SayDeed)
    assert deed.text.count("\n") == 299


def test_a_page_pasted_after_a_command_is_one_sentence() -> None:
    page = "word by the way because review\n" * 350
    asked = read(f"/a police: {page} by fri", BEFORE).deed
    assert isinstance(asked, ActionDeed)
    assert len(asked.what) > 10_000
    assert "\n" not in asked.what
    decided = read(f"/d continue because {page} review 3w", BEFORE).deed
    assert isinstance(decided, DecisionDeed)
    assert decided.reason.startswith("word by the way because")


@pytest.mark.parametrize(
    "page", ['"' * 5000, '" ' * 5000, "by " * 4000, "by fri " * 1500, "review 3w " * 1500, ":" * 9000]
)
def test_a_page_made_to_be_slow_is_read_all_the_same(page: str) -> None:
    for command in (
        "a police: ",
        "d continue because ",
        "v ",
        "late ",
        "done ",
        "sub ",
        "declare khan because ",
        "zz ",
    ):
        reading = read(f"/{command}{page}", BEFORE, cursor=20)
        assert (reading.deed is None) == bool(reading.missing)


def test_an_empty_context_gives_sentences_and_no_deeds() -> None:
    bare = a_context(agencies=(), people=(), outcomes=(), risk_scale=None, item=None, items=(), actions=(), concerns=())
    for line in (
        "/a police: x by fri",
        "/d continue because x",
        "/risk high",
        "/left khan",
        "/go 7.1",
        "/done 03 because x",
    ):
        assert sentence(line, bare)

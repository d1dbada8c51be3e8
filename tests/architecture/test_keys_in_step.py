"""Every key that does something stands in the manual, and none of a page takes away one that works everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.architecture.keys_in_source import KeyInSource, keys_in_source

from panel_desk.ui.shell.pages import RAIL

SHEET = (Path(__file__).parents[2] / "docs" / "help" / "shortcuts.md").read_text(encoding="utf-8")
ROWS = {
    tuple(cell.strip() for cell in row.strip("|").split("|")) for row in re.findall(r"^\|.*\|$", SHEET, re.MULTILINE)
}
WORDS = {line.module: line.words for line in RAIL}
KEYS = keys_in_source()


def a_name(key: KeyInSource) -> str:
    return f"{key.page} {key.keys} {key.words}"


def test_keys_are_found_on_most_pages() -> None:
    assert {key.page for key in KEYS} >= {"shell", "agendas", "children", "verify", "settings"}


@pytest.mark.parametrize("key", KEYS, ids=a_name)
def test_every_key_stands_in_the_manual(key: KeyInSource) -> None:
    if key.page == "shell":
        assert (f"`{key.keys}`", key.words) in ROWS
        return
    words = [row[2] for row in ROWS if row[:2] == (WORDS[key.page], f"`{key.keys}`")]
    assert words
    assert not key.words or key.words.rstrip("…") in [one.rstrip("…") for one in words]


def test_the_manual_tells_of_no_other_key_of_a_page() -> None:
    known = {(WORDS.get(key.page, ""), f"`{key.keys}`") for key in KEYS}
    told = {row[:2] for row in ROWS if len(row) == 3 and row[1].startswith("`")}
    assert told - known == set()


def test_no_key_of_a_page_is_one_that_works_everywhere() -> None:
    everywhere = {key.keys for key in KEYS if key.page == "shell"} | {line.shortcut for line in RAIL}
    assert [a_name(key) for key in KEYS if key.page != "shell" and key.keys in everywhere] == []

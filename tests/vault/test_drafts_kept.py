"""Drafts of any length and number, and what a crash between keeping and dropping leaves."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from tests.vault.vault_builders import NOW, a_journal

from panel_desk.vault.database import Vault, create_vault, open_vault
from panel_desk.vault.drafts import Drafts

ITEM = "meeting/1/item/2"

CRASH = """
import os, pathlib, sys
from tests.vault.vault_builders import NOW, a_journal
from panel_desk.vault.database import open_vault
from panel_desk.vault.drafts import Drafts
vault = open_vault(pathlib.Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
drafts, journal = Drafts(vault), a_journal(vault)
drafts.keep("meeting/1/item/2", "discussion", "typed to the end", NOW)
with vault.write():
    journal.say("typed to the end")
    drafts.drop("meeting/1/item/2")
    if sys.argv[3] == "inside":
        os._exit(1)
os._exit(1)
"""


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 100_000, "Zoë 🙂\r\n\t“quoted”\0end" * 100, "'); DROP TABLE draft; --"]
)
def test_a_text_comes_back_as_it_was_typed(memory: Vault, text: str) -> None:
    drafts = Drafts(memory)
    drafts.keep(ITEM, "discussion", text, NOW)
    draft = drafts.get(ITEM, "discussion")
    assert draft is not None
    assert draft.text == text


def test_a_text_that_grows_key_by_key_is_one_draft(memory: Vault) -> None:
    drafts, words = Drafts(memory), "The panel heard from the school."
    for length in range(len(words) + 1):
        drafts.keep(ITEM, "discussion", words[:length], NOW + timedelta(seconds=length))
    assert [draft.text for draft in drafts.all()] == [words]


def test_of_many_places_each_keeps_its_own(memory: Vault) -> None:
    drafts = Drafts(memory)
    for number in range(300):
        drafts.keep(f"meeting/1/item/{number}", "discussion", f"text {number}", NOW + timedelta(seconds=number))
    drafts.drop("meeting/1/item/1")
    assert [draft.text for draft in drafts.all()] == [f"text {n}" for n in range(300) if n != 1]
    assert [draft.text for draft in drafts.of_place("meeting/1/item/10")] == ["text 10"]


def test_dropping_what_is_not_there_does_nothing(memory: Vault) -> None:
    drafts = Drafts(memory)
    drafts.keep(ITEM, "discussion", "one", NOW)
    drafts.drop(ITEM, "reasons")
    drafts.drop("meeting/1/item")
    drafts.drop("")
    assert len(drafts.all()) == 1


@pytest.mark.parametrize(
    ("where", "words", "left"), [("inside", [], ["typed to the end"]), ("after", ["typed to the end"], [])]
)
def test_a_crash_leaves_the_text_either_as_a_draft_or_as_an_event_never_both_nor_neither(
    desk: Path, data_key: bytes, where: str, words: list[str], left: list[str]
) -> None:
    create_vault(desk, data_key, NOW).close()
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", CRASH, desk, data_key.hex(), where], cwd=root, check=False)
    assert done.returncode == 1
    with open_vault(desk, data_key) as vault:
        assert a_journal(vault).words == words
        assert [draft.text for draft in Drafts(vault).all()] == left

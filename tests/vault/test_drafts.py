"""Typed text is kept, replaced, offered again, and dropped with the event it became."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.vault.vault_builders import NOW

from panel_desk.vault.database import Vault, create_vault, open_vault
from panel_desk.vault.drafts import Draft, Drafts

ITEM = "meeting/1/item/2"


def test_the_last_text_of_a_field_is_kept(memory: Vault) -> None:
    drafts = Drafts(memory)
    drafts.keep(ITEM, "discussion", "The pan", NOW)
    drafts.keep(ITEM, "discussion", "The panel heard", NOW + timedelta(milliseconds=300))
    assert drafts.get(ITEM, "discussion") == Draft(
        ITEM, "discussion", "The panel heard", NOW + timedelta(milliseconds=300)
    )


def test_fields_and_places_do_not_touch_each_other(memory: Vault) -> None:
    drafts = Drafts(memory)
    drafts.keep(ITEM, "discussion", "one", NOW)
    drafts.keep(ITEM, "reasons", "two", NOW)
    drafts.keep("meeting/1/item/3", "discussion", "three", NOW)
    assert [draft.text for draft in drafts.of_place(ITEM)] == ["one", "two"]
    assert drafts.get(ITEM, "other") is None


def test_all_drafts_are_offered_oldest_first(memory: Vault) -> None:
    drafts = Drafts(memory)
    drafts.keep("b", "text", "second", NOW + timedelta(seconds=1))
    drafts.keep("a", "text", "first", NOW)
    assert [draft.text for draft in drafts.all()] == ["first", "second"]


@pytest.mark.parametrize(("field", "left"), [("discussion", ["two"]), (None, [])])
def test_a_field_or_a_whole_place_is_dropped(memory: Vault, field: str | None, left: list[str]) -> None:
    drafts = Drafts(memory)
    drafts.keep(ITEM, "discussion", "one", NOW)
    drafts.keep(ITEM, "reasons", "two", NOW)
    drafts.drop(ITEM, field)
    assert [draft.text for draft in drafts.all()] == left


def test_a_draft_comes_back_when_the_deed_it_was_dropped_with_fails(memory: Vault) -> None:
    drafts = Drafts(memory)
    drafts.keep(ITEM, "discussion", "one", NOW)

    def deed() -> None:
        with memory.write():
            drafts.drop(ITEM)
            raise RuntimeError("a fault of ours")

    with pytest.raises(RuntimeError):
        deed()
    assert drafts.get(ITEM, "discussion") is not None


def test_a_draft_is_there_when_the_desk_is_opened_again(desk: Path, data_key: bytes) -> None:
    with create_vault(desk, data_key, NOW) as vault:
        Drafts(vault).keep(ITEM, "discussion", "unfinished", NOW)
    with open_vault(desk, data_key) as vault:
        assert [draft.text for draft in Drafts(vault).all()] == ["unfinished"]

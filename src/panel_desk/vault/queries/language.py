"""The council's own word list."""

from __future__ import annotations

import msgspec

from panel_desk.domain.language import WordList
from panel_desk.vault.driver import Database
from panel_desk.vault.queries.reading import one


def kept_text(db: Database) -> str:
    """The list as it is kept; empty before a council has one. Two equal texts are one list."""
    found = one(db, "SELECT words FROM word_list")
    return str(found[0]) if found else ""


def word_list(kept: str) -> WordList:
    """The list of a kept text."""
    return msgspec.json.decode(kept, type=WordList) if kept else WordList()

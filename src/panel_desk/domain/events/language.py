"""Events of the council's own word list. Stream: ``desk/language``."""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain.language import WordList


class WordListKept(Struct, frozen=True, kw_only=True, tag="word-list-kept"):
    """The council's own list was set: phrases on top of the shipped ones, and those it switched off."""

    words: WordList

"""Finds wording that blames or says nothing, by the shipped list and the council's own, which it also keeps."""

from __future__ import annotations

import msgspec

from panel_desk.domain.errors import not_found
from panel_desk.domain.events.language import WordListKept
from panel_desk.domain.ids import PersonId
from panel_desk.domain.language import Flag, LanguageCheck, Phrase, WordList, check_phrase, key, parse_words
from panel_desk.domain.toml_text import to_toml
from panel_desk.services.book import Book
from panel_desk.shipped import shipped
from panel_desk.vault.queries import language as queries

STREAM = "desk/language"
_HEADING = """The word list of a council: on top of the one that comes with Panel Desk.
Read it in under Settings, Language."""


class Language:
    """Checks text, and keeps what a council adds to the list or takes off it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._shipped: WordList | None = None
        self._ready: tuple[str, LanguageCheck] | None = None

    def flags(self, text: str) -> tuple[Flag, ...]:
        """What to look at in a text; the list is read again only after it has changed."""
        return self.check().flags(text)

    def check(self) -> LanguageCheck:
        """The list in force, made ready: safe to hand to another thread."""
        kept = queries.kept_text(self._book.db)
        if self._ready is None or self._ready[0] != kept:
            self._ready = (kept, LanguageCheck(self.shipped().joined(queries.word_list(kept))))
        return self._ready[1]

    def shipped(self) -> WordList:
        """The list that comes with the application."""
        if self._shipped is None:
            path = shipped("language.toml")
            self._shipped = parse_words(path.read_text(encoding="utf-8"), where=path.name)
        return self._shipped

    def own(self) -> WordList:
        """What this council added and switched off."""
        return queries.word_list(queries.kept_text(self._book.db))

    def keep(self, actor: PersonId, words: WordList) -> None:
        """Set the council's own list.

        Raises:
            DeskError: where a phrase cannot be searched for, or says neither what instead nor why.
        """
        groups = {**self.shipped().words, **words.words}
        for phrase in words.phrases:
            check_phrase(phrase, groups)
        self._book.record(actor, (STREAM, WordListKept(words=words)))

    def add(self, actor: PersonId, phrase: Phrase) -> None:
        """Flag a phrase from now on; one written alike is replaced."""
        own = self.own()
        others = tuple(p for p in own.phrases if key(p.phrase) != key(phrase.phrase))
        self.keep(actor, msgspec.structs.replace(own, phrases=(*others, phrase)))

    def remove(self, actor: PersonId, phrase: str) -> None:
        """Take one of the council's own phrases off the list."""
        own = self.own()
        rest = tuple(p for p in own.phrases if key(p.phrase) != key(phrase))
        if len(rest) == len(own.phrases):
            raise not_found(f"The council’s own list does not hold “{phrase}”.")
        self.keep(actor, msgspec.structs.replace(own, phrases=rest))

    def switch(self, actor: PersonId, phrase: str, *, on: bool) -> None:
        """Flag a phrase of the shipped list, or leave it alone from now on."""
        if key(phrase) not in {key(p.phrase) for p in self.shipped().phrases}:
            raise not_found(f"The shipped list does not hold “{phrase}”.")
        own = self.own()
        off = tuple(text for text in own.switched_off if key(text) != key(phrase))
        self.keep(actor, msgspec.structs.replace(own, switched_off=off if on else (*off, phrase)))

    def leave_quotations(self, actor: PersonId, *, leave: bool) -> None:
        """Whether words in quotation marks, a child's own, are left alone."""
        self.keep(actor, msgspec.structs.replace(self.own(), leave_quotations=leave))

    def read_in(self, actor: PersonId, untrusted_toml: str, *, where: str) -> WordList:
        """Set the council's own list from a file's text.

        Raises:
            DeskError: where the file is no word list; the list in force stays.
        """
        words = parse_words(untrusted_toml, where=where)
        self.keep(actor, words)
        return words

    def written_out(self) -> str:
        """The council's own list as the text of a file that ``read_in`` takes."""
        return to_toml(self.own(), heading=_HEADING)

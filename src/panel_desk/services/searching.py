"""Finds children, meetings, minutes and actions by what is typed."""

from __future__ import annotations

from panel_desk.domain.children.finding import Found
from panel_desk.services.book import Book
from panel_desk.vault.queries import finding, search
from panel_desk.vault.queries.search import Hit


class Searching:
    """Searches the record; the text typed is words, never a query language."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def find(self, untrusted_text: str, limit: int = 20) -> tuple[Hit, ...]:
        """The best hits for what has been typed so far; the last word may be unfinished."""
        return search.search(self._book.db, untrusted_text, limit)

    def anything(self, untrusted_text: str, limit: int = 24) -> tuple[Found, ...]:
        """For Ctrl+K: the same with what each thing is shown and opened by; no detail holds a child's name."""
        return finding.find(self._book.db, untrusted_text, limit)

"""Search as you type over children, concerns, meetings, minutes and actions.

What is typed is words and never a query: each is quoted, all must occur, and the last may be unfinished.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import Enum

from msgspec import Struct

from panel_desk.domain.ids import MeetingId
from panel_desk.vault.driver import Database
from panel_desk.vault.projections.columns import as_json
from panel_desk.vault.queries.reading import Row, rows


class HitKind(Enum):
    """What was found; hits come in this order."""

    CHILD = "child"
    CONCERN = "concern"
    MEETING = "meeting"
    MINUTES = "minutes"
    """An item of a meeting, by what was said or decided."""
    ACTION = "action"


class Hit(Struct, frozen=True, kw_only=True):
    """One thing that was found."""

    kind: HitKind
    id: str
    """Of the child, concern, meeting, item or action."""
    title: str
    """Initials and local ID, name, reference."""
    snippet: str
    """The words around what was typed."""
    meeting_id: MeetingId | None = None


_WORD = re.compile(r"\w+")
_SHORTEST_PREFIX = 2
_SNIPPET = 120
_BEFORE = 40
_DOCUMENTS = 2 << 58
"""Rowids of meetings, minutes and actions are above this one, those of children and concerns below."""

_FIND = "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? ORDER BY rowid LIMIT ?"
_TOLD: tuple[tuple[HitKind, str], ...] = (
    (HitKind.CHILD, "SELECT entry, id, meeting_id, title, text FROM searchable_child"),
    (HitKind.CONCERN, "SELECT entry, id, meeting_id, title, text FROM searchable_concern"),
    (HitKind.MEETING, "SELECT entry, id, meeting_id, title, text FROM searchable_meeting"),
    (HitKind.MINUTES, "SELECT entry, id, meeting_id, title, text FROM searchable_minutes"),
    (HitKind.ACTION, "SELECT entry, id, meeting_id, title, text FROM searchable_action"),
)
_NUMBERED = " WHERE number IN (SELECT value FROM json_each(?)) ORDER BY entry"


def search(db: Database, untrusted_text: str, limit: int = 20) -> tuple[Hit, ...]:
    """What holds all the words, children first, of the rest the newest first; empty for no words.

    Args:
        db: Any connection.
        untrusted_text: As typed so far.
        limit: How many hits at most; where children fill them all, meetings and actions still get a third.
    """
    return hits_of(db, entries(db, untrusted_text, limit), untrusted_text)


def entries(db: Database, untrusted_text: str, limit: int) -> list[int]:
    """Places in the index of what ``search`` finds, in its order; those of children lie below 2^58."""
    words = match_expression(untrusted_text)
    if not words or limit < 1:
        return []
    found = [row[0] for row in rows(db, _FIND, (words, 0, limit))]
    if len(found) == limit and found[-1] < _DOCUMENTS:
        documents = [row[0] for row in rows(db, _FIND, (words, _DOCUMENTS, limit // 3))]
        found = found[: limit - len(documents)] + documents
    return found


def hits_of(db: Database, found: Sequence[int], untrusted_text: str) -> tuple[Hit, ...]:
    """What stands at some places in the index, with the words around what was typed."""
    typed = _WORD.findall(untrusted_text.lower())
    return tuple(_hit(kind, row, typed) for kind, row in _told(db, found))


def match_expression(untrusted_text: str) -> str:
    """The words as the index takes them: each quoted, so that nothing in them is an operator; empty for no words.

    A last word of one letter is not completed: as a beginning it would match half of everything.
    """
    # Half a character, as a terminal can hand over, is no text that SQLite takes.
    whole = untrusted_text.encode(errors="replace").decode()
    words = [word for word in whole.replace("\0", " ").split() if _WORD.search(word)]
    if not words:
        return ""
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    unfinished = len(_WORD.findall(words[-1])[-1]) >= _SHORTEST_PREFIX
    return " ".join(quoted) + (" *" if unfinished else "")


def _told(db: Database, found: Sequence[int]) -> Iterator[tuple[HitKind, Row]]:
    for place, (kind, told) in enumerate(_TOLD):
        lowest, above = place << 58, (place + 1) << 58
        own = [entry for entry in found if lowest <= entry < above]
        if own:
            numbers = [entry - lowest if above <= _DOCUMENTS else above - 1 - entry for entry in own]
            for row in rows(db, told + _NUMBERED, (as_json(numbers),)):
                yield kind, row


def _hit(kind: HitKind, row: Row, typed: list[str]) -> Hit:
    _entry, thing_id, meeting_id, title, text = row
    return Hit(kind=kind, id=thing_id, title=title, snippet=_snippet(text, typed), meeting_id=meeting_id)


def _snippet(text: str, typed: list[str]) -> str:
    """The words around the first that was typed; the beginning where only the title holds them."""
    places = _places(text.lower(), typed) or _places(_plain(text), [_plain(word) for word in typed])
    start = max(0, min(places, default=0) - _BEFORE)
    if start:
        start = text.find(" ", start) + 1
    cut = text[start : start + _SNIPPET]
    return ("… " if start else "") + cut.strip() + (" …" if start + _SNIPPET < len(text) else "")


def _places(text: str, words: Sequence[str]) -> list[int]:
    return [place for word in words if (place := text.find(word)) >= 0]


def _plain(text: str) -> str:
    """Small letters without accents, as the index compares them; each stays in its place."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text.lower())

"""What Ctrl+K finds: the search index, and children by the beginning of a local ID or by their very initials."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from panel_desk.domain.children.cases import ExploitationType
from panel_desk.domain.children.finding import Found, FoundKind, in_order
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.meeting.meetings import COMING, MeetingState
from panel_desk.vault.driver import Database
from panel_desk.vault.projections.columns import as_json
from panel_desk.vault.queries import search
from panel_desk.vault.queries.reading import WANTED, day, one, rows
from panel_desk.vault.queries.search import Hit, HitKind

_CHILDREN = f"""SELECT id, local_id, initials, trim(forenames || ' ' || surname), born_on, types FROM child
WHERE number IN {WANTED}"""  # noqa: S608 - constants of this module
_LAST_CHILD = 1 << 58
"""Places in the index from here on are no child's: a child's place is its number."""
_BY_BEGINNING = (
    "SELECT number FROM child WHERE local_id >= ?1 AND local_id < ?1 || char(1114111) ORDER BY local_id LIMIT ?2"
)
_BY_INITIALS = """SELECT number FROM child WHERE number IN
(SELECT rowid FROM search WHERE search MATCH ?1 AND rowid < 1 << 58 ORDER BY rowid LIMIT 200)
AND initials = ?2 LIMIT ?3"""
_OF_CONCERN = """SELECT meeting.id FROM agenda_item JOIN meeting ON meeting.id = agenda_item.meeting_id
WHERE concern_id = ? ORDER BY held_on DESC LIMIT 1"""
_STATE = "SELECT state FROM meeting WHERE id = ?"
_AHEAD = frozenset(state.value for state in COMING)
_SITTING = frozenset({MeetingState.IN_SESSION.value, MeetingState.ADJOURNED.value})
_KINDS = {
    HitKind.CONCERN: FoundKind.CONCERN,
    HitKind.MEETING: FoundKind.MEETING,
    HitKind.MINUTES: FoundKind.MINUTES,
    HitKind.ACTION: FoundKind.ACTION,
}
_LONGEST_INITIALS = 2
_types: msgspec.json.Decoder[tuple[ExploitationType, ...]] = msgspec.json.Decoder(tuple[ExploitationType, ...])


def find(db: Database, untrusted_text: str, limit: int = 24) -> tuple[Found, ...]:
    """The best of everything for what has been typed so far, in the order it is offered.

    Args:
        db: Any connection.
        untrusted_text: Words, never a query.
        limit: How many at most; children leave a third to the rest.
    """
    entries = search.entries(db, untrusted_text, limit)
    sure = _sure_children(db, untrusted_text.strip(), limit // 4)
    numbers = dict.fromkeys((*sure, *(entry for entry in entries if entry < _LAST_CHILD)))
    children = in_order(_children(db, numbers), untrusted_text)
    documents = [entry for entry in entries if entry >= _LAST_CHILD]
    others = [_other(db, hit) for hit in search.hits_of(db, documents, untrusted_text)]
    return in_order((*children[: limit - len(others)], *others), untrusted_text)


def _sure_children(db: Database, text: str, limit: int) -> list[int]:
    """Who would be lost among many that hold the same word somewhere."""
    if not text or " " in text:
        return []
    letters = text.replace(".", "")
    if letters.isalpha() and len(letters) == _LONGEST_INITIALS:
        initials = "".join(f"{letter.upper()}." for letter in letters)
        return [row[0] for row in rows(db, _BY_INITIALS, (f'"{letters}"', initials, limit))]
    if any(letter.isdigit() for letter in text):
        return [row[0] for row in rows(db, _BY_BEGINNING, (text, limit))]
    return []


def _children(db: Database, numbers: Iterable[int]) -> list[Found]:
    found = rows(db, _CHILDREN, (as_json(list(numbers)),))
    return [
        Found(
            kind=FoundKind.CHILD,
            id=child_id,
            title="",
            initials=initials,
            local_id=local_id,
            name=name,
            born_on=day(born_on),
            types=_types.decode(types),
        )
        for child_id, local_id, initials, name, born_on, types in found
    ]


def _other(db: Database, hit: Hit) -> Found:
    meeting_id, over, sitting = hit.meeting_id, False, False
    if hit.kind is HitKind.CONCERN:
        found = one(db, _OF_CONCERN, (hit.id,))
        meeting_id = MeetingId(found[0]) if found else None
    elif hit.kind is HitKind.MEETING:
        state = one(db, _STATE, (hit.id,))
        sitting = state is not None and state[0] in _SITTING
        over = state is not None and state[0] not in _AHEAD and not sitting
    return Found(
        kind=_KINDS[hit.kind],
        id=hit.id,
        title=hit.title,
        detail=hit.snippet,
        meeting_id=meeting_id,
        is_over=over,
        is_sitting=sitting,
    )

"""Entries about somebody else whose words name a child, in whatever table they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from panel_desk.domain.calendar import date_words, england_day
from panel_desk.domain.keeping.subject_access import entry_key
from panel_desk.domain.keeping.subject_told import Told, ToldEntry
from panel_desk.domain.names.hiding import parts_of
from panel_desk.services.keeping.held_child import HeldChild, naming
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import held

_TITLES = {
    "note": "Words under another item",
    "decision": "A decision about somebody else",
    "dissent": "Words of a member who did not agree, under another item",
    "interest": "An interest declared under another item",
    "action": "An action about somebody else",
    "action_history": "News of an action about somebody else",
    "agenda_item": "A line of the agenda",
    "feedback": "What somebody else said",
    "feedback_answer": "What was done because of what somebody else said",
    "interview": "A return interview of somebody else",
    "pathway": "Another child’s stay on the enhanced pathway",
    "pathway_contact": "A contact on another child’s pathway",
    "intervention": "Something offered at a place of concern",
    "concern": "A place, theme or person of concern",
    "concern_link": "Why another child is linked to a place",
    "concern_standing": "Why a concern was closed or opened again",
    "episode_set_aside": "Why another child’s episode was set aside",
    "identity_answer": "What was said of two children",
    "objective": "The action plan",
    "milestone": "The action plan",
    "rating": "The action plan",
    "meeting": "A meeting’s own entry",
    "minutes": "The way of minutes",
    "edition": "A copy that left the desk",
    "export": "An export that left the desk",
}
_OF_CHILD = (
    "interview",
    "pathway",
    "recorded_episode",
    "recorded_return",
    "episode_set_aside",
    "episode_match",
    "concern_link",
)
_DERIVED = ("episode_stranger", "episode_overlay", "burned_number", "person", "panel", "desk", "seat", "undo", "undone")
_QUIET = frozenset(
    {"id", "seq", "number", "meeting_id", "item_id", "child_id", "concern_id", "recorded_by", "sha256", "actor"}
)
_OF_ITEM = ("note", "decision", "dissent", "interest", "quorum_override")


class Elsewhere:
    """Looks through every table made from the journal; one that is added later is looked through by itself.

    Args:
        db: Any connection.
        children: The child under every number.
        own: Items and actions about the child, which are told in their own place.
    """

    def __init__(self, db: Database, children: Sequence[HeldChild], own: frozenset[str]) -> None:
        self._db = db
        self._numbers = frozenset(child.local_id for child in children)
        self._ids = frozenset(child.child_id for child in children)
        self._naming = naming(children)
        # Wherever a whole name stands, its last word does.
        names = [name for child in children for one in child.names for name in (one.name, one.alias) if name.strip()]
        surnames = [word for child in children for name in child.surnames for word in parts_of(name)]
        self._words = [*sorted(self._numbers), *dict.fromkeys([*(name.split()[-1] for name in names), *surnames])]
        self._own = own

    def entries(self) -> Iterator[ToldEntry]:
        """Every other entry whose words name the child, in whatever table it stands."""
        for found in held.naming(self._db, self._words):
            if found.table in _DERIVED or self._is_own(found):
                continue
            text = " … ".join(self._sentences(found))
            if text:
                yield ToldEntry(
                    key=entry_key("elsewhere", found.table, found.key),
                    title=self._titled(found),
                    when=_first_day(found),
                    lines=(Told(label="Said", text=text, free=True, read="It is not under the child’s own item."),),
                )

    def _titled(self, found: held.Naming) -> str:
        reference = held.reference_of(self._db, found.row)
        title = _TITLES.get(found.table, "Another entry")
        return f"{reference}: {title[:1].lower()}{title[1:]}" if reference else title

    def _is_own(self, found: held.Naming) -> bool:
        row, own = found.row, self._own
        if found.table in {"edition", "export"} or row.get("child_id") in self._ids:
            return True
        if found.table in {"agenda_item", "action"} and row["id"] in own:
            return True
        if found.table in _OF_ITEM and row.get("item_id") in own:
            return True
        if found.table == "identity_answer" and {row["local_id"], row["other_local_id"]} & self._numbers:
            return True
        is_of_child = found.table in _OF_CHILD and row.get("local_id") in self._numbers
        return is_of_child or row.get("action_id") in own

    def _sentences(self, found: held.Naming) -> Iterator[str]:
        for column, value in found.row.items():
            if column in _QUIET or not isinstance(value, str):
                continue
            for text in texts_of(value):
                if text not in self._numbers and self._naming.stands_in(text):
                    yield self._naming.sentences(text)


def texts_of(value: str) -> Iterator[str]:
    """The texts of a column; those inside a JSON document each by themselves."""
    if not value.startswith(("{", "[")):
        yield value
        return
    try:
        yield from _inside(msgspec.json.decode(value))
    except msgspec.DecodeError:
        yield value


def _inside(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _inside(part)
    elif isinstance(value, list):
        for part in value:
            yield from _inside(part)


def _first_day(found: held.Naming) -> str:
    for column in (
        "noted_at",
        "decided_at",
        "recorded_at",
        "said_on",
        "linked_at",
        "changed_on",
        "held_on",
        "given_on",
    ):
        if isinstance(value := found.row.get(column), str) and value:
            return day_of(value)
    return ""


def day_of(text: str) -> str:
    """A stored day or time as a day in words."""
    at = datetime.fromisoformat(text)
    return date_words(england_day(at) if at.tzinfo else at.date())

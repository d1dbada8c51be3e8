"""Which children a record speaks of: under every number a child has, and in every word that was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.events import Event
from panel_desk.domain.names.hiding import ChildNamed, Hiding
from panel_desk.services.everybody import under_every_name
from panel_desk.vault.driver import Database
from panel_desk.vault.projections.history import events_below
from panel_desk.vault.queries import retention as queries

_NUMBERS = frozenset({"local_id", "other_local_id", "source_id", "nhs_number", "upn"})
"""Fields that tell whose something is, though they hold no words."""


class Numbers:
    """The numbers under which lists and people tell of one child: its own, those matched to it, those joined to it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._same: dict[str, set[str]] = {}
        for one, other in queries.same_child(db):
            both = self._same.get(one, {one}) | self._same.get(other, {other})
            self._same.update(dict.fromkeys(both, both))
        self._by_nhs, self._by_upn = queries.numbers_of_children(db)

    def of(self, local_ids: Iterable[str]) -> frozenset[str]:
        """These numbers, and all others of the same children."""
        return frozenset(same for local_id in local_ids for same in self._same.get(local_id, {local_id}))

    def told_by(self, nhs_number: str, upn: str) -> frozenset[str]:
        """Local IDs of the children whose numbers these are."""
        return frozenset({*self._by_nhs.get(nhs_number, ()), *self._by_upn.get(upn, ())})

    def named(self, local_ids: Iterable[str]) -> tuple[ChildNamed, ...]:
        """How whoever has these numbers may be named in words: by the number, and under every name of any list."""
        numbers = self.of(local_ids)
        if not numbers:
            return ()
        names = (replace(one, near=True) for one in under_every_name(self._db) if one.local_id in numbers)
        return (*(ChildNamed(local_id=number, initials="", name="") for number in sorted(numbers)), *names)


def spoken_of(text: str, held: Iterable[ChildNamed]) -> frozenset[str]:
    """Numbers of the children whom a text names, in whichever form: rather one too many than one too few."""
    return frozenset(child.local_id for child in held if _names(text, child))


def words_below(db: Database, streams: Iterable[str]) -> str:
    """Every word and number of a person in the entries of streams, and of those below them."""
    return "\n".join(text for line in events_below(db.conn, streams) for text in _texts(line.event))


def _names(text: str, child: ChildNamed) -> bool:
    looking = Hiding()
    looking.child(child, "[found]", initials=False)
    looking.text(text)
    return looking.found > 0 or child.local_id in text.split("\n")


def _texts(value: Event | object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(key)
            yield from _texts(part)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            # Digits of an identifier or of a fingerprint are nobody’s number.
            if field in _NUMBERS or not (field == "id" or field.endswith(("_id", "_sha256"))):
                yield from _texts(getattr(value, field))

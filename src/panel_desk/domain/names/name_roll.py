"""All children by the words they are called, so that of thousands only those are looked for whom a text may name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from panel_desk.domain.names.name_forms import ChildNamed, telling_words
from panel_desk.domain.names.name_runs import words_of

_SHORTEST = 2
"""Of a word that may be a part of another."""


class Roll:
    """Built once for an export; every text of it asks."""

    def __init__(self, children: Iterable[ChildNamed]) -> None:
        self._children = tuple(children)
        self._called: dict[str, list[int]] = {}
        self._numbered: dict[str, list[int]] = {}
        for place, child in enumerate(self._children):
            for word in telling_words(child):
                self._called.setdefault(word, []).append(place)
            for word in sorted(words_of(child.local_id), key=len)[-1:]:
                self._numbered.setdefault(word, []).append(place)

    def __iter__(self) -> Iterator[ChildNamed]:
        return iter(self._children)

    def unlike(self, names: Iterable[str]) -> tuple[str, ...]:
        """Of these names those that no child has: a pseudonym that is somebody's name would point at that child.

        Where every one is somebody's, ``Child`` alone.
        """
        return tuple(name for name in names if words_of(name).isdisjoint(self._called)) or ("Child",)

    def named_in(self, text: str, near: Collection[str] = ()) -> tuple[ChildNamed, ...]:
        """Whom a text may name, and those who are near in any case; the near first.

        Args:
            text: All of it.
            near: Local IDs of those whom it is likely to be about.
        """
        words = words_of(text)
        # “The Lindenwalds”.
        words |= {word[:-1] for word in words if word.endswith("s")}
        found = {place for word in words for known in (self._called, self._numbered) for place in known.get(word, ())}
        found.update(place for word in words for place in self._in_one(word))
        if near:
            found.update(place for place, child in enumerate(self._children) if child.local_id in near)
        chosen = (self._children[place] for place in sorted(found))
        marked = [replace(child, near=child.local_id in near) for child in chosen]
        return tuple(sorted(marked, key=lambda child: not child.near))

    def _in_one(self, word: str) -> set[int]:
        """Who is called by the parts of a word, as of ``maryjones``; both names must be one child's."""
        found: set[int] = set()
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            if first := self._called.get(word[:cut]):
                found.update(set(first).intersection(self._called.get(word[cut:]) or self._in_one(word[cut:])))
        return found

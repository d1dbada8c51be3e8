"""Takes names and numbers out of what others are to read, wherever in a value they stand.

Every export uses this one. How a name may be written is in ``name_forms``; here it is found and replaced.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import IntEnum
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.names.name_context import is_a_name
from panel_desk.domain.names.name_forms import (
    ChildNamed,
    Form,
    Sure,
    form_of,
    forms_at_the_gate,
    forms_of_alias,
    forms_of_initials,
    forms_of_name,
    forms_of_number,
    forms_of_parts,
    telling_words,
    words_in_one,
)
from panel_desk.domain.names.name_runs import Run, between, plain, runs_of, seen, words_of
from panel_desk.domain.names.name_words import PARTICLES

__all__ = [
    "READ_IT",
    "SOME_CHILD",
    "ChildNamed",
    "Hiding",
    "may_be_named_in",
    "parts_of",
    "still_named",
    "texts_in",
    "words_of",
]

T = TypeVar("T")

SOME_CHILD = "[a child]"
"""Stands where a word is the name of several children, and nobody can say which."""
READ_IT = "The desk cannot know names of family and friends that were typed: read it before it goes."
"""Stands on everything out of which names were taken."""
_SHORTEST_PART = 3
_IDENTIFIERS = frozenset({"id", "child_id", "item_id", "meeting_id", "panel", "reference", "number", "verb"})
"""Fields that hold no words of people."""


class _Rank(IntEnum):
    """Whose word counts where two are told of the same."""

    TOLD = 0
    NEAR = 1
    FAR = 2


class _Word(Struct, frozen=True):
    """A form, and what stands instead; empty: it stays."""

    form: Form
    instead: str
    rank: _Rank


class Hiding:
    """Words to take out, with what stands instead. Counts what it found."""

    def __init__(self, within: frozenset[str] | None = None) -> None:
        """Nothing is hidden yet.

        Args:
            within: The ``words_of`` all texts to come, where they are known: of thousands of children only the ways to
                write them that can stand there are kept. None: any text may come.
        """
        self._within = within
        self._known: dict[str, _Word] = {}
        self._by_words: dict[tuple[str, ...], list[_Word]] | None = None
        self.found = 0
        """How many places were changed so far."""

    def words(self, words: str, instead: str) -> None:
        """Hide these words, in small and capital letters."""
        form = form_of(words)
        if form is not None:
            self._add(form, instead, _Rank.TOLD)

    def part(self, word: str, instead: str) -> None:
        """Hide a part of a name where it is written as a name: ``Hope``, ``HOPE``, not ``hope``."""
        form = form_of(word, Sure.ALONE)
        if form is not None and len(word) >= _SHORTEST_PART:
            self._add(form, instead, _Rank.TOLD)

    def form(self, form: Form, instead: str, *, far: bool = False) -> None:
        """Hide one way to write something; from far, only where it must be a name (see ``ChildNamed.near``)."""
        self._add(form, instead, _Rank.FAR if far else _Rank.TOLD)

    def keep(self, words: str) -> None:
        """Leave these words as they are, though a part of them is hidden elsewhere: ``Police, Khan``."""
        self.words(words, "")

    def child(
        self,
        child: ChildNamed,
        instead: str,
        *,
        initials: bool,
        but: ChildNamed | None = None,
        number: bool = True,
    ) -> None:
        """Hide a child: name, parts of the name, local ID, and where wanted the initials.

        Where several children share a word, ``SOME_CHILD`` stands for it, unless only one of them is near.

        Args:
            child: Whom.
            instead: What stands in the place.
            initials: Whether initials by themselves are hidden too.
            but: A child whose own words stay, shared or not.
            number: Whether the local ID is hidden too.
        """
        own = {form.key for form in _forms(but, initials=True)} if but is not None else set()
        rank = _Rank.NEAR if child.near else _Rank.FAR
        for form in _forms(child, initials=initials, number=number, within=self._within):
            if form.key not in own:
                self._add(form, instead, rank)

    def text(self, text: str) -> str:
        """The text without what is hidden."""
        if not self._known or not text:
            return text
        shown = seen(text)
        made, end = [], 0
        for begin, stop, word in self._found_in(shown):
            instead = word.instead
            # Initials bring a full stop of their own: “… and M.T. (104233).”
            if instead.endswith(".") and shown.startswith(".", stop):
                instead = instead[:-1]
            made += [shown[end:begin], instead]
            end = stop
            self.found += 1
        return "".join((*made, shown[end:])) if made else text

    def everywhere(self, value: T) -> T:
        """The value with every text in it hidden, however deep; identifiers stay."""
        if isinstance(value, str):
            return self.text(value)  # type: ignore[return-value]  # a text for a text
        if isinstance(value, tuple):
            return tuple(self.everywhere(part) for part in value)  # type: ignore[return-value]  # a tuple for a tuple
        if isinstance(value, Struct):
            fields = {f: getattr(value, f) for f in value.__struct_fields__ if f not in _IDENTIFIERS}
            return replace(value, **{f: self.everywhere(part) for f, part in fields.items()})
        return value

    def stands_in(self, text: str) -> frozenset[str]:
        """What would be put into a text: whose words stand in it."""
        return frozenset(word.instead for _begin, _end, word in self._found_in(seen(text)))

    def _add(self, form: Form, instead: str, rank: _Rank) -> None:
        if self._within is not None and not self._within.issuperset(form.words):
            return
        key = form.key
        before, self._by_words = self._known.get(key), None
        if before is None or (before.rank is _Rank.FAR is not rank):
            self._known[key] = _Word(form, instead, rank)
        elif before.rank is rank is not _Rank.TOLD and before.instead:
            sure = min(before.form.sure, form.sure)
            shared = instead if instead == before.instead else SOME_CHILD
            self._known[key] = _Word(replace(form, sure=sure), shared, rank)

    def _found_in(self, shown: str) -> Iterator[tuple[int, int, _Word]]:
        """Where something is to be replaced, from the first place on."""
        text = plain(shown)
        runs, at = runs_of(text), 0
        known = self._table()
        while at < len(runs):
            many = 1
            pair = tuple(run.word for run in runs[at : at + 2])
            for word in (*known.get(pair, ()), *known.get(pair[:1], ())):
                span = _span(text, runs, at, word)
                if span is None:
                    continue
                many = len(word.form.words)
                if word.instead:
                    yield (*span, word)
                break
            at += many

    def _table(self) -> dict[tuple[str, ...], list[_Word]]:
        """By the first two words, the longest first."""
        if self._by_words is None:
            made: dict[tuple[str, ...], list[_Word]] = {}
            for word in self._known.values():
                made.setdefault(word.form.words[:2], []).append(word)
            for some in made.values():
                some.sort(key=lambda word: (-len(word.form.words), -len(word.form.key), word.form.key))
            self._by_words = made
        return self._by_words


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value, however deep; identifiers are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            if field not in _IDENTIFIERS:
                yield from texts_in(getattr(value, field))


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name that are long enough to tell whose it is."""
    words = name.replace("-", " ").replace("‐", " ").replace("–", " ").split()
    return tuple(part for part in words if len(part) >= _SHORTEST_PART)


def may_be_named_in(words: Collection[str], child: ChildNamed) -> bool:
    """Whether a child’s number, or any word of the names, is among the ``words_of`` a text."""
    number = words_of(child.local_id)
    if (number and number <= set(words)) or not telling_words(child).isdisjoint(words):
        return True
    return any(word in words for word in words_in_one(child.name))


def still_named(text: str, children: Iterable[ChildNamed], keep: Iterable[str] = ()) -> tuple[str, ...]:
    """Whole names and numbers that stand in a text all the same: what must never leave.

    Args:
        text: All of it.
        children: Whoever must not be named, be they thousands.
        keep: Names that may stand there: of professionals, or the child's own.
    """
    words = words_of(text)
    gate, asked = Hiding(words), []
    for name in keep:
        gate.keep(name)
    for child in children:
        if may_be_named_in(words, child):
            asked += [child.name, child.local_id]
            for form in forms_at_the_gate(child, words):
                gate.form(form, child.local_id if form.words[0].isdigit() else child.name)
    stands = gate.stands_in(text)
    return tuple(told for told in dict.fromkeys(asked) if told in stands)


def _forms(
    child: ChildNamed, *, initials: bool, number: bool = True, within: frozenset[str] | None = None
) -> Iterator[Form]:
    if number and (within is None or words_of(child.local_id) <= within):
        yield from forms_of_number(child.local_id, child.initials)
    yield from forms_of_name(child.name, within)
    yield from forms_of_alias(child.alias)
    yield from forms_of_parts(child.name, within)
    letters = child.initials.replace(".", "").lower()
    if initials and (within is None or letters in within or words_of(child.initials) <= within):
        yield from forms_of_initials(child.initials, together=child.near)


def _span(text: str, runs: list[Run], at: int, word: _Word) -> tuple[int, int] | None:
    """From where to where a form stands at a run, with what belongs about it; None where it does not."""
    form, last = word.form, at + len(word.form.words) - 1
    if last >= len(runs) or any(run.word != known for run, known in zip(runs[at : last + 1], form.words, strict=True)):
        return None
    for place, gap in enumerate(form.gaps, at):
        if between(text[runs[place].end : runs[place + 1].start]) != gap:
            return None
    belongs = str.isalpha if form.is_whole else str.isalnum
    if not form.words[0].isdigit() and any(
        belongs(text[edge : edge + 1]) for edge in (runs[at].start - 1, runs[last].end) if edge >= 0
    ):
        return None
    begin, end = runs[at].start - len(form.before), runs[last].end + len(form.after)
    if not (begin >= 0 and text.startswith(form.before, begin) and text.startswith(form.after, runs[last].end)):
        return None
    return (begin, end) if _is_typed(text, runs, at, word) else None


def _is_typed(text: str, runs: list[Run], at: int, word: _Word) -> bool:
    """Whether the letters are those of a name, as far as the form asks."""
    form, run = word.form, runs[at]
    match form.sure:
        case Sure.ANYHOW:
            return True
        case Sure.TYPED:
            here = runs[at : at + len(form.words)]
            if form.capitals:
                return text[run.start : run.end].isupper()
            if form.joined:
                return text[run.start + form.joined].isupper()
            gaps = ("", *form.gaps)
            return all(r.capital or g == "'" or r.word in PARTICLES for r, g in zip(here, gaps, strict=True))
        case Sure.ALONE:
            single = len(form.words) == 1
            return run.capital and is_a_name(text, runs, at, far=word.rank is _Rank.FAR, single=single)
